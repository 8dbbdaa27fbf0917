//! The typed model of a playbook. Spans are byte offsets into the source it was read from.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::vocabulary::{Layer, Milestone, Mode, Party, Phase, ServiceModel, Severity};

/// A half-open range of bytes of the source.
pub type Span = Range<usize>;

/// A value with the place it was written at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the source.
    pub span: Span,
}

/// A playbook as read from one Markdown file.
#[derive(Debug, Clone, PartialEq)]
pub struct Playbook {
    /// What the front matter says.
    pub meta: Meta,
    /// The text between the title and the first phase, as Markdown spans.
    pub preamble: Vec<Span>,
    /// GitHub alerts of that text: the notes that stand during the whole response.
    pub standing: Vec<Alert>,
    /// The phases in the order of the file; a phase name that comes twice is two sections.
    pub sections: Vec<Section>,
    /// H2 sections that are no phase, as notes.
    pub notes: Vec<Note>,
}

/// The metadata of a playbook. Sets are in the order written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Meta {
    /// The stable id, for example `iaas-exposed-access-key`.
    pub id: String,
    /// The title for people.
    pub title: String,
    /// The semantic version.
    pub version: String,
    /// The date of the last change, `YYYY-MM-DD`.
    pub updated: Option<String>,
    /// `draft`, `stable` or `retired`.
    pub status: Option<String>,
    /// One or two sentences: when to use it.
    pub summary: String,
    /// Ids of incident types.
    pub incident_types: Vec<String>,
    /// Service models covered.
    pub service_models: Vec<ServiceModel>,
    /// Ids of providers it has variants for.
    pub providers: Vec<String>,
    /// The usual severity.
    pub severity: Option<Severity>,
    /// ATT&CK technique ids.
    pub attack: Vec<String>,
    /// Reference Security Incident Taxonomy classes.
    pub rsit: Vec<String>,
    /// Traffic Light Protocol label of the file.
    pub tlp: Option<String>,
    /// SPDX licence of the text.
    pub license: Option<String>,
    /// Role id to what the role does.
    pub roles: BTreeMap<String, String>,
    /// Variable name to its declaration.
    pub variables: BTreeMap<String, Variable>,
    /// Own targets in seconds: `acknowledge`, `contain`, `recover`.
    pub targets: BTreeMap<String, u64>,
    /// Ids of deadlines it may start.
    pub clocks: Vec<String>,
    /// Ids of related playbooks.
    pub related: Vec<String>,
}

/// A declared variable, written `{{name}}` in text and commands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Variable {
    /// What to fill in.
    pub about: String,
    /// An example value.
    pub example: Option<String>,
    /// The providers it is needed for; empty for all.
    pub providers: Vec<String>,
}

/// One H2 section that is a phase.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The phase.
    pub phase: Phase,
    /// The heading as written.
    pub heading: Spanned<String>,
    /// Text between the heading and the first step.
    pub intro: Vec<Span>,
    /// The steps.
    pub steps: Vec<Step>,
}

/// One H2 section that is no phase.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The heading as written.
    pub heading: Spanned<String>,
    /// Its text.
    pub body: Span,
}

/// One H3 under a phase.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The stable id: the `<!-- id: … -->` comment, else the heading's slug.
    pub id: String,
    /// The heading, imperative verb first.
    pub title: Spanned<String>,
    /// The GitHub slug of the heading, which links point to.
    pub anchor: String,
    /// Everything of the step, heading included.
    pub span: Span,
    /// What the first list says.
    pub facts: Facts,
    /// GitHub alerts of the step, shown above the action.
    pub alerts: Vec<Alert>,
    /// Prose of the step (paragraphs, quotes, plain lists), outside the H4 parts.
    pub prose: Vec<Span>,
    /// Tasks outside the H4 parts.
    pub tasks: Vec<Task>,
    /// Commands outside the H4 parts.
    pub commands: Vec<Command>,
    /// Variants by provider.
    pub variants: Vec<Variant>,
    /// Evidence to collect.
    pub collect: Vec<Item>,
    /// What to ask the provider.
    pub ask: Vec<Item>,
    /// The decision, where there is one.
    pub decide: Option<Decision>,
}

/// The facts of a step, each with its place where it was written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// The layer it acts on.
    pub layer: Option<Spanned<Layer>>,
    /// Who acts, where the playbook overrides the matrix.
    pub responsible: Option<Spanned<Responsible>>,
    /// The role that works it.
    pub role: Option<Spanned<String>>,
    /// The usual time in seconds.
    pub time: Option<Spanned<u64>>,
    /// How it is worked.
    pub mode: Option<Spanned<Mode>>,
    /// What should be seen.
    pub expect: Option<Spanned<String>>,
    /// Milestones it marks.
    pub marks: Vec<Spanned<Milestone>>,
    /// Deadlines it may start.
    pub starts_clock: Vec<Spanned<String>>,
    /// Ids of steps that come before.
    pub needs: Vec<Spanned<String>>,
    /// A condition in words.
    pub when: Option<Spanned<String>>,
    /// What may go wrong by doing it.
    pub risk: Option<Spanned<String>>,
    /// How to take it back.
    pub undo: Option<Spanned<String>>,
    /// ATT&CK technique ids.
    pub attack: Vec<Spanned<String>>,
    /// D3FEND technique ids.
    pub d3fend: Vec<Spanned<String>>,
}

/// Who acts on a step by the playbook's own word: a party for all models, and exceptions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Responsible {
    /// The party where no exception applies.
    pub default: Option<Party>,
    /// Exceptions by service model.
    pub by_model: BTreeMap<ServiceModel, Party>,
}

/// A GitHub alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Which of the five.
    pub kind: AlertKind,
    /// The Markdown of the body, without the marker line and the quote marks.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The five kinds of GitHub alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum AlertKind {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// A tick box or an ordered item of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The Markdown of the item's text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A fenced command, shown and copied, never run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The language, the first word after the fence.
    pub language: String,
    /// What running it would do; none where the second word is missing.
    pub effect: Option<Effect>,
    /// The text without the fence lines.
    pub text: String,
    /// Whether the playbook says that it could not be checked against the tool: `<!-- unverified -->` on the line before.
    pub unverified: bool,
    /// Where the whole fence stands.
    pub span: Span,
}

/// What running a command would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// It only reads.
    Read,
    /// It changes something.
    Change,
}

/// The part of a step for one provider.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The provider's id.
    pub provider: String,
    /// The heading as written.
    pub heading: Spanned<String>,
    /// Prose of the variant.
    pub prose: Vec<Span>,
    /// Alerts of the variant.
    pub alerts: Vec<Alert>,
    /// Tasks of the variant.
    pub tasks: Vec<Task>,
    /// Commands of the variant.
    pub commands: Vec<Command>,
}

/// One list item of `Collect` or `Ask the provider`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The Markdown of the item.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The `Decide` part of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The choices in order; the default, where there is one, is `Otherwise`.
    pub choices: Vec<Choice>,
    /// Where it stands.
    pub span: Span,
}

/// One way a decision can go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The condition in words; none for `Otherwise`.
    pub condition: Option<String>,
    /// The anchor the link points to, without `#`.
    pub anchor: String,
    /// The id of the step it leads to; none where the link leads nowhere, or to another playbook.
    pub target: Option<String>,
    /// The id of the playbook it calls, where the link names a file beside this one: `[Title](id.md)`.
    pub calls: Option<String>,
    /// Where it stands.
    pub span: Span,
}

impl Playbook {
    /// All steps in the order of the file, with their phase.
    pub fn steps(&self) -> impl Iterator<Item = (Phase, &Step)> {
        self.sections.iter().flat_map(|section| section.steps.iter().map(|step| (section.phase, step)))
    }

    /// The ids of rules of deadlines that it names, in its front matter and in its steps.
    pub fn clocks(&self) -> impl Iterator<Item = &String> {
        let of_steps = self.steps().flat_map(|(_, step)| step.facts.starts_clock.iter().map(|id| &id.value));
        self.meta.clocks.iter().chain(of_steps)
    }

    /// The step with an id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<(Phase, &Step)> {
        self.steps().find(|(_, step)| step.id == id)
    }
}

impl Step {
    /// How the step is worked; `do` where nothing is said.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.facts.mode.as_ref().map_or(Mode::Do, |mode| mode.value)
    }

    /// All tasks, those of the step first, then those of each variant.
    pub fn all_tasks(&self) -> impl Iterator<Item = &Task> {
        self.tasks.iter().chain(self.variants.iter().flat_map(|variant| variant.tasks.iter()))
    }

    /// All commands, those of the step first, then those of each variant.
    pub fn all_commands(&self) -> impl Iterator<Item = &Command> {
        self.commands.iter().chain(self.variants.iter().flat_map(|variant| variant.commands.iter()))
    }
}

/// What the linter knows of the world, as data: ids that may be named in a playbook.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    /// Incident types by id, with their names.
    pub incident_types: BTreeMap<String, String>,
    /// Providers by id, with the headings that name them; the first heading is the name.
    pub providers: BTreeMap<String, Vec<String>>,
    /// Deadlines by id, with their names.
    pub deadlines: BTreeMap<String, String>,
    /// ATT&CK techniques by id, with their names.
    pub techniques: BTreeMap<String, String>,
    /// Phase by heading alias, lower case.
    pub phase_aliases: BTreeMap<String, Phase>,
    /// Ids of all playbooks that `related` may name.
    pub playbooks: BTreeSet<String>,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Gravity {
    /// The playbook cannot be trusted until it is mended.
    Error,
    /// Worth a look.
    Warning,
}

/// What the linter or the parser found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where, in bytes of the source.
    pub span: Span,
    /// How grave.
    pub severity: Gravity,
    /// The name of the rule, kebab-case.
    pub rule: &'static str,
    /// What is wrong and what to write instead, one sentence.
    pub message: String,
}

/// A place for people: both count from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}
