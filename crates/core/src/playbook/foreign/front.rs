//! What a foreign file says of itself: front matter, a table of metadata, its title.

use super::blocks::{Block, Kind, PLAIN_LEVEL, Table};
use super::heading::{self, Saying};
use super::outline::Material;
use super::words;
use crate::playbook::front::{self, Front as Own, Value};
use crate::playbook::text::slice;

/// How far the end of front matter is looked for, in lines.
const LONGEST: usize = 200;

/// The longest text of a table that is taken for a title, in characters.
const LONGEST_TITLE: usize = 120;

/// The longest first line that is taken for a title, in words.
const LONGEST_LEAD: usize = 12;

/// The front matter of a foreign file.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// After its last line.
    pub(super) end: usize,
    pub(super) title: Option<String>,
    /// The page layout it asks for, as sites of blogs do.
    pub(super) layout: Option<String>,
    /// Whether it has a date and what sites of blogs have beside one.
    pub(super) is_article: bool,
    /// Whether it says `playbook: 1`.
    pub(super) is_native: bool,
}

/// Reads the front matter, in YAML or TOML; none where the file has none.
pub(super) fn read(text: &str) -> Option<Front> {
    toml(text).or_else(|| yaml(text))
}

fn yaml(text: &str) -> Option<Front> {
    let Own::Present { yaml, body, .. } = front::find(text) else { return None };
    let lines = slice(text, &yaml);
    // Two rules with text between them are no front matter.
    let is_key = |line: &str| {
        line.split_once(':').is_some_and(|(key, _)| {
            !key.is_empty()
                && key
                    .chars()
                    .all(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.' | ' ' | '"' | '\''))
        })
    };
    let first = lines.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    if first.is_some_and(|first| !is_key(first)) || lines.lines().count() > LONGEST {
        return None;
    }
    let mut front = Front { end: body, ..Front::default() };
    let has = |keys: &[&str]| {
        let mut lines = lines.lines().filter_map(|line| line.split_once(':'));
        lines.any(|(key, _)| keys.contains(&key.trim_end().to_ascii_lowercase().as_str()))
    };
    front.is_article = has(&["date", "pubdate", "publishdate", "published"])
        && has(&[
            "author",
            "authors",
            "tags",
            "categories",
            "excerpt",
            "cover",
            "image",
            "readingtime",
            "slug",
        ]);
    match front::read(lines, yaml.start) {
        Ok(entries) => {
            for entry in &entries {
                if let Value::Text(value) = &entry.node.value {
                    front.take(&entry.key, value);
                }
            }
        }
        // What is no YAML to the letter is read line by line.
        Err(_) => {
            for (key, value) in lines.lines().filter_map(|line| line.split_once(':')) {
                front.take(key.trim(), value.trim().trim_matches(['"', '\'']));
            }
        }
    }
    Some(front)
}

fn toml(text: &str) -> Option<Front> {
    let start = super::decode::mark_length(text);
    let mut at = start;
    let mut front = Front::default();
    for (number, line) in text.get(start..)?.split_inclusive('\n').enumerate() {
        let is_fence = line.trim_end() == "+++";
        at += line.len();
        match (number, is_fence) {
            (0, false) => return None,
            (0, true) => {}
            (_, true) => {
                front.end = at;
                return Some(front);
            }
            (LONGEST.., false) => return None,
            (_, false) => {
                if let Some((key, value)) = line.split_once('=') {
                    front.take(key.trim(), value.trim().trim_matches(['"', '\'']));
                }
            }
        }
    }
    None
}

impl Front {
    fn take(&mut self, key: &str, value: &str) {
        let value = value.trim();
        match key.to_ascii_lowercase().as_str() {
            "title" if !value.is_empty() && self.title.is_none() => self.title = Some(value.to_owned()),
            "layout" | "type" => self.layout = Some(value.to_lowercase()),
            "playbook" => self.is_native = value == "1",
            _ => {}
        }
    }
}

/// The title of a file.
pub(super) fn title(front: Option<&Front>, material: &Material<'_>, file: &str) -> String {
    let said = visible(&said_title(front, material, file));
    let title = if said.is_empty() { visible(&file_title(file)) } else { said };
    if title.is_empty() { "Untitled playbook".to_owned() } else { title }
}

fn said_title(front: Option<&Front>, material: &Material<'_>, file: &str) -> String {
    if let Some(title) = front.and_then(|front| front.title.clone()) {
        return title;
    }
    let heads = &material.tree.heads;
    let first = heads.first().filter(|head| head.level < PLAIN_LEVEL && !head.text.is_empty());
    if let Some(head) = first.filter(|head| head.is_title && head.level == 1) {
        return head.text.clone();
    }
    let first_block = heads.first().map_or(material.blocks.len(), |head| head.block);
    let lead = material.blocks.get(..first_block).unwrap_or(&[]);
    let from_table = lead.iter().find_map(|block| match &block.kind {
        Kind::Table(table) => table_title(table),
        Kind::Heading(_)
        | Kind::Paragraph(_)
        | Kind::List(_)
        | Kind::Fence(_)
        | Kind::Quote(_)
        | Kind::Other => None,
    });
    if let Some(title) = from_table {
        return title;
    }
    let lead_title = lead.first().and_then(|block| lead_line(block, material.source));
    if let Some(title) = lead_title.filter(|_| first.is_none_or(|head| head.level != 1)) {
        return title;
    }
    let is_telling = |saying: &Saying| match saying {
        Saying::Boilerplate | Saying::Container => false,
        Saying::Names { .. } | Saying::Tells { .. } | Saying::Nothing => true,
    };
    match first.filter(|head| head.is_title || is_telling(&head.saying)) {
        Some(head) => head.text.clone(),
        None => file_title(file),
    }
}

/// The first line of a text that begins without a heading, where it reads like one and says what the text is.
fn lead_line(block: &Block, source: &str) -> Option<String> {
    let Kind::Paragraph(paragraph) = &block.kind else { return None };
    let line = slice(source, &block.span).lines().next()?.trim();
    let words = line.split_whitespace().count();
    let is_title = (2..=LONGEST_LEAD).contains(&words)
        && !paragraph.is_link
        && line.starts_with(char::is_alphabetic)
        && !line.ends_with(['.', '!', '?', ',', ';', ':'])
        && !line.contains(['|', '[', '<', '`', '*']);
    let normal = heading::normal(line);
    let kinds = words::PLAYBOOK_WORDS.iter().chain(words::MORE_PLAYBOOK_WORDS).chain(words::TOPIC_WORDS);
    let says_kind = kinds.clone().any(|kind| normal.contains(kind));
    (is_title && says_kind).then(|| line.to_owned())
}

/// The title that a table of keys and values gives.
fn table_title(table: &Table) -> Option<String> {
    let rows = std::iter::once(&table.header).chain(table.rows.iter().map(|row| &row.cells));
    let mut rows = rows.filter(|cells| cells.len() == 2);
    rows.find_map(|cells| {
        let (key, value) = (cells.first()?, cells.get(1)?);
        let is_title = matches!(
            heading::normal(key).as_str(),
            "title" | "name" | "playbook name" | "playbook title" | "playbook"
        );
        (is_title && !value.is_empty() && value.chars().count() <= LONGEST_TITLE).then(|| value.clone())
    })
}

/// The file name as a title.
fn file_title(file: &str) -> String {
    let stem = stem(file);
    let words = stem.replace(['_', '-'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Untitled playbook".to_owned(),
    }
}

/// The name of a file without its folders and its ending.
pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 10 => stem,
        Some(_) | None => name,
    }
}

/// A text on one line, without signs that are not seen.
fn visible(text: &str) -> String {
    let text: String = text.chars().filter(|sign| sign.is_whitespace() || !super::is_hidden(*sign)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
