//! Settings that move to another machine with the own files beside them, and what fits into them.

use std::collections::BTreeMap;
use std::fs;

use serde::{Deserialize, Serialize};

use crate::api::{ExportSettings, ExportedSettings, ImportSettings, ImportedSettings, Nothing, Settings};
use crate::own_files::{self, OwnFiles};
use crate::{App, Error, settings};

/// What a file of settings calls itself.
const FORMAT: &str = "firebreak-settings";
/// The version of the file: counts up when an older program would misread it.
const VERSION: u32 = 2;
/// The versions that are read; the first had no own files.
const READ: std::ops::RangeInclusive<u32> = 1..=VERSION;
/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;
/// The longest name of an act or a key, in characters.
const LONGEST: usize = 64;
/// The most keys of one act.
const MOST_KEYS: usize = 16;
/// The smallest and the largest size of the window's content, in percent.
const ZOOM: std::ops::RangeInclusive<u16> = 50..=300;

/// A file of settings.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Moved {
    format: String,
    version: u32,
    settings: Settings,
    /// The own files beside the settings, by name; a file that is not there is named without a text.
    #[serde(default)]
    files: OwnFiles,
}

/// How a file of settings begins, whatever else it holds.
#[derive(Debug, Deserialize)]
struct Head {
    format: String,
    version: u32,
}

impl App {
    /// `settings.export`.
    ///
    /// # Errors
    ///
    /// Says that the settings cannot be read, or that the file is there already or cannot be written.
    pub fn export_settings(&self, request: ExportSettings) -> Result<ExportedSettings, Error> {
        let (files, left_out) = own_files::read(&self.folders)?;
        let names = files.keys().cloned().collect();
        let text = written(self.settings()?, files)?;
        let path = request.path.map(|path| settings::absolute(path.trim().as_ref()));
        if let Some(path) = &path {
            if !request.replace && path.exists() {
                return Err(Error::ExportExists { path: path.clone() });
            }
            settings::write_whole(path, &text)
                .map_err(|error| Error::file("write the settings", path, &error))?;
        }
        Ok(ExportedSettings {
            file_name: "firebreak-settings.json".to_owned(),
            text,
            path: path.map(|path| path.display().to_string()),
            files: names,
            left_out,
        })
    }

    /// `settings.import`.
    ///
    /// # Errors
    ///
    /// Says why the file cannot be read or does not fit; the settings are then as they were.
    pub fn import_settings(&self, request: ImportSettings) -> Result<ImportedSettings, Error> {
        let path = settings::absolute(request.path.trim().as_ref());
        let refused = |why: String| Error::SettingsImport { path: path.clone(), why };
        let size = fs::metadata(&path).map_err(|error| refused(error.to_string()))?.len();
        if size > LARGEST {
            return Err(refused(format!("it has {size} bytes, and settings have at most {LARGEST}")));
        }
        let text = fs::read_to_string(&path).map_err(|error| refused(error.to_string()))?;
        let new = read(&text).map_err(&refused)?;
        let before = self.folders.settings_before();
        own_files::check(&new.files).map_err(&refused)?;
        self.change_file(|| {
            let was = own_files::as_they_are(&self.folders, &new.files)?;
            let old = written(self.settings()?, was.clone())?;
            settings::write_whole(&before, &old)
                .map_err(|error| Error::file("keep the settings as they are", &before, &error))?;
            // The files first: the settings may name a matrix profile among them.
            let done = own_files::put(&self.folders, &new.files).and_then(|()| {
                self.keep_settings(new.settings).map_err(|error| {
                    // What does not fit is in the file; what the disk says is told as it is.
                    let of_the_disk = matches!(error, Error::File { .. } | Error::SettingsFile { .. });
                    if of_the_disk { error } else { refused(words(&error)) }
                })
            });
            done.or_else(|error| own_files::put(&self.folders, &was).and(Err(error)))
        })?;
        self.library.look_again();
        Ok(ImportedSettings { about: self.about(Nothing {})?, before: before.display().to_string() })
    }
}

/// Refuses names of acts and keys that are none. Which acts there are and what clashes is known where keys are pressed.
pub(super) fn check_keys(keys: &BTreeMap<String, Vec<String>>) -> Result<(), Error> {
    for (act, chords) in keys {
        let is_name = |text: &str| {
            !text.is_empty() && text.chars().count() <= LONGEST && !text.chars().any(char::is_control)
        };
        if !is_name(act) || chords.len() > MOST_KEYS || !chords.iter().all(|chord| is_name(chord)) {
            return Err(Error::SettingsContent {
                why: format!("\"{act}\" is bound to something that is no key"),
            });
        }
    }
    Ok(())
}

/// Refuses a size at which nobody could read the window.
pub(super) fn check_zoom(zoom: Option<u16>) -> Result<(), Error> {
    match zoom {
        Some(percent) if !ZOOM.contains(&percent) => Err(Error::SettingsContent {
            why: format!("The window can be {} to {} % large, not {percent} %", ZOOM.start(), ZOOM.end()),
        }),
        Some(_) | None => Ok(()),
    }
}

fn written(settings: Settings, files: OwnFiles) -> Result<String, Error> {
    let moved = Moved { format: FORMAT.to_owned(), version: VERSION, settings, files };
    let text = serde_json::to_string_pretty(&moved)
        .map_err(|error| Error::SettingsContent { why: error.to_string() })?;
    Ok(text + "\n")
}

/// What an error says happened, without what it says about the rest.
fn words(error: &Error) -> String {
    let text = error.to_string();
    text.split_once(". ").map_or(text.clone(), |(first, _)| first.to_owned())
}

fn read(text: &str) -> Result<Moved, String> {
    let head: Head =
        serde_json::from_str(text).map_err(|error| format!("it is no file of settings ({error})"))?;
    if head.format != FORMAT {
        return Err(format!("it calls itself \"{}\", not \"{FORMAT}\"", head.format));
    }
    if !READ.contains(&head.version) {
        return Err(format!(
            "it has version {}, and this Firebreak reads up to version {VERSION}",
            head.version
        ));
    }
    serde_json::from_str(text).map_err(|error| error.to_string())
}
