//! A program in a process group of its own, which ends with everything it started.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process_group};

/// A running program and everything it started; all of it is killed when this is dropped.
#[derive(Debug)]
pub(crate) struct Group {
    leader: Child,
}

/// Runs its arguments, and kills their whole group when the pipe on standard input closes.
const WATCH: &str = r#""$@" & read -r _; kill -KILL 0"#;

/// Prepares a call of `program` that also ends when this process is killed and drops nothing: its group watches a
/// pipe that this process holds.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", WATCH, program, program]).stdin(Stdio::piped());
    command
}

impl Group {
    /// Starts what [`command`] has prepared, as a process group of its own.
    ///
    /// # Errors
    ///
    /// If the system starts no program.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let leader = command.process_group(0).spawn().context("no program could be started")?;
        Ok(Self { leader })
    }

    /// Returns the leader of the group.
    pub(crate) fn leader(&mut self) -> &mut Child {
        &mut self.leader
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(group) = i32::try_from(self.leader.id()).ok().and_then(Pid::from_raw) {
            // The group may have ended by itself.
            _ = kill_process_group(group, Signal::KILL);
        }
        _ = self.leader.wait();
    }
}
