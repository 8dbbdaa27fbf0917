//! A clock is started, met and followed; an update is drafted, approved and sent; the situation is told from both.

use firebreak_e2e::{Result, WindowTest, label, role, test_id, text};
use serde_json::json;

use crate::desk::{FIRST, at_step, data, enter, go_to_step, open_incident, window_on_incident};

#[test]
fn a_clock_is_started_where_the_step_names_it_and_its_trigger_is_corrected() -> Result<()> {
    let window = window_on_incident()?;
    go_to_step(&window, "judge-notification")?;
    window.see(text("Clocks that this step may start").within(test_id("step-clocks")))?;
    window.see(test_id("start-gdpr-33"))?;
    window.check_accessible()?;
    window.press("Shift+f")?;
    window.find_focused(test_id("deadline-at"))?.fill("-30m")?;
    window.see(text("Due 2").within(test_id("deadline-preview")))?;
    window.check_accessible()?;

    // What is typed outlasts a crash.
    window.eventually("what is typed is kept", || {
        let kept = window.call("draft.load", json!({ "key": format!("deadline:{FIRST}/start/gdpr-33/") }))?;
        Ok(kept["text"].as_str().is_some_and(|text| text.contains("-30m")).then_some(()))
    })?;
    let window = window.crash_and_reopen()?;
    enter(&window)?;
    at_step(&window, "judge-notification")?;
    window.see(test_id("start-gdpr-33"))?;
    window.press("Shift+f")?;
    let at = window.find_focused(test_id("deadline-at"))?;
    window.eventually("what was typed is there again", || Ok((at.value()? == "-30m").then_some(())))?;
    window.see(text("Due 2").within(test_id("deadline-preview")))?;
    window.press("Enter")?;
    at_step(&window, "judge-notification")?;
    window.see(text("71 h ").within(test_id("step-clocks")))?;
    let started = window.call("deadline.list", json!({ "incident": FIRST }))?;
    assert_eq!(started["deadlines"][0]["step"], "judge-notification");

    window.press("f")?;
    window.find(test_id("deadline-correct"))?.focus()?;
    window.press("Enter")?;
    window.find_focused(test_id("deadline-change-at"))?.fill("-48h")?;
    window.see(text("Due 2").within(test_id("deadline-preview")))?;
    window.find(test_id("deadline-change-why"))?.fill("The first call, not the ticket")?;
    window.check_accessible()?;
    window.press("Enter")?;
    window.see(text("23 h ").within(test_id("deadline-1")))?;
    window.see(text("The first call, not the ticket").within(test_id("timeline")))?;
    window.press("Alt+1")?;
    window.see(text("GDPR Art. 33").within(test_id("board-deadline")))?;
    window.check_accessible()?;
    window.finish()
}

/// Begins in a window with one incident.
fn begin() -> Result<WindowTest> {
    let data = data()?;
    open_incident(&data, "Key in build logs")?;
    let window = data.open_window()?;
    let opened = window.call("incident.list", serde_json::json!({}))?;
    let id = opened["rows"][0]["id"].as_str().unwrap_or_default().to_owned();
    window.run(&format!("location.hash = '#/incidents/{id}';"))?;
    window.see(test_id("player"))?;
    Ok(window)
}

#[test]
fn a_clock_an_update_and_the_situation() -> Result<()> {
    let window = begin()?;
    window.press("f")?;
    window.find(test_id("offer-nis2-notification"))?.press("Enter")?;
    window.find(test_id("deadline-at"))?.fill("-30m")?;
    window.see(text("Due 2").within(test_id("deadline-preview")))?;
    window.press("Enter")?;
    window.see(test_id("deadline-1"))?;
    window.see(text("NIS2 Art. 23 incident notification").within(test_id("standing-deadlines")))?;
    window.check_accessible()?;

    // Met: the next clock is offered, and nothing runs by itself.
    window.find(test_id("deadline-met"))?.press("Enter")?;
    window.find(test_id("deadline-by"))?.fill("Jo")?;
    window.press("Enter")?;
    window.see(test_id("offer-nis2-final"))?;
    window.wait_until_gone(test_id("standing-deadlines"))?;

    window.press("Escape")?;
    window.see(test_id("player"))?;
    window.press("u")?;
    window.find(test_id("template-holding-line"))?.press("Enter")?;
    window.find(test_id("update-to"))?.fill("The press")?;
    window.press("Enter")?;
    window.find(test_id("update-approve"))?.press("Enter")?;
    window.find(label("Who approved it"))?.fill("Counsel")?;
    window.press("Enter")?;
    window.find(test_id("update-sent"))?.press("Enter")?;
    window.find(label("Who sent it"))?.fill("Ada")?;
    window.press("Enter")?;
    window.see(text("Next: holding-line").within(test_id("standing-updates")))?;
    window.check_accessible()?;

    window.press("Escape")?;
    window.see(test_id("player"))?;
    window.press("s")?;
    window.see(text("Next update for holding-line").within(test_id("situation")))?;
    window.see(text("Who leads: nobody was said to").within(test_id("situation")))?;
    window.check_accessible()?;
    window.find(role("button", "Back to the steps"))?.press("Enter")?;
    window.see(test_id("player"))?;
    window.finish()
}
