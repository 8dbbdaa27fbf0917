//! Input that is unusual and must be kept exactly.

use chrono::{DateTime, TimeDelta, Utc};
use firebreak_core::when::When;
use firebreak_store::{StoreError, TimelineFilter};

use crate::harness::*;

/// A text is recorded, shown as given, found by a word of it, and the record holds.
fn check_text(text: &str, shown: &str, word: &str) {
    let mut test = StoreTest::with_incident();
    let event = test.note(text);
    let test = test.reopen();
    assert_eq!(test.store.event(incident(1), event.entry()).unwrap().unwrap(), event);
    assert_eq!(test.store.entry(incident(1), event.entry()).unwrap().unwrap().text, shown);
    let hits = test.store.search(word, 10).unwrap().hits;
    assert_eq!(hits.len(), 1, "{word:?}");
    assert_eq!(hits[0].snippet[1].to_lowercase(), word);
    let verification = test.store.verify(None).unwrap();
    assert!(verification.holds(), "{verification:?}");
    assert_eq!(verification.wrong_entries, 0);
}

#[test]
fn a_note_of_a_megabyte() {
    let text = "0123456789abcdef wörter 🔥\n".repeat(40_000);
    check_text(&text, &text, "wörter");
    let one_word = "a".repeat(1_000_000);
    check_text(&format!("start {one_word} end"), &format!("start {one_word} end"), "start");
}

#[test]
fn nul_and_other_controls() {
    check_text("before\0after \u{1}\u{7f}", "before\u{2400}after \u{1}\u{7f}", "after");
    check_text("a\u{FDD0}b\u{FDD1}c needle", "a\u{FFFD}b\u{FFFD}c needle", "needle");
}

#[test]
fn right_to_left_text_and_emoji() {
    check_text("تم تعطيل المفتاح \u{202E}txt.exe", "تم تعطيل المفتاح \u{202E}txt.exe", "المفتاح");
    check_text("👩🏽‍🚒 Brandschneise 🔥", "👩🏽‍🚒 Brandschneise 🔥", "brandschneise");
}

#[test]
fn an_emoji_title_is_found() {
    let mut test = StoreTest::new();
    test.put(&row(1, "🔥 \"Übernahme\" \0 العربية"));
    assert_eq!(test.store.search("🔥", 10).unwrap().hits[0].snippet, ["", "🔥", " \"Übernahme\" \0 العربية"]);
    assert_eq!(test.store.incident(incident(1)).unwrap().unwrap().row.title, "🔥 \"Übernahme\" \0 العربية");
}

#[test]
fn an_author_with_nul_is_kept_and_filtered_by() {
    let mut test = StoreTest::with_incident();
    let now = test.tick();
    test.add_at(incident(1), When::exact(now), "Ana\0Ben", note("one"));
    test.add_at(incident(1), When::exact(now), "Ana", note("two"));
    let of = |author: &str| {
        test.texts(&TimelineFilter { author: Some(author.to_owned()), ..TimelineFilter::default() })
    };
    assert_eq!(of("Ana\0Ben"), ["one"]);
    assert_eq!(of("Ana"), ["two"]);
    assert_eq!(test.store.authors(incident(1)).unwrap(), ["Ana", "Ana\0Ben"]);
    assert!(test.store.verify(None).unwrap().holds());
}

#[test]
fn a_clock_that_is_set_back_keeps_the_order() {
    let mut test = StoreTest::with_incident();
    let first = test.note("before");
    test.now -= TimeDelta::hours(1);
    let second = test.note("after");
    assert!(second.recorded_at < first.recorded_at);
    assert!(second.order() > first.order());
    let events = test.store.events_after(incident(1), &Default::default(), false).unwrap();
    assert_eq!(events, [first, second]);
    assert!(test.store.verify(None).unwrap().holds());
}

#[test]
fn an_impossible_clock_is_refused_and_an_early_one_is_not() {
    let mut test = StoreTest::with_incident();
    let early: DateTime<Utc> = "1600-01-01T00:00:00Z".parse().unwrap();
    test.now = early;
    test.note("long before");
    let late = DateTime::<Utc>::MAX_UTC;
    let result =
        test.store.write(|tx| append(tx, incident(1), late, When::exact(early), "Ana", note("long after")));
    assert!(matches!(result, Err(StoreError::TimeOutOfRange)), "{result:?}");
    test.now = start();
    test.note("now");
    assert_eq!(test.texts(&TimelineFilter::default()), ["now", "long before"]);
    assert!(test.store.verify(None).unwrap().holds());
}
