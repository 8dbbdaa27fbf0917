//! The anchors that forges give to headings.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Makes the anchor of a heading by the rules of GitHub: lower case, letters, marks, digits, `_` and `-` kept,
/// spaces to `-`, everything else dropped.
///
/// Headings that give the same anchor twice in one file get `-1`, `-2` and so on; see [`Anchors`].
#[must_use]
pub fn slug(heading: &str) -> String {
    let heading = heading.trim();
    let mut anchor = String::with_capacity(heading.len());
    for character in heading.chars() {
        match character {
            ' ' => anchor.push('-'),
            '-' | '_' => anchor.push(character),
            'a'..='z' | '0'..='9' => anchor.push(character),
            'A'..='Z' => anchor.push(character.to_ascii_lowercase()),
            _ if character.is_ascii() => {}
            _ if character.is_alphanumeric() || is_mark(character) => anchor.extend(character.to_lowercase()),
            _ => {}
        }
    }
    anchor
}

/// Whether a character is a combining mark or a connector that forges keep in anchors.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{0300}'..='\u{036f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{203f}' | '\u{2040}' | '\u{ff3f}')
}

/// The anchors of one file so far, so that a second heading of the same text gets its own.
#[derive(Debug, Default)]
pub struct Anchors {
    /// How often an anchor was asked for again.
    again: BTreeMap<String, usize>,
}

impl Anchors {
    /// Gives the anchor of the next heading of the file.
    pub fn next(&mut self, heading: &str) -> String {
        let plain = slug(heading);
        let mut count = match self.again.entry(plain) {
            Entry::Vacant(entry) => {
                let anchor = entry.key().clone();
                entry.insert(0);
                return anchor;
            }
            Entry::Occupied(entry) => *entry.get(),
        };
        let plain = slug(heading);
        let anchor = loop {
            count += 1;
            let candidate = format!("{plain}-{count}");
            if !self.again.contains_key(&candidate) {
                break candidate;
            }
        };
        self.again.insert(plain, count);
        self.again.insert(anchor.clone(), 0);
        anchor
    }

    /// Whether a heading of the file has this anchor.
    #[must_use]
    pub fn contains(&self, anchor: &str) -> bool {
        self.again.contains_key(anchor)
    }
}

#[cfg(test)]
mod tests;
