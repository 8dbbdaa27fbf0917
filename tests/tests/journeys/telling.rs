//! A clock is started, met and followed; an update is drafted, approved and sent; the situation is told from both.

use firebreak_e2e::{Result, WindowTest, label, role, test_id, text};

use crate::desk::{data, open_incident};

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
    window.find(test_id("offer-nis2-notification"))?.click()?;
    window.find(test_id("deadline-at"))?.fill("-30m")?;
    window.see(text("Due 2").within(test_id("deadline-preview")))?;
    window.press("Enter")?;
    window.see(test_id("deadline-1"))?;
    window.see(text("NIS2 Art. 23 incident notification").within(test_id("standing-deadlines")))?;
    window.check_accessible()?;

    // Met: the next clock is offered, and nothing runs by itself.
    window.find(test_id("deadline-met"))?.click()?;
    window.find(test_id("deadline-by"))?.fill("Jo")?;
    window.press("Enter")?;
    window.see(test_id("offer-nis2-final"))?;
    window.wait_until_gone(test_id("standing-deadlines"))?;

    window.press("Escape")?;
    window.see(test_id("player"))?;
    window.press("u")?;
    window.find(test_id("template-holding-line"))?.click()?;
    window.find(test_id("update-to"))?.fill("The press")?;
    window.press("Enter")?;
    window.find(test_id("update-approve"))?.click()?;
    window.find(label("Who approved it"))?.fill("Counsel")?;
    window.press("Enter")?;
    window.find(test_id("update-sent"))?.click()?;
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
    window.find(role("button", "Back to the steps"))?.click()?;
    window.see(test_id("player"))?;
    window.finish()
}
