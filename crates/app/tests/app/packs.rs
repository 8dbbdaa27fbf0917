use std::fs;

use firebreak_app::api::*;
use firebreak_core::vocabulary::StepState;

use crate::harness::{AppTest, one, set_step};

fn of_incident(brief: bool) -> MakePack {
    MakePack { incident: Some("INC-0001".to_owned()), brief, ..MakePack::default() }
}

fn of_playbooks(ids: &[&str]) -> MakePack {
    MakePack { playbooks: ids.iter().map(|id| (*id).to_owned()).collect(), ..MakePack::default() }
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
    let pack = test.app.make_pack(of_playbooks(&["general-incident"])).unwrap();
    assert_eq!(pack.file_name, "general-incident-pack.html");
    assert!(pack.body.contains("<h2>First minute"), "{}", pack.body);
    assert!(test.app.make_pack(MakePack::default()).is_err());
    assert!(!pack.body.contains("Contents"), "one playbook needs none");
    let unknown = of_playbooks(&["general-incident", "nothing"]);
    assert_eq!(test.app.make_pack(unknown).unwrap_err().code(), Code::NotFound);
}

#[test]
fn several_playbooks_are_one_pack_with_contents_and_contacts_once() {
    let test = AppTest::new();
    let ids = ["iaas-exposed-access-key", "general-incident", "iaas-exposed-access-key"];
    let pack = test.app.make_pack(of_playbooks(&ids)).unwrap();
    assert_eq!(pack.file_name, "iaas-exposed-access-key-and-1-more-pack.html");
    let whole =
        |id: &str| test.app.show_playbook(ShowPlaybook { id: id.to_owned(), service_models: None }).unwrap();
    let (key, general) = (whole("iaas-exposed-access-key"), whole("general-incident"));
    let (front, rest) = pack.body.split_once("<section class=\"playbook\" id=\"pack-1\">").unwrap();
    let (first, second) = rest.split_once("<section class=\"playbook\" id=\"pack-2\">").unwrap();
    assert!(front.contains("<h1>2 playbooks</h1>") && front.contains("<h2>Contents</h2>"), "{front}");
    for (number, view) in [(1, &key), (2, &general)] {
        let line = format!(
            "<li><a href=\"#pack-{number}\">{} {}</a>, {} steps</li>",
            view.row.title,
            view.row.version,
            view.steps.len()
        );
        assert!(front.contains(&line), "{line} is not in {front}");
    }
    for (page, view) in [(first, &key), (second, &general)] {
        assert!(page.trim_start().starts_with(&format!("<h2>{} {}</h2>", view.row.title, view.row.version)));
        assert!(page.contains(&view.sha256), "which text it is");
        assert_eq!(page.matches("<section class=\"step").count(), view.steps.len());
        assert_eq!(page.matches("<h2>First minute: ").count(), 1, "its own card");
    }
    for provider in &key.row.providers {
        let head = format!("<h2>Reaching {}</h2>", provider.name);
        assert_eq!((front.matches(&head).count(), pack.body.matches(&head).count()), (1, 1), "{head}");
    }
    assert_eq!(pack.body.matches("What else happened").count(), 1);
    let folder = test.folder.path().join("packs").display().to_string();
    let saved = test.app.save_pack(MakePack { folder: Some(folder), ..of_playbooks(&ids) }).unwrap();
    let html = fs::read_to_string(saved.path).unwrap();
    assert!(html.contains(".pack .playbook { margin-top: 32px; break-before: page; }"), "each on a new page");
}
