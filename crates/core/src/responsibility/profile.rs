use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
    /// What is second-hand, reconstructed or taken from elsewhere, cell by cell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// The cells. Every layer has every service model once a profile is [completed](Self::completed).
    pub cells: BTreeMap<Layer, BTreeMap<ServiceModel, Party>>,
    /// Single offerings that differ from their service model.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offerings: Vec<Offering>,
}

/// What is to be known about some cells of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The layers it is about; all where it names none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<Layer>,
    /// The service models it is about; all where it names none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub service_models: Vec<ServiceModel>,
    /// What is to be known, in one sentence.
    pub text: String,
}

/// One offering of one provider with cells of its own, for example a managed database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offering {
    /// The id of the provider.
    pub provider: String,
    /// What the provider calls it.
    pub name: String,
    /// Why it differs, or where that is written; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The cells that are its own; the others are those of the resource's service model.
    pub cells: BTreeMap<Layer, Party>,
}

impl Profile {
    /// Who is responsible for a layer under a service model.
    #[must_use]
    pub fn party(&self, layer: Layer, model: ServiceModel) -> Option<Party> {
        self.cells.get(&layer)?.get(&model).copied()
    }

    /// The offering of that name that is set apart. Case and white space of the name make no difference.
    #[must_use]
    pub fn offering(&self, provider: &str, name: &str) -> Option<&Offering> {
        self.offerings
            .iter()
            .find(|offering| offering.provider == provider && is_same_name(&offering.name, name))
    }

    /// What is to be known about a cell, beside what holds for the whole table.
    pub fn cell_remarks(&self, layer: Layer, model: ServiceModel) -> impl Iterator<Item = &str> {
        let fits = move |remark: &&Remark| {
            !remark.is_general()
                && (remark.layers.is_empty() || remark.layers.contains(&layer))
                && (remark.service_models.is_empty() || remark.service_models.contains(&model))
        };
        self.remarks.iter().filter(fits).map(|remark| remark.text.as_str())
    }

    /// What holds for the whole table.
    pub fn general_remarks(&self) -> impl Iterator<Item = &str> {
        self.remarks.iter().filter(|remark| remark.is_general()).map(|remark| remark.text.as_str())
    }

    /// The same with the cells that it lacks taken from another profile, and remarks that say so.
    #[must_use]
    pub fn completed(mut self, other: &Self) -> Self {
        let mut taken: BTreeMap<ServiceModel, Vec<Layer>> = BTreeMap::new();
        for &layer in Layer::ALL {
            for &model in ServiceModel::ALL {
                if self.party(layer, model).is_none()
                    && let Some(party) = other.party(layer, model)
                {
                    self.cells.entry(layer).or_default().insert(model, party);
                    taken.entry(model).or_default().push(layer);
                }
            }
        }
        self.remarks.extend(taken.into_iter().map(|(model, layers)| Remark {
            layers,
            service_models: vec![model],
            text: format!("{} does not say; taken from {}.", self.name, other.name),
        }));
        self
    }

    /// Whether a cell has another party than in another profile. One that either of them lacks differs where the other
    /// has it.
    #[must_use]
    pub fn differs(&self, other: &Self, layer: Layer, model: ServiceModel) -> bool {
        self.party(layer, model) != other.party(layer, model)
    }
}

impl Remark {
    const fn is_general(&self) -> bool {
        self.layers.is_empty() && self.service_models.is_empty()
    }
}

/// Whether two names are the same but for case and white space.
fn is_same_name(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
    words(one) == words(other)
}
