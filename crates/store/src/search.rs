use firebreak_core::event::{DeviceId, EntryRef, IncidentId};
use firebreak_core::when::When;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
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
    /// Whether the note that it is, or that it corrects, was withdrawn.
    pub withdrawn: bool,
    /// Whether the words that were found still count.
    pub words: HitWords,
}

/// Whether the words that a search found are those that count. Where others count, the snippet is of those.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitWords {
    /// They count as they were said.
    Said,
    /// They were corrected, and what was looked for stands in the words that count too.
    Corrected,
    /// What was looked for stands only in words that were corrected.
    Old,
}

/// Words that count instead of those in the index, told apart and marked as the index does it.
const NOW: &str = "
    CREATE VIRTUAL TABLE now_words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')";

/// A text of up to 20,000 bytes comes with its hits marked; of a longer one, for which that would take long, comes
/// the beginning.
const ENTRIES: &str = "
    SELECT i.id, i.code, i.title, e.device, e.seq, e.kind,
        coalesce(c.earliest_ms, v.earliest_ms), coalesce(c.latest_ms, v.latest_ms),
        coalesce(c.precision, v.precision), coalesce(c.zone, v.zone),
        octet_length(e.text) <= 20000,
        iif(octet_length(e.text) <= 20000, highlight(entry_words, 0, ?2, ?3), substr(e.text, 1, 100000)),
        substr(now.text, 1, 100000),
        (SELECT s.counts FROM standings AS s CROSS JOIN entries AS said ON said.id = s.id
         WHERE s.incident = e.incident AND s.note_device = coalesce(note.device, e.device)
            AND s.note_seq = coalesce(note.seq, e.seq)
         ORDER BY s.hlc DESC, said.device DESC, said.seq DESC LIMIT 1) IS 0
    FROM entry_words AS w
    CROSS JOIN entries AS e ON e.id = w.rowid
    CROSS JOIN events AS v ON v.incident = e.incident AND v.device = e.device AND v.seq = e.seq
    CROSS JOIN incidents AS i ON i.id = e.incident
    LEFT JOIN corrections AS c ON c.id = e.when_from
    LEFT JOIN corrections AS own ON own.id = e.id
    LEFT JOIN entries AS note
        ON note.incident = own.incident AND note.device = own.corrects_device AND note.seq = own.corrects_seq
    LEFT JOIN corrections AS now
        ON now.id = coalesce(e.text_from, iif(own.text IS NOT NULL AND note.text_from <> e.id, note.text_from, NULL))
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
    let mut now = None;
    sql.prepare_cached(ENTRIES)?
        .query_map(params![full_text, begin, end, limit], |row| entry_hit(row, query, full_text, &mut now))?
        .collect()
}

/// `now` is where words that count instead are looked through; it is made when the first ones are.
fn entry_hit(
    row: &Row<'_>,
    query: &Query,
    full_text: &str,
    now: &mut Option<Connection>,
) -> rusqlite::Result<Hit> {
    let (is_marked, text): (bool, String) = (row.get(10)?, row.get(11)?);
    let split = |text: &str| text.split(MARKS).map(str::to_owned).collect::<Vec<_>>();
    let (words, parts) = match row.get::<_, Option<String>>(12)? {
        None if is_marked => (HitWords::Said, split(&text)),
        None => (HitWords::Said, query.mark(&text)),
        Some(text) => match marked_now(now, &text, full_text)? {
            Some(marked) => (HitWords::Corrected, split(&marked)),
            None => (HitWords::Old, vec![text]),
        },
    };
    Ok(Hit {
        incident: incident_id(row.get(0)?),
        code: row.get(1)?,
        title: row.get(2)?,
        entry: Some(HitEntry {
            entry: EntryRef { device: DeviceId(Uuid::from_bytes(row.get(3)?)), seq: unsigned(row, 4)? },
            kind: row.get(5)?,
            when: when_of(row, 6)?,
            withdrawn: row.get(13)?,
            words,
        }),
        snippet: around_first_hit(parts),
    })
}

/// Words that count now with their hits marked; none where what is looked for does not stand in them.
fn marked_now(now: &mut Option<Connection>, text: &str, full_text: &str) -> rusqlite::Result<Option<String>> {
    let sql = match now {
        Some(sql) => sql,
        None => {
            let sql = Connection::open_in_memory()?;
            sql.execute_batch(NOW)?;
            now.insert(sql)
        }
    };
    let [begin, end] = MARKS.map(|mark| mark.to_string());
    sql.execute("DELETE FROM now_words", [])?;
    sql.execute("INSERT INTO now_words (text) VALUES (?1)", [text])?;
    sql.prepare_cached("SELECT highlight(now_words, 0, ?2, ?3) FROM now_words WHERE now_words MATCH ?1")?
        .query_row(params![full_text, begin, end], |row| row.get(0))
        .optional()
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
