use super::with;
use crate::event::{
    HandoverAccepted, HandoverBegun, HandoverCancelled, RoleEnded, RoleGiven, RoleRestored, RoleReverted,
};
use crate::incident::{Incident, RoleChange, is_held_by_one, role_label};

/// What the timeline says of a role that was given.
pub(super) fn given(before: Option<&Incident>, given: &RoleGiven) -> String {
    let role = role_label(&given.role);
    let held = before.map(|incident| incident.holders(&given.role)).unwrap_or_default();
    match held.first().filter(|_| is_held_by_one(&given.role)) {
        Some(held) => format!("{role}: {} → {}", held.person, given.person),
        None => format!("{role}: {}", given.person),
    }
}

/// What the timeline says of a role that ended.
pub(super) fn ended(ended: &RoleEnded) -> String {
    let head = format!("{}: no longer {}", role_label(&ended.role), ended.person);
    with(&head, "", ended.reason.as_deref())
}

/// What the timeline says of what was taken back of a role.
pub(super) fn reverted(before: Option<&Incident>, reverted: &RoleReverted) -> String {
    let role = role_label(&reverted.role);
    match said(before, reverted.reverts) {
        Some((RoleChange::Given, person)) => format!("{role}: not {person} after all"),
        Some((RoleChange::Ended, person)) => format!("{role}: still {person} after all"),
        None => format!("{role}: the last entry taken back"),
    }
}

/// What the timeline says of what counts of a role after all.
pub(super) fn restored(before: Option<&Incident>, restored: &RoleRestored) -> String {
    let role = role_label(&restored.role);
    match said(before, restored.restores) {
        Some((RoleChange::Given, person)) => format!("{role}: {person} after all"),
        Some((RoleChange::Ended, person)) => format!("{role}: no longer {person} after all"),
        None => format!("{role}: the last entry counts after all"),
    }
}

fn said(before: Option<&Incident>, entry: crate::event::EntryRef) -> Option<(RoleChange, &str)> {
    let acts = before.map(|incident| incident.role_acts.as_slice()).unwrap_or_default();
    acts.iter().find(|act| act.stamp.entry == entry).map(|act| (act.change, act.person.as_str()))
}

/// What the timeline says of a handover that was begun: the whole briefing, so that a search finds it.
pub(super) fn begun(begun: &HandoverBegun) -> String {
    let HandoverBegun { handover, from, to, summary, .. } = begun;
    let mut text = format!("Handover {handover}, {from} to {to}: {summary}");
    for section in &begun.briefing {
        text.push_str(&format!("\n{}:", section.title));
        section.lines.iter().for_each(|line| text.push_str(&format!("\n- {line}")));
        if section.lines.is_empty() {
            text.push_str(" none");
        }
    }
    text.push_str(&format!("\nMade from the record with the head {}", begun.head));
    text
}

/// What the timeline says of a handover that was accepted.
pub(super) fn accepted(accepted: &HandoverAccepted) -> String {
    let head = format!("Handover {} accepted by {}", accepted.handover, accepted.by);
    let ticked = match accepted.sections.len() {
        0 => String::new(),
        1 => ", 1 section read back".to_owned(),
        several => format!(", {several} sections read back"),
    };
    with(&head, &ticked, accepted.read_back.as_deref())
}

/// What the timeline says of a handover that was cancelled.
pub(super) fn cancelled(before: Option<&Incident>, cancelled: &HandoverCancelled) -> String {
    let known = before.and_then(|incident| incident.handover(&cancelled.handover));
    let to = known.map(|known| format!(" to {}", known.to)).unwrap_or_default();
    with(&format!("Handover {}{to} cancelled", cancelled.handover), "", cancelled.reason.as_deref())
}
