//! What most journeys begin with.

use firebreak_e2e::{Data, Result, WindowTest, css, role, test_id};
use serde_json::{Value, json};

/// The code of the first incident of a record.
pub(crate) const FIRST: &str = "INC-0001";

/// Returns a folder of data whose responder has a name.
pub(crate) fn data() -> Result<Data> {
    let data = Data::new()?;
    data.cli([
        "call",
        "settings.set",
        r#"{"settings":{"responder":"Ada Lovelace","zone":"Europe/Berlin"}}"#,
    ])?;
    Ok(data)
}

/// Opens an incident from the terminal: an access key on AWS, detected ten minutes ago.
pub(crate) fn open_incident(data: &Data, title: &str) -> Result<()> {
    data.cli([
        "incident",
        "open",
        "--title",
        title,
        "--type",
        "credential-compromise",
        "--model",
        "iaas",
        "--provider",
        "aws",
        "--severity",
        "high",
        "--detected",
        "-10m",
    ])?;
    Ok(())
}

/// Opens the window on one incident, with the cursor at its first step.
pub(crate) fn window_on_incident() -> Result<WindowTest> {
    let data = data()?;
    open_incident(&data, "Access key seen in build logs")?;
    let window = data.open_window()?;
    enter(&window)?;
    Ok(window)
}

/// Opens the incident on the board that has the cursor, from anywhere, and waits for its steps.
pub(crate) fn enter(window: &WindowTest) -> Result<()> {
    window.find(test_id("board"))?;
    window.press("Enter")?;
    window.find(test_id("player"))?;
    window.see(role("group", "What to do with this step"))
}

/// Moves the cursor down until it is at a step.
pub(crate) fn go_to_step(window: &WindowTest, step: &str) -> Result<()> {
    let here = "return document.querySelector('[data-current]')?.dataset.testid;";
    let wanted = json!(format!("step-{step}"));
    for _ in 0..40 {
        let before = window.run(here)?;
        if before == wanted {
            return Ok(());
        }
        window.press("j")?;
        window.eventually("the cursor moved", || Ok((window.run(here)? != before).then_some(())))?;
    }
    anyhow::bail!("the cursor never came to {step}")
}

/// Waits until the cursor is at a step.
pub(crate) fn at_step(window: &WindowTest, step: &str) -> Result<()> {
    window.see(css(&format!("[data-testid=step-{step}][data-current]")))
}

/// Waits until the newest entry of the record is of a kind, and returns it.
pub(crate) fn newest(window: &WindowTest, kind: &str) -> Result<Value> {
    let request = json!({ "incident": FIRST, "order": "latest", "limit": 200, "kinds": [kind] });
    window.eventually(&format!("an entry of the kind {kind} was recorded"), || {
        let page = window.call("timeline.page", request.clone())?;
        let rows = page["rows"].as_array().cloned().unwrap_or_default();
        Ok(rows.into_iter().max_by_key(|row| row["seq"].as_u64()))
    })
}

/// Looks at one incident as the application sees it.
pub(crate) fn shown(window: &WindowTest) -> Result<Value> {
    window.call("incident.show", json!({ "incident": FIRST }))
}

/// Chooses an option of a list of choices by its words.
pub(crate) fn select(window: &WindowTest, name: &str, words: &str) -> Result<()> {
    let list = window.find(role("combobox", name))?;
    list.focus()?;
    list.type_text(words)
}

/// Pastes into the focused field.
pub(crate) fn paste(window: &WindowTest) -> Result<()> {
    window.press("Control+v")
}
