use super::{Rules, SHIPPED, check};
use crate::workspace::Workspace;

const RULES: &str = "[graph]\ntargets = [\"x86_64-unknown-linux-gnu\", \"aarch64-apple-darwin\"]\n\n[bans]\ndeny = [\n    # Why.\n    { crate = \"reqwest\" },\n    { crate = \"ureq@2\", reason = \"it connects\" },\n]\n";

#[test]
fn packages_and_targets_are_read() {
    let rules = Rules::read(RULES).unwrap();
    assert_eq!(rules.banned, ["reqwest", "ureq"]);
    assert_eq!(rules.targets, ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"]);
}

#[test]
fn rules_that_ban_nothing_are_an_error() {
    assert!(Rules::read("[bans]\ndeny = []\n").is_err());
    assert!(Rules::read(&RULES.replace("targets", "platforms")).is_err());
}

#[test]
fn banned_packages_and_sockets_are_found_once_each() {
    let rules = Rules::read(RULES).unwrap();
    let tree = "firebreak-cli v0.1.0 (/checkout)\nreqwest v0.13.5\nhyper v1.12.0\nreqwest v0.13.5 (*)\nhyper-util v0.1.0\n";
    assert_eq!(rules.banned_in(tree), ["hyper", "reqwest"]);
    assert_eq!(rules.banned_in("firebreak-cli v0.1.0\nserde v1.0.0\n\n"), [""; 0]);
}

#[test]
fn what_is_shipped_reaches_no_network() {
    check(&Workspace::find().unwrap(), SHIPPED).unwrap();
}

#[test]
fn the_driver_of_the_window_would_not_pass() {
    let error = check(&Workspace::find().unwrap(), &["firebreak-e2e"]).unwrap_err().to_string();
    assert!(error.starts_with("hyper, mio, socket2 would be built in"), "{error}");
}
