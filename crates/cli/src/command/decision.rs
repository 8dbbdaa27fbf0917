//! `firebreak decision`: what was decided, by whom and why.

use clap::{Args, Subcommand};
use firebreak_app::api::{
    ComposeDecision, ComposedDecision, OneIncident, RecordDecision, RestoreDecision, WithdrawDecision,
};

use super::typed_or_piped;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// What can be done with decisions.
#[derive(Debug, Subcommand)]
pub(crate) enum DecisionCommand {
    /// List the decisions of an incident
    List(List),
    /// Record a decision, or the reasons for a branch that was chosen
    Record(Box<Record>),
    /// Say that a decision was never taken; it stays in the record
    Withdraw(Withdraw),
    /// Say that a decision that was withdrawn was taken after all
    Restore(Place),
}

/// `decision list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// Only those that are in force: neither withdrawn nor superseded
    #[arg(long)]
    in_force: bool,
}

/// A decision of an incident.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The number of the decision
    #[arg(value_name = "NUMBER")]
    decision: String,
}

/// `decision record`.
#[derive(Debug, Args)]
pub(crate) struct Record {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// What there was to decide; the title of the step where left out
    #[arg(long, required_unless_present = "step", allow_hyphen_values = true)]
    question: Option<String>,
    /// What was chosen; the branch of the step where left out
    #[arg(long, required_unless_present = "step", allow_hyphen_values = true)]
    choice: Option<String>,
    /// Something else that was considered; may be given several times
    #[arg(long = "option", value_name = "TEXT", allow_hyphen_values = true)]
    options: Vec<String>,
    /// Why; `-` reads standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    rationale: Option<String>,
    /// Who decided; you where left out
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// When; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// It can be taken back
    #[arg(long, conflicts_with = "irreversible")]
    reversible: bool,
    /// It cannot be taken back
    #[arg(long)]
    irreversible: bool,
    /// The step whose branch it chose: its number or its id
    #[arg(long)]
    step: Option<String>,
    /// The run, where several have such a step
    #[arg(long, value_name = "RUN", requires = "step")]
    run: Option<String>,
    /// The number of the earlier decision that it takes the place of
    #[arg(long, value_name = "NUMBER")]
    supersedes: Option<String>,
}

/// `decision withdraw`.
#[derive(Debug, Args)]
pub(crate) struct Withdraw {
    #[command(flatten)]
    place: Place,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

impl DecisionCommand {
    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self {
            Self::List(List { incident, in_force }) => {
                let mut list = desk.app().list_decisions(OneIncident { incident })?;
                list.retain(|known| !in_force || !known.withdrawn && known.superseded_by.is_none());
                desk.say(&list, |page| show::decision_list(page, &list))?;
            }
            Self::Record(arguments) => arguments.perform(desk)?,
            Self::Withdraw(Withdraw { place: Place { incident, decision }, reason }) => {
                let request = WithdrawDecision { incident, decision, reason };
                let changed = desk.app_to_record()?.withdraw_decision(request)?;
                desk.say_recorded(&changed)?;
            }
            Self::Restore(Place { incident, decision }) => {
                let changed =
                    desk.app_to_record()?.restore_decision(RestoreDecision { incident, decision })?;
                desk.say_recorded(&changed)?;
            }
        }
        Ok(Exit::Done)
    }
}

impl Record {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let composed = match &self.step {
            Some(step) => {
                let (incident, run, step) = (self.incident.clone(), self.run.clone(), step.clone());
                desk.app().compose_decision(ComposeDecision { incident, run, step })?
            }
            None => ComposedDecision {
                question: String::new(),
                options: Vec::new(),
                choice: None,
                supersedes: None,
            },
        };
        let said = (self.reversible || self.irreversible).then_some(self.reversible);
        let request = RecordDecision {
            incident: self.incident,
            question: self.question.unwrap_or(composed.question),
            options: composed.options.into_iter().chain(self.options).collect(),
            choice: self.choice.or(composed.choice).unwrap_or_default(),
            rationale: self.rationale.map(typed_or_piped).transpose()?,
            decided_by: self.by,
            at: self.at,
            precision: None,
            reversible: said,
            run: self.run,
            step: self.step,
            supersedes: self.supersedes.or(composed.supersedes),
            draft: None,
        };
        let changed = desk.app_to_record()?.record_decision(request)?;
        desk.say_recorded(&changed)
    }
}
