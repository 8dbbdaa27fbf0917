//! Who acts: the shared responsibility model as a table, layer × service model → party.
//!
//! Sources disagree on single cells, so the table is data that can be switched and edited, never a constant. An
//! incident carries the profile it was opened with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::playbook::{Facts, Responsible};
use crate::vocabulary::{Layer, Party, ServiceModel};
use crate::words::and;

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
    /// The party over all affected models: the one they agree on, else [`Party::Shared`]; none unless each has one. Without any model
    /// the one the playbook names for all.
    pub party: Option<Party>,
    /// The layer the step acts on.
    pub layer: Option<Layer>,
    /// The party under each affected model that has one, in the order given.
    pub by_model: Vec<(ServiceModel, Party)>,
    /// What the party under each affected model follows from, in the order given.
    pub basis: Vec<(ServiceModel, Basis)>,
}

/// What the party of a step under one service model follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The playbook names the party itself.
    Playbook,
    /// The layer, by the matrix profile.
    Matrix,
    /// Neither the playbook nor the matrix profile gives one.
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
        let mut basis = Vec::with_capacity(models.len());
        let mut by_model = Vec::with_capacity(models.len());
        for &model in models {
            let by_playbook = responsible.and_then(|responsible| responsible.party(model));
            let by_matrix = || layer.and_then(|layer| self.party(layer, model));
            let (party, from) = match by_playbook {
                Some(party) => (Some(party), Basis::Playbook),
                None => by_matrix().map_or((None, Basis::Nothing), |party| (Some(party), Basis::Matrix)),
            };
            basis.push((model, from));
            by_model.extend(party.map(|party| (model, party)));
        }
        let party = if models.is_empty() {
            responsible.and_then(|responsible| responsible.default)
        } else if by_model.len() == models.len() {
            together(by_model.iter().map(|(_, party)| *party))
        } else {
            None
        };
        Acts { party, layer, by_model, basis }
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
        if self.basis.is_empty() {
            return match self.party {
                Some(party) => format!("The playbook says so: {}.", owner(party)),
                None => "No service model is named, so nothing says who acts.".to_owned(),
            };
        }
        let playbook = self.on(Basis::Playbook);
        let matrix = self.on(Basis::Matrix);
        let nothing: Vec<_> = self
            .basis
            .iter()
            .filter(|(_, basis)| *basis == Basis::Nothing)
            .map(|(model, _)| model.label())
            .collect();
        let mut reasons = Vec::new();
        if let Some(parties) = Parties::of(&playbook) {
            reasons.push(match parties {
                Parties::One(party) if playbook.len() == self.basis.len() => {
                    format!("The playbook says so: {}", owner(party))
                }
                Parties::One(_) | Parties::Several => {
                    format!("The playbook says so: {}", each_model(&playbook))
                }
            });
        }
        if let (Some(layer), Some(parties)) = (self.layer, Parties::of(&matrix)) {
            let layer = layer.label();
            reasons.push(match parties {
                Parties::One(party) => {
                    let models: Vec<_> = matrix.iter().map(|(model, _)| model.label()).collect();
                    format!("{layer} under {}: {} ({profile})", and(&models), owner(party))
                }
                Parties::Several => format!("{layer}: {} ({profile})", each_model(&matrix)),
            });
        }
        if !nothing.is_empty() {
            reasons.push(match (self.layer, reasons.is_empty()) {
                (None, true) => "The playbook names neither a layer nor a party for this step".to_owned(),
                (Some(layer), true) => {
                    format!("{profile} names no party for {} under {}", layer.label(), and(&nothing))
                }
                (_, false) => format!("nothing says who acts under {}", and(&nothing)),
            });
        }
        format!("{}.", reasons.join("; "))
    }

    /// The models whose party follows from `basis`, with the party.
    fn on(&self, basis: Basis) -> Vec<(ServiceModel, Party)> {
        let is_on = |model| self.basis.contains(&(model, basis));
        self.by_model.iter().copied().filter(|(model, _)| is_on(*model)).collect()
    }
}

/// Whether several models have one party.
enum Parties {
    One(Party),
    Several,
}

impl Parties {
    fn of(by_model: &[(ServiceModel, Party)]) -> Option<Self> {
        let (_, first) = by_model.first()?;
        let is_one = by_model.iter().all(|(_, party)| party == first);
        Some(if is_one { Self::One(*first) } else { Self::Several })
    }
}

fn each_model(by_model: &[(ServiceModel, Party)]) -> String {
    let parts: Vec<_> =
        by_model.iter().map(|(model, party)| format!("{} under {}", owner(*party), model.label())).collect();
    parts.join(", ")
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

#[cfg(test)]
mod tests;
