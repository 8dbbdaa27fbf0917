//! `firebreak role` and `firebreak handover`.

use clap::{ArgGroup, Args, Subcommand};
use firebreak_app::Error;
use firebreak_app::api::{
    AcceptHandover, BeginHandover, BriefHandover, CancelHandover, ContingencyWords, EndRole, ExportHandover,
    GiveRole, HandoverWords, OneIncident,
};

use super::typed_or_piped;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// What can be done with roles.
#[derive(Debug, Subcommand)]
pub(crate) enum RoleCommand {
    /// Show who holds which role since when, and who works the incident
    List(Whole),
    /// Give a role to somebody; lead and deputy end for whoever held them
    Give(Give),
    /// Say that somebody does not hold a role any more
    End(End),
}

/// What can be done with handovers of the lead.
#[derive(Debug, Subcommand)]
pub(crate) enum HandoverCommand {
    /// Print the briefing as it would be now, as Markdown; nothing is recorded
    Brief(Brief),
    /// Give the briefing to the one who is to lead; the lead moves when that one accepts
    Begin(Begin),
    /// Say that the receiver read back and accepts: the lead moves
    Accept(Accept),
    /// End a handover without the lead moving
    Cancel(Cancel),
    /// List the handovers of an incident
    List(Whole),
    /// Show a handover with its briefing and its read-back
    Show(Show),
}

/// An incident.
#[derive(Debug, Args)]
pub(crate) struct Whole {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
}

/// `role give`.
#[derive(Debug, Args)]
pub(crate) struct Give {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The role: lead, deputy, scribe, liaison, or an own name
    role: String,
    /// Who holds it from now on
    #[arg(value_name = "NAME")]
    person: String,
    /// Since when; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

/// `role end`.
#[derive(Debug, Args)]
pub(crate) struct End {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The role
    role: String,
    /// Who held it
    #[arg(value_name = "NAME")]
    person: String,
    /// When it ended; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// What is typed for a briefing.
#[derive(Debug, Args)]
pub(crate) struct Words {
    /// What happened and where it stands; `-` reads standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    summary: Option<String>,
    /// What is wanted next
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    objectives: Option<String>,
    /// What to do where something happens, as "WHAT HAPPENS => WHAT IS DONE"; may be given several times
    #[arg(long = "if", value_name = "IF => THEN", allow_hyphen_values = true, value_parser = contingency)]
    contingencies: Vec<ContingencyWords>,
}

/// `handover brief`.
#[derive(Debug, Args)]
pub(crate) struct Brief {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    #[command(flatten)]
    words: Words,
}

/// `handover begin`.
#[derive(Debug, Args)]
pub(crate) struct Begin {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// Who is to lead
    #[arg(long, value_name = "NAME")]
    to: String,
    #[command(flatten)]
    words: Words,
}

/// `handover accept`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("read").required(true).args(["read_back", "all"])))]
pub(crate) struct Accept {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The number of the handover
    #[arg(value_name = "NUMBER")]
    handover: String,
    /// What the receiver understood; `-` reads standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    read_back: Option<String>,
    /// Every section was read back one by one
    #[arg(long)]
    all: bool,
    /// Who accepts, where that is not the one who writes
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

/// `handover cancel`.
#[derive(Debug, Args)]
pub(crate) struct Cancel {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The number of the handover
    #[arg(value_name = "NUMBER")]
    handover: String,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// `handover show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The number of the handover
    #[arg(value_name = "NUMBER")]
    handover: String,
    /// The briefing alone, as Markdown
    #[arg(long)]
    md: bool,
    /// Save the briefing as a file in the folder `exports` of the data folder, and print where
    #[arg(long)]
    save: bool,
}

impl RoleCommand {
    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self {
            Self::List(Whole { incident }) => {
                let people = desk.app().show_people(OneIncident { incident })?;
                desk.say(&people, |page| show::people(page, &people))?;
            }
            Self::Give(Give { incident, role, person, at }) => {
                let asked = GiveRole { incident, role, person, at, draft: None };
                let changed = desk.app_to_record()?.give_role(asked)?;
                desk.say_recorded(&changed)?;
            }
            Self::End(End { incident, role, person, at, reason }) => {
                let changed =
                    desk.app_to_record()?.end_role(EndRole { incident, role, person, at, reason })?;
                desk.say_recorded(&changed)?;
            }
        }
        Ok(Exit::Done)
    }
}

impl HandoverCommand {
    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self {
            Self::Brief(Brief { incident, words }) => {
                let words = words.given()?;
                let briefing = desk.app().brief_handover(BriefHandover { incident, words })?;
                desk.say(&briefing, |page| show::text(page, &briefing.markdown))?;
            }
            Self::Begin(Begin { incident, to, words }) => {
                let words = words.given()?;
                let asked = BeginHandover { incident, to, words, draft: None };
                let changed = desk.app_to_record()?.begin_handover(asked)?;
                desk.say_recorded(&changed)?;
            }
            Self::Accept(arguments) => arguments.perform(desk)?,
            Self::Cancel(Cancel { incident, handover, reason }) => {
                let asked = CancelHandover { incident, handover, reason };
                let changed = desk.app_to_record()?.cancel_handover(asked)?;
                desk.say_recorded(&changed)?;
            }
            Self::List(Whole { incident }) => {
                let list = desk.app().list_handovers(OneIncident { incident })?;
                desk.say(&list, |page| show::handover_list(page, &list))?;
            }
            Self::Show(arguments) => arguments.perform(desk)?,
        }
        Ok(Exit::Done)
    }
}

impl Accept {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Self { incident, handover, read_back, all, by } = self;
        let read_back = read_back.map(typed_or_piped).transpose()?;
        let sections = if all {
            let list = desk.app().list_handovers(OneIncident { incident: incident.clone() })?;
            let found = list.into_iter().find(|known| known.id == handover);
            found.into_iter().flat_map(|known| known.sections).map(|section| section.title).collect()
        } else {
            Vec::new()
        };
        let asked = AcceptHandover { incident, handover, by, read_back, sections, draft: None };
        let changed = desk.app_to_record()?.accept_handover(asked)?;
        desk.say_recorded(&changed)
    }
}

impl Show {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Self { incident, handover, md, save } = self;
        if md || save {
            let asked = ExportHandover { incident, handover: Some(handover), save };
            let exported = desk.app().export_handover(asked)?;
            return desk.say(&exported, |page| match &exported.path {
                Some(path) => page.say(path),
                None => show::text(page, &exported.text),
            });
        }
        let list = desk.app().list_handovers(OneIncident { incident })?;
        let found = list.iter().find(|known| known.id == handover);
        let found = found.ok_or_else(|| Error::NotFound { what: "handover", name: handover.clone() })?;
        desk.say(found, |page| show::handover(page, found))
    }
}

impl Words {
    fn given(self) -> Result<HandoverWords, Failure> {
        let Self { summary, objectives, contingencies } = self;
        Ok(HandoverWords { summary: summary.map(typed_or_piped).transpose()?, objectives, contingencies })
    }
}

/// Reads `WHAT HAPPENS => WHAT IS DONE`.
fn contingency(text: &str) -> Result<ContingencyWords, String> {
    let (when, then) = text.split_once("=>").ok_or("write what happens, then =>, then what is done")?;
    Ok(ContingencyWords { when: when.trim().to_owned(), then: then.trim().to_owned() })
}
