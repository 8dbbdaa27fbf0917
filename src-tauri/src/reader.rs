//! The second window: the reader view for a shared screen. It follows the first window and records nothing, and closing
//! it does no harm.

use firebreak_app::api::{Code, ErrorView};
use tauri::webview::WebviewWindowBuilder;
use tauri::{AppHandle, Emitter, Manager, Runtime, WebviewUrl};

use crate::window::{limited, paint_by_processor};

/// The label of the window, which its capability names.
pub(crate) const LABEL: &str = "reader";
/// The event it listens for: the first window did something, so what it shows may be another step.
const FOLLOW: &str = "reader-follows";

/// The command of the first window that opens the second one for an incident, or has it show that incident.
///
/// # Errors
///
/// If the system opens no second window; the first one goes on.
#[tauri::command]
pub(crate) async fn open_reader<R: Runtime>(incident: String, app: AppHandle<R>) -> Result<(), ErrorView> {
    open(&incident, &app).map_err(|error| {
        log::error!("the second window could not be opened: {error}");
        ErrorView {
            code: Code::Refused,
            message: "The second window could not be opened. This one goes on, and everything that was recorded is safe."
                .to_owned(),
            hint: Some("Use the reader view of this window.".to_owned()),
        }
    })
}

fn open<R: Runtime>(incident: &str, app: &AppHandle<R>) -> tauri::Result<()> {
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let place = format!("/reader/{}", incident.chars().filter(is_plain).collect::<String>());
    if let Some(reader) = app.get_webview_window(LABEL) {
        let mut address = reader.url()?;
        address.set_fragment(Some(&place));
        reader.navigate(address)?;
        return reader.set_focus();
    }
    let address = WebviewUrl::App(format!("index.html#{place}").into());
    let reader = limited(WebviewWindowBuilder::new(app, LABEL, address))
        .title("Firebreak reader")
        .inner_size(1280.0, 720.0)
        .zoom_hotkeys_enabled(true)
        .build()?;
    paint_by_processor(&reader)
}

/// Tells the second window, where it is open, that the first one did something.
pub(crate) fn follow<R: Runtime>(app: &AppHandle<R>) {
    if app.get_webview_window(LABEL).is_some()
        && let Err(error) = app.emit_to(LABEL, FOLLOW, ())
    {
        log::error!("the second window was not told to follow: {error}");
    }
}

/// Closes the second window with the first.
pub(crate) fn close<R: Runtime>(app: &AppHandle<R>) {
    if let Some(Err(error)) = app.get_webview_window(LABEL).map(|reader| reader.destroy()) {
        log::error!("the second window could not be closed: {error}");
    }
}
