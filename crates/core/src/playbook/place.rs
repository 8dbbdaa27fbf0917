//! Places for people: which line and column a byte of the source stands on.

use super::Place;

/// How many bytes lie between two checkpoints of the character count.
const STRIDE: usize = 1024;

/// Finds the line and column of any byte of one source; built once, then each look-up is short.
///
/// Lines end at `\n`, `\r\n` or a lone `\r`, as in `CommonMark`. A byte order mark at the start takes no column.
#[derive(Debug, Clone)]
pub struct LineIndex<'s> {
    source: &'s str,
    /// The byte each line starts at; the first is 0.
    lines: Vec<usize>,
    /// Characters before each multiple of [`STRIDE`] bytes.
    checkpoints: Vec<usize>,
}

impl<'s> LineIndex<'s> {
    /// Indexes a source.
    #[must_use]
    pub fn new(source: &'s str) -> Self {
        let bytes = source.as_bytes();
        let mut lines = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends_line = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                lines.push(at + 1);
            }
        }
        let mut before = 0;
        let mut checkpoints = Vec::with_capacity(bytes.len() / STRIDE + 1);
        for chunk in bytes.chunks(STRIDE) {
            checkpoints.push(before);
            before += characters(chunk);
        }
        Self { source, lines, checkpoints }
    }

    /// Tells the line and column of a byte, both from 1; inside a character counts as its start, past the end as the end.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.source.floor_char_boundary(offset.min(self.source.len()));
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let mut column = self.characters_before(offset) - self.characters_before(start);
        if line == 1 && column > 0 && self.source.starts_with('\u{feff}') {
            column -= 1;
        }
        Place { line, column: column + 1 }
    }

    /// Counts the characters before a byte that starts a character.
    fn characters_before(&self, offset: usize) -> usize {
        let checkpoint = offset / STRIDE;
        let counted = self.checkpoints.get(checkpoint).copied();
        let (from, before) = counted.map_or((0, 0), |before| (checkpoint * STRIDE, before));
        // A length that is a multiple of the stride has no checkpoint of its own.
        let (from, before) = match (counted, self.checkpoints.last()) {
            (None, Some(last)) => ((self.checkpoints.len() - 1) * STRIDE, *last),
            (Some(_) | None, _) => (from, before),
        };
        before + self.source.as_bytes().get(from..offset).map_or(0, characters)
    }
}

/// Counts the characters that start in a run of UTF-8 bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests;
