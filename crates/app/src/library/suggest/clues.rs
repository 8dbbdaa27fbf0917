//! What words suggest: synonyms, and which of them stand together in titles of which incidents.

use std::collections::BTreeMap;

use firebreak_core::vocabulary::ServiceModel;
use serde::Deserialize;

/// How many words of a title count.
const MOST_WORDS: usize = 40;

/// What the words of a title suggest, as `reference/clues.json` has it.
#[derive(Debug)]
pub(crate) struct Clues {
    concepts: Vec<(String, Vec<Pattern>)>,
    types: BTreeMap<String, Vec<Clue>>,
    models: BTreeMap<ServiceModel, Vec<Clue>>,
    providers: BTreeMap<String, Vec<Clue>>,
}

/// A word of a title, with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// As it is typed.
    pub shown: &'a str,
    /// In lower case.
    pub lower: String,
    /// In lower case and in the singular.
    pub word: String,
    /// The places of the groups of synonyms it is one of.
    pub concepts: Vec<usize>,
}

/// What was found in a title: how telling it is, and which of its words tell it, bit by word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// The points, in hundredths.
    pub points: u32,
    /// The words.
    pub words: u64,
}

/// Words that stand in a title together, in any order.
#[derive(Debug)]
struct Clue {
    terms: Vec<Term>,
    points: u32,
}

#[derive(Debug)]
enum Term {
    /// A word of a group of synonyms, by its place.
    Concept(usize),
    /// A word as it is.
    Word(Pattern),
}

/// A word, or the beginning of words.
#[derive(Debug)]
struct Pattern {
    text: String,
    begins: bool,
}

#[derive(Deserialize)]
struct File {
    words: BTreeMap<String, Vec<String>>,
    types: BTreeMap<String, BTreeMap<String, u32>>,
    models: BTreeMap<ServiceModel, BTreeMap<String, u32>>,
    providers: BTreeMap<String, Vec<String>>,
}

impl Clues {
    /// Reads the clues. `headings` are the names of providers by id, which name them in titles too.
    ///
    /// # Errors
    ///
    /// Says where the text does not fit.
    pub(crate) fn read(
        text: &str,
        headings: &BTreeMap<String, Vec<String>>,
    ) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(text)?;
        let names: Vec<&str> = file.words.keys().map(String::as_str).collect();
        let clues = |listed: &BTreeMap<String, u32>| -> Vec<Clue> {
            listed.iter().map(|(words, points)| Clue::read(words, *points, &names)).collect()
        };
        let mut providers: BTreeMap<String, Vec<Clue>> = BTreeMap::new();
        for (id, phrases) in file.providers.iter().chain(headings) {
            let named = phrases.iter().map(|words| Clue::read(words, 1, &[]));
            providers.entry(id.clone()).or_default().extend(named);
        }
        Ok(Self {
            types: file.types.iter().map(|(id, listed)| (id.clone(), clues(listed))).collect(),
            models: file.models.iter().map(|(model, listed)| (*model, clues(listed))).collect(),
            providers,
            concepts: file
                .words
                .iter()
                .map(|(name, words)| (name.clone(), words.iter().map(|word| Pattern::read(word)).collect()))
                .collect(),
        })
    }

    /// The words of a title, as far as they count.
    pub(super) fn words<'a>(&self, title: &'a str) -> Vec<Word<'a>> {
        let shown = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(1).is_some());
        let word = |shown: &'a str| {
            let lower = shown.to_lowercase();
            let mut word = Word { shown, word: singular(&lower), lower, concepts: Vec::new() };
            let concepts = self.concepts.iter().enumerate();
            let has = concepts.filter(|(_, (_, patterns))| patterns.iter().any(|each| each.fits(&word)));
            word.concepts = has.map(|(at, _)| at).collect();
            word
        };
        shown.take(MOST_WORDS).map(word).collect()
    }

    /// How much the words point to each type of incident; those they say nothing of are left out.
    pub(super) fn types(&self, words: &[Word<'_>]) -> BTreeMap<&str, Told> {
        told(&self.types, words).map(|(id, told)| (id.as_str(), told)).collect()
    }

    /// How much the words point to each service model; those they say nothing of are left out.
    pub(super) fn models(&self, words: &[Word<'_>]) -> BTreeMap<ServiceModel, Told> {
        told(&self.models, words).map(|(model, told)| (*model, told)).collect()
    }

    /// The providers that the words name, by id.
    pub(super) fn providers(&self, words: &[Word<'_>]) -> Vec<&str> {
        told(&self.providers, words).map(|(id, _)| id.as_str()).collect()
    }
}

/// What the words tell of each thing: the best clue whole, the others by a quarter, and at most as much again as a third
/// of the best.
fn told<'c, K>(clues: &'c BTreeMap<K, Vec<Clue>>, words: &[Word<'_>]) -> impl Iterator<Item = (&'c K, Told)> {
    clues.iter().filter_map(|(key, clues)| {
        let found = clues.iter().filter_map(|clue| Some((clue.points * 100, clue.found(words)?)));
        let (best, all, words) = found
            .fold((0, 0, 0), |(best, all, words): (u32, u32, u64), (points, of)| {
                (best.max(points), all + points, words | of)
            });
        let points = best + ((all - best) / 4).min(best / 3);
        (points > 0).then_some((key, Told { points, words }))
    })
}

impl Clue {
    fn read(words: &str, points: u32, concepts: &[&str]) -> Self {
        let term = |word: &str| match concepts.iter().position(|name| *name == word) {
            Some(at) => Term::Concept(at),
            None => Term::Word(Pattern::read(&word.to_lowercase())),
        };
        Self { terms: words.split_whitespace().map(term).collect(), points }
    }

    /// The words that it consists of, each by another one of the title; none where one is missing.
    fn found(&self, words: &[Word<'_>]) -> Option<u64> {
        place(&self.terms, words, 0)
    }
}

/// Finds a word of its own for each term.
fn place(terms: &[Term], words: &[Word<'_>], taken: u64) -> Option<u64> {
    let Some((term, rest)) = terms.split_first() else { return Some(taken) };
    words.iter().enumerate().find_map(|(at, word)| {
        let bit = 1 << at;
        (taken & bit == 0 && term.fits(word)).then(|| place(rest, words, taken | bit)).flatten()
    })
}

impl Term {
    fn fits(&self, word: &Word<'_>) -> bool {
        match self {
            Self::Concept(at) => word.concepts.contains(at),
            Self::Word(pattern) => pattern.fits(word),
        }
    }
}

impl Pattern {
    fn read(text: &str) -> Self {
        match text.strip_suffix('*') {
            Some(beginning) => Self { text: beginning.to_owned(), begins: true },
            None => Self { text: singular(text), begins: false },
        }
    }

    fn fits(&self, word: &Word<'_>) -> bool {
        if self.begins { word.lower.starts_with(&self.text) } else { word.word == self.text }
    }
}

/// A word in lower case without the `s` of a plural; short words keep it, which are mostly names.
fn singular(word: &str) -> String {
    let keeps = word.len() <= 3 || ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    let stem = if keeps { word } else { word.strip_suffix('s').unwrap_or(word) };
    stem.to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::Library;

    #[test]
    fn every_type_has_clues_and_nothing_else_has() {
        let library = Library::load().unwrap();
        let known: BTreeSet<&String> = library.reference.incident_types.keys().collect();
        assert_eq!(library.clues.types.keys().collect::<BTreeSet<_>>(), known);
        let providers: BTreeSet<&String> = library.reference.providers.keys().collect();
        assert_eq!(library.clues.providers.keys().collect::<BTreeSet<_>>(), providers);
        assert_eq!(library.clues.models.len(), 5);
    }

    #[test]
    fn a_clue_takes_each_word_once_and_in_any_order() {
        let clues = &Library::load().unwrap().clues;
        let points = |title: &str| {
            let words = clues.words(title);
            clues.types(&words).get("credential-compromise").map_or(0, |told| told.points)
        };
        assert!(points("Leaked keys") > points("Keys"));
        assert_eq!(points("keys, leaked"), points("Leaked key"));
        // `repository` is both data and a place where something leaks.
        let words = clues.words("Repository");
        assert!(!clues.types(&words).contains_key("data-exposure"));
    }

    #[test]
    fn the_words_of_a_title_are_those_of_two_letters_and_more() {
        let clues = &Library::load().unwrap().clues;
        let words: Vec<String> =
            clues.words("S3 bucket's CI/CD, a virus").into_iter().map(|word| word.word).collect();
        assert_eq!(words, ["s3", "bucket", "ci", "cd", "virus"]);
        assert_eq!(clues.words(&"word ".repeat(1000)).len(), super::MOST_WORDS);
    }
}
