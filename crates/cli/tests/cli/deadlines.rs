use serde_json::{Value, json};

use crate::harness::CliTest;

/// An incident that was detected at a fixed time.
fn opened() -> CliTest {
    let test = CliTest::new();
    let mut arguments = crate::harness::OPEN.to_vec();
    arguments[13] = "2026-03-01T10:00Z";
    test.ok(&arguments);
    test
}

fn list(test: &CliTest) -> Value {
    test.json(&["deadline", "list", "INC-0001"])
}

#[test]
fn a_clock_is_started_met_and_followed_by_the_next() {
    let test = opened();
    let rules = test.ok(&["deadline", "rules"]);
    assert!(rules.contains("nis2-final") && rules.contains("Not legal advice"), "{rules}");
    let preview =
        test.ok(&["deadline", "start", "INC-0001", "sec-8k-105", "--at", "2026-03-06T15:00Z", "--preview"]);
    assert!(preview.contains("Thu 2026-03-12 23:59 EDT"), "{preview}");
    let said = test.ok(&["deadline", "start", "INC-0001", "nis2-notification", "--at", "2026-03-01T10:00Z"]);
    assert!(said.replace("\n    ", " ").contains("due 2026-03-04 10:00Z"), "{said}");
    assert!(test.ok(&["deadline", "list", "INC-0001"]).contains(" overdue"));
    let board = test.ok(&["incident", "list"]);
    assert!(board.contains(" overdue  "), "the list of incidents has it: {board}");
    test.ok(&[
        "deadline",
        "met",
        "INC-0001",
        "1",
        "--at",
        "2026-03-04T12:00Z",
        "--by",
        "Jo",
        "--reference",
        "CSIRT-7",
    ]);
    let shown = test.ok(&["deadline", "show", "INC-0001", "1"]);
    assert!(shown.contains("Met, 2 h late") && shown.contains("by Jo, reference CSIRT-7"), "{shown}");
    assert_eq!(list(&test)["offers"][0]["rule"]["id"], "nis2-final");
    test.ok(&["deadline", "start", "INC-0001", "nis2-final", "--follows", "1", "--at", "2026-03-04T12:00Z"]);
    test.fails(1, "refused", &["deadline", "waive", "INC-0001", "2"]);
    test.ok(&[
        "deadline",
        "waive",
        "INC-0001",
        "2",
        "--reason",
        "no significant incident",
        "--by",
        "Counsel",
    ]);
    test.ok(&["deadline", "take-back", "INC-0001", "2", "waived"]);
    test.ok(&[
        "deadline",
        "change",
        "INC-0001",
        "2",
        "--at",
        "2026-03-04T11:00Z",
        "--reason",
        "as the receipt says",
    ]);
    assert_eq!(list(&test)["deadlines"][0]["due"]["at"], "2026-04-04T23:59:59Z");
    let calendar = test.ok(&["deadline", "calendar", "INC-0001"]);
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.contains("DTSTART:20260404T235959Z\r\n"),
        "{calendar}"
    );
    test.fails(1, "not-found", &["deadline", "show", "INC-0001", "9"]);
    test.fails(
        2,
        "bad-request",
        &["deadline", "start", "INC-0001", "contract", "--limit", "soon", "--at", "now"],
    );
}

#[test]
fn an_update_goes_from_the_template_to_the_next_one() {
    let test = opened();
    assert!(test.ok(&["update", "templates"]).contains("holding-line"));
    let preview = test.ok(&["update", "new", "INC-0001", "--template", "executives", "--preview"]);
    assert!(preview.contains("[not known: lead]") && preview.contains("Not known: lead"), "{preview}");
    test.ok(&["update", "new", "INC-0001", "--template", "executives", "--to", "The board", "--next", "4h"]);
    test.fails(2, "bad-request", &["update", "approved", "INC-0001", "1"]);
    test.ok(&["update", "approved", "INC-0001", "1", "--by", "Jo"]);
    test.fails(1, "refused", &["update", "edit", "INC-0001", "1", "--text", "Other words"]);
    test.ok(&["update", "sent", "INC-0001", "1"]);
    let updates = test.json(&["update", "list", "INC-0001"]);
    assert_eq!((&updates["updates"][0]["state"], &updates["out_of_band"]), (&json!("sent"), &json!([])));
    test.ok(&["update", "take-back", "INC-0001", "1", "sent", "--reason", "the call did not go through"]);
    assert!(test.ok(&["update", "list", "INC-0001"]).contains("Approved"));
    let own = ["update", "new", "INC-0001", "--audience", "works council", "--subject", "S", "--text", "-"];
    assert_eq!(test.run_with_input(&own, b"Line one\nLine two\n").code, Some(0));
    assert!(test.ok(&["update", "show", "INC-0001", "2"]).ends_with("\nLine one\nLine two\n"));
}

#[test]
fn the_situation_is_printed_as_markdown() {
    let test = opened();
    test.ok(&["deadline", "start", "INC-0001", "gdpr-33", "--at", "2026-03-01T10:00Z"]);
    let report = test.ok(&["sitrep", "INC-0001"]);
    assert!(report.starts_with("# Situation report: INC-0001 "), "{report}");
    for wanted in ["## Deadlines\n", "GDPR Art. 33", " overdue", "## Not known\n", "Record head after "] {
        assert!(report.contains(wanted), "{wanted:?} in {report}");
    }
    let head = test.json(&["incident", "show", "INC-0001"])["head"]["hash"].clone();
    assert!(report.contains(head.as_str().unwrap()), "{report}");
}
