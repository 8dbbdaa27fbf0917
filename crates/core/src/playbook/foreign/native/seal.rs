//! The last line of an imported playbook, by which a second import knows whether somebody has edited it since.

use sha2::{Digest, Sha256};

const BEGIN: &str = "<!-- Imported from ";
const MIDDLE: &str = "; SHA-256 of the text above: ";
const END: &str = " -->";

/// Adds the line that says where a text is from, with a checksum of the text.
#[must_use]
pub fn sealed(native: &str, file: &str) -> String {
    let native = native.trim_end();
    let shown = |character: &char| {
        !super::super::is_hidden(*character) && !matches!(character, '<' | '>' | '\n' | '\r')
    };
    let file: String = file.chars().filter(shown).collect();
    let file = file.replace("--", "-");
    format!("{native}\n\n{BEGIN}{file}{MIDDLE}{}{END}\n", checksum(native))
}

/// Whether a text is as [`sealed`] made it.
#[must_use]
pub fn is_untouched(text: &str) -> bool {
    let Some((native, seal)) = text.rsplit_once(BEGIN) else { return false };
    let sum = seal.trim_end().strip_suffix(END).and_then(|seal| seal.rsplit_once(MIDDLE)).map(|(_, sum)| sum);
    let lines = native.replace("\r\n", "\n");
    sum == Some(checksum(lines.trim_end()).as_str())
}

fn checksum(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
