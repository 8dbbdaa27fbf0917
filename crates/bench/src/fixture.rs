//! What is stored while measuring: made once by the application itself, and kept beside the built programs.
//!
//! Incidents, playbooks and steps are recorded by the commands of the application, notes in bulk by the store, as
//! another device's tail would be. Times, ids and words are the same every time. What is kept carries a
//! fingerprint of what the application writes, so that a change to the schema, the events or the playbooks makes
//! it anew.

mod fingerprint;
mod generate;
mod words;

pub(crate) use words::Words;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use firebreak_app::{App, Options};
use firebreak_core::vocabulary::Phase;
use tempfile::TempDir;

/// The name of the database in a folder of data.
pub(crate) const DATABASE: &str = "firebreak.db";
/// The code of the first incident.
pub(crate) const FIRST_CODE: &str = "INC-0001";
/// Who writes.
pub(crate) const AUTHOR: &str = "Ada Lovelace";
/// The phase of the notes.
pub(crate) const PHASE: Phase = Phase::Analyze;

/// Folders of data, made when they are first asked for.
#[derive(Debug)]
pub(crate) struct Fixtures {
    folder: PathBuf,
}

impl Fixtures {
    /// The folders beside this program, in `bench/`; those that other programs made are removed.
    ///
    /// Temporary folders go there too, so that everything is measured on the same disk.
    ///
    /// # Errors
    ///
    /// If the folder cannot be made.
    pub(crate) fn beside_this_program() -> Result<Self> {
        let program = std::env::current_exe().context("the folder of built programs is not known")?;
        let above = program.parent().context("the folder of built programs is not known")?.join("bench");
        fs::create_dir_all(&above).with_context(|| format!("cannot make {}", above.display()))?;
        // Set once and before any other thread runs; a second call would only answer with the first folder.
        _ = tempfile::env::override_temp_dir(&above);
        let name = format!("fixtures-{}", fingerprint::of_what_is_written()?);
        for entry in fs::read_dir(&above)? {
            let entry = entry?;
            let other = entry.file_name().to_string_lossy().into_owned();
            if other.starts_with("fixtures-") && other != name {
                fs::remove_dir_all(entry.path())?;
            }
        }
        let folder = above.join(name);
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self { folder })
    }

    /// A folder with one open incident of so many entries: one in a hundred changes a step, the others are notes.
    ///
    /// # Errors
    ///
    /// If it cannot be made.
    pub(crate) fn incident(&self, entries: u64) -> Result<PathBuf> {
        self.made(&format!("one-incident-{entries}-entries"), |folder| {
            generate::incidents(folder, 1, entries)
        })
    }

    /// A folder with 1,000 open incidents of 1,000 events each.
    ///
    /// # Errors
    ///
    /// If it cannot be made.
    pub(crate) fn thousand_incidents(&self) -> Result<PathBuf> {
        self.made("thousand-incidents", |folder| generate::incidents(folder, 1000, 1000))
    }

    /// A copy of a folder that may be written to; it goes with the value.
    ///
    /// # Errors
    ///
    /// If the disk is full.
    pub(crate) fn copy(&self, source: &Path) -> Result<TempDir> {
        let copy = tempfile::Builder::new().prefix("copy-").tempdir()?;
        copy_files(source, copy.path())?;
        Ok(copy)
    }

    fn made(&self, name: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        if !folder.exists() {
            let started = Instant::now();
            eprintln!("  making {name}, once");
            let unfinished = TempDir::with_prefix("unfinished-")?;
            make(unfinished.path())?;
            fs::rename(unfinished.keep(), &folder)?;
            eprintln!("  made in {:.1} s", started.elapsed().as_secs_f64());
        }
        Ok(folder)
    }
}

/// Copies the files of a folder of data.
///
/// # Errors
///
/// If one cannot be read or written.
pub(crate) fn copy_files(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// Opens the application on a folder of data, as the window does.
///
/// # Errors
///
/// If there is no place for the record.
pub(crate) fn open_app(folder: &Path) -> Result<App> {
    Ok(App::open(Options { data: Some(folder.to_owned()), ..Options::default() })?)
}
