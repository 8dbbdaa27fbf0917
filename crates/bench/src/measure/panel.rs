//! The standing panel's view of a long incident.

use std::time::Duration;

use anyhow::Result;
use serde_json::json;

use super::{Effort, Halves};
use crate::fixture::{self, Fixtures};
use crate::sample::{Sample, timed};

/// How many entries the incident has.
const ENTRIES: u64 = 100_000;
/// The longest that most views may take, in milliseconds.
const LIMIT: f64 = 5.0;
/// How often the view is made before anything is measured.
const WARM_UP: usize = 10;

/// The whole incident as the panel needs it (`incident.show`, to the JSON that the window gets), p95 against 5 ms.
///
/// Before each turn another process changes a task, so that nothing can be answered from what was shown before: the
/// tail is read, folded, and the view made anew.
pub(super) fn against_5_ms(fixtures: &Fixtures, effort: Effort) -> Result<Halves> {
    let folder = fixtures.copy(&fixtures.incident(ENTRIES)?)?;
    let window = fixture::open_app(folder.path())?;
    let elsewhere = fixture::open_app(folder.path())?;
    let mut took: Vec<Duration> = Vec::new();
    for turn in 0..WARM_UP + effort.times(400) {
        let task =
            json!({ "incident": fixture::FIRST_CODE, "step": "1", "task": 0, "ticked": turn % 2 == 0 });
        elsewhere.call("task.set", task)?;
        let one = timed(|| Ok(window.call("incident.show", json!({ "incident": fixture::FIRST_CODE }))?))?;
        took.extend((turn >= WARM_UP).then_some(one));
    }
    let sample = Sample::of_durations(took)?;
    let p95 = sample.percentile(95);
    let shown = format!("p95 {p95:.2} ms, median {:.2} ms ({} views)", sample.median(), sample.len());
    Ok(Halves { one: p95, other: LIMIT, shown })
}
