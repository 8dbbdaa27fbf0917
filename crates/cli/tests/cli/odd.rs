use crate::harness::{CliTest, OPEN};

#[track_caller]
fn open_with(test: &CliTest, title: &str) -> String {
    let mut arguments = OPEN.to_vec();
    arguments[3] = title;
    test.json(&arguments)["incident"]["title"].as_str().unwrap().to_owned()
}

#[test]
fn a_note_of_a_million_bytes_is_kept_whole() {
    let test = CliTest::with_incident();
    let mut text = "Ünïcode wörd ".repeat(70_000);
    text.push_str("the very end");
    assert!(text.len() > 1_000_000);
    let ran = test.run_with_input(&["note", "INC-0001", "-"], text.as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.len() < 10_000, "nobody wants it all back: {}", ran.out.len());
    assert_eq!(test.texts("INC-0001").last().unwrap(), &text);
    assert!(test.ok(&["timeline", "INC-0001"]).len() < 10_000, "a list does not drown in it");
    assert!(test.ok(&["timeline", "INC-0001", "--format", "csv"]).contains("the very end"));
    assert_eq!(test.json(&["search", "very end"])["hits"].as_array().unwrap().len(), 1);
    assert_eq!(test.json(&["verify"])["ok"], true);
}

#[test]
fn a_note_that_is_too_long_is_refused() {
    let test = CliTest::with_incident();
    for size in [5 * 1024 * 1024, 17 * 1024 * 1024] {
        let ran = test.run_with_input(&["note", "INC-0001", "-"], &vec![b'x'; size]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.err.contains("Nothing was recorded."), "{}", ran.err);
    }
    assert_eq!(test.timeline("INC-0001").len(), 3);
}

#[test]
fn what_would_steer_a_terminal_is_shown_and_not_done() {
    let test = CliTest::with_incident();
    let text = "a\u{1b}[2J\u{1b}]0;owned\u{7}b\u{9b}31mc\u{202e}d\u{7f}\re\u{0}f";
    let ran = test.run_with_input(&["note", "INC-0001", "-"], text.as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let title = open_with(&test, "Title\u{1b}[31m red\nsecond line");
    assert!(!title.contains('\n'), "{title:?}");
    for arguments in [
        &["timeline", "INC-0001"][..],
        &["timeline", "INC-0001", "--json"],
        &["search", "owned"],
        &["incident", "list"],
        &["incident", "show", "INC-0002"],
        &["incident", "list", "--json"],
        &["call", "timeline.page", r#"{"incident": "INC-0001"}"#],
    ] {
        let out = test.ok(arguments);
        assert!(!out.chars().any(|c| c.is_control() && c != '\n'), "{arguments:?}: {out:?}");
    }
    let shown = test.ok(&["timeline", "INC-0001"]);
    assert!(shown.contains("a\\u{1b}[2J"), "{shown}");
    assert!(!shown.contains('\u{202e}'), "{shown:?}");
    // Nothing is lost: the JSON says exactly what was typed, but for NUL, which no text of a database can hold.
    assert_eq!(test.texts("INC-0001").last().unwrap(), &text.replace('\0', "\u{2400}"));
    let error = test.run(&["incident", "show", "no\u{1b}[31msuch"]);
    assert!(!error.err.contains('\u{1b}'), "{:?}", error.err);
}

#[test]
fn writing_from_right_to_left_is_kept() {
    let test = CliTest::new();
    let title = "مفتاح وصول في السجلات \u{200f}(2026)";
    assert_eq!(open_with(&test, title), title);
    test.ok(&["note", "INC-0001", "המפתח נמחק"]);
    assert!(test.ok(&["timeline", "INC-0001"]).contains("המפתח נמחק"));
    assert!(test.ok(&["incident", "list"]).contains(title));
    assert_eq!(test.json(&["search", "נמחק"])["hits"].as_array().unwrap().len(), 1);
}

#[test]
fn an_emoji_is_a_title_too() {
    let test = CliTest::new();
    for title in ["🔥🧑‍🚒", "🏴‍☠️ pirates", "e\u{301}te\u{301}", "日本語のインシデント"]
    {
        assert_eq!(open_with(&test, title), title);
    }
    let out = test.ok(&["incident", "list"]);
    assert!(out.contains("🧑‍🚒"), "{out}");
}

#[test]
fn a_title_that_is_too_long_is_refused() {
    let test = CliTest::new();
    let mut arguments = OPEN.to_vec();
    let long = "x".repeat(201);
    arguments[3] = &long;
    let error = test.fails(1, "refused", &arguments);
    assert!(error["hint"].as_str().unwrap().contains("Shorten it"), "{error}");
    arguments[3] = &long[..200];
    test.ok(&arguments);
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let test = CliTest::with_incident();
    let mut command = test.command(&["note", "INC-0001"]);
    command.arg(OsStr::from_bytes(b"caf\xe9"));
    assert_eq!(crate::harness::finished(command, &[]).code, Some(2));
    assert_eq!(test.timeline("INC-0001").len(), 3);
}

#[test]
fn a_narrow_terminal_gets_narrow_lines() {
    let test = CliTest::with_incident();
    test.ok(&["note", "INC-0001", &"several words ".repeat(30)]);
    let mut command = test.command(&["timeline", "INC-0001"]);
    command.env("COLUMNS", "40");
    let narrow = crate::harness::finished(command, &[]).out;
    assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
    let mut command = test.command(&["timeline", "INC-0001"]);
    command.env_remove("COLUMNS");
    let piped = crate::harness::finished(command, &[]).out;
    assert!(
        piped.lines().any(|line| line.chars().count() > 400),
        "what a program reads is not broken: {piped}"
    );
}
