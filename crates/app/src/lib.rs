//! What Firebreak can do: the command list that the window, the command line and tests all call.
//!
//! [`App`] is the way in. [`App::call`] does a command by its name, and every command is a method of its own for
//! callers that know its types. What crosses the seam is in [`api`]; the list is [`COMMANDS`].
//!
//! This crate is the shell around `firebreak-core`: it reads the clock, keeps the record through
//! `firebreak-store`, and turns state into views. It knows neither Tauri nor SQL.

pub mod api;
mod chain;
mod clock;
mod commands;
mod error;
mod export;
mod files;
mod folders;
mod head;
mod html;
mod jobs;
mod library;
mod locker;
mod opened;
mod own_files;
mod pack;
mod profiles;
mod retell;
mod rules;
mod settings;
mod templates;
mod typescript;
mod use_case;
mod view;

pub use clock::{Clock, SystemClock};
pub use commands::{COMMANDS, CommandInfo};
pub use error::Error;
pub use folders::Folders;
pub use library::{Library, Origin, Shelved};
pub use locker::{EvidenceError, text_of as path_as_text};
pub use typescript::typescript;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use firebreak_core::incident::Incident;
use firebreak_store::StoreError;
use jobs::Jobs;
use locker::Locker;
use opened::Opened;

/// How to open the application.
#[derive(Default)]
pub struct Options {
    /// One folder for everything; the platform's folders where missing.
    pub data: Option<PathBuf>,
    /// The clock; this machine's where missing.
    pub clock: Option<Box<dyn Clock>>,
    /// The name to write entries under, instead of the one in the settings.
    pub responder: Option<String>,
    /// The zone in force, an IANA name, instead of the one in the settings.
    pub zone: Option<String>,
    /// Folders of own playbooks, beside those in the settings.
    pub playbooks: Vec<PathBuf>,
}

/// The application on one record.
pub struct App {
    folders: Folders,
    clock: Box<dyn Clock>,
    library: Library,
    responder: Option<String>,
    zone: Option<chrono_tz::Tz>,
    playbooks: Vec<PathBuf>,
    told_library: AtomicU64,
    locker: Locker,
    jobs: Jobs,
    opened: Mutex<Result<Opened, Error>>,
    recorded: AtomicBool,
    changing: Mutex<()>,
}

impl App {
    /// Opens the application. A record that cannot be opened is no failure here: every command that needs it says
    /// why, and `record.damage` tries again and says what can be done.
    ///
    /// # Errors
    ///
    /// Says so where there is no place for the record, or the zone is not known.
    pub fn open(options: Options) -> Result<Self, Error> {
        let folders = match &options.data {
            Some(folder) => Folders::in_one(folder),
            None => Folders::of_this_user().ok_or(Error::NoHome)?,
        };
        let zone = options.zone.as_deref().map(use_case::zone_named).transpose()?;
        let clock = options.clock.unwrap_or_else(|| Box::new(SystemClock));
        let library = Library::load().map_err(|error| Error::BuiltIn { why: error.to_string() })?;
        let opened = Mutex::new(Opened::open(&folders, clock.as_ref(), &library.reference));
        let recorded = AtomicBool::new(false);
        Ok(Self {
            locker: Locker::new(folders.evidence()),
            jobs: Jobs::default(),
            folders,
            clock,
            library,
            responder: options.responder,
            zone,
            playbooks: options.playbooks.into_iter().map(|folder| settings::absolute(&folder)).collect(),
            told_library: AtomicU64::new(0),
            opened,
            recorded,
            changing: Mutex::default(),
        })
    }

    /// The names of the folders.
    #[must_use]
    pub const fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Whether another process wrote to the record since this was last asked, or put another record in its place,
    /// which is opened then. Costs a read of one page.
    ///
    /// # Errors
    ///
    /// Says so where the record cannot be read.
    pub fn record_changed(&self) -> Result<bool, Error> {
        let changed = self.with_record(|opened| {
            if opened.record().was_replaced() {
                return Err(StoreError::Replaced { path: self.folders.database() }.into());
            }
            opened.changed_by_others()
        });
        if let Err(Error::Store(StoreError::Replaced { .. })) = changed { Ok(true) } else { changed }
    }

    /// Looks at the folders of own playbooks and says whether the library holds something else than when this was last
    /// asked. Costs the look at the list of files, at most once a second.
    pub fn library_changed(&self) -> bool {
        self.look();
        let now = self.library.generation();
        self.told_library.swap(now, Ordering::AcqRel) != now
    }

    /// Whether an entry was recorded through this application since it was opened.
    #[must_use]
    pub fn has_recorded(&self) -> bool {
        self.recorded.load(Ordering::Relaxed)
    }

    /// Takes a backup where the last one is older than a day, and removes the oldest beyond seven. Meant to run beside
    /// the work, after the window is shown.
    ///
    /// # Errors
    ///
    /// Says so where the backup cannot be written. The record is not touched.
    pub fn keep_backups(&self) -> Result<(), Error> {
        opened::keep_backups(&self.folders, self.clock.now())
    }

    fn open_record(&self) -> Result<Opened, Error> {
        Opened::open(&self.folders, self.clock.as_ref(), &self.library.reference)
    }

    /// Reads, changes and writes a file beside the record, one change at a time: of two at once, each would write what
    /// it read before the other wrote.
    fn change_file<T>(&self, change: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        let _one = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        change()
    }

    fn lock(&self) -> MutexGuard<'_, Result<Opened, Error>> {
        // What is behind the lock is a database connection and a cache that is dropped on any failure, so a
        // panic elsewhere leaves nothing half done in it.
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads an incident that is named, as it stands.
    fn with_incident<T>(
        &self,
        named: &str,
        read: impl FnOnce(&Incident) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.with_record(|opened| {
            let id = opened.find(named)?.row.id;
            read(opened.incident(id, &self.library.reference)?)
        })
    }

    fn with_record<T>(&self, work: impl FnOnce(&mut Opened) -> Result<T, Error>) -> Result<T, Error> {
        let mut guard = self.lock();
        let done = match guard.as_mut() {
            Ok(opened) => work(opened),
            Err(error) => Err(error.again()),
        };
        if let Err(Error::Store(StoreError::Replaced { .. })) = &done {
            *guard = self.open_record();
        }
        done
    }
}
