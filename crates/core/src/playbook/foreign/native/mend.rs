//! A written playbook mended until the app's own reader finds no error in it.

use crate::playbook::foreign::is_hidden;
use crate::playbook::{Finding, Gravity, LARGEST, Reference, read};

/// How often what is found is mended before it is given up.
const MOST_ROUNDS: usize = 60;

/// Mends what the reader finds, each in its place; none where something is found that cannot be mended so, or where the
/// steps are not those of `ids`.
pub(super) fn mended(mut native: String, ids: &[&str], reference: &Reference) -> Option<String> {
    native = without_hidden(&native);
    for _ in 0..MOST_ROUNDS {
        if native.len() > LARGEST {
            return None;
        }
        let reading = read(native.as_bytes(), reference);
        let errors: Vec<Finding> =
            reading.findings.into_iter().filter(|finding| finding.severity == Gravity::Error).collect();
        if errors.is_empty() {
            let playbook = reading.playbook?;
            let is_same = playbook.steps().map(|(_, step)| step.id.as_str()).eq(ids.iter().copied());
            return is_same.then_some(native);
        }
        native = round(&native, &errors)?;
    }
    None
}

/// Puts a backslash before what is not to be read as markup, from the last place to the first.
fn round(native: &str, errors: &[Finding]) -> Option<String> {
    let mut mended = native.to_owned();
    let mut before = usize::MAX;
    let mut is_mended = false;
    for error in errors.iter().rev() {
        let at = error.span.start;
        if at >= before {
            continue;
        }
        let rest = native.get(at..)?;
        match error.rule {
            "raw-html" | "remote-image" | "unsafe-link" | "dead-link" | "step-without-phase"
            | "misplaced-id"
                if rest.starts_with(['<', '!', '[']) =>
            {
                mended.insert(at, '\\');
            }
            "undeclared-variable" => {
                mended.insert(error.span.end.checked_sub(2)?, ' ');
                mended.insert(at + 2, ' ');
            }
            "too-many-findings" => continue,
            _ => return None,
        }
        is_mended = true;
        before = at;
    }
    is_mended.then_some(mended)
}

/// The text without signs that are not seen, and with names in the place of those that turn or control it.
fn without_hidden(text: &str) -> String {
    if !text.chars().any(is_hidden) {
        return text.to_owned();
    }
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            _ if is_hidden(character) => visible.push_str(&format!("[U+{:04X}]", u32::from(character))),
            _ => visible.push(character),
        }
    }
    visible
}
