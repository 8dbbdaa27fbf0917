use std::fs;

use rusqlite::Connection;
use serde_json::{Value, json};

#[cfg(unix)]
use crate::harness::finished;
use crate::harness::{CliTest, Ran};

/// Changes the record behind the program's back, guards removed.
fn tamper(test: &CliTest, statement: &str) {
    let raw = Connection::open(test.database()).unwrap();
    let mut find = raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    let guards: Vec<String> = find.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(!guards.is_empty());
    for guard in guards {
        raw.execute_batch(&format!("DROP TRIGGER {guard}")).unwrap();
    }
    assert_eq!(raw.execute(statement, []).unwrap(), 1, "{statement}");
}

fn verify(test: &CliTest, arguments: &[&str]) -> (Ran, Value) {
    let ran = test.run(&[&["verify", "--json"], arguments].concat());
    let found = serde_json::from_str(&ran.out).unwrap();
    (ran, found)
}

#[test]
fn an_event_whose_content_does_not_fit_is_damage_for_every_command() {
    let test = CliTest::with_incident();
    tamper(&test, "UPDATE events SET body = '{}' WHERE seq = 1");
    for arguments in
        [&["incident", "show", "INC-0001"][..], &["times", "INC-0001"], &["note", "INC-0001", "x"]]
    {
        let error = test.fails(3, "damaged", arguments);
        assert!(error["hint"].as_str().unwrap().contains("firebreak restore"), "{error}");
    }
}

#[test]
fn a_record_that_holds_is_said_to_hold() {
    let test = CliTest::with_incident();
    let found = test.json(&["verify"]);
    assert_eq!(
        (&found["ok"], &found["events"], &found["first_bad"]),
        (&json!(true), &json!(3), &Value::Null)
    );
    assert_eq!(found["head"].as_str().unwrap().len(), 64);
    let head = test.json(&["incident", "show", "INC-0001"])["head"]["hash"].clone();
    assert_eq!(test.json(&["verify", "INC-0001"])["head"], head);
    assert!(test.ok(&["verify"]).starts_with("The record holds: 3 events hashed again"));
    assert_eq!(CliTest::new().json(&["verify"])["ok"], true, "an empty record holds");
}

#[test]
fn names_the_first_event_that_was_altered() {
    let test = CliTest::with_incident();
    for text in ["one", "two", "three"] {
        test.ok(&["note", "INC-0001", text]);
    }
    tamper(&test, "UPDATE events SET body = replace(body, 'two', 'TWO') WHERE seq = 5");
    for arguments in [&[][..], &["INC-0001"]] {
        let (ran, found) = verify(&test, arguments);
        assert_eq!((ran.code, &found["ok"]), (Some(3), &json!(false)), "{ran:?}");
        assert_eq!(
            (&found["first_bad"]["seq"], &found["first_bad"]["code"]),
            (&json!(5), &json!("INC-0001"))
        );
    }
    let ran = test.run(&["verify"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(3), ""));
    assert!(ran.out.contains("The first bad event is number 5 of INC-0001"), "{}", ran.out);
    assert!(ran.out.contains("`firebreak restore`"), "{}", ran.out);
    assert_eq!(test.run(&["call", "record.verify"]).code, Some(3));
}

#[test]
fn names_the_first_event_that_cannot_be_read() {
    for statement in [
        "UPDATE events SET precision = 'roughly' WHERE seq = 2",
        "UPDATE events SET earliest_ms = 9223372036854775807 WHERE seq = 2",
    ] {
        let test = CliTest::with_incident();
        tamper(&test, statement);
        for arguments in [&[][..], &["INC-0001"]] {
            let (ran, found) = verify(&test, arguments);
            assert_eq!((ran.code, ran.err.as_str()), (Some(3), ""), "{statement}");
            assert_eq!((&found["ok"], &found["events"]), (&json!(false), &json!(3)), "{found}");
            assert_eq!(
                (&found["first_bad"]["seq"], &found["first_bad"]["code"]),
                (&json!(2), &json!("INC-0001")),
                "{found}"
            );
        }
        let told = test.run(&["verify"]);
        assert!(told.out.contains("The first bad event is number 2 of INC-0001"), "{}", told.out);
    }
}

#[test]
fn names_what_the_database_says_of_a_page_that_cannot_be_read() {
    let test = CliTest::with_incident();
    let lines = format!("{}\n", "x".repeat(200)).repeat(200);
    assert_eq!(test.run_with_input(&["note", "INC-0001", "--each-line"], lines.as_bytes()).code, Some(0));
    let raw = Connection::open(test.database()).unwrap();
    let page: u32 = raw
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'events'", [], |row| row.get(0))
        .unwrap();
    drop(raw);
    let mut bytes = fs::read(test.database()).unwrap();
    // Not the root of the table but the last page below it, which the header of the root names.
    let root = (page as usize - 1) * 4096;
    let child = u32::from_be_bytes(bytes[root + 8..root + 12].try_into().unwrap()) as usize;
    bytes[(child - 1) * 4096..child * 4096].fill(0xA5);
    fs::write(test.database(), bytes).unwrap();
    let (ran, found) = verify(&test, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(3), ""), "{ran:?}");
    assert!(!found["damage"].as_array().unwrap().is_empty(), "{found}");
    assert!(found["events"].as_u64().unwrap() > 0, "what comes before the page was read: {found}");
}

#[test]
fn notices_an_event_that_was_taken_out() {
    let test = CliTest::with_incident();
    for text in ["one", "two", "three"] {
        test.ok(&["note", "INC-0001", text]);
    }
    tamper(&test, "DELETE FROM events WHERE seq = 4");
    let (ran, found) = verify(&test, &[]);
    assert_eq!((ran.code, &found["first_bad"]["seq"]), (Some(3), &json!(5)), "{ran:?}");
}

#[test]
fn a_forged_timeline_is_noticed_and_made_again_from_the_events() {
    let test = CliTest::with_incident();
    test.ok(&["note", "INC-0001", "the key was used from outside"]);
    let raw = Connection::open(test.database()).unwrap();
    let forgery = "UPDATE entries SET text = 'nothing happened' WHERE text LIKE 'the key%'";
    assert_eq!(raw.execute(forgery, []).unwrap(), 1);
    drop(raw);
    let (ran, found) = verify(&test, &[]);
    assert_eq!(
        (ran.code, &found["ok"], &found["wrong_entries"]),
        (Some(3), &json!(false), &json!(1)),
        "{ran:?}"
    );
    let told = test.run(&["verify"]).out;
    assert!(told.starts_with("Every event holds: 4 events hashed again"), "{told}");
    assert!(told.contains("`firebreak rebuild`"), "{told}");
    assert!(!told.contains("restore"), "a backup would take back what was recorded since: {told}");
    assert_eq!(test.json(&["rebuild"])["entries"], 4);
    assert!(test.ok(&["timeline", "INC-0001"]).contains("the key was used from outside"));
}

#[test]
fn a_timeline_in_the_words_of_another_version_is_made_again() {
    let test = CliTest::with_incident();
    let before = test.texts("INC-0001");
    let raw = Connection::open(test.database()).unwrap();
    for statement in [
        "UPDATE entries SET text = 'in other words'",
        "UPDATE meta SET value = x'7fffffff' WHERE name = 'wording'",
    ] {
        assert!(raw.execute(statement, []).unwrap() > 0, "{statement}");
    }
    drop(raw);
    assert_eq!(test.json(&["verify"])["ok"], true);
    assert_eq!(test.texts("INC-0001"), before);
}

#[test]
fn a_damaged_file_is_named_and_a_backup_takes_its_place() {
    let test = CliTest::with_incident();
    let backups = test.json(&["backup", "list"]);
    assert_eq!(backups.as_array().unwrap().len(), 1, "one is taken after the first entry");
    let note = test.run(&["note", "INC-0001", "after the backup"]);
    assert_eq!(note.code, Some(0));
    let garbage = "this is no database any more. ".repeat(500);
    fs::write(test.database(), &garbage).unwrap();
    for arguments in [&["incident", "list"][..], &["note", "INC-0001", "x"], &["timeline", "INC-0001"]] {
        let error = test.fails(3, "damaged", arguments);
        assert!(error["hint"].as_str().unwrap().contains("`firebreak restore`"), "{error}");
    }
    let (ran, found) = verify(&test, &[]);
    assert_eq!((ran.code, &found["ok"], &found["events"]), (Some(3), &json!(false), &json!(0)), "{ran:?}");
    assert!(ran.err.contains("damaged"), "{}", ran.err);
    // The file is left as it is until somebody decides.
    assert_eq!(fs::read_to_string(test.database()).unwrap(), garbage);
    assert!(test.ok(&["backup", "list"]).contains(backups[0]["path"].as_str().unwrap()));

    let restored = test.json(&["restore"]);
    assert_eq!(restored["backup"], backups[0]["path"]);
    assert_eq!(fs::read_to_string(restored["set_aside"].as_str().unwrap()).unwrap(), garbage);
    assert_eq!(test.timeline("INC-0001").len(), 3);
    test.ok(&["note", "INC-0001", "on the restored record"]);
    assert_eq!(test.json(&["verify"])["ok"], true);
}

/// Runs the program where no file may grow beyond a few kilobytes, as on a disk that is full.
#[cfg(unix)]
fn without_room(test: &CliTest, arguments: &[&str]) -> Ran {
    let program = test.command(arguments);
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""]).arg(program.get_program());
    shell.args(program.get_args());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    finished(shell, &[])
}

#[cfg(unix)]
#[test]
fn without_room_nothing_is_half_done_and_nothing_is_lost() {
    let test = CliTest::with_incident();
    test.ok(&["note", "INC-0001", "after the backup"]);
    let before = (fs::read(test.database()).unwrap(), test.texts("INC-0001"));
    for arguments in [
        &["restore", "--even-if-good"][..],
        &["restore", "--even-if-good", "--empty"],
        &["note", "INC-0001", "x"],
        &["rebuild"],
        &["backup", "list"],
    ] {
        let ran = without_room(&test, &[&["--json"], arguments].concat());
        if arguments == ["backup", "list"] {
            assert_eq!(ran.code, Some(0), "what needs no room is done: {ran:?}");
            continue;
        }
        assert_eq!(ran.code, Some(1), "{arguments:?}: {ran:?}");
        let error: Value = serde_json::from_str(&ran.err).unwrap();
        assert_eq!(error["code"], "storage", "{arguments:?}: {error}");
        assert!(fs::read(test.database()).unwrap() == before.0, "{arguments:?} changed the record");
    }
    let names: Vec<_> = fs::read_dir(test.data()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().contains("part")), "{names:?}");
    assert_eq!(test.texts("INC-0001"), before.1);
    test.ok(&["restore", "--even-if-good"]);
    assert_eq!(test.timeline("INC-0001").len(), 3, "with room, the same is done");
}

#[test]
fn a_record_of_a_newer_version_is_replaced_only_where_that_is_meant_and_a_bad_one_at_once() {
    let test = CliTest::with_incident();
    let version = |version: i64| {
        Connection::open(test.database()).unwrap().pragma_update(None, "user_version", version).unwrap();
    };
    version(999);
    test.fails(1, "newer", &["restore"]);
    test.ok(&["restore", "--even-if-good"]);
    tamper(&test, "UPDATE events SET precision = 'roughly' WHERE seq = 2");
    test.ok(&["restore"]);
    assert_eq!(test.json(&["verify"])["ok"], true);
}

#[test]
fn restores_what_is_asked_for() {
    let test = CliTest::with_incident();
    let path = test.json(&["backup", "list"])[0]["path"].as_str().unwrap().to_owned();
    test.fails(1, "not-found", &["restore", "/no/such/backup.db"]);
    test.fails(2, "bad-request", &["restore", &path, "--empty"]);
    test.ok(&["note", "INC-0001", "later than the backup"]);
    test.fails(1, "refused", &["restore", &path]);
    assert_eq!(test.timeline("INC-0001").len(), 4, "the record holds and stays");
    let out = test.ok(&["restore", &path, "--even-if-good"]);
    assert!(out.contains("is kept, unchanged:"), "{out}");
    assert_eq!(test.timeline("INC-0001").len(), 3);
    let out = test.ok(&["restore", "--empty", "--even-if-good"]);
    assert!(out.starts_with("A new record begins.\n"), "{out}");
    assert_eq!(test.json(&["incident", "list"])["total"], 0);
    let none = CliTest::new();
    assert!(none.ok(&["backup", "list"]).starts_with("No backup yet."));
    none.fails(1, "not-found", &["restore"]);
}

#[test]
fn a_record_of_a_newer_version_is_refused_and_left_alone() {
    let test = CliTest::with_incident();
    Connection::open(test.database()).unwrap().pragma_update(None, "user_version", 9_000).unwrap();
    let before = fs::read(test.database()).unwrap();
    let error = test.fails(1, "newer", &["incident", "list"]);
    assert!(error["message"].as_str().unwrap().contains("later version of Firebreak"), "{error}");
    test.fails(1, "newer", &["note", "INC-0001", "x"]);
    assert_eq!(fs::read(test.database()).unwrap(), before);
}

#[test]
fn reading_takes_no_backup() {
    let test = CliTest::new();
    test.ok(&["incident", "list"]);
    assert_eq!(test.json(&["backup", "list"]), json!([]));
}

#[test]
fn a_file_that_another_program_keeps_locked_is_named() {
    let test = CliTest::with_incident();
    let other = Connection::open(test.database()).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert_eq!(test.timeline("INC-0001").len(), 3, "reading goes on");
    let ran = test.run(&["note", "INC-0001", "x", "--json"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let error: Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(error["code"], "storage");
    assert!(error["message"].as_str().unwrap().contains("keeps"), "{error}");
    other.execute_batch("ROLLBACK").unwrap();
    test.ok(&["note", "INC-0001", "x"]);
    assert_eq!(test.timeline("INC-0001").len(), 4);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let test = CliTest::with_incident();
    let set = |path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    set(test.database(), 0o444);
    set(test.data(), 0o555);
    let is_above_the_law = fs::write(test.data().join("probe"), "").is_ok();
    let ran = test.run(&["note", "INC-0001", "x"]);
    if is_above_the_law {
        // Whoever may write everywhere is not stopped by a mode.
        assert_eq!(ran.code, Some(0), "{ran:?}");
    } else {
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.err.contains("read-only"), "{}", ran.err);
    }
    set(test.data(), 0o755);
    set(test.database(), 0o644);
    assert_eq!(test.json(&["verify"])["ok"], true);
}
