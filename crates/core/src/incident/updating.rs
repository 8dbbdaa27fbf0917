//! What a command does to an update.

use serde::{Deserialize, Serialize};

use super::decide::{at, named, not_in_the_future, now, title, within, worded};
use super::{Context, Incident, Refusal, Update};
use crate::event::{
    Body, Draft, UpdateChanged, UpdateDrafted, UpdateId, UpdateMark, UpdateMoved, UpdateReverted, UpdateWords,
};
use crate::times::Interval;
use crate::when::{When, iso};

/// What can be done with updates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UpdateCommand {
    /// Drafts one.
    Draft(UpdateWords),
    /// Says all of it anew: its words until they were approved or sent, how it is sent and when the next is due at any time.
    Change(UpdateChanged),
    /// Says what happened to one, and when.
    Move {
        /// What happened.
        moved: UpdateMoved,
        /// When; the time of recording where it is missing.
        when: Option<When>,
    },
    /// Takes back the last thing that was said to have happened to one.
    Revert(UpdateReverted),
}

/// Why a command about an update is refused. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UpdateRefusal {
    /// There is no such update.
    #[error("There is no update {0} in this incident. Nothing was recorded")]
    Unknown(UpdateId),
    /// Its words are to be changed after something happened to it.
    #[error("Update {update} was {mark}, so its words stay as they were read. Nothing was recorded")]
    Fixed {
        /// The update.
        update: UpdateId,
        /// What happened to it.
        mark: UpdateMark,
    },
    /// Nobody is named who approved it.
    #[error("An update is approved by somebody, and no name is given. Nothing was recorded")]
    NeedsName,
    /// It ended otherwise.
    #[error("Update {update} was {ended} already, so it cannot be {mark}. Nothing was recorded")]
    Ended {
        /// The update.
        update: UpdateId,
        /// How it ended.
        ended: UpdateMark,
        /// What it was to be.
        mark: UpdateMark,
    },
    /// Two marks are out of order.
    #[error(
        "Update {update} would be sent at {sent}, before it was approved at {approved}. Nothing was recorded"
    )]
    OutOfOrder {
        /// The update.
        update: UpdateId,
        /// When it was approved.
        approved: String,
        /// When it was sent.
        sent: String,
    },
    /// What is to be taken back was not said, or is not the last that happened.
    #[error("Update {update} was not {mark} last, so there is nothing to take back. Nothing was recorded")]
    NotLast {
        /// The update.
        update: UpdateId,
        /// What is to be taken back.
        mark: UpdateMark,
    },
}

impl Incident {
    pub(super) fn decide_update(
        &self,
        command: UpdateCommand,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        match command {
            UpdateCommand::Draft(words) => {
                let update = (self.updates.len() + 1).to_string();
                let drafted = UpdateDrafted { update, words: whole(words)? };
                Ok(vec![now(Body::UpdateDrafted(drafted), context)])
            }
            UpdateCommand::Change(change) => {
                let known = self.known_update(&change.update)?;
                let changed = UpdateChanged { update: change.update, words: whole(change.words)? };
                let said = |words: &UpdateWords| {
                    (words.audience.clone(), words.to.clone(), words.subject.clone(), words.text.clone())
                };
                if let Some(mark) = known.last()
                    && (said(&known.words) != said(&changed.words) || mark == UpdateMark::Withdrawn)
                    && known.words != changed.words
                {
                    return Err(UpdateRefusal::Fixed { update: changed.update, mark }.into());
                }
                Ok(if known.words == changed.words {
                    Vec::new()
                } else {
                    vec![now(Body::UpdateChanged(changed), context)]
                })
            }
            UpdateCommand::Move { moved, when } => {
                self.mark_update(moved, when.unwrap_or_else(|| When::exact(context.now)), context)
            }
            UpdateCommand::Revert(UpdateReverted { update, mark, reason }) => {
                if self.known_update(&update)?.last() != Some(mark) {
                    return Err(UpdateRefusal::NotLast { update, mark }.into());
                }
                let reverted = UpdateReverted { update, mark, reason: worded(reason, "reason")? };
                Ok(vec![now(Body::UpdateReverted(reverted), context)])
            }
        }
    }

    fn mark_update(
        &self,
        moved: UpdateMoved,
        when: When,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        let known = self.known_update(&moved.update)?;
        not_in_the_future(&when, context)?;
        let mark = moved.mark;
        let ends = match mark {
            UpdateMark::Approved | UpdateMark::Sent => UpdateMark::Withdrawn,
            UpdateMark::Withdrawn => UpdateMark::Sent,
        };
        if known.mark(ends).is_some() {
            return Err(UpdateRefusal::Ended { update: moved.update, ended: ends, mark }.into());
        }
        let moved = UpdateMoved { by: named(moved.by, "name")?, note: worded(moved.note, "note")?, ..moved };
        if mark == UpdateMark::Approved && moved.by.is_none() {
            return Err(UpdateRefusal::NeedsName.into());
        }
        in_order(known, mark, &when)?;
        let is_same =
            known.mark(mark).is_some_and(|said| said.says(&when, moved.by.as_ref(), moved.note.as_ref()));
        Ok(if is_same { Vec::new() } else { vec![at(when, Body::UpdateMoved(moved), context)] })
    }

    fn known_update(&self, update: &str) -> Result<&Update, Refusal> {
        self.update(update).ok_or_else(|| UpdateRefusal::Unknown(update.to_owned()).into())
    }
}

/// Refuses an approval that comes after what it approves was sent.
fn in_order(known: &Update, mark: UpdateMark, when: &When) -> Result<(), UpdateRefusal> {
    let said = |mark: UpdateMark| known.mark(mark).map(|said| &said.stamp.when);
    let (approved, sent) = match mark {
        UpdateMark::Approved => (Some(when), said(UpdateMark::Sent)),
        UpdateMark::Sent => (said(UpdateMark::Approved), Some(when)),
        UpdateMark::Withdrawn => return Ok(()),
    };
    match approved.zip(sent) {
        Some((approved, sent)) if Interval::between(approved, sent).is_none() => {
            Err(UpdateRefusal::OutOfOrder {
                update: known.id.clone(),
                approved: iso(approved.earliest),
                sent: iso(sent.latest),
            })
        }
        Some(_) | None => Ok(()),
    }
}

fn whole(words: UpdateWords) -> Result<UpdateWords, Refusal> {
    let text = words.text.trim();
    if text.is_empty() {
        return Err(Refusal::Empty("update"));
    }
    Ok(UpdateWords {
        audience: named(Some(words.audience), "audience")?.ok_or(Refusal::Empty("audience"))?,
        to: named(words.to, "receiver")?,
        subject: title(&words.subject, "subject")?,
        text: within(text.to_owned(), "update")?,
        channel: named(words.channel, "channel")?,
        next: words.next,
    })
}
