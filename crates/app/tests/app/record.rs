use std::fs;
use std::io::{Seek, SeekFrom, Write};

use firebreak_app::api::*;
use firebreak_core::vocabulary::StepState;
use serde_json::json;

use crate::harness::{AppTest, key_incident, one, open};

#[test]
fn two_processes_on_one_record_lose_nothing_and_see_each_other() {
    let test = AppTest::new();
    test.open_key();
    let terminal = test.another();
    assert!(!test.app.record_changed().unwrap());
    std::thread::scope(|scope| {
        for app in [&test.app, &terminal] {
            scope.spawn(move || {
                for number in 0..50 {
                    let note = AddNote {
                        incident: "INC-0001".to_owned(),
                        text: format!("note {number}"),
                        at: None,
                        precision: None,
                        phase: None,
                        draft: None,
                    };
                    app.add_note(note).unwrap();
                }
            });
        }
    });
    assert!(test.app.record_changed().unwrap());
    assert!(!test.app.record_changed().unwrap(), "asked once");
    let verified = test.app.verify_record(VerifyRecord::default()).unwrap();
    assert!(verified.ok);
    assert_eq!(verified.events, 103);
    assert_eq!(test.app.show_incident(one("INC-0001")).unwrap().entries, 103);
}

#[test]
fn a_step_set_elsewhere_is_seen_here() {
    let test = AppTest::new();
    test.open_key();
    let terminal = test.another();
    terminal.set_step(crate::harness::set_step("2", StepState::Done)).unwrap();
    let shown = test.app.show_incident(one("INC-0001")).unwrap();
    assert_eq!(shown.runs[0].steps[1].state, StepState::Done);
    test.step("1", StepState::Done).unwrap();
    let there = terminal.show_incident(one("INC-0001")).unwrap();
    assert_eq!(there.runs[0].progress.settled, 2);
    assert_eq!(there.head.hash, test.app.show_incident(one("INC-0001")).unwrap().head.hash);
}

#[test]
fn every_answer_is_what_a_process_that_has_just_started_reads() {
    let test = AppTest::new();
    test.open_key();
    let place = SavePlace {
        incident: "INC-0001".to_owned(),
        run: test.app.show_incident(one("INC-0001")).unwrap().runs[0].id.clone(),
        step: test.app.show_incident(one("INC-0001")).unwrap().runs[0].steps[1].id.clone(),
    };
    let read = || serde_json::to_value(test.another().show_incident(one("INC-0001")).unwrap()).unwrap();
    let same = |changed: Changed| assert_eq!(serde_json::to_value(changed.incident).unwrap(), read());
    same(test.note("first"));
    same(test.note("the state is as it was"));
    same(test.step("1", StepState::Done).unwrap());
    same(test.note("the state is another"));
    test.app.save_place(place).unwrap();
    same(test.note("the place is another"));
    test.another().set_step(crate::harness::set_step("2", StepState::Done)).unwrap();
    same(test.note("the state is another, by another process"));
}

#[test]
fn verifying_names_the_head_that_is_shown() {
    let test = AppTest::new();
    let shown = test.open_key().head;
    let verified = test.app.verify_record(VerifyRecord { incident: Some("INC-0001".to_owned()) }).unwrap();
    assert_eq!(verified.head, Some(shown.hash));
    assert_eq!(verified.events, shown.events);
    assert!(verified.first_bad.is_none());
}

#[test]
fn a_damaged_record_is_set_aside_and_the_last_good_backup_takes_its_place() {
    let test = AppTest::new();
    test.open_key();
    test.app.keep_backups().unwrap();
    test.note("after the backup");
    let AppTest { app, folder, clock } = test;
    drop(app);
    let data = folder.path().join("data");
    let database = data.join("firebreak.db");
    let mut file = fs::OpenOptions::new().write(true).open(&database).unwrap();
    file.seek(SeekFrom::Start(0)).unwrap();
    file.write_all(&[0x5a; 4096]).unwrap();
    drop(file);
    let damaged_bytes = fs::read(&database).unwrap();

    let app = open(data, &clock);
    let error = app.list_incidents(ListIncidents::default()).unwrap_err();
    assert_eq!(error.code(), Code::Damaged);
    let damage = app.show_damage(Nothing {}).unwrap();
    assert_eq!(damage.problem.unwrap().code, Code::Damaged);
    assert_eq!(damage.backups.len(), 1);
    assert!(app.about(Nothing {}).is_ok(), "the window can still say who and where");

    let restored = app.restore_record(Restore::default()).unwrap();
    assert_eq!(fs::read(restored.set_aside.unwrap()).unwrap(), damaged_bytes, "nothing of it is lost");
    assert_eq!(restored.backup.as_deref(), Some(damage.backups[0].path.as_str()));
    let list = app.list_incidents(ListIncidents::default()).unwrap();
    assert_eq!((list.total, list.rows[0].entries), (1, 3));
    assert!(app.open_incident(key_incident()).is_ok(), "and work goes on");
}

#[test]
fn a_record_that_holds_is_replaced_only_where_that_is_meant() {
    let test = AppTest::new();
    test.open_key();
    test.app.keep_backups().unwrap();
    test.note("after the backup");
    let error = test.app.restore_record(Restore::default()).unwrap_err();
    assert_eq!(error.code(), Code::Refused);
    assert!(error.to_string().contains("with 4 events"), "{error}");
    assert!(error.hint().unwrap().contains("--even-if-good"));
    assert_eq!(test.texts().len(), 4, "it is open as before");
    test.app.restore_record(Restore { backup: None, even_if_good: true }).unwrap();
    assert_eq!(test.texts().len(), 3);
}

#[test]
fn a_restore_that_fails_leaves_the_record_where_it_is() {
    let test = AppTest::new();
    test.open_key();
    test.app.keep_backups().unwrap();
    test.note("after the backup");
    let in_the_way = test.data().join("firebreak.db.part");
    fs::create_dir(&in_the_way).unwrap();
    for backup in [None, Some("empty".to_owned())] {
        let error = test.app.restore_record(Restore { backup, even_if_good: true }).unwrap_err();
        assert_eq!(error.code(), Code::Storage, "{error}");
        assert_eq!(test.app.show_incident(one("INC-0001")).unwrap().entries, 4);
    }
    fs::remove_dir(in_the_way).unwrap();
    test.app.restore_record(Restore { backup: None, even_if_good: true }).unwrap();
    assert_eq!(test.app.show_incident(one("INC-0001")).unwrap().entries, 3);
}

#[test]
fn a_record_that_is_open_elsewhere_is_not_replaced() {
    let test = AppTest::new();
    test.open_key();
    test.app.keep_backups().unwrap();
    test.note("after the backup");
    let window = test.another();
    for backup in [None, Some("empty".to_owned())] {
        let error = test.app.restore_record(Restore { backup, even_if_good: true }).unwrap_err();
        assert_eq!(error.code(), Code::Storage);
        assert!(error.to_string().contains("open in another"), "{error}");
    }
    assert_eq!(test.texts().len(), 4, "it is open as before");
    drop(window);
    test.app.restore_record(Restore { backup: None, even_if_good: true }).unwrap();
    assert_eq!(test.texts().len(), 3);
}

#[cfg(unix)]
#[test]
fn nothing_is_recorded_in_a_file_that_is_not_the_record_any_more() {
    let test = AppTest::new();
    test.open_key();
    test.app.keep_backups().unwrap();
    test.note("after the backup");
    let window = test.another();
    let texts = || test.texts();
    // Another program moves the file, as no lock can forbid.
    for file in ["firebreak.db", "firebreak.db-wal", "firebreak.db-shm"] {
        fs::rename(test.data().join(file), test.folder.path().join(file)).unwrap();
    }
    let backup = test.app.show_damage(Nothing {}).unwrap().backups.remove(0);
    fs::copy(backup.path, test.data().join("firebreak.db")).unwrap();

    let note = || test.call("note.add", serde_json::json!({"incident": "INC-0001", "text": "too late"}));
    let error = note().unwrap_err();
    assert_eq!(error.code, Code::Storage);
    assert!(error.message.contains("another file"), "{error:?}");
    assert_eq!(texts().len(), 3, "the record that is there now is shown");
    note().unwrap();
    assert_eq!(texts()[0], "too late");

    assert!(window.record_changed().unwrap(), "another record counts as changed");
    assert!(!window.record_changed().unwrap());
    assert_eq!(window.show_incident(one("INC-0001")).unwrap().entries, 4);
}

#[test]
fn a_record_that_is_gone_is_not_begun_anew_where_there_are_backups() {
    let test = AppTest::new();
    test.open_key();
    test.app.keep_backups().unwrap();
    let AppTest { app, folder, clock } = test;
    drop(app);
    let data = folder.path().join("data");
    let aside = data.join("firebreak-set-aside-20261121T021700Z.db");
    fs::rename(data.join("firebreak.db"), &aside).unwrap();
    let app = open(data.clone(), &clock);
    let error = app.open_incident(key_incident()).unwrap_err();
    assert_eq!(error.code(), Code::Damaged, "{error}");
    assert!(
        error.to_string().contains(&aside.display().to_string()),
        "it says where the record may be: {error}"
    );
    assert!(!data.join("firebreak.db").exists(), "nothing is begun in its place");
    let restored = app.restore_record(Restore::default()).unwrap();
    assert_eq!(restored.set_aside, None, "there was nothing to set aside");
    assert_eq!(app.list_incidents(ListIncidents::default()).unwrap().total, 1);
    let restored =
        app.restore_record(Restore { backup: Some("empty".to_owned()), even_if_good: true }).unwrap();
    assert!(restored.set_aside.is_some());
    assert_eq!(
        app.list_incidents(ListIncidents::default()).unwrap().total,
        0,
        "begun because it was asked for"
    );
}

#[test]
fn asking_what_is_wrong_opens_a_record_that_can_be_opened_by_now() {
    let folder = tempfile::tempdir().unwrap();
    let clock = crate::harness::TestClock::at("2026-11-21T02:17:00Z");
    let disk = folder.path().join("disk");
    let app = open(disk.join("data"), &clock);
    assert_eq!(app.show_damage(Nothing {}).unwrap().problem.unwrap().code, Code::Storage);
    assert_eq!(app.open_incident(key_incident()).unwrap_err().code(), Code::Storage);
    fs::create_dir(&disk).unwrap();
    assert!(app.show_damage(Nothing {}).unwrap().problem.is_none(), "the disk is there");
    assert_eq!(app.open_incident(key_incident()).unwrap().code, "INC-0001");
}

#[test]
fn the_newest_backup_that_holds_is_named() {
    let test = AppTest::new();
    test.open_key();
    test.app.keep_backups().unwrap();
    test.later(2 * 24 * 60);
    test.note("before the second backup");
    test.app.keep_backups().unwrap();
    let damage = test.app.show_damage(Nothing {}).unwrap();
    assert_eq!((damage.problem.is_none(), damage.good), (true, None), "nothing is to be restored");
    let [newest, oldest] = <[Backup; 2]>::try_from(damage.backups).unwrap();
    fs::write(&newest.path, "no backup any more").unwrap();
    let AppTest { app, folder, clock } = test;
    drop(app);
    let data = folder.path().join("data");
    fs::write(data.join("firebreak.db"), "no record any more").unwrap();
    let app = open(data, &clock);
    let damage = app.show_damage(Nothing {}).unwrap();
    assert_eq!(damage.problem.unwrap().code, Code::Damaged);
    assert_eq!((damage.backups.len(), damage.good.as_ref()), (2, Some(&oldest.path)));
    assert!(
        app.restore_record(Restore { backup: Some(newest.path), even_if_good: false }).is_err(),
        "it does not hold"
    );
    assert_eq!(app.restore_record(Restore::default()).unwrap().backup, Some(oldest.path));
    assert_eq!(app.show_incident(one("INC-0001")).unwrap().entries, 3);
}

#[test]
fn without_a_backup_a_new_record_can_be_begun_and_the_old_file_stays() {
    let test = AppTest::new();
    let AppTest { app, folder, clock } = test;
    drop(app);
    let data = folder.path().join("data");
    for companion in ["firebreak.db-wal", "firebreak.db-shm"] {
        let _ = fs::remove_file(data.join(companion));
    }
    fs::write(data.join("firebreak.db"), "this is no database at all, but it is somebody's file").unwrap();
    let app = open(data, &clock);
    assert!(app.open_incident(key_incident()).is_err());
    assert!(app.restore_record(Restore::default()).is_err(), "there is no backup");
    let restored =
        app.restore_record(Restore { backup: Some("empty".to_owned()), even_if_good: false }).unwrap();
    assert_eq!(
        fs::read(restored.set_aside.unwrap()).unwrap(),
        b"this is no database at all, but it is somebody's file"
    );
    assert_eq!(app.open_incident(key_incident()).unwrap().code, "INC-0001");
}

#[test]
fn a_folder_that_cannot_be_is_said_and_a_missing_one_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let clock = crate::harness::TestClock::at("2026-11-21T02:17:00Z");
    let app = open(folder.path().join("new"), &clock);
    assert!(app.open_incident(key_incident()).is_ok());
    let app = open(folder.path().join("not/there"), &clock);
    let error = app.open_incident(key_incident()).unwrap_err();
    assert_eq!(error.code(), Code::Storage);
    assert!(error.to_string().contains("not/there"), "{error}");
    assert!(!folder.path().join("not").exists(), "nothing is made where nobody asked for it");
    fs::write(folder.path().join("file"), "x").unwrap();
    let app = open(folder.path().join("file"), &clock);
    assert!(app.open_incident(key_incident()).is_err());
}

#[test]
fn the_settings_are_kept_and_a_broken_file_is_left_alone() {
    let test = AppTest::new();
    let settings = Settings {
        responder: Some(" Bea ".to_owned()),
        theme: Some(Theme::Dark),
        zone: Some("Europe/Berlin".to_owned()),
        ..Settings::default()
    };
    let about = test.app.set_settings(SetSettings { settings: settings.clone() }).unwrap();
    assert_eq!(about.settings.responder.as_deref(), Some("Bea"));
    let bad = Settings { zone: Some("Mars/Olympus".to_owned()), ..settings };
    assert!(test.app.set_settings(SetSettings { settings: bad }).is_err());
    let test = test.restarted();
    assert_eq!(test.app.about(Nothing {}).unwrap().settings.theme, Some(Theme::Dark));
    let file = test.data().join("settings.json");
    fs::write(&file, "{ not json").unwrap();
    let error = test.app.about(Nothing {}).unwrap_err();
    assert!(error.to_string().contains("cannot be read"), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "{ not json");
}

#[test]
fn a_responder_without_a_name_is_asked_for_one() {
    let folder = tempfile::tempdir().unwrap();
    let app = firebreak_app::App::open(firebreak_app::Options {
        data: Some(folder.path().join("data")),
        ..firebreak_app::Options::default()
    })
    .unwrap();
    let about = app.about(Nothing {}).unwrap();
    assert_eq!(about.responder, None);
    let error = app.open_incident(key_incident()).unwrap_err();
    assert_eq!(error.hint().as_deref(), Some("Give your name in the settings"));
}

#[test]
fn search_goes_over_all_incidents_and_leads_to_the_entry() {
    let test = AppTest::new();
    test.open_key();
    let entry = test.note("the actor listed buckets in eu-north-1").entries.remove(0);
    let found = test.app.search(Search { text: "bucket".to_owned(), limit: None }).unwrap();
    assert_eq!(found.hits.len(), 1);
    assert_eq!(found.hits[0].entry.as_deref(), Some(entry.as_str()));
    assert_eq!(found.hits[0].snippet[1], "buckets");
    let by_title = test.app.search(Search { text: "build logs".to_owned(), limit: None }).unwrap();
    assert!(by_title.hits.iter().any(|hit| hit.code == "INC-0001"));
    for hostile in ["\"", "*", "a AND", "NEAR(", "title:x", "^", "-x", ""] {
        test.app.search(Search { text: hostile.to_owned(), limit: None }).unwrap();
    }
}

#[test]
fn a_hit_says_whether_its_note_and_its_words_count() {
    let test = AppTest::new();
    test.open_key();
    let entry = test.note("the actor listed buckets in eu-north-1").entries.remove(0);
    let hit = |text: &str| {
        let found = test.app.search(Search { text: text.to_owned(), limit: None }).unwrap();
        found.hits.into_iter().find(|hit| hit.entry.as_ref() == Some(&entry)).unwrap()
    };
    assert_eq!((hit("listed").withdrawn, hit("listed").words), (false, HitWords::Said));
    let text = "the actor listed all of it";
    test.call("entry.correct", json!({"incident": "INC-0001", "entry": entry, "text": text})).unwrap();
    let told = |text: &str| (hit(text).words, hit(text).snippet.join("|"));
    assert_eq!(told("listed"), (HitWords::Corrected, "the actor |listed| all of it".to_owned()));
    assert_eq!(told("north"), (HitWords::Old, text.to_owned()));
    test.call("note.withdraw", json!({"incident": "INC-0001", "entry": entry})).unwrap();
    assert!(hit("listed").withdrawn);
    test.app.rebuild_record(Nothing {}).unwrap();
    assert!(hit("north").withdrawn, "it is made again from the events");
    test.call("note.restore", json!({"incident": "INC-0001", "entry": entry})).unwrap();
    assert!(!hit("listed").withdrawn);
}

#[test]
fn a_time_that_the_zone_shows_twice_is_asked_back_before_anything_is_recorded() {
    let test = AppTest::new();
    test.open_key();
    let parse = |text: &str, zone: &str| {
        test.app.parse_time(ParseTime { text: text.to_owned(), zone: Some(zone.to_owned()) })
    };
    let error = parse("2026-10-25 02:30", "Europe/Berlin").unwrap_err();
    assert_eq!(error.code(), Code::BadRequest);
    assert!(error.to_string().contains("happened twice"), "{error}");
    let parsed = parse("0210z", "Europe/Berlin").unwrap();
    assert_eq!(parsed.in_words, "2026-11-21 02:10:00Z · 03:10 CET · 7 min ago");
}

#[test]
fn a_time_that_was_typed_can_be_kept_for_later() {
    let test = AppTest::new();
    let parse = |text: &str| {
        test.app
            .parse_time(ParseTime { text: text.to_owned(), zone: Some("Europe/Berlin".to_owned()) })
            .unwrap()
    };
    for typed in
        ["now", "-2h", "0210z", "yesterday", "~-2h", "<-10m", "2026-11", "02:10/02:20", "yesterday 22:10"]
    {
        let kept = parse(&parse(typed).typed);
        test.later(90);
        let later = parse(&kept.typed);
        assert_eq!((later.when, &later.typed), (kept.when, &kept.typed), "{typed}");
    }
    assert_eq!(parse("0210z").typed, "2026-11-21T02:10Z");
}

#[test]
fn everything_that_is_shown_can_be_made_again_from_the_events() {
    let test = AppTest::new();
    test.open_key();
    test.step("1", StepState::Done).unwrap();
    let entry = test.note("key used from 198.51.100.7").entries.remove(0);
    test.app
        .correct_entry(CorrectEntry {
            incident: "INC-0001".to_owned(),
            entry,
            text: Some("key used from 203.0.113.9".to_owned()),
            at: None,
            reason: None,
            draft: None,
        })
        .unwrap();
    test.app.open_incident(key_incident()).unwrap();
    let shown = |test: &AppTest| {
        let rows = test.app.list_incidents(ListIncidents::default()).unwrap().rows;
        let search = test.app.search(Search { text: "203.0.113.9".to_owned(), limit: None }).unwrap();
        format!("{:?} {rows:?} {search:?}", test.timeline())
    };
    let before = shown(&test);
    assert_eq!(test.app.verify_record(VerifyRecord::default()).unwrap().wrong_entries, 0);
    assert_eq!(test.app.rebuild_record(Nothing {}).unwrap().entries, 9);
    assert_eq!(shown(&test), before);
    assert!(test.app.verify_record(VerifyRecord::default()).unwrap().ok);
}

#[test]
fn what_is_acknowledged_while_the_record_is_replaced_is_in_a_file_that_can_be_read() {
    let test = AppTest::new();
    test.open_key();
    test.app.keep_backups().unwrap();
    let AppTest { app, folder, clock } = test;
    drop(app);
    let data = folder.path().join("data");
    let note = |text: String| AddNote {
        incident: "INC-0001".to_owned(),
        text,
        at: None,
        precision: None,
        phase: None,
        draft: None,
    };
    let written = std::thread::scope(|scope| {
        let writers = [0, 1].map(|writer| {
            let (data, clock) = (&data, &clock);
            scope.spawn(move || {
                let texts = (0..60).map(|number| format!("note {number} of {writer}"));
                // Each is a process of its own, that opens the record, writes and ends.
                texts
                    .filter(|text| open(data.clone(), clock).add_note(note(text.clone())).is_ok())
                    .collect::<Vec<String>>()
            })
        });
        for _ in 0..20 {
            // Refused while a writer has it open.
            let _ = open(data.clone(), &clock).restore_record(Restore { backup: None, even_if_good: true });
        }
        writers.map(|writer| writer.join().unwrap()).concat()
    });
    assert!(!written.is_empty());
    let files = fs::read_dir(&data).unwrap().map(|file| file.unwrap().path());
    let records = files.filter(|file| file.extension().is_some_and(|extension| extension == "db"));
    let mut found = Vec::new();
    for record in records {
        let copy = tempfile::tempdir().unwrap();
        let alone = copy.path().join("data");
        fs::create_dir(&alone).unwrap();
        for companion in ["", "-wal"] {
            let from = format!("{}{companion}", record.display());
            if fs::exists(&from).unwrap() {
                fs::copy(from, alone.join(format!("firebreak.db{companion}"))).unwrap();
            }
        }
        let app = open(alone, &clock);
        let page =
            TimelinePage { incident: "INC-0001".to_owned(), limit: Some(1000), ..TimelinePage::default() };
        found.extend(app.page_timeline(page).unwrap().rows.into_iter().map(|entry| entry.text));
    }
    let lost: Vec<_> = written.iter().filter(|text| !found.contains(text)).collect();
    assert!(lost.is_empty(), "{} of {} are in no file: {lost:?}", lost.len(), written.len());
}
