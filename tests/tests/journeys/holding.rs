//! What happens when things go wrong around the window.

use std::fs;
use std::thread;

use firebreak_e2e::{Result, WindowTest, css, label, role, test_id, text};
use serde_json::{Value, json};

use crate::desk::{FIRST, data, enter, go_to_step, open_incident, window_on_incident};

#[test]
fn the_window_and_the_terminal_write_at_once_and_lose_nothing() -> Result<()> {
    const EACH: usize = 15;
    let window = window_on_incident()?;
    let data = window.data().clone();
    let terminal = thread::spawn(move || -> Result<()> {
        (0..EACH).try_for_each(|number| data.cli(["note", FIRST, &format!("terminal {number}")]).map(|_| ()))
    });
    window.press("n")?;
    let note = window.find_focused(label("Note"))?;
    for number in 0..EACH {
        note.type_text(&format!("window {number}"))?;
        window.press("Enter")?;
        window.eventually("the note was sent", || Ok(note.value()?.is_empty().then_some(())))?;
    }
    terminal.join().unwrap()?;
    let page = json!({ "incident": FIRST, "kinds": ["note.added"], "limit": 200 });
    let page = window.call("timeline.page", page)?;
    let texts: Vec<_> =
        page["rows"].as_array().unwrap().iter().filter_map(|row| row["text"].as_str()).collect();
    for number in 0..EACH {
        for writer in ["window", "terminal"] {
            let expected = format!("{writer} {number}");
            assert_eq!(texts.iter().filter(|text| **text == expected).count(), 1, "{expected} in {texts:?}");
        }
    }
    let verified: Value = window.data().cli_json(["verify"])?;
    assert_eq!(verified["ok"], true, "{verified}");
    window.see(text(&format!("{} entries", 3 + 2 * EACH)).within(test_id("timeline-count")))?;
    window.finish()
}

#[test]
fn after_a_crash_the_place_is_pointed_out() -> Result<()> {
    let window = window_on_incident()?;
    window.press("Space")?;
    go_to_step(&window, "save-rights")?;
    let kept = json!({ "incident": FIRST });
    window.eventually("the place was kept", || {
        Ok((window.call("incident.show", kept.clone())?["place"]["step"] == "save-rights").then_some(()))
    })?;
    let window = window.crash_and_reopen()?;
    // An hour later.
    window.run("const now = Date.now; Date.now = () => now() + 3600000;")?;
    enter(&window)?;
    window.see(css("[data-testid=step-save-rights][data-current]"))?;
    window.see(text("You were here").within(test_id("you-were-here")))?;
    window.see(text("Last completed: 1 Record the alert").within(test_id("you-were-here")))?;
    window.finish()
}

#[test]
fn a_damaged_record_is_set_aside_and_a_backup_takes_its_place() -> Result<()> {
    let data = data()?;
    open_incident(&data, "Access key seen in build logs")?;
    data.cli(["call", "settings.set", r#"{"settings":{"responder":"Ada Lovelace"}}"#])?;
    let backups = data.folder().join("backups");
    fs::create_dir_all(&backups)?;
    let database = data.folder().join("firebreak.db");
    fs::copy(&database, backups.join("firebreak-20261120T120000Z.db"))?;
    let mut bytes = fs::read(&database)?;
    bytes[..512].fill(0x5a);
    fs::write(&database, &bytes)?;

    let window = data.open_window()?;
    window.see(text("The record on this machine is damaged").within(test_id("screen-damaged")))?;
    window.check_accessible()?;
    let restore = window.find(role("button", "Restore this backup"))?;
    restore.focus()?;
    window.press("Enter")?;
    window.see(text("lies unchanged at").within(test_id("screen-damaged")))?;
    let aside = window.find(css("[data-testid=screen-damaged] .path"))?.text()?;
    assert_eq!(fs::read(aside)?, bytes, "the damaged file is kept as it was");
    window.find(role("button", "Go on"))?.focus()?;
    window.press("Enter")?;
    window.see(test_id("board-INC-0001"))?;
    window.finish()
}

#[test]
fn a_record_of_a_newer_version_is_refused_with_what_to_do() -> Result<()> {
    let data = data()?;
    open_incident(&data, "Access key seen in build logs")?;
    let database = data.folder().join("firebreak.db");
    let mut bytes = fs::read(&database)?;
    bytes[60..64].copy_from_slice(&900_u32.to_be_bytes());
    fs::write(&database, &bytes)?;

    let window = data.open_window()?;
    window.see(text("The record was written by a newer Firebreak"))?;
    window.see(role("button", "Try again"))?;
    assert!(window.find_all(role("button", "Begin an empty record"))?.is_empty());
    window.check_accessible()?;
    assert_eq!(fs::read(&database)?, bytes, "nothing was changed");
    window.finish()
}

/// Text that would do something if it were taken for markup.
const HOSTILE: [&str; 5] = [
    "<img src=x onerror=\"window.ran = 1\">",
    "<script>window.ran = 2</script><svg onload=\"window.ran = 3\">",
    "<a href=\"javascript:window.ran=4\">click</a>",
    "[click](javascript:window.ran=5) ![x](https://example.org/x.png)",
    "<iframe srcdoc=\"<script>parent.ran = 6</script>\"></iframe><style>* { display: none }</style>",
];

#[test]
fn hostile_text_is_shown_and_never_taken_for_markup() -> Result<()> {
    let data = data()?;
    open_incident(&data, HOSTILE[0])?;
    for text in HOSTILE {
        data.cli(["note", FIRST, text])?;
    }
    data.cli(["step", FIRST, "record-alert", "--state", "blocked", "--reason", HOSTILE[1]])?;
    let view: Value = data.cli_json(["incident", "show", FIRST])?;
    let run = view["runs"][0]["id"].as_str().unwrap();
    let value = json!({ "incident": FIRST, "run": run, "name": "key_id", "value": "$(touch x) <b>`id`</b>" });
    // A value that a shell would run may be refused; it must not become markup either way.
    data.try_cli(["call", "run.variable", &value.to_string()])?;

    let window = data.open_window()?;
    enter(&window)?;
    window.see(text(HOSTILE[4]).within(test_id("timeline")))?;
    window.see(text(HOSTILE[0]).within(role("heading", "")))?;
    window.press("Alt+2")?;
    window.see(text(HOSTILE[0]).within(test_id("incident-INC-0001")))?;
    window.press("Control+f")?;
    window.find_focused(label("Search everything"))?;
    window.type_text("window ran")?;
    window.see(test_id("hits"))?;
    window.press("Control+k")?;
    window.see(text(HOSTILE[0]).within(role("listbox", "Acts")))?;
    assert_harmless(&window)?;
    window.finish()
}

#[track_caller]
fn assert_harmless(window: &WindowTest) -> Result<()> {
    let seen = window.run(
        "const hostile = document.querySelectorAll('main img, main iframe, main script, main style, [onerror], [onload], a[href^=\"javascript\"]'); \
         return [window.ran ?? null, hostile.length];",
    )?;
    assert_eq!(seen, json!([null, 0]));
    Ok(())
}

#[test]
fn long_right_to_left_and_pictorial_text_breaks_nothing() -> Result<()> {
    let data = data()?;
    open_incident(&data, &"unterbrechungsfrei".repeat(11))?;
    open_incident(&data, "🔥👩‍💻 مفتاح الوصول ظهر \u{202e}INC\u{202c}")?;
    let window = data.open_window()?;
    window.call("note.add", json!({ "incident": FIRST, "text": "0123456789abcdef".repeat(60_000) }))?;
    let fits = "const page = document.documentElement; return page.scrollWidth <= innerWidth && page.scrollHeight <= innerHeight;";
    let check = |what: &str| -> Result<()> {
        assert_eq!(window.run(fits)?, json!(true), "{what} is wider or higher than the window");
        Ok(())
    };
    window.see(text("مفتاح الوصول").within(test_id("board")))?;
    check("the board")?;
    window.resize(1024, 700)?;
    check("the small board")?;
    window.run("location.hash = '#/incidents/INC-0001';")?;
    window.see(test_id("player"))?;
    window.see(text("0123456789abcdef").within(css("[data-entry]")))?;
    check("the incident")?;
    window.press("Alt+2")?;
    window.see(test_id("incident-INC-0002"))?;
    check("the list")?;
    window.finish()
}
