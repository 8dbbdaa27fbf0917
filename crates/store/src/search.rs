use firebreak_core::event::{DeviceId, EntryRef, IncidentId};
use firebreak_core::when::When;
use rusqlite::{Connection, Row, params, params_from_iter};
use uuid::Uuid;

use crate::event::{incident_id, number, unsigned, when_of};
use crate::query::Query;
use crate::writing::MARKS;
use crate::{Record, StoreError};

/// How much of the words around a hit is shown, in characters: before the first hit, and in all.
const BEFORE: usize = 60;
const IN_ALL: usize = 200;

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The hits: incidents by code and title first, the last opened first; then entries, the last recorded first.
    pub hits: Vec<Hit>,
    /// Whether there are more.
    pub more: bool,
}

/// One hit of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The incident.
    pub incident: IncidentId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The entry; `None` where code and title were hit.
    pub entry: Option<HitEntry>,
    /// The words around the hit, in parts; every second part is the hit itself.
    pub snippet: Vec<String>,
}

/// The entry that a search hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitEntry {
    /// Which entry.
    pub entry: EntryRef,
    /// The word of its kind.
    pub kind: String,
    /// When it happened, as it counts now.
    pub when: When,
}

/// A text of up to 20,000 bytes comes with its hits marked; of a longer one, for which that would take long, comes
/// the beginning.
const ENTRIES: &str = "
    SELECT i.id, i.code, i.title, e.device, e.seq, e.kind,
        coalesce(c.earliest_ms, v.earliest_ms), coalesce(c.latest_ms, v.latest_ms),
        coalesce(c.precision, v.precision), coalesce(c.zone, v.zone),
        octet_length(e.text) <= 20000,
        iif(octet_length(e.text) <= 20000, highlight(entry_words, 0, ?2, ?3), substr(e.text, 1, 100000))
    FROM entry_words AS w
    CROSS JOIN entries AS e ON e.id = w.rowid
    CROSS JOIN events AS v ON v.incident = e.incident AND v.device = e.device AND v.seq = e.seq
    CROSS JOIN incidents AS i ON i.id = e.incident
    LEFT JOIN corrections AS c ON c.id = e.when_from
    WHERE w.entry_words MATCH ?1
    ORDER BY w.rowid DESC LIMIT ?4";

impl Record {
    /// Finds words in the codes, titles and entries of every incident; each must be found, the last may be a
    /// beginning. Whatever is typed, nothing in it is syntax.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn search(&self, text: &str, limit: usize) -> Result<Found, StoreError> {
        let Some(query) = Query::new(text) else { return Ok(Found::default()) };
        self.at_one_moment(|record| {
            record.sql(|sql| {
                let wanted = limit.saturating_add(1);
                let mut hits = titles(sql, &query, wanted)?;
                if let Some(full_text) = query.full_text()
                    && hits.len() < wanted
                {
                    hits.extend(entries(sql, &query, &full_text, wanted - hits.len())?);
                }
                let more = hits.len() > limit;
                hits.truncate(limit);
                Ok(Found { hits, more })
            })
        })
    }
}

fn titles(sql: &Connection, query: &Query, limit: usize) -> rusqlite::Result<Vec<Hit>> {
    let condition = vec!["instr(folded, ?) > 0"; query.words.len()].join(" AND ");
    let statement = format!(
        "SELECT id, code, title FROM incidents WHERE {condition} ORDER BY opened_ms DESC, number DESC LIMIT {limit}"
    );
    sql.prepare(&statement)?
        .query_map(params_from_iter(&query.words), |row| {
            let title: String = row.get(2)?;
            Ok(Hit {
                incident: incident_id(row.get(0)?),
                code: row.get(1)?,
                snippet: query.mark(&title),
                title,
                entry: None,
            })
        })?
        .collect()
}

fn entries(sql: &Connection, query: &Query, full_text: &str, limit: usize) -> rusqlite::Result<Vec<Hit>> {
    let [begin, end] = MARKS.map(|mark| mark.to_string());
    let limit = number(u64::try_from(limit).unwrap_or(u64::MAX));
    sql.prepare_cached(ENTRIES)?
        .query_map(params![full_text, begin, end, limit], |row| entry_hit(row, query))?
        .collect()
}

fn entry_hit(row: &Row<'_>, query: &Query) -> rusqlite::Result<Hit> {
    let (is_marked, text): (bool, String) = (row.get(10)?, row.get(11)?);
    let parts = if is_marked { text.split(MARKS).map(str::to_owned).collect() } else { query.mark(&text) };
    Ok(Hit {
        incident: incident_id(row.get(0)?),
        code: row.get(1)?,
        title: row.get(2)?,
        entry: Some(HitEntry {
            entry: EntryRef { device: DeviceId(Uuid::from_bytes(row.get(3)?)), seq: unsigned(row, 4)? },
            kind: row.get(5)?,
            when: when_of(row, 6)?,
        }),
        snippet: around_first_hit(parts),
    })
}

/// Cuts marked parts to what stands around the first hit.
fn around_first_hit(parts: Vec<String>) -> Vec<String> {
    let has_hit = parts.len() > 1;
    let mut room = IN_ALL;
    let mut snippet = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        let part = if at == 0 && has_hit { end_of(&part) } else { part };
        let length = part.chars().count();
        if length > room {
            snippet.push(part.chars().take(room).chain(['…']).collect());
            break;
        }
        room -= length;
        snippet.push(part);
    }
    snippet
}

/// The last characters of a text, from the beginning of a word where there is one.
fn end_of(text: &str) -> String {
    let Some((from, _)) = text.char_indices().rev().nth(BEFORE) else { return text.to_owned() };
    let (_, end) = text.split_at(from);
    let end = end.split_once(char::is_whitespace).map_or(end, |(_, rest)| rest);
    format!("…{end}")
}

#[cfg(test)]
mod tests;
