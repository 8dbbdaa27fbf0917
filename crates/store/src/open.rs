use std::fs;
use std::io::{self, Read};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use firebreak_core::event::DeviceId;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};
use uuid::Uuid;

use crate::error::folder_of;
use crate::presence::Presence;
use crate::record::file_at;
use crate::schema::{APPLICATION_ID, MIGRATIONS};
use crate::{Record, StoreError, Writing, backup};

/// What stands in the name of a record that was set aside, before the time.
pub(crate) const SET_ASIDE: &str = "-set-aside-";

/// What opening a record needs to know.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// The id that this device takes if the file is new; otherwise the file has one.
    pub new_device: DeviceId,
    /// The time, which names a backup that is taken before a migration.
    pub now: DateTime<Utc>,
    /// The folder for backups; made when the first one is taken.
    pub backups_dir: PathBuf,
    /// How long to wait for other processes that write before saying [`StoreError::Locked`].
    pub wait: Duration,
}

impl OpenOptions {
    /// Options with the usual wait of five seconds.
    #[must_use]
    pub const fn new(new_device: DeviceId, now: DateTime<Utc>, backups_dir: PathBuf) -> Self {
        Self { new_device, now, backups_dir, wait: Duration::from_secs(5) }
    }
}

/// The record, open for reading and writing.
///
/// A value is used by one thread at a time. Several values, in one process or in several, may have the same file
/// open.
#[derive(Debug)]
pub struct Store {
    pub(crate) record: Record,
    // After the connection: until that is closed, nobody may move its file.
    _presence: Presence,
}

impl Store {
    /// Opens the record at `path`, or begins one where there is no file.
    ///
    /// The folder must exist, and there must be no backups: a folder that is gone may be on a disk that is not
    /// connected, and an empty record in the place of the real one would hide it. [`crate::replace`] begins a record
    /// where one was. A file of an earlier version is copied to the backups, then migrated.
    /// Nothing is scanned, so opening takes the same time however much is stored.
    ///
    /// # Errors
    ///
    /// Refuses a file of a later version or of another program without touching it; says so where the file is
    /// damaged, locked or read-only, where the disk is full, and where the folder is missing.
    pub fn open(path: &Path, options: &OpenOptions) -> Result<Self, StoreError> {
        Self::open_with(path, options, MIGRATIONS)
    }

    /// Opens the record with a list of migrations, so that tests can have versions that do not exist yet.
    pub(crate) fn open_with(
        path: &Path,
        options: &OpenOptions,
        migrations: &[&str],
    ) -> Result<Self, StoreError> {
        let fails = |error| StoreError::from_sqlite(path, &error);
        look_at_file(path, options, migrations)?;
        // What must not be touched has no lock beside it; and what was looked at can have been replaced before it.
        let presence = Presence::shared(path, options.wait)?;
        look_at_file(path, options, migrations)?;
        // Before it is opened: should it be replaced meanwhile, the first write says so.
        let file = file_at(path);
        let mut connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
        .map_err(fails)?;
        connection.busy_timeout(options.wait).map_err(fails)?;
        // Until the version is known, closing must not write what waits in the write-ahead log into the file.
        keep_log_on_close(&connection, true).map_err(fails)?;
        let version = check_version(&connection, path, migrations)?;
        keep_log_on_close(&connection, false).map_err(fails)?;
        if connection.is_readonly("main").map_err(fails)? {
            return Err(StoreError::ReadOnly { path: path.to_owned() });
        }
        use_wal(&connection, options.wait).map_err(fails)?;
        configure(&connection).map_err(fails)?;
        if version < latest(migrations) {
            if version > 0 {
                backup::before_migration(path, options, latest(migrations))?;
            }
            migrate(&mut connection, options, migrations).map_err(fails)?;
        }
        let device = device_of(&connection).map_err(fails)?.ok_or_else(|| StoreError::Damaged {
            path: path.to_owned(),
            what: "it does not say which device it belongs to".to_owned(),
        })?;
        let record = Record { connection, path: path.to_owned(), device, file };
        Ok(Self { record, _presence: presence })
    }

    /// Does all of `work` or nothing: one transaction, durable when this returns `Ok`, undone where `work` fails.
    ///
    /// Other writers wait; so `work` should only decide and append.
    ///
    /// # Errors
    ///
    /// Hands on what `work` says. Says so where the file is locked for longer than the wait, damaged, read-only or
    /// not in its place any more, or where the disk is full.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self
            .record
            .sql(|sql| Transaction::new_unchecked(sql, TransactionBehavior::Immediate))
            .map_err(E::from)?;
        // Inside the transaction: from here on, nobody who heeds its lock can replace the file.
        self.record.check_place().map_err(E::from)?;
        let mut writing = Writing::new(&self.record);
        let value = work(&mut writing)?;
        writing.finish().map_err(E::from)?;
        self.record.sql(|_| transaction.commit()).map_err(E::from)?;
        Ok(value)
    }
}

impl Deref for Store {
    type Target = Record;

    fn deref(&self) -> &Record {
        &self.record
    }
}

/// The version that a list of migrations leads to.
pub(crate) fn latest(migrations: &[&str]) -> i64 {
    i64::try_from(migrations.len()).unwrap_or(i64::MAX)
}

/// Checks that the file can be one that this program opens, and gives its version. Writes nothing.
pub(crate) fn check_version(
    connection: &Connection,
    path: &Path,
    migrations: &[&str],
) -> Result<i64, StoreError> {
    let fails = |error| StoreError::from_sqlite(path, &error);
    let (application, version, tables) = connection
        .query_row(
            "SELECT (SELECT application_id FROM pragma_application_id),
                    (SELECT user_version FROM pragma_user_version),
                    EXISTS (SELECT 1 FROM sqlite_schema)",
            (),
            |row| Ok((row.get::<_, i32>(0)?, row.get::<_, i64>(1)?, row.get::<_, bool>(2)?)),
        )
        .map_err(fails)?;
    let known = latest(migrations);
    if application != APPLICATION_ID && (application != 0 || version != 0 || tables) {
        Err(StoreError::Foreign { path: path.to_owned() })
    } else if version > known {
        Err(StoreError::Newer { path: path.to_owned(), found: version, known })
    } else if version < 0 || (version == 0 && tables) {
        Err(StoreError::Damaged { path: path.to_owned(), what: "its version is missing".to_owned() })
    } else {
        Ok(version)
    }
}

/// Looks at the file without SQLite, so that what must not be touched is not even opened, and makes it where it
/// is missing.
fn look_at_file(path: &Path, options: &OpenOptions, migrations: &[&str]) -> Result<(), StoreError> {
    let fails = |error: io::Error| StoreError::from_io(path, &error);
    let damaged = |what: &str| StoreError::Damaged { path: path.to_owned(), what: what.to_owned() };
    // SQLite would delete a log that has no database.
    let log = fs::metadata(beside(path, "-wal")).map_or(0, |log| log.len());
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound && log > 0 => {
            return Err(damaged("the file is gone, and only its write-ahead log is left"));
        }
        // Where there are backups, there was a record: an empty one in its place would hide that it is gone.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let aside = newest_set_aside(path);
            return if let Some(aside) = aside {
                Err(damaged(&format!("the file is gone; what was set aside last is {}", aside.display())))
            } else if backup::list_backups(&options.backups_dir)?.is_empty() {
                create(path)
            } else {
                Err(damaged("the file is gone"))
            };
        }
        Err(error) => return Err(fails(error)),
    };
    if !file.metadata().map_err(fails)?.is_file() {
        return Err(StoreError::Io { path: path.to_owned(), why: "it is not a file".to_owned() });
    }
    let mut header = Vec::new();
    file.by_ref().take(100).read_to_end(&mut header).map_err(fails)?;
    if header.is_empty() {
        // Empty is also what a process leaves that ended while it began a record.
        let had_content = log > 0 || !backup::list_backups(&options.backups_dir)?.is_empty();
        return if had_content { Err(damaged("the file is empty")) } else { Ok(()) };
    }
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(damaged("the file is not a database"));
    }
    // The header is out of date while newer pages wait in the write-ahead log.
    if log > 0 {
        return Ok(());
    }
    let (Some(version), Some(application)) = (field(&header, 60), field(&header, 68)) else {
        return Err(damaged("the file ends in its header"));
    };
    if application != i64::from(APPLICATION_ID) && application != 0 {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    if application == i64::from(APPLICATION_ID) && version > latest(migrations) {
        let known = latest(migrations);
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known });
    }
    Ok(())
}

/// The record that was set aside last, which may be all there is where putting another in its place was cut short.
fn newest_set_aside(path: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(folder_of(path)).ok()?;
    let (stem, extension) = (path.file_stem()?.to_str()?, path.extension());
    let begin = format!("{stem}{SET_ASIDE}");
    let named = files.filter_map(|file| Some(file.ok()?.path())).filter(|file| {
        file.extension() == extension
            && file.file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| stem.starts_with(&begin))
    });
    named.max()
}

/// A signed number of 32 bits in the header of a database file.
fn field(header: &[u8], at: usize) -> Option<i64> {
    let bytes = header.get(at..at + 4)?.try_into().ok()?;
    Some(i64::from(i32::from_be_bytes(bytes)))
}

/// The file that SQLite keeps beside the database: `-wal` or `-shm`.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Makes an empty file that only its owner can read, where there is none.
pub(crate) fn create(path: &Path) -> Result<(), StoreError> {
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Err(StoreError::MissingFolder { folder: folder.to_owned() });
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|error| StoreError::from_io(path, &error))
}

/// Decides whether closing leaves the write-ahead log as it is, instead of writing it into the file.
pub(crate) fn keep_log_on_close(connection: &Connection, keep: bool) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep).map(drop)
}

/// Switches to the write-ahead log. SQLite does not wait by itself where two processes begin a record at once.
fn use_wal(connection: &Connection, wait: Duration) -> rusqlite::Result<()> {
    const PAUSE: Duration = Duration::from_millis(10);
    let mut waited = Duration::ZERO;
    loop {
        match connection.query_row("PRAGMA journal_mode = WAL", (), |row| row.get::<_, String>(0)) {
            Err(error) if is_busy(&error) && waited < wait => {
                std::thread::sleep(PAUSE);
                waited += PAUSE;
            }
            other => return other.map(drop),
        }
    }
}

pub(crate) fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
}

/// Sets what holds for every connection that writes.
fn configure(connection: &Connection) -> rusqlite::Result<()> {
    // FULL: with NORMAL, a power failure could take the last commits. The two fullfsync settings are what makes
    // FULL durable on macOS.
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA cell_size_check = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -8000;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true)?;
    // Otherwise a statement is compiled again for each new value that it is given.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Brings the file to the latest version in one transaction, unless another process did so meanwhile.
pub(crate) fn migrate(
    connection: &mut Connection,
    options: &OpenOptions,
    migrations: &[&str],
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.query_row("PRAGMA user_version", (), |row| row.get(0))?;
    if version >= latest(migrations) {
        return Ok(());
    }
    for sql in migrations.iter().skip(usize::try_from(version).unwrap_or(0)) {
        transaction.execute_batch(sql)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", latest(migrations))?;
    if device_of(&transaction)?.is_none() {
        set_device(&transaction, options.new_device)?;
    }
    transaction.commit()
}

pub(crate) fn device_of(connection: &Connection) -> rusqlite::Result<Option<DeviceId>> {
    connection
        .query_row("SELECT value FROM meta WHERE name = 'device'", (), |row| row.get(0))
        .optional()
        .map(|bytes| bytes.map(|bytes| DeviceId(Uuid::from_bytes(bytes))))
}

/// Makes `device` the one that writes in this file from now on.
pub(crate) fn set_device(connection: &Connection, device: DeviceId) -> rusqlite::Result<()> {
    put_meta(connection, "device", device.0.as_bytes())
}

/// Keeps a value about the file under a name, in place of the one before.
pub(crate) fn put_meta(connection: &Connection, name: &str, value: &[u8]) -> rusqlite::Result<()> {
    connection
        .execute(
            "INSERT INTO meta (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )
        .map(drop)
}

#[cfg(test)]
mod tests;
