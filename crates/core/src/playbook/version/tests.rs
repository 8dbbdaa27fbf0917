use super::*;

#[test]
fn versions_are_in_the_order_that_semver_gives() {
    let in_order = [
        "0.9.0",
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
        "1.0.1",
        "1.2.0",
        "1.10.0",
        "2.0.0",
    ];
    for (at, a) in in_order.iter().enumerate() {
        for (other, b) in in_order.iter().enumerate() {
            assert_eq!(compare_versions(a, b), at.cmp(&other), "{a} and {b}");
        }
    }
    assert_eq!(compare_versions("1.0.0+one", "1.0.0+two"), Ordering::Equal);
}
