//! Finding words in all playbooks: in titles, steps, commands and techniques. In memory, prepared once a shelf.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use firebreak_core::playbook::{Playbook, Reference, Span, Step};

use super::Shelved;

/// How many words of a search count.
const MOST_WORDS: usize = 12;
/// How many characters stand on either side of a found word.
const AROUND: usize = 60;

/// Which part of a playbook a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The title of the playbook or of the step.
    Title,
    /// An ATT&CK technique, its id or its name.
    Technique,
    /// A command.
    Command,
    /// What it is for, or what the step says.
    Text,
}

/// A place where words stand: a step, or what is said of the playbook as a whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The playbook.
    pub shelved: &'a Arc<Shelved>,
    /// The step and its number; none for the playbook as a whole.
    pub step: Option<(u32, &'a Step)>,
    /// The part with the best match.
    pub part: Part,
}

/// What was found.
#[derive(Debug)]
pub(crate) struct Hits<'a> {
    /// The best places, best first.
    pub places: Vec<Place<'a>>,
    /// How many places there are in all.
    pub total: usize,
}

/// Every word of every playbook with the places it stands in.
#[derive(Debug)]
pub(crate) struct Index {
    /// In order, so that a beginning of words is a range.
    words: Vec<Box<str>>,
    /// Where the postings of each word end.
    ends: Vec<usize>,
    postings: Vec<Posting>,
    places: Vec<At>,
}

/// A place: the playbook by its place on the shelf, and the number of the step, 0 for the playbook as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    playbook: usize,
    step: u32,
}

/// A word in a part of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    place: u32,
    part: Part,
}

/// How well the words of a search fit a place: bit by word, and points.
#[derive(Debug, Clone, Copy, Default)]
struct Fit {
    words: u16,
    points: u32,
    /// The words by part, in the order of [`Part`].
    parts: [u16; 4],
}

impl Fit {
    /// The part that has most of the words.
    fn best(&self) -> Part {
        let [title, technique, command, text] = self.parts.map(u16::count_ones);
        let parts = [
            (text, Part::Text),
            (command, Part::Command),
            (technique, Part::Technique),
            (title, Part::Title),
        ];
        // Of several with as many, the last counts.
        parts.into_iter().max_by_key(|(words, _)| *words).map_or(Part::Text, |(_, part)| part)
    }

    fn has(&mut self, word: u16, part: Part, points: u32) {
        let [title, technique, command, text] = &mut self.parts;
        let words = match part {
            Part::Title => title,
            Part::Technique => technique,
            Part::Command => command,
            Part::Text => text,
        };
        *words |= word;
        self.words |= word;
        self.points += points;
    }
}

impl Index {
    /// Reads every word of every playbook.
    pub(crate) fn of(playbooks: &[Arc<Shelved>], reference: &Reference) -> Self {
        let mut ids: HashMap<String, usize> = HashMap::new();
        let mut lists: Vec<Vec<Posting>> = Vec::new();
        let mut places: Vec<At> = Vec::new();
        for (playbook, shelved) in playbooks.iter().enumerate() {
            each_part(shelved, reference, |step, part, text| {
                // The parts of a place come one after the other.
                if places.last() != Some(&At { playbook, step }) {
                    places.push(At { playbook, step });
                }
                let place = u32::try_from(places.len() - 1).unwrap_or(u32::MAX);
                let posting = Posting { place, part };
                for word in words(&text.to_lowercase()) {
                    let at = ids.get(word).copied().unwrap_or_else(|| {
                        lists.push(Vec::new());
                        ids.insert(word.to_owned(), lists.len() - 1);
                        lists.len() - 1
                    });
                    if let Some(list) = lists.get_mut(at)
                        && list.last() != Some(&posting)
                    {
                        list.push(posting);
                    }
                }
            });
        }
        let mut sorted: Vec<(String, usize)> = ids.into_iter().collect();
        sorted.sort();
        let mut index = Self { words: Vec::new(), ends: Vec::new(), postings: Vec::new(), places };
        for (word, at) in sorted {
            let mut list = lists.get_mut(at).map(std::mem::take).unwrap_or_default();
            list.sort_unstable();
            list.dedup();
            index.postings.extend(list);
            index.words.push(word.into());
            index.ends.push(index.postings.len());
        }
        index
    }

    /// The places where all words stand, best first; where no place has them all, those of the playbooks that have
    /// them all in several. A word is found by its beginning.
    pub(crate) fn search<'a>(&self, playbooks: &'a [Arc<Shelved>], text: &str, most: usize) -> Hits<'a> {
        let text = text.to_lowercase();
        let asked: Vec<&str> = words(&text).take(MOST_WORDS).collect();
        let all = (1_u16 << asked.len()) - 1;
        if all == 0 {
            return Hits { places: Vec::new(), total: 0 };
        }
        let mut fits = vec![Fit::default(); self.places.len()];
        for (bit, word) in asked.iter().enumerate() {
            for at in self.beginning_with(word) {
                let exact = self.words.get(at).is_some_and(|found| found.len() == word.len());
                for posting in self.postings_of(at) {
                    let Some((fit, place)) = self.at(&mut fits, posting.place) else { continue };
                    fit.has(1 << bit, posting.part, points(place, posting.part, exact));
                }
            }
        }
        let mut of_playbook = vec![0_u16; playbooks.len()];
        for (place, fit) in self.places.iter().zip(&fits) {
            if let Some(words) = of_playbook.get_mut(place.playbook) {
                *words |= fit.words;
            }
        }
        let whole = fits.iter().any(|fit| fit.words == all);
        let counts = |place: &At, fit: &Fit| {
            if whole {
                fit.words == all
            } else {
                fit.words != 0 && of_playbook.get(place.playbook) == Some(&all)
            }
        };
        let mut found: Vec<(&At, &Fit)> =
            self.places.iter().zip(&fits).filter(|(place, fit)| counts(place, fit)).collect();
        let total = found.len();
        found.sort_unstable_by_key(|(place, fit)| (Reverse((fit.words.count_ones(), fit.points)), **place));
        let place = |(place, fit): (&At, &Fit)| {
            let shelved = playbooks.get(place.playbook)?;
            let step = match place.step {
                0 => None,
                number => Some((number, nth_step(&shelved.playbook, number)?)),
            };
            Some(Place { shelved, step, part: fit.best() })
        };
        Hits { places: found.into_iter().take(most).filter_map(place).collect(), total }
    }

    fn at<'f>(&self, fits: &'f mut [Fit], place: u32) -> Option<(&'f mut Fit, At)> {
        let at = usize::try_from(place).ok()?;
        Some((fits.get_mut(at)?, *self.places.get(at)?))
    }

    /// The words that begin with one; a single letter stands only for itself, because too much begins with it.
    fn beginning_with(&self, word: &str) -> Range<usize> {
        let start = self.words.partition_point(|known| known.as_ref() < word);
        let is_alone = word.chars().nth(1).is_none();
        let known = self.words.iter().skip(start);
        let count = known
            .take_while(|known| if is_alone { known.as_ref() == word } else { known.starts_with(word) })
            .count();
        start..start + count
    }

    fn postings_of(&self, at: usize) -> &[Posting] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.postings.get(start..end).unwrap_or_default()
    }
}

impl Place<'_> {
    /// The words around the first of the words of a search in this part: the text, and where the words stand in it.
    pub(crate) fn excerpt(&self, text: &str, reference: &Reference) -> (String, Vec<Range<usize>>) {
        let text = text.to_lowercase();
        let asked: Vec<&str> = words(&text).take(MOST_WORDS).collect();
        let wanted = self.step.map_or(0, |(number, _)| number);
        let mut best: Option<(usize, String, Vec<Range<usize>>)> = None;
        each_part(self.shelved, reference, |step, part, text| {
            if step != wanted || part != self.part {
                return;
            }
            let (shown, marks) = around(text, &asked);
            let kinds = asked
                .iter()
                .filter(|word| marks.iter().any(|mark| begins_with(shown.get(mark.clone()), word)))
                .count();
            if best.as_ref().is_none_or(|(before, ..)| *before < kinds) {
                best = Some((kinds, shown, marks));
            }
        });
        best.map(|(_, shown, marks)| (shown, marks)).unwrap_or_default()
    }
}

/// How much a word in a part counts.
const fn points(place: At, part: Part, exact: bool) -> u32 {
    let part = match (place.step, part) {
        (0, Part::Title) => 24,
        (_, Part::Title) => 16,
        (_, Part::Technique) => 8,
        (_, Part::Command) => 6,
        (_, Part::Text) => 3,
    };
    if exact { part + part / 2 } else { part }
}

/// Gives every part of a playbook: the number of its step, 0 for the whole; the part; the text.
fn each_part(shelved: &Shelved, reference: &Reference, mut part: impl FnMut(u32, Part, &str)) {
    let (playbook, source) = (&shelved.playbook, shelved.source.as_ref());
    let meta = &playbook.meta;
    let technique = |id: &str| match reference.techniques.get(id) {
        Some(name) => format!("{id} {name}"),
        None => id.to_owned(),
    };
    part(0, Part::Title, &meta.title);
    part(0, Part::Title, &meta.id);
    part(0, Part::Text, &meta.summary);
    for id in &meta.incident_types {
        part(0, Part::Text, reference.incident_types.get(id).unwrap_or(id));
    }
    for id in &meta.providers {
        part(0, Part::Text, reference.provider_name(id));
    }
    for id in &meta.attack {
        part(0, Part::Technique, &technique(id));
    }
    let blocks = |number: u32, spans: &[Span], part: &mut dyn FnMut(u32, Part, &str)| {
        for span in spans {
            part(number, Part::Text, source.get(span.clone()).unwrap_or_default());
        }
    };
    blocks(0, &playbook.preamble, &mut part);
    for (number, (_, step)) in (1..).zip(playbook.steps()) {
        part(number, Part::Title, &step.title.value);
        for id in &step.facts.attack {
            part(number, Part::Technique, &technique(&id.value));
        }
        for command in step.all_commands() {
            part(number, Part::Command, &command.text);
        }
        blocks(number, &step.prose, &mut part);
        for variant in &step.variants {
            part(number, Part::Text, &variant.heading.value);
            blocks(number, &variant.prose, &mut part);
        }
        let facts = [&step.facts.expect, &step.facts.when, &step.facts.risk, &step.facts.undo];
        for fact in facts.into_iter().flatten() {
            part(number, Part::Text, &fact.value);
        }
        let alerts = step.alerts.iter().chain(step.variants.iter().flat_map(|variant| &variant.alerts));
        alerts.for_each(|alert| part(number, Part::Text, &alert.text));
        step.all_tasks().for_each(|task| part(number, Part::Text, &task.text));
        step.collect.iter().chain(&step.ask).for_each(|item| part(number, Part::Text, &item.text));
        let choices = step.decide.iter().flat_map(|decide| &decide.choices);
        choices
            .filter_map(|choice| choice.condition.as_ref())
            .for_each(|text| part(number, Part::Text, text));
    }
}

fn nth_step(playbook: &Playbook, number: u32) -> Option<&Step> {
    let at = usize::try_from(number.checked_sub(1)?).ok()?;
    playbook.steps().nth(at).map(|(_, step)| step)
}

/// The words of a text: letters and digits that stand together.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn begins_with(shown: Option<&str>, word: &str) -> bool {
    shown.is_some_and(|shown| shown.to_lowercase().starts_with(word))
}

/// The text around its first word that was asked for, on one line, with the places of the words in it.
fn around(text: &str, asked: &[&str]) -> (String, Vec<Range<usize>>) {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_asked = |word: &str| {
        let word = word.to_lowercase();
        asked.iter().any(|asked| word.starts_with(asked))
    };
    let found: Vec<Range<usize>> =
        spans_of_words(&line).filter(|span| line.get(span.clone()).is_some_and(is_asked)).collect();
    let first = found.first().cloned().unwrap_or(0..0);
    let before = line.get(..first.start).unwrap_or_default();
    let after = line.get(first.end..).unwrap_or_default();
    let start = before.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    // The cut falls between words.
    let start = if start == 0 {
        0
    } else {
        before.get(start..).and_then(|cut| cut.find(' ')).map_or(start, |at| start + at + 1)
    };
    let length = after.char_indices().nth(2 * AROUND).map_or(after.len(), |(at, _)| at);
    let end = first.end
        + if length == after.len() {
            length
        } else {
            after.get(..length).and_then(|cut| cut.rfind(' ')).unwrap_or(length)
        };
    let (head, tail) = (if start > 0 { "… " } else { "" }, if end < line.len() { " …" } else { "" });
    let shown = format!("{head}{}{tail}", line.get(start..end).unwrap_or_default());
    let marks = found
        .into_iter()
        .filter(|span| span.start >= start && span.end <= end)
        .map(|span| span.start - start + head.len()..span.end - start + head.len())
        .collect();
    (shown, marks)
}

fn spans_of_words(line: &str) -> impl Iterator<Item = Range<usize>> {
    let start = line.as_ptr() as usize;
    words(line).map(move |word| {
        let at = word.as_ptr() as usize - start;
        at..at + word.len()
    })
}

#[cfg(test)]
mod tests;
