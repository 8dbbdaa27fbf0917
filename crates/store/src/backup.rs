use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use firebreak_core::event::DeviceId;
use rusqlite::backup::{Backup as Copying, StepResult};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::StoreError;
use crate::error::folder_of;
use crate::open::{OpenOptions, create, device_of};
use crate::presence::Presence;

/// How many pages are copied at once; other processes may write between two steps.
const PAGES_AT_ONCE: i32 = 2_000;
const WAIT: Duration = Duration::from_secs(5);
const PREFIX: &str = "firebreak-";
const SUFFIX: &str = ".db";
const UNFINISHED: &str = ".part";
const STAMP: &str = "%Y%m%dT%H%M%SZ";
const STAMP_LENGTH: usize = 16;

/// A copy of the database taken before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was taken, to the second.
    pub taken_at: DateTime<Utc>,
    /// Its size.
    pub bytes: u64,
    /// Whether it was taken before a migration; such a copy is never removed.
    pub before_migration: bool,
}

/// Copies a database of this moment to a new file, while others may read and write it.
///
/// The copy is one file, readable by its owner only. It has its name only once it is complete, checked page by page
/// and on the disk.
///
/// # Errors
///
/// Says so where the target exists, the disk is full or the source is damaged; then nothing is left behind.
pub fn take_backup(database: &Path, to: &Path) -> Result<(), StoreError> {
    if to.exists() {
        return Err(StoreError::Exists { path: to.to_owned() });
    }
    let unfinished = crate::open::beside(to, UNFINISHED);
    remove_if_there(&unfinished)?;
    let taken = create(&unfinished)
        .and_then(|()| copy(database, &unfinished))
        .and_then(|()| move_into_place(&unfinished, to));
    if taken.is_err() {
        // Whatever stands there is incomplete; that it cannot be removed is not what the caller must hear.
        let _ = remove_if_there(&unfinished);
    }
    taken
}

/// Takes a backup into a folder, unless the newest one there is younger than `max_age`; gives the new file.
///
/// Afterwards the folder holds the newest `keep` copies, those taken before a migration, and those of a record that
/// another one has replaced since ([`crate::replace`]). The folder is made where it is missing.
///
/// # Errors
///
/// As [`take_backup`]; then no older copy is removed.
pub fn backup_if_due(
    database: &Path,
    dir: &Path,
    now: DateTime<Utc>,
    max_age: TimeDelta,
    keep: usize,
) -> Result<Option<PathBuf>, StoreError> {
    let _presence = Presence::shared(database, WAIT)?;
    let device = device_in(database)?;
    let regular = || -> Result<Vec<Backup>, StoreError> {
        Ok(list_backups(dir)?.into_iter().filter(|backup| !backup.before_migration).collect())
    };
    // A file that cannot be read is no copy of this record: it neither counts nor goes.
    let is_ours = |backup: &Backup| device_in(&backup.path).is_ok_and(|found| found == device);
    // A copy from the future says that the clock was set back, not that all is well.
    let is_fresh = |backup: &Backup| backup.taken_at <= now && now - backup.taken_at < max_age;
    if regular()?.iter().any(|backup| is_fresh(backup) && is_ours(backup)) {
        return Ok(None);
    }
    make_folder(dir)?;
    let to = free_name(dir, now, "");
    take_backup(database, &to)?;
    let others = regular()?.into_iter().filter(|backup| backup.path != to && is_ours(backup));
    for old in others.skip(keep.saturating_sub(1)) {
        remove_if_there(&old.path)?;
    }
    remove_unfinished(dir, now)?;
    Ok(Some(to))
}

/// The backups in a folder, newest first; none where the folder is missing. Other files are not looked at.
///
/// # Errors
///
/// Says so where the folder cannot be read.
pub fn list_backups(dir: &Path) -> Result<Vec<Backup>, StoreError> {
    let fails = |error: std::io::Error| StoreError::from_io(dir, &error);
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    let mut backups = Vec::new();
    for file in fs::read_dir(dir).map_err(fails)? {
        let file = file.map_err(fails)?;
        let name = file.file_name();
        let Some((taken_at, rest)) = name.to_str().and_then(read_name) else { continue };
        let before_migration = rest.contains("before");
        let metadata = file.metadata().map_err(fails)?;
        if metadata.is_file() {
            backups.push(Backup { path: file.path(), taken_at, bytes: metadata.len(), before_migration });
        }
    }
    backups.sort_by(|a, b| (b.taken_at, &b.path).cmp(&(a.taken_at, &a.path)));
    Ok(backups)
}

/// Takes the copy that precedes a migration.
pub(crate) fn before_migration(
    database: &Path,
    options: &OpenOptions,
    version: i64,
) -> Result<(), StoreError> {
    make_folder(&options.backups_dir)?;
    let to = free_name(&options.backups_dir, options.now, &format!("-before-version-{version}"));
    take_backup(database, &to)
}

/// The time as it stands in the name of a file.
pub(crate) fn stamp(now: DateTime<Utc>) -> String {
    now.format(STAMP).to_string()
}

/// What SQLite finds wrong in a file, page by page; empty where it finds nothing.
pub(crate) fn quick_check(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut problems: Vec<String> = connection
        .prepare("PRAGMA quick_check(10)")?
        .query_map((), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    problems.retain(|problem| problem != "ok");
    Ok(problems)
}

/// Gives a complete file its name, so that both survive a power failure.
fn move_into_place(unfinished: &Path, to: &Path) -> Result<(), StoreError> {
    let fails = |error: std::io::Error| StoreError::from_io(to, &error);
    fs::File::open(unfinished).and_then(|file| file.sync_all()).map_err(fails)?;
    fs::rename(unfinished, to).map_err(fails)?;
    sync_folder(to)
}

/// Makes the names in the folder of a file survive a power failure.
pub(crate) fn sync_folder(path: &Path) -> Result<(), StoreError> {
    // Only on Unix can a folder be opened to be synchronised; elsewhere a rename is durable by itself.
    if cfg!(unix) {
        let folder = folder_of(path);
        fs::File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| StoreError::from_io(folder, &error))?;
    }
    Ok(())
}

fn copy(database: &Path, to: &Path) -> Result<(), StoreError> {
    let source_fails = |error| StoreError::from_sqlite(database, &error);
    let target_fails = |error| StoreError::from_sqlite(to, &error);
    let source = Connection::open_with_flags(
        database,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(source_fails)?;
    source.busy_timeout(WAIT).map_err(source_fails)?;
    let mut target =
        Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(target_fails)?;
    // The file is synchronised once, when it is complete, and is of no use before.
    target.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;").map_err(target_fails)?;

    // One moment of the source: otherwise each write meanwhile would begin the copy again.
    let moment = Transaction::new_unchecked(&source, TransactionBehavior::Deferred).map_err(source_fails)?;
    moment
        .query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get::<_, i64>(0))
        .map_err(source_fails)?;
    copy_pages(&moment, &mut target).map_err(target_fails)?;
    drop(moment);

    // Out of the write-ahead mode, so that the copy is one file.
    target
        .query_row("PRAGMA journal_mode = DELETE", (), |row| row.get::<_, String>(0))
        .map_err(target_fails)?;
    let problems = quick_check(&target).map_err(source_fails)?;
    if !problems.is_empty() {
        return Err(StoreError::Damaged { path: database.to_owned(), what: problems.join("; ") });
    }
    Ok(())
}

/// The device that writes in a database; `None` where it does not say.
fn device_in(path: &Path) -> Result<Option<DeviceId>, StoreError> {
    let fails = |error| StoreError::from_sqlite(path, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(fails)?;
    connection.busy_timeout(WAIT).map_err(fails)?;
    device_of(&connection).map_err(fails)
}

fn copy_pages(source: &Connection, target: &mut Connection) -> rusqlite::Result<()> {
    const PAUSE: Duration = Duration::from_millis(10);
    let copying = Copying::new(source, target)?;
    let mut waited = Duration::ZERO;
    loop {
        let step = copying.step(PAGES_AT_ONCE)?;
        if step == StepResult::Done {
            return Ok(());
        }
        if step != StepResult::More {
            // Another process is about to finish.
            if waited >= WAIT {
                let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
                return Err(rusqlite::Error::SqliteFailure(busy, None));
            }
            std::thread::sleep(PAUSE);
            waited += PAUSE;
        }
    }
}

/// Removes what a process left that ended while it copied, a day ago or earlier.
fn remove_unfinished(dir: &Path, now: DateTime<Utc>) -> Result<(), StoreError> {
    for file in fs::read_dir(dir).map_err(|error| StoreError::from_io(dir, &error))?.flatten() {
        let name = file.file_name();
        let begun = name.to_str().and_then(|name| read_name(name.strip_suffix(UNFINISHED)?));
        if begun.is_some_and(|(begun, _)| now - begun > TimeDelta::days(1)) {
            remove_if_there(&file.path())?;
        }
    }
    Ok(())
}

pub(crate) fn remove_if_there(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(StoreError::from_io(path, &error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn make_folder(dir: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(dir).map_err(|error| StoreError::from_io(dir, &error))
}

fn free_name(dir: &Path, now: DateTime<Utc>, what: &str) -> PathBuf {
    let stamp = stamp(now);
    let first = dir.join(format!("{PREFIX}{stamp}{what}{SUFFIX}"));
    let others = (2..).map(|number: u32| dir.join(format!("{PREFIX}{stamp}{what}-{number}{SUFFIX}")));
    std::iter::once(first.clone()).chain(others).find(|path| !path.exists()).unwrap_or(first)
}

/// The time in the name of a backup, and what stands after it.
fn read_name(name: &str) -> Option<(DateTime<Utc>, &str)> {
    let name = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    let (stamp, rest) = name.split_at_checked(STAMP_LENGTH)?;
    Some((NaiveDateTime::parse_from_str(stamp, STAMP).ok()?.and_utc(), rest))
}
