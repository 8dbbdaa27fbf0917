//! Evidence: collected, in doubt, being added, handed on, looked at.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::acts::{go_incident, incident_start};
use super::others;
use super::record::Record;
use crate::{WindowTest, css, picture, test_id};

/// A name longer than any line.
const LONGEST: &str = "export-of-every-call-of-every-principal-in-every-region-since-the-notice-of-the-third-of-july-\
                       as-downloaded-by-the-second-responder-before-the-account-was-closed.ndjson.gz";

/// Collects six items into an incident: one with every fact and handed on, one that changed since, one that answers a
/// step, a picture, one that is no evidence, and one that was given back.
pub(crate) fn collected(record: &Record, incident: &str, files: &Path) -> Result<()> {
    fs::create_dir_all(files)?;
    let add = |name: &str, bytes: &[u8], more: Value| -> Result<()> {
        let path = files.join(name);
        fs::write(&path, bytes)?;
        let mut request = json!({ "incident": incident, "paths": [path] });
        if let (Value::Object(request), Value::Object(more)) = (&mut request, more) {
            request.extend(more);
        }
        record.later(45);
        record.call("evidence.add", request)?;
        record.work();
        Ok(())
    };
    add(
        "audit-2018-07-04.json.gz",
        &vec![7; 3_412_889],
        json!({
            "name": "Audit log of the build account", "source": "cloudtrail, eu-central-1", "method": "export",
            "tool": "aws", "tool_version": "2.31.4", "clock_offset": "+2 s", "authority": "Ana Ruiz, lead",
            "tlp": "amber", "retention": "until the insurer has closed the claim",
        }),
    )?;
    add("build-agent.img", b"before", json!({ "source": "build-agent-7", "in_place": true }))?;
    add(
        "leaked-page.html",
        b"<title>Build 4471</title>",
        json!({ "name": "Page with the key", "step": "trace-calls", "item": 8 }),
    )?;
    let screen = picture::png(&colours(), 4 * 96, 96, 54)?;
    add("console.png", &screen, json!({ "name": "Console of the build account" }))?;
    let custody = json!({
        "incident": incident, "evidence": "E-1", "act": "transferred", "by": "Ada Lovelace", "to": "Ben Oduya",
        "note": "encrypted disk 7, in person",
    });
    record.later(60);
    record.call("evidence.custody", custody)?;
    add("mailbox-of-finance.pst", b"mail", json!({ "source": "mail server" }))?;
    record.later(60);
    let reason = "it belongs to the invoice case, where it was added again";
    record.call("evidence.withdraw", json!({ "incident": incident, "evidence": "E-5", "reason": reason }))?;
    add("laptop-of-the-contractor.e01", b"disk", json!({ "source": "laptop C-114", "in_place": true }))?;
    record.later(60);
    let released = json!({
        "incident": incident, "evidence": "E-6", "act": "released", "to": "Northwind Contracting",
        "note": "receipt 2018-07-41",
    });
    record.call("evidence.custody", released)?;
    fs::write(files.join("build-agent.img"), b"after!")?;
    record.later(60);
    record.call("evidence.verify", json!({ "incident": incident }))?;
    record.work();
    Ok(())
}

/// Collects items with names longer than any line, in several scripts.
pub(crate) fn long(record: &Record, incident: &str, files: &Path) -> Result<()> {
    fs::create_dir_all(files)?;
    for name in [LONGEST, "two\nlines.log", "سجل الوصول الكامل.log", "アクセスログ.txt"]
    {
        let path = files.join(name);
        fs::write(&path, name)?;
        let source = format!("{name}, ").repeat(6);
        record.call("evidence.add", json!({ "incident": incident, "paths": [path], "source": source }))?;
        record.work();
    }
    Ok(())
}

/// The rows of a small picture.
fn colours() -> Vec<u8> {
    (0..54_u8).flat_map(|row| (0..96_u8).flat_map(move |column| [row * 4, 120, column * 2, 255])).collect()
}

fn go(window: &WindowTest) -> Result<()> {
    go_incident(window, others::KEY)?;
    window.press("e")?;
    window.see(test_id("evidence-E-1"))
}

fn unfold(window: &WindowTest, item: &str) -> Result<()> {
    window.find(css(&format!("[data-testid=evidence-{item}] button")))?.press("Enter")?;
    window.see(test_id(&format!("custody-{item}")))
}

/// Shows an incident without evidence.
pub(crate) fn evidence_empty(window: &WindowTest) -> Result<()> {
    incident_start(window)?;
    window.press("e")?;
    window.find_focused(test_id("evidence-paths"))?;
    window.see(test_id("evidence-missing"))
}

/// Shows what was collected, with the item that changed since opened.
pub(crate) fn evidence(window: &WindowTest) -> Result<()> {
    go(window)?;
    unfold(window, "E-2")
}

/// Shows the form with every fact.
pub(crate) fn evidence_add(window: &WindowTest) -> Result<()> {
    go(window)?;
    window.find(test_id("evidence-new"))?.press("Enter")?;
    window.find_focused(test_id("evidence-paths"))?.type_text("/mnt/evidence/memory-of-build-agent.raw")?;
    window.find(test_id("evidence-facts"))?.press("Enter")?;
    window.find(test_id("evidence-offset"))?.fill("-2 min")
}

/// Shows where it is said that an item was handed on.
pub(crate) fn evidence_custody(window: &WindowTest) -> Result<()> {
    go(window)?;
    unfold(window, "E-1")?;
    window.find(test_id("custody-new"))?.press("Enter")?;
    window.find(test_id("custody-to"))?.fill("Chidi Okafor")
}

/// Shows where it is said that a copy was handed out by other means.
pub(crate) fn evidence_handed_out(window: &WindowTest) -> Result<()> {
    go(window)?;
    unfold(window, "E-1")?;
    window.find(test_id("custody-new"))?.press("Enter")?;
    window.find(test_id("custody-act"))?.type_text("Cop")?;
    window.find(test_id("custody-to"))?.fill("District court, chamber 4")?;
    window.find(test_id("custody-note"))?.fill("drive 7, sealed, by courier")
}

/// Shows an item that was given back, and what can still be recorded of it.
pub(crate) fn evidence_ended(window: &WindowTest) -> Result<()> {
    go(window)?;
    unfold(window, "E-6")?;
    window.find(test_id("custody-new"))?.press("Enter")?;
    window.find(test_id("custody-act"))?.type_text("Vie")
}

/// Shows where what an item answers is changed.
pub(crate) fn evidence_answers(window: &WindowTest) -> Result<()> {
    go(window)?;
    unfold(window, "E-3")?;
    window.find(test_id("evidence-answer"))?.press("Enter")?;
    window.see(test_id("evidence-answers-form"))
}

/// Shows an item that is no evidence.
pub(crate) fn evidence_withdrawn(window: &WindowTest) -> Result<()> {
    go(window)?;
    unfold(window, "E-5")?;
    window.see(test_id("evidence-restore"))
}

/// Shows where the facts of an item are changed.
pub(crate) fn evidence_facts(window: &WindowTest) -> Result<()> {
    go(window)?;
    unfold(window, "E-1")?;
    window.find(test_id("evidence-set"))?.press("Enter")?;
    window.see(test_id("evidence-change"))
}

/// Shows a picture.
pub(crate) fn evidence_picture(window: &WindowTest) -> Result<()> {
    go(window)?;
    unfold(window, "E-4")?;
    window.find(test_id("evidence-show"))?.press("Enter")?;
    window.see(test_id("evidence-picture"))
}

/// Shows what hashing everything again found.
pub(crate) fn evidence_verified(window: &WindowTest) -> Result<()> {
    go(window)?;
    window.find(test_id("evidence-verify"))?.press("Enter")?;
    window.see(test_id("job-done"))
}

/// Shows names longer than any line.
pub(crate) fn long_evidence(window: &WindowTest) -> Result<()> {
    let list = window.call("incident.list", json!({ "text": others::LONG }))?;
    let id = list.pointer("/rows/0/id").and_then(Value::as_str).context("the incident is not there")?;
    window.run_with("location.hash = '#/incidents/' + arguments[0];", vec![json!(id)])?;
    window.see(test_id("player"))?;
    window.press("e")?;
    window.see(test_id("evidence-E-1"))?;
    unfold(window, "E-1")
}
