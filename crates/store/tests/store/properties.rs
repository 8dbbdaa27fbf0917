//! What holds for every sequence of writes.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use firebreak_core::event::{Body, EntryCorrected, Event, IncidentId};
use firebreak_core::when::When;
use firebreak_store::{IncidentFilter, StoreError, TimelineFilter};
use proptest::prelude::*;

use crate::harness::*;

/// One write of someone.
#[derive(Debug, Clone)]
struct Write {
    incident: u64,
    what: What,
    /// How the clock moves before it, in seconds.
    clock: i64,
    /// How long before it was recorded it happened, in seconds.
    ago: i64,
    author: String,
    /// Whether the transaction is given up after it.
    given_up: bool,
}

#[derive(Debug, Clone)]
enum What {
    Note(String),
    Close,
    Correct(usize, Option<String>, Option<i64>),
}

fn writes() -> impl Strategy<Value = Vec<Write>> {
    let text = "\\PC{0,40}|[a-c \\x00\u{FDD0}\"*]{0,8}";
    let what = prop_oneof![
        4 => text.prop_map(What::Note),
        1 => Just(What::Close),
        2 => (any::<usize>(), proptest::option::of(text), proptest::option::of(-5_000_i64..5_000))
            .prop_map(|(which, text, when)| What::Correct(which, text, when)),
    ];
    let write = (1_u64..4, what, -3_600_i64..3_600, 0_i64..9_999, "[ab]", proptest::bool::weighted(0.1));
    let write = write.prop_map(|(incident, what, clock, ago, author, given_up)| Write {
        incident,
        what,
        clock,
        ago,
        author,
        given_up,
    });
    proptest::collection::vec(write, 1..40)
}

/// The body for a write, where there is something to correct.
fn body(what: &What, notes: &[Event], now: chrono::DateTime<chrono::Utc>) -> Option<Body> {
    Some(match what {
        What::Note(text) => note(text),
        What::Close => closed(),
        What::Correct(which, text, when) => Body::EntryCorrected(EntryCorrected {
            corrects: notes.get(which.checked_rem(notes.len())?)?.entry(),
            text: text.clone(),
            when: when.map(|seconds| When::exact(now + TimeDelta::seconds(seconds))),
            reason: None,
        }),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_sequence_of_writes_verifies_counts_and_can_be_rebuilt(writes in writes()) {
        let mut test = StoreTest::new();
        for number in 1..4 {
            test.put(&row(number, "Title"));
        }
        let mut kept: BTreeMap<IncidentId, Vec<Event>> = BTreeMap::new();
        for write in &writes {
            let id = incident(write.incident);
            test.now += TimeDelta::seconds(write.clock);
            let now = test.now;
            let notes: Vec<Event> =
                kept.get(&id).into_iter().flatten().filter(|event| event.kind == "note.added").cloned().collect();
            let Some(body) = body(&write.what, &notes, now) else { continue };
            let when = When::exact(now - TimeDelta::seconds(write.ago));
            let result = test.store.write(|tx| {
                let event = append(tx, id, now, when, &write.author, body)?;
                if write.given_up { Err(StoreError::TimeOutOfRange) } else { Ok(event) }
            });
            if let Ok(event) = result {
                kept.entry(id).or_default().push(event);
            }
        }
        let total: usize = kept.values().map(Vec::len).sum();
        let verification = test.store.verify(None).unwrap();
        prop_assert!(verification.holds(), "{verification:?}");
        prop_assert_eq!((verification.events, verification.wrong_entries), (total as u64, 0));

        let mut timelines = Vec::new();
        for (id, events) in &kept {
            prop_assert_eq!(&test.store.events_after(*id, &BTreeMap::new(), false).unwrap(), events);
            let state: Vec<Event> =
                events.iter().filter(|event| event.kind == "incident.closed").cloned().collect();
            prop_assert_eq!(test.store.state_events(*id).unwrap(), state);
            let all = test.store.timeline(*id, &TimelineFilter::default(), page(0, 1_000)).unwrap();
            prop_assert_eq!(all.total, events.len() as u64);
            prop_assert_eq!(all.rows.len(), events.len());
            prop_assert!(all.rows.is_sorted_by(|a, b| a.when.earliest >= b.when.earliest));
            for (at, row) in all.rows.iter().enumerate() {
                prop_assert_eq!(test.store.locate(*id, row.entry, true).unwrap(), Some(at as u64));
            }
            let by_author: u64 = test.store.authors(*id).unwrap().into_iter().map(|author| {
                let filter = TimelineFilter { author: Some(author), ..TimelineFilter::default() };
                test.store.timeline(*id, &filter, page(0, 0)).unwrap().total
            }).sum();
            prop_assert_eq!(by_author, all.total);
            timelines.push(all);
        }
        let list = |test: &StoreTest| {
            test.store.list_incidents(&IncidentFilter { limit: 9, ..IncidentFilter::default() }).unwrap()
        };
        let before = list(&test);
        test.store.write(|tx| tx.rebuild_entries(describe)).unwrap();
        prop_assert_eq!(list(&test), before);
        for (id, before) in kept.keys().zip(timelines) {
            let after = test.store.timeline(*id, &TimelineFilter::default(), page(0, 1_000)).unwrap();
            prop_assert_eq!(after, before);
        }
        prop_assert!(test.store.verify(None).unwrap().holds());
    }
}
