//! The state of an incident: the fold of its events, and what a command does to it.

mod collecting;
mod command;
mod deadline;
mod deadlining;
mod decide;
mod deciding;
mod decision;
mod describe;
mod due;
mod evidence;
mod giving;
mod handing_over;
mod handover;
mod indicating;
mod indicator;
mod marked;
mod moved;
mod note;
mod noting;
mod playing;
mod request;
mod requesting;
mod resource;
mod role;
mod run;
mod undo;
mod update;
mod updating;

pub use collecting::{EvidenceCommand, EvidenceRefusal, NewEvidence};
pub use command::{Command, Context, NoteNow, Opening, Refusal};
pub use deadline::{Deadline, DeadlineMarked};
pub use deadlining::{DeadlineCommand, DeadlineRefusal, NewDeadline};
pub use decide::open;
pub use deciding::{DecisionCommand, DecisionRefusal};
pub use decision::Decision;
pub use describe::describe;
pub use due::Due;
pub use evidence::{Custody, Evidence, ToCollect};
pub use giving::{RoleCommand, RoleRefusal};
pub use handing_over::{HandoverCommand, HandoverRefusal, NewHandover};
pub use handover::{Handover, HandoverEnd};
pub use indicating::{IndicatorCommand, IndicatorRefusal, NewIndicator};
pub use indicator::Indicator;
pub use marked::Marked;
pub use moved::LeftStep;
pub use note::Withdrawal;
pub use noting::{NoteCommand, NoteRefusal};
pub use playing::{PlayCommand, SetAt, Watch};
pub use request::Request;
pub use requesting::{NewRequest, RequestCommand, RequestRefusal};
pub use resource::Resource;
pub use role::{Holding, RoleAct, RoleChange, is_held_by_one, role_label, usual_role};
pub use run::{Ending, Pinned, Run, StepRecord};
pub use undo::{Act, Opposite, Subject};
pub use update::Update;
pub use updating::{UpdateCommand, UpdateRefusal};

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::event::{
    Body, DeviceId, EntryRef, Event, Hlc, IncidentId, IncidentOpened, RunId, Targets, Unreadable,
};
use crate::playbook::Reference;
use crate::responsibility::Profile;
use crate::vocabulary::{Class, Milestone, Resolution, ServiceModel, Severity};
use crate::when::When;

/// One incident as it stands after some events.
#[derive(Debug, Clone)]
pub struct Incident {
    /// The id.
    pub id: IncidentId,
    /// The code for people.
    pub code: String,
    /// What happened, in a line.
    pub title: String,
    /// Live or exercise.
    pub class: Class,
    /// The id of the incident type.
    pub incident_type: String,
    /// How bad it is.
    pub severity: Severity,
    /// What was declared to be affected; see [`Incident::affected_models`].
    pub service_models: Vec<ServiceModel>,
    /// Ids of the providers that were declared; see [`Incident::affected_providers`].
    pub providers: Vec<String>,
    /// The resources in the order they were added, withdrawn ones too.
    pub resources: Vec<Resource>,
    /// The targets in force.
    pub targets: Targets,
    /// The matrix profile in force.
    pub profile: Profile,
    /// Who opened it and when.
    pub opened: Stamp,
    /// How it was closed; none while it is open.
    pub closed: Option<Closing>,
    /// Every reopening, in order.
    pub reopenings: Vec<Stamp>,
    /// Every assertion of every milestone, in order, withdrawn ones too.
    pub assertions: BTreeMap<Milestone, Vec<Assertion>>,
    /// The runs in the order they were started.
    pub runs: Vec<Run>,
    /// The ids of the runs, the most urgent first.
    pub queue: Vec<RunId>,
    /// What was asked of providers, in the order it was drafted.
    pub requests: Vec<Request>,
    /// What was said of roles, in order, what was taken back too; see [`Incident::holders`].
    pub role_acts: Vec<RoleAct>,
    /// Every handover of the lead, in order.
    pub handovers: Vec<Handover>,
    /// Every severity it was given, in order, the one that it was opened with first, and who said so.
    pub severities: Vec<(Severity, Stamp)>,
    /// The deadlines in the order they were started, withdrawn ones too.
    pub deadlines: Vec<Deadline>,
    /// What people who are not working the incident are told, in the order it was drafted.
    pub updates: Vec<Update>,
    /// The items of evidence in the order they were added, withdrawn ones too.
    pub evidence: Vec<Evidence>,
    /// The indicators of compromise in the order they were added, withdrawn ones too.
    pub indicators: Vec<Indicator>,
    /// The decisions in the order they were recorded, withdrawn ones too.
    pub decisions: Vec<Decision>,
    /// The notes that were taken back, by their entries.
    pub withdrawn_notes: BTreeMap<EntryRef, Withdrawal>,
    /// Counts up whenever what a run's text shows may differ.
    pub text_version: u32,
    last: (Hlc, DeviceId, u64),
}

/// Who recorded something and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The entry.
    pub entry: EntryRef,
    /// The place of its event in the total order.
    pub order: (Hlc, DeviceId, u64),
    /// When it happened.
    pub when: When,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who recorded it.
    pub author: String,
}

/// How an incident was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// What it turned out to be.
    pub resolution: Resolution,
    /// What came of it.
    pub summary: Option<String>,
    /// Who closed it and when.
    pub stamp: Stamp,
}

/// One assertion of when a milestone happened; the time is that of the stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    /// Who said so, and when it happened.
    pub stamp: Stamp,
    /// On what basis, in words.
    pub note: Option<String>,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// Why events do not fold to an incident. The record is whole; this program cannot read it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// There is no event.
    #[error("the incident has no events")]
    Empty,
    /// The first event does not open it.
    #[error("the first event does not open the incident")]
    NotOpened,
    /// The event was written before the last one that was folded: the incident must be folded anew.
    #[error("an event comes before the last one that was read")]
    OutOfOrder,
    /// An event cannot be read.
    #[error("event {entry}: {why}")]
    Unreadable {
        /// The event.
        entry: EntryRef,
        /// Why not.
        why: Unreadable,
    },
    /// A pinned playbook cannot be read.
    #[error("event {entry}: the playbook pinned there cannot be read: {why}")]
    Playbook {
        /// The event.
        entry: EntryRef,
        /// The first finding.
        why: String,
    },
}

impl Incident {
    /// Folds all state-changing events of one incident, in their total order.
    ///
    /// # Errors
    ///
    /// Says which event cannot be read.
    pub fn fold<'a>(
        events: impl IntoIterator<Item = &'a Event>,
        reference: &Reference,
    ) -> Result<Self, FoldError> {
        let mut events = events.into_iter();
        let first = events.next().ok_or(FoldError::Empty)?;
        let Body::IncidentOpened(opened) = decode(first)? else { return Err(FoldError::NotOpened) };
        let mut incident = Self::opened(opened, first);
        for event in events {
            incident.apply(event, reference)?;
        }
        Ok(incident)
    }

    /// The incident right after the event that opens it.
    #[must_use]
    pub fn opened(opened: IncidentOpened, event: &Event) -> Self {
        Self {
            id: event.incident,
            code: opened.code,
            title: opened.title,
            class: opened.class,
            incident_type: opened.incident_type,
            severity: opened.severity,
            service_models: opened.service_models,
            providers: opened.providers,
            resources: Vec::new(),
            targets: opened.targets,
            profile: opened.profile,
            opened: Stamp::of(event),
            closed: None,
            reopenings: Vec::new(),
            assertions: BTreeMap::new(),
            runs: Vec::new(),
            queue: Vec::new(),
            requests: Vec::new(),
            role_acts: Vec::new(),
            handovers: Vec::new(),
            severities: vec![(opened.severity, Stamp::of(event))],
            deadlines: Vec::new(),
            updates: Vec::new(),
            evidence: Vec::new(),
            indicators: Vec::new(),
            decisions: Vec::new(),
            withdrawn_notes: BTreeMap::new(),
            text_version: 1,
            last: event.order(),
        }
    }

    /// Folds one more event, which must come later in the total order than all before.
    ///
    /// # Errors
    ///
    /// Says why the event cannot be read; the incident is then as it was.
    pub fn apply(&mut self, event: &Event, reference: &Reference) -> Result<(), FoldError> {
        if event.order() <= self.last {
            return Err(FoldError::OutOfOrder);
        }
        let stamp = || Stamp::of(event);
        match decode(event)? {
            Body::IncidentOpened(_) => return Err(FoldError::NotOpened),
            Body::IncidentChanged(changed) => {
                let replace =
                    |new: Option<String>, old: &mut String| *old = new.unwrap_or_else(|| old.clone());
                replace(changed.title, &mut self.title);
                replace(changed.incident_type, &mut self.incident_type);
                if let Some(severity) = changed.severity {
                    self.severity = severity;
                    self.severities.push((severity, stamp()));
                }
                self.targets = changed.targets.unwrap_or(self.targets);
                if let Some(models) = changed.service_models {
                    self.service_models = models;
                }
                if let Some(providers) = changed.providers {
                    self.providers = providers;
                }
                self.text_version += 1;
            }
            Body::IncidentClosed(closed) => {
                self.closed =
                    Some(Closing { resolution: closed.resolution, summary: closed.summary, stamp: stamp() });
            }
            Body::IncidentReopened(_) => {
                self.closed = None;
                self.reopenings.push(stamp());
            }
            Body::RunStarted(started) => {
                let pinned = Pinned::read(&started.source, started.sha256, reference)
                    .map_err(|why| FoldError::Playbook { entry: event.entry(), why })?;
                self.enqueue(started.run.clone(), started.from.as_ref());
                self.runs.push(Run::new(started.run, pinned, stamp(), started.from));
            }
            Body::RunMoved(moved) => {
                let newer = Pinned::read(&moved.source, moved.sha256, reference)
                    .map_err(|why| FoldError::Playbook { entry: event.entry(), why })?;
                self.text_version += 1;
                if let Some(run) = self.run_mut(&moved.run) {
                    run.move_to(newer);
                }
            }
            Body::RunRanked(ranked) => self.rank(ranked),
            Body::VariableSet(set) => {
                self.text_version += 1;
                if let Some(run) = self.run_mut(&set.run) {
                    match set.value {
                        Some(value) => run.variables.insert(set.name, value),
                        None => run.variables.remove(&set.name),
                    };
                }
            }
            Body::StepSet(set) => {
                if let Some(step) = self.step_mut(&set.run, &set.step) {
                    step.set(set, stamp(), false);
                }
            }
            Body::StepReconstructed(set) => {
                if let Some(step) = self.step_mut(&set.run, &set.step) {
                    step.set(set, stamp(), true);
                }
            }
            Body::StepWatched(watched) => self.watch(watched, stamp()),
            Body::TaskSet(set) => {
                if let Some(step) = self.step_mut(&set.run, &set.step) {
                    if set.ticked {
                        step.ticked.insert(set.task);
                    } else {
                        step.ticked.remove(&set.task);
                    }
                }
            }
            Body::BranchChosen(chosen) => {
                if let Some(step) = self.step_mut(&chosen.run, &chosen.step) {
                    step.choice = chosen.choice;
                }
            }
            Body::MilestoneSet(set) => self.assertions.entry(set.milestone).or_default().push(Assertion {
                stamp: stamp(),
                note: set.note,
                withdrawn: false,
            }),
            Body::MilestoneWithdrawn(withdrawn) => {
                let assertions = self.assertions.entry(withdrawn.milestone).or_default();
                for assertion in assertions.iter_mut().filter(|a| a.stamp.entry == withdrawn.withdraws) {
                    assertion.withdrawn = true;
                }
            }
            Body::RequestDrafted(drafted) => self.requests.push(Request::new(drafted, stamp())),
            Body::RequestChanged(changed) => self.change_request(changed),
            Body::RequestMoved(moved) => self.move_request(moved, stamp()),
            Body::RequestReverted(reverted) => self.revert_request(&reverted),
            Body::DeadlineStarted(started) => self.start_deadline(started, stamp()),
            Body::DeadlineChanged(changed) => self.change_deadline(changed),
            Body::DeadlineMoved(moved) => self.move_deadline(moved, stamp()),
            Body::DeadlineReverted(reverted) => self.revert_deadline(&reverted),
            Body::UpdateDrafted(drafted) => self.draft_update(drafted, stamp()),
            Body::UpdateChanged(changed) => self.change_update(changed),
            Body::UpdateMoved(moved) => self.move_update(moved, stamp()),
            Body::UpdateReverted(reverted) => self.revert_update(&reverted),
            Body::ResourceAdded(added) => {
                self.resources.push(Resource::new(added.resource, added.facts, stamp()));
                self.text_version += 1;
            }
            Body::ResourceChanged(changed) => {
                if let Some(resource) = self.resource_mut(&changed.resource) {
                    resource.facts = changed.facts;
                    resource.changed = Some(stamp());
                }
                self.text_version += 1;
            }
            Body::ResourceWithdrawn(withdrawn) => {
                if let Some(resource) = self.resource_mut(&withdrawn.resource) {
                    resource.withdrawn = Some(stamp());
                }
                self.text_version += 1;
            }
            Body::ResourceRestored(restored) => {
                if let Some(resource) = self.resource_mut(&restored.resource) {
                    resource.withdrawn = None;
                }
                self.text_version += 1;
            }
            Body::EvidenceAdded(added) => self.evidence.push(Evidence::new(added, stamp())),
            Body::EvidenceChanged(changed) => self.change_evidence(changed, stamp()),
            Body::EvidenceAnswered(answered) => self.set_answers(answered, stamp()),
            Body::EvidenceWithdrawn(withdrawn) => self.withdraw_evidence(withdrawn, stamp()),
            Body::EvidenceRestored(restored) => self.restore_evidence(&restored.evidence),
            Body::EvidenceVerified(verified) => self.keep_found(verified.found, &stamp()),
            Body::CustodyRecorded(recorded) => self.record_custody(recorded, stamp()),
            Body::CustodyWithdrawn(gone) => self.set_custody_withdrawn(&gone.evidence, gone.custody, true),
            Body::CustodyRestored(back) => self.set_custody_withdrawn(&back.evidence, back.custody, false),
            Body::ProfileChanged(changed) => self.profile = changed.profile,
            Body::RoleGiven(given) => self.give_role(given, stamp()),
            Body::RoleEnded(ended) => self.end_role(ended, stamp()),
            Body::RoleReverted(reverted) => self.count_role_act(reverted.reverts, false),
            Body::RoleRestored(restored) => self.count_role_act(restored.restores, true),
            Body::HandoverBegun(begun) => self.begin_handover(begun, stamp()),
            Body::HandoverAccepted(accepted) => self.accept_handover(accepted, stamp()),
            Body::HandoverCancelled(cancelled) => self.cancel_handover(cancelled, stamp()),
            Body::IndicatorsAdded(added) => self.add_indicators(added, &stamp()),
            Body::IndicatorChanged(changed) => self.change_indicator(changed, stamp()),
            Body::IndicatorsWithdrawn(withdrawn) => self.withdraw_indicators(&withdrawn, &stamp()),
            Body::IndicatorsRestored(restored) => self.restore_indicators(&restored),
            Body::DecisionRecorded(recorded) => self.record_decision(recorded, stamp()),
            Body::DecisionWithdrawn(withdrawn) => {
                self.set_decision_withdrawn(&withdrawn.decision, Some(stamp()));
            }
            Body::DecisionRestored(restored) => self.set_decision_withdrawn(&restored.decision, None),
            Body::NoteWithdrawn(withdrawn) => self.withdraw_note(withdrawn, stamp()),
            Body::NoteRestored(restored) => self.restore_note(restored.note),
            Body::NoteAdded(_) | Body::EntryCorrected(_) => {}
        }
        self.last = event.order();
        Ok(())
    }

    /// The assertion of a milestone that counts: the last one that was not taken back.
    #[must_use]
    pub fn milestone(&self, milestone: Milestone) -> Option<&Assertion> {
        self.assertions.get(&milestone)?.iter().rev().find(|assertion| !assertion.withdrawn)
    }

    /// The run with an id.
    #[must_use]
    pub fn run(&self, id: &str) -> Option<&Run> {
        self.runs.iter().find(|run| run.id == id)
    }

    /// Whether it is being worked.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    fn run_mut(&mut self, id: &str) -> Option<&mut Run> {
        self.runs.iter_mut().find(|run| run.id == id)
    }

    fn resource_mut(&mut self, id: &str) -> Option<&mut Resource> {
        self.resources.iter_mut().find(|resource| resource.id == id)
    }

    fn step_mut(&mut self, run: &str, step: &str) -> Option<&mut StepRecord> {
        self.run_mut(run).map(|run| run.steps.entry(step.to_owned()).or_default())
    }
}

impl Stamp {
    fn of(event: &Event) -> Self {
        Self {
            entry: event.entry(),
            order: event.order(),
            when: event.when.clone(),
            recorded_at: event.recorded_at,
            author: event.author.clone(),
        }
    }
}

fn decode(event: &Event) -> Result<Body, FoldError> {
    event.decode().map_err(|why| FoldError::Unreadable { entry: event.entry(), why })
}

#[cfg(test)]
pub(crate) mod tests;
