use std::path::Path;

use chrono::DateTime;
use tempfile::TempDir;

use super::*;
use crate::list_backups;

const LATER: &[&str] = &[MIGRATIONS[0], MIGRATIONS[1], "CREATE TABLE later (id INTEGER NOT NULL) STRICT;"];

fn options(dir: &Path) -> OpenOptions {
    OpenOptions {
        wait: Duration::from_millis(50),
        ..OpenOptions::new(
            DeviceId(Uuid::from_u128(1)),
            DateTime::from_timestamp_millis(1_795_228_867_123).unwrap(),
            dir.join("backups"),
        )
    }
}

#[test]
fn a_new_file_is_made_without_a_backup() {
    let dir = TempDir::new().unwrap();
    let store = Store::open(&dir.path().join("record.db"), &options(dir.path())).unwrap();
    assert_eq!(store.device(), DeviceId(Uuid::from_u128(1)));
    assert!(!dir.path().join("backups").exists());
}

#[test]
fn a_migration_is_preceded_by_a_backup_of_the_earlier_version() {
    let dir = TempDir::new().unwrap();
    let (path, options) = (dir.path().join("record.db"), options(dir.path()));
    let mut first = Store::open_with(&path, &options, &MIGRATIONS[..1]).unwrap();
    first.put_draft("open", Some("kept"), options.now).unwrap();
    drop(first);

    let migrated = Store::open_with(&path, &options, LATER).unwrap();
    assert_eq!(migrated.draft("open").unwrap().unwrap().text, "kept");
    assert_eq!(migrated.device(), DeviceId(Uuid::from_u128(1)));
    migrated.connection.execute("INSERT INTO later (id) VALUES (1)", ()).unwrap();

    let backups = list_backups(&options.backups_dir).unwrap();
    assert_eq!(backups.len(), 1);
    assert!(backups[0].before_migration);
    let copy = Connection::open(&backups[0].path).unwrap();
    assert_eq!(copy.query_row("PRAGMA user_version", (), |row| row.get::<_, i64>(0)).unwrap(), 1);
    assert_eq!(copy.query_row("SELECT text FROM drafts", (), |row| row.get::<_, String>(0)).unwrap(), "kept");

    drop(migrated);
    Store::open_with(&path, &options, LATER).unwrap();
    assert_eq!(list_backups(&options.backups_dir).unwrap().len(), 1, "opening again migrates nothing");
}

#[test]
fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let dir = TempDir::new().unwrap();
    let (path, options) = (dir.path().join("record.db"), options(dir.path()));
    drop(Store::open(&path, &options).unwrap());
    let broken =
        &[MIGRATIONS[0], MIGRATIONS[1], "CREATE TABLE later (id INTEGER NOT NULL) STRICT; SELECT nonsense;"];
    Store::open_with(&path, &options, broken).unwrap_err();
    let store = Store::open(&path, &options).unwrap();
    let tables: i64 = store
        .connection
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'later'", (), |row| row.get(0))
        .unwrap();
    assert_eq!(tables, 0);
}

#[test]
fn a_migration_does_not_begin_where_the_backup_cannot_be_taken() {
    let dir = TempDir::new().unwrap();
    let (path, mut options) = (dir.path().join("record.db"), options(dir.path()));
    drop(Store::open(&path, &options).unwrap());
    options.backups_dir = path.join("not-a-folder");
    Store::open_with(&path, &options, LATER).unwrap_err();
    Store::open(&path, &options).unwrap();
}

#[test]
fn a_later_version_is_refused_and_not_a_byte_is_changed() {
    let dir = TempDir::new().unwrap();
    let (path, options) = (dir.path().join("record.db"), options(dir.path()));
    drop(Store::open_with(&path, &options, LATER).unwrap());
    let before = fs::read(&path).unwrap();

    fs::remove_file(beside(&path, "-lock")).unwrap();
    let error = Store::open(&path, &options).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 3, known: 2, .. }), "{error}");
    assert!(error.to_string().contains("it has version 3, this program knows versions up to 2"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing lies beside it");
}

#[test]
fn a_later_version_that_is_in_the_log_only_is_refused_and_not_a_byte_is_changed() {
    let dir = TempDir::new().unwrap();
    let (path, options) = (dir.path().join("record.db"), options(dir.path()));
    let open = Store::open_with(&path, &options, LATER).unwrap();
    let copy = dir.path().join("copy.db");
    fs::copy(&path, &copy).unwrap();
    fs::copy(beside(&path, "-wal"), beside(&copy, "-wal")).unwrap();
    drop(open);
    let before = (fs::read(&copy).unwrap(), fs::read(beside(&copy, "-wal")).unwrap());
    assert!(!before.1.is_empty());

    let error = Store::open(&copy, &options).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 3, known: 2, .. }), "{error}");
    assert_eq!((fs::read(&copy).unwrap(), fs::read(beside(&copy, "-wal")).unwrap()), before);
}
