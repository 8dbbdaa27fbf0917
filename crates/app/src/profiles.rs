//! Own matrix profiles: one readable JSON file each, beside the settings.
//!
//! A file that cannot be read is told with its place and never hides another profile.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use firebreak_core::responsibility::{Offering, Profile};
use firebreak_core::vocabulary::{Layer, Party, ServiceModel};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::library::Library;
use crate::settings::write_whole;

/// The format that is written.
const FORMAT: u16 = 1;
/// The folder of removed profiles, in that of the profiles.
const REMOVED: &str = "removed";
/// The largest file that is read, in bytes; a profile with a hundred offerings has about 30,000.
const LARGEST: u64 = 1024 * 1024;
/// How many files are read.
const MOST_FILES: usize = 200;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;
/// The longest id, in characters.
const LONGEST_ID: usize = 60;

/// The content of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Own {
    /// The format of the file.
    pub matrix_profile: u16,
    /// The name on screen.
    pub name: String,
    /// The name of the profile it was copied from.
    pub copied_from: String,
    /// Why it differs.
    pub reason: String,
    /// The cells.
    pub cells: BTreeMap<Layer, BTreeMap<ServiceModel, Party>>,
    /// Offerings that are set apart.
    #[serde(default)]
    pub offerings: Vec<Offering>,
}

/// The own profiles of a folder.
#[derive(Debug, Default)]
pub(crate) struct OwnProfiles {
    /// Those that can be read, by id.
    pub readable: Vec<(String, Own)>,
    /// Those that cannot: the file and what is wrong with it.
    pub broken: Vec<(PathBuf, String)>,
}

impl Own {
    /// A copy of a profile.
    pub(crate) fn copy(of: &Profile, name: &str, reason: &str) -> Self {
        Self {
            matrix_profile: FORMAT,
            name: name.trim().to_owned(),
            copied_from: of.name.clone(),
            reason: reason.trim().to_owned(),
            cells: of.cells.clone(),
            offerings: of.offerings.clone(),
        }
    }

    /// The profile of that id, with the cells that it lacks from the bundled default.
    pub(crate) fn profile(&self, id: &str, library: &Library) -> Profile {
        let profile = Profile {
            id: id.to_owned(),
            name: self.name.clone(),
            source: format!("Own copy of {}: {}", self.copied_from, self.reason),
            remarks: Vec::new(),
            cells: self.cells.clone(),
            offerings: self.offerings.clone(),
        };
        match library.profiles.first() {
            Some(default) => profile.completed(default),
            None => profile,
        }
    }

    /// What is wrong with it, if anything is.
    pub(crate) fn check(&self, library: &Library) -> Result<(), String> {
        if self.matrix_profile != FORMAT {
            return Err(format!(
                "\"matrix_profile\" is {}; this version of Firebreak reads {FORMAT}",
                self.matrix_profile
            ));
        }
        has_words("name", &self.name)?;
        has_words("reason", &self.reason)?;
        for (number, offering) in (1..).zip(&self.offerings) {
            let at = |what: &str| format!("offering {number} (\"{}\"): {what}", offering.name);
            has_words("name", &offering.name).map_err(|why| at(&why))?;
            if !library.reference.providers.contains_key(&offering.provider) {
                let known: Vec<&str> =
                    library.providers.iter().map(|provider| provider.id.as_str()).collect();
                return Err(at(&format!(
                    "\"{}\" is not a provider; write one of: {}",
                    offering.provider,
                    known.join(", ")
                )));
            }
            if offering.cells.is_empty() {
                return Err(at("it has no cell of its own; name at least one layer with its party"));
            }
        }
        let profile = self.profile("", library);
        let hidden = self.offerings.iter().find(|one| {
            profile
                .offering(&one.provider, &one.name)
                .is_some_and(|first| !std::ptr::eq(first, *one) && first != *one)
        });
        match hidden {
            Some(twice) => {
                Err(format!("the offering \"{}\" is set apart twice; keep one of them", twice.name))
            }
            None => Ok(()),
        }
    }
}

impl OwnProfiles {
    /// Reads the own profiles of a folder, by id; none where there is no folder.
    pub(crate) fn read(folder: &Path, library: &Library) -> Self {
        let mut own = Self::default();
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return own,
            Err(error) => {
                own.broken.push((folder.to_owned(), format!("the folder cannot be read: {error}")));
                return own;
            }
        };
        let mut files: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect();
        files.sort();
        for (count, path) in files.into_iter().enumerate() {
            if count >= MOST_FILES {
                let why = format!(
                    "more than {MOST_FILES} profiles lie in this folder; this one and the rest are not read"
                );
                own.broken.push((path, why));
                break;
            }
            let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            match read_one(&path, &id, library) {
                Ok(file) => own.readable.push((id, file)),
                Err(why) => own.broken.push((path, why)),
            }
        }
        own
    }

    /// The one with an id.
    pub(crate) fn get(&self, id: &str) -> Option<&Own> {
        self.readable.iter().find(|(known, _)| known == id).map(|(_, own)| own)
    }

    /// Why the one with an id cannot be read, where its file is broken.
    pub(crate) fn problem(&self, id: &str) -> Option<&(PathBuf, String)> {
        let is_its = |path: &Path| path.file_stem().and_then(|stem| stem.to_str()) == Some(id);
        self.broken.iter().find(|(path, _)| is_its(path))
    }
}

/// Writes an own profile.
///
/// # Errors
///
/// Says what is wrong with it, or why its file cannot be written.
pub(crate) fn write(folder: &Path, id: &str, own: &Own, library: &Library) -> Result<(), Error> {
    own.check(library).map_err(|why| Error::ProfileContent { why })?;
    let path = file_of(folder, id);
    let failed = |error: &std::io::Error| Error::file("write the matrix profile", &path, error);
    let text = serde_json::to_string_pretty(own).map_err(|error| failed(&error.into()))?;
    write_whole(&path, &format!("{text}\n")).map_err(|error| failed(&error))
}

/// Moves the file of a profile into the folder of removed ones, beside those that were removed under the same id before;
/// gives where it lies now.
///
/// # Errors
///
/// Says why it cannot be moved. It is where it was then.
pub(crate) fn remove(folder: &Path, id: &str) -> Result<PathBuf, Error> {
    let (from, into) = (file_of(folder, id), folder.join(REMOVED));
    let number = last_removed(&into, id).map_or(1, |last| last.saturating_add(1));
    let to = into.join(format!("{id}.{number}.json"));
    let moved = fs::create_dir_all(&into).and_then(|()| fs::rename(&from, &to));
    moved.map_err(|error| Error::file("remove the matrix profile", &from, &error))?;
    Ok(to)
}

/// The file of the profile that was removed last under an id.
pub(crate) fn removed(folder: &Path, id: &str) -> Option<PathBuf> {
    let from = folder.join(REMOVED);
    last_removed(&from, id).map(|number| from.join(format!("{id}.{number}.json")))
}

/// Moves the file of a removed profile back.
///
/// # Errors
///
/// Says why it cannot be moved. It is where it was then.
pub(crate) fn restore(folder: &Path, id: &str, removed: &Path) -> Result<(), Error> {
    let moved = fs::rename(removed, file_of(folder, id));
    moved.map_err(|error| Error::file("bring back the matrix profile", removed, &error))
}

/// The id that follows from a name: its letters and digits in lower case, with hyphens between.
pub(crate) fn id_of(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id: String = words.collect::<Vec<_>>().join("-").chars().take(LONGEST_ID).collect();
    let id = id.trim_end_matches('-');
    if id.is_empty() { "own".to_owned() } else { id.to_owned() }
}

fn file_of(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.json"))
}

/// The greatest number of the files that were removed under an id; none where there is none, or no folder.
fn last_removed(folder: &Path, id: &str) -> Option<u32> {
    let number = |name: &str| -> Option<u32> {
        name.strip_prefix(id)?.strip_prefix('.')?.strip_suffix(".json")?.parse().ok()
    };
    let entries = fs::read_dir(folder).ok()?;
    entries.filter_map(|entry| number(entry.ok()?.file_name().to_str()?)).max()
}

fn read_one(path: &Path, id: &str, library: &Library) -> Result<Own, String> {
    if library.profiles.iter().any(|profile| profile.id == id) {
        return Err(format!("\"{id}\" is the id of a bundled profile; give the file another name"));
    }
    let mut text = String::new();
    let file = fs::File::open(path).map_err(|error| error.to_string())?;
    let read = file.take(LARGEST + 1).read_to_string(&mut text).map_err(|error| error.to_string())?;
    if read as u64 > LARGEST {
        return Err(format!("the file has more than {LARGEST} bytes"));
    }
    let own: Own = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    own.check(library)?;
    Ok(own)
}

fn has_words(what: &str, text: &str) -> Result<(), String> {
    match text.trim().chars().count() {
        0 => Err(format!("the {what} is empty")),
        length if what == "name" && length > LONGEST_NAME => {
            Err(format!("the name has {length} characters; at most {LONGEST_NAME} can be shown"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
