//! A Tauri window with one static page, built from the same versions as Firebreak's: no command, no script, no
//! setting but its size. The benchmark compares start and memory with it.

mod context;

use anyhow::{Context, Result};

fn main() -> Result<()> {
    tauri::Builder::default().run(context::generated()).context("the bare window could not be opened")
}
