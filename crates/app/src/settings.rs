//! The settings of this machine: small JSON files beside the record.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::files;

/// Reads settings; those of a first start where there is no file.
///
/// # Errors
///
/// Says so where the file is there and cannot be read. It is left as it is.
pub(crate) fn load<T: DeserializeOwned + Default>(path: &Path) -> Result<T, Error> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(T::default()),
        Err(error) => return Err(Error::file("read the settings", path, &error)),
    };
    serde_json::from_str(&text)
        .map_err(|error| Error::SettingsFile { path: path.to_owned(), why: error.to_string() })
}

/// Writes settings in one step: the file is the old one or the new one, never a part.
///
/// # Errors
///
/// Says so where the file cannot be written.
pub(crate) fn save(path: &Path, settings: &impl Serialize) -> Result<(), Error> {
    let failed = |error: &std::io::Error| Error::file("save the settings", path, error);
    let text = serde_json::to_string_pretty(settings).map_err(|error| failed(&error.into()))?;
    write_whole(path, &text).map_err(|error| failed(&error))
}

/// Writes a file, and the folder it lies in, in one step: the file is the old one or the new one, never a part.
///
/// # Errors
///
/// Says why the file cannot be written.
pub(crate) fn write_whole(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    files::replace(path, text.as_bytes())
}

/// A folder by its whole path, `~` meaning the home folder. A relative one counts from where the program was started.
pub(crate) fn absolute(folder: &Path) -> PathBuf {
    let home = || directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let whole = match folder.strip_prefix("~") {
        Ok(rest) => home().map(|home| home.join(rest)),
        Err(_) => std::path::absolute(folder).ok(),
    };
    // Folders are compared part by part, so that `a/` and `a` are one.
    whole.unwrap_or_else(|| folder.to_owned()).components().collect()
}
