//! The copies of evidence beside the record: each file lies under its SHA-256, so that the same bytes are kept once.
//!
//! A file is hashed while it is copied, a chunk at a time, into a file with another name. Only when every byte of it is on
//! the disk and the source is still what it was, the copy gets its name: there is never half an item.

mod error;
mod paths;
mod picture;

pub use error::EvidenceError;
pub use paths::text_of;
pub(crate) use paths::{path_of, shown_name};
pub(crate) use picture::{MOST_SHOWN, media_of, names_picture, read_whole};

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use firebreak_core::event::Hash;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How much is read, hashed and written at once, in bytes.
const CHUNK: usize = 1024 * 1024;
/// Nothing but zeros: such a chunk is not written and becomes a hole, so that a sparse file stays one.
static ZEROS: [u8; CHUNK] = [0; CHUNK];

/// The folder of the copies.
#[derive(Debug, Clone)]
pub(crate) struct Locker {
    folder: PathBuf,
}

/// How far some work is, and whether it should go on; shared between who does it and who watches.
#[derive(Debug, Default)]
pub(crate) struct Work {
    done: AtomicU64,
    total: AtomicU64,
    stopped: AtomicBool,
}

/// What was hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hashed {
    /// SHA-256 over the bytes.
    pub sha256: Hash,
    /// How many bytes there are.
    pub size: u64,
}

impl Work {
    /// Work on so many bytes.
    pub(crate) fn on(total: u64) -> Self {
        Self { total: AtomicU64::new(total), ..Self::default() }
    }

    /// Bytes done, and in all.
    pub(crate) fn progress(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// Asks who does it to stop.
    pub(crate) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    fn of(&self, total: u64) {
        self.total.fetch_max(total, Ordering::Relaxed);
    }

    fn did(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
    }

    fn goes_on(&self) -> Result<(), EvidenceError> {
        if self.stopped.load(Ordering::Relaxed) { Err(EvidenceError::Stopped) } else { Ok(()) }
    }
}

impl Locker {
    /// The copies in a folder, which is made when the first one is.
    pub(crate) const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where the copy of some bytes lies.
    pub(crate) fn place(&self, sha256: Hash) -> PathBuf {
        let name = sha256.to_string();
        let shelf: String = name.chars().take(2).collect();
        self.folder.join(shelf).join(name)
    }

    /// Copies a file in, hashing it on the way; `id` names the unfinished copy.
    ///
    /// # Errors
    ///
    /// Says why there is no copy; nothing is left of what was begun.
    pub(crate) fn copy_in(&self, source: &Path, id: Uuid, work: &Work) -> Result<Hashed, EvidenceError> {
        let mut part = self.begin(id)?;
        let hashed = read_through(source, work, |chunk| part.write(chunk))?;
        self.finish(part, hashed)
    }

    /// Keeps bytes that lie in no file.
    ///
    /// # Errors
    ///
    /// Says why there is no copy; nothing is left of what was begun.
    pub(crate) fn keep(&self, bytes: &[u8], id: Uuid) -> Result<Hashed, EvidenceError> {
        let mut part = self.begin(id)?;
        part.write(bytes)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.finish(part, Hashed { sha256: Hash(Sha256::digest(bytes).into()), size })
    }

    /// Removes unfinished copies of programs that ended before they were done. Those that somebody works on are locked.
    pub(crate) fn sweep(&self) {
        let Ok(entries) = fs::read_dir(self.unfinished()) else { return };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let is_left = File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
            if is_left {
                let _ = fs::remove_file(&path);
            }
        }
    }

    fn unfinished(&self) -> PathBuf {
        self.folder.join("unfinished")
    }

    fn begin(&self, id: Uuid) -> Result<Part, EvidenceError> {
        let folder = self.unfinished();
        fs::create_dir_all(&folder).map_err(|error| EvidenceError::writing(&folder, &error))?;
        Part::create(folder.join(id.to_string()))
    }

    /// Gives a copy its name once it is on the disk.
    fn finish(&self, part: Part, hashed: Hashed) -> Result<Hashed, EvidenceError> {
        let place = self.place(hashed.sha256);
        let shelf = place.parent().unwrap_or(&self.folder);
        fs::create_dir_all(shelf).map_err(|error| EvidenceError::writing(shelf, &error))?;
        part.finish(&place, hashed.size)?;
        Ok(hashed)
    }
}

/// Hashes a file where it lies.
///
/// # Errors
///
/// Says why it cannot be hashed.
pub(crate) fn hash_in_place(source: &Path, work: &Work) -> Result<Hashed, EvidenceError> {
    read_through(source, work, |_| Ok(()))
}

/// Copies a file out to a place where nothing lies yet, as long as it is what it should be.
///
/// # Errors
///
/// Says why there is no copy; nothing is left of what was begun.
pub(crate) fn copy_out(source: &Path, to: &Path, should: Hash, work: &Work) -> Result<(), EvidenceError> {
    let mut part = Part::create(to.to_owned())?;
    let hashed = read_through(source, work, |chunk| part.write(chunk))?;
    if hashed.sha256 != should {
        return Err(EvidenceError::NotTheSame { path: source.to_owned() });
    }
    part.finish(to, hashed.size)
}

/// A size and a time of change that tell a file that was written to from one that was not.
fn stand(metadata: &Metadata) -> (u64, Option<std::time::SystemTime>) {
    (metadata.len(), metadata.modified().ok())
}

/// Hashes a file and hands every chunk over, as long as nobody writes to it meanwhile.
fn read_through(
    source: &Path,
    work: &Work,
    mut with: impl FnMut(&[u8]) -> Result<(), EvidenceError>,
) -> Result<Hashed, EvidenceError> {
    let reading = |error: &io::Error| EvidenceError::reading(source, error);
    // Looked at before it is opened: opening a pipe would wait for who writes to it.
    let before = fs::metadata(source).map_err(|error| reading(&error))?;
    if !before.is_file() {
        return Err(EvidenceError::NotAFile { path: source.to_owned() });
    }
    let mut file = File::open(source).map_err(|error| reading(&error))?;
    let before = stand(&file.metadata().map_err(|error| reading(&error))?);
    let size = before.0;
    work.of(size);
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; CHUNK];
    let mut read = 0_u64;
    loop {
        work.goes_on()?;
        let chunk = fill(&mut file, &mut buffer).map_err(|error| reading(&error))?;
        if chunk.is_empty() {
            break;
        }
        read += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        if read > size {
            // It grows: reading on would never end where it grows faster than it is read.
            break;
        }
        hasher.update(chunk);
        with(chunk)?;
        work.did(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
    }
    let after = fs::metadata(source).map_err(|error| reading(&error))?;
    if read != size || stand(&after) != before {
        return Err(EvidenceError::Written { path: source.to_owned() });
    }
    Ok(Hashed { sha256: Hash(hasher.finalize().into()), size })
}

/// Reads until the buffer is full or the file ends.
fn fill<'b>(file: &mut File, buffer: &'b mut [u8]) -> io::Result<&'b [u8]> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(buffer.get(..filled).unwrap_or_default())
}

/// A file that is being written, removed unless it is finished. Locked, so that nobody takes it for one that was left.
#[derive(Debug)]
struct Part {
    path: PathBuf,
    file: Option<File>,
}

impl Part {
    fn create(path: PathBuf) -> Result<Self, EvidenceError> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(file) => {
                // Without locks on this file system only the age of the process protects it.
                let _ = file.try_lock();
                Ok(Self { path, file: Some(file) })
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(EvidenceError::Exists { path }),
            Err(error) => Err(EvidenceError::writing(&path, &error)),
        }
    }

    fn write(&mut self, chunk: &[u8]) -> Result<(), EvidenceError> {
        let Some(file) = self.file.as_mut() else { return Ok(()) };
        let is_hole = chunk.len() == CHUNK && *chunk == ZEROS;
        let written = if is_hole {
            let length = i64::try_from(chunk.len()).unwrap_or(i64::MAX);
            file.seek(SeekFrom::Current(length)).map(drop)
        } else {
            file.write_all(chunk)
        };
        written.map_err(|error| EvidenceError::writing(&self.path, &error))
    }

    /// Puts all of it on the disk and gives it its name.
    fn finish(mut self, name: &Path, size: u64) -> Result<(), EvidenceError> {
        let Some(file) = self.file.take() else { return Ok(()) };
        let finished = self.sync(&file, name, size);
        drop(file);
        if let Err(error) = finished {
            let _ = fs::remove_file(&self.path);
            return Err(EvidenceError::writing(&self.path, &error));
        }
        Ok(())
    }

    fn sync(&self, file: &File, name: &Path, size: u64) -> io::Result<()> {
        // The end may be a hole.
        file.set_len(size)?;
        #[cfg(unix)]
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o400))?;
        file.sync_all()?;
        if name != self.path {
            fs::rename(&self.path, name)?;
        }
        #[cfg(unix)]
        if let Some(folder) = name.parent() {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests;
