use chrono::{Datelike, NaiveDate, Weekday};
use firebreak_core::deadline::{Limit, Trigger};

use super::*;

#[test]
fn every_bundled_rule_and_list_fits() {
    let library = Library::load().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let rules = Rules::read(&library, &folder.path().join("none"));
    assert_eq!(rules.problems, []);
    for (rule, file) in &rules.rules {
        assert_eq!((rule.check(), file), (Ok(()), &None), "{}", rule.id);
        if rule.trigger == Trigger::Submitted {
            assert!(rule.after.is_some(), "{} names no rule whose notice starts it", rule.id);
        }
        if matches!(rule.limit, Some(Limit::BusinessDays(_))) {
            assert!(rule.holidays.is_some(), "{} names no list of holidays", rule.id);
        }
    }
    let dora = rules.rule("dora-initial").unwrap();
    let cap = dora.cap.as_ref().unwrap();
    assert_eq!((dora.limit, cap.limit, cap.lapses), (Some(Limit::Hours(4)), Limit::Hours(24), true));
    let sec = rules.rule("sec-8k-105").unwrap();
    assert_eq!((sec.limit, sec.zone.as_deref()), (Some(Limit::BusinessDays(4)), Some("America/New_York")));
    for list in &rules.holidays {
        assert_eq!(list.check(), Ok(()));
    }
}

/// The holidays of 5 U.S.C. 6103, each moved off a weekend.
fn federal(year: i32) -> Vec<NaiveDate> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let nth = |month, weekday, n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n).unwrap();
    let last_monday_of_may =
        (1..=5).rev().find_map(|n| NaiveDate::from_weekday_of_month_opt(year, 5, Weekday::Mon, n));
    let fixed = [(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)].map(|(month, number)| {
        let date = day(month, number);
        match date.weekday() {
            Weekday::Sat => date.pred_opt().unwrap(),
            Weekday::Sun => date.succ_opt().unwrap(),
            Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => date,
        }
    });
    let mut days = vec![
        nth(1, Weekday::Mon, 3),
        nth(2, Weekday::Mon, 3),
        last_monday_of_may.unwrap(),
        nth(9, Weekday::Mon, 1),
        nth(10, Weekday::Mon, 2),
        nth(11, Weekday::Thu, 4),
    ];
    days.extend(fixed);
    days
}

#[test]
fn the_federal_holidays_follow_from_the_law() {
    let library = Library::load().unwrap();
    let list = library.holidays.iter().find(|list| list.id == "us-federal").unwrap();
    let wanted = (2026..=2029).flat_map(federal).filter(|day| (2026..=2028).contains(&day.year()));
    assert_eq!(list.dates, wanted.collect());
}

#[test]
fn own_rules_stand_in_place_of_bundled_ones_and_broken_files_are_told() {
    let library = Library::load().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let rule = |id: &str, more: &str| {
        format!(
            "{{\"id\": \"{id}\", \"name\": \"N\", \"trigger\": \"aware\", \"limit\": \"PT96H\", \"source\": \"s\", \"as_of\": \"2027-01-01\"{more}}}"
        )
    };
    write("gdpr.json", &format!("{{\"deadlines\": 1, \"rules\": [{}]}}", rule("gdpr-33", "")));
    let holidays = "{\"id\": \"bavaria\", \"name\": \"Bavaria\", \"source\": \"s\", \"until\": \"2026-12-31\", \"dates\": [\"2026-12-25\"]}";
    write(
        "own.json",
        &format!(
            "{{\"deadlines\": 1, \"rules\": [{}, {}], \"holidays\": [{holidays}]}}",
            rule("sla", ", \"holidays\": \"bavaria\""),
            rule("sla-report", ", \"after\": \"nothing\""),
        ),
    );
    write("broken.json", "{\"deadlines\": 1, \"rules\": [{}]}");
    write("newer.json", "{\"deadlines\": 2}");
    let rules = Rules::read(&library, folder.path());
    assert_eq!(rules.rule("gdpr-33").unwrap().limit, Some(Limit::Hours(96)));
    assert_eq!(rules.rules.len(), library.rules.len() + 2);
    assert_eq!(rules.list("bavaria").unwrap().dates.len(), 1);
    let problems: Vec<&str> = rules.problems.iter().map(|problem| problem.why.as_str()).collect();
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems[0].contains("missing field") && problems[1].contains("reads 1"), "{problems:?}");
    assert!(problems[2].contains("\"sla-report\" follows \"nothing\""), "{problems:?}");
}

#[test]
fn a_rule_is_written_as_a_file_that_is_read_again() {
    let library = Library::load().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let rule = library.rules.iter().find(|rule| rule.id == "dora-initial").unwrap();
    let path = write_own(folder.path(), rule).unwrap();
    let rules = Rules::read(&library, folder.path());
    let own = rules.rules.iter().find(|(known, _)| known.id == rule.id).unwrap();
    assert_eq!((&own.0, own.1.as_ref()), (rule, Some(&path)));
    assert!(
        matches!(write_own(folder.path(), rule), Err(Error::FileExists { .. })),
        "an own file is not overwritten"
    );
}
