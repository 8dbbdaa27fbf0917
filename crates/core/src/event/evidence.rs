//! What is recorded of evidence and its custody.

use serde::{Deserialize, Serialize};

use super::RunId;
use super::ids::Hash;
use crate::vocabulary::{Tlp, vocabulary};
use crate::when::When;

/// The name of an item of evidence, unique in its incident: `E-1`, `E-2` and so on.
pub type EvidenceId = String;

vocabulary! {
    /// How an item of evidence is kept.
    pub enum Kept ("way of keeping evidence") {
        /// A copy lies beside the record, under its hash.
        Copied = "copied", "Copied in";
        /// It stays where it is, and the record says where.
        Referenced = "referenced", "Referenced in place";
    }
}

vocabulary! {
    /// What was done with an item of evidence after it was collected.
    pub enum CustodyAct ("act of custody") {
        /// Somebody handed it to somebody else.
        Transferred = "transferred", "Transferred";
        /// Somebody looked at it.
        Viewed = "viewed", "Viewed";
        /// A copy of it was handed out.
        Exported = "exported", "Exported";
        /// It was given back or let go.
        Released = "released", "Released";
        /// It was destroyed.
        Destroyed = "destroyed", "Destroyed";
    }
}

impl CustodyAct {
    /// Whether nothing is done with an item any more after it.
    #[must_use]
    pub const fn is_end(self) -> bool {
        match self {
            Self::Transferred | Self::Viewed | Self::Exported => false,
            Self::Released | Self::Destroyed => true,
        }
    }
}

vocabulary! {
    /// What hashing an item of evidence again found.
    pub enum Finding ("finding of a verification") {
        /// It is what was collected, byte for byte.
        Intact = "intact", "Intact";
        /// It is not what was collected.
        Changed = "changed", "Changed";
        /// It is not there.
        Missing = "missing", "Missing";
        /// It is there and cannot be read.
        Unreadable = "unreadable", "Unreadable";
    }
}

/// What an item of evidence is said to be, and how it was collected.
///
/// With the unique id, the hash and the custody this is what a record of custody must hold at least: what it is, who
/// had it, when and where, why and by which authority. Source: ISO/IEC 27037:2012, clause 6.1 (chain of custody) and
/// clause 6.6 (documentation: method, tools with their versions, and how far a clock was off).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceFacts {
    /// What it is, in a line.
    pub name: String,
    /// When it was collected.
    pub collected: When,
    /// Who collected it.
    pub collected_by: String,
    /// Where it was collected from: a host, an account, a person, a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// By how many seconds the clock of the source was ahead of true time; below 0 where it was behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_offset: Option<i64>,
    /// How it was collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// With which tool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// The version of the tool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool_version: Option<String>,
    /// By whose authority: a warrant, a policy, the word of a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// With whom it may be shared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tlp: Option<Tlp>,
    /// How long it is kept, and under which rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<String>,
}

/// The item under `Collect` that evidence answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// The run.
    pub run: RunId,
    /// The step.
    pub step: String,
    /// The Markdown of the item; none where the evidence belongs to the step as a whole. The words, and not a number:
    /// in a newer text of the playbook the same number may be that of another item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
}

/// `evidence.added`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceAdded {
    /// The item.
    pub evidence: EvidenceId,
    /// What it is said to be.
    #[serde(flatten)]
    pub facts: EvidenceFacts,
    /// SHA-256 over its bytes.
    pub sha256: Hash,
    /// How many bytes it has.
    pub size: u64,
    /// How it is kept.
    pub kept: Kept,
    /// The name of the file, with what cannot be shown written as an escape.
    pub file: String,
    /// Where the file lay when it was collected: a path, or an address `file://` where the path is no Unicode. None
    /// where there was no file, as for what is pasted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
}

/// `evidence.changed`: all that the item is said to be from now on. Its bytes never change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceChanged {
    /// The item.
    pub evidence: EvidenceId,
    /// What it is said to be.
    #[serde(flatten)]
    pub facts: EvidenceFacts,
}

/// `evidence.answered`: what of a step the item answers from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceAnswered {
    /// The item.
    pub evidence: EvidenceId,
    /// What it answers; none where it answers nothing that a step asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
}

/// `evidence.withdrawn`: the item is no evidence of this incident. What was copied in stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceWithdrawn {
    /// The item.
    pub evidence: EvidenceId,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `evidence.restored`: an item that was withdrawn is evidence after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRestored {
    /// The item.
    pub evidence: EvidenceId,
}

/// `custody.recorded`: the time is that of the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustodyRecorded {
    /// The item.
    pub evidence: EvidenceId,
    /// The number of this entry among those of the item, from 1, withdrawn ones counted.
    pub custody: u32,
    /// What was done.
    pub act: CustodyAct,
    /// Who did it; of a transfer, who handed it over.
    pub by: String,
    /// Who got it: always of a transfer, maybe of what was exported or released.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Why, where, under which number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// `custody.withdrawn`: what was said of custody did not happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustodyWithdrawn {
    /// The item.
    pub evidence: EvidenceId,
    /// The number of the entry.
    pub custody: u32,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `custody.restored`: what was said of custody and withdrawn happened after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustodyRestored {
    /// The item.
    pub evidence: EvidenceId,
    /// The number of the entry.
    pub custody: u32,
}

/// `evidence.verified`: items were hashed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceVerified {
    /// What was found of each, in the order of their names.
    pub found: Vec<Found>,
}

/// What hashing one item again found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The item.
    pub evidence: EvidenceId,
    /// What was found.
    pub finding: Finding,
    /// The hash of what is there now, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Hash>,
    /// What the system said, where it cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}
