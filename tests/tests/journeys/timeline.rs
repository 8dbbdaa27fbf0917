//! The timeline and the clocks.

use firebreak_e2e::{Result, WindowTest, css, label, role, test_id, text};
use serde_json::json;

use crate::desk::{FIRST, newest, select, shown, window_on_incident};

#[test]
fn notes_show_both_times_and_corrections_say_what_they_correct() -> Result<()> {
    let window = window_on_incident()?;
    window.press("n")?;
    window.find_focused(label("Note"))?;
    window.type_text("The owner called back")?;
    window.press("Shift+Tab")?;
    let at = window.find_focused(label("When it happened"))?;
    at.fill("31:75z")?;
    window.see(text("31:75z").within(test_id("timeline")))?;
    window.press("Enter")?;
    window.see(test_id("error"))?;
    at.fill("-2h")?;
    window.see(text("2 h ago").within(test_id("timeline")))?;
    window.press("Enter")?;
    window.see(text("The owner called back").within(css("[data-entry]")))?;
    window.see(text("recorded").within(css("[data-entry]")))?;
    let note = newest(&window, "note.added")?;
    assert_ne!(note["occurred_at"], note["recorded_at"]);

    // The words were wrong; the correction is appended and both stay readable.
    let entry = css(&format!("[data-entry='{}'] > button", note["entry"].as_str().unwrap()));
    window.find(entry)?.focus()?;
    window.press("Enter")?;
    let details = test_id("entry-details");
    window.see(text(note["hash"].as_str().unwrap()).within(details.clone()))?;
    window.find(role("button", "Correct…").within(details.clone()))?.focus()?;
    window.press("Enter")?;
    window.find(label("Words as they should be"))?.fill("The owner's deputy called back")?;
    window.find(label("Why"))?.type_text("It was the deputy")?;
    window.press("Enter")?;
    window.see(text(&format!("corrects entry {}:", note["seq"])).within(test_id("timeline")))?;
    window.see(text("The owner's deputy called back").within(test_id("timeline")))?;
    let request = json!({ "incident": FIRST, "entry": note["entry"] });
    let kept = window.call("entry.show", request)?;
    assert_eq!(kept["corrected"]["original_text"], "The owner called back", "{kept}");
    window.see(text("The owner called back").within(details))?;
    window.finish()
}

#[test]
fn a_note_written_by_mistake_is_struck_through_and_counts_again() -> Result<()> {
    let window = window_on_incident()?;
    window.press("n")?;
    window.find_focused(label("Note"))?;
    window.type_text("This belongs elsewhere")?;
    window.press("Enter")?;
    window.see(text("This belongs elsewhere").within(css("[data-entry]")))?;
    let note = newest(&window, "note.added")?["entry"].as_str().unwrap().to_owned();
    window.find(css(&format!("[data-entry='{note}'] > button")))?.focus()?;
    window.press("Enter")?;
    window.find(role("button", "Withdraw…").within(test_id("entry-details")))?.focus()?;
    window.press("Enter")?;
    window.find_focused(label("Why"))?;
    window.type_text("wrong incident")?;
    window.press("Enter")?;
    let struck = css(&format!("[data-entry='{note}'] s"));
    window.see(text("This belongs elsewhere").within(struck.clone()))?;
    window.see(text("withdrawn: wrong incident").within(test_id("timeline")))?;
    let shown = window.call("entry.show", json!({ "incident": FIRST, "entry": note }))?;
    assert_eq!(shown["text"], "This belongs elsewhere", "what was recorded is still there: {shown}");
    // A search that finds it says so too.
    window.press("Control+f")?;
    window.find_focused(label("Search everything"))?;
    window.type_text("elsewh")?;
    window.see(text("elsewhere").within(css("[data-testid=hits] s")))?;
    window.see(text("Withdrawn: it does not count").within(test_id("hits")))?;
    window.check_accessible()?;
    window.press("Alt+ArrowLeft")?;
    window.see(text("withdrawn: wrong incident").within(test_id("timeline")))?;
    // Undo takes the withdrawal back, as any other act.
    window.press("Control+z")?;
    window.wait_until_gone(struck)?;
    let verified = window.call("record.verify", json!({ "incident": FIRST }))?;
    assert_eq!(verified["ok"], true, "{verified}");
    window.finish()
}

#[test]
fn a_correction_being_typed_stays_when_someone_else_records() -> Result<()> {
    let window = window_on_incident()?;
    let data = window.data().clone();
    for number in 0..40 {
        data.cli(["note", FIRST, &format!("Line {number}")])?;
    }
    window.see(text("43 entries").within(test_id("timeline-count")))?;
    let entry = newest(&window, "note.added")?["entry"].as_str().unwrap().to_owned();
    window.find(css(&format!("[data-entry='{entry}'] > button")))?.focus()?;
    window.press("Enter")?;
    window.find(role("button", "Correct…").within(test_id("entry-details")))?.focus()?;
    window.press("Enter")?;
    let words = window.find_focused(label("Words as they should be"))?;
    window.type_text(" was wr")?;
    for number in 0..3 {
        data.cli(["note", FIRST, &format!("Meanwhile {number}")])?;
    }
    window.see(text("46 entries").within(test_id("timeline-count")))?;
    window.type_text("ong")?;
    assert!(words.value()?.contains(" was wrong"), "{}", words.value()?);
    window.finish()
}

#[test]
fn the_timeline_is_filtered_by_words_kind_author_and_phase() -> Result<()> {
    let window = window_on_incident()?;
    let data = window.data().clone();
    data.cli(["--author", "Grace Hopper", "note", FIRST, "Proxy logs saved"])?;
    data.cli(["note", FIRST, "Owner called"])?;
    window.see(text("Owner called").within(test_id("timeline")))?;
    // A note from the window carries the phase of the current step.
    window.press("n")?;
    window.type_text("Alarm looked at")?;
    window.press("Enter")?;
    let count = || test_id("timeline-count");
    window.see(text("6 entries").within(count()))?;
    window.press("Escape")?;

    window.press("/")?;
    window.find_focused(label("Words"))?;
    window.type_text("proxy")?;
    window.see(text("1 of 6 entries").within(count()))?;
    window.see(text("Proxy logs saved").within(css("[data-entry]")))?;
    show_all(&window)?;
    select(&window, "Author", "Grace")?;
    window.see(text("1 of 6 entries").within(count()))?;
    select(&window, "Kind", "Milestone")?;
    window.see(text("No entry fits the filter."))?;
    show_all(&window)?;
    window.see(text("6 entries").within(count()))?;
    select(&window, "Phase", "Detect")?;
    window.see(text("1 of 6 entries").within(count()))?;
    window.see(text("Alarm looked at").within(css("[data-entry]")))?;
    window.finish()
}

fn show_all(window: &WindowTest) -> Result<()> {
    window.find(role("button", "Show all"))?.focus()?;
    window.press("Enter")
}

#[test]
fn one_key_marks_the_time_and_the_words_follow() -> Result<()> {
    let window = window_on_incident()?;
    window.press("t")?;
    window.see(test_id("mark"))?;
    let marked = newest(&window, "note.added")?;
    window.type_text("The alarm stopped")?;
    window.press("Enter")?;
    window.wait_until_gone(test_id("mark"))?;
    window.see(text("The alarm stopped").within(test_id("timeline")))?;
    let request = json!({ "incident": FIRST, "entry": marked["entry"] });
    let kept = window.call("entry.show", request)?;
    assert_eq!(kept["text"], "The alarm stopped", "{kept}");
    assert_eq!(kept["occurred_at"], marked["occurred_at"], "the moment of the key press stays");
    window.finish()
}

#[test]
fn a_clock_without_a_value_is_a_dash_and_each_value_shows_its_entry() -> Result<()> {
    let window = window_on_incident()?;
    window.see(text("—").within(test_id("clock-to_detect")))?;
    window.see(text("occurred is not set").within(test_id("clock-to_detect")))?;
    let strip = window.find(test_id("clocks"))?.text()?;
    assert!(!strip.contains("0 s"), "{strip}");

    // A range, by keys: the first milestone that is not set is the one that is asked for.
    window.press("m")?;
    window.find_focused(test_id("milestone-at"))?.fill("-4h")?;
    window.find(role("checkbox", "Known as a range"))?.focus()?;
    window.press("Space")?;
    window.find(test_id("milestone-until"))?.fill("-3h")?;
    window.see(text("3 h ago").within(test_id("milestone-form")))?;
    window.press("Enter")?;
    window.wait_until_gone(test_id("milestone-form"))?;
    window.see(text("to 3 h 49 min").within(test_id("clock-to_detect")))?;

    // Corrected to one time: the entry that set it first is still named.
    window.find(test_id("milestone-occurred"))?.focus()?;
    window.press("Enter")?;
    window.find_focused(test_id("milestone-at"))?;
    window.find(role("checkbox", "Known as a range"))?.focus()?;
    window.press("Space")?;
    window.find(test_id("milestone-at"))?.fill("-2h")?;
    window.press("Enter")?;
    window.wait_until_gone(test_id("milestone-form"))?;
    window.see(text("1 h 49 min").within(test_id("clock-to_detect")))?;
    window.see(text("corrected ×1").within(test_id("milestones")))?;
    let occurred = shown(&window)?["milestones"].as_array().unwrap()[0].clone();
    assert_eq!(occurred["earlier"].as_array().unwrap().len(), 1, "{occurred}");
    let link = role("button", &format!("Entry {}, which set", occurred["seq"]));
    window.find(link.within(test_id("milestones")))?.focus()?;
    window.press("Enter")?;
    let entry = format!("[data-entry='{}'] [data-testid=entry-details]", occurred["entry"].as_str().unwrap());
    window.see(css(&entry))?;
    window.finish()
}
