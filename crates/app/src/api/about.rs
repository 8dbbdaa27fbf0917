use std::collections::BTreeMap;

use firebreak_core::vocabulary::{Milestone, Phase, ServiceModel, Severity};
use firebreak_core::when::When;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FileProblem, Named};

/// `app.about`: who responds, where the data lies, and every list that forms choose from.
#[derive(Debug, Clone, Serialize, TS)]
pub struct About {
    /// The version of the program.
    pub version: String,
    /// The responder's name; `null` until the first start is done.
    pub responder: Option<String>,
    /// The name to prefill on the first start, taken from the system.
    pub suggested_responder: String,
    /// The settings of this machine.
    pub settings: Settings,
    /// The zone in force: the setting, else the system's; an IANA name such as `Europe/Berlin`.
    pub zone: String,
    /// The folder that holds the record.
    pub data_dir: String,
    /// The database file.
    pub database: String,
    /// The id of this device, part of every event it writes.
    pub device: String,
    /// Backups, newest first.
    pub backups: Vec<Backup>,
    /// Every incident type, by name.
    pub incident_types: Vec<Named>,
    /// Every provider that a playbook may have a variant for.
    pub providers: Vec<Provider>,
    /// Every service model.
    pub service_models: Vec<Choice<ServiceModel>>,
    /// Every severity with its targets.
    pub severities: Vec<SeverityChoice>,
    /// Every phase, in order.
    pub phases: Vec<Choice<Phase>>,
    /// Every milestone, in order.
    pub milestones: Vec<Choice<Milestone>>,
    /// Every kind of timeline entry: the word to filter by and its name.
    pub entry_kinds: Vec<Named>,
}

/// A value of a closed vocabulary with its name for people.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Choice<T: TS> {
    /// The value.
    pub value: T,
    /// The name on screen.
    pub label: String,
}

/// A provider of cloud services.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Provider {
    /// The id.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// The service models it is usual for; a hint for the order of choices, not a rule.
    pub service_models: Vec<ServiceModel>,
}

/// A severity with the targets that hold for it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SeverityChoice {
    /// The severity.
    pub severity: Severity,
    /// The name on screen.
    pub label: String,
    /// When to use it, one sentence.
    pub about: String,
    /// Its targets.
    pub targets: TargetsView,
}

/// Targets in seconds, counted from detection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TargetsView {
    /// To acknowledge.
    #[ts(type = "number | null")]
    pub acknowledge: Option<u64>,
    /// To contain.
    #[ts(type = "number | null")]
    pub contain: Option<u64>,
    /// To recover.
    #[ts(type = "number | null")]
    pub recover: Option<u64>,
}

/// A copy of the database taken before.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Backup {
    /// The file.
    pub path: String,
    /// When it was taken, UTC.
    pub taken_at: String,
    /// Its size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// What can be set on this machine; kept beside the record, not in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The responder's name.
    pub responder: Option<String>,
    /// `light`, `dark`, or `null` for the system's.
    pub theme: Option<Theme>,
    /// An IANA zone name, or `null` for the system's.
    pub zone: Option<String>,
    /// Folders of own playbooks, by their whole paths.
    pub playbooks: Vec<String>,
    /// The id of the matrix profile that new incidents get, or `null` for the bundled default.
    pub matrix_profile: Option<String>,
    /// Keys that were bound anew: the chords of an act by its id, none for an act without a key. An act that is not named
    /// has the keys it came with.
    pub keys: BTreeMap<String, Vec<String>>,
    /// How large everything in the window is, in percent, 50 to 300; `null` for 100.
    pub zoom: Option<u16>,
}

/// The colours of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// `settings.set`: the whole settings; answers with [`About`].
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetSettings {
    /// The settings to keep.
    pub settings: Settings,
}

/// `settings.export`: all settings as a file that another machine takes over.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExportSettings {
    /// The file to write; none is written where it is missing.
    #[serde(default)]
    pub path: Option<String>,
    /// Whether a file that is there already is replaced.
    #[serde(default)]
    pub replace: bool,
}

/// The answer to `settings.export`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExportedSettings {
    /// A name for the file.
    pub file_name: String,
    /// What the file holds: JSON.
    pub text: String,
    /// The file that was written, by its whole path.
    pub path: Option<String>,
    /// The own files that are in it: entries about providers, matrix profiles, rules of deadlines, templates.
    pub files: Vec<String>,
    /// Own files that could not be taken along, and why.
    pub left_out: Vec<FileProblem>,
}

/// `settings.import`: replaces the settings of this machine by those of a file that was exported.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportSettings {
    /// The file.
    pub path: String,
}

/// The answer to `settings.import`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportedSettings {
    /// What holds now.
    pub about: About,
    /// The file that holds the settings as they were before; importing it goes back to them.
    pub before: String,
}

/// `time.parse`: reads a time as a responder types it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ParseTime {
    /// For example `now`, `0241z`, `-10m`, `yesterday 22:10`, `2026-11-21T02:41Z`, `2022-12-16`, `2018-03`, `a/b`.
    pub text: String,
    /// The zone for a time without one; the zone in force where missing.
    #[serde(default)]
    pub zone: Option<String>,
}

/// The answer to `time.parse`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ParsedTime {
    /// The time as understood.
    pub when: When,
    /// The same as text that says it at any later moment too, to the minute where it is known to the minute.
    pub typed: String,
    /// The same in words, UTC first: `2026-11-21 02:10:00Z · 04:10 CEST · 7 min ago`.
    pub in_words: String,
}
