//! `firebreak pack`: an incident or a playbook on paper.

use std::path::PathBuf;

use clap::Args;
use firebreak_app::Error;
use firebreak_app::api::{MakePack, OneIncident};

use crate::desk::Desk;
use crate::failure::{Exit, Failure};

/// `pack`.
#[derive(Debug, Args)]
pub(crate) struct PackOf {
    /// Which incident, or the id of a playbook
    #[arg(value_name = "INCIDENT|PLAYBOOK")]
    name: String,
    /// The folder to save it in
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// Steps by title and time box alone: a run sheet
    #[arg(long)]
    brief: bool,
}

impl PackOf {
    /// Saves a pack as one file that prints and needs nothing.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let folder = Some(self.output.display().to_string());
        let incident = match desk.app().show_incident(OneIncident { incident: self.name.clone() }) {
            Ok(view) => Some(view.id),
            Err(Error::NotFound { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        let playbook = if incident.is_none() { Some(self.name) } else { None };
        let request = MakePack { incident, playbook, brief: self.brief, folder };
        let saved = desk.app().save_pack(request).map_err(|error| {
            if let Error::NotFound { what: "playbook", name } = error {
                Error::NotFound { what: "incident and no playbook", name }
            } else {
                error
            }
        })?;
        desk.say(&saved, |page| page.say(&format!("Saved as {}", saved.path)))?;
        Ok(Exit::Done)
    }
}
