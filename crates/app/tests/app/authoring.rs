use std::fs;
use std::path::PathBuf;

use firebreak_app::api::*;
use firebreak_core::vocabulary::ServiceModel;

use crate::harness::AppTest;

fn edit(test: &AppTest, id: &str) -> EditedPlaybook {
    test.app.edit_playbook(EditPlaybook { id: Some(id.to_owned()), path: None }).unwrap()
}

fn new(text: &str) -> SavePlaybook {
    SavePlaybook { text: text.to_owned(), path: None, sha256: None, draft: None }
}

fn begin(id: &str) -> NewPlaybook {
    NewPlaybook {
        id: id.to_owned(),
        title: "Mail flood".to_owned(),
        incident_types: vec!["denial-of-service".to_owned()],
        service_models: vec![ServiceModel::Saas],
        providers: vec!["m365".to_owned()],
        folder: None,
        own: true,
    }
}

/// A bundled playbook, adapted and saved.
fn adapt(test: &AppTest) -> (EditedPlaybook, SavedPlaybook) {
    let begun = edit(test, "general-incident");
    let saved = test.app.save_playbook(new(&begun.text)).unwrap();
    (begun, saved)
}

fn row(test: &AppTest) -> PlaybookRow {
    let rows = test.app.list_playbooks(Nothing {}).unwrap();
    rows.into_iter().find(|row| row.id == "general-incident").unwrap()
}

#[test]
fn an_adapted_playbook_counts_in_place_of_the_bundled_one() {
    let test = AppTest::new();
    let before = row(&test);
    assert_eq!(before.origin, PlaybookOrigin::Bundled);
    let (begun, saved) = adapt(&test);
    assert_eq!((begun.path, begun.sha256), (None, None), "nothing is written before it is saved");
    assert_eq!(begun.bundled_version.as_deref(), Some(before.version.as_str()));
    assert_eq!((saved.id.as_deref(), saved.aside), (Some("general-incident"), None));
    assert!(PathBuf::from(&saved.path).starts_with(test.data().join("playbooks")), "{}", saved.path);
    assert_eq!(fs::read_to_string(&saved.path).unwrap(), begun.text);
    let after = row(&test);
    assert!(
        matches!(&after.origin, PlaybookOrigin::Own { path, .. } if *path == saved.path),
        "{:?}",
        after.origin
    );
    assert_eq!(after.version, "1.1.0");
    let folders = test.app.about(Nothing {}).unwrap().settings.playbooks;
    assert_eq!(
        folders,
        [test.data().join("playbooks").display().to_string()],
        "the settings name the folder"
    );
    let error = test.app.save_playbook(new(&begun.text)).unwrap_err();
    assert_eq!(error.code(), Code::Refused, "a file that is there is not overwritten: {error}");
}

#[test]
fn a_new_playbook_lies_in_an_own_folder_that_is_made_and_named() {
    let test = AppTest::new();
    let library = || test.app.show_library(Nothing {}).unwrap();
    let beside = test.data().join("playbooks");
    assert_eq!((library().folders.len(), library().for_new), (0, beside.display().to_string()));
    assert!(!beside.exists(), "asking makes nothing");
    let begun = test.app.new_playbook(begin("mail-flood")).unwrap();
    assert_eq!(begun.path, Some(beside.join("mail-flood.md").display().to_string()));
    let opened = test.app.edit_playbook(EditPlaybook { id: None, path: begun.path.clone() }).unwrap();
    assert_eq!((opened.text, opened.path), (begun.markdown, begun.path));
    assert_eq!(library().folders[0].playbooks, 1, "it counts at once");
    assert_eq!(library().folders[0].path, beside.display().to_string());

    let other = test.folder.path().join("ours/deep");
    let chosen = NewPlaybook { folder: Some(format!(" {} ", other.display())), ..begin("spam-flood") };
    let begun = test.app.new_playbook(chosen).unwrap();
    assert_eq!(begun.path, Some(other.join("spam-flood.md").display().to_string()));
    let folders = test.app.about(Nothing {}).unwrap().settings.playbooks;
    assert_eq!(folders, [beside.display().to_string(), other.display().to_string()]);
    let again = NewPlaybook { folder: Some(other.display().to_string()), ..begin("ham-flood") };
    test.app.new_playbook(again).unwrap();
    assert_eq!(test.app.about(Nothing {}).unwrap().settings.playbooks.len(), 2, "it is named once");
}

#[test]
fn a_new_playbook_takes_no_id_and_no_file_that_is_there() {
    let test = AppTest::new();
    let refused = |request: NewPlaybook| {
        let error = test.app.new_playbook(request).unwrap_err();
        (error.code(), error.to_string())
    };
    let (code, said) = refused(begin("general-incident"));
    assert!(code == Code::Refused && said.contains("taken by \"General"), "{said}");
    assert!(!test.data().join("playbooks").exists(), "nothing is made for what is refused");
    let begun = test.app.new_playbook(begin("mail-flood")).unwrap();
    let path = PathBuf::from(begun.path.unwrap());
    assert!(refused(begin("mail-flood")).1.contains("is taken by \"Mail flood\""));
    fs::write(&path, begun.markdown.replace("**Layer:** data", "**Layer:** date")).unwrap();
    test.clock.advance(chrono::TimeDelta::seconds(1));
    let (_, said) = refused(begin("mail-flood"));
    assert!(said.contains(&path.display().to_string()), "one with errors has its id too: {said}");
    fs::write(&path, "# Notes\n").unwrap();
    test.clock.advance(chrono::TimeDelta::seconds(1));
    let (code, said) = refused(begin("mail-flood"));
    assert!(code == Code::Refused && said.contains("is there already"), "{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "# Notes\n");
    assert_eq!(refused(NewPlaybook { folder: Some(" ".to_owned()), ..begin("free") }).0, Code::BadRequest);
    let under_a_file = path.join("below").display().to_string();
    let (code, said) = refused(NewPlaybook { folder: Some(under_a_file), ..begin("free") });
    assert!(code == Code::Storage && said.contains("could not make a folder"), "{said}");
    assert_eq!(test.app.about(Nothing {}).unwrap().settings.playbooks.len(), 1, "it is not named either");
}

#[test]
fn an_own_playbook_is_edited_in_place() {
    let test = AppTest::new();
    let (_, saved) = adapt(&test);
    let opened = edit(&test, "general-incident");
    assert_eq!((opened.path.as_ref(), opened.sha256.as_ref()), (Some(&saved.path), Some(&saved.sha256)));
    let text = opened.text.replace("title: General incident", "title: Our way");
    let again = SavePlaybook { text, path: opened.path, sha256: opened.sha256, draft: None };
    test.app.save_playbook(again.clone()).unwrap();
    assert_eq!(row(&test).title, "Our way", "at once, not a second later");
    let error = test.app.save_playbook(again).unwrap_err();
    assert!(error.to_string().contains("was changed since it was opened here"), "{error}");
    let error = test
        .app
        .save_playbook(SavePlaybook { sha256: None, path: Some(saved.path), ..new("x") })
        .unwrap_err();
    assert_eq!(error.code(), Code::Refused);
    assert_eq!(row(&test).title, "Our way");
}

#[test]
fn what_is_saved_with_errors_does_not_count_and_is_opened_again() {
    let test = AppTest::new();
    let begun = edit(&test, "general-incident");
    let broken = begun.text.replacen("- **Layer:** data", "- **Layer:** date", 1);
    let saved = test.app.save_playbook(new(&broken)).unwrap();
    assert!(saved.aside.is_some(), "it says why it does not count");
    assert_eq!(row(&test).origin, PlaybookOrigin::Bundled, "the good one stays");
    let opened = test.app.edit_playbook(EditPlaybook { id: None, path: Some(saved.path) }).unwrap();
    assert_eq!(opened.text, broken);
    let mended = SavePlaybook { text: begun.text, path: opened.path, sha256: opened.sha256, draft: None };
    assert_eq!(test.app.save_playbook(mended).unwrap().aside, None);
}

#[test]
fn nothing_outside_the_own_folders_is_read_or_written() {
    let test = AppTest::new();
    let (_, saved) = adapt(&test);
    let outside = test.data().join("settings.json");
    let around = PathBuf::from(&saved.path).parent().unwrap().join("../settings.json");
    let before = fs::read_to_string(&outside).unwrap();
    for path in [outside.clone(), around] {
        let path = path.display().to_string();
        let error = test.app.edit_playbook(EditPlaybook { id: None, path: Some(path.clone()) }).unwrap_err();
        assert!(error.to_string().contains("lies in no folder of own playbooks"), "{error}");
        let error = test.app.save_playbook(SavePlaybook { path: Some(path), ..new("x") }).unwrap_err();
        assert!(error.to_string().contains("lies in no folder of own playbooks"), "{error}");
    }
    assert_eq!(fs::read_to_string(&outside).unwrap(), before);
    let error = test.app.save_playbook(new("# No front matter\n")).unwrap_err();
    assert_eq!(error.code(), Code::BadRequest, "a new file needs an id: {error}");
}

#[test]
fn what_is_saved_is_no_draft_any_more() {
    let test = AppTest::new();
    let key = "playbook:new".to_owned();
    test.app.save_draft(SaveDraft { key: key.clone(), text: Some("half".to_owned()) }).unwrap();
    let kept = || test.app.load_draft(LoadDraft { key: key.clone() }).unwrap().text;
    let begun = edit(&test, "general-incident");
    test.app.save_playbook(SavePlaybook { draft: Some(key.clone()), ..new("no id") }).unwrap_err();
    assert_eq!(kept().as_deref(), Some("half"));
    test.app.save_playbook(SavePlaybook { draft: Some(key.clone()), ..new(&begun.text) }).unwrap();
    assert_eq!(kept(), None);
}

#[test]
fn a_preview_shows_the_walk_and_what_is_wrong_with_its_place() {
    let test = AppTest::new();
    let text = edit(&test, "general-incident").text;
    let preview = |text: String| test.app.preview_playbook(PreviewPlaybook { text }).unwrap();
    let sound = preview(text.clone());
    assert!(sound.findings.is_empty());
    let view = sound.playbook.unwrap();
    assert_eq!(view.row.version, "1.1.0");
    assert!(view.steps.len() >= 10 && view.steps.iter().all(|step| step.acts.party.is_some()));
    let line = text.lines().position(|line| line == "- **Layer:** data").unwrap() + 1;
    let found = preview(text.replacen("- **Layer:** data", "- **Layer:** date", 1)).findings;
    let first = found.iter().find(|finding| finding.rule == "unknown-layer").unwrap();
    assert_eq!((first.line as usize, first.end_column - first.column), (line, 4));
    let unread = preview("# Just words\n".to_owned());
    assert!(unread.playbook.is_none() && unread.findings.len() == 1);
}

#[test]
fn completion_knows_every_vocabulary() {
    let test = AppTest::new();
    let words = test.app.playbook_words(Nothing {}).unwrap();
    let fact = |key: &str| {
        words
            .facts
            .iter()
            .find(|fact| fact.key == key)
            .unwrap()
            .words
            .iter()
            .map(|word| word.id.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(fact("Layer"), ["data", "endpoints", "accounts", "application", "os", "network", "physical"]);
    assert!(fact("Marks").contains(&"contained") && fact("ATT&CK").contains(&"T1078.004"));
    assert!(fact("Role").is_empty());
    let value = |key: &str| words.values.iter().find(|value| value.key == key).unwrap().words.len();
    assert_eq!((value("incident_types"), value("service_models")), (16, 5));
    assert!(words.playbooks.iter().any(|playbook| playbook.id == "general-incident"));
    assert!(words.keys.iter().any(|key| key == "related") && words.parts.iter().any(|part| part == "Decide"));
}

/// A playbook of one's own whose last step starts a clock that only an own file has a rule for.
fn starts_own_clock(test: &AppTest) -> String {
    let text = edit(test, "general-incident").text;
    let (before, after) = text.rsplit_once("- **Starts clock:** ").unwrap();
    format!("{before}- **Starts clock:** house-24, {after}")
}

/// Writes an own rule of deadlines beside the settings; gives the file.
fn own_rule(test: &AppTest) -> PathBuf {
    let owned = test.call("deadline.own", serde_json::json!({"rule": "gdpr-33"})).unwrap();
    let file = PathBuf::from(owned.pointer("/file").and_then(serde_json::Value::as_str).unwrap());
    let text = fs::read_to_string(&file).unwrap().replace("\"gdpr-33\"", "\"house-24\"");
    let mut own: serde_json::Value = serde_json::from_str(&text).unwrap();
    *own.pointer_mut("/rules/0/name").unwrap() = "The house's own 24 hours".into();
    let text = own.to_string();
    fs::write(&file, text).unwrap();
    file
}

#[test]
fn a_playbook_may_name_own_rules_of_deadlines() {
    let test = AppTest::new();
    let text = starts_own_clock(&test);
    let unknown = |findings: &[FindingView]| findings.iter().any(|found| found.rule == "unknown-deadline");
    let preview = || test.app.preview_playbook(PreviewPlaybook { text: text.clone() }).unwrap().findings;
    let file = test.folder.path().join("general-incident.md");
    fs::write(&file, &text).unwrap();
    let check = || {
        let paths = vec![file.display().to_string()];
        test.app.check_playbooks(CheckPlaybooks { paths }).unwrap()
    };
    assert!(unknown(&preview()) && unknown(&check()), "no file has that rule yet");
    own_rule(&test);
    assert!(!unknown(&preview()) && !unknown(&check()));
    let words = test.app.playbook_words(Nothing {}).unwrap();
    let clock = words.facts.iter().find(|fact| fact.key == "Starts clock").unwrap();
    assert!(clock.words.iter().any(|word| word.id == "house-24"), "and the editor offers it");
}

#[test]
fn a_step_names_an_own_rule_of_a_deadline_by_its_name() {
    let test = AppTest::new();
    own_rule(&test);
    test.app.save_playbook(new(&starts_own_clock(&test))).unwrap();
    test.open_key();
    let run = serde_json::json!({"incident": "INC-0001", "playbook": "general-incident"});
    test.call("run.start", run).unwrap();
    let name = |steps: &[StepText]| {
        let mut clocks = steps.iter().flat_map(|step| &step.starts_clock);
        clocks.find(|clock| clock.id == "house-24").map(|clock| clock.name.clone())
    };
    let named = Some("The house's own 24 hours".to_owned());
    let read = ShowPlaybook { id: "general-incident".to_owned(), service_models: None };
    assert_eq!(name(&test.app.show_playbook(read).unwrap().text.steps), named);
    let of_run = ShowRunText { incident: "INC-0001".to_owned(), run: "2".to_owned() };
    assert_eq!(name(&test.app.show_run_text(of_run).unwrap().steps), named);
}

#[test]
fn an_own_playbook_counts_as_soon_as_its_rule_is_there() {
    let test = AppTest::new();
    let saved = test.app.save_playbook(new(&starts_own_clock(&test))).unwrap();
    assert!(saved.aside.is_some(), "it names a rule that is in no file");
    let counts = || {
        test.clock.advance(chrono::TimeDelta::seconds(2));
        matches!(row(&test).origin, PlaybookOrigin::Own { .. })
    };
    assert!(!counts());
    let file = own_rule(&test);
    assert!(counts());
    fs::remove_file(file).unwrap();
    assert!(!counts());
}
