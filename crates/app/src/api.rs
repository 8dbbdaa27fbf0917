//! What crosses the seam between the application and its front ends: the window, the command line and tests.
//!
//! Requests and answers are plain data. Times are RFC 3339 strings in UTC, durations whole seconds, entries are
//! named `device/seq`. A field that is missing from an answer is `null`, never 0 and never an empty string.

mod about;
mod authoring;
mod compare;
mod deadline;
mod decision;
mod evidence;
mod handover;
mod import;
mod incident;
mod indicator;
mod library;
mod mark;
mod matrix;
mod pack;
mod people;
mod playbook;
mod playing;
mod provider;
mod record;
mod request;
mod run;
mod sitrep;
mod timer;
mod times;
mod update;

pub use about::*;
pub use authoring::*;
pub use compare::*;
pub use deadline::*;
pub use decision::*;
pub use evidence::*;
pub use handover::*;
pub use import::*;
pub use incident::*;
pub use indicator::*;
pub use library::*;
pub use mark::*;
pub use matrix::*;
pub use pack::*;
pub use people::*;
pub use playbook::*;
pub use playing::*;
pub use provider::*;
pub use record::*;
pub use request::*;
pub use run::*;
pub use sitrep::*;
pub use timer::*;
pub use times::*;
pub use update::*;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An id with its name for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Named {
    /// The id in files, on the command line and in the record.
    pub id: String,
    /// The name on screen.
    pub name: String,
}

/// A request that asks nothing more than its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// Names one incident: its id, its code such as `INC-0007`, its number, or an unambiguous beginning of the id.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneIncident {
    /// Which incident.
    pub incident: String,
}

/// An error as it reaches a front end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ErrorView {
    /// What a front end branches on.
    pub code: Code,
    /// What happened and what is safe, one or two sentences.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl ErrorView {
    /// An error in whole sentences: the message and the hint get a full stop where they have no end yet.
    #[must_use]
    pub fn new(code: Code, message: String, hint: Option<String>) -> Self {
        Self { code, message: sentence(message), hint: hint.map(sentence) }
    }
}

fn sentence(mut text: String) -> String {
    if !text.ends_with(['.', '!', '?', ':']) {
        text.push('.');
    }
    text
}

/// What a front end branches on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The request was refused; nothing changed.
    Refused,
    /// The request itself is wrong: an unknown command, a missing field, a word that is not known.
    BadRequest,
    /// What was named does not exist.
    NotFound,
    /// The incident is closed.
    Closed,
    /// The database is damaged.
    Damaged,
    /// The database was written by a newer version.
    Newer,
    /// The disk is full, the folder is read-only or gone, or the file is locked.
    Storage,
}
