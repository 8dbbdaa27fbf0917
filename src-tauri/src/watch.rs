//! Tells the window that another process has written to the record.

use std::sync::Arc;
use std::time::Duration;
use std::{io, thread};

use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::application::Application;

/// The event the window listens for.
const RECORD_CHANGED: &str = "record-changed";

/// How often the record is looked at. SQLite counts the writes of other connections in shared memory, so one look
/// costs microseconds and works where file notifications do not, as on network drives.
const INTERVAL: Duration = Duration::from_millis(200);

/// Looks at the record every [`INTERVAL`] for as long as the program runs.
///
/// # Errors
///
/// If the system starts no thread.
pub(crate) fn start<R: Runtime>(app: AppHandle<R>) -> io::Result<()> {
    thread::Builder::new().name("watch".to_owned()).spawn(move || {
        let application = Arc::clone(&app.state::<Arc<Application>>());
        loop {
            thread::sleep(INTERVAL);
            if application.record_changed()
                && let Err(error) = app.emit(RECORD_CHANGED, ())
            {
                log::error!("the window was not told that the record changed: {error}");
            }
        }
    })?;
    Ok(())
}
