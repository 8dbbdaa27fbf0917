//! `firebreak milestone` and `times`.

use clap::{ArgGroup, Args};
use firebreak_app::api::{OneIncident, SetMilestone, TimesBetween, WithdrawMilestone};
use firebreak_core::vocabulary;
use firebreak_core::when::Precision;

use crate::arguments::word_of;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// `milestone`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["at", "between", "withdraw"])))]
pub(crate) struct Milestone {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// Which milestone
    #[arg(value_name = "NAME", ignore_case = true, value_parser = word_of(vocabulary::Milestone::ALL, vocabulary::Milestone::word))]
    milestone: vocabulary::Milestone,
    /// When it happened
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// The earliest and the latest it can have happened
    #[arg(long, num_args = 2, value_names = ["TIME", "TIME"], allow_hyphen_values = true)]
    between: Option<Vec<String>>,
    /// How precisely it is known, where the time does not say it
    #[arg(long, ignore_case = true, value_parser = word_of(Precision::ALL, Precision::word), conflicts_with = "withdraw")]
    precision: Option<Precision>,
    /// On what basis
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, conflicts_with = "withdraw")]
    note: Option<String>,
    /// Take back the assertion that counts; the one before it counts again
    #[arg(long)]
    withdraw: bool,
    /// Why it is taken back
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "withdraw")]
    reason: Option<String>,
}

/// `times`.
#[derive(Debug, Args)]
pub(crate) struct Times {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The time between two milestones or entries instead
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"])]
    between: Option<Vec<String>>,
}

impl Milestone {
    /// Says when a milestone happened, or takes it back.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let Self { incident, milestone, note, reason, .. } = self;
        let precision = self.precision.map(|precision| precision.to_string());
        let ends = match (self.at, self.between.map(ends)) {
            (Some(at), _) => Some((at, None)),
            (None, Some(ends)) => {
                let (from, to) = ends?;
                Some((from, Some(to)))
            }
            (None, None) => None,
        };
        let app = desk.app_to_record()?;
        let changed = match ends {
            Some((at, until)) => {
                app.set_milestone(SetMilestone { incident, milestone, at, until, precision, note })?
            }
            None => app.withdraw_milestone(WithdrawMilestone { incident, milestone, reason })?,
        };
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }
}

impl Times {
    /// Shows the times.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        if let Some(between) = self.between {
            let (from, to) = ends(between)?;
            let request =
                TimesBetween { incident: self.incident, from: from.to_lowercase(), to: to.to_lowercase() };
            let span = desk.app().times_between(request)?;
            desk.say(&span, |page| show::span(page, &from, &to, span.as_ref()))?;
            return Ok(Exit::Done);
        }
        let asked = OneIncident { incident: self.incident };
        let times = desk.app().show_times(asked.clone())?;
        let incident = desk.app().show_incident(asked)?;
        let here = desk.here();
        desk.say(&times, |page| show::times(page, &here, &incident))?;
        Ok(Exit::Done)
    }
}

/// Both ends of what is given as a pair.
fn ends(pair: Vec<String>) -> Result<(String, String), Failure> {
    <[String; 2]>::try_from(pair).map(|[from, to]| (from, to)).map_err(|_| Failure::Usage {
        message: "Two ends are needed".to_owned(),
        hint: "Write the earlier one first".to_owned(),
    })
}
