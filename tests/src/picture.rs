//! Where pictures of failures go.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result};

use crate::programs;

static COUNT: AtomicU32 = AtomicU32::new(1);

/// Writes the picture of a failure beside the built programs, and returns where.
///
/// # Errors
///
/// If the file cannot be written.
pub(crate) fn keep(png: &[u8]) -> Result<PathBuf> {
    let folder = programs::folder()?.join("e2e-failures");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let path = folder.join(format!("{}-{number}.png", std::process::id()));
    fs::write(&path, png).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}
