use firebreak_core::vocabulary::ServiceModel;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FindingView, Named, PlaybookView};

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
    /// The folder it is written to. Where missing, the one for new own playbooks if it is to be one of them; else it is
    /// only answered.
    #[serde(default)]
    pub folder: Option<String>,
    /// Whether it is to be one of one's own: the folder is made where it is missing, and the settings name it.
    #[serde(default)]
    pub own: bool,
}

/// The answer to `playbook.new`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BegunPlaybook {
    /// The Markdown.
    pub markdown: String,
    /// The file it was written to.
    pub path: Option<String>,
}

/// `playbook.preview`: checks a text that is being written, and shows it as a playbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewPlaybook {
    /// The Markdown as it stands.
    pub text: String,
}

/// The answer to `playbook.preview`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PreviewedPlaybook {
    /// What the linter found, in the order of the text.
    pub findings: Vec<FindingView>,
    /// The playbook; `null` where the text cannot be read as one.
    pub playbook: Option<PlaybookView>,
}

/// `playbook.edit`: gives the text of a playbook to be edited. One of them is named.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EditPlaybook {
    /// The id: an own file is edited in place; a bundled one gives the beginning of an own version of it.
    #[serde(default)]
    pub id: Option<String>,
    /// The path of an own file, also of one that does not count.
    #[serde(default)]
    pub path: Option<String>,
}

/// The answer to `playbook.edit`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EditedPlaybook {
    /// The Markdown.
    pub text: String,
    /// The own file; `null` for one that is not saved yet.
    pub path: Option<String>,
    /// SHA-256 of the file as it was read, to be given back when it is saved.
    pub sha256: Option<String>,
    /// The version of the bundled playbook with the same id.
    pub bundled_version: Option<String>,
}

/// `playbook.save`: writes an own playbook. A bundled file is never written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SavePlaybook {
    /// The Markdown; it may have errors, and then it does not count until they are mended.
    pub text: String,
    /// The own file it replaces; a new one named after its id where missing.
    #[serde(default)]
    pub path: Option<String>,
    /// SHA-256 of that file as it was read; what somebody else changed since is not overwritten.
    #[serde(default)]
    pub sha256: Option<String>,
    /// The name of the draft it was typed as, which is forgotten once it is written; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// The answer to `playbook.save`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SavedPlaybook {
    /// The file.
    pub path: String,
    /// SHA-256 of what was written.
    pub sha256: String,
    /// The id it names, where it can be read as a playbook.
    pub id: Option<String>,
    /// Why it does not count, where it does not.
    pub aside: Option<String>,
}

/// The answer to `playbook.words`: what may be written where, for completion.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlaybookWords {
    /// The keys of the front matter.
    pub keys: Vec<String>,
    /// The facts of a step, with the words each takes; none where any text fits.
    pub facts: Vec<FactWords>,
    /// Phases.
    pub phases: Vec<Named>,
    /// Headings of provider parts.
    pub providers: Vec<Named>,
    /// Headings of the other parts of a step.
    pub parts: Vec<String>,
    /// ATT&CK techniques.
    pub techniques: Vec<Named>,
    /// Ids of playbooks.
    pub playbooks: Vec<Named>,
    /// The words that a key of the front matter takes.
    pub values: Vec<FactWords>,
}

/// The words that a fact or a key takes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FactWords {
    /// The fact or key.
    pub key: String,
    /// The words with their names.
    pub words: Vec<Named>,
}
