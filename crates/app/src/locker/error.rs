use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::api::Code;

/// Why something about the bytes of evidence did not work. Nothing was recorded, and no half copy is left.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceError {
    /// The file is not there, or not there any more.
    #[error("{path} is not there. Nothing was recorded", path = path.display())]
    Gone {
        /// The file.
        path: PathBuf,
    },
    /// It is a folder, a device or a pipe.
    #[error("{path} is no file. Nothing was recorded", path = path.display())]
    NotAFile {
        /// What it is not.
        path: PathBuf,
    },
    /// Somebody wrote to the file while it was read.
    #[error(
        "{path} was written to while it was hashed, so no hash holds for it. Nothing was recorded and no copy was kept",
        path = path.display()
    )]
    Written {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be read.
    #[error("{path} cannot be read: {why}. Nothing was recorded", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// There is no room for the copy.
    #[error(
        "The disk is full, so there is no copy at {path}. Nothing was recorded and no half copy was kept; the file itself is as it was",
        path = path.display()
    )]
    Full {
        /// The copy.
        path: PathBuf,
    },
    /// The copy cannot be written.
    #[error("No copy could be written to {path}: {why}. Nothing was recorded", path = path.display())]
    Write {
        /// The copy.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// A file of that name is there already.
    #[error("{path} is there already and was not overwritten. Nothing was recorded", path = path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The bytes are not those that were collected.
    #[error("{path} is not what was collected: its hash is another one. Nothing was handed out", path = path.display())]
    NotTheSame {
        /// The file.
        path: PathBuf,
    },
    /// It is not shown on the screen.
    #[error("{evidence} is not shown: {why}. It is as it was")]
    NotShown {
        /// The item.
        evidence: String,
        /// What is in the way.
        why: &'static str,
    },
    /// A path is not understood on this system.
    #[error("\"{text}\" names no file on this system. Nothing was recorded")]
    NotAPath {
        /// The text.
        text: String,
    },
    /// How far a clock is off cannot be read.
    #[error("\"{text}\" does not say how far a clock is off. Nothing was recorded")]
    ClockOffset {
        /// The text.
        text: String,
    },
    /// What was pasted is too large or cannot be read.
    #[error("What was pasted {why}. Nothing was recorded")]
    Pasted {
        /// What is wrong with it.
        why: String,
    },
    /// Somebody stopped it.
    #[error("It was stopped. Nothing was recorded and no copy was kept")]
    Stopped,
}

impl EvidenceError {
    /// Says why a file cannot be read.
    pub(super) fn reading(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) {
            Self::Gone { path }
        } else {
            Self::Read { path, why: error.to_string() }
        }
    }

    /// Says why a copy cannot be written.
    pub(super) fn writing(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        let full = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::FileTooLarge];
        if full.contains(&error.kind()) {
            Self::Full { path }
        } else {
            Self::Write { path, why: error.to_string() }
        }
    }

    /// What a front end branches on.
    pub(crate) const fn code(&self) -> Code {
        match self {
            Self::Gone { .. } => Code::NotFound,
            Self::Read { .. } | Self::Full { .. } | Self::Write { .. } => Code::Storage,
            Self::NotShown { .. }
            | Self::NotAPath { .. }
            | Self::ClockOffset { .. }
            | Self::Pasted { .. }
            | Self::NotAFile { .. } => Code::BadRequest,
            Self::Written { .. } | Self::Exists { .. } | Self::NotTheSame { .. } | Self::Stopped => {
                Code::Refused
            }
        }
    }

    /// What to do.
    pub(crate) const fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Gone { .. } => Some("Check the path, and that the disk or share it lies on is there"),
            Self::NotAFile { .. } => {
                Some("Pack a folder into one archive, image a device into a file, and add that")
            }
            Self::Written { .. } => {
                Some("Stop what writes to it or take a snapshot of it, then add it again")
            }
            Self::Read { .. } => Some("Check that it may be read, and that its disk is whole"),
            Self::Full { .. } => Some("Make room and add it again, or reference it in place"),
            Self::Write { .. } => Some("Check that the folder exists and is writable"),
            Self::Exists { .. } => Some("Choose another name"),
            Self::NotTheSame { .. } => Some("Verify it, and look for another copy"),
            Self::NotShown { .. } => Some("Export a copy and look at that"),
            Self::NotAPath { .. } => Some("Write the whole path, or rename the file"),
            Self::ClockOffset { .. } => {
                Some("Write +90 s where the clock is ahead, -2 min where it is behind")
            }
            Self::Pasted { .. } => Some("Save it as a file and add that"),
            Self::Stopped => None,
        }
    }
}
