//! The rows of incidents: what a list shows without folding any event.

use chrono::{DateTime, Utc};
use firebreak_core::event::IncidentId;
use firebreak_core::vocabulary::Class;
use rusqlite::{OptionalExtension, Row, ToSql, named_params, params, params_from_iter};

use crate::event::{incident_id, instant, unsigned, word};
use crate::query::Query;
use crate::{Record, StoreError, Writing};

/// Whether an incident can be worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// It is being worked.
    Open,
    /// It is closed: read-only until reopened.
    Closed,
}

/// What the application says of an incident in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentRow {
    /// The id.
    pub id: IncidentId,
    /// The code for people, for example `INC-0007`. Unique, whatever its case.
    pub code: String,
    /// The number in the code.
    pub number: u64,
    /// The title.
    pub title: String,
    /// Open or closed.
    pub status: Status,
    /// Live or exercise.
    pub class: Class,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// What else a list shows: JSON that the application makes and reads.
    pub summary: String,
}

/// One incident in a list, with what the store counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedIncident {
    /// What the application says of it.
    pub row: IncidentRow,
    /// When its last event was recorded.
    pub last_recorded_at: DateTime<Utc>,
    /// How many timeline entries it has.
    pub entries: u64,
    /// How many events it has, over all devices.
    pub events: u64,
}

/// Which incidents to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncidentFilter {
    /// Only those with this status.
    pub status: Option<Status>,
    /// Only those with every word of this in code and title, or in one entry.
    pub text: Option<String>,
    /// Where to begin.
    pub offset: u64,
    /// How many at most.
    pub limit: u64,
}

/// Incidents, the last opened first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentList {
    /// How many fit in all.
    pub total: u64,
    /// How many are open, whatever was asked.
    pub open: u64,
    /// The rows asked for.
    pub rows: Vec<ListedIncident>,
}

macro_rules! row_columns {
    () => {
        "id, code, number, title, status, class, opened_ms, summary, last_recorded_ms, entries, events"
    };
}

const UPDATE: &str = "
    UPDATE incidents SET code = :code, number = :number, title = :title, folded = :folded, status = :status,
        class = :class, opened_ms = :opened_ms, summary = :summary
    WHERE id = :id";
const INSERT: &str = "
    INSERT INTO incidents (id, code, number, title, folded, status, class, opened_ms, summary, last_recorded_ms,
                           entries, events, first_entry, last_entry)
    SELECT :id, :code, :number, :title, :folded, :status, :class, :opened_ms, :summary,
        coalesce((SELECT recorded_ms FROM events WHERE incident = :id ORDER BY hlc DESC LIMIT 1), :opened_ms),
        count(*), (SELECT count(*) FROM events WHERE incident = :id), coalesce(min(id), 0), coalesce(max(id), 0)
    FROM entries WHERE incident = :id";
const CODE_OWNER: &str = "SELECT id FROM incidents WHERE code = ?1";
const NEXT_NUMBER: &str = "SELECT coalesce(max(number), 0) + 1 FROM incidents";
const BY_ID: &str = concat!("SELECT ", row_columns!(), " FROM incidents WHERE id = ?1");
const BY_CODE: &str = concat!("SELECT ", row_columns!(), " FROM incidents WHERE code = ?1");
const BY_PREFIX: &str =
    concat!("SELECT ", row_columns!(), " FROM incidents WHERE id BETWEEN ?1 AND ?2 ORDER BY id");
const COUNT_OPEN: &str = "SELECT count(*) FROM incidents INDEXED BY incidents_opened WHERE status = 'open'";

impl Status {
    const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

impl std::str::FromStr for Status {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "open" => Ok(Self::Open),
            "closed" => Ok(Self::Closed),
            other => Err(format!("\"{other}\" is not a status of an incident")),
        }
    }
}

impl Writing<'_> {
    /// The number for the next incident: one more than the greatest there is.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn next_number(&self) -> Result<u64, StoreError> {
        self.sql(|sql| sql.prepare_cached(NEXT_NUMBER)?.query_row((), |row| unsigned(row, 0)))
    }

    /// Writes the row of an incident, new or again. What the store counts stays as it is.
    ///
    /// # Errors
    ///
    /// Refuses a code that another incident has; the transaction can go on.
    pub fn put_incident(&mut self, row: &IncidentRow) -> Result<(), StoreError> {
        let owner = self.sql(|sql| {
            sql.prepare_cached(CODE_OWNER)?
                .query_row([&row.code], |row| row.get(0).map(incident_id))
                .optional()
        })?;
        if owner.is_some_and(|owner| owner != row.id) {
            return Err(StoreError::CodeTaken { code: row.code.clone() });
        }
        let number = i64::try_from(row.number)
            .map_err(|_| StoreError::Refused { why: "the number of an incident is too great".to_owned() })?;
        let folded = format!("{} {}", row.code, row.title).to_lowercase();
        self.sql(|sql| {
            let values = named_params! {
                ":id": row.id.0.as_bytes(),
                ":code": row.code,
                ":number": number,
                ":title": row.title,
                ":folded": folded,
                ":status": row.status.word(),
                ":class": row.class.word(),
                ":opened_ms": row.opened_at.timestamp_millis(),
                ":summary": row.summary,
            };
            if sql.prepare_cached(UPDATE)?.execute(values)? == 0 {
                sql.prepare_cached(INSERT)?.execute(values)?;
            }
            Ok(())
        })
    }
}

impl Record {
    /// The row of one incident, `None` where there is none.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn incident(&self, id: IncidentId) -> Result<Option<ListedIncident>, StoreError> {
        self.sql(|sql| sql.prepare_cached(BY_ID)?.query_row([id.0.as_bytes()], listed).optional())
    }

    /// The incidents that a text can mean: an id, a code in any case, or the beginning of an id.
    ///
    /// None means that there is none; several that the beginning is not enough.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn find_incidents(&self, text: &str) -> Result<Vec<ListedIncident>, StoreError> {
        let text = text.trim();
        self.sql(|sql| {
            let by_code = sql.prepare_cached(BY_CODE)?.query_row([text], listed).optional()?;
            if let Some(incident) = by_code {
                return Ok(vec![incident]);
            }
            let Some((from, to)) = ids_that_begin(text) else { return Ok(Vec::new()) };
            sql.prepare_cached(BY_PREFIX)?.query_map([from, to], listed)?.collect()
        })
    }

    /// Lists incidents, the last opened first.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn list_incidents(&self, filter: &IncidentFilter) -> Result<IncidentList, StoreError> {
        let query = filter.text.as_deref().and_then(Query::new);
        let full_text = query.as_ref().and_then(Query::full_text);
        let mut conditions: Vec<String> = Vec::new();
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        if let Some(status) = filter.status {
            values.push(Box::new(status.word()));
            conditions.push("status = ?".to_owned());
        }
        if let Some(query) = &query {
            let in_title = vec!["instr(folded, ?) > 0"; query.words.len()].join(" AND ");
            values.extend(query.words.iter().cloned().map(|word| Box::new(word) as Box<dyn ToSql>));
            conditions.push(if let Some(full_text) = full_text {
                values.push(Box::new(full_text));
                format!(
                    "({in_title} OR id IN (SELECT e.incident FROM entry_words AS w CROSS JOIN entries AS e
                                           ON e.id = w.rowid WHERE w.entry_words MATCH ?))"
                )
            } else {
                format!("({in_title})")
            });
        }
        let condition = if conditions.is_empty() { "true".to_owned() } else { conditions.join(" AND ") };
        let [offset, limit] =
            [filter.offset, filter.limit].map(|part| usize::try_from(part).unwrap_or(usize::MAX));
        self.at_one_moment(|record| {
            record.sql(|sql| {
                // To count what fits, every row is looked at; so the ids come from the same look.
                let ids: Vec<[u8; 16]> = sql
                    .prepare_cached(&format!(
                        "SELECT id FROM incidents WHERE {condition} ORDER BY opened_ms DESC, number DESC"
                    ))?
                    .query_map(params_from_iter(&values), |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?;
                let open = sql.prepare_cached(COUNT_OPEN)?.query_row((), |row| unsigned(row, 0))?;
                let mut one = sql.prepare_cached(BY_ID)?;
                let rows = ids
                    .iter()
                    .skip(offset)
                    .take(limit)
                    .map(|id| one.query_row([id], listed))
                    .collect::<rusqlite::Result<_>>()?;
                Ok(IncidentList { total: u64::try_from(ids.len()).unwrap_or(u64::MAX), open, rows })
            })
        })
    }

    /// Everyone who wrote in an incident, by name.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn authors(&self, incident: IncidentId) -> Result<Vec<String>, StoreError> {
        self.sql(|sql| {
            sql.prepare_cached("SELECT author FROM authors WHERE incident = ?1 ORDER BY author")?
                .query_map(params![incident.0.as_bytes()], |row| row.get(0))?
                .collect()
        })
    }

    /// Everyone who wrote in any incident, by name.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn all_authors(&self) -> Result<Vec<String>, StoreError> {
        self.sql(|sql| {
            sql.prepare_cached("SELECT DISTINCT author FROM authors ORDER BY author")?
                .query_map(params![], |row| row.get(0))?
                .collect()
        })
    }
}

fn listed(row: &Row<'_>) -> rusqlite::Result<ListedIncident> {
    Ok(ListedIncident {
        row: IncidentRow {
            id: incident_id(row.get(0)?),
            code: row.get(1)?,
            number: unsigned(row, 2)?,
            title: row.get(3)?,
            status: word(row, 4)?,
            class: word(row, 5)?,
            opened_at: instant(row, 6)?,
            summary: row.get(7)?,
        },
        last_recorded_at: instant(row, 8)?,
        entries: unsigned(row, 9)?,
        events: unsigned(row, 10)?,
    })
}

/// The first and the last id that begin with the hexadecimal digits of `text`; `None` where it has none, too many
/// or anything else.
fn ids_that_begin(text: &str) -> Option<([u8; 16], [u8; 16])> {
    let digits: Vec<u8> = text
        .chars()
        .filter(|c| *c != '-')
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    if digits.is_empty() || digits.len() > 32 {
        return None;
    }
    let fill = |filler: u8| {
        let mut digits = digits.iter().copied().chain(std::iter::repeat(filler));
        let mut next = || digits.next().unwrap_or(filler);
        std::array::from_fn(|_| next() << 4 | next())
    };
    Some((fill(0), fill(15)))
}
