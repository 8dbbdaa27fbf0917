//! Which files of a folder are looked at: Markdown below it, without following a link.

use std::collections::BTreeMap;
use std::fs::{self, DirEntry, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use firebreak_core::playbook::Gravity;

use super::own::Notice;

/// The most Markdown files of one folder that are read, as own playbooks and to be imported.
pub(super) const MOST_FILES: usize = 10_000;
/// The most files and folders below one folder that are looked at.
const MOST_ENTRIES: usize = 50_000;
/// How deep folders are looked at.
const DEEPEST: usize = 24;

/// What tells one state of a file from another without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// The length in bytes.
    pub length: u64,
    /// When it was changed, where the file system says.
    pub changed_at: Option<SystemTime>,
}

/// The files of a folder.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// The Markdown files.
    pub files: Vec<(PathBuf, Seen)>,
    /// What is left out, or may go wrong elsewhere.
    pub notices: Vec<Notice>,
    /// Why the folder itself cannot be read.
    pub problem: Option<String>,
}

/// Lists the Markdown files below a folder, by path. Folders whose name begins with a dot are left out, as `.git` is.
pub(super) fn list(folder: &Path) -> Listed {
    let whole = match real_folder(folder) {
        Ok(whole) => whole,
        Err(problem) => return Listed { problem: Some(problem), ..Listed::default() },
    };
    let mut walk = Walk { whole: &whole, files: BTreeMap::new(), notices: Vec::new(), entries: 0 };
    if let Err(error) = walk.below(folder, 0) {
        let problem = format!("The folder cannot be read: {error}. Allow reading it, or name another.");
        return Listed { problem: Some(problem), ..Listed::default() };
    }
    walk.alike_in_other_case();
    walk.into_listed(folder)
}

struct Walk<'a> {
    /// The folder by its real path.
    whole: &'a Path,
    files: BTreeMap<PathBuf, Seen>,
    notices: Vec<Notice>,
    entries: usize,
}

impl Walk<'_> {
    fn below(&mut self, folder: &Path, depth: usize) -> io::Result<()> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            self.entries += 1;
            if self.entries > MOST_ENTRIES {
                break;
            }
            entries.push(entry?);
        }
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            let (path, name) = (entry.path(), entry.file_name());
            let hidden = name.as_encoded_bytes().starts_with(b".");
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_symlink() {
                self.link(&path);
            } else if kind.is_dir() && !hidden {
                if depth >= DEEPEST {
                    self.notice(
                        &path,
                        "too-deep",
                        format!(
                            "Folders more than {DEEPEST} deep are not looked at; move what counts further up."
                        ),
                    );
                } else if let Err(error) = self.below(&path, depth + 1) {
                    let message =
                        format!("The folder cannot be read: {error}; allow reading it, or move it away.");
                    self.notice(&path, "unreadable", message);
                }
            } else if kind.is_file() && is_markdown(&path) {
                // A file that is gone by now is not there.
                if let Ok(metadata) = entry.metadata() {
                    self.files.insert(path, seen(&metadata));
                }
            }
        }
        Ok(())
    }

    /// Says of a link why it is not followed, where that leaves something out.
    fn link(&mut self, path: &Path) {
        let target = match fs::canonicalize(path) {
            Ok(target) => target,
            Err(_) if !is_markdown(path) => return,
            Err(_) => {
                return self.notice(
                    path,
                    "dead-link",
                    "The link leads nowhere or in a circle; put the file itself here.".to_owned(),
                );
            }
        };
        let is_folder = target.is_dir();
        if !is_folder && !is_markdown(&target) {
            return;
        }
        if !target.starts_with(self.whole) {
            let message = format!(
                "The link leaves the folder, to {}, and is not followed; put the file itself here, or name that folder too.",
                target.display()
            );
            self.notice(path, "link-out", message);
        } else if is_folder
            && path
                .parent()
                .and_then(|at| fs::canonicalize(at).ok())
                .is_some_and(|at| at.starts_with(&target))
        {
            let message =
                "The link leads back to a folder above it and is not followed; remove it.".to_owned();
            self.notice(path, "link-loop", message);
        }
        // Any other link leads to what is read where it lies.
    }

    fn notice(&mut self, path: &Path, rule: &'static str, message: String) {
        self.notices.push(Notice { path: path.to_owned(), severity: Gravity::Warning, rule, message });
    }

    fn alike_in_other_case(&mut self) {
        let mut by_name: BTreeMap<String, Vec<&PathBuf>> = BTreeMap::new();
        for path in self.files.keys() {
            by_name.entry(path.to_string_lossy().to_lowercase()).or_default().push(path);
        }
        let mut notices = Vec::new();
        for alike in by_name.into_values().filter(|alike| alike.len() > 1) {
            for path in &alike {
                let Some(other) = alike.iter().find(|other| other != &path) else { continue };
                let message = format!(
                    "The name differs from {} only in case, and on macOS and Windows one of the two is lost; rename one.",
                    other.display()
                );
                notices.push(Notice {
                    path: (*path).clone(),
                    severity: Gravity::Warning,
                    rule: "alike-in-case",
                    message,
                });
            }
        }
        self.notices.extend(notices);
    }

    fn into_listed(mut self, folder: &Path) -> Listed {
        let found = self.files.len();
        if self.entries > MOST_ENTRIES || found > MOST_FILES {
            let what = if self.entries > MOST_ENTRIES {
                format!(
                    "There are more than {MOST_ENTRIES} files and folders here, and the rest is not looked at"
                )
            } else {
                format!("There are {found} Markdown files here, and the first {MOST_FILES} by path are read")
            };
            self.notices.push(Notice {
                path: folder.to_owned(),
                severity: Gravity::Error,
                rule: "too-many-files",
                message: format!("{what}; name a folder that has playbooks and little else."),
            });
        }
        let files = self.files.into_iter().take(MOST_FILES).collect();
        Listed { files, notices: self.notices, problem: None }
    }
}

/// The folder by its real path, or why it is none.
fn real_folder(folder: &Path) -> Result<PathBuf, String> {
    let real = fs::canonicalize(folder).map_err(|error| {
        if error.kind() == ErrorKind::NotFound {
            "There is no such folder. Make it, or name another.".to_owned()
        } else {
            format!("The folder cannot be read: {error}. Allow reading it, or name another.")
        }
    })?;
    if real.is_dir() {
        Ok(real)
    } else {
        Err("This is a file and no folder. Name the folder it lies in.".to_owned())
    }
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
}

fn seen(metadata: &Metadata) -> Seen {
    Seen { length: metadata.len(), changed_at: metadata.modified().ok() }
}

#[cfg(test)]
mod tests;
