//! Where the programs under test lie.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

/// Returns the desktop program under test.
///
/// # Errors
///
/// If it is not built.
pub(crate) fn desktop() -> Result<PathBuf> {
    built("FIREBREAK_DESKTOP", "firebreak-desktop")
}

/// Returns the command line under test.
///
/// # Errors
///
/// If it is not built.
pub(crate) fn cli() -> Result<PathBuf> {
    built("FIREBREAK_CLI", "firebreak")
}

/// Returns the folder of built programs: a test lies in its subfolder `deps`, another program in the folder itself.
///
/// # Errors
///
/// If the system does not say where this program lies.
pub(crate) fn folder() -> Result<PathBuf> {
    let own = env::current_exe().context("the folder of built programs is not known")?;
    let folder = own.parent().context("the folder of built programs is not known")?;
    let folder =
        if folder.ends_with("deps") || folder.ends_with("examples") { folder.parent() } else { Some(folder) };
    Ok(folder.context("the folder of built programs is not known")?.to_owned())
}

fn built(variable: &str, name: &str) -> Result<PathBuf> {
    let path = match env::var_os(variable) {
        Some(path) => PathBuf::from(path),
        None => folder()?.join(name),
    };
    if !path.is_file() {
        bail!("{} is not built; `cargo xtask test --only e2e` builds it", path.display());
    }
    Ok(path)
}
