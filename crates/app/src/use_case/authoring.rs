use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use firebreak_core::event::Hash;
use firebreak_core::playbook::{self, FACT_KEYS, META_KEYS, STATUSES, Skeleton, TLP, adapted, bad_id, is_id};
use firebreak_core::vocabulary::{Layer, Milestone, Mode, Party, Phase, ServiceModel, Severity};
use sha2::{Digest, Sha256};

use super::playbooks::{finding_views, on};
use crate::api::{
    BegunPlaybook, EditPlaybook, EditedPlaybook, FactWords, Named, NewPlaybook, Nothing, PlaybookWords,
    PreviewPlaybook, PreviewedPlaybook, SavePlaybook, SavedPlaybook,
};
use crate::library::{Aside, Origin, Shelf, Shelved, read_at_most};
use crate::{App, Error, files, settings};

/// The parts of a step that are no provider's.
const PARTS: [&str; 3] = ["Collect", "Ask the provider", "Decide"];

impl App {
    /// `playbook.new`.
    ///
    /// # Errors
    ///
    /// Says which id, type or provider does not fit, that the id is taken, and where a file of that name is there already;
    /// none is overwritten. Says why a folder cannot be made or written to.
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
        self.is_free(&request.id)?;
        let skeleton = Skeleton {
            id: request.id,
            title,
            updated: self.clock.now().with_timezone(&self.zone()?).date_naive(),
            incident_types: request.incident_types,
            service_models: request.service_models,
            providers: request.providers,
        };
        let markdown = skeleton.markdown(&self.library.reference);
        if request.folder.as_ref().is_some_and(|folder| folder.trim().is_empty()) {
            return Err(refused("name a folder, or none".to_owned()));
        }
        let folder = match (&request.folder, request.own) {
            (Some(folder), true) => Some(self.made_own(&settings::absolute(folder.trim().as_ref()))?),
            (Some(folder), false) => Some(PathBuf::from(folder)),
            (None, true) => Some(self.folder_to_write()?),
            (None, false) => None,
        };
        let path = match folder {
            Some(folder) => {
                let path = folder.join(format!("{}.md", skeleton.id));
                write_new(&path, &markdown)?;
                self.library.look_again();
                Some(path.display().to_string())
            }
            None => None,
        };
        Ok(BegunPlaybook { markdown, path })
    }

    /// Refuses an id that a playbook has, also one that does not count.
    fn is_free(&self, id: &str) -> Result<(), Error> {
        let shelf = self.settled_shelf();
        let taken = |by: String| Err(Error::PlaybookTaken { id: id.to_owned(), by });
        if let Some(shelved) = shelf.playbook(id) {
            return taken(format!("\"{}\"", shelved.playbook.meta.title));
        }
        let names_it =
            |aside: &&Aside| aside.playbook.as_ref().is_some_and(|playbook| playbook.playbook.meta.id == id);
        match shelf.aside.iter().find(names_it) {
            Some(aside) => taken(aside.path.display().to_string()),
            None => Ok(()),
        }
    }

    /// `playbook.preview`.
    ///
    /// # Errors
    ///
    /// Says so where the settings cannot be read.
    pub fn preview_playbook(&self, request: PreviewPlaybook) -> Result<PreviewedPlaybook, Error> {
        let shelf = self.shelf();
        let reading = playbook::read(request.text.as_bytes(), &self.known(&shelf));
        let findings = finding_views("", &request.text, &reading.findings);
        let Some(playbook) = reading.playbook else {
            return Ok(PreviewedPlaybook { findings, playbook: None });
        };
        let shelved = Shelved::new(playbook, Cow::Owned(request.text), reading.findings, Origin::Bundled);
        let playbook = self.playbook_view(&shelved, &shelf, None)?;
        Ok(PreviewedPlaybook { findings, playbook: Some(playbook) })
    }

    /// `playbook.edit`.
    ///
    /// # Errors
    ///
    /// Says that there is no such playbook, or that the file is none of one's own.
    pub fn edit_playbook(&self, request: EditPlaybook) -> Result<EditedPlaybook, Error> {
        let shelf = self.settled_shelf();
        let own = match (&request.path, &request.id) {
            (Some(path), _) => Some(PathBuf::from(path)),
            (None, Some(id)) => match &on(&shelf, id)?.origin {
                Origin::Own { path, .. } => Some(path.clone()),
                Origin::Bundled => None,
            },
            (None, None) => {
                let why = "name an id or a path".to_owned();
                return Err(Error::Request { command: "playbook.edit", why });
            }
        };
        let Some(path) = own else {
            let shelved = on(&shelf, request.id.as_deref().unwrap_or_default())?;
            let today = self.clock.now().with_timezone(&self.zone()?).date_naive();
            return Ok(EditedPlaybook {
                text: adapted(&shelved.source, today),
                path: None,
                sha256: None,
                bundled_version: Some(shelved.playbook.meta.version.clone()),
            });
        };
        within(&shelf, &path)?;
        let bytes = read(&path)?;
        let sha256 = digest(&bytes);
        let text = in_utf8(&path, bytes)?;
        let read = playbook::parse(&text, &shelf.reference);
        let bundled = read.playbook.and_then(|playbook| shelf.bundled(&playbook.meta.id).cloned());
        Ok(EditedPlaybook {
            text,
            path: Some(path.display().to_string()),
            sha256: Some(sha256),
            bundled_version: bundled.map(|bundled| bundled.playbook.meta.version.clone()),
        })
    }

    /// `playbook.save`.
    ///
    /// # Errors
    ///
    /// Says so where the text names no id for a new file, a file of that name is there already, the file was changed by
    /// somebody else, or it cannot be written. Nothing is overwritten then.
    pub fn save_playbook(&self, request: SavePlaybook) -> Result<SavedPlaybook, Error> {
        let shelf = self.settled_shelf();
        let reading = playbook::parse(&request.text, &shelf.reference);
        let id = reading.playbook.map(|playbook| playbook.meta.id).filter(|id| is_id(id));
        let path = match &request.path {
            Some(path) => {
                let path = PathBuf::from(path);
                within(&shelf, &path)?;
                self.change_file(|| {
                    if request.sha256.as_deref() != Some(digest(&read(&path)?).as_str()) {
                        return Err(Error::FileChanged { path: path.clone() });
                    }
                    replace(&path, &request.text)
                })?;
                path
            }
            None => {
                let Some(id) = &id else {
                    let why = "give the playbook an id in its front matter first; the file is named after it"
                        .to_owned();
                    return Err(Error::Request { command: "playbook.save", why });
                };
                let path = self.folder_to_write()?.join(format!("{id}.md"));
                write_new(&path, &request.text)?;
                path
            }
        };
        if let Some(draft) = &request.draft {
            let now = self.clock.now();
            self.with_record(|opened| Ok(opened.store().put_draft(draft, None, now)?))?;
        }
        self.library.look_again();
        let shelf = self.settled_shelf();
        let aside = shelf.aside.iter().find(|aside| aside.path == path).map(|aside| aside.in_words());
        Ok(SavedPlaybook {
            path: path.display().to_string(),
            sha256: digest(request.text.as_bytes()),
            id,
            aside,
        })
    }

    /// `playbook.words`.
    ///
    /// # Errors
    ///
    /// Says so where the settings cannot be read.
    pub fn playbook_words(&self, _: Nothing) -> Result<PlaybookWords, Error> {
        let shelf = self.shelf();
        let reference = &self.known(&shelf);
        let named = |id: &str, name: &str| Named { id: id.to_owned(), name: name.to_owned() };
        let pairs = |pairs: Vec<(&str, &str)>| pairs.into_iter().map(|(id, name)| named(id, name)).collect();
        let models = || pairs(ServiceModel::ALL.iter().map(|model| (model.word(), model.label())).collect());
        let techniques: Vec<Named> = reference.techniques.iter().map(|(id, name)| named(id, name)).collect();
        let deadlines: Vec<Named> = reference.deadlines.iter().map(|(id, name)| named(id, name)).collect();
        let fact = |key: &str| FactWords {
            key: key.to_owned(),
            words: match key {
                "Layer" => pairs(Layer::ALL.iter().map(|layer| (layer.word(), layer.label())).collect()),
                "Responsible" => {
                    pairs(Party::ALL.iter().map(|party| (party.word(), party.label())).collect())
                }
                "Mode" => pairs(Mode::ALL.iter().map(|mode| (mode.word(), mode.label())).collect()),
                "Marks" => pairs(Milestone::ALL.iter().map(|mark| (mark.word(), mark.label())).collect()),
                "Starts clock" => deadlines.clone(),
                "ATT&CK" => techniques.clone(),
                _ => Vec::new(),
            },
        };
        let playbooks: Vec<Named> = shelf
            .playbooks()
            .iter()
            .map(|shelved| named(shelved.id(), &shelved.playbook.meta.title))
            .collect();
        let value = |key: &str| FactWords {
            key: key.to_owned(),
            words: match key {
                "incident_types" => {
                    self.library.incident_types.iter().map(|(id, name)| named(id, name)).collect()
                }
                "service_models" => models(),
                "providers" => self
                    .library
                    .providers
                    .iter()
                    .map(|provider| named(&provider.id, &provider.name))
                    .collect(),
                "severity" => pairs(Severity::ALL.iter().map(|one| (one.word(), one.label())).collect()),
                "status" => STATUSES.iter().map(|word| named(word, word)).collect(),
                "tlp" => TLP.iter().map(|word| named(word, word)).collect(),
                "attack" => techniques.clone(),
                "clocks" => deadlines.clone(),
                "related" => playbooks.clone(),
                _ => Vec::new(),
            },
        };
        Ok(PlaybookWords {
            keys: META_KEYS.iter().map(|key| (*key).to_owned()).collect(),
            facts: FACT_KEYS.iter().map(|key| fact(key)).collect(),
            values: META_KEYS.iter().map(|key| value(key)).filter(|value| !value.words.is_empty()).collect(),
            phases: pairs(Phase::ALL.iter().map(|phase| (phase.word(), phase.label())).collect()),
            providers: self
                .library
                .providers
                .iter()
                .map(|provider| named(&provider.id, &provider.name))
                .collect(),
            parts: PARTS.map(str::to_owned).to_vec(),
            techniques,
            playbooks,
        })
    }

    /// The folder that new own playbooks are written to, made and named in the settings where it is not yet.
    pub(super) fn folder_to_write(&self) -> Result<PathBuf, Error> {
        self.made_own(&self.folder_for_new()?)
    }

    /// The folder that new own playbooks are written to where none is chosen: the first of one's own that is there, else
    /// one beside the record, which may not be there.
    pub(super) fn folder_for_new(&self) -> Result<PathBuf, Error> {
        let mut asked = self.own_folders()?.into_iter().map(|asked| asked.path);
        let beside = || settings::absolute(&self.folders.data.join("playbooks"));
        Ok(asked.find(|folder| folder.is_dir()).unwrap_or_else(beside))
    }

    /// Makes a folder where it is missing, and names it in the settings where it is none of own playbooks yet.
    fn made_own(&self, folder: &Path) -> Result<PathBuf, Error> {
        fs::create_dir_all(folder)
            .map_err(|error| Error::file("make a folder for playbooks", folder, &error))?;
        self.change_file(|| {
            if self.own_folders()?.iter().all(|asked| asked.path != folder) {
                let mut kept = self.settings()?;
                kept.playbooks.push(folder.display().to_string());
                settings::save(&self.folders.settings(), &kept)?;
            }
            Ok(())
        })?;
        Ok(folder.to_owned())
    }
}

/// The own folder that a file lies in, as it was named. Refuses a file that lies in none, also by way of `..` or a link.
pub(super) fn within<'a>(shelf: &'a Shelf, path: &Path) -> Result<&'a Path, Error> {
    let real =
        |path: &Path| path.canonicalize().map_err(|error| Error::file("read the playbook", path, &error));
    let file = real(path)?;
    let is_within = |folder: &Path| folder.canonicalize().is_ok_and(|folder| file.starts_with(folder));
    let mut folders = shelf.folders.iter().map(|folder| folder.asked.path.as_path());
    folders.find(|folder| is_within(folder)).ok_or_else(|| Error::NotOwn { path: path.to_owned() })
}

/// Reads a file of one's own, as far as a playbook may be long.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    read_at_most(path).map_err(|error| Error::file("read the playbook", path, &error))
}

/// The text of a file.
pub(super) fn in_utf8(path: &Path, bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let why = format!("it is not UTF-8 from byte {at} on; save it as UTF-8 with another editor");
        Error::File { act: "read the playbook", path: path.to_owned(), why }
    })
}

/// SHA-256 in hexadecimal digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    Hash(Sha256::digest(bytes).into()).to_string()
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, text: &str) -> Result<(), Error> {
    files::create(path, text.as_bytes()).map_err(|error| {
        if error.kind() == ErrorKind::AlreadyExists {
            Error::FileExists { path: path.to_owned() }
        } else {
            Error::file("write the playbook", path, &error)
        }
    })
}

/// Writes a file in place of one.
fn replace(path: &Path, text: &str) -> Result<(), Error> {
    files::replace(path, text.as_bytes()).map_err(|error| Error::file("write the playbook", path, &error))
}
