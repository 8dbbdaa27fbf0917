use firebreak_core::event::UpdateMark;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FileProblem, MarkView};

/// A template of updates.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TemplateView {
    /// The id: the name of its file.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// For whom it is, and when to send it.
    pub about: String,
    /// How many seconds after one the next is due; `null` where it has no rhythm.
    #[ts(type = "number | null")]
    pub every: Option<u64>,
    /// The file of an own template; `null` for a bundled one.
    pub file: Option<String>,
}

/// The answer to `update.templates`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Templates {
    /// The templates: bundled ones in their order, own ones after them, or in place of the bundled one of the same id.
    pub templates: Vec<TemplateView>,
    /// The folder of own templates.
    pub folder: String,
    /// What does not fit in own files.
    pub problems: Vec<FileProblem>,
}

/// An audience whose next update is due, as the standing panel shows it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NextUpdate {
    /// The update that says so.
    pub id: String,
    /// Whom it is for: the name of its template, or as typed.
    pub audience: String,
    /// When the next is due, UTC.
    pub at: String,
}

/// What the standing panel shows of updates.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct UpdatesDue {
    /// How many are drafted, and neither sent nor withdrawn.
    pub drafts: u32,
    /// When the next ones are due, soonest first.
    pub next: Vec<NextUpdate>,
}

/// An update, as it stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct UpdateView {
    /// Its number in the incident.
    pub id: String,
    /// Whom it is for: the id of a template, or as typed.
    pub audience: String,
    /// The name of that template; the same as typed where there is none.
    pub audience_name: String,
    /// Who gets it.
    pub to: Option<String>,
    /// What it is about.
    pub subject: String,
    /// The words to send, or that were sent.
    pub text: String,
    /// How it is sent.
    pub channel: Option<String>,
    /// When the next one is due, as it can be typed again; empty where no time was said.
    pub next: String,
    /// The same instant, UTC.
    pub next_at: Option<String>,
    /// The last thing that happened to it; `null` while it is a draft.
    pub state: Option<UpdateMark>,
    /// When it was drafted, UTC.
    pub drafted_at: String,
    /// Who drafted it.
    pub drafted_by: String,
    /// The entry that drafted it.
    pub entry: String,
    /// What happened to it, in order.
    pub marks: Vec<MarkView<UpdateMark>>,
}

/// The answer to `update.list`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Updates {
    /// Why mail and chat may be read by the attacker; empty where nothing says so.
    pub out_of_band: Vec<String>,
    /// The updates, the one drafted last first.
    pub updates: Vec<UpdateView>,
}

/// `update.compose`: puts the words of an update together from a template, without recording anything.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ComposeUpdate {
    /// Which incident.
    pub incident: String,
    /// The template.
    pub template: String,
}

/// The answer to `update.compose`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ComposedUpdate {
    /// Whom it is for.
    pub audience: String,
    /// What it is about.
    pub subject: String,
    /// The words.
    pub text: String,
    /// Who got the last one for this audience.
    pub to: Option<String>,
    /// How that was sent.
    pub channel: Option<String>,
    /// When the next one is due, as typed; empty where the template has no rhythm.
    pub next: String,
    /// What the words need and the incident does not say.
    pub missing: Vec<String>,
    /// Why mail and chat may be read by the attacker; empty where nothing says so.
    pub out_of_band: Vec<String>,
}

/// What an update says, as given. A field that is missing is as composed for a new update, and stays as it is for one
/// that is changed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable)]
pub struct UpdateText {
    /// Whom it is for.
    #[serde(default)]
    pub audience: Option<String>,
    /// Who gets it; empty for nobody named.
    #[serde(default)]
    pub to: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub subject: Option<String>,
    /// The words.
    #[serde(default)]
    pub text: Option<String>,
    /// How it is sent; empty for none.
    #[serde(default)]
    pub channel: Option<String>,
    /// When the next is due: a length of time from now (`4h`), a time, or empty for never.
    #[serde(default)]
    pub next: Option<String>,
}

/// `update.draft`: drafts an update.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DraftUpdate {
    /// Which incident.
    pub incident: String,
    /// The template; none for words of one's own.
    #[serde(default)]
    pub template: Option<String>,
    /// What it says.
    #[serde(flatten)]
    pub words: UpdateText,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `update.set`: changes an update; its words only until it is approved or sent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SetUpdate {
    /// Which incident.
    pub incident: String,
    /// Which update.
    pub update: String,
    /// What it says from now on.
    #[serde(flatten)]
    pub words: UpdateText,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `update.move`: says what happened to an update, and when. Said again, it corrects what was said before.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MoveUpdate {
    /// Which incident.
    pub incident: String,
    /// Which update.
    pub update: String,
    /// What happened.
    pub mark: UpdateMark,
    /// When, as typed; now where missing.
    #[serde(default)]
    pub at: Option<String>,
    /// How precisely it is known, where the text does not say it.
    #[serde(default)]
    pub precision: Option<String>,
    /// Who approved it, or who sent it.
    #[serde(default)]
    pub by: Option<String>,
    /// What is to be said of it, or why.
    #[serde(default)]
    pub note: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `update.revert`: takes back the last thing that was said to have happened to an update.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RevertUpdate {
    /// Which incident.
    pub incident: String,
    /// Which update.
    pub update: String,
    /// What is taken back.
    pub mark: UpdateMark,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}
