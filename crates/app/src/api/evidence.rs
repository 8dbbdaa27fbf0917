use firebreak_core::event::{CustodyAct, Finding, Kept};
use firebreak_core::vocabulary::{StepState, Tlp};
use firebreak_core::when::{Precision, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ErrorView;

/// The evidence of an incident, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct EvidenceCount {
    /// Items that count.
    pub items: u32,
    /// Names of items that were changed, missing or unreadable when they were last hashed again.
    pub in_doubt: Vec<String>,
    /// Items that steps ask to collect.
    pub asked: u32,
    /// Of those, how many evidence answers.
    pub collected: u32,
}

/// `evidence.list`: the evidence of an incident and what its steps ask to collect.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EvidenceList {
    /// The items in the order they were added, withdrawn ones too.
    pub items: Vec<EvidenceView>,
    /// What steps ask to collect, in the order of the runs and their steps.
    pub asked: Vec<AskedView>,
}

/// An item of evidence, as it stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EvidenceView {
    /// Its name, unique in the incident: `E-1`.
    pub id: String,
    /// What it is.
    pub name: String,
    /// When it was collected.
    pub collected: When,
    /// The same as text that says it again, whatever the time and the zone.
    pub collected_typed: String,
    /// The precision to send with that text, where it does not say it itself.
    pub collected_precision: Option<Precision>,
    /// Who collected it.
    pub collected_by: String,
    /// Where it was collected from.
    pub source: Option<String>,
    /// How far the clock of the source was ahead, as it can be typed again: `+90 s`, `-120 s`.
    pub clock_offset: Option<String>,
    /// How it was collected.
    pub method: Option<String>,
    /// With which tool.
    pub tool: Option<String>,
    /// The version of the tool.
    pub tool_version: Option<String>,
    /// By whose authority.
    pub authority: Option<String>,
    /// With whom it may be shared.
    pub tlp: Option<Tlp>,
    /// How long it is kept.
    pub retention: Option<String>,
    /// SHA-256 over its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// How many bytes it has.
    #[ts(type = "number")]
    pub size: u64,
    /// The same in words.
    pub size_in_words: String,
    /// How it is kept.
    pub kept: Kept,
    /// The name of the file.
    pub file: String,
    /// Where the file lay when it was collected; where it lies, if it is referenced in place.
    pub path: Option<String>,
    /// Where its bytes are now, as far as Firebreak knows.
    pub lies_at: Option<String>,
    /// Whether its name says that it is a picture that can be shown.
    pub picture: bool,
    /// The run of the step it answers.
    pub run: Option<String>,
    /// The step it answers.
    pub step: Option<String>,
    /// The number and title of that step.
    pub step_title: Option<String>,
    /// What the step asks for that it answers, plain text.
    pub item: Option<String>,
    /// When it was added, UTC.
    pub added_at: String,
    /// Who added it.
    pub added_by: String,
    /// The entry that added it.
    pub entry: String,
    /// Who has it now.
    pub holder: String,
    /// How it turned out to be no evidence, if it did.
    pub withdrawn: Option<WithdrawnView>,
    /// How it ended, if it did: released or destroyed. Nothing is done with it after that.
    pub ended: Option<CustodyAct>,
    /// Whether nothing of it is here to be hashed again.
    pub gone: bool,
    /// What was done with it, in the order it happened, beginning with its collection.
    pub custody: Vec<CustodyView>,
    /// What was found when it was last hashed again.
    pub verified: Option<FoundView>,
}

/// How an item turned out to be no evidence.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WithdrawnView {
    /// When, UTC.
    pub at: String,
    /// Who said so.
    pub by: String,
    /// Why.
    pub reason: Option<String>,
}

/// One thing that was done with an item.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CustodyView {
    /// Its number, to take it back; 0 for the collection.
    pub number: u32,
    /// What was done; `null` for the collection.
    pub act: Option<CustodyAct>,
    /// The name on screen.
    pub label: String,
    /// When.
    pub when: When,
    /// Who did it.
    pub by: String,
    /// Who got it.
    pub to: Option<String>,
    /// Why, where, under which number.
    pub note: Option<String>,
    /// Who recorded it.
    pub author: String,
    /// The entry that did.
    pub entry: String,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// What hashing an item again found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FoundView {
    /// What.
    pub finding: Finding,
    /// The name on screen.
    pub label: String,
    /// When, UTC.
    pub at: String,
    /// Who had it hashed.
    pub by: String,
    /// The hash of what is there, where it differs.
    pub sha256: Option<String>,
    /// What the system said, where it cannot be read.
    pub why: Option<String>,
}

/// An item that a step asks to collect.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AskedView {
    /// The run.
    pub run: String,
    /// The step.
    pub step: String,
    /// The number and title of the step.
    pub step_title: String,
    /// The state of the step.
    pub state: StepState,
    /// The index of the item in the step.
    pub item: u32,
    /// What is asked for, plain text with variables filled in.
    pub text: String,
    /// The names of the evidence that answers it.
    pub evidence: Vec<String>,
}

/// What is said of an item, as typed. What is missing has its usual value for a new item, and stays as it is for one that
/// is changed; what is empty is not known.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable)]
pub struct EvidenceWords {
    /// What it is; the name of the file for a new one.
    #[serde(default)]
    pub name: Option<String>,
    /// When it was collected, as typed; now for a new one.
    #[serde(default)]
    pub collected: Option<String>,
    /// How precisely that is known, where the text does not say it.
    #[serde(default)]
    pub precision: Option<String>,
    /// Who collected it; who records it for a new one.
    #[serde(default)]
    pub collected_by: Option<String>,
    /// Where it was collected from.
    #[serde(default)]
    pub source: Option<String>,
    /// How far the clock of the source was ahead: `90`, `+90 s`, `-2 min`.
    #[serde(default)]
    pub clock_offset: Option<String>,
    /// How it was collected.
    #[serde(default)]
    pub method: Option<String>,
    /// With which tool.
    #[serde(default)]
    pub tool: Option<String>,
    /// The version of the tool.
    #[serde(default)]
    pub tool_version: Option<String>,
    /// By whose authority.
    #[serde(default)]
    pub authority: Option<String>,
    /// With whom it may be shared: a TLP label such as `amber`.
    #[serde(default)]
    pub tlp: Option<String>,
    /// How long it is kept.
    #[serde(default)]
    pub retention: Option<String>,
}

/// `evidence.add`: hashes files, copies them in unless they stay where they are, and records each as an item; one job each.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AddEvidence {
    /// Which incident.
    pub incident: String,
    /// The files: paths, or addresses `file://` with escapes where a path is no Unicode.
    pub paths: Vec<String>,
    /// Whether they stay where they are and are only referenced.
    #[serde(default)]
    pub in_place: bool,
    /// What is said of each; the name counts only where there is one file.
    #[serde(flatten)]
    pub words: EvidenceWords,
    /// Which run; the only one that has the step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// The step it answers: its id or number.
    #[serde(default)]
    pub step: Option<String>,
    /// The index of the item of that step that it answers.
    #[serde(default)]
    pub item: Option<u32>,
    /// The name of the draft it was typed as, which is forgotten when the first file is recorded; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `evidence.paste`: keeps bytes that lie in no file, such as a picture of the screen, as an item.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PasteEvidence {
    /// Which incident.
    pub incident: String,
    /// The name that the file would have.
    pub file: String,
    /// The bytes in Base64; at most 64 MiB of them.
    pub content: String,
    /// What is said of it.
    #[serde(flatten)]
    pub words: EvidenceWords,
    /// Which run; the only one that has the step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// The step it answers: its id or number.
    #[serde(default)]
    pub step: Option<String>,
    /// The index of the item of that step that it answers.
    #[serde(default)]
    pub item: Option<u32>,
}

/// `evidence.set`: changes what an item is said to be; its bytes and its hash stay.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SetEvidence {
    /// Which incident.
    pub incident: String,
    /// Which item.
    pub evidence: String,
    /// What is said of it from now on.
    #[serde(flatten)]
    pub words: EvidenceWords,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `evidence.answer`: says what of a step an item answers from now on.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AnswerEvidence {
    /// Which incident.
    pub incident: String,
    /// Which item.
    pub evidence: String,
    /// Which run; the only one that has the step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// The step it answers: its id or number; nothing that a step asks for where missing.
    #[serde(default)]
    pub step: Option<String>,
    /// The index of the item of that step that it answers; the step as a whole where missing.
    #[serde(default)]
    pub item: Option<u32>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `evidence.restore`: says that an item that was withdrawn is evidence after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreEvidence {
    /// Which incident.
    pub incident: String,
    /// Which item.
    pub evidence: String,
}

/// `evidence.withdraw`: says that an item is no evidence of this incident. Its copy stays.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawEvidence {
    /// Which incident.
    pub incident: String,
    /// Which item.
    pub evidence: String,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `evidence.custody`: records what was done with an item.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RecordCustody {
    /// Which incident.
    pub incident: String,
    /// Which item.
    pub evidence: String,
    /// What was done.
    pub act: CustodyAct,
    /// Who did it; who has it where missing for a transfer, else who records it.
    #[serde(default)]
    pub by: Option<String>,
    /// Who got it; a transfer needs it.
    #[serde(default)]
    pub to: Option<String>,
    /// Why, where, under which number.
    #[serde(default)]
    pub note: Option<String>,
    /// When, as typed; now where missing.
    #[serde(default)]
    pub at: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `evidence.custody-withdraw`: takes an entry of custody back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawCustody {
    /// Which incident.
    pub incident: String,
    /// Which item.
    pub evidence: String,
    /// Which entry, by its number.
    pub custody: u32,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `evidence.verify`: hashes items again and records what was found; a job.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct VerifyEvidence {
    /// Which incident.
    pub incident: String,
    /// Which item; all that count and were not destroyed where missing.
    #[serde(default)]
    pub evidence: Option<String>,
}

/// `evidence.export`: writes a copy of an item and records that; a job. Nothing is overwritten.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExportEvidence {
    /// Which incident.
    pub incident: String,
    /// Which item.
    pub evidence: String,
    /// Where: a file that is not there yet, or a folder; the folder `exports` of the data folder where missing.
    #[serde(default)]
    pub to: Option<String>,
    /// Who gets it.
    #[serde(default)]
    pub recipient: Option<String>,
    /// Why.
    #[serde(default)]
    pub note: Option<String>,
}

/// `evidence.preview`: gives the bytes of a picture, once they were hashed again and are what was collected.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewEvidence {
    /// Which incident.
    pub incident: String,
    /// Which item.
    pub evidence: String,
}

/// A picture whose bytes are what was collected.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PreviewView {
    /// What kind of picture its bytes say it is: `image/png`.
    pub media: String,
    /// The bytes in Base64.
    pub content: String,
}

/// `evidence.stop`: stops a job; one that ended is taken off the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StopJob {
    /// Which job.
    pub job: u32,
}

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum JobKind {
    /// It adds an item.
    Add,
    /// It hashes items again.
    Verify,
    /// It hands a copy out.
    Export,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum JobState {
    /// It waits for its turn.
    Waiting,
    /// It is worked on.
    Working,
    /// It is done and recorded.
    Done,
    /// It was stopped; nothing was recorded.
    Stopped,
    /// It did not work; nothing was recorded.
    Failed,
}

/// A job that hashes, copies or verifies evidence.
#[derive(Debug, Clone, Serialize, TS)]
pub struct JobView {
    /// Its number since the program was started.
    pub id: u32,
    /// The incident's id.
    pub incident: String,
    /// What it does.
    pub kind: JobKind,
    /// With what: the name of a file, or how many items.
    pub label: String,
    /// How far it is.
    pub state: JobState,
    /// Bytes done.
    #[ts(type = "number")]
    pub done: u64,
    /// Bytes in all, as far as known.
    #[ts(type = "number")]
    pub total: u64,
    /// The item it made or was about.
    pub evidence: Option<String>,
    /// What came of it, once it is done.
    pub said: Option<String>,
    /// Whether that needs attention: something is missing or changed.
    pub warns: bool,
    /// Why nothing did.
    pub error: Option<ErrorView>,
}
