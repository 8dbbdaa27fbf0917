use std::fs;

use firebreak_app::api::*;

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
    assert!(refused(r#"{"format":"firebreak-settings","version":2,"settings":{}}"#).contains("version 2"));
    let with =
        |settings: &str| format!(r#"{{"format":"firebreak-settings","version":1,"settings":{settings}}}"#);
    assert!(refused(&with(r#"{"colour":"pink"}"#)).contains("colour"));
    assert!(refused(&with(r#"{"zone":"Mars/Olympus"}"#)).contains("Mars/Olympus"));
    assert!(refused(&with(r#"{"zoom":1000}"#)).contains("1000 %"));
    assert!(refused(&with(r#"{"keys":{"note.write":[""]}}"#)).contains("note.write"));
    let gone = test.data().join("gone.json").display().to_string();
    assert!(test.app.import_settings(ImportSettings { path: gone }).is_err());
}
