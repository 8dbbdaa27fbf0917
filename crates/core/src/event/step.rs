//! What the record says of a step: its state, its tasks and its branch.

use serde::{Deserialize, Serialize};

use super::RunId;
use crate::vocabulary::{Phase, StepState};
use crate::when::When;

/// Until when a step is deferred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Until {
    /// Until a time.
    Time(When),
    /// Until a phase is reached.
    Phase(Phase),
    /// Until something happens, in words.
    Trigger(String),
}

/// `step.set`, and `step.reconstructed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepSet {
    /// The run.
    pub run: RunId,
    /// The step's id.
    pub step: String,
    /// The new state.
    pub state: StepState,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What was observed, or who released a hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Until when it is deferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
}

/// `task.set`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskSet {
    /// The run.
    pub run: RunId,
    /// The step.
    pub step: String,
    /// The task's index over all tasks of the step.
    pub task: u32,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// `branch.chosen`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BranchChosen {
    /// The run.
    pub run: RunId,
    /// The step with the decision.
    pub step: String,
    /// The choice by its index; none takes the answer back.
    pub choice: Option<u32>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
