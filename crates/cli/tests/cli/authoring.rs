//! Writing playbooks: beginning one, and findings in the forms that other programs read.

use std::fs;

use serde_json::{Value, json};

use crate::harness::CliTest;

const NEW: [&str; 10] = [
    "playbook",
    "new",
    "mail-flood",
    "--title",
    "Mail flood",
    "--type",
    "business-email-compromise",
    "--model",
    "saas",
    "--to",
];

fn begin(test: &CliTest, more: &[&str]) -> Value {
    let folder = test.folder().to_str().unwrap();
    test.json(&[&NEW[..], &[folder], more].concat())
}

#[test]
fn a_new_playbook_passes_the_check_and_is_never_overwritten() {
    let test = CliTest::new();
    let begun = begin(&test, &["--provider", "m365,okta"]);
    let path = begun["path"].as_str().unwrap();
    assert!(path.ends_with("mail-flood.md"), "{path}");
    let written = fs::read_to_string(path).unwrap();
    assert_eq!(begun["markdown"], json!(written));
    assert!(written.contains("#### Microsoft 365") && written.contains("#### Okta"), "{written}");
    assert_eq!(test.ok(&["playbook", "check", path]), "0 errors, 0 warnings.\n");

    fs::write(path, "mine").unwrap();
    let folder = test.folder().to_str().unwrap().to_owned();
    let error = test.fails(1, "refused", &[&NEW[..], &[&folder]].concat());
    assert!(
        error["message"].as_str().unwrap().contains("is there already and was not overwritten"),
        "{error}"
    );
    assert_eq!(fs::read_to_string(path).unwrap(), "mine");
}

#[test]
fn a_new_playbook_needs_an_id_and_words_that_are_known() {
    let test = CliTest::new();
    let folder = test.folder().to_str().unwrap();
    let with = |id: &str, kind: &str| {
        test.fails(
            2,
            "bad-request",
            &["playbook", "new", id, "--title", "T", "--type", kind, "--model", "saas", "--to", folder],
        )
    };
    let error = with("Mail Flood", "insider-misuse");
    assert!(error["message"].as_str().unwrap().contains("lower-case letters"), "{error}");
    with("../up", "insider-misuse");
    with("mail-flood", "bad-luck");
    assert_eq!(
        fs::read_dir(folder)
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().path().extension().is_some())
            .count(),
        0
    );
}

/// A file with one error, on a path that has to be escaped, and what is found in it.
fn broken(test: &CliTest) -> (String, Value) {
    let begun = begin(test, &[]);
    let text = begun["markdown"].as_str().unwrap().replacen("- **Role:** lead", "- **Role:** l\u{eb}ad", 1);
    let path = test.write("a, b: 100%.md", text);
    let ran = test.run(&["playbook", "check", &path, "--format", "json"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let findings: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(findings.as_array().unwrap().len(), 1, "{findings}");
    (path, findings[0].clone())
}

#[test]
fn findings_are_written_as_sarif() {
    let test = CliTest::new();
    let (_, found) = broken(&test);
    let path = test.folder().join("a, b: 100%.md");
    let ran = test.run(&["playbook", "check", path.to_str().unwrap(), "--format", "sarif"]);
    assert_eq!(ran.code, Some(1), "an error still fails the command");
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let result = &run["results"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!((&result["ruleId"], &result["level"]), (&found["rule"], &json!("error")));
    let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], found["rule"]);
    let place = &result["locations"][0]["physicalLocation"];
    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
    assert!(uri.starts_with("file:///") && uri.ends_with("a%2C%20b%3A%20100%25.md"), "{uri}");
    let keys = [
        ("startLine", "line"),
        ("startColumn", "column"),
        ("endLine", "end_line"),
        ("endColumn", "end_column"),
    ];
    for (sarif, ours) in keys {
        assert_eq!(place["region"][sarif], found[ours], "{sarif}");
    }
    assert_eq!(
        found["end_column"].as_u64().unwrap() - found["column"].as_u64().unwrap(),
        4,
        "characters, not bytes"
    );
}

#[test]
fn findings_are_written_as_workflow_commands() {
    let test = CliTest::new();
    let (path, found) = broken(&test);
    let ran = test.run(&["playbook", "check", &path, "--format", "github"]);
    assert_eq!(ran.code, Some(1));
    let (line, column) = (&found["line"], &found["column"]);
    let start = "::error file=";
    assert!(ran.out.starts_with(start), "{}", ran.out);
    let place = format!("a%2C b%3A 100%25.md,line={line},col={column},endLine={line},");
    assert!(ran.out.contains(&place), "{}", ran.out);
    assert!(ran.out.ends_with(&format!("::{}\n", found["message"].as_str().unwrap())), "{}", ran.out);
    assert_eq!(ran.out.lines().count(), 1);
}

#[test]
fn nothing_found_is_an_empty_log() {
    let test = CliTest::new();
    let begun = begin(&test, &[]);
    let path = begun["path"].as_str().unwrap();
    assert_eq!(test.ok(&["playbook", "check", path, "--format", "github"]), "");
    let log: Value =
        serde_json::from_str(&test.ok(&["playbook", "check", path, "--format", "sarif"])).unwrap();
    assert_eq!(log["runs"][0]["results"], json!([]));
}
