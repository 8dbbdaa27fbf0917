//! The palette, the cheat sheet, and the dialogs of the system.

use firebreak_e2e::{Result, WindowTest, test_id};
use serde_json::json;

use crate::desk::window_on_incident;

#[test]
fn the_key_that_opens_the_cheat_sheet_closes_it() -> Result<()> {
    let window = window_on_incident()?;
    window.press("?")?;
    window.see(test_id("cheat-sheet"))?;
    window.press("?")?;
    window.wait_until_gone(test_id("cheat-sheet"))?;

    // Keys reach the screen again, which they do not while the sheet is open, and it was not opened anew.
    window.press("Alt+2")?;
    window.see(test_id("screen-incidents"))?;
    assert!(window.find_all(test_id("cheat-sheet"))?.is_empty());
    window.finish()
}

#[test]
fn where_a_file_is_saved_is_chosen_in_the_dialog_of_the_system() -> Result<()> {
    let window = WindowTest::start()?;
    let ask = "window.chosen = null; \
               window.__TAURI_INTERNALS__.invoke('choose', { title: 'Save the report', what: { kind: 'save-as', name: 'report' } }) \
                 .then((paths) => (window.chosen = paths), (error) => (window.chosen = error.message));";
    let chosen = || {
        window.eventually("the page was told", || {
            let chosen = window.run("return window.chosen;")?;
            Ok((!chosen.is_null()).then_some(chosen))
        })
    };
    window.run(ask)?;
    let path = window.data().folder().join("Report of May.md").display().to_string();
    window.answer_dialog("Save the report", &format!("{path}\n"))?;
    assert_eq!(chosen()?, json!([path]));
    window.run(ask)?;
    window.answer_dialog("Save the report", "\u{1b}")?;
    assert_eq!(chosen()?, json!([]), "closing it chooses nothing and is no error");
    window.finish()
}
