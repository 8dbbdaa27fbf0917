//! Notes that were taken back. A note itself is no state: it is read from the timeline, however many there are.

use super::{Incident, Stamp};
use crate::event::{EntryRef, NoteWithdrawn};

/// That a note or an item of evidence was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// Who did it and when.
    pub stamp: Stamp,
    /// Why.
    pub reason: Option<String>,
}

impl Incident {
    /// How a note was taken back; none where it counts.
    #[must_use]
    pub fn withdrawal(&self, note: EntryRef) -> Option<&Withdrawal> {
        self.withdrawn_notes.get(&note)
    }

    pub(super) fn withdraw_note(&mut self, withdrawn: NoteWithdrawn, stamp: Stamp) {
        let NoteWithdrawn { note, reason } = withdrawn;
        self.withdrawn_notes.insert(note, Withdrawal { stamp, reason });
    }

    pub(super) fn restore_note(&mut self, note: EntryRef) {
        self.withdrawn_notes.remove(&note);
    }
}

#[cfg(test)]
mod tests;
