//! Cold start to the first usable frame.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use super::{Effort, Halves};
use crate::fixture::Fixtures;
use crate::process::{self, BARE_WINDOW, DESKTOP, Program};
use crate::sample::in_turns;
use crate::screen::{Complete, Screen};

/// How long a window may take before it counts as broken; ten seconds after its start, Firebreak takes a backup.
const PATIENCE: Duration = Duration::from_secs(9);
/// How often the screen is looked at.
const LOOK: Duration = Duration::from_millis(3);
/// How often the screen is looked at to learn what it shows in the end.
const GLANCE: Duration = Duration::from_millis(500);
/// How many such looks must show the same.
const STILL: u32 = 4;

/// From the start of the process until the window shows on the screen what it shows in the end: Firebreak with
/// 1,000 open incidents and 1,000,000 events, and the bare window.
///
/// Both are watched from outside, in the same way, by the pixels of the screen. Each is first started once to
/// learn its final picture (and to have its files read from the disk, as everything after is compared on a warm
/// disk); then both start by turns, each time as a new process with an empty home folder.
pub(super) fn against_bare_window(fixtures: &Fixtures, effort: Effort) -> Result<Halves> {
    let data = fixtures.thousand_incidents()?;
    let firebreak =
        Candidate { program: process::path(DESKTOP)?, arguments: vec![PathBuf::from("--data"), data] };
    let bare = Candidate { program: process::path(BARE_WINDOW)?, arguments: Vec::new() };
    let (firebreak_complete, bare_complete) = (firebreak.final_picture()?, bare.final_picture()?);
    let (ours, theirs) = in_turns(
        effort.times(20),
        || firebreak.start_until(&firebreak_complete),
        || bare.start_until(&bare_complete),
    )?;
    let of = format!("median of {}", ours.len());
    Ok(Halves::of_milliseconds(("firebreak", ours.median()), ("bare window", theirs.median()), &of))
}

/// A program that opens a window.
struct Candidate {
    program: PathBuf,
    arguments: Vec<PathBuf>,
}

impl Candidate {
    fn start(&self, screen: &Screen, home: &TempDir) -> Result<Program> {
        let arguments: Vec<&Path> = self.arguments.iter().map(PathBuf::as_path).collect();
        Program::start(&self.program, &arguments, screen.display(), home.path())
    }

    /// Waits until the window has shown the same for a while.
    fn final_picture(&self) -> Result<Complete> {
        let (screen, home) = (Screen::start()?, TempDir::with_prefix("home-")?);
        let empty = screen.picture()?;
        let mut program = self.start(&screen, &home)?;
        let started = Instant::now();
        let (mut first, mut looks) = (empty, 0);
        while started.elapsed() < PATIENCE && program.is_running()? {
            std::thread::sleep(GLANCE);
            let now = screen.picture()?;
            // A clock may go on; everything else stands still.
            if !Complete::of(&first, first.clone()).is_ok_and(|known| known.is(&now)) {
                (first, looks) = (now, 0);
                continue;
            }
            looks += 1;
            if looks == STILL {
                return Complete::of(&first, now);
            }
        }
        bail!("{} shows no window that stands still", self.program.display())
    }

    /// How long the program takes from its start until the screen shows the complete window.
    fn start_until(&self, complete: &Complete) -> Result<Duration> {
        let (screen, home) = (Screen::start()?, TempDir::with_prefix("home-")?);
        let started = Instant::now();
        let mut program = self.start(&screen, &home)?;
        while started.elapsed() < PATIENCE {
            let looked = started.elapsed();
            if complete.is(&screen.picture()?) {
                return Ok(looked);
            }
            if !program.is_running()? {
                break;
            }
            std::thread::sleep(LOOK);
        }
        Err(anyhow::anyhow!("{} does not show its window", self.program.display())).context("cold start")
    }
}
