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
        ("0241-05", "2026-11-20T07:41:00Z minute -05:00"),
        ("1430-05", "2026-11-20T19:30:00Z minute -05:00"),
        ("0241-0500", "2026-11-20T07:41:00Z minute -05:00"),
        ("2030-0500", "2026-11-21T01:30:00Z minute -05:00"),
        ("2030-05:00", "2026-11-21T01:30:00Z minute -05:00"),
        ("2030-05", "2030-05-01T00:00:00Z/2030-06-01T00:00:00Z month UTC"),
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
        ("<~0210z", "2026-11-21T03:10:00Z at-latest UTC"),
        ("<0210z..0220z", "2026-11-21T02:20:00Z at-latest UTC"),
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
fn a_time_that_lies_ahead_is_the_next_such_time() {
    let ahead =
        |typed: &str, now: &str, zone: &str| match parse_ahead(typed, at(now), zone.parse::<Tz>().unwrap()) {
            Ok(when) => when.to_iso(),
            Err(error) => format!("error: {error}"),
        };
    for (typed, meant) in [
        ("14:00", "2026-11-21T14:00:00Z"),
        ("0300z", "2026-11-21T03:00:00Z"),
        ("02:40", "2026-11-22T02:40:00Z"),
        ("<14:00", "2026-11-21T14:00:00Z"),
        ("14:00/15:00", "2026-11-21T14:00:00Z/2026-11-21T15:00:00Z"),
        ("23:00-05:00", "2026-11-21T04:00:00Z"),
        ("2026-11-20", "2026-11-20T00:00:00Z/2026-11-21T00:00:00Z"),
        ("yesterday 14:00", "2026-11-20T14:00:00Z"),
    ] {
        assert_eq!(ahead(typed, NOW, "UTC"), meant, "{typed}");
    }
    assert_eq!(ahead("02:41", "2026-11-21T02:41:00Z", "UTC"), "2026-11-22T02:41:00Z", "now is not ahead");
    let berlin = |now: &str| ahead("02:30", now, "Europe/Berlin");
    assert_eq!(berlin("2026-03-28T23:00:00Z"), berlin("2026-03-29T00:59:00Z"));
    assert!(berlin("2026-03-29T00:59:00Z").contains("does not exist"), "{}", berlin("2026-03-29T00:59:00Z"));
    assert_eq!(berlin("2026-03-29T01:00:00Z"), "2026-03-30T00:30:00Z", "the gap is over");
    assert!(berlin("2026-10-25T00:45:00Z").contains("happened twice"), "the second is still to come");
    assert_eq!(berlin("2026-10-25T01:30:00Z"), "2026-10-26T01:30:00Z");
}

#[test]
fn yesterdays_time_of_day_is_not_asked_back_for_todays_change() {
    let typed = |now: &str| parse("02:30", at(now), Tz::Europe__Berlin).map(|when| when.to_iso());
    assert_eq!(typed("2026-03-29T00:10:00Z").as_deref(), Ok("2026-03-28T01:30:00Z"));
    assert_eq!(typed("2026-10-24T23:10:00Z").as_deref(), Ok("2026-10-24T00:30:00Z"));
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
fn the_way_out_of_a_gap_is_right_on_both_sides_of_the_world() {
    for (typed, zone, utc) in [
        ("2026-10-04 02:30", "Australia/Sydney", "2026-10-03T16:30:00Z"),
        ("2026-10-04 02:15", "Australia/Lord_Howe", "2026-10-03T15:45:00Z"),
        ("2026-03-08 02:30", "America/New_York", "2026-03-08T07:30:00Z"),
        ("2021-03-22 00:30", "Asia/Tehran", "2021-03-21T21:00:00Z"),
        ("1986-01-01 00:07", "Asia/Kathmandu", "1985-12-31T18:37:00Z"),
    ] {
        let refused = in_zone(typed, zone);
        assert!(refused.ends_with(&format!("write the time in UTC, as in {utc}")), "{zone}: {refused}");
    }
}

#[test]
fn days_begin_where_the_clock_skips_midnight_and_where_it_shows_it_twice() {
    for (typed, zone, day) in [
        ("2021-03-22", "Asia/Tehran", "2021-03-21T20:30:00Z/2021-03-22T19:30:00Z day Asia/Tehran"),
        ("2021-03-21", "Asia/Tehran", "2021-03-20T20:30:00Z/2021-03-21T20:30:00Z day Asia/Tehran"),
        ("1986-01-01", "Asia/Kathmandu", "1985-12-31T18:30:00Z/1986-01-01T18:15:00Z day Asia/Kathmandu"),
        ("2026-10-04", "Australia/Sydney", "2026-10-03T14:00:00Z/2026-10-04T13:00:00Z day Australia/Sydney"),
        (
            "2026-04-05",
            "Australia/Lord_Howe",
            "2026-04-04T13:00:00Z/2026-04-05T13:30:00Z day Australia/Lord_Howe",
        ),
        ("2025-11-02", "America/Havana", "2025-11-02T04:00:00Z/2025-11-03T05:00:00Z day America/Havana"),
    ] {
        assert_eq!(in_zone(typed, zone), day);
    }
    assert!(
        in_zone("2011-12-30", "Pacific/Apia").contains("there is no such day"),
        "the date line moved over it"
    );
}

#[test]
fn a_time_that_lord_howe_shows_twice_is_half_an_hour_apart() {
    let refused = in_zone("2026-04-05 01:45", "Australia/Lord_Howe");
    assert!(refused.ends_with("write 2026-04-05T01:45:00+11:00 or 2026-04-05T01:45:00+10:30"), "{refused}");
}

#[test]
fn a_day_has_the_date_of_its_zone() {
    for (typed, date) in [
        ("2026-11-21 +05:30", "2026-11-21"),
        ("2018-03 +05:30", "2018-03-01"),
        ("2018-07-04 America/New_York", "2018-07-04"),
        ("2022-12-16 UTC", "2022-12-16"),
    ] {
        assert_eq!(parse(typed, at(NOW), Tz::UTC).unwrap().date().to_string(), date);
    }
}

#[test]
fn impossible_and_unknown_times_are_told_apart() {
    for typed in ["2026-02-30", "2026-13-01", "25:61", "2561z", "2026-11-21T24:30Z", "9999-01-01"] {
        assert!(utc(typed).contains("does not exist"), "{typed}: {}", utc(typed));
    }
    for typed in [
        "soon",
        "~<0210z",
        "12",
        "02:4",
        "2026-1-1",
        "10:20:30:40",
        "-5x",
        "-",
        "\0",
        "🔥",
        "1200 users have a new key",
        "2026-12-01 board meeting",
    ] {
        assert!(utc(typed).contains("is not a time"), "{typed}: {}", utc(typed));
    }
    assert!(utc("02:41 Mars/Olympus").contains("is not a time zone"));
    assert!(utc("2026-11-21/2026-11-20").contains("ends before it begins"));
}

#[test]
fn a_text_that_is_no_time_is_refused_however_long_it_is() {
    for typed in ["~", "<", "..", "before ", "about ", "-1d/", "🔥"] {
        let refused = utc(&typed.repeat(50_000));
        assert!(refused.contains("is not a time") && refused.len() < 400, "{typed}: {refused}");
    }
    let ages = format!("-{}", "4294967295h".repeat(597));
    assert!(utc(&ages).contains("is not a time"));
    assert!(utc("-4294967295h4294967295h4294967295h").contains("does not exist"));
    assert!(utc("-4294967295w").contains("does not exist"));
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
    let at_latest = parse("<2018-07-04T14:43Z", at(NOW), Tz::UTC).unwrap();
    for &precision in Precision::ALL {
        let known = (precision == Precision::AtLatest).then(|| at_latest.clone());
        assert_eq!(at_latest.with_precision(precision), known, "{precision}");
    }
    assert_eq!(minute.with_precision(Precision::AtLatest).unwrap().to_iso(), "2018-07-04T18:43:00Z");
}

/// Any zone there is, the ones with the oddest clocks more often.
fn zones() -> impl Strategy<Value = Tz> {
    prop_oneof![
        prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
        prop::sample::select(vec![
            Tz::Australia__Sydney,
            Tz::Australia__Lord_Howe,
            Tz::Asia__Tehran,
            Tz::Asia__Kathmandu,
            Tz::America__Havana,
            Tz::Africa__Casablanca,
            Tz::Pacific__Apia,
        ]),
    ]
}

/// Instants on a quarter of an hour.
fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    (96_i64 * 366..96 * 366 * 70).prop_map(|quarter| DateTime::from_timestamp(quarter * 900, 0).unwrap())
}

/// The instants of a year at which the clock of a zone is set forward or back.
fn changes(zone: Tz, year: i32) -> Vec<DateTime<Utc>> {
    let ahead = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local() - at.naive_utc();
    let midnight =
        chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_time(chrono::NaiveTime::MIN).and_utc();
    let days = (0..365).map(|day| midnight + TimeDelta::days(day));
    days.filter(|day| ahead(*day) != ahead(*day + TimeDelta::days(1)))
        .map(|day| {
            let seconds: Vec<i64> = (0..=86_400).collect();
            let at = seconds.partition_point(|second| ahead(day + TimeDelta::seconds(*second)) == ahead(day));
            day + TimeDelta::seconds(seconds[at])
        })
        .collect()
}

/// A time that was read from what may be typed.
fn said() -> impl Strategy<Value = When> {
    let form = prop::sample::select(vec![
        "{}Z",
        "{}.250Z",
        "<{}Z",
        "~{}Z",
        "{}Z/2099-01-01",
        "about {}Z/2099-01-01",
        "~~{}Z",
        "date",
        "~date",
        "month",
        "~month",
        "<date",
    ]);
    let precision = prop::option::of(prop::sample::select(Precision::ALL.to_vec()));
    (form, zones(), instants(), precision).prop_filter_map(
        "does not exist",
        |(form, zone, instant, precision)| {
            let local = instant.with_timezone(&zone).naive_local();
            let typed = form
                .replace("{}", &instant.format("%Y-%m-%dT%H:%M:%S").to_string())
                .replace("date", &local.format("%Y-%m-%d").to_string())
                .replace("month", &local.format("%Y-%m").to_string());
            let when = parse(&typed, at(NOW), zone).ok()?;
            match precision {
                Some(precision) => when.with_precision(precision),
                None => Some(when),
            }
        },
    )
}

proptest! {
    #[test]
    fn what_was_said_can_be_typed_again_anywhere_and_at_any_time(when in said(), zone in zones(), now in instants()) {
        let typed = when.typed();
        let read = parse(&typed.text, now, zone).unwrap();
        let read = match typed.precision {
            Some(precision) => read.with_precision(precision).unwrap(),
            None => read,
        };
        prop_assert_eq!((read.earliest, read.latest), (when.earliest, when.latest), "{}", typed.text);
        let hour = when.precision == Precision::Hour && when.earliest.timestamp() % 3600 != 0;
        prop_assert_eq!(read.precision, if hour { Precision::Range } else { when.precision }, "{}", typed.text);
    }

    #[test]
    fn what_a_clock_shows_reads_back_or_is_asked_back(zone in zones(), instant in instants()) {
        let local = instant.with_timezone(&zone).naive_local();
        let typed = local.format("%Y-%m-%d %H:%M:%S").to_string();
        match parse(&typed, at(NOW), zone) {
            Ok(when) => prop_assert_eq!(when.earliest, instant),
            Err(TimeError::Fold { first, second, .. }) => {
                prop_assert!([first, second].iter().any(|one| self::at(one) == instant));
            }
            Err(error) => prop_assert!(false, "{typed} in {zone}: {error}"),
        }
    }

    #[test]
    fn days_leave_no_instant_out(zone in zones(), instant in instants()) {
        let local = instant.with_timezone(&zone).date_naive();
        let day = parse(&local.to_string(), at(NOW), zone).unwrap();
        prop_assert!(day.earliest <= instant && instant < day.latest, "{}", day.to_iso());
        prop_assert_eq!(day.date(), local);
        if let Ok(next) = parse(&local.succ_opt().unwrap().to_string(), at(NOW), zone) {
            prop_assert!(next.earliest <= day.latest, "{} {}", day.to_iso(), next.to_iso());
        }
        prop_assert_eq!(When::exact(instant).with_precision(Precision::Day).unwrap().is_point(), false);
    }

    #[test]
    fn every_change_of_a_clock_is_a_gap_or_a_fold(zone in zones(), year in 1971_i32..2037) {
        for change in changes(zone, year) {
            let local = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
            let before = local(change - TimeDelta::seconds(1)) + TimeDelta::seconds(1);
            let by = local(change) - before;
            let typed = |local: chrono::NaiveDateTime| local.format("%Y-%m-%d %H:%M:%S").to_string();
            let middle = parse(&typed(before + by / 2), at(NOW), zone);
            let refused = middle.unwrap_err();
            if let TimeError::Gap { utc, .. } = &refused {
                prop_assert_eq!(self::at(utc), change + by / 2);
            } else if let TimeError::Fold { first, second, .. } = &refused {
                prop_assert_eq!(self::at(first), change + by / 2);
                prop_assert_eq!(self::at(second), change - by / 2);
            } else {
                prop_assert!(false, "{refused}");
            }
            for near in [change - TimeDelta::seconds(1), change] {
                let day = parse(&local(near).date().to_string(), at(NOW), zone).unwrap();
                prop_assert!(day.earliest <= near && near < day.latest, "{near} {}", day.to_iso());
                prop_assert_eq!(day.date(), local(near).date());
            }
        }
    }

    #[test]
    fn a_time_of_day_is_the_last_before_or_the_next_after_now(
        zone in zones(),
        now in instants(),
        hour in 0_u32..24,
        minute in 0_u32..60,
    ) {
        let typed = format!("{hour:02}:{minute:02}");
        // A clock may be set in between, by two hours at the most (Antarctica/Troll).
        let day = TimeDelta::hours(26);
        if let Ok(last) = parse(&typed, now, zone) {
            prop_assert!(last.latest <= now + TimeDelta::minutes(5) && now - last.latest <= day);
        }
        if let Ok(next) = parse_ahead(&typed, now, zone) {
            prop_assert!(now < next.earliest && next.earliest - now <= day, "{}", next.to_iso());
        }
    }

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
