//! What was found of the attacker, and what was decided.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::acts::{go_incident, go_step, settle};
use super::record::Record;
use super::{others, timehop};
use crate::{WindowTest, css, role, test_id};

/// What is pasted: lines of a log with times, a defanged sentence, and what every log has.
const LOG: &str = "2018-07-04T17:52:11Z sts.amazonaws.com AssumeRole sourceIPAddress=185.220.101.4 accessKeyId=AKIAIOSFODNN7EXAMPLE
2018-07-04T17:58:40Z s3.amazonaws.com GetObject sourceIPAddress=45.9.148.108 userAgent=\"S3 Browser/9.5.5 (https://s3browser.com)\"
2018-07-04T18:01:02Z ec2.amazonaws.com RunInstances i-0abcd1234ef567890 from 10.20.0.14
The stage was at hxxps://files[.]update-cdn[.]net/a/kinsing, mail went to ops(at)update-cdn[.]net.
/tmp/.x/kinsing 6fc4da6e0a8e0d2f5ae1a5c4a6cd9ee8f1ac94f3ac1bf87a9f0c8c1a0cf0d4c9 and version 4.5.6.7";

/// Records indicators and decisions in the incident of the key.
pub(crate) fn recorded(record: &Record) -> Result<()> {
    let list = record.call("incident.list", json!({ "text": others::KEY }))?;
    let id = list.pointer("/rows/0/id").and_then(Value::as_str).context("the incident is not there")?;
    record.at("2018-07-04T18:38:00Z")?;
    let found = json!([
        { "value": "185.220.101.4:443", "first_seen": "2018-07-04T17:52:11Z", "last_seen": "2018-07-04T18:06:31Z" },
        { "value": "45.9.148.0/24" },
        { "value": "2a0b:f4c2::17" },
        { "value": "hxxps://files[.]update-cdn[.]net/a/kinsing" },
        { "value": "ops@update-cdn.net" },
        { "value": "6fc4da6e0a8e0d2f5ae1a5c4a6cd9ee8f1ac94f3ac1bf87a9f0c8c1a0cf0d4c9" },
        { "value": "arn:aws:iam::123456789012:role/build-runner" },
        { "value": "S3 Browser/9.5.5 (https://s3browser.com)", "kind": "user-agent" },
    ]);
    let step = json!("identify-key");
    let add = |indicators: Value, tlp: &str, note: Value| -> Result<()> {
        let request =
            json!({ "incident": id, "indicators": indicators, "tlp": tlp, "note": note, "step": step });
        record.later(20);
        record.call("indicator.add", request).map(|_| ())
    };
    add(found, "amber", Value::Null)?;
    record.later(20);
    let said =
        json!({ "incident": id, "text": "The proxy saw a first beacon to 91.219.236.12:8443 at 17:40." });
    let said = record.call("note.add", said)?;
    let from = said.pointer("/entries/0").context("the note is no entry")?.clone();
    let beacon = json!({ "incident": id, "indicators": [{ "value": "91.219.236.12:8443" }], "entry": from });
    record.later(20);
    record.call("indicator.add", beacon)?;
    add(
        json!([{ "value": "deploy-bot", "kind": "account" }]),
        "red",
        json!("Whose key it was; still in use for builds"),
    )?;
    add(json!([{ "value": "update-cdn.net" }, { "value": "52.95.110.1" }]), "green", Value::Null)?;
    record.later(20);
    let none = json!({ "incident": id, "indicators": ["12"], "reason": "An address of the provider itself" });
    record.call("indicator.withdraw", none)?;
    let decide = |more: Value| -> Result<()> {
        let mut request = json!({ "incident": id });
        if let (Value::Object(request), Value::Object(more)) = (&mut request, more) {
            request.extend(more);
        }
        record.later(60);
        record.call("decision.record", request).map(|_| ())
    };
    decide(json!({
        "question": "Deactivate the key while the nightly export runs?", "choice": "Wait for the export",
        "options": ["Deactivate now", "Wait for the export"], "decided_by": "Chidi Okafor", "reversible": true,
        "rationale": "The export ends at 21:00 and the key was not seen from outside today.",
    }))?;
    decide(json!({
        "question": "Deactivate the key while the nightly export runs?", "choice": "Deactivate now",
        "options": ["Deactivate now", "Wait for the export"], "decided_by": "Ada Lovelace", "reversible": false,
        "rationale": "It was used from 185.220.101.4 at 17:52. The export can be run again tomorrow.",
        "step": "deactivate-key", "supersedes": "1",
    }))?;
    decide(
        json!({ "question": "Tell the customer whose data is in the export?", "choice": "Not before counsel has answered" }),
    )
}

/// Records what is longer than any column.
pub(crate) fn long(record: &Record, id: &str) -> Result<()> {
    let path = "very-long-name/".repeat(90);
    let indicators = json!([
        { "value": format!("https://files.update-cdn.net/{path}") },
        { "value": format!("powershell.exe -enc {}", "SQBFAFgA".repeat(200)), "kind": "process" },
        { "value": "xn--bcher-kva.example" },
    ]);
    let note = "Seen in every region. ".repeat(30);
    record.call("indicator.add", json!({ "incident": id, "indicators": indicators, "note": note }))?;
    let request = json!({
        "incident": id, "question": "Den nächtlichen Export der Abrechnungsdatenbank anhalten, obwohl niemand weiß, wer ihn braucht? ".repeat(4),
        "choice": "unterbrechungsfrei".repeat(20), "options": ["مفتاح الوصول ظهر في سجلات البناء", "ビルドログ"],
        "rationale": "A long paragraph that was pasted.\n".repeat(40), "reversible": false,
    });
    record.call("decision.record", request).map(|_| ())
}

/// Shows the indicators of an incident that has some.
pub(crate) fn indicators(window: &WindowTest) -> Result<()> {
    go_incident(window, others::KEY)?;
    window.press("z")?;
    window.see(test_id("indicator-11"))
}

/// Shows the desk of an incident without an indicator.
pub(crate) fn indicators_empty(window: &WindowTest) -> Result<()> {
    go_incident(window, &timehop::title()?)?;
    window.press("z")?;
    window.see(test_id("empty").within(test_id("indicators")))
}

/// Shows what was found in a text that was pasted.
pub(crate) fn indicators_found(window: &WindowTest) -> Result<()> {
    go_incident(window, others::KEY)?;
    window.press("Shift+Z")?;
    window.find_focused(test_id("indicator-text"))?.fill("")?;
    window.type_text(LOG)?;
    window.see(css("[aria-label='Kinds to record']"))
}

/// Shows what is known of an indicator, to be changed.
pub(crate) fn indicator_change(window: &WindowTest) -> Result<()> {
    indicators(window)?;
    window.find(role("button", "Change 185[.]220[.]101[.]4"))?.press("Enter")?;
    window.see(test_id("indicator-form"))
}

/// Shows indicators that are longer than any column.
pub(crate) fn indicators_long(window: &WindowTest) -> Result<()> {
    go_incident(window, others::LONG)?;
    window.press("z")?;
    window.see(test_id("indicator-3"))
}

/// Shows the decisions of an incident that has some.
pub(crate) fn decisions(window: &WindowTest) -> Result<()> {
    go_incident(window, others::KEY)?;
    window.press("q")?;
    window.see(test_id("decision-3"))
}

/// Shows the desk of an incident without a decision.
pub(crate) fn decisions_empty(window: &WindowTest) -> Result<()> {
    go_incident(window, &timehop::title()?)?;
    window.press("q")?;
    window.see(test_id("empty").within(test_id("decisions")))
}

/// Shows the form for why a branch was chosen.
pub(crate) fn decision(window: &WindowTest) -> Result<()> {
    go_step(window, &timehop::title()?, "identify-key")?;
    window.find(role("button", "Record why…"))?.press("Enter")?;
    window.see(css("[data-testid=decision-form] textarea"))?;
    settle(window)
}

/// Shows a decision whose words are longer than any column.
pub(crate) fn decisions_long(window: &WindowTest) -> Result<()> {
    go_incident(window, others::LONG)?;
    window.press("q")?;
    window.see(test_id("decision-1"))
}
