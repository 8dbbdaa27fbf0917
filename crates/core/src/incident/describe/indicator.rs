use super::with;
use crate::event::{IndicatorChanged, IndicatorId, IndicatorsAdded, IndicatorsRestored, IndicatorsWithdrawn};
use crate::incident::Incident;
use crate::indicator::in_words;
use crate::vocabulary::Phase;

/// What the timeline says of indicators that were added: all of them, so that a search finds each.
pub(super) fn added(added: &IndicatorsAdded) -> String {
    let one = |one: &crate::event::AddedIndicator| {
        let ports = in_words(&one.said.ports).map(|ports| format!(" ({ports})")).unwrap_or_default();
        format!("{} {}{ports}", one.kind.label(), one.value)
    };
    match added.indicators.as_slice() {
        [only] => {
            let head = format!("Indicator {}: {}, {}", only.indicator, one(only), only.said.tlp.label());
            with(&head, "", only.said.note.as_deref())
        }
        several => {
            let lines: Vec<String> = several.iter().map(one).collect();
            format!("{} indicators: {}", several.len(), lines.join(", "))
        }
    }
}

/// What the timeline says of an indicator of which something else is said.
pub(super) fn changed(before: Option<&Incident>, changed: &IndicatorChanged) -> String {
    let known = before.and_then(|incident| incident.indicator(&changed.indicator));
    let head = format!("Indicator {} changed", name(before, &changed.indicator));
    let said = &changed.said;
    let old = known.map(|known| &known.said);
    let mut parts = Vec::new();
    if old.is_none_or(|old| old.tlp != said.tlp) {
        parts.push(said.tlp.label().to_owned());
    }
    let seen = [
        ("first seen", old.map(|old| &old.first_seen), &said.first_seen),
        ("last seen", old.map(|old| &old.last_seen), &said.last_seen),
    ];
    for (what, old, new) in seen {
        if old.is_none_or(|old| old != new) {
            parts.push(match new {
                Some(when) => format!("{what} {}", super::in_words(when)),
                None => format!("not known when {what}"),
            });
        }
    }
    if old.is_none_or(|old| old.ports != said.ports) {
        parts.push(in_words(&said.ports).unwrap_or_else(|| "no port".to_owned()));
    }
    if old.is_none_or(|old| old.entries != said.entries || old.steps != said.steps) {
        let (entries, steps) = (said.entries.len(), said.steps.len());
        parts.push(format!(
            "linked to {} and {}",
            count(entries, "entry", "entries"),
            count(steps, "step", "steps")
        ));
    }
    if old.is_none_or(|old| old.note != said.note) {
        parts.push(said.note.clone().unwrap_or_else(|| "no note any more".to_owned()));
    }
    with(&head, "", Some(&parts.join("; ")))
}

/// What the timeline says of indicators that are none after all.
pub(super) fn withdrawn(before: Option<&Incident>, withdrawn: &IndicatorsWithdrawn) -> String {
    with("No indicator after all: ", &names(before, &withdrawn.indicators), withdrawn.reason.as_deref())
}

/// What the timeline says of indicators that count after all.
pub(super) fn restored(before: Option<&Incident>, restored: &IndicatorsRestored) -> String {
    format!("Indicator after all: {}", names(before, &restored.indicators))
}

/// The phase of the first step that an indicator is linked to.
pub(super) fn phase(before: Option<&Incident>, added: &IndicatorsAdded) -> Option<Phase> {
    let link = added.indicators.first()?.said.steps.first()?;
    before?.run(&link.run)?.step(&link.step).map(|(_, phase, _)| phase)
}

fn names(before: Option<&Incident>, ids: &[IndicatorId]) -> String {
    ids.iter().map(|id| name(before, id)).collect::<Vec<_>>().join(", ")
}

fn name(before: Option<&Incident>, id: &str) -> String {
    let known = before.and_then(|incident| incident.indicator(id));
    known.map_or_else(|| id.to_owned(), |known| known.value.clone())
}

fn count(many: usize, one: &str, several: &str) -> String {
    format!("{many} {}", if many == 1 { one } else { several })
}
