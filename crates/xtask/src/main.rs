//! The project's own commands, as `cargo xtask COMMAND`.
//!
//! `start` and `test` begin on a machine that has nothing but Rust and Node: they find what else is missing, say
//! what it is for, and install it where that is possible.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "these commands report to a person in a terminal"
)]

mod bindings;
mod check;
mod commands;
mod frontend;
#[cfg(feature = "icons")]
mod icons;
mod invocation;
mod need;
mod network;
mod node;
mod progress;
mod provision;
mod start;
mod system;
mod window;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::check::Part;
use crate::workspace::Workspace;

/// Start, test and maintain Firebreak.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Install what is missing, build the application and run it
    Start {
        /// Build with optimisations; takes longer, runs faster
        #[arg(long)]
        release: bool,
        /// Arguments for the application, such as `-- --data DIR`
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Run every check: formatting, lints, tests, documentation, front end, journeys in the real window
    Test {
        /// Go on after a check has failed
        #[arg(long)]
        keep_going: bool,
        /// Run only one part
        #[arg(long, value_name = "PART")]
        only: Option<Part>,
    },
    /// Write the TypeScript types of the commands
    Bindings {
        /// Write nothing; fail if the types on disk differ
        #[arg(long)]
        check: bool,
    },
    /// Draw every size of the icon from the drawings in `icons/`
    Icons,
    /// Drive the real window through its screens and write pictures to `shots/`
    Shots {
        /// Arguments for the picture taker
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Check every command of the playbooks with the parsers of the providers' own tools; nothing is run
    CheckCommands {
        /// Arguments for the check, such as `-- playbooks/general-incident.md` or `-- --all`
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Measure speed and memory, as ratios taken in the same run
    Bench {
        /// Print the measurements as JSON, and nothing else to standard output
        #[arg(long)]
        json: bool,
        /// Arguments for the measurement, such as `-- --quick`
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Install what is missing and build the front end, nothing more
    #[command(hide = true)]
    Prepare,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    match command {
        Command::Start { release, arguments } => start::run(&workspace, release, &arguments),
        Command::Test { keep_going, only } => check::run(&workspace, only, keep_going),
        Command::Bindings { check: false } => bindings::write(&workspace),
        Command::Bindings { check: true } => bindings::check(&workspace),
        Command::Icons => draw_icons(&workspace),
        Command::Shots { arguments } => window::shots(&workspace, &arguments),
        Command::CheckCommands { arguments } => commands::check(&workspace, &arguments),
        Command::Bench { json, arguments } => window::bench(&workspace, json, &arguments),
        Command::Prepare => window::prepare(&workspace).map(|()| ExitCode::SUCCESS),
    }
}

#[cfg(feature = "icons")]
fn draw_icons(workspace: &Workspace) -> Result<ExitCode> {
    for name in icons::draw(&workspace.root().join("icons"))? {
        println!("icons/{name}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Starts this program again with the feature that draws; without it `start` builds in a few seconds.
#[cfg(not(feature = "icons"))]
fn draw_icons(workspace: &Workspace) -> Result<ExitCode> {
    workspace
        .cargo(["run", "--quiet", "--package", "firebreak-xtask", "--features", "icons", "--", "icons"])
        .run()?;
    Ok(ExitCode::SUCCESS)
}
