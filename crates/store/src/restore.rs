use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use firebreak_core::event::DeviceId;
use rusqlite::{Connection, OpenFlags};

use crate::StoreError;
use crate::backup::{move_into_place, quick_check, stamp, sync_folder};
use crate::open::{beside, check_version, create, set_device};
use crate::schema::MIGRATIONS;

/// Moves a database and the files that SQLite keeps beside it out of the way, and gives its new place. Nothing is
/// deleted, and the content is not looked at.
///
/// No process should have the file open: one that has goes on writing to the file in its new place.
///
/// # Errors
///
/// Says so where there is no such file or it cannot be moved.
pub fn set_aside(path: &Path, now: DateTime<Utc>) -> Result<PathBuf, StoreError> {
    let companions = ["-wal", "-shm"];
    if !path.exists() && !beside(path, "-wal").exists() {
        return Err(StoreError::MissingFile { path: path.to_owned() });
    }
    let name = |suffix: String| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let extension =
            path.extension().map_or_else(String::new, |end| format!(".{}", end.to_string_lossy()));
        path.with_file_name(format!("{stem}-set-aside-{}{suffix}{extension}", stamp(now)))
    };
    let is_free =
        |to: &PathBuf| !to.exists() && companions.iter().all(|companion| !beside(to, companion).exists());
    let others = (2..).map(|number: u32| name(format!("-{number}")));
    let to = std::iter::once(name(String::new()))
        .chain(others)
        .find(is_free)
        .unwrap_or_else(|| name(String::new()));
    // The log goes first: a log that was left alone would be taken for that of the next database.
    for companion in companions {
        rename_if_there(&beside(path, companion), &beside(&to, companion))?;
    }
    rename_if_there(path, &to)?;
    sync_folder(&to)?;
    Ok(to)
}

/// Puts a copy of a backup in the place of the database, which must be free. The backup stays.
///
/// From then on the file writes as `new_device`: what its old device recorded after the backup may be known outside,
/// on paper or on another machine, and its numbers must not be given twice.
///
/// # Errors
///
/// Refuses a backup that is damaged, of a later version or of another program, and a place that is taken.
pub fn restore(backup: &Path, path: &Path, new_device: DeviceId) -> Result<(), StoreError> {
    for taken in [path.to_owned(), beside(path, "-wal")] {
        if taken.exists() {
            return Err(StoreError::Exists { path: taken });
        }
    }
    check_backup(backup)?;
    let unfinished = beside(path, ".part");
    let restored = create(&unfinished)
        .and_then(|()| {
            fs::copy(backup, &unfinished).map_err(|error| StoreError::from_io(path, &error))?;
            let connection = Connection::open_with_flags(&unfinished, OpenFlags::SQLITE_OPEN_READ_WRITE)
                .map_err(|error| StoreError::from_sqlite(path, &error))?;
            set_device(&connection, new_device).map_err(|error| StoreError::from_sqlite(path, &error))
        })
        .and_then(|()| move_into_place(&unfinished, path));
    if restored.is_err() {
        // Whatever stands there is incomplete; that it cannot be removed is not what the caller must hear.
        let _ = fs::remove_file(&unfinished);
    }
    restored
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

fn rename_if_there(from: &Path, to: &Path) -> Result<(), StoreError> {
    if from.exists() {
        fs::rename(from, to).map_err(|error| StoreError::from_io(from, &error))?;
    }
    Ok(())
}
