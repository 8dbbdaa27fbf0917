use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;

const NOW: &str = "2026-11-21T02:41:07.250Z";

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn in_zone(text: &str, zone: &str) -> String {
    match parse(text, at(NOW), zone.parse::<Tz>().unwrap()) {
        Ok(when) => format!("{} {} {}", when.to_iso(), when.precision, when.zone),
        Err(error) => format!("error: {error}"),
    }
}

fn utc(text: &str) -> String {
    in_zone(text, "UTC")
}

#[test]
fn reads_what_responders_type() {
    for (typed, meant) in [
        ("now", "2026-11-21T02:41:07.250Z exact UTC"),
        ("", "2026-11-21T02:41:07.250Z exact UTC"),
        ("0241z", "2026-11-21T02:41:00Z minute UTC"),
        ("02:41Z", "2026-11-21T02:41:00Z minute UTC"),
        ("2:41", "2026-11-21T02:41:00Z minute UTC"),
        ("02:41:05", "2026-11-21T02:41:05Z exact UTC"),
        ("023105z", "2026-11-21T02:31:05Z exact UTC"),
        ("0441+02:00", "2026-11-21T02:41:00Z minute +02:00"),
        ("21:41-05:00", "2026-11-21T02:41:00Z minute -05:00"),
        ("-10m", "2026-11-21T02:31:07Z minute UTC"),
        ("\u{2212}10m", "2026-11-21T02:31:07Z minute UTC"),
        ("10 min ago", "2026-11-21T02:31:07Z minute UTC"),
        ("-1h30m", "2026-11-21T01:11:07Z minute UTC"),
        ("-1d2h", "2026-11-20T00:41:07Z minute UTC"),
        ("-2d", "2026-11-19T00:00:00Z/2026-11-20T00:00:00Z day UTC"),
        ("yesterday 22:10", "2026-11-20T22:10:00Z minute UTC"),
        ("Yesterday 2210z", "2026-11-20T22:10:00Z minute UTC"),
        ("yesterday", "2026-11-20T00:00:00Z/2026-11-21T00:00:00Z day UTC"),
        ("today 02:00", "2026-11-21T02:00:00Z minute UTC"),
        ("2026-11-21T02:41Z", "2026-11-21T02:41:00Z minute UTC"),
        ("2026-11-21 02:41:07.5Z", "2026-11-21T02:41:07.500Z exact UTC"),
        ("2018-07-04T14:43:00-04:00", "2018-07-04T18:43:00Z exact -04:00"),
        ("2018-07-04 14:43 America/New_York", "2018-07-04T18:43:00Z minute America/New_York"),
        ("2018-07-04T14:43-04:00[America/New_York]", "2018-07-04T18:43:00Z minute -04:00"),
        ("2022-12-16", "2022-12-16T00:00:00Z/2022-12-17T00:00:00Z day UTC"),
        ("2018-03", "2018-03-01T00:00:00Z/2018-04-01T00:00:00Z month UTC"),
        ("2017-12-20/2017-12-21", "2017-12-20T00:00:00Z/2017-12-22T00:00:00Z range UTC"),
        ("0210z..0220z", "2026-11-21T02:10:00Z/2026-11-21T02:20:00Z range UTC"),
        ("~0210z", "2026-11-21T01:10:00Z/2026-11-21T03:10:00Z estimate UTC"),
        ("~2022-12-16", "2022-12-15T00:00:00Z/2022-12-18T00:00:00Z estimate UTC"),
        ("<0210z", "2026-11-21T02:10:00Z at-latest UTC"),
        ("before 0210z", "2026-11-21T02:10:00Z at-latest UTC"),
    ] {
        assert_eq!(utc(typed), meant, "{typed}");
    }
}

#[test]
fn a_time_of_day_that_lies_ahead_is_yesterdays() {
    assert_eq!(utc("2350z"), "2026-11-20T23:50:00Z minute UTC");
    assert_eq!(utc("0244z"), "2026-11-21T02:44:00Z minute UTC", "a clock may be a few minutes off");
}

#[test]
fn a_time_without_a_zone_is_read_in_the_zone_in_force() {
    assert_eq!(in_zone("03:30", "Europe/Berlin"), "2026-11-21T02:30:00Z minute Europe/Berlin");
    assert_eq!(
        in_zone("2017-12-19", "America/New_York"),
        "2017-12-19T05:00:00Z/2017-12-20T05:00:00Z day America/New_York"
    );
}

#[test]
fn a_time_that_the_clock_shows_twice_is_asked_back() {
    assert_eq!(
        in_zone("2026-10-25 02:30", "Europe/Berlin"),
        "error: \"2026-10-25 02:30\" happened twice in Europe/Berlin, as the clock was set back; write \
         2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00"
    );
    assert_eq!(in_zone("2026-10-25T02:30:00+01:00", "Europe/Berlin"), "2026-10-25T01:30:00Z exact +01:00");
}

#[test]
fn a_time_that_the_clock_skips_is_refused_with_a_way_out() {
    assert_eq!(
        in_zone("2026-03-29 02:30", "Europe/Berlin"),
        "error: \"2026-03-29 02:30\" does not exist in Europe/Berlin: the clock was set forward over it; write \
         the time in UTC, as in 2026-03-29T01:30:00Z"
    );
}

#[test]
fn days_with_a_fold_or_a_gap_have_their_true_length() {
    let hours = |date: &str| {
        let day = parse(date, at(NOW), Tz::Europe__Berlin).unwrap();
        (day.latest - day.earliest).num_hours()
    };
    assert_eq!(hours("2026-10-25"), 25);
    assert_eq!(hours("2026-03-29"), 23);
}

#[test]
fn impossible_and_unknown_times_are_told_apart() {
    for typed in ["2026-02-30", "2026-13-01", "25:61", "2561z", "2026-11-21T24:30Z", "9999-01-01"] {
        assert!(utc(typed).contains("does not exist"), "{typed}: {}", utc(typed));
    }
    for typed in ["soon", "12", "02:4", "2026-1-1", "10:20:30:40", "-5x", "-", "\0", "🔥"] {
        assert!(utc(typed).contains("is not a time"), "{typed}: {}", utc(typed));
    }
    assert!(utc("02:41 Mars/Olympus").contains("is not a time zone"));
    assert!(utc("2026-11-21/2026-11-20").contains("ends before it begins"));
}

#[test]
fn precision_widens_and_never_narrows() {
    let minute = parse("2018-07-04T14:43-04:00", at(NOW), Tz::UTC).unwrap();
    assert_eq!(
        minute.with_precision(Precision::Hour).unwrap().to_iso(),
        "2018-07-04T18:00:00Z/2018-07-04T19:00:00Z"
    );
    assert_eq!(
        minute.with_precision(Precision::Day).unwrap().to_iso(),
        "2018-07-04T04:00:00Z/2018-07-05T04:00:00Z",
        "the day of the zone it was said in"
    );
    let day = parse("2018-07-04", at(NOW), Tz::UTC).unwrap();
    assert_eq!(day.with_precision(Precision::Day), Some(day.clone()));
    assert_eq!(day.with_precision(Precision::Minute), None);
    assert_eq!(day.with_precision(Precision::Hour), None);
    assert_eq!(day.with_precision(Precision::Range), None);
}

proptest! {
    #[test]
    fn never_panics_and_is_never_backwards(typed in "\\PC{0,24}") {
        if let Ok(when) = parse(&typed, at(NOW), Tz::Europe__Berlin) {
            prop_assert!(when.earliest <= when.latest);
        }
    }

    #[test]
    fn what_looks_like_a_time_never_panics(typed in "[0-9TZz:+~<./ -]{0,20}") {
        if let Ok(when) = parse(&typed, at(NOW), Tz::America__New_York) {
            prop_assert!(when.earliest <= when.latest);
        }
    }

    #[test]
    fn an_instant_reads_back_as_itself(millis in 0_i64..4_000_000_000_000) {
        let instant = DateTime::from_timestamp_millis(millis).unwrap();
        let read = parse(&iso(instant), at(NOW), Tz::Asia__Kathmandu).unwrap();
        prop_assert_eq!(read.earliest, instant);
    }
}
