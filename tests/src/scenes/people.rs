//! Who has which role, who writes, and the lead handed over.

use anyhow::Result;
use serde_json::json;

use super::record::Record;
use crate::{WindowTest, role, test_id};

/// Gives roles, and the briefing to the next lead.
pub(crate) fn handed_over(record: &Record, incident: &str) -> Result<()> {
    for (role, person) in [("lead", "Ana Ruiz"), ("scribe", "Ben Oduya"), ("cloud", "Chidi Okafor")] {
        record.call("role.give", json!({"incident": incident, "role": role, "person": person}))?;
    }
    record.later(30);
    let words = json!({
        "incident": incident, "to": "Ben Oduya",
        "summary": "The key is off. One role of the build account was used from outside before that.",
        "objectives": "Know what was read with it.\nTell the owner of the bucket by 06:00.",
        "contingencies": [{"when": "a new session of the role appears", "then": "deny everything to it and call Chidi"}],
    });
    record.later(30);
    record.call("handover.begin", words).map(|_| ())
}

/// Shows roles and people, with the form that gives one.
pub(crate) fn people(window: &WindowTest) -> Result<()> {
    window.press("l")?;
    window.see(test_id("role-lead"))?;
    window.find(role("button", "Another role…"))?.press("Enter")?;
    window.see(test_id("give-form"))
}

/// Shows the names to write under.
pub(crate) fn acting(window: &WindowTest) -> Result<()> {
    window.find(test_id("acting"))?.press("Enter")?;
    window.see(test_id("acting-input"))
}

/// Shows what is typed for a handover, or the one that waits.
pub(crate) fn handover(window: &WindowTest) -> Result<()> {
    window.press("h")?;
    window.see(test_id("briefing"))
}
