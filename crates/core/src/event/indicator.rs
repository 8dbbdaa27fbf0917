use serde::{Deserialize, Serialize};

use super::{EntryRef, RunId};
use crate::indicator::IndicatorKind;
use crate::vocabulary::Tlp;
use crate::when::When;

/// The number of an indicator in its incident, from 1. Written as that number.
pub type IndicatorId = String;

/// What is said of an indicator beside what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorSaid {
    /// With whom it may be shared.
    pub tlp: Tlp,
    /// When it was first seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<When>,
    /// When it was last seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<When>,
    /// The ports that it was seen with, in order, where it is an address or a domain name: which end of a connection
    /// they were is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ports: Vec<u16>,
    /// What is known of it, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The entries that it comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<EntryRef>,
    /// The steps that it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepLink>,
}

/// Names a step of a run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StepLink {
    /// The run.
    pub run: RunId,
    /// The step's id.
    pub step: String,
}

/// One indicator of `indicator.added`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedIndicator {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What kind of thing it is.
    pub kind: IndicatorKind,
    /// Its normal form.
    pub value: String,
    /// What is said of it.
    #[serde(flatten)]
    pub said: IndicatorSaid,
}

/// `indicator.added`: one act may add several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorsAdded {
    /// The indicators, at least one.
    pub indicators: Vec<AddedIndicator>,
}

/// `indicator.changed`: all that is said of the indicator from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorChanged {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What is said of it.
    #[serde(flatten)]
    pub said: IndicatorSaid,
}

/// `indicator.withdrawn`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorsWithdrawn {
    /// The indicators, at least one.
    pub indicators: Vec<IndicatorId>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `indicator.restored`: indicators that were withdrawn count after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorsRestored {
    /// The indicators, at least one.
    pub indicators: Vec<IndicatorId>,
}
