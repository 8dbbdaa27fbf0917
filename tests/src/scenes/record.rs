//! A record written at chosen moments, the same to the last hash every time.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use firebreak_app::{App, Clock, Options};
use serde_json::{Value, json};
use uuid::Uuid;

/// Who responds in every scene.
pub(crate) const RESPONDER: &str = "Ada Lovelace";
/// The zone beside UTC in every scene: the one of the report.
pub(super) const ZONE: &str = "America/New_York";

/// An application whose clock is set by hand.
pub(crate) struct Record {
    app: App,
    clock: Arc<Hand>,
    /// The theme of its settings.
    pub(super) theme: String,
}

/// A clock set by hand, and ids that are counted.
struct Hand {
    millis: AtomicI64,
    ids: AtomicU64,
}

struct Shared(Arc<Hand>);

impl Clock for Shared {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.millis.load(Ordering::SeqCst)).unwrap_or_default()
    }

    fn new_id(&self) -> Uuid {
        let count = self.0.ids.fetch_add(1, Ordering::SeqCst);
        // Spread over all digits, as real ids are.
        Uuid::from_u128(u128::from(count).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835))
    }
}

impl Record {
    /// Opens a record in `folder` at a moment, with the settings of every scene and this theme.
    ///
    /// # Errors
    ///
    /// If the record cannot be opened.
    pub(crate) fn open(folder: &Path, now: &str, theme: &str) -> Result<Self> {
        let clock = Arc::new(Hand { millis: AtomicI64::new(millis(now)?), ids: AtomicU64::new(1) });
        let hand = Box::new(Shared(Arc::clone(&clock)));
        let app = App::open(Options {
            data: Some(folder.to_owned()),
            clock: Some(hand),
            zone: Some(ZONE.to_owned()),
            ..Options::default()
        })
        .with_context(|| format!("no record in {}", folder.display()))?;
        let record = Self { app, clock, theme: theme.to_owned() };
        let settings = json!({ "responder": RESPONDER, "theme": theme, "zone": ZONE });
        record.call("settings.set", json!({ "settings": settings }))?;
        Ok(record)
    }

    /// Sets the clock.
    ///
    /// # Errors
    ///
    /// If `now` is no RFC 3339 time.
    pub(crate) fn at(&self, now: &str) -> Result<&Self> {
        self.clock.millis.store(millis(now)?, Ordering::SeqCst);
        Ok(self)
    }

    /// Sets the clock on by so many seconds.
    pub(crate) fn later(&self, seconds: i64) {
        self.clock.millis.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// Does a command of the application.
    ///
    /// # Errors
    ///
    /// If it is refused.
    pub(crate) fn call(&self, name: &str, request: Value) -> Result<Value> {
        let problem = format!("{name} {request} was refused");
        self.app.call(name, request).context(problem)
    }

    /// Has the evidence that waits be hashed.
    pub(crate) fn work(&self) {
        while self.app.work_on_evidence(Duration::ZERO) {}
    }

    /// Sets the state of a step, with whatever else it needs.
    ///
    /// # Errors
    ///
    /// If it is refused.
    pub(crate) fn step(&self, incident: &str, step: &str, state: &str, more: Value) -> Result<()> {
        let mut request = json!({ "incident": incident, "step": step, "state": state });
        if let (Value::Object(request), Value::Object(more)) = (&mut request, more) {
            request.extend(more);
        }
        self.call("step.set", request).map(|_| ())
    }

    /// Takes a backup.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn back_up(&self) -> Result<()> {
        self.app.keep_backups().context("no backup was taken")
    }
}

/// Reads a time as milliseconds since 1970.
///
/// # Errors
///
/// If `time` is no RFC 3339 time.
pub(crate) fn millis(time: &str) -> Result<i64> {
    let time = DateTime::parse_from_rfc3339(time).with_context(|| format!("{time} is no time"))?;
    Ok(time.timestamp_millis())
}
