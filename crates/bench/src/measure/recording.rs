//! Recording one entry, durable, with the search index.

use std::path::Path;

use anyhow::{Context, Result};
use firebreak_app::App;
use firebreak_app::api::AddNote;

use super::{Effort, Halves};
use crate::fixture::{self, Fixtures, Words};
use crate::plain::PlainRecord;
use crate::sample::{in_turns, timed};

/// How many entries the incident has that is written to.
const ENTRIES: u64 = 1000;
/// How many are written before anything is measured, so that statements are compiled and pages are read.
const WARM_UP: usize = 20;

/// One note through the application, against the same rows by plain rusqlite, each in a copy of the same record.
///
/// Both are one durable transaction. The application's half is all of `note.add`: finding the incident, deciding,
/// hashing, writing, and the answer with the whole incident as it stands.
pub(super) fn against_plain(fixtures: &Fixtures, effort: Effort) -> Result<Halves> {
    let source = fixtures.incident(ENTRIES)?;
    let (ours, theirs) = (fixtures.copy(&source)?, fixtures.copy(&source)?);
    let app = fixture::open_app(ours.path())?;
    let mut plain = PlainRecord::open(&theirs.path().join(fixture::DATABASE))?;
    let (mut words, mut same_words) = (Words::new(7), Words::new(7));
    for _ in 0..WARM_UP {
        note(&app, words.sentence())?;
        plain.add_note(&same_words.sentence())?;
    }
    let (app_took, plain_took) = in_turns(
        effort.times(800),
        || {
            let text = words.sentence();
            timed(|| note(&app, text))
        },
        || {
            let text = same_words.sentence();
            timed(|| plain.add_note(&text))
        },
    )?;
    let of = format!("median of {}", app_took.len());
    Ok(Halves::of_milliseconds(
        ("firebreak", app_took.median()),
        ("plain rusqlite", plain_took.median()),
        &of,
    ))
}

/// One note in an incident of 100,000 entries, against one in an incident of 100.
pub(super) fn many_against_few(fixtures: &Fixtures, effort: Effort) -> Result<Halves> {
    let (many, few) =
        (fixtures.copy(&fixtures.incident(100_000)?)?, fixtures.copy(&fixtures.incident(100)?)?);
    let (at_many, at_few) = (warm_app(many.path())?, warm_app(few.path())?);
    let (mut words, mut same_words) = (Words::new(7), Words::new(7));
    let (many_took, few_took) = in_turns(
        effort.times(800),
        || {
            let text = words.sentence();
            timed(|| note(&at_many, text))
        },
        || {
            let text = same_words.sentence();
            timed(|| note(&at_few, text))
        },
    )?;
    let of = format!("median of {}", many_took.len());
    Ok(Halves::of_milliseconds(("at 100,000", many_took.median()), ("at 100", few_took.median()), &of))
}

fn warm_app(folder: &Path) -> Result<App> {
    let app = fixture::open_app(folder)?;
    let mut words = Words::new(8);
    for _ in 0..WARM_UP {
        note(&app, words.sentence())?;
    }
    Ok(app)
}

fn note(app: &App, text: String) -> Result<()> {
    let note = AddNote {
        incident: fixture::FIRST_CODE.to_owned(),
        text,
        at: None,
        precision: None,
        phase: Some(fixture::PHASE),
        draft: None,
    };
    app.add_note(note).map(drop).context("the note was not recorded")
}
