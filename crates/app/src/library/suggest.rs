//! Which playbooks the title of an incident suggests. In memory, prepared once a shelf.
//!
//! Three things count: the type that the words point to, what they say of the service model and the provider, and the words
//! of a playbook's own title and summary, the rarer the more. Nothing of it chooses anything.

mod clues;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use firebreak_core::matching::FALLBACK;
use firebreak_core::playbook::Meta;
use firebreak_core::vocabulary::ServiceModel;

use super::{ProviderData, Shelved};
pub(crate) use clues::Clues;
use clues::{Told, Word};

/// From how many points on words suggest a type by themselves, in hundredths; and from how many on, where words of the
/// playbook's own speak for it too.
const TELLING: u32 = 500;
const SOMEWHAT: u32 = 300;
/// How much a word of a playbook's title counts that no other playbook has, and one of its summary.
const OF_TITLE: u64 = 400;
const OF_SUMMARY: u64 = 100;
/// How much all words of its summary count together at most.
const MOST_OF_SUMMARY: u64 = 250;
/// From how much on the words of its title suggest a playbook by themselves: somewhat rare ones, and two of them.
const BY_TITLE: u64 = 560;
/// From how much on its own words suggest it together with a type that is suggested somewhat.
const BY_BOTH: u64 = 300;
/// How much what the words say of the service model counts at most.
const MOST_OF_MODEL: u32 = 600;
/// How much is taken away where the words speak of other service models or providers.
const ELSEWHERE: u64 = 250;
/// Words that say nothing of an incident.
const EMPTY: [&str; 26] = [
    "an", "and", "any", "are", "at", "back", "by", "for", "from", "has", "in", "into", "is", "it", "not",
    "of", "on", "or", "our", "that", "the", "to", "what", "who", "with", "you",
];

/// A playbook that a title suggests, and what taking it would say of the incident.
#[derive(Debug, Clone)]
pub(crate) struct Suggestion<'a> {
    /// The playbook.
    pub shelved: &'a Arc<Shelved>,
    /// The id of the type, of those it is made for.
    pub incident_type: &'a str,
    /// The service models it is made for, the most usual for such a title first.
    pub service_models: Vec<ServiceModel>,
    /// The ids of the providers that the title names, as far as they matter for it.
    pub providers: Vec<&'a str>,
    /// The words of the title that speak for it, as they are typed.
    pub words: Vec<String>,
}

/// The words of the titles and summaries of playbooks.
#[derive(Debug)]
pub(crate) struct Titles {
    words: HashMap<Key, Vec<Posting>>,
    playbooks: usize,
}

/// What a word is found by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    Word(String),
    /// A group of synonyms, by its place.
    Concept(usize),
}

/// Where a word stands: the playbook by its place on the shelf, and whether in its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    playbook: usize,
    in_title: bool,
}

/// What the words of a title say of one playbook by its own words.
#[derive(Debug, Clone, Copy, Default)]
struct Own {
    title: u64,
    summary: u64,
    words: u64,
    /// How many words of the title are also in the playbook's.
    count: u32,
}

/// What the words of a title tell.
struct Asked<'t, 'c> {
    words: Vec<Word<'t>>,
    types: BTreeMap<&'c str, Told>,
    models: BTreeMap<ServiceModel, Told>,
    providers: Vec<&'c str>,
}

impl Titles {
    /// Reads the titles and summaries of playbooks.
    pub(crate) fn of(playbooks: &[Arc<Shelved>], clues: &Clues) -> Self {
        let mut words: HashMap<Key, Vec<Posting>> = HashMap::new();
        for (playbook, shelved) in playbooks.iter().enumerate() {
            let meta = &shelved.playbook.meta;
            for (text, in_title) in [(&meta.title, true), (&meta.summary, false)] {
                let keys: BTreeSet<Key> = text
                    .split_inclusive('.')
                    .flat_map(|sentence| clues.words(sentence))
                    .flat_map(|word| keys_of(&word))
                    .collect();
                for key in keys {
                    words.entry(key).or_default().push(Posting { playbook, in_title });
                }
            }
        }
        Self { words, playbooks: playbooks.len() }
    }

    /// The playbooks that a title suggests, best first; none where its words say nothing.
    pub(crate) fn suggest<'a>(
        &self,
        playbooks: &'a [Arc<Shelved>],
        clues: &'a Clues,
        providers: &[ProviderData],
        title: &str,
        most: usize,
    ) -> Vec<Suggestion<'a>> {
        let words = clues.words(title);
        let asked = Asked {
            types: clues.types(&words),
            models: clues.models(&words),
            providers: clues.providers(&words),
            words,
        };
        let own = self.own(&asked.words, playbooks.len());
        let mut found: Vec<(u64, &Arc<Shelved>, Told, &str)> = playbooks
            .iter()
            .zip(&own)
            .filter(|(shelved, _)| shelved.id() != FALLBACK)
            .filter_map(|(shelved, own)| asked.weigh(shelved, own))
            .collect();
        found.sort_by(|(points, a, ..), (other, b, ..)| {
            let types = |shelved: &Shelved| shelved.playbook.meta.incident_types.len();
            Reverse(*points).cmp(&Reverse(*other)).then_with(|| (types(a), a.id()).cmp(&(types(b), b.id())))
        });
        let best = found.first().map_or(0, |(points, ..)| *points);
        found.retain(|(points, ..)| *points * 2 >= best);
        found.truncate(most);
        found
            .into_iter()
            .map(|(_, shelved, told, incident_type)| {
                let meta = &shelved.playbook.meta;
                let named = asked.named(meta, providers);
                Suggestion {
                    shelved,
                    incident_type,
                    service_models: asked.usual_first(meta, &named, providers),
                    providers: named,
                    words: asked.shown(told.words),
                }
            })
            .collect()
    }

    /// What the words say of each playbook by its own words.
    fn own(&self, words: &[Word<'_>], playbooks: usize) -> Vec<Own> {
        let mut own = vec![Own::default(); playbooks];
        for (at, word) in words.iter().enumerate() {
            // A word counts once in each place, by the rarest of what it is found by.
            let mut best: BTreeMap<Posting, u64> = BTreeMap::new();
            for key in keys_of(word) {
                let Some(postings) = self.words.get(&key) else { continue };
                let rare = match key {
                    Key::Word(_) => rarity(postings.len(), self.playbooks),
                    // Another word for the same says less than the word itself.
                    Key::Concept(_) => rarity(postings.len(), self.playbooks) * 2 / 3,
                };
                for posting in postings {
                    let known = best.entry(*posting).or_default();
                    *known = rare.max(*known);
                }
            }
            for (posting, rare) in best {
                let Some(own) = own.get_mut(posting.playbook) else { continue };
                own.words |= 1 << at;
                if posting.in_title {
                    own.title += rare * OF_TITLE / 100;
                    own.count += 1;
                } else {
                    own.summary += rare * OF_SUMMARY / 100;
                }
            }
        }
        own
    }
}

impl<'c> Asked<'_, 'c> {
    /// How much speaks for a playbook, which words, and for which of its types; none where too little does.
    fn weigh<'a>(
        &self,
        shelved: &'a Arc<Shelved>,
        own: &Own,
    ) -> Option<(u64, &'a Arc<Shelved>, Told, &'a str)> {
        let meta = &shelved.playbook.meta;
        let told = |id: &str| self.types.get(id).copied().unwrap_or_default();
        // Of equals the first one written counts.
        let incident_type = meta.incident_types.iter().rev().max_by_key(|id| told(id).points)?;
        let by_type = told(incident_type);
        let by_own = own.title >= BY_TITLE && own.count >= 2;
        let by_both = by_type.points >= SOMEWHAT && own.title + own.summary.min(MOST_OF_SUMMARY) >= BY_BOTH;
        if by_type.points < TELLING && !by_own && !by_both {
            return None;
        }
        let of_model = |model: &ServiceModel| self.models.get(model).map_or(0, |told| told.points);
        let model = meta.service_models.iter().map(of_model).max().unwrap_or_default();
        let elsewhere = model == 0 && !self.models.is_empty();
        let covered = meta.providers.iter().any(|id| self.providers.contains(&id.as_str()));
        let others = !self.providers.is_empty() && !covered;
        let points = u64::from(by_type.points)
            + own.title
            // Several words of a title together are no chance.
            + if own.count > 1 { own.title / 2 } else { 0 }
            + own.summary.min(MOST_OF_SUMMARY)
            + u64::from(model.min(MOST_OF_MODEL)) * 2 / 3
            + if covered { 100 } else { 0 };
        let less = if elsewhere { ELSEWHERE } else { 0 } + if others { ELSEWHERE / 2 } else { 0 };
        let words = by_type.words | own.words;
        Some((points.saturating_sub(less), shelved, Told { points: by_type.points, words }, incident_type))
    }

    /// The providers that are named and matter for a playbook: those it has something for; where it has for none of them,
    /// those of the service models it is made for. A key for AWS that lies on GitHub is about AWS.
    fn named(&self, meta: &Meta, providers: &[ProviderData]) -> Vec<&'c str> {
        let has = |id: &&str| meta.providers.iter().any(|own| own == id);
        let fits = |id: &&str| {
            let models = providers.iter().find(|each| each.id == **id).map(|each| &each.service_models);
            models.is_some_and(|models| models.iter().any(|model| meta.service_models.contains(model)))
        };
        let covered: Vec<&str> = self.providers.iter().copied().filter(has).collect();
        if covered.is_empty() { self.providers.iter().copied().filter(fits).collect() } else { covered }
    }

    /// The service models of a playbook: first those that the words speak of, then those of the providers they name, then
    /// as they are written.
    fn usual_first(&self, meta: &Meta, named: &[&str], providers: &[ProviderData]) -> Vec<ServiceModel> {
        let told = |model: &ServiceModel| self.models.get(model).map_or(0, |told| told.points);
        let of_named = |model: &ServiceModel| {
            providers
                .iter()
                .any(|each| named.contains(&each.id.as_str()) && each.service_models.contains(model))
        };
        let mut models = meta.service_models.clone();
        models.sort_by_key(|model| (Reverse(told(model)), !of_named(model)));
        models
    }

    /// Words of the title as they are typed.
    fn shown(&self, words: u64) -> Vec<String> {
        let mut shown: Vec<String> = Vec::new();
        for (at, word) in self.words.iter().enumerate() {
            if words & (1 << at) != 0 && shown.iter().all(|known| known != word.shown) {
                shown.push(word.shown.to_owned());
            }
        }
        shown
    }
}

/// What a word is found by; nothing where it says nothing.
fn keys_of(word: &Word<'_>) -> Vec<Key> {
    if EMPTY.contains(&word.word.as_str()) {
        return Vec::new();
    }
    let concepts = word.concepts.iter().map(|at| Key::Concept(*at));
    concepts.chain([Key::Word(word.word.clone())]).collect()
}

/// How rare something is that so many of all have: 100 for what one has, near 0 for what all have.
fn rarity(having: usize, all: usize) -> u64 {
    /// The logarithm to the base of 2, in hundredths, straight between whole ones.
    fn log(number: usize) -> u64 {
        let whole = u64::from(number.max(1).ilog2());
        let below = 1_usize << whole;
        whole * 100 + u64::try_from((number.max(1) - below) * 100 / below).unwrap_or_default()
    }
    let most = log(all + 1).max(1);
    (most - log(having).min(most)) * 100 / most
}

#[cfg(test)]
mod tests;
