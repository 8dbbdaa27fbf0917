use serde::Serialize;

use super::{Opposite, Subject, marked_words};
use crate::event::{UpdateChanged, UpdateMark, UpdateMoved, UpdateReverted};
use crate::incident::{Command, Incident, Update, UpdateCommand};

impl Incident {
    pub(super) fn update_opposite(&self, command: &UpdateCommand) -> Option<Opposite> {
        let (label, update, back) = match command {
            UpdateCommand::Draft(_) => {
                let update = (self.updates.len() + 1).to_string();
                let moved =
                    UpdateMoved { update: update.clone(), mark: UpdateMark::Withdrawn, by: None, note: None };
                (format!("update {update} is withdrawn"), update, UpdateCommand::Move { moved, when: None })
            }
            UpdateCommand::Change(change) => {
                let known = self.update(&change.update)?;
                let back = UpdateChanged { update: known.id.clone(), words: known.words.clone() };
                (
                    format!("update {} says what it did", known.id),
                    known.id.clone(),
                    UpdateCommand::Change(back),
                )
            }
            UpdateCommand::Move { moved, .. } => {
                let known = self.update(&moved.update)?;
                (mark_words(known, moved.mark), known.id.clone(), mark_as_it_is(known, moved.mark))
            }
            UpdateCommand::Revert(reverted) => {
                let known = self.update(&reverted.update)?;
                (mark_words(known, reverted.mark), known.id.clone(), mark_as_it_is(known, reverted.mark))
            }
        };
        Some(Opposite { label, subject: Subject::Update(update), commands: vec![Command::Update(back)] })
    }
}

/// The command that says again what was said of a mark; takes it back where nothing was.
fn mark_as_it_is(known: &Update, mark: UpdateMark) -> UpdateCommand {
    let update = known.id.clone();
    match known.mark(mark) {
        Some(said) => UpdateCommand::Move {
            moved: UpdateMoved { update, mark, by: said.by.clone(), note: said.note.clone() },
            when: Some(said.stamp.when.clone()),
        },
        None => UpdateCommand::Revert(UpdateReverted { update, mark, reason: None }),
    }
}

fn mark_words(known: &Update, mark: UpdateMark) -> String {
    marked_words(&format!("update {}", known.id), mark.label(), known.mark(mark).is_some())
}

/// What of an update can be taken back.
pub(super) fn update_standing(update: &Update) -> impl Serialize {
    let marks = update
        .marks
        .iter()
        .map(|(mark, said)| (*mark, said.stamp.when.clone(), said.by.clone(), said.note.clone()));
    (update.words.clone(), marks.collect::<Vec<_>>())
}
