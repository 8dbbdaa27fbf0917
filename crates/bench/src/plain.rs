//! The other half of the record's measurements: the same rows by plain rusqlite.
//!
//! Only the store knows SQL, and this is what it is measured against: the same file with the same schema, the same
//! settings of SQLite and prepared statements, and none of the code around them. Nothing is decided, encoded,
//! hashed, folded or checked.

use std::path::Path;

use anyhow::{Context, Result};
use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Params, Statement, Transaction, TransactionBehavior, params};

use crate::fixture;

const INSERT_EVENT: &str = "
    INSERT INTO events (incident, device, seq, hlc, earliest_ms, latest_ms, precision, zone, recorded_ms, author,
                        kind, version, prev, hash, body)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
const INSERT_ENTRY: &str = "
    INSERT INTO entries (incident, device, seq, sort_ms, kind, phase, author, text)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const INSERT_WORDS: &str = "INSERT INTO entry_words (rowid, text) VALUES (?1, ?2)";
const INSERT_ACT: &str = "INSERT INTO acts (incident, undone, place, act) VALUES (?1, 0, ?2, ?3)";
/// What takes a note back, as long as the application writes it.
const ACT: &str = concat!(
    r#"{"back":{"label":"the note of entry 1000 is withdrawn","subject":{"note":"01a203c5-ce19-71ab-8744-92b86b794ef8/1000"},"#,
    r#""commands":[{"note":{"withdraw":{"note":"01a203c5-ce19-71ab-8744-92b86b794ef8/1000","reason":null}}}]},"#,
    r#""left":"fcbcf165908dd18a9e49f7ff27810176db8e9f63b4352213741664245224f8aa"}"#,
);
const FORGET_ACTS: &str = "DELETE FROM acts WHERE incident = ?1 AND undone = 0 AND place <= ?2";
const COUNT: &str = "
    UPDATE incidents SET entries = entries + 1, events = events + 1, last_recorded_ms = ?2, last_entry = ?3
    WHERE id = ?1";

const INCIDENT: &str = "
    SELECT id, code, number, title, status, class, opened_ms, summary, last_recorded_ms, entries, events
    FROM incidents WHERE code = ?1";
const ENDS: &str = "
    SELECT device, seq, hash, hlc FROM events WHERE incident = ?1 AND device = ?2 ORDER BY seq DESC LIMIT 1";
const STATE: &str = "
    SELECT incident, device, seq, hlc, earliest_ms, latest_ms, precision, zone, recorded_ms, author, kind, version,
        prev, hash, body
    FROM events INDEXED BY events_state
    WHERE incident = ?1 AND kind NOT IN ('note.added', 'entry.corrected') ORDER BY hlc, device, seq";
const PLACE: &str = "SELECT run, step, saved_ms FROM places WHERE incident = ?1";
const PAGE: &str = "
    SELECT e.id, e.device, e.seq, e.kind, e.phase, e.author, e.text, v.hlc, v.earliest_ms, v.latest_ms, v.precision,
        v.zone, v.recorded_ms, v.hash, own.corrects_device, own.corrects_seq, words.text, times.earliest_ms
    FROM (SELECT id FROM entries INDEXED BY entries_timeline WHERE incident = ?1
          ORDER BY sort_ms DESC, id DESC LIMIT ?2) AS newest
    CROSS JOIN entries AS e ON e.id = newest.id
    CROSS JOIN events AS v ON v.incident = e.incident AND v.device = e.device AND v.seq = e.seq
    LEFT JOIN corrections AS own ON own.id = e.id
    LEFT JOIN corrections AS words ON words.id = e.text_from
    LEFT JOIN corrections AS times ON times.id = e.when_from";
const AUTHORS: &str = "SELECT author FROM authors WHERE incident = ?1 ORDER BY author";

/// Writes notes as rows, nothing else.
pub(crate) struct PlainRecord {
    connection: Connection,
    incident: [u8; 16],
    device: [u8; 16],
    seq: i64,
    hlc: i64,
    prev: Vec<u8>,
}

impl PlainRecord {
    /// Opens a record for writing, with the settings that the store writes with.
    ///
    /// # Errors
    ///
    /// If it cannot be opened or has no incident of the fixture.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let connection = open(path)?;
        let incident: [u8; 16] = connection.query_row(
            "SELECT id FROM incidents WHERE code = ?1",
            [fixture::FIRST_CODE],
            |row| row.get(0),
        )?;
        let device = device(&connection)?;
        let (seq, prev, hlc) = connection.query_row(
            "SELECT seq, hash, hlc FROM events WHERE incident = ?1 AND device = ?2 ORDER BY seq DESC LIMIT 1",
            [incident, device],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        Ok(Self { connection, incident, device, seq, hlc, prev })
    }

    /// Writes the rows of one note: the event, the entry of the timeline, its words in the search index, the
    /// counts of the incident, and what takes the note back, in place of the oldest of those.
    /// One IMMEDIATE transaction, durable when this returns.
    ///
    /// # Errors
    ///
    /// If a row is refused.
    pub(crate) fn add_note(&mut self, text: &str) -> Result<()> {
        let (seq, hlc) = (self.seq + 1, self.hlc + (1 << 16));
        let now = hlc >> 16;
        let (incident, device) = (self.incident, self.device);
        let hash = self.prev.iter().map(|byte| byte.wrapping_add(1)).collect::<Vec<u8>>();
        let transaction = Transaction::new(&mut self.connection, TransactionBehavior::Immediate)?;
        let body = format!(r#"{{"text":"{text}","phase":"analyze"}}"#);
        transaction.prepare_cached(INSERT_EVENT)?.execute(params![
            incident,
            device,
            seq,
            hlc,
            now,
            now,
            "exact",
            "UTC",
            now,
            fixture::AUTHOR,
            "note.added",
            1,
            self.prev,
            hash,
            body,
        ])?;
        transaction.prepare_cached(INSERT_ENTRY)?.execute(params![
            incident,
            device,
            seq,
            now,
            "note.added",
            "analyze",
            fixture::AUTHOR,
            text
        ])?;
        let id = transaction.last_insert_rowid();
        transaction.prepare_cached(INSERT_WORDS)?.execute(params![id, text])?;
        transaction.prepare_cached(COUNT)?.execute(params![incident, now, id])?;
        transaction.prepare_cached(INSERT_ACT)?.execute(params![incident, seq, ACT])?;
        transaction.prepare_cached(FORGET_ACTS)?.execute(params![incident, seq - 200])?;
        transaction.commit()?;
        (self.seq, self.hlc, self.prev) = (seq, hlc, hash);
        Ok(())
    }
}

/// Reads rows, nothing else.
pub(crate) struct PlainReader {
    connection: Connection,
    device: [u8; 16],
}

impl PlainReader {
    /// Opens a record for reading, and has SQLite read its schema.
    ///
    /// # Errors
    ///
    /// If it cannot be opened.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let connection = open(path)?;
        let device = device(&connection)?;
        Ok(Self { connection, device })
    }

    /// Reads every row that the first screen of an incident is made from, each value as one of its own.
    ///
    /// # Errors
    ///
    /// If there is no such incident.
    pub(crate) fn first_screen(&self, code: &str, entries: u64) -> Result<Vec<Vec<Value>>> {
        let sql = &self.connection;
        let mut all = rows(sql.prepare(INCIDENT)?, [code])?;
        let id = all.first().and_then(|row| row.first()).cloned().context("the incident is not there")?;
        all.extend(rows(sql.prepare(ENDS)?, params![id, self.device])?);
        all.extend(rows(sql.prepare(STATE)?, [&id])?);
        all.extend(rows(sql.prepare(PLACE)?, [&id])?);
        all.extend(rows(sql.prepare(PAGE)?, params![id, i64::try_from(entries)?])?);
        all.extend(rows(sql.prepare(AUTHORS)?, [&id])?);
        Ok(all)
    }
}

fn rows(mut statement: Statement<'_>, parameters: impl Params) -> Result<Vec<Vec<Value>>> {
    let columns = statement.column_count();
    let rows = statement.query_map(parameters, |row| (0..columns).map(|column| row.get(column)).collect())?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn open(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -8000;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", (), |row| row.get(0))?;
    anyhow::ensure!(mode == "wal", "the record is in journal mode {mode}");
    Ok(connection)
}

fn device(connection: &Connection) -> Result<[u8; 16]> {
    connection
        .query_row("SELECT value FROM meta WHERE name = 'device'", (), |row| row.get(0))
        .optional()?
        .context("the record does not say which device it belongs to")
}
