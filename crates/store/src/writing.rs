use std::ops::Deref;

use firebreak_core::entry::Entry;
use firebreak_core::event::{EntryRef, Event, IncidentId};
use rusqlite::{Connection, params};

use crate::event::number;
use crate::open::put_meta;
use crate::{Record, StoreError};

/// Begins and ends the words that a search found, where a snippet is made: noncharacters that mean nothing in text.
pub(crate) const MARKS: [char; 2] = ['\u{FDD0}', '\u{FDD1}'];

/// The latest clock that fits: SQLite holds 63 bits, of which a hybrid logical clock counts in 16. The year is 6429.
const LATEST_MS: i64 = (1 << 47) - 1;

const INSERT_EVENT: &str = "
    INSERT INTO events (incident, device, seq, hlc, earliest_ms, latest_ms, precision, zone, recorded_ms, author,
                        kind, version, prev, hash, body)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
const INSERT_ENTRY: &str = "
    INSERT INTO entries (incident, device, seq, sort_ms, kind, phase, author, text)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const INSERT_WORDS: &str = "INSERT INTO entry_words (rowid, text) VALUES (?1, ?2)";
const INSERT_AUTHOR: &str =
    "INSERT INTO authors (incident, author) VALUES (?1, ?2) ON CONFLICT (incident, author) DO NOTHING";
const INSERT_CORRECTION: &str = "
    INSERT INTO corrections (id, incident, corrects_device, corrects_seq, hlc, earliest_ms, latest_ms, precision,
                             zone, text)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
const INSERT_STANDING: &str = "
    INSERT INTO standings (id, incident, note_device, note_seq, hlc, counts) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const IS_CORRECTED: &str = "
    SELECT EXISTS (SELECT 1 FROM corrections WHERE incident = ?1 AND corrects_device = ?2 AND corrects_seq = ?3)";
const APPLY_CORRECTIONS: &str = "
    WITH mine AS (
        SELECT c.id, c.text IS NOT NULL AS has_text, c.earliest_ms IS NOT NULL AS has_when, c.hlc, e.device, e.seq
        FROM corrections AS c JOIN entries AS e ON e.id = c.id
        WHERE c.incident = ?1 AND c.corrects_device = ?2 AND c.corrects_seq = ?3
    )
    UPDATE entries SET
        corrected_by = (SELECT id FROM mine ORDER BY hlc DESC, device DESC, seq DESC LIMIT 1),
        text_from = (SELECT id FROM mine WHERE has_text ORDER BY hlc DESC, device DESC, seq DESC LIMIT 1),
        when_from = (SELECT id FROM mine WHERE has_when ORDER BY hlc DESC, device DESC, seq DESC LIMIT 1)
    WHERE incident = ?1 AND device = ?2 AND seq = ?3";
const SORT_CORRECTED: &str = "
    UPDATE entries SET sort_ms = (SELECT earliest_ms FROM corrections WHERE id = when_from)
    WHERE incident = ?1 AND device = ?2 AND seq = ?3 AND when_from IS NOT NULL";
const COUNT: &str = "
    UPDATE incidents SET
        entries = entries + 1,
        events = events + 1,
        last_recorded_ms = ?2,
        first_entry = iif(first_entry = 0, ?3, min(first_entry, ?3)),
        last_entry = max(last_entry, ?3)
    WHERE id = ?1";

/// One transaction that writes; see [`crate::Store::write`].
///
/// Reads what was written in it before.
#[derive(Debug)]
pub struct Writing<'a> {
    record: &'a Record,
    half_written: bool,
}

impl<'a> Writing<'a> {
    pub(crate) const fn new(record: &'a Record) -> Self {
        Self { record, half_written: false }
    }

    /// Refuses to make durable what an append left half done.
    pub(crate) fn finish(self) -> Result<(), StoreError> {
        if self.half_written {
            Err(StoreError::Refused { why: "an event before it could not be recorded".to_owned() })
        } else {
            Ok(())
        }
    }

    /// Records an event with its row in the timeline, and counts it in the row of the incident if there is one.
    ///
    /// Costs the same however many entries the incident has. After an error nothing of this transaction is kept,
    /// whatever the caller does.
    ///
    /// # Errors
    ///
    /// Refuses an event that does not follow the last one of its chain, or whose hash is not that of its content.
    pub fn append(&mut self, event: &Event, entry: &Entry) -> Result<(), StoreError> {
        let appended = self.append_all(event, entry);
        self.half_written |= appended.is_err();
        appended
    }

    fn append_all(&self, event: &Event, entry: &Entry) -> Result<(), StoreError> {
        if event.compute_hash() != event.hash {
            return Err(StoreError::Refused {
                why: "the hash of an event is not that of its content".to_owned(),
            });
        }
        if event.recorded_at.timestamp_millis() > LATEST_MS || event.hlc.millis() > LATEST_MS.unsigned_abs() {
            return Err(StoreError::TimeOutOfRange);
        }
        self.record.sql(|sql| {
            sql.prepare_cached(INSERT_EVENT)?.execute(params![
                event.incident.0.as_bytes(),
                event.device.0.as_bytes(),
                number(event.seq),
                number(event.hlc.0),
                event.when.earliest.timestamp_millis(),
                event.when.latest.timestamp_millis(),
                event.when.precision.word(),
                event.when.zone,
                event.recorded_at.timestamp_millis(),
                event.author,
                event.kind,
                event.version,
                event.prev.0,
                event.hash.0,
                event.body,
            ])?;
            let id = insert_entry(sql, event, entry)?;
            sql.prepare_cached(COUNT)?.execute(params![
                event.incident.0.as_bytes(),
                event.recorded_at.timestamp_millis(),
                id,
            ])?;
            Ok(())
        })
    }

    /// Makes every timeline entry again from its event, in the total order of each incident.
    ///
    /// The rows of incidents stay, with new counts; [`Writing::put_incident`] makes those again.
    ///
    /// # Errors
    ///
    /// Says so where the file is damaged or the disk is full.
    pub fn rebuild_entries(&mut self, mut entry: impl FnMut(&Event) -> Entry) -> Result<(), StoreError> {
        self.record.sql(|sql| {
            sql.execute_batch(
                "INSERT INTO entry_words (entry_words) VALUES ('delete-all');
                 DELETE FROM entries;
                 DELETE FROM corrections;
                 DELETE FROM standings;
                 DELETE FROM authors;
                 UPDATE incidents SET entries = 0, events = 0, first_entry = 0, last_entry = 0;",
            )
        })?;
        for incident in self.incident_ids()? {
            for key in self.keys_in_order(incident)? {
                let Some(event) = self.event(incident, key)? else { continue };
                let entry = entry(&event);
                self.record.sql(|sql| {
                    let id = insert_entry(sql, &event, &entry)?;
                    sql.prepare_cached(COUNT)?.execute(params![
                        incident.0.as_bytes(),
                        event.recorded_at.timestamp_millis(),
                        id
                    ])
                })?;
            }
        }
        Ok(())
    }

    /// Notes in which version of the words the timeline is told. What those are is up to the caller.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be written.
    pub fn put_wording(&mut self, version: u32) -> Result<(), StoreError> {
        self.record.sql(|sql| put_meta(sql, "wording", &version.to_be_bytes()))
    }
}

impl Deref for Writing<'_> {
    type Target = Record;

    fn deref(&self) -> &Record {
        self.record
    }
}

/// Makes the row of the timeline for an event, and gives its id.
fn insert_entry(sql: &Connection, event: &Event, entry: &Entry) -> rusqlite::Result<i64> {
    let incident = event.incident.0.as_bytes();
    let text = readable(&entry.text);
    sql.prepare_cached(INSERT_ENTRY)?.execute(params![
        incident,
        event.device.0.as_bytes(),
        number(event.seq),
        event.when.earliest.timestamp_millis(),
        event.kind,
        entry.phase.map(firebreak_core::vocabulary::Phase::word),
        event.author,
        text,
    ])?;
    let id = sql.last_insert_rowid();
    sql.prepare_cached(INSERT_WORDS)?.execute(params![id, text])?;
    sql.prepare_cached(INSERT_AUTHOR)?.execute(params![incident, event.author])?;
    if let Some(standing) = &entry.standing {
        sql.prepare_cached(INSERT_STANDING)?.execute(params![
            id,
            incident,
            standing.note.device.0.as_bytes(),
            number(standing.note.seq),
            number(event.hlc.0),
            standing.counts,
        ])?;
    }
    if let Some(correction) = &entry.corrects {
        let when = correction.when.as_ref();
        sql.prepare_cached(INSERT_CORRECTION)?.execute(params![
            id,
            incident,
            correction.entry.device.0.as_bytes(),
            number(correction.entry.seq),
            number(event.hlc.0),
            when.map(|when| when.earliest.timestamp_millis()),
            when.map(|when| when.latest.timestamp_millis()),
            when.map(|when| when.precision.word()),
            when.map(|when| when.zone.as_str()),
            correction.text.as_deref().map(readable),
        ])?;
        apply_corrections(sql, event.incident, correction.entry)?;
    }
    // A correction made on another device may be here before what it corrects.
    if is_corrected(sql, event.incident, event.entry())? {
        apply_corrections(sql, event.incident, event.entry())?;
    }
    Ok(id)
}

fn is_corrected(sql: &Connection, incident: IncidentId, entry: EntryRef) -> rusqlite::Result<bool> {
    sql.prepare_cached(IS_CORRECTED)?
        .query_row(params![incident.0.as_bytes(), entry.device.0.as_bytes(), number(entry.seq)], |row| {
            row.get(0)
        })
}

fn apply_corrections(sql: &Connection, incident: IncidentId, entry: EntryRef) -> rusqlite::Result<()> {
    let key = params![incident.0.as_bytes(), entry.device.0.as_bytes(), number(entry.seq)];
    sql.prepare_cached(APPLY_CORRECTIONS)?.execute(key)?;
    sql.prepare_cached(SORT_CORRECTED)?.execute(key)?;
    Ok(())
}

/// The text as the timeline and the search hold it: without NUL, which ends a text in many places, and without the
/// marks of a snippet. The event keeps the exact text.
pub(crate) fn readable(text: &str) -> String {
    text.replace('\0', "\u{2400}").replace(MARKS, "\u{FFFD}")
}
