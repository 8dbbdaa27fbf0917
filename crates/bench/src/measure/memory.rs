//! The memory of a window with a large incident open, beyond that of a bare window.

use std::time::Duration;

use anyhow::Result;
use firebreak_e2e::Data;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Effort, Halves};
use crate::fixture::{self, Fixtures};
use crate::process::{self, BARE_WINDOW, DESKTOP, Program};
use crate::sample::Sample;
use crate::screen::Screen;

/// How many entries the incident has.
const ENTRIES: u64 = 100_000;
/// How much more memory there may be, in bytes.
const LIMIT: f64 = 60.0 * 1_000_000.0;
/// How long the windows are left alone before they are weighed.
const REST: Duration = Duration::from_secs(5);
/// The time from one weighing to the next.
const PAUSE: Duration = Duration::from_millis(500);

/// Says whether the steps and the timeline are on the screen.
const SHOWN: &str = "return document.querySelector('[data-current] [data-head]') !== null
    && document.querySelectorAll('[data-testid=\"timeline\"] [role=\"listitem\"]').length > 0;";

/// All processes of Firebreak's window with an incident of 100,000 entries on screen, less all processes of the
/// bare window; against 60 MB.
///
/// Both are open at the same time and weighed together, so that what they share of the web view's libraries is
/// counted for both alike. Firebreak's window is driven, and carries the automation of the web view beside its own.
pub(super) fn against_60_mb(fixtures: &Fixtures, effort: Effort) -> Result<Halves> {
    let data = Data::new()?;
    fixture::copy_files(&fixtures.incident(ENTRIES)?, &data.folder())?;
    let (screen, home) = (Screen::start()?, TempDir::with_prefix("home-")?);
    let bare = Program::start(&process::path(BARE_WINDOW)?, &[], screen.display(), home.path())?;
    let window = data.open_untouched_window()?;
    let firebreak = process::running(&process::path(DESKTOP)?, &data.folder().to_string_lossy())?;
    let incident = window.call("incident.show", json!({ "incident": fixture::FIRST_CODE }))?;
    let id = incident.get("id").and_then(Value::as_str).unwrap_or(fixture::FIRST_CODE);
    window.run_with("location.hash = arguments[0];", vec![json!(format!("#/incidents/{id}"))])?;
    window.eventually("the incident is shown", || Ok((window.run(SHOWN)? == json!(true)).then_some(())))?;
    std::thread::sleep(REST);
    let mut weighed = Vec::new();
    for _ in 0..effort.times(12) {
        weighed.push((process::memory(firebreak)?, process::memory(bare.id())?));
        std::thread::sleep(PAUSE);
    }
    window.finish()?;
    let ours = Sample::of(weighed.iter().map(|(ours, _)| *ours as f64))?;
    let theirs = Sample::of(weighed.iter().map(|(_, theirs)| *theirs as f64))?;
    let more = ours.median() - theirs.median();
    let megabytes = |bytes: f64| bytes / 1_000_000.0;
    let shown = format!(
        "{:.1} MB more than the bare window: {:.1} MB against {:.1} MB (medians of {})",
        megabytes(more),
        megabytes(ours.median()),
        megabytes(theirs.median()),
        ours.len()
    );
    Ok(Halves { one: more, other: LIMIT, shown })
}
