use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use crate::when::{Precision, When, date_in, parse};

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn rule(id: &str, limit: &str) -> Rule {
    Rule {
        id: id.to_owned(),
        name: format!("Notice {id}"),
        who: String::new(),
        region: String::new(),
        trigger: Trigger::Aware,
        trigger_detail: None,
        limit: Some(limit.parse().unwrap()),
        limit_text: None,
        cap: None,
        after: None,
        holidays: None,
        zone: None,
        since: None,
        in_force: true,
        exception: None,
        note: None,
        source: "the law".to_owned(),
        as_of: day("2026-11-21"),
    }
}

pub(crate) fn calendar_in(zone: &str) -> Calendar {
    Calendar { zone: zone.to_owned(), holidays: None }
}

fn with_holidays(zone: &str, days: &[&str]) -> Calendar {
    let dates = days.iter().map(|text| day(text)).collect();
    let holidays = Holidays {
        id: "h".to_owned(),
        name: "H".to_owned(),
        source: "s".to_owned(),
        until: day("2027-12-31"),
        dates,
    };
    Calendar { holidays: Some(holidays), ..calendar_in(zone) }
}

/// When a clock is due, in the local time of its zone.
fn due_locally(limit: &str, trigger: &str, calendar: &Calendar) -> String {
    let now = at("2099-01-01T00:00:00Z");
    let zone: chrono_tz::Tz = calendar.zone.parse().unwrap();
    let trigger = parse(trigger, now, zone).unwrap();
    let due = due(&rule("r", limit), &trigger, None, calendar).unwrap();
    assert_eq!(due.at, due.until, "a trigger that is a point gives one due time");
    due.at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S").to_string()
}

#[test]
fn a_clock_is_due_when_its_limit_has_passed_in_its_zone() {
    let us = |zone: &str| with_holidays(zone, &["2026-11-26", "2026-12-25", "2027-01-01"]);
    for (limit, trigger, zone, wanted) in [
        // Hours pass as they pass: weekends and changes of the clock do not stop them.
        ("72h", "2026-11-20 22:10", "UTC", "2026-11-23 22:10:00"),
        ("72h", "2026-03-28 10:00", "Europe/Berlin", "2026-03-31 11:00:00"),
        ("24h", "2026-10-24 12:00", "Europe/Berlin", "2026-10-25 11:00:00"),
        ("1h", "2026-11-01T05:30Z", "America/New_York", "2026-11-01 01:30:00"),
        ("4h", "2028-02-28 23:00", "UTC", "2028-02-29 03:00:00"),
        // Days end with their last second, also where one of them has 23 or 25 hours.
        ("1d", "2026-03-28 10:00", "Europe/Berlin", "2026-03-29 23:59:59"),
        ("1d", "2026-10-24 10:00", "Europe/Berlin", "2026-10-25 23:59:59"),
        ("30d", "2026-11-21 00:00", "UTC", "2026-12-21 23:59:59"),
        ("60d", "2027-12-31 23:59", "UTC", "2028-02-29 23:59:59"),
        // The day is that of the zone: 02:00 UTC is the evening before in New York.
        ("7d", "2026-11-21T02:00Z", "America/New_York", "2026-11-27 23:59:59"),
        // In São Paulo, midnight itself was skipped.
        ("1d", "2018-11-02 10:00", "America/Sao_Paulo", "2018-11-03 23:59:59"),
        // Months end on the same day, or on the last one of a shorter month.
        ("1mo", "2026-01-31 09:00", "UTC", "2026-02-28 23:59:59"),
        ("1mo", "2028-01-31 09:00", "UTC", "2028-02-29 23:59:59"),
        ("1mo", "2026-02-28 09:00", "UTC", "2026-03-28 23:59:59"),
        ("12mo", "2028-02-29 09:00", "UTC", "2029-02-28 23:59:59"),
        // Business days: Friday to Thursday; over Thanksgiving; from a Saturday; over the end of the year.
        ("4bd", "2026-11-13 09:00", "America/New_York", "2026-11-19 23:59:59"),
        ("4bd", "2026-11-23 09:00", "America/New_York", "2026-11-30 23:59:59"),
        ("4bd", "2026-11-14 09:00", "America/New_York", "2026-11-19 23:59:59"),
        ("4bd", "2026-12-24 09:00", "America/New_York", "2026-12-31 23:59:59"),
        ("5bd", "2026-12-24 09:00", "America/New_York", "2027-01-04 23:59:59"),
    ] {
        assert_eq!(due_locally(limit, trigger, &us(zone)), wanted, "{limit} from {trigger} in {zone}");
    }
}

#[test]
fn a_trigger_known_as_a_range_gives_a_range_and_the_earliest_counts() {
    let now = at("2026-11-22T00:00:00Z");
    let check = |limit: &str, trigger: &str| {
        let trigger = parse(trigger, now, chrono_tz::Tz::UTC).unwrap();
        due(&rule("r", limit), &trigger, None, &calendar_in("UTC")).unwrap()
    };
    let hours = check("72h", "2026-11-21T02:00Z/2026-11-21T04:00Z");
    assert_eq!((hours.at, hours.until - hours.at), (at("2026-11-24T02:00:00Z"), TimeDelta::seconds(7199)));
    // A whole day as the trigger does not reach into the next one.
    let whole_day = check("30d", "2026-10-01");
    assert_eq!((whole_day.at, whole_day.until), (at("2026-10-31T23:59:59Z"), at("2026-10-31T23:59:59Z")));
    assert!(!whole_day.may_be_earlier);
    assert!(check("72h", "<2026-11-21T02:00Z").may_be_earlier);
}

/// The initial notification of DORA: four hours from classification, at most 24 from awareness, unless it was classified
/// later than that.
#[test]
fn a_cap_ends_a_clock_sooner_until_it_lapses() {
    let cap = Cap { limit: Limit::Hours(24), trigger: Trigger::Aware, lapses: true };
    let dora = Rule { cap: Some(cap), trigger: Trigger::Classified, ..rule("dora-initial", "4h") };
    let hard = Rule { cap: dora.cap.clone().map(|cap| Cap { lapses: false, ..cap }), ..dora.clone() };
    let aware = When::exact(at("2026-11-21T00:00:00Z"));
    let check = |rule: &Rule, classified: &str, aware: Option<&When>| {
        let due = due(rule, &When::exact(at(classified)), aware, &calendar_in("UTC")).unwrap();
        (crate::when::iso(due.at), due.capped)
    };
    for (classified, wanted, capped) in [
        ("2026-11-21T02:00:00Z", "2026-11-21T06:00:00Z", false),
        ("2026-11-21T20:00:00Z", "2026-11-22T00:00:00Z", false),
        ("2026-11-21T20:00:01Z", "2026-11-22T00:00:00Z", true),
        ("2026-11-22T00:00:00Z", "2026-11-22T00:00:00Z", true),
        ("2026-11-22T00:00:01Z", "2026-11-22T04:00:01Z", false),
    ] {
        assert_eq!(check(&dora, classified, Some(&aware)), (wanted.to_owned(), capped), "{classified}");
    }
    assert_eq!(check(&hard, "2026-11-23T00:00:00Z", Some(&aware)), ("2026-11-22T00:00:00Z".to_owned(), true));
    assert_eq!(
        check(&dora, "2026-11-21T23:00:00Z", None).0,
        "2026-11-22T03:00:00Z",
        "a cap needs its own time"
    );
}

#[test]
fn a_list_of_holidays_says_how_far_it_knows() {
    let check = |trigger: &str, calendar: &Calendar| {
        due(&rule("r", "4bd"), &When::exact(at(trigger)), None, calendar).unwrap().holidays_unknown
    };
    let list = with_holidays("UTC", &["2026-12-25"]);
    assert!(!check("2026-12-20T09:00:00Z", &list));
    assert!(!check("2027-12-27T09:00:00Z", &list), "the last day that is known");
    assert!(check("2027-12-28T09:00:00Z", &list));
    assert!(check("2026-12-20T09:00:00Z", &calendar_in("UTC")), "without a list no holiday is known");
}

#[test]
fn limits_are_read_as_people_type_them() {
    for (text, wanted) in [
        ("PT72H", Some("PT72H")),
        (" 72 Hours ", Some("PT72H")),
        ("30d", Some("P30D")),
        ("2 weeks", Some("P14D")),
        ("4 business days", Some("P4BD")),
        ("p1m", Some("P1M")),
        ("1 month", Some("P1M")),
        ("1m", None),
        ("0h", None),
        ("-4h", None),
        ("99999h", None),
        ("soon", None),
        ("", None),
    ] {
        let read = text.parse::<Limit>().ok().map(|limit| limit.to_string());
        assert_eq!(read.as_deref(), wanted, "{text}");
    }
    let words = |text: &str| text.parse::<Limit>().unwrap().in_words();
    assert_eq!(
        (words("1bd"), words("60d"), words("1mo")),
        ("1 business day".into(), "60 calendar days".into(), "1 month".into())
    );
}

#[test]
fn rules_that_do_not_fit_are_told() {
    let check = |rule: &Rule| rule.check().err();
    assert_eq!(check(&rule("r", "4h")), None);
    let wrong = |change: &dyn Fn(&mut Rule)| {
        let mut rule = rule("r", "4h");
        change(&mut rule);
        check(&rule).unwrap()
    };
    assert!(wrong(&|rule| rule.id = "A b".to_owned()).contains("a-z"));
    assert!(wrong(&|rule| rule.name = " ".to_owned()).contains("no name"));
    assert!(wrong(&|rule| rule.limit = None).contains("limit_text"));
    assert!(wrong(&|rule| rule.source = String::new()).contains("source"));
    assert!(wrong(&|rule| rule.zone = Some("Mars".to_owned())).contains("Mars"));
    let after = |id: &str, after: &str| Rule { after: Some(after.to_owned()), ..rule(id, "4h") };
    assert_eq!(problems(&[rule("a", "4h"), after("b", "a")]), Vec::<String>::new());
    assert_eq!(problems(&[after("b", "a")]), ["\"b\" follows \"a\", which is not there"]);
    assert_eq!(
        problems(&[after("a", "b"), after("b", "a")]),
        ["\"a\" follows itself", "\"b\" follows itself"]
    );
}

#[test]
fn a_calendar_file_is_one_that_calendars_read() {
    let now = at("2026-11-21T00:00:00Z");
    let appointment = Appointment {
        uid: "1@incident".to_owned(),
        sequence: 3,
        at: at("2026-11-21T06:00:00Z"),
        summary: "GDPR; to the authority, now".to_owned(),
        description: format!("Line one\nüber {} \\ end\u{7}", "ä".repeat(80)),
    };
    let file = calendar(&[appointment], now);
    assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && file.ends_with("END:VCALENDAR\r\n"));
    assert!(
        file.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\n', '\r', '\u{7}'])),
        "{file}"
    );
    let unfolded = file.replace("\r\n ", "");
    for wanted in [
        "SEQUENCE:3\r\n",
        "DTSTART:20261121T060000Z\r\n",
        "SUMMARY:GDPR\\; to the authority\\, now\r\n",
        &format!("DESCRIPTION:Line one\\nüber {} \\\\ end\r\n", "ä".repeat(80)),
        "TRIGGER:-PT4H\r\n",
        "TRIGGER:-PT1H\r\n",
    ] {
        assert!(unfolded.contains(wanted), "{wanted:?} in {unfolded}");
    }
    assert!(
        !unfolded.contains("-PT24H"),
        "an alarm that would have gone off before it was written is left out"
    );
}

fn any_zone() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Africa/Casablanca",
        "+14:00",
    ])
}

fn any_limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        (1..2000_u16).prop_map(Limit::Hours),
        (1..400_u16).prop_map(Limit::Days),
        (1..60_u16).prop_map(Limit::BusinessDays),
        (1..30_u16).prop_map(Limit::Months),
    ]
}

proptest! {
    #[test]
    fn a_later_trigger_is_never_due_earlier(
        limit in any_limit(), zone in any_zone(), from in 1_500_000_000..2_200_000_000_i64, later in 0..10_000_000_i64
    ) {
        let calendar = calendar_in(zone);
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        let due_of = |seconds| due(&rule("r", &limit.to_string()), &When::exact(at(seconds)), None, &calendar).unwrap();
        prop_assert!(due_of(from).at <= due_of(from + later).at);
        prop_assert!(due_of(from).at > at(from));
        // A range of both is due from the one to the other.
        let range = When { earliest: at(from), latest: at(from + later), precision: Precision::Range, zone: "UTC".to_owned() };
        let both = due(&rule("r", &limit.to_string()), &range, None, &calendar).unwrap();
        prop_assert_eq!(both.at, due_of(from).at);
        prop_assert!(both.at <= both.until && both.until <= due_of(from + later).at);
    }

    #[test]
    fn days_end_with_the_last_second_of_a_day(limit in any_limit(), zone in any_zone(), from in 1_500_000_000..2_200_000_000_i64) {
        prop_assume!(!matches!(limit, Limit::Hours(_)));
        let calendar = calendar_in(zone);
        let trigger = When::exact(DateTime::from_timestamp(from, 0).unwrap());
        let due = due(&rule("r", &limit.to_string()), &trigger, None, &calendar).unwrap();
        let last = date_in(due.at, zone).unwrap();
        prop_assert!(date_in(due.at + TimeDelta::seconds(1), zone).unwrap() > last);
        if matches!(limit, Limit::BusinessDays(_)) {
            prop_assert!(calendar.is_business_day(last));
        }
    }

    #[test]
    fn what_is_folded_is_whole_again(text in "\\PC{0,200}") {
        let appointment = Appointment {
            uid: "u".to_owned(), sequence: 0, at: at("2026-11-21T06:00:00Z"), summary: text.clone(), description: String::new(),
        };
        let file = calendar(&[appointment], at("2026-11-21T00:00:00Z"));
        prop_assert!(file.split("\r\n").all(|line| line.len() <= 75));
        let unfolded = file.replace("\r\n ", "");
        let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix("SUMMARY:")).unwrap().to_owned();
        let read = line.replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\");
        prop_assert_eq!(read, text);
    }
}
