use firebreak_core::indicator::{Doubt, IndicatorKind};
use firebreak_core::vocabulary::Tlp;
use firebreak_core::when::{Precision, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A time as said, with the text that says it again.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SaidTime {
    /// When, as said.
    pub when: When,
    /// The same as text that says it again, whatever the time and the zone.
    pub typed: String,
    /// The precision to send with that text, where it does not say it itself.
    pub typed_precision: Option<Precision>,
}

/// A step that something belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LinkedStep {
    /// The run.
    pub run: String,
    /// The step's id.
    pub step: String,
    /// Its number and title; `null` where the run's text has it no more.
    pub title: Option<String>,
}

/// An entry that something comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LinkedEntry {
    /// The entry.
    pub entry: String,
    /// Its number.
    #[ts(type = "number")]
    pub seq: u64,
    /// The beginning of its words, as they count now.
    pub text: String,
}

/// An indicator of compromise, as it stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct IndicatorView {
    /// Its number in the incident.
    pub id: String,
    /// What kind of thing it is.
    pub kind: IndicatorKind,
    /// The name of the kind on screen.
    pub kind_label: String,
    /// What it is, in its normal form.
    pub value: String,
    /// The same, written so that nothing can be clicked.
    pub defanged: String,
    /// With whom it may be shared.
    pub tlp: Tlp,
    /// When it was first seen.
    pub first_seen: Option<SaidTime>,
    /// When it was last seen.
    pub last_seen: Option<SaidTime>,
    /// The ports that it was seen with, in order.
    pub ports: Vec<u16>,
    /// What is known of it.
    pub note: Option<String>,
    /// The entries that it comes from.
    pub entries: Vec<LinkedEntry>,
    /// The steps that it belongs to.
    pub steps: Vec<LinkedStep>,
    /// When it was added, UTC.
    pub added_at: String,
    /// Who added it.
    pub added_by: String,
    /// The entry that added it.
    pub entry: String,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

/// `indicator.find`: finds indicators in a text, or in the text of an entry, without recording anything.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FindIndicators {
    /// Which incident.
    pub incident: String,
    /// The text; that of the entry where missing.
    #[serde(default)]
    pub text: Option<String>,
    /// The entry: `device/seq`, or a number alone for this device.
    #[serde(default)]
    pub entry: Option<String>,
}

/// The answer to `indicator.find`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FoundIndicators {
    /// What was found, each once, in the order of the lines.
    pub found: Vec<FoundIndicator>,
    /// How many lines were read.
    pub lines: u32,
}

/// Something in a text that is an indicator, or looks like one.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FoundIndicator {
    /// What kind of thing it is.
    pub kind: IndicatorKind,
    /// The name of the kind on screen.
    pub kind_label: String,
    /// What it is, in its normal form.
    pub value: String,
    /// The same, written so that nothing can be clicked.
    pub defanged: String,
    /// The ports that it stands with, in order.
    pub ports: Vec<u16>,
    /// Why it is probably none, so that it is not chosen by itself; `null` where nothing speaks against it.
    pub doubt: Option<Doubt>,
    /// The doubt in words.
    pub doubt_label: Option<String>,
    /// The number under which it is listed already; `null` where it is not.
    pub listed: Option<String>,
    /// How often it stands there.
    pub times: u32,
    /// The first line with it, from 1.
    pub line: u32,
    /// The earliest time that a line with it names, UTC.
    pub first_seen: Option<String>,
    /// The latest time that a line with it names, UTC.
    pub last_seen: Option<String>,
}

/// One indicator to add.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IndicatorWords {
    /// What kind of thing it is; told by its form where missing.
    #[serde(default)]
    pub kind: Option<IndicatorKind>,
    /// What it is, defanged or not; a port after it is kept.
    pub value: String,
    /// The ports that it was seen with.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<u16>>")]
    pub ports: Vec<u16>,
    /// When it was first seen, as typed.
    #[serde(default)]
    pub first_seen: Option<String>,
    /// When it was last seen, as typed.
    #[serde(default)]
    pub last_seen: Option<String>,
}

/// `indicator.add`: adds indicators; one that is listed already is left as it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AddIndicators {
    /// Which incident.
    pub incident: String,
    /// The indicators.
    pub indicators: Vec<IndicatorWords>,
    /// With whom they may be shared; `amber` where missing.
    #[serde(default)]
    pub tlp: Option<Tlp>,
    /// What is known of them.
    #[serde(default)]
    pub note: Option<String>,
    /// The entry that they come from.
    #[serde(default)]
    pub entry: Option<String>,
    /// The run of the step that they belong to; the only one that has it where missing.
    #[serde(default)]
    pub run: Option<String>,
    /// The step that they belong to: its id or number.
    #[serde(default)]
    pub step: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `indicator.change`: says what is known of an indicator; what is missing stays as it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChangeIndicator {
    /// Which incident.
    pub incident: String,
    /// The number of the indicator.
    pub indicator: String,
    /// With whom it may be shared.
    #[serde(default)]
    pub tlp: Option<Tlp>,
    /// When it was first seen, as typed; empty where that is not known.
    #[serde(default)]
    pub first_seen: Option<String>,
    /// How precisely that is known, where the text does not say it.
    #[serde(default)]
    pub first_precision: Option<String>,
    /// When it was last seen, as typed; empty where that is not known.
    #[serde(default)]
    pub last_seen: Option<String>,
    /// How precisely that is known, where the text does not say it.
    #[serde(default)]
    pub last_precision: Option<String>,
    /// Every port that it was seen with.
    #[serde(default)]
    pub ports: Option<Vec<u16>>,
    /// What is known of it; empty for nothing.
    #[serde(default)]
    pub note: Option<String>,
    /// Every entry that it comes from.
    #[serde(default)]
    pub entries: Option<Vec<String>>,
    /// Every step that it belongs to: ids or numbers.
    #[serde(default)]
    pub steps: Option<Vec<String>>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `indicator.withdraw`: says that indicators are none after all; they stay in the record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawIndicators {
    /// Which incident.
    pub incident: String,
    /// The numbers of the indicators.
    pub indicators: Vec<String>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `indicator.restore`: says that indicators that were withdrawn count after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreIndicators {
    /// Which incident.
    pub incident: String,
    /// The numbers of the indicators.
    pub indicators: Vec<String>,
}

/// The form of exported indicators.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum IndicatorFormat {
    /// Comma-separated values after RFC 4180, one indicator a line.
    #[default]
    Csv,
    /// A STIX 2.1 bundle.
    Stix,
}

/// `indicator.export`: writes the indicators that count.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExportIndicators {
    /// Which incident.
    pub incident: String,
    /// The form; `csv` where missing.
    #[serde(default)]
    pub format: IndicatorFormat,
    /// With whom it will be shared: indicators with a stricter label are left out; none is where missing.
    #[serde(default)]
    pub share: Option<Tlp>,
    /// Whether it is also saved as a file in the folder `exports` of the data folder.
    #[serde(default)]
    pub save: bool,
}

/// The answer to `indicator.export`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExportedIndicators {
    /// A name for the file.
    pub file_name: String,
    /// The text.
    pub text: String,
    /// How many indicators are in it.
    pub written: u32,
    /// How many are left out for their label.
    pub left_out: u32,
    /// Where it was saved; `null` where it was not.
    pub path: Option<String>,
}
