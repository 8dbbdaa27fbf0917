//! How much memory the processes of a window take.

use std::fs;

use anyhow::{Context, Result};

/// The programs of the harness itself, whose memory is not the window's.
const OWN: [&str; 2] = ["sh", "WebKitWebDriver"];

/// Returns the memory of a process group in bytes, as proportional set size: what processes share is divided among
/// them (proc(5), `smaps_rollup`). The driver is left out.
///
/// # Errors
///
/// If the system does not say which processes there are.
pub(crate) fn of_group(group: u32) -> Result<u64> {
    let mut kilobytes = 0;
    for entry in fs::read_dir("/proc").context("the system lists no processes")? {
        let path = entry?.path();
        // A process may end while it is looked at.
        let Some((name, of)) = fs::read_to_string(path.join("stat")).ok().as_deref().and_then(name_and_group)
        else {
            continue;
        };
        if of == group && !OWN.contains(&name.as_str()) {
            let rollup = fs::read_to_string(path.join("smaps_rollup")).unwrap_or_default();
            kilobytes += proportional(&rollup).unwrap_or(0);
        }
    }
    Ok(kilobytes * 1024)
}

/// Reads the name and the process group from `/proc/PID/stat`; the name stands in brackets and may hold any character.
fn name_and_group(stat: &str) -> Option<(String, u32)> {
    let (before, after) = stat.rsplit_once(") ")?;
    let (_, name) = before.split_once('(')?;
    let group = after.split_whitespace().nth(2)?.parse().ok()?;
    Some((name.to_owned(), group))
}

/// Reads the proportional set size in kilobytes.
fn proportional(rollup: &str) -> Option<u64> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{name_and_group, of_group, proportional};

    #[test]
    fn the_files_of_the_system_are_read() {
        let stat = "4711 (a (b) c) S 1 4242 4711 0 -1 4194304 123";
        assert_eq!(name_and_group(stat), Some(("a (b) c".to_owned(), 4242)));
        assert_eq!(name_and_group("nonsense"), None);
        let rollup =
            "00400000-7ffd ---p 00000000 00:00 0 [rollup]\nRss: 900 kB\nPss:                 617 kB\n";
        assert_eq!(proportional(rollup), Some(617));
    }

    #[test]
    fn a_group_without_processes_takes_nothing() {
        assert_eq!(of_group(u32::MAX).unwrap(), 0);
    }
}
