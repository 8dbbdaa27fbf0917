use crate::api::{OneIncident, Sitrep};
use crate::view::sitrep_of;
use crate::{App, Error};

impl App {
    /// `incident.sitrep`.
    ///
    /// # Errors
    ///
    /// Says that there is no such incident.
    pub fn sitrep(&self, request: OneIncident) -> Result<Sitrep, Error> {
        let author = self.author()?;
        let now = self.clock.now();
        self.with_record(|opened| {
            let id = opened.find(&request.incident)?.row.id;
            let view = opened.view(id, &self.library, now)?;
            let incident = opened.incident(id, &self.library.reference)?;
            Ok(sitrep_of(incident, &view, &self.library, author.trim(), now))
        })
    }
}
