//! How the states of requests to providers, and of what is kept about providers, are reached.

use anyhow::Result;
use serde_json::json;

use super::acts::{go, go_step};
use super::others;
use crate::{WindowTest, css, label, test_id, text};

/// Shows the step that asks the provider, with the requests that came of it and what waits.
pub(crate) fn requests(window: &WindowTest) -> Result<()> {
    go_step(window, others::KEY, "open-case")?;
    window.see(test_id("waiting"))?;
    window.run(
        "document.querySelector('[aria-label=\"Ask the provider\"]').scrollIntoView({ block: 'center' });",
    )?;
    Ok(())
}

pub(crate) fn request(window: &WindowTest) -> Result<()> {
    requests(window)?;
    window.press("p")?;
    window.see(test_id("request-words"))
}

pub(crate) fn request_list(window: &WindowTest) -> Result<()> {
    go_step(window, others::KEY, "deactivate-key")?;
    window.press("p")?;
    window.see(test_id("request-new"))
}

pub(crate) fn request_draft(window: &WindowTest) -> Result<()> {
    request_list(window)?;
    window.find(css("aside [data-testid=request-3]"))?.press("Enter")?;
    window.see(text("draft").within(test_id("request-state")))
}

pub(crate) fn request_new(window: &WindowTest) -> Result<()> {
    requests(window)?;
    window.find(test_id("request-draft"))?.press("Enter")?;
    window.see(test_id("request-missing"))
}

pub(crate) fn request_answered(window: &WindowTest) -> Result<()> {
    request(window)?;
    window.find(test_id("request-details"))?.press("Enter")?;
    window.find(test_id("mark-at"))?.fill("-4m")?;
    window.find(test_id("mark-by"))?.fill("Dana Whitfield")?;
    window
        .find(test_id("mark-note"))?
        .fill("One exposure notice, sent on 4 July at 13:40 UTC to the root address")
}

pub(crate) fn providers(window: &WindowTest) -> Result<()> {
    go(window, "providers")?;
    window.see(test_id("facts"))
}

pub(crate) fn providers_wrong(window: &WindowTest) -> Result<()> {
    window.run_with("location.hash = arguments[0];", vec![json!("#/providers/github")])?;
    window.find(label("Reply time by contract"))?.fill("soon")?;
    window.see(text("Write it as 30m, 4h or 2d."))
}
