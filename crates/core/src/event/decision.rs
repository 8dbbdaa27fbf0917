use serde::{Deserialize, Serialize};

use super::StepLink;

/// The number of a decision in its incident, from 1. Written as that number.
pub type DecisionId = String;

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionFacts {
    /// What there was to decide.
    pub question: String,
    /// What was considered, the choice among it.
    pub options: Vec<String>,
    /// What was chosen.
    pub choice: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rationale: Option<String>,
    /// Who decided.
    pub decided_by: String,
    /// Whether it can be taken back; none where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reversible: Option<bool>,
    /// The step whose branch it chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<StepLink>,
    /// The earlier decision that it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<DecisionId>,
}

impl DecisionFacts {
    /// The question and the choice in one line.
    #[must_use]
    pub fn in_words(&self) -> String {
        let end = if self.question.ends_with(['?', ':', '.', '!']) { "" } else { ":" };
        format!("{}{end} {}", self.question, self.choice)
    }
}

/// `decision.recorded`: the time at which it was decided is that of the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRecorded {
    /// The decision.
    pub decision: DecisionId,
    /// What was decided.
    #[serde(flatten)]
    pub facts: DecisionFacts,
}

/// `decision.withdrawn`: it was never taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionWithdrawn {
    /// The decision.
    pub decision: DecisionId,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `decision.restored`: a decision that was withdrawn was taken after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRestored {
    /// The decision.
    pub decision: DecisionId,
}
