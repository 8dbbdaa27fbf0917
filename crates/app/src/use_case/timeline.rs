use chrono::TimeDelta;
use firebreak_core::event::{EntryRef, Kind};
use firebreak_core::incident::{Command, Incident, NoteCommand, NoteNow};
use firebreak_core::when::iso;
use firebreak_store::{Page, Record, TimelineFilter, TimelineRow};

use crate::api::{
    AddNote, Changed, CorrectEntry, Corrected, Corrects, EntryPlace, EntryView, ExportTimeline, Exported,
    IncidentView, OneEntry, Order, Timeline, TimelinePage, WithdrawNote, Withdrawn,
};
use crate::{App, Error, export};

/// How many characters of an entry a page shows.
const CUT: usize = 2000;
/// How many rows a page has where nothing is asked.
const ROWS: u64 = 100;
/// How many rows a page has at most.
const MOST_ROWS: u64 = 1000;
/// How long after it happened an entry counts as reconstructed.
const RECONSTRUCTED: TimeDelta = TimeDelta::hours(1);

impl App {
    /// `note.add`.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the time or the text.
    pub fn add_note(&self, request: AddNote) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |_, _, now| {
            let when = self.when_known(request.at.as_deref(), request.precision.as_deref(), now)?;
            Ok(Command::AddNote { text: request.text, when, phase: request.phase })
        })
    }

    /// `entry.correct`.
    ///
    /// # Errors
    ///
    /// Says that there is no such entry, or that it is not a note.
    pub fn correct_entry(&self, request: CorrectEntry) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |record, incident, now| {
            let row = note_named(record, incident, &request.entry)?;
            Ok(Command::CorrectNote {
                note: NoteNow { entry: row.entry, text: row.text, when: row.when },
                text: request.text,
                when: request.at.as_deref().map(|at| self.when(Some(at), now)).transpose()?,
                reason: request.reason,
            })
        })
    }

    /// `note.withdraw`.
    ///
    /// # Errors
    ///
    /// Says that there is no such entry, that it is not a note, or that it was taken back already.
    pub fn withdraw_note(&self, request: WithdrawNote) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |record, incident, _| {
            let note = note_named(record, incident, &request.entry)?.entry;
            Ok(Command::Note(NoteCommand::Withdraw { note, reason: request.reason }))
        })
    }

    /// `note.restore`.
    ///
    /// # Errors
    ///
    /// Says that there is no such entry, that it is not a note, or that it was not taken back.
    pub fn restore_note(&self, request: OneEntry) -> Result<Changed, Error> {
        self.change(&request.incident, |record, incident, _| {
            let note = note_named(record, incident, &request.entry)?.entry;
            Ok(Command::Note(NoteCommand::Restore { note }))
        })
    }

    /// `entry.show`.
    ///
    /// # Errors
    ///
    /// Says that there is no such entry.
    pub fn show_entry(&self, request: OneEntry) -> Result<EntryView, Error> {
        self.with_record(|opened| {
            let id = opened.find(&request.incident)?.row.id;
            let entry = entry_named(opened.record(), &request.entry)?;
            let row = opened.record().entry(id, entry)?;
            let row = row.ok_or_else(|| Error::not_found("entry", request.entry))?;
            Ok(entry_view(row, opened.incident(id, &self.library.reference)?))
        })
    }

    /// `entry.locate`.
    ///
    /// # Errors
    ///
    /// Says that there is no such entry.
    pub fn locate_entry(&self, request: OneEntry) -> Result<EntryPlace, Error> {
        self.with_record(|opened| {
            let id = opened.find(&request.incident)?.row.id;
            let entry = entry_named(opened.record(), &request.entry)?;
            let offset = opened.record().locate(id, entry, true)?;
            offset.map(|offset| EntryPlace { offset }).ok_or_else(|| Error::not_found("entry", request.entry))
        })
    }

    /// `timeline.page`.
    ///
    /// # Errors
    ///
    /// Says which kind is not known.
    pub fn page_timeline(&self, request: TimelinePage) -> Result<Timeline, Error> {
        let limit = request.limit.unwrap_or(ROWS).min(MOST_ROWS);
        let (incident, filter, page) = asked(request, limit, CUT)?;
        self.with_record(|opened| {
            let id = opened.find(&incident)?.row.id;
            let (found, authors) = opened.record().at_one_moment(|record| {
                Ok::<_, Error>((record.timeline(id, &filter, page)?, record.authors(id)?))
            })?;
            let incident = opened.incident(id, &self.library.reference)?;
            let rows = found.rows.into_iter().map(|row| entry_view(row, incident)).collect();
            Ok(Timeline { total: found.total, rows, authors })
        })
    }

    /// All of a timeline that fits what is asked, with the incident as it stood at the same moment. No text is cut,
    /// and there is no greatest number of rows. No command of the list: what crosses the seam comes in pages.
    ///
    /// # Errors
    ///
    /// Says which kind is not known, or that there is no such incident.
    pub fn whole_timeline(&self, request: TimelinePage) -> Result<(IncidentView, Vec<EntryView>), Error> {
        let limit = request.limit.unwrap_or(u64::MAX);
        let (incident, filter, page) = asked(request, limit, usize::MAX)?;
        self.with_record(|opened| {
            let id = opened.find(&incident)?.row.id;
            let (view, found) = opened.view_with(id, &self.library, self.clock.now(), |record| {
                Ok(record.timeline(id, &filter, page)?)
            })?;
            let incident = opened.last_incident(id)?;
            Ok((view, found.rows.into_iter().map(|row| entry_view(row, incident)).collect()))
        })
    }

    /// `timeline.export`.
    ///
    /// # Errors
    ///
    /// Says that there is no such incident.
    pub fn export_timeline(&self, request: ExportTimeline) -> Result<Exported, Error> {
        let all =
            TimelinePage { incident: request.incident, order: Order::Earliest, ..TimelinePage::default() };
        let (incident, entries) = self.whole_timeline(all)?;
        export::timeline(&incident, &entries, request.format)
    }
}

/// The incident, the filter and the page that a request means.
fn asked(request: TimelinePage, limit: u64, cut: usize) -> Result<(String, TimelineFilter, Page), Error> {
    let filter = TimelineFilter {
        kinds: request.kinds.iter().map(|word| word.parse::<Kind>()).collect::<Result<_, _>>()?,
        author: request.author,
        phase: request.phase,
        text: request.text.filter(|text| !text.trim().is_empty()),
    };
    let newest_first = request.order == Order::Latest;
    Ok((request.incident, filter, Page { newest_first, offset: request.offset, limit, cut }))
}

/// The entry that a name means: `device/seq`, or a number alone for this device.
pub(super) fn entry_named(record: &Record, name: &str) -> Result<EntryRef, Error> {
    match name.trim_start_matches('#').parse::<u64>() {
        Ok(seq) => Ok(EntryRef { device: record.device(), seq }),
        Err(_) => Ok(name.parse()?),
    }
}

/// The note that a name means.
fn note_named(record: &Record, incident: &Incident, name: &str) -> Result<TimelineRow, Error> {
    let row = record.entry(incident.id, entry_named(record, name)?)?;
    let row = row.ok_or_else(|| Error::not_found("entry", name))?;
    if row.kind == Kind::NoteAdded.word() {
        return Ok(row);
    }
    let kind = row.kind.parse::<Kind>().map_or(row.kind, |kind| kind.label().to_lowercase());
    Err(Error::NotCorrectable { entry: name.to_owned(), kind })
}

/// An entry as it crosses the seam.
pub(super) fn entry_view(row: TimelineRow, incident: &Incident) -> EntryView {
    let withdrawal = incident.withdrawal(row.entry);
    EntryView {
        withdrawn: withdrawal.map(|withdrawal| Withdrawn {
            entry: withdrawal.stamp.entry.to_string(),
            recorded_at: iso(withdrawal.stamp.recorded_at),
            author: withdrawal.stamp.author.clone(),
            reason: withdrawal.reason.clone(),
        }),
        entry: row.entry.to_string(),
        seq: row.entry.seq,
        correctable: row.kind == Kind::NoteAdded.word() && withdrawal.is_none(),
        occurred_at: row.when.to_iso(),
        reconstructed: row.kind == Kind::StepReconstructed.word()
            || row.recorded_at - row.when.latest > RECONSTRUCTED,
        kind: row.kind,
        when: row.when,
        recorded_at: iso(row.recorded_at),
        author: row.author,
        phase: row.phase,
        text: row.text,
        cut: row.cut,
        corrected: row.corrected.map(|corrected| Corrected {
            entry: corrected.entry.to_string(),
            recorded_at: iso(corrected.recorded_at),
            author: corrected.author,
            original_text: corrected.original_text,
            original_when: corrected.original_when,
        }),
        corrects: row.corrects.map(|entry| Corrects { entry: entry.to_string(), seq: entry.seq }),
        hash: row.hash.to_string(),
    }
}
