//! Which playbook fits an incident, and why, in words.

use crate::playbook::{Meta, Reference};
use crate::vocabulary::ServiceModel;
use crate::words::and;

/// The id of the playbook for every cell that nothing else covers.
pub const FALLBACK: &str = "general-incident";

/// How well a playbook fits; better is less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The type, and every service model.
    Exact,
    /// The type, and some of the service models.
    Partly,
    /// It covers everything in general.
    Fallback,
    /// The type, written for another service model: who acts, and on what, is another.
    SameType,
}

/// A playbook that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The playbook's id.
    pub id: String,
    /// How well it fits.
    pub fit: Fit,
    /// Why, in words.
    pub reason: String,
}

/// What an incident is about.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The id of the incident type.
    pub incident_type: &'a str,
    /// The models affected.
    pub service_models: &'a [ServiceModel],
    /// Ids of the providers.
    pub providers: &'a [String],
}

/// Ranks playbooks for an incident, best first. Playbooks for another type are left out. Where nothing covers the type on
/// any of the models, the fallback is the best there is, and those for other models come after it.
///
/// Among equals, the one with commands for more of the incident's providers comes first, then the one made for
/// fewer types, then by id.
#[must_use]
pub fn rank<'a>(
    playbooks: impl IntoIterator<Item = &'a Meta>,
    wanted: Wanted<'_>,
    reference: &Reference,
) -> Vec<Match> {
    let mut fitting: Vec<(Fit, &Meta)> =
        playbooks.into_iter().filter_map(|meta| Some((fit(meta, wanted)?, meta))).collect();
    fitting.sort_by_cached_key(|(fit, meta)| {
        (*fit, missing(meta, wanted).len(), meta.incident_types.len(), meta.id.clone())
    });
    let better_exists = fitting.iter().any(|(fit, _)| *fit < Fit::Fallback);
    fitting
        .into_iter()
        .map(|(fit, meta)| Match {
            id: meta.id.clone(),
            fit,
            reason: reason(fit, meta, wanted, better_exists, reference),
        })
        .collect()
}

/// Ranks the playbooks that are made for something affected that none of the running ones is made for: another service
/// model, or another provider. The fallback is never among them, and covers nothing here.
#[must_use]
pub fn further<'a>(
    playbooks: impl IntoIterator<Item = &'a Meta>,
    running: &[&Meta],
    wanted: Wanted<'_>,
    reference: &Reference,
) -> Vec<Match> {
    let made: Vec<&&Meta> = running.iter().filter(|meta| meta.id != FALLBACK).collect();
    let is_new = |meta: &Meta| {
        let mut models = covered(meta, wanted).into_iter();
        let mut providers = wanted.providers.iter().filter(|id| meta.providers.contains(id));
        models.any(|model| !made.iter().any(|other| other.service_models.contains(&model)))
            || providers.any(|id| !made.iter().any(|other| other.providers.contains(id)))
    };
    let others = playbooks.into_iter().filter(|meta| {
        meta.id != FALLBACK && running.iter().all(|other| other.id != meta.id) && is_new(meta)
    });
    let mut found = rank(others, wanted, reference);
    found.retain(|found| found.fit < Fit::SameType);
    found
}

fn fit(meta: &Meta, wanted: Wanted<'_>) -> Option<Fit> {
    if meta.id == FALLBACK {
        return Some(Fit::Fallback);
    }
    if !meta.incident_types.iter().any(|id| id == wanted.incident_type) {
        return None;
    }
    let covered = covered(meta, wanted).len();
    Some(match covered {
        0 => Fit::SameType,
        covered if covered == wanted.service_models.len() => Fit::Exact,
        _ => Fit::Partly,
    })
}

fn covered(meta: &Meta, wanted: Wanted<'_>) -> Vec<ServiceModel> {
    wanted.service_models.iter().copied().filter(|model| meta.service_models.contains(model)).collect()
}

fn missing<'a>(meta: &Meta, wanted: Wanted<'a>) -> Vec<&'a str> {
    wanted
        .providers
        .iter()
        .map(String::as_str)
        .filter(|id| !meta.providers.iter().any(|own| own == id))
        .collect()
}

fn reason(fit: Fit, meta: &Meta, wanted: Wanted<'_>, better_exists: bool, reference: &Reference) -> String {
    let type_name = reference
        .incident_types
        .get(wanted.incident_type)
        .map_or_else(|| wanted.incident_type.to_owned(), |name| lower_first(name));
    let wanted_models = models(wanted.service_models);
    match fit {
        Fit::Exact => {
            format!("Made for this: {type_name} on {wanted_models}{}.", commands(meta, wanted, reference))
        }
        Fit::Partly => {
            let covered = covered(meta, wanted);
            let rest: Vec<_> =
                wanted.service_models.iter().copied().filter(|model| !covered.contains(model)).collect();
            format!(
                "Made for {type_name} on {}{}; {} is not covered.",
                models(&covered),
                commands(meta, wanted, reference),
                models(&rest)
            )
        }
        Fit::SameType => format!("Same type, written for {}.", models(&meta.service_models)),
        Fit::Fallback if better_exists => "Fallback: the order of work for any incident.".to_owned(),
        Fit::Fallback => format!("Fallback: no playbook is made for {type_name} on {wanted_models}."),
    }
}

/// What the playbook has for the incident's providers, as the end of a clause.
fn commands(meta: &Meta, wanted: Wanted<'_>, reference: &Reference) -> String {
    let missing = missing(meta, wanted);
    let names = |ids: &mut dyn Iterator<Item = &str>| -> String {
        and(&ids.map(|id| reference.provider_name(id)).collect::<Vec<_>>())
    };
    let mut there = wanted.providers.iter().map(String::as_str).filter(|id| !missing.contains(id)).peekable();
    let with =
        if there.peek().is_some() { format!(", with {} commands", names(&mut there)) } else { String::new() };
    if missing.is_empty() {
        with
    } else {
        format!("{with}, without commands for {}", names(&mut missing.iter().copied()))
    }
}

fn models(models: &[ServiceModel]) -> String {
    and(&models.iter().map(|model| model.label()).collect::<Vec<_>>())
}

/// A name in the middle of a sentence: `Data exposure` becomes `data exposure`, `AI system abuse` stays.
fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => name.to_owned(),
    }
}

impl Reference {
    /// The name of a provider for people; its id where it is not known.
    #[must_use]
    pub fn provider_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.providers.get(id).and_then(|headings| headings.first()).map_or(id, String::as_str)
    }
}

#[cfg(test)]
mod tests;
