//! What is kept on this machine only: drafts, places, and what can be taken back. Not part of the record.

use chrono::{DateTime, Utc};
use firebreak_core::event::IncidentId;
use rusqlite::{OptionalExtension, params};

use crate::event::instant;
use crate::{Record, Store, StoreError, Writing};

/// A text that was typed and not yet sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// The text.
    pub text: String,
    /// When it was kept.
    pub saved_at: DateTime<Utc>,
}

/// Where a responder was in an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPlace {
    /// The run.
    pub run: String,
    /// The step.
    pub step: String,
    /// When that was noted.
    pub saved_at: DateTime<Utc>,
}

/// Which acts are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Those that were done and can be taken back.
    Done,
    /// Those that were taken back and can be done again.
    Undone,
}

/// How many acts of one incident can be taken back.
const MOST_ACTS: i64 = 200;

impl Store {
    /// Keeps a draft under a name, in place of the one before; no text forgets it.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be written.
    pub fn put_draft(
        &mut self,
        name: &str,
        text: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.check_place()?;
        self.keep_draft(name, text, now)
    }

    /// Notes where the responder is in an incident.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be written.
    pub fn put_place(&mut self, incident: IncidentId, place: &KeptPlace) -> Result<(), StoreError> {
        self.check_place()?;
        self.keep_place(incident, place)
    }
}

impl Writing<'_> {
    /// Notes where the responder is as [`Store::put_place`] does, together with the rest of the transaction: a step
    /// that is settled and the step at which the responder goes on.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be written.
    pub fn put_place(&mut self, incident: IncidentId, place: &KeptPlace) -> Result<(), StoreError> {
        self.keep_place(incident, place)
    }

    /// Keeps a draft as [`Store::put_draft`] does, together with the rest of the transaction: a note that is
    /// recorded and the draft it was typed as go over in one step.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be written.
    pub fn put_draft(
        &mut self,
        name: &str,
        text: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.keep_draft(name, text, now)
    }

    /// Keeps an act on top of the others of its side. The oldest beyond 200 are forgotten.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be written.
    pub fn push_act(&mut self, incident: IncidentId, side: Side, act: &str) -> Result<(), StoreError> {
        let (incident, undone) = (incident.0.as_bytes(), side.is_undone());
        self.sql(|sql| {
            sql.prepare_cached(
                "INSERT INTO acts (incident, undone, place, act) VALUES (?1, ?2, 1 + coalesce(
                     (SELECT max(place) FROM acts WHERE incident = ?1 AND undone = ?2), 0), ?3)",
            )?
            .execute(params![incident, undone, act])?;
            sql.prepare_cached(
                "DELETE FROM acts WHERE incident = ?1 AND undone = ?2 AND place <= (
                     SELECT max(place) FROM acts WHERE incident = ?1 AND undone = ?2) - ?3",
            )?
            .execute(params![incident, undone, MOST_ACTS])
        })
        .map(drop)
    }

    /// Forgets the last act of a side.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be written.
    pub fn pop_act(&mut self, incident: IncidentId, side: Side) -> Result<(), StoreError> {
        self.sql(|sql| {
            sql.prepare_cached(
                "DELETE FROM acts WHERE incident = ?1 AND undone = ?2 AND place = (
                     SELECT max(place) FROM acts WHERE incident = ?1 AND undone = ?2)",
            )?
            .execute(params![incident.0.as_bytes(), side.is_undone()])
        })
        .map(drop)
    }

    /// Forgets every act of a side.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be written.
    pub fn clear_acts(&mut self, incident: IncidentId, side: Side) -> Result<(), StoreError> {
        self.sql(|sql| {
            sql.prepare_cached("DELETE FROM acts WHERE incident = ?1 AND undone = ?2")?
                .execute(params![incident.0.as_bytes(), side.is_undone()])
        })
        .map(drop)
    }
}

impl Side {
    const fn is_undone(self) -> bool {
        match self {
            Self::Done => false,
            Self::Undone => true,
        }
    }
}

impl Record {
    /// The last act of a side, as it was kept.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn last_act(&self, incident: IncidentId, side: Side) -> Result<Option<String>, StoreError> {
        self.sql(|sql| {
            sql.prepare_cached(
                "SELECT act FROM acts WHERE incident = ?1 AND undone = ?2 ORDER BY place DESC LIMIT 1",
            )?
            .query_row(params![incident.0.as_bytes(), side.is_undone()], |row| row.get(0))
            .optional()
        })
    }

    /// The draft kept under a name.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn draft(&self, name: &str) -> Result<Option<KeptDraft>, StoreError> {
        self.sql(|sql| {
            sql.prepare_cached("SELECT text, saved_ms FROM drafts WHERE name = ?1")?
                .query_row([name], |row| Ok(KeptDraft { text: row.get(0)?, saved_at: instant(row, 1)? }))
                .optional()
        })
    }

    /// Where the responder was in an incident.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn place(&self, incident: IncidentId) -> Result<Option<KeptPlace>, StoreError> {
        self.sql(|sql| {
            sql.prepare_cached("SELECT run, step, saved_ms FROM places WHERE incident = ?1")?
                .query_row([incident.0.as_bytes()], |row| {
                    Ok(KeptPlace { run: row.get(0)?, step: row.get(1)?, saved_at: instant(row, 2)? })
                })
                .optional()
        })
    }

    /// The step at which the responder left each run of an incident.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn cursors(&self, incident: IncidentId) -> Result<Vec<(String, String)>, StoreError> {
        self.sql(|sql| {
            sql.prepare_cached("SELECT run, step FROM cursors WHERE incident = ?1")?
                .query_map([incident.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }

    fn keep_draft(&self, name: &str, text: Option<&str>, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.sql(|sql| match text {
            Some(text) => sql
                .prepare_cached(
                    "INSERT INTO drafts (name, saved_ms, text) VALUES (?1, ?2, ?3)
                     ON CONFLICT (name) DO UPDATE SET saved_ms = excluded.saved_ms, text = excluded.text",
                )?
                .execute(params![name, now.timestamp_millis(), text]),
            None => sql.prepare_cached("DELETE FROM drafts WHERE name = ?1")?.execute([name]),
        })
        .map(drop)
    }

    fn keep_place(&self, incident: IncidentId, place: &KeptPlace) -> Result<(), StoreError> {
        self.sql(|sql| {
            sql.prepare_cached(
                "INSERT INTO cursors (incident, run, step) VALUES (?1, ?2, ?3)
                 ON CONFLICT (incident, run) DO UPDATE SET step = excluded.step",
            )?
            .execute(params![incident.0.as_bytes(), place.run, place.step])?;
            sql.prepare_cached(
                "INSERT INTO places (incident, run, step, saved_ms) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (incident) DO UPDATE
                 SET run = excluded.run, step = excluded.step, saved_ms = excluded.saved_ms",
            )?
            .execute(params![
                incident.0.as_bytes(),
                place.run,
                place.step,
                place.saved_at.timestamp_millis()
            ])
        })
        .map(drop)
    }
}
