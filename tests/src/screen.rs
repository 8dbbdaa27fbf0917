//! A screen of its own for a window.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::FileExt;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::group::{self, Group};

/// The longest header of the file of pixels that is believed, in bytes.
const LONGEST_HEADER: u64 = 64 * 1024;

/// A virtual screen that nothing else uses; it ends when this is dropped.
///
/// Xvfb keeps the screen in a file (`-fbdir`). What is read from it is what a person would see, and reading it costs
/// the programs that are looked at nothing.
#[derive(Debug)]
pub struct Screen {
    display: String,
    pixels: File,
    layout: Layout,
    _server: Group,
    _folder: TempDir,
}

/// Where the pixels lie in the file, in bytes.
#[derive(Debug, Clone, Copy)]
struct Layout {
    start: u64,
    row: u64,
    rows: u64,
}

impl Screen {
    /// Starts a screen of a size in pixels; the server chooses a free number itself, so that tests never meet.
    ///
    /// # Errors
    ///
    /// If Xvfb is not installed or does not start.
    pub fn start(width: u32, height: u32) -> Result<Self> {
        let folder = TempDir::with_prefix("screen-")?;
        let mut command = group::command("Xvfb");
        command
            .args(["-displayfd", "1", "-screen", "0", &format!("{width}x{height}x24")])
            .args(["-nolisten", "tcp", "-noreset", "-nocursor", "-fbdir"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut server = Group::start(&mut command)?;
        let output = server.leader().stdout.take().context("Xvfb says nothing")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number).context("Xvfb says nothing")?;
        let number = number.trim();
        if number.is_empty() {
            bail!("Xvfb found no free display");
        }
        let pixels = File::open(folder.path().join("Xvfb_screen0")).context("Xvfb keeps no picture")?;
        let layout = Layout::read(&pixels)?;
        Ok(Self { display: format!(":{number}"), pixels, layout, _server: server, _folder: folder })
    }

    /// Returns the display's name, such as `:99`.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Returns how many bytes a row of pixels has: four a pixel, blue, green, red, and one without meaning.
    #[must_use]
    pub const fn row(&self) -> u64 {
        self.layout.row
    }

    /// Returns the pixels of every `apart`-th row from the top, row after row.
    ///
    /// # Errors
    ///
    /// If the file of the screen cannot be read.
    pub fn rows(&self, apart: usize) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut buffer = vec![0; usize::try_from(self.layout.row)?];
        for at in (0..self.layout.rows).step_by(apart) {
            self.pixels.read_exact_at(&mut buffer, self.layout.start + at * self.layout.row)?;
            bytes.extend_from_slice(&buffer);
        }
        Ok(bytes)
    }
}

impl Layout {
    /// Reads the header of the file: X Window Dump, version 7 (`XWDFile.h`), 32-bit numbers, the highest byte first.
    fn read(file: &File) -> Result<Self> {
        let field = |number: u64| -> Result<u64> {
            let mut bytes = [0; 4];
            file.read_exact_at(&mut bytes, number * 4)?;
            Ok(u64::from(u32::from_be_bytes(bytes)))
        };
        let (header, version, rows, bits, row, colours) =
            (field(0)?, field(1)?, field(5)?, field(11)?, field(12)?, field(19)?);
        if version != 7 || bits != 32 || header > LONGEST_HEADER {
            bail!("the picture of Xvfb is of another kind: version {version}, {bits} bits a pixel");
        }
        Ok(Self { start: header + colours * 12, row, rows })
    }
}
