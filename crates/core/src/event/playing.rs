use serde::{Deserialize, Serialize};

use super::RunId;

/// The step of a run from which another playbook was called: where work goes back to at its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallSite {
    /// The run.
    pub run: RunId,
    /// The step.
    pub step: String,
}

/// `run.ranked`: moves a run to another place in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRanked {
    /// The run.
    pub run: RunId,
    /// Its place from 0, the most urgent first; the last place where there are fewer runs.
    pub place: u32,
}

/// `step.watched`: says who watches what a step asks to watch. It is watched since the time of the event, unless it
/// was watched already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepWatched {
    /// The run.
    pub run: RunId,
    /// The step.
    pub step: String,
    /// Who watches; none where it turned out not to be watched at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}
