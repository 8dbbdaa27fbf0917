//! What is done with the real window: pictures and measurements.

use std::process::ExitCode;

use anyhow::Result;

use crate::invocation::Invocation;
use crate::need::Purpose;
use crate::workspace::Workspace;
use crate::{frontend, provision};

/// Drives the window through every screen, light and dark, and writes pictures to `shots/`.
///
/// # Errors
///
/// If something cannot be built, or a screen does not appear.
pub(crate) fn shots(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    prepare(workspace)?;
    workspace.cargo(["build", "--locked", "--bins"]).run()?;
    let shots = workspace.cargo(["run", "--quiet", "--locked", "--bin", "firebreak-shots", "--"]);
    shots.arguments(arguments).run()?;
    Ok(ExitCode::SUCCESS)
}

/// Measures speed and memory in an optimised build, and prints the ratios.
///
/// # Errors
///
/// If something cannot be built, or a ratio is over its limit.
pub(crate) fn bench(workspace: &Workspace, json: bool) -> Result<ExitCode> {
    // With `--json`, standard output belongs to the measurements alone.
    let quietly = |call: Invocation| if json { call.run_with_output_to_stderr() } else { call.run() };
    if !json {
        prepare(workspace)?;
    }
    quietly(workspace.cargo(["build", "--release", "--locked", "--bins", "--examples"]))?;
    let bench =
        workspace.cargo(["run", "--release", "--quiet", "--locked", "--bin", "firebreak-bench", "--"]);
    bench.arguments(json.then_some("--json")).run()?;
    Ok(ExitCode::SUCCESS)
}

fn prepare(workspace: &Workspace) -> Result<()> {
    provision::provide(Purpose::Drive)?;
    frontend::install(workspace)?;
    frontend::build(workspace)
}
