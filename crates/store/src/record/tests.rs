//! The plan of every statement that runs often: none may look at a whole table that grows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use firebreak_core::entry::{Correction, Entry};
use firebreak_core::event::{Body, Draft, EntryCorrected, Event, IncidentId, Kind, NoteAdded};
use firebreak_core::vocabulary::{Class, Phase};
use firebreak_core::when::When;
use rusqlite::config::DbConfig;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::*;

const INCIDENT: IncidentId = IncidentId(Uuid::from_u128(1));

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_795_228_867_123).unwrap()
}

fn append(tx: &mut Writing<'_>, body: Body, text: &str, corrects: Option<Correction>) -> Event {
    let draft = Draft { when: When::exact(now()), recorded_at: now(), author: "Ana".to_owned(), body };
    let event = draft.seal(INCIDENT, tx.device(), tx.tip(INCIDENT).unwrap(), tx.last_hlc(INCIDENT).unwrap());
    let kind = event.kind.parse().unwrap();
    tx.append(&event, &Entry { kind, phase: None, text: text.to_owned(), corrects, standing: None }).unwrap();
    event
}

/// Does everything that the application does while people work.
fn everything(store: &mut Store) {
    let row = IncidentRow {
        id: INCIDENT,
        code: "INC-0001".to_owned(),
        number: 1,
        title: "Title".to_owned(),
        status: Status::Open,
        class: Class::Live,
        opened_at: now(),
        summary: "{}".to_owned(),
    };
    let (first, second) = store
        .write(|tx| {
            tx.next_number()?;
            tx.put_incident(&row)?;
            let note = NoteAdded { text: "a key".to_owned(), phase: None };
            let first = append(tx, Body::NoteAdded(note), "a key", None);
            let corrected = EntryCorrected {
                corrects: first.entry(),
                text: Some("b".to_owned()),
                when: None,
                reason: None,
            };
            let correction = Correction {
                entry: first.entry(),
                text: Some("b".to_owned()),
                when: Some(When::exact(now())),
            };
            let second = append(tx, Body::EntryCorrected(corrected), "Correction: b", Some(correction));
            tx.put_incident(&row)?;
            tx.put_draft("open", Some("text"), now())?;
            Ok::<_, StoreError>((first, second))
        })
        .unwrap();
    store.put_draft("open", None, now()).unwrap();
    store.draft("open").unwrap();
    store
        .put_place(INCIDENT, &KeptPlace { run: "1".to_owned(), step: "one".to_owned(), saved_at: now() })
        .unwrap();
    store.place(INCIDENT).unwrap();
    store.data_version().unwrap();
    store.tips(INCIDENT).unwrap();
    store.incident_ids().unwrap();
    store.state_events(INCIDENT).unwrap();
    for state_only in [true, false] {
        store.events_after(INCIDENT, &BTreeMap::from([(store.device(), 1)]), state_only).unwrap();
    }
    store.event(INCIDENT, first.entry()).unwrap();
    store.incident(INCIDENT).unwrap();
    store.find_incidents("INC-0001").unwrap();
    store.find_incidents("0193").unwrap();
    store.authors(INCIDENT).unwrap();
    store.entry(INCIDENT, second.entry()).unwrap();
    store.search("key b", 10).unwrap();
    for newest_first in [true, false] {
        store.locate(INCIDENT, first.entry(), newest_first).unwrap();
        let page = Page { newest_first, offset: 0, limit: 10, cut: 100 };
        let all = TimelineFilter {
            kinds: vec![Kind::NoteAdded, Kind::StepSet],
            author: Some("Ana".to_owned()),
            phase: Some(Phase::Detect),
            text: Some("key".to_owned()),
        };
        for filter in [
            TimelineFilter::default(),
            TimelineFilter { kinds: all.kinds.clone(), ..TimelineFilter::default() },
            TimelineFilter { author: all.author.clone(), ..TimelineFilter::default() },
            TimelineFilter { phase: all.phase, ..TimelineFilter::default() },
            TimelineFilter { text: all.text.clone(), ..TimelineFilter::default() },
            TimelineFilter { text: Some("🔥".to_owned()), ..TimelineFilter::default() },
            all,
        ] {
            store.timeline(INCIDENT, &filter, page).unwrap();
        }
    }
    for status in [None, Some(Status::Open)] {
        for text in [None, Some("key".to_owned()), Some("🔥".to_owned())] {
            store.list_incidents(&IncidentFilter { status, text, offset: 0, limit: 10 }).unwrap();
        }
    }
    store.verify(Some(INCIDENT)).unwrap();
    let wait = TimeDelta::zero();
    backup_if_due(store.path(), &store.path().with_file_name("backups"), now(), wait, 1).unwrap();
}

/// What SQLite would do, step by step.
fn plan(sql: &str, connection: &Connection) -> Vec<String> {
    connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap()
        .raw_query()
        .mapped(|row| row.get::<_, String>(3))
        .collect::<rusqlite::Result<_>>()
        .unwrap()
}

#[test]
fn no_statement_that_runs_often_looks_at_a_whole_table_that_grows() {
    let dir = TempDir::new().unwrap();
    let options = OpenOptions::new(DeviceId(Uuid::nil()), now(), dir.path().join("backups"));
    let mut store = Store::open(&dir.path().join("record.db"), &options).unwrap();
    let statements = Arc::new(Mutex::new(BTreeSet::new()));
    let seen = Arc::clone(&statements);
    let note_statement = move |event: TraceEvent<'_>| {
        if let TraceEvent::Stmt(_, sql) = event {
            seen.lock().unwrap().insert(sql.to_owned());
        }
    };
    store.record.connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note_statement)).unwrap();
    everything(&mut store);
    let nothing = None::<fn(TraceEvent<'_>)>;
    store.record.connection.trace_v2(TraceEventCodes::empty(), nothing).unwrap();
    store.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRIGGER_EQP, true).unwrap();

    let statements = statements.lock().unwrap().clone();
    let (mut explained, mut pages) = (0, 0);
    for sql in statements.iter().filter(|sql| !sql.starts_with("--") && !sql.starts_with("PRAGMA")) {
        for step in plan(sql, &store.connection) {
            explained += 1;
            // A virtual table is always "scanned"; with an index number, SQLite hands it the words to find.
            let grows = ["events", "entries", "corrections", "standings", "authors"]
                .iter()
                .any(|table| step == format!("SCAN {table}") || step.starts_with(&format!("SCAN {table} ")));
            let through_words = step.contains("entry_words") || step.contains("SCAN w ");
            let without_words = through_words && step.ends_with("VIRTUAL TABLE INDEX 0:");
            assert!(!grows && !without_words, "{step}\n{sql}");
            for alias in
                ["e", "v", "c", "own", "note", "now", "s", "said", "last", "last_event", "words", "times"]
            {
                assert!(
                    !step.starts_with(&format!("SCAN {alias} ")) && step != format!("SCAN {alias}"),
                    "{step}\n{sql}"
                );
            }
            assert!(!step.contains("AUTOMATIC"), "{step}\n{sql}");
            let is_page = sql.contains("INDEXED BY entries_timeline");
            let reads_texts = sql.contains("instr(text, ?)");
            if is_page {
                assert!(!step.contains("TEMP B-TREE"), "{step}\n{sql}");
                let reads_rows = step.contains("USING INDEX entries_timeline");
                assert!(reads_texts || !reads_rows, "{step}\n{sql}");
                pages += 1;
            }
        }
    }
    assert!(explained > 60 && pages > 10, "{explained} steps, {pages} of pages");
}
