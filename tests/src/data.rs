//! A folder of data, and the command line on it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use tempfile::TempDir;

use crate::programs;
use crate::window::WindowTest;

/// A folder of data of its own, gone with the last of its clones and windows.
#[derive(Debug, Clone)]
pub struct Data {
    folder: std::sync::Arc<TempDir>,
}

/// What a program printed, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The exit code; `None` if a signal ended the program.
    pub code: Option<i32>,
    /// What went to standard output.
    pub stdout: String,
    /// What went to standard error.
    pub stderr: String,
}

impl Data {
    /// Makes an empty folder.
    ///
    /// # Errors
    ///
    /// If the system gives no temporary folder.
    pub fn new() -> Result<Self> {
        let folder =
            tempfile::Builder::new().prefix("firebreak-e2e-").tempdir().context("no folder for data")?;
        Ok(Self { folder: std::sync::Arc::new(folder) })
    }

    /// Returns the folder that the programs get as `--data`.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Sets the toolkit of the window as a desktop does for everybody: lines such as `gtk-enable-animations=0`.
    ///
    /// # Errors
    ///
    /// If the file of settings cannot be written.
    pub fn set_desktop(&self, settings: &str) -> Result<()> {
        let folder = self.home().join("config/gtk-3.0");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("settings.ini"), format!("[Settings]\n{settings}\n"))
            .context("the settings of the desktop cannot be written")
    }

    /// Opens the window on this data, at 1280 × 800, and waits until it shows something.
    ///
    /// # Errors
    ///
    /// If a program is missing or the window does not appear; the message holds the end of its log.
    pub fn open_window(&self) -> Result<WindowTest> {
        let window = WindowTest::open(self.clone(), &programs::desktop()?)?;
        // From the first moment on, what goes wrong in the page is remembered.
        window.install()?;
        Ok(window)
    }

    /// Opens the window without anything of the harness in its page, for measurements; what goes wrong in the page is
    /// not remembered, and a search for elements would put the harness there.
    ///
    /// # Errors
    ///
    /// As [`Data::open_window`].
    pub fn open_untouched_window(&self) -> Result<WindowTest> {
        WindowTest::open(self.clone(), &programs::desktop()?)
    }

    /// Runs the command line on this data and returns what it printed; only success is a success.
    ///
    /// # Errors
    ///
    /// If the program is missing or ends with another code than 0; the message holds what it printed.
    pub fn cli<I>(&self, arguments: I) -> Result<String>
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let printed = self.try_cli(arguments)?;
        if printed.code != Some(0) {
            bail!("the command line ended with {:?}:\n{}{}", printed.code, printed.stdout, printed.stderr);
        }
        Ok(printed.stdout)
    }

    /// Runs the command line with `--json` on this data and reads its answer.
    ///
    /// # Errors
    ///
    /// As [`Data::cli`], and if the answer is not what `T` expects.
    pub fn cli_json<T, I>(&self, arguments: I) -> Result<T>
    where
        T: DeserializeOwned,
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let mut all = vec![OsStr::new("--json").to_owned()];
        all.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        let answer = self.cli(all)?;
        serde_json::from_str(&answer).with_context(|| format!("the command line answered {answer}"))
    }

    /// Runs the command line on this data and returns how it ended, whatever that is.
    ///
    /// # Errors
    ///
    /// If the program is missing.
    pub fn try_cli<I>(&self, arguments: I) -> Result<Printed>
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let output = Command::new(programs::cli()?)
            .arg("--data")
            .arg(self.folder())
            .args(arguments)
            .env("HOME", self.home())
            .env_remove("FIREBREAK_DATA")
            .stdin(Stdio::null())
            .output()
            .context("the command line could not be started")?;
        Ok(Printed {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    pub(crate) fn home(&self) -> &Path {
        self.folder.path()
    }
}
