//! Closing, reopening, finding again and proving.

use firebreak_e2e::{Result, css, label, role, test_id, text};
use serde_json::json;

use crate::desk::{FIRST, open_incident, shown, window_on_incident};

#[test]
fn a_closed_incident_is_read_only_until_it_is_reopened() -> Result<()> {
    let window = window_on_incident()?;
    window.press("Control+k")?;
    window.find_focused(label("Find an act"))?;
    window.type_text("close the inc")?;
    window.press("Enter")?;
    window.see(test_id("close-form"))?;
    window.see(text("21 steps not settled.").within(test_id("close-form")))?;
    window.find(test_id("summary"))?.type_text("The key was ours all along")?;
    window.find(role("button", "Close INC-0001"))?.focus()?;
    window.press("Enter")?;
    window.see(text("The key was ours all along").within(test_id("closed")))?;

    // Nothing can be written: the keys do nothing, the fields are gone, the application refuses.
    assert!(window.find_all(test_id("note-text"))?.is_empty());
    assert!(window.find_all(test_id("done"))?.is_empty());
    let before = shown(&window)?["entries"].clone();
    for key in ["Space", "v", "d", "x", "t", "n"] {
        window.press(key)?;
    }
    assert!(window.find_all(test_id("leave-form"))?.is_empty());
    let refused = window.call("note.add", json!({ "incident": FIRST, "text": "too late" })).unwrap_err();
    assert!(format!("{refused}").contains("closed"), "{refused}");
    assert_eq!(shown(&window)?["entries"], before);
    window.check_accessible()?;

    window.find(role("button", "Reopen…"))?.focus()?;
    window.press("Enter")?;
    window.find_focused(label("Why"))?;
    window.press("Enter")?;
    window.see(text("the record keeps the reason"))?;
    window.type_text("The key was used again")?;
    window.press("Enter")?;
    window.see(text("Open, reopened ×1").within(test_id("incident-status")))?;
    window.see(text("The key was used again").within(test_id("timeline")))?;
    window.see(test_id("note-text"))?;
    window.finish()
}

#[test]
fn an_incident_and_an_entry_are_found_again() -> Result<()> {
    let window = window_on_incident()?;
    let data = window.data().clone();
    open_incident(&data, "Bucket readable by anyone")?;
    data.cli(["note", FIRST, "Zebrafish appeared in the proxy log"])?;
    for number in 0..60 {
        data.cli(["note", FIRST, &format!("Line {number} of the proxy log")])?;
    }

    window.press("Alt+2")?;
    window.see(test_id("incident-INC-0002"))?;
    window.press("/")?;
    window.find_focused(label("Find incidents"))?;
    window.type_text("zebraf")?;
    window.wait_until_gone(test_id("incident-INC-0002"))?;
    window.see(test_id("incident-INC-0001"))?;
    window.see(text("1 incident"))?;

    // The search everywhere goes to the entry itself, deep in the timeline.
    window.press("Control+f")?;
    window.find_focused(label("Search everything"))?;
    window.type_text("zebraf")?;
    window.see(text("Zebraf").within(css("mark")))?;
    window.press("Enter")?;
    window.see(text("Zebrafish appeared in the proxy log").within(css("[data-entry]")))?;
    window.see(test_id("entry-details"))?;
    window.press("Alt+ArrowLeft")?;
    window.see(test_id("screen-search"))?;
    window.finish()
}

#[test]
fn the_record_is_verified_and_its_head_is_shown() -> Result<()> {
    let window = window_on_incident()?;
    let data = window.data().clone();
    let verified: serde_json::Value = data.cli_json(["verify", FIRST])?;
    let head = window.find(test_id("head-hash"))?.text()?.split_whitespace().collect::<String>();
    let expected = shown(&window)?["head"]["hash"].as_str().unwrap().to_owned();
    assert!(head.ends_with(&expected), "{head} is not {expected}");
    assert!(verified["head"].to_string().contains(&expected), "{verified}");

    window.press("Control+k")?;
    window.find_focused(label("Find an act"))?;
    window.type_text("verify the record")?;
    window.press("Enter")?;
    window.see(text("every chain holds").within(test_id("verified")))?;
    window.press("Control+,")?;
    window.find(test_id("verify-all"))?.focus()?;
    window.press("Enter")?;
    window.see(text("every chain holds").within(test_id("verified-all")))?;
    let folder = window.find(test_id("data-dir"))?.text()?;
    assert_eq!(folder, data.folder().display().to_string());
    window.finish()
}
