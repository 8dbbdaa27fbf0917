//! The programs that are measured, and what they take.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

/// The program with the window of Firebreak.
pub(crate) const DESKTOP: &str = "firebreak-desktop";
/// The program with the bare window.
pub(crate) const BARE_WINDOW: &str = "firebreak-bare-window";

/// A running program with a window; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Program {
    child: Child,
}

/// The path of a program, which lies beside this one.
///
/// # Errors
///
/// If it is not built.
pub(crate) fn path(name: &str) -> Result<PathBuf> {
    let own = std::env::current_exe().context("the folder of built programs is not known")?;
    let path = own.with_file_name(name);
    if !path.is_file() {
        bail!("{} is not built; `cargo xtask bench` builds it", path.display());
    }
    Ok(path)
}

impl Program {
    /// Starts a program on a display, with a home folder of its own.
    ///
    /// # Errors
    ///
    /// If it does not start.
    pub(crate) fn start(path: &Path, arguments: &[&Path], display: &str, home: &Path) -> Result<Self> {
        let mut command = Command::new(path);
        command
            .args(arguments)
            .env("DISPLAY", display)
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("HOME", home)
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("share"))
            .env_remove("FIREBREAK_DATA")
            .env_remove("TAURI_WEBVIEW_AUTOMATION")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = command.spawn().with_context(|| format!("{} could not be started", path.display()))?;
        Ok(Self { child })
    }

    /// The id of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it is still running.
    ///
    /// # Errors
    ///
    /// If the system does not say.
    pub(crate) fn is_running(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let family = family(self.child.id()).unwrap_or_default();
        // A process that is gone already is what is wanted.
        _ = self.child.kill();
        _ = self.child.wait();
        wait_for_end(&family);
    }
}

/// Waits until the web processes have noticed that their window is gone, so that they take nothing from the next
/// measurement.
fn wait_for_end(processes: &[u32]) {
    for _ in 0..500 {
        if !processes.iter().any(|id| Path::new(&format!("/proc/{id}")).exists()) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

/// The process that runs `program` with an argument that contains `part`.
///
/// # Errors
///
/// If there is none, or more than one.
pub(crate) fn running(program: &Path, part: &str) -> Result<u32> {
    let is_it = |id: &u32| {
        let arguments = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        let runs = fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|path| path == program);
        runs && String::from_utf8_lossy(&arguments).contains(part)
    };
    let found: Vec<u32> = all()?.into_iter().map(|(id, _)| id).filter(is_it).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        others => bail!("{} processes run {} with {part}", others.len(), program.display()),
    }
}

/// A process and everything it has started.
///
/// # Errors
///
/// If the system does not list its processes.
pub(crate) fn family(of: u32) -> Result<Vec<u32>> {
    let all = all()?;
    let mut family = vec![of];
    let mut at = 0;
    while let Some(parent) = family.get(at).copied() {
        family.extend(all.iter().filter(|(_, above)| *above == parent).map(|(id, _)| *id));
        at += 1;
    }
    Ok(family)
}

/// The memory of a process and everything it has started, in bytes: the proportional set size, in which a page
/// that several processes share counts once in all.
///
/// # Errors
///
/// If the process is gone or belongs to another user.
pub(crate) fn memory(of: u32) -> Result<u64> {
    let mut kilobytes = 0;
    for id in family(of)? {
        let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup"))
            .with_context(|| format!("the memory of process {id} cannot be read"))?;
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).context("no line Pss")?;
        kilobytes += line.trim().trim_end_matches("kB").trim().parse::<u64>()?;
    }
    Ok(kilobytes * 1024)
}

/// Every process with the one above it.
fn all() -> Result<Vec<(u32, u32)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let Ok(id) = entry?.file_name().to_string_lossy().parse::<u32>() else { continue };
        // A process may end while it is looked at.
        let Ok(stat) = fs::read_to_string(format!("/proc/{id}/stat")) else { continue };
        // The name stands in brackets and may hold anything; the state and the parent follow it.
        let above = stat.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(1)?.parse().ok());
        all.extend(above.map(|above| (id, above)));
    }
    Ok(all)
}
