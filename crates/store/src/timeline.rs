use chrono::{DateTime, Utc};
use firebreak_core::event::{DeviceId, EntryRef, Hash, Hlc, IncidentId, Kind};
use firebreak_core::vocabulary::Phase;
use firebreak_core::when::When;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params, params_from_iter};
use uuid::Uuid;

use crate::event::{instant, number, unsigned, when_of, word};
use crate::query::Query;
use crate::{Record, StoreError};

/// Which entries of a timeline to show. The default shows all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelineFilter {
    /// Only these kinds; all where empty.
    pub kinds: Vec<Kind>,
    /// Only by this author.
    pub author: Option<String>,
    /// Only of this phase.
    pub phase: Option<Phase>,
    /// Only with every word of this, in the words as first said or as they count now; the last may be a beginning.
    pub text: Option<String>,
}

/// Which part of a timeline to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Whether what happened last comes first.
    pub newest_first: bool,
    /// Where to begin.
    pub offset: u64,
    /// How many rows at most.
    pub limit: u64,
    /// After how many characters a text is cut.
    pub cut: usize,
}

/// A part of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// How many entries fit the filter.
    pub total: u64,
    /// The rows asked for.
    pub rows: Vec<TimelineRow>,
}

/// One entry of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineRow {
    /// The event it shows.
    pub entry: EntryRef,
    /// The clock of the event.
    pub hlc: Hlc,
    /// The word of its kind.
    pub kind: String,
    /// The phase it belongs to.
    pub phase: Option<Phase>,
    /// Who wrote it.
    pub author: String,
    /// When it happened, as it counts now.
    pub when: When,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The words, as they count now.
    pub text: String,
    /// Whether the words were cut.
    pub cut: bool,
    /// The hash of the event.
    pub hash: Hash,
    /// The last correction, where it was corrected.
    pub corrected: Option<CorrectedRow>,
    /// What it corrects, where it is a correction.
    pub corrects: Option<EntryRef>,
}

/// How an entry was corrected, and what it said at first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectedRow {
    /// The last correction.
    pub entry: EntryRef,
    /// When that was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who wrote it.
    pub author: String,
    /// The words as first said.
    pub original_text: String,
    /// Whether those words were cut.
    pub original_cut: bool,
    /// The time as first said.
    pub original_when: When,
}

/// One entry by its id, as first said; `?2` is one character more than a text may have.
const ROW: &str = "
    SELECT e.device, e.seq, v.hlc, e.kind, e.phase, e.author,
        v.earliest_ms, v.latest_ms, v.precision, v.zone, v.recorded_ms, v.hash, substr(e.text, 1, ?2),
        c.corrects_device, c.corrects_seq, e.corrected_by IS NOT NULL
    FROM entries AS e
    CROSS JOIN events AS v ON v.incident = e.incident AND v.device = e.device AND v.seq = e.seq
    LEFT JOIN corrections AS c ON c.id = e.id
    WHERE e.id = ?1";
/// How an entry was corrected, by its id.
const CORRECTED: &str = "
    SELECT last.device, last.seq, v.recorded_ms, last.author, substr(words.text, 1, ?2),
        times.earliest_ms, times.latest_ms, times.precision, times.zone
    FROM entries AS e
    CROSS JOIN entries AS last ON last.id = e.corrected_by
    CROSS JOIN events AS v ON v.incident = last.incident AND v.device = last.device AND v.seq = last.seq
    LEFT JOIN corrections AS words ON words.id = e.text_from
    LEFT JOIN corrections AS times ON times.id = e.when_from
    WHERE e.id = ?1";
const ID: &str = "SELECT id, sort_ms FROM entries WHERE incident = ?1 AND device = ?2 AND seq = ?3";
const TOTAL: &str = "SELECT entries FROM incidents WHERE id = ?1";
const BEFORE: &str = "
    SELECT count(*) FROM entries INDEXED BY entries_timeline WHERE incident = ?1 AND (sort_ms, id) < (?2, ?3)";
const AFTER: &str = "
    SELECT count(*) FROM entries INDEXED BY entries_timeline WHERE incident = ?1 AND (sort_ms, id) > (?2, ?3)";
/// The entries whose words fit, and those that fit as they were corrected. An incident's entries lie between two
/// ids, so that little of what other incidents have is looked at.
const FITTING: &str = "id IN (
    WITH fitting (id) AS MATERIALIZED (
        SELECT rowid FROM entry_words WHERE entry_words MATCH ?
            AND rowid BETWEEN (SELECT first_entry FROM incidents WHERE id = ?)
            AND (SELECT last_entry FROM incidents WHERE id = ?)
    )
    SELECT id FROM fitting
    UNION ALL
    SELECT e.id FROM corrections AS c CROSS JOIN entries AS e
        ON e.incident = c.incident AND e.device = c.corrects_device AND e.seq = c.corrects_seq
    WHERE c.incident = ? AND e.text_from = c.id AND c.id IN (SELECT id FROM fitting))";

impl Record {
    /// A part of the timeline of an incident, by when things happened, with the number of all that fits.
    ///
    /// Only the rows asked for are read; what stands before them is skipped in an index.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn timeline(
        &self,
        incident: IncidentId,
        filter: &TimelineFilter,
        page: Page,
    ) -> Result<Timeline, StoreError> {
        let condition = Condition::new(incident, filter);
        self.at_one_moment(|record| {
            record.sql(|sql| {
                let (total, ids) = condition.total_and_ids(sql, incident, page)?;
                Ok(Timeline { total, rows: rows(sql, &ids, page.cut)? })
            })
        })
    }

    /// How many entries stand before an entry in the unfiltered timeline; `None` where there is no such entry.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn locate(
        &self,
        incident: IncidentId,
        entry: EntryRef,
        newest_first: bool,
    ) -> Result<Option<u64>, StoreError> {
        self.at_one_moment(|record| {
            record.sql(|sql| {
                let Some((id, sort_ms)) = id_of(sql, incident, entry)? else { return Ok(None) };
                sql.prepare_cached(if newest_first { AFTER } else { BEFORE })?
                    .query_row(params![incident.0.as_bytes(), sort_ms, id], |row| unsigned(row, 0))
                    .map(Some)
            })
        })
    }

    /// One entry with its whole text; `None` where there is no such entry.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn entry(&self, incident: IncidentId, entry: EntryRef) -> Result<Option<TimelineRow>, StoreError> {
        self.at_one_moment(|record| {
            record.sql(|sql| {
                let Some((id, _)) = id_of(sql, incident, entry)? else { return Ok(None) };
                Ok(rows(sql, &[id], usize::MAX)?.pop())
            })
        })
    }
}

/// What rows must hold, as SQL with its values.
struct Condition {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
    everything: bool,
}

impl Condition {
    fn new(incident: IncidentId, filter: &TimelineFilter) -> Self {
        let id = *incident.0.as_bytes();
        let mut sql = vec!["incident = ?".to_owned()];
        let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(id)];
        if !filter.kinds.is_empty() {
            sql.push(format!("kind IN ({})", vec!["?"; filter.kinds.len()].join(", ")));
            values.extend(filter.kinds.iter().map(|kind| Box::new(kind.word()) as Box<dyn ToSql>));
        }
        if let Some(author) = &filter.author {
            sql.push("author = ?".to_owned());
            values.push(Box::new(author.clone()));
        }
        if let Some(phase) = filter.phase {
            sql.push("phase = ?".to_owned());
            values.push(Box::new(phase.word()));
        }
        if let Some(query) = filter.text.as_deref().and_then(Query::new) {
            if let Some(full_text) = query.full_text() {
                sql.push(FITTING.to_owned());
                values.push(Box::new(full_text));
                values.extend([id; 3].map(|id| Box::new(id) as Box<dyn ToSql>));
            } else {
                // Such as an emoji, which is not in the index: every text of this incident is looked at.
                for word in query.words {
                    sql.push("instr(text, ?) > 0".to_owned());
                    values.push(Box::new(word));
                }
            }
        }
        Self { everything: sql.len() == 1, sql: sql.join(" AND "), values }
    }

    /// How many entries fit, and the ids of those on the page.
    fn total_and_ids(
        &self,
        sql: &Connection,
        incident: IncidentId,
        page: Page,
    ) -> rusqlite::Result<(u64, Vec<i64>)> {
        if self.everything {
            let total = sql
                .prepare_cached(TOTAL)?
                .query_row([incident.0.as_bytes()], |row| unsigned(row, 0))
                .optional()?;
            if let Some(total) = total {
                return Ok((total, self.ids(sql, page)?));
            }
        }
        // To count what fits, every entry is looked at; so the ids come from the same look.
        let all = self.ids(sql, Page { offset: 0, limit: u64::MAX, ..page })?;
        let total = u64::try_from(all.len()).unwrap_or(u64::MAX);
        let [offset, limit] =
            [page.offset, page.limit].map(|part| usize::try_from(part).unwrap_or(usize::MAX));
        Ok((total, all.into_iter().skip(offset).take(limit).collect()))
    }

    fn ids(&self, sql: &Connection, page: Page) -> rusqlite::Result<Vec<i64>> {
        let order = if page.newest_first { "DESC" } else { "ASC" };
        let (limit, offset) = (number(page.limit), number(page.offset));
        let part: [&dyn ToSql; 2] = [&limit, &offset];
        let values = self.values.iter().map(AsRef::as_ref).chain(part);
        sql.prepare_cached(&format!(
            "SELECT id FROM entries INDEXED BY entries_timeline WHERE {}
             ORDER BY sort_ms {order}, id {order} LIMIT ? OFFSET ?",
            self.sql
        ))?
        .query_map(params_from_iter(values), |row| row.get(0))?
        .collect()
    }
}

fn id_of(sql: &Connection, incident: IncidentId, entry: EntryRef) -> rusqlite::Result<Option<(i64, i64)>> {
    sql.prepare_cached(ID)?
        .query_row(params![incident.0.as_bytes(), entry.device.0.as_bytes(), number(entry.seq)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()
}

/// The entries with these ids, as they count now.
fn rows(sql: &Connection, ids: &[i64], cut: usize) -> rusqlite::Result<Vec<TimelineRow>> {
    let longest = i64::try_from(cut).unwrap_or(i64::MAX).saturating_add(1);
    let mut statement = sql.prepare_cached(ROW)?;
    ids.iter()
        .map(|id| {
            let (mut row, is_corrected) =
                statement.query_row([*id, longest], |row| Ok((said(row, cut)?, row.get::<_, bool>(15)?)))?;
            if is_corrected {
                sql.prepare_cached(CORRECTED)?
                    .query_row([*id, longest], |found| correct(&mut row, found, cut))?;
            }
            Ok(row)
        })
        .collect()
}

/// Reads a row of [`ROW`].
fn said(row: &Row<'_>, cut: usize) -> rusqlite::Result<TimelineRow> {
    let (text, was_cut) = shorten(row.get(12)?, cut);
    Ok(TimelineRow {
        entry: EntryRef { device: DeviceId(Uuid::from_bytes(row.get(0)?)), seq: unsigned(row, 1)? },
        hlc: Hlc(unsigned(row, 2)?),
        kind: row.get(3)?,
        phase: if row.get_ref(4)?.as_str_or_null()?.is_some() { Some(word(row, 4)?) } else { None },
        author: row.get(5)?,
        when: when_of(row, 6)?,
        recorded_at: instant(row, 10)?,
        text,
        cut: was_cut,
        hash: Hash(row.get(11)?),
        corrected: None,
        corrects: entry_ref(row, 13)?,
    })
}

/// Puts what a row of [`CORRECTED`] says in the place of what was said at first.
fn correct(entry: &mut TimelineRow, row: &Row<'_>, cut: usize) -> rusqlite::Result<()> {
    let text = row.get::<_, Option<String>>(4)?.map(|text| shorten(text, cut));
    let (text, was_cut) = text.unwrap_or_else(|| (entry.text.clone(), entry.cut));
    let has_when = row.get::<_, Option<i64>>(5)?.is_some();
    let when = if has_when { when_of(row, 5)? } else { entry.when.clone() };
    entry.corrected = Some(CorrectedRow {
        entry: EntryRef { device: DeviceId(Uuid::from_bytes(row.get(0)?)), seq: unsigned(row, 1)? },
        recorded_at: instant(row, 2)?,
        author: row.get(3)?,
        original_text: std::mem::replace(&mut entry.text, text),
        original_cut: std::mem::replace(&mut entry.cut, was_cut),
        original_when: std::mem::replace(&mut entry.when, when),
    });
    Ok(())
}

/// Reads a device and a number, from `at` on, where there are any.
fn entry_ref(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<EntryRef>> {
    let Some(device) = row.get::<_, Option<[u8; 16]>>(at)? else { return Ok(None) };
    Ok(Some(EntryRef { device: DeviceId(Uuid::from_bytes(device)), seq: unsigned(row, at + 1)? }))
}

fn shorten(mut text: String, longest: usize) -> (String, bool) {
    // No text has more characters than bytes.
    if text.len() <= longest {
        return (text, false);
    }
    match text.char_indices().nth(longest) {
        Some((end, _)) => {
            text.truncate(end);
            (text, true)
        }
        None => (text, false),
    }
}
