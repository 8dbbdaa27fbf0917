//! What is done with the real window: pictures and measurements.

use std::env;
use std::process::ExitCode;

use anyhow::{Context, Result};

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
pub(crate) fn bench(workspace: &Workspace, json: bool, arguments: &[String]) -> Result<ExitCode> {
    if json {
        // Standard output belongs to the measurements alone.
        let own = env::current_exe().context("this program does not know where it lies")?;
        Invocation::new(own, workspace.root()).arguments(["prepare"]).run_with_output_to_stderr()?;
    } else {
        prepare(workspace)?;
    }
    let build = workspace.cargo(["build", "--release", "--locked", "--bins"]);
    build.run_with_output_to_stderr()?;
    let bench =
        workspace.cargo(["run", "--release", "--quiet", "--locked", "--bin", "firebreak-bench", "--"]);
    bench.arguments(json.then_some("--json")).arguments(arguments).run()?;
    Ok(ExitCode::SUCCESS)
}

/// Installs what the window needs, and builds the front end that it carries inside.
///
/// # Errors
///
/// If something is missing that cannot be installed, or the build fails.
pub(crate) fn prepare(workspace: &Workspace) -> Result<()> {
    provision::provide(Purpose::Drive)?;
    frontend::install(workspace)?;
    frontend::build(workspace)
}
