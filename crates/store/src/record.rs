use std::path::{Path, PathBuf};

use firebreak_core::event::DeviceId;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::StoreError;

/// Reads the record.
///
/// Every method sees one moment of the record. [`Record::at_one_moment`] makes several see the same one.
#[derive(Debug)]
pub struct Record {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) device: DeviceId,
    /// The file that was opened, whatever lies at `path` now.
    pub(crate) file: Option<FileId>,
}

/// Tells a file from another one that takes its place.
pub(crate) type FileId = (u64, u64);

/// The file that lies at a path. Always `None` where the system lets nobody move a file that is open.
#[cfg(unix)]
pub(crate) fn file_at(path: &Path) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

/// The file that lies at a path. Always `None` where the system lets nobody move a file that is open.
#[cfg(not(unix))]
pub(crate) const fn file_at(_: &Path) -> Option<FileId> {
    None
}

impl Record {
    /// The device that writes here: made once for each file.
    #[must_use]
    pub const fn device(&self) -> DeviceId {
        self.device
    }

    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that changes whenever another process or another [`crate::Store`] wrote to the file; writes of
    /// this one do not change it.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.sql(|sql| sql.prepare_cached("PRAGMA data_version")?.query_row((), |row| row.get(0)))
    }

    /// Whether another file lies in the place of the one that was opened, or none: what is read here is not the
    /// record any more, and nothing is written.
    #[must_use]
    pub fn was_replaced(&self) -> bool {
        file_at(&self.path) != self.file
    }

    /// Refuses to go on where [`Record::was_replaced`].
    pub(crate) fn check_place(&self) -> Result<(), StoreError> {
        if self.was_replaced() { Err(StoreError::Replaced { path: self.path.clone() }) } else { Ok(()) }
    }

    /// The version of the words that the timeline is in, as [`crate::Writing::put_wording`] noted it.
    ///
    /// # Errors
    ///
    /// Says so where the file cannot be read.
    pub fn wording(&self) -> Result<Option<u32>, StoreError> {
        let found: Option<[u8; 4]> = self.sql(|sql| {
            sql.query_row("SELECT value FROM meta WHERE name = 'wording'", (), |row| row.get(0)).optional()
        })?;
        Ok(found.map(u32::from_be_bytes))
    }

    /// Reads several things of the same moment, whatever other processes write meanwhile.
    ///
    /// # Errors
    ///
    /// Hands on what `read` says, or says so where the file cannot be read.
    pub fn at_one_moment<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if !self.connection.is_autocommit() {
            return read(self);
        }
        let moment = self
            .sql(|sql| Transaction::new_unchecked(sql, TransactionBehavior::Deferred))
            .map_err(E::from)?;
        let value = read(self)?;
        drop(moment);
        Ok(value)
    }

    /// Runs SQL and says what a failure means for this file.
    pub(crate) fn sql<'a, T>(
        &'a self,
        run: impl FnOnce(&'a Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        run(&self.connection).map_err(|error| StoreError::from_sqlite(&self.path, &error))
    }
}

#[cfg(test)]
mod tests;
