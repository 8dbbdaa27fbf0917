//! The form that opens an incident: empty, suggested, filled in, refused.

use anyhow::Result;
use serde_json::json;

use super::acts::{go, settle};
use super::timehop;
use crate::{WindowTest, label, role, test_id, text};

/// Opens the form, empty even where an earlier scene left a draft.
pub(crate) fn open_empty(window: &WindowTest) -> Result<()> {
    window.call("draft.save", json!({ "key": "open", "text": null }))?;
    go(window, "open")?;
    window.find_focused(label("What happened")).map(|_| ())
}

pub(crate) fn open_missing(window: &WindowTest) -> Result<()> {
    open_empty(window)?;
    settle(window)?;
    window.press("Control+Enter")?;
    window.see(text("Say in a line what happened."))
}

pub(crate) fn open_filled(window: &WindowTest) -> Result<()> {
    open_empty(window)?;
    window.type_text(&timehop::title()?)?;
    window.press("Tab")?;
    window.find_focused(role("combobox", "Type"))?;
    window.type_text("credential")?;
    window.press("Enter")?;
    window.press("Tab")?;
    window.press("2")?;
    window.press("3")?;
    window.find(label("Detected"))?.fill("2018-07-04 14:43 America/New_York")?;
    window.see(text("2018-07-04 18:43"))?;
    window.see(test_id("best"))?;
    window.find(label("What happened"))?.focus()
}

/// Shows what the title suggests, with the first one taken.
pub(crate) fn open_suggested(window: &WindowTest) -> Result<()> {
    open_empty(window)?;
    window.type_text("AWS access key of the build account pushed to a public repository")?;
    window.see(test_id("suggestion-3"))?;
    settle(window)?;
    window.press("Control+1")?;
    window.see(test_id("best"))
}

/// Shows what the title suggests before anything is taken.
pub(crate) fn open_suggests(window: &WindowTest) -> Result<()> {
    open_empty(window)?;
    window.type_text("Ransom note on a file server, backups deleted")?;
    window.see(test_id("suggestion-1"))
}

pub(crate) fn open_resource(window: &WindowTest) -> Result<()> {
    open_filled(window)?;
    window.find(test_id("open-resource-add"))?.press("Enter")?;
    window.find_focused(label("Name"))?.fill("build host 7")?;
    window
        .find(label("Identifier"))?
        .fill("arn:aws:ec2:eu-central-1:123456789012:instance/i-0f1e2d3c4b5a69788")
}

pub(crate) fn open_type(window: &WindowTest) -> Result<()> {
    open_empty(window)?;
    window.press("Tab")?;
    window.find_focused(role("combobox", "Type"))?;
    window.press("ArrowDown")?;
    window.press("ArrowDown")?;
    window.see(role("option", ""))
}
