//! A timeline of 100,000 entries.

use chrono::{DateTime, TimeDelta, Utc};
use firebreak_app::{App, Clock, Library, Options, SystemClock};
use firebreak_core::event::{Body, DeviceId, Draft, IncidentId, NoteAdded, Tip};
use firebreak_core::incident::describe;
use firebreak_core::when::When;
use firebreak_e2e::{Data, Result, css, test_id, text};
use firebreak_store::{OpenOptions, Store};
use serde_json::json;
use uuid::Uuid;

use crate::desk::{FIRST, data, enter, open_incident};

/// How many notes there are.
const NOTES: usize = 100_000;
/// How many elements the page may hold, whatever the timeline holds.
const MOST: u64 = 2_000;

/// Appends the notes in one transaction, as the tail of another device would be.
fn fill(data: &Data) -> Result<()> {
    let app = App::open(Options { data: Some(data.folder()), ..Options::default() })?;
    let shown = app.call("incident.show", json!({ "incident": FIRST }))?;
    let incident = IncidentId(Uuid::parse_str(shown["id"].as_str().unwrap())?);
    let now: DateTime<Utc> = SystemClock.now();
    let options = OpenOptions::new(DeviceId(SystemClock.new_id()), now, data.folder().join("backups"));
    let mut store = Store::open(&data.folder().join("firebreak.db"), &options)?;
    let reference = Library::load()?.reference;
    store.write(|writing| {
        let mut tip = writing.tip(incident)?;
        let mut last = writing.last_hlc(incident)?;
        for number in 0..NOTES {
            let recorded_at = now + TimeDelta::milliseconds(i64::try_from(number)?);
            let body = Body::NoteAdded(NoteAdded { text: format!("Note number {number}"), phase: None });
            let entry = describe(None, &body, &reference);
            let draft = Draft {
                when: When::exact(recorded_at),
                recorded_at,
                author: "Ada Lovelace".to_owned(),
                body,
            };
            let event = draft.seal(incident, writing.device(), tip, last);
            writing.append(&event, &entry)?;
            tip = Tip { seq: event.seq, hash: event.hash };
            last = Some(event.hlc);
        }
        Ok::<_, anyhow::Error>(())
    })
}

#[test]
fn a_hundred_thousand_entries_scroll_with_a_bounded_page() -> Result<()> {
    let data = data()?;
    open_incident(&data, "Access key seen in build logs")?;
    fill(&data)?;
    let window = data.open_window()?;
    enter(&window)?;
    window.see(text("100,003 entries").within(test_id("timeline-count")))?;
    window.see(text(&format!("Note number {}", NOTES - 1)).within(css("[data-entry]")))?;

    let scroll = "const list = document.querySelector('[data-testid=timeline-rows]'); \
                  list.scrollTop = arguments[0] * list.scrollHeight; return document.querySelectorAll('*').length;";
    let read = "const list = document.querySelector('[data-testid=timeline-rows]'); const box = list.getBoundingClientRect(); \
                const row = document.elementFromPoint(box.left + 200, box.top + box.height / 2)?.closest('[data-entry]'); \
                return row !== null && row !== undefined;";
    for part in 0..=40_u32 {
        let elements = window.run_with(scroll, vec![json!(f64::from(part) / 40.0)])?;
        assert!(elements.as_u64().unwrap() < MOST, "{elements} elements at {part}/40");
        // The rows of the place that was reached, not placeholders, and never all of them.
        window.eventually("the rows were read", || Ok((window.run(read)? == json!(true)).then_some(())))?;
        let elements = window.run("return document.querySelectorAll('*').length;")?;
        assert!(elements.as_u64().unwrap() < MOST, "{elements} elements at {part}/40");
    }
    window.see(text("Opened INC-0001").within(css("[data-entry]")))?;
    window.run_with(scroll, vec![json!(0)])?;
    window.see(text(&format!("Note number {}", NOTES - 1)).within(css("[data-entry]")))?;

    // A note typed now is there at once.
    window.press("n")?;
    window.type_text("After all of them")?;
    window.press("Enter")?;
    window.see(text("100,004 entries").within(test_id("timeline-count")))?;
    window.finish()
}
