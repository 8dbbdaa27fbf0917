use std::collections::BTreeMap;

use chrono::TimeDelta;
use firebreak_core::event::{Body, EntryRef, Kind, NoteRestored, NoteWithdrawn, Tip};
use firebreak_core::vocabulary::Phase;
use firebreak_core::when::When;
use firebreak_store::{HitWords, IncidentFilter, KeptPlace, Page, Side, Status, StoreError, TimelineFilter};
use uuid::Uuid;

use crate::harness::*;

#[test]
fn an_event_is_read_back_as_it_was_written() {
    let mut test = StoreTest::with_incident();
    let events = [test.note("one"), test.add(incident(1), closed()), test.note("three")];
    let test = test.reopen();
    assert_eq!(test.store.events_after(incident(1), &BTreeMap::new(), false).unwrap(), events);
    assert_eq!(test.store.state_events(incident(1)).unwrap(), [events[1].clone()]);
    assert_eq!(test.store.event(incident(1), events[2].entry()).unwrap().as_ref(), Some(&events[2]));
    assert_eq!(
        test.store.tips(incident(1)).unwrap(),
        BTreeMap::from([(DEVICE, Tip { seq: 3, hash: events[2].hash })])
    );
    assert_eq!(test.store.last_hlc(incident(1)).unwrap(), Some(events[2].hlc));
    assert_eq!(test.store.tip(incident(2)).unwrap(), Tip::START);
    assert_eq!(test.store.last_hlc(incident(2)).unwrap(), None);
}

#[test]
fn only_what_is_not_known_yet_is_read() {
    let mut test = StoreTest::with_incident();
    let first = test.note("one");
    let second = test.add(incident(1), closed());
    let third = test.note("three");
    let known = BTreeMap::from([(DEVICE, first.seq)]);
    assert_eq!(test.store.events_after(incident(1), &known, false).unwrap(), [second.clone(), third]);
    assert_eq!(test.store.events_after(incident(1), &known, true).unwrap(), [second]);
}

#[test]
fn a_timeline_is_in_the_order_of_what_happened_and_comes_in_pages() {
    let mut test = StoreTest::with_incident();
    let late = test.note("happened last");
    let before = When::exact(start() - TimeDelta::days(1));
    let early = test.add_at(incident(1), before, "Ben", note("happened first"));
    assert_eq!(test.texts(&TimelineFilter::default()), ["happened last", "happened first"]);

    let one = Page { newest_first: false, offset: 1, limit: 5, cut: 2_000 };
    let timeline = test.store.timeline(incident(1), &TimelineFilter::default(), one).unwrap();
    assert_eq!((timeline.total, timeline.rows.len()), (2, 1));
    assert_eq!(timeline.rows[0].entry, late.entry());
    assert_eq!(test.store.locate(incident(1), early.entry(), true).unwrap(), Some(1));
    assert_eq!(test.store.locate(incident(1), early.entry(), false).unwrap(), Some(0));
    assert_eq!(test.store.locate(incident(2), early.entry(), false).unwrap(), None);
    assert_eq!(test.store.authors(incident(1)).unwrap(), ["Ana", "Ben"]);
}

#[test]
fn a_timeline_is_filtered_by_kind_author_phase_and_words() {
    let mut test = StoreTest::with_incident();
    test.note("The key was rotated at 10.0.0.1");
    test.add(incident(1), closed());
    let now = test.tick();
    test.add_at(incident(1), When::exact(now), "Ben", note("Schlüssel 🔥 gedreht"));
    let with = |filter: TimelineFilter| {
        let timeline = test.timeline(&filter);
        assert_eq!(timeline.total, u64::try_from(timeline.rows.len()).unwrap());
        timeline.rows.into_iter().map(|row| row.entry.seq).collect::<Vec<_>>()
    };
    let words =
        |text: &str| with(TimelineFilter { text: Some(text.to_owned()), ..TimelineFilter::default() });
    assert_eq!(with(TimelineFilter { kinds: vec![Kind::IncidentClosed], ..TimelineFilter::default() }), [2]);
    assert_eq!(
        with(TimelineFilter {
            kinds: vec![Kind::NoteAdded, Kind::IncidentClosed],
            ..TimelineFilter::default()
        }),
        [3, 2, 1]
    );
    assert_eq!(with(TimelineFilter { author: Some("Ben".to_owned()), ..TimelineFilter::default() }), [3]);
    assert_eq!(with(TimelineFilter { phase: Some(Phase::Contain), ..TimelineFilter::default() }), [2]);
    assert_eq!(words("KEY rot"), [1]);
    assert_eq!(words("10.0.0.1"), [1]);
    assert_eq!(words("schlussel"), [3]);
    assert_eq!(words("🔥"), [3]);
    assert_eq!(words("key gedreht"), [0; 0]);
    assert_eq!(words("  "), [3, 2, 1], "no word filters nothing");
}

#[test]
fn a_correction_counts_and_what_was_said_at_first_stays() {
    let mut test = StoreTest::with_incident();
    let first = test.note("The key was rotated");
    test.note("between");
    let said = When::exact(start() - TimeDelta::hours(2));
    let words = test.correct(first.entry(), Some("The key was deactivated"), None);
    let time = test.correct(first.entry(), None, Some(said.clone()));

    let row = test.store.entry(incident(1), first.entry()).unwrap().unwrap();
    assert_eq!((row.text.as_str(), row.when.clone()), ("The key was deactivated", said));
    let corrected = row.corrected.unwrap();
    assert_eq!(corrected.entry, time.entry());
    assert_eq!(
        (corrected.original_text.as_str(), corrected.original_when),
        ("The key was rotated", first.when.clone())
    );
    assert_eq!(
        test.store.locate(incident(1), first.entry(), false).unwrap(),
        Some(0),
        "it moved to its time"
    );

    let correction = test.store.entry(incident(1), words.entry()).unwrap().unwrap();
    assert_eq!(correction.corrects, Some(first.entry()));

    let found = |text: &str| {
        let filter = TimelineFilter { text: Some(text.to_owned()), ..TimelineFilter::default() };
        test.timeline(&filter).rows.into_iter().map(|row| row.entry.seq).collect::<Vec<_>>()
    };
    assert_eq!(found("rotated"), [1], "found by what it said at first");
    assert_eq!(found("deactivated"), [3, 1], "found by what it says now, beside the correction");
}

#[test]
fn a_long_text_is_cut_in_a_page_and_whole_by_itself() {
    let mut test = StoreTest::with_incident();
    let long = "é🔥".repeat(500_000);
    let event = test.note(&long);
    let row = &test.timeline(&TimelineFilter::default()).rows[0];
    assert!(row.cut);
    assert_eq!(row.text, "é🔥".repeat(1_000));
    let whole = test.store.entry(incident(1), event.entry()).unwrap().unwrap();
    assert!(!whole.cut);
    assert_eq!(whole.text, long);
}

#[test]
fn incidents_are_found_by_id_code_and_an_unambiguous_beginning() {
    let mut test = StoreTest::new();
    for number in [1, 2, 0x1000] {
        test.put(&row(number, "Title"));
    }
    let find = |text: &str| {
        let found = test.store.find_incidents(text).unwrap();
        found.into_iter().map(|incident| incident.row.number).collect::<Vec<_>>()
    };
    let id = incident(2).to_string();
    assert_eq!(find(&id), [2]);
    assert_eq!(find(&id.to_uppercase()), [2]);
    assert_eq!(find("inc-0002"), [2]);
    assert_eq!(find(id.strip_suffix("002").unwrap()), [1, 2]);
    assert_eq!(find("01930000-0000-7000-8000-000000001"), [0x1000]);
    assert_eq!(find("0193"), [1, 2, 0x1000]);
    for nothing in ["", "INC-0003", "02", "xyz", "%", "'", &format!("{id}0")] {
        assert_eq!(find(nothing), [0; 0], "{nothing:?}");
    }
}

#[test]
fn incidents_are_listed_with_totals() {
    let mut test = StoreTest::new();
    for number in 1..=5 {
        let mut row = row(number, &format!("Übernahme {number}"));
        row.status = if number == 3 { Status::Closed } else { Status::Open };
        test.put(&row);
    }
    test.add(incident(4), note("exfiltration to 203.0.113.9"));
    let list = |filter: IncidentFilter| {
        let list = test.store.list_incidents(&filter).unwrap();
        (list.total, list.open, list.rows.iter().map(|row| row.row.number).collect::<Vec<_>>())
    };
    let filter = IncidentFilter { limit: 2, ..IncidentFilter::default() };
    let text = |text: &str| IncidentFilter { text: Some(text.to_owned()), limit: 10, ..filter.clone() };
    assert_eq!(list(filter.clone()), (5, 4, vec![5, 4]));
    assert_eq!(list(IncidentFilter { offset: 4, ..filter.clone() }), (5, 4, vec![1]));
    assert_eq!(list(IncidentFilter { status: Some(Status::Closed), ..filter.clone() }), (1, 4, vec![3]));
    assert_eq!(list(text("übernahme")), (5, 4, vec![5, 4, 3, 2, 1]));
    assert_eq!(list(text("0003")), (1, 4, vec![3]));
    assert_eq!(list(text("203.0.113.9")), (1, 4, vec![4]));
    assert_eq!(list(text("exfil")), (1, 4, vec![4]));
    assert_eq!(list(text("🔥")), (0, 4, vec![]));
}

#[test]
fn an_incident_counts_its_events_whenever_its_row_is_written() {
    let mut test = StoreTest::new();
    test.notes(incident(1), 3, |at| format!("note {at}"));
    test.put(&row(1, "Late"));
    let last = test.note("one more");
    test.put(&row(1, "Renamed"));
    let listed = test.store.incident(incident(1)).unwrap().unwrap();
    assert_eq!((listed.entries, listed.events, listed.last_recorded_at), (4, 4, last.recorded_at));
    assert_eq!(listed.row.title, "Renamed");
    assert_eq!(test.timeline(&TimelineFilter::default()).total, 4);
}

#[test]
fn a_code_that_is_taken_is_refused_and_the_next_number_is_free() {
    let mut test = StoreTest::with_incident();
    let number = test
        .store
        .write(|tx| {
            let taken = tx.put_incident(&firebreak_store::IncidentRow {
                code: "inc-0001".to_owned(),
                ..row(2, "Other")
            });
            assert!(matches!(taken, Err(StoreError::CodeTaken { .. })));
            tx.next_number()
        })
        .unwrap();
    assert_eq!(number, 2);
}

#[test]
fn search_finds_titles_and_entries_with_the_words_around() {
    let mut test = StoreTest::with_incident();
    test.put(&row(2, "Konto übernommen"));
    let event = test.note("They used the access key from a runner");
    test.add(incident(2), note("nothing here"));

    let found = test.store.search("access KEY", 10).unwrap();
    assert!(!found.more);
    assert_eq!(found.hits.len(), 2);
    assert_eq!(found.hits[0].entry, None);
    assert_eq!(found.hits[0].snippet, ["", "Access", " ", "key", " seen in CI logs"]);
    assert_eq!(found.hits[1].entry.as_ref().unwrap().entry, event.entry());
    assert_eq!(found.hits[1].snippet, ["They used the ", "access", " ", "key", " from a runner"]);

    assert!(test.store.search("access", 1).unwrap().more);
    assert_eq!(test.store.search("ÜBER", 10).unwrap().hits[0].code, "INC-0002");
    assert_eq!(test.store.search("inc-0002", 10).unwrap().hits.len(), 1);
}

/// What a search says of its hits: each by its number, whether its note was withdrawn, and whether its words count.
fn standing(test: &StoreTest, typed: &str) -> Vec<(u64, bool, HitWords, String)> {
    let hits = test.store.search(typed, 10).unwrap().hits;
    let told = hits.into_iter().map(|hit| {
        let entry = hit.entry.unwrap();
        (entry.entry.seq, entry.withdrawn, entry.words, hit.snippet.join("|"))
    });
    told.collect()
}

#[test]
fn a_hit_says_whether_its_note_was_withdrawn() {
    let mut test = StoreTest::with_incident();
    let event = test.note("the wrong bastion");
    let told = |withdrawn| vec![(1, withdrawn, HitWords::Said, "the wrong |bastion|".to_owned())];
    assert_eq!(standing(&test, "bastion"), told(false));
    let note = event.entry();
    test.add(incident(1), Body::NoteWithdrawn(NoteWithdrawn { note, reason: None }));
    assert_eq!(standing(&test, "bastion"), told(true));
    assert_eq!(test.store.count_false_entries(None, describe).unwrap(), 0);
    test.raw().execute_batch("UPDATE standings SET counts = 1").unwrap();
    assert_eq!(test.store.count_false_entries(None, describe).unwrap(), 1);
    test.store.write(|tx| tx.rebuild_entries(describe)).unwrap();
    assert_eq!(standing(&test, "bastion"), told(true));
    test.add(incident(1), Body::NoteRestored(NoteRestored { note }));
    assert_eq!(standing(&test, "bastion"), told(false));
    let other = test.note("the bastion of another day").entry();
    test.correct(other, Some("the bastion of yesterday"), None);
    test.add(incident(1), Body::NoteWithdrawn(NoteWithdrawn { note: other, reason: None }));
    let withdrawn: Vec<_> =
        standing(&test, "bastion").into_iter().map(|(seq, withdrawn, ..)| (seq, withdrawn)).collect();
    assert_eq!(
        withdrawn,
        [(5, true), (4, true), (1, false)],
        "the correction of a withdrawn note is no more than it"
    );
}

#[test]
fn a_hit_in_a_corrected_entry_shows_the_words_that_count() {
    let mut test = StoreTest::with_incident();
    let note = test.note("Zugriff von db-7 übernommen").entry();
    test.correct(note, Some("Zugriff von db-1 übernommen"), None);
    let now = |marked: &str| (1, false, HitWords::Corrected, marked.to_owned());
    let note_of = |test: &StoreTest, typed: &str| {
        standing(test, typed).into_iter().filter(|told| told.0 == 1).collect::<Vec<_>>()
    };
    assert_eq!(
        note_of(&test, "ubernom"),
        [now("Zugriff von db-1 |übernommen|")],
        "marked as the index finds"
    );
    assert_eq!(
        note_of(&test, "db-7"),
        [(1, false, HitWords::Old, "Zugriff von db-1 übernommen".to_owned())],
        "found where it does not count any more"
    );
    assert_eq!(
        standing(&test, "db-1"),
        [(2, false, HitWords::Said, "Correction: Zugriff von |db-1| übernommen".to_owned())]
    );
    test.correct(note, Some("Zugriff von db-2"), None);
    let old = |seq| (seq, false, HitWords::Old, "Zugriff von db-2".to_owned());
    assert_eq!(standing(&test, "db-1"), [old(2)], "a correction that was corrected");
    let found: Vec<_> = standing(&test, "übernommen").into_iter().map(|told| told.0).collect();
    assert_eq!(found, [2, 1]);
    let time = test.note("when it began").entry();
    test.correct(time, None, Some(When::exact(test.now)));
    assert_eq!(standing(&test, "began")[0].2, HitWords::Said, "only its time was corrected");
}

#[test]
fn whatever_is_typed_into_a_search_is_only_words() {
    let mut test = StoreTest::with_incident();
    test.note("a \"quoted\" (thing) AND 50% of x:y, NEAR(z), col:w - ^v {u} + *");
    for typed in [
        "\"",
        "\"\"",
        "'",
        "*",
        "**",
        "a*b",
        "(",
        ")",
        "NEAR(a b",
        "AND",
        "a AND",
        "NOT",
        "OR OR",
        "text:a",
        "-a",
        "^a",
        "{a",
        "+",
        "a\0b",
        "\u{FDD0}",
        "%",
        "_",
        "\\",
        ";--",
        "🔥",
        "\u{202E}abc",
        "\u{300}",
        "ªº",
        "𞤀",
    ] {
        test.store.search(typed, 10).unwrap();
        let filter = TimelineFilter { text: Some(typed.to_owned()), ..TimelineFilter::default() };
        test.timeline(&filter);
        let filter = IncidentFilter { text: Some(typed.to_owned()), limit: 10, ..IncidentFilter::default() };
        test.store.list_incidents(&filter).unwrap();
    }
    assert_eq!(test.store.search("\"quoted\" AND 50%", 10).unwrap().hits.len(), 1);
    assert_eq!(test.store.search(&"x ".repeat(100_000), 10).unwrap().hits.len(), 1);
}

#[test]
fn drafts_and_places_are_kept_and_forgotten() {
    let mut test = StoreTest::with_incident();
    let now = test.now;
    test.store.put_draft("note:INC-0001", Some("half a sen\0tence"), now).unwrap();
    let place = KeptPlace {
        run: "1".to_owned(),
        step: "deactivate".to_owned(),
        saved_at: firebreak_core::when::whole_millis(now),
    };
    test.store.put_place(incident(1), &place).unwrap();
    let mut test = test.reopen();
    assert_eq!(test.store.draft("note:INC-0001").unwrap().unwrap().text, "half a sen\0tence");
    assert_eq!(test.store.place(incident(1)).unwrap(), Some(place));
    test.store.put_draft("note:INC-0001", None, now).unwrap();
    assert_eq!(test.store.draft("note:INC-0001").unwrap(), None);
    assert_eq!(test.store.place(incident(2)).unwrap(), None);
}

#[test]
fn acts_of_each_side_are_kept_in_order_and_the_oldest_are_forgotten() {
    let mut test = StoreTest::with_incident();
    let push = |test: &mut StoreTest, side, act: String| {
        test.store.write(|tx| tx.push_act(incident(1), side, &act)).unwrap();
    };
    for number in 0..203 {
        push(&mut test, Side::Done, format!("act {number}"));
    }
    push(&mut test, Side::Undone, "other".to_owned());
    let mut test = test.reopen();
    assert_eq!(test.store.last_act(incident(1), Side::Undone).unwrap().as_deref(), Some("other"));
    assert_eq!(test.store.last_act(incident(2), Side::Done).unwrap(), None);
    for number in (3..203).rev() {
        let last = test.store.last_act(incident(1), Side::Done).unwrap();
        assert_eq!(last, Some(format!("act {number}")));
        test.store.write(|tx| tx.pop_act(incident(1), Side::Done)).unwrap();
    }
    assert_eq!(test.store.last_act(incident(1), Side::Done).unwrap(), None, "the first three are forgotten");
    test.store.write(|tx| tx.clear_acts(incident(1), Side::Undone)).unwrap();
    assert_eq!(test.store.last_act(incident(1), Side::Undone).unwrap(), None);
}

#[test]
fn the_writes_of_others_are_noticed_and_own_ones_are_not() {
    let mut test = StoreTest::with_incident();
    let before = test.store.data_version().unwrap();
    test.note("own");
    assert_eq!(test.store.data_version().unwrap(), before);
    let mut other = firebreak_store::Store::open(&test.path(), &options(test.dir.path())).unwrap();
    let now = test.now;
    other.write(|tx| append(tx, incident(1), now, When::exact(now), "Ben", note("other"))).unwrap();
    assert_ne!(test.store.data_version().unwrap(), before);
    assert_eq!(test.texts(&TimelineFilter::default()), ["other", "own"]);
    assert_eq!(
        test.store
            .entry(incident(1), EntryRef { device: firebreak_core::event::DeviceId(Uuid::nil()), seq: 1 })
            .unwrap(),
        None
    );
}
