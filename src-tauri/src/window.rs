//! The first window, and what no window may do.

use std::env;

use tauri::utils::config::Color;
use tauri::webview::{
    NewWindowResponse, PageLoadEvent, PermissionResponse, WebviewWindow, WebviewWindowBuilder,
};
use tauri::{App, Manager, Runtime, Theme, Url, WebviewUrl};

use crate::reveal::{self, Reveal};

/// The label of the window, which the capability names.
pub(crate) const LABEL: &str = "main";

/// The ground of the light and the dark theme, as the front end has it: a frame drawn before the page is no flash.
const LIGHT: Color = Color(0xf4, 0xf5, 0xf7, 0xff);
const DARK: Color = Color(0x0e, 0x10, 0x13, 0xff);

/// Opens the window, hidden until its first screen is drawn.
///
/// # Errors
///
/// If the system opens no window or no web view.
pub(crate) fn open<R: Runtime>(app: &App<R>) -> tauri::Result<()> {
    let window = limited(WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into())))
        .title("Firebreak")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 700.0)
        .visible(false)
        .background_color(LIGHT)
        // A command is copied once its values are recorded, which may be later than a key press counts as one.
        .enable_clipboard_access()
        // Larger and smaller are acts of the one registry, kept in the settings and bound to keys like any other.
        .zoom_hotkeys_enabled(false)
        .on_page_load(|window, load| {
            if matches!(load.event(), PageLoadEvent::Finished) {
                window.state::<Reveal>().loaded(&window);
            }
        })
        .build()?;
    paint_by_processor(&window)?;
    use_system_theme(&window)?;
    reveal::at_the_latest(window)?;
    Ok(())
}

/// A window with what no window of this program may do: keep anything, leave the front end, open others, download, or
/// use a device.
pub(crate) fn limited<'a, R: Runtime, M: Manager<R>>(
    window: WebviewWindowBuilder<'a, R, M>,
) -> WebviewWindowBuilder<'a, R, M> {
    window
        // The record is the only place where an incident is kept: the web view stores nothing on disk. A driver of
        // tests, though, reaches no private web view.
        .incognito(!is_driven())
        .general_autofill_enabled(false)
        .devtools(cfg!(debug_assertions))
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
}

/// Has WebKitGTK paint without the graphics card.
///
/// Text, lines and lists change a small part of the window at a time, which a processor paints in a few
/// milliseconds. Composited, every frame goes through OpenGL, which on a machine without a usable card (a virtual
/// one, a remote desktop, a rescue system) is emulated: the first frame came twice as late there, a key press
/// took twice as long to show, and the web process was 100 MB larger.
#[cfg(target_os = "linux")]
pub(crate) fn paint_by_processor<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    window.with_webview(|view| {
        if let Some(settings) = WebViewExt::settings(&view.inner()) {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn paint_by_processor<R: Runtime>(_window: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}

fn use_system_theme<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    if matches!(window.theme()?, Theme::Dark) {
        window.set_background_color(Some(DARK))?;
    }
    Ok(())
}

/// Says whether a driver of tests has started this program, by the variable that the web view itself reads.
fn is_driven() -> bool {
    env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some_and(|value| value == "true")
}

/// Says whether an address belongs to the front end inside this program; the window goes nowhere else.
fn is_own(address: &Url) -> bool {
    match (address.scheme(), address.host_str()) {
        ("tauri", Some("localhost")) => true,
        ("http" | "https", Some("tauri.localhost")) => cfg!(windows),
        ("http", Some("localhost")) => cfg!(dev) && address.port() == Some(5173),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
