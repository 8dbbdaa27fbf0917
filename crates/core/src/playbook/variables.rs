//! Variables in text and commands: `{{name}}`, and only names that the front matter declares.

use std::collections::BTreeMap;

use super::{Span, Variable, meta};

/// A piece of a text that may hold variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Text as it stands.
    Text(String),
    /// A declared variable that has a value.
    Value {
        /// The variable.
        name: String,
        /// Its value, not quoted.
        value: String,
    },
    /// A declared variable without a value yet.
    Missing {
        /// The variable.
        name: String,
    },
}

/// Splits a text at its declared variables; everything else stays as it is, `${{ x }}` and undeclared names too.
#[must_use]
pub fn fill(
    text: &str,
    values: &BTreeMap<String, String>,
    declared: &BTreeMap<String, Variable>,
) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut at = 0;
    for placeholder in placeholders(text).filter(|placeholder| declared.contains_key(placeholder.name)) {
        if let Some(before) = text.get(at..placeholder.span.start).filter(|before| !before.is_empty()) {
            segments.push(Segment::Text(before.to_owned()));
        }
        let name = placeholder.name.to_owned();
        segments.push(match values.get(placeholder.name).filter(|value| !value.is_empty()) {
            Some(value) => Segment::Value { name, value: value.clone() },
            None => Segment::Missing { name },
        });
        at = placeholder.span.end;
    }
    if let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        segments.push(Segment::Text(rest.to_owned()));
    }
    segments
}

/// A `{{name}}` of plain form with its place in the text.
pub(super) struct Placeholder<'t> {
    pub(super) name: &'t str,
    pub(super) span: Span,
}

/// Finds every `{{name}}` of plain form: no spaces, dots or filters, not `${{name}}` and not `{{{name}}}`.
pub(super) fn placeholders(text: &str) -> impl Iterator<Item = Placeholder<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            // One brace is found much faster than two are, and braces are rare.
            let at = from + text.get(from..)?.find('{')?;
            let Some(rest) = text.get(at..)?.strip_prefix("{{") else {
                from = at + 1;
                continue;
            };
            let length = rest.bytes().take_while(|byte| is_name_byte(*byte)).count();
            let (name, after) = rest.split_at_checked(length)?;
            if !meta::is_name(name) || !after.starts_with("}}") {
                from = at + 1;
                continue;
            }
            let end = at + 2 + length + 2;
            from = end;
            let before = text.get(..at).unwrap_or("");
            let is_foreign = before.ends_with('$') || (before.ends_with('{') && after.starts_with("}}}"));
            if !is_foreign {
                return Some(Placeholder { name, span: at..end });
            }
        }
    })
}

const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

#[cfg(test)]
mod tests;
