use firebreak_core::times::ClockId;
use firebreak_core::vocabulary::{Class, Milestone, Resolution, ServiceModel, Severity};
use firebreak_core::when::{Precision, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    Declared, Named, OpenRequest, RequestView, ResourceView, ResourceWords, RunView, TargetsView, Waiting,
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
    /// The time spent waiting for providers; `null` where no request was sent.
    pub waiting: Option<Waiting>,
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

/// One clock: a pair of milestones, its value and its target.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Clock {
    /// Which clock.
    pub id: ClockId,
    /// The name on screen, for example `To contain`.
    pub label: String,
    /// The definition, printed beside the number: `detected → contained`.
    pub definition: String,
    /// Where it starts.
    pub from: Milestone,
    /// Where it ends.
    pub to: Milestone,
    /// The target in seconds.
    #[ts(type = "number | null")]
    pub target: Option<u64>,
    /// The value, where both ends are set and in order.
    pub value: Option<Duration>,
    /// Whether the start is a lower bound, shown as `≥`.
    pub at_least: bool,
    /// Where it runs: the start is set, the end is not, and the incident is open. The earliest start, UTC.
    pub running_since: Option<String>,
    /// Why there is no value, for example `not recovered yet`.
    pub missing: Option<String>,
    /// What is wrong with the ends, where they are out of order; both values are named.
    pub problem: Option<String>,
    /// The value of the first assertion, where the incident was reopened and it differs.
    pub first: Option<Duration>,
}

/// A length of time that may be known only as a range. Equal ends mean an exact value, unless its clock is
/// `at_least`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Duration {
    /// The shortest it can have been, in seconds.
    #[ts(type = "number")]
    pub seconds_min: i64,
    /// The longest it can have been, in seconds.
    #[ts(type = "number")]
    pub seconds_max: i64,
}

/// A milestone with the entry that set it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MilestoneView {
    /// Which.
    pub milestone: Milestone,
    /// The name on screen.
    pub label: String,
    /// When it happened, as said.
    pub when: When,
    /// The same as text that says it again in `milestone.set`, whatever the time and the zone.
    pub typed: String,
    /// The precision to send with that text, where it does not say it itself.
    pub typed_precision: Option<Precision>,
    /// The entry that set it.
    pub entry: String,
    /// The number of that entry in its device's chain.
    #[ts(type = "number")]
    pub seq: u64,
    /// When that was recorded, UTC.
    pub recorded_at: String,
    /// Who said so.
    pub author: String,
    /// On what basis, in words.
    pub note: Option<String>,
    /// Earlier assertions, oldest first; they stay visible.
    pub earlier: Vec<EarlierMilestone>,
}

/// An assertion that a later one superseded or that was withdrawn.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EarlierMilestone {
    /// When it was said to have happened.
    pub when: When,
    /// The entry that set it.
    pub entry: String,
    /// When that was recorded, UTC.
    pub recorded_at: String,
    /// Who said so.
    pub author: String,
}

/// A milestone to offer: a step that marks it is finished, and it is not set.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MilestoneOffer {
    /// Which.
    pub milestone: Milestone,
    /// The name on screen.
    pub label: String,
    /// The run of the step.
    pub run: String,
    /// The id of the step.
    pub step: String,
    /// The time to offer: when the step was finished, as it was said; to be sent in `milestone.set` as it stands.
    pub at: String,
    /// The precision to send with it, where the text does not say it.
    pub precision: Option<Precision>,
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
#[derive(Debug, Clone, Serialize, TS)]
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

/// `milestone.set`: says when a milestone happened. A later assertion supersedes an earlier one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SetMilestone {
    /// Which incident.
    pub incident: String,
    /// Which milestone.
    pub milestone: Milestone,
    /// When, as typed. With `until`, the earlier end of a range.
    pub at: String,
    /// The later end of a range.
    #[serde(default)]
    pub until: Option<String>,
    /// How precisely it is known, where the text does not say it: `exact`, `minute`, `hour`, `day`, `month`, `estimate`.
    #[serde(default)]
    pub precision: Option<String>,
    /// On what basis, in words.
    #[serde(default)]
    pub note: Option<String>,
}

/// `milestone.withdraw`: takes back the assertion that is in force; the one before it counts again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawMilestone {
    /// Which incident.
    pub incident: String,
    /// Which milestone.
    pub milestone: Milestone,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `times.show`: the times by their milestones. Each is `null` where an end is missing or the ends are out of order.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Times {
    /// `occurred → detected`.
    pub to_detect: Option<TimeSpan>,
    /// `detected → acknowledged`.
    pub to_acknowledge: Option<TimeSpan>,
    /// `detected → contained`.
    pub to_contain: Option<TimeSpan>,
    /// `detected → eradicated`.
    pub to_eradicate: Option<TimeSpan>,
    /// `detected → recovered`.
    pub to_recover: Option<TimeSpan>,
    /// `occurred → contained`.
    pub dwell: Option<TimeSpan>,
    /// The time spent waiting for providers, never taken off the times; left out where no request was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub waiting_for_provider: Option<Waiting>,
}

/// `times.between`: the time between two timeline entries or milestones, for a custom interval.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TimesBetween {
    /// Which incident.
    pub incident: String,
    /// A milestone's name or an entry.
    pub from: String,
    /// A milestone's name or an entry.
    pub to: String,
}

/// One time with its ends.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TimeSpan {
    /// The shortest it can have been, in seconds.
    #[ts(type = "number")]
    pub seconds_min: i64,
    /// The longest it can have been, in seconds.
    #[ts(type = "number")]
    pub seconds_max: i64,
    /// Whether the start is only known to be no later than said, so that it took at least so long; left out where
    /// it is not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub at_least: bool,
    /// The start as said: an RFC 3339 time in UTC, or `earliest/latest` where it is not known to the minute.
    pub from: String,
    /// The end as said.
    pub to: String,
}
