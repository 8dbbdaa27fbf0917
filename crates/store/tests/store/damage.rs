//! Files that are not what they were, and what is left of them.

use std::fs;
use std::path::Path;

use firebreak_core::event::DeviceId;
use firebreak_store::{OpenOptions, Store, StoreError, TimelineFilter, list_backups, replace, take_backup};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use uuid::Uuid;

use crate::harness::*;

/// A closed record of 400 notes, all of it in one file.
fn closed_record() -> (tempfile::TempDir, std::path::PathBuf) {
    let mut test = StoreTest::with_incident();
    test.notes(incident(1), 400, |at| format!("note {at} about a key that was seen in the logs of a runner"));
    let path = test.path();
    let StoreTest { dir, store, .. } = test;
    drop(store);
    (dir, path)
}

fn damage(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

/// Opens the file and reads everything in it.
fn read_all(dir: &Path, path: &Path) -> Result<firebreak_store::Verification, StoreError> {
    Store::open(path, &options(dir))?.verify(None)
}

/// A file changed in this way is refused as damaged, kept as it is when set aside, and replaced by its backup.
fn check_damaged(change: impl FnOnce(&mut Vec<u8>)) {
    let (dir, path) = closed_record();
    let backup = dir.path().join("backups").join("firebreak-20261120T000000Z.db");
    fs::create_dir(dir.path().join("backups")).unwrap();
    take_backup(&path, &backup).unwrap();
    damage(&path, change);
    let bytes = fs::read(&path).unwrap();

    match read_all(dir.path(), &path) {
        Err(error) => assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}"),
        Ok(verification) => assert!(!verification.damage.is_empty()),
    }
    assert_eq!(fs::read(&path).unwrap(), bytes, "looking changes nothing");

    let newest = list_backups(&dir.path().join("backups")).unwrap().remove(0);
    let other = OpenOptions { new_device: DeviceId(Uuid::from_u128(7)), ..options(dir.path()) };
    let aside = replace(&path, Some(&newest.path), &other).unwrap().unwrap();
    assert_eq!(fs::read(&aside).unwrap(), bytes, "the damaged file is kept");
    let verification = read_all(dir.path(), &path).unwrap();
    assert!(verification.holds());
    assert_eq!(verification.events, 400);
    assert!(backup.exists() && aside.exists());
}

#[test]
fn random_bytes() {
    check_damaged(|bytes| {
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = (at * 31 % 251) as u8;
        }
    });
}

#[test]
fn a_file_that_was_cut() {
    check_damaged(|bytes| bytes.truncate(bytes.len() / 2));
    check_damaged(|bytes| bytes.truncate(5_000));
    check_damaged(|bytes| bytes.truncate(60));
    check_damaged(Vec::clear);
}

#[test]
fn a_broken_header() {
    check_damaged(|bytes| bytes[..16].fill(0));
    check_damaged(|bytes| bytes[16..40].fill(0xFF));
    check_damaged(|bytes| bytes[100..140].fill(0xFF));
}

#[test]
fn a_broken_page() {
    check_damaged(|bytes| {
        let middle = bytes.len() / 4096 / 2 * 4096;
        bytes[middle..middle + 4096].fill(0xA5);
    });
}

#[test]
fn a_page_that_breaks_while_the_record_is_open() {
    let (dir, path) = closed_record();
    let mut store = Store::open(&path, &options(dir.path())).unwrap();
    damage(&path, |bytes| {
        let length = bytes.len();
        bytes[8192..length].fill(0xA5);
    });
    let page = store.timeline(incident(1), &TimelineFilter::default(), page(0, 100));
    assert!(matches!(page, Err(StoreError::Damaged { .. })), "{page:?}");
    let now = start();
    let when = firebreak_core::when::When::exact(now);
    let append = store.write(|tx| append(tx, incident(1), now, when, "Ana", note("text")));
    assert!(matches!(append, Err(StoreError::Damaged { .. })), "{append:?}");
}

#[test]
fn a_log_without_its_database_is_damage_and_is_kept() {
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join("record.db");
    fs::write(dir.path().join("record.db-wal"), b"what is left").unwrap();
    for make_empty in [false, true] {
        if make_empty {
            fs::write(&path, b"").unwrap();
        }
        let error = Store::open(&path, &options(dir.path())).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    }
    let aside = replace(&path, None, &options(dir.path())).unwrap().unwrap();
    Store::open(&path, &options(dir.path())).unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(aside, dir.path().join("record-set-aside-20261121T024107Z.db"));
    assert_eq!(
        files(dir.path()),
        [
            ("record-set-aside-20261121T024107Z.db".to_owned(), Vec::new()),
            ("record-set-aside-20261121T024107Z.db-wal".to_owned(), b"what is left".to_vec()),
        ]
    );
}

#[test]
fn a_file_that_was_emptied_or_is_gone_is_not_taken_for_a_new_record_where_there_are_backups() {
    let (dir, path) = closed_record();
    fs::create_dir(dir.path().join("backups")).unwrap();
    take_backup(&path, &dir.path().join("backups").join("firebreak-20261120T000000Z.db")).unwrap();
    fs::write(&path, b"").unwrap();
    for what in ["empty", "gone"] {
        let error = Store::open(&path, &options(dir.path())).unwrap_err();
        assert!(matches!(&error, StoreError::Damaged { what: found, .. } if found.contains(what)), "{error}");
        let _ = fs::remove_file(&path);
    }
    assert!(!path.exists());
    replace(&path, None, &options(dir.path())).unwrap();
    Store::open(&path, &options(dir.path())).unwrap();
}

#[test]
fn databases_of_other_programs_are_refused_and_not_touched() {
    for sql in ["PRAGMA application_id = 7; CREATE TABLE other (a);", "CREATE TABLE other (a);"] {
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join("record.db");
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let before = files(dir.path());
        let error = Store::open(&path, &options(dir.path())).unwrap_err();
        assert!(matches!(error, StoreError::Foreign { .. }), "{error}");
        assert_eq!(files(dir.path()), before);
    }
}

/// Changes the events themselves, as someone with the file and time can, and gives what verifying finds.
fn forge(sql: &str) -> firebreak_store::Verification {
    let mut test = StoreTest::with_incident();
    for text in ["one", "two", "three", "four"] {
        test.note(text);
    }
    let raw = test.raw();
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    assert!(raw.execute(sql, ()).unwrap() > 0);
    test.store.verify(Some(incident(1))).unwrap()
}

/// A forgery is found at this event, for this reason.
fn check_forged(sql: &str, seq: u64, why: &str) {
    let verification = forge(sql);
    let bad = verification.first_bad.unwrap_or_else(|| panic!("not found: {sql}"));
    assert_eq!((bad.incident, bad.entry.device, bad.entry.seq), (incident(1), DEVICE, seq), "{sql}");
    assert!(bad.why.contains(why), "{sql}: {}", bad.why);
}

#[test]
fn the_first_event_that_does_not_hold_is_named() {
    check_forged("UPDATE events SET body = '{\"text\":\"forged\"}' WHERE seq >= 2", 2, "altered");
    check_forged("UPDATE events SET author = 'Eve' WHERE seq = 3", 3, "altered");
    check_forged("UPDATE events SET recorded_ms = recorded_ms + 1 WHERE seq = 4", 4, "altered");
    check_forged("UPDATE events SET hash = zeroblob(32) WHERE seq = 2", 2, "altered");
    check_forged("UPDATE events SET prev = zeroblob(32) WHERE seq = 2", 2, "replaced");
    check_forged("DELETE FROM events WHERE seq = 1", 2, "missing");
    check_forged("DELETE FROM events WHERE seq = 3", 4, "missing");
    check_forged("UPDATE events SET precision = 'roughly' WHERE seq = 2", 2, "cannot be read");
}

#[test]
fn the_heads_of_all_chains_are_named_in_order() {
    let mut test = StoreTest::with_incident();
    test.put(&row(2, "Second"));
    let second = test.add(incident(2), note("two"));
    test.note("one");
    let first = test.note("more");
    let verification = test.store.verify(None).unwrap();
    assert!(verification.holds());
    assert_eq!(verification.events, 3);
    let heads: Vec<_> = verification.heads.iter().map(|head| (head.incident, head.seq, head.hash)).collect();
    assert_eq!(heads, [(incident(1), 2, first.hash), (incident(2), 1, second.hash)]);
    assert_eq!(test.store.verify(Some(incident(2))).unwrap().heads.len(), 1);
    assert_eq!(test.store.verify(Some(incident(9))).unwrap().events, 0);
}

#[test]
fn a_record_of_an_unknown_device_is_damaged() {
    let test = StoreTest::new();
    test.raw().execute("DELETE FROM meta", ()).unwrap();
    let StoreTest { dir, store, .. } = test;
    let path = store.path().to_owned();
    drop(store);
    let wrong = OpenOptions { new_device: DeviceId(Uuid::nil()), ..options(dir.path()) };
    let error = Store::open(&path, &wrong).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
}

#[test]
fn a_guard_that_is_missing_or_altered_is_damage() {
    for (sql, name) in [
        ("DROP TRIGGER events_never_change", "\"events_never_change\""),
        (
            "DROP TRIGGER events_append; CREATE TRIGGER events_append BEFORE INSERT ON events BEGIN SELECT 1; END",
            "\"events_append\"",
        ),
        ("DROP INDEX events_state", "\"events_state\""),
    ] {
        let mut test = StoreTest::with_incident();
        test.note("one");
        assert!(test.store.verify(None).unwrap().holds());
        test.raw().execute_batch(sql).unwrap();
        let verification = test.store.verify(None).unwrap();
        assert!(!verification.holds());
        assert!(verification.damage[0].contains(name), "{:?}", verification.damage);
    }
}
