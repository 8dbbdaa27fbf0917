use firebreak_core::entry::Entry;
use firebreak_core::event::{DeviceId, EntryRef, Event, Hash, IncidentId, Tip};
use firebreak_core::vocabulary::Phase;
use rusqlite::{Connection, OptionalExtension, params};

use crate::event::{each_in_chains, number};
use crate::schema::MIGRATIONS;
use crate::writing::readable;
use crate::{Record, StoreError};

/// What verifying the record found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// How many events were read.
    pub events: u64,
    /// The end of every chain, in order of incident and device.
    pub heads: Vec<ChainHead>,
    /// The first event that does not hold.
    pub first_bad: Option<BadEvent>,
    /// What is wrong with the file itself; empty where nothing was found. Looked for where all is verified.
    pub damage: Vec<String>,
    /// How many timeline entries are missing, too many, or do not stand for their event. These can be made again
    /// by [`crate::Writing::rebuild_entries`]; the record itself is not touched by it.
    pub wrong_entries: u64,
}

/// The end of one chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainHead {
    /// The incident.
    pub incident: IncidentId,
    /// The device.
    pub device: DeviceId,
    /// The number of its last event.
    pub seq: u64,
    /// The hash of its last event.
    pub hash: Hash,
}

/// An event that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadEvent {
    /// The incident.
    pub incident: IncidentId,
    /// The event.
    pub entry: EntryRef,
    /// What is wrong with it.
    pub why: String,
}

/// Counts for the incidents from `?1` to `?2`.
const WRONG_ENTRIES: &str = "
    SELECT
        (SELECT count(*) FROM events AS v NOT INDEXED
         WHERE v.incident BETWEEN ?1 AND ?2 AND NOT EXISTS (
            SELECT 1 FROM entries AS e
            WHERE e.incident = v.incident AND e.device = v.device AND e.seq = v.seq
                AND e.kind = v.kind AND e.author = v.author
                AND (e.when_from IS NOT NULL OR e.sort_ms = v.earliest_ms)))
      + (SELECT count(*) FROM entries AS e
         WHERE e.incident BETWEEN ?1 AND ?2 AND NOT EXISTS (
            SELECT 1 FROM events AS v
            WHERE v.incident = e.incident AND v.device = e.device AND v.seq = e.seq))";

const SAYS: &str = "
    SELECT EXISTS (
        SELECT 1 FROM entries AS e LEFT JOIN corrections AS c ON c.id = e.id
            LEFT JOIN standings AS s ON s.id = e.id
        WHERE e.incident = ?1 AND e.device = ?2 AND e.seq = ?3
            AND e.kind = ?4 AND e.author = ?5 AND e.phase IS ?6 AND e.text = ?7
            AND c.corrects_device IS ?8 AND c.corrects_seq IS ?9 AND c.text IS ?10
            AND c.earliest_ms IS ?11 AND c.latest_ms IS ?12 AND c.precision IS ?13 AND c.zone IS ?14
            AND s.note_device IS ?15 AND s.note_seq IS ?16 AND s.counts IS ?17)";

impl Verification {
    /// Whether the record holds: every event is whole and follows the one before it, and the file is sound.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.first_bad.is_none() && self.damage.is_empty()
    }
}

impl Record {
    /// Hashes every event of one incident or of all again, follows every chain, and compares the timeline. Where all
    /// is verified, SQLite checks the file too.
    ///
    /// Damage is part of the answer, not an error.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read for another reason, for example because it is locked.
    pub fn verify(&self, incident: Option<IncidentId>) -> Result<Verification, StoreError> {
        let mut found = Verification::default();
        let checked = self.at_one_moment(|record| {
            record.note_damage(&mut found, |sql, found| {
                let mut chains = Chains { found, current: None };
                each_in_chains(sql, incident, |key, event| chains.follow(key, event))
            })?;
            record.note_damage(&mut found, |sql, found| {
                let ids = incident.map_or([[0; 16], [255; 16]], |incident| [*incident.0.as_bytes(); 2]);
                let wrong: i64 = sql.prepare_cached(WRONG_ENTRIES)?.query_row(ids, |row| row.get(0))?;
                found.wrong_entries = u64::try_from(wrong).unwrap_or(0);
                Ok(())
            })?;
            if incident.is_none() {
                record.note_damage(&mut found, |sql, found| {
                    found.damage.extend(missing_guards(sql)?);
                    found.damage.extend(integrity_check(sql)?);
                    Ok(())
                })?;
            }
            Ok(())
        });
        match checked {
            Ok(()) => Ok(found),
            Err(StoreError::Damaged { what, .. }) => {
                found.damage.push(what);
                Ok(found)
            }
            Err(error) => Err(error),
        }
    }

    /// Counts the timeline entries of one incident or of all that are missing or do not say what `entry` makes of
    /// their event. `entry` gets the events of each incident in the total order.
    ///
    /// [`Record::verify`] proves the events; this proves that what is read on screen is what they say.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn count_false_entries(
        &self,
        incident: Option<IncidentId>,
        mut entry: impl FnMut(&Event) -> Entry,
    ) -> Result<u64, StoreError> {
        self.at_one_moment(|record| {
            let incidents = incident.map_or_else(|| record.incident_ids(), |incident| Ok(vec![incident]))?;
            let mut wrong = 0;
            for incident in incidents {
                for key in record.keys_in_order(incident)? {
                    let Some(event) = record.event(incident, key)? else { continue };
                    let expected = entry(&event);
                    if !record.sql(|sql| says(sql, &event, &expected))? {
                        wrong += 1;
                    }
                }
            }
            Ok(wrong)
        })
    }

    /// Runs one check; damage that stops it goes into what was found.
    fn note_damage(
        &self,
        found: &mut Verification,
        check: impl FnOnce(&Connection, &mut Verification) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        match self.sql(|sql| check(sql, found)) {
            Err(StoreError::Damaged { what, .. }) => {
                found.damage.push(what);
                Ok(())
            }
            other => other,
        }
    }
}

/// Follows chains, one after the other.
struct Chains<'a> {
    found: &'a mut Verification,
    current: Option<(IncidentId, DeviceId, Tip)>,
}

impl Chains<'_> {
    fn follow(&mut self, (incident, entry): (IncidentId, EntryRef), event: rusqlite::Result<Event>) {
        self.found.events += 1;
        let tip = match self.current {
            Some((same, device, tip)) if (same, device) == (incident, entry.device) => {
                self.found.heads.pop();
                tip
            }
            Some(_) | None => Tip::START,
        };
        // After an event that does not hold, the chain is followed from what stands there.
        let (tip, why) = match event {
            Ok(event) => match tip.follow(&event) {
                Ok(tip) => (tip, None),
                Err(broken) => (Tip { seq: event.seq, hash: event.hash }, Some(broken.to_string())),
            },
            Err(error) => {
                (Tip { seq: entry.seq, hash: Hash::ZERO }, Some(format!("it cannot be read: {error}")))
            }
        };
        if let Some(why) = why {
            self.found.first_bad.get_or_insert(BadEvent { incident, entry, why });
        }
        self.current = Some((incident, entry.device, tip));
        self.found.heads.push(ChainHead { incident, device: entry.device, seq: tip.seq, hash: tip.hash });
    }
}

/// Whether the row of an event says what it should.
fn says(sql: &Connection, event: &Event, expected: &Entry) -> rusqlite::Result<bool> {
    let correction = expected.corrects.as_ref();
    let when = correction.and_then(|correction| correction.when.as_ref());
    sql.prepare_cached(SAYS)?.query_row(
        params![
            event.incident.0.as_bytes(),
            event.device.0.as_bytes(),
            number(event.seq),
            event.kind,
            event.author,
            expected.phase.map(Phase::word),
            readable(&expected.text),
            correction.map(|correction| *correction.entry.device.0.as_bytes()),
            correction.map(|correction| number(correction.entry.seq)),
            correction.and_then(|correction| correction.text.as_deref()).map(readable),
            when.map(|when| when.earliest.timestamp_millis()),
            when.map(|when| when.latest.timestamp_millis()),
            when.map(|when| when.precision.word()),
            when.map(|when| when.zone.as_str()),
            expected.standing.map(|standing| *standing.note.device.0.as_bytes()),
            expected.standing.map(|standing| number(standing.note.seq)),
            expected.standing.map(|standing| standing.counts),
        ],
        |row| row.get(0),
    )
}

/// Names the parts of the record that the file lacks or has in other words: its table, index and triggers.
fn missing_guards(sql: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = sql.prepare("SELECT sql FROM sqlite_schema WHERE name = ?1")?;
    let mut missing = Vec::new();
    for name in ["events", "events_append", "events_never_change", "events_never_go", "events_state"] {
        let found: Option<String> = statement.query_row([name], |row| row.get(0)).optional()?;
        if !found.is_some_and(|found| MIGRATIONS.iter().any(|sql| sql.contains(&found))) {
            missing.push(format!("\"{name}\", which protects the record, is missing or was altered"));
        }
    }
    Ok(missing)
}

fn integrity_check(sql: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut problems: Vec<String> = sql
        .prepare("PRAGMA integrity_check(10)")?
        .query_map((), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    problems.retain(|problem| problem != "ok");
    Ok(problems)
}
