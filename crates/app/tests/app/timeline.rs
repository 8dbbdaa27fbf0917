use chrono::TimeDelta;
use firebreak_app::api::*;
use firebreak_app::{App, Options};
use firebreak_core::vocabulary::{Phase, StepState};

use crate::harness::{AppTest, key_incident, set_step};

fn note(text: &str, at: Option<&str>) -> AddNote {
    AddNote {
        incident: "INC-0001".to_owned(),
        text: text.to_owned(),
        at: at.map(str::to_owned),
        precision: None,
        phase: None,
        draft: None,
    }
}

fn page(test: &AppTest, change: impl FnOnce(&mut TimelinePage)) -> Vec<String> {
    let mut request = TimelinePage { incident: "INC-0001".to_owned(), ..TimelinePage::default() };
    change(&mut request);
    test.app.page_timeline(request).unwrap().rows.into_iter().map(|entry| entry.text).collect()
}

#[test]
fn a_note_stands_where_it_happened_and_says_when_it_was_recorded() {
    let test = AppTest::new();
    test.open_key();
    test.app.add_note(note("first", Some("0205z"))).unwrap();
    test.app.add_note(note("second", None)).unwrap();
    let timeline = test.timeline();
    let texts: Vec<&str> = timeline.iter().map(|entry| entry.text.as_str()).collect();
    assert_eq!(texts[0], "second");
    assert_eq!(*texts.last().unwrap(), "first", "it happened before everything else");
    let first = timeline.last().unwrap();
    assert_eq!(first.occurred_at, "2026-11-21T02:05:00Z");
    assert_eq!(first.recorded_at, "2026-11-21T02:17:00Z");
    assert!(!first.reconstructed);
    test.app.add_note(note("long ago", Some("yesterday 22:10"))).unwrap();
    assert!(test.timeline().last().unwrap().reconstructed);
}

#[test]
fn what_is_recorded_is_no_draft_any_more_and_what_is_refused_still_is() {
    let test = AppTest::new();
    test.open_key();
    let key = "note:INC-0001".to_owned();
    let save = |text: &str| {
        test.app.save_draft(SaveDraft { key: key.clone(), text: Some(text.to_owned()) }).unwrap();
    };
    let kept = || test.app.load_draft(LoadDraft { key: key.clone() }).unwrap().text;
    save("half a sentence");
    test.note("another note, not typed there");
    assert_eq!(kept().as_deref(), Some("half a sentence"));
    let typed = |text: &str| AddNote { draft: Some(key.clone()), ..note(text, None) };
    test.app.add_note(typed(" ")).unwrap_err();
    assert_eq!(kept().as_deref(), Some("half a sentence"), "what is refused is still to be sent");
    let entry = test.app.add_note(typed("half a sentence")).unwrap().entries.remove(0);
    assert_eq!(kept(), None);

    save("the words of a time that was marked");
    let request = CorrectEntry {
        incident: "INC-0001".to_owned(),
        entry,
        text: Some("the words of a time that was marked".to_owned()),
        at: None,
        reason: None,
        draft: Some(key.clone()),
    };
    test.app.correct_entry(request).unwrap();
    assert_eq!(kept(), None);

    save("why it is left out");
    let leave = |reason: Option<&str>| SetStep {
        reason: reason.map(str::to_owned),
        draft: Some(key.clone()),
        ..set_step("1", StepState::NotApplicable)
    };
    test.app.set_step(leave(None)).unwrap_err();
    assert_eq!(kept().as_deref(), Some("why it is left out"));
    test.app.set_step(leave(Some("why it is left out"))).unwrap();
    assert_eq!(kept(), None);

    save("what came of it");
    let close = CloseIncident {
        incident: "INC-0001".to_owned(),
        resolution: None,
        summary: Some("what came of it".to_owned()),
        draft: Some(key.clone()),
    };
    test.app.close_incident(close).unwrap();
    assert_eq!(kept(), None);
}

#[test]
fn a_name_is_one_line_in_every_entry() {
    let test = AppTest::new();
    let typed = "Ana\n9 02:41:00Z  Declared by Bea\u{1b}[2K";
    let options =
        Options { data: Some(test.data()), responder: Some(typed.to_owned()), ..Options::default() };
    App::open(options).unwrap().open_incident(key_incident()).unwrap();
    assert!(test.timeline().iter().all(|entry| entry.author == "Ana 9 02:41:00Z Declared by Bea [2K"));
}

#[test]
fn a_correction_appends_and_shows_what_it_corrects() {
    let test = AppTest::new();
    test.open_key();
    let entry = test.app.add_note(note("key used from 198.51.100.7", None)).unwrap().entries.remove(0);
    let correct = |text: Option<&str>, at: Option<&str>| {
        let request = CorrectEntry {
            incident: "INC-0001".to_owned(),
            entry: entry.clone(),
            text: text.map(str::to_owned),
            at: at.map(str::to_owned),
            reason: Some("mistyped".to_owned()),
            draft: None,
        };
        test.app.correct_entry(request).unwrap()
    };
    test.later(1);
    correct(Some("key used from 203.0.113.9"), None);
    test.later(1);
    correct(None, Some("0214z"));
    let timeline = test.timeline();
    let corrected = timeline.iter().find(|shown| shown.entry == entry).unwrap();
    assert_eq!(corrected.text, "key used from 203.0.113.9", "as it counts now");
    assert_eq!(corrected.occurred_at, "2026-11-21T02:14:00Z");
    let how = corrected.corrected.as_ref().unwrap();
    assert_eq!(how.original_text, "key used from 198.51.100.7");
    assert_eq!(how.author, "Ana");
    let corrections: Vec<&EntryView> = timeline.iter().filter(|shown| shown.corrects.is_some()).collect();
    assert_eq!(corrections.len(), 2, "both stay");
    assert!(corrections.iter().all(|shown| shown.corrects.as_ref().unwrap().entry == entry));
    assert_eq!(correct(Some("key used from 203.0.113.9"), Some("0214z")).entries, [""; 0]);
}

#[test]
fn only_notes_are_corrected_as_texts() {
    let test = AppTest::new();
    test.open_key();
    let request = CorrectEntry {
        incident: "INC-0001".to_owned(),
        entry: "1".to_owned(),
        text: Some("no".to_owned()),
        at: None,
        reason: None,
        draft: None,
    };
    let error = test.app.correct_entry(request).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Entry 1 is opened, which is not corrected as a text. Nothing was recorded"
    );
}

#[test]
fn filters_by_kind_author_phase_and_words() {
    let test = AppTest::new();
    test.open_key();
    test.step("1", StepState::Done).unwrap();
    test.app
        .add_note(AddNote { phase: Some(Phase::Contain), ..note("the pipeline is stopped", None) })
        .unwrap();
    assert_eq!(
        page(&test, |request| request.kinds = vec!["note.added".to_owned()]),
        ["the pipeline is stopped"]
    );
    assert_eq!(page(&test, |request| request.phase = Some(Phase::Contain)), ["the pipeline is stopped"]);
    assert_eq!(page(&test, |request| request.text = Some("pipe".to_owned())), ["the pipeline is stopped"]);
    assert_eq!(page(&test, |request| request.author = Some("Bea".to_owned())), [""; 0]);
    assert_eq!(page(&test, |request| request.kinds = vec!["step.set".to_owned()]).len(), 1);
    let unknown = TimelinePage {
        incident: "INC-0001".to_owned(),
        kinds: vec!["gossip".to_owned()],
        ..TimelinePage::default()
    };
    assert_eq!(test.app.page_timeline(unknown).unwrap_err().code(), Code::BadRequest);
}

#[test]
fn pages_join_without_gap_or_repeat_and_an_entry_is_found_in_them() {
    let test = AppTest::new();
    test.open_key();
    for number in 0..60 {
        test.later(1);
        test.note(&format!("note {number}"));
    }
    let all = page(&test, |request| request.limit = Some(1000));
    let mut joined = Vec::new();
    for offset in (0..all.len() as u64).step_by(7) {
        joined.extend(page(&test, |request| {
            request.offset = offset;
            request.limit = Some(7);
        }));
    }
    assert_eq!(joined, all);
    let entry = test.timeline()[40].entry.clone();
    let place = test.app.locate_entry(OneEntry { incident: "INC-0001".to_owned(), entry }).unwrap();
    assert_eq!(place.offset, 40);
}

#[test]
fn any_text_is_kept_as_it_is() {
    let test = AppTest::new();
    test.open_key();
    let megabyte = "0123456789abcdef".repeat(65_536);
    for text in
        ["🔥 emoji", "\u{202e}right to left مرحبا", "tab\tand\nline", "<script>alert(1)</script>", &megabyte]
    {
        let entry = test.note(text).entries.remove(0);
        let shown = test.app.show_entry(OneEntry { incident: "INC-0001".to_owned(), entry }).unwrap();
        assert_eq!(shown.text, *text);
    }
    let cut = test.timeline().into_iter().find(|entry| entry.cut).unwrap();
    assert_eq!(cut.text.chars().count(), 2000);
    let nul = test.note("before\0after").entries.remove(0);
    let shown = test.app.show_entry(OneEntry { incident: "INC-0001".to_owned(), entry: nul }).unwrap();
    assert_eq!(shown.text, "before\u{2400}after", "shown by its picture; the event holds the byte itself");
}

#[test]
fn a_clock_set_back_loses_no_order() {
    let test = AppTest::new();
    test.open_key();
    test.note("before");
    test.clock.advance(TimeDelta::hours(-1));
    test.note("after the clock was set back");
    let verified = test.app.verify_record(VerifyRecord::default()).unwrap();
    assert!(verified.ok);
    let export = test
        .app
        .export_timeline(ExportTimeline { incident: "INC-0001".to_owned(), format: ExportFormat::Json });
    let entries: Vec<serde_json::Value> = serde_json::from_str(&export.unwrap().text).unwrap();
    let seq =
        |text: &str| entries.iter().find(|entry| entry["text"] == text).unwrap()["seq"].as_u64().unwrap();
    assert!(seq("before") < seq("after the clock was set back"));
    test.step("1", StepState::Done).unwrap();
    assert_eq!(
        test.restarted().app.show_incident(crate::harness::one("INC-0001")).unwrap().runs[0].steps[0].state,
        StepState::Done
    );
}

#[test]
fn exports_hold_every_entry_and_the_head() {
    let test = AppTest::new();
    let head = {
        test.open_key();
        test.note("=HYPERLINK(\"x\"), with | pipe and `tick`").incident.head.hash
    };
    let export = |format| {
        test.app.export_timeline(ExportTimeline { incident: "INC-0001".to_owned(), format }).unwrap().text
    };
    let csv = export(ExportFormat::Csv);
    assert_eq!(csv.lines().count(), 1 + 4);
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\"), with | pipe and `tick`\""), "{csv}");
    let md = export(ExportFormat::Md);
    assert!(md.contains(&head), "the head stands in every report");
    assert!(md.contains(r"with \| pipe and \`tick\`"), "{md}");
    let json: Vec<serde_json::Value> = serde_json::from_str(&export(ExportFormat::Json)).unwrap();
    for key in ["occurred_at", "recorded_at", "author", "kind", "text", "hash"] {
        assert!(json.iter().all(|entry| entry[key].is_string()), "{key}");
    }
}

#[test]
fn an_export_says_where_only_the_latest_time_is_known() {
    let test = AppTest::new();
    test.open_key();
    test.app.add_note(note("seen by then", Some("<0205z"))).unwrap();
    let export = ExportTimeline { incident: "INC-0001".to_owned(), format: ExportFormat::Md };
    let md = test.app.export_timeline(export).unwrap().text;
    assert!(md.contains("| no later than 2026-11-21T02:05:00Z | 2026-11-21T02:17:00Z |"), "{md}");
}

#[test]
fn an_empty_time_is_not_now() {
    let test = AppTest::new();
    test.open_key();
    for empty in ["", "  "] {
        let error = test.app.add_note(note("when was it", Some(empty))).unwrap_err();
        assert_eq!(error.to_string(), "The time is empty. Nothing was recorded");
    }
    assert_eq!(test.timeline().len(), 3);
}

#[test]
fn a_note_that_is_withdrawn_stays_with_who_and_why_and_is_not_briefed() {
    let test = AppTest::new();
    test.open_key();
    let entry = test.note("The wrong host").entries[0].clone();
    test.note("The right host");
    let of = |entry: &str| serde_json::json!({"incident": "INC-0001", "entry": entry});
    let withdraw = || {
        let mut asked = of(&entry);
        asked["reason"] = "another incident".into();
        test.call("note.withdraw", asked)
    };
    withdraw().unwrap();
    assert_eq!(withdraw().unwrap_err().code, Code::Refused, "only once");
    let row = test.timeline().into_iter().find(|row| row.entry == entry).unwrap();
    let withdrawn = row.withdrawn.unwrap();
    assert_eq!(
        (row.text.as_str(), withdrawn.author.as_str(), withdrawn.reason.as_deref()),
        ("The wrong host", "Ana", Some("another incident"))
    );
    assert!(
        test.texts()
            .iter()
            .any(|text| text.starts_with("The note of entry ") && text.ends_with(": another incident"))
    );
    let export = |format| {
        let asked = ExportTimeline { incident: "INC-0001".to_owned(), format };
        test.app.export_timeline(asked).unwrap().text
    };
    assert!(export(ExportFormat::Md).contains("~~The wrong host~~ *(withdrawn by Ana: another incident)*"));
    assert!(export(ExportFormat::Csv).contains(&withdrawn.entry));
    let brief = BriefHandover { incident: "INC-0001".to_owned(), ..BriefHandover::default() };
    let briefing = test.app.brief_handover(brief).unwrap().markdown;
    assert!(briefing.contains("The right host") && !briefing.contains("The wrong host"), "{briefing}");
    let correct = serde_json::json!({"incident": "INC-0001", "entry": entry, "text": "db-1"});
    assert!(test.call("entry.correct", correct).unwrap_err().hint.is_some());
    test.call("note.restore", of(&entry)).unwrap();
    assert!(test.timeline().iter().all(|row| row.withdrawn.is_none()));
    let other = test.timeline().into_iter().find(|row| row.kind == "run.started").unwrap().entry;
    assert!(test.call("note.withdraw", of(&other)).is_err(), "only notes are");
}
