//! Pictures of the window, and where those of failures go.

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

/// Returns the upper left `width` × `height` pixels of a screen as PNG, whose rows have `row` bytes: four a pixel, blue,
/// green, red, and one without meaning.
///
/// # Errors
///
/// If the picture cannot be written, as where the screen is smaller.
pub(crate) fn png(rows: &[u8], row: usize, width: usize, height: usize) -> Result<Vec<u8>> {
    let pixels: Vec<u8> = rows
        .chunks_exact(row)
        .take(height)
        .flat_map(|row| row.chunks_exact(4).take(width))
        .flat_map(|pixel| pixel.iter().take(3).rev().copied())
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, u32::try_from(width)?, u32::try_from(height)?);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels).context("the screen is smaller than the window")?;
    writer.finish()?;
    Ok(file)
}
