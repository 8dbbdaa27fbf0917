//! What is due and what others are told: deadlines, updates, the situation report. Nothing is recorded.

use anyhow::Result;

use crate::{WindowTest, test_id};

/// Shows the deadlines, with the clocks that the playbook offers.
pub(crate) fn deadlines(window: &WindowTest) -> Result<()> {
    window.press("f")?;
    window.see(test_id("deadline-offers"))
}

/// Shows an update that is put together for executives.
pub(crate) fn updates(window: &WindowTest) -> Result<()> {
    window.press("u")?;
    window.find(test_id("template-executives"))?.click()?;
    window.see(test_id("update-text"))
}

/// Shows the situation.
pub(crate) fn situation(window: &WindowTest) -> Result<()> {
    window.press("s")?;
    window.see(test_id("situation-copy"))
}
