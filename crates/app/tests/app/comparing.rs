use std::fs;
use std::path::{Path, PathBuf};

use firebreak_app::api::*;
use firebreak_core::playbook::DiffKind;
use sha2::{Digest, Sha256};

use crate::harness::AppTest;
use crate::shelf::{KEY, Own};

fn compare(test: &AppTest, with: CompareWith, text: &str) -> ComparisonView {
    let text = Some(text.to_owned());
    test.app.compare_playbook(ComparePlaybook { id: KEY.to_owned(), with, text }).unwrap()
}

fn file(path: &Path) -> CompareWith {
    CompareWith::File { path: path.display().to_string() }
}

fn lines(lines: &[firebreak_core::playbook::DiffLine], kind: DiffKind) -> Vec<&str> {
    lines.iter().filter(|line| line.kind == kind).map(|line| line.text.as_str()).collect()
}

/// An own text of the playbook, saved.
fn saved(own: &Own) -> (PathBuf, String) {
    let text = own.bundled_as(KEY, "7.0.0");
    (PathBuf::from(own.write("key.md", &text)), text)
}

#[test]
fn what_is_typed_is_compared_with_the_bundled_playbook_before_it_is_saved() {
    let test = AppTest::new();
    let edit = EditPlaybook { id: Some(KEY.to_owned()), path: None };
    let text = test.app.edit_playbook(edit).unwrap().text;
    let begun = compare(&test, CompareWith::Bundled, &text);
    assert!(begun.newer && begun.readable && begun.steps.is_empty() && begun.around.is_empty());
    assert!(begun.meta.iter().any(|change| change.key == "version" && change.after == "1.1.0"), "{begun:?}");
    assert_eq!((begun.before.origin, begun.after.origin), (Some(PlaybookOrigin::Bundled), None));
    let typed = text.replacen("\n### ", "\n### Calmly ", 1);
    let found = compare(&test, CompareWith::Bundled, &typed);
    let [step] = &found.steps[..] else { panic!("{:?}", found.steps) };
    assert_eq!((step.change, step.before, step.after), (StepChangeKind::Changed, Some(1), Some(1)));
    let added = lines(&step.lines, DiffKind::Added);
    assert!(added.len() == 1 && added[0].starts_with("### Calmly "), "{added:?}");
    assert_eq!(lines(&step.lines, DiffKind::Removed).len(), 1);
}

#[test]
fn what_is_typed_is_compared_with_the_file_that_somebody_else_changed_and_saved_over_it() {
    let own = Own::new();
    let (path, text) = saved(&own);
    let opened = own.test.app.edit_playbook(EditPlaybook { id: Some(KEY.to_owned()), path: None }).unwrap();
    let theirs = text.replacen("\n### ", "\n### Loudly ", 1);
    fs::write(&path, &theirs).unwrap();
    let mine = text.replacen("\n### ", "\n### Calmly ", 1);
    let save = |sha256: Option<String>| {
        let path = Some(path.display().to_string());
        own.test.app.save_playbook(SavePlaybook { text: mine.clone(), path, sha256, draft: None })
    };
    assert_eq!(save(opened.sha256).unwrap_err().code(), Code::Refused);
    let found = compare(&own.test, file(&path), &mine);
    let digest: [u8; 32] = Sha256::digest(&theirs).into();
    assert_eq!(found.before.sha256, digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    assert!(
        matches!(&found.before.origin, Some(PlaybookOrigin::Own { folder, .. }) if *folder == own.folder.display().to_string())
    );
    let [step] = &found.steps[..] else { panic!("{:?}", found.steps) };
    assert!(lines(&step.lines, DiffKind::Removed)[0].starts_with("### Loudly "));
    assert!(lines(&step.lines, DiffKind::Added)[0].starts_with("### Calmly "));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs, "looking writes nothing");
    save(Some(found.before.sha256)).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), mine);
    assert_eq!(compare(&own.test, file(&path), &mine).summary, "nothing changed");
}

#[test]
fn a_text_that_is_no_playbook_just_now_is_compared_line_by_line() {
    let own = Own::new();
    let (path, text) = saved(&own);
    let broken = text.replacen("id: ", "id: again\nid: ", 1);
    let found = compare(&own.test, file(&path), &broken);
    assert!(!found.readable && found.steps.is_empty() && !found.newer);
    assert_eq!(
        (found.summary.as_str(), lines(&found.around, DiffKind::Added)),
        ("1 line added", vec!["id: again"])
    );
    fs::write(&path, &broken).unwrap();
    let found = compare(&own.test, file(&path), &text);
    assert_eq!((found.readable, found.summary.as_str()), (false, "1 line removed"));
    assert_eq!(found.before.version, "");
    let found = compare(&own.test, CompareWith::Bundled, "nothing of it");
    assert!(found.title.len() > 3 && found.summary.starts_with("1 line added, "), "{}", found.summary);
}

#[test]
fn what_a_playbook_does_not_say_differs_all_the_same_and_line_ends_do_not() {
    let own = Own::new();
    let (path, text) = saved(&own);
    let remark = text.replacen("version: ", "# Ours.\nversion: ", 1);
    let found = compare(&own.test, file(&path), &remark);
    assert_eq!((found.readable, lines(&found.around, DiffKind::Added)), (true, vec!["# Ours."]));
    let windows = compare(&own.test, file(&path), &text.replace('\n', "\r\n"));
    assert_eq!((windows.summary.as_str(), windows.steps.len()), ("nothing changed", 0));
    own.write("key.md", text.replacen("\n### ", "\n### Calmly ", 1).replace('\n', "\r\n"));
    let request = ComparePlaybook { id: KEY.to_owned(), with: CompareWith::Bundled, text: None };
    let found = own.test.app.compare_playbook(request).unwrap();
    assert_eq!((found.summary.as_str(), found.after.version.as_str()), ("1 step changed", "7.0.0"));
    assert!(matches!(found.after.origin, Some(PlaybookOrigin::Own { .. })) && !found.after.sha256.is_empty());
}

#[test]
fn no_file_outside_the_own_folders_is_compared() {
    let own = Own::new();
    let (path, text) = saved(&own);
    let compare = |path: &Path| {
        let text = Some(text.clone());
        let request = ComparePlaybook { id: KEY.to_owned(), with: file(path), text };
        own.test.app.compare_playbook(request).unwrap_err()
    };
    let settings = own.test.data().join("settings.json");
    assert_eq!(compare(&settings).code(), Code::Refused);
    assert_eq!(compare(&own.folder.join("../data/settings.json")).code(), Code::Refused);
    fs::remove_file(&path).unwrap();
    assert_eq!(compare(&path).code(), Code::Storage);
    fs::write(&path, b"\xff").unwrap();
    assert!(compare(&path).to_string().contains("not UTF-8"));
}
