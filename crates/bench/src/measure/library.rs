//! A library of 1,000 own playbooks: loading and checking it, and searching it.

use std::fs;
use std::hint::black_box;

use anyhow::{Context, Result, ensure};
use firebreak_app::{App, Library, Options};
use firebreak_core::playbook::markdown_options;
use firebreak_e2e::{Data, WindowTest};
use pulldown_cmark::Parser;
use serde_json::json;
use tempfile::TempDir;

use super::{Effort, Halves};
use crate::fixture::Words;
use crate::sample::{Sample, in_turns, timed};

/// How many own playbooks there are.
const PLAYBOOKS: usize = 1_000;
/// The longest that most searches may take, in milliseconds.
const LIMIT: f64 = 30.0;
/// How often something is searched before anything is measured.
const WARM_UP: usize = 5;

/// What is searched: words of titles, commands and techniques, beginnings of words, several words, and nothing found.
const SEARCHES: &[&str] = &[
    "key",
    "revoke sessions",
    "aws iam",
    "T1078",
    "rec",
    "mailbox rule",
    "contain",
    "update-access-key",
    "snapshot",
    "database export",
    "the provider",
    "role",
    "sign-in log",
    "cred",
    "zebra crossing",
    "kubectl get",
    "owner",
    "ex",
    "valid accounts",
    "restore backup",
    "tenant",
    "network firewall",
    "function",
    "token",
];

/// Sets the words of the search field, and promises how long it takes until what was found for them is shown.
const SEARCH: &str = "
    const done = arguments[arguments.length - 1];
    const input = document.querySelector('[data-testid=\"playbooks-filter\"]');
    const place = document.querySelector('[data-found]');
    const words = arguments[0];
    const started = performance.now();
    const observer = new MutationObserver(() => {
        if (place.dataset.found !== words) return;
        observer.disconnect();
        done(performance.now() - started);
    });
    observer.observe(place, { attributes: true });
    input.value = words;
    input.dispatchEvent(new Event('input', { bubbles: true }));";

/// Loads and checks 1,000 own playbooks as the window does on its start; the other half is the bare event loop of
/// pulldown-cmark over the same bytes, front matter and all.
///
/// The program lists the folder, reads every file until two looks agree, hashes, parses and checks it. The event loop
/// has the bytes in memory, looks at every event with its place and keeps nothing.
pub(super) fn loading_against_markdown(effort: Effort) -> Result<Halves> {
    let folder = playbooks()?;
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder.path())? {
        sources.push(fs::read_to_string(entry?.path())?);
    }
    let data = TempDir::with_prefix("library-")?;
    let open = || {
        App::open(Options {
            data: Some(data.path().to_owned()),
            playbooks: vec![folder.path().to_owned()],
            ..Options::default()
        })
    };
    let listed = open()?.list_playbooks(firebreak_app::api::Nothing {})?.len();
    ensure!(listed >= PLAYBOOKS, "only {listed} playbooks count");
    let (loading, bare) = in_turns(
        effort.times(20),
        || {
            let app = open()?;
            timed(|| Ok(app.library_changed()))
        },
        || {
            timed(|| {
                for source in &sources {
                    for (event, range) in
                        Parser::new_ext(black_box(source), markdown_options()).into_offset_iter()
                    {
                        black_box((event, range));
                    }
                }
                Ok(())
            })
        },
    )?;
    let bytes: usize = sources.iter().map(String::len).sum();
    let of = format!("minimum of {}, {PLAYBOOKS} playbooks, {} KiB", loading.len(), bytes / 1024);
    Ok(Halves::of_milliseconds(("loaded", loading.minimum()), ("events alone", bare.minimum()), &of))
}

/// Searches 1,000 own playbooks in the real window; p95 from the words in the field to what was found on the page,
/// against 30 ms.
pub(super) fn searching_against_30_ms(effort: Effort) -> Result<Halves> {
    let folder = playbooks()?;
    let data = Data::new()?;
    fs::create_dir_all(data.folder())?;
    let settings = json!({ "responder": crate::fixture::AUTHOR, "playbooks": [folder.path()] });
    fs::write(data.folder().join("settings.json"), settings.to_string())?;
    let window = data.open_untouched_window()?;
    window.run_with("location.hash = arguments[0];", vec![json!("#/playbooks")])?;
    window.eventually("the playbooks are loaded", || {
        let library = window.call("library.show", json!({}))?;
        let count = library.get("playbooks").and_then(serde_json::Value::as_u64).unwrap_or(0);
        Ok((count >= PLAYBOOKS as u64).then_some(()))
    })?;
    window.eventually("the library is shown", || {
        let is_there = "return document.querySelector('[data-testid=\"playbook-matrix\"]') !== null;";
        Ok((window.run_with(is_there, Vec::new())? == json!(true)).then_some(()))
    })?;
    let mut took = Vec::new();
    for (turn, words) in SEARCHES.iter().cycle().take(WARM_UP + effort.times(240)).enumerate() {
        let one = search(&window, words)?;
        took.extend((turn >= WARM_UP).then_some(one));
    }
    window.finish()?;
    let sample = Sample::of(took)?;
    let p95 = sample.percentile(95);
    let shown = format!("p95 {p95:.1} ms, median {:.1} ms ({} searches)", sample.median(), sample.len());
    Ok(Halves { one: p95, other: LIMIT, shown })
}

fn search(window: &WindowTest, words: &str) -> Result<f64> {
    window.run_async(SEARCH, vec![json!(words)])?.as_f64().context("the page measured nothing")
}

/// A folder with 1,000 playbooks made from the bundled ones: every one has an id of its own, and words that hardly any
/// other has.
fn playbooks() -> Result<TempDir> {
    let folder = TempDir::with_prefix("playbooks-")?;
    let library = Library::load()?;
    let mut words = Words::new(7);
    for (number, bundled) in library.bundled().iter().cycle().take(PLAYBOOKS).enumerate() {
        let text = varied(&bundled.source, bundled.id(), number, &mut words)?;
        fs::write(folder.path().join(format!("{}-{number}.md", bundled.id())), text)?;
    }
    Ok(folder)
}

fn varied(source: &str, id: &str, number: usize, words: &mut Words) -> Result<String> {
    let line = format!("\nid: {id}\n");
    ensure!(source.contains(&line), "{id} does not name its id on a line of its own");
    let text = source.replacen(&line, &format!("\nid: {id}-{number}\n"), 1);
    // A sentence before each phase: within the text, outside every list.
    let mut varied = String::with_capacity(text.len() + 4096);
    for line in text.split_inclusive('\n') {
        if line.starts_with("## ") {
            varied.push_str(&format!("{}.\n\n", words.sentence()));
        }
        varied.push_str(line);
    }
    Ok(varied)
}
