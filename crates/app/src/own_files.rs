//! The own files beside the settings: what is kept about providers, own matrix profiles, rules of deadlines and
//! templates of updates. They go to another machine as they are.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::api::FileProblem;
use crate::settings::write_whole;
use crate::templates::read_at_most;
use crate::{Error, Folders};

/// Own files by name: that of a file, or of a folder and a file in it. None is a file that is not there.
pub(crate) type OwnFiles = BTreeMap<String, Option<String>>;

/// The file of what is kept about providers.
const PROVIDERS: &str = "providers.json";
/// The largest file that is taken along, in bytes.
const LARGEST: u64 = 1024 * 1024;
/// How many files of one folder are taken along.
const MOST_FILES: usize = 200;

/// A folder of own files.
struct Kind {
    /// Its name in a file of settings.
    name: &'static str,
    /// What the names of its files end with, after a dot.
    ends: &'static str,
    place: fn(&Folders) -> PathBuf,
}

const KINDS: [Kind; 3] = [
    Kind { name: "matrix-profiles", ends: "json", place: Folders::matrix_profiles },
    Kind { name: "deadlines", ends: "json", place: Folders::deadlines },
    Kind { name: "templates", ends: "md", place: Folders::templates },
];

/// Every own file, and those that cannot be taken along.
///
/// # Errors
///
/// Says so where a folder cannot be read.
pub(crate) fn read(folders: &Folders) -> Result<(OwnFiles, Vec<FileProblem>), Error> {
    let (mut files, mut left_out) = (OwnFiles::new(), Vec::new());
    let mut found = Vec::from([(PROVIDERS.to_owned(), folders.providers())]);
    for kind in &KINDS {
        let paths = files_of(&(kind.place)(folders), kind.ends)?;
        found.extend(paths.into_iter().map(|(name, path)| (format!("{}/{name}", kind.name), path)));
    }
    for (name, path) in found {
        if !path.exists() {
            continue;
        }
        if path_of(folders, &name).is_none() {
            let why = "its name cannot be that of a file on every machine".to_owned();
            left_out.push(FileProblem { file: path.display().to_string(), why });
            continue;
        }
        match read_at_most(&path, LARGEST) {
            Ok(text) => drop(files.insert(name, Some(text))),
            Err(why) => left_out.push(FileProblem { file: path.display().to_string(), why }),
        }
    }
    Ok((files, left_out))
}

/// Refuses names that are none of an own file, and what nothing could be read from.
pub(crate) fn check(files: &OwnFiles) -> Result<(), String> {
    for (name, text) in files {
        let is_known = name == PROVIDERS || kind_of(name).is_some();
        if !is_known {
            return Err(format!("\"{name}\" is no name of an own file"));
        }
        let Some(text) = text else { continue };
        if text.len() as u64 > LARGEST {
            return Err(format!("\"{name}\" has more than {LARGEST} bytes"));
        }
        // Where these cannot be read, nothing about any provider can be shown; the other files only tell of themselves.
        if name == PROVIDERS {
            serde_json::from_str::<firebreak_core::provider::OwnProviders>(text)
                .map_err(|error| format!("\"{name}\" cannot be read ({error})"))?;
        }
    }
    Ok(())
}

/// Every own file as it is, and those of `others` that are not there.
///
/// # Errors
///
/// Says which file cannot be kept, as it cannot be read.
pub(crate) fn as_they_are(folders: &Folders, others: &OwnFiles) -> Result<OwnFiles, Error> {
    let (mut files, left_out) = read(folders)?;
    for name in others.keys() {
        let Some(path) = path_of(folders, name) else { continue };
        let file = path.display().to_string();
        if let Some(lost) = left_out.iter().find(|problem| problem.file == file) {
            return Err(Error::file("keep the own file", &path, &std::io::Error::other(lost.why.clone())));
        }
        files.entry(name.clone()).or_default();
    }
    Ok(files)
}

/// Writes files, and takes those away that are to be gone.
///
/// # Errors
///
/// Says which file cannot be written.
pub(crate) fn put(folders: &Folders, files: &OwnFiles) -> Result<(), Error> {
    for (name, text) in files {
        let Some(path) = path_of(folders, name) else { continue };
        match text {
            Some(text) => {
                write_whole(&path, text).map_err(|error| Error::file("write the own file", &path, &error))?;
            }
            None => match fs::remove_file(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(Error::file("take the own file away", &path, &error)),
            },
        }
    }
    Ok(())
}

fn path_of(folders: &Folders, name: &str) -> Option<PathBuf> {
    if name == PROVIDERS {
        return Some(folders.providers());
    }
    let (kind, file) = kind_of(name)?;
    Some((kind.place)(folders).join(file))
}

/// The kind of a name, and the name of its file; none where it could lead out of the folder.
fn kind_of(name: &str) -> Option<(&'static Kind, &str)> {
    let (folder, file) = name.split_once('/')?;
    let kind = KINDS.iter().find(|kind| kind.name == folder)?;
    let is_odd = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let stem = file.strip_suffix(kind.ends)?.strip_suffix('.')?;
    let is_file = !stem.trim().is_empty() && !stem.starts_with('.') && !file.contains(is_odd);
    is_file.then_some((kind, file))
}

/// The files of a folder that end so, by name; none where there is no such folder.
fn files_of(folder: &Path, ends: &str) -> Result<Vec<(String, PathBuf)>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::file("read the folder", folder, &error)),
    };
    let mut files: Vec<(String, PathBuf)> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?.to_owned();
            (path.is_file() && path.extension().is_some_and(|known| known == ends)).then_some((name, path))
        })
        .collect();
    files.sort();
    files.truncate(MOST_FILES);
    Ok(files)
}
