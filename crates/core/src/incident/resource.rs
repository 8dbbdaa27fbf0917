use super::{Incident, Refusal, Stamp};
use crate::event::ResourceFacts;
use crate::responsibility::Affected;
use crate::vocabulary::ServiceModel;

/// An affected thing of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// The id: a small number, unique in the incident.
    pub id: String,
    /// What it is, as it stands.
    pub facts: ResourceFacts,
    /// Who added it and when.
    pub added: Stamp,
    /// Who changed it last, if anybody did.
    pub changed: Option<Stamp>,
    /// Who withdrew it, if it turned out not to be affected.
    pub withdrawn: Option<Stamp>,
}

impl Resource {
    pub(super) const fn new(id: String, facts: ResourceFacts, added: Stamp) -> Self {
        Self { id, facts, added, changed: None, withdrawn: None }
    }
}

impl Incident {
    /// The resources that count as affected, in the order they were added.
    pub fn affected_resources(&self) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(|resource| resource.withdrawn.is_none())
    }

    /// The affected resources at a provider, in the order they were added.
    pub fn resources_at<'a>(&'a self, provider: &'a str) -> impl Iterator<Item = &'a Resource> {
        self.affected_resources().filter(move |one| one.facts.provider.as_deref() == Some(provider))
    }

    /// The resource with an id, withdrawn or not.
    #[must_use]
    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.id == id)
    }

    /// Every service model that is affected: those that were declared, then those of the resources.
    #[must_use]
    pub fn affected_models(&self) -> Vec<ServiceModel> {
        let mut models = self.service_models.clone();
        for resource in self.affected_resources() {
            if !models.contains(&resource.facts.service_model) {
                models.push(resource.facts.service_model);
            }
        }
        models
    }

    /// Every provider that is touched: those that were declared, then those of the resources.
    #[must_use]
    pub fn affected_providers(&self) -> Vec<String> {
        let mut providers = self.providers.clone();
        for provider in self.affected_resources().filter_map(|resource| resource.facts.provider.as_ref()) {
            if !providers.contains(provider) {
                providers.push(provider.clone());
            }
        }
        providers
    }

    /// What is affected, for saying who acts: the resources by model, provider and offering, and each declared model of
    /// which no resource is known. Models in the order of [`Self::affected_models`].
    #[must_use]
    pub fn affected(&self) -> Vec<Affected<'_>> {
        let mut affected: Vec<Affected<'_>> = Vec::new();
        for model in self.affected_models() {
            let before = affected.len();
            for resource in self.affected_resources().filter(|resource| resource.facts.service_model == model)
            {
                let is_alike = |one: &&mut Affected<'_>| {
                    one.model == model
                        && one.provider() == resource.facts.provider.as_deref()
                        && one.offering() == resource.facts.offering.as_deref()
                };
                match affected.iter_mut().find(is_alike) {
                    Some(one) => one.resources.push(resource),
                    None => affected.push(Affected { model, resources: vec![resource] }),
                }
            }
            if affected.len() == before {
                affected.push(Affected { model, resources: Vec::new() });
            }
        }
        affected
    }

    /// The resource with an id, as long as it counts as affected.
    pub(super) fn affected_resource(&self, id: &str) -> Result<&Resource, Refusal> {
        let found = self.affected_resources().find(|resource| resource.id == id);
        found.ok_or_else(|| Refusal::UnknownResource(id.to_owned()))
    }
}

#[cfg(test)]
mod tests;
