//! Rules of deadlines and lists of holidays: bundled ones, and own JSON files beside the settings.
//!
//! A file that cannot be read is told with its place and never hides a bundled rule.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use firebreak_core::deadline::{Holidays, Rule, problems};
use serde::{Deserialize, Serialize};

use crate::api::FileProblem;
use crate::error::Error;
use crate::library::Library;
use crate::settings::write_whole;
use crate::templates::read_at_most;

/// The format that is written.
const FORMAT: u16 = 1;
/// The largest file that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;
/// How many own files are read.
const MOST_FILES: usize = 200;

/// The content of an own file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnFile {
    /// The format of the file.
    deadlines: u16,
    /// The rules.
    #[serde(default)]
    rules: Vec<Rule>,
    /// The lists of holidays.
    #[serde(default)]
    holidays: Vec<Holidays>,
}

/// The rules and lists that can be chosen from.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// The rules, each with the file of an own one.
    pub rules: Vec<(Rule, Option<PathBuf>)>,
    /// The lists of holidays.
    pub holidays: Vec<Holidays>,
    /// What does not fit.
    pub problems: Vec<FileProblem>,
}

impl Rules {
    /// The bundled rules and lists, with own ones from a folder after them or in place of those of the same id.
    pub(crate) fn read(library: &Library, folder: &Path) -> Self {
        let mut all = Self {
            rules: library.rules.iter().map(|rule| (rule.clone(), None)).collect(),
            holidays: library.holidays.clone(),
            problems: Vec::new(),
        };
        for path in all.files(folder) {
            match read_one(&path) {
                Ok(own) => all.add(own, &path),
                Err(why) => all.problem(&path, why),
            }
        }
        let rules: Vec<Rule> = all.rules.iter().map(|(rule, _)| rule.clone()).collect();
        for why in problems(&rules) {
            all.problem(folder, why);
        }
        for (rule, file) in &all.rules {
            let Some(list) = &rule.holidays else { continue };
            if !all.holidays.iter().any(|known| known.id == *list) {
                let file = file.as_deref().unwrap_or(folder).display().to_string();
                let why = format!("\"{}\" names the holidays \"{list}\", and there is no such list", rule.id);
                all.problems.push(FileProblem { file, why });
            }
        }
        all
    }

    /// The rule with an id.
    pub(crate) fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|(rule, _)| rule.id == id).map(|(rule, _)| rule)
    }

    /// The list of holidays with an id.
    pub(crate) fn list(&self, id: &str) -> Option<&Holidays> {
        self.holidays.iter().find(|list| list.id == id)
    }

    fn problem(&mut self, path: &Path, why: String) {
        self.problems.push(FileProblem { file: path.display().to_string(), why });
    }

    fn files(&mut self, folder: &Path) -> Vec<PathBuf> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
            Err(error) => {
                self.problem(folder, format!("the folder cannot be read: {error}"));
                return Vec::new();
            }
        };
        let mut files: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect();
        files.sort();
        if files.len() > MOST_FILES {
            self.problem(
                folder,
                format!("more than {MOST_FILES} files lie in this folder; the rest is not read"),
            );
            files.truncate(MOST_FILES);
        }
        files
    }

    fn add(&mut self, own: OwnFile, path: &Path) {
        for rule in own.rules {
            match self.rules.iter_mut().find(|(known, _)| known.id == rule.id) {
                Some(known) => *known = (rule, Some(path.to_owned())),
                None => self.rules.push((rule, Some(path.to_owned()))),
            }
        }
        for list in own.holidays {
            match self.holidays.iter_mut().find(|known| known.id == list.id) {
                Some(known) => *known = list,
                None => self.holidays.push(list),
            }
        }
    }
}

/// Writes a rule as an own file, to be edited there; gives the file.
///
/// # Errors
///
/// Says that there is such a file already, or why it cannot be written.
pub(crate) fn write_own(folder: &Path, rule: &Rule) -> Result<PathBuf, Error> {
    let path = folder.join(format!("{}.json", rule.id));
    if path.exists() {
        return Err(Error::FileExists { path });
    }
    let own = OwnFile { deadlines: FORMAT, rules: vec![rule.clone()], holidays: Vec::new() };
    let failed = |error: &std::io::Error| Error::file("write the rule", &path, error);
    let text = serde_json::to_string_pretty(&own).map_err(|error| failed(&error.into()))?;
    write_whole(&path, &format!("{text}\n")).map_err(|error| failed(&error))?;
    Ok(path)
}

fn read_one(path: &Path) -> Result<OwnFile, String> {
    let own: OwnFile =
        serde_json::from_str(&read_at_most(path, LARGEST)?).map_err(|error| error.to_string())?;
    if own.deadlines != FORMAT {
        return Err(format!("\"deadlines\" is {}; this version of Firebreak reads {FORMAT}", own.deadlines));
    }
    own.rules.iter().try_for_each(Rule::check)?;
    own.holidays.iter().try_for_each(Holidays::check)?;
    Ok(own)
}

#[cfg(test)]
mod tests;
