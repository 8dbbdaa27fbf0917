use firebreak_core::vocabulary::{Class, Resolution, ServiceModel, Severity};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    Clock, Declared, EvidenceCount, MilestoneOffer, MilestoneView, Named, OpenHandover, OpenRequest,
    RequestView, ResourceView, ResourceWords, RoleHolder, RunView, RunningDeadline, TargetsView, UpdatesDue,
    Waiting,
};

/// `incident.open`: opens an incident and, unless told otherwise, starts the playbook that fits best.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct OpenIncident {
    /// What happened, in a line.
    pub title: String,
    /// The id of the incident type.
    pub incident_type: String,
    /// What is affected; at least one, or none where resources are given: then theirs.
    #[serde(default)]
    pub service_models: Vec<ServiceModel>,
    /// Ids of the providers; may be empty.
    #[serde(default)]
    pub providers: Vec<String>,
    /// Affected resources that are known already; the playbook is chosen for their models and providers too.
    #[serde(default)]
    pub resources: Vec<ResourceWords>,
    /// How bad it is.
    pub severity: Severity,
    /// When it was detected, as typed; now where missing.
    #[serde(default)]
    pub detected: Option<String>,
    /// The playbook to start: an id; the best match where missing.
    #[serde(default)]
    pub playbook: Option<String>,
    /// Whether to start no playbook at all.
    #[serde(default)]
    pub without_playbook: bool,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// The answer to `incident.open`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct IncidentOpened {
    /// The incident's id.
    pub id: String,
    /// Its code, for example `INC-0007`.
    pub code: String,
    /// The id of the playbook that was started.
    pub playbook: Option<String>,
    /// The incident.
    pub incident: IncidentView,
}

/// `incident.list`: incidents, newest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ListIncidents {
    /// Words to find in titles, codes, entries and notes.
    #[serde(default)]
    pub text: Option<String>,
    /// Only those with this status.
    #[serde(default)]
    pub status: Option<Status>,
    /// Where to begin, 0 where missing.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub offset: Option<u64>,
    /// How many at most, 200 where missing.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub limit: Option<u64>,
}

/// Whether an incident can be worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is being worked.
    Open,
    /// It is closed: read-only until reopened.
    Closed,
}

/// The answer to `incident.list`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct IncidentList {
    /// How many fit in all.
    #[ts(type = "number")]
    pub total: u64,
    /// How many are open in all, whatever was asked.
    #[ts(type = "number")]
    pub open: u64,
    /// The rows asked for.
    pub rows: Vec<IncidentRow>,
}

/// One incident in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct IncidentRow {
    /// The id.
    pub id: String,
    /// The code.
    pub code: String,
    /// The title.
    pub title: String,
    /// Live or exercise.
    pub class: Class,
    /// The type.
    pub incident_type: Named,
    /// How bad it is.
    pub severity: Severity,
    /// What is affected.
    pub service_models: Vec<ServiceModel>,
    /// The providers.
    pub providers: Vec<Named>,
    /// Open or closed.
    pub status: Status,
    /// When it was opened, UTC.
    pub opened_at: String,
    /// When the last event was recorded, UTC.
    pub last_recorded_at: String,
    /// How many timeline entries it has.
    #[ts(type = "number")]
    pub entries: u64,
    /// The four clocks.
    pub clocks: Vec<Clock>,
    /// Steps settled and in all, over all runs.
    pub steps: Progress,
    /// The step where work goes on, its number and title: the first that is open, or deferred and due.
    pub current_step: Option<String>,
    /// Requests to providers that are neither answered nor withdrawn.
    pub requests: Vec<OpenRequest>,
    /// The deadline that runs and has the least time left.
    pub deadline: Option<RunningDeadline>,
}

/// How much of something is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Progress {
    /// Settled: done, verified, not applicable or overridden.
    pub settled: u32,
    /// In all, without those on a branch not taken.
    pub total: u32,
}

/// `incident.show` and the core of every change: one incident, as it stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct IncidentView {
    /// The id.
    pub id: String,
    /// The code.
    pub code: String,
    /// The title.
    pub title: String,
    /// Live or exercise.
    pub class: Class,
    /// The type.
    pub incident_type: Named,
    /// How bad it is.
    pub severity: Severity,
    /// What is affected: the models that were declared, then those of the resources.
    pub service_models: Vec<ServiceModel>,
    /// The providers: those that were declared, then those of the resources.
    pub providers: Vec<Named>,
    /// What was declared of both; `incident.change` changes this.
    pub declared: Declared,
    /// The resources that count as affected, in the order they were added.
    pub resources: Vec<ResourceView>,
    /// Whether a model or provider is affected that no run is made for; `playbook.further` says which playbooks are.
    pub further: bool,
    /// Open or closed.
    pub status: Status,
    /// What it turned out to be, once closed.
    pub resolution: Option<Resolution>,
    /// The summary given at closing.
    pub summary: Option<String>,
    /// How often it was reopened.
    pub reopened: u32,
    /// When it was opened, UTC.
    pub opened_at: String,
    /// Who opened it.
    pub opened_by: String,
    /// The matrix profile in force.
    pub profile: Named,
    /// The targets it was opened with, or changed to with the severity.
    pub targets: TargetsView,
    /// `to_detect`, `to_acknowledge`, `to_contain`, `to_recover` (the four clocks), then `to_eradicate` and `dwell`.
    pub clocks: Vec<Clock>,
    /// Every milestone that is set, in the order of the vocabulary.
    pub milestones: Vec<MilestoneView>,
    /// Milestones that a finished step marks and that are not set: what to offer.
    pub offers: Vec<MilestoneOffer>,
    /// The playbooks being worked, in the order they were started.
    pub runs: Vec<RunView>,
    /// What was asked of providers, in the order it was drafted.
    pub requests: Vec<RequestView>,
    /// The deadlines that run, the least time left first; `deadline.list` has all.
    pub deadlines: Vec<RunningDeadline>,
    /// When updates are due, and how many are drafted; `update.list` has all.
    pub updates: UpdatesDue,
    /// The evidence, counted; `evidence.list` has it.
    pub evidence: EvidenceCount,
    /// How many indicators of compromise count.
    pub indicators: u32,
    /// How many decisions are in force.
    pub decisions: u32,
    /// The time spent waiting for providers; `null` where no request was sent.
    pub waiting: Option<Waiting>,
    /// Who holds which role: the usual ones first.
    pub roles: Vec<RoleHolder>,
    /// The handover that waits for its receiver; `null` where none does.
    pub handover: Option<OpenHandover>,
    /// How many timeline entries there are.
    #[ts(type = "number")]
    pub entries: u64,
    /// The chain.
    pub head: Head,
    /// Where this machine's responder was last.
    pub place: Option<Place>,
    /// What holds once the last act of this machine is taken back; `null` where nothing can be.
    pub undo: Option<String>,
    /// What holds once the act that was taken back last is done again; `null` where nothing can be.
    pub redo: Option<String>,
}

/// The end of the chains of an incident.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Head {
    /// How many events there are, over all devices.
    #[ts(type = "number")]
    pub events: u64,
    /// The head, 64 hexadecimal digits: the hash of the last event; where several devices wrote, the SHA-256 over
    /// incident, device and last hash of each, in order of the devices. `record.verify` gives the same.
    pub hash: String,
    /// What the hash covers, what it proves and what it does not.
    pub proves: String,
}

/// Where a responder was.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Place {
    /// The run.
    pub run: String,
    /// The step.
    pub step: String,
    /// When that was noted, UTC.
    pub saved_at: String,
    /// The last step that was settled before, `number title`.
    pub last_settled: Option<String>,
}

/// `place.save`: notes where the responder is; kept beside the record, not in it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SavePlace {
    /// Which incident.
    pub incident: String,
    /// Which run.
    pub run: String,
    /// Which step.
    pub step: String,
}

/// The answer to every change of an incident.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Changed {
    /// The entries that were recorded, durable by now; empty where nothing had to change.
    pub entries: Vec<String>,
    /// The incident after the change.
    pub incident: IncidentView,
}

/// The answer to `act.undo` and `act.redo`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TakenBack {
    /// What was recorded.
    #[serde(flatten)]
    pub changed: Changed,
    /// What holds now, for example `step 3 is open again`.
    pub said: String,
    /// The step it was about, where it was about one.
    pub step: Option<StepPlace>,
}

/// Where a step is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StepPlace {
    /// The run.
    pub run: String,
    /// The step.
    pub step: String,
}

/// `incident.change`: changes what the incident is said to be. Fields that are missing stay.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChangeIncident {
    /// Which incident.
    pub incident: String,
    /// A new title.
    #[serde(default)]
    pub title: Option<String>,
    /// A new type.
    #[serde(default)]
    pub incident_type: Option<String>,
    /// A new severity; its targets come with it.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// What is affected now.
    #[serde(default)]
    pub service_models: Option<Vec<ServiceModel>>,
    /// The providers now.
    #[serde(default)]
    pub providers: Option<Vec<String>>,
}

/// `incident.close`: closes an incident. It is read-only until reopened.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CloseIncident {
    /// Which incident.
    pub incident: String,
    /// What it turned out to be.
    #[serde(default)]
    pub resolution: Option<Resolution>,
    /// In a few words, what came of it.
    #[serde(default)]
    pub summary: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `incident.reopen`: opens a closed incident again, with the reason.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReopenIncident {
    /// Which incident.
    pub incident: String,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}
