//! The system's own dialogs, in which a person chooses files, a folder, or where something is saved.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

use std::path::PathBuf;

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
use firebreak_app::api::{Code, ErrorView};
#[cfg(target_os = "linux")]
use linux as system;
use serde::Deserialize;
use tauri::async_runtime::{Sender, channel};
use tauri::{Runtime, WebviewWindow};

/// What a dialog shows beside the kinds that were asked for.
const ALL_FILES: &str = "All files";

/// What is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum What {
    /// One file or several that are there.
    Files {
        /// What is offered first.
        only: Option<FileKind>,
    },
    /// One folder that is there.
    Folder,
    /// Where a file is written; the dialog asks before one that is there.
    SaveAs {
        /// The name it has unless another is typed.
        name: String,
    },
}

/// Files of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileKind {
    /// What they are called.
    pub name: String,
    /// How their names end, without the dot.
    pub extensions: Vec<String>,
}

/// Opens the system's dialog under a title, and gives the paths that were chosen in it: none where it was closed.
///
/// # Errors
///
/// If the dialog cannot be opened, or a path is no Unicode and could not be told to the window.
#[tauri::command]
pub(crate) async fn choose<R: Runtime>(
    title: String,
    what: What,
    window: WebviewWindow<R>,
) -> Result<Vec<String>, ErrorView> {
    let (answer, mut chosen) = channel(1);
    let owner = window.clone();
    window.run_on_main_thread(move || system::open(&owner, &title, what, answer)).map_err(|error| {
        log::error!("no dialog could be opened: {error}");
        let message = "The system's dialog could not be opened. Nothing was changed".to_owned();
        ErrorView { code: Code::Refused, message, hint: Some("Type the path instead".to_owned()) }
    })?;
    named(chosen.recv().await.unwrap_or_default())
}

/// The paths as text.
fn named(paths: Vec<PathBuf>) -> Result<Vec<String>, ErrorView> {
    let named = paths.into_iter().map(|path| {
        path.into_os_string().into_string().map_err(|name| {
            let name = name.to_string_lossy();
            let message =
                format!("The name of {name} is no Unicode and is not understood. Nothing was changed");
            ErrorView {
                code: Code::BadRequest,
                message,
                hint: Some("Rename it, then choose it again".to_owned()),
            }
        })
    });
    named.collect()
}

/// Hands over what was chosen; where nobody waits for it any more, the window is gone.
fn tell(answer: &Sender<Vec<PathBuf>>, paths: Vec<PathBuf>) {
    if answer.try_send(paths).is_err() {
        log::warn!("nobody waited for what was chosen");
    }
}

#[cfg(test)]
mod tests;
