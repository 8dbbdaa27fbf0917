use firebreak_core::event::{DeviceId, EntryRef, Hash, IncidentId, Tip};
use rusqlite::Connection;

use crate::event::each_in_chains;
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
    fn follow(
        &mut self,
        (incident, entry): (IncidentId, EntryRef),
        event: rusqlite::Result<firebreak_core::event::Event>,
    ) {
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

fn integrity_check(sql: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut problems: Vec<String> = sql
        .prepare("PRAGMA integrity_check(10)")?
        .query_map((), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    problems.retain(|problem| problem != "ok");
    Ok(problems)
}
