//! A virtual screen, looked at from outside: no connection to the X server, no script in the page.

use anyhow::{Result, bail};

/// The size of the screen in pixels, which a window fills.
const SIZE: (u32, u32) = (1280, 800);
/// Every so many rows of pixels are looked at: text is taller than that.
const ROWS_APART: usize = 3;

/// A virtual screen that nothing else uses; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Screen(firebreak_e2e::Screen);

/// What a screen shows at one moment: some rows of pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    row: usize,
    bytes: Vec<u8>,
}

impl Screen {
    /// Starts a screen.
    ///
    /// # Errors
    ///
    /// If Xvfb is not installed or does not start.
    pub(crate) fn start() -> Result<Self> {
        firebreak_e2e::Screen::start(SIZE.0, SIZE.1).map(Self)
    }

    /// The display's name, such as `:99`.
    pub(crate) fn display(&self) -> &str {
        self.0.display()
    }

    /// What the screen shows now.
    ///
    /// # Errors
    ///
    /// If the file of the screen cannot be read.
    pub(crate) fn picture(&self) -> Result<Picture> {
        Ok(Picture { row: usize::try_from(self.0.row())?, bytes: self.0.rows(ROWS_APART)? })
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
