//! Where the checkout and what was built from it lie.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::invocation::Invocation;

/// The checkout these commands work on.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the checkout from the manifest of this package.
    ///
    /// # Errors
    ///
    /// If the package does not lie two folders below the root of the checkout.
    pub(crate) fn find() -> Result<Self> {
        // Cargo says at run time which checkout is meant; several may share one folder of built programs.
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| OsString::from(env!("CARGO_MANIFEST_DIR")));
        let root = Path::new(&manifest)
            .ancestors()
            .nth(2)
            .with_context(|| format!("{} does not lie in a checkout", Path::new(&manifest).display()))?;
        Ok(Self { root: root.to_owned() })
    }

    /// Returns the root of the checkout.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the folder of the front end.
    pub(crate) fn frontend(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// Returns a call of the same Cargo that runs this program, in the root of the checkout.
    pub(crate) fn cargo<const N: usize>(&self, arguments: [&str; N]) -> Invocation {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        Invocation::new(cargo, &self.root).arguments(arguments).shown_as("cargo")
    }

    /// Returns a call of npm in the folder of the front end.
    pub(crate) fn npm<const N: usize>(&self, arguments: [&str; N]) -> Invocation {
        Invocation::new(if cfg!(windows) { "npm.cmd" } else { "npm" }, self.frontend()).arguments(arguments)
    }
}
