//! Hands the commands of the window to the application.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use std::{io, thread};

use firebreak_app::api::{Code, ErrorView};
use firebreak_app::{App, Options};
use serde_json::Value;
use tauri::{Manager, Runtime, State, WebviewWindow};

use crate::arguments::Arguments;
use crate::reader;
use crate::reveal::Reveal;

/// The command of the window that all its work goes through: sends `request` to the application's command `name`.
///
/// # Errors
///
/// Whatever the command refuses, or why the record cannot be opened; each with what is safe and what to do.
#[tauri::command]
pub(crate) async fn call<R: Runtime>(
    name: String,
    request: Value,
    window: WebviewWindow<R>,
    application: State<'_, Arc<Application>>,
    reveal: State<'_, Reveal>,
) -> Result<Value, ErrorView> {
    let application = Arc::clone(&application);
    let answer = tauri::async_runtime::spawn_blocking(move || application.call(&name, request)).await;
    reveal.answered(&window);
    if window.label() != reader::LABEL {
        reader::follow(window.app_handle());
    }
    answer.unwrap_or_else(|error| Err(broken(&error)))
}

/// The application, opened when it is first needed.
pub(crate) struct Application {
    arguments: Arguments,
    open: Mutex<Option<Arc<App>>>,
}

impl Application {
    /// Prepares the application that `arguments` name; nothing is opened yet.
    pub(crate) fn new(arguments: Arguments) -> Self {
        Self { arguments, open: Mutex::new(None) }
    }

    /// Opens the application on a thread of its own. Where that fails, the first command tries again and says why; a
    /// record that cannot be opened is no failure of the application, and is tried again by `record.damage`.
    ///
    /// # Errors
    ///
    /// If the system starts no thread.
    pub(crate) fn open_ahead(self: Arc<Self>) -> io::Result<()> {
        thread::Builder::new().name("open".to_owned()).spawn(move || {
            if let Err(error) = self.app() {
                log::error!("{}", error.message);
            }
        })?;
        Ok(())
    }

    /// Says whether another process has written to the record since this was last asked; not where the record
    /// cannot be read, which the next command will say.
    pub(crate) fn record_changed(&self) -> bool {
        self.opened().is_some_and(|app| app.record_changed().unwrap_or(false))
    }

    /// Looks at the folders of own playbooks, and says whether the library holds something else than when this was
    /// last asked.
    pub(crate) fn library_changed(&self) -> bool {
        self.opened().is_some_and(|app| app.library_changed())
    }

    /// Does the next work on evidence, waiting so long for some; whether there was any.
    pub(crate) fn work_on_evidence(&self, wait: Duration) -> bool {
        self.opened().is_some_and(|app| app.work_on_evidence(wait))
    }

    /// Takes a backup where one is due.
    pub(crate) fn keep_backups(&self) {
        if let Some(Err(error)) = self.opened().map(|app| app.keep_backups()) {
            log::error!("no backup was taken: {error}");
        }
    }

    fn call(&self, name: &str, request: Value) -> Result<Value, ErrorView> {
        self.app()?.call(name, request).map_err(|error| error.view())
    }

    fn opened(&self) -> Option<Arc<App>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn app(&self) -> Result<Arc<App>, ErrorView> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(app) = open.as_ref() {
            return Ok(Arc::clone(app));
        }
        let options = Options {
            data: self.arguments.data(),
            playbooks: self.arguments.playbooks(),
            ..Options::default()
        };
        let app = Arc::new(App::open(options).map_err(|error| error.view())?);
        *open = Some(Arc::clone(&app));
        Ok(app)
    }
}

fn broken(error: &tauri::Error) -> ErrorView {
    log::error!("a command did not come to its end: {error}");
    ErrorView {
        code: Code::Refused,
        message: "The command did not come to its end. Everything that was shown as recorded is safe."
            .to_owned(),
        hint: Some("Look at the timeline to see whether the last entry is there, then go on.".to_owned()),
    }
}
