use super::{in_words, with};
use crate::event::{UpdateChanged, UpdateDrafted, UpdateMark, UpdateMoved, UpdateReverted, UpdateWords};
use crate::incident::{Incident, Update};

/// What the timeline says of an update that was drafted: all its words, so that a search finds them.
pub(super) fn drafted(drafted: &UpdateDrafted) -> String {
    format!("Update {} for {} drafted: {}", drafted.update, drafted.words.audience, said(&drafted.words))
}

/// What the timeline says of an update that was changed.
pub(super) fn changed(before: Option<&Incident>, changed: &UpdateChanged) -> String {
    let known = before.and_then(|incident| incident.update(&changed.update)).map(|update| &update.words);
    let words = &changed.words;
    let mut parts = Vec::new();
    let mut say = |what: &str, old: Option<&str>, new: Option<&str>| {
        if old != new {
            parts.push(new.map_or_else(|| format!("no {what} any more"), |new| format!("{what} {new}")));
        }
    };
    say("audience", known.map(|known| known.audience.as_str()), Some(&words.audience));
    say("receiver", known.and_then(|known| known.to.as_deref()), words.to.as_deref());
    say("subject", known.map(|known| known.subject.as_str()), Some(&words.subject));
    say("channel", known.and_then(|known| known.channel.as_deref()), words.channel.as_deref());
    let next = |words: &UpdateWords| words.next.as_ref().map(in_words);
    say("next update", known.and_then(next).as_deref(), next(words).as_deref());
    if known.is_none_or(|known| known.text != words.text) {
        parts.push(format!("text\n{}", words.text));
    }
    format!("Update {} changed: {}", changed.update, parts.join("; "))
}

/// What the timeline says of what happened to an update.
pub(super) fn moved(before: Option<&Incident>, moved: &UpdateMoved) -> String {
    let known = before.and_then(|incident| incident.update(&moved.update));
    let again = known.is_some_and(|update| update.mark(moved.mark).is_some());
    let again = if again { ", corrected" } else { "" };
    let by = moved.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    let how = match (moved.mark, known) {
        (UpdateMark::Sent, Some(update)) => sent(update),
        (UpdateMark::Approved | UpdateMark::Sent | UpdateMark::Withdrawn, _) => String::new(),
    };
    let note = moved.note.as_deref().or_else(|| known.map(|update| update.words.subject.as_str()));
    with(&name(known, &moved.update), &format!(" {}{by}{how}{again}", moved.mark), note)
}

/// What the timeline says of what did not happen to an update after all.
pub(super) fn reverted(before: Option<&Incident>, reverted: &UpdateReverted) -> String {
    let known = before.and_then(|incident| incident.update(&reverted.update));
    let what = match reverted.mark {
        UpdateMark::Approved | UpdateMark::Sent => format!(" was not {} after all", reverted.mark),
        UpdateMark::Withdrawn => " restored".to_owned(),
    };
    with(&name(known, &reverted.update), &what, reverted.reason.as_deref())
}

fn sent(update: &Update) -> String {
    let to = update.words.to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default();
    let channel =
        update.words.channel.as_ref().map(|channel| format!(" through {channel}")).unwrap_or_default();
    let is_approved = update.mark(UpdateMark::Approved).is_some();
    let approved = if is_approved { "" } else { " without an approval" };
    let next = update.words.next.as_ref().map(|next| format!(", the next by {}", in_words(next)));
    format!("{to}{channel}{approved}{}", next.unwrap_or_default())
}

fn said(words: &UpdateWords) -> String {
    format!("{}\n{}", words.subject, words.text)
}

fn name(update: Option<&Update>, id: &str) -> String {
    match update {
        Some(update) => format!("Update {id} for {}", update.words.audience),
        None => format!("Update {id}"),
    }
}
