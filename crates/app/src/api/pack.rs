use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `pack.make` and `pack.save`: an incident, or playbooks, on paper. One of both must be named.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MakePack {
    /// Which incident: every playbook that is worked in it, as it stands.
    #[serde(default)]
    pub incident: Option<String>,
    /// Which playbooks, in the order they are printed; one that is named twice is there once.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub playbooks: Vec<String>,
    /// Whether steps are there by title and time box alone: a run sheet.
    #[serde(default)]
    pub brief: bool,
    /// The folder to save it in; the folder of exports where missing. For `pack.save`.
    #[serde(default)]
    pub folder: Option<String>,
}

/// The answer to `pack.make`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Pack {
    /// The name of the file it would be saved as.
    pub file_name: String,
    /// What stands on the paper, as HTML that is safe to insert.
    pub body: String,
}

/// The answer to `pack.save`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SavedPack {
    /// Where it lies.
    pub path: String,
}
