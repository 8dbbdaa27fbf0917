use chrono::DateTime;
use chrono_tz::Tz;

use super::*;
use crate::when::parse;

fn between(from: &str, to: &str) -> Option<(i64, i64)> {
    let now = DateTime::parse_from_rfc3339("2026-11-21T02:41:07Z").unwrap().to_utc();
    let when = |text| parse(text, now, Tz::UTC).unwrap();
    Interval::between(&when(from), &when(to)).map(|interval| (interval.min, interval.max))
}

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

#[test]
fn points_give_an_exact_time() {
    assert_eq!(between("2026-11-21T02:10Z", "2026-11-21T02:17Z"), Some((420, 420)));
    assert_eq!(between("2026-11-21T02:10Z", "2026-11-21T02:10Z"), Some((0, 0)), "zero is a value");
    assert_eq!(between("2018-07-04T14:43-04:00", "2018-07-04T20:23Z"), Some((100 * 60, 100 * 60)));
}

#[test]
fn days_give_a_range_of_a_day_on_both_sides() {
    assert_eq!(between("2022-12-16", "2022-12-29"), Some((12 * DAY, 14 * DAY)));
    assert_eq!(between("2022-12-29", "2023-01-04"), Some((5 * DAY, 7 * DAY)));
}

#[test]
fn a_day_and_a_minute_give_a_range_of_one_day() {
    let (min, max) = between("2017-12-19", "2018-07-04T20:23Z").unwrap();
    assert_eq!(max - min, DAY);
    assert_eq!(max, 197 * DAY + 20 * HOUR + 23 * 60);
}

#[test]
fn where_both_overlap_the_start_still_came_first() {
    assert_eq!(between("2022-12-16", "2022-12-16"), Some((0, DAY)));
    assert_eq!(between("2022-12-16", "2022-12-16T06:00Z"), Some((0, 6 * HOUR)));
}

#[test]
fn an_end_before_the_start_is_a_problem_and_not_a_time() {
    assert_eq!(between("2026-11-21T02:17Z", "2026-11-21T02:10Z"), None);
    assert_eq!(between("2022-12-17", "2022-12-15"), None);
}

#[test]
fn an_end_that_is_no_later_than_said_can_have_come_at_once() {
    assert_eq!(between("2026-11-21T01:00Z", "<2026-11-21T02:00Z"), Some((0, HOUR)));
    assert_eq!(between("2022-12-16", "<2022-12-29"), Some((0, 14 * DAY)));
    assert_eq!(between("2026-11-21T02:00Z", "<2026-11-21T01:00Z"), None, "it was over before it began");
}

#[test]
fn a_start_that_is_no_later_than_said_gives_the_least() {
    assert_eq!(between("<2026-11-21T01:00Z", "2026-11-21T02:00Z"), Some((HOUR, HOUR)));
    assert_eq!(between("<2026-11-21T02:00Z", "2026-11-21T01:00Z"), Some((0, 0)), "it can have begun before");
    assert_eq!(between("<2026-11-21T01:00Z", "<2026-11-21T02:00Z"), Some((0, HOUR)));
}
