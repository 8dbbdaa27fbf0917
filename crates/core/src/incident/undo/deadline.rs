use serde::Serialize;

use super::{Opposite, Subject, marked_words};
use crate::event::{DeadlineMark, DeadlineMoved, DeadlineReverted};
use crate::incident::{Command, Deadline, DeadlineCommand, DeadlineMarked, Incident};

impl Incident {
    pub(super) fn deadline_opposite(&self, command: &DeadlineCommand) -> Option<Opposite> {
        let (label, deadline, back) = match command {
            DeadlineCommand::Start(_) => {
                let deadline = (self.deadlines.len() + 1).to_string();
                let moved = DeadlineMoved {
                    deadline: deadline.clone(),
                    mark: DeadlineMark::Withdrawn,
                    by: None,
                    reference: None,
                    note: None,
                };
                let back = DeadlineCommand::Move { moved, when: None };
                (format!("deadline {deadline} is withdrawn"), deadline, back)
            }
            DeadlineCommand::Change { deadline, .. } => {
                let started = self.deadline(deadline)?.started.clone();
                let back = DeadlineCommand::Change { deadline: deadline.clone(), started, reason: None };
                (format!("deadline {deadline} runs from when it did"), deadline.clone(), back)
            }
            DeadlineCommand::Move { moved, .. } => {
                let known = self.deadline(&moved.deadline)?;
                (mark_words(known, moved.mark), known.id.clone(), mark_as_it_is(known, moved.mark))
            }
            DeadlineCommand::Revert(reverted) => {
                let known = self.deadline(&reverted.deadline)?;
                (mark_words(known, reverted.mark), known.id.clone(), mark_as_it_is(known, reverted.mark))
            }
        };
        Some(Opposite {
            label,
            subject: Subject::Deadline(deadline),
            commands: vec![Command::Deadline(back)],
        })
    }
}

/// The command that says again what was said of a mark; takes it back where nothing was.
fn mark_as_it_is(known: &Deadline, mark: DeadlineMark) -> DeadlineCommand {
    let deadline = known.id.clone();
    match known.mark(mark) {
        Some(said) => DeadlineCommand::Move {
            moved: DeadlineMoved {
                deadline,
                mark,
                by: said.marked.by.clone(),
                reference: said.reference.clone(),
                note: said.marked.note.clone(),
            },
            when: Some(said.marked.stamp.when.clone()),
        },
        None => DeadlineCommand::Revert(DeadlineReverted { deadline, mark, reason: None }),
    }
}

fn mark_words(known: &Deadline, mark: DeadlineMark) -> String {
    marked_words(&format!("deadline {}", known.id), mark.label(), known.mark(mark).is_some())
}

/// What of a deadline can be taken back.
pub(super) fn deadline_standing(deadline: &Deadline) -> impl Serialize {
    let marks = deadline.marks.iter().map(|(mark, DeadlineMarked { marked, reference })| {
        (*mark, marked.stamp.when.clone(), marked.by.clone(), reference.clone(), marked.note.clone())
    });
    (deadline.rule.clone(), deadline.started.clone(), marks.collect::<Vec<_>>())
}
