//! `firebreak indicator`: indicators of compromise, found in text, listed and shared.

use clap::{Args, Subcommand};
use firebreak_app::api::{
    AddIndicators, ChangeIndicator, ExportIndicators, FindIndicators, FoundIndicator, IndicatorFormat,
    IndicatorWords, OneIncident, RestoreIndicators, WithdrawIndicators,
};
use firebreak_core::indicator::IndicatorKind;
use firebreak_core::vocabulary::Tlp;

use super::typed_or_piped;
use crate::arguments::word_of;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// What can be done with indicators of compromise.
#[derive(Debug, Subcommand)]
pub(crate) enum IndicatorCommand {
    /// List the indicators of an incident
    List(List),
    /// Find indicators in a text or an entry, and record them with --add
    Find(Find),
    /// Add indicators, defanged or not
    Add(Add),
    /// Say what is known of an indicator
    Change(Change),
    /// Say that indicators are none after all; they stay in the record
    Withdraw(Withdraw),
    /// Say that indicators that were withdrawn count after all
    Restore(Numbers),
    /// Write the indicators that count as CSV or as a STIX 2.1 bundle
    Export(Export),
}

/// `indicator list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// Show them as they are, not written so that nothing can be clicked
    #[arg(long)]
    fanged: bool,
    /// Those too that were withdrawn
    #[arg(long)]
    all: bool,
}

/// `indicator find`.
#[derive(Debug, Args)]
pub(crate) struct Find {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The text; `-` reads standard input
    #[arg(required_unless_present = "entry")]
    text: Option<String>,
    /// The entry to read instead: its number
    #[arg(long, value_name = "ENTRY", conflicts_with = "text")]
    entry: Option<String>,
    /// Record those that nothing speaks against
    #[arg(long)]
    add: bool,
    /// With --add: record those with a doubt too
    #[arg(long, requires = "add")]
    doubtful: bool,
    #[command(flatten)]
    said: Said,
}

/// What is said of new indicators.
#[derive(Debug, Args)]
pub(crate) struct Said {
    /// With whom they may be shared; amber where left out
    #[arg(long, value_name = "LABEL", ignore_case = true, value_parser = word_of(Tlp::ALL, Tlp::word))]
    tlp: Option<Tlp>,
    /// What is known of them
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// The step that they belong to: its number or its id
    #[arg(long)]
    step: Option<String>,
    /// The run, where several have such a step
    #[arg(long, value_name = "RUN", requires = "step")]
    run: Option<String>,
}

/// `indicator add`.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The indicators; a port after an address or a name is kept
    #[arg(required = true, value_name = "VALUE")]
    values: Vec<String>,
    /// What kind of thing they are, where their form does not tell it
    #[arg(long, ignore_case = true, value_parser = word_of(IndicatorKind::ALL, IndicatorKind::word))]
    kind: Option<IndicatorKind>,
    /// When they were first seen
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    first_seen: Option<String>,
    /// When they were last seen
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    last_seen: Option<String>,
    /// The entry that they come from: its number
    #[arg(long, value_name = "ENTRY")]
    entry: Option<String>,
    #[command(flatten)]
    said: Said,
}

/// `indicator change`.
#[derive(Debug, Args)]
pub(crate) struct Change {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The number of the indicator
    #[arg(value_name = "NUMBER")]
    indicator: String,
    /// With whom it may be shared
    #[arg(long, value_name = "LABEL", ignore_case = true, value_parser = word_of(Tlp::ALL, Tlp::word))]
    tlp: Option<Tlp>,
    /// When it was first seen; empty where that is not known
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    first_seen: Option<String>,
    /// When it was last seen; empty where that is not known
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    last_seen: Option<String>,
    /// Every port that it was seen with; may be given several times, 0 for none
    #[arg(long, value_name = "PORT")]
    port: Option<Vec<u16>>,
    /// What is known of it; empty for nothing
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// Every entry that it comes from, by number; may be given several times, empty for none
    #[arg(long, value_name = "ENTRY")]
    entry: Option<Vec<String>>,
    /// Every step that it belongs to; may be given several times, empty for none
    #[arg(long)]
    step: Option<Vec<String>>,
}

/// Some indicators by their numbers.
#[derive(Debug, Args)]
pub(crate) struct Numbers {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The numbers of the indicators
    #[arg(required = true, value_name = "NUMBER")]
    indicators: Vec<String>,
}

/// `indicator withdraw`.
#[derive(Debug, Args)]
pub(crate) struct Withdraw {
    #[command(flatten)]
    numbers: Numbers,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// `indicator export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// As a STIX 2.1 bundle instead of CSV
    #[arg(long)]
    stix: bool,
    /// With whom it will be shared: what has a stricter label is left out
    #[arg(long, value_name = "LABEL", ignore_case = true, value_parser = word_of(Tlp::ALL, Tlp::word))]
    share: Option<Tlp>,
    /// Save it as a file in the folder `exports` of the data folder, and print where
    #[arg(long)]
    save: bool,
}

impl IndicatorCommand {
    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self {
            Self::List(List { incident, fanged, all }) => {
                let mut list = desk.app().list_indicators(OneIncident { incident })?;
                list.retain(|known| all || !known.withdrawn);
                desk.say(&list, |page| show::indicator_list(page, &list, fanged))?;
            }
            Self::Find(arguments) => arguments.perform(desk)?,
            Self::Add(arguments) => arguments.perform(desk)?,
            Self::Change(arguments) => arguments.perform(desk)?,
            Self::Withdraw(Withdraw { numbers: Numbers { incident, indicators }, reason }) => {
                let request = WithdrawIndicators { incident, indicators, reason };
                let changed = desk.app_to_record()?.withdraw_indicators(request)?;
                desk.say_recorded(&changed)?;
            }
            Self::Restore(Numbers { incident, indicators }) => {
                let request = RestoreIndicators { incident, indicators };
                let changed = desk.app_to_record()?.restore_indicators(request)?;
                desk.say_recorded(&changed)?;
            }
            Self::Export(Export { incident, stix, share, save }) => {
                let format = if stix { IndicatorFormat::Stix } else { IndicatorFormat::Csv };
                let exported =
                    desk.app().export_indicators(ExportIndicators { incident, format, share, save })?;
                if exported.left_out > 0 {
                    let left = exported.left_out;
                    desk.notice(&format!("{left} with a stricter label stay here."));
                }
                match &exported.path {
                    _ if desk.json() => desk.say(&exported, |_| {})?,
                    Some(path) => desk.say(&exported, |page| page.say(path))?,
                    None => desk.say_text(&show::as_file(&exported.text))?,
                }
            }
        }
        Ok(Exit::Done)
    }
}

impl Find {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Self { incident, text, entry, add, doubtful, said } = self;
        let text = text.map(typed_or_piped).transpose()?;
        let asked = FindIndicators { incident: incident.clone(), text, entry: entry.clone() };
        let found = desk.app().find_indicators(asked)?;
        if !add {
            return desk.say(&found, |page| show::found_indicators(page, &found));
        }
        let chosen = |each: &FoundIndicator| each.listed.is_none() && (doubtful || each.doubt.is_none());
        let indicators = found.found.into_iter().filter(chosen).map(|each| IndicatorWords {
            kind: Some(each.kind),
            value: each.value,
            ports: each.ports,
            first_seen: each.first_seen,
            last_seen: each.last_seen,
        });
        let Said { tlp, note, step, run } = said;
        let indicators = indicators.collect();
        let request = AddIndicators { incident, indicators, tlp, note, entry, run, step, draft: None };
        let changed = desk.app_to_record()?.add_indicators(request)?;
        desk.say_recorded(&changed)
    }
}

impl Add {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Self { incident, values, kind, first_seen, last_seen, entry, said } = self;
        let words = |value| IndicatorWords {
            kind,
            value,
            ports: Vec::new(),
            first_seen: first_seen.clone(),
            last_seen: last_seen.clone(),
        };
        let Said { tlp, note, step, run } = said;
        let indicators = values.into_iter().map(words).collect();
        let request = AddIndicators { incident, indicators, tlp, note, entry, run, step, draft: None };
        let changed = desk.app_to_record()?.add_indicators(request)?;
        desk.say_recorded(&changed)
    }
}

impl Change {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Self { incident, indicator, tlp, first_seen, last_seen, port, note, entry, step } = self;
        let named = |names: Vec<String>| names.into_iter().filter(|name| !name.is_empty()).collect();
        let request = ChangeIndicator {
            incident,
            indicator,
            tlp,
            first_seen,
            first_precision: None,
            last_seen,
            last_precision: None,
            ports: port,
            note,
            entries: entry.map(named),
            steps: step.map(named),
            draft: None,
        };
        let changed = desk.app_to_record()?.change_indicator(request)?;
        desk.say_recorded(&changed)
    }
}
