//! From the key press to the changed screen, for a step.

use anyhow::{Context, Result};
use firebreak_e2e::{Data, WindowTest};
use serde_json::{Value, json};

use super::{Effort, Halves};
use crate::fixture::{self, Fixtures};
use crate::sample::Sample;

/// How many entries the incident has.
const ENTRIES: u64 = 10_000;
/// The longest that most key presses may take, in milliseconds.
const LIMIT: f64 = 50.0;
/// How often the step is completed before anything is measured.
const WARM_UP: usize = 5;

/// Promises how long it takes from the next press of the space bar until the page has been drawn twice after the
/// state of the step has changed: after the first frame that shows it.
const WATCH: &str = "
    const said = () => document.querySelector(arguments[0])?.textContent;
    const before = said();
    window.__took = new Promise((resolve) => {
        window.addEventListener('keydown', () => {
            const pressed = performance.now();
            const observer = new MutationObserver(() => {
                if (said() === before) return;
                observer.disconnect();
                requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - pressed)));
            });
            observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        }, { once: true, capture: true });
    });
    return before !== undefined;";
/// Waits for what was promised without looking in between, which would take time from the page.
const TOOK: &str = "const done = arguments[arguments.length - 1]; window.__took.then(done);";

/// Completes a step by the space bar in the real window, takes that back, and does so again; p95 against 50 ms.
///
/// The time is taken in the page, from the key's arrival there to the second frame after the change. In between
/// the command goes to the application, is recorded durably, and the answer comes back.
pub(super) fn against_50_ms(fixtures: &Fixtures, effort: Effort) -> Result<Halves> {
    let data = Data::new()?;
    fixture::copy_files(&fixtures.incident(ENTRIES)?, &data.folder())?;
    let window = data.open_untouched_window()?;
    let step = put_cursor_on_a_step(&window)?;
    let mut took = Vec::new();
    for turn in 0..WARM_UP + effort.times(80) {
        let one = complete(&window, &step)?;
        took.extend((turn >= WARM_UP).then_some(one));
        window.press("Control+z")?;
        wait_for(
            &window,
            "the step is open again",
            &format!("[data-testid=\"step-{step}\"].open[data-current]"),
        )?;
    }
    window.finish()?;
    let sample = Sample::of(took)?;
    let p95 = sample.percentile(95);
    let shown = format!("p95 {p95:.1} ms, median {:.1} ms ({} key presses)", sample.median(), sample.len());
    Ok(Halves { one: p95, other: LIMIT, shown })
}

/// Opens the incident at its first step that is open and is completed by one key, and gives the step's id.
fn put_cursor_on_a_step(window: &WindowTest) -> Result<String> {
    let incident = window.call("incident.show", json!({ "incident": fixture::FIRST_CODE }))?;
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let id = text(incident.get("id")).context("the incident has no id")?;
    let run = text(incident.pointer("/runs/0/id")).context("the incident has no run")?;
    let steps =
        incident.pointer("/runs/0/steps").and_then(Value::as_array).context("the run has no steps")?;
    let is_plain = |step: &&Value| {
        step.get("state").and_then(Value::as_str) == Some("open")
            && step.get("mode").and_then(Value::as_str) == Some("do")
    };
    let step = steps.iter().find(is_plain).and_then(|step| text(step.get("id")));
    let step = step.context("no step is open and completed by one key")?;
    window.call("place.save", json!({ "incident": id, "run": run, "step": step }))?;
    window.run_with("location.hash = arguments[0];", vec![json!(format!("#/incidents/{id}"))])?;
    let head = format!("[data-testid=\"step-{step}\"].open[data-current] [data-head]:focus");
    wait_for(window, "the cursor is on the step", &head)?;
    wait_for(window, "the timeline is shown", "[data-testid=\"timeline-count\"]")?;
    Ok(step)
}

fn wait_for(window: &WindowTest, what: &str, selector: &str) -> Result<()> {
    let is_there = "return document.querySelector(arguments[0]) !== null;";
    window.eventually(what, || {
        Ok((window.run_with(is_there, vec![json!(selector)])? == json!(true)).then_some(()))
    })
}

/// Completes the step by one key, and says how many milliseconds it took until the screen had changed.
fn complete(window: &WindowTest, step: &str) -> Result<f64> {
    let state = format!("[data-testid=\"step-{step}\"] .head .unseen");
    let found = window.run_with(WATCH, vec![json!(state)])?;
    anyhow::ensure!(found.as_bool() == Some(true), "the step is not shown");
    window.press("Space")?;
    window.run_async(TOOK, Vec::new())?.as_f64().context("the page measured nothing")
}
