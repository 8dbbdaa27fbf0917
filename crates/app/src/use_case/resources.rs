use firebreak_core::event::ResourceFacts;
use firebreak_core::incident::Command;
use firebreak_core::matching::{Wanted, further};

use super::playbooks::match_views;
use crate::api::{
    AddResource, ChangeResource, Changed, Further, OneIncident, ResourceWords, Responsibility,
    WithdrawResource,
};
use crate::view::responsibility_view;
use crate::{App, Error};

impl App {
    /// `resource.add`.
    ///
    /// # Errors
    ///
    /// Says what is missing, not known, or listed already.
    pub fn add_resource(&self, request: AddResource) -> Result<Changed, Error> {
        let AddResource { incident, words, draft } = request;
        let facts = self.resource(words)?;
        self.change_typed(&incident, draft.as_deref(), |_, _, _| Ok(Command::AddResource(facts)))
    }

    /// `resource.change`.
    ///
    /// # Errors
    ///
    /// Says what is missing or not known, or that no such resource is affected.
    pub fn change_resource(&self, request: ChangeResource) -> Result<Changed, Error> {
        let ChangeResource { incident, resource, words, draft } = request;
        let facts = self.resource(words)?;
        self.change_typed(&incident, draft.as_deref(), |_, _, _| {
            Ok(Command::ChangeResource { resource, facts })
        })
    }

    /// `resource.withdraw`.
    ///
    /// # Errors
    ///
    /// Says that no such resource is affected.
    pub fn withdraw_resource(&self, request: WithdrawResource) -> Result<Changed, Error> {
        let WithdrawResource { incident, resource, reason } = request;
        self.change(&incident, |_, _, _| Ok(Command::WithdrawResource { resource, reason }))
    }

    /// `incident.responsibility`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such incident.
    pub fn show_responsibility(&self, request: OneIncident) -> Result<Responsibility, Error> {
        self.with_incident(&request.incident, |incident| Ok(responsibility_view(incident, &self.library)))
    }

    /// `playbook.further`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such incident.
    pub fn further_playbooks(&self, request: OneIncident) -> Result<Further, Error> {
        let shelf = self.shelf();
        let found = self.with_incident(&request.incident, |incident| {
            let (models, providers) = (incident.affected_models(), incident.affected_providers());
            let wanted = Wanted {
                incident_type: &incident.incident_type,
                service_models: &models,
                providers: &providers,
            };
            let running: Vec<_> = incident.runs.iter().map(|run| &run.pinned.playbook.meta).collect();
            let metas = shelf.playbooks().iter().map(|shelved| &shelved.playbook.meta);
            Ok(further(metas, &running, wanted, &self.library.reference))
        })?;
        Ok(Further { playbooks: match_views(found, &shelf) })
    }

    /// What a resource is said to be; says so where its provider is not known.
    pub(super) fn resource(&self, words: ResourceWords) -> Result<ResourceFacts, Error> {
        let ResourceWords { name, service_model, provider, offering, identifier } = words;
        self.known_providers(provider.as_slice())?;
        Ok(ResourceFacts { name, service_model, provider, offering, identifier })
    }
}
