//! A bare window built from the same versions: what the application's own cost is measured against.
//!
//! It shows one word and does nothing else.

use anyhow::Result;
use tauri::http::Response;
use tauri::{App, WebviewUrl, WebviewWindowBuilder, Wry};

const PAGE: &str = "<!doctype html><html lang=\"en\"><title>Bare</title><body>Bare</body></html>";

fn main() -> Result<()> {
    tauri::Builder::default()
        .register_uri_scheme_protocol("bare", |_, _| {
            Response::builder().header("content-type", "text/html").body(PAGE.as_bytes()).unwrap_or_default()
        })
        .setup(|app| Ok(open(app)?))
        .run(generated::context())?;
    Ok(())
}

fn open(app: &App<Wry>) -> tauri::Result<()> {
    let address = tauri::Url::parse("bare://localhost/").map_err(tauri::Error::InvalidUrl)?;
    WebviewWindowBuilder::new(app, "main", WebviewUrl::CustomProtocol(address))
        .inner_size(1280.0, 800.0)
        .build()?;
    Ok(())
}

mod generated {
    #![allow(clippy::expect_used, clippy::print_stderr, clippy::unwrap_used, reason = "generated code")]

    pub(crate) fn context() -> tauri::Context<tauri::Wry> {
        tauri::tauri_build_context!()
    }
}
