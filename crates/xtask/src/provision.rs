//! Brings what is missing onto the machine, or says how a person can.

use std::env;
use std::path::Path;

use anyhow::{Result, bail};

use crate::invocation::Invocation;
use crate::need::{self, Need, Probe, Purpose, Remedy};
use crate::node;
use crate::system::System;

/// By what right packages can be installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    /// This program runs as root.
    Root,
    /// `sudo` is there and may ask for a password.
    Sudo,
    /// Neither.
    None,
}

/// Finds what `purpose` needs and the machine lacks, and installs it where apt can.
///
/// # Errors
///
/// If something is missing that this program cannot install; the message says how a person can.
pub(crate) fn provide(purpose: Purpose) -> Result<()> {
    let system = System::here();
    let missing = need::missing(&need::needed(purpose, &system), is_present);
    if missing.is_empty() {
        println!("Everything is there.");
        return Ok(());
    }
    println!("Missing:");
    for need in &missing {
        println!("  {}, needed to {}", need.name, need.purpose);
    }
    let mut by_hand = Vec::new();
    for remedy in need::remedies(&missing, &system) {
        match remedy {
            Remedy::Apt(packages) => by_hand.extend(install(&packages)?),
            Remedy::Command(line) => by_hand.push(format!("Run: {line}")),
            Remedy::ByHand(text) => by_hand.push(text),
        }
    }
    if !by_hand.is_empty() {
        bail!(
            "Something is missing that this command cannot install.\n{}\nThen run this command again.",
            by_hand.join("\n")
        );
    }
    still_missing(&missing)
}

/// Installs `packages` by apt, or returns what a person has to do.
fn install(packages: &[&str]) -> Result<Option<String>> {
    let apt = |arguments: &[&str]| {
        let noninteractive = "DEBIAN_FRONTEND=noninteractive";
        let call = match right() {
            Right::Root => Invocation::new("env", ".").arguments([noninteractive, "apt-get"]),
            Right::Sudo => Invocation::new("sudo", ".").arguments(["env", noninteractive, "apt-get"]),
            Right::None => return None,
        };
        Some(call.arguments(arguments))
    };
    let install = [&["install", "-y", "--no-install-recommends"], packages].concat();
    let (Some(update), Some(install)) = (apt(&["update"]), apt(&install)) else {
        return Ok(Some(format!("Run as root: {}", need::apt_line(packages))));
    };
    println!("Installing by apt: {}", packages.join(" "));
    update.run()?;
    install.run()?;
    Ok(None)
}

fn still_missing(needs: &[Need]) -> Result<()> {
    let missing = need::missing(needs, is_present);
    if let Some(need) = missing.first() {
        bail!("apt reported success, but {} is still not to be found, so the build would fail.", need.name);
    }
    Ok(())
}

fn right() -> Right {
    let id = Invocation::new("id", ".").arguments(["-u"]).output();
    if id.is_ok_and(|output| output.stdout.trim_ascii() == b"0") {
        Right::Root
    } else if is_on_path("sudo") {
        Right::Sudo
    } else {
        Right::None
    }
}

fn is_present(probe: Probe) -> bool {
    match probe {
        Probe::Program(name) => is_on_path(name),
        Probe::Library(name) => Invocation::new("pkg-config", ".")
            .arguments(["--exists", name])
            .output()
            .is_ok_and(|output| output.status.success()),
        Probe::Python => Invocation::new("python3", ".")
            .arguments(["-c", "import ensurepip, venv"])
            .output()
            .is_ok_and(|output| output.status.success()),
        Probe::Node => {
            let node = Invocation::new("node", ".").arguments(["--version"]).output();
            node.is_ok_and(|output| node::is_new_enough(&String::from_utf8_lossy(&output.stdout)))
                && (is_on_path("npm") || is_on_path("npm.cmd"))
        }
    }
}

fn is_on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| is_file(&folder.join(program)))
}

fn is_file(path: &Path) -> bool {
    path.is_file()
}
