use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::v1::IncidentOpenedV1;
use super::{
    BranchChosen, CallSite, CustodyRecorded, CustodyRestored, CustodyWithdrawn, DeadlineChanged,
    DeadlineMoved, DeadlineReverted, DeadlineStarted, DecisionRecorded, DecisionRestored, DecisionWithdrawn,
    EntryRef, EvidenceAdded, EvidenceAnswered, EvidenceChanged, EvidenceRestored, EvidenceVerified,
    EvidenceWithdrawn, HandoverAccepted, HandoverBegun, HandoverCancelled, Hash, IndicatorChanged,
    IndicatorsAdded, IndicatorsRestored, IndicatorsWithdrawn, NoteRestored, NoteWithdrawn, ProfileChanged,
    RequestChanged, RequestDrafted, RequestMoved, RequestReverted, ResourceAdded, ResourceChanged,
    ResourceRestored, ResourceWithdrawn, RoleEnded, RoleGiven, RoleRestored, RoleReverted, RunRanked,
    StepSet, StepWatched, TaskSet, UpdateChanged, UpdateDrafted, UpdateMoved, UpdateReverted,
};
use crate::responsibility::Profile;
use crate::vocabulary::{Class, Milestone, Phase, Resolution, ServiceModel, Severity, vocabulary};
use crate::when::When;

/// The number of a run in its incident, from 1. Written as that number.
pub type RunId = String;

/// Declares every kind of event once: its word, its name in the timeline, the body and its version, and the bodies of
/// earlier versions, which become the present one when they are read.
macro_rules! kinds {
    ( $(
        $(#[$about:meta])*
        $variant:ident($body:ty) = $word:literal, $label:literal, version $version:literal
        $(, before $before:literal: $before_body:ty)*;
    )+ ) => {
        vocabulary! {
            /// What kind of event it is.
            pub enum Kind ("kind of event") {
                $( $(#[$about])* $variant = $word, $label; )+
            }
        }

        /// What happened: the content of an event.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Body {
            $( $(#[$about])* $variant($body), )+
        }

        impl Body {
            /// The kind.
            #[must_use]
            pub const fn kind(&self) -> Kind {
                match self { $( Self::$variant(_) => Kind::$variant, )+ }
            }

            /// The version that is written today.
            #[must_use]
            pub const fn version(&self) -> u16 {
                match self { $( Self::$variant(_) => $version, )+ }
            }

            /// The JSON that is stored and hashed.
            #[must_use]
            pub fn encode(&self) -> String {
                match self { $( Self::$variant(body) => encode(body), )+ }
            }

            /// Reads a stored body.
            ///
            /// # Errors
            ///
            /// Says so where the kind or version is not known, or the JSON does not fit the kind.
            pub fn decode(kind: &str, version: u16, body: &str) -> Result<Self, Unreadable> {
                let known = kind.parse::<Kind>().map_err(|_| Unreadable::Kind(kind.to_owned()))?;
                match known {
                    $( Kind::$variant if version == $version => {
                        decode(kind, body).map(Self::$variant)
                    } )+
                    $( $( Kind::$variant if version == $before => {
                        decode::<$before_body>(kind, body).map(|body| Self::$variant(body.into()))
                    } )* )+
                    $( Kind::$variant => Err(Unreadable::Version { kind: kind.to_owned(), version }), )+
                }
            }
        }
    };
}

kinds! {
    /// An incident was opened.
    IncidentOpened(IncidentOpened) = "incident.opened", "Opened", version 2, before 1: IncidentOpenedV1;
    /// What the incident is said to be was changed.
    IncidentChanged(IncidentChanged) = "incident.changed", "Changed", version 1;
    /// The incident was closed.
    IncidentClosed(IncidentClosed) = "incident.closed", "Closed", version 1;
    /// The incident was opened again.
    IncidentReopened(IncidentReopened) = "incident.reopened", "Reopened", version 1;
    /// A playbook was started.
    RunStarted(RunStarted) = "run.started", "Playbook", version 1;
    /// A run took over a newer text of its playbook.
    RunMoved(RunMoved) = "run.moved", "Playbook moved", version 1;
    /// A run was moved to another place in the queue.
    RunRanked(RunRanked) = "run.ranked", "Playbook order", version 1;
    /// A variable of a run was filled in or cleared.
    VariableSet(VariableSet) = "run.variable", "Variable", version 1;
    /// The state of a step was set.
    StepSet(StepSet) = "step.set", "Step", version 1;
    /// The state of a step that was worked on paper was typed in later.
    StepReconstructed(StepSet) = "step.reconstructed", "Step, reconstructed", version 1;
    /// It was said who watches what a step asks to watch.
    StepWatched(StepWatched) = "step.watched", "Watch", version 1;
    /// A task of a step was ticked, or the tick taken back.
    TaskSet(TaskSet) = "task.set", "Task", version 1;
    /// A decision was answered, or the answer taken back.
    BranchChosen(BranchChosen) = "branch.chosen", "Branch", version 1;
    /// It was said when a milestone happened.
    MilestoneSet(MilestoneSet) = "milestone.set", "Milestone", version 1;
    /// An assertion about a milestone was taken back.
    MilestoneWithdrawn(MilestoneWithdrawn) = "milestone.withdrawn", "Milestone withdrawn", version 1;
    /// A request to a provider was drafted.
    RequestDrafted(RequestDrafted) = "request.drafted", "Request", version 1;
    /// A request to a provider was changed.
    RequestChanged(RequestChanged) = "request.changed", "Request edit", version 1;
    /// It was said what happened to a request to a provider.
    RequestMoved(RequestMoved) = "request.moved", "Request mark", version 1;
    /// What was said to have happened to a request was taken back.
    RequestReverted(RequestReverted) = "request.reverted", "Request undo", version 1;
    /// A resource was found to be affected.
    ResourceAdded(ResourceAdded) = "resource.added", "Resource", version 1;
    /// What a resource is said to be was changed.
    ResourceChanged(ResourceChanged) = "resource.changed", "Resource changed", version 1;
    /// A resource turned out not to be affected.
    ResourceWithdrawn(ResourceWithdrawn) = "resource.withdrawn", "Resource withdrawn", version 1;
    /// A resource that was withdrawn is affected after all.
    ResourceRestored(ResourceRestored) = "resource.restored", "Resource restored", version 1;
    /// A deadline's clock was started.
    DeadlineStarted(DeadlineStarted) = "deadline.started", "Deadline", version 1;
    /// It was said from when a deadline runs.
    DeadlineChanged(DeadlineChanged) = "deadline.changed", "Deadline changed", version 1;
    /// It was said what happened to a deadline.
    DeadlineMoved(DeadlineMoved) = "deadline.moved", "Deadline mark", version 1;
    /// What was said to have happened to a deadline was taken back.
    DeadlineReverted(DeadlineReverted) = "deadline.reverted", "Deadline undo", version 1;
    /// An update was drafted.
    UpdateDrafted(UpdateDrafted) = "update.drafted", "Update", version 1;
    /// An update was changed.
    UpdateChanged(UpdateChanged) = "update.changed", "Update edit", version 1;
    /// It was said what happened to an update.
    UpdateMoved(UpdateMoved) = "update.moved", "Update mark", version 1;
    /// What was said to have happened to an update was taken back.
    UpdateReverted(UpdateReverted) = "update.reverted", "Update undo", version 1;
    /// An item of evidence was added.
    EvidenceAdded(EvidenceAdded) = "evidence.added", "Evidence", version 1;
    /// What an item of evidence is said to be was changed.
    EvidenceChanged(EvidenceChanged) = "evidence.changed", "Evidence changed", version 1;
    /// What of a step an item of evidence answers was changed.
    EvidenceAnswered(EvidenceAnswered) = "evidence.answered", "Evidence answers", version 1;
    /// An item turned out to be no evidence.
    EvidenceWithdrawn(EvidenceWithdrawn) = "evidence.withdrawn", "Evidence withdrawn", version 1;
    /// An item that was withdrawn is evidence after all.
    EvidenceRestored(EvidenceRestored) = "evidence.restored", "Evidence restored", version 1;
    /// Items of evidence were hashed again.
    EvidenceVerified(EvidenceVerified) = "evidence.verified", "Evidence verified", version 1;
    /// Something was done with an item of evidence.
    CustodyRecorded(CustodyRecorded) = "custody.recorded", "Custody", version 1;
    /// What was said of custody did not happen.
    CustodyWithdrawn(CustodyWithdrawn) = "custody.withdrawn", "Custody withdrawn", version 1;
    /// What was said of custody and withdrawn happened after all.
    CustodyRestored(CustodyRestored) = "custody.restored", "Custody restored", version 1;
    /// Another matrix profile was put in force for the incident.
    ProfileChanged(ProfileChanged) = "profile.changed", "Who acts", version 1;
    /// A role was given to somebody.
    RoleGiven(RoleGiven) = "role.given", "Role", version 1;
    /// Somebody does not hold a role any more.
    RoleEnded(RoleEnded) = "role.ended", "Role ended", version 1;
    /// What was said of a role does not count.
    RoleReverted(RoleReverted) = "role.reverted", "Role undo", version 1;
    /// What was said of a role counts after all.
    RoleRestored(RoleRestored) = "role.restored", "Role redo", version 1;
    /// A handover of the lead was begun.
    HandoverBegun(HandoverBegun) = "handover.begun", "Handover", version 1;
    /// A handover was read back and accepted.
    HandoverAccepted(HandoverAccepted) = "handover.accepted", "Handover accepted", version 1;
    /// A handover was cancelled.
    HandoverCancelled(HandoverCancelled) = "handover.cancelled", "Handover cancelled", version 1;
    /// Indicators of compromise were added.
    IndicatorsAdded(IndicatorsAdded) = "indicator.added", "Indicators", version 1;
    /// Something else is said of an indicator.
    IndicatorChanged(IndicatorChanged) = "indicator.changed", "Indicator changed", version 1;
    /// Indicators turned out to be none.
    IndicatorsWithdrawn(IndicatorsWithdrawn) = "indicator.withdrawn", "Indicators withdrawn", version 1;
    /// Indicators that were withdrawn count after all.
    IndicatorsRestored(IndicatorsRestored) = "indicator.restored", "Indicators restored", version 1;
    /// A decision was taken.
    DecisionRecorded(DecisionRecorded) = "decision.recorded", "Decision", version 1;
    /// A decision was never taken.
    DecisionWithdrawn(DecisionWithdrawn) = "decision.withdrawn", "Decision withdrawn", version 1;
    /// A decision that was withdrawn was taken after all.
    DecisionRestored(DecisionRestored) = "decision.restored", "Decision restored", version 1;
    /// A note was written.
    NoteAdded(NoteAdded) = "note.added", "Note", version 1;
    /// A note was corrected.
    EntryCorrected(EntryCorrected) = "entry.corrected", "Correction", version 1;
    /// A note was taken back.
    NoteWithdrawn(NoteWithdrawn) = "note.withdrawn", "Note withdrawn", version 1;
    /// A note that was taken back counts again.
    NoteRestored(NoteRestored) = "note.restored", "Note restored", version 1;
}

impl Kind {
    /// Whether an event of this kind changes what [`crate::incident::Incident`] holds.
    ///
    /// Notes and their corrections do not (that one was taken back does, as it is rare and is asked for when it is
    /// done again): they are read from the timeline, however many there are, and deciding
    /// what a command does costs the same in an incident of 100,000 notes as in one of 100.
    #[must_use]
    pub const fn changes_state(self) -> bool {
        match self {
            Self::NoteAdded | Self::EntryCorrected => false,
            Self::IncidentOpened
            | Self::NoteWithdrawn
            | Self::NoteRestored
            | Self::IncidentChanged
            | Self::IncidentClosed
            | Self::IncidentReopened
            | Self::RunStarted
            | Self::RunMoved
            | Self::RunRanked
            | Self::VariableSet
            | Self::StepSet
            | Self::StepReconstructed
            | Self::StepWatched
            | Self::TaskSet
            | Self::BranchChosen
            | Self::MilestoneSet
            | Self::MilestoneWithdrawn
            | Self::RequestDrafted
            | Self::RequestChanged
            | Self::RequestMoved
            | Self::RequestReverted
            | Self::ResourceAdded
            | Self::ResourceChanged
            | Self::ResourceWithdrawn
            | Self::ResourceRestored
            | Self::RoleGiven
            | Self::RoleEnded
            | Self::RoleReverted
            | Self::RoleRestored
            | Self::HandoverBegun
            | Self::HandoverAccepted
            | Self::HandoverCancelled
            | Self::DeadlineStarted
            | Self::DeadlineChanged
            | Self::DeadlineMoved
            | Self::DeadlineReverted
            | Self::UpdateDrafted
            | Self::UpdateChanged
            | Self::UpdateMoved
            | Self::UpdateReverted
            | Self::ProfileChanged
            | Self::EvidenceAdded
            | Self::EvidenceChanged
            | Self::EvidenceAnswered
            | Self::EvidenceWithdrawn
            | Self::EvidenceRestored
            | Self::EvidenceVerified
            | Self::CustodyRecorded
            | Self::CustodyWithdrawn
            | Self::CustodyRestored
            | Self::IndicatorsAdded
            | Self::IndicatorChanged
            | Self::IndicatorsWithdrawn
            | Self::IndicatorsRestored
            | Self::DecisionRecorded
            | Self::DecisionWithdrawn
            | Self::DecisionRestored => true,
        }
    }
}

/// Why the body of an event cannot be read. The event itself is whole and stays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The kind is not known.
    #[error("the kind \"{0}\" is not known to this version of Firebreak")]
    Kind(String),
    /// The version is not known.
    #[error("version {version} of \"{kind}\" is not known to this version of Firebreak")]
    Version {
        /// The kind.
        kind: String,
        /// The version.
        version: u16,
    },
    /// The JSON does not fit.
    #[error("the content of \"{kind}\" does not fit: {why}")]
    Content {
        /// The kind.
        kind: String,
        /// What the JSON reader says.
        why: String,
    },
}

/// Targets in seconds, counted from detection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Targets {
    /// To acknowledge.
    pub acknowledge: Option<u64>,
    /// To contain.
    pub contain: Option<u64>,
    /// To recover.
    pub recover: Option<u64>,
}

/// `incident.opened`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentOpened {
    /// The code for people, for example `INC-0007`; unique in one database.
    pub code: String,
    /// What happened, in a line.
    pub title: String,
    /// Live or exercise.
    pub class: Class,
    /// The id of the incident type.
    pub incident_type: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is affected; at least one.
    pub service_models: Vec<ServiceModel>,
    /// Ids of the providers.
    pub providers: Vec<String>,
    /// The targets in force.
    pub targets: Targets,
    /// The matrix profile in force.
    pub profile: Profile,
}

/// `incident.changed`: what is missing stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentChanged {
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident_type: Option<String>,
    /// The severity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// What is affected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_models: Option<Vec<ServiceModel>>,
    /// The providers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub providers: Option<Vec<String>>,
    /// The targets that come with a new severity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets: Option<Targets>,
}

/// `incident.closed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentClosed {
    /// What it turned out to be.
    pub resolution: Resolution,
    /// What came of it.
    pub summary: Option<String>,
}

/// `incident.reopened`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentReopened {
    /// Why.
    pub reason: Option<String>,
}

/// `run.started`: pins the playbook. A later edit of the file changes no run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunStarted {
    /// The run.
    pub run: RunId,
    /// The playbook's id.
    pub playbook: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of the source.
    pub sha256: Hash,
    /// The whole source text.
    pub source: String,
    /// The step from which it was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<CallSite>,
}

/// `run.moved`: pins another text of the same playbook. What was recorded of the steps stays by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunMoved {
    /// The run.
    pub run: RunId,
    /// The version of the newer text.
    pub version: String,
    /// SHA-256 of the source.
    pub sha256: Hash,
    /// The whole source text.
    pub source: String,
}

/// `run.variable`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariableSet {
    /// The run.
    pub run: RunId,
    /// The variable.
    pub name: String,
    /// The value; none clears it.
    pub value: Option<String>,
}

/// `milestone.set`: the time is that of the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneSet {
    /// Which milestone.
    pub milestone: Milestone,
    /// On what basis, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The assertion it supersedes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<EntryRef>,
}

/// `milestone.withdrawn`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneWithdrawn {
    /// Which milestone.
    pub milestone: Milestone,
    /// The assertion that is taken back.
    pub withdraws: EntryRef,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `note.added`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteAdded {
    /// The words, as typed.
    pub text: String,
    /// The phase it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
}

/// `entry.corrected`: says what a note should have said. The time is in the body, as that of the event is when the
/// correction was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryCorrected {
    /// The note that is corrected; never itself a correction.
    pub corrects: EntryRef,
    /// The words as they should be; none where they stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The time as it should be; none where it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The variables of a run by name.
pub type Variables = BTreeMap<String, String>;

fn encode(body: &impl Serialize) -> String {
    // Bodies hold text, numbers, lists and maps with text keys: nothing that JSON cannot say.
    serde_json::to_string(body).unwrap_or_default()
}

fn decode<T: DeserializeOwned>(kind: &str, body: &str) -> Result<T, Unreadable> {
    serde_json::from_str(body)
        .map_err(|error| Unreadable::Content { kind: kind.to_owned(), why: error.to_string() })
}
