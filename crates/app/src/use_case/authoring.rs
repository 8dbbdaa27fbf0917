use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use firebreak_core::playbook::{Skeleton, bad_id, is_id};

use crate::api::{BegunPlaybook, NewPlaybook};
use crate::{App, Error};

impl App {
    /// `playbook.new`.
    ///
    /// # Errors
    ///
    /// Says which id, type or provider does not fit, and where a file of that name is there already; none is
    /// overwritten.
    pub fn new_playbook(&self, request: NewPlaybook) -> Result<BegunPlaybook, Error> {
        let refused = |why: String| Error::Request { command: "playbook.new", why };
        if !is_id(&request.id) {
            return Err(refused(bad_id(&request.id)));
        }
        let title = request.title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() || title.chars().any(char::is_control) {
            return Err(refused("a title is one line of words".to_owned()));
        }
        if request.incident_types.is_empty() || request.service_models.is_empty() {
            return Err(refused("name at least one incident type and one service model".to_owned()));
        }
        for id in &request.incident_types {
            self.known_type(id)?;
        }
        self.known_providers(&request.providers)?;
        let skeleton = Skeleton {
            id: request.id,
            title,
            updated: self.clock.now().with_timezone(&self.zone()?).date_naive(),
            incident_types: request.incident_types,
            service_models: request.service_models,
            providers: request.providers,
        };
        let markdown = skeleton.markdown(&self.library.reference);
        let path = match &request.folder {
            Some(folder) => {
                Some(write_new(&Path::new(folder).join(format!("{}.md", skeleton.id)), &markdown)?)
            }
            None => None,
        };
        Ok(BegunPlaybook { markdown, path })
    }
}

/// Writes a file that is not there yet, durably; gives its path.
fn write_new(path: &Path, text: &str) -> Result<String, Error> {
    let failed = |error: &std::io::Error| {
        if error.kind() == ErrorKind::AlreadyExists {
            Error::FileExists { path: path.to_owned() }
        } else {
            Error::file("write the playbook", path, error)
        }
    };
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| failed(&error))?;
    Ok(path.display().to_string())
}
