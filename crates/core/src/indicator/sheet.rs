use super::defang;
use crate::incident::Indicator;
use crate::sheet::row;
use crate::when::{When, iso};

/// Indicators as comma-separated values after RFC 4180, one a line; see [`crate::sheet`] for formulas.
#[must_use]
pub fn csv<'a>(indicators: impl IntoIterator<Item = &'a Indicator>) -> String {
    let mut text = row([
        "number",
        "kind",
        "value",
        "defanged",
        "tlp",
        "first_seen",
        "last_seen",
        "note",
        "entries",
        "steps",
        "added_at",
        "added_by",
        "ports",
    ]);
    for known in indicators {
        let said = &known.said;
        let seen = |when: &Option<When>| when.as_ref().map(When::to_iso).unwrap_or_default();
        let entries: Vec<String> = said.entries.iter().map(ToString::to_string).collect();
        let ports: Vec<String> = said.ports.iter().map(u16::to_string).collect();
        let steps: Vec<&str> = said.steps.iter().map(|link| link.step.as_str()).collect();
        text.push_str(&row([
            known.id.as_str(),
            known.kind.word(),
            &known.value,
            &defang(known.kind, &known.value),
            said.tlp.label(),
            &seen(&said.first_seen),
            &seen(&said.last_seen),
            said.note.as_deref().unwrap_or_default(),
            &entries.join(" "),
            &steps.join(" "),
            &iso(known.added.recorded_at),
            &known.added.author,
            &ports.join(" "),
        ]));
    }
    text
}
