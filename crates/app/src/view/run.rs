use std::sync::Arc;

use chrono::{DateTime, Utc};
use firebreak_core::incident::{Due, Ending, Incident, LeftStep, Run, StepRecord};
use firebreak_core::playbook::{Playbook, Step, compare_versions};
use firebreak_core::responsibility::{Acts, Affected, Profile};
use firebreak_core::vocabulary::{Phase, ServiceModel, StepState};
use firebreak_core::when::iso;

use super::collected;
use crate::api::{
    self, CalledFrom, DoneBy, LeftStepView, ModelParty, Owner, PhaseCount, PinnedPlaybook, PlaybookStep,
    Progress, RunView, StepView, Watching,
};
use crate::library::Library;

/// What is affected, as every step of every run is shown with it.
struct InHand<'a> {
    profile: &'a Profile,
    affected: Vec<Affected<'a>>,
    providers: Vec<String>,
}

/// The runs as they stand, whatever the time: [`run_at`] adds what depends on it.
pub(crate) fn run_views(incident: &Incident, library: &Library) -> Vec<RunView> {
    let in_hand = InHand {
        profile: &incident.profile,
        affected: incident.affected(),
        providers: incident.affected_providers(),
    };
    incident.runs.iter().map(|run| run_view(incident, &in_hand, run, library)).collect()
}

fn run_view(incident: &Incident, in_hand: &InHand<'_>, run: &Run, library: &Library) -> RunView {
    let meta = &run.pinned.playbook.meta;
    let off_branch = run.off_branch();
    let steps: Arc<[StepView]> = (1..)
        .zip(run.steps())
        .zip(&off_branch)
        .map(|((number, (phase, step, record)), off)| {
            let collected = collected(incident, run, step);
            StepView { collected, ..step_view(in_hand, run, number, phase, step, record, *off) }
        })
        .collect();
    let (settled, total) = run.progress();
    RunView {
        id: run.id.clone(),
        playbook: PinnedPlaybook {
            id: meta.id.clone(),
            title: meta.title.clone(),
            version: meta.version.clone(),
            sha256: run.pinned.sha256.to_string(),
            newer: library
                .other_version(&meta.id, &run.pinned.source)
                .filter(|version| compare_versions(version, &meta.version).is_gt()),
        },
        place: incident.place_of(&run.id).map_or(0, |place| place.saturating_add(1)),
        called_from: called_from(incident, run),
        cursor: None,
        phases: phase_counts(
            steps.iter().filter(|step| !step.off_branch).map(|step| (step.phase, step.state)),
        ),
        steps,
        next: None,
        left: run.left().map(|left| left_view(&left)).collect(),
        progress: Progress { settled, total },
        ending: ending(run.ending(), incident.is_open()),
        text_version: incident.text_version,
    }
}

fn called_from(incident: &Incident, run: &Run) -> Option<CalledFrom> {
    let from = run.from.as_ref()?;
    let caller = incident.run(&from.run)?;
    let (number, _, step) = caller.step(&from.step)?;
    Some(CalledFrom {
        run: from.run.clone(),
        playbook: caller.pinned.playbook.meta.title.clone(),
        step: from.step.clone(),
        title: format!("{number} {}", step.title.value),
    })
}

fn left_view(left: &LeftStep<'_>) -> LeftStepView {
    LeftStepView {
        id: left.step.id.clone(),
        title: left.step.title.value.clone(),
        phase: left.phase,
        version: left.pinned.playbook.meta.version.clone(),
        state: left.record.state,
        value: left.record.value.clone(),
        reason: left.record.reason.clone(),
        entry: left.record.changed.as_ref().map(|stamp| stamp.entry.to_string()),
    }
}

/// A run at an instant: which deferred steps are due, and so where work goes on; with the step at which it was left.
pub(crate) fn run_at(view: RunView, run: &Run, cursor: Option<String>, now: DateTime<Utc>) -> RunView {
    let is_due = |step: &StepView| run.due(&step.id).is_some_and(|due| due.at(now));
    let mut steps = view.steps;
    if steps.iter().any(|step| step.due != is_due(step)) {
        for step in Arc::make_mut(&mut steps) {
            step.due = is_due(step);
        }
    }
    RunView {
        cursor: cursor.filter(|step| run.step(step).is_some()),
        next: run.next_open(now).map(|(number, ..)| number),
        steps,
        ..view
    }
}

/// The steps of a playbook that is only read.
pub(crate) fn playbook_steps(
    playbook: &Playbook,
    profile: &Profile,
    models: &[ServiceModel],
) -> Vec<PlaybookStep> {
    let affected = Affected::models(models);
    (1..)
        .zip(playbook.steps())
        .map(|(number, (phase, step))| PlaybookStep {
            id: step.id.clone(),
            number,
            phase,
            title: step.title.value.clone(),
            mode: step.mode(),
            acts: acts_view(&profile.acts(&step.facts, &affected), profile),
            role: step.facts.role.as_ref().map(|role| role.value.clone()),
            seconds: step.facts.time.as_ref().map(|time| time.value),
            marks: step.facts.marks.iter().map(|mark| mark.value).collect(),
        })
        .collect()
}

/// Steps counted by phase, in the order the phases first come.
pub(crate) fn phase_counts(steps: impl Iterator<Item = (Phase, StepState)>) -> Vec<PhaseCount> {
    let mut counts: Vec<PhaseCount> = Vec::new();
    for (phase, state) in steps {
        let at = counts.iter().position(|count| count.phase == phase).unwrap_or(counts.len());
        if at == counts.len() {
            counts.push(PhaseCount {
                phase,
                label: phase.label().to_owned(),
                settled: 0,
                total: 0,
                waiting: 0,
            });
        }
        if let Some(count) = counts.get_mut(at) {
            count.total += 1;
            count.settled += u32::from(state.is_settled());
            count.waiting += u32::from(matches!(state, StepState::Deferred | StepState::Blocked));
        }
    }
    counts
}

/// Who acts, for people.
fn acts_view(acts: &Acts<'_>, profile: &Profile) -> api::Acts {
    api::Acts {
        party: acts.party,
        layer: acts.layer,
        by_model: acts
            .by_model
            .iter()
            .map(|(model, party)| ModelParty { service_model: *model, party: *party })
            .collect(),
        owners: acts.owners().into_iter().map(|(party, acts_for)| Owner { party, acts_for }).collect(),
        why: acts.why(&profile.name),
    }
}

fn step_view(
    in_hand: &InHand<'_>,
    run: &Run,
    number: u32,
    phase: Phase,
    step: &Step,
    record: &StepRecord,
    off_branch: bool,
) -> StepView {
    let changed = record.changed.as_ref();
    let waits_for = step.facts.needs.iter().filter(|need| !run.state(&need.value).is_settled());
    let tasks = step.tasks.len()
        + step
            .variants
            .iter()
            .filter(|variant| in_hand.providers.is_empty() || in_hand.providers.contains(&variant.provider))
            .map(|variant| variant.tasks.len())
            .sum::<usize>();
    StepView {
        id: step.id.clone(),
        number,
        phase,
        title: step.title.value.clone(),
        state: record.state,
        reason: record.reason.clone(),
        value: record.value.clone(),
        until: record.until.as_ref().map(firebreak_core::event::Until::in_words),
        due: false,
        due_at: match run.due(&step.id) {
            Some(Due::From(from)) => Some(iso(from)),
            Some(Due::Reached) | None => None,
        },
        changed_at: changed.map(|stamp| stamp.when.clone()),
        changed_by: changed.map(|stamp| stamp.author.clone()),
        entry: changed.map(|stamp| stamp.entry.to_string()),
        done: record
            .done
            .as_ref()
            .filter(|_| record.state == StepState::Verified)
            .map(|done| DoneBy { author: done.author.clone(), when: done.when.clone() }),
        reconstructed: record.reconstructed,
        watch: record
            .watch
            .as_ref()
            .map(|watch| Watching { by: watch.by.clone(), since: watch.since.when.clone() }),
        mode: step.mode(),
        acts: acts_view(&in_hand.profile.acts(&step.facts, &in_hand.affected), in_hand.profile),
        role: step.facts.role.as_ref().map(|role| role.value.clone()),
        seconds: step.facts.time.as_ref().map(|time| time.value),
        marks: step.facts.marks.iter().map(|mark| mark.value).collect(),
        waits_for: waits_for
            .filter_map(|need| run.step(&need.value))
            .map(|(number, _, step)| format!("{number} {}", step.title.value))
            .collect(),
        off_branch,
        choice: record.choice,
        ticked: record.ticked.iter().copied().collect(),
        tasks: u32::try_from(tasks).unwrap_or(u32::MAX),
        collected: Vec::new(),
    }
}

/// What the end says. Nothing pretends to be complete.
fn ending(ending: Ending, is_open: bool) -> String {
    match (ending, is_open) {
        (Ending::Complete, _) => "complete".to_owned(),
        (Ending::Deferred { deferred }, _) => format!("complete except {deferred} deferred"),
        (Ending::Open { open }, true) => format!("{open} open"),
        (Ending::Open { open }, false) => format!("ended with {open} open"),
    }
}
