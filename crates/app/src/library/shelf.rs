//! What the library holds at a moment: the playbooks that count, and the own files that do not, with the reason.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use firebreak_core::event::Hash;
use firebreak_core::playbook::{Finding, Gravity, Playbook, Reference, compare_versions};
use sha2::{Digest, Sha256};

use super::own::{Content, FolderState};
use super::search::Index;
use super::suggest::{Clues, Titles};

/// One playbook that was read, wherever it lies.
#[derive(Debug)]
pub struct Shelved {
    /// The typed model.
    pub playbook: Playbook,
    /// The source.
    pub source: Cow<'static, str>,
    /// SHA-256 of the source.
    pub sha256: Hash,
    /// What reading and the linter found.
    pub findings: Vec<Finding>,
    /// Where it lies.
    pub origin: Origin,
}

/// Where a playbook lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// It is built into the program.
    Bundled,
    /// It is a file of one's own.
    Own {
        /// The folder that was named.
        folder: PathBuf,
        /// The file.
        path: PathBuf,
    },
}

/// An own file that does not count, and why.
#[derive(Debug, Clone)]
pub(crate) struct Aside {
    /// The folder that was named.
    pub folder: PathBuf,
    /// The file.
    pub path: PathBuf,
    /// Why it does not count.
    pub why: Why,
    /// The playbook, where it could be read.
    pub playbook: Option<Arc<Shelved>>,
    /// The source, as far as it could be read.
    pub source: Arc<str>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// Why an own file does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Why {
    /// It cannot be read, or has errors.
    Faulty,
    /// Another one with the same id has a higher version.
    NotHigher {
        /// That version.
        version: String,
        /// Where that one lies.
        origin: Origin,
    },
    /// Another one with the same id has the same version.
    Same {
        /// Where that one lies.
        origin: Origin,
    },
}

/// What the library holds at a moment; it never changes.
#[derive(Debug)]
pub(crate) struct Shelf {
    /// What the linter knows, with the ids of own playbooks.
    pub reference: Reference,
    /// Own files that do not count, by path.
    pub aside: Vec<Aside>,
    /// The own folders, as they were found.
    pub folders: Vec<FolderState>,
    in_force: Vec<Arc<Shelved>>,
    bundled: Arc<[Arc<Shelved>]>,
    index: OnceLock<Index>,
    titles: OnceLock<Titles>,
}

impl Shelved {
    /// Puts a playbook beside the hash of its source.
    pub(crate) fn new(
        playbook: Playbook,
        source: Cow<'static, str>,
        findings: Vec<Finding>,
        origin: Origin,
    ) -> Self {
        let sha256 = Hash(Sha256::digest(source.as_bytes()).into());
        Self { playbook, source, sha256, findings, origin }
    }

    /// Whether it may be used: no finding is an error.
    pub(crate) fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Gravity::Error)
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.playbook.meta.id
    }

    fn version(&self) -> &str {
        &self.playbook.meta.version
    }

    fn path(&self) -> &Path {
        match &self.origin {
            Origin::Bundled => Path::new(""),
            Origin::Own { path, .. } => path,
        }
    }
}

impl Shelf {
    /// The bundled playbooks alone.
    pub(crate) fn of_bundled(bundled: Arc<[Arc<Shelved>]>, reference: Reference) -> Self {
        let in_force = bundled.to_vec();
        Self {
            reference,
            aside: Vec::new(),
            folders: Vec::new(),
            in_force,
            bundled,
            index: OnceLock::new(),
            titles: OnceLock::new(),
        }
    }

    /// The bundled playbooks and those of own files: of each id the highest version counts.
    pub(crate) fn with_own<'a>(
        bundled: Arc<[Arc<Shelved>]>,
        reference: Reference,
        folders: Vec<FolderState>,
        files: impl IntoIterator<Item = (&'a Path, &'a Path, &'a Content)>,
    ) -> Self {
        let mut aside = Vec::new();
        let mut sound: BTreeMap<&str, Vec<&Arc<Shelved>>> = BTreeMap::new();
        for (folder, path, content) in files {
            match content {
                Content::Other => {}
                Content::Playbook(playbook) if playbook.is_sound() => {
                    sound.entry(playbook.id()).or_default().push(playbook);
                }
                Content::Playbook(playbook) => aside.push(set_aside(playbook, Why::Faulty)),
                Content::Faulty { source, findings } => aside.push(Aside {
                    folder: folder.to_owned(),
                    path: path.to_owned(),
                    why: Why::Faulty,
                    playbook: None,
                    source: Arc::clone(source),
                    findings: findings.clone(),
                }),
            }
        }
        let mut in_force: BTreeMap<&str, &Arc<Shelved>> =
            bundled.iter().map(|playbook| (playbook.id(), playbook)).collect();
        for (id, candidates) in sound {
            let (best, rest) = best_of(candidates);
            aside.extend(rest);
            let Some(best) = best else { continue };
            let over = in_force.get(id).map(|bundled| compare_versions(best.version(), bundled.version()));
            match (over, in_force.get(id)) {
                (Some(Ordering::Equal), Some(bundled)) => {
                    aside.push(set_aside(best, Why::Same { origin: bundled.origin.clone() }));
                }
                (Some(Ordering::Less), Some(bundled)) => aside.push(set_aside(best, not_higher(bundled))),
                (Some(Ordering::Greater) | None, _) | (_, None) => {
                    in_force.insert(id, best);
                }
            }
        }
        aside.sort_by(|a, b| a.path.cmp(&b.path));
        let in_force = in_force.into_values().cloned().collect();
        Self { reference, aside, folders, in_force, bundled, index: OnceLock::new(), titles: OnceLock::new() }
    }

    /// Every playbook that counts, by id.
    pub(crate) fn playbooks(&self) -> &[Arc<Shelved>] {
        &self.in_force
    }

    /// Every word of what counts, read when it is first asked for.
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.in_force, &self.reference))
    }

    /// The words of the titles of what counts, read when they are first asked for.
    pub(crate) fn titles(&self, clues: &Clues) -> &Titles {
        self.titles.get_or_init(|| Titles::of(&self.in_force, clues))
    }

    /// The playbook with an id.
    pub(crate) fn playbook(&self, id: &str) -> Option<&Arc<Shelved>> {
        found(&self.in_force, id)
    }

    /// The bundled playbook with an id, whatever counts in its place.
    pub(crate) fn bundled(&self, id: &str) -> Option<&Arc<Shelved>> {
        found(&self.bundled, id)
    }

    /// The version of the bundled playbook that an own one counts in place of.
    pub(crate) fn overrides(&self, playbook: &Shelved) -> Option<&str> {
        match playbook.origin {
            Origin::Bundled => None,
            Origin::Own { .. } => self.bundled(playbook.id()).map(|bundled| bundled.version()),
        }
    }

    /// The own files that do not count and name an id.
    pub(crate) fn beside(&self, id: &str) -> impl Iterator<Item = &Aside> {
        self.aside.iter().filter(move |aside| aside.id() == Some(id))
    }
}

impl Aside {
    /// The id it names.
    pub(crate) fn id(&self) -> Option<&str> {
        self.playbook.as_ref().map(|playbook| playbook.id()).filter(|id| !id.is_empty())
    }

    /// Why it does not count and what to do, one sentence.
    pub(crate) fn in_words(&self) -> String {
        let errors = self.findings.iter().filter(|finding| finding.severity == Gravity::Error).count();
        let version = self.playbook.as_ref().map_or("", |playbook| playbook.version());
        match &self.why {
            Why::Faulty if errors == 1 => "It has an error; mend it and it counts at once.".to_owned(),
            Why::Faulty => format!("It has {errors} errors; mend them and it counts at once."),
            Why::NotHigher { version: higher, origin } => format!(
                "Its version {version} is lower than {higher} of {}; write a higher version and it counts.",
                origin.in_words()
            ),
            Why::Same { origin } => format!(
                "Its version {version} is also that of {}; write a higher version and it counts.",
                origin.in_words()
            ),
        }
    }
}

impl Origin {
    fn in_words(&self) -> String {
        match self {
            Self::Bundled => "the bundled playbook".to_owned(),
            Self::Own { path, .. } => path.display().to_string(),
        }
    }
}

/// Ids of playbooks in order: those of `bundled`, and those that own files name.
pub(super) fn known_ids<'a>(
    bundled: &[Arc<Shelved>],
    own: impl IntoIterator<Item = &'a Content>,
) -> BTreeSet<String> {
    let own = own.into_iter().filter_map(|content| match content {
        Content::Playbook(playbook) if !playbook.id().is_empty() => Some(playbook.id().to_owned()),
        Content::Playbook(_) | Content::Faulty { .. } | Content::Other => None,
    });
    bundled.iter().map(|playbook| playbook.id().to_owned()).chain(own).collect()
}

/// The one with the highest version, and the others set aside. Where the highest version comes twice, nobody can say
/// which of them is meant: each is an error at the other, and the next lower one counts.
fn best_of(mut candidates: Vec<&Arc<Shelved>>) -> (Option<&Arc<Shelved>>, Vec<Aside>) {
    let mut aside = Vec::new();
    candidates
        .sort_by(|a, b| compare_versions(b.version(), a.version()).then_with(|| a.path().cmp(b.path())));
    let mut best = None;
    let mut groups =
        candidates.chunk_by(|a, b| compare_versions(a.version(), b.version()) == Ordering::Equal);
    for group in groups.by_ref() {
        match (group, best) {
            ([one], None) => best = Some(*one),
            ([first, second, ..], None) => {
                for one in group {
                    let other = if Arc::ptr_eq(one, first) { second } else { first };
                    aside.push(twice(one, other));
                }
            }
            (rest, Some(best)) => aside.extend(rest.iter().map(|one| set_aside(one, not_higher(best)))),
            ([], None) => {}
        }
    }
    (best, aside)
}

fn not_higher(than: &Arc<Shelved>) -> Why {
    Why::NotHigher { version: than.version().to_owned(), origin: than.origin.clone() }
}

fn set_aside(playbook: &Arc<Shelved>, why: Why) -> Aside {
    let (folder, path) = match &playbook.origin {
        Origin::Bundled => (PathBuf::new(), PathBuf::new()),
        Origin::Own { folder, path } => (folder.clone(), path.clone()),
    };
    Aside {
        folder,
        path,
        why,
        playbook: Some(Arc::clone(playbook)),
        source: Arc::from(playbook.source.as_ref()),
        findings: playbook.findings.clone(),
    }
}

fn twice(one: &Arc<Shelved>, other: &Arc<Shelved>) -> Aside {
    let mut aside = set_aside(one, Why::Same { origin: other.origin.clone() });
    let message = format!(
        "`{}` {} is also in {}; write a higher version in the one that counts, or remove one of them.",
        one.id(),
        one.version(),
        other.path().display()
    );
    let at = one.source.find("version:").unwrap_or(0);
    aside.findings.push(Finding { span: at..at, severity: Gravity::Error, rule: "same-version", message });
    aside
}

fn found<'a>(playbooks: &'a [Arc<Shelved>], id: &str) -> Option<&'a Arc<Shelved>> {
    let at = playbooks.binary_search_by(|playbook| playbook.id().cmp(id)).ok()?;
    playbooks.get(at)
}
