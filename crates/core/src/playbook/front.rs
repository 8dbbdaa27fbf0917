//! The front matter: where it stands, and its YAML as a small tree that knows the place of every value.
//!
//! YAML is read in [`read_yaml`] alone, from the parser's events, because a tree of serde values would lose the places.

mod plain;

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle};

use super::{Finding, Gravity, Span};

/// The largest front matter that is read, in bytes.
const LARGEST: usize = 64 * 1024;

/// How deep lists and maps may lie in each other.
const DEEPEST: usize = 8;

/// Where the front matter stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Front {
    /// The file does not begin with `---`; the body starts at the byte.
    Absent { body: usize },
    /// The file begins with `---` that is never closed.
    Unclosed { opening: Span },
    /// Between two lines of dashes.
    Present { opening: Span, yaml: Span, body: usize },
}

/// A value of the front matter with its place in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node<'s> {
    pub(super) value: Value<'s>,
    pub(super) span: Span,
}

/// What a value is. Scalars are kept as text: the model says what they mean.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'s> {
    Nothing,
    Text(Cow<'s, str>),
    List(Vec<Node<'s>>),
    Map(Vec<Entry<'s>>),
}

/// One key of a map with its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry<'s> {
    pub(super) key: Cow<'s, str>,
    pub(super) place: Span,
    pub(super) node: Node<'s>,
}

/// Finds the front matter of a file.
pub(super) fn find(source: &str) -> Front {
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = source.get(start..).unwrap_or("");
    let mut lines = rest.split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    if first.trim_end() != "---" {
        return Front::Absent { body: start };
    }
    let opening = start..start + 3;
    let yaml = start + first.len();
    let mut at = yaml;
    for line in lines {
        let end = at + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Front::Present { opening, yaml: yaml..at, body: end };
        }
        at = end;
    }
    Front::Unclosed { opening }
}

/// Reads YAML that is one map; `base` is the byte of the file that the text starts at.
///
/// Aliases are refused, so that a few lines cannot stand for a billion values; a key that comes twice is refused.
///
/// # Errors
///
/// A finding with the exact place where the text is no such map.
pub(super) fn read(yaml: &str, base: usize) -> Result<Vec<Entry<'_>>, Finding> {
    if yaml.len() > LARGEST {
        let largest = LARGEST / 1024;
        return Err(fault(
            base..base,
            format!("The front matter is larger than {largest} KiB; move text into the body."),
        ));
    }
    match plain::read(yaml, base) {
        Some(entries) => check_twice(&entries).map(|()| entries),
        None => read_yaml(yaml, base),
    }
}

/// Reads any YAML that is one map.
fn read_yaml(yaml: &str, base: usize) -> Result<Vec<Entry<'_>>, Finding> {
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: DEEPEST * 2,
        block_nesting_limit: DEEPEST * 2,
    };
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut root = None;
    for event in Parser::new_from_str_with_options(yaml, options) {
        let (event, place) = event.map_err(|error| {
            let at = base + error.marker().byte_offset().unwrap_or(0).min(yaml.len());
            fault(at..at, format!("The front matter is not valid YAML: {}.", error.info()))
        })?;
        let span = place.byte_range().map_or(base..base, |range| base + range.start..base + range.end);
        let node = match event {
            Event::Scalar(text, style, _, _) => Node { value: scalar(text, style), span },
            Event::SequenceStart(..) => {
                open.push(Open::list(span));
                check_depth(&open)?;
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::map(span));
                check_depth(&open)?;
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(collection) => collection.close(&span)?,
                None => continue,
            },
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return Err(fault(
                    span,
                    "The front matter may not use YAML aliases; write the value out.".to_owned(),
                ));
            }
            Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(..)
            | Event::DocumentEnd
            | Event::Anchor(..)
            | Event::Comment(..) => continue,
            _ => {
                return Err(fault(
                    span,
                    "The front matter uses YAML that is not read here; write it plainly.".to_owned(),
                ));
            }
        };
        match open.last_mut() {
            Some(collection) => collection.add(node)?,
            None => root = Some(node),
        }
    }
    match root {
        None | Some(Node { value: Value::Nothing, .. }) => Ok(Vec::new()),
        Some(Node { value: Value::Map(entries), .. }) => Ok(entries),
        Some(Node { value: Value::Text(_) | Value::List(_), span }) => Err(fault(
            span,
            "The front matter is not a list of keys; write lines such as `title: Stolen key`.".to_owned(),
        )),
    }
}

/// A list or map whose end has not come yet.
struct Open<'s> {
    start: usize,
    kind: OpenKind<'s>,
}

enum OpenKind<'s> {
    List(Vec<Node<'s>>),
    Map { entries: Vec<Entry<'s>>, key: Option<(Cow<'s, str>, Span)> },
}

impl<'s> Open<'s> {
    const fn list(span: Span) -> Self {
        Self { start: span.start, kind: OpenKind::List(Vec::new()) }
    }

    const fn map(span: Span) -> Self {
        Self { start: span.start, kind: OpenKind::Map { entries: Vec::new(), key: None } }
    }

    fn add(&mut self, node: Node<'s>) -> Result<(), Finding> {
        match &mut self.kind {
            OpenKind::List(items) => items.push(node),
            OpenKind::Map { entries, key } => match key.take() {
                Some((key, place)) => entries.push(Entry { key, place, node }),
                None => match node.value {
                    Value::Text(text) => *key = Some((text, node.span)),
                    Value::Nothing | Value::List(_) | Value::Map(_) => {
                        return Err(fault(node.span, "A key of the front matter is not a word.".to_owned()));
                    }
                },
            },
        }
        Ok(())
    }

    fn close(self, end: &Span) -> Result<Node<'s>, Finding> {
        // The end of an indented collection is only known by what comes after it.
        let last = match &self.kind {
            OpenKind::List(items) => items.last().map(|item| item.span.end),
            OpenKind::Map { entries, .. } => entries.last().map(|entry| entry.node.span.end),
        };
        let end = if end.is_empty() { last.unwrap_or(self.start) } else { end.end };
        let span = self.start..end.max(self.start);
        match self.kind {
            OpenKind::List(items) => Ok(Node { value: Value::List(items), span }),
            OpenKind::Map { entries, .. } => {
                check_same_key(&entries)?;
                Ok(Node { value: Value::Map(entries), span })
            }
        }
    }
}

/// Finds a key that comes twice in a map, or in a map inside it.
fn check_twice(entries: &[Entry<'_>]) -> Result<(), Finding> {
    for entry in entries {
        if let Value::Map(inner) = &entry.node.value {
            check_twice(inner)?;
        }
    }
    check_same_key(entries)
}

fn check_same_key(entries: &[Entry<'_>]) -> Result<(), Finding> {
    let mut keys: Vec<_> = entries.iter().map(|entry| (entry.key.as_ref(), &entry.place)).collect();
    keys.sort_unstable_by_key(|(key, place)| (*key, place.start));
    let twice = keys.iter().zip(keys.iter().skip(1)).find(|(a, b)| a.0 == b.0);
    match twice {
        Some((_, (key, place))) => {
            Err(fault((*place).clone(), format!("The key `{key}` comes twice; keep one of them.")))
        }
        None => Ok(()),
    }
}

fn check_depth(open: &[Open<'_>]) -> Result<(), Finding> {
    match open.last() {
        Some(last) if open.len() > DEEPEST => Err(fault(
            last.start..last.start,
            format!("The front matter nests lists and maps more than {DEEPEST} deep; flatten it."),
        )),
        Some(_) | None => Ok(()),
    }
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle) -> Value<'_> {
    if style == ScalarStyle::Plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL") {
        Value::Nothing
    } else {
        Value::Text(text)
    }
}

fn fault(span: Span, message: String) -> Finding {
    Finding { span, severity: Gravity::Error, rule: "front-matter", message }
}

#[cfg(test)]
mod tests;
