//! A screen of its own for a window.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::group::{self, Group};

/// The size of the screen: the largest window that pictures are taken of.
const SIZE: &str = "1920x1080x24";

/// A virtual screen that nothing else uses.
#[derive(Debug)]
pub(crate) struct Screen {
    display: String,
    _server: Group,
}

impl Screen {
    /// Starts a screen; the server chooses a free number itself, so that tests never meet.
    ///
    /// # Errors
    ///
    /// If Xvfb is not installed or does not start.
    pub(crate) fn start() -> Result<Self> {
        let mut command = group::command("Xvfb");
        command
            .args(["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut server = Group::start(&mut command)?;
        let output = server.leader().stdout.take().context("Xvfb says nothing")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number).context("Xvfb says nothing")?;
        let number = number.trim();
        if number.is_empty() {
            bail!("Xvfb found no free display");
        }
        Ok(Self { display: format!(":{number}"), _server: server })
    }

    /// Returns the display's name, such as `:99`.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }
}
