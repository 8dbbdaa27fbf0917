//! The rows of the benchmark: what is measured, against what, and how much it may be.

mod cold_start;
mod evidence;
mod indicators;
mod library;
mod memory;
mod opening;
mod panel;
mod parsing;
mod recording;
mod step;

use anyhow::Result;
use clap::ValueEnum;

use crate::fixture::Fixtures;
use crate::report::Measured;

/// One row of the benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Row {
    /// Parsing the bundled playbooks, against pulldown-cmark's bare event loop
    Parse,
    /// Loading and checking 1,000 own playbooks, against pulldown-cmark's bare event loop
    LoadLibrary,
    /// Searching 1,000 own playbooks in the window, p95, against 30 ms
    SearchLibrary,
    /// Recording an entry, against the same rows by plain rusqlite
    Record,
    /// Recording an entry in an incident of 100,000, against one of 100
    #[value(name = "record-at-100000")]
    RecordAt100000,
    /// Opening an incident of 100,000 entries, against reading the rows of its first screen
    Open,
    /// The standing panel's view of an incident of 100,000 entries, p95, against 5 ms
    Panel,
    /// Hashing a gigabyte of evidence, against `sha256sum` on the same file
    Evidence,
    /// Finding the indicators of a log of 10,000 lines, against one pass of a union of patterns
    Indicators,
    /// Cold start to the first usable frame, against a bare window
    ColdStart,
    /// Key press to changed screen for a step, p95, against 50 ms
    Step,
    /// Memory with an incident of 100,000 entries open beyond that of a bare window, against 60 MB
    Memory,
}

/// How often things are repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// For numbers to rely on.
    Full,
    /// For a first look.
    Quick,
}

impl Row {
    /// Every row, in the order they are measured.
    pub(crate) const ALL: [Self; 12] = [
        Self::Parse,
        Self::LoadLibrary,
        Self::SearchLibrary,
        Self::Record,
        Self::RecordAt100000,
        Self::Open,
        Self::Panel,
        Self::Evidence,
        Self::Indicators,
        Self::ColdStart,
        Self::Step,
        Self::Memory,
    ];

    /// The name, on the command line and in the JSON.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Parse => "parse",
            Self::LoadLibrary => "load-library",
            Self::SearchLibrary => "search-library",
            Self::Record => "record",
            Self::RecordAt100000 => "record-at-100000",
            Self::Open => "open",
            Self::Panel => "panel",
            Self::Evidence => "evidence",
            Self::Indicators => "indicators",
            Self::ColdStart => "cold-start",
            Self::Step => "step",
            Self::Memory => "memory",
        }
    }

    /// How much the ratio may be.
    const fn limit(self) -> f64 {
        match self {
            Self::Parse | Self::LoadLibrary => 3.0,
            Self::Record => 1.5,
            Self::RecordAt100000 | Self::Evidence => 1.2,
            Self::Open => 2.0,
            Self::Indicators => 6.0,
            Self::ColdStart => 1.25,
            Self::SearchLibrary | Self::Panel | Self::Step | Self::Memory => 1.0,
        }
    }

    /// Measures it.
    ///
    /// # Errors
    ///
    /// If a program is missing, or what should be measured does not work.
    pub(crate) fn measure(self, fixtures: &Fixtures, effort: Effort) -> Result<Measured> {
        let halves = match self {
            Self::Parse => parsing::against_markdown(effort)?,
            Self::LoadLibrary => library::loading_against_markdown(effort)?,
            Self::SearchLibrary => library::searching_against_30_ms(effort)?,
            Self::Record => recording::against_plain(fixtures, effort)?,
            Self::RecordAt100000 => recording::many_against_few(fixtures, effort)?,
            Self::Open => opening::against_reading(fixtures, effort)?,
            Self::Panel => panel::against_5_ms(fixtures, effort)?,
            Self::Evidence => evidence::against_sha256sum(fixtures, effort)?,
            Self::Indicators => indicators::against_patterns(effort)?,
            Self::ColdStart => cold_start::against_bare_window(fixtures, effort)?,
            Self::Step => step::against_50_ms(fixtures, effort)?,
            Self::Memory => memory::against_60_mb(fixtures, effort)?,
        };
        Ok(Measured::new(self.name(), halves.one, halves.other, self.limit(), halves.shown))
    }
}

impl Effort {
    /// So many repetitions, or a quarter of them.
    const fn times(self, full: usize) -> usize {
        match self {
            Self::Full => full,
            Self::Quick => full.div_ceil(4),
        }
    }
}

/// The two numbers that a ratio is made of, in the same unit.
struct Halves {
    one: f64,
    other: f64,
    /// Both in words.
    shown: String,
}

impl Halves {
    /// Two times in milliseconds, `of` how many repetitions each.
    fn of_milliseconds(one: (&str, f64), other: (&str, f64), of: &str) -> Self {
        let shown = format!("{} {:.3} ms, {} {:.3} ms ({of})", one.0, one.1, other.0, other.1);
        Self { one: one.1, other: other.1, shown }
    }
}
