use std::fmt::Write;

use super::with;
use crate::event::{DecisionRecorded, DecisionWithdrawn};
use crate::incident::Incident;
use crate::vocabulary::Phase;

/// What the timeline says of a decision: all its words, so that a search finds them.
pub(super) fn recorded(before: Option<&Incident>, recorded: &DecisionRecorded) -> String {
    let facts = &recorded.facts;
    let mut text = format!("Decision {}: {}", recorded.decision, facts.in_words());
    let others: Vec<&str> =
        facts.options.iter().filter(|option| **option != facts.choice).map(String::as_str).collect();
    if !others.is_empty() {
        let _ = write!(text, " (not {})", others.join(", "));
    }
    let _ = write!(text, ", decided by {}", facts.decided_by);
    match facts.reversible {
        Some(true) => text.push_str(", can be taken back"),
        Some(false) => text.push_str(", cannot be taken back"),
        None => {}
    }
    if let Some(earlier) = &facts.supersedes {
        let _ = write!(text, ", instead of decision {earlier}");
    }
    let step = facts.step.as_ref().and_then(|link| before?.run(&link.run)?.step(&link.step));
    if let Some((number, _, step)) = step {
        let _ = write!(text, ", at step {number} {}", step.title.value);
    }
    with(&text, "", facts.rationale.as_deref())
}

/// What the timeline says of a decision that was never taken.
pub(super) fn withdrawn(before: Option<&Incident>, withdrawn: &DecisionWithdrawn) -> String {
    let tail = format!("{} was not taken", name(before, &withdrawn.decision));
    with("Decision ", &tail, withdrawn.reason.as_deref())
}

/// What the timeline says of a decision that was taken after all.
pub(super) fn restored(before: Option<&Incident>, decision: &str) -> String {
    format!("Decision {} was taken after all", name(before, decision))
}

/// The phase of the step that a decision belongs to.
pub(super) fn phase(before: Option<&Incident>, recorded: &DecisionRecorded) -> Option<Phase> {
    let link = recorded.facts.step.as_ref()?;
    before?.run(&link.run)?.step(&link.step).map(|(_, phase, _)| phase)
}

fn name(before: Option<&Incident>, id: &str) -> String {
    match before.and_then(|incident| incident.decision(id)) {
        Some(known) => format!("{id} ({})", known.facts.in_words()),
        None => id.to_owned(),
    }
}
