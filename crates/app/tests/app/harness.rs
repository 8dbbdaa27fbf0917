use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use firebreak_app::api::*;
use firebreak_app::{App, Clock, Error, Options};
use firebreak_core::vocabulary::StepState;
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

/// The application on a folder of its own, with a clock that only moves when it is told to.
pub(crate) struct AppTest {
    pub(crate) app: App,
    pub(crate) folder: TempDir,
    pub(crate) clock: TestClock,
}

#[derive(Clone)]
pub(crate) struct TestClock {
    millis: Arc<AtomicI64>,
    ids: Arc<AtomicU64>,
}

impl TestClock {
    pub(crate) fn at(text: &str) -> Self {
        let millis = DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis();
        Self { millis: Arc::new(AtomicI64::new(millis)), ids: Arc::new(AtomicU64::new(1)) }
    }

    pub(crate) fn advance(&self, by: TimeDelta) {
        self.millis.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.millis.load(Ordering::SeqCst)).unwrap()
    }

    fn new_id(&self) -> Uuid {
        // Spread over all digits, so that the beginning of an id tells it from others.
        let count = self.ids.fetch_add(1, Ordering::SeqCst);
        Uuid::from_u128(u128::from(count).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835))
    }
}

impl AppTest {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock::at("2026-11-21T02:17:00Z");
        let app = open(folder.path().join("data"), &clock);
        Self { app, folder, clock }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Another process on the same record.
    pub(crate) fn another(&self) -> App {
        open(self.data(), &self.clock)
    }

    /// The same folder after the program ended and was started again.
    pub(crate) fn restarted(self) -> Self {
        let Self { app, folder, clock } = self;
        drop(app);
        let app = open(folder.path().join("data"), &clock);
        Self { app, folder, clock }
    }

    pub(crate) fn later(&self, minutes: i64) {
        self.clock.advance(TimeDelta::minutes(minutes));
    }

    /// Opens an exposed key on IaaS at AWS, detected at 02:10 UTC.
    pub(crate) fn open_key(&self) -> IncidentView {
        self.app.open_incident(key_incident()).unwrap().incident
    }

    pub(crate) fn note(&self, text: &str) -> Changed {
        let note = AddNote {
            incident: "INC-0001".to_owned(),
            text: text.to_owned(),
            at: None,
            precision: None,
            phase: None,
            draft: None,
        };
        self.app.add_note(note).unwrap()
    }

    pub(crate) fn step(&self, step: &str, state: StepState) -> Result<Changed, Error> {
        self.app.set_step(set_step(step, state))
    }

    pub(crate) fn timeline(&self) -> Vec<EntryView> {
        let page =
            TimelinePage { incident: "INC-0001".to_owned(), limit: Some(1000), ..TimelinePage::default() };
        self.app.page_timeline(page).unwrap().rows
    }

    /// What the timeline says, latest first.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.timeline().into_iter().map(|entry| entry.text).collect()
    }

    pub(crate) fn call(&self, name: &str, request: Value) -> Result<Value, ErrorView> {
        self.app.call(name, request).map_err(|error| error.view())
    }
}

pub(crate) fn open(data: PathBuf, clock: &TestClock) -> App {
    open_as(data, clock, Some("Ana"))
}

/// The application as the window opens it: who writes is what the settings say.
pub(crate) fn open_without_responder(data: PathBuf, clock: &TestClock) -> App {
    open_as(data, clock, None)
}

fn open_as(data: PathBuf, clock: &TestClock, responder: Option<&str>) -> App {
    App::open(Options {
        data: Some(data),
        clock: Some(Box::new(clock.clone())),
        responder: responder.map(str::to_owned),
        zone: Some("UTC".to_owned()),
        playbooks: Vec::new(),
    })
    .unwrap()
}

pub(crate) fn key_incident() -> OpenIncident {
    serde_json::from_value(json!({
        "title": "Access key seen in build logs",
        "incident_type": "credential-compromise",
        "service_models": ["iaas"],
        "providers": ["aws"],
        "severity": "high",
        "detected": "0210z",
    }))
    .unwrap()
}

pub(crate) fn set_step(step: &str, state: StepState) -> SetStep {
    SetStep {
        incident: "INC-0001".to_owned(),
        run: None,
        step: step.to_owned(),
        state,
        reason: None,
        value: None,
        until: None,
        at: None,
        draft: None,
        next: None,
    }
}

pub(crate) fn one(incident: &str) -> OneIncident {
    OneIncident { incident: incident.to_owned() }
}
