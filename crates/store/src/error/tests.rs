use chrono::DateTime;
use firebreak_core::event::DeviceId;
use tempfile::TempDir;
use uuid::Uuid;

use crate::{OpenOptions, Store, StoreError};

#[test]
fn a_file_that_may_not_grow_is_a_full_disk_and_keeps_what_it_has() {
    let dir = TempDir::new().unwrap();
    let now = DateTime::from_timestamp_millis(0).unwrap();
    let options = OpenOptions::new(DeviceId(Uuid::nil()), now, dir.path().join("backups"));
    let mut store = Store::open(&dir.path().join("record.db"), &options).unwrap();
    store.put_draft("one", Some("kept"), now).unwrap();
    let limit = |store: &Store, pages: i64| {
        store.connection.query_row(&format!("PRAGMA max_page_count = {pages}"), (), |_| Ok(())).unwrap();
    };
    limit(&store, 60);
    let long = "x".repeat(1_000_000);
    let error = store.put_draft("two", Some(&long), now).unwrap_err();
    assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
    assert_eq!(store.draft("one").unwrap().unwrap().text, "kept");
    assert_eq!(store.draft("two").unwrap(), None);
    limit(&store, 100_000);
    store.put_draft("two", Some(&long), now).unwrap();
}
