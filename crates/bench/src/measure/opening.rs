//! Opening an incident to its first screen.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;

use super::{Effort, Halves};
use crate::fixture::{self, Fixtures};
use crate::plain::PlainReader;
use crate::sample::{in_turns, timed};

/// How many entries the incident has.
const ENTRIES: u64 = 100_000;
/// How many rows of the timeline the first screen asks for.
const ROWS: u64 = 100;

/// What the window asks for when an incident is opened (`incident.show`, `run.text`, `timeline.page`), against
/// reading by plain rusqlite the rows that this is made from.
///
/// Those rows are not the 100,000 of the incident: nobody would wait for them. They are the row of the incident,
/// the ends of its chains, every event that its state is folded from with its body (one entry in a hundred, the
/// pinned text of the playbook among them), the saved place, the newest 100 entries of the timeline with their
/// events and corrections, and the authors for the filter. See [`PlainReader::first_screen`].
///
/// Each turn opens the record anew on both sides, before the clock runs: no incident is folded yet and no
/// statement compiled. The application's half goes on to the JSON that the window gets.
pub(super) fn against_reading(fixtures: &Fixtures, effort: Effort) -> Result<Halves> {
    let folder = fixtures.incident(ENTRIES)?;
    let (ours, theirs) = in_turns(effort.times(60), || ours(&folder), || theirs(&folder))?;
    let of = format!("median of {}", ours.len());
    Ok(Halves::of_milliseconds(("firebreak", ours.median()), ("reading the rows", theirs.median()), &of))
}

fn ours(folder: &std::path::Path) -> Result<Duration> {
    let app = fixture::open_app(folder)?;
    timed(|| {
        let shown = app.call("incident.show", json!({ "incident": fixture::FIRST_CODE }))?;
        let id = shown.get("id").context("the incident has no id")?;
        let run = shown.pointer("/runs/0/id").context("the incident has no run")?;
        let text = app.call("run.text", json!({ "incident": id, "run": run }))?;
        let page = app.call("timeline.page", json!({ "incident": id, "offset": 0, "limit": ROWS }))?;
        Ok((shown, text, page))
    })
}

fn theirs(folder: &std::path::Path) -> Result<Duration> {
    let reader = PlainReader::open(&folder.join(fixture::DATABASE))?;
    timed(|| reader.first_screen(fixture::FIRST_CODE, ROWS))
}
