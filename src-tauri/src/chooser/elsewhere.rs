//! The dialogs of macOS and Windows.

use std::path::PathBuf;

use rfd::AsyncFileDialog;
use tauri::async_runtime::{Sender, spawn};
use tauri::{Runtime, WebviewWindow};

use super::{ALL_FILES, What, tell};

/// Opens the dialog over its window; only on the main thread.
pub(super) fn open<R: Runtime>(
    owner: &WebviewWindow<R>,
    title: &str,
    what: What,
    answer: Sender<Vec<PathBuf>>,
) {
    let dialog = AsyncFileDialog::new().set_title(title).set_parent(owner);
    match what {
        What::Files { only } => {
            let dialog = match only {
                Some(kind) => dialog.add_filter(kind.name, &kind.extensions).add_filter(ALL_FILES, &["*"]),
                None => dialog,
            };
            let chosen = dialog.pick_files();
            spawn(async move {
                let files = chosen.await.unwrap_or_default();
                tell(&answer, files.iter().map(|file| file.path().to_owned()).collect());
            });
        }
        What::Folder => {
            let chosen = dialog.pick_folder();
            spawn(async move {
                tell(&answer, chosen.await.iter().map(|folder| folder.path().to_owned()).collect());
            });
        }
        What::SaveAs { name } => {
            let chosen = dialog.set_file_name(name).save_file();
            spawn(async move {
                tell(&answer, chosen.await.iter().map(|file| file.path().to_owned()).collect());
            });
        }
    }
}
