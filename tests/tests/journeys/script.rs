//! The script of a responder's first ten minutes, with the process killed three times on the way.
//!
//! What the window has once shown as recorded is remembered, and looked for in the terminal directly after each kill and
//! at the end.

use anyhow::{Context, bail};
use firebreak_e2e::{Data, Result, WindowTest, label, role, test_id, text};
use serde_json::{Value, json};

use crate::desk::{FIRST, at_step, enter, go_to_step, paste};

/// What is copied from one note into another.
const PASTED: &str = "203.0.113.7 GetCallerIdentity AKIAIOSFODNN7EXAMPLE";

/// A responder at work, and what was seen as recorded.
struct Responder {
    window: WindowTest,
    seen: Vec<String>,
}

impl Responder {
    /// Starts for the first time and opens an incident.
    fn begin() -> Result<Self> {
        let window = Data::new()?.open_window()?;
        window.find_focused(label("Your name"))?.fill("Ada Lovelace")?;
        window.press("Enter")?;
        window.see(test_id("open-first"))?;
        window.press("i")?;
        window.find_focused(label("What happened"))?.type_text("Access key seen in build logs")?;
        window.press("Tab")?;
        window.find_focused(role("combobox", "Type"))?.type_text("credential")?;
        window.press("Enter")?;
        window.press("Tab")?;
        window.press("2")?;
        window.press("Tab")?;
        window.press("Space")?;
        window.see(text("Exposed or stolen cloud access key").within(test_id("best")))?;
        window.press("Control+Enter")?;
        let mut responder = Self { window, seen: Vec::new() };
        at_step(&responder.window, "record-alert")?;
        responder.see("Opened INC-0001")?;
        Ok(responder)
    }

    /// Waits until the timeline shows an entry with these words, and remembers it.
    fn see(&mut self, words: &str) -> Result<()> {
        self.window.see(text(words).within(test_id("timeline")))?;
        self.seen.push(words.to_owned());
        Ok(())
    }

    /// Notes something, and goes back to the steps.
    fn note(&mut self, words: &str) -> Result<()> {
        self.window.press("n")?;
        self.window.find_focused(test_id("note-text"))?.type_text(words)?;
        self.window.press("Enter")?;
        self.see(words)?;
        self.window.press("Escape")
    }

    /// Waits until the field of a note that stands further down is empty again, which says that it is recorded.
    fn sent(&mut self, words: &str) -> Result<()> {
        let note = self.window.find(test_id("note-text"))?;
        self.window.eventually("the note was sent", || Ok(note.value()?.is_empty().then_some(())))?;
        self.seen.push(words.to_owned());
        note.press("Escape")
    }

    /// Completes the current step.
    fn complete(&mut self, title: &str) -> Result<()> {
        self.window.press("Space")?;
        self.see(&format!("Done: {title}"))
    }

    /// Records the current step in another way, with the words it asks for.
    fn record(&mut self, key: &str, field: &str, words: &str, recorded: &str) -> Result<()> {
        self.window.press(key)?;
        self.window.find_focused(test_id(field))?.type_text(words)?;
        self.window.press("Enter")?;
        self.see(recorded)
    }

    /// Asks the provider from the current step, and says that it was sent; `number` counts the requests.
    fn ask(&mut self, number: usize) -> Result<()> {
        let window = &self.window;
        window.press("p")?;
        window.find_focused(test_id("request-text"))?;
        window.find(role("button", "Keep request"))?.press("Enter")?;
        window.see(text("draft").within(test_id("request-state")))?;
        window.find(test_id("request-next"))?.press("Enter")?;
        window.see(text("sent").within(test_id("request-state")))?;
        window.press("Escape")?;
        self.see(&format!("Request {number} to AWS sent"))
    }

    /// Kills the process, looks in the terminal for everything that was seen, and opens the window at the same step.
    fn killed(self, step: &str) -> Result<Self> {
        let Self { window, seen } = self;
        let data = window.data().clone();
        window.kill();
        check(&data, &seen)?;
        let window = data.open_window()?;
        enter(&window)?;
        at_step(&window, step)?;
        Ok(Self { window, seen })
    }
}

/// Finds everything that was seen in what a second reader gets, and returns that.
fn check(data: &Data, seen: &[String]) -> Result<Vec<Value>> {
    let timeline: Vec<Value> = data.cli_json(["timeline", FIRST])?;
    let texts: Vec<_> = timeline.iter().filter_map(|entry| entry["text"].as_str()).collect();
    for words in seen {
        if !texts.iter().any(|text| text.starts_with(words.as_str())) {
            bail!("\"{words}\" was shown as recorded and is gone:\n{}", texts.join("\n"));
        }
    }
    Ok(timeline)
}

/// How many entries are of a kind.
fn count(timeline: &[Value], kind: &str) -> usize {
    timeline.iter().filter(|entry| entry["kind"] == kind).count()
}

/// Waits until what is typed is kept as the draft of that name.
fn kept(window: &WindowTest, key: &str, words: &str) -> Result<()> {
    window.eventually(&format!("the draft {key} was kept"), || {
        let draft = window.call("draft.load", json!({ "key": key }))?;
        Ok(draft["text"].as_str().unwrap_or_default().contains(words).then_some(()))
    })
}

#[test]
fn ten_minutes_of_a_responder_survive_three_kills() -> Result<()> {
    let mut at = Responder::begin()?;
    at.note("The alert came from the build logs of the deploy job")?;
    at.complete("1 Record the alert")?;
    at.window.press("2")?;
    at.see("Step 2, decided: otherwise → 3 Deactivate the key")?;
    at.note("The owner of the key is the deploy robot")?;
    at.complete("2 Identify the key")?;
    at.record("v", "observed", "Status: Inactive", "Verified: 3 Deactivate the key")?;

    // Killed in the moment in which an act is shown as recorded.
    at.complete("4 Save the rights of the principal")?;
    let mut at = at.killed("deny-principal")?;
    at.record("x", "reason", "No such principal", "Not applicable: 5 Deny everything to the principal")?;
    at.record("o", "reason", "The release needs them", "Overridden: 6 End the sessions the key opened")?;
    at.note("The release manager was called and agrees")?;

    // A note of yesterday, in another zone.
    at.window.press("n")?;
    at.window.find_focused(test_id("note-text"))?.type_text("First sign-in from an unknown address")?;
    at.window.press("Shift+Tab")?;
    at.window.find_focused(test_id("note-at"))?.fill("yesterday 22:10 America/New_York")?;
    at.window.press("Enter")?;
    at.sent("First sign-in from an unknown address")?;
    at.record("v", "observed", "No call since 20:23Z", "Verified: 7 Confirm that the key is dead")?;

    // A decision with its reason, and a picture in the timeline.
    at.window.press("Shift+q")?;
    at.window.find_focused(label("Question"))?.type_text("Stop the release")?;
    at.window.find(label("Options considered"))?.type_text("Stop it\nLet it go on")?;
    at.window.find(label("Choice"))?.type_text("Let it go on")?;
    at.window.find(label("Why"))?.type_text("The key is dead")?;
    at.window.find(role("button", "Record the decision"))?.press("Enter")?;
    at.see("Decision 1: Stop the release: Let it go on")?;
    at.window.press("Escape")?;
    at.window.see(test_id("player"))?;

    let copied = at.window.copy_picture(&at.window.picture()?)?;
    at.window.press("n")?;
    paste(&at.window)?;
    at.see("Evidence E-1")?;
    at.window.press("Escape")?;
    drop(copied);

    // Killed in the middle of a word.
    at.window.press("n")?;
    at.window.find_focused(test_id("note-text"))?.type_text("Half of the logs")?;
    kept(&at.window, "note:INC-0001", "Half of the logs")?;
    at.window.type_text(" are arch")?;
    let mut at = at.killed("check-logging")?;
    let note = at.window.find(test_id("note-text"))?;
    let typed = at.window.eventually("the note was back", || {
        Ok(Some(note.value()?).filter(|typed| typed.starts_with("Half of the logs")))
    })?;
    assert!("Half of the logs are arch".starts_with(&typed), "{typed} was never typed");
    note.fill("Half of the logs are archived")?;
    at.window.press("Enter")?;
    at.see("Half of the logs are archived")?;
    at.window.press("Escape")?;

    at.record("d", "reason", "Services come first", "Deferred: 8 Check that logging still runs")?;
    at.record("b", "reason", "Nobody is free", "Blocked: 9 Watch the principal for one hour")?;

    at_step(&at.window, "open-case")?;
    at.ask(1)?;
    at.note("The provider answers within an hour")?;
    at.complete("10 Open a security case with the provider")?;

    // A clock is started on its desk.
    at.window.press("f")?;
    at.window.find(test_id("offer-nis2-notification"))?.press("Enter")?;
    at.window.find(test_id("deadline-at"))?.fill("-30m")?;
    at.window.see(text("Due 2").within(test_id("deadline-preview")))?;
    at.window.press("Enter")?;
    at.window.see(test_id("deadline-1"))?;
    at.window.press("Escape")?;
    at.window.see(test_id("player"))?;
    at.see("Deadline 1 started: NIS2 Art. 23 incident notification")?;
    at.complete("11 Judge notification duties")?;
    go_to_step(&at.window, "trace-calls")?;
    at.ask(2)?;
    at.complete("12 Trace every call made with the key")?;

    // What is copied in one place is pasted into a note.
    at.window.press("n")?;
    at.window.find_focused(test_id("note-text"))?.type_text(PASTED)?;
    at.window.press("Control+a")?;
    at.window.press("Control+c")?;
    at.window.press("Enter")?;
    at.see(PASTED)?;
    at.window.type_text("The proxy has it too: ")?;
    at.window.press("Control+v")?;
    at.window.press("Enter")?;
    at.see(&format!("The proxy has it too: {PASTED}"))?;
    at.window.press("Escape")?;

    // Killed with the form of the handover open.
    at.window.press("l")?;
    at.window.find(test_id("give-lead"))?.press("Enter")?;
    at.window.find_focused(test_id("give-person"))?.fill("Ada Lovelace")?;
    at.window.find(role("button", "Give lead"))?.press("Enter")?;
    at.see("Lead: Ada Lovelace")?;
    at.window.press("h")?;
    at.window.find(test_id("handover-to"))?.fill("Ben Oduya")?;
    at.window.find(test_id("handover-summary"))?.fill("The key is off; two requests wait.")?;
    kept(&at.window, "handover:INC-0001", "The key is off; two requests wait.")?;
    let at = at.killed("list-creations")?;
    at.window.press("h")?;
    let summary = at.window.find(test_id("handover-summary"))?;
    at.window.eventually("the summary was back", || {
        Ok((summary.value()? == "The key is off; two requests wait.").then_some(()))
    })?;
    assert_eq!(at.window.find(test_id("handover-to"))?.value()?, "Ben Oduya");
    at.window.find(role("button", "Give the briefing"))?.press("Enter")?;
    at.window.see(test_id("accept-form"))?;
    at.window.press("Alt+w")?;
    at.window.find_focused(test_id("acting-input"))?.fill("Ben Oduya")?;
    at.window.press("Enter")?;
    at.window.see(text("Ben Oduya").within(test_id("acting")))?;
    at.window.find(test_id("read-back"))?.fill("The key is off, two requests wait.")?;
    at.window.find(role("button", "Ben Oduya accepts and leads"))?.press("Enter")?;
    at.window.see(text("Ben Oduya").within(test_id("standing-roles")))?;

    let data = at.window.data().clone();
    let seen = at.seen.clone();
    at.window.finish()?;
    let timeline = check(&data, &seen)?;
    let text = |entry: &Value| format!("{}: {}", entry["kind"], entry["text"]);
    let all = timeline.iter().map(text).collect::<Vec<_>>().join("\n");
    for (kind, times) in [
        ("step.set", 12),
        ("note.added", 8),
        ("branch.chosen", 1),
        ("decision.recorded", 1),
        ("evidence.added", 1),
        ("request.drafted", 2),
        ("request.moved", 2),
        ("deadline.started", 1),
        ("handover.begun", 1),
        ("handover.accepted", 1),
    ] {
        assert_eq!(count(&timeline, kind), times, "{kind} in\n{all}");
    }
    let verified: Value = data.cli_json(["verify"])?;
    assert_eq!(verified["ok"], true, "{verified}");
    let first = timeline.iter().find(|entry| entry["text"] == "First sign-in from an unknown address");
    let first = first.context("the note of yesterday is there")?;
    assert_ne!(first["occurred_at"], first["recorded_at"], "{first}");
    Ok(())
}
