//! The picture that was copied in another program, where the web view does not hand it to the page that it is pasted into.

use tauri::ipc::Response;
use tauri::{Runtime, WebviewWindow};

/// Gives the bytes of the picture in the system's clipboard, as they lie there; none where there is no picture, and
/// where the web view hands pictures over itself.
#[tauri::command]
pub(crate) async fn copied_picture<R: Runtime>(window: WebviewWindow<R>) -> Response {
    Response::new(system::picture(&window).await)
}

#[cfg(target_os = "linux")]
mod system {
    use gtk::gdk::{Atom, SELECTION_CLIPBOARD};
    use tauri::async_runtime::channel;
    use tauri::{Runtime, WebviewWindow};

    /// WebKitGTK pastes text and files alone. Programs for screenshots copy this form.
    const FORM: &str = "image/png";

    pub(super) async fn picture<R: Runtime>(window: &WebviewWindow<R>) -> Vec<u8> {
        let (answer, mut copied) = channel(1);
        let asked = window.run_on_main_thread(move || {
            let clipboard = gtk::Clipboard::get(&SELECTION_CLIPBOARD);
            clipboard.request_contents(&Atom::intern(FORM), move |_, found| {
                if answer.try_send(found.data()).is_err() {
                    log::warn!("nobody waited for what was copied");
                }
            });
        });
        if let Err(error) = asked {
            log::error!("the clipboard could not be read: {error}");
            return Vec::new();
        }
        copied.recv().await.unwrap_or_default()
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use tauri::{Runtime, WebviewWindow};

    pub(super) async fn picture<R: Runtime>(_: &WebviewWindow<R>) -> Vec<u8> {
        Vec::new()
    }
}
