use firebreak_core::vocabulary::ServiceModel;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `playbook.new`: begins a playbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewPlaybook {
    /// The id: lower-case letters, digits and dashes; also the name of the file.
    pub id: String,
    /// The title.
    pub title: String,
    /// Ids of the incident types it is for; at least one.
    pub incident_types: Vec<String>,
    /// The models it is for; at least one.
    pub service_models: Vec<ServiceModel>,
    /// Ids of the providers it has commands for.
    #[serde(default)]
    pub providers: Vec<String>,
    /// The folder it is written to; it is only answered where missing.
    #[serde(default)]
    pub folder: Option<String>,
}

/// The answer to `playbook.new`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BegunPlaybook {
    /// The Markdown.
    pub markdown: String,
    /// The file it was written to.
    pub path: Option<String>,
}
