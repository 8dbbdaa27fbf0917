use std::fs;

use firebreak_app::api::*;

use crate::harness::AppTest;

const LOSS: &str = "# Loss playbook\n## Detection\n- Look\n## Containment\n- Block\n## Recovery\n- Replace\n";

fn save(test: &AppTest, path: &std::path::Path, taken: &[&str]) -> SavedFile {
    let saved = test.app.save_import(SaveImport {
        paths: vec![path.display().to_string()],
        taken: taken.iter().map(|id| (*id).to_owned()).collect(),
        ..SaveImport::default()
    });
    saved.unwrap().files.remove(0)
}

#[test]
fn an_imported_file_is_in_the_library_and_hides_no_bundled_one() {
    let test = AppTest::new();
    let theirs = test.folder.path().join("theirs");
    fs::create_dir_all(theirs.join("deeper")).unwrap();
    for name in ["general-incident.md", "loss.md", "deeper/loss.md"] {
        fs::write(theirs.join(name), LOSS).unwrap();
    }
    let first = save(&test, &theirs.join("loss.md"), &[]);
    assert_eq!((first.id.as_str(), first.outcome), ("loss", ImportOutcome::Written));
    let second = save(&test, &theirs.join("deeper/loss.md"), &["loss"]);
    assert_eq!(second.id, "loss-2", "two files of one name are two playbooks");
    assert_eq!(save(&test, &theirs.join("general-incident.md"), &[]).id, "general-incident-2");
    let ids: Vec<String> =
        test.app.list_playbooks(Nothing {}).unwrap().into_iter().map(|row| row.id).collect();
    for id in ["loss", "loss-2", "general-incident", "general-incident-2"] {
        assert!(ids.iter().any(|known| known == id), "{id} in {ids:?}");
    }
    let library = test.app.show_library(Nothing {}).unwrap();
    assert!(library.aside.is_empty(), "the kept source is no playbook of the library: {:?}", library.aside);
}

#[test]
fn a_report_writes_nothing() {
    let test = AppTest::new();
    let path = test.folder.path().join("loss.md");
    fs::write(&path, LOSS).unwrap();
    let request = ImportPlaybooks { paths: vec![path.display().to_string()], as_playbook: false };
    let report = test.app.import_playbooks(request).unwrap();
    assert_eq!(report.files[0].steps.len(), 3);
    assert!(!std::path::Path::new(&report.folder).exists(), "not even the folder is made");
}

#[test]
fn a_list_says_of_every_file_what_the_report_says() {
    let test = AppTest::new();
    let theirs = test.folder.path().join("theirs");
    fs::create_dir(&theirs).unwrap();
    // So many that several threads read them.
    for number in 0..40 {
        fs::write(theirs.join(format!("loss-{number:02}.md")), LOSS).unwrap();
    }
    fs::write(theirs.join("README.md"), "# Ours\n\n- [Loss](loss-00.md)\n").unwrap();
    fs::write(theirs.join("huge.md"), "x".repeat(5 * 1024 * 1024)).unwrap();
    let paths = vec![theirs.display().to_string()];
    let list = test.app.list_import(ListImport { paths: paths.clone() }).unwrap();
    let report = test.app.import_playbooks(ImportPlaybooks { paths, as_playbook: false }).unwrap();
    let rows = report.files.iter().map(|file| ImportRow {
        file: file.file.clone(),
        title: file.title.clone(),
        is_playbook: file.is_playbook,
        steps: file.steps.len().try_into().unwrap(),
    });
    assert_eq!(list.files, rows.collect::<Vec<_>>());
    assert_eq!(list.files.len(), 41);
    assert!(list.files.is_sorted_by_key(|row| row.file.clone()), "by path, whatever thread read them");
    assert_eq!(list.files.iter().filter(|row| row.is_playbook && row.steps == 3).count(), 40);
    assert_eq!(list.skipped.len(), 1);
    assert!(list.skipped[0].why.contains("larger than"), "{}", list.skipped[0].why);
    assert_eq!(list.folder, report.folder);
}
