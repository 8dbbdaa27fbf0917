//! What a command does to a deadline.

use serde::{Deserialize, Serialize};

use super::decide::{at, named, not_in_the_future, now, worded};
use super::{Context, Deadline, Incident, Refusal};
use crate::deadline::{Rule, due};
use crate::event::{
    Body, DeadlineChanged, DeadlineId, DeadlineMark, DeadlineMoved, DeadlineReverted, DeadlineStarted, Draft,
    RunId, Started,
};
use crate::when::{When, last_second};

/// What can be done with deadlines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineCommand {
    /// Starts a clock.
    Start(Box<NewDeadline>),
    /// Says what it was started with.
    Change {
        /// Which.
        deadline: DeadlineId,
        /// What it is started with.
        started: Started,
        /// Why.
        reason: Option<String>,
    },
    /// Says what happened to one, and when.
    Move {
        /// What happened.
        moved: DeadlineMoved,
        /// When; the time of recording where it is missing.
        when: Option<When>,
    },
    /// Takes back what was said to have happened to one.
    Revert(DeadlineReverted),
}

/// What is needed to start a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDeadline {
    /// The rule.
    pub rule: Rule,
    /// What it is started with.
    pub started: Started,
    /// The deadline whose notice starts it.
    pub follows: Option<DeadlineId>,
    /// The run and the step that name it.
    pub from: Option<(RunId, String)>,
    /// Why the duty is taken to apply.
    pub note: Option<String>,
}

/// Why a command about a deadline is refused. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineRefusal {
    /// There is no such deadline.
    #[error("There is no deadline {0} in this incident. Nothing was recorded")]
    Unknown(DeadlineId),
    /// The same clock runs already.
    #[error("{name} runs already, as deadline {deadline}. Nothing was recorded")]
    Runs {
        /// The name of the rule.
        name: String,
        /// The deadline.
        deadline: DeadlineId,
    },
    /// Its rule has no length, so nobody can say when it is due.
    #[error("{0} names no length of time, so no clock can run. Nothing was recorded")]
    NoLimit(String),
    /// When it is due lies beyond what a calendar can say.
    #[error("When {0} would be due lies beyond the calendar. Nothing was recorded")]
    Beyond(String),
    /// The zone whose days count is not known.
    #[error("\"{0}\" is no time zone, so nobody can say when a day ends. Nothing was recorded")]
    Zone(String),
    /// It ended otherwise.
    #[error("Deadline {deadline} was {ended} already, so it cannot be {mark}. Nothing was recorded")]
    Ended {
        /// The deadline.
        deadline: DeadlineId,
        /// How it ended.
        ended: DeadlineMark,
        /// What it was to be.
        mark: DeadlineMark,
    },
    /// It was withdrawn, and is to be changed.
    #[error("Deadline {0} was withdrawn, so it stays as it is. Nothing was recorded")]
    WasWithdrawn(DeadlineId),
    /// A deadline is waived without a reason.
    #[error("A deadline is waived only with a reason, and none is given. Nothing was recorded")]
    NeedsReason,
    /// What is to be taken back was not said.
    #[error("Deadline {deadline} was not {mark}, so there is nothing to take back. Nothing was recorded")]
    NotMarked {
        /// The deadline.
        deadline: DeadlineId,
        /// What is to be taken back.
        mark: DeadlineMark,
    },
}

impl Incident {
    pub(super) fn decide_deadline(
        &self,
        command: DeadlineCommand,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        match command {
            DeadlineCommand::Start(new) => self.start(*new, context),
            DeadlineCommand::Change { deadline, started, reason } => {
                let known = self.known_deadline(&deadline)?;
                if known.started == started {
                    return Ok(Vec::new());
                }
                if known.last() == Some(DeadlineMark::Withdrawn) {
                    return Err(DeadlineRefusal::WasWithdrawn(deadline).into());
                }
                check(&known.rule, &started, context)?;
                let reason = worded(reason, "reason")?;
                Ok(vec![now(Body::DeadlineChanged(DeadlineChanged { deadline, started, reason }), context)])
            }
            DeadlineCommand::Move { moved, when } => {
                self.mark_deadline(moved, when.unwrap_or_else(|| When::exact(context.now)), context)
            }
            DeadlineCommand::Revert(DeadlineReverted { deadline, mark, reason }) => {
                let known = self.known_deadline(&deadline)?;
                if known.last() != Some(mark) {
                    return Err(DeadlineRefusal::NotMarked { deadline, mark }.into());
                }
                let reverted = DeadlineReverted { deadline, mark, reason: worded(reason, "reason")? };
                Ok(vec![now(Body::DeadlineReverted(reverted), context)])
            }
        }
    }

    fn start(&self, new: NewDeadline, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
        let NewDeadline { rule, started, follows, from, note } = new;
        let (run, step) = match from {
            Some((run, step)) => {
                self.find_step(&run, &step)?;
                (Some(run), Some(step))
            }
            None => (None, None),
        };
        if let Some(follows) = &follows {
            self.known_deadline(follows)?;
        }
        check(&rule, &started, context)?;
        let is_same = |known: &&Deadline| {
            known.is_running()
                && known.rule.id == rule.id
                && known.rule.name == rule.name
                && known.follows == follows
        };
        if let Some(known) = self.deadlines.iter().find(is_same) {
            return Err(DeadlineRefusal::Runs { name: rule.name, deadline: known.id.clone() }.into());
        }
        let deadline = (self.deadlines.len() + 1).to_string();
        let note = worded(note, "note")?;
        let body = DeadlineStarted { deadline, rule: Box::new(rule), started, follows, run, step, note };
        Ok(vec![now(Body::DeadlineStarted(body), context)])
    }

    fn mark_deadline(
        &self,
        moved: DeadlineMoved,
        when: When,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        let known = self.known_deadline(&moved.deadline)?;
        not_in_the_future(&when, context)?;
        let mark = moved.mark;
        if let Some(ended) = known.last().filter(|ended| *ended != mark) {
            return Err(DeadlineRefusal::Ended { deadline: moved.deadline, ended, mark }.into());
        }
        let moved = DeadlineMoved {
            by: named(moved.by, "name")?,
            reference: named(moved.reference, "reference")?,
            note: worded(moved.note, "note")?,
            ..moved
        };
        if mark == DeadlineMark::Waived && moved.note.is_none() {
            return Err(DeadlineRefusal::NeedsReason.into());
        }
        let is_same = known.mark(mark).is_some_and(|said| {
            said.marked.says(&when, moved.by.as_ref(), moved.note.as_ref())
                && said.reference == moved.reference
        });
        Ok(if is_same { Vec::new() } else { vec![at(when, Body::DeadlineMoved(moved), context)] })
    }

    fn known_deadline(&self, deadline: &str) -> Result<&Deadline, Refusal> {
        self.deadline(deadline).ok_or_else(|| DeadlineRefusal::Unknown(deadline.to_owned()).into())
    }
}

/// Refuses what no clock can run from.
fn check(rule: &Rule, started: &Started, context: Context<'_>) -> Result<(), Refusal> {
    not_in_the_future(&started.trigger, context)?;
    if let Some(cap_from) = &started.cap_from {
        not_in_the_future(cap_from, context)?;
    }
    if last_second(context.now.date_naive(), &started.calendar.zone).is_none() {
        return Err(DeadlineRefusal::Zone(started.calendar.zone.clone()).into());
    }
    if rule.limit.is_none() {
        return Err(DeadlineRefusal::NoLimit(rule.name.clone()).into());
    }
    let due = due(rule, &started.trigger, started.cap_from.as_ref(), &started.calendar);
    due.map(|_| ()).ok_or_else(|| DeadlineRefusal::Beyond(rule.name.clone()).into())
}
