use std::fs;
use std::io::Read;
use std::process::Stdio;

use firebreak_app::COMMANDS;
use serde_json::{Value, json};

use crate::harness::{AUTHOR, CliTest, finished, without};

/// Every command of the command line, as it is typed.
const TYPED: [&str; 29] = [
    "playbook list",
    "playbook show",
    "playbook check",
    "playbook match",
    "incident open",
    "incident list",
    "incident show",
    "incident change",
    "step",
    "task",
    "choose",
    "variable",
    "run",
    "note",
    "correct",
    "milestone",
    "times",
    "timeline",
    "close",
    "reopen",
    "search",
    "verify",
    "backup list",
    "restore",
    "call",
    "settings",
    "completions",
    "man",
    "help",
];

/// The program without a data folder: what it prints has nothing to do with a record.
fn printed(test: &CliTest, arguments: &[&str]) -> String {
    let mut command = test.program();
    command.args(arguments);
    let ran = finished(command, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{arguments:?}");
    ran.out
}

#[test]
fn the_manual_has_every_command() {
    let test = CliTest::new();
    let manual = printed(&test, &["man"]);
    assert!(manual.contains(".TH firebreak 1"), "{manual}");
    for typed in TYPED.iter().filter(|typed| **typed != "help") {
        let heading = format!(".SH \"FIREBREAK {}\"", typed.to_uppercase());
        assert!(manual.contains(&heading), "{heading}");
    }
    assert!(manual.contains("Exit codes: 0 done"), "{manual}");
    assert_eq!(fs::read_dir(test.folder()).unwrap().count(), 0, "no record is opened for it");
    let folder = test.folder().join("man");
    printed(&test, &["man", "--folder", folder.to_str().unwrap()]);
    assert!(folder.join("firebreak-incident-open.1").is_file());
}

#[test]
fn the_completions_have_every_command() {
    let test = CliTest::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = printed(&test, &["completions", shell]);
        for word in TYPED.iter().flat_map(|typed| typed.split(' ')) {
            assert!(script.contains(word), "{shell}: {word}");
        }
        for word in ["severity", "each-line"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    test.fails(2, "bad-request", &["completions", "command.com"]);
}

#[test]
fn the_help_knows_every_command() {
    let test = CliTest::new();
    for typed in TYPED.iter().filter(|typed| **typed != "help") {
        let mut arguments: Vec<&str> = typed.split(' ').collect();
        arguments.push("--help");
        let out = printed(&test, &arguments);
        assert!(out.contains("Usage: firebreak"), "{typed}: {out}");
    }
    assert_eq!(printed(&test, &["--version"]), format!("firebreak {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_command_of_the_application_can_be_called() {
    let test = CliTest::with_incident();
    let listed = test.json(&["call", "--list"]);
    let names: Vec<&str> =
        listed.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, COMMANDS.iter().map(|command| command.name).collect::<Vec<_>>());
    let people = test.ok(&["call", "--list"]);
    for command in COMMANDS {
        assert!(people.contains(command.about), "{}", command.name);
        // Asked for nothing, it answers, or says what its request needs.
        let ran = test.run(&["call", command.name, "{}", "--json"]);
        match ran.code {
            Some(0) => drop(serde_json::from_str::<Value>(&ran.out).unwrap()),
            Some(2) => {
                let error: Value = serde_json::from_str(&ran.err).unwrap();
                let message = error["message"].as_str().unwrap();
                assert!(message.starts_with("The request does not fit"), "{}: {message}", command.name);
            }
            Some(1) => assert_eq!(command.name, "record.restore", "{ran:?}"),
            _ => panic!("{}: {ran:?}", command.name),
        }
    }
}

#[test]
fn what_a_call_records_is_backed_up_and_said_under_which_name() {
    let test = CliTest::with_incident();
    std::fs::remove_dir_all(test.data().join("backups")).unwrap();
    let call = |name: &str, request: &str| {
        let ran = finished(without(test.command(&["call", name, request]), "FIREBREAK_AUTHOR"), &[]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        ran.err
    };
    assert_eq!(call("incident.show", r#"{"incident": "INC-0001"}"#), "", "nothing was recorded");
    assert_eq!(test.json(&["backup", "list"]), json!([]));
    let told = call("note.add", r#"{"incident": "INC-0001", "text": "by call"}"#);
    assert!(told.starts_with("Recorded under the name \""), "{told}");
    assert_eq!(test.json(&["backup", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_call_takes_and_gives_json() {
    let test = CliTest::with_incident();
    let request = json!({"incident": "INC-0001", "text": "by call", "at": "-10m"}).to_string();
    let changed: Value = serde_json::from_str(&test.ok(&["call", "note.add", &request])).unwrap();
    assert_eq!(changed["entries"].as_array().unwrap().len(), 1);
    let ran = test.run_with_input(&["call", "note.add", "-"], request.as_bytes());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let notes = test.texts("INC-0001").iter().filter(|text| *text == "by call").count();
    assert_eq!(notes, 2);
    assert_eq!(test.timeline("INC-0001")[0]["author"], AUTHOR);
    let parsed = test.json(&["call", "time.parse", r#"{"text": "2026-03-01T10:00Z"}"#]);
    assert_eq!(parsed["when"]["earliest"], "2026-03-01T10:00:00Z");

    let error = test.fails(2, "bad-request", &["call", "note.sing", "{}"]);
    assert_eq!(error["hint"], "`firebreak call --list` shows every command.");
    test.fails(2, "bad-request", &["call", "note.add", "{"]);
    test.fails(2, "bad-request", &["call", "note.add", "[]"]);
    test.fails(2, "bad-request", &["call", "note.add", r#"{"incident": "INC-0001"}"#]);
    test.fails(
        2,
        "bad-request",
        &["call", "note.add", r#"{"incident": "INC-0001", "text": "x", "colour": 1}"#],
    );
    test.fails(1, "not-found", &["call", "incident.show", r#"{"incident": "INC-0099"}"#]);
    test.fails(2, "bad-request", &["call"]);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(test.run_with_input(&["call", "note.add", "-"], deep.as_bytes()).code, Some(2));
}

#[test]
fn keeps_the_settings_of_this_machine() {
    let test = CliTest::new();
    let settings = |arguments: &[&str]| {
        let mut command = test.program();
        command.env("FIREBREAK_DATA", test.data()).arg("settings").args(arguments).arg("--json");
        let ran = finished(command, &[]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{arguments:?}");
        serde_json::from_str::<Value>(&ran.out).unwrap()
    };
    assert_eq!(settings(&[])["responder"], Value::Null);
    assert_eq!(settings(&["--name", " Ines Okafor "])["responder"], "Ines Okafor");
    assert_eq!(settings(&["--zone", "Europe/Berlin"])["zone"], "Europe/Berlin");
    let about = settings(&["--theme", "dark"]);
    assert_eq!(
        about["settings"],
        json!({"playbooks": [], "keys": {}, "zoom": null, "matrix_profile": null, "responder": "Ines Okafor", "theme": "dark", "zone": "Europe/Berlin"}),
        "what is not given stays"
    );
    let about = settings(&["--theme", "system", "--zone", "system"]);
    assert_eq!(
        about["settings"],
        json!({"playbooks": [], "keys": {}, "zoom": null, "matrix_profile": null, "responder": "Ines Okafor", "theme": null, "zone": null})
    );
    assert_eq!(about["zone"], "UTC");
    let file = test.data().join("moved.json").display().to_string();
    assert_eq!(settings(&["--export", &file])["path"], json!(file));
    test.fails(1, "refused", &["settings", "--export", &file]);
    assert_eq!(test.ok(&["settings", "--export", "-"]), fs::read_to_string(&file).unwrap());
    settings(&["--theme", "dark"]);
    assert_eq!(settings(&["--import", &file])["about"]["settings"]["theme"], Value::Null);
    test.fails(2, "bad-request", &["settings", "--import", test.data().join("gone").to_str().unwrap()]);
    let out = test.ok(&["settings"]);
    assert!(out.contains(test.data().to_str().unwrap()), "{out}");
    test.fails(2, "bad-request", &["settings", "--zone", "Middle/Earth"]);
    test.fails(2, "bad-request", &["settings", "--theme", "pink"]);
    test.fails(1, "refused", &["settings", "--name", "  "]);
    fs::write(test.data().join("settings.json"), "{ this is no JSON").unwrap();
    let error = test.fails(1, "storage", &["settings"]);
    assert!(error["message"].as_str().unwrap().contains("settings.json"), "{error}");
}

#[test]
fn wrong_usage_says_what_is_missing() {
    let test = CliTest::new();
    test.fails(2, "bad-request", &["note"]);
    test.fails(2, "bad-request", &["nonsense"]);
    test.fails(2, "bad-request", &["incident", "list", "--nonsense"]);
    test.fails(2, "bad-request", &["playbook"]);
    let mut command = test.program();
    command.arg("note");
    let ran = finished(command, &[]);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("Usage: firebreak note"), "{}", ran.err);
}

#[test]
fn an_answer_that_nobody_reads_to_the_end_is_no_failure() {
    let test = CliTest::with_incident();
    let text = "word ".repeat(100_000);
    assert_eq!(test.run_with_input(&["note", "INC-0001", "-"], text.as_bytes()).code, Some(0));
    let mut child = test.command(&["timeline", "INC-0001", "--json"]);
    let mut child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut one = [0];
    child.stdout.take().unwrap().read_exact(&mut one).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_told() {
    let test = CliTest::with_incident();
    let mut command = test.command(&["note", "INC-0001", "recorded all the same"]);
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = command.stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("What was recorded stays recorded."), "{err}");
    assert_eq!(test.texts("INC-0001").last().unwrap(), "recorded all the same");
}
