//! What the database itself refuses, tried through connections that go around the store.

use firebreak_core::event::{Event, Hash};
use firebreak_store::{StoreError, TimelineFilter};
use rusqlite::{Connection, params};

use crate::harness::*;

/// Three recorded notes, and a connection of which the store knows nothing.
fn recorded() -> (StoreTest, Connection, Vec<Event>) {
    let mut test = StoreTest::with_incident();
    let events = ["one", "two", "three"].map(|text| test.note(text)).to_vec();
    let raw = test.raw();
    (test, raw, events)
}

/// Runs SQL that must be refused with the words given, and must leave every event as it is.
fn check_refused(sql: &str, because: &str) {
    let (test, raw, events) = recorded();
    let error = raw.execute_batch(sql).unwrap_err().to_string();
    assert!(error.contains(because), "{sql}: {error}");
    drop(raw);
    assert_eq!(test.store.events_after(incident(1), &Default::default(), false).unwrap(), events);
    assert!(test.store.verify(None).unwrap().holds());
}

/// Inserts an event with a verb such as `INSERT OR REPLACE`, around the store.
fn insert(raw: &Connection, verb: &str, event: &Event, rest: &str) -> rusqlite::Result<usize> {
    raw.execute(
        &format!(
            "{verb} INTO events (incident, device, seq, hlc, earliest_ms, latest_ms, precision, zone, recorded_ms,
                                 author, kind, version, prev, hash, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) {rest}"
        ),
        params![
            event.incident.0.as_bytes(),
            event.device.0.as_bytes(),
            i64::try_from(event.seq).unwrap(),
            i64::try_from(event.hlc.0).unwrap(),
            event.when.earliest.timestamp_millis(),
            event.when.latest.timestamp_millis(),
            event.when.precision.word(),
            event.when.zone,
            event.recorded_at.timestamp_millis(),
            event.author,
            event.kind,
            event.version,
            event.prev.0,
            event.hash.0,
            event.body,
        ],
    )
}

/// Inserts what `change` makes of the next event, in every way SQLite has; each must be refused.
fn check_insert_refused(change: impl Fn(&mut Event, &[Event]), because: &str) {
    let everything = "incident = excluded.incident, body = 'x'";
    for (verb, rest) in [
        ("INSERT", String::new()),
        ("INSERT OR REPLACE", String::new()),
        ("INSERT OR IGNORE", String::new()),
        ("INSERT OR FAIL", String::new()),
        ("INSERT OR ROLLBACK", String::new()),
        ("REPLACE", String::new()),
        ("INSERT", "ON CONFLICT DO NOTHING".to_owned()),
        ("INSERT", format!("ON CONFLICT DO UPDATE SET {everything}")),
        ("INSERT", format!("ON CONFLICT (incident, device, seq) DO UPDATE SET {everything}")),
    ] {
        let (test, raw, events) = recorded();
        let mut event = test.next_event("four");
        change(&mut event, &events);
        let error = insert(&raw, verb, &event, &rest).unwrap_err().to_string();
        assert!(error.contains(because), "{verb} {rest}: {error}");
        assert_eq!(test.store.events_after(incident(1), &Default::default(), false).unwrap(), events);
    }
}

#[test]
fn the_next_event_is_taken_in_every_way_that_sqlite_has() {
    for verb in ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE", "REPLACE"] {
        let (test, raw, _) = recorded();
        insert(&raw, verb, &test.next_event("four"), "").unwrap();
        assert_eq!(test.store.tip(incident(1)).unwrap().seq, 4);
    }
}

#[test]
fn an_update_is_refused() {
    check_refused("UPDATE events SET body = '{}' WHERE seq = 2", "events are never changed");
    check_refused("UPDATE OR REPLACE events SET seq = 1 WHERE seq = 2", "events are never changed");
    check_refused("UPDATE OR IGNORE events SET author = author", "events are never changed");
}

#[test]
fn a_delete_is_refused() {
    check_refused("DELETE FROM events WHERE seq = 3", "events are never removed");
    check_refused("DELETE FROM events", "events are never removed");
}

#[test]
fn a_number_that_exists_is_refused() {
    check_insert_refused(|event, _| event.seq = 2, "must take the next number");
    check_insert_refused(|event, events| *event = events[2].clone(), "must take the next number");
    check_insert_refused(|event, events| *event = events[0].clone(), "must take the next number");
}

#[test]
fn a_gap_is_refused() {
    check_insert_refused(|event, _| event.seq = 5, "must take the next number");
    check_insert_refused(|event, _| event.device.0 = uuid::Uuid::nil(), "must take the next number");
    check_insert_refused(|event, _| event.incident = incident(2), "must take the next number");
}

#[test]
fn a_hash_before_that_is_not_the_last_one_is_refused() {
    check_insert_refused(|event, events| event.prev = events[1].hash, "must carry the hash");
    check_insert_refused(|event, _| event.prev = Hash::ZERO, "must carry the hash");
    check_insert_refused(
        |event, _| {
            event.incident = incident(2);
            event.seq = 1;
        },
        "must carry the hash",
    );
}

#[test]
fn a_clock_that_runs_backwards_is_refused() {
    check_insert_refused(|event, events| event.hlc = events[2].hlc, "must be later");
}

#[test]
fn values_of_another_kind_are_refused() {
    for column in
        ["NULL, x'00', 1", "x'00', x'00', 1", "'text', zeroblob(16), 1", "zeroblob(16), zeroblob(16), 'one'"]
    {
        check_refused(
            &format!(
                "INSERT OR REPLACE INTO events (incident, device, seq, hlc, earliest_ms, latest_ms, precision, zone,
                     recorded_ms, author, kind, version, prev, hash, body)
                 VALUES ({column}, 0, 0, 0, 'exact', 'UTC', 0, 'Ana', 'note.added', 1, zeroblob(32), zeroblob(32), '{{}}')"
            ),
            "",
        );
    }
}

#[test]
fn replacing_rows_of_other_tables_removes_no_event_and_no_incident() {
    let (mut test, raw, events) = recorded();
    test.put(&row(2, "Second"));
    let taken = raw.execute_batch(
        "INSERT OR REPLACE INTO incidents (id, code, number, status, class, opened_ms, last_recorded_ms, entries, events,
             first_entry, last_entry, title, folded, summary)
         VALUES (zeroblob(16), 'inc-0001', 9, 'open', 'live', 0, 0, 0, 0, 0, 0, '', '', '')",
    );
    assert!(taken.unwrap_err().to_string().contains("code of an incident is taken"));
    assert_eq!(
        test.store
            .list_incidents(&firebreak_store::IncidentFilter { limit: 9, ..Default::default() })
            .unwrap()
            .total,
        2
    );

    raw.execute_batch(
        "INSERT OR REPLACE INTO entries (id, incident, device, seq, sort_ms, kind, author, text)
         SELECT id, incident, device, seq, 0, 'note.added', 'Eve', 'forged' FROM entries WHERE seq = 2",
    )
    .unwrap();
    assert_eq!(test.store.events_after(incident(1), &Default::default(), false).unwrap(), events);
    let verification = test.store.verify(None).unwrap();
    assert!(verification.first_bad.is_none());
    assert_eq!(verification.wrong_entries, 1, "the forged row does not stand for its event");

    test.store.write(|tx| tx.rebuild_entries(describe)).unwrap();
    assert_eq!(test.texts(&TimelineFilter::default()), ["three", "two", "one"]);
    assert!(test.store.verify(None).unwrap().holds());
}

#[test]
fn an_event_that_does_not_follow_undoes_the_whole_transaction_even_where_the_error_is_ignored() {
    let (mut test, raw, events) = recorded();
    drop(raw);
    let mut wrong = test.next_event("four");
    wrong.body = "{}".to_owned();
    let mut gap = test.next_event("four");
    gap.seq = 7;
    gap.hash = gap.compute_hash();
    for event in [wrong, gap] {
        let result = test.store.write(|tx| {
            let refused = tx.append(&event, &describe(&events[0])).unwrap_err();
            assert!(matches!(refused, StoreError::Refused { .. }), "{refused}");
            Ok::<_, StoreError>(())
        });
        assert!(matches!(result, Err(StoreError::Refused { .. })));
        assert_eq!(test.store.tip(incident(1)).unwrap().seq, 3);
    }
    test.note("four");
    assert!(test.store.verify(None).unwrap().holds());
}

#[test]
fn an_error_of_the_caller_undoes_the_transaction() {
    let (mut test, _raw, _) = recorded();
    let now = test.now;
    let result = test.store.write(|tx| {
        append(tx, incident(1), now, firebreak_core::when::When::exact(now), "Ana", note("four"))?;
        tx.put_draft("open", Some("kept"), now)?;
        Err::<(), _>(StoreError::TimeOutOfRange)
    });
    assert!(matches!(result, Err(StoreError::TimeOutOfRange)));
    assert_eq!(test.store.tip(incident(1)).unwrap().seq, 3);
    assert_eq!(test.store.draft("open").unwrap(), None);
}
