//! How the states of writing playbooks are reached: a new one, and what differs from another text.

use std::fs::OpenOptions;
use std::io::Write;

use anyhow::{Context, Result};
use serde_json::json;

use super::shelf;
use crate::{WindowTest, css, role, test_id, text};

fn begin(window: &WindowTest) -> Result<()> {
    window.run("location.hash = '#/begin';")?;
    window.see(test_id("begin-folder"))
}

/// Fills in the form of a new playbook where no folder is named yet.
pub(crate) fn begin_first(window: &WindowTest) -> Result<()> {
    begin(window)?;
    window.see(test_id("begin-no-folder"))?;
    window.find(test_id("begin-title"))?.fill("Mail flood hides one mail that matters")?;
    choose(window, "begin-types", "denial-of-service")?;
    choose(window, "begin-models", "saas")?;
    choose(window, "begin-providers", "m365")
}

/// Presses a chip where it is not chosen already.
fn choose(window: &WindowTest, group: &str, value: &str) -> Result<()> {
    let chip = window.find(css(&format!("[data-testid={group}] [data-chip='{value}']")))?;
    if chip.attribute("aria-checked")?.as_deref() == Some("true") { Ok(()) } else { chip.press("Enter") }
}

/// Sends the form with an id that another playbook has, and the rest missing.
pub(crate) fn begin_taken(window: &WindowTest) -> Result<()> {
    begin(window)?;
    window.find(test_id("begin-id"))?.fill(shelf::KEY)?;
    window.find(test_id("begin-submit"))?.press("Enter")?;
    window.see(text("has this id"))?;
    window.see(text("Choose at least one type"))
}

/// Shows what an own playbook says otherwise than the bundled one.
pub(crate) fn differences(window: &WindowTest) -> Result<()> {
    window.run_with("location.hash = `#/playbooks/${arguments[0]}/differences`;", vec![json!(shelf::KEY)])?;
    window.see(test_id("changed-tell-owner"))
}

/// Shows the same in the editor, beside the text.
pub(crate) fn editor_differences(window: &WindowTest) -> Result<()> {
    window.run_with("location.hash = `#/playbooks/${arguments[0]}/edit`;", vec![json!(shelf::KEY)])?;
    window.see(text("No findings").within(test_id("findings")))?;
    window.press("Control+Shift+D")?;
    window.see(test_id("changed-tell-owner"))
}

/// Shows what somebody else wrote into the file while it is open in the editor.
pub(crate) fn editor_elsewhere(window: &WindowTest) -> Result<()> {
    window.run_with("location.hash = `#/playbooks/${arguments[0]}/edit`;", vec![json!(shelf::VPN)])?;
    window.see(test_id("findings"))?;
    let path = window.data().folder().join("playbooks/vpn-appliance.md");
    let mut file = OpenOptions::new().append(true).open(path).context("there is no own playbook")?;
    file.write_all(b"\nThe maker calls back within four hours.\n")?;
    drop(file);
    window.find(role("button", "See what differs"))?.press("Enter")?;
    window.see(test_id("save-over"))?;
    window.see(css("[data-testid=comparison] article"))
}
