//! When the window is shown: with its first screen drawn, not before.

use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;
use std::time::Duration;

use tauri::{Manager, Runtime, WebviewWindow};

/// How long a window that never reports itself ready stays hidden: a broken page must not be an invisible one.
const LONGEST: Duration = Duration::from_secs(3);

const LOADED: u8 = 1;
const ANSWERED: u8 = 2;
const READY: u8 = LOADED | ANSWERED;

/// Keeps the window hidden until its page is loaded and its first command is answered.
#[derive(Debug, Default)]
pub(crate) struct Reveal {
    reached: AtomicU8,
}

impl Reveal {
    /// Notes that the page is loaded.
    pub(crate) fn loaded<R: Runtime>(&self, window: &WebviewWindow<R>) {
        self.reach(LOADED, window);
    }

    /// Notes that a command of the page was answered.
    pub(crate) fn answered<R: Runtime>(&self, window: &WebviewWindow<R>) {
        self.reach(ANSWERED, window);
    }

    fn reach<R: Runtime>(&self, step: u8, window: &WebviewWindow<R>) {
        let before = self.reached.fetch_or(step, Ordering::AcqRel);
        if before != READY && before | step == READY {
            show(window);
        }
    }
}

/// Shows the window after [`LONGEST`], ready or not.
///
/// # Errors
///
/// If the system starts no thread.
pub(crate) fn at_the_latest<R: Runtime>(window: WebviewWindow<R>) -> std::io::Result<()> {
    thread::Builder::new().name("reveal".to_owned()).spawn(move || {
        thread::sleep(LONGEST);
        let reveal = window.state::<Reveal>();
        if reveal.reached.fetch_or(READY, Ordering::AcqRel) != READY {
            log::warn!("the window was shown before it was ready");
            show(&window);
        }
    })?;
    Ok(())
}

fn show<R: Runtime>(window: &WebviewWindow<R>) {
    let shown = window.show().and_then(|()| window.set_focus());
    if let Err(error) = shown {
        log::error!("the window could not be shown: {error}");
    }
}
