//! Asking the provider, and what has to be known before.

use firebreak_e2e::{Result, role, test_id, text};
use serde_json::json;

use crate::desk::{data, go_to_step, shown, window_on_incident};

#[test]
fn a_request_goes_from_the_step_to_its_answer() -> Result<()> {
    let window = window_on_incident()?;
    let affected = json!({
        "incident": "INC-0001", "name": "build role", "service_model": "iaas", "provider": "aws",
        "identifier": "arn:aws:iam::210987654321:role/build",
    });
    window.call("resource.add", affected)?;
    go_to_step(&window, "open-case")?;

    // Drafted from the step with what is affected; the words can be changed, and say what is not filled in.
    window.press("p")?;
    let words = window.find_focused(test_id("request-text"))?;
    let drafted = words.value()?;
    for part in ["Our reference: INC-0001", "Account ID: 210987654321", "Affected: build role, arn:aws:iam"] {
        assert!(drafted.contains(part), "{part:?} in {drafted}");
    }
    window.see(text("key_id").within(test_id("request-missing")))?;
    window.check_accessible()?;
    words.fill("Case for INC-0001: send us every notice about the key, within 4 hours.")?;
    window.find(role("button", "Keep request"))?.press("Enter")?;
    window.see(text("draft").within(test_id("request-state")))?;

    // Sent at another time, acknowledged at once, answered with what came of it.
    window.find(test_id("request-details"))?.press("Enter")?;
    window.find_focused(test_id("mark-at"))?.fill("-5m")?;
    window.find(test_id("mark-ticket"))?.fill("10442")?;
    window.find(role("button", "Mark as sent"))?.press("Enter")?;
    window.see(text("sent, waits 5 min").within(test_id("request-state")))?;
    window.check_accessible()?;
    window.find(test_id("request-acknowledged"))?.press("Enter")?;
    window.see(text("acknowledged, waits").within(test_id("request-state")))?;
    window.find(test_id("request-details"))?.press("Enter")?;
    window.find(test_id("mark-note"))?.fill("One notice, to the root address")?;
    window.find(role("button", "Mark as answered"))?.press("Enter")?;
    window.see(text("answered").within(test_id("request-state")))?;
    window.see(text("One notice, to the root address").within(test_id("request")))?;

    // What was asked stands at the step and in the panel, with the time it took.
    window.press("Escape")?;
    window.see(text("answered").within(test_id("step-open-case")))?;
    window.see(text("5 min").within(test_id("waiting")))?;
    window.see(text("Request 1 to AWS answered").within(test_id("timeline")))?;
    window.check_accessible()?;
    let request = &shown(&window)?["requests"][0];
    assert_eq!((&request["state"], &request["ticket"]), (&json!("answered"), &json!("10442")));
    assert_eq!(request["text"], "Case for INC-0001: send us every notice about the key, within 4 hours.");

    // Taken back, it waits again.
    window.press("Control+z")?;
    window.see(text("acknowledged, waits").within(test_id("step-open-case")))?;
    window.finish()
}

#[test]
fn a_request_that_is_typed_survives_a_crash() -> Result<()> {
    let window = window_on_incident()?;
    go_to_step(&window, "open-case")?;
    window.press("p")?;
    window.find_focused(test_id("request-text"))?;
    window.find(test_id("request-subject"))?.fill("Half a subj")?;
    let draft = json!({ "key": "request:INC-0001/new/open-case/" });
    window.eventually("the draft was kept", || {
        let kept = window.call("draft.load", draft.clone())?;
        Ok(kept["text"].as_str().unwrap_or_default().contains("Half a subj").then_some(()))
    })?;
    let window = window.crash_and_reopen()?;
    window.find(test_id("board-INC-0001"))?;
    window.press("Enter")?;
    window.find(test_id("player"))?;
    window.press("p")?;
    let subject = window.find(test_id("request-subject"))?;
    window.eventually("the subject was back", || Ok((subject.value()? == "Half a subj").then_some(())))?;
    window.finish()
}

#[test]
fn what_is_missing_before_an_incident_is_listed_and_filled_in() -> Result<()> {
    let window = data()?.open_window()?;
    window.find(role("link", "Providers"))?.press("Enter")?;
    window.see(text("None is said to be in use").within(test_id("readiness")))?;
    window.find(test_id("provider-aws"))?.press("Enter")?;
    window.find(test_id("provider-used"))?.press("Space")?;
    window.see(text("No account ID is kept for AWS").within(test_id("gaps")))?;
    window.see(text("6 things missing").within(test_id("readiness")))?;
    window.check_accessible()?;
    window.find(test_id("own-identifiers"))?.fill("Production = 123456789012")?;
    window.find(test_id("own-plan"))?.fill("Enterprise Support")?;
    window.find(test_id("own-reply"))?.fill("15m")?;
    window.find(test_id("own-keep"))?.press("Enter")?;
    window.see(text("3 things missing").within(test_id("readiness")))?;
    window.wait_until_gone(text("No account ID is kept for AWS"))?;
    let kept = window.call("provider.show", json!({ "provider": "aws" }))?;
    assert_eq!(kept["own"]["reply_seconds"], 900);
    window.finish()
}
