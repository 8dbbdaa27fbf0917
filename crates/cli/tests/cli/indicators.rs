use serde_json::json;

use crate::harness::CliTest;

const LOG: &str = "2026-03-01T10:00:00Z 185[.]220[.]101[.]4 GET hxxp://evil-cdn[.]net/a from 10.0.0.5\n";

#[test]
fn a_log_is_read_from_standard_input_and_what_is_found_is_recorded() {
    let test = CliTest::with_incident();
    let looked = test.run_with_input(&["indicator", "find", "INC-0001", "-"], LOG.as_bytes());
    assert_eq!(looked.code, Some(0), "{looked:?}");
    assert!(
        looked.out.contains("185[.]220[.]101[.]4") && looked.out.contains("Private address"),
        "{}",
        looked.out
    );
    assert_eq!(test.json(&["indicator", "list", "INC-0001"]), json!([]), "looking records nothing");
    let added = ["indicator", "find", "INC-0001", "-", "--add", "--tlp", "GREEN", "--note", "proxy"];
    assert_eq!(test.run_with_input(&added, LOG.as_bytes()).code, Some(0));
    let list = test.json(&["indicator", "list", "INC-0001"]);
    let values: Vec<&str> =
        list.as_array().unwrap().iter().map(|each| each["value"].as_str().unwrap()).collect();
    assert_eq!(values, ["http://evil-cdn.net/a", "evil-cdn.net", "185.220.101.4"]);
    assert_eq!((&list[0]["tlp"], &list[0]["note"]), (&json!("green"), &json!("proxy")));
    let shown = test.ok(&["indicator", "list", "INC-0001"]);
    assert!(shown.contains("evil-cdn[.]net") && !shown.contains("evil-cdn.net"), "{shown}");
    assert!(test.ok(&["indicator", "list", "INC-0001", "--fanged"]).contains("evil-cdn.net"));
}

#[test]
fn indicators_are_added_changed_withdrawn_and_restored() {
    let test = CliTest::with_incident();
    test.ok(&["indicator", "add", "INC-0001", "185[.]220[.]101[.]4", "evil-cdn.net", "--step", "1"]);
    test.fails(1, "refused", &["indicator", "add", "INC-0001", "jo"]);
    test.ok(&["indicator", "add", "INC-0001", "jo", "--kind", "account"]);
    test.ok(&[
        "indicator",
        "change",
        "INC-0001",
        "3",
        "--tlp",
        "red",
        "--note",
        "the contractor",
        "--step",
        "",
    ]);
    let entry =
        test.json(&["note", "INC-0001", "seen at the gate"])["entries"][0].as_str().unwrap().to_owned();
    let number = entry.rsplit('/').next().unwrap();
    test.ok(&["indicator", "add", "INC-0001", "203.0.113.5:4444", "--entry", number]);
    let shown = test.ok(&["indicator", "list", "INC-0001"]);
    assert!(shown.contains(&format!("port 4444 · from #{number}")), "{shown}");
    test.ok(&["indicator", "change", "INC-0001", "4", "--port", "0"]);
    assert!(!test.ok(&["indicator", "list", "INC-0001"]).contains("4444"));
    test.ok(&["indicator", "withdraw", "INC-0001", "4"]);
    test.ok(&["indicator", "withdraw", "INC-0001", "1", "2", "--reason", "a test"]);
    let list = test.json(&["indicator", "list", "INC-0001"]);
    assert_eq!((list.as_array().unwrap().len(), &list[0]["note"]), (1, &json!("the contractor")));
    assert_eq!(test.json(&["indicator", "list", "INC-0001", "--all"]).as_array().unwrap().len(), 4);
    test.ok(&["indicator", "restore", "INC-0001", "2"]);
    assert_eq!(test.json(&["incident", "show", "INC-0001"])["indicators"], 2);
    test.fails(1, "refused", &["indicator", "withdraw", "INC-0001", "1"]);
}

#[test]
fn indicators_are_written_as_csv_and_stix() {
    let test = CliTest::with_incident();
    test.ok(&["indicator", "add", "INC-0001", "185.220.101.4", "--tlp", "clear"]);
    test.ok(&["indicator", "add", "INC-0001", "evil-cdn.net", "--tlp", "amber+strict"]);
    let csv = test.ok(&["indicator", "export", "INC-0001"]);
    assert_eq!(csv.lines().count(), 3, "{csv}");
    let ran = test.run(&["indicator", "export", "INC-0001", "--stix", "--share", "clear"]);
    let bundle: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(bundle["type"], "bundle");
    assert!(
        !ran.out.contains("evil-cdn") && ran.err.contains("1 with a stricter label stay here"),
        "{ran:?}"
    );
    let saved = test.ok(&["indicator", "export", "INC-0001", "--stix", "--save"]);
    assert!(std::fs::read_to_string(saved.trim()).unwrap().contains("evil-cdn.net"));
}

#[test]
fn decisions_are_recorded_superseded_and_withdrawn() {
    let test = CliTest::with_incident();
    let first = ["decision", "record", "INC-0001", "--question", "Pull the network?", "--choice", "Pull it"];
    test.ok(&[
        &first[..],
        &["--option", "Isolate", "--rationale", "It spreads", "--irreversible", "--by", "Bo"],
    ]
    .concat());
    test.ok(&[&first[..], &["--supersedes", "1"]].concat());
    let list = test.json(&["decision", "list", "INC-0001"]);
    assert_eq!((&list[0]["superseded_by"], &list[0]["reversible"]), (&json!("2"), &json!(false)));
    assert_eq!(test.json(&["decision", "list", "INC-0001", "--in-force"]).as_array().unwrap().len(), 1);
    let told = test.ok(&["decision", "list", "INC-0001"]);
    assert!(told.contains("(superseded by 2)") && told.contains("because It spreads"), "{told}");
    test.fails(1, "refused", &[&first[..], &["--supersedes", "1"]].concat());
    test.ok(&["decision", "withdraw", "INC-0001", "2", "--reason", "a slip"]);
    test.ok(&["decision", "restore", "INC-0001", "2"]);
    test.fails(2, "bad-request", &["decision", "record", "INC-0001", "--question", "What now?"]);
}
