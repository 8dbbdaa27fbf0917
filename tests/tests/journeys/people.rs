//! Who leads: the lead is given, handed over with a briefing, read back and accepted; and who writes is switched.

use firebreak_e2e::scenes::ON_PAPER;
use firebreak_e2e::{Result, label, role, test_id, text};
use serde_json::json;

use crate::desk::{FIRST, window_on_incident};

/// What is wrong with the briefing as paper: buttons, colours, the window around it, or more than a page. A page of A4
/// at the size at which it is printed is 1,400 px high where it is 990 px wide.
const WRONG_ON_PAPER: &str = "const wrong = []; \
    const desk = document.querySelector('[data-testid=handover]'); \
    const shown = (each) => each.getClientRects().length > 0; \
    if ([...desk.querySelectorAll('[data-testid=briefing] section')].filter(shown).length < 13) wrong.push('no briefing'); \
    for (const each of [...document.querySelectorAll('button')].filter(shown)) wrong.push('a button: ' + each.textContent); \
    for (const each of document.querySelectorAll('nav, aside')) if (shown(each)) wrong.push('the window: ' + each.tagName); \
    if (desk.getBoundingClientRect().height > 1400) wrong.push('more than a page: ' + desk.getBoundingClientRect().height); \
    if (getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)') wrong.push('no white paper'); \
    return wrong.slice(0, 10);";

#[test]
fn the_lead_is_handed_over_with_the_keyboard_and_survives_a_crash() -> Result<()> {
    let window = window_on_incident()?;
    window.press("l")?;
    window.see(test_id("role-lead"))?;
    window.find(test_id("give-lead"))?.focus()?;
    window.press("Enter")?;
    window.find_focused(test_id("give-person"))?.fill("Ada Lovelace")?;
    // The list of known names is open; the first Enter sends all the same.
    window.press("Enter")?;
    window.see(text("Ada Lovelace").within(test_id("standing-roles")))?;
    window.check_accessible()?;

    window.press("h")?;
    window.find(test_id("handover-to"))?.fill("Ben Oduya")?;
    window.find(test_id("handover-summary"))?.fill("The key is off.")?;
    window.eventually("what is typed is kept", || {
        let kept = window.call("draft.load", json!({ "key": format!("handover:{FIRST}") }))?;
        Ok(kept["text"].as_str().is_some_and(|text| text.contains("The key is off.")).then_some(()))
    })?;
    let window = window.crash_and_reopen()?;
    crate::desk::enter(&window)?;
    window.press("h")?;
    let summary = window.find(test_id("handover-summary"))?;
    window.eventually("what was typed is there again", || {
        Ok((summary.value()? == "The key is off.").then_some(()))
    })?;
    window.find(role("button", "Give the briefing"))?.focus()?;
    window.press("Enter")?;
    window.see(test_id("accept-form"))?;
    window.see(text("Ada Lovelace").within(test_id("standing-roles")))?;
    window.check_accessible()?;

    // The receiver sits down at the same machine.
    window.press("Alt+w")?;
    window.find_focused(test_id("acting-input"))?.fill("Ben Oduya")?;
    window.press("Enter")?;
    window.see(text("Ben Oduya").within(test_id("acting")))?;
    window
        .find(label("Read back, in the words of Ben Oduya"))?
        .fill("The key is off, nothing else is known.")?;
    window.find(role("button", "Ben Oduya accepts and leads"))?.focus()?;
    window.press("Enter")?;
    window.see(text("Ben Oduya").within(test_id("standing-roles")))?;
    let listed = window.call("handover.list", json!({ "incident": FIRST }))?;
    assert_eq!(listed[0]["state"], "accepted");
    assert_eq!(listed[0]["ended_by"], "Ben Oduya");
    window.finish()
}

#[test]
fn a_briefing_is_printed_black_on_white_on_one_page() -> Result<()> {
    let window = window_on_incident()?;
    for rule in ["gdpr-33", "uk-gdpr", "nis2-early-warning", "nis2-notification"] {
        window.call("deadline.start", json!({ "incident": FIRST, "rule": rule, "at": "-30m" }))?;
    }
    for (update, template) in ["executives", "customers", "legal"].iter().enumerate() {
        window
            .call("update.draft", json!({ "incident": FIRST, "template": template, "to": "All of them" }))?;
        let number = (update + 1).to_string();
        window.call("update.move", json!({ "incident": FIRST, "update": number, "mark": "sent" }))?;
    }
    window.call(
        "handover.begin",
        json!({ "incident": FIRST, "to": "Ben Oduya", "summary": "The key is off." }),
    )?;
    window.press("Alt+1")?;
    crate::desk::enter(&window)?;
    window.press("h")?;
    window.see(test_id("accept-form"))?;
    window.run(ON_PAPER)?;
    assert_eq!(window.run(WRONG_ON_PAPER)?, json!([]));
    window.finish()
}
