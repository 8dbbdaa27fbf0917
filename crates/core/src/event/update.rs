//! What is recorded of updates to people who are not working the incident.

use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;
use crate::when::When;

/// The number of an update in its incident, from 1. Written as that number.
pub type UpdateId = String;

vocabulary! {
    /// What can be said to have happened to an update, in the order in which it happens.
    pub enum UpdateMark ("mark of an update") {
        /// Somebody who may approved its words.
        Approved = "approved", "Approved";
        /// It was sent.
        Sent = "sent", "Sent";
        /// It is not wanted any more.
        Withdrawn = "withdrawn", "Withdrawn";
    }
}

/// What an update says, and to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateWords {
    /// Whom it is for: the id of a template, or a name as typed. Updates for the same audience follow each other.
    pub audience: String,
    /// Who gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What it is about, in a line.
    pub subject: String,
    /// The words.
    pub text: String,
    /// How it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// When the next one is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<When>,
}

/// `update.drafted`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateDrafted {
    /// The update.
    pub update: UpdateId,
    /// What it says.
    #[serde(flatten)]
    pub words: UpdateWords,
}

/// `update.changed`: says all of it anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateChanged {
    /// The update.
    pub update: UpdateId,
    /// What it says.
    #[serde(flatten)]
    pub words: UpdateWords,
}

/// `update.moved`: the time is that of the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateMoved {
    /// The update.
    pub update: UpdateId,
    /// What happened to it. A later event with the same mark corrects the earlier one.
    pub mark: UpdateMark,
    /// Who approved it, or who sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What is to be said of it, or why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// `update.reverted`: what was said to have happened to it did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateReverted {
    /// The update.
    pub update: UpdateId,
    /// Which mark is taken back.
    pub mark: UpdateMark,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
