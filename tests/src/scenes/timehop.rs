//! Timehop's incident of July 2018, from its published report, entered as if it were happening.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use super::record::Record;

/// The facts, with their source, as the command line's tests have them.
const FIXTURE: &str = include_str!("../../../crates/cli/tests/fixtures/timehop-2018.json");

/// The fixture, as far as it is needed here.
#[derive(Debug, Deserialize)]
struct Fixture {
    title: String,
    incident_type: String,
    service_models: Vec<String>,
    facts: Vec<Fact>,
}

#[derive(Debug, Clone, Deserialize)]
struct Fact {
    at: String,
    text: String,
}

fn fixture() -> Result<Fixture> {
    serde_json::from_str(FIXTURE).context("the fixture of the incident cannot be read")
}

/// Returns the title of the incident.
///
/// # Errors
///
/// If the fixture cannot be read.
pub(crate) fn title() -> Result<String> {
    Ok(fixture()?.title)
}

/// Opens the incident at the first alert: 14:43 in New York. Returns its id.
pub(crate) fn open(record: &Record) -> Result<String> {
    let fixture = fixture()?;
    let detected = fact("14:43")?;
    let opened = record.at("2018-07-04T18:45:20Z")?.call(
        "incident.open",
        json!({
            "title": fixture.title,
            "incident_type": fixture.incident_type,
            "service_models": fixture.service_models,
            "severity": "high",
            "detected": detected.at,
        }),
    )?;
    let id = opened.get("id").and_then(Value::as_str).context("an incident has no id")?.to_owned();
    note(record, &id, "2018-07-04T18:46:02Z", "14:43")?;
    Ok(id)
}

/// Goes on until after the lock-out at 16:23 in New York. Nobody is named as having taken it on, and it is not over.
pub(crate) fn midway(record: &Record, id: &str) -> Result<()> {
    let step = |now: &str, step: &str, state: &str, more: Value| -> Result<()> {
        record.at(now)?.step(id, step, state, more)
    };
    let milestone = |now: &str, milestone: &str, time: &str| -> Result<()> {
        let Fact { at, text } = fact(time)?;
        let request = json!({ "incident": id, "milestone": milestone, "at": at, "note": text });
        record.at(now)?.call("milestone.set", request).map(|_| ())
    };
    step("2018-07-04T18:48:11Z", "record-alert", "done", json!({}))?;
    note(record, id, "2018-07-04T18:50:31Z", "14:44")?;
    note(record, id, "2018-07-04T18:51:05Z", "14:49")?;
    step("2018-07-04T19:06:40Z", "identify-key", "done", json!({}))?;
    let choice = json!({ "incident": id, "step": "identify-key", "choice": 1 });
    record.at("2018-07-04T19:07:02Z")?.call("branch.choose", choice)?;
    note(record, id, "2018-07-04T19:31:17Z", "14:04")?;
    step("2018-07-04T20:04:09Z", "deactivate-key", "done", json!({}))?;
    step("2018-07-04T20:08:55Z", "save-rights", "done", json!({}))?;
    step("2018-07-04T20:15:30Z", "deny-principal", "done", json!({}))?;
    step("2018-07-04T20:22:48Z", "end-sessions", "done", json!({}))?;
    milestone("2018-07-04T20:24:02Z", "contained", "20:23")?;
    let seen = json!({ "value": "Sign-in with the administrator's credentials is refused" });
    step("2018-07-04T20:25:36Z", "confirm-cut", "verified", seen)?;
    let until = json!({ "reason": "Services come first", "until": "recover" });
    step("2018-07-04T20:26:20Z", "check-logging", "deferred", until)?;
    note(record, id, "2018-07-04T20:27:44Z", "2018-06-22")?;
    note(record, id, "2018-07-04T20:28:12Z", "2018-04")?;
    note(record, id, "2018-07-04T20:28:51Z", "2018-03")?;
    note(record, id, "2018-07-04T20:29:20Z", "2017-12-20")?;
    milestone("2018-07-04T20:29:58Z", "occurred", "2017-12-19")?;
    correct(record, id)
}

/// Ends the incident the next morning.
pub(crate) fn over(record: &Record, id: &str) -> Result<()> {
    let summary =
        "The attacker is locked out. What was in the copy, and who has to be told, goes on in the review.";
    let request = json!({ "incident": id, "resolution": "resolved", "summary": summary });
    record.at("2018-07-05T09:05:00Z")?.call("incident.close", request).map(|_| ())
}

/// Corrects the time of the note on the start of the attack; what it said first stays visible.
fn correct(record: &Record, id: &str) -> Result<()> {
    let request = json!({ "incident": id, "text": fact("14:04")?.text });
    let page = record.call("timeline.page", request)?;
    let entry = page.pointer("/rows/0/entry").and_then(Value::as_str).context("the note is not there")?;
    let request =
        json!({ "incident": id, "entry": entry, "at": fact("14:04")?.at, "reason": "it was noted as 14:40" });
    record.at("2018-07-04T20:30:21Z")?.call("entry.correct", request).map(|_| ())
}

/// Notes the fact of a time; the start of the attack is noted with a wrong time at first.
fn note(record: &Record, id: &str, now: &str, time: &str) -> Result<()> {
    let Fact { at, text } = fact(time)?;
    let at = if time == "14:04" { at.replace("14:04", "14:40") } else { at };
    record.at(now)?.call("note.add", json!({ "incident": id, "text": text, "at": at })).map(|_| ())
}

/// Returns the fact whose time contains these characters.
fn fact(time: &str) -> Result<Fact> {
    let found = fixture()?.facts.into_iter().find(|fact| fact.at.contains(time));
    found.with_context(|| format!("the fixture has no fact at {time}"))
}
