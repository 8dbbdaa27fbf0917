//! The palette and the cheat sheet.

use firebreak_e2e::{Result, test_id};

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
