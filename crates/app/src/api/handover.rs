use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One part of a briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SectionView {
    /// What it is about.
    pub title: String,
    /// What it says; empty where there is nothing to say.
    pub lines: Vec<String>,
}

/// What to do where something happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContingencyWords {
    /// What may happen.
    pub when: String,
    /// What is done then.
    pub then: String,
}

/// What is typed for a briefing.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable)]
pub struct HandoverWords {
    /// What happened and where it stands.
    #[serde(default)]
    pub summary: Option<String>,
    /// What is wanted next.
    #[serde(default)]
    pub objectives: Option<String>,
    /// What to do where something happens.
    #[serde(default)]
    pub contingencies: Vec<ContingencyWords>,
}

/// `handover.brief`: makes the briefing as it would be now, without recording anything.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BriefHandover {
    /// Which incident.
    pub incident: String,
    /// What is typed.
    #[serde(flatten)]
    pub words: HandoverWords,
}

/// The answer to `handover.brief`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Briefing {
    /// The sections, in order.
    pub sections: Vec<SectionView>,
    /// The head of the record that it is made from, 64 hexadecimal digits.
    pub head: String,
    /// When it was made, UTC.
    pub made_at: String,
    /// The same as Markdown.
    pub markdown: String,
}

/// `handover.begin`: gives the briefing to the one who is to lead. The lead moves when that one accepts.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BeginHandover {
    /// Which incident.
    pub incident: String,
    /// Who is to lead.
    pub to: String,
    /// What is typed; the summary must not be empty.
    #[serde(flatten)]
    pub words: HandoverWords,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `handover.accept`: says that the receiver read back and accepts; the lead moves in the same step.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AcceptHandover {
    /// Which incident.
    pub incident: String,
    /// Which handover.
    pub handover: String,
    /// Who accepts: the one whom it is for. Who writes where missing.
    #[serde(default)]
    pub by: Option<String>,
    /// What the receiver understood; may be left out where every section is ticked.
    #[serde(default)]
    pub read_back: Option<String>,
    /// The titles of the sections that the receiver ticked.
    #[serde(default)]
    pub sections: Vec<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `handover.cancel`: ends a handover without the lead moving.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CancelHandover {
    /// Which incident.
    pub incident: String,
    /// Which handover.
    pub handover: String,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A handover that waits for its receiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OpenHandover {
    /// Its number in the incident.
    pub id: String,
    /// Who hands over.
    pub from: String,
    /// Who is to lead.
    pub to: String,
    /// When it was begun, UTC.
    pub begun_at: String,
}

/// How a handover stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum HandoverState {
    /// The receiver has not accepted yet.
    Waiting,
    /// The receiver read back and leads.
    Accepted,
    /// The lead stayed where it was.
    Cancelled,
}

/// A handover with its briefing.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HandoverView {
    /// Its number in the incident.
    pub id: String,
    /// How it stands.
    pub state: HandoverState,
    /// Who hands over.
    pub from: String,
    /// Who is to lead.
    pub to: String,
    /// What was typed of what happened and where it stands.
    pub summary: String,
    /// What was typed of what is wanted next.
    pub objectives: Option<String>,
    /// What was typed of what to do where something happens.
    pub contingencies: Vec<ContingencyWords>,
    /// The briefing as it was given.
    pub sections: Vec<SectionView>,
    /// The head of the record that it was made from, 64 hexadecimal digits.
    pub head: String,
    /// When it was begun, UTC.
    pub begun_at: String,
    /// Who began it.
    pub begun_by: String,
    /// The entry that did.
    pub entry: String,
    /// When it ended, UTC.
    pub ended_at: Option<String>,
    /// Who recorded that.
    pub ended_by: Option<String>,
    /// What the receiver understood.
    pub read_back: Option<String>,
    /// The titles of the sections that were ticked.
    pub ticked: Vec<String>,
    /// Why it was cancelled.
    pub reason: Option<String>,
}

/// `handover.export`: writes a briefing as Markdown.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExportHandover {
    /// Which incident.
    pub incident: String,
    /// Which handover; the briefing as it would be now where missing.
    #[serde(default)]
    pub handover: Option<String>,
    /// Whether it is also saved as a file in the folder `exports` of the data folder.
    #[serde(default)]
    pub save: bool,
}

/// The answer to `handover.export`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExportedHandover {
    /// A name for the file.
    pub file_name: String,
    /// The text.
    pub text: String,
    /// Where it was saved; `null` where it was not.
    pub path: Option<String>,
}
