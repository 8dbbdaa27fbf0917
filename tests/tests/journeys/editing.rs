//! Adapting a bundled playbook: typed, found wrong, mended, saved, back after a crash.

use std::fs;

use firebreak_e2e::{Result, WindowTest, test_id, text};
use serde_json::json;

use crate::desk::data;

/// Goes to the editor of the playbook that is chosen in the library, and waits until it can be typed into.
fn edit(window: &WindowTest) -> Result<()> {
    window.run("location.hash = '#/playbooks/general-incident';")?;
    window.see(text("Copy and adapt").within(test_id("playbook-side")))?;
    window.press("e")?;
    typing(window)
}

fn typing(window: &WindowTest) -> Result<()> {
    window.see(text("No findings").within(test_id("findings")))?;
    let focused =
        "return document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label') ?? null;";
    window.eventually("the text has the focus", || {
        Ok((window.run(focused)? == json!("Text of the playbook")).then_some(()))
    })
}

#[test]
fn a_bundled_playbook_is_adapted_and_saved_as_an_own_one() -> Result<()> {
    let data = data()?;
    let window = data.open_window()?;
    edit(&window)?;
    window.see(text("not saved yet").within(test_id("editor")))?;
    window.see(text("Take charge of the report").within(test_id("editor")))?;
    window.check_accessible()?;

    // Letters belong to the text, also those that are keys elsewhere.
    window.press("Control+End")?;
    window.type_text("\nin\n\n### ")?;
    window.see(text("1 error").within(test_id("findings")))?;
    window.check_accessible()?;
    window.type_text("Think it over\n<!-- id: think -->\n\n- **Layer:** cloud")?;
    window.see(text("\"cloud\" is not a layer").within(test_id("findings")))?;
    window.press("Control+s")?;
    window.see(text("it does not count yet").within(test_id("editor")))?;

    // Nothing typed is lost where the window ends; what was typed last is back.
    window.press("Control+End")?;
    for _ in 0.."cloud".len() {
        window.press("Backspace")?;
    }
    window.type_text("data")?;
    window.see(text("changes not saved").within(test_id("editor")))?;
    window.see(text("No findings").within(test_id("findings")))?;
    let window = window.crash_and_reopen()?;
    edit_own(&window)?;
    window.see(text("and not saved is back").within(test_id("editor")))?;
    window.press("Control+s")?;
    window.see(text("saved").within(test_id("editor")))?;

    let own = window.data().folder().join("playbooks/general-incident.md");
    window.eventually("the file holds what was typed", || {
        let written = fs::read_to_string(&own)?;
        Ok((written.contains("version: 1.1.0") && written.trim_end().ends_with("- **Layer:** data"))
            .then_some(()))
    })?;
    window.run("location.hash = '#/playbooks/general-incident';")?;
    window.see(text("1.1.0").within(test_id("playbook-side")))?;
    window.finish()
}

/// Opens the own file again, which does not count yet.
fn edit_own(window: &WindowTest) -> Result<()> {
    let own = window.data().folder().join("playbooks/general-incident.md");
    window
        .run_with("location.hash = `#/edit?path=${encodeURIComponent(arguments[0])}`;", vec![json!(own)])?;
    typing(window)
}
