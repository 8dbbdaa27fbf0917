//! A page of text: aligned columns, wrapped lines, and nothing that steers a terminal.

use std::env;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use unicode_width::UnicodeWidthStr;

/// The narrowest page that is laid out; anything narrower wraps by the terminal's own means.
const NARROWEST: usize = 30;
/// What stands between two columns.
const GAP: &str = "  ";
/// The narrowest last column of a table; below it, the table is wider than the page.
const NARROWEST_COLUMN: usize = 24;

/// A page in the making. Every text that is put on it is made safe for a terminal.
#[derive(Debug)]
pub(crate) struct Page {
    text: String,
    width: usize,
    zone: Tz,
    now: DateTime<Utc>,
}

impl Page {
    /// An empty page.
    pub(crate) const fn new(width: usize, zone: Tz, now: DateTime<Utc>) -> Self {
        Self { text: String::new(), width, zone, now }
    }

    /// The zone of the local times.
    pub(crate) const fn zone(&self) -> Tz {
        self.zone
    }

    /// The time of reading.
    pub(crate) const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The text of the page.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// An empty line, unless the page is empty or ends with one.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A paragraph, wrapped.
    pub(crate) fn say(&mut self, text: &str) {
        self.indented("", "", text);
    }

    /// A paragraph below something, wrapped: `first` before its first line, `rest` before the others.
    pub(crate) fn indented(&mut self, first: &str, rest: &str, text: &str) {
        let room = self.width.saturating_sub(columns(first).max(columns(rest))).max(NARROWEST_COLUMN);
        let mut lead = first;
        for line in text.split('\n') {
            for part in wrapped(&one_line(line.trim_end_matches('\r')), room) {
                let line = format!("{lead}{part}");
                self.text.push_str(line.trim_end());
                self.text.push('\n');
                lead = rest;
            }
        }
    }

    /// A line that is never wrapped, to be copied.
    pub(crate) fn verbatim(&mut self, lead: &str, line: &str) {
        self.text.push_str(format!("{lead}{}", one_line(line.trim_end_matches('\r'))).trim_end());
        self.text.push('\n');
    }

    /// Rows of aligned columns; what stands in the last one is wrapped.
    pub(crate) fn table(&mut self, indent: &str, rows: &[Vec<String>]) {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| one_line(cell)).collect()).collect();
        let mut widths: Vec<usize> = Vec::new();
        for row in &rows {
            for (at, cell) in row.iter().enumerate() {
                match widths.get_mut(at) {
                    Some(width) => *width = (*width).max(columns(cell)),
                    None => widths.push(columns(cell)),
                }
            }
        }
        // A column that is empty in every row takes no room.
        let shown: Vec<(usize, usize)> =
            widths.iter().copied().enumerate().filter(|(_, width)| *width > 0).collect();
        let Some(((last, _), before)) = shown.split_last() else { return };
        let lead: usize = before.iter().map(|(_, width)| width + GAP.len()).sum();
        for row in &rows {
            let mut line = indent.to_owned();
            for (at, width) in before {
                let cell = row.get(*at).map_or("", String::as_str);
                line.push_str(cell);
                line.push_str(&" ".repeat(width.saturating_sub(columns(cell))));
                line.push_str(GAP);
            }
            let rest = format!("{indent}{}", " ".repeat(lead));
            let room = self.width.saturating_sub(columns(&rest)).max(NARROWEST_COLUMN);
            for part in wrapped(row.get(*last).map_or("", String::as_str), room) {
                self.text.push_str(format!("{line}{part}").trim_end());
                self.text.push('\n');
                line.clone_from(&rest);
            }
        }
    }
}

/// How wide the page may be: that of the terminal, or of `COLUMNS`; no limit where a program reads it.
pub(crate) fn width() -> usize {
    let named = env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let known = if crate::is_for_a_screen() { named.or_else(seen) } else { named };
    known.map_or(usize::MAX, |width| width.max(NARROWEST))
}

/// A text on one line that cannot steer a terminal: control characters and those that turn the direction of what
/// follows are shown as their number.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => line.push_str("    "),
            c if steers(c) => line.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => line.push(c),
        }
    }
    line
}

/// A text that is meant for a file: as it is, but safe where it is printed on a screen.
pub(crate) fn as_file(text: &str) -> String {
    if !crate::is_for_a_screen() {
        return text.to_owned();
    }
    let lines = text.split('\n').map(|line| one_line(line.strip_suffix('\r').unwrap_or(line)));
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a character does something instead of standing for itself. The marks U+200E and U+200F stay: text in
/// Arabic or Hebrew uses them, and they reach no further than the next letter.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// How many columns a text takes on a terminal.
fn columns(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// A line in parts of at most `room` columns, broken between words; a longer word stays whole, so that it can be
/// copied.
fn wrapped(line: &str, room: usize) -> Vec<String> {
    if columns(line) <= room {
        return vec![line.to_owned()];
    }
    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
    let mut parts = Vec::new();
    let mut part = indent.clone();
    let mut used = columns(&part);
    let mut is_empty = true;
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let width = columns(word);
        if !is_empty && used + 1 + width > room {
            parts.push(std::mem::replace(&mut part, indent.clone()));
            used = columns(&part);
            is_empty = true;
        }
        if !is_empty {
            part.push(' ');
            used += 1;
        }
        part.push_str(word);
        used += width;
        is_empty = false;
    }
    parts.push(part);
    parts
}

#[cfg(test)]
mod tests;
