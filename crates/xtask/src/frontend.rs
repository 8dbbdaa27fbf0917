//! The front end: its packages and its build.

use std::fs;
use std::time::SystemTime;

use anyhow::Result;

use crate::workspace::Workspace;

/// Installs the packages of the lock file, unless the installed ones come from it already.
///
/// # Errors
///
/// If npm fails.
pub(crate) fn install(workspace: &Workspace) -> Result<()> {
    let modified =
        |name: &str| fs::metadata(workspace.frontend().join(name)).and_then(|file| file.modified()).ok();
    if is_current(modified("package-lock.json"), modified("node_modules/.package-lock.json")) {
        println!("The packages of the lock file are installed.");
        return Ok(());
    }
    workspace.npm(["ci", "--no-audit", "--no-fund"]).run()
}

/// Builds the front end into `ui/dist`, which the application carries inside.
///
/// # Errors
///
/// If the build fails.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    workspace.npm(["run", "build"]).run()
}

/// Says whether the installed packages come from the lock file: npm writes its own copy of it when it has finished.
fn is_current(lock: Option<SystemTime>, installed: Option<SystemTime>) -> bool {
    installed.is_some_and(|installed| lock.is_some_and(|lock| lock <= installed))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::is_current;

    #[test]
    fn packages_are_installed_when_missing_or_older_than_the_lock_file() {
        let early = SystemTime::UNIX_EPOCH;
        let late = early + Duration::from_secs(1);
        assert!(!is_current(Some(early), None));
        assert!(!is_current(Some(late), Some(early)));
        assert!(!is_current(None, Some(late)));
        assert!(is_current(Some(early), Some(late)));
        assert!(is_current(Some(early), Some(early)));
    }
}
