//! Opening an incident.

use std::time::{Duration, Instant};

use firebreak_e2e::{Result, css, label, role, test_id, text};

use crate::desk::{FIRST, data, shown};

/// What a responder may take from the alert to the first step.
const LIMIT: Duration = Duration::from_secs(30);

#[test]
fn an_incident_is_opened_by_keyboard_with_the_playbook_that_fits_and_why() -> Result<()> {
    let window = data()?.open_window()?;
    window.find(test_id("open-first"))?;
    let started = Instant::now();
    window.press("i")?;
    window.find_focused(label("What happened"))?;
    window.type_text("Access key seen in build logs")?;

    // Before the type is known there is nothing to start; Ctrl+Enter says what is missing.
    window.press("Control+Enter")?;
    window.see(text("Choose a type: the playbook follows from it."))?;
    window.find_focused(role("combobox", "Type"))?;
    window.type_text("cred")?;
    window.press("Enter")?;
    window.press("Tab")?;
    window.press("2")?;
    window.press("Tab")?;
    window.press("Space")?;
    window.see(css("[data-chip=aws][aria-checked=true]"))?;
    window.press("Tab")?;
    window.press("ArrowLeft")?;
    window.see(css("[data-chip=critical][aria-checked=true]"))?;
    window.press("Tab")?;
    let detected = window.find_focused(label("Detected"))?;
    detected.fill("-25m")?;
    window.see(text("25 min ago"))?;

    window.see(text("Exposed or stolen cloud access key").within(test_id("best")))?;
    window.see(text("Made for this: credential compromise on IaaS").within(test_id("matches")))?;
    window.see(text("SaaS account takeover").within(role("list", "Alternatives")))?;
    window.see(text("Fallback").within(role("list", "Alternatives")))?;
    window.see(text("Accounts and access").within(test_id("who-acts")))?;
    window.check_accessible()?;
    window.press("Control+Enter")?;
    window.see(text("Record the alert").within(test_id("player")))?;
    assert!(started.elapsed() < LIMIT, "it took {:?}", started.elapsed());

    let incident = shown(&window)?;
    assert_eq!(incident["severity"], "critical", "{incident}");
    assert_eq!(incident["providers"][0]["id"], "aws", "{incident}");
    assert_eq!(incident["runs"][0]["playbook"]["id"], "iaas-exposed-access-key", "{incident}");
    assert_eq!(incident["milestones"][0]["milestone"], "detected", "{incident}");
    window.finish()
}

#[test]
fn what_the_title_suggests_is_taken_by_one_key_and_can_be_changed() -> Result<()> {
    let window = data()?.open_window()?;
    window.find(test_id("open-first"))?;
    window.press("i")?;
    window.find_focused(label("What happened"))?.type_text("asdf")?;
    window.press("Control+1")?;
    window.type_text(" Okta admin session hijacked, S3 bucket public")?;
    window.see(text("Identity provider or federation compromise").within(test_id("suggestions")))?;
    assert!(window.find_all(css("[data-chip][aria-checked=true]"))?.len() < 2, "only the severity is set");
    window.see(text("playbooks suggested").within(test_id("suggested")))?;
    window.check_accessible()?;

    let first = window.find(test_id("suggestion-1"))?.text()?;
    window.press("Control+2")?;
    window.see(css("[data-testid=suggestion-2][aria-pressed=true]"))?;
    window.press("Control+1")?;
    window.see(css("[data-testid=suggestion-1][aria-pressed=true]"))?;
    window.find_focused(label("What happened"))?;
    window.see(test_id("best"))?;

    // Another service model is chosen by hand: nothing counts as taken any more.
    window.press("Tab")?;
    window.press("Tab")?;
    window.press("3")?;
    window.see(css("[data-testid=suggestion-1][aria-pressed=false]"))?;
    window.press("3")?;
    window.press("Control+1")?;
    window.see(css("[data-testid=suggestion-1][aria-pressed=true]"))?;
    window.check_accessible()?;
    window.press("Control+Enter")?;
    window.see(test_id("player"))?;
    let incident = shown(&window)?;
    let kind = incident["incident_type"]["name"].as_str().unwrap_or_default();
    assert!(!kind.is_empty() && first.contains(kind), "{first}: {incident}");
    window.finish()
}

#[test]
fn a_half_filled_form_survives_a_crash_and_another_playbook_can_be_chosen() -> Result<()> {
    let window = data()?.open_window()?;
    window.find(test_id("open-first"))?;
    window.press("i")?;
    window.find_focused(label("What happened"))?.type_text("Odd invoices")?;
    window.press("Tab")?;
    window.find_focused(role("combobox", "Type"))?.type_text("credential")?;
    window.press("Enter")?;
    window.press("Tab")?;
    window.press("5")?;
    window.see(test_id("best"))?;
    window.find(test_id("open-resource-add"))?.press("Enter")?;
    window.find_focused(label("Name"))?.fill("acme tenant")?;
    window.check_accessible()?;
    let draft = serde_json::json!({ "key": "open" });
    window.eventually("the form was kept", || {
        let kept = window.call("draft.load", draft.clone())?;
        let kept = kept["text"].as_str().unwrap_or_default();
        Ok((kept.contains("Odd invoices") && kept.contains("acme tenant")).then_some(()))
    })?;

    let window = window.crash_and_reopen()?;
    window.find(test_id("open-first"))?;
    window.press("i")?;
    window.see(text("Typed earlier and not opened yet."))?;
    assert_eq!(window.find(label("What happened"))?.value()?, "Odd invoices");
    assert_eq!(window.find(label("Name"))?.value()?, "acme tenant");
    let general = window.find(role("button", "General incident").within(test_id("matches")))?;
    general.focus()?;
    window.press("Enter")?;
    window.see(text("General incident").within(test_id("best")))?;
    window.press("Control+Enter")?;
    window.see(test_id("player"))?;
    let incident = shown(&window)?;
    assert_eq!(incident["runs"][0]["playbook"]["id"], "general-incident");
    assert_eq!(incident["resources"][0]["name"], "acme tenant");
    assert_eq!(incident["resources"][0]["service_model"], "saas");

    // What was opened is no draft any more.
    window.press("i")?;
    assert_eq!(window.find_focused(label("What happened"))?.value()?, "");
    assert_eq!(shown(&window)?["code"], FIRST);
    window.finish()
}
