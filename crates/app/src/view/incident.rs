use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use firebreak_core::event::Hash;
use firebreak_core::incident::{Due, Incident, Run};
use firebreak_core::times::{self, ClockId, Interval, Reading};
use firebreak_core::vocabulary::{Class, Milestone, ServiceModel, Severity, StepState};
use firebreak_core::when::iso;
use serde::{Deserialize, Serialize};

use super::responsibility::{is_further_affected, resource_views};
use super::{
    Unanswered, evidence_count, named_providers, named_type, open_handover, request_views, requests_at,
    role_holders, run_at, run_views, running_deadlines, targets_view, unanswered, updates_due, waiting,
};
use crate::api::{
    Clock, Declared, Duration, EarlierMilestone, Head, IncidentRow, IncidentView, MilestoneOffer,
    MilestoneView, Named, Place, Progress, RunningDeadline, Status,
};
use crate::head;
use crate::library::Library;

/// What is shown of an incident and does not follow from its state.
#[derive(Debug)]
pub(crate) struct Beside {
    /// How many timeline entries there are.
    pub entries: u64,
    /// How many events there are.
    pub events: u64,
    /// The head over the chains of every device.
    pub head: Hash,
    /// Where the responder was.
    pub place: Option<SavedPlace>,
    /// The step at which each run was left, by its id.
    pub cursors: BTreeMap<String, String>,
    /// What holds once the last act is taken back; none where nothing can be.
    pub undo: Option<String>,
    /// What holds once what was taken back last is done again; none where nothing can be.
    pub redo: Option<String>,
}

/// Where a responder was, as kept beside the record.
#[derive(Debug, Clone)]
pub(crate) struct SavedPlace {
    /// The run.
    pub run: String,
    /// The step.
    pub step: String,
    /// When that was kept.
    pub saved_at: DateTime<Utc>,
}

/// What lists show of an incident; kept beside it so that a list reads no events.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Summary {
    class: Class,
    incident_type: String,
    severity: Severity,
    service_models: Vec<ServiceModel>,
    providers: Vec<String>,
    clocks: Vec<Clock>,
    settled: u32,
    total: u32,
    current_step: Option<String>,
    /// Steps that time makes due and that come before the current step from then on, in order.
    #[serde(default)]
    returning: Vec<Returning>,
    /// Requests to providers that are not answered.
    #[serde(default)]
    requests: Vec<Unanswered>,
    /// The deadline that runs and has the least time left.
    #[serde(default)]
    deadline: Option<RunningDeadline>,
}

/// A deferred step that is current from an instant on.
#[derive(Debug, Serialize, Deserialize)]
struct Returning {
    from: DateTime<Utc>,
    step: String,
}

/// The columns of the list that are not in the summary.
#[derive(Debug)]
pub(crate) struct Listed {
    /// The id.
    pub id: String,
    /// The code.
    pub code: String,
    /// The title.
    pub title: String,
    /// Whether it is open.
    pub open: bool,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When the last event was recorded.
    pub last_recorded_at: DateTime<Utc>,
    /// How many timeline entries there are.
    pub entries: u64,
}

impl Summary {
    /// The summary of an incident as it stands.
    pub(crate) fn of(incident: &Incident) -> Self {
        let (settled, total) = progress(incident);
        let (current_step, returning) = current_step(incident);
        Self {
            class: incident.class,
            incident_type: incident.incident_type.clone(),
            severity: incident.severity,
            service_models: incident.affected_models(),
            providers: incident.affected_providers(),
            clocks: four_clocks(incident),
            settled,
            total,
            current_step,
            returning,
            requests: unanswered(incident),
            deadline: running_deadlines(incident).into_iter().next(),
        }
    }

    /// The row of a list at an instant.
    pub(crate) fn row(self, listed: Listed, now: DateTime<Utc>, library: &Library) -> IncidentRow {
        let requests = self.requests.into_iter().map(|request| request.row(&listed, now, library)).collect();
        let returned = self.returning.into_iter().find(|returning| returning.from <= now);
        IncidentRow {
            id: listed.id,
            code: listed.code,
            title: listed.title,
            class: self.class,
            incident_type: named_type(&self.incident_type, library),
            severity: self.severity,
            service_models: self.service_models,
            providers: named_providers(&self.providers, library),
            status: if listed.open { Status::Open } else { Status::Closed },
            opened_at: iso(listed.opened_at),
            last_recorded_at: iso(listed.last_recorded_at),
            entries: listed.entries,
            clocks: self.clocks,
            steps: Progress { settled: self.settled, total: self.total },
            current_step: returned.map(|returning| returning.step).or(self.current_step),
            requests,
            deadline: self.deadline,
        }
    }
}

impl Beside {
    /// What is shown of the incident's state at an instant, with this beside it.
    pub(crate) fn shown_with(
        self,
        state: IncidentView,
        incident: &Incident,
        now: DateTime<Utc>,
    ) -> IncidentView {
        let runs = state.runs.into_iter().zip(&incident.runs);
        IncidentView {
            runs: runs
                .map(|(view, run)| run_at(view, run, self.cursors.get(&run.id).cloned(), now))
                .collect(),
            requests: requests_at(state.requests, incident, now),
            waiting: waiting(incident, now),
            entries: self.entries,
            head: Head { events: self.events, hash: self.head.to_string(), ..state.head },
            place: self.place.and_then(|place| place_view(incident, place)),
            undo: self.undo.filter(|_| incident.is_open()),
            redo: self.redo.filter(|_| incident.is_open()),
            ..state
        }
    }
}

/// What is shown of an incident's state, whatever the time; nothing is beside it yet.
pub(crate) fn state_view(incident: &Incident, library: &Library) -> IncidentView {
    let closed = incident.closed.as_ref();
    IncidentView {
        id: incident.id.to_string(),
        code: incident.code.clone(),
        title: incident.title.clone(),
        class: incident.class,
        incident_type: named_type(&incident.incident_type, library),
        severity: incident.severity,
        service_models: incident.affected_models(),
        providers: named_providers(&incident.affected_providers(), library),
        declared: Declared {
            service_models: incident.service_models.clone(),
            providers: incident.providers.clone(),
        },
        resources: resource_views(incident, library),
        further: is_further_affected(incident),
        status: if incident.is_open() { Status::Open } else { Status::Closed },
        resolution: closed.map(|closing| closing.resolution),
        summary: closed.and_then(|closing| closing.summary.clone()),
        reopened: u32::try_from(incident.reopenings.len()).unwrap_or(u32::MAX),
        opened_at: iso(incident.opened.recorded_at),
        opened_by: incident.opened.author.clone(),
        profile: Named { id: incident.profile.id.clone(), name: incident.profile.name.clone() },
        targets: targets_view(incident.targets),
        clocks: times::clocks(incident).iter().map(clock_view).collect(),
        milestones: Milestone::ALL
            .iter()
            .filter_map(|milestone| milestone_view(incident, *milestone))
            .collect(),
        offers: offers(incident),
        requests: request_views(incident, library),
        deadlines: running_deadlines(incident),
        updates: updates_due(incident),
        evidence: evidence_count(incident),
        indicators: u32::try_from(incident.standing_indicators().count()).unwrap_or(u32::MAX),
        decisions: u32::try_from(incident.decisions_in_force().count()).unwrap_or(u32::MAX),
        waiting: None,
        roles: role_holders(incident),
        handover: open_handover(incident),
        runs: run_views(incident, library),
        entries: 0,
        head: Head { events: 0, hash: String::new(), proves: head::PROVES.to_owned() },
        place: None,
        undo: None,
        redo: None,
    }
}

/// The step that work goes on at, whatever the time, and those that come before it once they are due.
fn current_step(incident: &Incident) -> (Option<String>, Vec<Returning>) {
    let mut returning = Vec::new();
    for run in incident.queued() {
        for ((number, (_, step, record)), off) in (1_u32..).zip(run.steps()).zip(run.off_branch()) {
            let said = || format!("{number} {}", step.title.value);
            match run.due(&step.id) {
                Some(Due::From(from)) => returning.push(Returning { from, step: said() }),
                Some(Due::Reached) => return (Some(said()), returning),
                None if !off && record.state == StepState::Open && !record.is_watched() => {
                    return (Some(said()), returning);
                }
                None => {}
            }
        }
    }
    (None, returning)
}

fn four_clocks(incident: &Incident) -> Vec<Clock> {
    [ClockId::ToDetect, ClockId::ToAcknowledge, ClockId::ToContain, ClockId::ToRecover]
        .into_iter()
        .map(|id| clock_view(&times::clock(incident, id)))
        .collect()
}

fn progress(incident: &Incident) -> (u32, u32) {
    incident.runs.iter().map(Run::progress).fold((0, 0), |(settled, total), (s, t)| (settled + s, total + t))
}

fn clock_view(clock: &times::Clock) -> Clock {
    let (from, to) = clock.id.ends();
    let mut view = Clock {
        id: clock.id,
        label: clock.id.label().to_owned(),
        definition: format!("{from} → {to}"),
        from,
        to,
        target: clock.target,
        value: None,
        at_least: clock.at_least,
        running_since: None,
        missing: None,
        problem: None,
        first: clock.first.map(duration),
    };
    match &clock.reading {
        Reading::Value { interval, .. } => view.value = Some(duration(*interval)),
        Reading::Running { since } => {
            view.running_since = Some(iso(*since));
            view.missing = Some(format!("not {to} yet"));
        }
        Reading::Missing { why } => view.missing = Some(why.clone()),
        Reading::Problem { what } => view.problem = Some(what.clone()),
    }
    view
}

/// A length of time as it crosses the seam.
pub(crate) const fn duration(interval: Interval) -> Duration {
    Duration { seconds_min: interval.min, seconds_max: interval.max }
}

fn milestone_view(incident: &Incident, milestone: Milestone) -> Option<MilestoneView> {
    let valid = incident.milestone(milestone)?;
    let earlier = incident.assertions.get(&milestone).into_iter().flatten();
    let typed = valid.stamp.when.typed();
    Some(MilestoneView {
        milestone,
        label: milestone.label().to_owned(),
        when: valid.stamp.when.clone(),
        typed: typed.text,
        typed_precision: typed.precision,
        entry: valid.stamp.entry.to_string(),
        seq: valid.stamp.entry.seq,
        recorded_at: iso(valid.stamp.recorded_at),
        author: valid.stamp.author.clone(),
        note: valid.note.clone(),
        earlier: earlier
            .filter(|assertion| assertion.stamp.entry != valid.stamp.entry)
            .map(|assertion| EarlierMilestone {
                when: assertion.stamp.when.clone(),
                entry: assertion.stamp.entry.to_string(),
                recorded_at: iso(assertion.stamp.recorded_at),
                author: assertion.stamp.author.clone(),
            })
            .collect(),
    })
}

/// Milestones that a finished step marks and that are not set. Of several steps that mark one, the last finished.
fn offers(incident: &Incident) -> Vec<MilestoneOffer> {
    let unset = Milestone::ALL.iter().filter(|milestone| incident.milestone(**milestone).is_none());
    unset
        .filter_map(|&milestone| {
            let finished = incident.runs.iter().flat_map(|run| {
                run.steps().filter_map(move |(_, step, record)| {
                    let is_finished = matches!(record.state, StepState::Done | StepState::Verified);
                    let marks = step.facts.marks.iter().any(|marked| marked.value == milestone);
                    (is_finished && marks).then_some((run, step, record.changed.as_ref()?))
                })
            });
            let (run, step, stamp) = finished.max_by_key(|(_, _, stamp)| stamp.when.earliest)?;
            let typed = stamp.when.typed();
            Some(MilestoneOffer {
                milestone,
                label: milestone.label().to_owned(),
                run: run.id.clone(),
                step: step.id.clone(),
                at: typed.text,
                precision: typed.precision,
            })
        })
        .collect()
}

fn place_view(incident: &Incident, place: SavedPlace) -> Option<Place> {
    let run = incident.run(&place.run)?;
    run.step(&place.step)?;
    let settled = (1_u32..).zip(run.steps()).filter(|(_, (_, _, record))| record.state.is_settled());
    let last = settled.max_by_key(|(_, (_, _, record))| record.changed.as_ref().map(|stamp| stamp.order));
    Some(Place {
        run: place.run,
        step: place.step,
        saved_at: iso(place.saved_at),
        last_settled: last.map(|(number, (_, step, _))| format!("{number} {}", step.title.value)),
    })
}
