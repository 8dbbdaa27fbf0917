use std::sync::Arc;

use firebreak_core::playbook::{AlertKind, Effect};
use firebreak_core::vocabulary::{Layer, Milestone, Mode, Party, Phase, ServiceModel, StepState};
use firebreak_core::when::When;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CalledFrom, DoneBy, LeftStepView, Named, Progress, StepPlace, Watching};

/// A playbook being worked, as it stands. What does not change while working is in [`RunText`].
#[derive(Debug, Clone, Serialize, TS)]
pub struct RunView {
    /// The id of the run: a small number, unique in the incident.
    pub id: String,
    /// The playbook, as pinned when the run started.
    pub playbook: PinnedPlaybook,
    /// Its place in the queue from 1, the most urgent first.
    pub place: u32,
    /// The step from which it was called: where work goes back to.
    pub called_from: Option<CalledFrom>,
    /// The step at which it was left on this machine.
    pub cursor: Option<String>,
    /// The phases in the order of the playbook.
    pub phases: Vec<PhaseCount>,
    /// The steps in the order of the playbook.
    // Shared: most entries are notes, which change none of them.
    #[ts(as = "Vec<StepView>")]
    pub steps: Arc<[StepView]>,
    /// The number of the step where work goes on: the first on the branches taken that is open, or deferred and due.
    pub next: Option<u32>,
    /// Steps that are no longer in the text since the run was moved to a newer one, with what was recorded of them.
    pub left: Vec<LeftStepView>,
    /// All steps.
    pub progress: Progress,
    /// What the end says: `3 open`, `complete`, `complete except 2 deferred`, `ended with 4 open`.
    pub ending: String,
    /// Counts up by one whenever [`RunText`] would differ: a variable or the incident's providers or models changed.
    pub text_version: u32,
}

/// The playbook a run is pinned to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PinnedPlaybook {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The version.
    pub version: String,
    /// SHA-256 of its source, 64 hexadecimal digits.
    pub sha256: String,
    /// The version in the library, where it is newer.
    pub newer: Option<String>,
}

/// A step, as it stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StepView {
    /// The id.
    pub id: String,
    /// The number in the run, from 1.
    pub number: u32,
    /// The phase.
    pub phase: Phase,
    /// The title, plain text.
    pub title: String,
    /// The state.
    pub state: StepState,
    /// Why it was left out, deferred or blocked.
    pub reason: Option<String>,
    /// What was observed, or who released a hold.
    pub value: Option<String>,
    /// Until when it is deferred, in words.
    pub until: Option<String>,
    /// Whether it is deferred and wants to be worked again: its time has passed, or the phase it waits for is reached.
    /// A phase is reached where a step of it is done or verified, or no step before it is open any more (open steps of
    /// the lane `communicate` hold back nothing else). What it waits for in words never makes it due.
    pub due: bool,
    /// The instant from which it is due, UTC, where it is deferred until a time.
    pub due_at: Option<String>,
    /// When the state was set, as said.
    pub changed_at: Option<When>,
    /// Who set it.
    pub changed_by: Option<String>,
    /// The entry that set it.
    pub entry: Option<String>,
    /// Who did it, where it is verified now.
    pub done: Option<DoneBy>,
    /// Whether its state was typed in later, from paper.
    pub reconstructed: bool,
    /// Who watches it, or watched it until it was ended.
    pub watch: Option<Watching>,
    /// How it is worked.
    pub mode: Mode,
    /// Who acts.
    pub acts: Acts,
    /// The role that works it: its id in the playbook.
    pub role: Option<String>,
    /// The usual time in seconds.
    #[ts(type = "number | null")]
    pub seconds: Option<u64>,
    /// Milestones it marks.
    pub marks: Vec<Milestone>,
    /// Steps that come before it and are not settled: `number title`.
    pub waits_for: Vec<String>,
    /// Whether it lies on a branch that was not taken.
    pub off_branch: bool,
    /// The choice made at its decision: an index into [`StepText::decide`].
    pub choice: Option<u32>,
    /// Which of its tasks are ticked, by their index.
    pub ticked: Vec<u32>,
    /// How many tasks it has for the incident's providers.
    pub tasks: u32,
    /// For each item of [`StepText::collect`] the names of the evidence that answers it.
    pub collected: Vec<Vec<String>>,
}

/// The steps of one phase of a run, counted.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PhaseCount {
    /// The phase.
    pub phase: Phase,
    /// The name on screen.
    pub label: String,
    /// Steps settled.
    pub settled: u32,
    /// Steps in all, without those on a branch not taken.
    pub total: u32,
    /// Steps deferred or blocked.
    pub waiting: u32,
}

/// Who acts on a step, and why.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Acts {
    /// The party over all affected models; `null` unless each of them has one.
    pub party: Option<Party>,
    /// The layer it acts on.
    pub layer: Option<Layer>,
    /// Each affected service model with its party, where they differ or there are several.
    pub by_model: Vec<ModelParty>,
    /// Each party with what it acts for, where parties differ: `You` for `IaaS web-1`, `Provider` for `SaaS tenant`.
    pub owners: Vec<Owner>,
    /// Why, one sentence: `Accounts and access are yours under IaaS (NSA 2024).`
    pub why: String,
}

/// A party with what it acts for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Owner {
    /// The party.
    pub party: Party,
    /// What it acts for, in words; of many resources the first are named.
    pub acts_for: Vec<String>,
}

/// A party under one service model.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ModelParty {
    /// The model.
    pub service_model: ServiceModel,
    /// The party.
    pub party: Party,
}

/// `run.start`: starts a playbook in an incident.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct StartRun {
    /// Which incident.
    pub incident: String,
    /// The id of the playbook.
    pub playbook: String,
    /// The step that calls it: where work goes back to at its end.
    #[serde(default)]
    pub from: Option<StepPlace>,
}

/// `run.text`: what a run's playbook says, with variables filled in, for the incident's providers.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowRunText {
    /// Which incident.
    pub incident: String,
    /// Which run.
    pub run: String,
}

/// The answer to `run.text`, and the body of a playbook for reading. All `html` is sanitised and safe to insert.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RunText {
    /// The same number as [`RunView::text_version`].
    pub text_version: u32,
    /// The text before the first phase.
    pub preamble: String,
    /// Alerts of the preamble: the standing notes.
    pub standing: Vec<AlertText>,
    /// The variables the playbook declares that matter for the incident's providers.
    pub variables: Vec<VariableView>,
    /// Role ids with what they do.
    pub roles: Vec<Named>,
    /// Related playbooks of the library, which a step may call.
    pub related: Vec<Named>,
    /// The steps, in the same order as [`RunView::steps`].
    pub steps: Vec<StepText>,
}

/// A variable to fill in.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VariableView {
    /// The name.
    pub name: String,
    /// What to fill in.
    pub about: String,
    /// An example.
    pub example: Option<String>,
    /// The value, once filled in.
    pub value: Option<String>,
}

/// What a step says.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StepText {
    /// The id.
    pub id: String,
    /// Alerts, to be shown above the action.
    pub cautions: Vec<AlertText>,
    /// The prose as HTML; empty where there is none.
    pub html: String,
    /// What should be seen, as HTML.
    pub expect: Option<String>,
    /// A condition in words, as HTML.
    pub when: Option<String>,
    /// What may go wrong by doing it, as HTML.
    pub risk: Option<String>,
    /// How to take it back, as HTML.
    pub undo: Option<String>,
    /// The tasks outside the provider variants.
    pub tasks: Vec<TaskText>,
    /// The commands outside the provider variants.
    pub commands: Vec<CommandText>,
    /// The parts for providers; those of the incident first and marked.
    pub variants: Vec<VariantText>,
    /// Evidence to collect, in order, as HTML.
    pub collect: Vec<String>,
    /// What to ask the provider, as HTML.
    pub ask: Vec<String>,
    /// What to ask the provider as plain text with variables filled in, ready to paste; `null` where nothing is to ask.
    pub ask_copy: Option<String>,
    /// The choices of its decision.
    pub decide: Vec<ChoiceText>,
    /// ATT&CK techniques, `id name`.
    pub attack: Vec<Named>,
    /// D3FEND techniques.
    pub d3fend: Vec<String>,
    /// Deadlines it may start.
    pub starts_clock: Vec<Named>,
}

/// An alert.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AlertText {
    /// Which kind.
    pub kind: AlertKind,
    /// The body as HTML.
    pub html: String,
}

/// A task.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TaskText {
    /// Its index in the step, for `task.set`.
    pub index: u32,
    /// The text as HTML.
    pub html: String,
}

/// A part for one provider.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VariantText {
    /// The provider.
    pub provider: Named,
    /// Whether the incident names this provider, or names none.
    pub relevant: bool,
    /// Alerts.
    pub cautions: Vec<AlertText>,
    /// Prose as HTML.
    pub html: String,
    /// Tasks.
    pub tasks: Vec<TaskText>,
    /// Commands.
    pub commands: Vec<CommandText>,
}

/// A command to show and copy. It is never run.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CommandText {
    /// The language.
    pub language: String,
    /// `read` or `change`; `null` where the playbook does not say.
    pub effect: Option<Effect>,
    /// Whether its author could not check it against the tool.
    pub unverified: bool,
    /// The text in parts.
    pub segments: Vec<CommandSegment>,
    /// The text to copy, values quoted for the shell; `null` where something is missing or refused.
    pub copy: Option<String>,
    /// Variables that must be filled in first.
    pub missing: Vec<String>,
    /// Why a value cannot be put into this command.
    pub refused: Option<String>,
}

/// A part of a command.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CommandSegment {
    /// The text: literal, the value, or the example of a variable that is not filled in.
    pub text: String,
    /// The variable's name, where this part is one.
    pub variable: Option<String>,
    /// Whether the variable is filled in.
    pub filled: bool,
}

/// One way a decision can go.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ChoiceText {
    /// The condition as HTML; `null` for `Otherwise`.
    pub condition: Option<String>,
    /// The id of the step it leads to.
    pub step: Option<String>,
    /// The playbook it calls instead.
    pub calls: Option<Named>,
    /// The number and title of that step, or the title of that playbook.
    pub leads_to: String,
}

/// `run.variable`: fills in a variable of a run; `null` clears it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SetVariable {
    /// Which incident.
    pub incident: String,
    /// Which run.
    pub run: String,
    /// Which variable.
    pub name: String,
    /// The value.
    #[serde(default)]
    pub value: Option<String>,
}

/// `step.set`: sets the state of a step.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SetStep {
    /// Which incident.
    pub incident: String,
    /// Which run; the only one that has the step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// Which step: its id, or its number.
    pub step: String,
    /// The new state.
    pub state: StepState,
    /// Why; needed for `deferred`, `not-applicable`, `overridden` and `blocked`.
    #[serde(default)]
    pub reason: Option<String>,
    /// What was observed; needed for `verified`, for a step of mode `confirm`, and to say who released a `hold`.
    #[serde(default)]
    pub value: Option<String>,
    /// For `deferred`: a phase or a time, which make it due again, or what it waits for in words, which does not.
    #[serde(default)]
    pub until: Option<String>,
    /// When it happened, as typed; now where missing.
    #[serde(default)]
    pub at: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
    /// The step of the same run at which the responder goes on, which is kept as their place in the same step; where
    /// missing, the place stays. Needs the run.
    #[serde(default)]
    pub next: Option<String>,
}

/// `task.set`: ticks a task of a step, or takes the tick back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SetTask {
    /// Which incident.
    pub incident: String,
    /// Which run; the only one that has the step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// Which step.
    pub step: String,
    /// Which task, by its index.
    pub task: u32,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// `branch.choose`: answers the decision of a step, or takes the answer back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChooseBranch {
    /// Which incident.
    pub incident: String,
    /// Which run; the only one that has the step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// Which step.
    pub step: String,
    /// The choice, by its index from 0; `null` takes the answer back.
    #[serde(default)]
    pub choice: Option<u32>,
    /// Why, in words.
    #[serde(default)]
    pub reason: Option<String>,
}
