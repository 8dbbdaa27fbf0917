//! Checking that the commands of the playbooks exist.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::invocation::Invocation;
use crate::need::Purpose;
use crate::provision;
use crate::workspace::Workspace;

/// The packages whose parsers are asked, with their versions.
const REQUIREMENTS: &str = include_str!("../../check-commands/requirements.txt");

/// Checks the commands of the playbooks; gets the providers' tools from PyPI where they are not there yet.
///
/// # Errors
///
/// If the tools cannot be installed, or a command does not exist as it is written.
pub(crate) fn check(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    provision::provide(Purpose::Commands)?;
    let python = tools(workspace)?;
    let check = ["run", "--quiet", "--locked", "--package", "firebreak-check-commands", "--", "--python"];
    workspace.cargo(check).arguments([python]).arguments(arguments).run()?;
    Ok(ExitCode::SUCCESS)
}

/// The Python of an environment that has the providers' tools in their pinned versions.
fn tools(workspace: &Workspace) -> Result<PathBuf> {
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.root().join("target"), PathBuf::from);
    let folder = target.join("command-line-tools");
    let program = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let python = folder.join(program);
    // Written last, so that an interrupted installation is begun again.
    let installed = folder.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|versions| versions == REQUIREMENTS) {
        return Ok(python);
    }
    println!("Installing the providers' command-line tools from PyPI; this takes some minutes, once.");
    install(workspace, &folder, &python)?;
    fs::write(&installed, REQUIREMENTS).with_context(|| format!("writing {}", installed.display()))?;
    Ok(python)
}

fn install(workspace: &Workspace, folder: &Path, python: &Path) -> Result<()> {
    let root = workspace.root();
    Invocation::new("python3", root).arguments(["-m", "venv", "--clear"]).arguments([folder]).run()?;
    let requirements = root.join("crates/check-commands/requirements.txt");
    Invocation::new(python, root)
        .arguments(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
        .arguments([requirements])
        .run()
}
