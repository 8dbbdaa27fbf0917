//! Keys and seconds for six acts on a fresh incident, as `docs/keys-and-seconds.md` has them.

use std::fs;
use std::time::{Duration, Instant};

use firebreak_e2e::{Result, WindowTest, label, role, test_id, text};

use crate::desk::{FIRST, at_step, data, go_to_step, newest};

/// The table that people read.
const TABLE: &str = include_str!("../../../docs/keys-and-seconds.md");

/// Counts the keys and the time of acts.
struct Count<'a> {
    window: &'a WindowTest,
    rows: Vec<(&'static str, usize, Duration)>,
}

impl Count<'_> {
    /// Does one act; `typed` are the characters of what only the responder knows, which are not counted.
    fn act(
        &mut self,
        name: &'static str,
        typed: &str,
        act: impl FnOnce(&WindowTest) -> Result<()>,
    ) -> Result<()> {
        let (before, started) = (self.window.keys_pressed(), Instant::now());
        act(self.window)?;
        let keys = self.window.keys_pressed() - before - typed.chars().count();
        self.rows.push((name, keys, started.elapsed()));
        Ok(())
    }
}

#[test]
fn six_acts_take_no_more_keys_than_the_table_says() -> Result<()> {
    let data = data()?;
    let collected = data.folder().join("flow.log");
    fs::write(&collected, "203.0.113.7")?;
    let second = data.folder().join("auth.log");
    fs::write(&second, "198.51.100.4")?;
    let path = collected.display().to_string();
    let window = data.open_window()?;
    window.find(test_id("open-first"))?;
    let mut count = Count { window: &window, rows: Vec::new() };

    let title = "Key in build logs";
    count.act("Start the right playbook", title, |window| {
        window.press("i")?;
        window.find_focused(label("What happened"))?.type_text(title)?;
        window.see(text("Exposed or stolen cloud access key").within(test_id("suggestion-1")))?;
        window.press("Control+1")?;
        window.press("Control+Enter")?;
        at_step(window, "record-alert")
    })?;

    count.act("Complete a step", "", |window| {
        window.press("Space")?;
        at_step(window, "identify-key")
    })?;

    let (words, when) = ("Sign-in from an unknown address", "yesterday 22:10 EST");
    count.act("Note what happened earlier, in another zone", &format!("{words}{when}"), |window| {
        window.press("n")?;
        window.find_focused(test_id("note-text"))?.type_text(words)?;
        window.press("Shift+Tab")?;
        window.find_focused(test_id("note-at"))?.type_text(when)?;
        window.press("Enter")?;
        let note = newest(window, "note.added")?;
        assert_eq!(note["text"], words);
        assert_ne!(note["occurred_at"], note["recorded_at"], "{note}");
        window.press("Escape")
    })?;

    count.act("Attach a file", &path, |window| {
        window.press("e")?;
        window.find_focused(test_id("evidence-paths"))?.type_text(&path)?;
        window.press("Enter")?;
        window.see(test_id("evidence-E-1"))?;
        window.press("Escape")?;
        window.see(test_id("player"))
    })?;

    let path = second.display().to_string();
    count.act("Attach another file", &path, |window| {
        window.press("Shift+e")?;
        window.find_focused(test_id("evidence-paths"))?.type_text(&path)?;
        window.press("Enter")?;
        window.see(test_id("evidence-E-2"))?;
        window.press("Escape")?;
        window.see(test_id("player"))
    })?;

    go_to_step(&window, "deactivate-key")?;
    let reason = "The owner has done it";
    count.act("Leave a step out, with the reason", reason, |window| {
        window.press("x")?;
        window.find_focused(test_id("reason"))?.type_text(reason)?;
        window.press("Enter")?;
        at_step(window, "save-rights")
    })?;

    count.act("Export the timeline", "", |window| {
        window.press("Shift+c")?;
        window.see(text("Timeline").within(test_id("status")))
    })?;

    let title = "Something that no clue is of";
    count.act("Start one that the title does not suggest", title, |window| {
        window.press("i")?;
        window.find_focused(label("What happened"))?.type_text(title)?;
        window.press("Tab")?;
        window.find_focused(role("combobox", "Type"))?.type_text("c")?;
        window.press("Tab")?;
        window.press("2")?;
        window.see(text("Exposed or stolen cloud access key").within(test_id("best")))?;
        window.press("Control+Enter")?;
        at_step(window, "record-alert")
    })?;

    let rows = count.rows;
    window.finish()?;
    assert!(data.cli(["timeline", FIRST])?.contains(reason));
    let mut wrong = Vec::new();
    for (name, keys, took) in &rows {
        let line = TABLE.lines().find(|line| line.starts_with(&format!("| {name} |"))).unwrap_or_default();
        let said = line.split('|').nth(2).and_then(|cell| cell.trim().parse::<usize>().ok());
        if said.is_none_or(|said| *keys > said) {
            wrong.push(format!("{name}: {keys} keys in {:.1} s; the table has {said:?}", took.as_secs_f64()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}
