//! Who has the record open: every process that has shares a lock on a file beside it, and who replaces it has it alone.
//!
//! The locks of SQLite end with a connection, and a connection must end before its file can be moved. This lock spans
//! both, so that nobody opens the record in between. The file stays: removing it would let two processes lock two files.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::StoreError;
use crate::open::beside;

/// How often a lock that others hold is tried again.
const PAUSE: Duration = Duration::from_millis(10);

/// A lock on the record, held until dropped; nothing where the file system has no locks or the folder cannot be
/// written, so that only the locks of SQLite are left.
#[derive(Debug)]
pub(crate) struct Presence(#[allow(dead_code, reason = "it is held, not read")] Option<File>);

impl Presence {
    /// Has the record open together with others, as soon as nobody replaces it.
    ///
    /// # Errors
    ///
    /// Says [`StoreError::Locked`] where it is still being replaced after the wait.
    pub(crate) fn shared(path: &Path, wait: Duration) -> Result<Self, StoreError> {
        Self::take(path, wait, File::try_lock_shared, || StoreError::Locked { path: path.to_owned() })
    }

    /// Has the record alone.
    ///
    /// # Errors
    ///
    /// Says [`StoreError::InUse`] where others still have it open after the wait.
    pub(crate) fn alone(path: &Path, wait: Duration) -> Result<Self, StoreError> {
        Self::take(path, wait, File::try_lock, || StoreError::InUse { path: path.to_owned() })
    }

    fn take(
        path: &Path,
        wait: Duration,
        lock: impl Fn(&File) -> Result<(), TryLockError>,
        held: impl FnOnce() -> StoreError,
    ) -> Result<Self, StoreError> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let Ok(file) = options.open(beside(path, "-lock")) else { return Ok(Self(None)) };
        let started = Instant::now();
        loop {
            match lock(&file) {
                Ok(()) => return Ok(Self(Some(file))),
                Err(TryLockError::WouldBlock) if started.elapsed() < wait => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(held()),
                Err(TryLockError::Error(_)) => return Ok(Self(None)),
            }
        }
    }
}
