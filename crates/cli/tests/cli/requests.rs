use serde_json::{Value, json};

use crate::harness::CliTest;

/// An incident that was detected at a fixed time in the night, with a request drafted from the step that asks.
fn drafted() -> CliTest {
    let test = CliTest::new();
    let mut arguments = crate::harness::OPEN.to_vec();
    arguments[13] = "2026-03-01T10:00Z";
    test.ok(&arguments);
    test.ok(&["request", "new", "INC-0001", "--step", "open-case", "--channel", "Support centre"]);
    test
}

#[track_caller]
fn first(test: &CliTest) -> Value {
    test.json(&["request", "show", "INC-0001", "1"])
}

#[test]
fn a_request_goes_from_the_step_to_its_answer() {
    let test = drafted();
    assert_eq!(first(&test)["provider"]["id"], "aws");
    test.ok(&["request", "sent", "INC-0001", "1", "--at", "2026-03-01T10:30Z", "--ticket", "4711"]);
    test.ok(&["request", "acknowledged", "INC-0001", "1", "--at", "2026-03-01T10:40Z", "--by", "Jo"]);
    let said = test.ok(&[
        "request",
        "answered",
        "INC-0001",
        "1",
        "--at",
        "2026-03-01T11:30Z",
        "--note",
        "One key, no other account",
    ]);
    assert!(said.contains("Request 1 to AWS answered: One key, no other account"), "{said}");
    let request = first(&test);
    assert_eq!((&request["state"], &request["ticket"]), (&json!("answered"), &json!("4711")));
    test.ok(&["milestone", "INC-0001", "contained", "--at", "2026-03-01T12:00Z"]);
    let times = test.json(&["times", "INC-0001"]);
    let split = &times["waiting_for_provider"]["to_contain"];
    assert_eq!(split["provider"], json!({"seconds_min": 3600, "seconds_max": 3600}));
    assert_eq!(split["own"], json!({"seconds_min": 3600, "seconds_max": 3600}));
    let told = test.ok(&["times", "INC-0001"]);
    assert!(told.contains("within to contain") && told.contains("own 1 h"), "{told}");
}

#[test]
fn a_request_names_the_account_and_the_resources_at_its_provider() {
    let test = drafted();
    let arn = "arn:aws:iam::210987654321:role/build";
    let add = ["resource", "add", "INC-0001", "build role", "--model", "iaas", "--provider", "aws"];
    test.ok(&[&add[..], &["--identifier", arn]].concat());
    let words = test.ok(&["request", "new", "INC-0001", "--step", "open-case", "--preview"]);
    assert!(words.contains("Account ID: 210987654321"), "{words}");
    assert!(words.contains(&format!("Affected: build role, {arn}")), "{words}");
    let text = first(&test)["text"].as_str().unwrap().to_owned();
    assert!(!text.contains("build role"), "what was drafted before stays: {text}");
}

#[test]
fn what_makes_no_sense_is_refused_with_what_to_do() {
    let test = drafted();
    let error = test.fails(1, "refused", &["request", "answered", "INC-0001", "1"]);
    assert_eq!(error["hint"], "Say first when it was sent.");
    test.fails(1, "not-found", &["request", "show", "INC-0001", "9"]);
    test.fails(2, "bad-request", &["request", "new", "INC-0001"]);
    test.ok(&["request", "sent", "INC-0001", "1"]);
    test.fails(1, "refused", &["request", "edit", "INC-0001", "1", "--text", "Other words"]);
    test.ok(&["request", "take-back", "INC-0001", "1", "sent", "--reason", "never left the outbox"]);
    assert_eq!(first(&test)["state"], Value::Null);
    test.ok(&["request", "edit", "INC-0001", "1", "--text", "Other words", "--escalate", "2h"]);
    assert_eq!((&first(&test)["text"], &first(&test)["escalate"]), (&json!("Other words"), &json!("2h")));
    test.ok(&["request", "withdraw", "INC-0001", "1", "--reason", "answered by telephone"]);
    assert_eq!(first(&test)["state"], "withdrawn");
}

#[test]
fn the_list_says_what_to_escalate() {
    let test = drafted();
    assert!(test.ok(&["request", "list"]).contains("Draft"));
    test.ok(&["request", "sent", "INC-0001", "1", "--at", "2026-03-01T10:30Z"]);
    let list = test.ok(&["request", "list"]);
    assert!(list.contains("escalate, due since") && list.contains("1 request, 1 to escalate."), "{list}");
    test.ok(&["request", "answered", "INC-0001", "1"]);
    assert_eq!(test.ok(&["request", "list"]), "No request waits. `firebreak request new` drafts one.\n");
}

#[test]
fn the_words_are_printed_line_by_line_and_saved() {
    let test = drafted();
    let preview = test.ok(&["request", "new", "INC-0001", "--step", "open-case", "--preview"]);
    let printed = test.ok(&["request", "text", "INC-0001", "1"]);
    assert_eq!(
        printed.lines().next(),
        Some("Subject: Security incident INC-0001: Access key seen in CI logs")
    );
    assert_eq!(preview.lines().count(), printed.lines().count());
    assert_eq!(test.json(&["request", "list"]).as_array().unwrap().len(), 1, "a preview records nothing");
    let path = test.ok(&["request", "text", "INC-0001", "1", "--md", "--save"]);
    let saved = std::fs::read_to_string(path.replace('\n', "")).unwrap();
    assert!(saved.contains("- **Channel:** Support centre\n"), "{saved}");
    let piped = ["request", "new", "INC-0001", "--provider", "Code host", "--text", "-"];
    assert_eq!(test.run_with_input(&piped, b"Line one\nLine two\n").code, Some(0));
    let text = test.ok(&["request", "text", "INC-0001", "2"]);
    assert!(text.ends_with("\nLine one\nLine two\n"), "{text}");
}

#[test]
fn own_entries_about_a_provider_are_kept_one_by_one() {
    let test = CliTest::new();
    assert!(test.ok(&["provider", "list"]).contains("None is said to be in use"));
    test.ok(&[
        "provider",
        "set",
        "aws",
        "--used",
        "--identifier",
        "Production=123456789012",
        "--plan",
        "Business",
    ]);
    test.ok(&[
        "provider",
        "set",
        "aws",
        "--reply",
        "1h",
        "--contact",
        "Jo=+1 555 0100",
        "--tested-on",
        "2020-01-31",
    ]);
    let view = test.json(&["provider", "show", "aws"]);
    let own = &view["own"];
    assert_eq!(own["identifiers"], json!([{"label": "Production", "value": "123456789012"}]));
    assert_eq!((&own["plan"], &own["reply_seconds"]), (&json!("Business"), &json!(3600)));
    let shown = test.ok(&["provider", "show", "AWS"]);
    assert!(shown.contains("last tried on 2020-01-31, more than a year ago"), "{shown}");
    assert!(!shown.contains("reply time is known"), "{shown}");
    test.fails(2, "bad-request", &["provider", "set", "aws", "--reply", "soon"]);
    test.ok(&["provider", "set", "aws", "--unused"]);
    assert_eq!(test.json(&["provider", "show", "aws"])["row"]["gaps"], json!([]));
}
