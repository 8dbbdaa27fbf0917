use std::fs;

use firebreak_app::api::*;
use firebreak_core::vocabulary::StepState;

use crate::harness::{AppTest, one, set_step};

fn of_incident(brief: bool) -> MakePack {
    MakePack { incident: Some("INC-0001".to_owned()), brief, ..MakePack::default() }
}

#[test]
fn a_run_sheet_has_what_was_recorded_and_blank_boxes_for_the_rest() {
    let test = AppTest::new();
    let incident = test.open_key();
    let first = &incident.runs[0].steps[0];
    let seen = SetStep { value: Some("<seen>".to_owned()), ..set_step(&first.id, StepState::Verified) };
    test.app.set_step(seen).unwrap();
    let sheet = test.app.make_pack(of_incident(true)).unwrap();
    assert_eq!(sheet.file_name, "INC-0001-run-sheet.html");
    let done = "<td>Verified</td><td>2026-11-21 02:17Z</td><td>Ana</td><td>&lt;seen&gt;</td>";
    assert_eq!(sheet.body.matches(done).count(), 1, "{}", sheet.body);
    let blank = "<td></td><td></td><td></td><td></td>";
    assert_eq!(sheet.body.matches(blank).count(), incident.runs[0].steps.len() - 1);
    for step in incident.runs[0].steps.iter() {
        assert!(sheet.body.contains(&format!("<b>{} ", step.number)), "step {}", step.number);
    }
    assert!(!sheet.body.contains("<pre>"), "a run sheet has no commands");
    assert_eq!(
        sheet.body.matches("Time, with zone").count(),
        2,
        "one head for all steps, one for what else happened"
    );
    let view = test.app.show_incident(one("INC-0001")).unwrap();
    assert!(sheet.body.contains(&view.head.hash), "the head is the outside anchor");
}

#[test]
fn a_pack_has_everything_and_needs_nothing() {
    let test = AppTest::new();
    test.open_key();
    let own = serde_json::json!({"provider": "aws", "own": {
        "in_use": true, "identifiers": [{"label": "production", "value": "111122223333"}], "plan": null,
        "reply_seconds": null, "contacts": [{"name": "Our account manager", "how": "+1 555 0100"}], "portal": null,
        "tested_on": null, "tested": null,
    }});
    test.call("provider.set", own).unwrap();
    let folder = test.folder.path().join("packs");
    let request = MakePack { folder: Some(folder.display().to_string()), ..of_incident(false) };
    let saved = test.app.save_pack(request.clone()).unwrap();
    let html = fs::read_to_string(&saved.path).unwrap();
    assert!(saved.path.ends_with("INC-0001-pack.html"), "{}", saved.path);
    for said in [
        "<!doctype html>",
        "First minute",
        "Reaching AWS",
        "+1 555 0100",
        "111122223333",
        "<pre>",
        "Ask the provider",
    ] {
        assert!(html.contains(said), "{said} is missing");
    }
    for needs in ["<script", "<link", "<img", "src=", "url(", "@import"] {
        assert!(!html.contains(needs), "it needs {needs}");
    }
    test.step("1", StepState::Done).unwrap();
    test.app.save_pack(request).unwrap();
    assert!(
        fs::read_to_string(&saved.path).unwrap().contains("<td>Done</td>"),
        "a newer pack takes its place"
    );
}

#[test]
fn a_playbook_is_packed_without_an_incident() {
    let test = AppTest::new();
    let request = MakePack { playbook: Some("general-incident".to_owned()), ..MakePack::default() };
    let pack = test.app.make_pack(request).unwrap();
    assert_eq!(pack.file_name, "general-incident-pack.html");
    assert!(pack.body.contains("<h2>First minute"), "{}", pack.body);
    assert!(test.app.make_pack(MakePack::default()).is_err());
    let unknown = MakePack { playbook: Some("nothing".to_owned()), ..MakePack::default() };
    assert_eq!(test.app.make_pack(unknown).unwrap_err().code(), Code::NotFound);
}
