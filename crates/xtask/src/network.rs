//! The ban on packages that reach a network, for the programs that people get.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::invocation::Invocation;
use crate::workspace::Workspace;

/// The packages whose programs people get.
pub(crate) const SHIPPED: &[&str] = &["firebreak-desktop", "firebreak-cli"];

/// Packages that open sockets, banned beside those that `deny.toml` bans for tests and measurements too.
const SOCKETS: &[&str] = &["async-io", "h2", "hyper", "mio", "socket2"];

/// Looks for packages that reach a network among everything that `packages` are built from.
///
/// The banned ones and the targets are those of `deny.toml`, and the packages of [`SOCKETS`]. Dependencies of tests
/// alone do not count.
///
/// # Errors
///
/// If one is found, if `deny.toml` names no package or no target, or if Cargo cannot say what is built.
pub(crate) fn check(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    let path = workspace.root().join("deny.toml");
    let rules = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let rules = Rules::read(&rules).with_context(|| format!("in {}", path.display()))?;
    let call = tree(workspace, packages, &rules.targets);
    println!("$ {}", call.line());
    let output = call.output()?;
    if !output.status.success() {
        bail!("`{}` failed:\n{}", call.line(), String::from_utf8_lossy(&output.stderr));
    }
    let tree = String::from_utf8(output.stdout).context("the list of packages is not UTF-8")?;
    let found = rules.banned_in(&tree);
    if !found.is_empty() {
        bail!(
            "{} would be built in, and nothing that is shipped may reach a network. `{} --invert NAME` says through what it comes",
            found.join(", "),
            call.line()
        );
    }
    println!("No banned package among {} that are built.", tree.lines().count());
    Ok(())
}

fn tree(workspace: &Workspace, packages: &[&str], targets: &[&str]) -> Invocation {
    let named = packages.iter().flat_map(|name| ["--package", name]);
    let targets = targets.iter().flat_map(|target| ["--target", target]);
    workspace
        .cargo([
            "tree",
            "--locked",
            "--all-features",
            "--edges",
            "no-dev",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .arguments(named)
        .arguments(targets)
}

/// What `deny.toml` says.
#[derive(Debug)]
struct Rules<'t> {
    banned: Vec<&'t str>,
    targets: Vec<&'t str>,
}

impl<'t> Rules<'t> {
    fn read(text: &'t str) -> Result<Self> {
        let banned = text.lines().filter_map(|line| line.trim().strip_prefix("{ crate = "));
        let banned: Vec<_> =
            banned.filter_map(first_quoted).filter_map(|name| name.split('@').next()).collect();
        let targets = text.lines().find_map(|line| line.strip_prefix("targets = ")).unwrap_or_default();
        let targets: Vec<_> = targets.split(',').filter_map(first_quoted).collect();
        if banned.is_empty() || targets.is_empty() {
            bail!(
                "there is no banned package in lines such as `{{ crate = \"name\" }}`, or no line `targets = [...]`"
            );
        }
        Ok(Self { banned, targets })
    }

    /// The banned packages of a list with one package a line: `name v1.2.3`.
    fn banned_in(&self, tree: &'t str) -> Vec<&'t str> {
        let names = tree.lines().filter_map(|line| line.split_whitespace().next());
        let mut found: Vec<_> =
            names.filter(|name| self.banned.contains(name) || SOCKETS.contains(name)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn first_quoted(text: &str) -> Option<&str> {
    text.split('"').nth(1)
}

#[cfg(test)]
mod tests;
