//! `firebreak-bench`: how fast Firebreak is and how much memory it takes, as ratios.
//!
//! Nothing is compared with a number of another machine or day. Every ratio has its other half measured in the
//! same run, turn by turn with the first: a bare Tauri window, plain rusqlite, pulldown-cmark's bare event loop.
//! Only the two rows that are limits by themselves (a time in milliseconds, a size in megabytes) are divided by
//! that limit. Medians or minima are taken, so that what else the machine does falls on both halves or on none.
//!
//! What is stored while measuring is made once by the application itself and kept beside the built programs; see
//! [`fixture`].
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this program reports to a person in a terminal"
)]

mod fixture;
mod measure;
mod plain;
mod process;
mod report;
mod sample;
mod screen;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::fixture::Fixtures;
use crate::measure::{Effort, Row};
use crate::report::Measured;

/// Measure the speed and memory of Firebreak, as ratios.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask bench", bin_name = "cargo xtask bench")]
struct Arguments {
    /// Print the measurements as JSON, and nothing else to standard output
    #[arg(long)]
    json: bool,
    /// Repeat less often: quicker, and less certain
    #[arg(long)]
    quick: bool,
    /// Measure only this; may be given more than once
    #[arg(long, value_name = "NAME")]
    only: Vec<Row>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Measures what is asked for, and says whether every limit is kept.
fn run(arguments: &Arguments) -> Result<bool> {
    let effort = if arguments.quick { Effort::Quick } else { Effort::Full };
    let fixtures = Fixtures::beside_this_program()?;
    let asked = Row::ALL.iter().filter(|row| arguments.only.is_empty() || arguments.only.contains(row));
    let mut all = Vec::new();
    for row in asked {
        eprintln!("measuring {}", row.name());
        let measured = row.measure(&fixtures, effort)?;
        eprintln!("  {}", report::line(&measured));
        all.push(measured);
    }
    println!("{}", if arguments.json { report::json(&all)? } else { report::table(&all) });
    Ok(all.iter().all(Measured::is_kept))
}
