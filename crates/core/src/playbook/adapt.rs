//! A playbook's text as the beginning of an own version of it.

use chrono::NaiveDate;

use super::front::{self, Front, Value};
use super::text::slice;

/// The text with the next minor version and the day it is begun, so that it counts in place of the one it came from.
/// Everything else stays as it is, byte for byte; all of it where the front matter cannot be read.
#[must_use]
pub fn adapted(source: &str, day: NaiveDate) -> String {
    let Front::Present { yaml, .. } = front::find(source) else { return source.to_owned() };
    let Ok(entries) = front::read(slice(source, &yaml), yaml.start) else { return source.to_owned() };
    let mut changes = Vec::new();
    for entry in &entries {
        let Value::Text(text) = &entry.node.value else { continue };
        match entry.key.as_ref() {
            "version" => changes.push((entry.node.span.clone(), next_minor(text))),
            "updated" => changes.push((entry.node.span.clone(), day.to_string())),
            _ => {}
        }
    }
    changes.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut adapted = source.to_owned();
    for (span, text) in changes {
        adapted.replace_range(span, &text);
    }
    adapted
}

/// The minor version after a version; 0.1.0 after what is none.
fn next_minor(version: &str) -> String {
    let mut numbers = version.split(['.', '-', '+']).map(str::parse::<u64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => format!("{major}.{}.0", minor.saturating_add(1)),
        _ => "0.1.0".to_owned(),
    }
}

#[cfg(test)]
mod tests;
