//! HTML blocks that stand for headings and lists.

use super::{Heading, Item, Kind, STRONG_LEVEL};
use crate::playbook::Span;
use crate::playbook::text::slice;

/// The blocks that an HTML block stands for: `<h2>…</h2>` and `<summary>…</summary>` are headings, what has `<li>` is a
/// list, and the rest is nothing that is known. They follow each other without a gap.
pub(super) fn blocks(source: &str, span: &Span, longest: usize) -> Vec<(Span, Kind)> {
    let mut found = Vec::new();
    let mut rest = span.clone();
    while let Some((begin, end, heading)) = heading(source, &rest, longest) {
        if slice(source, &(rest.start..begin)).trim().is_empty() {
            found.push((rest.start..end, Kind::Heading(heading)));
        } else {
            // What stands before the first heading, such as `<details>`, belongs to it.
            let before = other(source, &(rest.start..begin));
            let is_list = matches!(before.1, Kind::List(_));
            if is_list {
                found.push(before);
                found.push((begin..end, Kind::Heading(heading)));
            } else {
                found.push((rest.start..end, Kind::Heading(heading)));
            }
        }
        rest.start = end;
    }
    if found.is_empty() || !slice(source, &rest).trim().is_empty() {
        found.push(other(source, &rest));
    }
    found
}

/// The first heading of an HTML block: where it begins, where it ends, and what it is.
fn heading(source: &str, span: &Span, longest: usize) -> Option<(usize, usize, Heading)> {
    let html = slice(source, span);
    let lower = html.to_ascii_lowercase();
    let tags = [("summary", STRONG_LEVEL), ("h1", 1), ("h2", 2), ("h3", 3), ("h4", 4), ("h5", 5), ("h6", 6)];
    let first = |(tag, level): (&str, u8)| {
        let open = lower.find(&format!("<{tag}"))?;
        let is_whole =
            lower.as_bytes().get(open + 1 + tag.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let begin = lower.get(open..)?.find('>').map(|at| open + at + 1)?;
        let end = lower.get(begin..)?.find(&format!("</{tag}")).map(|at| begin + at)?;
        let close = lower.get(end..)?.find('>').map(|at| end + at + 1)?;
        let after = lower.get(close..)?;
        let line = after.find('\n').map_or(after.len(), |end| end + 1);
        let close = if after.get(..line)?.trim().is_empty() { close + line } else { close };
        let text = without_tags(html.get(begin..end)?);
        let is_heading = is_whole && !text.is_empty() && text.chars().count() <= longest;
        let content = span.start + begin..span.start + end;
        is_heading.then_some((span.start + open, span.start + close, Heading { level, text, content }))
    };
    tags.into_iter().filter_map(first).min_by_key(|(open, _, _)| *open)
}

/// A list of the items in an HTML block, else nothing that is known.
fn other(source: &str, span: &Span) -> (Span, Kind) {
    let html = slice(source, span);
    let lower = html.to_ascii_lowercase();
    let is_ordered = lower.contains("<ol");
    let starts: Vec<usize> = lower
        .match_indices("<li")
        .filter(|(at, tag)| lower.as_bytes().get(at + tag.len()).is_some_and(|byte| b" >\t\n".contains(byte)))
        .map(|(at, _)| at)
        .collect();
    let ends = starts.iter().skip(1).copied().chain([html.len()]);
    let items = starts.iter().zip(ends).filter_map(|(start, end)| {
        let words = html.get(*start..end)?;
        let text = without_tags(words);
        let begin = start + words.find('>').map_or(0, |at| at + 1);
        let close = lower.get(begin..end)?.find("</li").map_or(end, |at| begin + at);
        (!text.is_empty()).then(|| Item {
            span: span.start + start..span.start + end,
            text,
            first: Some(span.start + begin..span.start + close),
            is_ordered,
            ..Item::default()
        })
    });
    let items: Vec<Item> = items.collect();
    (span.clone(), if items.is_empty() { Kind::Other } else { Kind::List(items) })
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for character in html.chars() {
        match character {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag => text.push(character),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
