use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FindingView, Named};

/// Where a playbook lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PlaybookOrigin {
    /// It is built into the program.
    Bundled,
    /// It is a file of one's own.
    Own {
        /// The folder that was named.
        folder: String,
        /// The file.
        path: String,
    },
}

/// An own file that means to be a playbook and does not count: it has errors, or another one counts in its place.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AsideView {
    /// The file.
    pub path: String,
    /// The folder that was named.
    pub folder: String,
    /// The id it names, where it could be read.
    pub id: Option<String>,
    /// Its title, where it could be read.
    pub title: Option<String>,
    /// Its version, where it could be read.
    pub version: Option<String>,
    /// Why it does not count and what to do, one sentence.
    pub why: String,
    /// Whether it is for its errors that it does not count, and not for its version.
    pub faulty: bool,
    /// What is wrong with it, the first hundred.
    pub findings: Vec<FindingView>,
}

/// The answer to `library.show`: where playbooks come from, and what of it does not count.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LibraryView {
    /// How many playbooks count.
    pub playbooks: u32,
    /// How many of them are built into the program.
    pub bundled: u32,
    /// The folders of own playbooks: those of the settings, then those that were named on the start.
    pub folders: Vec<FolderView>,
    /// The folder that a new own playbook is written to where none is chosen; it may not be there yet.
    pub for_new: String,
    /// Own files that do not count, by path.
    pub aside: Vec<AsideView>,
}

/// A folder of own playbooks, as it was found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FolderView {
    /// The folder.
    pub path: String,
    /// Whether it was named when the program was started, and so is none of the settings.
    pub on_start: bool,
    /// Why it cannot be read, and what to do.
    pub problem: Option<String>,
    /// How many playbooks of it count.
    pub playbooks: u32,
    /// How many files of it have errors.
    pub faulty: u32,
    /// How many files of it do not count for their version.
    pub behind: u32,
    /// What is left out of it, or may go wrong with it elsewhere.
    pub notices: Vec<FindingView>,
}

/// `library.search`: finds words in the titles, steps, commands and techniques of all playbooks.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SearchLibrary {
    /// The words, or their beginnings.
    pub text: String,
    /// How many places at most, 50 where missing.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// The answer to `library.search`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LibraryFound {
    /// The places, best first.
    pub hits: Vec<LibraryHit>,
    /// How many places there are in all.
    pub total: u32,
}

/// A place in a playbook where words were found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LibraryHit {
    /// The playbook.
    pub playbook: Named,
    /// The step; `null` where they stand in what is said of the playbook as a whole.
    pub step: Option<HitStep>,
    /// Which part of it.
    pub part: HitPart,
    /// The words around, in pieces: those that were found are marked.
    pub excerpt: Vec<ExcerptPiece>,
}

/// A step where words were found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HitStep {
    /// The id.
    pub id: String,
    /// The number, from 1.
    pub number: u32,
    /// The title.
    pub title: String,
}

/// Which part of a playbook words were found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum HitPart {
    /// A title.
    Title,
    /// An ATT&CK technique.
    Technique,
    /// A command.
    Command,
    /// Any other text.
    Text,
}

/// A piece of the words around what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ExcerptPiece {
    /// The text.
    pub text: String,
    /// Whether it was asked for.
    pub found: bool,
}
