//! What is recorded of notes that were taken back.

use serde::{Deserialize, Serialize};

use super::EntryRef;

/// `note.withdrawn`: the note was written by mistake. Its words stay in the record and in the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteWithdrawn {
    /// The note.
    pub note: EntryRef,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `note.restored`: the note counts after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRestored {
    /// The note.
    pub note: EntryRef,
}
