//! Paragraphs whose lines are items that Markdown does not know: `• block it`, `a) block it`, `1.1 block it`, `Step 1. …`.

use super::Item;
use crate::playbook::Span;
use crate::playbook::foreign::{heading, words};
use crate::playbook::text::slice;

/// Signs that stand before an item where a text was pasted from a document.
const BULLETS: &[char] = &[
    '\u{2022}', '\u{25e6}', '\u{25aa}', '\u{25ab}', '\u{25a0}', '\u{25a1}', '\u{25cf}', '\u{25cb}',
    '\u{2023}', '\u{2610}', '\u{2611}', '\u{2612}', '\u{2713}', '\u{2714}', '\u{27a2}', '\u{27a4}',
    '\u{f0b7}', '\u{f0a7}',
];

/// The items of a paragraph, where every line of it begins as one; none else.
///
/// One line alone is an item only where its mark can be nothing else.
pub(in crate::playbook::foreign) fn items_of(source: &str, span: &Span) -> Option<Vec<Item>> {
    let text = slice(source, span);
    let mut items: Vec<Item> = Vec::new();
    let mut is_sure = true;
    let mut at = span.start;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let bare = line.trim_start();
        let mark = mark_of(bare)?;
        is_sure &= mark.is_sure;
        let begin = start + (line.len() - bare.len()) + mark.length;
        let words = source.get(begin..at)?.trim_end();
        let first = begin..begin + words.len();
        let text = words.replace(['*', '`'], "").trim().to_owned();
        items.push(Item {
            span: start..at,
            text,
            first: Some(first),
            is_ordered: mark.is_ordered,
            ..Item::default()
        });
    }
    (is_sure || items.len() >= 2).then_some(items).filter(|items| !items.is_empty())
}

struct Mark {
    length: usize,
    is_ordered: bool,
    is_sure: bool,
}

fn mark_of(line: &str) -> Option<Mark> {
    let after = |mark: &str| {
        let rest = line.get(mark.len()..)?;
        let words = rest.trim_start();
        (rest.len() > words.len() && !words.is_empty()).then(|| line.len() - words.len())
    };
    if let Some(sign) = line.chars().next().filter(|sign| BULLETS.contains(sign)) {
        let words = line.get(sign.len_utf8()..)?.trim_start();
        let length = line.len() - words.len();
        return (!words.is_empty()).then_some(Mark { length, is_ordered: false, is_sure: true });
    }
    // "**Step 1.** Check it", "Step 1: Check it" and "Schritt 1: Check it".
    let strong = line.strip_prefix("**").unwrap_or(line);
    let (counter, counted) = strong.split_once(' ')?;
    let lower = counter.to_lowercase();
    if lower == "step" || words::COUNTERS.contains(&heading::folded(&lower).as_ref()) {
        let (number, _) = counted.split_once([' ', '*', '.', ':', ')'])?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let rest = counted.get(number.len()..)?;
        let words = rest.trim_start_matches(['*', '.', ':', ')', '-', ' ', '\u{2013}', '\u{2014}']);
        let is_item = is_number && rest.len() > words.len() && !words.trim().is_empty();
        let length = line.len() - words.len();
        return is_item.then_some(Mark { length, is_ordered: true, is_sure: true });
    }
    let word = line.split_whitespace().next()?;
    // "1\\. Block it", as converters write what is no list to them.
    if let Some(number) = word.strip_suffix("\\.").or_else(|| word.strip_suffix("\\)"))
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some(Mark { length: after(word)?, is_ordered: true, is_sure: true });
    }
    let dotted = word.trim_end_matches('.');
    let is_dotted = dotted.contains('.')
        && dotted.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let letters = word.trim_start_matches('(').trim_end_matches([')', '.']);
    let is_letter = letters.len() == 1
        && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
        && word.ends_with([')', '.'])
        && word.len() > 1;
    let is_number = word.len() > 2
        && word.starts_with('(')
        && word.ends_with(')')
        && letters.bytes().all(|byte| byte.is_ascii_digit());
    let length = after(word)?;
    (is_dotted || is_letter || is_number).then_some(Mark { length, is_ordered: true, is_sure: is_dotted })
}
