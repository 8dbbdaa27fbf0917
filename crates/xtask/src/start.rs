//! `cargo xtask start`: from a fresh machine to the running application.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::frontend;
use crate::invocation::Invocation;
use crate::need::Purpose;
use crate::progress::{Progress, elapsed};
use crate::provision;
use crate::workspace::Workspace;

const DESKTOP: &str = "firebreak-desktop";

/// Installs what is missing, builds the application and runs it with `arguments` until it is closed.
///
/// # Errors
///
/// If something is missing that cannot be installed, or a build fails.
pub(crate) fn run(workspace: &Workspace, release: bool, arguments: &[String]) -> Result<ExitCode> {
    let mut progress = Progress::of(5);
    progress.step("What the machine needs");
    provision::provide(Purpose::Build)?;
    progress.step("Packages of the front end");
    frontend::install(workspace)?;
    progress.step("Front end");
    frontend::build(workspace)?;
    progress.step("Application (the first build takes some minutes)");
    build(workspace, release).run()?;
    progress.step("Firebreak");
    println!("Built in {}. Close the window to end.", elapsed(progress.elapsed()));
    let built = built_folder(release)?;
    let status =
        Invocation::new(built.join(executable(DESKTOP)), workspace.root()).arguments(arguments).status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn build(workspace: &Workspace, release: bool) -> Invocation {
    let call = workspace.cargo(["build", "--locked", "--package", DESKTOP]);
    if release { call.arguments(["--release"]) } else { call }
}

/// Returns the folder of built programs, wherever the machine's configuration puts it: this program lies there too.
fn built_folder(release: bool) -> Result<PathBuf> {
    let own = env::current_exe().context("the folder of built programs is not known")?;
    let debug = own.parent().context("the folder of built programs is not known")?;
    let profiles = debug.parent().unwrap_or(debug);
    Ok(if release { profiles.join("release") } else { debug.to_owned() })
}

fn executable(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}
