use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use firebreak_core::event::{EntryRef, IncidentId, IndicatorSaid, StepLink};
use firebreak_core::incident::{
    Command, Incident, IndicatorCommand, IndicatorRefusal, NewIndicator, Refusal,
};
use firebreak_core::indicator::{bundle, csv, find, kind_of};
use firebreak_core::vocabulary::Tlp;
use firebreak_core::when::When;
use firebreak_store::Record;

use super::runs::step_of;
use super::timeline::entry_named;
use crate::api::{
    AddIndicators, ChangeIndicator, Changed, ExportIndicators, ExportedIndicators, FindIndicators,
    FoundIndicators, IndicatorFormat, IndicatorView, OneIncident, RestoreIndicators, WithdrawIndicators,
};
use crate::view::{found_views, indicator_view};
use crate::{App, Error};

/// The longest text that is searched, in bytes.
const LONGEST_TEXT: usize = 32 * 1024 * 1024;

/// How many characters of an entry a link shows.
const BEGINNING: usize = 80;

impl App {
    /// `indicator.list`.
    ///
    /// # Errors
    ///
    /// Says that there is no such incident.
    pub fn list_indicators(&self, request: OneIncident) -> Result<Vec<IndicatorView>, Error> {
        self.with_record(|opened| {
            let id = opened.find(&request.incident)?.row.id;
            let indicators = &opened.incident(id, &self.library.reference)?.indicators;
            let linked: BTreeSet<EntryRef> =
                indicators.iter().flat_map(|known| known.said.entries.iter().copied()).collect();
            let texts = linked.into_iter().map(|entry| Ok((entry, beginning(opened.record(), id, entry)?)));
            let texts: BTreeMap<EntryRef, String> = texts.collect::<Result<_, Error>>()?;
            let incident = opened.incident(id, &self.library.reference)?;
            Ok(incident.indicators.iter().map(|known| indicator_view(incident, known, &texts)).collect())
        })
    }

    /// `indicator.find`.
    ///
    /// # Errors
    ///
    /// Says that there is no such entry, or that the text is too long.
    pub fn find_indicators(&self, request: FindIndicators) -> Result<FoundIndicators, Error> {
        let text = match (request.text, &request.entry) {
            (Some(text), _) => text,
            (None, Some(entry)) => self.text_of(&request.incident, entry)?,
            (None, None) => return Err(Refusal::Empty("text").into()),
        };
        if text.len() > LONGEST_TEXT {
            let (length, most) = (text.len(), LONGEST_TEXT);
            return Err(Refusal::TooLong { what: "text", length, unit: "bytes", most }.into());
        }
        // The record is not held while the text is read.
        let found = find(&text);
        let lines = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
        self.with_incident(&request.incident, |incident| {
            Ok(FoundIndicators { found: found_views(incident, found), lines })
        })
    }

    /// `indicator.add`.
    ///
    /// # Errors
    ///
    /// Says what is not an indicator, or that there is no such entry or step.
    pub fn add_indicators(&self, request: AddIndicators) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |record, incident, now| {
            let entry =
                request.entry.as_deref().map(|entry| known_entry(record, incident, entry)).transpose()?;
            let step = request.step.as_deref().map(|step| link(incident, request.run.as_deref(), step));
            let said = IndicatorSaid {
                tlp: request.tlp.unwrap_or(Tlp::Amber),
                first_seen: None,
                last_seen: None,
                ports: Vec::new(),
                note: request.note.clone(),
                entries: entry.into_iter().collect(),
                steps: step.transpose()?.into_iter().collect(),
            };
            let new = request.indicators.into_iter().map(|words| {
                let kind = words.kind.or_else(|| kind_of(&words.value));
                let kind =
                    kind.ok_or_else(|| IndicatorRefusal::Untold(words.value.chars().take(80).collect()))?;
                let first_seen = self.seen(words.first_seen.as_deref(), None, now)?;
                let last_seen = self.seen(words.last_seen.as_deref(), None, now)?;
                let said = IndicatorSaid { first_seen, last_seen, ports: words.ports, ..said.clone() };
                Ok(NewIndicator { kind, value: words.value, said })
            });
            Ok(Command::Indicators(IndicatorCommand::Add(new.collect::<Result<_, Error>>()?)))
        })
    }

    /// `indicator.change`.
    ///
    /// # Errors
    ///
    /// Says that no such indicator counts, or what is wrong with a time or a link.
    pub fn change_indicator(&self, request: ChangeIndicator) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |record, incident, now| {
            let known = incident.indicator(&request.indicator);
            let known = known.ok_or_else(|| IndicatorRefusal::Unknown(request.indicator.clone()))?;
            let mut said = known.said.clone();
            said.tlp = request.tlp.unwrap_or(said.tlp);
            if let Some(first) = &request.first_seen {
                said.first_seen = self.seen(Some(first), request.first_precision.as_deref(), now)?;
            }
            if let Some(last) = &request.last_seen {
                said.last_seen = self.seen(Some(last), request.last_precision.as_deref(), now)?;
            }
            said.ports = request.ports.unwrap_or(said.ports);
            said.note = request.note.or(said.note);
            if let Some(entries) = &request.entries {
                let named = entries.iter().map(|entry| known_entry(record, incident, entry));
                said.entries = named.collect::<Result<_, Error>>()?;
            }
            if let Some(steps) = &request.steps {
                // A step that is linked already keeps its run, whichever run has one of that name.
                let linked = |step: &String| said.steps.iter().find(|link| link.step == *step).cloned();
                let named =
                    steps.iter().map(|step| linked(step).map_or_else(|| link(incident, None, step), Ok));
                let named = named.collect::<Result<_, Error>>()?;
                said.steps = named;
            }
            Ok(Command::Indicators(IndicatorCommand::Change { indicator: request.indicator, said }))
        })
    }

    /// `indicator.withdraw`.
    ///
    /// # Errors
    ///
    /// Says which of them does not count.
    pub fn withdraw_indicators(&self, request: WithdrawIndicators) -> Result<Changed, Error> {
        let WithdrawIndicators { incident, indicators, reason } = request;
        self.change(&incident, |_, _, _| {
            Ok(Command::Indicators(IndicatorCommand::Withdraw { indicators, reason }))
        })
    }

    /// `indicator.restore`.
    ///
    /// # Errors
    ///
    /// Says which of them is not there, or is listed again under another number.
    pub fn restore_indicators(&self, request: RestoreIndicators) -> Result<Changed, Error> {
        let RestoreIndicators { incident, indicators } = request;
        self.change(&incident, |_, _, _| Ok(Command::Indicators(IndicatorCommand::Restore { indicators })))
    }

    /// `indicator.export`.
    ///
    /// # Errors
    ///
    /// Says that there is nothing to write, or that the file cannot be written.
    pub fn export_indicators(&self, request: ExportIndicators) -> Result<ExportedIndicators, Error> {
        let mut exported = self.with_incident(&request.incident, |incident| {
            // Labels are in order, the strictest first.
            let shared = |tlp: Tlp| request.share.is_none_or(|share| tlp >= share);
            let all = incident.standing_indicators().count();
            let written: Vec<_> =
                incident.standing_indicators().filter(|known| shared(known.said.tlp)).collect();
            if written.is_empty() {
                return Err(IndicatorRefusal::NoneToWrite { left_out: all }.into());
            }
            let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
            let (many, left_out) = (count(written.len()), count(all - written.len()));
            let (text, ending) = match request.format {
                IndicatorFormat::Csv => (csv(written), "csv"),
                IndicatorFormat::Stix => (bundle(incident, written), "stix.json"),
            };
            let file_name = format!("{}-indicators.{ending}", incident.code);
            Ok(ExportedIndicators { file_name, text, written: many, left_out, path: None })
        })?;
        exported.path =
            self.handed_on(request.save, "save the indicators", &exported.file_name, &exported.text)?;
        Ok(exported)
    }

    /// The whole text of an entry.
    fn text_of(&self, incident: &str, entry: &str) -> Result<String, Error> {
        self.with_record(|opened| {
            let id = opened.find(incident)?.row.id;
            let row = opened.record().entry(id, entry_named(opened.record(), entry)?)?;
            row.map(|row| row.text).ok_or_else(|| Error::not_found("entry", entry))
        })
    }

    /// When something was seen, as typed; none where that is empty.
    fn seen(
        &self,
        typed: Option<&str>,
        precision: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Option<When>, Error> {
        let typed = typed.filter(|typed| !typed.trim().is_empty());
        typed.map(|typed| self.when_known(Some(typed), precision, now)).transpose()
    }
}

/// The beginning of the words of an entry, in one line.
fn beginning(record: &Record, incident: IncidentId, entry: EntryRef) -> Result<String, Error> {
    let text = record.entry(incident, entry)?.map(|row| row.text).unwrap_or_default();
    let words: String = text.chars().take(BEGINNING).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(if text.chars().nth(BEGINNING).is_some() { format!("{words}…") } else { words })
}

/// The entry of an incident that a name means.
fn known_entry(record: &Record, incident: &Incident, name: &str) -> Result<EntryRef, Error> {
    let entry = entry_named(record, name)?;
    match record.entry(incident.id, entry)? {
        Some(_) => Ok(entry),
        None => Err(Error::not_found("entry", name)),
    }
}

/// The step of an incident that a name means.
pub(super) fn link(incident: &Incident, run: Option<&str>, step: &str) -> Result<StepLink, Error> {
    let (run, step) = step_of(incident, run, step)?;
    Ok(StepLink { run, step })
}
