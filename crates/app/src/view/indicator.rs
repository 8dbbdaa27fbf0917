use std::collections::BTreeMap;

use firebreak_core::event::{EntryRef, StepLink};
use firebreak_core::incident::{Decision, Incident, Indicator};
use firebreak_core::indicator::{Found, IndicatorKind, defang};
use firebreak_core::when::{When, iso};

use super::step_title;
use crate::api::{DecisionView, FoundIndicator, IndicatorView, LinkedEntry, LinkedStep, SaidTime};

/// An indicator as it crosses the seam; `texts` has the beginnings of the entries that it comes from.
pub(crate) fn indicator_view(
    incident: &Incident,
    known: &Indicator,
    texts: &BTreeMap<EntryRef, String>,
) -> IndicatorView {
    IndicatorView {
        id: known.id.clone(),
        kind: known.kind,
        kind_label: known.kind.label().to_owned(),
        value: known.value.clone(),
        defanged: defang(known.kind, &known.value),
        tlp: known.said.tlp,
        first_seen: known.said.first_seen.as_ref().map(said_time),
        last_seen: known.said.last_seen.as_ref().map(said_time),
        ports: known.said.ports.clone(),
        note: known.said.note.clone(),
        entries: known.said.entries.iter().map(|entry| linked_entry(*entry, texts)).collect(),
        steps: known.said.steps.iter().map(|link| linked_step(incident, link)).collect(),
        added_at: iso(known.added.recorded_at),
        added_by: known.added.author.clone(),
        entry: known.added.entry.to_string(),
        withdrawn: known.withdrawn.is_some(),
    }
}

/// What was found in a text, beside what the incident lists already.
pub(crate) fn found_views(incident: &Incident, found: Vec<Found>) -> Vec<FoundIndicator> {
    let listed = incident.listed_indicators();
    let view = |found: Found| FoundIndicator {
        kind: found.kind,
        kind_label: found.kind.label().to_owned(),
        defanged: defang(found.kind, &found.value),
        ports: found.ports,
        doubt: found.doubt,
        doubt_label: found.doubt.map(|doubt| doubt.label().to_owned()),
        listed: listed.get(&(found.kind, found.value.as_str())).map(|known| known.id.clone()),
        times: found.times,
        line: found.line,
        first_seen: found.first_seen.map(iso),
        last_seen: found.last_seen.map(iso),
        value: found.value,
    };
    found.into_iter().map(view).collect()
}

/// How many indicators count, and of which kinds; none where there are none.
pub(crate) fn indicators_in_words(incident: &Incident) -> Option<String> {
    let of = |kind: IndicatorKind| incident.standing_indicators().filter(|known| known.kind == kind).count();
    let kinds = IndicatorKind::ALL.iter().map(|kind| (kind.label(), of(*kind)));
    let kinds: Vec<String> =
        kinds.filter(|(_, many)| *many > 0).map(|(label, many)| format!("{label} {many}")).collect();
    (!kinds.is_empty()).then(|| format!("{} ({})", incident.standing_indicators().count(), kinds.join(", ")))
}

/// A decision as it crosses the seam.
pub(crate) fn decision_view(incident: &Incident, known: &Decision) -> DecisionView {
    let facts = &known.facts;
    DecisionView {
        id: known.id.clone(),
        question: facts.question.clone(),
        options: facts.options.clone(),
        choice: facts.choice.clone(),
        rationale: facts.rationale.clone(),
        decided_by: facts.decided_by.clone(),
        decided: said_time(&known.stamp.when),
        reversible: facts.reversible,
        step: facts.step.as_ref().map(|link| linked_step(incident, link)),
        supersedes: facts.supersedes.clone(),
        superseded_by: incident.superseding(&known.id).map(|by| by.id.clone()),
        recorded_at: iso(known.stamp.recorded_at),
        recorded_by: known.stamp.author.clone(),
        entry: known.stamp.entry.to_string(),
        withdrawn: known.withdrawn.is_some(),
    }
}

fn linked_step(incident: &Incident, link: &StepLink) -> LinkedStep {
    LinkedStep {
        run: link.run.clone(),
        step: link.step.clone(),
        title: step_title(incident, Some(&link.run), Some(&link.step)),
    }
}

fn linked_entry(entry: EntryRef, texts: &BTreeMap<EntryRef, String>) -> LinkedEntry {
    let text = texts.get(&entry).cloned().unwrap_or_default();
    LinkedEntry { entry: entry.to_string(), seq: entry.seq, text }
}

fn said_time(when: &When) -> SaidTime {
    let typed = when.typed();
    SaidTime { when: when.clone(), typed: typed.text, typed_precision: typed.precision }
}
