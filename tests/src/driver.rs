//! The driver that starts the window and acts in it.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::group::{self, Group};
use crate::screen::Screen;

/// How many lines of the log an error shows.
const LOG_LINES: usize = 20;

/// A WebKitWebDriver on a port of its own, with the window it starts in its process group.
#[derive(Debug)]
pub(crate) struct Driver {
    port: u16,
    log: PathBuf,
    _group: Group,
}

impl Driver {
    /// Starts a driver whose windows appear on `screen`, and which logs to the file `log`.
    ///
    /// # Errors
    ///
    /// If WebKitWebDriver is not installed or does not start.
    pub(crate) fn start(screen: &Screen, home: &Path, log: &Path) -> Result<Self> {
        let port = free_port()?;
        let output = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        let mut command = group::command("WebKitWebDriver");
        command
            .arg("--host=127.0.0.1")
            .arg(format!("--port={port}"))
            .env("DISPLAY", screen.display())
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // What the web view or the toolkit keeps goes with the test.
            .env("HOME", home)
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("share"))
            .env_remove("FIREBREAK_DATA")
            .stdout(output.try_clone()?)
            .stderr(output);
        let group = Group::start(&mut command)?;
        Ok(Self { port, log: log.to_owned(), _group: group })
    }

    /// Returns the port on which the driver listens.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Returns the end of what the driver and the window wrote to their log.
    pub(crate) fn log_end(&self) -> String {
        let log = fs::read(&self.log).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<_> = log.lines().collect();
        lines.get(lines.len().saturating_sub(LOG_LINES)..).unwrap_or_default().join("\n")
    }
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no port is free")?;
    Ok(listener.local_addr()?.port())
}
