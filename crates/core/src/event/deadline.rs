//! What is recorded of deadlines.

use serde::{Deserialize, Serialize};

use super::RunId;
use crate::deadline::{Calendar, Rule};
use crate::vocabulary::vocabulary;
use crate::when::When;

/// The number of a deadline in its incident, from 1. Written as that number.
pub type DeadlineId = String;

vocabulary! {
    /// What can be said to have happened to a deadline.
    pub enum DeadlineMark ("mark of a deadline") {
        /// What it asks for was done.
        Met = "met", "Met";
        /// It was decided that it is not to be met.
        Waived = "waived", "Waived";
        /// It was started by mistake.
        Withdrawn = "withdrawn", "Withdrawn";
    }
}

/// What a clock is started with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// The time of the trigger.
    pub trigger: When,
    /// The time that starts its cap, where the rule has one and the time is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_from: Option<When>,
    /// The days it counts in.
    pub calendar: Calendar,
}

/// `deadline.started`: pins the rule and the calendar. A later edit of either changes no clock that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineStarted {
    /// The deadline.
    pub deadline: DeadlineId,
    /// The rule.
    pub rule: Box<Rule>,
    /// What it is started with.
    #[serde(flatten)]
    pub started: Started,
    /// The deadline whose notice starts this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<DeadlineId>,
    /// The run of the step that names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunId>,
    /// That step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Why the duty is taken to apply, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// `deadline.changed`: what it was started with was another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineChanged {
    /// The deadline.
    pub deadline: DeadlineId,
    /// What it is started with.
    #[serde(flatten)]
    pub started: Started,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `deadline.moved`: the time is that of the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineMoved {
    /// The deadline.
    pub deadline: DeadlineId,
    /// What happened to it. A later event with the same mark corrects the earlier one.
    pub mark: DeadlineMark,
    /// Who did it, or who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The number that the receiver gave, or where the notice lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What came of it, or why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// `deadline.reverted`: what was said to have happened to it did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineReverted {
    /// The deadline.
    pub deadline: DeadlineId,
    /// Which mark is taken back.
    pub mark: DeadlineMark,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
