//! The step player beside the list: the first-minute card, the reader view, the queue and paper.

use anyhow::Result;

use super::acts::{go_step, incident};
use super::timehop;
use crate::{WindowTest, css, label, test_id};

/// Shows the first-minute card over the incident.
pub(crate) fn first_minute(window: &WindowTest) -> Result<()> {
    incident(window)?;
    window.press("g")?;
    window.see(test_id("first-minute"))
}

/// Shows the current step in large type.
pub(crate) fn reader(window: &WindowTest) -> Result<()> {
    incident(window)?;
    window.press("F11")?;
    window.see(test_id("reading"))
}

/// Shows what the second window shows.
pub(crate) fn reader_window(window: &WindowTest) -> Result<()> {
    go_step(window, &timehop::title()?, "find-leak")?;
    window.run("location.hash = location.hash.replace('incidents', 'reader');")?;
    window.see(test_id("reader-window"))?;
    window.see(test_id("reading"))
}

/// Shows where what was worked on paper is typed in.
pub(crate) fn paper(window: &WindowTest) -> Result<()> {
    incident(window)?;
    window.press("Control+k")?;
    window.find_focused(label("Find an act"))?;
    window.type_text("type in from paper")?;
    window.press("Enter")?;
    window.wait_until_gone(css("[role=dialog]"))?;
    window.see(test_id("paper"))
}
