use serde_json::json;

use crate::harness::{CliTest, OPEN};

fn opened() -> CliTest {
    let test = CliTest::new();
    test.ok(&OPEN);
    test
}

#[test]
fn roles_are_given_and_ended() {
    let test = opened();
    let said = test.ok(&["role", "give", "INC-0001", "Lead", "Ana"]);
    assert!(said.contains("Lead: Ana"), "{said}");
    let said = test.ok(&["role", "give", "INC-0001", "lead", "Bo"]);
    assert!(said.contains("Lead: Ana → Bo"), "{said}");
    test.ok(&["role", "give", "INC-0001", "Night watch", "Cy"]);
    test.ok(&["role", "end", "INC-0001", "night watch", "Cy", "--reason", "it is day"]);
    let told = test.ok(&["role", "list", "INC-0001"]);
    assert!(told.contains("Before:") && told.contains("Night watch"), "{told}");
    let people = test.json(&["role", "list", "INC-0001"]);
    assert_eq!(people["roles"][0]["holders"][0]["person"], "Bo");
    assert_eq!(people["earlier"][1]["label"], "Night watch");
}

#[test]
fn the_lead_is_handed_over_with_a_briefing() {
    let test = opened();
    let words = ["--summary", "The key is off.", "--if", "the key is used again => close the account"];
    let brief = test.ok(&[&["handover", "brief", "INC-0001"][..], &words].concat());
    assert!(brief.starts_with("# INC-0001: handover briefing of "), "{brief}");
    assert!(brief.contains("- If the key is used again: close the account\n"), "{brief}");
    test.ok(&[&["handover", "begin", "INC-0001", "--to", "Bo"][..], &words].concat());
    let shown = test.ok(&["handover", "show", "INC-0001", "1"]);
    assert!(shown.contains("Waits for the receiver") && shown.contains("The key is off."), "{shown}");
    let said = test.ok(&["handover", "accept", "INC-0001", "1", "--by", "Bo", "--all"]);
    assert!(said.contains("Handover 1 accepted by Bo, 13 sections read back"), "{said}");
    assert!(said.contains("Lead: Bo"), "{said}");
    let list = test.json(&["handover", "list", "INC-0001"]);
    assert_eq!(list[0]["state"], json!("accepted"));
    let text = test.ok(&["handover", "show", "INC-0001", "1", "--md"]);
    assert!(text.contains("## Where the work stands\n"), "{text}");
}
