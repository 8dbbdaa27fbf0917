//! Disks and folders that do not let the store write.

use std::fs;
use std::path::Path;
use std::process::Command;

use firebreak_core::when::When;
use firebreak_store::{Store, StoreError, TimelineFilter, replace, take_backup};

use crate::harness::*;

/// A sentence for people: what happened, what is safe, and what to do.
fn check_words(error: &StoreError) {
    for text in [error.to_string(), error.hint().to_owned()] {
        assert!(
            text.ends_with('.') && !text.contains('!') && !text.to_lowercase().contains("please"),
            "{text}"
        );
    }
}

/// A small file system of its own, gone when dropped.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None` where this process may not mount.
    fn mount() -> Option<Self> {
        let dir = tempfile::TempDir::new().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs"])
            .arg(dir.path())
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then(|| Self(dir))
    }

    fn remount(&self, how: &str) {
        let status = Command::new("mount")
            .args(["-o", &format!("remount,{how}")])
            .arg(self.0.path())
            .status()
            .unwrap();
        assert!(status.success());
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

/// Writes notes until the store refuses; what was recorded before must be there and whole.
fn fill(test: &mut StoreTest) -> StoreError {
    let mut recorded = 0;
    let error = loop {
        let now = test.tick();
        let body = note(&"x".repeat(20_000));
        match test.store.write(|tx| append(tx, incident(1), now, When::exact(now), "Ana", body)) {
            Ok(_) => recorded += 1,
            Err(error) => break error,
        }
        assert!(recorded < 10_000, "the disk is never full");
    };
    assert_eq!(test.timeline(&TimelineFilter::default()).total, recorded);
    assert!(test.store.verify(None).unwrap().holds());
    error
}

#[test]
fn a_full_disk_takes_nothing_that_was_recorded() {
    let Some(disk) = SmallDisk::mount() else {
        // Without the right to mount: the unit tests of errors have a file that may not grow, and so has the test of
        // the command line without room.
        return;
    };
    let dir = tempfile::TempDir::new_in(disk.path()).unwrap();
    let store = Store::open(&dir.path().join("record.db"), &options(dir.path())).unwrap();
    let mut test = StoreTest { dir, store, now: start() };
    test.put(&row(1, "Title"));
    let error = fill(&mut test);
    assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
    let backup = test.dir.path().join("copy.db");
    let error = take_backup(&test.path(), &backup).unwrap_err();
    assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
    assert!(!backup.exists() && !test.dir.path().join("copy.db.part").exists());
    let StoreTest { dir, store, now } = test;
    let path = store.path().to_owned();
    drop(store);
    let before = fs::read(&path).unwrap();
    let outside = tempfile::TempDir::new().unwrap();
    let backup = outside.path().join("copy.db");
    take_backup(&path, &backup).unwrap();
    for backup in [None, Some(backup.as_path())] {
        let error = replace(&path, backup, &options(dir.path())).unwrap_err();
        assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
        assert!(fs::read(&path).unwrap() == before, "the record stays where it is");
    }
    assert!(!dir.path().join("record.db.part").exists());

    disk.remount("size=8m");
    let mut test = StoreTest { store: Store::open(&path, &options(dir.path())).unwrap(), dir, now };
    test.note("room again");
    let test = test.reopen();
    assert!(test.store.verify(None).unwrap().holds());
}

#[test]
fn a_disk_that_is_read_only() {
    let Some(disk) = SmallDisk::mount() else {
        // Without the right to mount, this process is not root, and modes hold.
        return check_read_only_mode();
    };
    let path = disk.path().join("record.db");
    drop(Store::open(&path, &options(disk.path())).unwrap());
    disk.remount("ro");
    for path in [path, disk.path().join("new.db")] {
        let error = Store::open(&path, &options(disk.path())).unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
        check_words(&error);
    }
    let error = take_backup(&disk.path().join("record.db"), &disk.path().join("copy.db")).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
    disk.remount("rw");
}

fn check_read_only_mode() {
    let dir = tempfile::TempDir::new().unwrap();
    let mut permissions = fs::metadata(dir.path()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(dir.path(), permissions).unwrap();
    let error = Store::open(&dir.path().join("record.db"), &options(dir.path())).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
}

#[test]
fn a_folder_that_is_missing_or_no_folder() {
    let dir = tempfile::TempDir::new().unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    for folder in ["missing", "file", "missing/deeper"] {
        let path = dir.path().join(folder).join("record.db");
        let error = Store::open(&path, &options(dir.path())).unwrap_err();
        assert!(
            matches!(&error, StoreError::MissingFolder { folder } if folder == path.parent().unwrap()),
            "{error:?}"
        );
        check_words(&error);
    }
    assert!(!dir.path().join("missing").exists());
    fs::create_dir(dir.path().join("record.db")).unwrap();
    let error = Store::open(&dir.path().join("record.db"), &options(dir.path())).unwrap_err();
    assert!(matches!(error, StoreError::Io { .. }), "{error:?}");
    check_words(&error);
}

#[test]
fn a_file_that_is_locked() {
    let mut test = StoreTest::with_incident();
    let raw = test.raw();
    raw.execute_batch("BEGIN IMMEDIATE").unwrap();
    let now = test.now;
    let error = test
        .store
        .write(|tx| append(tx, incident(1), now, When::exact(now), "Ana", note("one")))
        .unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error:?}");
    check_words(&error);
    raw.execute_batch("ROLLBACK").unwrap();
    test.note("one");

    let path = test.path();
    let StoreTest { dir, store, .. } = test;
    drop(store);
    raw.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").unwrap();
    let error = Store::open(&path, &options(dir.path())).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error:?}");
    drop(raw);
    let store = Store::open(&path, &options(dir.path())).unwrap();
    assert_eq!(store.verify(None).unwrap().events, 1);
}

#[test]
fn every_sentence_says_what_to_do() {
    let path = Path::new("/data/record.db").to_owned();
    let what = "what was found".to_owned();
    for error in [
        StoreError::Damaged { path: path.clone(), what: what.clone() },
        StoreError::Newer { path: path.clone(), found: 2, known: 1 },
        StoreError::Foreign { path: path.clone() },
        StoreError::Full { path: path.clone() },
        StoreError::ReadOnly { path: path.clone() },
        StoreError::Locked { path: path.clone() },
        StoreError::InUse { path: path.clone() },
        StoreError::Replaced { path: path.clone() },
        StoreError::MissingFolder { folder: path.clone() },
        StoreError::MissingFile { path: path.clone() },
        StoreError::Exists { path: path.clone() },
        StoreError::Io { path: path.clone(), why: what.clone() },
        StoreError::Refused { why: what.clone() },
        StoreError::CodeTaken { code: "INC-0001".to_owned() },
        StoreError::TimeOutOfRange,
        StoreError::Unexpected { path, why: what },
    ] {
        check_words(&error);
    }
}
