use serde_json::{Value, json};

use crate::harness::{CliTest, OPEN, last_entry};

const KEYS: [&str; 6] = ["to_detect", "to_acknowledge", "to_contain", "to_eradicate", "to_recover", "dwell"];

/// An incident that was detected at a fixed time.
fn detected_at(time: &'static str) -> CliTest {
    let test = CliTest::new();
    let mut arguments = OPEN.to_vec();
    arguments[13] = time;
    test.ok(&arguments);
    test
}

/// Sets a milestone and gives it as it counts.
#[track_caller]
fn set(test: &CliTest, arguments: &[&str]) -> Value {
    let changed = test.json(&[&["milestone", "INC-0001"], arguments].concat());
    let set = changed["incident"]["milestones"].as_array().unwrap();
    set.iter().find(|one| one["milestone"] == arguments[0]).unwrap()["when"].clone()
}

#[test]
fn answers_with_exactly_the_keys_that_others_build_on() {
    let test = detected_at("2026-03-01T10:00Z");
    let times = test.json(&["times", "INC-0001"]);
    let mut keys: Vec<&str> = times.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    let mut wanted = KEYS.to_vec();
    wanted.sort_unstable();
    assert_eq!(keys, wanted);
    assert!(KEYS.iter().all(|key| times[key].is_null()), "{times}");
    test.ok(&["milestone", "INC-0001", "contained", "--at", "2026-03-01T11:25Z"]);
    assert_eq!(
        test.json(&["times", "INC-0001"])["to_contain"],
        json!({
            "seconds_min": 5100, "seconds_max": 5100,
            "from": "2026-03-01T10:00:00Z", "to": "2026-03-01T11:25:00Z",
        })
    );
}

#[test]
fn prints_the_definition_beside_each_time_and_a_dash_where_there_is_none() {
    let test = detected_at("2026-03-01T10:00Z");
    test.ok(&["milestone", "INC-0001", "occurred", "--at", "2026-02-27", "--note", "first strange sign-in"]);
    test.ok(&["milestone", "INC-0001", "contained", "--at", "2026-03-01T11:25Z"]);
    test.ok(&["close", "INC-0001"]);
    snapbox::assert_data_eq!(
        test.ok(&["times", "INC-0001"]),
        snapbox::str![[r#"
INC-0001  Access key seen in CI logs

To detect       1 d 10 h to 2 d 10 h             occurred → detected
To acknowledge  —                     of 15 min  detected → acknowledged  closed without
                                                                          acknowledged
To contain      1 h 25 min            of 1 h     detected → contained
To recover      —                     of 8 h     detected → recovered     closed without recovered
To eradicate    —                                detected → eradicated    closed without eradicated
Dwell           1 d 11 h to 2 d 11 h             occurred → contained

Occurred   2026-02-27 UTC, to the day  #4  Mara Lind  first strange sign-in
Detected   2026-03-01 10:00Z           #2  Mara Lind
Contained  2026-03-01 11:25Z           #5  Mara Lind

"#]]
    );
}

#[test]
fn shows_utc_first_with_the_local_time_beside() {
    let test = detected_at("2026-03-01T23:30Z");
    let out = test.ok(&["--zone", "Europe/Berlin", "times", "INC-0001"]);
    assert!(out.contains("2026-03-01 23:30Z  2026-03-02 00:30 CET"), "{out}");
    let out = test.ok(&["times", "INC-0001", "--zone", "America/New_York"]);
    assert!(out.contains("2026-03-01 23:30Z  18:30 EST"), "{out}");
    test.fails(2, "bad-request", &["times", "INC-0001", "--zone", "Middle/Earth"]);
}

#[test]
fn an_incident_that_is_open_shows_its_clocks_running() {
    let out = CliTest::with_incident();
    let out = out.ok(&["times", "INC-0001"]);
    assert!(out.contains("To contain      — running 10 min  of 1 h"), "{out}");
    assert!(out.contains("not contained yet"), "{out}");
}

#[test]
fn takes_a_time_as_it_is_typed() {
    let test = detected_at("2026-03-01T10:00Z");
    let when = set(&test, &["contained", "--at", "2026-03-01 12:00 Europe/Berlin"]);
    assert_eq!((&when["earliest"], &when["zone"]), (&json!("2026-03-01T11:00:00Z"), &json!("Europe/Berlin")));
    let when = set(&test, &["contained", "--at", "2026-03-01", "--zone", "Europe/Berlin"]);
    assert_eq!((&when["precision"], &when["earliest"]), (&json!("day"), &json!("2026-02-28T23:00:00Z")));
    let when = set(&test, &["contained", "--between", "2026-03-01T11:00Z", "2026-03-01T12:00Z"]);
    assert_eq!((&when["precision"], &when["latest"]), (&json!("range"), &json!("2026-03-01T12:00:00Z")));
    let when = set(&test, &["contained", "--at", "2026-03-01T11:20Z", "--precision", "hour"]);
    assert_eq!(
        (&when["earliest"], &when["latest"]),
        (&json!("2026-03-01T11:00:00Z"), &json!("2026-03-01T12:00:00Z"))
    );
    let when = set(&test, &["contained", "--between", "2026-03-01", "2026-03-03"]);
    assert_eq!(when["latest"], "2026-03-04T00:00:00Z");
    let when = set(&test, &["occurred", "--at", "<2026-02-20T08:00Z"]);
    assert_eq!(when["precision"], "at-latest");
    assert!(test.ok(&["times", "INC-0001"]).contains("≥ "), "the start is a lower bound");
    let when = set(&test, &["acknowledged", "--at", "-10m"]);
    assert_eq!(when["precision"], "minute");
}

#[test]
fn refuses_times_that_do_not_exist() {
    let test = detected_at("2026-03-01T10:00Z");
    let refused = |code: i32, word: &str, arguments: &[&str], says: &str| {
        let error = test.fails(code, word, &[&["milestone", "INC-0001", "contained"], arguments].concat());
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(says), "{arguments:?}: {message}");
    };
    refused(2, "bad-request", &["--at", "2026-02-30"], "does not exist");
    refused(2, "bad-request", &["--at", "25:61"], "does not exist");
    refused(2, "bad-request", &["--at", "soon"], "is not a time");
    let berlin = |time: &'static str| ["--at", time, "--zone", "Europe/Berlin"];
    refused(2, "bad-request", &berlin("2026-10-25 02:30"), "happened twice in Europe/Berlin");
    refused(2, "bad-request", &berlin("2026-10-25 02:30"), "2026-10-25T02:30:00+01:00");
    refused(2, "bad-request", &berlin("2026-03-29 02:30"), "the clock was set forward over it");
    refused(2, "bad-request", &["--between", "2026-03-02", "2026-03-01"], "ends before it begins");
    refused(2, "bad-request", &["--at", "2026-03-01", "--precision", "hour"], "cannot be known as");
    refused(1, "refused", &["--at", "2199-01-01"], "more than a day ahead");
    refused(2, "bad-request", &[], "");
    refused(2, "bad-request", &["--at", "now", "--withdraw"], "");
    refused(2, "bad-request", &["--between", "now"], "");
    assert!(test.json(&["times", "INC-0001"])["to_contain"].is_null());
}

#[test]
fn the_two_times_of_a_fold_can_both_be_said() {
    let test = detected_at("2025-10-26T00:00Z");
    set(&test, &["contained", "--at", "2025-10-26T02:30:00+02:00"]);
    assert_eq!(test.json(&["times", "INC-0001"])["to_contain"]["seconds_min"], 1800);
    set(&test, &["contained", "--at", "2025-10-26T02:30:00+01:00"]);
    assert_eq!(test.json(&["times", "INC-0001"])["to_contain"]["seconds_min"], 5400);
}

#[test]
fn a_later_assertion_counts_and_the_earlier_one_stays_visible() {
    let test = detected_at("2026-03-01T10:00Z");
    set(&test, &["contained", "--at", "2026-03-01T11:00Z"]);
    set(&test, &["contained", "--at", "2026-03-01T12:00Z"]);
    let out = test.ok(&["times", "INC-0001"]);
    assert!(
        out.contains("Contained  2026-03-01 12:00Z  #5") && out.contains("  before   2026-03-01 11:00Z  #4"),
        "{out}"
    );
    test.ok(&["milestone", "INC-0001", "contained", "--withdraw", "--reason", "still moving"]);
    assert_eq!(test.json(&["times", "INC-0001"])["to_contain"]["seconds_min"], 3600);
    test.ok(&["milestone", "INC-0001", "contained", "--withdraw"]);
    assert!(test.json(&["times", "INC-0001"])["to_contain"].is_null());
    test.fails(1, "refused", &["milestone", "INC-0001", "contained", "--withdraw"]);
    assert!(test.texts("INC-0001").iter().any(|text| text.contains("still moving")));
}

#[test]
fn ends_that_contradict_each_other_are_shown_and_not_counted() {
    let test = detected_at("2026-03-01T10:00Z");
    set(&test, &["contained", "--at", "2026-03-01T09:00Z"]);
    assert!(test.json(&["times", "INC-0001"])["to_contain"].is_null());
    let out = test.ok(&["times", "INC-0001"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("data problem: Contained (2026-03-01T09:00:00Z) lies before detected"), "{out}");
}

#[test]
fn zero_is_a_value() {
    let test = detected_at("2026-03-01T10:00Z");
    set(&test, &["acknowledged", "--at", "2026-03-01T10:00Z"]);
    assert_eq!(test.json(&["times", "INC-0001"])["to_acknowledge"]["seconds_max"], 0);
    assert!(test.ok(&["times", "INC-0001"]).contains("To acknowledge  0 s "));
}

#[test]
fn shows_the_time_between_any_two_moments() {
    let test = detected_at("2026-03-01T10:00Z");
    let entry = last_entry(&test.json(&["note", "INC-0001", "the copy begins", "--at", "2026-03-01T09:30Z"]));
    let number = entry.rsplit('/').next().unwrap();
    for from in [entry.as_str(), number] {
        let span = test.json(&["times", "INC-0001", "--between", from, "Detected"]);
        assert_eq!((&span["seconds_min"], &span["seconds_max"]), (&json!(1800), &json!(1800)));
    }
    let out = test.ok(&["times", "INC-0001", "--between", number, "detected"]);
    assert!(out.starts_with(&format!("30 min  {number} → detected\n")), "{out}");
    assert_eq!(test.json(&["times", "INC-0001", "--between", "detected", "recovered"]), Value::Null);
    assert!(test.ok(&["times", "INC-0001", "--between", "detected", "recovered"]).starts_with("—  "));
    test.fails(1, "not-found", &["times", "INC-0001", "--between", "99", "detected"]);
    test.fails(2, "bad-request", &["times", "INC-0001", "--between", "never", "detected"]);
    test.fails(2, "bad-request", &["times", "INC-0001", "--between", "detected"]);
}
