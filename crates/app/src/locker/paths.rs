//! Paths as text: as they are where they are Unicode, as an address `file://` where they are not.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::EvidenceError;
use crate::settings::absolute;

/// What an address of a file begins with.
const SCHEME: &str = "file://";

/// The path that a text names: a path, `~` meaning the home folder, or an address `file://` with escapes.
///
/// # Errors
///
/// Says so where it names none.
pub(crate) fn path_of(text: &str) -> Result<PathBuf, EvidenceError> {
    let none = || EvidenceError::NotAPath { text: text.to_owned() };
    if text.is_empty() || text.contains('\0') {
        return Err(none());
    }
    match text.strip_prefix(SCHEME) {
        Some(address) => {
            let bytes = unescaped(address).ok_or_else(none)?;
            let path = of_bytes(bytes).ok_or_else(none)?;
            if path.is_absolute() { Ok(path) } else { Err(none()) }
        }
        None => Ok(absolute(Path::new(text))),
    }
}

/// Writes a path as a text that commands about files read, whatever its bytes are: the path itself, or an address
/// `file://` where it is no Unicode.
#[must_use]
pub fn text_of(path: &Path) -> String {
    match path.to_str() {
        Some(text) if !text.starts_with(SCHEME) => text.to_owned(),
        Some(_) | None => {
            let mut address = SCHEME.to_owned();
            for byte in path.as_os_str().as_encoded_bytes() {
                if byte.is_ascii_alphanumeric() || b"/-_.~".contains(byte) {
                    address.push(char::from(*byte));
                } else {
                    // Writing to a text does not fail.
                    let _ = write!(address, "%{byte:02X}");
                }
            }
            address
        }
    }
}

/// The name of a file in one line: what cannot be shown is written as an escape, `\n` or `\xFF`.
pub(crate) fn shown_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let mut shown = String::new();
    for chunk in OsStr::as_encoded_bytes(name).utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() {
                shown.extend(c.escape_default());
            } else {
                shown.push(c);
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(shown, "\\x{byte:02X}");
        }
    }
    shown
}

fn unescaped(address: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits =
                std::str::from_utf8(&digits).ok().filter(|digits| !digits.starts_with('+'))?.to_owned();
            bytes.push(u8::from_str_radix(&digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    Some(bytes)
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "on other systems not every path is bytes")]
fn of_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn of_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    let text = String::from_utf8(bytes).ok()?;
    Some(PathBuf::from(text.strip_prefix('/').filter(|rest| rest.contains(':')).unwrap_or(&text)))
}
