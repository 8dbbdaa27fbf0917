//! Keys that were bound anew, and undo over crashes: by keyboard alone.

use firebreak_e2e::{Result, WindowTest, label, role, test_id, text};
use serde_json::{Value, json};

use crate::desk::{FIRST, at_step, enter, shown, window_on_incident};

/// Waits until an incident stands as `look` says.
fn until(window: &WindowTest, what: &str, mut look: impl FnMut(&Value) -> bool) -> Result<()> {
    window.eventually(what, || Ok(look(&shown(window)?).then_some(())))
}

/// The state of a step, by its place in the run.
fn state(incident: &Value, step: usize) -> &Value {
    &incident["runs"][0]["steps"][step]["state"]
}

#[test]
fn a_key_is_bound_anew_and_holds_after_a_crash() -> Result<()> {
    let window = window_on_incident()?;
    window.press("Control+k")?;
    window.find_focused(test_id("palette-input"))?;
    window.type_text("change the keys")?;
    window.press("Enter")?;
    window.find(test_id("keys"))?;
    window.press("/")?;
    window.find_focused(test_id("keys-filter"))?;
    window.type_text("write a note")?;
    window.find(role("button", "Change N of Write a note"))?;
    // From the field over "Reset all", which has nothing to do, to the key.
    window.press("Tab")?;
    window.find_focused(role("button", "Change N of Write a note"))?;
    window.press("Enter")?;
    window.find_focused(test_id("new-key-field"))?;
    window.press("t")?;
    window.see(text("T stands for “Mark the time”"))?;
    window.press("Enter")?;
    window.find_focused(role("button", "Change T of Write a note"))?;

    let window = window.crash_and_reopen()?;
    enter(&window)?;
    window.press("t")?;
    window.find_focused(label("Note"))?;
    window.type_text("Written by the new key")?;
    window.press("Enter")?;
    window.see(text("Written by the new key").within(test_id("timeline")))?;
    window.finish()
}

#[test]
fn everything_grows_by_key_and_stays_so() -> Result<()> {
    let window = window_on_incident()?;
    let width = |window: &WindowTest| -> Result<u64> {
        Ok(window.run("return window.innerWidth;")?.as_u64().unwrap_or_default())
    };
    let before = width(&window)?;
    for _ in 0..4 {
        let now = width(&window)?;
        window.press("Control+=")?;
        window.eventually("it grew", || Ok((width(&window)? < now).then_some(())))?;
    }
    assert_eq!(width(&window)?, before / 2, "200 %");
    let window = window.crash_and_reopen()?;
    window.eventually("it is as large again", || Ok((width(&window)? == before / 2).then_some(())))?;
    window.press("Control+0")?;
    window.eventually("it is as it was", || Ok((width(&window)? == before).then_some(())))?;
    window.finish()
}

#[test]
fn five_acts_are_undone_and_done_again_over_a_crash() -> Result<()> {
    let window = window_on_incident()?;
    // A step, a milestone, a tick, the title and a step left out.
    window.press("Space")?;
    until(&window, "the first step was done", |it| state(it, 0) == "done")?;
    let acts = [
        ("task.set", json!({ "incident": FIRST, "step": "record-alert", "task": 0, "ticked": true })),
        ("milestone.set", json!({ "incident": FIRST, "milestone": "acknowledged", "at": "-1m" })),
        ("incident.change", json!({ "incident": FIRST, "title": "Key of the deploy robot" })),
        (
            "step.set",
            json!({ "incident": FIRST, "step": "find-leak", "state": "not-applicable", "reason": "Known" }),
        ),
    ];
    for (name, request) in acts {
        // At the terminal beside it: it is the same machine, and the window takes back what was done there, too.
        window.data().cli(["call", name, &request.to_string()])?;
    }
    window.see(text("Key of the deploy robot"))?;
    let after = standing(&shown(&window)?);

    for _ in 0..2 {
        undo(&window, "Control+z")?;
    }
    let window = window.crash_and_reopen()?;
    enter(&window)?;
    for _ in 0..3 {
        undo(&window, "Control+z")?;
    }
    let undone = shown(&window)?;
    assert_eq!(state(&undone, 0), "open");
    assert_eq!(undone["title"], "Access key seen in build logs");
    assert_eq!(undone["undo"], Value::Null, "nothing is left to undo");
    at_step(&window, "record-alert")?;

    for _ in 0..3 {
        undo(&window, "Control+Shift+z")?;
    }
    let window = window.crash_and_reopen()?;
    enter(&window)?;
    for _ in 0..2 {
        undo(&window, "Control+Shift+z")?;
    }
    assert_eq!(standing(&shown(&window)?), after, "all is done again");
    let verified = window.call("record.verify", json!({ "incident": FIRST }))?;
    assert_eq!(verified["ok"], true, "{verified}");
    window.finish()
}

/// Presses undo or redo, and waits until it is recorded; what will be done is said before.
fn undo(window: &WindowTest, chord: &str) -> Result<()> {
    let said = if chord == "Control+z" { "undo" } else { "redo" };
    let before = shown(window)?;
    let will = before[said].as_str().unwrap_or_default();
    assert_ne!(will, "", "{said} is said first");
    if said == "undo" {
        window.see(text(will).within(test_id("undo")))?;
    }
    window.press(chord)?;
    let events = before["head"]["events"].as_u64();
    until(window, &format!("{said}: {will}"), |now| now["head"]["events"].as_u64() > events)
}

/// What the five acts changed.
fn standing(incident: &Value) -> Value {
    let steps: Vec<_> = incident["runs"][0]["steps"].as_array().into_iter().flatten().collect();
    let states: Vec<_> = steps.iter().map(|step| (&step["state"], &step["ticked"])).collect();
    let milestones: Vec<_> = incident["milestones"].as_array().into_iter().flatten().collect();
    let milestones: Vec<_> = milestones.iter().map(|each| &each["when"]).collect();
    json!([incident["title"], states, milestones])
}
