use std::sync::atomic::{AtomicBool, Ordering};

use firebreak_app::api::*;

use crate::harness::AppTest;

/// A note that is put before everything else, so that it moves every other row by one.
fn first(number: usize) -> AddNote {
    AddNote {
        incident: "INC-0001".to_owned(),
        text: format!("earliest {number}"),
        at: Some("2026-11-01T00:00Z".to_owned()),
        precision: None,
        phase: None,
        draft: None,
    }
}

/// Reads over and over while another process records thirty notes, one after the other.
fn while_another_writes<T>(test: &AppTest, read: impl Fn() -> T) -> Vec<T> {
    let other = test.another();
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0..30 {
                other.add_note(first(number)).unwrap();
            }
            is_done.store(true, Ordering::SeqCst);
        });
        let mut all = Vec::new();
        while !is_done.load(Ordering::SeqCst) {
            all.push(read());
        }
        all
    })
}

#[test]
fn an_export_is_of_one_moment_though_another_process_writes() {
    let test = AppTest::new();
    test.open_key();
    let export = || {
        let asked = ExportTimeline { incident: "INC-0001".to_owned(), format: ExportFormat::Md };
        test.app.export_timeline(asked).unwrap().text
    };
    for text in while_another_writes(&test, export) {
        let mut rows: Vec<u64> =
            text.lines().filter_map(|line| line.split('|').nth(1)?.trim().parse().ok()).collect();
        rows.sort_unstable();
        let last = rows.len() as u64;
        assert_eq!(rows, (1..=last).collect::<Vec<_>>(), "no entry is missing or comes twice");
        let asked = OneEntry { incident: "INC-0001".to_owned(), entry: last.to_string() };
        let head = test.app.show_entry(asked).unwrap().hash;
        assert!(text.contains(&format!("{last} entries. Head after {last} events: `{head}`.")), "{text}");
    }
}

#[test]
fn a_whole_timeline_of_more_than_a_page_is_of_one_moment_too() {
    let test = AppTest::new();
    test.open_key();
    for number in 0..1_000 {
        test.app.add_note(first(number)).unwrap();
    }
    let whole = || {
        let asked = TimelinePage { incident: "INC-0001".to_owned(), ..TimelinePage::default() };
        test.app.whole_timeline(asked).unwrap()
    };
    for (incident, entries) in while_another_writes(&test, whole) {
        assert_eq!(entries.len() as u64, incident.entries);
        let last = entries.iter().max_by_key(|entry| entry.seq).unwrap();
        assert_eq!((last.seq, &last.hash), (incident.head.events, &incident.head.hash));
    }
}

#[test]
fn a_whole_timeline_filters_as_its_pages_do_and_cuts_nothing() {
    let test = AppTest::new();
    test.open_key();
    let long = "long ".repeat(1_000);
    test.note(&long);
    test.note("the last");
    let texts = |change: &dyn Fn(&mut TimelinePage)| -> Vec<String> {
        let mut asked = TimelinePage { incident: "INC-0001".to_owned(), ..TimelinePage::default() };
        change(&mut asked);
        test.app.whole_timeline(asked).unwrap().1.into_iter().map(|entry| entry.text).collect()
    };
    assert_eq!(texts(&|asked| asked.text = Some("long".to_owned())), [long]);
    assert_eq!(texts(&|asked| asked.limit = Some(1)), ["the last"]);
    assert_eq!(texts(&|asked| asked.order = Order::Earliest).last().unwrap(), "the last");
}
