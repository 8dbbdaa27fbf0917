use firebreak_core::playbook::DiffLine;
use firebreak_core::vocabulary::{Phase, StepState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::PlaybookOrigin;

/// `playbook.compare`: what differs between the playbook that counts in the library, or a text that is being written, and
/// another text of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ComparePlaybook {
    /// The id of the playbook.
    pub id: String,
    /// The text to compare it with, which is taken as the older one.
    pub with: CompareWith,
    /// The Markdown as it is being written, which is taken as the newer one; the playbook that counts where missing.
    #[serde(default)]
    pub text: Option<String>,
}

/// The older text of a comparison.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CompareWith {
    /// The bundled playbook with the same id.
    Bundled,
    /// A file of one's own, as it is on the disk now.
    File {
        /// The path.
        path: String,
    },
    /// The text a run is worked by.
    Run {
        /// The incident.
        incident: String,
        /// The run.
        run: String,
    },
}

/// The answer to `playbook.compare`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ComparisonView {
    /// The id of the playbook.
    pub id: String,
    /// The title of the newer text; of the older one where the newer cannot be read as a playbook.
    pub title: String,
    /// The older text.
    pub before: ComparedText,
    /// The newer text: the one that is being written, else the one that counts in the library.
    pub after: ComparedText,
    /// Whether both can be read as playbooks; where not, all that differs is in `around`.
    pub readable: bool,
    /// Whether the version of the newer text is higher.
    pub newer: bool,
    /// What differs, in a few words: `1 step added, 2 changed`.
    pub summary: String,
    /// What the front matter says otherwise.
    pub meta: Vec<MetaChangeView>,
    /// The steps that differ: those of the newer text in its order, then those that are no longer there.
    pub steps: Vec<StepChangeView>,
    /// What differs outside the steps; of the whole text where it cannot be told apart by steps.
    pub around: Vec<DiffLine>,
}

/// One of two texts that are compared.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ComparedText {
    /// The version; empty where it cannot be read as a playbook.
    pub version: String,
    /// SHA-256 of the source, 64 hexadecimal digits.
    pub sha256: String,
    /// Where it lies; `null` for the text of a run, which lies in the record, and for one that is being written.
    pub origin: Option<PlaybookOrigin>,
}

/// A key of the front matter that says otherwise.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MetaChangeView {
    /// The key.
    pub key: String,
    /// What it said; empty where it was missing.
    pub before: String,
    /// What it says; empty where it is missing.
    pub after: String,
}

/// A step that differs.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StepChangeView {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The phase.
    pub phase: Phase,
    /// The number in the older text.
    pub before: Option<u32>,
    /// The number in the newer text.
    pub after: Option<u32>,
    /// Whether it is new, gone, or there in both.
    pub change: StepChangeKind,
    /// How it differs, in words.
    pub how: Vec<String>,
    /// What was recorded of it in the run, where it is compared with one and something was.
    pub state: Option<StepState>,
    /// Its text, line by line.
    pub lines: Vec<DiffLine>,
}

/// Whether a step is in one of two texts or in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum StepChangeKind {
    /// It is new.
    Added,
    /// It is no longer there.
    Removed,
    /// It stands in another phase, and may be changed.
    Moved,
    /// It is changed.
    Changed,
}

/// `run.move`: moves a run to the newer text that counts in the library.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MoveRun {
    /// Which incident.
    pub incident: String,
    /// Which run.
    pub run: String,
    /// SHA-256 of the text that was looked at: another one is refused. Whatever counts now where missing.
    #[serde(default)]
    pub sha256: Option<String>,
}

/// A step that is no longer in the text of a run, with what was recorded of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LeftStepView {
    /// The id.
    pub id: String,
    /// The title it had.
    pub title: String,
    /// The phase it stood in.
    pub phase: Phase,
    /// The last version of the playbook that had it.
    pub version: String,
    /// The state it was left in.
    pub state: StepState,
    /// What was observed.
    pub value: Option<String>,
    /// Why it was left out, deferred or blocked.
    pub reason: Option<String>,
    /// The entry that set the state.
    pub entry: Option<String>,
}
