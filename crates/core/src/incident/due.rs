use chrono::{DateTime, Utc};

use super::Run;
use crate::event::Until;
use crate::playbook::Step;
use crate::vocabulary::{Phase, StepState};
use crate::when::{Precision, When};

/// When a deferred step comes back by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// From an instant on.
    From(DateTime<Utc>),
    /// Now: the phase it was deferred until is reached.
    Reached,
}

impl Due {
    /// Whether it is due at an instant.
    #[must_use]
    pub fn at(self, now: DateTime<Utc>) -> bool {
        match self {
            Self::From(from) => from <= now,
            Self::Reached => true,
        }
    }
}

impl Run {
    /// When a step comes back; `None` where it is not deferred, lies on a branch not taken, waits for a phase that is
    /// not reached, for something in words, or for nothing that was said.
    ///
    /// What it waits for in words never makes it due: only a person can tell that it has happened.
    #[must_use]
    pub fn due(&self, id: &str) -> Option<Due> {
        let record = self.steps.get(id).filter(|record| record.state == StepState::Deferred)?;
        let is_off = self.steps().zip(self.off_branch()).any(|((_, step, _), off)| off && step.id == id);
        match record.until.as_ref().filter(|_| !is_off)? {
            Until::Time(when) => Some(Due::From(begins(when))),
            Until::Phase(phase) => self.has_reached(*phase).then_some(Due::Reached),
            Until::Trigger(_) => None,
        }
    }

    /// Whether the work of this run has reached a phase.
    ///
    /// It has where a step of the phase is done or verified, or where no step before the phase is open any more: then
    /// the next open step lies in it or after it, or nothing is open. That is when a responder turns to the phase.
    /// Steps left out early (not applicable, overridden) are no work in it; steps deferred or blocked before it do not
    /// keep the work from it; open steps of the lane `communicate`, which runs beside the phases, hold back nothing
    /// but the lane itself; nor does a step that somebody watches. A phase that the playbook does not have begins where the next one after it does.
    #[must_use]
    pub fn has_reached(&self, phase: Phase) -> bool {
        let steps: Vec<_> = self.steps().zip(self.off_branch()).collect();
        let works = |state| match state {
            StepState::Done | StepState::Verified => true,
            StepState::Open
            | StepState::Deferred
            | StepState::NotApplicable
            | StepState::Overridden
            | StepState::Blocked => false,
        };
        if steps.iter().any(|((at, _, record), off)| *at == phase && !off && works(record.state)) {
            return true;
        }
        let begins_at = |wanted: &dyn Fn(Phase) -> bool| steps.iter().position(|((at, ..), _)| wanted(*at));
        let begin = begins_at(&|at| at == phase)
            .or_else(|| begins_at(&|at| at > phase && at != Phase::Communicate))
            .unwrap_or(steps.len());
        let holds_back = |at| at != Phase::Communicate || phase == Phase::Communicate;
        !steps.iter().take(begin).any(|((at, _, record), off)| {
            !off && record.state == StepState::Open && !record.is_watched() && holds_back(*at)
        })
    }

    /// The first step that wants to be worked and is not left out by a decision: where work goes on. A step wants to be
    /// worked where it is open and nobody watches it, and where it was deferred and is due.
    #[must_use]
    pub fn next_open(&self, now: DateTime<Utc>) -> Option<(u32, Phase, &Step)> {
        (1..).zip(self.steps()).zip(self.off_branch()).find_map(|((number, (phase, step, record)), off)| {
            let wants_work = || {
                (record.state == StepState::Open && !record.is_watched())
                    || self.due(&step.id).is_some_and(|due| due.at(now))
            };
            (!off && wants_work()).then_some((number, phase, step))
        })
    }
}

/// The instant at which a time to wait for begins: for an estimate what was estimated, without its margin; for what is
/// known to lie between two ends the first, as a step that comes back early can be deferred again.
pub(super) fn begins(when: &When) -> DateTime<Utc> {
    match when.precision {
        Precision::Estimate => when.earliest + (when.latest - when.earliest) / 2,
        Precision::Exact
        | Precision::Minute
        | Precision::Hour
        | Precision::Day
        | Precision::Month
        | Precision::Range
        | Precision::AtLatest => when.earliest,
    }
}

#[cfg(test)]
mod tests;
