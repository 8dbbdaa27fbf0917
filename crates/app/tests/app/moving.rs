use std::fs;

use firebreak_app::api::*;
use serde_json::{Value, json};

use crate::harness::AppTest;

#[test]
fn settings_move_to_another_machine_whole() {
    let (here, there) = (AppTest::new(), AppTest::new());
    let settings = Settings {
        responder: Some("Bea".to_owned()),
        theme: Some(Theme::Dark),
        zone: Some("Europe/Berlin".to_owned()),
        playbooks: vec!["/srv/playbooks".to_owned()],
        keys: [("note.write".to_owned(), vec!["Mod+J".to_owned()]), ("note.stamp".to_owned(), Vec::new())]
            .into(),
        zoom: Some(150),
        matrix_profile: None,
    };
    here.app.set_settings(SetSettings { settings: settings.clone() }).unwrap();
    let file = here.data().join("moved.json");
    let ask = |replace| ExportSettings { path: Some(file.display().to_string()), replace };
    assert!(here.app.export_settings(ask(false)).unwrap().path.is_some());
    assert!(here.app.export_settings(ask(false)).is_err(), "no file is overwritten unasked");
    assert!(here.app.export_settings(ask(true)).is_ok());
    let was = there.app.about(Nothing {}).unwrap().settings;
    assert_ne!(was, settings);
    let import = |path: String| there.app.import_settings(ImportSettings { path });
    let imported = import(file.display().to_string()).unwrap();
    assert_eq!(imported.about.settings, settings);
    assert_eq!(import(imported.before).unwrap().about.settings, was, "what was before comes back");
}

#[test]
fn a_file_that_holds_no_settings_changes_none() {
    let test = AppTest::new();
    let before = test.app.about(Nothing {}).unwrap().settings;
    let file = test.data().join("odd.json");
    let refused = |text: &str| {
        fs::write(&file, text).unwrap();
        let error =
            test.app.import_settings(ImportSettings { path: file.display().to_string() }).unwrap_err();
        assert_eq!(test.app.about(Nothing {}).unwrap().settings, before, "{text}");
        error.to_string()
    };
    assert!(refused("{}").contains("no file of settings"));
    assert!(refused(r#"{"format":"other","version":1,"settings":{}}"#).contains("calls itself"));
    assert!(refused(r#"{"format":"firebreak-settings","version":3,"settings":{}}"#).contains("version 3"));
    let with =
        |settings: &str| format!(r#"{{"format":"firebreak-settings","version":1,"settings":{settings}}}"#);
    assert!(refused(&with(r#"{"colour":"pink"}"#)).contains("colour"));
    assert!(refused(&with(r#"{"zone":"Mars/Olympus"}"#)).contains("Mars/Olympus"));
    assert!(refused(&with(r#"{"zoom":1000}"#)).contains("1000 %"));
    assert!(refused(&with(r#"{"keys":{"note.write":[""]}}"#)).contains("note.write"));
    let files = |files: &str| {
        format!(r#"{{"format":"firebreak-settings","version":2,"settings":{{}},"files":{files}}}"#)
    };
    assert!(refused(&files(r#"{"deadlines/../../x.json":"{}"}"#)).contains("no name of an own file"));
    assert!(refused(&files(r#"{"providers.json":"none"}"#)).contains("cannot be read"));
    let gone = test.data().join("gone.json").display().to_string();
    assert!(test.app.import_settings(ImportSettings { path: gone }).is_err());
}

/// The own files of a machine, as its screens show them: of a provider, a matrix profile, a rule and a template.
fn own(test: &AppTest) -> Value {
    let provider = test.call("provider.show", json!({"provider": "aws"})).unwrap();
    let profiles = test.call("matrix.list", json!({})).unwrap().to_string().contains("Ours");
    let rules = test.app.deadline_rules(Nothing {}).unwrap().rules;
    let limit = rules.into_iter().find(|rule| rule.id == "gdpr-33").unwrap().limit;
    let templates = test.app.update_templates(Nothing {}).unwrap().templates;
    let templates: Vec<String> = templates.into_iter().map(|template| template.id).collect();
    json!([provider.get("own"), profiles, limit, templates])
}

#[test]
fn own_files_move_with_the_settings_and_go_back_with_them() {
    let (here, there) = (AppTest::new(), AppTest::new());
    let plan = json!({"provider": "aws", "own": {"in_use": true, "plan": "Enterprise"}});
    here.call("provider.set", plan).unwrap();
    let copy = json!({"from": "nsa-2024", "name": "Ours", "reason": "we patch"});
    here.call("matrix.copy", copy).unwrap();
    let file = here.call("deadline.own", json!({"rule": "gdpr-33"})).unwrap();
    let file = file["file"].as_str().unwrap();
    fs::write(file, fs::read_to_string(file).unwrap().replace("PT72H", "PT48H")).unwrap();
    let templates = here.app.folders().templates();
    fs::create_dir_all(&templates).unwrap();
    let text =
        "---\nupdate: 1\nname: Works council\nabout: For those who ask\n---\n\n# {{code}}\n\n{{title}}\n";
    fs::write(templates.join("works-council.md"), text).unwrap();
    let odd = here.app.folders().deadlines().join("odd.json");
    fs::write(&odd, [0xFF, 0xFE]).unwrap();

    let theirs = json!({"provider": "aws", "own": {"in_use": true, "plan": "Basic"}});
    there.call("provider.set", theirs).unwrap();
    let was = own(&there);
    assert_ne!(own(&here), was);
    let moved = here.data().join("moved.json").display().to_string();
    let exported =
        here.app.export_settings(ExportSettings { path: Some(moved.clone()), replace: false }).unwrap();
    assert_eq!(exported.files.len(), 4, "{:?}", exported.files);
    assert_eq!(exported.left_out[0].file, odd.display().to_string());
    let before = there.app.import_settings(ImportSettings { path: moved }).unwrap().before;
    assert_eq!(own(&there), own(&here));
    there.app.import_settings(ImportSettings { path: before }).unwrap();
    assert_eq!(
        own(&there),
        was,
        "what was kept about the provider comes back, and what was not there is gone"
    );
}

#[test]
fn own_files_stay_as_they_are_where_the_settings_do_not_fit() {
    let test = AppTest::new();
    let was = own(&test);
    let file = test.data().join("half.json");
    let plan = json!({"aws": {"in_use": true, "plan": "Enterprise"}}).to_string();
    let moved = json!({
        "format": "firebreak-settings", "version": 2, "settings": {"zone": "Mars/Olympus"},
        "files": {"providers.json": plan},
    });
    fs::write(&file, moved.to_string()).unwrap();
    let error = test.app.import_settings(ImportSettings { path: file.display().to_string() }).unwrap_err();
    assert!(error.to_string().contains("Mars/Olympus"));
    assert_eq!(own(&test), was);
}
