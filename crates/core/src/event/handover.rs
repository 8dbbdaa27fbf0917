//! What is recorded of handing the lead over.

use serde::{Deserialize, Serialize};

use super::Hash;

/// The number of a handover in its incident, from 1. Written as that number.
pub type HandoverId = String;

/// One part of a briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BriefingSection {
    /// What it is about.
    pub title: String,
    /// What it says; empty where there is nothing to say.
    pub lines: Vec<String>,
}

/// What to do where something happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contingency {
    /// What may happen.
    pub when: String,
    /// What is done then.
    pub then: String,
}

/// `handover.begun`: the whole briefing as it was given, so that it stays what the receiver read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverBegun {
    /// The handover.
    pub handover: HandoverId,
    /// Who hands over.
    pub from: String,
    /// Who is to lead.
    pub to: String,
    /// What happened and where it stands, as typed.
    pub summary: String,
    /// What is wanted next, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objectives: Option<String>,
    /// What to do where something happens, as typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contingencies: Vec<Contingency>,
    /// The briefing, what was typed among it.
    pub briefing: Vec<BriefingSection>,
    /// The head of the record that the briefing was made from.
    pub head: Hash,
}

/// `handover.accepted`: the receiver read back and leads from the time of the event on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverAccepted {
    /// The handover.
    pub handover: HandoverId,
    /// Who accepted it.
    pub by: String,
    /// What the receiver understood, in the receiver's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_back: Option<String>,
    /// The titles of the sections that the receiver ticked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
}

/// `handover.cancelled`: the lead stays where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverCancelled {
    /// The handover.
    pub handover: HandoverId,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
