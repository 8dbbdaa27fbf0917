//! Writing playbooks: a new one begun in the window, and what differs from the bundled one and from the file.

use std::fs;

use firebreak_e2e::{Result, WindowTest, css, role, test_id, text};

use crate::desk::data;

/// Waits until a text field that is no field of the page has what was typed so far as its text.
fn edited(window: &WindowTest) -> Result<()> {
    window.see(text("No findings").within(test_id("findings")))?;
    let focused =
        "return document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label') ?? null;";
    window.eventually("the text has the focus", || {
        Ok((window.run(focused)? == serde_json::json!("Text of the playbook")).then_some(()))
    })
}

#[test]
fn a_new_playbook_is_begun_by_keyboard_and_counts_at_once() -> Result<()> {
    let data = data()?;
    let window = data.open_window()?;
    window.see(test_id("open-first"))?;
    window.press("Control+Shift+N")?;
    window.see(test_id("begin-no-folder"))?;
    window.check_accessible()?;

    // An id that is taken writes nothing, and says who has it.
    window.find_focused(test_id("begin-title"))?.type_text("General incident")?;
    window.see(text("has this id"))?;
    window.press("Control+s")?;
    window.see(text("Choose at least one type"))?;
    window.check_accessible()?;
    let own = data.folder().join("playbooks");
    assert!(!own.exists(), "nothing is made for what is refused");

    window.find(test_id("begin-title"))?.fill("Mail flood")?;
    for (group, value) in [("begin-types", "denial-of-service"), ("begin-models", "saas")] {
        window.find(css(&format!("[data-testid={group}] [data-chip='{value}']")))?.press("Enter")?;
    }
    window.press("Control+s")?;
    edited(&window)?;
    let path = own.join("mail-flood.md");
    let begun = fs::read_to_string(&path)?;
    assert!(begun.contains("id: mail-flood") && begun.contains("incident_types: [denial-of-service]"));

    // What is typed goes to that file; the library knows it.
    window.press("Control+End")?;
    window.type_text("- [ ] One thing more\n")?;
    window.press("Control+s")?;
    window.eventually("the file holds what was typed", || {
        Ok(fs::read_to_string(&path)?.contains("One thing more").then_some(()))
    })?;
    window.run("location.hash = '#/playbooks/mail-flood';")?;
    window.see(text("Your own").within(test_id("playbook-side")))?;
    window.finish()
}

#[test]
fn what_differs_from_the_bundled_one_and_from_the_file_is_seen_and_settled() -> Result<()> {
    let data = data()?;
    let window = data.open_window()?;
    window.run("location.hash = '#/playbooks/general-incident/edit';")?;
    edited(&window)?;
    window.press("Control+End")?;
    window.type_text("\n\n### Call the board\n<!-- id: call-board -->\n\n- **Layer:** data")?;
    window.see(text("No findings").within(test_id("findings")))?;

    // Against the bundled one, before and after it is saved.
    window.press("Control+Shift+D")?;
    window.see(text("1 step added").within(test_id("against-summary")))?;
    window.check_accessible()?;
    window.press("j")?;
    window.find_focused(test_id("changed-call-board"))?;
    window.press("Enter")?;
    edited(&window)?;
    window.press("Control+s")?;
    let path = data.folder().join("playbooks/general-incident.md");
    window.eventually("the file is written", || Ok(path.exists().then_some(())))?;
    window.see(text("File on the disk").within(test_id("against-with")))?;
    window.see(text("1 step added").within(test_id("against-summary")))?;
    window.press("Control+Shift+D")?;
    window.wait_until_gone(test_id("against"))?;

    // Somebody else changes the file: it is said, shown, and nothing is overwritten unseen.
    let mine = fs::read_to_string(&path)?;
    let theirs = mine.replace("### Call the board", "### Call the whole board");
    fs::write(&path, &theirs)?;
    window.see(test_id("elsewhere"))?;
    window.press("Control+s")?;
    window.see(text("was changed since it was opened here"))?;
    assert_eq!(fs::read_to_string(&path)?, theirs);
    window.find(role("button", "See what differs"))?.press("Enter")?;
    window.see(text("### Call the whole board").within(test_id("changed-call-board")))?;
    window.check_accessible()?;
    window.find(test_id("save-over"))?.press("Enter")?;
    window.eventually("mine is over it", || Ok((fs::read_to_string(&path)? == mine).then_some(())))?;
    window.wait_until_gone(test_id("save-over"))?;

    // The same comparison from the library and from the reading view.
    window.run("location.hash = '#/playbooks/general-incident/read';")?;
    window.find(test_id("reading-compare"))?.press("Enter")?;
    window.see(text("against the bundled").within(test_id("differences")))?;
    window.see(test_id("changed-call-board"))?;
    window.check_accessible()?;
    window.press("j")?;
    window.press("Enter")?;
    window.see(css("[data-testid=reading] article.found"))?;
    window.finish()
}
