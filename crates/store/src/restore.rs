use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use firebreak_core::event::DeviceId;
use rusqlite::{Connection, OpenFlags};

use crate::StoreError;
use crate::backup::{quick_check, remove_if_there, stamp, sync_folder};
use crate::open::{
    OpenOptions, SET_ASIDE, beside, check_version, create, is_busy, keep_log_on_close, migrate, set_device,
};
use crate::presence::Presence;
use crate::schema::MIGRATIONS;

/// The database and what SQLite keeps beside it. The database goes first: without it, the log that is left says that
/// something is missing, while a database without its log would pass for the whole record.
const FILES: [&str; 4] = ["", "-wal", "-shm", "-journal"];
/// How long to wait for others to close the database.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// Puts a copy of a backup, or a new record where none is given, in the place of the database. Gives where the file
/// that was there lies now; `None` where there was none. The backup stays, and the content of the database is not
/// looked at.
///
/// What takes the place is complete and on the disk before anything is moved, and what was moved is moved back where
/// the rest fails.
///
/// From then on the file writes as [`OpenOptions::new_device`]: what its old device recorded after the backup may be
/// known outside, on paper or on another machine, and its numbers must not be given twice.
///
/// # Errors
///
/// Refuses where anybody has the database open, and a backup that is damaged, of a later version or of another
/// program. Says so where the disk is full or a file cannot be moved. The database is in its place then.
pub fn replace(
    path: &Path,
    backup: Option<&Path>,
    options: &OpenOptions,
) -> Result<Option<PathBuf>, StoreError> {
    let wait = options.wait.min(LONGEST_WAIT);
    let _presence = Presence::alone(path, wait)?;
    // Programs that do not know the lock above, such as SQLite's own, know SQLite's.
    let alone = hold(path, wait)?;
    let unfinished = beside(path, ".part");
    remove_if_there(&unfinished)?;
    let replaced = match backup {
        Some(backup) => copy_backup(backup, &unfinished, options.new_device),
        None => begin(&unfinished, options),
    }
    .and_then(|()| {
        // Only on Unix can a file that is open be moved. Elsewhere the system itself forbids to move what others
        // have open.
        let alone = alone.filter(|_| cfg!(unix));
        let aside = put_in_place(&unfinished, path, options.now);
        drop(alone);
        aside
    });
    if replaced.is_err() {
        // It is of no use alone; that it cannot be removed is not what the caller must hear.
        let _ = remove_if_there(&unfinished);
    }
    replaced
}

/// Checks that a backup can be restored: whole, and of a version that this program knows.
///
/// # Errors
///
/// Says what is wrong with it.
pub fn check_backup(backup: &Path) -> Result<(), StoreError> {
    if !backup.is_file() {
        return Err(StoreError::MissingFile { path: backup.to_owned() });
    }
    let fails = |error| StoreError::from_sqlite(backup, &error);
    let connection = Connection::open_with_flags(backup, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(fails)?;
    let damaged = |what: String| StoreError::Damaged { path: backup.to_owned(), what };
    if check_version(&connection, backup, MIGRATIONS)? == 0 {
        return Err(damaged("it holds no record".to_owned()));
    }
    let problems = quick_check(&connection).map_err(fails)?;
    if problems.is_empty() { Ok(()) } else { Err(damaged(problems.join("; "))) }
}

/// Keeps every other process out of the database until dropped, and changes nothing in it. `None` where there is
/// nothing that SQLite can lock: a file whose first page cannot be read, or none.
fn hold(path: &Path, wait: Duration) -> Result<Option<Connection>, StoreError> {
    // SQLite would delete a log whose database is empty.
    if fs::metadata(path).map_or(0, |file| file.len()) == 0 {
        return Ok(None);
    }
    let hold = || {
        let connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        keep_log_on_close(&connection, true)?;
        connection.busy_timeout(wait)?;
        connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;")?;
        Ok(connection)
    };
    match hold() {
        Ok(connection) => Ok(Some(connection)),
        Err(error) if is_busy(&error) => Err(StoreError::InUse { path: path.to_owned() }),
        Err(_) => Ok(None),
    }
}

/// Makes a file of a backup that writes as another device.
fn copy_backup(backup: &Path, to: &Path, device: DeviceId) -> Result<(), StoreError> {
    check_backup(backup)?;
    create(to)?;
    fs::copy(backup, to).map_err(|error| StoreError::from_io(to, &error))?;
    let fails = |error| StoreError::from_sqlite(to, &error);
    let connection = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(fails)?;
    set_device(&connection, device).map_err(fails)
}

/// Makes a file of a record in which nothing is recorded yet.
fn begin(to: &Path, options: &OpenOptions) -> Result<(), StoreError> {
    create(to)?;
    let fails = |error| StoreError::from_sqlite(to, &error);
    let mut connection = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(fails)?;
    migrate(&mut connection, options, MIGRATIONS).map_err(fails)
}

/// Sets what is at `path` aside and gives a complete file that name.
fn put_in_place(complete: &Path, path: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>, StoreError> {
    let fails = |error: std::io::Error| StoreError::from_io(path, &error);
    fs::File::open(complete).and_then(|file| file.sync_all()).map_err(fails)?;
    let aside = free_name(path, now);
    // A log that says nothing, such as looking leaves, is not worth keeping.
    let log = beside(path, "-wal");
    if fs::metadata(&log).is_ok_and(|log| log.len() == 0) {
        remove_if_there(&log)?;
    }
    // A database without a log has two names for a moment and then one: it is never missing, whatever ends when.
    let has_log = ["-wal", "-journal"].iter().any(|log| beside(path, log).exists());
    if !has_log && fs::hard_link(path, &aside).is_ok() {
        if let Err(error) = fs::rename(complete, path) {
            remove_if_there(&aside)?;
            return Err(fails(error));
        }
        // It belongs to a log that is not there.
        remove_if_there(&beside(path, "-shm"))?;
        sync_folder(path)?;
        return Ok(Some(aside));
    }
    let mut moved = Vec::new();
    let done = FILES
        .iter()
        .try_for_each(|file| {
            let (from, to) = (beside(path, file), beside(&aside, file));
            if move_if_there(&from, &to)? {
                moved.push((from, to));
            }
            Ok(())
        })
        .and_then(|()| fs::rename(complete, path).map_err(fails));
    if let Err(error) = done {
        return Err(moved.iter().rev().find_map(|(from, to)| move_back(from, to).err()).unwrap_or(error));
    }
    sync_folder(path)?;
    Ok((!moved.is_empty()).then_some(aside))
}

/// A name beside the database that no file has.
fn free_name(path: &Path, now: DateTime<Utc>) -> PathBuf {
    let name = |suffix: String| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let extension =
            path.extension().map_or_else(String::new, |end| format!(".{}", end.to_string_lossy()));
        path.with_file_name(format!("{stem}{SET_ASIDE}{}{suffix}{extension}", stamp(now)))
    };
    let is_free = |to: &PathBuf| FILES.iter().all(|file| !beside(to, file).exists());
    let others = (2..).map(|number: u32| name(format!("-{number}")));
    std::iter::once(name(String::new())).chain(others).find(is_free).unwrap_or_else(|| name(String::new()))
}

fn move_if_there(from: &Path, to: &Path) -> Result<bool, StoreError> {
    match fs::rename(from, to) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(StoreError::from_io(from, &error)),
    }
}

fn move_back(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(to, from).map_err(|error| StoreError::Io {
        path: to.to_owned(),
        why: format!("it was moved here and could not be moved back to {} ({error})", from.display()),
    })
}
