//! A quick reading of front matter that is written as plainly as it nearly always is.
//!
//! The YAML parser takes longer for the front matter than everything else takes for the rest of the file. So the
//! common forms are read here: `key: text`, `key: "text"`, `key: [one, two]`, `key: {name: text}`, a `>-` block and
//! one level of indented keys. At the first character that could mean anything else this gives up, and the YAML
//! parser reads the whole. A property holds them together: what is read here is what the YAML parser reads.

use std::borrow::Cow;

use granit_parser::ScalarStyle;

use super::{Entry, Node, Value, scalar};

/// Reads plain front matter; none where it is not plain enough.
pub(super) fn read(yaml: &str, base: usize) -> Option<Vec<Entry<'_>>> {
    let mut lines = Lines { yaml, at: 0, base };
    let mut entries = Vec::with_capacity(20);
    while let Some(line) = lines.peek() {
        let line = lines.take(line);
        let mut cursor = Cursor { text: line.text, at: 0, base: line.start };
        let (key, place) = cursor.key()?;
        let node = match cursor.value_start()? {
            Start::EndOfLine => lines.indented()?,
            Start::Folded => lines.folded()?,
            Start::Value => {
                let node = cursor.value(false)?;
                cursor.end()?;
                node
            }
        };
        if lines.peek().is_some_and(|next| next.text.starts_with(' ')) {
            return None;
        }
        entries.push(Entry { key, place, node });
    }
    Some(entries)
}

#[derive(Clone, Copy)]
struct Line<'s> {
    /// Without its line end.
    text: &'s str,
    /// The byte of the file it starts at.
    start: usize,
    /// The byte of the front matter that the next line starts at.
    next: usize,
}

struct Lines<'s> {
    yaml: &'s str,
    at: usize,
    base: usize,
}

impl<'s> Lines<'s> {
    fn peek(&self) -> Option<Line<'s>> {
        let rest = self.yaml.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.bytes().position(|byte| byte == b'\n').unwrap_or(rest.len());
        let next = (self.at + length + 1).min(self.yaml.len());
        Some(Line { text: rest.get(..length)?, start: self.base + self.at, next })
    }

    fn take(&mut self, line: Line<'s>) -> Line<'s> {
        self.at = line.next;
        line
    }

    /// Reads the lines that are indented as the next one is: keys, or items after a dash.
    fn indented(&mut self) -> Option<Node<'s>> {
        let first = self.peek()?;
        let indent = first.text.bytes().take_while(|byte| *byte == b' ').count();
        match first.text.get(indent..)? {
            _ if indent == 0 => None,
            items if items.starts_with("- ") => self.indented_list(&first, indent),
            _ => self.indented_map(&first, indent),
        }
    }

    fn indented_list(&mut self, first: &Line<'s>, indent: usize) -> Option<Node<'s>> {
        let mut items: Vec<Node<'s>> = Vec::new();
        while let Some(line) = self.peek().filter(|line| line.text.starts_with(' ')) {
            let line = self.take(line);
            let mut cursor = Cursor { text: line.text, at: indent + "- ".len(), base: line.start };
            let start = line.text.get(..cursor.at)?;
            if start.trim_start_matches(' ') != "- " || line.text.get(..indent)?.contains('-') {
                return None;
            }
            items.push(match cursor.next_byte()? {
                b'"' => cursor.quoted()?,
                _ => cursor.plain(false)?,
            });
            cursor.end()?;
        }
        let span = first.start + indent..items.last()?.span.end;
        Some(Node { value: Value::List(items), span })
    }

    fn indented_map(&mut self, first: &Line<'s>, indent: usize) -> Option<Node<'s>> {
        let mut entries: Vec<Entry<'s>> = Vec::new();
        while let Some(line) = self.peek().filter(|line| line.text.starts_with(' ')) {
            let line = self.take(line);
            let mut cursor = Cursor { text: line.text, at: indent, base: line.start };
            if line.text.bytes().take_while(|byte| *byte == b' ').count() != indent {
                return None;
            }
            let (key, place) = cursor.key()?;
            let node = match cursor.value_start()? {
                Start::Value => cursor.value(false)?,
                Start::EndOfLine | Start::Folded => return None,
            };
            cursor.end()?;
            entries.push(Entry { key, place, node });
        }
        let span = first.start + indent..entries.last()?.node.span.end;
        Some(Node { value: Value::Map(entries), span })
    }

    /// Reads the lines of a `>-` block, which fold into one.
    fn folded(&mut self) -> Option<Node<'s>> {
        let mut text = String::new();
        let mut span = None;
        let mut indent = None;
        while let Some(line) = self.peek().filter(|line| line.text.starts_with(' ') || line.text.is_empty()) {
            let line = self.take(line);
            let spaces = line.text.bytes().take_while(|byte| *byte == b' ').count();
            if spaces == 0 || *indent.get_or_insert(spaces) != spaces || !line.text.chars().all(is_plain) {
                return None;
            }
            let words = line.text.get(spaces..).filter(|words| !words.is_empty() && !words.ends_with(' '))?;
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(words);
            let start = span.map_or(line.start + spaces, |span: super::Span| span.start);
            span = Some(start..self.base + line.next);
        }
        span.map(|span| Node { value: Value::Text(Cow::Owned(text)), span })
    }
}

/// What stands after a key.
enum Start {
    EndOfLine,
    /// `>-` and nothing more; the cursor stands before it.
    Folded,
    Value,
}

/// A place in one line.
struct Cursor<'s> {
    text: &'s str,
    at: usize,
    base: usize,
}

impl<'s> Cursor<'s> {
    fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn next_byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_spaces(&mut self) {
        while self.next_byte() == Some(b' ') {
            self.at += 1;
        }
    }

    /// Reads `key:`, up to the colon.
    fn key(&mut self) -> Option<(Cow<'s, str>, super::Span)> {
        let length =
            self.rest().bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        let name = self.rest().get(..length).filter(|name| !name.is_empty())?;
        let place = self.base + self.at..self.base + self.at + length;
        self.at += length;
        if self.next_byte() != Some(b':') {
            return None;
        }
        self.at += 1;
        match scalar(Cow::Borrowed(name), ScalarStyle::Plain) {
            Value::Text(name) => Some((name, place)),
            Value::Nothing | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Goes to what stands after the colon of a key.
    fn value_start(&mut self) -> Option<Start> {
        match self.rest() {
            "" => Some(Start::EndOfLine),
            rest if rest.starts_with(' ') => {
                self.skip_spaces();
                match self.rest() {
                    "" => None,
                    ">-" => Some(Start::Folded),
                    _ => Some(Start::Value),
                }
            }
            _ => None,
        }
    }

    fn end(&self) -> Option<()> {
        self.rest().is_empty().then_some(())
    }

    fn value(&mut self, is_in_flow: bool) -> Option<Node<'s>> {
        match self.next_byte()? {
            b'[' => self.list(),
            b'{' => self.map(),
            b'"' => self.quoted(),
            _ => self.plain(is_in_flow),
        }
    }

    /// Reads `[one, two]`, whose items are texts.
    fn list(&mut self) -> Option<Node<'s>> {
        let start = self.base + self.at;
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_spaces();
            if self.next_byte()? == b']' && items.is_empty() {
                break;
            }
            items.push(match self.next_byte()? {
                b'"' => self.quoted()?,
                _ => self.plain(true)?,
            });
            self.skip_spaces();
            match self.next_byte()? {
                b',' => self.at += 1,
                b']' => break,
                _ => return None,
            }
        }
        self.at += 1;
        Some(Node { value: Value::List(items), span: start..self.base + self.at })
    }

    /// Reads `{name: text, other: [one, two]}`.
    fn map(&mut self) -> Option<Node<'s>> {
        let start = self.base + self.at;
        self.at += 1;
        let mut entries = Vec::with_capacity(3);
        loop {
            self.skip_spaces();
            let (key, place) = self.key()?;
            if self.next_byte()? != b' ' {
                return None;
            }
            self.skip_spaces();
            let node = match self.next_byte()? {
                b'[' => self.list()?,
                b'"' => self.quoted()?,
                _ => self.plain(true)?,
            };
            entries.push(Entry { key, place, node });
            self.skip_spaces();
            match self.next_byte()? {
                b',' => self.at += 1,
                b'}' => break,
                _ => return None,
            }
        }
        self.at += 1;
        Some(Node { value: Value::Map(entries), span: start..self.base + self.at })
    }

    /// Reads `"text"` without escapes.
    fn quoted(&mut self) -> Option<Node<'s>> {
        let inside = self.text.get(self.at + 1..)?;
        let length = inside.find('"')?;
        let text = inside.get(..length).filter(|text| !text.contains('\\') && text.chars().all(is_plain))?;
        let start = self.base + self.at;
        self.at += length + 2;
        let span = start..self.base + self.at;
        Some(Node { value: scalar(Cow::Borrowed(text), ScalarStyle::DoubleQuoted), span })
    }

    /// Reads text without quotes, to the end of the line or, inside brackets, to the next of `,]}`.
    fn plain(&mut self, is_in_flow: bool) -> Option<Node<'s>> {
        let rest = self.rest();
        let length = if is_in_flow { rest.find([',', ']', '}'])? } else { rest.len() };
        let text = rest.get(..length)?;
        let text = if is_in_flow { text.trim_end_matches(' ') } else { text };
        let starts_plainly =
            |first: char| first.is_ascii_alphanumeric() || matches!(first, '/' | '.' | '_' | '(' | '+' | '$');
        if !text.starts_with(starts_plainly) || text.ends_with(' ') {
            return None;
        }
        let mut before = ' ';
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let is_sound = match character {
                ':' => characters.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '/'),
                '#' => before != ' ',
                '[' | ']' | '{' | '}' => false,
                _ => is_plain(character),
            };
            if !is_sound {
                return None;
            }
            before = character;
        }
        let start = self.base + self.at;
        self.at += text.len();
        Some(Node { value: scalar(Cow::Borrowed(text), ScalarStyle::Plain), span: start..start + text.len() })
    }
}

/// Whether a character stands for itself in YAML text wherever it comes, colons and `#` aside.
fn is_plain(character: char) -> bool {
    match character {
        ' '..='~' => true,
        _ if character.is_ascii() => false,
        _ => {
            character.is_alphanumeric()
                || matches!(character, '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '→' | '·')
        }
    }
}
