//! The context that the build script generates from `tauri.conf.json` and the page.
#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "generated code; what it unwraps was checked when it was generated"
)]

use tauri::{Context, Wry};

/// Returns the context with the page inside.
pub(crate) fn generated() -> Context<Wry> {
    tauri::tauri_build_context!()
}
