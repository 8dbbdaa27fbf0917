use std::collections::BTreeMap;

use super::{Incident, Marked, Stamp};
use crate::deadline::{Due, Rule, due};
use crate::event::{
    DeadlineChanged, DeadlineId, DeadlineMark, DeadlineMoved, DeadlineReverted, DeadlineStarted, RunId,
    Started,
};

/// A clock that somebody started, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The number: unique in the incident.
    pub id: DeadlineId,
    /// The rule as it was when the clock was started.
    pub rule: Rule,
    /// What it was started with, as it counts now.
    pub started: Started,
    /// The deadline whose notice started it.
    pub follows: Option<DeadlineId>,
    /// The run of the step that names it.
    pub run: Option<RunId>,
    /// That step.
    pub step: Option<String>,
    /// Why the duty is taken to apply.
    pub note: Option<String>,
    /// Who started it, and when that was recorded.
    pub stamp: Stamp,
    /// How often it was said anew what it runs from.
    pub changes: u64,
    /// What happened to it.
    pub marks: BTreeMap<DeadlineMark, DeadlineMarked>,
}

/// What is said of one thing that happened to a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineMarked {
    /// Who recorded it, when it happened, and who did it or decided it.
    pub marked: Marked,
    /// The number that the receiver gave, or where the notice lies.
    pub reference: Option<String>,
}

impl Deadline {
    fn new(started: DeadlineStarted, stamp: Stamp) -> Self {
        Self {
            id: started.deadline,
            rule: *started.rule,
            started: started.started,
            follows: started.follows,
            run: started.run,
            step: started.step,
            note: started.note,
            stamp,
            changes: 0,
            marks: BTreeMap::new(),
        }
    }

    /// What counts of what happened to it; none while it runs. That it was withdrawn counts before anything else.
    #[must_use]
    pub fn last(&self) -> Option<DeadlineMark> {
        self.marks.keys().next_back().copied()
    }

    /// What is said of one thing that happened to it.
    #[must_use]
    pub fn mark(&self, mark: DeadlineMark) -> Option<&DeadlineMarked> {
        self.marks.get(&mark)
    }

    /// Whether it still runs.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.marks.is_empty()
    }

    /// When it is due; none where its rule has no length.
    #[must_use]
    pub fn due(&self) -> Option<Due> {
        due(&self.rule, &self.started.trigger, self.started.cap_from.as_ref(), &self.started.calendar)
    }
}

impl Incident {
    /// The deadline with a number.
    #[must_use]
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.deadlines.iter().find(|deadline| deadline.id == id)
    }

    /// The deadlines that run, those with the least time left first; those without a due time last.
    #[must_use]
    pub fn running_deadlines(&self) -> Vec<(&Deadline, Option<Due>)> {
        let running = self.deadlines.iter().filter(|deadline| deadline.is_running());
        let mut found: Vec<_> = running.map(|deadline| (deadline, deadline.due())).collect();
        found.sort_by_key(|(_, due)| (due.is_none(), due.map(|due| due.at)));
        found
    }

    /// Rules that follow a notice that was submitted, each with the deadline that it follows: clocks to offer. Those that
    /// were started are not offered again, unless that was withdrawn.
    pub fn chained<'a>(&'a self, rules: &'a [Rule]) -> impl Iterator<Item = (&'a Deadline, &'a Rule)> {
        let is_met = |deadline: &&Deadline| deadline.last() == Some(DeadlineMark::Met);
        self.deadlines.iter().filter(is_met).flat_map(move |met| {
            let follows = move |rule: &&Rule| rule.after.as_deref() == Some(met.rule.id.as_str());
            let is_started = |rule: &&Rule| {
                self.deadlines.iter().any(|known| {
                    known.rule.id == rule.id
                        && known.follows.as_deref() == Some(met.id.as_str())
                        && known.last() != Some(DeadlineMark::Withdrawn)
                })
            };
            rules.iter().filter(follows).filter(move |rule| !is_started(rule)).map(move |rule| (met, rule))
        })
    }

    pub(super) fn start_deadline(&mut self, started: DeadlineStarted, stamp: Stamp) {
        self.deadlines.push(Deadline::new(started, stamp));
    }

    pub(super) fn change_deadline(&mut self, changed: DeadlineChanged) {
        if let Some(deadline) = self.deadline_mut(&changed.deadline) {
            deadline.started = changed.started;
            deadline.changes += 1;
        }
    }

    pub(super) fn move_deadline(&mut self, moved: DeadlineMoved, stamp: Stamp) {
        let DeadlineMoved { deadline, mark, by, reference, note } = moved;
        if let Some(deadline) = self.deadline_mut(&deadline) {
            deadline.marks.insert(mark, DeadlineMarked { marked: Marked { stamp, by, note }, reference });
        }
    }

    pub(super) fn revert_deadline(&mut self, reverted: &DeadlineReverted) {
        if let Some(deadline) = self.deadline_mut(&reverted.deadline) {
            deadline.marks.remove(&reverted.mark);
        }
    }

    fn deadline_mut(&mut self, id: &str) -> Option<&mut Deadline> {
        self.deadlines.iter_mut().find(|deadline| deadline.id == id)
    }
}

#[cfg(test)]
pub(crate) mod tests;
