use std::path::Path;

use firebreak_core::event::Hash;

use super::{EvidenceError, Work, read_through};

/// How many bytes of a picture are shown.
pub(crate) const MOST_SHOWN: u64 = 32 * 1024 * 1024;

/// How the bytes of a picture begin that can be shown (WHATWG MIME Sniffing, "image type pattern matching").
const BEGINNINGS: [(&str, &[u8]); 4] = [
    ("image/png", b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("image/gif", b"GIF87a"),
    ("image/gif", b"GIF89a"),
];

/// Reads a small file whole, as long as it is what it should be.
///
/// # Errors
///
/// Says why it cannot be read, or that it is not what was collected.
pub(crate) fn read_whole(source: &Path, should: Hash) -> Result<Vec<u8>, EvidenceError> {
    let mut bytes = Vec::new();
    let hashed = read_through(source, &Work::default(), |chunk| {
        bytes.extend_from_slice(chunk);
        Ok(())
    })?;
    if hashed.sha256 == should {
        Ok(bytes)
    } else {
        Err(EvidenceError::NotTheSame { path: source.to_owned() })
    }
}

/// What kind of picture some bytes are, whatever the file is called.
pub(crate) fn media_of(bytes: &[u8]) -> Option<&'static str> {
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let found = BEGINNINGS.iter().find(|(_, beginning)| bytes.starts_with(beginning));
    found.map(|(media, _)| *media).or(is_webp.then_some("image/webp"))
}

/// Whether the name of a file says that it is a picture.
pub(crate) fn names_picture(file: &str) -> bool {
    let ending = Path::new(file).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["png", "jpg", "jpeg", "gif", "webp"].iter().any(|known| known.eq_ignore_ascii_case(ending))
}
