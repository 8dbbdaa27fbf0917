use firebreak_core::event::RequestMark;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Duration, MarkView, Named};

/// What was asked of a provider, as it stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RequestView {
    /// Its number in the incident.
    pub id: String,
    /// The run of the step it comes from.
    pub run: Option<String>,
    /// The step it comes from.
    pub step: Option<String>,
    /// The number and title of that step.
    pub step_title: Option<String>,
    /// The number of the request it follows up.
    pub follows: Option<String>,
    /// Who is asked.
    pub provider: Named,
    /// What it is about, in a line.
    pub subject: String,
    /// The words to send, or that were sent.
    pub text: String,
    /// How it is sent.
    pub channel: Option<String>,
    /// The provider's own number for it.
    pub ticket: Option<String>,
    /// When it is escalated, as it can be typed again: `4h`, a time, or nothing.
    pub escalate: String,
    /// The same in words.
    pub escalate_in_words: String,
    /// The last thing that happened to it; `null` while it is a draft.
    pub state: Option<RequestMark>,
    /// When it was drafted, UTC.
    pub drafted_at: String,
    /// Who drafted it.
    pub drafted_by: String,
    /// The entry that drafted it.
    pub entry: String,
    /// What happened to it, in order.
    pub marks: Vec<MarkView<RequestMark>>,
    /// Since when it waits for its answer, UTC: the earliest time it can have been sent; `null` where it does not.
    pub waiting_since: Option<String>,
    /// The instant from which it is to be escalated, UTC; `null` where it waits for no answer or never is.
    pub due_at: Option<String>,
    /// Whether that instant has passed.
    pub due: bool,
}

/// The time of an incident or of a clock in two parts: of which a request waited for the provider, and the rest.
/// Shown beside the clock, never taken off it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SplitView {
    /// Time in which at least one request had been sent and neither answered nor withdrawn.
    pub provider: Duration,
    /// The rest.
    pub own: Duration,
    /// Whether the start is only known to be no later than said, so that both are at least what is shown.
    pub at_least: bool,
    /// Whether the time still runs.
    pub running: bool,
    /// Whether a request waits now: then the provider's part grows, else the own part.
    pub waiting: bool,
}

/// The time spent waiting for providers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Waiting {
    /// From detection until the incident was closed, or until now.
    pub incident: SplitView,
    /// Within the time to contain; `null` where that has no value.
    pub to_contain: Option<SplitView>,
    /// Within the time to recover.
    pub to_recover: Option<SplitView>,
    /// When this was computed, UTC: what runs has grown since.
    pub as_of: String,
}

/// A request that is not answered, in a list over incidents.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OpenRequest {
    /// The incident's id.
    pub incident: String,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The number of the request.
    pub id: String,
    /// Who is asked.
    pub provider: Named,
    /// What it is about.
    pub subject: String,
    /// The last thing that happened to it; `null` while it is a draft.
    pub state: Option<RequestMark>,
    /// Since when it waits for its answer, UTC.
    pub waiting_since: Option<String>,
    /// The instant from which it is to be escalated, UTC.
    pub due_at: Option<String>,
    /// Whether that instant has passed.
    pub due: bool,
}

/// `request.list`: requests that are neither answered nor withdrawn, over all open incidents; due ones first, then
/// those that wait longest, then drafts.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ListRequests {
    /// Only those of this incident.
    #[serde(default)]
    pub incident: Option<String>,
}

/// `request.compose`: puts the words of a request together from a step, without recording anything.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ComposeRequest {
    /// Which incident.
    pub incident: String,
    /// Which run; the only one that has the step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// The step whose `Ask the provider` is taken: its id or number; none for a request of one's own.
    #[serde(default)]
    pub step: Option<String>,
    /// Who is asked: a provider's id or name, or any other name; the incident's first provider where missing.
    #[serde(default)]
    pub provider: Option<String>,
    /// The request it follows up.
    #[serde(default)]
    pub follows: Option<String>,
}

/// The answer to `request.compose`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Composed {
    /// Who is asked; empty where the incident names no provider.
    pub provider: String,
    /// What it is about.
    pub subject: String,
    /// The words.
    pub text: String,
    /// When to escalate, as typed: the shortest time that the words ask for, else the contract's reply time.
    pub escalate: String,
    /// The variables that the words need and that are not filled in.
    pub missing: Vec<String>,
}

/// What a request says and how it is followed, as given. A field that is missing is as composed for a new request, and
/// stays as it is for one that is changed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable)]
pub struct RequestWords {
    /// Who is asked: a provider's id or name, or any other name; the incident's first provider where missing.
    #[serde(default)]
    pub provider: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub subject: Option<String>,
    /// The words.
    #[serde(default)]
    pub text: Option<String>,
    /// How it is sent; empty for none.
    #[serde(default)]
    pub channel: Option<String>,
    /// The provider's own number for it; empty for none.
    #[serde(default)]
    pub ticket: Option<String>,
    /// When to escalate it: a length of time after it was sent (`4h`), a time, or empty for never.
    #[serde(default)]
    pub escalate: Option<String>,
}

/// `request.draft`: drafts a request to a provider.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DraftRequest {
    /// Which incident.
    pub incident: String,
    /// Which run; the only one that has the step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// The step it comes from: its id or number.
    #[serde(default)]
    pub step: Option<String>,
    /// The request it follows up.
    #[serde(default)]
    pub follows: Option<String>,
    /// What it says.
    #[serde(flatten)]
    pub words: RequestWords,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `request.set`: changes a request; provider, subject and text only until it is sent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SetRequest {
    /// Which incident.
    pub incident: String,
    /// Which request.
    pub request: String,
    /// What it says from now on.
    #[serde(flatten)]
    pub words: RequestWords,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `request.move`: says what happened to a request, and when. Said again, it corrects what was said before.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MoveRequest {
    /// Which incident.
    pub incident: String,
    /// Which request.
    pub request: String,
    /// What happened.
    pub mark: RequestMark,
    /// When, as typed; now where missing.
    #[serde(default)]
    pub at: Option<String>,
    /// How precisely it is known, where the text does not say it.
    #[serde(default)]
    pub precision: Option<String>,
    /// Who at the provider did it.
    #[serde(default)]
    pub by: Option<String>,
    /// What came of it, or why.
    #[serde(default)]
    pub note: Option<String>,
    /// The provider's number for it, which is recorded first; stays as it is where missing.
    #[serde(default)]
    pub ticket: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `request.revert`: takes back the last thing that was said to have happened to a request.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RevertRequest {
    /// Which incident.
    pub incident: String,
    /// Which request.
    pub request: String,
    /// What is taken back.
    pub mark: RequestMark,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `request.export`: writes a request as text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExportRequest {
    /// Which incident.
    pub incident: String,
    /// Which request.
    pub request: String,
    /// The form; `txt` where missing.
    #[serde(default)]
    pub format: RequestFormat,
    /// Whether it is also saved as a file in the folder `exports` of the data folder.
    #[serde(default)]
    pub save: bool,
}

/// The form of an exported request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum RequestFormat {
    /// The words to send, with the subject above them.
    #[default]
    Txt,
    /// Markdown with what happened to it.
    Md,
}

/// The answer to `request.export`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExportedRequest {
    /// A name for the file.
    pub file_name: String,
    /// The text.
    pub text: String,
    /// Where it was saved; `null` where it was not.
    pub path: Option<String>,
}
