//! Ids of foreign steps that stay the same: on a second import, and when another step is added.

use std::collections::BTreeMap;

use crate::playbook::{meta, slug};
use crate::vocabulary::Phase;

/// How long the part of an id that tells the title may be.
const LONGEST: usize = 60;

/// The ids of one file so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    given: BTreeMap<String, usize>,
}

impl Ids {
    /// Makes the id of a step of its phase and title; of equal ones in a phase, the second ends in `-2`.
    pub(super) fn next(&mut self, phase: Phase, title: &str) -> String {
        let words = words(title);
        let is_said = words.strip_prefix(phase.word()).is_some_and(|rest| rest.starts_with('-'));
        let plain = if is_said { words } else { format!("{}-{words}", phase.word()) };
        let mut number = self.given.get(&plain).copied().unwrap_or(0);
        loop {
            number += 1;
            let id = if number == 1 { plain.clone() } else { format!("{plain}-{number}") };
            if number == 1 || !self.given.contains_key(&id) {
                self.given.insert(plain, number);
                if number > 1 {
                    self.given.insert(id.clone(), 1);
                }
                return id;
            }
        }
    }
}

/// A text as a word of an id; what cannot be written in one is told by a checksum.
pub(super) fn words(text: &str) -> String {
    let folded = text.chars().map(|character| match character {
        '/' | '\\' | '|' | '.' | ',' | ':' | '&' => ' ',
        _ => fold(character).unwrap_or(character),
    });
    let folded: String = folded.collect();
    let slug = slug(&folded);
    let is_whole = slug.is_ascii();
    let parts: Vec<String> = slug
        .split(['-', '_'])
        .map(|part| part.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
        .filter(|part| !part.is_empty())
        .collect();
    let mut word = String::new();
    let mut is_cut = false;
    for part in &parts {
        if !word.is_empty() && word.len() + part.len() >= LONGEST {
            is_cut = true;
            break;
        }
        if !word.is_empty() {
            word.push('-');
        }
        word.push_str(part.get(..LONGEST.min(part.len())).unwrap_or(part));
        is_cut |= part.len() > LONGEST;
    }
    if word.is_empty() || is_cut || !is_whole {
        let sum = checksum(text);
        word = if word.is_empty() { format!("step-{sum:08x}") } else { format!("{word}-{sum:08x}") };
    }
    if meta::is_id(&word) { word } else { format!("step-{:08x}", checksum(text)) }
}

/// FNV-1a of 32 bits, which needs no table and is the same everywhere.
fn checksum(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A letter of Latin script without its marks.
pub(super) const fn fold(character: char) -> Option<char> {
    Some(match character {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => 'a',
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' => 'o',
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        'ñ' | 'Ñ' => 'n',
        'ß' => 's',
        _ => return None,
    })
}
