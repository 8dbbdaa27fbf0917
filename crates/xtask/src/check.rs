//! `cargo xtask test`: every check, one after the other.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::ValueEnum;

use crate::invocation::Invocation;
use crate::need::Purpose;
use crate::progress::{Progress, elapsed};
use crate::workspace::Workspace;
use crate::{bindings, frontend, network, provision};

/// The feature that lets the journeys in the real window be built and run.
const JOURNEYS: &str = "firebreak-e2e/window";

/// A part of the checks that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Formatting, packages that reach a network, lints, Rust tests, types of the commands, documentation
    Rust,
    /// Types, accessibility and tests of the front end
    Ui,
    /// The journeys in the real window
    E2e,
}

/// One check.
struct Check {
    name: &'static str,
    action: Action,
}

enum Action {
    /// These calls, until one fails.
    Calls(Vec<Invocation>),
    /// The comparison of the types of the commands.
    Bindings,
    /// The search for packages that reach a network.
    Network,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed(Duration),
    Failed(Duration),
    NotRun,
}

/// Runs the checks of one part, or of all.
///
/// # Errors
///
/// If something is missing that cannot be installed, or the front end cannot be built. A check that fails is no
/// error: it ends the run, unless `keep_going`, and makes the exit code a failure.
pub(crate) fn run(workspace: &Workspace, only: Option<Part>, keep_going: bool) -> Result<ExitCode> {
    let checks = checks(workspace, only);
    let mut progress = Progress::of(checks.len() + 2);
    progress.step("What the machine needs");
    provision::provide(purpose(only))?;
    progress.step("Packages of the front end");
    frontend::install(workspace)?;

    let mut outcomes = vec![Outcome::NotRun; checks.len()];
    for (check, outcome) in checks.iter().zip(&mut outcomes) {
        progress.step(check.name);
        let started = Instant::now();
        let result = check.action.carry_out(workspace);
        match result {
            Ok(()) => *outcome = Outcome::Passed(started.elapsed()),
            Err(error) => {
                eprintln!("\nFailed: {}: {error:#}", check.name);
                *outcome = Outcome::Failed(started.elapsed());
                if !keep_going {
                    break;
                }
            }
        }
    }
    let rows: Vec<_> = checks.iter().map(|check| check.name).zip(outcomes.iter().copied()).collect();
    println!("\n{}", table(&rows, progress.elapsed()));
    let passed = outcomes.iter().all(|outcome| matches!(outcome, Outcome::Passed(_)));
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Action {
    fn carry_out(&self, workspace: &Workspace) -> Result<()> {
        match self {
            Self::Calls(calls) => calls.iter().try_for_each(|call| {
                println!("$ {}", call.line());
                call.run()
            }),
            Self::Bindings => bindings::check(workspace).map(|_| ()),
            Self::Network => network::check(workspace, network::SHIPPED),
        }
    }
}

fn purpose(only: Option<Part>) -> Purpose {
    match only {
        None | Some(Part::E2e) => Purpose::Drive,
        Some(Part::Rust) => Purpose::Build,
        Some(Part::Ui) => Purpose::Frontend,
    }
}

/// Returns the checks in the order in which they run: what fails fastest comes first.
fn checks(workspace: &Workspace, only: Option<Part>) -> Vec<Check> {
    let wanted = |parts: &[Part]| only.is_none_or(|only| parts.contains(&only));
    all(workspace).into_iter().filter(|(parts, _)| wanted(parts)).map(|(_, check)| check).collect()
}

fn all(workspace: &Workspace) -> Vec<(&'static [Part], Check)> {
    let check = |name, calls| Check { name, action: Action::Calls(calls) };
    let test = || workspace.cargo(["test", "--workspace", "--locked", "--features", JOURNEYS]);
    vec![
        (&[Part::Rust], check("Formatting", vec![workspace.cargo(["fmt", "--all", "--check"])])),
        (&[Part::Rust], Check { name: "No network", action: Action::Network }),
        (&[Part::Ui], check("Front end: types and accessibility", vec![workspace.npm(["run", "check"])])),
        (&[Part::Ui], check("Front end: tests", vec![workspace.npm(["run", "test"])])),
        // The window carries the built front end inside, so everything that compiles the window needs it.
        (
            &[Part::Rust, Part::Ui, Part::E2e],
            check("Front end: build", vec![workspace.npm(["run", "build"])]),
        ),
        (&[Part::Rust], check("Lints", vec![lints(workspace)])),
        (&[Part::Rust], check("Rust tests", vec![workspace.cargo(["test", "--workspace", "--locked"])])),
        (&[Part::Rust], Check { name: "Types of the commands", action: Action::Bindings }),
        (&[Part::Rust], check("Documentation", vec![documentation(workspace)])),
        (
            &[Part::E2e],
            check(
                "Journeys in the real window",
                vec![test().arguments(["--no-run"]), test().arguments(["--test", "journeys"])],
            ),
        ),
    ]
}

fn lints(workspace: &Workspace) -> Invocation {
    let features = format!("{JOURNEYS},firebreak-xtask/icons");
    workspace.cargo(["clippy", "--workspace", "--all-targets", "--locked", "--features"]).arguments([
        features.as_str(),
        "--",
        "-D",
        "warnings",
    ])
}

fn documentation(workspace: &Workspace) -> Invocation {
    workspace.cargo(["doc", "--workspace", "--no-deps", "--locked"]).variable("RUSTDOCFLAGS", "-D warnings")
}

fn table(rows: &[(&str, Outcome)], total: Duration) -> String {
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut lines: Vec<String> = rows
        .iter()
        .map(|(name, outcome)| match outcome {
            Outcome::Passed(took) => format!("  {name:width$}  passed   {}", elapsed(*took)),
            Outcome::Failed(took) => format!("  {name:width$}  FAILED   {}", elapsed(*took)),
            Outcome::NotRun => format!("  {name:width$}  not run"),
        })
        .collect();
    let passed = rows.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Passed(_))).count();
    lines.push(format!("{passed} of {} checks passed in {}.", rows.len(), elapsed(total)));
    lines.join("\n")
}

#[cfg(test)]
mod tests;
