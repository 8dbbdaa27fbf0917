use firebreak_core::vocabulary::Phase;
use firebreak_core::when::When;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `note.add`: records a note.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AddNote {
    /// Which incident.
    pub incident: String,
    /// The words; Markdown is kept as typed and shown as text.
    pub text: String,
    /// When it happened, as typed; now where missing.
    #[serde(default)]
    pub at: Option<String>,
    /// How precisely that is known, where the text does not say it.
    #[serde(default)]
    pub precision: Option<String>,
    /// The phase it belongs to; that of the current step where the front end knows it.
    #[serde(default)]
    pub phase: Option<Phase>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `entry.correct`: corrects a note or a time. The earlier entry stays, the correction says what it corrects.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CorrectEntry {
    /// Which incident.
    pub incident: String,
    /// Which entry: `device/seq`, or the number alone for this device.
    pub entry: String,
    /// The words as they should be; those of the entry where missing.
    #[serde(default)]
    pub text: Option<String>,
    /// The time as it should be; that of the entry where missing.
    #[serde(default)]
    pub at: Option<String>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `timeline.page`: a page of the timeline.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TimelinePage {
    /// Which incident.
    pub incident: String,
    /// Only these kinds (words of [`super::About::entry_kinds`]); all where empty.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Only by this author.
    #[serde(default)]
    pub author: Option<String>,
    /// Only of this phase.
    #[serde(default)]
    pub phase: Option<Phase>,
    /// Only with these words.
    #[serde(default)]
    pub text: Option<String>,
    /// The order.
    #[serde(default)]
    pub order: Order,
    /// Where to begin.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub offset: u64,
    /// How many; 100 where missing, 1,000 at most.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub limit: Option<u64>,
}

/// The order of a timeline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// By when it happened, latest first.
    #[default]
    Latest,
    /// By when it happened, earliest first.
    Earliest,
}

/// A page of the timeline.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Timeline {
    /// How many entries fit the filter.
    #[ts(type = "number")]
    pub total: u64,
    /// The rows from `offset` on.
    pub rows: Vec<EntryView>,
    /// Everyone who wrote an entry of this incident.
    pub authors: Vec<String>,
}

/// `note.withdraw`: takes a note back that was written by mistake. It stays in the timeline, struck through.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawNote {
    /// Which incident.
    pub incident: String,
    /// Which entry; a note.
    pub entry: String,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `entry.show`: one entry, whole. `entry.locate`: its place in the timeline. `note.restore`: lets a note count again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneEntry {
    /// Which incident.
    pub incident: String,
    /// Which entry.
    pub entry: String,
}

/// The answer to `entry.locate`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EntryPlace {
    /// The offset of the entry in the unfiltered timeline, latest first.
    #[ts(type = "number")]
    pub offset: u64,
}

/// One entry of the timeline.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EntryView {
    /// The name of the entry, `device/seq`.
    pub entry: String,
    /// Its number in its device's chain.
    #[ts(type = "number")]
    pub seq: u64,
    /// The kind, a word of [`super::About::entry_kinds`].
    pub kind: String,
    /// When it happened, as said.
    pub when: When,
    /// The same as one string: RFC 3339 in UTC, or `earliest/latest`.
    pub occurred_at: String,
    /// When it was recorded, UTC.
    pub recorded_at: String,
    /// Who wrote it.
    pub author: String,
    /// The phase it belongs to.
    pub phase: Option<Phase>,
    /// The words, as they count now; cut after 2,000 characters in a page.
    pub text: String,
    /// Whether the words were cut; `entry.show` has them whole.
    pub cut: bool,
    /// Whether it was recorded more than an hour after it happened.
    pub reconstructed: bool,
    /// Where it was corrected: the last correction.
    pub corrected: Option<Corrected>,
    /// Where it is a correction: what it corrects.
    pub corrects: Option<Corrects>,
    /// Where it is a note that was taken back: by whom and why.
    pub withdrawn: Option<Withdrawn>,
    /// Whether it can be corrected with `entry.correct` and taken back with `note.withdraw`.
    pub correctable: bool,
    /// The hash of its event, 64 hexadecimal digits.
    pub hash: String,
}

/// How a note was taken back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Withdrawn {
    /// The entry that did.
    pub entry: String,
    /// When that was recorded, UTC.
    pub recorded_at: String,
    /// By whom.
    pub author: String,
    /// Why.
    pub reason: Option<String>,
}

/// What an entry said before it was corrected.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Corrected {
    /// The correction.
    pub entry: String,
    /// When that was recorded, UTC.
    pub recorded_at: String,
    /// By whom.
    pub author: String,
    /// What the entry said at first; cut after 2,000 characters.
    pub original_text: String,
    /// The time it said at first.
    pub original_when: When,
}

/// What a correction corrects.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Corrects {
    /// The entry.
    pub entry: String,
    /// Its number.
    #[ts(type = "number")]
    pub seq: u64,
}

/// `timeline.export`: the whole timeline as text, earliest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportTimeline {
    /// Which incident.
    pub incident: String,
    /// The format.
    pub format: ExportFormat,
}

/// What a timeline can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    /// Markdown.
    Md,
    /// Comma-separated values, RFC 4180, safe to open in a spreadsheet.
    Csv,
    /// An array of objects.
    Json,
}

/// A text that was made for a file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Exported {
    /// A name for the file.
    pub file_name: String,
    /// The text.
    pub text: String,
}

/// `search`: finds words in titles, entries and notes of every incident.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Search {
    /// The words; each must be found, the last may be a beginning.
    pub text: String,
    /// How many at most, 100 where missing.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub limit: Option<u64>,
}

/// The answer to `search`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Found {
    /// The hits, best first.
    pub hits: Vec<Hit>,
    /// Whether there are more.
    pub more: bool,
}

/// Whether the words that a search found are those that count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum HitWords {
    /// They count as they were said.
    #[default]
    Said,
    /// They were corrected, and what was looked for stands in the words that count too.
    Corrected,
    /// What was looked for stands only in words that were corrected.
    Old,
}

/// One hit.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Hit {
    /// The incident's id.
    pub incident: String,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The entry; `null` where the title or code was hit.
    pub entry: Option<String>,
    /// The kind of the entry.
    pub kind: Option<String>,
    /// When it happened.
    pub when: Option<When>,
    /// Whether the note that was hit, or that the correction that was hit corrects, was withdrawn.
    pub withdrawn: bool,
    /// Whether the words that were found still count.
    pub words: HitWords,
    /// The words around the hit, in parts; every second part is the hit itself. Where other words count than those
    /// that were found, they are these.
    pub snippet: Vec<String>,
}

/// `record.verify`: re-hashes every event, of one incident or of all.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct VerifyRecord {
    /// Which incident; all where missing.
    #[serde(default)]
    pub incident: Option<String>,
}

/// The answer to `record.verify`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Verified {
    /// Whether everything holds: every chain, the database, and what the timeline says of the events.
    pub ok: bool,
    /// How many events were read.
    #[ts(type = "number")]
    pub events: u64,
    /// The head as [`super::Head`] has it; where everything is verified, over the chains of every incident. `null`
    /// where there are no events.
    pub head: Option<String>,
    /// The first event that does not hold.
    pub first_bad: Option<BadEvent>,
    /// What the database itself says is damaged, in its own words.
    pub damage: Vec<String>,
    /// How many timeline entries do not say what their events say; `record.rebuild` makes them again.
    #[ts(type = "number")]
    pub wrong_entries: u64,
}

/// An event that does not hold.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BadEvent {
    /// The incident's id.
    pub incident: String,
    /// The incident's code, where it can still be read.
    pub code: Option<String>,
    /// The device.
    pub device: String,
    /// The number in the chain.
    #[ts(type = "number")]
    pub seq: u64,
    /// What is wrong with it.
    pub why: String,
}

/// `draft.save`: keeps what is typed and not yet sent; `null` forgets it. Kept beside the record, not in it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SaveDraft {
    /// Where it was typed, for example `note:INC-0007` or `open`.
    pub key: String,
    /// The text.
    #[serde(default)]
    pub text: Option<String>,
}

/// `draft.load`: what was typed and not sent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LoadDraft {
    /// Where it was typed.
    pub key: String,
}

/// The answer to `draft.load`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Draft {
    /// The text.
    pub text: Option<String>,
    /// When it was kept, UTC.
    pub saved_at: Option<String>,
}

/// The answer to `record.rebuild`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Rebuilt {
    /// How many timeline entries were made again from their events.
    #[ts(type = "number")]
    pub entries: u64,
}

/// `record.restore`: sets the present database file aside and puts a backup in its place.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Restore {
    /// The backup's path as listed; the newest good one where missing. `empty` begins a new record.
    #[serde(default)]
    pub backup: Option<String>,
    /// Whether a record that holds, or one of a newer version, is replaced too.
    #[serde(default)]
    pub even_if_good: bool,
}

/// The answer to `record.restore`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Restored {
    /// Where the file that was there lies now, unchanged; `null` where there was none.
    pub set_aside: Option<String>,
    /// The backup that took its place; `null` for a new record.
    pub backup: Option<String>,
}

/// `record.damage`: whether the database is open, and what can be done where it cannot be opened. Tries to open it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Damage {
    /// Why it could not be opened; `null` where it is open.
    pub problem: Option<super::ErrorView>,
    /// Backups, newest first.
    pub backups: Vec<super::Backup>,
    /// The path of the newest backup that holds; looked for where the database is damaged.
    pub good: Option<String>,
}
