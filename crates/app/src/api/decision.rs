use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{LinkedStep, SaidTime};

/// A decision, as it stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DecisionView {
    /// Its number in the incident.
    pub id: String,
    /// What there was to decide.
    pub question: String,
    /// What was considered, the choice among it.
    pub options: Vec<String>,
    /// What was chosen.
    pub choice: String,
    /// Why.
    pub rationale: Option<String>,
    /// Who decided.
    pub decided_by: String,
    /// When it was decided.
    pub decided: SaidTime,
    /// Whether it can be taken back; `null` where nobody said.
    pub reversible: Option<bool>,
    /// The step whose branch it chose.
    pub step: Option<LinkedStep>,
    /// The number of the earlier decision that it takes the place of.
    pub supersedes: Option<String>,
    /// The number of the later decision that took its place.
    pub superseded_by: Option<String>,
    /// When it was recorded, UTC.
    pub recorded_at: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// The entry that recorded it.
    pub entry: String,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

/// `decision.compose`: puts a decision together from the branch of a step, without recording anything.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ComposeDecision {
    /// Which incident.
    pub incident: String,
    /// Which run; the only one that has the step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// The step: its id or number.
    pub step: String,
}

/// The answer to `decision.compose`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ComposedDecision {
    /// The title of the step.
    pub question: String,
    /// Its branches.
    pub options: Vec<String>,
    /// The branch that was chosen; `null` where none was.
    pub choice: Option<String>,
    /// The number of the decision in force about this step, which a new one takes the place of.
    pub supersedes: Option<String>,
}

/// `decision.record`: records a decision.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RecordDecision {
    /// Which incident.
    pub incident: String,
    /// What there was to decide.
    pub question: String,
    /// What was considered; the choice is put among it where it is not.
    #[serde(default)]
    pub options: Vec<String>,
    /// What was chosen.
    pub choice: String,
    /// Why.
    #[serde(default)]
    pub rationale: Option<String>,
    /// Who decided; the responder where missing.
    #[serde(default)]
    pub decided_by: Option<String>,
    /// When it was decided, as typed; now where missing.
    #[serde(default)]
    pub at: Option<String>,
    /// How precisely it is known, where the text does not say it.
    #[serde(default)]
    pub precision: Option<String>,
    /// Whether it can be taken back; not said where missing.
    #[serde(default)]
    pub reversible: Option<bool>,
    /// The run of the step whose branch it chose; the only one that has it where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// The step whose branch it chose: its id or number.
    #[serde(default)]
    pub step: Option<String>,
    /// The number of the earlier decision that it takes the place of.
    #[serde(default)]
    pub supersedes: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `decision.withdraw`: says that a decision was never taken; it stays in the record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawDecision {
    /// Which incident.
    pub incident: String,
    /// The number of the decision.
    pub decision: String,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `decision.restore`: says that a decision that was withdrawn was taken after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreDecision {
    /// Which incident.
    pub incident: String,
    /// The number of the decision.
    pub decision: String,
}
