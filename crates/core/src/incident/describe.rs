//! What the timeline says of an event.

mod deadline;
mod decision;
mod evidence;
mod indicator;
mod people;
mod request;
mod update;

use chrono::{DateTime, Utc};

use super::Incident;
use super::moved::describe_move;
use crate::entry::{Correction, Entry, Standing};
use crate::event::{Body, IncidentChanged, ResourceFacts, StepSet, Until};
use crate::playbook::Reference;
use crate::vocabulary::{Mode, ServiceModel, StepState};
use crate::when::{Precision, When};

/// Makes the timeline entry of an event. `before` is the incident as it was; none for the event that opens it.
#[must_use]
pub fn describe(before: Option<&Incident>, body: &Body, reference: &Reference) -> Entry {
    let step_of = |run: &str, step: &str| before.and_then(|incident| incident.run(run)?.step(step));
    let mut phase = None;
    let mut corrects = None;
    let mut standing = None;
    let text = match body {
        Body::IncidentOpened(opened) => {
            let affected = affected(&opened.service_models, &opened.providers, reference);
            let what = type_name(&opened.incident_type, reference);
            let severity = opened.severity.label();
            format!("Opened {}: {}. {severity}, {what}, {affected}", opened.code, opened.title)
        }
        Body::IncidentChanged(changed) => changes(before, changed, reference),
        Body::IncidentClosed(closed) => {
            with("Closed as ", &closed.resolution.label().to_lowercase(), closed.summary.as_deref())
        }
        Body::IncidentReopened(reopened) => with("Reopened", "", reopened.reason.as_deref()),
        Body::RunStarted(started) => {
            let from = started.from.as_ref().and_then(|from| step_of(&from.run, &from.step));
            let from = from.map_or_else(String::new, |(number, _, step)| {
                format!(", called from step {}", numbered(number, &step.title.value))
            });
            format!("Started the playbook {} {}{from}", started.title, started.version)
        }
        Body::RunMoved(moved) => {
            let run = before.and_then(|incident| incident.run(&moved.run));
            describe_move(run, moved, reference)
        }
        Body::RunRanked(ranked) => {
            let run = before.and_then(|incident| incident.run(&ranked.run));
            let title = run.map_or(ranked.run.as_str(), |run| &run.pinned.playbook.meta.title);
            format!("{title} is number {} of the playbooks", ranked.place.saturating_add(1))
        }
        Body::VariableSet(set) => match &set.value {
            Some(value) => format!("{} is {value}", set.name),
            None => format!("{} cleared", set.name),
        },
        Body::StepSet(set) | Body::StepReconstructed(set) => {
            let found = step_of(&set.run, &set.step);
            phase = found.map(|(_, phase, _)| phase);
            let name = found
                .map_or_else(|| set.step.clone(), |(number, _, step)| numbered(number, &step.title.value));
            let is_hold = found.is_some_and(|(_, _, step)| step.mode() == Mode::Hold);
            step_text(&name, set, is_hold && set.state == StepState::Done)
        }
        Body::StepWatched(watched) => {
            let found = step_of(&watched.run, &watched.step);
            phase = found.map(|(_, phase, _)| phase);
            let name = found.map_or_else(
                || watched.step.clone(),
                |(number, _, step)| numbered(number, &step.title.value),
            );
            match &watched.by {
                Some(by) => format!("Watched by {by}: {name}"),
                None => format!("Not watched after all: {name}"),
            }
        }
        Body::TaskSet(set) => {
            let found = step_of(&set.run, &set.step);
            phase = found.map(|(_, phase, _)| phase);
            let index = usize::try_from(set.task).unwrap_or(usize::MAX);
            let task =
                found.and_then(|(_, _, step)| step.all_tasks().nth(index)).map_or("", |task| &task.text);
            let number = found.map_or(0, |(number, _, _)| number);
            let act = if set.ticked { "ticked" } else { "tick taken back" };
            format!("Step {number}, {act}: {task}")
        }
        Body::BranchChosen(chosen) => {
            let found = step_of(&chosen.run, &chosen.step);
            phase = found.map(|(_, phase, _)| phase);
            let number = found.map_or(0, |(number, _, _)| number);
            let index = chosen.choice.and_then(|choice| usize::try_from(choice).ok());
            let choice = index.and_then(|index| found?.2.decide.as_ref()?.choices.get(index));
            let answer = match choice {
                Some(choice) => {
                    let leads = choice.target.as_deref().and_then(|target| step_of(&chosen.run, target));
                    let leads = leads.map_or_else(String::new, |(number, _, step)| {
                        format!(" → {}", numbered(number, &step.title.value))
                    });
                    let condition = choice.condition.as_deref().unwrap_or("otherwise");
                    format!("decided: {condition}{leads}")
                }
                None => "answer taken back".to_owned(),
            };
            with(&format!("Step {number}, "), &answer, chosen.reason.as_deref())
        }
        Body::MilestoneSet(set) => {
            let label = set.milestone.label();
            let again = if set.supersedes.is_some() { " corrected" } else { "" };
            with(label, again, set.note.as_deref())
        }
        Body::MilestoneWithdrawn(withdrawn) => {
            with("Taken back: ", &withdrawn.milestone.label().to_lowercase(), withdrawn.reason.as_deref())
        }
        Body::RequestDrafted(drafted) => {
            phase = drafted
                .run
                .as_deref()
                .zip(drafted.step.as_deref())
                .and_then(|(run, step)| step_of(run, step))
                .map(|(_, phase, _)| phase);
            request::drafted(drafted, reference)
        }
        Body::RequestChanged(changed) => {
            phase = request::phase(before, &changed.request);
            request::changed(changed, reference)
        }
        Body::RequestMoved(moved) => {
            phase = request::phase(before, &moved.request);
            request::moved(before, moved, reference)
        }
        Body::RequestReverted(reverted) => {
            phase = request::phase(before, &reverted.request);
            request::reverted(before, reverted, reference)
        }
        Body::DeadlineStarted(started) => {
            phase = started
                .run
                .as_deref()
                .zip(started.step.as_deref())
                .and_then(|(run, step)| step_of(run, step))
                .map(|(_, phase, _)| phase);
            deadline::started(started)
        }
        Body::DeadlineChanged(changed) => {
            phase = deadline::phase(before, &changed.deadline);
            deadline::changed(before, changed)
        }
        Body::DeadlineMoved(moved) => {
            phase = deadline::phase(before, &moved.deadline);
            deadline::moved(before, moved)
        }
        Body::DeadlineReverted(reverted) => {
            phase = deadline::phase(before, &reverted.deadline);
            deadline::reverted(before, reverted)
        }
        Body::UpdateDrafted(drafted) => update::drafted(drafted),
        Body::UpdateChanged(changed) => update::changed(before, changed),
        Body::UpdateMoved(moved) => update::moved(before, moved),
        Body::UpdateReverted(reverted) => update::reverted(before, reverted),
        Body::ResourceAdded(added) => {
            with(&format!("Affected: {}", added.facts.name), "", Some(&facts_text(&added.facts, reference)))
        }
        Body::ResourceChanged(changed) => {
            let known = before.and_then(|incident| incident.resource(&changed.resource));
            resource_changes(known.map(|resource| &resource.facts), &changed.facts, reference)
        }
        Body::ResourceRestored(restored) => {
            let known = before.and_then(|incident| incident.resource(&restored.resource));
            let name = known.map_or_else(
                || format!("resource {}", restored.resource),
                |resource| resource.facts.name.clone(),
            );
            format!("Affected after all: {name}")
        }
        Body::ResourceWithdrawn(withdrawn) => {
            let known = before.and_then(|incident| incident.resource(&withdrawn.resource));
            let name = known.map_or_else(
                || format!("resource {}", withdrawn.resource),
                |resource| resource.facts.name.clone(),
            );
            with("Not affected after all: ", &name, withdrawn.reason.as_deref())
        }
        Body::EvidenceAdded(added) => {
            phase = evidence::phase(before, added.answers.as_ref());
            evidence::added(added)
        }
        Body::EvidenceChanged(changed) => {
            phase = evidence::phase_of(before, &changed.evidence);
            evidence::changed(before, changed)
        }
        Body::EvidenceAnswered(answered) => {
            let step = evidence::phase(before, answered.answers.as_ref());
            phase = step.or_else(|| evidence::phase_of(before, &answered.evidence));
            evidence::answered(before, answered)
        }
        Body::EvidenceWithdrawn(withdrawn) => {
            phase = evidence::phase_of(before, &withdrawn.evidence);
            evidence::withdrawn(before, withdrawn)
        }
        Body::EvidenceRestored(restored) => {
            phase = evidence::phase_of(before, &restored.evidence);
            evidence::restored(before, restored)
        }
        Body::EvidenceVerified(verified) => evidence::verified(verified),
        Body::CustodyRecorded(recorded) => {
            phase = evidence::phase_of(before, &recorded.evidence);
            evidence::custody(before, recorded)
        }
        Body::CustodyWithdrawn(withdrawn) => {
            phase = evidence::phase_of(before, &withdrawn.evidence);
            evidence::custody_withdrawn(before, withdrawn)
        }
        Body::CustodyRestored(restored) => {
            phase = evidence::phase_of(before, &restored.evidence);
            evidence::custody_restored(before, restored)
        }
        Body::ProfileChanged(changed) => {
            let old = before.map(|incident| incident.profile.name.as_str());
            let new = changed.profile.name.as_str();
            let profile = match old {
                Some(old) if old != new => format!("{old} → {new}"),
                Some(_) => format!("{new}, as it is now"),
                None => new.to_owned(),
            };
            with("Who acts: ", &profile, Some(&changed.reason))
        }
        Body::RoleGiven(given) => people::given(before, given),
        Body::RoleEnded(ended) => people::ended(ended),
        Body::RoleReverted(reverted) => people::reverted(before, reverted),
        Body::RoleRestored(restored) => people::restored(before, restored),
        Body::HandoverBegun(begun) => people::begun(begun),
        Body::HandoverAccepted(accepted) => people::accepted(accepted),
        Body::HandoverCancelled(cancelled) => people::cancelled(before, cancelled),
        Body::IndicatorsAdded(added) => {
            phase = indicator::phase(before, added);
            indicator::added(added)
        }
        Body::IndicatorChanged(changed) => indicator::changed(before, changed),
        Body::IndicatorsWithdrawn(withdrawn) => indicator::withdrawn(before, withdrawn),
        Body::IndicatorsRestored(restored) => indicator::restored(before, restored),
        Body::DecisionRecorded(recorded) => {
            phase = decision::phase(before, recorded);
            decision::recorded(before, recorded)
        }
        Body::DecisionWithdrawn(withdrawn) => decision::withdrawn(before, withdrawn),
        Body::DecisionRestored(restored) => decision::restored(before, &restored.decision),
        Body::NoteAdded(note) => {
            phase = note.phase;
            note.text.clone()
        }
        Body::NoteWithdrawn(withdrawn) => {
            standing = Some(Standing { note: withdrawn.note, counts: false });
            let note = format!("The note of entry {} does not count", withdrawn.note.seq);
            with(&note, "", withdrawn.reason.as_deref())
        }
        Body::NoteRestored(restored) => {
            standing = Some(Standing { note: restored.note, counts: true });
            format!("The note of entry {} counts again", restored.note.seq)
        }
        Body::EntryCorrected(corrected) => {
            corrects = Some(Correction {
                entry: corrected.corrects,
                text: corrected.text.clone(),
                when: corrected.when.clone(),
            });
            let time = corrected.when.as_ref().map(|when| format!("Time corrected to {}", in_words(when)));
            let said = match (&corrected.text, time) {
                (Some(text), Some(time)) => format!("{time}: {text}"),
                (Some(text), None) => text.clone(),
                (None, Some(time)) => time,
                (None, None) => String::new(),
            };
            match &corrected.reason {
                Some(reason) => format!("{said} · {reason}"),
                None => said,
            }
        }
    };
    Entry { kind: body.kind(), phase, text, corrects, standing }
}

fn step_text(name: &str, set: &StepSet, is_release: bool) -> String {
    let mut text = format!("{}: {name}", set.state.label());
    let mut add = |label: &str, value: Option<&str>| {
        if let Some(value) = value {
            text.push_str(&format!(" · {label}{value}"));
        }
    };
    add(if is_release { "released by " } else { "observed: " }, set.value.as_deref());
    add("", set.reason.as_deref());
    let until = set.until.as_ref().map(|until| until.in_words());
    add("until ", until.as_deref());
    text
}

impl Until {
    /// Until when, in words.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Time(when) => in_words(when),
            Self::Phase(phase) => phase.label().to_owned(),
            Self::Trigger(trigger) => trigger.clone(),
        }
    }
}

fn in_words(when: &When) -> String {
    if when.may_be_earlier() {
        format!("no later than {}", instant(when.latest, Precision::Minute))
    } else if when.is_point() {
        instant(when.earliest, when.precision)
    } else {
        let end = |at| instant(at, Precision::Minute);
        format!("{} to {}", end(when.earliest), end(when.latest))
    }
}

/// An instant for people, in UTC: seconds only where they are known.
fn instant(at: DateTime<Utc>, precision: Precision) -> String {
    let format = if precision == Precision::Exact { "%Y-%m-%d %H:%M:%SZ" } else { "%Y-%m-%d %H:%MZ" };
    at.format(format).to_string()
}

fn numbered(number: u32, title: &str) -> String {
    format!("{number} {title}")
}

fn with(head: &str, tail: &str, more: Option<&str>) -> String {
    match more {
        Some(more) => format!("{head}{tail}: {more}"),
        None => format!("{head}{tail}"),
    }
}

fn changes(before: Option<&Incident>, changed: &IncidentChanged, reference: &Reference) -> String {
    let mut parts = Vec::new();
    let mut change = |what: &str, old: Option<String>, new: String| {
        parts.push(match old {
            Some(old) => format!("{what}: {old} → {new}"),
            None => format!("{what}: {new}"),
        });
    };
    if let Some(title) = &changed.title {
        change("Title", before.map(|incident| incident.title.clone()), title.clone());
    }
    if let Some(id) = &changed.incident_type {
        let old = before.map(|incident| type_name(&incident.incident_type, reference).to_owned());
        change("Type", old, type_name(id, reference).to_owned());
    }
    if let Some(severity) = changed.severity {
        let old = before.map(|incident| incident.severity.label().to_owned());
        change("Severity", old, severity.label().to_owned());
    }
    if let Some(models) = &changed.service_models {
        change("Affected", before.map(|incident| model_names(&incident.service_models)), model_names(models));
    }
    if let Some(providers) = &changed.providers {
        let old = before.map(|incident| provider_names(&incident.providers, reference));
        change("Providers", old, provider_names(providers, reference));
    }
    parts.join("; ")
}

/// What a resource is, without its name: `IaaS, AWS, EC2, i-0abc`.
fn facts_text(facts: &ResourceFacts, reference: &Reference) -> String {
    let provider = facts.provider.as_deref().map(|id| reference.provider_name(id));
    let rest = [provider, facts.offering.as_deref(), facts.identifier.as_deref()];
    let words: Vec<&str> =
        [facts.service_model.label()].into_iter().chain(rest.into_iter().flatten()).collect();
    words.join(", ")
}

fn resource_changes(before: Option<&ResourceFacts>, after: &ResourceFacts, reference: &Reference) -> String {
    let Some(before) = before else {
        return with(&after.name, "", Some(&facts_text(after, reference)));
    };
    let provider = |facts: &ResourceFacts| {
        facts
            .provider
            .as_deref()
            .map_or_else(|| "none".to_owned(), |id| reference.provider_name(id).to_owned())
    };
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    let model = |facts: &ResourceFacts| facts.service_model.label().to_owned();
    let fields = [
        ("name", before.name.clone(), after.name.clone()),
        ("service model", model(before), model(after)),
        ("provider", provider(before), provider(after)),
        ("offering", or_none(&before.offering), or_none(&after.offering)),
        ("identifier", or_none(&before.identifier), or_none(&after.identifier)),
    ];
    let changes: Vec<String> = fields
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(what, old, new)| format!("{what} {old} → {new}"))
        .collect();
    format!("{}: {}", before.name, changes.join("; "))
}

fn affected(models: &[ServiceModel], providers: &[String], reference: &Reference) -> String {
    let models = model_names(models);
    if providers.is_empty() {
        return models;
    }
    format!("{models} · {}", provider_names(providers, reference))
}

fn model_names(models: &[ServiceModel]) -> String {
    models.iter().map(|model| model.label()).collect::<Vec<_>>().join(", ")
}

fn provider_names(providers: &[String], reference: &Reference) -> String {
    if providers.is_empty() {
        return "none".to_owned();
    }
    let names: Vec<&str> = providers.iter().map(|id| reference.provider_name(id)).collect();
    names.join(", ")
}

fn type_name<'a>(id: &'a str, reference: &'a Reference) -> &'a str {
    reference.incident_types.get(id).map_or(id, String::as_str)
}
