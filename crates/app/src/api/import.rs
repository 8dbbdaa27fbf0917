use firebreak_core::vocabulary::Phase;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `playbook.import`: reads Markdown of any kind for the steps it holds; nothing is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ImportPlaybooks {
    /// Files, and folders that are searched for `.md` files.
    pub paths: Vec<String>,
    /// Takes files for playbooks that do not look like one.
    #[serde(default)]
    pub as_playbook: bool,
}

/// `playbook.import-list`: says what files are, without all that is found in them; nothing is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListImport {
    /// Files, and folders that are searched for `.md` files.
    pub paths: Vec<String>,
}

/// The answer to `playbook.import-list`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportList {
    /// Each file that could be read, in the order of their paths.
    pub files: Vec<ImportRow>,
    /// What could not be read or is left out.
    pub skipped: Vec<SkippedFile>,
    /// The folder that playbooks are written to where none is named.
    pub folder: String,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportRow {
    /// The file.
    pub file: String,
    /// The title.
    pub title: String,
    /// Whether it is to be worked through.
    pub is_playbook: bool,
    /// How many steps were found.
    pub steps: u32,
}

/// The answer to `playbook.import`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportReport {
    /// What was found in each file that could be read, in the order of their paths.
    pub files: Vec<ImportedFile>,
    /// What could not be read or is left out.
    pub skipped: Vec<SkippedFile>,
    /// The folder that playbooks are written to where none is named.
    pub folder: String,
}

/// What was found in a file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportedFile {
    /// The file.
    pub file: String,
    /// The title.
    pub title: String,
    /// Whether it is to be worked through; one that is not has no steps.
    pub is_playbook: bool,
    /// The steps in the order of the file.
    pub steps: Vec<ImportedStep>,
    /// Everything else. The ranges of steps and notes are the whole file, without a gap and without an overlap.
    pub notes: Vec<ByteRange>,
    /// What the text names.
    pub suggestions: Vec<ImportSuggestion>,
    /// What was concluded and may be wrong.
    pub guesses: Vec<ImportGuess>,
}

/// A range of bytes of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct ByteRange {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A step that was found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportedStep {
    /// The stable id, made of the phase and the title.
    pub id: String,
    /// The phase.
    pub phase: Phase,
    /// The title.
    pub title: String,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What is ticked in it.
    pub tasks: Vec<ImportedTask>,
    /// The fences that belong to it.
    pub commands: Vec<ImportedCommand>,
    /// The id of the provider it is for.
    pub provider: Option<String>,
}

/// A task that was found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportedTask {
    /// The text without markup.
    pub text: String,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A command that was found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportedCommand {
    /// The first word after the fence; empty where there is none.
    pub language: String,
    /// The text between the fence lines.
    pub text: String,
    /// The first byte of the fence.
    pub start: u32,
    /// The byte after the last of the fence.
    pub end: u32,
}

/// Something that the text names, taken over where it is accepted.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportSuggestion {
    /// The name by which it is accepted, for example `attack:T1114`.
    pub id: String,
    /// `attack`, `provider`, `variable`, `role`, `incident-type` or `service-model`.
    pub kind: String,
    /// The id of what is named.
    pub value: String,
    /// Its name.
    pub name: String,
    /// How often it is named.
    pub count: u32,
    /// Where it is named first.
    pub start: u32,
    /// The byte after that.
    pub end: u32,
}

/// Something that was concluded.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportGuess {
    /// The name by which it is accepted, for example `milestone:contained`.
    pub id: String,
    /// `file`, `phase`, `milestone` or `command`.
    pub kind: String,
    /// What was concluded.
    pub value: String,
    /// Why, one sentence.
    pub grounds: String,
    /// `low`, `medium` or `high`.
    pub confidence: String,
    /// The id of the step it is about.
    pub step: Option<String>,
    /// Whether it counts for nothing until it is accepted.
    pub needs_accepting: bool,
}

/// A file or folder that is left out.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SkippedFile {
    /// The file or folder.
    pub file: String,
    /// Why, and what to do.
    pub why: String,
}

/// `playbook.import-save`: writes files as own playbooks, and keeps each source beside it as it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SaveImport {
    /// Files, and folders that are searched for `.md` files.
    pub paths: Vec<String>,
    /// Takes files for playbooks that do not look like one.
    #[serde(default)]
    pub as_playbook: bool,
    /// Ids of the suggestions and guesses that are accepted.
    #[serde(default)]
    pub accept: Vec<String>,
    /// Accepts all of them.
    #[serde(default)]
    pub accept_all: bool,
    /// The folder to write to; that of own playbooks where missing.
    #[serde(default)]
    pub to: Option<String>,
    /// Replaces also what was edited since an earlier import.
    #[serde(default)]
    pub replace: bool,
    /// Ids that other files of the same import have, so that two files of one name do not replace each other.
    #[serde(default)]
    pub taken: Vec<String>,
}

/// The answer to `playbook.import-save`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportSaved {
    /// What came of each file.
    pub files: Vec<SavedFile>,
    /// What could not be read or is left out.
    pub skipped: Vec<SkippedFile>,
}

/// What came of a file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SavedFile {
    /// The file that was imported.
    pub file: String,
    /// The id of the playbook.
    pub id: String,
    /// What was done.
    pub outcome: ImportOutcome,
    /// The playbook that was written or left.
    pub path: Option<String>,
    /// The source that is kept beside it.
    pub source: Option<String>,
    /// Why nothing was written, and what to do.
    pub why: Option<String>,
}

/// What was done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ImportOutcome {
    /// A playbook was written.
    Written,
    /// The playbook of an earlier import was replaced.
    Replaced,
    /// The playbook of an earlier import is the same.
    Unchanged,
    /// A file of that name is there and not replaced.
    Kept,
    /// It is no playbook.
    NoPlaybook,
    /// It could not be written.
    Failed,
}
