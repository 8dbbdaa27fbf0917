//! Rules of the front matter that need more than its own text.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::playbook::findings::Findings;
use crate::playbook::front::{self, Entry, Front, Value};
use crate::playbook::text::slice;
use crate::playbook::{Playbook, Reference, Span};
use crate::vocabulary::Milestone;

/// Where the front matter of a source and what is written in it stands.
///
/// Most playbooks are sound, so the front matter is read again only when the first finding needs a place.
pub(super) struct Places<'s> {
    /// The line that opens the front matter.
    pub(super) opening: Span,
    /// The byte at which the body starts.
    pub(super) body: usize,
    yaml: &'s str,
    base: usize,
    entries: OnceCell<Vec<Entry<'s>>>,
}

impl<'s> Places<'s> {
    pub(super) fn of(source: &'s str) -> Self {
        let (opening, yaml, body) = match front::find(source) {
            Front::Present { opening, yaml, body } => (opening, yaml, body),
            Front::Absent { body } => (body..body, body..body, body),
            Front::Unclosed { opening } => (opening.clone(), opening.end..opening.end, opening.end),
        };
        Self { opening, body, yaml: slice(source, &yaml), base: yaml.start, entries: OnceCell::new() }
    }

    /// The place of the item of a list by its number.
    fn item(&self, key: &str, number: usize) -> Span {
        self.known(item(self.entries(), key, number))
    }

    /// The place of the name of a variable.
    pub(super) fn variable(&self, name: &str) -> Span {
        self.known(find(map(self.entries(), "variables"), name).map(|entry| entry.place.clone()))
    }

    /// The place of a provider of a variable by its number.
    fn provider_of_variable(&self, name: &str, number: usize) -> Span {
        let variable = find(map(self.entries(), "variables"), name);
        let parts = variable.map_or(&[][..], |entry| inside(&entry.node.value));
        self.known(item(parts, "providers", number))
    }

    /// A place, or the opening line where the source does not say what was read from it.
    fn known(&self, place: Option<Span>) -> Span {
        place.unwrap_or_else(|| self.opening.clone())
    }

    fn entries(&self) -> &[Entry<'s>] {
        self.entries.get_or_init(|| front::read(self.yaml, self.base).unwrap_or_default())
    }
}

/// Checks that what the front matter names exists.
pub(super) fn check(
    playbook: &Playbook,
    places: &Places<'_>,
    reference: &Reference,
    findings: &mut Findings,
) {
    let meta = &playbook.meta;
    for (number, id) in meta.incident_types.iter().enumerate() {
        let place = || places.item("incident_types", number);
        unknown("unknown-type", "incident type", id, &reference.incident_types, place, findings);
    }
    for (number, id) in meta.providers.iter().enumerate() {
        let place = || places.item("providers", number);
        unknown("unknown-provider", "provider", id, &reference.providers, place, findings);
    }
    for (number, id) in meta.clocks.iter().enumerate() {
        let place = || places.item("clocks", number);
        unknown("unknown-deadline", "deadline", id, &reference.deadlines, place, findings);
    }
    for (number, id) in meta.attack.iter().enumerate() {
        technique(id, || places.item("attack", number), reference, findings);
    }
    for (number, id) in meta.related.iter().enumerate() {
        if !reference.playbooks.contains(id) {
            let message =
                format!("`{id}` is the id of no playbook; write the id of one that exists, or remove it.");
            findings.error("unknown-playbook", places.item("related", number), message);
        }
    }
    for choice in playbook.steps().flat_map(|(_, step)| &step.decide).flat_map(|decide| &decide.choices) {
        if let Some(id) = choice.calls.as_ref().filter(|id| !reference.playbooks.contains(*id)) {
            let message = format!(
                "`{id}.md` is no playbook; link to the id of one that exists, or to a step of this one."
            );
            findings.error("unknown-playbook", choice.span.clone(), message);
        }
    }
    for (name, variable) in &meta.variables {
        for (number, id) in variable.providers.iter().enumerate() {
            let place = || places.provider_of_variable(name, number);
            unknown("unknown-provider", "provider", id, &reference.providers, place, findings);
        }
    }
    for milestone in [Milestone::Contained, Milestone::Recovered] {
        let is_marked =
            playbook.steps().any(|(_, step)| step.facts.marks.iter().any(|mark| mark.value == milestone));
        if !is_marked {
            let message = format!(
                "No step marks {milestone}, so its clock never stops; write `- **Marks:** {milestone}` in the step that reaches it."
            );
            findings.warning("no-milestone", places.opening.clone(), message);
        }
    }
}

/// Finds a technique that does not exist.
pub(super) fn technique(
    id: &str,
    place: impl FnOnce() -> Span,
    reference: &Reference,
    findings: &mut Findings,
) {
    if !reference.techniques.contains_key(id) {
        let message = format!(
            "`{id}` is no technique of ATT&CK for the cloud, nor of ATLAS; write an id such as T1078.004 or AML.T0051."
        );
        findings.error("unknown-technique", place(), message);
    }
}

/// Finds an id that is not in a table.
pub(super) fn unknown<T>(
    rule: &'static str,
    what: &str,
    id: &str,
    known: &BTreeMap<String, T>,
    place: impl FnOnce() -> Span,
    findings: &mut Findings,
) {
    if known.contains_key(id) {
        return;
    }
    let known = known.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    findings.error(rule, place(), format!("There is no {what} \"{id}\"; write one of: {known}."));
}

fn find<'e, 's>(entries: &'e [Entry<'s>], key: &str) -> Option<&'e Entry<'s>> {
    entries.iter().find(|entry| entry.key == key)
}

/// The place of the text of a list by its number.
fn item(entries: &[Entry<'_>], key: &str, number: usize) -> Option<Span> {
    let Value::List(nodes) = &find(entries, key)?.node.value else { return None };
    let mut texts = nodes.iter().filter(|node| matches!(node.value, Value::Text(_)));
    texts.nth(number).map(|node| node.span.clone())
}

fn map<'e, 's>(entries: &'e [Entry<'s>], key: &str) -> &'e [Entry<'s>] {
    find(entries, key).map_or(&[], |entry| inside(&entry.node.value))
}

fn inside<'e, 's>(value: &'e Value<'s>) -> &'e [Entry<'s>] {
    match value {
        Value::Map(entries) => entries,
        Value::Nothing | Value::Text(_) | Value::List(_) => &[],
    }
}
