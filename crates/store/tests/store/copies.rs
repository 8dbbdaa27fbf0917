//! Backups, and putting one in place of the record.

use std::fs;

use chrono::TimeDelta;
use firebreak_core::event::DeviceId;
use firebreak_core::when::When;
use firebreak_store::{
    OpenOptions, Store, StoreError, TimelineFilter, backup_if_due, check_backup, list_backups, replace,
    take_backup,
};
use uuid::Uuid;

use crate::harness::*;

#[test]
fn a_backup_is_one_sound_file_taken_while_the_record_is_open() {
    let mut test = StoreTest::with_incident();
    test.notes(incident(1), 500, |at| format!("note {at}"));
    let to = test.dir.path().join("copy.db");
    take_backup(&test.path(), &to).unwrap();
    test.note("after the backup");
    check_backup(&to).unwrap();
    assert_eq!(fs::read(&to).unwrap()[18..20], [1, 1], "not in write-ahead mode");
    let names: Vec<String> = files(test.dir.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["copy.db", "record.db", "record.db-shm", "record.db-wal"]);
    #[cfg(unix)]
    for file in [&to, &test.path()] {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "only its owner can read {}", file.display());
    }

    let copy = Store::open(&to, &options(test.dir.path())).unwrap();
    assert_eq!(copy.verify(None).unwrap().events, 500);
    assert!(matches!(take_backup(&test.path(), &to), Err(StoreError::Exists { .. })));
}

#[test]
fn a_backup_of_a_damaged_record_is_refused_and_leaves_nothing_behind() {
    let mut test = StoreTest::with_incident();
    test.notes(incident(1), 500, |at| format!("note {at}"));
    let path = test.path();
    let StoreTest { dir, store, .. } = test;
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 4096 / 2 * 4096;
    bytes[middle..middle + 4096].fill(0xA5);
    fs::write(&path, bytes).unwrap();
    let error = take_backup(&path, &dir.path().join("copy.db")).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert!(files(dir.path()).iter().all(|(name, _)| name.starts_with("record.db")));
}

#[test]
fn backups_are_taken_when_due_and_the_newest_are_kept() {
    let test = StoreTest::with_incident();
    let dir = test.dir.path().join("backups");
    let day = TimeDelta::days(1);
    let at = |days: i32| start() + day * days;
    let due = |now| backup_if_due(&test.path(), &dir, now, day, 3).unwrap();
    let stamps = || {
        let backups = list_backups(&dir).unwrap();
        backups.iter().map(|backup| backup.taken_at.format("%d").to_string()).collect::<Vec<_>>()
    };
    assert_eq!(list_backups(&dir).unwrap(), []);
    assert_eq!(due(at(0)), Some(dir.join("firebreak-20261121T024107Z.db")));
    assert_eq!(due(at(0) + TimeDelta::hours(23)), None);
    fs::write(dir.join("notes.txt"), "not a backup").unwrap();
    fs::write(dir.join("firebreak-20261120T024107Z.db.part"), "left by a crash").unwrap();
    fs::write(dir.join("firebreak-20200101T000000Z-before-version-2.db"), "kept for ever").unwrap();
    for days in 1..5 {
        assert!(due(at(days)).is_some());
    }
    assert_eq!(stamps(), ["25", "24", "23", "01"]);
    assert!(dir.join("notes.txt").exists());
    assert!(!dir.join("firebreak-20261120T024107Z.db.part").exists());

    assert!(due(at(-10)).is_some(), "a clock that was set back does not stop backups");
    assert_eq!(stamps(), ["25", "24", "11", "01"]);
}

#[test]
fn the_backups_of_a_record_that_was_replaced_stay() {
    let test = StoreTest::with_incident();
    let dir = test.dir.path().join("backups");
    let day = TimeDelta::days(1);
    let path = test.path();
    let due = |days: i32| backup_if_due(&path, &dir, start() + day * days, day, 3).unwrap();
    let before: Vec<_> = (0..3).map(|days| due(days).unwrap()).collect();
    drop(test.store);
    let other = OpenOptions { new_device: DeviceId(Uuid::from_u128(0xD2)), ..options(test.dir.path()) };
    replace(&path, None, &other).unwrap();
    assert!(due(2).is_some(), "the new record has no backup of its own yet");
    assert!(due(2).is_none());
    let after: Vec<_> = (3..9).map(|days| due(days).unwrap()).collect();
    let backups: Vec<_> = list_backups(&dir).unwrap().into_iter().map(|backup| backup.path).collect();
    assert_eq!(backups.len(), 6, "{backups:?}");
    assert!(before.iter().chain(&after[3..]).all(|path| backups.contains(path)), "{backups:?}");
}

#[test]
fn two_backups_in_one_second_are_two_files() {
    let test = StoreTest::with_incident();
    let dir = test.dir.path().join("backups");
    for _ in 0..3 {
        backup_if_due(&test.path(), &dir, start(), TimeDelta::zero(), 9).unwrap();
    }
    let names: Vec<String> = files(&dir).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "firebreak-20261121T024107Z-2.db",
            "firebreak-20261121T024107Z-3.db",
            "firebreak-20261121T024107Z.db"
        ]
    );
}

#[test]
fn a_restored_record_goes_on_as_another_device() {
    let mut test = StoreTest::with_incident();
    test.note("before the backup");
    let backup = test.dir.path().join("copy.db");
    take_backup(&test.path(), &backup).unwrap();
    let lost = test.note("after the backup");
    let path = test.path();
    let StoreTest { dir, store, now } = test;
    drop(store);

    let other = DeviceId(Uuid::from_u128(0xD2));
    replace(&path, Some(&backup), &OpenOptions { new_device: other, ..options(dir.path()) }).unwrap();
    let names: Vec<String> = files(dir.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["copy.db", "record-set-aside-20261121T024107Z.db", "record.db"]);
    let mut test = StoreTest { store: Store::open(&path, &options(dir.path())).unwrap(), dir, now };
    assert_eq!(test.store.device(), other);
    let next = test.note("after the restore");
    assert_ne!(next.entry(), lost.entry(), "a number that was given is not given twice");
    assert_eq!(test.texts(&TimelineFilter::default()), ["after the restore", "before the backup"]);
    assert_eq!(test.store.tips(incident(1)).unwrap().len(), 2);
    assert!(test.store.verify(None).unwrap().holds());
}

#[test]
fn only_a_sound_backup_is_restored_and_anything_else_moves_nothing() {
    let mut test = StoreTest::with_incident();
    test.note("still here");
    let dir = test.dir.path().to_owned();
    let path = test.path();
    fs::write(dir.join("random.db"), [7; 5_000]).unwrap();
    fs::write(dir.join("empty.db"), "").unwrap();
    rusqlite::Connection::open(dir.join("other.db"))
        .unwrap()
        .execute_batch("CREATE TABLE other (a)")
        .unwrap();
    take_backup(&test.path(), &dir.join("newer.db")).unwrap();
    rusqlite::Connection::open(dir.join("newer.db"))
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    drop(test.store);
    let all = || {
        let mut all = files(&dir);
        // What looking leaves beside the record.
        all.retain(|file| *file != ("record.db-wal".to_owned(), Vec::new()));
        all
    };
    let before = all();
    let check = |backup: &str, is_expected: fn(&StoreError) -> bool| {
        let error = replace(&path, Some(&dir.join(backup)), &options(&dir)).unwrap_err();
        assert!(is_expected(&error), "{backup}: {error:?}");
        assert!(all() == before, "{backup}: a file was changed");
    };
    check("missing.db", |error| matches!(error, StoreError::MissingFile { .. }));
    check("random.db", |error| matches!(error, StoreError::Damaged { .. }));
    check("empty.db", |error| matches!(error, StoreError::Damaged { .. }));
    check("other.db", |error| matches!(error, StoreError::Foreign { .. }));
    check("newer.db", |error| matches!(error, StoreError::Newer { found: 99, .. }));
}

#[test]
fn what_is_set_aside_keeps_every_byte_and_never_covers_another_file() {
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join("record.db");
    for name in ["record.db", "record.db-wal", "record.db-shm", "record.db-journal"] {
        fs::write(dir.path().join(name), format!("what was in {name}")).unwrap();
    }
    let before = files(dir.path());
    fs::write(dir.path().join("record-set-aside-20261121T024107Z.db"), "an earlier one").unwrap();
    let aside = replace(&path, None, &options(dir.path())).unwrap().unwrap();
    assert_eq!(aside.file_name().unwrap(), "record-set-aside-20261121T024107Z-2.db");
    let after = files(dir.path());
    assert_eq!(after.len(), before.len() + 2, "with the new record and the earlier file");
    for (name, bytes) in before {
        let moved = name.replace("record.db", "record-set-aside-20261121T024107Z-2.db");
        assert!(after.contains(&(moved, bytes)), "{name}");
    }
    Store::open(&path, &options(dir.path())).unwrap();
}

#[test]
fn a_record_that_anybody_has_open_is_not_replaced() {
    let mut test = StoreTest::with_incident();
    let (path, options) = (test.path(), options(test.dir.path()));
    for write_first in [false, true] {
        if write_first {
            test.note("one");
        } else {
            test = test.reopen();
        }
        let error = replace(&path, None, &options).unwrap_err();
        assert!(matches!(error, StoreError::InUse { .. }), "{error:?}");
    }
    test.note("two");
    assert_eq!(test.texts(&TimelineFilter::default()).len(), 2);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_to_a_file_that_is_not_in_its_place() {
    let mut test = StoreTest::with_incident();
    test.note("one");
    let path = test.path();
    fs::rename(&path, test.dir.path().join("moved.db")).unwrap();
    for is_there in [false, true] {
        if is_there {
            fs::copy(test.dir.path().join("moved.db"), &path).unwrap();
        }
        assert!(test.store.was_replaced());
        let refused = [
            test.store.write(|tx| tx.put_incident(&row(2, "Second"))),
            test.store.put_draft("open", Some("text"), start()),
        ];
        for error in refused.map(Result::unwrap_err) {
            assert!(matches!(error, StoreError::Replaced { .. }), "{error:?}");
        }
    }
    fs::rename(test.dir.path().join("moved.db"), &path).unwrap();
    test.note("it is back");
}

#[test]
fn a_record_is_begun_where_there_is_nothing_and_what_a_crash_left_is_no_hindrance() {
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join("record.db");
    fs::write(dir.path().join("record.db.part"), "left by a crash").unwrap();
    assert_eq!(replace(&path, None, &options(dir.path())).unwrap(), None);
    let names: Vec<String> = files(dir.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["record.db"]);
    assert_eq!(Store::open(&path, &options(dir.path())).unwrap().device(), DEVICE);
}

#[test]
fn what_cannot_be_finished_is_undone() {
    let dir = tempfile::TempDir::new().unwrap();
    // So long a name that the database fits beside itself, but its log does not.
    let name = format!("{}.db", "r".repeat(223));
    let path = dir.path().join(&name);
    fs::write(&path, "the database").unwrap();
    fs::write(dir.path().join(format!("{name}-wal")), "its log").unwrap();
    let before = files(dir.path());
    let error = replace(&path, None, &options(dir.path())).unwrap_err();
    assert!(matches!(error, StoreError::Io { .. }), "{error:?}");
    assert_eq!(files(dir.path()), before);
}

#[test]
fn the_timeline_is_made_again_from_the_events() {
    let mut test = StoreTest::with_incident();
    test.put(&row(2, "Second"));
    let first = test.note("The key was rotated");
    test.add(incident(2), note("elsewhere"));
    test.add(incident(1), closed());
    test.correct(
        first.entry(),
        Some("The key was deactivated"),
        Some(When::exact(start() - TimeDelta::days(1))),
    );
    let state = |test: &StoreTest| {
        (
            test.timeline(&TimelineFilter::default()),
            test.store.search("key", 9).unwrap(),
            test.store.authors(incident(1)).unwrap(),
            [1, 2].map(|number| test.store.incident(incident(number)).unwrap()),
        )
    };
    let before = state(&test);
    test.raw()
        .execute_batch(
            "UPDATE entries SET text = 'forged', sort_ms = 0, author = 'Eve';
             DELETE FROM corrections; DELETE FROM authors; UPDATE incidents SET entries = 7, events = 7;
             INSERT INTO entry_words (entry_words) VALUES ('delete-all');",
        )
        .unwrap();
    assert_ne!(state(&test), before);
    assert_eq!(test.store.count_false_entries(None, describe).unwrap(), 4);
    test.store.write(|tx| tx.rebuild_entries(describe)).unwrap();
    assert_eq!(state(&test), before);
    assert!(test.store.verify(None).unwrap().holds());
    assert_eq!(test.store.count_false_entries(None, describe).unwrap(), 0);
    test.raw().execute_batch("UPDATE corrections SET text = 'forged'").unwrap();
    assert_eq!(test.store.count_false_entries(Some(incident(1)), describe).unwrap(), 1);
    assert_eq!(test.store.count_false_entries(Some(incident(2)), describe).unwrap(), 0);
    test.store.write(|tx| tx.rebuild_entries(describe)).unwrap();

    test.raw().execute_batch("DELETE FROM incidents").unwrap();
    assert_eq!(test.store.incident_ids().unwrap(), [incident(1), incident(2)]);
    test.put(&row(1, "Access key seen in CI logs"));
    test.put(&row(2, "Second"));
    assert_eq!(state(&test), before);
}
