//! Events as rows.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use firebreak_core::event::{DeviceId, EntryRef, Event, Hash, Hlc, IncidentId, Tip};
use firebreak_core::when::When;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::{Record, StoreError};

/// How much of an incident is already known: the number of the last event of each device's chain.
pub type Known = BTreeMap<DeviceId, u64>;

/// The columns of an event, in the order that [`event_of`] reads them.
macro_rules! event_columns {
    () => {
        "incident, device, seq, hlc, earliest_ms, latest_ms, precision, zone, recorded_ms, author, kind, version, \
         prev, hash, body"
    };
}

const OF_STATE: &str = concat!(
    "SELECT ",
    event_columns!(),
    " FROM events INDEXED BY events_state
      WHERE incident = ?1 AND kind NOT IN ('note.added', 'entry.corrected') ORDER BY hlc, device, seq"
);
const AFTER: &str =
    concat!("SELECT ", event_columns!(), " FROM events WHERE incident = ?1 AND device = ?2 AND seq > ?3");
const STATE_AFTER: &str = concat!(
    "SELECT ",
    event_columns!(),
    " FROM events NOT INDEXED
      WHERE incident = ?1 AND device = ?2 AND seq > ?3 AND kind NOT IN ('note.added', 'entry.corrected')"
);
const ONE: &str =
    concat!("SELECT ", event_columns!(), " FROM events WHERE incident = ?1 AND device = ?2 AND seq = ?3");
const CHAINS_OF: &str = concat!(
    "SELECT ",
    event_columns!(),
    " FROM events NOT INDEXED WHERE incident = ?1 ORDER BY incident, device, seq"
);
const CHAINS: &str =
    concat!("SELECT ", event_columns!(), " FROM events NOT INDEXED ORDER BY incident, device, seq");
const DEVICES: &str = "
    WITH RECURSIVE devices (device) AS (
        SELECT (SELECT min(device) FROM events WHERE incident = ?1)
        UNION ALL
        SELECT (SELECT min(device) FROM events WHERE incident = ?1 AND device > devices.device)
        FROM devices WHERE devices.device IS NOT NULL
    )
    SELECT device FROM devices WHERE device IS NOT NULL";
const INCIDENTS: &str = "
    WITH RECURSIVE incidents (incident) AS (
        SELECT (SELECT min(incident) FROM events)
        UNION ALL
        SELECT (SELECT min(incident) FROM events WHERE incident > incidents.incident)
        FROM incidents WHERE incidents.incident IS NOT NULL
    )
    SELECT incident FROM incidents WHERE incident IS NOT NULL";
const KEYS_OF: &str = "
    SELECT hlc, device, seq FROM events NOT INDEXED WHERE incident = ?1";
const TIP: &str = "
    SELECT seq, hash, hlc FROM events WHERE incident = ?1 AND device = ?2 ORDER BY seq DESC LIMIT 1";

impl Record {
    /// The events that change the state of an incident, in the total order. Costs the same however many notes
    /// the incident has.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn state_events(&self, incident: IncidentId) -> Result<Vec<Event>, StoreError> {
        self.sql(|sql| sql.prepare_cached(OF_STATE)?.query_map([incident.0.as_bytes()], event_of)?.collect())
    }

    /// The events of an incident that are not known yet, in the total order; with `state_only`, without notes
    /// and their corrections.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn events_after(
        &self,
        incident: IncidentId,
        known: &Known,
        state_only: bool,
    ) -> Result<Vec<Event>, StoreError> {
        if known.is_empty() && state_only {
            return self.state_events(incident);
        }
        let statement = if state_only { STATE_AFTER } else { AFTER };
        self.at_one_moment(|record| {
            record.sql(|sql| {
                let mut events = Vec::new();
                for device in devices(sql, incident)? {
                    let after = known.get(&device).copied().unwrap_or(0);
                    let mut rows = sql.prepare_cached(statement)?;
                    let rows = rows.query_map(
                        params![incident.0.as_bytes(), device.0.as_bytes(), number(after)],
                        event_of,
                    )?;
                    for event in rows {
                        events.push(event?);
                    }
                }
                events.sort_by_key(Event::order);
                Ok(events)
            })
        })
    }

    /// One event, `None` where there is none.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn event(&self, incident: IncidentId, entry: EntryRef) -> Result<Option<Event>, StoreError> {
        self.sql(|sql| {
            sql.prepare_cached(ONE)?
                .query_row(
                    params![incident.0.as_bytes(), entry.device.0.as_bytes(), number(entry.seq)],
                    event_of,
                )
                .optional()
        })
    }

    /// The end of the chain of each device that wrote in an incident.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn tips(&self, incident: IncidentId) -> Result<BTreeMap<DeviceId, Tip>, StoreError> {
        self.at_one_moment(|record| {
            record.sql(|sql| {
                let mut tips = BTreeMap::new();
                for device in devices(sql, incident)? {
                    tips.insert(device, tip(sql, incident, device)?.0);
                }
                Ok(tips)
            })
        })
    }

    /// The end of the chain of this device in an incident.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn tip(&self, incident: IncidentId) -> Result<Tip, StoreError> {
        self.sql(|sql| Ok(tip(sql, incident, self.device)?.0))
    }

    /// The greatest clock in an incident, over all devices; `None` where there is no event.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn last_hlc(&self, incident: IncidentId) -> Result<Option<Hlc>, StoreError> {
        // A clock never runs backwards along a chain, so the greatest one stands at the end of a chain.
        self.sql(|sql| {
            let mut greatest = None;
            for device in devices(sql, incident)? {
                greatest = greatest.max(tip(sql, incident, device)?.1);
            }
            Ok(greatest)
        })
    }

    /// The incidents that have events, whether or not they have a row in the list.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn incident_ids(&self) -> Result<Vec<IncidentId>, StoreError> {
        self.sql(|sql| {
            sql.prepare_cached(INCIDENTS)?.query_map((), |row| row.get(0).map(incident_id))?.collect()
        })
    }
}

impl Record {
    /// What names the events of an incident, in the total order.
    pub(crate) fn keys_in_order(&self, incident: IncidentId) -> Result<Vec<EntryRef>, StoreError> {
        self.sql(|sql| {
            let mut keys: Vec<(Hlc, EntryRef)> = sql
                .prepare_cached(KEYS_OF)?
                .query_map([incident.0.as_bytes()], |row| {
                    let device = DeviceId(Uuid::from_bytes(row.get(1)?));
                    Ok((Hlc(unsigned(row, 0)?), EntryRef { device, seq: unsigned(row, 2)? }))
                })?
                .collect::<rusqlite::Result<_>>()?;
            keys.sort_unstable();
            Ok(keys.into_iter().map(|(_, key)| key).collect())
        })
    }
}

/// Hands every event of one incident or of all to `each`, chain by chain; a row that cannot be read comes with
/// its key and the reason.
pub(crate) fn each_in_chains(
    sql: &Connection,
    incident: Option<IncidentId>,
    mut each: impl FnMut((IncidentId, EntryRef), rusqlite::Result<Event>),
) -> rusqlite::Result<()> {
    let mut statement = sql.prepare(if incident.is_some() { CHAINS_OF } else { CHAINS })?;
    let mut rows = match incident {
        Some(incident) => statement.query([incident.0.as_bytes()])?,
        None => statement.query(())?,
    };
    while let Some(row) = rows.next()? {
        let device = DeviceId(Uuid::from_bytes(row.get(1)?));
        let entry = EntryRef { device, seq: unsigned(row, 2)? };
        each((incident_id(row.get(0)?), entry), event_of(row));
    }
    Ok(())
}

/// Reads a row of [`event_columns`].
pub(crate) fn event_of(row: &Row<'_>) -> rusqlite::Result<Event> {
    Ok(Event {
        incident: incident_id(row.get(0)?),
        device: DeviceId(Uuid::from_bytes(row.get(1)?)),
        seq: unsigned(row, 2)?,
        hlc: Hlc(unsigned(row, 3)?),
        when: when_of(row, 4)?,
        recorded_at: instant(row, 8)?,
        author: row.get(9)?,
        kind: row.get(10)?,
        version: row.get(11)?,
        prev: Hash(row.get(12)?),
        hash: Hash(row.get(13)?),
        body: row.get(14)?,
    })
}

/// Reads four columns, from `at` on: earliest, latest, precision, zone.
pub(crate) fn when_of(row: &Row<'_>, at: usize) -> rusqlite::Result<When> {
    Ok(When {
        earliest: instant(row, at)?,
        latest: instant(row, at + 1)?,
        precision: word(row, at + 2)?,
        zone: row.get(at + 3)?,
    })
}

/// Reads an instant from milliseconds.
pub(crate) fn instant(row: &Row<'_>, at: usize) -> rusqlite::Result<DateTime<Utc>> {
    let millis: i64 = row.get(at)?;
    DateTime::from_timestamp_millis(millis)
        .ok_or_else(|| unreadable(at, Type::Integer, format!("{millis} is not a time")))
}

/// Reads a word of a vocabulary.
pub(crate) fn word<T: std::str::FromStr<Err: std::fmt::Display>>(
    row: &Row<'_>,
    at: usize,
) -> rusqlite::Result<T> {
    let word: String = row.get(at)?;
    word.parse().map_err(|error: T::Err| unreadable(at, Type::Text, error.to_string()))
}

/// Reads a number that is never negative.
pub(crate) fn unsigned(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(at)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(at, value))
}

/// Says that a value in the file is not what the program writes there.
pub(crate) fn unreadable(at: usize, found: Type, why: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, found, why.into())
}

/// The number as SQLite holds it; one that is too great becomes the greatest, which nothing in the file has.
pub(crate) fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

pub(crate) const fn incident_id(bytes: [u8; 16]) -> IncidentId {
    IncidentId(Uuid::from_bytes(bytes))
}

fn devices(sql: &Connection, incident: IncidentId) -> rusqlite::Result<Vec<DeviceId>> {
    sql.prepare_cached(DEVICES)?
        .query_map([incident.0.as_bytes()], |row| Ok(DeviceId(Uuid::from_bytes(row.get(0)?))))?
        .collect()
}

fn tip(sql: &Connection, incident: IncidentId, device: DeviceId) -> rusqlite::Result<(Tip, Option<Hlc>)> {
    let found = sql
        .prepare_cached(TIP)?
        .query_row([incident.0.as_bytes(), device.0.as_bytes()], |row| {
            Ok((Tip { seq: unsigned(row, 0)?, hash: Hash(row.get(1)?) }, Hlc(unsigned(row, 2)?)))
        })
        .optional()?;
    Ok(found.map_or((Tip::START, None), |(tip, hlc)| (tip, Some(hlc))))
}
