//! What the text of a foreign file names: techniques, providers, placeholders, roles, incident types, service models.

use std::collections::BTreeMap;

use super::{ForeignCommand, Import, Suggestion, SuggestionKind, words};
use crate::playbook::Reference;
use crate::playbook::variables::placeholders;
use crate::vocabulary::ServiceModel;

/// The most suggestions of one kind.
const MOST: usize = 200;

/// Finds what a text names, of each kind what is named most often first.
pub(super) fn find(text: &str, import: &Import, reference: &Reference) -> Vec<Suggestion> {
    // ASCII alone is lowered, so that places stay.
    let lower = text.to_ascii_lowercase();
    let mut all = Vec::new();
    all.extend(techniques(text, reference));
    all.extend(providers(&lower, import, reference));
    all.extend(variables(text));
    let roles = words::ROLES.iter().map(|(words, id, about)| (*id, *about, std::slice::from_ref(words)));
    all.extend(named(&lower, SuggestionKind::Role, roles));
    let title = import.title.to_ascii_lowercase();
    let types = words::TYPES.iter().filter_map(|(id, words)| {
        let name = reference.incident_types.get(*id)?;
        Some((*id, name.as_str(), *words))
    });
    let mut types = named(&lower, SuggestionKind::IncidentType, types);
    // What the title names counts more than all of the text.
    let in_title = |id: &str| {
        let words = words::TYPES.iter().find(|(known, _)| *known == id).map_or(&[][..], |(_, words)| words);
        words.iter().any(|word| title.contains(word))
    };
    types.sort_by_key(|suggestion| (!in_title(&suggestion.value), std::cmp::Reverse(suggestion.count)));
    types.truncate(3);
    all.extend(types);
    let models = words::MODELS.iter().filter_map(|(id, words)| {
        let model: ServiceModel = id.parse().ok()?;
        Some((*id, model.label(), *words))
    });
    all.extend(named(&lower, SuggestionKind::ServiceModel, models));
    all
}

/// Texts by their words: id, name, and what is looked for.
fn named<'w>(
    lower: &str,
    kind: SuggestionKind,
    table: impl Iterator<Item = (&'w str, &'w str, &'w [&'w str])>,
) -> Vec<Suggestion> {
    let mut found: Vec<Suggestion> = Vec::new();
    for (value, name, words) in table {
        let places = words.iter().flat_map(|word| occurrences(lower, word));
        let (count, first) = places.fold((0, None), |(count, first): (usize, Option<usize>), at| {
            (count + 1, Some(first.map_or(at, |first| first.min(at))))
        });
        let Some(at) = first else { continue };
        let length = words
            .iter()
            .find(|word| lower.get(at..).is_some_and(|rest| rest.starts_with(**word)))
            .map_or(0, |word| word.len());
        match found.iter_mut().find(|known| known.value == value) {
            Some(known) => known.count += count,
            None => found.push(suggestion(kind, value, name, at..at + length, count)),
        }
    }
    found.sort_by_key(|suggestion| std::cmp::Reverse(suggestion.count));
    found
}

/// Where a word begins in a text, as a word of its own or the beginning of one.
fn occurrences<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        // Short names such as "rds" are whole words; longer ones may go on.
        !before.is_some_and(char::is_alphanumeric)
            && (word.len() > 4 || !after.is_some_and(char::is_alphanumeric))
    })
}

fn suggestion(
    kind: SuggestionKind,
    value: &str,
    name: &str,
    span: std::ops::Range<usize>,
    count: usize,
) -> Suggestion {
    Suggestion {
        id: format!("{}:{value}", kind.word()),
        kind,
        value: value.to_owned(),
        name: name.to_owned(),
        span,
        count,
    }
}

fn techniques(text: &str, reference: &Reference) -> Vec<Suggestion> {
    let mut found: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, _) in text.match_indices('T') {
        let Some(id) = technique(text, at) else { continue };
        found.entry(id).or_insert((at, 0)).1 += 1;
    }
    let mut all: Vec<Suggestion> = found
        .into_iter()
        .map(|(id, (at, count))| {
            let name = reference.techniques.get(id).map_or(id, String::as_str);
            suggestion(SuggestionKind::Attack, id, name, at..at + id.len(), count)
        })
        .collect();
    all.truncate(MOST);
    all
}

/// The technique id that starts at a byte: `T` and four digits, then perhaps a dot and three.
fn technique(text: &str, at: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let is_word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let digits = |from: usize, count: usize| {
        (from..from + count).all(|place| bytes.get(place).is_some_and(u8::is_ascii_digit))
    };
    if (at > 0 && is_word(at - 1)) || !digits(at + 1, 4) || is_word(at + 5) {
        return None;
    }
    let has_part = matches!(bytes.get(at + 5), Some(b'.' | b'/')) && digits(at + 6, 3) && !is_word(at + 9);
    // An address writes `T1078/004`; the id is written with a dot.
    let end = if has_part && bytes.get(at + 5) == Some(&b'.') { at + 9 } else { at + 5 };
    text.get(at..end)
}

fn providers(lower: &str, import: &Import, reference: &Reference) -> Vec<Suggestion> {
    let mut found = Vec::new();
    for (id, headings) in &reference.providers {
        let mut count = 0;
        let mut first: Option<std::ops::Range<usize>> = None;
        for heading in headings {
            let word = heading.to_ascii_lowercase();
            for at in occurrences(lower, &word) {
                count += 1;
                if first.as_ref().is_none_or(|first| at < first.start) {
                    first = Some(at..at + word.len());
                }
            }
        }
        let of_steps = import.steps.iter().filter(|step| step.provider.as_deref() == Some(id));
        let first_step = of_steps.clone().next().map(|step| step.span.start..step.span.start);
        count += of_steps.count();
        if let Some(span) = first.or(first_step) {
            let name = headings.first().map_or(id.as_str(), String::as_str);
            found.push(suggestion(SuggestionKind::Provider, id, name, span, count));
        }
    }
    found.sort_by_key(|suggestion| std::cmp::Reverse(suggestion.count));
    found
}

fn variables(text: &str) -> Vec<Suggestion> {
    let mut found: Vec<Suggestion> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for placeholder in placeholders(text) {
        match known.get(placeholder.name) {
            Some(index) => {
                if let Some(suggestion) = found.get_mut(*index) {
                    suggestion.count += 1;
                }
            }
            None if found.len() < MOST => {
                known.insert(placeholder.name.to_owned(), found.len());
                found.push(suggestion(
                    SuggestionKind::Variable,
                    placeholder.name,
                    placeholder.name,
                    placeholder.span,
                    1,
                ));
            }
            None => {}
        }
    }
    found
}

/// The provider whose program every command of a step calls.
pub(super) fn provider_of_commands(commands: &[ForeignCommand]) -> Option<String> {
    let mut provider = None;
    for command in commands {
        let own = program(command).and_then(|program| {
            words::PROGRAMS.iter().find(|(known, _)| *known == program).map(|(_, provider)| *provider)
        })?;
        if provider.is_some_and(|provider| provider != own) {
            return None;
        }
        provider = Some(own);
    }
    provider.map(str::to_owned)
}

/// The program that a command calls first.
pub(super) fn program(command: &ForeignCommand) -> Option<&str> {
    let lines = command.text.lines().map(str::trim);
    let line = lines.into_iter().find(|line| !line.is_empty() && !line.starts_with('#'))?;
    let line = line.trim_start_matches(['$', '>', ' ']);
    let line = line.strip_prefix("sudo ").unwrap_or(line);
    line.split_whitespace().next()
}
