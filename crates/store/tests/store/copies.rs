//! Backups, and putting one in place of the record.

use std::fs;

use chrono::TimeDelta;
use firebreak_core::event::DeviceId;
use firebreak_core::when::When;
use firebreak_store::{
    Store, StoreError, TimelineFilter, backup_if_due, check_backup, list_backups, restore, set_aside,
    take_backup,
};
use uuid::Uuid;

use crate::harness::*;

#[test]
fn a_backup_is_one_sound_file_taken_while_the_record_is_open() {
    let mut test = StoreTest::with_incident();
    test.notes(incident(1), 500, |at| format!("note {at}"));
    let to = test.dir.path().join("copy.db");
    test.store.backup_to(&to).unwrap();
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
    assert!(matches!(test.store.backup_to(&to), Err(StoreError::Exists { .. })));
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
    test.store.backup_to(&backup).unwrap();
    let lost = test.note("after the backup");
    let path = test.path();
    let StoreTest { dir, store, now } = test;
    drop(store);

    let other = DeviceId(Uuid::from_u128(0xD2));
    assert!(matches!(restore(&backup, &path, other), Err(StoreError::Exists { .. })));
    set_aside(&path, now).unwrap();
    restore(&backup, &path, other).unwrap();
    let mut test = StoreTest { store: Store::open(&path, &options(dir.path())).unwrap(), dir, now };
    assert_eq!(test.store.device(), other);
    let next = test.note("after the restore");
    assert_ne!(next.entry(), lost.entry(), "a number that was given is not given twice");
    assert_eq!(test.texts(&TimelineFilter::default()), ["after the restore", "before the backup"]);
    assert_eq!(test.store.tips(incident(1)).unwrap().len(), 2);
    assert!(test.store.verify(None).unwrap().holds());
}

#[test]
fn only_a_sound_backup_is_restored() {
    let test = StoreTest::new();
    let dir = test.dir.path().to_owned();
    let device = DeviceId(Uuid::nil());
    let place = dir.join("restored.db");
    let check = |backup: &str, is_expected: fn(&StoreError) -> bool| {
        let error = restore(&dir.join(backup), &place, device).unwrap_err();
        assert!(is_expected(&error), "{backup}: {error:?}");
        assert!(!place.exists());
    };
    fs::write(dir.join("random.db"), [7; 5_000]).unwrap();
    fs::write(dir.join("empty.db"), "").unwrap();
    rusqlite::Connection::open(dir.join("other.db"))
        .unwrap()
        .execute_batch("CREATE TABLE other (a)")
        .unwrap();
    test.store.backup_to(&dir.join("newer.db")).unwrap();
    rusqlite::Connection::open(dir.join("newer.db"))
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    check("missing.db", |error| matches!(error, StoreError::MissingFile { .. }));
    check("random.db", |error| matches!(error, StoreError::Damaged { .. }));
    check("empty.db", |error| matches!(error, StoreError::Damaged { .. }));
    check("other.db", |error| matches!(error, StoreError::Foreign { .. }));
    check("newer.db", |error| matches!(error, StoreError::Newer { found: 99, .. }));
}

#[test]
fn what_is_set_aside_keeps_every_byte_and_never_covers_another_file() {
    let mut test = StoreTest::with_incident();
    test.note("in the log");
    let path = test.path();
    let before = files(test.dir.path());
    fs::write(test.dir.path().join("record-set-aside-20261121T024107Z.db"), "an earlier one").unwrap();
    let aside = set_aside(&path, start()).unwrap();
    assert_eq!(aside.file_name().unwrap(), "record-set-aside-20261121T024107Z-2.db");
    let after = files(test.dir.path());
    assert_eq!(after.len(), before.len() + 1);
    for (name, bytes) in before {
        let moved = name.replace("record.db", "record-set-aside-20261121T024107Z-2.db");
        assert!(after.contains(&(moved, bytes)), "{name}");
    }
    assert!(matches!(set_aside(&path, start()), Err(StoreError::MissingFile { .. })));
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
