//! What goes on beside the window: it hears that another process has written to the record and that own playbooks
//! changed, evidence is worked on, and backups are taken.

use std::sync::Arc;
use std::time::Duration;
use std::{io, thread};

use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::application::Application;

/// The event the window listens for where the record was written to.
const RECORD_CHANGED: &str = "record-changed";
/// The event the window listens for where the library holds something else.
const LIBRARY_CHANGED: &str = "library-changed";

/// How often the record is looked at. SQLite counts the writes of other connections in shared memory, so one look
/// costs microseconds and works where file notifications do not, as on network drives.
const INTERVAL: Duration = Duration::from_millis(200);

/// How often own playbooks are looked at: the list of the files alone, and what changed of them.
const LIBRARY_INTERVAL: Duration = Duration::from_secs(1);

/// How long the thread that works on evidence waits for some before it looks whether the record is open still.
const EVIDENCE_WAIT: Duration = Duration::from_secs(10);

/// How long after the start the first look for a due backup is taken: not while the first screen is made.
const FIRST_BACKUP: Duration = Duration::from_secs(10);
/// How often a due backup is looked for in a window that stays open.
const BACKUP_INTERVAL: Duration = Duration::from_secs(60 * 60);

/// Takes a backup whenever one is due, for as long as the program runs.
///
/// # Errors
///
/// If the system starts no thread.
pub(crate) fn keep_backups(application: Arc<Application>) -> io::Result<()> {
    thread::Builder::new().name("backup".to_owned()).spawn(move || {
        thread::sleep(FIRST_BACKUP);
        loop {
            application.keep_backups();
            thread::sleep(BACKUP_INTERVAL);
        }
    })?;
    Ok(())
}

/// Hashes, copies and verifies evidence that waits for it, for as long as the program runs.
///
/// # Errors
///
/// If the system starts no thread.
pub(crate) fn work_on_evidence(application: Arc<Application>) -> io::Result<()> {
    thread::Builder::new().name("evidence".to_owned()).spawn(move || {
        loop {
            if !application.work_on_evidence(EVIDENCE_WAIT) {
                thread::sleep(INTERVAL);
            }
        }
    })?;
    Ok(())
}

/// Looks at the record every [`INTERVAL`] for as long as the program runs.
///
/// # Errors
///
/// If the system starts no thread.
pub(crate) fn tell_of_changes<R: Runtime>(app: AppHandle<R>) -> io::Result<()> {
    thread::Builder::new().name("watch".to_owned()).spawn(move || {
        let application = Arc::clone(&app.state::<Arc<Application>>());
        loop {
            thread::sleep(INTERVAL);
            if application.record_changed()
                && let Err(error) = app.emit(RECORD_CHANGED, ())
            {
                log::error!("the window was not told that the record changed: {error}");
            }
        }
    })?;
    Ok(())
}

/// Looks at the folders of own playbooks every [`LIBRARY_INTERVAL`] for as long as the program runs. On a thread of its
/// own: a folder on a network that does not answer keeps back nothing else.
///
/// # Errors
///
/// If the system starts no thread.
pub(crate) fn tell_of_playbooks<R: Runtime>(app: AppHandle<R>) -> io::Result<()> {
    thread::Builder::new().name("library".to_owned()).spawn(move || {
        let application = Arc::clone(&app.state::<Arc<Application>>());
        loop {
            thread::sleep(LIBRARY_INTERVAL);
            if application.library_changed()
                && let Err(error) = app.emit(LIBRARY_CHANGED, ())
            {
                log::error!("the window was not told that own playbooks changed: {error}");
            }
        }
    })?;
    Ok(())
}
