//! Timeline entries: what people read of an event.
//!
//! Entries are a projection: they can be made again from the events at any time.

use crate::event::{EntryRef, Kind};
use crate::vocabulary::Phase;
use crate::when::When;

/// What the timeline shows of one event, beside what the event itself holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The kind of the event.
    pub kind: Kind,
    /// The phase it belongs to.
    pub phase: Option<Phase>,
    /// The words, which are searched too.
    pub text: String,
    /// What it corrects.
    pub corrects: Option<Correction>,
    /// Which note it withdraws or restores.
    pub standing: Option<Standing>,
}

/// Whether a note counts from an entry on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The entry of the note.
    pub note: EntryRef,
    /// Whether it counts: not where it is withdrawn, again where it is restored.
    pub counts: bool,
}

/// What a correction does to the entry it corrects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The entry.
    pub entry: EntryRef,
    /// The words that count now; none where they stay.
    pub text: Option<String>,
    /// The time that counts now; none where it stays.
    pub when: Option<When>,
}
