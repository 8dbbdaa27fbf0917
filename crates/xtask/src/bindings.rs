//! The TypeScript types of the commands, which an example of the application prints from the Rust types.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// Where the front end keeps the types, below its folder.
const FILE: &str = "src/lib/api/types.ts";

/// Writes the types into the front end.
///
/// # Errors
///
/// If the types cannot be made or the file cannot be written.
pub(crate) fn write(workspace: &Workspace) -> Result<ExitCode> {
    let path = workspace.frontend().join(FILE);
    let types = types(workspace)?;
    if fs::read_to_string(&path).is_ok_and(|there| there == types) {
        println!("ui/{FILE} is up to date.");
        return Ok(ExitCode::SUCCESS);
    }
    fs::write(&path, types).with_context(|| format!("cannot write {}", path.display()))?;
    println!("ui/{FILE} is written.");
    Ok(ExitCode::SUCCESS)
}

/// Compares the types with those in the front end, and changes nothing.
///
/// # Errors
///
/// If they differ; the message names the first line that does.
pub(crate) fn check(workspace: &Workspace) -> Result<ExitCode> {
    let path = workspace.frontend().join(FILE);
    let there = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    if let Some(line) = first_difference(&there, &types(workspace)?) {
        bail!(
            "ui/{FILE} differs from the Rust types from line {line} on. `cargo xtask bindings` writes it again."
        );
    }
    println!("ui/{FILE} is up to date.");
    Ok(ExitCode::SUCCESS)
}

fn types(workspace: &Workspace) -> Result<String> {
    // No package is named, so that features are resolved as for the tests and nothing is compiled twice.
    let call = workspace.cargo(["run", "--quiet", "--locked", "--example", "bindings"]);
    let output = call.output()?;
    if !output.status.success() {
        bail!("`{}` failed:\n{}", call.line(), String::from_utf8_lossy(&output.stderr));
    }
    String::from_utf8(output.stdout).context("the types are not UTF-8")
}

/// Returns the number of the first line, from 1, in which two texts differ.
fn first_difference(left: &str, right: &str) -> Option<usize> {
    let (mut left, mut right) = (left.split('\n'), right.split('\n'));
    (1..).find_map(|number| match (left.next(), right.next()) {
        (None, None) => Some(None),
        (left, right) if left != right => Some(Some(number)),
        _ => None,
    })?
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("a\n", "a\nb\n"), Some(2));
        assert_eq!(first_difference("a", "a\n"), Some(2));
        assert_eq!(first_difference("", ""), None);
    }
}
