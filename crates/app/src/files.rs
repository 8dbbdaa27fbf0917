//! Writing files whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{NamedTempFile, TempPath};

/// Writes a file in one step: it is the old one or the new one, never a part, and keeps its permissions. Nothing is left
/// behind where it cannot be written.
///
/// # Errors
///
/// Says why the file cannot be written.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = written_beside(path, bytes)?;
    match fs::metadata(path) {
        Ok(old) => fs::set_permissions(&beside, old.permissions())?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    beside.persist(path).map_err(|error| error.error)?;
    keep_name(path)
}

/// Writes a file that is not there yet, in one step.
///
/// # Errors
///
/// Says why the file cannot be written; [`io::ErrorKind::AlreadyExists`] where there is one.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    written_beside(path, bytes)?.persist_noclobber(path).map_err(|error| error.error)?;
    keep_name(path)
}

/// A file in the same folder, complete on the disk.
fn written_beside(path: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".firebreak-");
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file: NamedTempFile = as_others(&mut builder).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// Lets others read the file as far as the responder lets them read other files.
#[cfg(unix)]
fn as_others<'a, 'b, 'c>(builder: &'c mut tempfile::Builder<'a, 'b>) -> &'c mut tempfile::Builder<'a, 'b> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn as_others<'a, 'b, 'c>(builder: &'c mut tempfile::Builder<'a, 'b>) -> &'c mut tempfile::Builder<'a, 'b> {
    builder
}

/// Makes the name of a file as durable as what is in it.
#[cfg(unix)]
fn keep_name(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        Some(_) | None => Ok(()),
    }
}

#[cfg(not(unix))]
fn keep_name(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;
