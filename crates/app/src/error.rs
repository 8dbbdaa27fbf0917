//! What can go wrong, and how it reaches a front end: what happened, what is safe, what to do.

mod hint;

use std::io;
use std::path::{Path, PathBuf};

use firebreak_core::deadline::NotALimit;
use firebreak_core::event::{NotAnId, Unreadable};
use firebreak_core::incident::{
    DeadlineRefusal, EvidenceRefusal, FoldError, HandoverRefusal, IndicatorRefusal, Refusal, RequestRefusal,
    UpdateRefusal,
};
use firebreak_core::vocabulary::UnknownWord;
use firebreak_core::when::TimeError;
use firebreak_store::StoreError;

use self::hint::refusal_hint;
use crate::EvidenceError;
use crate::api::{Code, ErrorView};

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The domain refuses it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something about the bytes of evidence did not work.
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
    /// The record cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The record is whole, and this program cannot make sense of it.
    #[error("The incident cannot be read: {0}. The record is unchanged")]
    Fold(#[from] FoldError),
    /// A time cannot be read.
    #[error("{0}. Nothing was recorded")]
    Time(#[from] TimeError),
    /// A word is not known.
    #[error("{0}. Nothing was recorded")]
    Word(#[from] UnknownWord),
    /// An id cannot be read.
    #[error("{0}. Nothing was recorded")]
    Id(#[from] NotAnId),
    /// A length of time cannot be read.
    #[error("{0}. Nothing was recorded")]
    Limit(#[from] NotALimit),
    /// There is no such command.
    #[error("There is no command \"{0}\"")]
    UnknownCommand(String),
    /// The request does not fit the command.
    #[error("The request does not fit \"{command}\": {why}. Nothing was recorded")]
    Request {
        /// The command.
        command: &'static str,
        /// What does not fit.
        why: String,
    },
    /// What was named is not there.
    #[error("There is no {what} \"{name}\". Nothing was recorded")]
    NotFound {
        /// What kind of thing.
        what: &'static str,
        /// The name that was given.
        name: String,
    },
    /// A name fits more than one thing.
    #[error("\"{name}\" fits more than one {what}: {found}. Nothing was recorded")]
    Ambiguous {
        /// What kind of thing.
        what: &'static str,
        /// The name that was given.
        name: String,
        /// What it fits.
        found: String,
    },
    /// The time given cannot be known as precisely as asked.
    #[error("\"{text}\" cannot be known as \"{precision}\". Nothing was recorded")]
    Precision {
        /// The time as typed.
        text: String,
        /// The precision asked for.
        precision: String,
    },
    /// A row of what was worked on paper cannot be read.
    #[error("Step {step} of {incident}: {why}")]
    OfRow {
        /// The incident.
        incident: String,
        /// The step as typed.
        step: String,
        /// Why not.
        why: Box<Error>,
    },
    /// A playbook is another than the one that was looked at.
    #[error("The playbook {id} was changed since you looked at it. Nothing was recorded")]
    PlaybookChanged {
        /// Its id.
        id: String,
    },
    /// An entry cannot be corrected.
    #[error("Entry {entry} is {kind}, which is not corrected as a text. Nothing was recorded")]
    NotCorrectable {
        /// The entry.
        entry: String,
        /// Its kind.
        kind: String,
    },
    /// The settings file cannot be understood.
    #[error("The settings in {path} cannot be read: {why}. The record is not touched", path = path.display())]
    SettingsFile {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        why: String,
    },
    /// A file of settings cannot be taken over.
    #[error("{path} cannot be taken over: {why}. The settings of this machine are as they were", path = path.display())]
    SettingsImport {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        why: String,
    },
    /// Settings do not fit.
    #[error("{why}. The settings are as they were")]
    SettingsContent {
        /// What does not fit.
        why: String,
    },
    /// A file to be written is there already.
    #[error("{path} is there already and was not overwritten", path = path.display())]
    ExportExists {
        /// The file.
        path: PathBuf,
    },
    /// The file of an own matrix profile cannot be understood.
    #[error("The matrix profile in {path} cannot be read: {why}. The record is not touched", path = path.display())]
    ProfileFile {
        /// The file.
        path: PathBuf,
        /// What is wrong, with its place.
        why: String,
    },
    /// What is to be written of a matrix profile does not fit.
    #[error("This does not make a matrix profile: {why}. Nothing was written")]
    ProfileContent {
        /// What does not fit.
        why: String,
    },
    /// The name of a matrix profile is taken.
    #[error("There is a matrix profile \"{name}\" already, or a file of that name. Nothing was written")]
    ProfileTaken {
        /// The name.
        name: String,
    },
    /// A bundled matrix profile is to be edited.
    #[error("The matrix profile \"{name}\" is bundled and stays as its source has it. Nothing was written")]
    ProfileBundled {
        /// Its name.
        name: String,
    },
    /// A matrix profile that new incidents get is to be removed.
    #[error("New incidents get the matrix profile \"{name}\", so it was not removed. Nothing was changed")]
    ProfileChosen {
        /// Its name.
        name: String,
    },
    /// The id of a new playbook is taken.
    #[error("The id {id} is taken by {by}. Nothing was written")]
    PlaybookTaken {
        /// The id.
        id: String,
        /// The title in quotation marks, or the file, of the playbook that has it.
        by: String,
    },
    /// A file or folder cannot be used.
    #[error("Firebreak could not {act} at {path}: {why}. The record is not touched", path = path.display())]
    File {
        /// What was tried.
        act: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// A file of that name is there already.
    #[error("{path} is there already and was not overwritten", path = path.display())]
    FileExists {
        /// The file.
        path: PathBuf,
    },
    /// A file was changed by somebody else meanwhile.
    #[error("{path} was changed since it was opened here. Nothing was written", path = path.display())]
    FileChanged {
        /// The file.
        path: PathBuf,
    },
    /// A file lies in no folder of own playbooks.
    #[error("{path} lies in no folder of own playbooks. Nothing was written", path = path.display())]
    NotOwn {
        /// The file.
        path: PathBuf,
    },
    /// A file that is built into the program does not fit it.
    #[error("A file built into Firebreak does not fit this version: {why}. The record is not touched")]
    BuiltIn {
        /// What does not fit.
        why: String,
    },
    /// A record that holds is to be replaced by an older copy of it.
    #[error(
        "The record holds, with {events} events; a backup has only what was recorded before it was taken. Nothing was moved"
    )]
    RecordHolds {
        /// How many events it has.
        events: u64,
    },
    /// A record of a newer version is to be replaced.
    #[error("The record was written by a newer version of Firebreak, which can read it. Nothing was moved")]
    RecordIsNewer,
    /// The record could not be opened when the program started.
    #[error("{}", .0.message)]
    NotOpened(ErrorView),
    /// The system names no home folder.
    #[error("The system names no home folder, so there is no place for the record")]
    NoHome,
}

impl From<HandoverRefusal> for Error {
    fn from(refusal: HandoverRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<RequestRefusal> for Error {
    fn from(refusal: RequestRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<DeadlineRefusal> for Error {
    fn from(refusal: DeadlineRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<UpdateRefusal> for Error {
    fn from(refusal: UpdateRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<EvidenceRefusal> for Error {
    fn from(refusal: EvidenceRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<IndicatorRefusal> for Error {
    fn from(refusal: IndicatorRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl Error {
    pub(crate) fn file(act: &'static str, path: &Path, error: &io::Error) -> Self {
        Self::File { act, path: path.to_owned(), why: error.to_string() }
    }

    pub(crate) fn not_found(what: &'static str, name: impl Into<String>) -> Self {
        Self::NotFound { what, name: name.into() }
    }

    /// What a front end branches on.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::Refused(Refusal::Closed(_)) => Code::Closed,
            Self::Refused(_)
            | Self::NotCorrectable { .. }
            | Self::RecordHolds { .. }
            | Self::FileExists { .. }
            | Self::ExportExists { .. }
            | Self::FileChanged { .. }
            | Self::NotOwn { .. }
            | Self::PlaybookChanged { .. }
            | Self::PlaybookTaken { .. }
            | Self::ProfileTaken { .. }
            | Self::ProfileChosen { .. }
            | Self::ProfileBundled { .. } => Code::Refused,
            Self::RecordIsNewer => Code::Newer,
            Self::Store(error) => store_code(error),
            Self::Evidence(error) => error.code(),
            Self::Fold(error) => fold_code(error),
            Self::NotOpened(view) => view.code,
            Self::OfRow { why, .. } => why.code(),
            Self::Time(_)
            | Self::Word(_)
            | Self::Id(_)
            | Self::Limit(_)
            | Self::UnknownCommand(_)
            | Self::Request { .. }
            | Self::ProfileContent { .. }
            | Self::SettingsContent { .. }
            | Self::SettingsImport { .. }
            | Self::Precision { .. } => Code::BadRequest,
            Self::NotFound { .. } | Self::Ambiguous { .. } => Code::NotFound,
            Self::SettingsFile { .. }
            | Self::ProfileFile { .. }
            | Self::File { .. }
            | Self::BuiltIn { .. }
            | Self::NoHome => Code::Storage,
        }
    }

    /// What to do, where there is something to say beyond the message.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::OfRow { why, .. } => return why.hint(),
            Self::Refused(refusal) => refusal_hint(refusal)?,
            Self::Store(error) => error.hint(),
            Self::Evidence(error) => error.hint()?,
            Self::NotOpened(view) => return view.hint.clone(),
            Self::BuiltIn { .. } => "Install this version again",
            Self::Fold(error) if fold_code(error) == Code::Damaged => {
                "`firebreak verify` names what does not hold; `firebreak restore` puts the newest good backup in its place"
            }
            Self::Fold(_) => "Open it with the version of Firebreak that wrote it, or a newer one",
            Self::UnknownCommand(_) => "The command list is in the documentation of firebreak-app",
            Self::NotFound { what: "incident", .. } => "`firebreak incident list` shows every incident",
            Self::NotFound { what: "matrix profile", .. } => "`firebreak matrix list` shows every profile",
            Self::NotFound { what: "rule", .. } => "`firebreak deadline rules` shows every rule",
            Self::NotFound { what: "list of holidays", .. } => "`firebreak deadline rules` shows every list",
            Self::NotFound { what: "template", .. } => "`firebreak update templates` shows every template",
            Self::ProfileFile { .. } => "Mend the file, or move it out of the folder",
            Self::PlaybookTaken { .. } => "Take another id, or adapt the playbook that has it",
            Self::ProfileTaken { .. } => "Choose another name",
            Self::ProfileChosen { .. } => "Choose another profile for new incidents first",
            Self::ProfileBundled { .. } => "Copy it and edit the copy: `firebreak matrix copy`",
            Self::NotFound { what: "playbook", .. } => "`firebreak playbook list` shows every playbook",
            Self::PlaybookChanged { .. } => "Look at what differs again, then move the run over",
            Self::Ambiguous { .. } => "Write more of the name",
            Self::Precision { .. } => "Give a range with both ends instead",
            Self::NotCorrectable { .. } => {
                "Set the step or the milestone again: the earlier entry stays and the new one counts"
            }
            Self::SettingsFile { .. } => "Mend the file, or move it away to begin with fresh settings",
            Self::File { act, .. } if act.starts_with("read the f") => {
                "Check the path, and that it may be read"
            }
            Self::File { .. } => "Check that the folder exists, is writable and has room",
            Self::FileChanged { .. } => "Copy what you typed, open the file again and put both together",
            Self::NotOwn { .. } => "Name its folder in the settings first",
            Self::ExportExists { .. } => "Name another file, or move that one away",
            Self::SettingsImport { .. } => {
                "Choose a file that this version of Firebreak, or an older one, exported in its settings"
            }
            Self::FileExists { .. } => "Take another id, or edit that file",
            Self::NoHome => "Name a folder with --data",
            Self::RecordHolds { .. } | Self::RecordIsNewer => {
                "Replace it all the same with `firebreak restore --even-if-good`; what is there is set aside and kept"
            }
            Self::Time(_)
            | Self::Word(_)
            | Self::Id(_)
            | Self::Limit(_)
            | Self::Request { .. }
            | Self::ProfileContent { .. }
            | Self::SettingsContent { .. }
            | Self::NotFound { .. } => {
                return None;
            }
        };
        Some(hint.to_owned())
    }

    /// The same error for another command that meets it.
    pub(crate) fn again(&self) -> Self {
        Self::NotOpened(self.view())
    }

    /// The error as it reaches a front end.
    #[must_use]
    pub fn view(&self) -> ErrorView {
        ErrorView::new(self.code(), self.to_string(), self.hint())
    }
}

/// What is known and does not fit is damage; what is not known may be of a newer version.
const fn fold_code(error: &FoldError) -> Code {
    match error {
        FoldError::Empty
        | FoldError::NotOpened
        | FoldError::OutOfOrder
        | FoldError::Unreadable { why: Unreadable::Content { .. }, .. } => Code::Damaged,
        FoldError::Unreadable { why: Unreadable::Kind(_) | Unreadable::Version { .. }, .. }
        | FoldError::Playbook { .. } => Code::Newer,
    }
}

const fn store_code(error: &StoreError) -> Code {
    match error {
        StoreError::Damaged { .. } => Code::Damaged,
        StoreError::Newer { .. } => Code::Newer,
        StoreError::Foreign { .. }
        | StoreError::Full { .. }
        | StoreError::ReadOnly { .. }
        | StoreError::Locked { .. }
        | StoreError::InUse { .. }
        | StoreError::Replaced { .. }
        | StoreError::MissingFolder { .. }
        | StoreError::MissingFile { .. }
        | StoreError::Exists { .. }
        | StoreError::Io { .. }
        | StoreError::Refused { .. }
        | StoreError::CodeTaken { .. }
        | StoreError::TimeOutOfRange
        | StoreError::Unexpected { .. } => Code::Storage,
    }
}
