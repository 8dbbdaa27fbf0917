//! Own playbooks on the disk: folders that are looked at again while the program runs.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use firebreak_core::event::Hash;
use firebreak_core::playbook::{self, Finding, Gravity, Reference};
use sha2::{Digest, Sha256};

use super::folder::{Listed, Seen, list};
use super::shelf::{Origin, Shelf, Shelved, known_ids};

/// How often a file is read again until two looks agree.
const MOST_LOOKS: usize = 3;
/// A file that was changed so lately may be changed again without its time or length showing it: it is read again at
/// the next look. Some file systems keep times to two seconds.
const SETTLED_AFTER: Duration = Duration::from_secs(3);
/// The most text that is kept of own files, in bytes.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// How many lines of a file are looked at to tell whether it means to be a playbook.
const HEAD: usize = 60;

/// A folder of own playbooks, as it was named.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    /// The folder.
    pub path: PathBuf,
    /// Whether it was named when the program was started, instead of in the settings.
    pub on_start: bool,
}

/// A folder of own playbooks, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FolderState {
    /// The folder as named.
    pub asked: Asked,
    /// Why it cannot be read.
    pub problem: Option<String>,
    /// What is left out of it, or may go wrong with it elsewhere.
    pub notices: Vec<Notice>,
}

/// Something worth knowing about a file or a folder, whatever it says inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    /// The file or folder.
    pub path: PathBuf,
    /// How grave.
    pub severity: Gravity,
    /// The name of the rule.
    pub rule: &'static str,
    /// What it is and what to do, one sentence.
    pub message: String,
}

/// What a file turned out to be.
#[derive(Debug)]
pub(crate) enum Content {
    /// A playbook, with or without errors.
    Playbook(Arc<Shelved>),
    /// Something that means to be a playbook and cannot be read as one.
    Faulty {
        /// The source, as far as it can be read.
        source: Arc<str>,
        /// Why not.
        findings: Vec<Finding>,
    },
    /// Markdown that is no playbook, such as a README.
    Other,
}

/// The own files as they were when they were last looked at.
#[derive(Debug, Default)]
pub(crate) struct Own {
    asked: Vec<Asked>,
    looked_at: Option<DateTime<Utc>>,
    folders: Vec<FolderState>,
    files: BTreeMap<PathBuf, File>,
    ids: BTreeSet<String>,
    #[cfg(test)]
    pub(super) read: usize,
}

#[derive(Debug)]
struct File {
    folder: PathBuf,
    seen: Seen,
    digest: Hash,
    /// Whether nothing can have changed since without showing.
    settled: bool,
    content: Content,
    /// What reading found, before any check: own ids that come and go change only the check.
    found: Vec<Finding>,
}

impl Own {
    /// Whether the folders are due for a look: at most once a second, unless others are asked for.
    pub(crate) fn is_due(&self, asked: &[Asked], now: DateTime<Utc>) -> bool {
        let fresh = self.looked_at.is_some_and(|at| (0..1_000).contains(&(now - at).num_milliseconds()));
        self.asked != asked || (!fresh && !asked.is_empty())
    }

    /// Makes the next look due.
    pub(crate) fn forget_look(&mut self) {
        self.looked_at = None;
    }

    /// Looks at the folders and reads what changed. Gives the new shelf; none where nothing changed.
    pub(crate) fn look(
        &mut self,
        asked: &[Asked],
        now: DateTime<Utc>,
        bundled: &Arc<[Arc<Shelved>]>,
        reference: &Reference,
    ) -> Option<Shelf> {
        let mut changed = self.asked != asked;
        self.looked_at = Some(now);
        self.asked = asked.to_vec();
        let mut folders = Vec::new();
        let mut listed: BTreeMap<PathBuf, (PathBuf, Seen)> = BTreeMap::new();
        for folder in asked {
            let Listed { files, notices, problem } = list(&folder.path);
            for (path, seen) in files {
                listed.entry(path).or_insert_with(|| (folder.path.clone(), seen));
            }
            folders.push(FolderState { asked: folder.clone(), problem, notices });
        }
        let before = self.files.len();
        self.files.retain(|path, file| listed.get(path).is_some_and(|(folder, _)| *folder == file.folder));
        changed |= self.files.len() != before;
        let mut fresh = BTreeSet::new();
        let mut room = MOST_BYTES;
        for (path, (folder, seen)) in listed {
            room = room.saturating_sub(seen.length.min(playbook::LARGEST as u64));
            let notice = if room == 0 {
                changed |= self.files.remove(&path).is_some();
                Some(no_room(&path))
            } else {
                let (is_fresh, notice) = self.bring_up(&path, &folder, seen, now, reference);
                if is_fresh {
                    fresh.insert(path);
                }
                notice
            };
            let state = folders.iter_mut().find(|state| state.asked.path == folder);
            if let (Some(state), Some(notice)) = (state, notice) {
                state.notices.push(notice);
            }
        }
        changed |= !fresh.is_empty() || folders != self.folders;
        self.folders = folders;
        changed.then(|| self.shelf(&fresh, bundled, reference))
    }

    /// Reads a file where it may have changed. Says whether it did, and what went wrong.
    fn bring_up(
        &mut self,
        path: &Path,
        folder: &Path,
        seen: Seen,
        now: DateTime<Utc>,
        reference: &Reference,
    ) -> (bool, Option<Notice>) {
        let known = self.files.get_mut(path);
        if known.as_ref().is_some_and(|file| file.seen == seen && file.settled) {
            return (false, None);
        }
        #[cfg(test)]
        {
            self.read += 1;
        }
        let settled = seen.changed_at.is_some_and(|at| at + SETTLED_AFTER < SystemTime::from(now));
        let bytes = match steady(|| read_at_most(path)) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return (false, Some(unsteady(path))),
            Err(error) => {
                let gone = self.files.remove(path).is_some();
                return (gone, (error.kind() != ErrorKind::NotFound).then(|| unreadable(path, &error)));
            }
        };
        let digest = Hash(Sha256::digest(&bytes).into());
        if let Some(known) = known
            && known.digest == digest
        {
            known.seen = seen;
            known.settled = settled;
            return (false, None);
        }
        let (content, found) = content(&bytes, digest, folder, path, reference);
        let file = File { folder: folder.to_owned(), seen, digest, settled, content, found };
        self.files.insert(path.to_owned(), file);
        (true, None)
    }

    /// The shelf with the files as they are; checks those that were read and those that name an id which came or went.
    fn shelf(
        &mut self,
        fresh: &BTreeSet<PathBuf>,
        bundled: &Arc<[Arc<Shelved>]>,
        reference: &Reference,
    ) -> Shelf {
        let ids = known_ids(bundled, self.files.values().map(|file| &file.content));
        let other: BTreeSet<&String> = ids.symmetric_difference(&self.ids).collect();
        let reference = Reference { playbooks: ids.iter().cloned().collect(), ..reference.clone() };
        for (path, file) in &mut self.files {
            let Content::Playbook(shelved) = &mut file.content else { continue };
            let names = |id: &String| other.contains(id);
            if fresh.contains(path) || shelved.playbook.meta.related.iter().any(names) {
                let findings =
                    playbook::checked(&shelved.playbook, &shelved.source, file.found.clone(), &reference);
                *shelved = with_findings(shelved, findings);
            }
        }
        self.ids = ids;
        let files = self.files.iter();
        Shelf::with_own(
            Arc::clone(bundled),
            reference,
            self.folders.clone(),
            files.map(|(path, file)| (file.folder.as_path(), path.as_path(), &file.content)),
        )
    }
}

fn with_findings(shelved: &mut Arc<Shelved>, findings: Vec<Finding>) -> Arc<Shelved> {
    if let Some(only) = Arc::get_mut(shelved) {
        only.findings = findings;
        return Arc::clone(shelved);
    }
    Arc::new(Shelved {
        playbook: shelved.playbook.clone(),
        source: shelved.source.clone(),
        sha256: shelved.sha256,
        findings,
        origin: shelved.origin.clone(),
    })
}

fn content(
    bytes: &[u8],
    digest: Hash,
    folder: &Path,
    path: &Path,
    reference: &Reference,
) -> (Content, Vec<Finding>) {
    let reading = playbook::read_unchecked(bytes, reference);
    match reading.playbook {
        Some(playbook) => {
            let origin = Origin::Own { folder: folder.to_owned(), path: path.to_owned() };
            let shelved = Shelved {
                playbook,
                source: Cow::Owned(reading.source),
                sha256: digest,
                findings: Vec::new(),
                origin,
            };
            (Content::Playbook(Arc::new(shelved)), reading.findings)
        }
        None if reading.native || bytes.len() > playbook::LARGEST || means_to_be(&reading.source) => {
            let findings = reading.findings.clone();
            (Content::Faulty { source: Arc::from(reading.source), findings }, reading.findings)
        }
        None => (Content::Other, Vec::new()),
    }
}

/// Whether a text that is no playbook means to be one: its head has the marker.
fn means_to_be(source: &str) -> bool {
    source.lines().take(HEAD).any(|line| line.starts_with("playbook:"))
}

/// Looks until two looks agree; `None` where they never do.
fn steady(mut look: impl FnMut() -> io::Result<Vec<u8>>) -> io::Result<Option<Vec<u8>>> {
    let mut last = look()?;
    for _ in 0..MOST_LOOKS {
        let next = look()?;
        if next == last {
            return Ok(Some(next));
        }
        last = next;
    }
    Ok(None)
}

/// Reads a file, but no more of it than the parser needs to say that it is too large.
pub(crate) fn read_at_most(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(playbook::LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unsteady(path: &Path) -> Notice {
    Notice {
        path: path.to_owned(),
        severity: Gravity::Warning,
        rule: "keeps-changing",
        message: "The file changes while it is read; it is read again when it rests.".to_owned(),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Notice {
    Notice {
        path: path.to_owned(),
        severity: Gravity::Error,
        rule: "unreadable",
        message: format!("The file cannot be read: {error}; allow reading it, or move it away."),
    }
}

fn no_room(path: &Path) -> Notice {
    let most = MOST_BYTES / 1024 / 1024;
    Notice {
        path: path.to_owned(),
        severity: Gravity::Error,
        rule: "too-much-text",
        message: format!(
            "This file and those after it are not read: own playbooks have more than {most} MiB in all; name a smaller folder."
        ),
    }
}

#[cfg(test)]
mod tests;
