use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `timer.start`: starts a timer on this machine; it is not in the record. One about the same step begins anew.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct StartTimer {
    /// Which incident.
    pub incident: String,
    /// How long: `15m`, `1h`; the usual time of the step where missing.
    #[serde(default)]
    pub length: Option<String>,
    /// What for; the step where missing.
    #[serde(default)]
    pub label: Option<String>,
    /// The run of the step; the only one that has the step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// The step that it is about: its id or number.
    #[serde(default)]
    pub step: Option<String>,
}

/// `timer.end`: ends a timer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndTimer {
    /// Which incident.
    pub incident: String,
    /// Its number, as the list has it.
    pub timer: u32,
}

/// A timer of this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TimerView {
    /// Its number.
    pub id: u32,
    /// What it is for.
    pub label: String,
    /// When it was started, UTC.
    pub from: String,
    /// When it is over, UTC.
    pub to: String,
    /// Whether it is over.
    pub over: bool,
}
