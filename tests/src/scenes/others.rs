//! Incidents beside Timehop's: those of other weeks, one that runs now, and one with texts longer than any screen.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::record::Record;
use super::{found, owners};

/// The title of the incident whose commands are filled in.
pub(crate) const KEY: &str = "Access key seen in build logs";
/// The title of the incident that came to nothing.
pub(crate) const OWN: &str = "Key of the nightly export used from a new address";
/// How the longest title begins.
pub(crate) const LONG: &str = "Schlüssel im Protokoll";

/// What it takes to open an incident.
struct Case<'a> {
    now: &'a str,
    title: &'a str,
    kind: &'a str,
    models: &'a [&'a str],
    providers: &'a [&'a str],
    severity: &'a str,
}

/// Opens and closes the incidents of the weeks before.
pub(crate) fn past(record: &Record) -> Result<()> {
    let cases = [
        (
            "2018-06-04T07:12:00Z",
            "Sign-ins from two continents within an hour",
            "credential-compromise",
            "saas",
            "medium",
            "false-positive",
        ),
        (
            "2018-06-07T15:40:00Z",
            "Unpatched library in the image service",
            "app-exploitation",
            "paas",
            "high",
            "resolved",
        ),
        (
            "2018-06-11T22:03:00Z",
            "Mail rule forwards invoices to an outside address",
            "business-email-compromise",
            "saas",
            "high",
            "resolved",
        ),
        (
            "2018-06-19T09:30:00Z",
            "Bucket with exports was readable by anyone",
            "data-exposure",
            "iaas",
            "critical",
            "resolved",
        ),
        (
            "2018-06-26T13:18:00Z",
            "Load test of a partner taken for an attack",
            "denial-of-service",
            "iaas",
            "low",
            "benign",
        ),
    ];
    for (now, title, kind, model, severity, resolution) in cases {
        let id = open(record, &Case { now, title, kind, models: &[model], providers: &[], severity })?;
        record.call("incident.close", json!({ "incident": id, "resolution": resolution }))?;
    }
    Ok(())
}

/// Opens an incident that turns out to be harmless at its first decision.
pub(crate) fn own_use(record: &Record) -> Result<()> {
    let now = "2018-07-04T16:31:00Z";
    let kind = "credential-compromise";
    let id = open(
        record,
        &Case { now, title: OWN, kind, models: &["iaas"], providers: &["gcp"], severity: "low" },
    )?;
    record.step(&id, "record-alert", "done", json!({}))?;
    let acknowledged = json!({ "incident": id, "milestone": "acknowledged", "at": "now" });
    record.at("2018-07-04T16:40:00Z")?.call("milestone.set", acknowledged)?;
    record.at("2018-07-04T16:52:00Z")?;
    record.call("branch.choose", json!({ "incident": id, "step": "identify-key", "choice": 0 }))?;
    withdrawn(record, &id)
}

/// Notes what belongs to another incident, and takes it back.
fn withdrawn(record: &Record, id: &str) -> Result<()> {
    let noted = "The bucket of the partner was readable by anyone since Monday";
    record.at("2018-07-04T17:20:00Z")?.call("note.add", json!({ "incident": id, "text": noted }))?;
    let page = record.call("timeline.page", json!({ "incident": id, "text": noted }))?;
    let entry = page.pointer("/rows/0/entry").and_then(Value::as_str).context("the note is not there")?;
    let request = json!({ "incident": id, "entry": entry, "reason": "it belongs to INC-0004" });
    record.at("2018-07-04T17:22:00Z")?.call("note.withdraw", request).map(|_| ())
}

/// Opens an incident on AWS half an hour before `now`, with most of its variables filled in.
pub(crate) fn key(record: &Record, now: &str) -> Result<String> {
    let kind = "credential-compromise";
    let id = open(
        record,
        &Case { now, title: KEY, kind, models: &["iaas"], providers: &["aws"], severity: "critical" },
    )?;
    owners::affected(record, &id)?;
    let view = record.call("incident.show", json!({ "incident": id }))?;
    let run = view.pointer("/runs/0/id").cloned().unwrap_or_default();
    let values = [
        ("key_id", "AKIAIOSFODNN7EXAMPLE"),
        ("from_utc", "2018-07-03T22:00:00Z"),
        ("principal", "deploy-bot"),
    ];
    for (name, value) in values {
        record.later(20);
        record.call("run.variable", json!({ "incident": id, "run": run, "name": name, "value": value }))?;
    }
    record.later(40);
    record.call("task.set", json!({ "incident": id, "step": "record-alert", "task": 0, "ticked": true }))?;
    record.call("deadline.start", json!({ "incident": id, "rule": "nis2-early-warning", "at": "-20h" }))?;
    record.later(70);
    record.step(&id, "record-alert", "done", json!({}))?;
    Ok(id)
}

/// Asks providers in the incident of the key: one has acknowledged, one has not answered in time, one was not asked yet.
pub(crate) fn requests(record: &Record) -> Result<()> {
    let list = record.call("incident.list", json!({ "text": KEY }))?;
    let id = list.pointer("/rows/0/id").and_then(Value::as_str).context("the incident is not there")?;
    let draft =
        |now: &str, request: Value| -> Result<()> { asked(record, now, "request.draft", id, request) };
    let moved = |now: &str, request: Value| -> Result<()> { asked(record, now, "request.move", id, request) };
    let own = json!({
        "in_use": true, "plan": "Enterprise Support", "portal": "Support Center, from the break-glass account",
        "identifiers": [{ "label": "Production account", "value": "123456789012" }],
    });
    record.call("provider.set", json!({ "provider": "aws", "own": own }))?;
    record.call("provider.set", json!({ "provider": "github", "own": { "in_use": true } }))?;
    draft("2018-07-04T18:12:00Z", json!({ "step": "open-case", "channel": "Support Center" }))?;
    moved("2018-07-04T18:15:00Z", json!({ "request": "1", "mark": "sent", "ticket": "10442" }))?;
    draft("2018-07-04T18:20:00Z", json!({ "step": "find-leak", "provider": "GitHub", "escalate": "90m" }))?;
    moved("2018-07-04T18:21:00Z", json!({ "request": "2", "mark": "sent" }))?;
    let by = "Dana Whitfield, AWS Support";
    moved("2018-07-04T18:29:00Z", json!({ "request": "1", "mark": "acknowledged", "by": by }))?;
    let text = "Is the notice of 3 July about this key?";
    draft("2018-07-04T18:36:00Z", json!({ "text": text, "follows": "1", "subject": "The notice of 3 July" }))
}

fn asked(record: &Record, now: &str, name: &str, incident: &str, mut request: Value) -> Result<()> {
    if let Value::Object(request) = &mut request {
        request.insert("incident".to_owned(), json!(incident));
    }
    record.at(now)?.call(name, request).map(|_| ())
}

/// Opens incidents with titles and notes longer than any screen, in several scripts; the id of the first.
pub(crate) fn long(record: &Record) -> Result<String> {
    let longest = format!(
        "🔥🔥 {LONG}: der nächtliche Export der Abrechnungsdatenbank lief unter einem Namen, den niemand kennt, \
         in allen vier Regionen gleichzeitig, seit mindestens dreizehn Tagen"
    );
    let titles = [
        longest.as_str(),
        "مفتاح الوصول ظهر في سجلات البناء العامة لمدة ثلاثة أيام",
        "ビルドログにアクセスキーが表示されました",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftszugangsschlüsselverwaltungsdienst",
        "👩‍💻🔑",
    ];
    let mut first = None;
    for (minute, title) in titles.into_iter().enumerate() {
        let case = Case {
            now: &format!("2018-07-04T19:{:02}:00Z", 5 * minute),
            title,
            kind: "credential-compromise",
            models: &["iaas", "paas", "faas", "saas"],
            providers: &["aws", "azure", "gcp", "oci"],
            severity: "critical",
        };
        let id = open(record, &case)?;
        first.get_or_insert(id);
    }
    let id = first.context("no incident was opened")?;
    record.at("2018-07-04T20:00:00Z")?;
    let notes = [
        "Ein Wort: ".to_owned() + &"unterbrechungsfrei".repeat(40),
        "تم الاتصال بالمالك \u{202e}ولم يرد\u{202c} INC-0001 حتى الآن".to_owned(),
        "line one\nline two\n\tline three, indented".to_owned(),
        "A long paragraph that was pasted. ".repeat(120),
        "<img src=x onerror=alert(1)> **not bold** [link](https://example.org)".to_owned(),
        "👩‍👩‍👧‍👦 e\u{301}\u{301}\u{301} Z̷̢a̶l̴g̵o̸".to_owned(),
    ];
    for text in notes {
        record.call("note.add", json!({ "incident": id, "text": text }))?;
    }
    let reason =
        "Waits for the owner of the export, who is on a plane and cannot be reached before the evening. "
            .repeat(3);
    record.step(&id, "record-alert", "blocked", json!({ "reason": reason }))?;
    found::long(record, &id)?;
    Ok(id)
}

fn open(record: &Record, case: &Case<'_>) -> Result<String> {
    let request = json!({
        "title": case.title, "incident_type": case.kind, "service_models": case.models, "providers": case.providers,
        "severity": case.severity, "detected": "now",
    });
    let opened = record.at(case.now)?.call("incident.open", request)?;
    Ok(opened.get("id").and_then(Value::as_str).context("an incident has no id")?.to_owned())
}
