use std::collections::BTreeMap;

use super::due::begins;
use super::{Incident, Marked, Stamp};
use crate::event::{
    UpdateChanged, UpdateDrafted, UpdateId, UpdateMark, UpdateMoved, UpdateReverted, UpdateWords,
};
use chrono::{DateTime, Utc};

/// What people who are not working the incident are told, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The number: unique in the incident.
    pub id: UpdateId,
    /// What it says, and to whom.
    pub words: UpdateWords,
    /// Who drafted it and when.
    pub drafted: Stamp,
    /// What happened to it.
    pub marks: BTreeMap<UpdateMark, Marked>,
}

impl Update {
    /// The last thing that happened to it; none while it is a draft.
    #[must_use]
    pub fn last(&self) -> Option<UpdateMark> {
        self.marks.keys().next_back().copied()
    }

    /// What is said of one thing that happened to it.
    #[must_use]
    pub fn mark(&self, mark: UpdateMark) -> Option<&Marked> {
        self.marks.get(&mark)
    }

    /// Whether it is neither sent nor withdrawn.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.mark(UpdateMark::Sent).is_none() && self.mark(UpdateMark::Withdrawn).is_none()
    }

    /// The instant at which the next update for the same audience is due, as this one says.
    #[must_use]
    pub fn next_at(&self) -> Option<DateTime<Utc>> {
        self.words.next.as_ref().map(begins)
    }
}

impl Incident {
    /// The update with a number.
    #[must_use]
    pub fn update(&self, id: &str) -> Option<&Update> {
        self.updates.iter().find(|update| update.id == id)
    }

    /// Of each audience the update that was sent last, with the latest instant at which that was.
    pub fn last_sent(&self) -> impl Iterator<Item = (&Update, DateTime<Utc>)> {
        let mut last: BTreeMap<&str, (&Update, DateTime<Utc>)> = BTreeMap::new();
        for update in &self.updates {
            let Some(sent) = update.mark(UpdateMark::Sent) else { continue };
            let at = sent.stamp.when.latest;
            let known = last.entry(update.words.audience.as_str()).or_insert((update, at));
            if at >= known.1 {
                *known = (update, at);
            }
        }
        last.into_values()
    }

    /// The updates that say when the next one is due and were not followed by one, soonest first: of each audience the
    /// one sent last counts.
    #[must_use]
    pub fn updates_due(&self) -> Vec<(&Update, DateTime<Utc>)> {
        let mut due: Vec<_> =
            self.last_sent().filter_map(|(update, _)| Some((update, update.next_at()?))).collect();
        due.sort_by_key(|(_, at)| *at);
        due
    }

    pub(super) fn draft_update(&mut self, drafted: UpdateDrafted, stamp: Stamp) {
        let UpdateDrafted { update, words } = drafted;
        self.updates.push(Update { id: update, words, drafted: stamp, marks: BTreeMap::new() });
    }

    pub(super) fn change_update(&mut self, changed: UpdateChanged) {
        if let Some(update) = self.update_mut(&changed.update) {
            update.words = changed.words;
        }
    }

    pub(super) fn move_update(&mut self, moved: UpdateMoved, stamp: Stamp) {
        if let Some(update) = self.update_mut(&moved.update) {
            update.marks.insert(moved.mark, Marked { stamp, by: moved.by, note: moved.note });
        }
    }

    pub(super) fn revert_update(&mut self, reverted: &UpdateReverted) {
        if let Some(update) = self.update_mut(&reverted.update) {
            update.marks.remove(&reverted.mark);
        }
    }

    fn update_mut(&mut self, id: &str) -> Option<&mut Update> {
        self.updates.iter_mut().find(|update| update.id == id)
    }
}

#[cfg(test)]
pub(crate) mod tests;
