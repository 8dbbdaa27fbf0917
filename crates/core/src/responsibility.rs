//! Who acts: the shared responsibility model as a table, layer × service model → party.
//!
//! Sources disagree on single cells, so the table is data that can be switched and edited, never a constant. An
//! incident carries the profile it was opened with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::playbook::{Facts, Responsible};
use crate::vocabulary::{Layer, Party, ServiceModel};

/// One table layer × service model → party, with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The id.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// The cells. Every layer has every service model in the bundled profiles.
    pub cells: BTreeMap<Layer, BTreeMap<ServiceModel, Party>>,
}

/// Who acts on a step, and from what that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acts {
    /// The party over all affected models: the one they agree on, else [`Party::Shared`].
    pub party: Option<Party>,
    /// The layer the step acts on.
    pub layer: Option<Layer>,
    /// The party under each affected model, in the order given.
    pub by_model: Vec<(ServiceModel, Party)>,
    /// What it follows from.
    pub basis: Basis,
}

/// What the party of a step follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The playbook names the party itself.
    Playbook,
    /// The layer, by the matrix profile.
    Matrix,
    /// Neither a layer nor a party is given.
    Nothing,
}

impl Profile {
    /// Who is responsible for a layer under a service model.
    #[must_use]
    pub fn party(&self, layer: Layer, model: ServiceModel) -> Option<Party> {
        self.cells.get(&layer)?.get(&model).copied()
    }

    /// Who acts on a step with these facts, for what is affected.
    #[must_use]
    pub fn acts(&self, facts: &Facts, models: &[ServiceModel]) -> Acts {
        let layer = facts.layer.as_ref().map(|layer| layer.value);
        let responsible = facts.responsible.as_ref().map(|responsible| &responsible.value);
        let mut basis = Basis::Nothing;
        let by_model: Vec<_> = models
            .iter()
            .filter_map(|&model| {
                let own = responsible.and_then(|responsible| responsible.party(model));
                let (party, from) = match own {
                    Some(party) => (party, Basis::Playbook),
                    None => (self.party(layer?, model)?, Basis::Matrix),
                };
                if basis != Basis::Playbook {
                    basis = from;
                }
                Some((model, party))
            })
            .collect();
        Acts { party: together(by_model.iter().map(|(_, party)| *party)), layer, by_model, basis }
    }
}

impl Responsible {
    /// The party the playbook names for a model.
    #[must_use]
    pub fn party(&self, model: ServiceModel) -> Option<Party> {
        self.by_model.get(&model).copied().or(self.default)
    }
}

impl Acts {
    /// Why, as one sentence for people. `profile` is the name of the matrix profile.
    #[must_use]
    pub fn why(&self, profile: &str) -> String {
        match (self.basis, self.layer) {
            (Basis::Playbook, _) => match self.same_for_all() {
                Some(party) => format!("The playbook says so: {}.", owner(party)),
                None => format!("The playbook says so: {}.", self.each_model()),
            },
            (Basis::Matrix, Some(layer)) => match self.same_for_all() {
                Some(party) => {
                    let models: Vec<_> = self.by_model.iter().map(|(model, _)| model.label()).collect();
                    format!("{} under {}: {} ({profile}).", layer.label(), list(&models), owner(party))
                }
                None => format!("{}: {} ({profile}).", layer.label(), self.each_model()),
            },
            (Basis::Matrix | Basis::Nothing, _) => {
                "The playbook names neither a layer nor a party for this step.".to_owned()
            }
        }
    }

    fn same_for_all(&self) -> Option<Party> {
        let (_, first) = self.by_model.first()?;
        self.by_model.iter().all(|(_, party)| party == first).then_some(*first)
    }

    fn each_model(&self) -> String {
        let parts: Vec<_> = self
            .by_model
            .iter()
            .map(|(model, party)| format!("{} under {}", owner(*party), model.label()))
            .collect();
        parts.join(", ")
    }
}

/// The party of several: the one they agree on, else both.
fn together(mut parties: impl Iterator<Item = Party>) -> Option<Party> {
    let first = parties.next()?;
    Some(if parties.all(|party| party == first) { first } else { Party::Shared })
}

fn owner(party: Party) -> &'static str {
    match party {
        Party::Customer => "you act",
        Party::Provider => "the provider acts",
        Party::Shared => "you and the provider act",
    }
}

fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests;
