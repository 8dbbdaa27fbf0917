//! Own playbooks on the disk: folders that are looked at again while the program runs.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
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
/// How many threads read at most: whoever works meanwhile needs the others.
const MOST_THREADS: usize = 4;
/// So few files are read without further threads.
const FEW: usize = 16;
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
    /// The ids of the rules of deadlines that the files were checked with.
    rules: BTreeSet<String>,
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

/// A file that may have changed.
#[derive(Debug)]
struct Due {
    path: PathBuf,
    folder: PathBuf,
    seen: Seen,
    /// The hash of its bytes when it was last read.
    known: Option<Hash>,
}

/// What came of reading a file.
enum Read {
    /// It is what it was.
    Same,
    /// It is new or something else.
    Other { digest: Hash, content: Content, found: Vec<Finding> },
    /// It changed while it was read.
    Unsteady,
    /// It cannot be read.
    Unreadable(io::Error),
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
        let mut due = Vec::new();
        let mut notices = Vec::new();
        for (path, (folder, seen)) in listed {
            room = room.saturating_sub(seen.length.min(playbook::LARGEST as u64));
            if room == 0 {
                changed |= self.files.remove(&path).is_some();
                notices.push((folder, no_room(&path)));
            } else if self.files.get(&path).is_none_or(|file| file.seen != seen || !file.settled) {
                let known = self.files.get(&path).map(|file| file.digest);
                due.push(Due { path, folder, seen, known });
            }
        }
        #[cfg(test)]
        {
            self.read += due.len();
        }
        let read = in_parallel(&due, |file| file.read(reference));
        for (file, read) in due.into_iter().zip(read) {
            let settled = file.seen.changed_at.is_some_and(|at| at + SETTLED_AFTER < SystemTime::from(now));
            let (is_fresh, notice) = self.take(&file, settled, read);
            notices.extend(notice.map(|notice| (file.folder, notice)));
            if is_fresh {
                fresh.insert(file.path);
            }
        }
        for (folder, notice) in notices {
            if let Some(state) = folders.iter_mut().find(|state| state.asked.path == folder) {
                state.notices.push(notice);
            }
        }
        changed |=
            !fresh.is_empty() || folders != self.folders || !self.rules.iter().eq(reference.deadlines.keys());
        self.folders = folders;
        changed.then(|| self.shelf(&fresh, bundled, reference))
    }

    /// Takes over what came of reading a file. Says whether it changed, and what went wrong.
    fn take(&mut self, file: &Due, settled: bool, read: Option<Read>) -> (bool, Option<Notice>) {
        match read {
            Some(Read::Same) => {
                if let Some(known) = self.files.get_mut(&file.path) {
                    known.seen = file.seen;
                    known.settled = settled;
                }
                (false, None)
            }
            Some(Read::Other { digest, content, found }) => {
                let folder = file.folder.clone();
                let read = File { folder, seen: file.seen, digest, settled, content, found };
                self.files.insert(file.path.clone(), read);
                (true, None)
            }
            Some(Read::Unsteady) | None => (false, Some(unsteady(&file.path))),
            Some(Read::Unreadable(error)) => {
                let gone = self.files.remove(&file.path).is_some();
                let is_there = error.kind() != ErrorKind::NotFound;
                (gone, is_there.then(|| unreadable(&file.path, &error)))
            }
        }
    }

    /// The shelf with the files as they are; checks those that were read and those that name an id which came or went,
    /// of a playbook or of a rule of deadlines.
    fn shelf(
        &mut self,
        fresh: &BTreeSet<PathBuf>,
        bundled: &Arc<[Arc<Shelved>]>,
        reference: &Reference,
    ) -> Shelf {
        let ids = known_ids(bundled, self.files.values().map(|file| &file.content));
        let other: BTreeSet<&String> = ids.symmetric_difference(&self.ids).collect();
        let rules: BTreeSet<String> = reference.deadlines.keys().cloned().collect();
        let other_rules: BTreeSet<&String> = rules.symmetric_difference(&self.rules).collect();
        let reference = Reference { playbooks: ids.clone(), ..reference.clone() };
        let mut due = Vec::new();
        for (path, file) in &mut self.files {
            let Content::Playbook(shelved) = &mut file.content else { continue };
            let names = |id: &String| other.contains(id);
            let starts = |id: &String| other_rules.contains(id);
            let playbook = &shelved.playbook;
            let is_other = playbook.meta.related.iter().any(names) || playbook.clocks().any(starts);
            if fresh.contains(path) || is_other {
                due.push((shelved, &file.found));
            }
        }
        let checked = in_parallel(&due, |(shelved, found)| {
            playbook::checked(&shelved.playbook, &shelved.source, (*found).clone(), &reference)
        });
        for ((shelved, _), findings) in due.into_iter().zip(checked) {
            *shelved = with_findings(shelved, findings.unwrap_or_else(not_checked));
        }
        self.ids = ids;
        self.rules = rules;
        let files = self.files.iter();
        Shelf::with_own(
            Arc::clone(bundled),
            reference,
            self.folders.clone(),
            files.map(|(path, file)| (file.folder.as_path(), path.as_path(), &file.content)),
        )
    }
}

impl Due {
    fn read(&self, reference: &Reference) -> Read {
        let bytes = match steady(|| read_at_most(&self.path)) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Read::Unsteady,
            Err(error) => return Read::Unreadable(error),
        };
        let digest = Hash(Sha256::digest(&bytes).into());
        if self.known == Some(digest) {
            return Read::Same;
        }
        let (content, found) = content(&bytes, digest, &self.folder, &self.path, reference);
        Read::Other { digest, content, found }
    }
}

/// Does the same to many things on several threads, in their order; none for what was left out by a thread that ended.
pub(crate) fn in_parallel<T: Sync, R: Send>(things: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<Option<R>> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    if threads == 1 || things.len() < FEW {
        return things.iter().map(|thing| Some(each(thing))).collect();
    }
    let part = things.len().div_ceil(threads);
    let each = &each;
    thread::scope(|scope| {
        let parts: Vec<_> = things
            .chunks(part)
            .map(|part| (part.len(), scope.spawn(move || part.iter().map(each).collect::<Vec<R>>())))
            .collect();
        let done = parts.into_iter().flat_map(|(length, part)| match part.join() {
            Ok(done) => done.into_iter().map(Some).collect(),
            Err(_) => std::iter::repeat_with(|| None).take(length).collect::<Vec<_>>(),
        });
        done.collect()
    })
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
    let file = fs::File::open(path)?;
    let most = playbook::LARGEST as u64 + 1;
    // One byte of room more than there is tells the end of the file without growing.
    let room = usize::try_from(file.metadata()?.len().min(most) + 1).unwrap_or(0);
    let mut bytes = Vec::with_capacity(room);
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What is found where checking itself went wrong: what is not known to be sound does not count.
fn not_checked() -> Vec<Finding> {
    let message = "The playbook could not be checked, which is a fault of this app; report it with the file.";
    vec![Finding { span: 0..0, severity: Gravity::Error, rule: "not-checked", message: message.to_owned() }]
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
