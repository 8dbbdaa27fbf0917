use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ffi;

/// Why the store could not do what was asked.
///
/// The message says what happened and what is safe; [`StoreError::hint`] says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not a database any more, or its content contradicts itself.
    #[error(
        "The record {} is damaged: {what}. Nothing was deleted, and the backups are separate files.",
        path.display()
    )]
    Damaged {
        /// The database file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// A later version of the program wrote the file.
    #[error(
        "The record {} was written by a later version of Firebreak: it has version {found}, this program knows versions up to {known}. The file was not touched.",
        path.display()
    )]
    Newer {
        /// The database file.
        path: PathBuf,
        /// The version of the file.
        found: i64,
        /// The latest version that this program knows.
        known: i64,
    },
    /// The file is a database of something else.
    #[error("{} is a database of another program. The file was not touched.", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The disk has no room left.
    #[error(
        "The disk that holds {} is full, so nothing was written. Everything recorded before is safe.",
        path.display()
    )]
    Full {
        /// The database file, or the copy that did not fit.
        path: PathBuf,
    },
    /// The file or its folder cannot be written.
    #[error(
        "{} cannot be written: the file, its folder or the disk is read-only. Everything recorded before is safe.",
        path.display()
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Another program keeps the file locked.
    #[error(
        "Another program keeps {} locked, so nothing was written. Everything recorded before is safe.",
        path.display()
    )]
    Locked {
        /// The database file.
        path: PathBuf,
    },
    /// The file should be replaced while somebody has it open.
    #[error(
        "The record {} is open in another window or command of Firebreak, so it was not replaced. Nothing was changed.",
        path.display()
    )]
    InUse {
        /// The database file.
        path: PathBuf,
    },
    /// The file was moved away or replaced while it was open.
    #[error(
        "There is another file, or none, where the record {} was when it was opened. Nothing was written: it would not be found again.",
        path.display()
    )]
    Replaced {
        /// The place of the database file.
        path: PathBuf,
    },
    /// The folder of the file does not exist.
    #[error("The folder {} does not exist, so no record was opened and none was begun.", folder.display())]
    MissingFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// The file does not exist.
    #[error("The file {} does not exist. Nothing was changed.", path.display())]
    MissingFile {
        /// The file.
        path: PathBuf,
    },
    /// There is already a file where a new one should be made.
    #[error("There is already a file {}. It was not touched.", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The disk or the system failed.
    #[error("{} could not be read or written: {why}. Everything recorded before is safe.", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// The database refused a write that would break the record.
    #[error("The record refused a change that would break it: {why}. Nothing was written.")]
    Refused {
        /// What would be broken.
        why: String,
    },
    /// Another incident has this code.
    #[error("The code {code} belongs to another incident. Nothing was written.")]
    CodeTaken {
        /// The code.
        code: String,
    },
    /// A time lies outside of what the record can hold.
    #[error("A time lies outside of what the record can hold, so nothing was written.")]
    TimeOutOfRange,
    /// The database said something that the program does not expect.
    #[error("The record {} could not be used: {why}. Nothing was written.", path.display())]
    Unexpected {
        /// The database file.
        path: PathBuf,
        /// What the database says.
        why: String,
    },
}

impl StoreError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Damaged { .. } => {
                "Restore the last good backup, or begin a new record where there is none; the damaged file is set aside and kept."
            }
            Self::Newer { .. } => "Use the version of Firebreak that wrote it, or a later one.",
            Self::Foreign { .. } => "Choose another folder for the data.",
            Self::Full { .. } => "Free some room on that disk, then try again.",
            Self::ReadOnly { .. } => {
                "Make the folder and its files writable, or choose another folder for the data."
            }
            Self::Locked { .. } => "Close other programs that use the file, then try again.",
            Self::InUse { .. } => "Close every window of Firebreak, then try again.",
            Self::Replaced { .. } => {
                "The record that is there now is opened; look at what it holds, then write this again."
            }
            Self::MissingFolder { .. } => {
                "Connect the disk that holds the folder, or create the folder, then try again."
            }
            Self::MissingFile { .. } => "Choose a file that exists.",
            Self::Exists { .. } => "Set the file that is there aside first.",
            Self::Io { .. } => "Check that the disk is connected and healthy, then try again.",
            Self::Refused { .. } => {
                "Read the incident again, then try again; if this comes back, verify the record."
            }
            Self::CodeTaken { .. } => "Try again; the next free code is taken.",
            Self::TimeOutOfRange => "Check the time you typed and the clock of this machine.",
            Self::Unexpected { .. } => {
                "Try again; if this comes back, verify the record and report the message."
            }
        }
    }

    /// What a failure of SQLite means for the file at `path`.
    pub(crate) fn from_sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let rusqlite::Error::SqliteFailure(code, message) = error else {
            return if is_not_what_was_written(error) {
                Self::Damaged { path, what: error.to_string() }
            } else {
                Self::Unexpected { path, why: error.to_string() }
            };
        };
        let why = message.clone().unwrap_or_else(|| code.to_string());
        match code.extended_code {
            ffi::SQLITE_IOERR_SHMSIZE => return Self::Full { path },
            ffi::SQLITE_IOERR_CORRUPTFS | ffi::SQLITE_IOERR_DATA => return Self::Damaged { path, what: why },
            _ => {}
        }
        match code.extended_code & 0xff {
            ffi::SQLITE_CORRUPT | ffi::SQLITE_NOTADB => Self::Damaged { path, what: why },
            ffi::SQLITE_FULL => Self::Full { path },
            ffi::SQLITE_READONLY | ffi::SQLITE_PERM => Self::ReadOnly { path },
            ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED | ffi::SQLITE_PROTOCOL => Self::Locked { path },
            ffi::SQLITE_CANTOPEN => Self::cannot_open(path),
            ffi::SQLITE_IOERR => Self::Io { path, why },
            ffi::SQLITE_CONSTRAINT | ffi::SQLITE_TOOBIG | ffi::SQLITE_MISMATCH => Self::Refused { why },
            _ => Self::Unexpected { path, why },
        }
    }

    /// What a failure of the file system means for the file at `path`.
    pub(crate) fn from_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        if error.kind() == io::ErrorKind::StorageFull || error.kind() == io::ErrorKind::QuotaExceeded {
            Self::Full { path }
        } else if error.kind() == io::ErrorKind::PermissionDenied
            || error.kind() == io::ErrorKind::ReadOnlyFilesystem
        {
            Self::ReadOnly { path }
        } else if error.kind() == io::ErrorKind::NotFound || error.kind() == io::ErrorKind::NotADirectory {
            Self::cannot_open(path)
        } else {
            Self::Io { path, why: error.to_string() }
        }
    }

    fn cannot_open(path: PathBuf) -> Self {
        let folder = folder_of(&path);
        if !folder.is_dir() {
            Self::MissingFolder { folder: folder.to_owned() }
        } else if path.is_dir() {
            Self::Io { path, why: "it is a folder, not a file".to_owned() }
        } else {
            Self::ReadOnly { path }
        }
    }
}

/// The folder that holds a file.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// Whether a table or a value in the file is not what this program puts there.
fn is_not_what_was_written(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::SqlInputError { .. }
    )
}

#[cfg(test)]
mod tests;
