//! Views: what front ends show, computed from an incident. Nothing here is stored.

mod briefing;
mod deadline;
mod evidence;
mod incident;
mod indicator;
mod people;
mod request;
mod request_text;
mod responsibility;
mod run;
mod sitrep;
mod sitrep_text;
mod text;
mod update;
mod words;

pub(crate) use briefing::{briefing, briefing_markdown, handover_view, section_views};
pub(crate) use deadline::{
    ADVICE, deadline_offers, deadline_views, due_in_words, due_view, rule_view, running_deadlines,
};
pub(crate) use evidence::{collected, evidence_count, evidence_list, export_name};
pub(crate) use incident::{Beside, Listed, SavedPlace, Summary, duration, state_view};
pub(crate) use indicator::{decision_view, found_views, indicator_view, indicators_in_words};
pub(crate) use people::{open_handover, people_view, role_holders};
pub(crate) use request::{Unanswered, request_views, requests_at, typed_escalate, unanswered, waiting};
pub(crate) use request_text::{Sources, compose, markdown, plain};
pub(crate) use responsibility::{matrix_view, responsibility_view};
pub(crate) use run::{phase_counts, playbook_steps, run_at, run_views};
pub(crate) use sitrep::sitrep_of;
pub(crate) use sitrep_text::variable;
pub(crate) use text::{Given, run_text};
pub(crate) use update::{out_of_band, update_views, updates_due};
pub(crate) use words::{time_left, when_in_words};

use firebreak_core::event::Targets;
use firebreak_core::incident::{Incident, Marked};

use crate::api::{MarkView, Named, TargetsView};
use crate::library::Library;

/// Providers with their names.
pub(crate) fn named_providers(ids: &[String], library: &Library) -> Vec<Named> {
    ids.iter().map(|id| named_provider(id, library)).collect()
}

/// A provider with its name.
pub(crate) fn named_provider(id: &str, library: &Library) -> Named {
    Named { id: id.to_owned(), name: library.reference.provider_name(id).to_owned() }
}

/// An incident type with its name.
pub(crate) fn named_type(id: &str, library: &Library) -> Named {
    Named { id: id.to_owned(), name: library.type_name(id).to_owned() }
}

/// Targets as they cross the seam.
pub(crate) const fn targets_view(targets: Targets) -> TargetsView {
    TargetsView { acknowledge: targets.acknowledge, contain: targets.contain, recover: targets.recover }
}

/// One thing that happened to something, under the name of its mark.
pub(crate) fn mark_view<M>(mark: M, label: &str, marked: &Marked) -> MarkView<M> {
    let typed = marked.stamp.when.typed();
    MarkView {
        mark,
        label: label.to_owned(),
        when: marked.stamp.when.clone(),
        typed: typed.text,
        typed_precision: typed.precision,
        by: marked.by.clone(),
        note: marked.note.clone(),
        author: marked.stamp.author.clone(),
        entry: marked.stamp.entry.to_string(),
    }
}

/// The number and title of the step that something came of; none where it came of no step, or the run has it no more.
pub(crate) fn step_title(incident: &Incident, run: Option<&str>, step: Option<&str>) -> Option<String> {
    let (number, _, step) = incident.run(run?)?.step(step?)?;
    Some(format!("{number} {}", step.title.value))
}
