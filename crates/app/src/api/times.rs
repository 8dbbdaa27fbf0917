use firebreak_core::times::ClockId;
use firebreak_core::vocabulary::Milestone;
use firebreak_core::when::{Precision, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Waiting;

/// One clock: a pair of milestones, its value and its target.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Clock {
    /// Which clock.
    pub id: ClockId,
    /// The name on screen, for example `To contain`.
    pub label: String,
    /// The definition, printed beside the number: `detected → contained`.
    pub definition: String,
    /// Where it starts.
    pub from: Milestone,
    /// Where it ends.
    pub to: Milestone,
    /// The target in seconds.
    #[ts(type = "number | null")]
    pub target: Option<u64>,
    /// The value, where both ends are set and in order.
    pub value: Option<Duration>,
    /// Whether the start is a lower bound, shown as `≥`.
    pub at_least: bool,
    /// Where it runs: the start is set, the end is not, and the incident is open. The earliest start, UTC.
    pub running_since: Option<String>,
    /// Why there is no value, for example `not recovered yet`.
    pub missing: Option<String>,
    /// What is wrong with the ends, where they are out of order; both values are named.
    pub problem: Option<String>,
    /// The value of the first assertion, where the incident was reopened and it differs.
    pub first: Option<Duration>,
}

/// A length of time that may be known only as a range. Equal ends mean an exact value, unless its clock is
/// `at_least`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Duration {
    /// The shortest it can have been, in seconds.
    #[ts(type = "number")]
    pub seconds_min: i64,
    /// The longest it can have been, in seconds.
    #[ts(type = "number")]
    pub seconds_max: i64,
}

/// A milestone with the entry that set it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MilestoneView {
    /// Which.
    pub milestone: Milestone,
    /// The name on screen.
    pub label: String,
    /// When it happened, as said.
    pub when: When,
    /// The same as text that says it again in `milestone.set`, whatever the time and the zone.
    pub typed: String,
    /// The precision to send with that text, where it does not say it itself.
    pub typed_precision: Option<Precision>,
    /// The entry that set it.
    pub entry: String,
    /// The number of that entry in its device's chain.
    #[ts(type = "number")]
    pub seq: u64,
    /// When that was recorded, UTC.
    pub recorded_at: String,
    /// Who said so.
    pub author: String,
    /// On what basis, in words.
    pub note: Option<String>,
    /// Earlier assertions, oldest first; they stay visible.
    pub earlier: Vec<EarlierMilestone>,
}

/// An assertion that a later one superseded or that was withdrawn.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EarlierMilestone {
    /// When it was said to have happened.
    pub when: When,
    /// The entry that set it.
    pub entry: String,
    /// When that was recorded, UTC.
    pub recorded_at: String,
    /// Who said so.
    pub author: String,
}

/// A milestone to offer: a step that marks it is finished, and it is not set.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MilestoneOffer {
    /// Which.
    pub milestone: Milestone,
    /// The name on screen.
    pub label: String,
    /// The run of the step.
    pub run: String,
    /// The id of the step.
    pub step: String,
    /// The time to offer: when the step was finished, as it was said; to be sent in `milestone.set` as it stands.
    pub at: String,
    /// The precision to send with it, where the text does not say it.
    pub precision: Option<Precision>,
}

/// `milestone.set`: says when a milestone happened. A later assertion supersedes an earlier one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SetMilestone {
    /// Which incident.
    pub incident: String,
    /// Which milestone.
    pub milestone: Milestone,
    /// When, as typed. With `until`, the earlier end of a range.
    pub at: String,
    /// The later end of a range.
    #[serde(default)]
    pub until: Option<String>,
    /// How precisely it is known, where the text does not say it: `exact`, `minute`, `hour`, `day`, `month`, `estimate`.
    #[serde(default)]
    pub precision: Option<String>,
    /// On what basis, in words.
    #[serde(default)]
    pub note: Option<String>,
}

/// `milestone.withdraw`: takes back the assertion that is in force; the one before it counts again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawMilestone {
    /// Which incident.
    pub incident: String,
    /// Which milestone.
    pub milestone: Milestone,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `times.show`: the times by their milestones. Each is `null` where an end is missing or the ends are out of order.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Times {
    /// `occurred → detected`.
    pub to_detect: Option<TimeSpan>,
    /// `detected → acknowledged`.
    pub to_acknowledge: Option<TimeSpan>,
    /// `detected → contained`.
    pub to_contain: Option<TimeSpan>,
    /// `detected → eradicated`.
    pub to_eradicate: Option<TimeSpan>,
    /// `detected → recovered`.
    pub to_recover: Option<TimeSpan>,
    /// `occurred → contained`.
    pub dwell: Option<TimeSpan>,
    /// The time spent waiting for providers, never taken off the times; left out where no request was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub waiting_for_provider: Option<Waiting>,
}

/// `times.between`: the time between two timeline entries or milestones, for a custom interval.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TimesBetween {
    /// Which incident.
    pub incident: String,
    /// A milestone's name or an entry.
    pub from: String,
    /// A milestone's name or an entry.
    pub to: String,
}

/// One time with its ends.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TimeSpan {
    /// The shortest it can have been, in seconds.
    #[ts(type = "number")]
    pub seconds_min: i64,
    /// The longest it can have been, in seconds.
    #[ts(type = "number")]
    pub seconds_max: i64,
    /// Whether the start is only known to be no later than said, so that it took at least so long; left out where
    /// it is not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub at_least: bool,
    /// The start as said: an RFC 3339 time in UTC, or `earliest/latest` where it is not known to the minute.
    pub from: String,
    /// The end as said.
    pub to: String,
}
