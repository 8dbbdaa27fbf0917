//! The facts of a step: the first list under its heading, `- **Key:** value`.

use std::str::FromStr;

use super::findings::Findings;
use super::text::{one_line, parts, slice, trimmed};
use super::{Facts, Responsible, Span, Spanned};
use crate::vocabulary::{Party, ServiceModel, UnknownWord};

/// The keys a fact may have, as they are written.
pub const KEYS: &[&str] = &[
    "Layer",
    "Responsible",
    "Role",
    "Time",
    "Mode",
    "Expect",
    "Marks",
    "Starts clock",
    "Needs",
    "When",
    "Risk",
    "Undo",
    "ATT&CK",
    "D3FEND",
];

/// Whether a label at the start of a list item names a known fact.
pub(super) fn is_key(label: &str) -> bool {
    KEYS.iter().any(|key| key.eq_ignore_ascii_case(label))
}

/// Reads one fact into `facts`; `label` is the place of the key, `value` of what stands after it.
pub(super) fn read(
    facts: &mut Facts,
    source: &str,
    key: &str,
    label: &Span,
    value: &Span,
    findings: &mut Findings,
) {
    let value = trimmed(source, value);
    let Some(known) = KEYS.iter().find(|known| known.eq_ignore_ascii_case(key)) else {
        let known = KEYS.join(", ");
        findings.warning(
            "unknown-fact",
            label.clone(),
            format!("`{key}` is not a known fact and is not used; the known ones are: {known}."),
        );
        return;
    };
    if value.is_empty() {
        findings.error(
            "empty-fact",
            label.clone(),
            format!("`{known}` says nothing; write a value or remove the line."),
        );
        return;
    }
    let mut reader = FactReader { source, key: known, label, value: &value, findings };
    match *known {
        "Layer" => reader.set(&mut facts.layer, |reader, value| reader.word("unknown-layer", value)),
        "Responsible" => reader.set(&mut facts.responsible, FactReader::responsible),
        "Role" => reader.set(&mut facts.role, FactReader::name),
        "Time" => reader.set(&mut facts.time, FactReader::time),
        "Mode" => reader.set(&mut facts.mode, |reader, value| reader.word("unknown-mode", value)),
        "Expect" => reader.set(&mut facts.expect, FactReader::prose),
        "When" => reader.set(&mut facts.when, FactReader::prose),
        "Risk" => reader.set(&mut facts.risk, FactReader::prose),
        "Undo" => reader.set(&mut facts.undo, FactReader::prose),
        "Marks" => reader.add(&mut facts.marks, |reader, value| reader.word("unknown-milestone", value)),
        "Starts clock" => reader.add(&mut facts.starts_clock, FactReader::name),
        "Needs" => reader.add(&mut facts.needs, FactReader::name),
        "ATT&CK" => reader.add(&mut facts.attack, FactReader::name),
        "D3FEND" => reader.add(&mut facts.d3fend, FactReader::name),
        // Every key of the list above is handled; a new one without a field reads as nothing.
        _ => {}
    }
}

/// Reads a time such as `5 min`, `2 h`, `1 h 30 min` or `1 d` to seconds; none where it is no such time.
#[must_use]
pub fn duration(text: &str) -> Option<u64> {
    let mut seconds: u64 = 0;
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at_checked(digits)?;
        let after = after.trim_start();
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (unit, after) = after.split_at_checked(letters)?;
        let factor = match unit {
            "s" => 1,
            "min" => 60,
            "h" => 3_600,
            "d" => 86_400,
            _ => return None,
        };
        seconds = seconds.checked_add(number.parse::<u64>().ok()?.checked_mul(factor)?)?;
        rest = after.trim_start();
    }
    Some(seconds)
}

/// Says what a time must look like.
pub(super) fn bad_time(text: &str) -> String {
    format!("\"{text}\" is not a time; write numbers with s, min, h or d, such as 1 h 30 min.")
}

/// One fact while it is read.
struct FactReader<'a> {
    source: &'a str,
    key: &'a str,
    label: &'a Span,
    value: &'a Span,
    findings: &'a mut Findings,
}

impl FactReader<'_> {
    /// Fills a fact that has one value.
    fn set<T>(&mut self, field: &mut Option<Spanned<T>>, read: impl FnOnce(&mut Self, &Span) -> Option<T>) {
        if field.is_some() {
            let key = self.key;
            let message = format!("`{key}` comes twice in this step; keep one of them.");
            self.findings.error("duplicate-fact", self.label.clone(), message);
            return;
        }
        let span = self.value.clone();
        *field = read(self, &span).map(|value| Spanned { value, span });
    }

    /// Adds every value of a fact that has several, separated by commas.
    fn add<T>(&mut self, field: &mut Vec<Spanned<T>>, mut read: impl FnMut(&mut Self, &Span) -> Option<T>) {
        for span in parts(self.source, self.value, ',') {
            if let Some(value) = read(self, &span) {
                field.push(Spanned { value, span });
            }
        }
    }

    fn word<T: FromStr<Err = UnknownWord>>(&mut self, rule: &'static str, span: &Span) -> Option<T> {
        let text = slice(self.source, span);
        match text.parse().or_else(|_| text.to_ascii_lowercase().parse()) {
            Ok(word) => Some(word),
            Err::<T, UnknownWord>(error) => {
                self.findings.error(rule, span.clone(), format!("{error}."));
                None
            }
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "one of the readers of a value, and others can fail")]
    fn name(&mut self, span: &Span) -> Option<String> {
        Some(slice(self.source, span).trim_matches('`').to_owned())
    }

    #[expect(clippy::unnecessary_wraps, reason = "one of the readers of a value, and others can fail")]
    fn prose(&mut self, span: &Span) -> Option<String> {
        Some(one_line(self.source, span))
    }

    fn time(&mut self, span: &Span) -> Option<u64> {
        let text = slice(self.source, span);
        let seconds = duration(text);
        if seconds.is_none() {
            self.findings.error("bad-time", span.clone(), bad_time(text));
        }
        seconds
    }

    /// Reads `customer; provider for saas, faas`.
    fn responsible(&mut self, span: &Span) -> Option<Responsible> {
        let mut responsible = Responsible::default();
        let mut sound = true;
        for clause in parts(self.source, span, ';') {
            let text = slice(self.source, &clause);
            let (party, models) = match text.split_once(" for ") {
                Some((party, _)) => {
                    let models = clause.start + party.len() + " for ".len()..clause.end;
                    (clause.start..clause.start + party.len(), Some(models))
                }
                None => (clause.clone(), None),
            };
            let party = trimmed(self.source, &party);
            let Some(party) = self.word::<Party>("unknown-party", &party) else {
                sound = false;
                continue;
            };
            let Some(models) = models else {
                if responsible.default.replace(party).is_some() {
                    let message =
                        "Two parties are named for all models; write `customer; provider for saas`.";
                    self.findings.error("duplicate-party", clause, message);
                    sound = false;
                }
                continue;
            };
            for model in parts(self.source, &models, ',') {
                match self.word::<ServiceModel>("unknown-model", &model) {
                    Some(model) => {
                        responsible.by_model.insert(model, party);
                    }
                    None => sound = false,
                }
            }
        }
        sound.then_some(responsible)
    }
}

#[cfg(test)]
mod tests;
