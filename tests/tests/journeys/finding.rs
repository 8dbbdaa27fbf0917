//! What was found of the attacker and what was decided, with the keyboard alone.

use std::fs;

use firebreak_e2e::{Result, WindowTest, css, label, role, test_id, text};
use serde_json::{Value, json};

use crate::desk::{FIRST, go_to_step, newest, paste, shown, window_on_incident};

const LOG: &str = "2026-11-20T02:12:00Z GET hxxps://files.evil-cdn[.]net/a from 10.0.0.5\n\
                   2026-11-20T02:14:00Z 185.220.101.4:8443 again 185[.]220[.]101[.]4, user=svc-build";

/// Moves the focus to what has this role and name, and presses a key on it.
fn press_on(window: &WindowTest, kind: &str, name: &str, key: &str) -> Result<()> {
    window.find(role(kind, name))?.press(key)
}

fn values(window: &WindowTest) -> Result<Vec<String>> {
    let listed = window.call("indicator.list", json!({ "incident": FIRST }))?;
    let standing = listed.as_array().unwrap().iter().filter(|each| each["withdrawn"] == false);
    Ok(standing.map(|each| each["value"].as_str().unwrap_or_default().to_owned()).collect())
}

/// Writes a text of several lines where the keyboard is, as pasting does.
fn paste_log(window: &WindowTest) -> Result<()> {
    let field = window.find_focused(test_id("indicator-text"))?;
    window.type_text(LOG)?;
    window.press("Control+a")?;
    window.press("Control+x")?;
    window.eventually("the log is in the clipboard alone", || Ok(field.value()?.is_empty().then_some(())))?;
    paste(window)?;
    window.see(text("5 found in 2 lines, 4 ticked").within(test_id("indicators-found")))
}

/// What was written to the folder of exports, once it is there.
fn written(window: &WindowTest, name: &str) -> Result<String> {
    let path = window.data().folder().join("exports").join(name);
    window.eventually(&format!("{name} is written"), || Ok(fs::read_to_string(&path).ok()))
}

#[test]
fn a_log_is_pasted_reviewed_recorded_exported_withdrawn_and_taken_back() -> Result<()> {
    let window = window_on_incident()?;
    window.press("Shift+Z")?;
    paste_log(&window)?;
    let doubted = window.find(css("[data-testid=found-indicators] [role=listitem] input:not(:checked)"))?;
    assert_eq!(doubted.attribute("disabled")?, None, "a private address can be ticked all the same");
    window.check_accessible()?;

    // What is typed survives a crash, and is read again.
    window.eventually("what is pasted is kept", || {
        let kept = window.call("draft.load", json!({ "key": format!("indicators:{FIRST}/text") }))?;
        Ok(kept["text"].as_str().is_some_and(|text| text.contains("svc-build")).then_some(()))
    })?;
    let window = window.crash_and_reopen()?;
    crate::desk::enter(&window)?;
    window.press("Shift+Z")?;
    window.see(text("5 found in 2 lines, 4 ticked").within(test_id("indicators-found")))?;

    // The domain is ticked off; the rest is one act, linked to the step where the cursor is.
    window.find(css("[data-testid=found-indicators] [aria-posinset='2'] input"))?.press("Space")?;
    window.see(text("5 found in 2 lines, 3 ticked").within(test_id("indicators-found")))?;
    window.press("Control+Enter")?;
    window.see(test_id("indicator-3"))?;
    window.find_focused(test_id("indicator-find"))?;
    let recorded = newest(&window, "indicator.added")?;
    assert!(recorded["text"].as_str().unwrap_or_default().starts_with("3 indicators: "), "{recorded}");
    assert_eq!(values(&window)?, ["https://files.evil-cdn.net/a", "185.220.101.4", "svc-build"]);

    press_on(&window, "button", "CSV", "Enter")?;
    let csv = written(&window, "INC-0001-indicators.csv")?;
    assert!(csv.contains(",8443\r\n"), "the port goes with the address: {csv}");
    assert!(csv.contains("2,ipv4,185.220.101.4,185[.]220[.]101[.]4,TLP:AMBER,2026-11-20T02:14:00"), "{csv}");
    press_on(&window, "button", "STIX 2.1", "Enter")?;
    let stix: Value = serde_json::from_str(&written(&window, "INC-0001-indicators.stix.json")?)?;
    assert_eq!(stix["type"], "bundle");
    assert!(stix.to_string().contains("[ipv4-addr:value = '185.220.101.4']"), "{stix}");

    press_on(&window, "button", "Withdraw 185[.]220[.]101[.]4", "Enter")?;
    window.wait_until_gone(test_id("indicator-2"))?;
    assert_eq!(values(&window)?, ["https://files.evil-cdn.net/a", "svc-build"]);
    window.press("Control+z")?;
    window.see(test_id("indicator-2"))?;
    assert_eq!(shown(&window)?["indicators"], json!(3));
    window.check_accessible()?;
    window.press("Escape")?;
    window.see(test_id("player"))?;
    window.finish()
}

#[test]
fn an_indicator_of_a_note_leads_back_to_it() -> Result<()> {
    let window = window_on_incident()?;
    window.press("n")?;
    window.find_focused(label("Note"))?;
    window.type_text("Beacon to 185.220.101.4:4444 at the gate")?;
    window.press("Enter")?;
    let entry = newest(&window, "note.added")?["entry"].as_str().unwrap().to_owned();
    window.find(css(&format!("[data-entry='{entry}'] > button")))?.press("Enter")?;
    window.see(test_id("entry-details"))?;
    window.press("Shift+Z")?;
    window.see(text("port 4444").within(test_id("found-indicators")))?;
    window.press("Control+Enter")?;
    window.see(text("port 4444").within(test_id("indicator-1")))?;
    window.press("Escape")?;
    window.find(css(&format!("[data-entry='{entry}'] > button")))?.press("Enter")?;
    window.wait_until_gone(test_id("entry-details"))?;
    window.press("z")?;
    window.find(css("[data-testid='indicator-1'] .link"))?.press("Enter")?;
    window.see(test_id("entry-details"))?;
    window.find_focused(css(&format!("[data-entry='{entry}'] > button")))?;
    window.check_accessible()?;
    window.finish()
}

#[test]
fn a_branch_is_decided_with_its_reason_and_decided_anew() -> Result<()> {
    let window = window_on_incident()?;
    go_to_step(&window, "identify-key")?;
    window.press("2")?;
    press_on(&window, "button", "Record why…", "Enter")?;
    window.find_focused(label("Why"))?.fill("The key was used from an address of nobody here.")?;
    let choice = window.find(label("Choice"))?.value()?;
    assert_ne!(choice, "", "the branch that was chosen is the choice");
    window.check_accessible()?;
    window.press("Control+Enter")?;
    window.see(text(&choice).within(test_id("decision-1")))?;
    let first = newest(&window, "decision.recorded")?;
    let told = first["text"].as_str().unwrap_or_default().to_owned();
    assert!(told.contains("decided by Ada Lovelace") && told.contains("an address of nobody here"), "{told}");
    assert_eq!(shown(&window)?["decisions"], json!(1));

    press_on(&window, "button", "Decide anew… in place of decision 1", "Enter")?;
    window.see(text("It takes the place of decision 1, which stays in the record."))?;
    window.find(label("Choice"))?.fill("Wait for the owner of the key")?;
    window.find(label("Why"))?.fill("The owner is on the phone.")?;
    window.press("Control+Enter")?;
    window.see(text("Superseded by 2").within(test_id("decision-1")))?;
    let listed = window.call("decision.list", json!({ "incident": FIRST }))?;
    assert_eq!((&listed[1]["supersedes"], &listed[1]["step"]["step"]), (&json!("1"), &json!("identify-key")));
    window.check_accessible()?;

    // Undone, the first one is in force again.
    window.press("Control+z")?;
    window.see(text("Withdrawn").within(test_id("decision-2")))?;
    window.wait_until_gone(text("Superseded by 2").within(test_id("decision-1")))?;
    assert_eq!(shown(&window)?["decisions"], json!(1));
    window.press("Escape")?;
    window.see(test_id("player"))?;

    // One of its own, from anywhere in the incident.
    window.press("Shift+Q")?;
    window.find_focused(label("Question"))?.fill("Tell the partner?")?;
    window.find(label("Choice"))?.fill("Not yet")?;
    window.press("Control+Enter")?;
    window.see(text("Not yet").within(test_id("decision-3")))?;
    window.finish()
}
