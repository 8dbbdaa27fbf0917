use firebreak_core::when::parse;

use super::*;

fn words(typed: &str, zone: Tz) -> String {
    let now = DateTime::parse_from_rfc3339("2026-11-21T02:17:30Z").unwrap().to_utc();
    when_in_words(&parse(typed, now, zone).unwrap(), now, zone)
}

#[test]
fn utc_comes_first_and_local_beside() {
    assert_eq!(words("0210z", Tz::Europe__Berlin), "2026-11-21 02:10:00Z · 03:10 CET · 7 min ago");
    assert_eq!(words("0210z", Tz::UTC), "2026-11-21 02:10:00Z · 7 min ago");
    assert_eq!(words("now", Tz::UTC), "2026-11-21 02:17:30Z · now");
    assert_eq!(words("yesterday 22:10", Tz::UTC), "2026-11-20 22:10:00Z · 4 h 7 min ago");
}

#[test]
fn what_is_not_known_exactly_says_so() {
    assert_eq!(
        words("2026-11-19", Tz::Europe__Berlin),
        "2026-11-19, to the day · 2026-11-18 23:00:00Z to 2026-11-19 23:00:00Z · 1 d 3 h ago"
    );
    assert_eq!(words("<0210z", Tz::UTC), "no later than 2026-11-21 02:10:00Z · 7 min ago");
    assert_eq!(
        words("0200z/0210z", Tz::UTC),
        "2026-11-21 02:00:00Z to 2026-11-21 02:10:00Z · a range · 7 min ago"
    );
    assert!(words("2026-11-19 +05:30", Tz::UTC).starts_with("2026-11-19, to the day · 2026-11-18 18:30:00Z"));
    assert!(words("2018-03 +05:30", Tz::UTC).starts_with("2018-03, to the month · 2018-02-28 18:30:00Z"));
}
