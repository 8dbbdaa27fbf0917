//! One incident from the first start to its timeline, by keyboard alone.

use firebreak_e2e::{Data, Result, WindowTest, label, role, test_id, text};

/// Opens the window for the first time and says who responds.
fn first_start() -> Result<WindowTest> {
    let window = Data::new()?.open_window()?;
    let name = window.find_focused(label("Your name"))?;
    assert_ne!(name.value()?, "", "the system's name is prefilled");
    name.fill("Ada Lovelace")?;
    window.press("Enter")?;
    window.find(test_id("empty"))?;
    Ok(window)
}

/// Opens an incident from the board, by keyboard alone.
fn open_incident(window: &WindowTest) -> Result<()> {
    window.press("i")?;
    window.find_focused(label("What happened"))?;
    window.type_text("Access key seen in build logs")?;
    window.press("Tab")?;
    window.find_focused(role("combobox", "Type"))?;
    window.type_text("credential")?;
    window.press("Enter")?;
    window.press("Tab")?;
    window.press("2")?;
    window.find(text("Exposed or stolen cloud access key").within(test_id("best")))?;
    window.press("Control+Enter")?;
    window.find(test_id("player"))?;
    Ok(())
}

#[test]
fn first_start_to_timeline_by_keyboard_alone() -> Result<()> {
    let window = first_start()?;
    window.check_accessible()?;
    open_incident(&window)?;
    window.see(text("INC-0001"))?;
    window.check_accessible()?;

    // The first step, completed; the cursor goes on and the timeline says so.
    window.find(role("button", "Record the alert").within(test_id("step-record-alert")))?;
    window.press("Space")?;
    window.see(text("done").within(test_id("step-record-alert")))?;
    window.see(text("Record the alert").within(test_id("timeline")))?;

    // A note, with a time that lies in the past.
    window.press("n")?;
    window.find_focused(label("Note"))?;
    window.type_text("The owner says the key is a robot's")?;
    window.press("Shift+Tab")?;
    window.find_focused(label("When it happened"))?.fill("-10m")?;
    window.press("Enter")?;
    window.see(text("The owner says the key is a robot's").within(test_id("timeline")))?;
    window.see(text("recorded").within(test_id("timeline")))?;
    window.check_accessible()?;

    let verified = window.call("record.verify", serde_json::json!({ "incident": "INC-0001" }))?;
    assert_eq!(verified["ok"], true, "{verified}");
    window.finish()
}

#[test]
fn what_is_typed_and_not_sent_survives_a_crash() -> Result<()> {
    let window = first_start()?;
    open_incident(&window)?;
    window.press("n")?;
    window.find_focused(label("Note"))?;
    window.type_text("Half a sen")?;
    let draft = serde_json::json!({ "key": "note:INC-0001" });
    window.eventually("the draft was kept", || {
        Ok((window.call("draft.load", draft.clone())?["text"] == "Half a sen").then_some(()))
    })?;

    let window = window.crash_and_reopen()?;
    window.find(test_id("board-INC-0001"))?;
    window.press("Enter")?;
    let note = window.find(label("Note"))?;
    window.eventually("the note was back", || Ok((note.value()? == "Half a sen").then_some(())))?;
    window.see(text("Typed earlier and not recorded yet."))?;
    window.finish()
}
