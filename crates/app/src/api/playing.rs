use firebreak_core::vocabulary::StepState;
use firebreak_core::when::When;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `run.rank`: moves a run to another place in the queue.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RankRun {
    /// Which incident.
    pub incident: String,
    /// Which run.
    pub run: String,
    /// Its place from 1, the most urgent first.
    pub place: u32,
}

/// `step.watch`: says who watches what a step asks to watch.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WatchStep {
    /// Which incident.
    pub incident: String,
    /// Which run; the only one that has the step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// Which step: its id, or its number.
    pub step: String,
    /// Who watches; the responder where missing.
    #[serde(default)]
    pub by: Option<String>,
    /// Whether it is not watched after all.
    #[serde(default)]
    pub stop: bool,
    /// Since when, as typed; now where missing.
    #[serde(default)]
    pub at: Option<String>,
}

/// `steps.reconstruct`: types in what was worked on paper: all rows, or none.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReconstructSteps {
    /// Which incident.
    pub incident: String,
    /// Which run; the only one that has the first step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// The steps in the order of the paper.
    pub rows: Vec<PaperRow>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// A step as it was written down on paper.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PaperRow {
    /// Which step: its id, or its number.
    pub step: String,
    /// The state.
    pub state: StepState,
    /// When, as typed.
    pub at: String,
    /// What was observed, or who released a hold.
    #[serde(default)]
    pub value: Option<String>,
    /// Why it was left out.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Who watches a step, since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Watching {
    /// Who watches now.
    pub by: String,
    /// Since when.
    pub since: When,
}

/// The step from which a run was called: where work goes back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CalledFrom {
    /// The run.
    pub run: String,
    /// The title of its playbook.
    pub playbook: String,
    /// The step.
    pub step: String,
    /// Its number and title.
    pub title: String,
}

/// Who did a step before somebody verified it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DoneBy {
    /// Who.
    pub author: String,
    /// When.
    pub when: When,
}
