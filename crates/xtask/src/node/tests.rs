use super::{is_new_enough, is_packaged};
use crate::system::Release;

#[track_caller]
fn check(text: &str, expected: bool) {
    assert_eq!(is_new_enough(text), expected, "{text}");
}

#[test]
fn node_is_new_enough_from_20_19_and_from_22_12() {
    check("v18.20.4\n", false);
    check("v20.18.1", false);
    check("v20.19.0\n", true);
    check("v21.7.3", false);
    check("v22.11.0", false);
    check("v22.12.0", true);
    check("v24.0.0", true);
    check("", false);
    check("node: not found", false);
}

#[test]
fn the_releases_that_package_it_are_known() {
    let release = |id: &str, version| Release { id: id.to_owned(), version };
    assert!(!is_packaged(&release("debian", Some((12, 0)))));
    assert!(is_packaged(&release("debian", Some((13, 0)))));
    assert!(is_packaged(&release("debian", None)));
    assert!(!is_packaged(&release("ubuntu", Some((24, 4)))));
    assert!(is_packaged(&release("ubuntu", Some((26, 4)))));
    assert!(!is_packaged(&release("linuxmint", Some((22, 0)))));
}
