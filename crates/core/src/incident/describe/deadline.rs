use super::{in_words, instant, with};
use crate::deadline::{Due, due};
use crate::event::{
    DeadlineChanged, DeadlineMark, DeadlineMoved, DeadlineReverted, DeadlineStarted, Started,
};
use crate::incident::{Deadline, Incident};
use crate::vocabulary::Phase;
use crate::when::Precision;

/// What the timeline says of a clock that was started.
pub(super) fn started(started: &DeadlineStarted) -> String {
    let rule = &started.rule;
    let Started { trigger, cap_from, calendar } = &started.started;
    let due = due(rule, trigger, cap_from.as_ref(), calendar).map_or_else(String::new, due_words);
    let follows =
        started.follows.as_ref().map(|follows| format!(", after deadline {follows}")).unwrap_or_default();
    let from = format!("{} {}", rule.trigger.label(), in_words(trigger));
    let text = format!("Deadline {} started{follows}: {}, {from}{due}", started.deadline, rule.name);
    with(&text, "", started.note.as_deref())
}

/// What the timeline says of a clock that was started with something else.
pub(super) fn changed(before: Option<&Incident>, changed: &DeadlineChanged) -> String {
    let known = before.and_then(|incident| incident.deadline(&changed.deadline));
    let Started { trigger, cap_from, calendar } = &changed.started;
    let due = known
        .and_then(|known| due(&known.rule, trigger, cap_from.as_ref(), calendar))
        .map_or_else(String::new, due_words);
    let cap = cap_from.as_ref().map(|from| format!(", capped from {}", in_words(from))).unwrap_or_default();
    let text = format!(
        "{} runs from {}{cap}, in {}{due}",
        name(known, &changed.deadline),
        in_words(trigger),
        calendar.zone
    );
    with(&text, "", changed.reason.as_deref())
}

/// What the timeline says of what happened to a deadline.
pub(super) fn moved(before: Option<&Incident>, moved: &DeadlineMoved) -> String {
    let known = before.and_then(|incident| incident.deadline(&moved.deadline));
    let again = known.is_some_and(|known| known.mark(moved.mark).is_some());
    let again = if again { ", corrected" } else { "" };
    let by = moved.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    let reference =
        moved.reference.as_ref().map(|reference| format!(", reference {reference}")).unwrap_or_default();
    with(
        &name(known, &moved.deadline),
        &format!(" {}{by}{reference}{again}", moved.mark),
        moved.note.as_deref(),
    )
}

/// What the timeline says of what did not happen to a deadline after all.
pub(super) fn reverted(before: Option<&Incident>, reverted: &DeadlineReverted) -> String {
    let known = before.and_then(|incident| incident.deadline(&reverted.deadline));
    let head = name(known, &reverted.deadline);
    let what = match reverted.mark {
        DeadlineMark::Met | DeadlineMark::Waived => format!(" was not {} after all", reverted.mark),
        DeadlineMark::Withdrawn => " restored".to_owned(),
    };
    with(&head, &what, reverted.reason.as_deref())
}

/// The phase of the step that a deadline comes from.
pub(super) fn phase(before: Option<&Incident>, deadline: &str) -> Option<Phase> {
    let incident = before?;
    let known = incident.deadline(deadline)?;
    let (_, phase, _) = incident.run(known.run.as_deref()?)?.step(known.step.as_deref()?)?;
    Some(phase)
}

fn name(known: Option<&Deadline>, id: &str) -> String {
    match known {
        Some(known) => format!("Deadline {id}, {},", known.rule.name),
        None => format!("Deadline {id}"),
    }
}

fn due_words(due: Due) -> String {
    format!(", due {}", instant(due.at, Precision::Minute))
}
