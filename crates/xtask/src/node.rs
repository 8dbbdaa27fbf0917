//! Which Node is new enough, and where it comes from.

use crate::system::Release;

/// The oldest Node the front end builds with, as (major, minor); Vite's own limit.
const OLDEST: (u32, u32) = (20, 19);
/// The one major version above [`OLDEST`] that is left out: Vite wants 22.12 or later of the next line.
const NEXT_LINE: (u32, u32) = (22, 12);

/// Says whether the text that `node --version` printed names a version that is new enough.
pub(crate) fn is_new_enough(text: &str) -> bool {
    let Some(version) = version(text) else { return false };
    let (major, _) = version;
    (major == 20 && version >= OLDEST) || version >= NEXT_LINE
}

/// Says whether the release's own package is new enough: Debian from 13, Ubuntu from 25.10.
pub(crate) fn is_packaged(release: &Release) -> bool {
    match (release.id.as_str(), release.version) {
        ("debian", Some(version)) => version >= (13, 0),
        ("ubuntu", Some(version)) => version >= (25, 10),
        // Only Debian's testing and unstable name no version.
        ("debian", None) => true,
        _ => false,
    }
}

/// Returns what a person has to do where no package is new enough.
pub(crate) fn advice() -> String {
    "Install Node 20.19 or later, which brings npm, from https://nodejs.org or with a version manager."
        .to_owned()
}

fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests;
