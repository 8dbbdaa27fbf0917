//! Rules of the front matter that need more than its own text.

use std::collections::BTreeMap;

use crate::playbook::findings::Findings;
use crate::playbook::front::{Entry, Value};
use crate::playbook::{Playbook, Reference, Span};
use crate::vocabulary::Milestone;

/// Checks that what the front matter names exists.
pub(super) fn check(
    playbook: &Playbook,
    entries: &[Entry<'_>],
    opening: &Span,
    reference: &Reference,
    findings: &mut Findings,
) {
    for (id, span) in items(entries, "incident_types") {
        unknown("unknown-type", "incident type", id, &reference.incident_types, span, findings);
    }
    for (id, span) in items(entries, "providers") {
        unknown("unknown-provider", "provider", id, &reference.providers, span, findings);
    }
    for (id, span) in items(entries, "clocks") {
        unknown("unknown-deadline", "deadline", id, &reference.deadlines, span, findings);
    }
    for (id, span) in items(entries, "attack") {
        technique(id, span, reference, findings);
    }
    for (id, span) in items(entries, "related") {
        if !reference.playbooks.iter().any(|known| known == id) {
            let message =
                format!("`{id}` is the id of no playbook; write the id of one that exists, or remove it.");
            findings.error("unknown-playbook", span, message);
        }
    }
    for variable in map(entries, "variables") {
        let Value::Map(parts) = &variable.node.value else { continue };
        for (id, span) in items(parts, "providers") {
            unknown("unknown-provider", "provider", id, &reference.providers, span, findings);
        }
    }
    for milestone in [Milestone::Contained, Milestone::Recovered] {
        let is_marked =
            playbook.steps().any(|(_, step)| step.facts.marks.iter().any(|mark| mark.value == milestone));
        if !is_marked {
            let message = format!(
                "No step marks {milestone}, so its clock never stops; write `- **Marks:** {milestone}` in the step that reaches it."
            );
            findings.warning("no-milestone", opening.clone(), message);
        }
    }
}

/// The declared variables with the place of their names.
pub(super) fn variables<'e>(entries: &'e [Entry<'_>]) -> impl Iterator<Item = (&'e str, &'e Span)> {
    map(entries, "variables").iter().map(|entry| (entry.key.as_ref(), &entry.place))
}

/// Finds a technique that does not exist.
pub(super) fn technique(id: &str, span: Span, reference: &Reference, findings: &mut Findings) {
    if !reference.techniques.contains_key(id) {
        let message = format!(
            "`{id}` is no technique of ATT&CK for the cloud, nor of ATLAS; write an id such as T1078.004 or AML.T0051."
        );
        findings.error("unknown-technique", span, message);
    }
}

/// Finds an id that is not in a table.
pub(super) fn unknown<T>(
    rule: &'static str,
    what: &str,
    id: &str,
    known: &BTreeMap<String, T>,
    span: Span,
    findings: &mut Findings,
) {
    if known.contains_key(id) {
        return;
    }
    let known = known.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    findings.error(rule, span, format!("There is no {what} \"{id}\"; write one of: {known}."));
}

fn find<'e, 's>(entries: &'e [Entry<'s>], key: &str) -> Option<&'e Entry<'s>> {
    entries.iter().find(|entry| entry.key == key)
}

fn items<'e>(entries: &'e [Entry<'_>], key: &str) -> Vec<(&'e str, Span)> {
    let Some(Value::List(nodes)) = find(entries, key).map(|entry| &entry.node.value) else {
        return Vec::new();
    };
    let texts = nodes.iter().filter_map(|node| match &node.value {
        Value::Text(text) => Some((text.as_ref(), node.span.clone())),
        Value::Nothing | Value::List(_) | Value::Map(_) => None,
    });
    texts.collect()
}

fn map<'e, 's>(entries: &'e [Entry<'s>], key: &str) -> &'e [Entry<'s>] {
    match find(entries, key).map(|entry| &entry.node.value) {
        Some(Value::Map(entries)) => entries,
        Some(Value::Nothing | Value::Text(_) | Value::List(_)) | None => &[],
    }
}
