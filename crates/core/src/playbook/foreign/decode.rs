//! The bytes of a foreign file as text of the same length, so that every place in the text is a place in the bytes.

/// Reads bytes as text that has exactly as many bytes.
///
/// A byte that is no UTF-8 becomes `?`, and a carriage return alone becomes a line feed, because that is the end of a
/// line to Markdown and not to its parser.
pub(super) fn decode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(std::iter::repeat_n('?', chunk.invalid().len()));
    }
    if text.contains('\r') { without_lone_returns(&text) } else { text }
}

/// How many bytes the byte order mark at the start takes.
pub(super) fn mark_length(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

fn without_lone_returns(text: &str) -> String {
    let mut same = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let is_lone = character == '\r' && rest.peek() != Some(&'\n');
        same.push(if is_lone { '\n' } else { character });
    }
    same
}
