use firebreak_core::incident::{Command, Incident, RoleCommand};

use crate::api::{
    About, ActAs, Changed, EndRole, GiveRole, ListActing, Nothing, OneIncident, PeopleView, PersonView,
};
use crate::view::people_view;
use crate::{App, Error};

impl App {
    /// `people.show`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such incident.
    pub fn show_people(&self, request: OneIncident) -> Result<PeopleView, Error> {
        let acting = self.author()?;
        self.with_record(|opened| {
            let id = opened.find(&request.incident)?.row.id;
            let authors = opened.record().authors(id)?;
            let incident: &Incident = opened.incident(id, &self.library.reference)?;
            Ok(people_view(incident, authors, acting.trim()))
        })
    }

    /// `role.give`.
    ///
    /// # Errors
    ///
    /// Says what is missing, or that the lead is being handed over.
    pub fn give_role(&self, request: GiveRole) -> Result<Changed, Error> {
        let GiveRole { incident, role, person, at, draft } = request;
        self.change_typed(&incident, draft.as_deref(), |_, _, now| {
            let when = Some(self.when(at.as_deref(), now)?);
            Ok(Command::Role(RoleCommand::Give { role, person, when }))
        })
    }

    /// `role.end`.
    ///
    /// # Errors
    ///
    /// Says that the person does not hold the role, or that the lead is being handed over.
    pub fn end_role(&self, request: EndRole) -> Result<Changed, Error> {
        let EndRole { incident, role, person, at, reason } = request;
        self.change(&incident, |_, _, now| {
            let when = Some(self.when(at.as_deref(), now)?);
            Ok(Command::Role(RoleCommand::End { role, person, when, reason }))
        })
    }

    /// `acting.list`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such incident, or the record cannot be read.
    pub fn list_acting(&self, request: ListActing) -> Result<Vec<PersonView>, Error> {
        if let Some(incident) = request.incident {
            return Ok(self.show_people(OneIncident { incident })?.people);
        }
        let acting = self.author()?;
        let acting = acting.trim();
        let mut names = self.with_record(|opened| Ok(opened.record().all_authors()?))?;
        if !acting.is_empty() && !names.iter().any(|name| name == acting) {
            names.push(acting.to_owned());
        }
        names.sort_by_key(|name| name.to_lowercase());
        let person = |name: String| PersonView { acting: name == acting, name, roles: Vec::new() };
        Ok(names.into_iter().map(person).collect())
    }

    /// `acting.set`.
    ///
    /// # Errors
    ///
    /// Says so where the name is empty, or the file cannot be written.
    pub fn act_as(&self, request: ActAs) -> Result<About, Error> {
        self.change_file(|| {
            let mut settings = self.settings()?;
            settings.responder = Some(request.name);
            self.keep_settings(settings)
        })?;
        self.about(Nothing {})
    }
}
