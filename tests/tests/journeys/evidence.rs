//! Evidence by the keyboard alone: typed, chosen, dropped and pasted, handed on, and found to be changed.

use std::fs;
use std::path::{Path, PathBuf};

use firebreak_e2e::{Data, Result, WindowTest, css, role, test_id, text};
use serde_json::{Value, json};

use crate::desk::{
    FIRST, data, enter, go_to_step, newest, open_incident, paste, select, shown, window_on_incident,
};

/// A picture of one pixel.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\
    \x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82";

fn file(data: &Data, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let folder = data.folder().join("collected");
    fs::create_dir_all(&folder)?;
    let path = folder.join(name);
    fs::write(&path, bytes)?;
    Ok(path)
}

fn items(window: &WindowTest) -> Result<Vec<Value>> {
    let list = window.call("evidence.list", json!({ "incident": FIRST }))?;
    Ok(list["items"].as_array().cloned().unwrap_or_default())
}

/// Presses Enter on the one element that fits.
fn press_on(window: &WindowTest, by: firebreak_e2e::By) -> Result<()> {
    window.find(by)?.press("Enter")
}

/// Writes the path of a file in the form, which is open.
fn write_path(window: &WindowTest, path: &Path) -> Result<()> {
    window.find_focused(test_id("evidence-paths"))?;
    window.type_text(&path.display().to_string())
}

#[test]
fn a_file_is_typed_survives_a_crash_and_answers_what_a_step_asks_for() -> Result<()> {
    let window = window_on_incident()?;
    let path = file(window.data(), "memory.raw", b"what was in memory")?;
    go_to_step(&window, "trace-calls")?;
    window.press("e")?;
    write_path(&window, &path)?;
    window.eventually("what is typed is kept", || {
        let id = shown(&window)?["id"].as_str().unwrap_or_default().to_owned();
        let kept = window.call("draft.load", json!({ "key": format!("evidence:{id}/add") }))?;
        Ok(kept["text"].as_str().is_some_and(|text| text.contains("memory.raw")).then_some(()))
    })?;

    let window = window.crash_and_reopen()?;
    enter(&window)?;
    go_to_step(&window, "trace-calls")?;
    window.press("e")?;
    let paths = window.find_focused(test_id("evidence-paths"))?;
    let typed = path.display().to_string();
    window.eventually("the path was there again", || Ok((paths.value()? == typed).then_some(())))?;
    window.check_accessible()?;
    window.press("Enter")?;
    window.see(test_id("evidence-E-1"))?;
    window.see(text("1 of 9 that steps ask for are collected").within(test_id("standing-evidence")))?;
    let item = &items(&window)?[0];
    assert_eq!(item["step"], json!("trace-calls"));
    assert_eq!(item["collected_by"], json!("Ada Lovelace"));
    // As `printf 'what was in memory' | sha256sum` says.
    assert_eq!(item["sha256"], json!("b8f482c7bd7a1a24b78ee81a89dfed09475ad93091ceba509e82a063da66cfce"));
    window.press("Escape")?;
    window.see(text("E-1").within(test_id("collect")))?;

    // Taken back, and done again.
    window.press("Control+z")?;
    window.see(text("0 of 9 that steps ask for are collected").within(test_id("standing-evidence")))?;
    window.press("Control+Shift+z")?;
    window.see(text("1 of 9 that steps ask for are collected").within(test_id("standing-evidence")))?;
    window.finish()
}

#[test]
fn files_are_chosen_in_the_dialog_of_the_system_and_dropped() -> Result<()> {
    let window = window_on_incident()?;
    let chosen = file(window.data(), "chosen.log", b"chosen")?;
    let dropped = file(window.data(), "dropped.log", b"dropped")?;
    window.press("e")?;
    window.find_focused(test_id("evidence-paths"))?;
    press_on(&window, test_id("evidence-choose"))?;
    window.answer_dialog("Add evidence", &format!("{}\n", chosen.display()))?;
    let paths = window.find(test_id("evidence-paths"))?;
    window.eventually("the path was written", || {
        Ok((paths.value()? == chosen.display().to_string()).then_some(()))
    })?;
    press_on(&window, test_id("evidence-add"))?;
    window.see(test_id("evidence-E-1"))?;
    window.press("Escape")?;
    window.see(test_id("player"))?;

    window.drop_files(&[&dropped])?;
    window.find_focused(test_id("evidence-paths"))?;
    window.press("Enter")?;
    window.see(test_id("evidence-E-2"))?;
    let names: Vec<Value> = items(&window)?.iter().map(|item| item["name"].clone()).collect();
    assert_eq!(names, [json!("chosen.log"), json!("dropped.log")]);
    window.finish()
}

#[test]
fn a_screenshot_is_pasted_straight_into_the_timeline_and_shown() -> Result<()> {
    let window = window_on_incident()?;
    let _copied = window.copy_picture(PICTURE)?;
    window.press("n")?;
    paste(&window)?;
    let entry = newest(&window, "evidence.added")?;
    assert!(entry["text"].as_str().is_some_and(|text| text.contains("Screenshot")), "{entry}");
    // Where no text can go, too.
    window.press("Escape")?;
    paste(&window)?;
    window.eventually("both were kept", || Ok((items(&window)?.len() == 2).then_some(())))?;
    let item = &items(&window)?[0];
    assert_eq!(item["sha256"], items(&window)?[1]["sha256"]);

    window.press("e")?;
    press_on(&window, css("[data-testid=evidence-E-1] button"))?;
    press_on(&window, test_id("evidence-show"))?;
    window.see(test_id("evidence-picture"))?;
    window.check_accessible()?;
    window.finish()
}

#[test]
fn custody_changes_hands_and_a_copy_that_was_changed_is_found() -> Result<()> {
    let data = data()?;
    open_incident(&data, "Key in build logs")?;
    for name in ["audit.json", "flow.log"] {
        let path = file(&data, name, name.as_bytes())?;
        data.cli(["evidence", "add", FIRST, &path.display().to_string()])?;
    }
    let window = data.open_window()?;
    enter(&window)?;
    window.press("e")?;
    press_on(&window, css("[data-testid=evidence-E-1] button"))?;
    press_on(&window, test_id("custody-new"))?;
    window.find(test_id("custody-to"))?.fill("Ben Oduya")?;
    window.press("Enter")?;
    window.see(text("Ada Lovelace → Ben Oduya").within(test_id("custody-E-1")))?;
    window.see(text("held by Ben Oduya").within(test_id("evidence-E-1")))?;
    press_on(&window, role("button", "Take back: Transferred of E-1"))?;
    window.see(text("held by Ada Lovelace").within(test_id("evidence-E-1")))?;
    press_on(&window, test_id("custody-new"))?;
    select(&window, "What happened", "Exp")?;
    window.find(test_id("custody-to"))?.fill("The insurer")?;
    window.press("Enter")?;
    window.see(text("Exported").within(test_id("custody-E-1")))?;
    press_on(&window, test_id("evidence-set"))?;
    window.find(test_id("evidence-authority"))?.fill("Ana Ruiz, lead")?;
    window.press("Enter")?;
    window.see(text("Ana Ruiz, lead").within(test_id("evidence-E-1")))?;

    press_on(&window, test_id("evidence-verify"))?;
    window.see(text("All 2 items are what was collected.").within(test_id("evidence-jobs")))?;
    let copy = items(&window)?[1]["lies_at"].as_str().unwrap_or_default().to_owned();
    fs::remove_file(&copy)?;
    fs::write(&copy, "flow.lOg")?;
    press_on(&window, test_id("evidence-verify"))?;
    window.see(text("E-2 is changed.").within(test_id("evidence-jobs")))?;
    window.see(text("Changed, missing or unreadable: E-2").within(test_id("standing-evidence")))?;
    press_on(&window, css("[data-testid=evidence-E-2] button"))?;
    window.see(text("The hash now is").within(test_id("evidence-E-2")))?;
    window.check_accessible()?;
    window.finish()
}

#[test]
fn what_is_said_of_an_item_later_is_recorded_to_its_end() -> Result<()> {
    let data = data()?;
    open_incident(&data, "Key in build logs")?;
    let path = file(&data, "audit.json", b"audit")?;
    data.cli(["evidence", "add", FIRST, &path.display().to_string()])?;
    let window = data.open_window()?;
    enter(&window)?;
    window.press("e")?;
    press_on(&window, css("[data-testid=evidence-E-1] button"))?;

    // It answers what a step asks for, which the panel counts, and takes back.
    let list = window.call("evidence.list", json!({ "incident": FIRST }))?;
    let asked = list["asked"][0]["text"].as_str().unwrap_or_default().to_owned();
    let step = list["asked"][0]["step_title"].as_str().unwrap_or_default().to_owned();
    press_on(&window, test_id("evidence-answer"))?;
    select(&window, "Answers", &step)?;
    window.see(test_id("evidence-answers-form"))?;
    window.check_accessible()?;
    let keep = || role("button", "Keep changes");
    press_on(&window, keep())?;
    window.see(text("1 of 9 that steps ask for are collected").within(test_id("standing-evidence")))?;
    window.see(text(&asked).within(test_id("evidence-E-1")))?;
    let entry = newest(&window, "evidence.answered")?;
    assert!(entry["text"].as_str().is_some_and(|text| text.contains(&step)), "{entry}");
    window.press("Control+z")?;
    window.see(text("0 of 9 that steps ask for are collected").within(test_id("standing-evidence")))?;
    window.press("Control+Shift+z")?;
    window.see(text("1 of 9 that steps ask for are collected").within(test_id("standing-evidence")))?;

    // A drive that was given to a court: what was typed of it survives a crash, and nothing is copied.
    press_on(&window, test_id("custody-new"))?;
    select(&window, "What happened", "Cop")?;
    window.find(test_id("custody-to"))?.fill("The court")?;
    window.eventually("what is typed is kept", || {
        let id = shown(&window)?["id"].as_str().unwrap_or_default().to_owned();
        let kept = window.call("draft.load", json!({ "key": format!("evidence:{id}/E-1/custody") }))?;
        Ok(kept["text"].as_str().is_some_and(|text| text.contains("The court")).then_some(()))
    })?;
    let window = window.crash_and_reopen()?;
    enter(&window)?;
    window.press("e")?;
    press_on(&window, css("[data-testid=evidence-E-1] button"))?;
    press_on(&window, test_id("custody-new"))?;
    let to = window.find(test_id("custody-to"))?;
    window.eventually("the name was there again", || Ok((to.value()? == "The court").then_some(())))?;
    window.find(test_id("custody-note"))?.fill("drive 7")?;
    window.press("Enter")?;
    window.see(text("Ada Lovelace → The court · drive 7").within(test_id("custody-E-1")))?;
    assert!(!window.data().folder().join("exports").exists(), "nothing is copied");

    // Withdrawn, and evidence after all.
    press_on(&window, test_id("custody-new"))?;
    select(&window, "What happened", "No")?;
    window.find(test_id("custody-note"))?.fill("another case")?;
    window.press("Enter")?;
    window.see(text("that it is no evidence: another case").within(test_id("evidence-E-1")))?;
    window.see(text("0 of 9 that steps ask for are collected").within(test_id("standing-evidence")))?;
    window.check_accessible()?;
    press_on(&window, test_id("evidence-restore"))?;
    window.see(text("1 of 9 that steps ask for are collected").within(test_id("standing-evidence")))?;

    // Nothing is done with it after it was given back, and the terminal says so too.
    press_on(&window, test_id("custody-new"))?;
    select(&window, "What happened", "Rel")?;
    window.find(test_id("custody-to"))?.fill("The owner")?;
    window.press("Enter")?;
    window.see(text("held by The owner").within(test_id("evidence-E-1")))?;
    press_on(&window, test_id("custody-new"))?;
    select(&window, "What happened", "Vie")?;
    window
        .see(text("Only what happened before that can still be recorded").within(test_id("custody-form")))?;
    window.check_accessible()?;
    let refused = window.data().cli(["evidence", "custody", FIRST, "E-1", "destroyed"]);
    assert!(refused.is_err_and(|why| why.to_string().contains("E-1 was released at ")));
    window.finish()
}

#[test]
fn hashing_is_seen_and_stopped_and_a_file_that_is_gone_is_said() -> Result<()> {
    /// More than is hashed before a key can be pressed; holes take no room.
    const LARGE: u64 = 40 << 30;
    let window = window_on_incident()?;
    let large = file(window.data(), "disk.img", b"")?;
    fs::File::options().write(true).open(&large)?.set_len(LARGE)?;
    window.press("e")?;
    write_path(&window, &large)?;
    window.press("Enter")?;
    window.see(test_id("job-working"))?;
    window.see(text("disk.img").within(test_id("standing-evidence")))?;
    window.check_accessible()?;
    press_on(&window, test_id("job-stop"))?;
    window.see(text("It was stopped. Nothing was recorded.").within(test_id("evidence-jobs")))?;
    assert_eq!(items(&window)?.len(), 0);

    // What was typed is there still, as nothing was recorded of it.
    window.press("Shift+e")?;
    let paths = window.find_focused(test_id("evidence-paths"))?;
    let typed = large.display().to_string();
    window.eventually("the path was there again", || Ok((paths.value()? == typed).then_some(())))?;
    paths.fill(&window.data().folder().join("gone.log").display().to_string())?;
    window.press("Enter")?;
    window.see(text("gone.log is not there. Nothing was recorded").within(test_id("evidence-jobs")))?;
    assert_eq!(items(&window)?.len(), 0);
    window.finish()
}
