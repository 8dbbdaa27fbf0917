//! One call of another program.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};

use anyhow::{Context, Result, bail};

/// A call of another program, with everything it needs to be run or shown.
#[derive(Debug, Clone)]
pub(crate) struct Invocation {
    program: OsString,
    shown: String,
    arguments: Vec<OsString>,
    folder: PathBuf,
    variables: Vec<(&'static str, OsString)>,
}

impl Invocation {
    /// Describes a call of `program` in `folder`.
    pub(crate) fn new(program: impl Into<OsString>, folder: impl AsRef<Path>) -> Self {
        let program = program.into();
        Self {
            shown: program.to_string_lossy().into_owned(),
            program,
            arguments: Vec::new(),
            folder: folder.as_ref().to_owned(),
            variables: Vec::new(),
        }
    }

    /// Adds arguments.
    pub(crate) fn arguments<I>(mut self, arguments: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    /// Sets an environment variable for the call.
    pub(crate) fn variable(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// Shows the program under another name than its path.
    pub(crate) fn shown_as(mut self, name: &str) -> Self {
        name.clone_into(&mut self.shown);
        self
    }

    /// Returns the call as it would be typed in a terminal.
    pub(crate) fn line(&self) -> String {
        let variables = self.variables.iter().map(|(name, value)| format!("{name}={}", quoted(value)));
        let arguments = self.arguments.iter().map(|argument| quoted(argument));
        variables.chain([self.shown.clone()]).chain(arguments).collect::<Vec<_>>().join(" ")
    }

    /// Runs the call with its output going where this program's goes.
    ///
    /// # Errors
    ///
    /// If the program cannot be started, or ends with anything but success.
    pub(crate) fn run(&self) -> Result<()> {
        let status = self.status()?;
        if !status.success() {
            bail!("`{}` ended with {status}", self.line());
        }
        Ok(())
    }

    /// Runs the call with its output going where this program's goes, and returns how it ended.
    ///
    /// # Errors
    ///
    /// If the program cannot be started.
    pub(crate) fn status(&self) -> Result<ExitStatus> {
        self.command().status().with_context(|| format!("`{}` could not be started", self.line()))
    }

    /// Runs the call with all its output going to this program's standard error.
    ///
    /// # Errors
    ///
    /// If the program cannot be started, or ends with anything but success.
    pub(crate) fn run_with_output_to_stderr(&self) -> Result<()> {
        let mut command = self.command();
        command.stdout(io::stderr());
        let status = command.status().with_context(|| format!("`{}` could not be started", self.line()))?;
        if !status.success() {
            bail!("`{}` ended with {status}", self.line());
        }
        Ok(())
    }

    /// Runs the call and returns what it printed.
    ///
    /// # Errors
    ///
    /// If the program cannot be started.
    pub(crate) fn output(&self) -> Result<Output> {
        self.command()
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("`{}` could not be started", self.line()))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).current_dir(&self.folder);
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        command
    }
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,@+*".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests;
