//! A virtual screen, looked at from outside.
//!
//! Xvfb keeps the screen in a file (`-fbdir`). Reading it costs the programs under measurement nothing: no
//! connection to the X server, no script in the page. What is seen is what a person would see.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::FileExt;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

/// The size of the screen, which a window fills.
const SIZE: &str = "1280x800x24";
/// Every so many rows of pixels are looked at: text is taller than that.
const ROWS_APART: u64 = 3;
/// The longest header of the file that is believed, in bytes.
const LONGEST_HEADER: u64 = 64 * 1024;

/// A virtual screen that nothing else uses; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Screen {
    server: Child,
    display: String,
    pixels: File,
    layout: Layout,
    _folder: TempDir,
}

/// Where the pixels lie in the file, in bytes.
#[derive(Debug, Clone, Copy)]
struct Layout {
    start: u64,
    row: u64,
    rows: u64,
}

/// What a screen shows at one moment: some rows of pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    row: usize,
    bytes: Vec<u8>,
}

impl Screen {
    /// Starts a screen; the server chooses a free number itself.
    ///
    /// # Errors
    ///
    /// If Xvfb is not installed or does not start.
    pub(crate) fn start() -> Result<Self> {
        let folder = TempDir::with_prefix("screen-")?;
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset", "-fbdir"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb could not be started")?;
        let mut number = String::new();
        let output = server.stdout.take().context("Xvfb says nothing")?;
        BufReader::new(output).read_line(&mut number).context("Xvfb says nothing")?;
        let number = number.trim();
        if number.is_empty() {
            bail!("Xvfb found no free display");
        }
        let display = format!(":{number}");
        let pixels = File::open(folder.path().join("Xvfb_screen0")).context("Xvfb keeps no picture")?;
        let layout = Layout::read(&pixels)?;
        Ok(Self { server, display, pixels, layout, _folder: folder })
    }

    /// The display's name, such as `:99`.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// What the screen shows now.
    ///
    /// # Errors
    ///
    /// If the file of the screen cannot be read.
    pub(crate) fn picture(&self) -> Result<Picture> {
        let row = usize::try_from(self.layout.row)?;
        let mut bytes = Vec::new();
        let mut buffer = vec![0; row];
        for at in (0..self.layout.rows).step_by(usize::try_from(ROWS_APART)?) {
            self.pixels.read_exact_at(&mut buffer, self.layout.start + at * self.layout.row)?;
            bytes.extend_from_slice(&buffer);
        }
        Ok(Picture { row, bytes })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // A server that is gone already is what is wanted.
        _ = self.server.kill();
        _ = self.server.wait();
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

impl Picture {
    fn pixels(&self) -> impl Iterator<Item = &[u8]> {
        self.bytes.chunks_exact(4)
    }

    /// Where there is something to see, pixel by pixel: edges of letters, lines and icons, which differ from the
    /// pixel at their left. A plain ground has none, whatever its colour.
    fn edges(&self) -> impl Iterator<Item = bool> {
        self.bytes.chunks_exact(self.row).flat_map(|row| {
            let pixels = || row.chunks_exact(4);
            [false].into_iter().chain(pixels().zip(pixels().skip(1)).map(|(left, own)| left != own))
        })
    }
}

/// What a window shows when it is complete.
#[derive(Debug)]
pub(crate) struct Complete {
    picture: Picture,
    counts: Vec<bool>,
    edges: usize,
}

impl Complete {
    /// Knows a complete window by two pictures of it: what changes between them, as a clock does, does not count.
    ///
    /// # Errors
    ///
    /// If there is nothing to see.
    pub(crate) fn of(first: &Picture, second: Picture) -> Result<Self> {
        let same = first.pixels().zip(second.pixels()).map(|(first, second)| first == second);
        let counts: Vec<bool> = second.edges().zip(same).map(|(edge, same)| edge && same).collect();
        let edges = counts.iter().filter(|counts| **counts).count();
        if edges < 200 {
            bail!("the window shows nothing: {edges} edges");
        }
        Ok(Self { picture: second, counts, edges })
    }

    /// Whether a picture shows the same: 97 of 100 edges. The others are left to a clock, a caret, a moving minute.
    pub(crate) fn is(&self, picture: &Picture) -> bool {
        let pairs = self.picture.pixels().zip(picture.pixels()).zip(&self.counts);
        let same = pairs.filter(|((own, other), counts)| **counts && own == other).count();
        same * 100 >= self.edges * 97
    }
}
