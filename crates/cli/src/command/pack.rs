//! `firebreak pack`: an incident or playbooks on paper.

use std::path::PathBuf;

use clap::Args;
use firebreak_app::Error;
use firebreak_app::api::{MakePack, OneIncident};

use crate::desk::Desk;
use crate::failure::{Exit, Failure};

/// `pack`.
#[derive(Debug, Args)]
pub(crate) struct PackOf {
    /// Which incident, or the ids of playbooks in the order they are printed
    #[arg(required = true, value_name = "INCIDENT|PLAYBOOK")]
    names: Vec<String>,
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
        let incident = match self.names.as_slice() {
            [only] => match desk.app().show_incident(OneIncident { incident: only.clone() }) {
                Ok(view) => Some(view.id),
                Err(Error::NotFound { .. }) => None,
                Err(error) => return Err(error.into()),
            },
            _ => None,
        };
        let is_one = self.names.len() == 1;
        let playbooks = if incident.is_none() { self.names } else { Vec::new() };
        let request = MakePack { incident, playbooks, brief: self.brief, folder };
        let saved = desk.app().save_pack(request).map_err(|error| {
            if let Error::NotFound { what: "playbook", name } = &error
                && is_one
            {
                Error::NotFound { what: "incident and no playbook", name: name.clone() }
            } else {
                error
            }
        })?;
        desk.say(&saved, |page| page.say(&format!("Saved as {}", saved.path)))?;
        Ok(Exit::Done)
    }
}
