//! What can be asked of an incident, and why it may be refused.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    DeadlineCommand, DeadlineRefusal, DecisionCommand, DecisionRefusal, EvidenceCommand, EvidenceRefusal,
    HandoverCommand, HandoverRefusal, IndicatorCommand, IndicatorRefusal, NoteCommand, NoteRefusal,
    PlayCommand, RequestCommand, RequestRefusal, RoleCommand, RoleRefusal, UpdateCommand, UpdateRefusal,
};
use crate::event::{CallSite, EntryRef, Hash, IncidentChanged, ResourceFacts, RunId, Targets, Until};
use crate::responsibility::Profile;
use crate::vocabulary::{Class, Milestone, Phase, Resolution, ServiceModel, Severity, StepState};
use crate::when::When;

/// Who gives a command and when.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The time of recording.
    pub now: DateTime<Utc>,
    /// The responder's name.
    pub author: &'a str,
}

/// What is needed to open an incident.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The code, unique in the database.
    pub code: String,
    /// What happened, in a line.
    pub title: String,
    /// Live or exercise.
    pub class: Class,
    /// The id of the incident type.
    pub incident_type: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is affected.
    pub service_models: Vec<ServiceModel>,
    /// Ids of the providers.
    pub providers: Vec<String>,
    /// The targets for the severity.
    pub targets: Targets,
    /// The matrix profile.
    pub profile: Profile,
    /// When it was detected.
    pub detected: When,
}

/// What can be done to an open incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Changes what the incident is said to be.
    Change(IncidentChanged),
    /// Closes it.
    Close {
        /// What it turned out to be.
        resolution: Resolution,
        /// What came of it.
        summary: Option<String>,
    },
    /// Opens it again.
    Reopen {
        /// Why.
        reason: Option<String>,
    },
    /// Starts a playbook.
    StartRun {
        /// The playbook's id.
        playbook: String,
        /// Its title.
        title: String,
        /// Its version.
        version: String,
        /// SHA-256 of the source.
        sha256: Hash,
        /// The source.
        source: String,
        /// The step from which it is called.
        from: Option<CallSite>,
    },
    /// Moves a run to a newer text of its playbook.
    MoveRun {
        /// The run.
        run: RunId,
        /// The version of the newer text.
        version: String,
        /// SHA-256 of the source.
        sha256: Hash,
        /// The source.
        source: String,
    },
    /// Fills in a variable, or clears it.
    SetVariable {
        /// The run.
        run: RunId,
        /// The variable.
        name: String,
        /// The value.
        value: Option<String>,
    },
    /// Sets the state of a step.
    SetStep {
        /// The run.
        run: RunId,
        /// The step's id.
        step: String,
        /// The new state.
        state: StepState,
        /// Why.
        reason: Option<String>,
        /// What was observed.
        value: Option<String>,
        /// Until when it is deferred.
        until: Option<Until>,
        /// When it happened; the time of recording where it is missing.
        when: Option<When>,
    },
    /// Ticks a task, or takes the tick back.
    SetTask {
        /// The run.
        run: RunId,
        /// The step's id.
        step: String,
        /// The task's index.
        task: u32,
        /// Whether it is ticked.
        ticked: bool,
    },
    /// Answers a decision, or takes the answer back.
    ChooseBranch {
        /// The run.
        run: RunId,
        /// The step's id.
        step: String,
        /// The choice's index.
        choice: Option<u32>,
        /// Why.
        reason: Option<String>,
    },
    /// Says when a milestone happened.
    SetMilestone {
        /// Which milestone.
        milestone: Milestone,
        /// When.
        when: When,
        /// On what basis.
        note: Option<String>,
    },
    /// Takes back the assertion of a milestone that counts.
    WithdrawMilestone {
        /// Which milestone.
        milestone: Milestone,
        /// Why.
        reason: Option<String>,
    },
    /// Does something to the way playbooks are worked.
    Play(PlayCommand),
    /// Does something with a provider request.
    Request(RequestCommand),
    /// Does something with a deadline.
    Deadline(DeadlineCommand),
    /// Does something with an update.
    Update(UpdateCommand),
    /// Does something with evidence.
    Evidence(EvidenceCommand),
    /// Does something with indicators of compromise.
    Indicators(IndicatorCommand),
    /// Does something with a decision.
    Decision(DecisionCommand),
    /// Says that a resource is affected.
    AddResource(ResourceFacts),
    /// Says what a resource is from now on.
    ChangeResource {
        /// The resource.
        resource: String,
        /// What it is.
        facts: ResourceFacts,
    },
    /// Says that a resource is not affected after all.
    WithdrawResource {
        /// The resource.
        resource: String,
        /// Why.
        reason: Option<String>,
    },
    /// Says that a resource that was withdrawn is affected after all.
    RestoreResource {
        /// The resource.
        resource: String,
    },
    /// Puts another matrix profile in force.
    ChangeProfile {
        /// The profile.
        profile: Box<Profile>,
        /// Why; must not be empty.
        reason: String,
    },
    /// Does something with a role.
    Role(RoleCommand),
    /// Does something with a handover of the lead.
    Handover(HandoverCommand),
    /// Writes a note.
    AddNote {
        /// The words.
        text: String,
        /// When it happened.
        when: When,
        /// The phase it belongs to.
        phase: Option<Phase>,
    },
    /// Corrects a note.
    CorrectNote {
        /// The note as it counts now.
        note: NoteNow,
        /// The words as they should be.
        text: Option<String>,
        /// The time as it should be.
        when: Option<When>,
        /// Why.
        reason: Option<String>,
    },
    /// Does something with a note that was written.
    Note(NoteCommand),
}

/// A note as it counts now, after earlier corrections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteNow {
    /// The entry of the note itself.
    pub entry: EntryRef,
    /// The words.
    pub text: String,
    /// The time.
    pub when: When,
}

/// Why a command is refused. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The incident is closed.
    #[error("{0} is closed and read-only. Nothing was recorded")]
    Closed(String),
    /// It is open already.
    #[error("{0} is open already. Nothing was recorded")]
    AlreadyOpen(String),
    /// A text that must not be empty is.
    #[error("The {0} is empty. Nothing was recorded")]
    Empty(&'static str),
    /// A text is too long.
    #[error("The {what} has {length} {unit}; at most {most} can be recorded. Nothing was recorded")]
    TooLong {
        /// Which text.
        what: &'static str,
        /// How long it is.
        length: usize,
        /// What is counted.
        unit: &'static str,
        /// How long it may be.
        most: usize,
    },
    /// No service model is given.
    #[error("No service model is given, so nobody can say who acts. Nothing was recorded")]
    NoServiceModel,
    /// The responder has no name.
    #[error("The responder has no name, and every entry says who wrote it. Nothing was recorded")]
    NoAuthor,
    /// A time lies in the future.
    #[error(
        "{time} lies more than a day ahead of this machine's clock, which shows {now}. Nothing was recorded"
    )]
    Future {
        /// The time.
        time: String,
        /// The clock.
        now: String,
    },
    /// There is no such run.
    #[error("There is no run {0} in this incident. Nothing was recorded")]
    UnknownRun(String),
    /// The playbook is being worked already.
    #[error("The playbook {playbook} is being worked already, as run {run}. Nothing was recorded")]
    AlreadyRunning {
        /// The playbook.
        playbook: String,
        /// The run.
        run: RunId,
    },
    /// The text that a run should move to is no newer than the one it has.
    #[error("Run {run} has version {has} of its playbook, and {given} is not newer. Nothing was recorded")]
    NotNewer {
        /// The run.
        run: RunId,
        /// The version it has.
        has: String,
        /// The version it should move to.
        given: String,
    },
    /// There is no such resource, or it was withdrawn.
    #[error("No resource {0} of this incident is affected. Nothing was recorded")]
    UnknownResource(String),
    /// The same resource is there already.
    #[error("The resource {name} is listed already, as number {id}. Nothing was recorded")]
    ResourceListed {
        /// Its name.
        name: String,
        /// Its number.
        id: String,
    },
    /// A provider's offering is named without its provider.
    #[error("An offering is named and no provider, so nobody can say whose it is. Nothing was recorded")]
    OfferingOfNobody,
    /// There is no such step.
    #[error("There is no step \"{0}\" in this run. Nothing was recorded")]
    UnknownStep(String),
    /// There is no such task.
    #[error("Step \"{step}\" has {tasks} tasks, so there is no task {task}. Nothing was recorded")]
    UnknownTask {
        /// The step.
        step: String,
        /// The index asked for.
        task: u32,
        /// How many there are.
        tasks: usize,
    },
    /// There is no such choice.
    #[error("Step \"{step}\" has {choices} choices, so there is no choice {choice}. Nothing was recorded")]
    UnknownChoice {
        /// The step.
        step: String,
        /// The index asked for.
        choice: u32,
        /// How many there are.
        choices: usize,
    },
    /// The variable is not declared.
    #[error("The playbook declares no variable \"{0}\". Nothing was recorded")]
    UnknownVariable(String),
    /// A state needs a reason.
    #[error("A step that is {state} needs a reason. Nothing was recorded")]
    NeedsReason {
        /// The state.
        state: StepState,
    },
    /// A state needs what was observed.
    #[error("{what} needs the value that was observed. Nothing was recorded")]
    NeedsValue {
        /// What needs it.
        what: &'static str,
    },
    /// A hold needs who released it.
    #[error("This step is a hold: it needs the name of who released it{role}. Nothing was recorded")]
    NeedsRelease {
        /// The role that may, with a leading comma and words.
        role: String,
    },
    /// A step that is no watch, or is not open, is to be watched.
    #[error("Step \"{0}\" has nothing to watch now: it is no watch, or is settled. Nothing was recorded")]
    NothingToWatch(String),
    /// One of many steps cannot be set.
    #[error("Step {step}: {why}")]
    OfStep {
        /// Its number, or what it was called.
        step: String,
        /// Why not.
        why: Box<Refusal>,
    },
    /// What is to be taken back was changed since.
    #[error(
        "It was changed since, so that {would} would take back more than the last act. Nothing was recorded"
    )]
    ChangedSince {
        /// What would hold.
        would: String,
    },
    /// Nothing was done on this machine that could be taken back, or done again.
    #[error("Nothing {what} here. Nothing was recorded")]
    NoAct {
        /// What there is nothing of.
        what: &'static str,
    },
    /// The milestone is not set.
    #[error("{0} is not set, so there is nothing to take back. Nothing was recorded")]
    NotSet(&'static str),
    /// It makes no sense for the role.
    #[error(transparent)]
    Role(#[from] RoleRefusal),
    /// It makes no sense for the handover.
    #[error(transparent)]
    Handover(#[from] HandoverRefusal),
    /// It makes no sense for the provider request.
    #[error(transparent)]
    Request(#[from] RequestRefusal),
    /// It makes no sense for the deadline.
    #[error(transparent)]
    Deadline(#[from] DeadlineRefusal),
    /// It makes no sense for the update.
    #[error(transparent)]
    Update(#[from] UpdateRefusal),
    /// It makes no sense for the evidence.
    #[error(transparent)]
    Evidence(#[from] EvidenceRefusal),
    /// It makes no sense for the indicators.
    #[error(transparent)]
    Indicator(#[from] IndicatorRefusal),
    /// It makes no sense for the decision.
    #[error(transparent)]
    Decision(#[from] DecisionRefusal),
    /// It makes no sense for the note.
    #[error(transparent)]
    Note(#[from] NoteRefusal),
}
