//! Which operating system this is, as far as installing packages is concerned.

use std::fs;

/// A kind of system with its own way to install packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum System {
    /// Debian, Ubuntu and what is derived from them: apt.
    Debian(Release),
    /// Fedora and what is derived from it: dnf.
    Fedora,
    /// Arch and what is derived from it: pacman.
    Arch,
    /// openSUSE: zypper.
    Suse,
    /// macOS: the system brings the web view; the compiler comes with Xcode's tools.
    MacOs,
    /// Windows: the WebView2 runtime and the Visual Studio build tools.
    Windows,
    /// Anything else, by the name it gives itself.
    Other(String),
}

/// A release of a distribution of the Debian family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Release {
    /// The distribution's own id, such as `debian` or `ubuntu`.
    pub(crate) id: String,
    /// The version as (major, minor), such as (12, 0) or (24, 4); `None` where the release names none.
    pub(crate) version: Option<(u32, u32)>,
}

impl System {
    /// Returns the system this program runs on.
    pub(crate) fn here() -> Self {
        if cfg!(target_os = "macos") {
            Self::MacOs
        } else if cfg!(windows) {
            Self::Windows
        } else {
            Self::from_os_release(&fs::read_to_string("/etc/os-release").unwrap_or_default())
        }
    }

    /// Reads the system from the text of `/etc/os-release` (freedesktop.org, os-release(5)).
    pub(crate) fn from_os_release(text: &str) -> Self {
        let id = field(text, "ID").unwrap_or_default();
        let like = field(text, "ID_LIKE").unwrap_or_default();
        let family = || std::iter::once(id.as_str()).chain(like.split_whitespace());
        for name in family() {
            match name {
                "debian" | "ubuntu" => {
                    let version = field(text, "VERSION_ID").and_then(|text| version(&text));
                    return Self::Debian(Release { id, version });
                }
                "fedora" | "rhel" => return Self::Fedora,
                "arch" => return Self::Arch,
                "suse" | "opensuse" | "opensuse-tumbleweed" | "opensuse-leap" => return Self::Suse,
                _ => {}
            }
        }
        Self::Other(field(text, "PRETTY_NAME").unwrap_or_else(|| "this system".to_owned()))
    }
}

fn field(text: &str, name: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let value = line.trim().strip_prefix(name)?.strip_prefix('=')?;
        Some(value.trim_matches(['"', '\'']).to_owned())
    })
}

fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split('.').map(str::parse);
    let major = numbers.next()?.ok()?;
    let minor = numbers.next().and_then(Result::ok).unwrap_or(0);
    Some((major, minor))
}

#[cfg(test)]
mod tests;
