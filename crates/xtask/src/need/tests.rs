use super::{Need, Probe, Purpose, Remedy, apt_line, missing, needed, remedies};
use crate::system::System;

const DEBIAN_12: &str = "ID=debian\nVERSION_ID=\"12\"\n";
const DEBIAN_13: &str = "ID=debian\nVERSION_ID=\"13\"\n";

fn nothing_there(_: Probe) -> bool {
    false
}

#[track_caller]
fn check(os_release: &str, purpose: Purpose, present: impl Fn(Probe) -> bool, expected: &[Remedy]) {
    let system = System::from_os_release(os_release);
    let missing = missing(&needed(purpose, &system), present);
    assert_eq!(remedies(&missing, &system), expected);
}

fn command(text: &str) -> Remedy {
    Remedy::Command(text.to_owned())
}

#[test]
fn nothing_is_installed_where_nothing_is_missing() {
    check(DEBIAN_12, Purpose::Drive, |_| true, &[]);
}

#[test]
fn a_bare_debian_with_node_gets_everything_by_apt() {
    check(
        DEBIAN_12,
        Purpose::Drive,
        |probe| probe == Probe::Node,
        &[Remedy::Apt(vec![
            "build-essential",
            "pkg-config",
            "libwebkit2gtk-4.1-dev",
            "xvfb",
            "webkit2gtk-driver",
        ])],
    );
}

#[test]
fn only_what_is_missing_is_installed() {
    check(DEBIAN_12, Purpose::Drive, |probe| probe != Probe::Program("Xvfb"), &[Remedy::Apt(vec!["xvfb"])]);
}

#[test]
fn a_build_needs_neither_screen_nor_driver() {
    let names: Vec<_> = needed(Purpose::Build, &System::Fedora).iter().map(|need| need.name).collect();
    assert!(!names.contains(&"Xvfb") && !names.contains(&"WebKitWebDriver"), "{names:?}");
}

#[test]
fn node_comes_by_apt_only_where_it_is_new_enough() {
    let all_but_node = |probe| probe != Probe::Node;
    check(DEBIAN_13, Purpose::Frontend, all_but_node, &[Remedy::Apt(vec!["nodejs", "npm"])]);
    let system = System::from_os_release(DEBIAN_12);
    let remedies = remedies(&missing(&needed(Purpose::Frontend, &system), all_but_node), &system);
    assert!(matches!(remedies.as_slice(), [Remedy::ByHand(text)] if text.contains("20.19")), "{remedies:?}");
}

#[test]
fn other_systems_get_their_own_command() {
    check(
        "ID=fedora",
        Purpose::Build,
        |probe| probe == Probe::Node,
        &[command("sudo dnf install gcc /usr/bin/pkg-config 'pkgconfig(webkit2gtk-4.1)'")],
    );
    check(
        "ID=opensuse-leap",
        Purpose::Drive,
        |probe| probe != Probe::Program("WebKitWebDriver"),
        &[command("sudo zypper install /usr/bin/WebKitWebDriver")],
    );
    check(
        "ID=arch",
        Purpose::Build,
        nothing_there,
        &[command("sudo pacman -S --needed base-devel pkgconf webkit2gtk-4.1 nodejs npm")],
    );
}

#[test]
fn macos_and_windows_bring_the_web_view() {
    let macos: Vec<Need> = missing(&needed(Purpose::Build, &System::MacOs), |probe| probe == Probe::Node);
    assert_eq!(remedies(&macos, &System::MacOs), [command("xcode-select --install")]);
    let windows = missing(&needed(Purpose::Build, &System::Windows), nothing_there);
    assert_eq!(remedies(&windows, &System::Windows), [command("winget install OpenJS.NodeJS.LTS")]);
}

#[test]
fn an_unknown_system_is_told_what_is_missing() {
    let system = System::Other("Plan 9".to_owned());
    let missing = missing(&needed(Purpose::Drive, &system), |probe| probe != Probe::Program("Xvfb"));
    let expected = Remedy::ByHand("Install Xvfb by the means of Plan 9.".to_owned());
    assert_eq!(remedies(&missing, &system), [expected]);
}

#[test]
fn the_command_for_a_person_updates_first() {
    assert_eq!(
        apt_line(&["xvfb"]),
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb"
    );
}
