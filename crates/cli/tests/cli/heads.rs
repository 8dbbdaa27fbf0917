use rusqlite::Connection;
use serde_json::Value;

use crate::harness::CliTest;

fn head(test: &CliTest) -> Value {
    test.json(&["incident", "show", "INC-0001"])["head"]["hash"].clone()
}

#[test]
fn the_head_of_a_restored_record_gives_away_what_was_cut_off_before_the_restore() {
    let test = CliTest::with_incident();
    test.ok(&["restore", "--even-if-good"]);
    test.ok(&["note", "INC-0001", "after the restore"]);
    let printed = head(&test);
    let shown = test.ok(&["incident", "show", "INC-0001"]);
    assert!(shown.contains(&format!("Head after 4 events: {}", printed.as_str().unwrap())), "{shown}");
    assert_eq!(test.json(&["verify", "INC-0001"])["head"], printed);
    assert_eq!(test.json(&["verify"])["head"], printed);

    let sql = Connection::open(test.database()).unwrap();
    let guards: String = sql
        .query_row("SELECT sql FROM sqlite_schema WHERE name = 'events_never_go'", (), |row| row.get(0))
        .unwrap();
    sql.execute_batch("DROP TRIGGER events_never_go; DELETE FROM events WHERE seq = 3;").unwrap();
    sql.execute_batch(&guards).unwrap();
    drop(sql);
    test.ok(&["rebuild"]);
    let verified = test.json(&["verify", "INC-0001"]);
    assert_eq!(verified["ok"], true, "each chain is whole, up to where it was cut: {verified}");
    assert_ne!(verified["head"], printed, "only the head that was kept elsewhere tells");
    assert_eq!(verified["head"], head(&test));
}
