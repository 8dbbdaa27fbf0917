//! Small readings and writings of the source while it is written anew.

use super::effect;
use crate::playbook::foreign::ForeignCommand;
use crate::playbook::foreign::blocks::{Heading, STRONG_LEVEL};
use crate::playbook::text::slice;
use crate::playbook::{Effect, Span, facts};

/// A change to the source where it is written anew.
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) text: String,
    /// Whether it is the line of a fence, which is changed in steps only.
    pub(super) is_fence: bool,
}

/// The new words after a fence: its language, what it does, and what else stood there; and its end, where it has none.
pub(super) fn fence_edits(text: &str, command: &ForeignCommand) -> Vec<Edit> {
    let source = slice(text, &command.span);
    let line = source.lines().next().unwrap_or("");
    let Some(mark) = line.chars().next().filter(|mark| matches!(mark, '`' | '~')) else { return Vec::new() };
    let length = line.chars().take_while(|character| *character == mark).count();
    let info = line.get(length..).unwrap_or("");
    let start = command.span.start + length;
    let word = match effect::effect(command) {
        Effect::Read => "read",
        Effect::Change => "change",
    };
    let language = effect::language(command);
    let rest = info.trim().strip_prefix(command.language.as_str()).unwrap_or("").trim();
    let new =
        if rest.is_empty() { format!("{language} {word}") } else { format!("{language} {word} {rest}") };
    let mut edits = vec![Edit { span: start..start + info.trim_end().len(), text: new, is_fence: true }];
    let is_end = |line: &str| {
        let line = line.trim();
        line.chars().count() >= length && line.chars().all(|character| character == mark)
    };
    let line_start =
        text.get(..command.span.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let before = slice(text, &(line_start..command.span.start));
    // The end of an item or quote ends its fences, but the item stands without its marker here.
    if !source.lines().skip(1).last().is_some_and(is_end) && !before.contains('>') {
        let indent: String =
            before.chars().map(|character| if character == '\t' { '\t' } else { ' ' }).collect();
        let fence = mark.to_string().repeat(length);
        let end = command.span.end;
        edits.push(Edit { span: end..end, text: format!("\n{indent}{fence}"), is_fence: true });
    }
    edits
}

/// Whether a heading is written as one, not as strong text or HTML.
pub(super) fn is_real(heading: &Heading, text: &str) -> bool {
    heading.level < STRONG_LEVEL
        && !slice(text, &(heading.content.start.saturating_sub(1)..heading.content.start)).ends_with('>')
}

/// A text as that of a heading: on one line, with nothing that would be read as markup of another kind.
pub(super) fn heading_text(text: &str) -> String {
    let text = one_line(text);
    let text = text.trim_end_matches('#').trim_end();
    let text = text.replace('<', "\\<");
    if text.is_empty() { "Untitled".to_owned() } else { text }
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The raw text of a heading without emphasis.
pub(super) fn plain(raw: &str) -> String {
    one_line(&raw.replace("**", "").replace("__", "").replace('`', ""))
}

/// Puts a text in a fence that nothing in it closes.
pub(super) fn fenced(text: &str, info: &str) -> String {
    let text = text.trim_matches(['\n', '\r']);
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{info}\n{text}\n{fence}\n\n")
}

/// Whether a list of a text begins with a word that the format reads as a fact of the step.
pub(super) fn has_facts(body: &str) -> bool {
    body.lines().any(|line| {
        let line = line.trim_start();
        let line = line.trim_start_matches(|sign: char| {
            sign.is_ascii_digit() || matches!(sign, '-' | '*' | '+' | '.' | ')' | ' ' | '[' | ']' | '_')
        });
        let key = line.split([':', '*', '_']).next().unwrap_or("").trim();
        facts::is_key(key)
    })
}

/// Where the content of an item starts, and by how many columns its later lines are indented.
///
/// What is no item of Markdown begins with its text, at `first`.
pub(super) fn item_content(text: &str, span: &Span, first: usize) -> (usize, usize) {
    let line = slice(text, span).lines().next().unwrap_or("");
    let indent = line.len() - line.trim_start().len();
    let rest = line.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let marker = if digits > 0 { digits + 1 } else { 1 };
    let after = rest.get(marker..).unwrap_or("");
    let sign = rest.get(digits..).and_then(|rest| rest.chars().next());
    let is_marker =
        if digits > 0 { matches!(sign, Some('.' | ')')) } else { matches!(sign, Some('-' | '*' | '+')) };
    if !is_marker || !(after.is_empty() || after.starts_with([' ', '\t'])) {
        return (first.clamp(span.start, span.end), 0);
    }
    let spaces = after.len() - after.trim_start().len();
    let gap = if (1..=4).contains(&spaces) { spaces } else { 1 };
    let line_start = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let column = span.start - line_start + indent + marker + gap;
    let content = after.trim_start();
    let box_length =
        if ["[ ] ", "[x] ", "[X] "].iter().any(|tick| content.starts_with(tick)) { 4 } else { 0 };
    let start = span.start + indent + marker + spaces + box_length;
    (start.min(span.end), column)
}

/// The lines of a text, the first aside, without an indentation of at most so many columns.
pub(super) fn dedented(text: &str, column: usize) -> String {
    let mut lines = text.split_inclusive('\n');
    let mut dedented = lines.next().unwrap_or("").to_owned();
    for line in lines {
        let mut columns = 0;
        let mut bytes = 0;
        for byte in line.bytes() {
            match byte {
                b' ' if columns < column => columns += 1,
                b'\t' if columns < column => columns += 4 - columns % 4,
                _ => break,
            }
            bytes += 1;
        }
        dedented.push_str(&" ".repeat(columns.saturating_sub(column)));
        dedented.push_str(line.get(bytes..).unwrap_or(line));
    }
    dedented
}
