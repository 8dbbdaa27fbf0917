//! The dialog of GTK, which the window is made with already; the portal's instead where the system asks for that.

use std::cell::RefCell;
use std::path::PathBuf;

use gtk::prelude::{FileChooserExt, GtkWindowExt, NativeDialogExt};
use gtk::{FileChooserAction, FileChooserNative, FileFilter, ResponseType};
use tauri::async_runtime::Sender;
use tauri::{Runtime, WebviewWindow};

use super::{ALL_FILES, FileKind, What, tell};

/// Opens the dialog over its window; only on the main thread.
pub(super) fn open<R: Runtime>(
    owner: &WebviewWindow<R>,
    title: &str,
    what: What,
    answer: Sender<Vec<PathBuf>>,
) {
    let action = match &what {
        What::Files { .. } => FileChooserAction::Open,
        What::Folder => FileChooserAction::SelectFolder,
        What::SaveAs { .. } => FileChooserAction::Save,
    };
    let owner = owner.gtk_window().ok();
    let dialog = FileChooserNative::new(Some(title), owner.as_ref(), action, None, None);
    dialog.set_modal(true);
    match what {
        What::Files { only } => {
            dialog.set_select_multiple(true);
            if let Some(kind) = only {
                dialog.add_filter(filter(&kind));
                let all = FileFilter::new();
                all.set_name(Some(ALL_FILES));
                all.add_pattern("*");
                dialog.add_filter(all);
            }
        }
        What::Folder => {}
        What::SaveAs { name } => {
            dialog.set_do_overwrite_confirmation(true);
            dialog.set_current_name(&name);
        }
    }
    // GTK keeps no dialog of this kind: it lives until it is answered.
    let kept = RefCell::new(Some(dialog.clone()));
    dialog.connect_response(move |dialog, response| {
        let chosen = if response == ResponseType::Accept { dialog.filenames() } else { Vec::new() };
        tell(&answer, chosen);
        if let Some(owner) = &owner {
            owner.present();
        }
        kept.take();
    });
    dialog.show();
}

fn filter(kind: &FileKind) -> FileFilter {
    let filter = FileFilter::new();
    filter.set_name(Some(&kind.name));
    for extension in &kind.extensions {
        filter.add_pattern(&pattern(extension));
    }
    filter
}

/// The pattern of names that end so, in capitals too.
fn pattern(extension: &str) -> String {
    let mut pattern = "*.".to_owned();
    for character in extension.chars() {
        if character.is_ascii_alphabetic() {
            pattern.push('[');
            pattern.push(character.to_ascii_lowercase());
            pattern.push(character.to_ascii_uppercase());
            pattern.push(']');
        } else {
            pattern.push(character);
        }
    }
    pattern
}
