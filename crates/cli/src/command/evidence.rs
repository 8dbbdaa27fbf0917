//! `firebreak evidence`: what was collected, who had it, and whether it is still what it was.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};
use firebreak_app::api::{
    AddEvidence, AnswerEvidence, EvidenceView, EvidenceWords, ExportEvidence, JobState, JobView, Nothing,
    OneIncident, RecordCustody, RestoreEvidence, SetEvidence, VerifyEvidence, WithdrawCustody,
    WithdrawEvidence,
};
use firebreak_app::{App, Error, path_as_text};
use firebreak_core::event::CustodyAct;

use crate::arguments::word_of;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// How often progress is shown.
const PAUSE: Duration = Duration::from_millis(100);

/// What can be done with evidence.
#[derive(Debug, Subcommand)]
pub(crate) enum EvidenceCommand {
    /// Hash files, copy them in unless they stay in place, and record each as an item
    Add(Add),
    /// List the evidence of an incident, and what its steps ask to collect
    List(List),
    /// Show an item with its custody
    Show(Item),
    /// Change what an item is said to be; its bytes and its hash stay
    Change(Change),
    /// Say what of a step an item answers from now on
    Answer(Answer),
    /// Say that an item is no evidence of this incident; its copy stays
    Withdraw(Withdraw),
    /// Say that an item that was withdrawn is evidence after all
    Restore(Item),
    /// Record what was done with an item, or take such an entry back
    Custody(Custody),
    /// Hash evidence again and record whether it is what was collected
    Verify(Verify),
    /// Write a copy of an item and record that
    Export(Export),
}

/// `evidence list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
}

/// Names an item of evidence.
#[derive(Debug, Args)]
pub(crate) struct Item {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The name of the item, for example E-1
    evidence: String,
}

/// What is said of an item.
#[derive(Debug, Args)]
pub(crate) struct Words {
    /// What it is; the name of the file where left out
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// When it was collected; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    collected: Option<String>,
    /// Who collected it; who records it where left out
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Where it was collected from: a host, an account, a person
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// How far the clock of the source was ahead: "+90 s", "-2 min"
    #[arg(long, value_name = "OFFSET", allow_hyphen_values = true)]
    clock: Option<String>,
    /// How it was collected
    #[arg(long, value_name = "TEXT")]
    method: Option<String>,
    /// With which tool
    #[arg(long, value_name = "NAME")]
    tool: Option<String>,
    /// The version of the tool
    #[arg(long, value_name = "VERSION")]
    tool_version: Option<String>,
    /// By whose authority
    #[arg(long, value_name = "TEXT")]
    authority: Option<String>,
    /// With whom it may be shared: red, amber+strict, amber, green, clear
    #[arg(long, value_name = "LABEL")]
    tlp: Option<String>,
    /// How long it is kept
    #[arg(long, value_name = "TEXT")]
    retention: Option<String>,
}

/// `evidence add`.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Leave the files where they are and only reference them
    #[arg(long)]
    in_place: bool,
    #[command(flatten)]
    words: Words,
    /// The step it answers: its number or id
    #[arg(long, value_name = "STEP")]
    step: Option<String>,
    /// Which run, where several have the step
    #[arg(long, value_name = "RUN", requires = "step")]
    run: Option<String>,
    /// The item under `Collect` of that step that it answers, counted from 1
    #[arg(long, value_name = "N", requires = "step", value_parser = clap::value_parser!(u32).range(1..))]
    item: Option<u32>,
}

/// `evidence change`.
#[derive(Debug, Args)]
pub(crate) struct Change {
    #[command(flatten)]
    item: Item,
    #[command(flatten)]
    words: Words,
}

/// `evidence answer`.
#[derive(Debug, Args)]
pub(crate) struct Answer {
    #[command(flatten)]
    item: Item,
    /// The step it answers: its number or id
    #[arg(long, value_name = "STEP", required_unless_present = "nothing")]
    step: Option<String>,
    /// Which run, where several have the step
    #[arg(long, value_name = "RUN", requires = "step")]
    run: Option<String>,
    /// The item under `Collect` of that step, counted from 1; the step as a whole where left out
    #[arg(long = "item", value_name = "N", requires = "step", value_parser = clap::value_parser!(u32).range(1..))]
    number: Option<u32>,
    /// It answers nothing that a step asks for
    #[arg(long, conflicts_with = "step")]
    nothing: bool,
}

/// `evidence withdraw`.
#[derive(Debug, Args)]
pub(crate) struct Withdraw {
    #[command(flatten)]
    item: Item,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// `evidence custody`.
#[derive(Debug, Args)]
pub(crate) struct Custody {
    #[command(flatten)]
    item: Item,
    /// What was done
    #[arg(ignore_case = true, required_unless_present = "take_back", value_parser = word_of(CustodyAct::ALL, CustodyAct::word))]
    act: Option<CustodyAct>,
    /// Who did it; of a transfer, who handed it over
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Who got it; a transfer needs it
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// Why, where, under which number
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// When; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// Take back the entry with this number instead
    #[arg(long, value_name = "N", conflicts_with_all = ["act", "by", "to", "at"])]
    take_back: Option<u32>,
}

/// `evidence verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The name of one item; all where left out
    evidence: Option<String>,
}

/// `evidence export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    item: Item,
    /// A file that is not there yet, or a folder; the folder `exports` of the data folder where left out
    #[arg(long, value_name = "PATH")]
    to: Option<PathBuf>,
    /// Who gets it
    #[arg(long, value_name = "NAME")]
    recipient: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

impl EvidenceCommand {
    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self {
            Self::Add(add) => return add.perform(desk),
            Self::List(List { incident }) => {
                let list = desk.app().list_evidence(OneIncident { incident })?;
                desk.say(&list, |page| show::evidence_list(page, &list))?;
            }
            Self::Show(item) => {
                let found = shown(desk.app(), &item)?;
                desk.say(&found, |page| show::evidence(page, &found))?;
            }
            Self::Change(Change { item: Item { incident, evidence }, words }) => {
                let asked = SetEvidence { incident, evidence, words: words.into(), draft: None };
                let changed = desk.app_to_record()?.set_evidence(asked)?;
                desk.say_recorded(&changed)?;
            }
            Self::Answer(Answer { item: Item { incident, evidence }, step, run, number, nothing: _ }) => {
                let item = number.map(|number| number - 1);
                let asked = AnswerEvidence { incident, evidence, run, step, item, draft: None };
                let changed = desk.app_to_record()?.answer_evidence(asked)?;
                desk.say_recorded(&changed)?;
            }
            Self::Restore(Item { incident, evidence }) => {
                let changed =
                    desk.app_to_record()?.restore_evidence(RestoreEvidence { incident, evidence })?;
                desk.say_recorded(&changed)?;
            }
            Self::Withdraw(Withdraw { item: Item { incident, evidence }, reason }) => {
                let asked = WithdrawEvidence { incident, evidence, reason };
                let changed = desk.app_to_record()?.withdraw_evidence(asked)?;
                desk.say_recorded(&changed)?;
            }
            Self::Custody(custody) => custody.perform(desk)?,
            Self::Verify(Verify { incident, evidence }) => {
                let app = desk.app_to_record()?;
                app.verify_evidence(VerifyEvidence { incident, evidence })?;
                let ended = worked(app);
                let exit = said(desk, &ended)?;
                let warns = ended.iter().any(|job| job.warns);
                return Ok(if warns { Exit::Damage } else { exit });
            }
            Self::Export(Export { item: Item { incident, evidence }, to, recipient, note }) => {
                let to = to.map(|to| path_as_text(&to));
                let app = desk.app_to_record()?;
                app.export_evidence(ExportEvidence { incident, evidence, to, recipient, note })?;
                let ended = worked(app);
                return said(desk, &ended);
            }
        }
        Ok(Exit::Done)
    }
}

impl Add {
    fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let Self { incident, files, in_place, words, step, run, item } = self;
        let asked = AddEvidence {
            incident,
            paths: files.iter().map(|file| path_as_text(file)).collect(),
            in_place,
            words: words.into(),
            run,
            step,
            item: item.map(|number| number - 1),
            draft: None,
        };
        let app = desk.app_to_record()?;
        app.add_evidence(asked)?;
        let ended = worked(app);
        said(desk, &ended)
    }
}

impl Custody {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Self { item: Item { incident, evidence }, act, by, to, note, at, take_back } = self;
        let app = desk.app_to_record()?;
        let changed = match (act, take_back) {
            (_, Some(custody)) => {
                app.withdraw_custody(WithdrawCustody { incident, evidence, custody, reason: note })?
            }
            (Some(act), None) => {
                app.record_custody(RecordCustody { incident, evidence, act, by, to, note, at, draft: None })?
            }
            (None, None) => return Ok(()),
        };
        desk.say_recorded(&changed)
    }
}

impl From<Words> for EvidenceWords {
    fn from(words: Words) -> Self {
        Self {
            name: words.name,
            collected: words.collected,
            precision: None,
            collected_by: words.by,
            source: words.source,
            clock_offset: words.clock,
            method: words.method,
            tool: words.tool,
            tool_version: words.tool_version,
            authority: words.authority,
            tlp: words.tlp,
            retention: words.retention,
        }
    }
}

fn shown(app: &App, item: &Item) -> Result<EvidenceView, Failure> {
    let list = app.list_evidence(OneIncident { incident: item.incident.clone() })?;
    let name = item.evidence.trim().to_uppercase();
    let found = list.items.into_iter().find(|known| known.id == name || known.id == format!("E-{name}"));
    Ok(found.ok_or_else(|| Error::NotFound { what: "evidence", name: item.evidence.clone() })?)
}

/// Has every job done, showing on a terminal how far it is; gives how they ended.
fn worked(app: &App) -> Vec<JobView> {
    let jobs = || app.evidence_jobs(Nothing {}).unwrap_or_default();
    std::thread::scope(|scope| {
        let working = scope.spawn(|| while app.work_on_evidence(Duration::ZERO) {});
        let mut terminal = io::stderr();
        while terminal.is_terminal() && !working.is_finished() {
            let line = jobs().iter().find(|job| job.state == JobState::Working).map(show::job);
            // Progress that cannot be shown keeps no work back.
            let _ = write!(terminal, "\r\x1b[K{}", line.unwrap_or_default());
            let _ = terminal.flush();
            std::thread::park_timeout(PAUSE);
        }
        if terminal.is_terminal() {
            let _ = write!(terminal, "\r\x1b[K");
        }
    });
    jobs()
}

/// Says how jobs ended.
fn said(desk: &mut Desk<'_>, ended: &[JobView]) -> Result<Exit, Failure> {
    desk.say(&ended, |page| show::jobs(page, ended))?;
    let is_done = ended.iter().all(|job| job.state == JobState::Done);
    Ok(if is_done { Exit::Done } else { Exit::Refused })
}
