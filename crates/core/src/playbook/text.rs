//! Small readings of the source text by span.

use super::Span;

/// The text of a span; empty where the span does not fit the source.
pub(super) fn slice<'s>(source: &'s str, span: &Span) -> &'s str {
    source.get(span.clone()).unwrap_or("")
}

/// The span without white space at its ends.
pub(super) fn trimmed(source: &str, span: &Span) -> Span {
    let text = slice(source, span);
    let start = span.start + (text.len() - text.trim_start().len());
    start..start.max(span.start + text.trim_end().len())
}

/// The parts of a span between separators, each trimmed, empty ones left out.
pub(super) fn parts<'s>(
    source: &'s str,
    span: &Span,
    separator: char,
) -> impl Iterator<Item = Span> + use<'s> {
    let mut at = span.start;
    let source_text = slice(source, span);
    source_text.split(separator).filter_map(move |part| {
        let here = at..at + part.len();
        at = here.end + separator.len_utf8();
        let part = trimmed(source, &here);
        (!part.is_empty()).then_some(part)
    })
}

/// The pieces of a span that remain without the excluded spans, which are in order.
pub(super) fn pieces(source: &str, span: &Span, excluded: &[Span]) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut at = span.start;
    let first = excluded.partition_point(|hole| hole.start < span.start);
    for hole in excluded.iter().skip(first).take_while(|hole| hole.start < span.end) {
        if hole.start > at {
            pieces.push(trimmed(source, &(at..hole.start)));
        }
        at = at.max(hole.end);
    }
    if at < span.end {
        pieces.push(trimmed(source, &(at..span.end)));
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The text of a span on one line: line ends and the indentation after them become one space.
pub(super) fn one_line(source: &str, span: &Span) -> String {
    let text = slice(source, span);
    if !text.contains(['\n', '\r']) {
        return text.to_owned();
    }
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text of a list item without the indentation that the item gives its later lines.
pub(super) fn dedented(source: &str, span: &Span) -> String {
    let text = slice(source, span);
    if !text.contains('\n') {
        return text.to_owned();
    }
    let line_start = source.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let column = span.start - line_start;
    let mut dedented = String::with_capacity(text.len());
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let indent = if number == 0 { 0 } else { column };
        let spaces = line.bytes().take(indent).take_while(|byte| *byte == b' ').count();
        dedented.push_str(line.get(spaces..).unwrap_or(line));
    }
    dedented
}
