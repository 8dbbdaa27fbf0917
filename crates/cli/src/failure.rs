//! Why a command failed, and the exit code that says so.

use std::io;
use std::process::ExitCode;

use firebreak_app::api::{Code, ErrorView};
use firebreak_core::incident::Refusal;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It was done.
    Done,
    /// It was refused, or stopped before its end.
    Refused,
    /// It was asked in a way that is not understood.
    Usage,
    /// The record is damaged.
    Damage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Refused => Self::from(1),
            Exit::Usage => Self::from(2),
            Exit::Damage => Self::from(3),
        }
    }
}

/// Why a command was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The application says why.
    #[error(transparent)]
    App(#[from] firebreak_app::Error),
    /// Standard input cannot be read.
    #[error("Standard input could not be read: {0}. Nothing was recorded")]
    Input(io::Error),
    /// Standard input is no text.
    #[error("Standard input is not UTF-8 from byte {0} on. Nothing was recorded")]
    NotText(usize),
    /// Standard input is longer than any entry can be.
    #[error(
        "Standard input has more than {0} bytes, which is more than an entry can hold. Nothing was recorded"
    )]
    TooMuch(u64),
    /// The request of `call` is no JSON.
    #[error("The request is not JSON: {0}. Nothing was recorded")]
    NotJson(serde_json::Error),
    /// Something is left out or does not fit together.
    #[error("{message}. Nothing was recorded")]
    Usage {
        /// What is missing.
        message: String,
        /// What to write.
        hint: String,
    },
    /// The answer cannot be written.
    #[error("The answer could not be written: {0}. What was recorded stays recorded")]
    Output(io::Error),
    /// One line of many stopped the work.
    #[error("Line {line}: {}. {}", cause(failure), so_far(*recorded))]
    Line {
        /// Which line, from 1.
        line: u64,
        /// How many notes were recorded, this line's among them where only its answer failed.
        recorded: u64,
        /// What stopped it.
        failure: Box<Failure>,
    },
    /// A file cannot be written.
    #[error("{path} could not be written: {error}. The record is not touched")]
    File {
        /// The file.
        path: String,
        /// What the system says.
        error: io::Error,
    },
}

impl Failure {
    /// The failure as that of one line of many, after so many notes were recorded.
    pub(crate) fn at_line(self, line: u64, recorded: u64) -> Self {
        Self::Line { line, recorded, failure: Box::new(self) }
    }

    fn code(&self) -> Code {
        match self {
            Self::Line { failure, .. } => failure.code(),
            Self::App(error) => error.code(),
            Self::NotText(_) | Self::NotJson(_) | Self::Usage { .. } => Code::BadRequest,
            Self::TooMuch(_) => Code::Refused,
            Self::Input(_) | Self::Output(_) | Self::File { .. } => Code::Storage,
        }
    }

    /// The exit code.
    pub(crate) fn exit(&self) -> Exit {
        match self.code() {
            Code::Refused | Code::NotFound | Code::Closed | Code::Newer | Code::Storage => Exit::Refused,
            Code::BadRequest => Exit::Usage,
            Code::Damaged => Exit::Damage,
        }
    }

    /// The failure as it is printed.
    pub(crate) fn view(&self) -> ErrorView {
        ErrorView::new(self.code(), self.to_string(), self.hint())
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::App(error) => in_the_terminal(error).map(str::to_owned).or_else(|| error.hint()),
            Self::NotText(_) => Some("Convert it to UTF-8 first, for example with iconv".to_owned()),
            Self::TooMuch(_) => Some("Keep it in a file and note where it lies".to_owned()),
            Self::NotJson(_) => {
                Some("Write one JSON object, or `-` to read it from standard input".to_owned())
            }
            Self::Usage { hint, .. } => Some(hint.clone()),
            Self::Line { line, failure, .. } => {
                // What only could not be said is recorded.
                let next = if matches!(**failure, Self::Output(_)) { line + 1 } else { *line };
                let on = format!("o on from line {next}, for example with `tail -n +{next}`");
                let first = failure.hint().map(|hint| format!("{}. Then g{on}", hint.trim_end_matches('.')));
                Some(first.unwrap_or_else(|| format!("G{on}")))
            }
            Self::Input(_) | Self::Output(_) | Self::File { .. } => None,
        }
    }
}

/// What happened, without what is said of the record as a whole.
fn cause(failure: &Failure) -> String {
    let message = failure.to_string();
    let message = message.trim_end_matches('.');
    let ends = [". Nothing was recorded", ". What was recorded stays recorded"];
    ends.iter().find_map(|end| message.strip_suffix(end)).unwrap_or(message).to_owned()
}

fn so_far(recorded: u64) -> String {
    match recorded {
        0 => "Nothing was recorded".to_owned(),
        1 => "So far 1 note is recorded".to_owned(),
        many => format!("So far {many} notes are recorded"),
    }
}

/// What to do, where a terminal has its own way.
fn in_the_terminal(error: &firebreak_app::Error) -> Option<&'static str> {
    if let firebreak_app::Error::UnknownCommand(_) = error {
        return Some("`firebreak call --list` shows every command");
    }
    if let firebreak_app::Error::Refused(Refusal::NoAuthor) = error {
        return Some("Give your name with --author, or once and for all with `firebreak settings --name`");
    }
    if let firebreak_app::Error::Ambiguous { what: "run", .. } = error {
        return Some("Say which one, for example with --run 1");
    }
    match error.code() {
        Code::Closed => Some("`firebreak reopen` opens it again; that is recorded"),
        Code::Damaged => Some(
            "`firebreak backup list` shows the backups, `firebreak restore` takes the newest good one; the damaged \
             file is set aside and kept",
        ),
        Code::Refused | Code::BadRequest | Code::NotFound | Code::Newer | Code::Storage => None,
    }
}
