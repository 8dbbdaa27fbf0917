//! What has to be on the machine, what it is for, and which package brings it where.

use crate::node;
use crate::system::System;

/// How the presence of something is found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Probe {
    /// A program on the search path.
    Program(&'static str),
    /// A library that pkg-config knows.
    Library(&'static str),
    /// Node, new enough for the front end, with npm.
    Node,
    /// Python with what makes an environment of its own.
    Python,
}

/// Something that has to be on the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Need {
    /// Its name for people.
    pub(crate) name: &'static str,
    /// What it is for, to follow the words "is needed to".
    pub(crate) purpose: &'static str,
    /// How its presence is found out.
    pub(crate) probe: Probe,
    debian: &'static [&'static str],
    rpm: &'static [&'static str],
    arch: &'static [&'static str],
}

const COMPILER: Need = Need {
    name: "a C compiler",
    purpose: "compile SQLite and link the application",
    probe: Probe::Program("cc"),
    debian: &["build-essential"],
    rpm: &["gcc"],
    arch: &["base-devel"],
};

const PKG_CONFIG: Need = Need {
    name: "pkg-config",
    purpose: "find the libraries of the window",
    probe: Probe::Program("pkg-config"),
    debian: &["pkg-config"],
    rpm: &["/usr/bin/pkg-config"],
    arch: &["pkgconf"],
};

const WEB_VIEW: Need = Need {
    name: "WebKitGTK 4.1 with its development files",
    purpose: "build the window",
    probe: Probe::Library("webkit2gtk-4.1"),
    debian: &["libwebkit2gtk-4.1-dev"],
    rpm: &["pkgconfig(webkit2gtk-4.1)"],
    arch: &["webkit2gtk-4.1"],
};

const NODE: Need = Need {
    name: "Node 20.19 or later with npm",
    purpose: "build the front end",
    probe: Probe::Node,
    debian: &["nodejs", "npm"],
    rpm: &["nodejs", "npm"],
    arch: &["nodejs", "npm"],
};

const DISPLAY: Need = Need {
    name: "Xvfb",
    purpose: "give the tested window a screen of its own",
    probe: Probe::Program("Xvfb"),
    debian: &["xvfb"],
    rpm: &["/usr/bin/Xvfb"],
    arch: &["xorg-server-xvfb"],
};

const DRIVER: Need = Need {
    name: "WebKitWebDriver",
    purpose: "drive the real window in tests",
    probe: Probe::Program("WebKitWebDriver"),
    debian: &["webkit2gtk-driver"],
    rpm: &["/usr/bin/WebKitWebDriver"],
    arch: &["webkitgtk-6.0"],
};

const PYTHON: Need = Need {
    name: "Python 3 with venv",
    purpose: "run the parsers of the providers' command-line tools",
    probe: Probe::Python,
    debian: &["python3", "python3-venv"],
    rpm: &["python3"],
    arch: &["python"],
};

/// What one of the project's commands is about to do on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Build the application and run it.
    Build,
    /// Check the front end alone.
    Frontend,
    /// Build the application and drive its window.
    Drive,
    /// Check the commands of the playbooks.
    Commands,
}

/// Returns what has to be on a machine of the kind `system` for `purpose`.
pub(crate) fn needed(purpose: Purpose, system: &System) -> Vec<Need> {
    let window: &[Need] = match system {
        System::Debian(_) | System::Fedora | System::Arch | System::Suse | System::Other(_) => {
            &[PKG_CONFIG, WEB_VIEW]
        }
        System::MacOs | System::Windows => &[],
    };
    // The linker of Windows is found by Rust itself and lies on no search path.
    let compiler: &[Need] = if matches!(system, System::Windows) { &[] } else { &[COMPILER] };
    let build = [compiler, window, &[NODE]].concat();
    match purpose {
        Purpose::Build => build,
        Purpose::Frontend => vec![NODE],
        Purpose::Commands => [compiler, &[PYTHON]].concat(),
        Purpose::Drive => [build, vec![DISPLAY, DRIVER]].concat(),
    }
}

/// Returns those of `needs` that `present` does not find.
pub(crate) fn missing(needs: &[Need], present: impl Fn(Probe) -> bool) -> Vec<Need> {
    needs.iter().filter(|need| !present(need.probe)).copied().collect()
}

/// How the missing things come onto the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// These packages, by apt: the one way this program may take by itself.
    Apt(Vec<&'static str>),
    /// A command that a person has to run.
    Command(String),
    /// Something that no command brings.
    ByHand(String),
}

/// Returns how `missing` comes onto a machine of the kind `system`.
pub(crate) fn remedies(missing: &[Need], system: &System) -> Vec<Remedy> {
    if missing.is_empty() {
        return Vec::new();
    }
    match system {
        System::Debian(release) => {
            let (by_hand, by_apt): (Vec<Need>, Vec<Need>) =
                missing.iter().partition(|need| need.probe == Probe::Node && !node::is_packaged(release));
            let mut remedies = Vec::new();
            if !by_apt.is_empty() {
                remedies.push(Remedy::Apt(packages(&by_apt, |need| need.debian)));
            }
            if !by_hand.is_empty() {
                remedies.push(Remedy::ByHand(node::advice()));
            }
            remedies
        }
        System::Fedora => {
            vec![Remedy::Command(format!("sudo dnf install {}", line(missing, |need| need.rpm)))]
        }
        System::Suse => {
            vec![Remedy::Command(format!("sudo zypper install {}", line(missing, |need| need.rpm)))]
        }
        System::Arch => {
            vec![Remedy::Command(format!("sudo pacman -S --needed {}", line(missing, |need| need.arch)))]
        }
        System::MacOs => missing.iter().map(on_macos).collect(),
        System::Windows => missing.iter().map(on_windows).collect(),
        System::Other(name) => missing
            .iter()
            .map(|need| Remedy::ByHand(format!("Install {} by the means of {name}.", need.name)))
            .collect(),
    }
}

/// Returns the command that installs `packages` on the Debian family, for a person to run.
pub(crate) fn apt_line(packages: &[&str]) -> String {
    format!("sudo apt-get update && sudo apt-get install -y --no-install-recommends {}", packages.join(" "))
}

fn on_macos(need: &Need) -> Remedy {
    match need.probe {
        Probe::Program("cc") => Remedy::Command("xcode-select --install".to_owned()),
        Probe::Node => Remedy::ByHand(node::advice()),
        Probe::Python => Remedy::Command("brew install python".to_owned()),
        Probe::Program(_) | Probe::Library(_) => only_linux(need),
    }
}

fn on_windows(need: &Need) -> Remedy {
    match need.probe {
        Probe::Node => Remedy::Command("winget install OpenJS.NodeJS.LTS".to_owned()),
        Probe::Python => Remedy::Command("winget install Python.Python.3.13".to_owned()),
        Probe::Program(_) | Probe::Library(_) => only_linux(need),
    }
}

fn only_linux(need: &Need) -> Remedy {
    Remedy::ByHand(format!(
        "{} is not to be had on this system, so the journeys in the real window run on Linux only. Run the other checks with `cargo xtask test --only rust` and `--only ui`.",
        need.name
    ))
}

fn packages(needs: &[Need], of: impl Fn(&Need) -> &'static [&'static str]) -> Vec<&'static str> {
    needs.iter().flat_map(of).copied().collect()
}

fn line(needs: &[Need], of: impl Fn(&Need) -> &'static [&'static str]) -> String {
    let quoted = |name: &str| if name.contains('(') { format!("'{name}'") } else { name.to_owned() };
    packages(needs, of).into_iter().map(quoted).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
