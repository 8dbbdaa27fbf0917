use firebreak_core::playbook::Gravity;
use firebreak_core::vocabulary::{ServiceModel, Severity};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Acts, AsideView, Named, PhaseCount, PlaybookOrigin, RunText};

/// One playbook in the library.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlaybookRow {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The version.
    pub version: String,
    /// When to use it.
    pub summary: String,
    /// The types it covers.
    pub incident_types: Vec<Named>,
    /// The models it covers.
    pub service_models: Vec<ServiceModel>,
    /// The providers it has variants for.
    pub providers: Vec<Named>,
    /// The usual severity.
    pub severity: Option<Severity>,
    /// How many steps.
    pub steps: u32,
    /// The usual time of all steps in seconds; steps without a time count nothing.
    #[ts(type = "number")]
    pub seconds: u64,
    /// Whether it is the fallback for cells that nothing else covers.
    pub fallback: bool,
    /// How many errors and warnings the linter has.
    pub findings: u32,
    /// Where it lies.
    pub origin: PlaybookOrigin,
    /// The version of the bundled playbook that it counts in place of, where it is one's own.
    pub overrides: Option<String>,
    /// Own files with the same id that do not count, with the reason.
    pub beside: Vec<AsideView>,
}

/// `playbook.show`: names one playbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ShowPlaybook {
    /// The id.
    pub id: String,
    /// The models to compute who acts for; all it covers where missing.
    #[serde(default)]
    pub service_models: Option<Vec<ServiceModel>>,
}

/// The answer to `playbook.show`: a playbook for reading.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlaybookView {
    /// What the list says of it.
    pub row: PlaybookRow,
    /// The steps, with who acts.
    pub steps: Vec<PlaybookStep>,
    /// The phases with their counts.
    pub phases: Vec<PhaseCount>,
    /// The text, variables not filled in.
    pub text: RunText,
    /// The first-minute card: titles of the `memory` steps.
    pub first_minute: Vec<String>,
    /// ATT&CK techniques.
    pub attack: Vec<Named>,
    /// Related playbooks.
    pub related: Vec<Named>,
    /// What the linter found.
    pub findings: Vec<FindingView>,
    /// The Markdown source.
    pub source: String,
    /// SHA-256 of the source.
    pub sha256: String,
}

/// A step of a playbook for reading.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlaybookStep {
    /// The id.
    pub id: String,
    /// The number, from 1.
    pub number: u32,
    /// The phase.
    pub phase: firebreak_core::vocabulary::Phase,
    /// The title.
    pub title: String,
    /// How it is worked.
    pub mode: firebreak_core::vocabulary::Mode,
    /// Who acts.
    pub acts: Acts,
    /// The role.
    pub role: Option<String>,
    /// The usual time in seconds.
    #[ts(type = "number | null")]
    pub seconds: Option<u64>,
    /// Milestones it marks.
    pub marks: Vec<firebreak_core::vocabulary::Milestone>,
}

/// `playbook.match`: which playbooks fit, best first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MatchPlaybooks {
    /// The id of the incident type.
    pub incident_type: String,
    /// The models affected.
    pub service_models: Vec<ServiceModel>,
    /// Ids of the providers.
    #[serde(default)]
    pub providers: Vec<String>,
}

/// A playbook that fits, and why.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MatchView {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// How it fits.
    pub fit: Fit,
    /// Why, in words: `Made for this: credential compromise on IaaS, with AWS commands.`
    pub reason: String,
    /// How many steps it has.
    pub steps: u32,
    /// How many of them are on the first-minute card.
    pub first_minute: u32,
}

/// How well a playbook fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// Type and every service model.
    Exact,
    /// Type, and some of the service models.
    Partly,
    /// Covers everything in general.
    Fallback,
    /// Type, for another service model.
    SameType,
}

/// `playbook.suggest`: which playbooks the title of an incident suggests, best first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SuggestPlaybooks {
    /// The title, as far as it is typed.
    pub title: String,
    /// How many at most, 3 where missing.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A playbook that a title suggests, and what taking it would say of the incident. It sets nothing by itself.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SuggestionView {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The type of incident, of those it is made for.
    pub incident_type: Named,
    /// The service models it is made for, the most usual for such a title first.
    pub service_models: Vec<ServiceModel>,
    /// The providers that the title names, as far as they matter for it.
    pub providers: Vec<Named>,
    /// The words of the title that speak for it, as they are typed.
    pub words: Vec<String>,
}

/// `playbook.check`: reads and checks Markdown files.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckPlaybooks {
    /// Files and folders; folders are searched for `.md` files.
    pub paths: Vec<String>,
}

/// One finding of the linter.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FindingView {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The line it ends on, from 1.
    pub end_line: u32,
    /// The column after its last character, from 1.
    pub end_column: u32,
    /// How grave.
    pub severity: Gravity,
    /// The rule.
    pub rule: String,
    /// What is wrong and what to write instead.
    pub message: String,
}
