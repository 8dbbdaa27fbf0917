//! Parsing a playbook to the typed model with spans, against pulldown-cmark's bare event loop with offsets.

use std::hint::black_box;

use anyhow::Result;
use firebreak_app::Library;
use firebreak_core::playbook::{self, markdown_options};
use pulldown_cmark::Parser;

use super::{Effort, Halves};
use crate::sample::{in_turns, timed};

/// How often all playbooks are read in one turn, so that a turn is long against the clock's grain.
const ROUNDS: usize = 4;

/// Reads every bundled playbook both ways: the same bytes, front matter and all, with the same options.
///
/// The event loop looks at every event with its place and keeps nothing. The minimum counts: the work is the same
/// every time, so whatever is above it was the machine's.
pub(super) fn against_markdown(effort: Effort) -> Result<Halves> {
    let library = Library::load()?;
    let sources: Vec<&str> = library.bundled().iter().map(|bundled| bundled.source.as_ref()).collect();
    let each = || (0..ROUNDS).flat_map(|_| sources.iter().copied());
    let (typed, bare) = in_turns(
        effort.times(200),
        || {
            timed(|| {
                for source in each() {
                    black_box(playbook::parse(black_box(source), &library.reference));
                }
                Ok(())
            })
        },
        || {
            timed(|| {
                for source in each() {
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
    let rounds = ROUNDS as f64;
    let of = format!("minimum of {}, {} playbooks", typed.len(), sources.len());
    Ok(Halves::of_milliseconds(
        ("typed model", typed.minimum() / rounds),
        ("events alone", bare.minimum() / rounds),
        &of,
    ))
}
