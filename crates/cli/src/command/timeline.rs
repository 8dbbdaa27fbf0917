//! `firebreak note`, `correct`, `timeline` and `search`.

use std::io::{self, BufRead, Read};

use clap::builder::PossibleValuesParser;
use clap::{ArgGroup, Args};
use firebreak_app::api::{
    AddNote, Changed, CorrectEntry, EntryView, ExportFormat, ExportTimeline, IncidentView, OneEntry, Order,
    TimelinePage, WithdrawNote,
};
use firebreak_core::event::Kind;
use firebreak_core::vocabulary::Phase;
use firebreak_core::when::Precision;

use super::{MOST_INPUT, typed_or_piped};
use crate::arguments::word_of;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// `note`.
#[derive(Debug, Args)]
pub(crate) struct Note {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The words; `-` reads standard input
    #[arg(allow_hyphen_values = true, required_unless_present = "each_line")]
    text: Option<String>,
    /// When it happened; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// How precisely that is known, where the time does not say it
    #[arg(long, ignore_case = true, value_parser = word_of(Precision::ALL, Precision::word), hide_possible_values = true)]
    precision: Option<Precision>,
    /// The phase it belongs to
    #[arg(long, ignore_case = true, value_parser = word_of(Phase::ALL, Phase::word), hide_possible_values = true)]
    phase: Option<Phase>,
    /// Make a note of every line of standard input as it comes, and say so when it is recorded
    #[arg(long)]
    each_line: bool,
}

/// `correct`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true).args(["text", "at", "withdraw", "restore"])))]
pub(crate) struct Correct {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// Which entry: its number, or device/number
    entry: String,
    /// The words as they should be; `-` reads standard input
    #[arg(long, allow_hyphen_values = true)]
    text: Option<String>,
    /// The time as it should be
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// Take the note back instead: it stays in the timeline, with who and why
    #[arg(long, conflicts_with_all = ["text", "at", "restore"])]
    withdraw: bool,
    /// Let a note count again that was taken back
    #[arg(long, conflicts_with_all = ["text", "at", "reason"])]
    restore: bool,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// `timeline`.
#[derive(Debug, Args)]
pub(crate) struct Timeline {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// Write all of it as a file
    #[arg(long, value_parser = PossibleValuesParser::new(["md", "csv", "json"]), conflicts_with_all = ["kind", "by", "phase", "text", "last", "entry"])]
    format: Option<String>,
    /// Only this kind of entry; may be given several times or with commas
    #[arg(long, value_delimiter = ',', ignore_case = true, value_parser = word_of(Kind::ALL, Kind::word), hide_possible_values = true)]
    kind: Vec<Kind>,
    /// Only what this person wrote
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Only this phase
    #[arg(long, ignore_case = true, value_parser = word_of(Phase::ALL, Phase::word), hide_possible_values = true)]
    phase: Option<Phase>,
    /// Only with these words
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    text: Option<String>,
    /// Only the last so many
    #[arg(long, value_name = "NUMBER")]
    last: Option<u64>,
    /// One entry, whole
    #[arg(long, value_name = "ENTRY", conflicts_with_all = ["kind", "by", "phase", "text", "last"])]
    entry: Option<String>,
}

/// `search`.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// The words; each must be found, the last may be a beginning
    #[arg(allow_hyphen_values = true)]
    text: String,
    /// How many hits at most
    #[arg(long, value_name = "NUMBER")]
    limit: Option<u64>,
}

impl Note {
    /// Records a note, or one for each line of standard input.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        if self.each_line {
            return self.each_line(desk);
        }
        let text = typed_or_piped(self.text.clone().unwrap_or_default())?;
        let request = self.request(text);
        let changed = desk.app_to_record()?.add_note(request)?;
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }

    /// Records every line that is not blank. Each is durable before it is said to be recorded.
    fn each_line(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        if self.text.as_deref().is_some_and(|text| text != "-") {
            return Err(Failure::Usage {
                message: "--each-line reads standard input and takes no words".to_owned(),
                hint: "Leave the words out, or write `-` in their place".to_owned(),
            });
        }
        let mut input = io::stdin().lock();
        let (mut line, mut bytes, mut recorded) = (1, 0, 0);
        loop {
            let text = match next_line(&mut input, &mut bytes) {
                Ok(Some(text)) => text,
                Ok(None) => return Ok(Exit::Done),
                Err(failure) => return Err(failure.at_line(line, recorded)),
            };
            let text = text.trim_end_matches(['\r', '\n']);
            if !text.trim().is_empty() {
                let changed =
                    self.record_line(desk, text).map_err(|failure| failure.at_line(line, recorded))?;
                recorded += 1;
                say_line(desk, &changed).map_err(|failure| failure.at_line(line, recorded))?;
            }
            line += 1;
        }
    }

    fn record_line(&self, desk: &mut Desk<'_>, text: &str) -> Result<Changed, Failure> {
        Ok(desk.app_to_record()?.add_note(self.request(text.to_owned()))?)
    }

    fn request(&self, text: String) -> AddNote {
        AddNote {
            incident: self.incident.clone(),
            text,
            at: self.at.clone(),
            precision: self.precision.map(|precision| precision.to_string()),
            phase: self.phase,
            draft: None,
        }
    }
}

/// The next line with its end, `None` after the last one; `before` counts the bytes that were read.
fn next_line(input: &mut impl BufRead, before: &mut usize) -> Result<Option<String>, Failure> {
    let mut bytes = Vec::new();
    input.take(MOST_INPUT + 1).read_until(b'\n', &mut bytes).map_err(Failure::Input)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes.len() as u64 > MOST_INPUT {
        return Err(Failure::TooMuch(MOST_INPUT));
    }
    let length = bytes.len();
    let line = String::from_utf8(bytes)
        .map_err(|error| Failure::NotText(*before + error.utf8_error().valid_up_to()))?;
    *before += length;
    Ok(Some(line))
}

/// Says that a line is recorded: the name of its entry.
fn say_line(desk: &mut Desk<'_>, changed: &Changed) -> Result<(), Failure> {
    let said = if desk.json() { show::json_line(&changed.entries) } else { changed.entries.join(" ") };
    desk.say_text(&format!("{said}\n"))
}

impl Correct {
    /// Corrects a note.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        if self.withdraw {
            let Self { incident, entry, reason, .. } = self;
            let changed =
                desk.app_to_record()?.withdraw_note(WithdrawNote { incident, entry, reason, draft: None })?;
            desk.say_recorded(&changed)?;
            return Ok(Exit::Done);
        }
        if self.restore {
            let Self { incident, entry, .. } = self;
            let changed = desk.app_to_record()?.restore_note(OneEntry { incident, entry })?;
            desk.say_recorded(&changed)?;
            return Ok(Exit::Done);
        }
        let text = self.text.map(typed_or_piped).transpose()?;
        let Self { incident, entry, at, reason, .. } = Self { text: None, ..self };
        let changed = desk.app_to_record()?.correct_entry(CorrectEntry {
            incident,
            entry,
            text,
            at,
            reason,
            draft: None,
        })?;
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }
}

impl Timeline {
    /// Shows the timeline, earliest entry first.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        if let Some(entry) = self.entry {
            let entry = desk.app().show_entry(OneEntry { incident: self.incident, entry })?;
            let here = desk.here();
            desk.say(&entry, |page| show::entry(page, &here, &entry))?;
            return Ok(Exit::Done);
        }
        let format = match self.format.as_deref() {
            Some("md") => Some(ExportFormat::Md),
            Some("csv") => Some(ExportFormat::Csv),
            Some(_) => Some(ExportFormat::Json),
            None => (desk.json() && !self.filters()).then_some(ExportFormat::Json),
        };
        if let Some(format) = format {
            let made = desk.app().export_timeline(ExportTimeline { incident: self.incident, format })?;
            desk.say_text(&match format {
                ExportFormat::Json => show::without_controls(&made.text),
                ExportFormat::Md | ExportFormat::Csv => show::as_file(&made.text),
            })?;
            return Ok(Exit::Done);
        }
        let (incident, entries) = self.entries(desk)?;
        let here = desk.here();
        desk.say(&entries, |page| show::timeline(page, &here, &incident, &entries))?;
        Ok(Exit::Done)
    }

    const fn filters(&self) -> bool {
        !self.kind.is_empty()
            || self.by.is_some()
            || self.phase.is_some()
            || self.text.is_some()
            || self.last.is_some()
    }

    /// The entries that fit, earliest first, with the incident as it stood at the same moment. Each is whole where JSON
    /// is asked for.
    fn entries(self, desk: &Desk<'_>) -> Result<(IncidentView, Vec<EntryView>), Failure> {
        let (incident, mut entries) = desk.app().whole_timeline(TimelinePage {
            incident: self.incident,
            kinds: self.kind.iter().map(ToString::to_string).collect(),
            author: self.by,
            phase: self.phase,
            text: self.text,
            order: if self.last.is_some() { Order::Latest } else { Order::Earliest },
            offset: 0,
            limit: self.last,
        })?;
        if self.last.is_some() {
            entries.reverse();
        }
        if !desk.json() {
            entries.iter_mut().for_each(show::cut);
        }
        Ok((incident, entries))
    }
}

impl Search {
    /// Finds words in every incident.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let request = firebreak_app::api::Search { text: self.text, limit: self.limit };
        let found = desk.app().search(request)?;
        let here = desk.here();
        desk.say(&found, |page| show::found(page, &here, &found))?;
        Ok(Exit::Done)
    }
}
