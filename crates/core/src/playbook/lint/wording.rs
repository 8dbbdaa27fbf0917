//! Rules of the text itself: variables, headings, characters that deceive.

use std::collections::BTreeSet;

use super::front_matter::Places;
use crate::playbook::findings::Findings;
use crate::playbook::text::slice;
use crate::playbook::variables::placeholders;
use crate::playbook::{Playbook, Span};

/// Verbs that are hardly ever anything else, in the imperative.
const VERBS: &[&str] = &[
    "agree",
    "apply",
    "ask",
    "assess",
    "assign",
    "bring",
    "capture",
    "choose",
    "close",
    "collect",
    "compare",
    "confirm",
    "create",
    "deactivate",
    "decide",
    "declare",
    "delete",
    "deny",
    "deploy",
    "detach",
    "determine",
    "disable",
    "disconnect",
    "enable",
    "export",
    "find",
    "freeze",
    "gather",
    "give",
    "identify",
    "inform",
    "inspect",
    "invite",
    "isolate",
    "judge",
    "keep",
    "learn",
    "leave",
    "make",
    "notify",
    "preserve",
    "prove",
    "quarantine",
    "read",
    "rebuild",
    "recover",
    "reimage",
    "reissue",
    "remove",
    "renew",
    "replace",
    "restore",
    "restrict",
    "resume",
    "revoke",
    "rotate",
    "save",
    "send",
    "suspend",
    "take",
    "tell",
    "terminate",
    "throttle",
    "verify",
    "withdraw",
    "write",
];

/// Words that are verbs where something follows that they act on.
const PERHAPS_VERBS: &[&str] = &[
    "access", "answer", "block", "brief", "call", "change", "check", "contact", "contain", "copy", "count",
    "cut", "end", "fix", "hold", "issue", "list", "lock", "log", "look", "mark", "monitor", "move", "note",
    "open", "patch", "plan", "pull", "put", "record", "release", "report", "request", "rescue", "reset",
    "review", "scan", "search", "set", "sign", "start", "stop", "switch", "test", "trace", "turn", "update",
    "warn", "watch", "wipe",
];

/// Words that begin what a verb acts on.
const OBJECT_STARTS: &[&str] = &[
    "a",
    "all",
    "an",
    "any",
    "both",
    "each",
    "every",
    "everyone",
    "everything",
    "how",
    "it",
    "its",
    "new",
    "off",
    "on",
    "that",
    "the",
    "their",
    "them",
    "these",
    "this",
    "those",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "your",
];

/// How many bytes are looked at together.
const BLOCK: usize = 64;

/// Checks the text of the whole file.
pub(super) fn check(playbook: &Playbook, source: &str, places: &Places<'_>, findings: &mut Findings) {
    variables(playbook, source, places, findings);
    hidden_characters(source, findings);
}

/// The two verbs of a heading that asks for two things.
pub(super) fn two_verbs(title: &str) -> Option<(&str, &str)> {
    let bare =
        |word| if word == "&" { word } else { str::trim_matches(word, |c: char| !c.is_alphanumeric()) };
    let mut words = title.split_whitespace().map(bare);
    let first = words.next()?;
    if !VERBS.contains(&lower(first).as_str()) && !PERHAPS_VERBS.contains(&lower(first).as_str()) {
        return None;
    }
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        if !matches!(word, "and" | "then" | "&") {
            continue;
        }
        let Some(second) = words.peek().copied() else { break };
        let name = lower(second);
        if VERBS.contains(&name.as_str()) {
            return Some((first, second));
        }
        let mut after = words.clone();
        after.next();
        let acts = after.next().is_some_and(|object| OBJECT_STARTS.contains(&lower(object).as_str()));
        if acts && PERHAPS_VERBS.contains(&name.as_str()) {
            return Some((first, second));
        }
    }
    None
}

fn lower(word: &str) -> String {
    word.to_ascii_lowercase()
}

fn variables(playbook: &Playbook, source: &str, places: &Places<'_>, findings: &mut Findings) {
    let body = places.body;
    let mut used = BTreeSet::new();
    for placeholder in placeholders(source.get(body..).unwrap_or("")) {
        used.insert(placeholder.name);
        if !playbook.meta.variables.contains_key(placeholder.name) {
            let name = placeholder.name;
            let span = body + placeholder.span.start..body + placeholder.span.end;
            let message = format!(
                "The variable `{name}` is not declared; add it to `variables` in the front matter, or write it with spaces, `{{{{ {name} }}}}`, to keep it as it stands."
            );
            findings.error("undeclared-variable", span, message);
        }
    }
    for name in playbook.meta.variables.keys() {
        if !used.contains(name.as_str()) {
            let message = format!(
                "The variable `{name}` is never used; write `{{{{{name}}}}}` where it belongs, or remove it."
            );
            findings.warning("unused-variable", places.variable(name), message);
        }
    }
}

/// Finds characters that are not seen and change what is read: controls, and marks that turn the order of the text.
fn hidden_characters(source: &str, findings: &mut Findings) {
    for (number, block) in source.as_bytes().chunks(BLOCK).enumerate() {
        // Nearly every block is plain, and bytes are looked at many times faster than characters.
        if !block.iter().fold(true, |plain, byte| plain & is_plain(*byte)) {
            let start = source.ceil_char_boundary(number * BLOCK);
            let end = source.ceil_char_boundary(number * BLOCK + block.len());
            hidden_between(source, start..end, findings);
        }
    }
}

/// Whether a byte belongs to no character that is hidden: printable ASCII, or white space that everyone uses.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r')
}

fn hidden_between(source: &str, span: Span, findings: &mut Findings) {
    for (at, character) in slice(source, &span).char_indices() {
        let at = span.start + at;
        let is_hidden = match character {
            '\t' | '\n' | '\r' => false,
            '\u{feff}' => at > 0,
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
            _ => character.is_control(),
        };
        if is_hidden {
            let code = u32::from(character);
            let message = format!(
                "The character U+{code:04X} cannot be seen and may hide what the text does; remove it."
            );
            findings.error("hidden-character", at..at + character.len_utf8(), message);
        }
    }
}

#[cfg(test)]
mod tests;
