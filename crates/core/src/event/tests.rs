use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn note(text: &str) -> Draft {
    let now = at("2026-11-21T02:41:07.123Z");
    Draft {
        when: When::exact(now),
        recorded_at: now,
        author: "Ana".to_owned(),
        body: Body::NoteAdded(NoteAdded { text: text.to_owned(), phase: None }),
    }
}

fn chain(texts: &[&str]) -> Vec<Event> {
    let (incident, device) = (IncidentId(Uuid::from_u128(7)), DeviceId(Uuid::from_u128(9)));
    let mut tip = Tip::START;
    let mut last = None;
    texts
        .iter()
        .map(|text| {
            let event = note(text).seal(incident, device, tip, last);
            tip = tip.follow(&event).unwrap();
            last = Some(event.hlc);
            event
        })
        .collect()
}

fn follow_all(events: &[Event]) -> Result<Tip, Broken> {
    events.iter().try_fold(Tip::START, Tip::follow)
}

#[test]
fn a_chain_follows_and_its_hash_is_fixed_for_all_time() {
    let events = chain(&["one", "two"]);
    assert_eq!(follow_all(&events).unwrap().seq, 2);
    assert_eq!(events[0].prev, Hash::ZERO);
    assert_eq!(events[1].prev, events[0].hash);
    // If this value changes, every record ever written fails to verify.
    assert_eq!(
        events[1].hash.to_string(),
        "0a56590a36e6a8e93c9d2c036aa73b3326000f9d747d22a3416a3fd2a6fa68e4"
    );
}

#[test]
fn every_field_is_in_the_hash() {
    let event = chain(&["one"]).remove(0);
    let later = event.when.latest + TimeDelta::milliseconds(1);
    let changed: Vec<Event> = vec![
        Event { incident: IncidentId(Uuid::from_u128(8)), ..event.clone() },
        Event { device: DeviceId(Uuid::from_u128(8)), ..event.clone() },
        Event { seq: 2, ..event.clone() },
        Event { hlc: Hlc(event.hlc.0 + 1), ..event.clone() },
        Event { when: When { earliest: later, ..event.when.clone() }, ..event.clone() },
        Event { when: When { latest: later, ..event.when.clone() }, ..event.clone() },
        Event {
            when: When { precision: crate::when::Precision::Minute, ..event.when.clone() },
            ..event.clone()
        },
        Event { when: When { zone: "Z".to_owned(), ..event.when.clone() }, ..event.clone() },
        Event { recorded_at: later, ..event.clone() },
        Event { author: "Bea".to_owned(), ..event.clone() },
        Event { kind: "note.adde".to_owned(), ..event.clone() },
        Event { version: 2, ..event.clone() },
        Event { body: format!("{} ", event.body), ..event.clone() },
        Event { prev: event.hash, ..event.clone() },
    ];
    for other in changed {
        assert_ne!(other.compute_hash(), event.hash, "{other:?}");
    }
}

#[test]
fn what_is_broken_is_named() {
    let events = chain(&["one", "two", "three"]);
    let without_the_second = [events[0].clone(), events[2].clone()];
    assert_eq!(follow_all(&without_the_second), Err(Broken::Gap { expected: 2 }));

    let mut altered = events.clone();
    altered[1].author = "Eve".to_owned();
    assert_eq!(follow_all(&altered), Err(Broken::Altered));

    let mut replaced = events;
    replaced[1].author = "Eve".to_owned();
    replaced[1].hash = replaced[1].compute_hash();
    assert_eq!(follow_all(&replaced), Err(Broken::Unlinked));
}

#[test]
fn the_logical_clock_keeps_order_when_the_wall_clock_is_set_back() {
    let noon = at("2026-11-21T12:00:00Z");
    let first = Hlc::after(None, noon);
    let second = Hlc::after(Some(first), noon - TimeDelta::hours(1));
    let third = Hlc::after(Some(second), noon + TimeDelta::milliseconds(1));
    assert!(first < second && second < third);
    assert_eq!(second.millis(), first.millis());
    let absurd = Hlc::after(Some(third), DateTime::<Utc>::MAX_UTC);
    assert!(third < absurd && absurd < Hlc::after(Some(absurd), noon));
}

#[test]
fn an_unknown_kind_version_or_content_is_told_apart() {
    let unreadable = |kind, version, body| Body::decode(kind, version, body).unwrap_err();
    assert!(matches!(unreadable("inject.shown", 1, "{}"), Unreadable::Kind(_)));
    assert!(matches!(unreadable("note.added", 9, "{}"), Unreadable::Version { version: 9, .. }));
    assert!(matches!(unreadable("note.added", 1, "{}"), Unreadable::Content { .. }));
}

#[test]
fn references_and_hashes_read_back() {
    let event = chain(&["one"]).remove(0);
    assert_eq!(event.entry().to_string().parse(), Ok(event.entry()));
    assert_eq!(event.hash.to_string().parse(), Ok(event.hash));
    assert!("xyz".parse::<Hash>().is_err());
    assert!("é".repeat(32).parse::<Hash>().is_err());
    assert!("7".parse::<EntryRef>().is_err());
}

proptest! {
    #[test]
    fn any_text_survives_a_body(text in any::<String>()) {
        let body = Body::NoteAdded(NoteAdded { text, phase: None });
        prop_assert_eq!(Body::decode("note.added", 1, &body.encode()), Ok(body));
    }

    #[test]
    fn any_single_changed_byte_of_a_body_is_found(at in 0_usize..20, byte in any::<u8>()) {
        let mut event = chain(&["a note about a key"]).remove(0);
        let mut bytes = event.body.clone().into_bytes();
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        if let Ok(body) = String::from_utf8(bytes) {
            event.body = body;
            prop_assert_eq!(Tip::START.follow(&event), Err(Broken::Altered));
        }
    }
}
