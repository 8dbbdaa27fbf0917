//! `firebreak timer`: timers of this machine.

use clap::{Args, Subcommand};
use firebreak_app::api::{EndTimer, OneIncident, StartTimer, TimerView};

use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// What can be done with timers.
#[derive(Debug, Subcommand)]
pub(crate) enum TimerCommand {
    /// List the timers of an incident, the one that is over first at the top
    List(List),
    /// Start a timer; it is kept on this machine, beside the record, and the window shows it too
    Start(Start),
    /// End a timer
    End(End),
}

/// `timer list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
}

/// `timer start`.
#[derive(Debug, Args)]
pub(crate) struct Start {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// How long: 15m, 1h; the usual time of the step where left out
    #[arg(required_unless_present = "step")]
    length: Option<String>,
    /// What for
    #[arg(long = "for", value_name = "TEXT", allow_hyphen_values = true, required_unless_present = "step")]
    label: Option<String>,
    /// The step that it is about: its number or its id
    #[arg(long)]
    step: Option<String>,
    /// The run, where several have such a step
    #[arg(long, value_name = "RUN", requires = "step")]
    run: Option<String>,
}

/// `timer end`.
#[derive(Debug, Args)]
pub(crate) struct End {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The number of the timer
    #[arg(value_name = "NUMBER")]
    timer: u32,
}

impl TimerCommand {
    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let timers: Vec<TimerView> = match self {
            Self::List(List { incident }) => desk.app().list_timers(OneIncident { incident })?,
            Self::Start(Start { incident, length, label, step, run }) => {
                desk.app().start_timer(StartTimer { incident, length, label, run, step })?
            }
            Self::End(End { incident, timer }) => desk.app().end_timer(EndTimer { incident, timer })?,
        };
        desk.say(&timers, |page| show::timers(page, &timers))?;
        Ok(Exit::Done)
    }
}
