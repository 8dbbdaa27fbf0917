//! How the states of the library, of its reading view and of the folders of own playbooks are reached.

use anyhow::Result;
use serde_json::json;

use super::acts::{go, go_incident, not_now};
use super::{others, shelf};
use crate::{WindowTest, css, label, role, test_id, text};

pub(crate) fn playbooks(window: &WindowTest) -> Result<()> {
    go(window, "playbooks")?;
    window.see(test_id("playbook-matrix"))
}

/// Shows what stands in where no playbook is made for a cell.
pub(crate) fn playbooks_fallback(window: &WindowTest) -> Result<()> {
    playbooks(window)?;
    window.find(test_id("cell-data-exposure-faas"))?.press("Enter")?;
    window.see(text("has no playbook of its own").within(test_id("playbook-side")))
}

pub(crate) fn playbooks_own(window: &WindowTest) -> Result<()> {
    playbooks(window)?;
    window.find(test_id(&format!("cell-credential-compromise-onprem-{}", shelf::VPN)))?.press("Enter")?;
    window.see(text("Your own").within(test_id("playbook-side")))
}

/// Shows which playbooks are chosen for a pack: those that cover a service model.
pub(crate) fn playbooks_pack(window: &WindowTest) -> Result<()> {
    playbooks(window)?;
    window.find(test_id("pack-open"))?.press("Enter")?;
    window.find(role("combobox", "Service model"))?.focus()?;
    window.type_text("PaaS")?;
    window.find(test_id("pack-all"))?.press("Enter")?;
    window.see(text("Untick all").within(test_id("pack-form")))
}

pub(crate) fn playbooks_found(window: &WindowTest) -> Result<()> {
    playbooks(window)?;
    window.press("/")?;
    window.find_focused(label("Find a playbook"))?.fill("access-key inactive")?;
    window.see(test_id("library-hits"))
}

pub(crate) fn playbooks_found_nothing(window: &WindowTest) -> Result<()> {
    playbooks(window)?;
    window.press("/")?;
    window.find_focused(label("Find a playbook"))?.fill("zebra")?;
    window.see(text("No playbook fits these words."))
}

fn read(window: &WindowTest, id: &str, step: Option<&str>) -> Result<()> {
    let step = step.map_or_else(String::new, |step| format!("?step={step}"));
    window.run_with("location.hash = arguments[0];", vec![json!(format!("#/playbooks/{id}/read{step}"))])?;
    window.see(test_id("reading"))
}

pub(crate) fn reading(window: &WindowTest) -> Result<()> {
    read(window, shelf::KEY, None)
}

/// Shows a command that could not be checked against its tool.
pub(crate) fn reading_unverified(window: &WindowTest) -> Result<()> {
    read(window, "paas-kubernetes", Some("confirm"))?;
    window.run("document.querySelector('article .warn').scrollIntoView({ block: 'center' });").map(|_| ())
}

/// Makes the rules for paper those of the screen, and unfolds what printing unfolds; `Date.back` undoes both.
pub const ON_PAPER: &str = "const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.media); \
    const media = rules.map((rule) => rule.media.mediaText); \
    for (const rule of rules) { \
        const words = rule.media.mediaText; \
        if (words === 'print') rule.media.mediaText = 'all'; \
        else if (words.startsWith('screen')) rule.media.mediaText = 'not all'; \
    } \
    window.dispatchEvent(new Event('beforeprint')); \
    Date.back = () => { \
        rules.forEach((rule, at) => { rule.media.mediaText = media[at]; }); \
        window.dispatchEvent(new Event('afterprint')); \
    };";

/// Shows the reading view as it is printed, as one long page.
///
/// # Errors
///
/// If the playbook does not appear.
pub fn reading_on_paper(window: &WindowTest) -> Result<()> {
    reading(window)?;
    window.run(ON_PAPER).map(|_| ())
}

/// Shows an own playbook, with what the check has to say about it.
pub(crate) fn reading_own(window: &WindowTest) -> Result<()> {
    read(window, shelf::VPN, None)
}

/// Shows every act with its keys.
pub(crate) fn keys(window: &WindowTest) -> Result<()> {
    window.run("location.hash = '#/settings/keys';")?;
    window.see(test_id("key-note.write"))
}

/// Shows that a new key stands for another act.
pub(crate) fn keys_taken(window: &WindowTest) -> Result<()> {
    keys(window)?;
    window.find(role("button", "Change N of Write a note"))?.focus()?;
    window.press("Enter")?;
    window.find_focused(test_id("new-key-field"))?;
    window.press("t")?;
    window.see(text("Take it from there"))
}

pub(crate) fn settings(window: &WindowTest) -> Result<()> {
    go(window, "settings")
}

/// Shows the folders of own playbooks: one with errors, one that is not there.
pub(crate) fn settings_folders(window: &WindowTest) -> Result<()> {
    settings(window)?;
    window.see(text("with errors").within(test_id("own-folders")))
}

/// Shows an incident whose playbook has a newer text.
pub(crate) fn newer_text(window: &WindowTest) -> Result<()> {
    go_incident(window, others::KEY)?;
    not_now(window)?;
    window.see(test_id("newer"))
}

/// Shows what the newer text changes.
pub(crate) fn newer_text_compared(window: &WindowTest) -> Result<()> {
    newer_text(window)?;
    window.find(test_id("newer-compare"))?.press("Enter")?;
    window.see(css("[data-testid=newer-text] article"))
}
