//! What is due and what others are told: deadlines, updates, the situation report. Nothing is recorded.

use anyhow::Result;

use super::acts::{go_step, incident};
use super::timehop;
use crate::{WindowTest, test_id, text};

/// Shows the deadlines, with the clocks that the playbook offers.
pub(crate) fn deadlines(window: &WindowTest) -> Result<()> {
    incident(window)?;
    window.press("f")?;
    window.see(test_id("deadline-offers"))
}

/// Shows the clocks that a step may start.
pub(crate) fn deadline_step(window: &WindowTest) -> Result<()> {
    go_step(window, &timehop::title()?, "judge-notification")?;
    window.see(test_id("start-gdpr-33"))
}

/// Shows the form that starts one of them, with when it would be due.
pub(crate) fn deadline_start(window: &WindowTest) -> Result<()> {
    deadline_step(window)?;
    window.press("Shift+f")?;
    window.find_focused(test_id("deadline-at"))?;
    window.find(test_id("deadline-from-detected"))?.press("Enter")?;
    window.see(text("Due ").within(test_id("deadline-preview")))
}

/// Shows an update that is put together for executives.
pub(crate) fn updates(window: &WindowTest) -> Result<()> {
    incident(window)?;
    window.press("u")?;
    window.find(test_id("template-executives"))?.press("Enter")?;
    window.see(test_id("update-text"))
}

/// Shows the situation.
pub(crate) fn situation(window: &WindowTest) -> Result<()> {
    incident(window)?;
    window.press("s")?;
    window.see(test_id("situation-copy"))
}
