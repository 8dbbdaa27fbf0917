use super::*;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

#[test]
fn only_version_and_day_change() {
    let source = "\u{feff}---\r\nplaybook: 1\r\nid: a\r\nversion: \"1.4.2\" # kept\r\nupdated: 2025-01-01\r\n---\r\n\r\n# A\r\nversion: 9\r\n";
    let expected = source.replace("\"1.4.2\"", "1.5.0").replace("2025-01-01", "2026-11-22");
    assert_eq!(adapted(source, day()), expected);
}

#[test]
fn the_version_is_always_higher() {
    for (before, after) in [("1.0.0", "1.1.0"), ("1.9.3-rc.1+b", "1.10.0"), ("2.0", "2.1.0"), ("x", "0.1.0")]
    {
        let source = format!("---\nversion: {before}\n---\n");
        assert_eq!(adapted(&source, day()), format!("---\nversion: {after}\n---\n"));
    }
}

#[test]
fn what_cannot_be_read_stays() {
    for source in ["", "# A\n", "---\nversion: 1.0.0\n", "---\nversion: [\n---\n"] {
        assert_eq!(adapted(source, day()), source);
    }
}
