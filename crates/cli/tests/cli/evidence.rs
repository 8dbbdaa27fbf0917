use std::fs;

use serde_json::json;

use crate::harness::CliTest;

#[test]
fn evidence_goes_in_is_verified_and_goes_out() {
    let test = CliTest::with_incident();
    let file = test.folder().join("console.log");
    fs::write(&file, "what happened").unwrap();
    let path = file.to_str().unwrap();
    let said = test
        .ok(&["evidence", "add", "INC-0001", path, "--source", "web-1", "--clock", "-90s", "--tlp", "amber"]);
    assert!(said.contains("console.log: E-1 is recorded, SHA-256"), "{said}");
    let item = test.json(&["evidence", "show", "INC-0001", "e-1"]);
    assert_eq!((&item["clock_offset"], &item["tlp"]), (&json!("-90 s"), &json!("amber")));
    let listed = test.ok(&["evidence", "list", "INC-0001"]);
    assert!(listed.contains("1 item, ") && listed.contains(" still to collect."), "{listed}");
    test.ok(&[
        "evidence",
        "custody",
        "INC-0001",
        "E-1",
        "transferred",
        "--to",
        "Bo",
        "--note",
        "sealed bag 7",
    ]);
    let shown = test.ok(&["evidence", "show", "INC-0001", "1"]);
    assert!(shown.contains("Mara Lind to Bo") && shown.contains("sealed bag 7"), "{shown}");
    test.ok(&["evidence", "custody", "INC-0001", "E-1", "--take-back", "1"]);
    assert_eq!(test.json(&["evidence", "show", "INC-0001", "1"])["holder"], "Mara Lind");
    let out = test.folder().join("out.log");
    let said = test.ok(&["evidence", "export", "INC-0001", "E-1", "--to", out.to_str().unwrap()]);
    assert!(said.contains("with the same hash"), "{said}");
    assert_eq!(fs::read(&out).unwrap(), b"what happened");
    assert!(test.ok(&["evidence", "verify", "INC-0001"]).contains("It is what was collected."));
    let copy = item["lies_at"].as_str().unwrap();
    fs::remove_file(copy).unwrap();
    let ran = test.run(&["evidence", "verify", "INC-0001"]);
    assert_eq!(ran.code, Some(3), "{ran:?}");
    assert!(ran.out.contains("E-1 is missing."), "{ran:?}");
}

#[test]
fn what_an_item_answers_and_that_it_counts_is_said_later() {
    let test = CliTest::with_incident();
    let file = test.folder().join("console.log");
    fs::write(&file, "what happened").unwrap();
    test.ok(&["evidence", "add", "INC-0001", file.to_str().unwrap()]);
    let evidence = |words: &[&str]| test.ok(&[&["evidence"], words].concat());
    let asked = &test.json(&["evidence", "list", "INC-0001"])["asked"][0];
    let (step, text) = (asked["step"].as_str().unwrap(), asked["text"].as_str().unwrap());
    let said = evidence(&["answer", "INC-0001", "1", "--step", step, "--item", "1"]);
    assert!(said.contains("Evidence E-1 (console.log) answers step "), "{said}");
    assert_eq!(test.json(&["evidence", "show", "INC-0001", "1"])["item"], text);
    let said = evidence(&["answer", "INC-0001", "1", "--nothing"]);
    assert!(said.contains("answers nothing that a step asks for, not step "), "{said}");
    let ran = test.run(&["evidence", "answer", "INC-0001", "1"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    test.ok(&["undo", "INC-0001"]);
    assert_eq!(test.json(&["evidence", "show", "INC-0001", "1"])["step"], step);

    evidence(&["withdraw", "INC-0001", "E-1", "--reason", "another case"]);
    let shown = evidence(&["show", "INC-0001", "1"]);
    assert!(shown.contains("Mara Lind said that it is no evidence: another case"), "{shown}");
    let said = evidence(&["restore", "INC-0001", "e-1"]);
    assert!(said.contains("Evidence E-1 (console.log) is evidence after all"), "{said}");
    assert_eq!(test.json(&["evidence", "show", "INC-0001", "1"])["withdrawn"], json!(null));

    let court = ["--to", "The court", "--note", "drive 7"];
    evidence(&[&["custody", "INC-0001", "E-1", "exported"][..], &court[..]].concat());
    evidence(&["custody", "INC-0001", "E-1", "released", "--to", "The owner"]);
    let ran = test.run(&["evidence", "custody", "INC-0001", "E-1", "destroyed"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.err.contains("E-1 was released at ") && ran.err.contains("take back how it ended"),
        "{ran:?}"
    );
    assert!(evidence(&["list", "INC-0001"]).contains("Released"));
}

#[test]
fn a_file_that_is_not_there_is_refused_and_said() {
    let test = CliTest::with_incident();
    let ran = test.run(&["evidence", "add", "INC-0001", "/nowhere/a.log"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("/nowhere/a.log is not there. Nothing was recorded."), "{ran:?}");
    assert_eq!(test.json(&["evidence", "list", "INC-0001"])["items"], json!([]));
}

#[test]
#[cfg(unix)]
fn a_name_that_is_no_unicode_is_kept_as_an_address() {
    use std::os::unix::ffi::OsStringExt;
    let test = CliTest::with_incident();
    let name = std::ffi::OsString::from_vec(b"na\xefve.log".to_vec());
    let file = test.folder().join(name);
    fs::write(&file, "x").unwrap();
    let ran = test.command(&["evidence", "add", "INC-0001", "--in-place"]).arg(&file).output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let item = test.json(&["evidence", "show", "INC-0001", "1"]);
    assert!(item["path"].as_str().unwrap().ends_with("/na%EFve.log"), "{item}");
    assert_eq!(item["name"], "na\\xEFve.log");
}
