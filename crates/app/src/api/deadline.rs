use firebreak_core::event::DeadlineMark;
use firebreak_core::when::{Precision, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MarkView;

/// A rule that a clock can be started by.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RuleView {
    /// The id.
    pub id: String,
    /// What is to be done.
    pub name: String,
    /// Whom it concerns.
    pub who: String,
    /// Where it is in force.
    pub region: String,
    /// What starts it, in words.
    pub trigger: String,
    /// How long it runs, as it can be typed; `null` where its source names no length.
    pub limit: Option<String>,
    /// How long it runs and from when, in words.
    pub in_words: String,
    /// What starts its cap, in words; `null` where it has none.
    pub cap_trigger: Option<String>,
    /// The rule whose notice starts it.
    pub after: Option<String>,
    /// The list of holidays that its business days leave out.
    pub holidays: Option<String>,
    /// The zone whose days count; `null` where it is that of the responder.
    pub zone: Option<String>,
    /// Since when it is in force, `YYYY-MM-DD`; `null` where that is long ago.
    pub since: Option<String>,
    /// Whether it is in force.
    pub in_force: bool,
    /// What excuses from it.
    pub exception: Option<String>,
    /// What else is to be known.
    pub note: Option<String>,
    /// Where it was read.
    pub source: String,
    /// When that was, `YYYY-MM-DD`.
    pub as_of: String,
    /// The file of an own rule; `null` for a bundled one.
    pub file: Option<String>,
}

/// A list of holidays.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HolidaysView {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// Where it was read.
    pub source: String,
    /// The last day that it speaks of.
    pub until: String,
    /// How many days it has.
    pub days: u32,
}

/// The answer to `deadline.rules`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeadlineRules {
    /// That nothing here is legal advice, and that nothing here decides that a duty applies.
    pub advice: String,
    /// The rules: bundled ones in their order, own ones after them, or in place of the bundled one of the same id.
    pub rules: Vec<RuleView>,
    /// The lists of holidays.
    pub holidays: Vec<HolidaysView>,
    /// The folder of own rules and lists.
    pub folder: String,
    /// What does not fit in own files.
    pub problems: Vec<FileProblem>,
}

/// What is wrong with an own file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FileProblem {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub why: String,
}

/// `deadline.own`: writes a rule as an own file, to be edited there.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OwnRule {
    /// Which rule.
    pub rule: String,
}

/// The answer to `deadline.own`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OwnedRule {
    /// The file.
    pub file: String,
}

/// A deadline that runs, as the standing panel and lists of incidents show it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RunningDeadline {
    /// Its number.
    pub id: String,
    /// What is to be done.
    pub name: String,
    /// The instant that counts, UTC; `null` where nobody can say.
    pub due_at: Option<String>,
    /// The latest it can be due, UTC, where the trigger is known as a range.
    pub due_until: Option<String>,
}

/// When something is due.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DueView {
    /// The earliest instant, UTC: what counts.
    pub at: String,
    /// The latest instant, UTC; the same where the trigger is a point.
    pub until: String,
    /// Whether it can be earlier still, as the trigger is only known to be no later than said.
    pub may_be_earlier: bool,
    /// Whether the cap is what ends it.
    pub capped: bool,
    /// Whether holidays may be missing in it: no list, or one that does not reach as far.
    pub holidays_unknown: bool,
}

/// A deadline, as it stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeadlineView {
    /// Its number in the incident.
    pub id: String,
    /// The rule as it was when the clock was started.
    pub rule: RuleView,
    /// The time of the trigger, as said.
    pub trigger: When,
    /// The same as text that says it again.
    pub trigger_typed: String,
    /// The precision to send with that text, where it does not say it itself.
    pub trigger_precision: Option<Precision>,
    /// The time that starts its cap, as said.
    pub cap_from: Option<When>,
    /// The same as text that says it again.
    pub cap_typed: Option<String>,
    /// The zone whose days count.
    pub zone: String,
    /// The list of holidays that counts.
    pub holidays: Option<String>,
    /// When it is due; `null` where nobody can say.
    pub due: Option<DueView>,
    /// What counts of what happened to it; `null` while it runs.
    pub state: Option<DeadlineMark>,
    /// How many seconds before it was due it was met, or, negative, after; `null` where it was not met.
    #[ts(type = "number | null")]
    pub met_before: Option<i64>,
    /// The deadline whose notice started it.
    pub follows: Option<String>,
    /// The number and title of the step that names it.
    pub step_title: Option<String>,
    /// The run of that step.
    pub run: Option<String>,
    /// The id of that step.
    pub step: Option<String>,
    /// Why the duty is taken to apply.
    pub note: Option<String>,
    /// When it was started, UTC.
    pub started_at: String,
    /// Who started it.
    pub started_by: String,
    /// The entry that started it.
    pub entry: String,
    /// What happened to it.
    pub marks: Vec<DeadlineMarkView>,
}

/// One thing that happened to a deadline.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeadlineMarkView {
    /// What, when, and who did it.
    #[serde(flatten)]
    pub marked: MarkView<DeadlineMark>,
    /// The number that the receiver gave, or where the notice lies.
    pub reference: Option<String>,
}

/// A clock to offer: a step names its rule, or a notice that was submitted starts it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeadlineOffer {
    /// The rule.
    pub rule: RuleView,
    /// The run of the step that names it.
    pub run: Option<String>,
    /// That step.
    pub step: Option<String>,
    /// Its number and title.
    pub step_title: Option<String>,
    /// The deadline that it follows.
    pub follows: Option<String>,
    /// The name of that one.
    pub follows_name: Option<String>,
    /// The trigger's time, as it can be typed, where the record has it: when the earlier notice was submitted.
    pub at: Option<String>,
    /// The precision to send with it.
    pub precision: Option<Precision>,
}

/// The answer to `deadline.list`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Deadlines {
    /// That nothing here is legal advice, and that nothing here decides that a duty applies.
    pub advice: String,
    /// Those that run, the least time left first; then those that do not, in the order they were started.
    pub deadlines: Vec<DeadlineView>,
    /// Clocks to offer: those that follow a notice first.
    pub offers: Vec<DeadlineOffer>,
}

/// `deadline.start`: starts a clock; `deadline.preview`: says when it would be due, and records nothing.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct StartDeadline {
    /// Which incident.
    pub incident: String,
    /// The rule; `contract` where missing.
    #[serde(default)]
    pub rule: Option<String>,
    /// What is to be done, where it is another than the rule's name.
    #[serde(default)]
    pub name: Option<String>,
    /// How long it runs, where it is another than the rule's: `72h`, `30d`, `4bd`, `1mo`.
    #[serde(default)]
    pub limit: Option<String>,
    /// The time of the trigger, as typed; with `until`, the earlier end of a range.
    pub at: String,
    /// The later end of a range.
    #[serde(default)]
    pub until: Option<String>,
    /// How precisely it is known, where the text does not say it.
    #[serde(default)]
    pub precision: Option<String>,
    /// The time that starts the cap, where the rule has one.
    #[serde(default)]
    pub cap_at: Option<String>,
    /// The zone whose days count; that of the rule, else the responder's where missing.
    #[serde(default)]
    pub zone: Option<String>,
    /// The list of holidays; that of the rule where missing, none where empty.
    #[serde(default)]
    pub holidays: Option<String>,
    /// The deadline whose notice starts it.
    #[serde(default)]
    pub follows: Option<String>,
    /// The run of the step that names it; the only one that has the step where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// That step: its id or number.
    #[serde(default)]
    pub step: Option<String>,
    /// Why the duty is taken to apply.
    #[serde(default)]
    pub note: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// The answer to `deadline.preview` and `deadline.recount`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeadlinePreview {
    /// The rule, as it would be pinned.
    pub rule: RuleView,
    /// When it would be due; `null` where its rule names no length.
    pub due: Option<DueView>,
    /// The same in words, with the local time of the zone whose days count.
    pub in_words: String,
}

/// `deadline.change`: says what a deadline runs from; `deadline.recount`: says when it would be due then, and records
/// nothing. Fields that are missing stay.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChangeDeadline {
    /// Which incident.
    pub incident: String,
    /// Which deadline.
    pub deadline: String,
    /// The time of the trigger, as typed.
    #[serde(default)]
    pub at: Option<String>,
    /// How precisely it is known, where the text does not say it.
    #[serde(default)]
    pub precision: Option<String>,
    /// The time that starts the cap; empty where it is not known after all.
    #[serde(default)]
    pub cap_at: Option<String>,
    /// The zone whose days count.
    #[serde(default)]
    pub zone: Option<String>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `deadline.move`: says what happened to a deadline, and when. Said again, it corrects what was said before.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MoveDeadline {
    /// Which incident.
    pub incident: String,
    /// Which deadline.
    pub deadline: String,
    /// What happened.
    pub mark: DeadlineMark,
    /// When, as typed; now where missing.
    #[serde(default)]
    pub at: Option<String>,
    /// How precisely it is known, where the text does not say it.
    #[serde(default)]
    pub precision: Option<String>,
    /// Who did it, or who decided.
    #[serde(default)]
    pub by: Option<String>,
    /// The number that the receiver gave, or where the notice lies.
    #[serde(default)]
    pub reference: Option<String>,
    /// What came of it, or why.
    #[serde(default)]
    pub note: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `deadline.revert`: takes back what was said to have happened to a deadline; one that was withdrawn runs again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RevertDeadline {
    /// Which incident.
    pub incident: String,
    /// Which deadline.
    pub deadline: String,
    /// What is taken back.
    pub mark: DeadlineMark,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `deadline.calendar`: writes the deadlines that run, and when updates are due, as a calendar file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExportCalendar {
    /// Which incident.
    pub incident: String,
    /// Whether it is also saved as a file in the folder `exports` of the data folder.
    #[serde(default)]
    pub save: bool,
}

/// A text that was written to be handed on.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HandedOn {
    /// A name for the file.
    pub file_name: String,
    /// The text.
    pub text: String,
    /// Where it was saved; `null` where it was not.
    pub path: Option<String>,
}
