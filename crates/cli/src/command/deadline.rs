//! `firebreak deadline`: regulatory and contractual clocks.

use clap::{Args, Subcommand};
use firebreak_app::Error;
use firebreak_app::api::{
    ChangeDeadline, ExportCalendar, MoveDeadline, Nothing, OneIncident, OwnRule, RevertDeadline,
    StartDeadline,
};
use firebreak_core::event::DeadlineMark;

use crate::arguments::word_of;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// What can be done with deadlines.
#[derive(Debug, Subcommand)]
pub(crate) enum DeadlineCommand {
    /// List the rules that clocks are started by, with their sources
    Rules(Rules),
    /// List the deadlines of an incident by the time left, and the clocks to offer
    List(List),
    /// Show a deadline with its rule and what happened to it
    Show(Place),
    /// Start a clock from the time of its trigger
    Start(Box<Start>),
    /// Correct what a deadline runs from
    Change(Change),
    /// Say that it was met: by whom, when, and under which reference
    Met(Said),
    /// Say that it is not to be met, and why
    Waive(Said),
    /// Say that it was started by mistake
    Withdraw(Said),
    /// Take back what was said of it; one that was withdrawn runs again
    TakeBack(TakeBack),
    /// Write what is due as a calendar file (.ics)
    Calendar(Calendar),
}

/// `deadline rules`.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// Write this rule as an own file, to be edited there
    #[arg(long, value_name = "RULE")]
    own: Option<String>,
}

/// `deadline list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
}

/// A deadline of an incident.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The number of the deadline
    #[arg(value_name = "NUMBER")]
    deadline: String,
}

/// `deadline start`.
#[derive(Debug, Args)]
pub(crate) struct Start {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The rule, for example gdpr-33; contract for one that a contract names
    #[arg(value_name = "RULE")]
    rule: String,
    /// When the trigger happened; a range (0200z/0300z) gives a range, of which the earliest counts
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: String,
    /// What is to be done, where it is another than the rule's name
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// How long it runs, where it is another than the rule's: 72h, 30d, 4bd (business days), 1mo
    #[arg(long, value_name = "LENGTH")]
    limit: Option<String>,
    /// The time that starts its cap, where the rule has one
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    cap: Option<String>,
    /// The zone whose days count
    #[arg(long, value_name = "ZONE")]
    days_in: Option<String>,
    /// The list of holidays that business days leave out; empty for none
    #[arg(long, value_name = "LIST")]
    holidays: Option<String>,
    /// The number of the deadline whose notice starts it
    #[arg(long, value_name = "NUMBER")]
    follows: Option<String>,
    /// The step that names it: its number or its id
    #[arg(long)]
    step: Option<String>,
    /// The run, where several have such a step
    #[arg(long, value_name = "RUN", requires = "step")]
    run: Option<String>,
    /// Why the duty is taken to apply
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// Say when it would be due, and record nothing
    #[arg(long)]
    preview: bool,
}

/// `deadline change`.
#[derive(Debug, Args)]
pub(crate) struct Change {
    #[command(flatten)]
    place: Place,
    /// When the trigger happened
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, required_unless_present_any = ["cap", "days_in"])]
    at: Option<String>,
    /// The time that starts its cap; empty where it is not known after all
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    cap: Option<String>,
    /// The zone whose days count
    #[arg(long, value_name = "ZONE")]
    days_in: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// `deadline met`, `waive` and `withdraw`.
#[derive(Debug, Args)]
pub(crate) struct Said {
    #[command(flatten)]
    place: Place,
    /// When; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// Who did it, or who decided
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The number that the receiver gave, or where the notice lies
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    /// What came of it, or why
    #[arg(long, visible_alias = "note", value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// `deadline take-back`.
#[derive(Debug, Args)]
pub(crate) struct TakeBack {
    #[command(flatten)]
    place: Place,
    /// What did not happen
    #[arg(ignore_case = true, value_parser = word_of(DeadlineMark::ALL, DeadlineMark::word))]
    mark: DeadlineMark,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// `deadline calendar`.
#[derive(Debug, Args)]
pub(crate) struct Calendar {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// Save it as a file in the folder `exports` of the data folder, and print where
    #[arg(long)]
    save: bool,
}

impl DeadlineCommand {
    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self {
            Self::Rules(Rules { own: None }) => {
                let rules = desk.app().deadline_rules(Nothing {})?;
                desk.say(&rules, |page| show::deadline_rules(page, &rules))?;
            }
            Self::Rules(Rules { own: Some(rule) }) => {
                let owned = desk.app().own_rule(OwnRule { rule })?;
                desk.say(&owned, |page| page.say(&owned.file))?;
            }
            Self::List(List { incident }) => {
                let list = desk.app().list_deadlines(OneIncident { incident })?;
                desk.say(&list, |page| show::deadline_list(page, &list))?;
            }
            Self::Show(Place { incident, deadline }) => {
                let list = desk.app().list_deadlines(OneIncident { incident })?;
                let found = list.deadlines.iter().find(|known| known.id == deadline);
                let found = found.ok_or(Error::NotFound { what: "deadline", name: deadline })?;
                desk.say(found, |page| show::deadline(page, found, &list.advice))?;
            }
            Self::Start(arguments) => arguments.perform(desk)?,
            Self::Change(Change { place: Place { incident, deadline }, at, cap, days_in, reason }) => {
                let asked = ChangeDeadline {
                    incident,
                    deadline,
                    at,
                    precision: None,
                    cap_at: cap,
                    zone: days_in,
                    reason,
                    draft: None,
                };
                let changed = desk.app_to_record()?.change_deadline(asked)?;
                desk.say_recorded(&changed)?;
            }
            Self::Met(said) => said.perform(DeadlineMark::Met, desk)?,
            Self::Waive(said) => said.perform(DeadlineMark::Waived, desk)?,
            Self::Withdraw(said) => said.perform(DeadlineMark::Withdrawn, desk)?,
            Self::TakeBack(TakeBack { place: Place { incident, deadline }, mark, reason }) => {
                let asked = RevertDeadline { incident, deadline, mark, reason };
                let changed = desk.app_to_record()?.revert_deadline(asked)?;
                desk.say_recorded(&changed)?;
            }
            Self::Calendar(Calendar { incident, save }) => {
                let made = desk.app().export_calendar(ExportCalendar { incident, save })?;
                match (&made.path, desk.json()) {
                    (None, false) => desk.say_text(&made.text)?,
                    (Some(path), _) => desk.say(&made, |page| page.say(path))?,
                    (None, true) => desk.say(&made, |_| {})?,
                }
            }
        }
        Ok(Exit::Done)
    }
}

impl Start {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let asked = StartDeadline {
            incident: self.incident,
            rule: Some(self.rule),
            name: self.name,
            limit: self.limit,
            at: self.at,
            until: None,
            precision: None,
            cap_at: self.cap,
            zone: self.days_in,
            holidays: self.holidays,
            follows: self.follows,
            run: self.run,
            step: self.step,
            note: self.note,
            draft: None,
        };
        if self.preview {
            let preview = desk.app().preview_deadline(asked)?;
            return desk.say(&preview, |page| show::deadline_preview(page, &preview));
        }
        let changed = desk.app_to_record()?.start_deadline(asked)?;
        desk.say_recorded(&changed)
    }
}

impl Said {
    fn perform(self, mark: DeadlineMark, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Self { place: Place { incident, deadline }, at, by, reference, reason } = self;
        let asked = MoveDeadline {
            incident,
            deadline,
            mark,
            at,
            precision: None,
            by,
            reference,
            note: reason,
            draft: None,
        };
        let changed = desk.app_to_record()?.move_deadline(asked)?;
        desk.say_recorded(&changed)
    }
}
