use std::fs;

use serde_json::Value;

use crate::harness::CliTest;

fn runs(test: &CliTest) -> Value {
    test.json(&["incident", "show", "INC-0001"])["runs"].clone()
}

/// The number of the first step of a mode in the first run.
fn numbered(test: &CliTest, mode: &str) -> String {
    let runs = runs(test);
    let steps = runs[0]["steps"].as_array().unwrap();
    steps.iter().find(|step| step["mode"] == mode).unwrap()["number"].to_string()
}

#[test]
fn a_playbook_is_called_from_a_step_and_queued() {
    let test = CliTest::with_incident();
    test.ok(&["run", "INC-0001", "general-incident", "--from", "2"]);
    let shown = test.ok(&["incident", "show", "INC-0001"]);
    assert!(shown.contains("called from run 1, step 2 "), "{shown}");
    assert_eq!(runs(&test)[0]["place"], 2);
    test.ok(&["run", "rank", "INC-0001", "1", "1"]);
    assert_eq!(runs(&test)[0]["place"], 1);
    let said = test.ok(&["undo", "INC-0001"]);
    assert!(said.contains("is number 2 of the playbooks"), "{said}");
    test.fails(1, "refused", &["run", "rank", "INC-0001", "9", "1"]);
    test.fails(2, "bad-request", &["run", "rank", "INC-0001", "1", "0"]);
}

#[test]
fn a_watch_says_who_watches_and_ends_with_what_was_seen() {
    let test = CliTest::with_incident();
    let number = numbered(&test, "watch");
    test.ok(&["watch", "INC-0001", &number, "--by", "Bea", "--at", "-5m"]);
    let shown = test.ok(&["step", "INC-0001", &number]);
    assert!(shown.contains("Watched by Bea since "), "{shown}");
    assert!(test.ok(&["incident", "show", "INC-0001"]).contains("watched by Bea"));
    test.fails(1, "refused", &["step", "INC-0001", &number, "--state", "done"]);
    test.ok(&["step", "INC-0001", &number, "--state", "done", "--value", "quiet"]);
    test.fails(1, "refused", &["watch", "INC-0001", &number]);
    test.fails(1, "refused", &["watch", "INC-0001", "1"]);
}

#[test]
fn a_paper_is_typed_in_from_a_file_whole_or_not_at_all() {
    let test = CliTest::with_incident();
    let file = test.folder().join("paper.txt");
    let name = file.to_str().unwrap();
    fs::write(&file, "# sheet 1\n1 0212z done\n\n2 0213z verified AccessDenied everywhere\n3 0214z overridden owner asked\n")
        .unwrap();
    test.ok(&["reconstruct", "INC-0001", name]);
    let steps = runs(&test)[0]["steps"].clone();
    assert_eq!((&steps[0]["state"], &steps[0]["reconstructed"]), (&"done".into(), &true.into()));
    assert_eq!(steps[1]["value"], "AccessDenied everywhere");
    assert_eq!(steps[2]["reason"], "owner asked");

    fs::write(&file, "4 0215z done\n5 noon finished\n").unwrap();
    let error = test.fails(2, "bad-request", &["reconstruct", "INC-0001", name]);
    assert!(error["message"].as_str().unwrap().contains("Line 2 is not understood"), "{error}");
    fs::write(&file, "4 0215z done\n5 soon done\n").unwrap();
    test.fails(2, "bad-request", &["reconstruct", "INC-0001", name]);
    test.fails(2, "bad-request", &["reconstruct", "INC-0001", "no-such-file"]);
    assert_eq!(runs(&test)[0]["steps"][3]["state"], "open", "not one row of a wrong paper is recorded");
}

#[test]
fn an_incident_or_a_playbook_is_saved_as_one_file() {
    let test = CliTest::with_incident();
    let folder = test.folder().join("packs");
    let to = folder.to_str().unwrap();
    let saved = test.json(&["pack", "INC-0001", "--output", to]);
    assert!(saved["path"].as_str().unwrap().ends_with("INC-0001-pack.html"), "{saved}");
    assert!(fs::read_to_string(folder.join("INC-0001-pack.html")).unwrap().contains("Time, with zone"));
    test.ok(&["pack", "general-incident", "--brief", "-o", to]);
    assert!(folder.join("general-incident-run-sheet.html").is_file());
    let error = test.fails(1, "not-found", &["pack", "no-such-thing", "--output", to]);
    let why = error["message"].as_str().unwrap();
    assert!(why.starts_with("There is no incident and no playbook \"no-such-thing\""), "{why}");

    let both = ["pack", "iaas-exposed-access-key", "general-incident", "iaas-exposed-access-key", "-o", to];
    let saved = test.json(&both);
    let path = saved["path"].as_str().unwrap();
    assert!(path.ends_with("iaas-exposed-access-key-and-1-more-pack.html"), "{path}");
    assert_eq!(fs::read_to_string(path).unwrap().matches("<section class=\"playbook\"").count(), 2);
    let error = test.fails(1, "not-found", &["pack", "general-incident", "INC-0001", "-o", to]);
    let why = error["message"].as_str().unwrap();
    assert!(why.starts_with("There is no playbook \"INC-0001\""), "{why}");
}

#[test]
fn a_timer_runs_on_this_machine() {
    let test = CliTest::with_incident();
    let said = test.ok(&["timer", "start", "INC-0001", "20m", "--for", "Look again"]);
    assert!(said.contains("Look again") && said.contains(" left"), "{said}");
    assert_eq!(test.json(&["timer", "list", "INC-0001"])[0]["id"], 1);
    assert_eq!(
        test.ok(&["timer", "end", "INC-0001", "1"]),
        "No timer runs. `firebreak timer start` starts one.\n"
    );
    test.fails(1, "not-found", &["timer", "end", "INC-0001", "1"]);
}
