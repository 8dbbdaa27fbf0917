//! Correcting a note, taking it back, and letting it count again.

use serde::{Deserialize, Serialize};

use super::decide::{not_in_the_future, note_text, now, worded};
use super::{Command, Context, Incident, NoteNow, Opposite, Refusal, Subject};
use crate::event::{Body, Draft, EntryCorrected, EntryRef, NoteRestored, NoteWithdrawn};
use crate::when::When;

/// What can be done with a note that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteCommand {
    /// Takes it back; it stays in the timeline.
    Withdraw {
        /// The note; never a correction.
        note: EntryRef,
        /// Why.
        reason: Option<String>,
    },
    /// Lets it count again.
    Restore {
        /// The note.
        note: EntryRef,
    },
}

/// Why something is not done with a note.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteRefusal {
    /// It was taken back.
    #[error("The note of entry {} was withdrawn. Nothing was recorded", .0.seq)]
    Withdrawn(EntryRef),
    /// It counts.
    #[error("The note of entry {} is not withdrawn. Nothing was recorded", .0.seq)]
    Counts(EntryRef),
}

impl Opposite {
    /// What takes back that a note was written. Its entry is known once it is recorded, so [`Incident::opposite`] cannot
    /// say it.
    #[must_use]
    pub fn of_note(note: EntryRef) -> Self {
        Self {
            label: format!("the note of entry {} is withdrawn", note.seq),
            subject: Subject::Note(note),
            commands: vec![Command::Note(NoteCommand::Withdraw { note, reason: None })],
        }
    }
}

impl Incident {
    pub(super) fn decide_note(
        &self,
        command: NoteCommand,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        match command {
            NoteCommand::Withdraw { note, reason } => {
                self.counts(note)?;
                let reason = worded(reason, "reason")?;
                Ok(vec![now(Body::NoteWithdrawn(NoteWithdrawn { note, reason }), context)])
            }
            NoteCommand::Restore { note } => {
                self.withdrawal(note).ok_or(NoteRefusal::Counts(note))?;
                Ok(vec![now(Body::NoteRestored(NoteRestored { note }), context)])
            }
        }
    }

    pub(super) fn correct_note(
        &self,
        note: &NoteNow,
        text: Option<String>,
        when: Option<When>,
        reason: Option<String>,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        self.counts(note.entry)?;
        let text = text.map(note_text).transpose()?.filter(|text| *text != note.text);
        let when = when.filter(|when| *when != note.when);
        if let Some(when) = &when {
            not_in_the_future(when, context)?;
        }
        if text.is_none() && when.is_none() {
            return Ok(Vec::new());
        }
        let reason = worded(reason, "reason")?;
        let corrected = EntryCorrected { corrects: note.entry, text, when, reason };
        Ok(vec![now(Body::EntryCorrected(corrected), context)])
    }

    /// What takes a command back, seen from before it is done.
    pub(super) fn note_opposite(command: &NoteCommand) -> Opposite {
        match command {
            NoteCommand::Withdraw { note, .. } => Opposite {
                label: format!("the note of entry {} counts again", note.seq),
                subject: Subject::Note(*note),
                commands: vec![Command::Note(NoteCommand::Restore { note: *note })],
            },
            NoteCommand::Restore { note } => Opposite::of_note(*note),
        }
    }

    fn counts(&self, note: EntryRef) -> Result<(), NoteRefusal> {
        match self.withdrawal(note) {
            Some(_) => Err(NoteRefusal::Withdrawn(note)),
            None => Ok(()),
        }
    }
}
