//! The player beside the list: the card of the first minute, the reader view, timers and called playbooks.

use firebreak_e2e::{Result, css, test_id, text};
use serde_json::json;

use crate::desk::{at_step, enter, newest, shown, window_on_incident};

#[test]
fn the_card_the_reader_view_and_timers_are_one_key_away() -> Result<()> {
    let window = window_on_incident()?;
    window.press("g")?;
    window.see(test_id("first-minute"))?;
    window.press("1")?;
    window.wait_until_gone(css("[role=dialog]"))?;

    window.press("F11")?;
    window.see(test_id("reading"))?;
    window.press("Space")?;
    let done = newest(&window, "step.set")?;
    assert!(done["text"].as_str().is_some_and(|text| text.starts_with("Done: ")), "{done}");
    window.press("F11")?;
    window.wait_until_gone(test_id("reader"))?;

    window.press("Shift+T")?;
    window.see(test_id("timer"))?;
    let id = shown(&window)?["id"].as_str().unwrap_or_default().to_owned();
    window.eventually("the timer was kept", || {
        let kept = window.call("draft.load", json!({ "key": format!("timers:{id}") }))?;
        Ok(kept["text"].is_string().then_some(()))
    })?;
    let window = window.crash_and_reopen()?;
    enter(&window)?;
    window.see(test_id("timer"))?;
    window.finish()
}

#[test]
fn a_called_playbook_leads_back_to_its_step() -> Result<()> {
    let window = window_on_incident()?;
    window.find(css("[data-current] summary:has(~ .calls)"))?.press("Enter")?;
    window.find(test_id("call-cloud-control-plane-takeover"))?.press("Enter")?;
    window.see(test_id("called-from"))?;
    let incident = shown(&window)?;
    assert_eq!(incident["runs"][1]["called_from"]["step"], "record-alert");
    assert_eq!(incident["runs"][1]["place"], 1, "it comes before the one that called it");
    window.press("Shift+R")?;
    at_step(&window, "record-alert")?;
    window.see(text("Exposed or stolen cloud access key").within(test_id("queue")))?;
    window.finish()
}
