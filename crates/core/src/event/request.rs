//! What is recorded of provider requests.

use serde::{Deserialize, Serialize};

use super::RunId;
use crate::vocabulary::vocabulary;
use crate::when::When;

/// The number of a provider request in its incident, from 1. Written as that number.
pub type RequestId = String;

vocabulary! {
    /// What can be said to have happened to a provider request, in the order in which it happens.
    pub enum RequestMark ("mark of a request") {
        /// It was sent to the provider.
        Sent = "sent", "Sent";
        /// The provider confirmed that it has it.
        Acknowledged = "acknowledged", "Acknowledged";
        /// The provider answered it.
        Answered = "answered", "Answered";
        /// It is not wanted any more.
        Withdrawn = "withdrawn", "Withdrawn";
    }
}

/// When a request that waits for its answer is to be escalated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Escalate {
    /// So many seconds after it was sent.
    After(u64),
    /// From a time on.
    At(When),
    /// Not by itself.
    #[default]
    Never,
}

/// `request.drafted`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestDrafted {
    /// The request.
    pub request: RequestId,
    /// The run of the step it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunId>,
    /// The step it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The request it follows up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<RequestId>,
    /// Who is asked: the id of a provider, or a name as typed.
    pub provider: String,
    /// What it is about, in a line.
    pub subject: String,
    /// The words to send.
    pub text: String,
    /// How it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The provider's own number for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// When it is to be escalated.
    #[serde(default)]
    pub escalate: Escalate,
}

/// `request.changed`: what is missing stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RequestChanged {
    /// The request.
    pub request: RequestId,
    /// Who is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The words to send.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// How it is sent; empty where that is not known any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The provider's number for it; empty where it has none any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// When it is to be escalated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalate: Option<Escalate>,
}

/// `request.moved`: the time is that of the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestMoved {
    /// The request.
    pub request: RequestId,
    /// What happened to it. A later event with the same mark corrects the earlier one.
    pub mark: RequestMark,
    /// Who at the provider acknowledged or answered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What came of it, or why it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// `request.reverted`: what was said to have happened to it did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestReverted {
    /// The request.
    pub request: RequestId,
    /// Which mark is taken back.
    pub mark: RequestMark,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
