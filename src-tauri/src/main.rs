//! The desktop window of Firebreak.
//!
//! A thin shell: it opens a window on the built front end, and a second one for a shared screen, hands every command of
//! the windows to the application, opens the system's dialogs, and tells the window when another process has written to the record. It
//! knows no command by name.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod application;
mod arguments;
mod chooser;
mod clipboard;
mod context;
mod log;
mod reader;
mod reveal;
mod watch;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Parser;
use tauri::{Manager, WindowEvent};

use crate::application::Application;
use crate::arguments::Arguments;
use crate::reveal::Reveal;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    log::to_stderr();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            ::log::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    reach_display()?;
    let application = Arc::new(Application::new(arguments));
    // The database is opened while the web view starts.
    application.clone().open_ahead()?;
    watch::keep_backups(application.clone())?;
    watch::work_on_evidence(application.clone())?;
    tauri::Builder::default()
        .manage(application)
        .manage(Reveal::default())
        .invoke_handler(tauri::generate_handler![
            application::call,
            chooser::choose,
            clipboard::copied_picture,
            reader::open_reader
        ])
        .setup(|app| {
            window::open(app)?;
            watch::tell_of_changes(app.handle().clone())?;
            watch::tell_of_playbooks(app.handle().clone())?;
            Ok(())
        })
        .on_window_event(|window, event| {
            if matches!(event, WindowEvent::Destroyed) && window.label() == window::LABEL {
                reader::close(window.app_handle());
            }
        })
        .run(context::generated())
        .context("The window could not be opened. What was recorded is safe; the command line works without a window.")
}

/// Connects to the display before anything else does, so that a missing one is an error and no panic.
#[cfg(target_os = "linux")]
fn reach_display() -> Result<()> {
    gtk::init().context("There is no display to open a window on. What was recorded is safe; set DISPLAY or WAYLAND_DISPLAY, or use the command line")
}

#[cfg(not(target_os = "linux"))]
fn reach_display() -> Result<()> {
    Ok(())
}
