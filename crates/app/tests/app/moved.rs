use firebreak_app::api::*;
use firebreak_core::playbook::DiffKind;
use firebreak_core::vocabulary::StepState;

use crate::harness::{one, set_step};
use crate::shelf::{KEY, Own};

fn compare(own: &Own, with: CompareWith) -> ComparisonView {
    own.test.app.compare_playbook(ComparePlaybook { id: KEY.to_owned(), with, text: None }).unwrap()
}

fn with_run() -> CompareWith {
    CompareWith::Run { incident: "INC-0001".to_owned(), run: "1".to_owned() }
}

fn move_run(sha256: Option<String>) -> MoveRun {
    MoveRun { incident: "INC-0001".to_owned(), run: "1".to_owned(), sha256 }
}

/// A newer text of the bundled playbook: its first step is gone, and the second has another title.
fn newer(own: &Own) -> (String, Vec<PlaybookStep>) {
    let shown = ShowPlaybook { id: KEY.to_owned(), service_models: None };
    let steps = own.test.app.show_playbook(shown).unwrap().steps;
    let text = own.bundled_as(KEY, "7.0.0");
    let mut first = steps.iter();
    let (one, two) = (first.next().unwrap(), first.next().unwrap());
    let (id, heading) = (format!("<!-- id: {} -->", one.id), format!("### {}\n", two.title));
    assert!(text.contains(&id) && text.contains(&heading));
    (text.replace(&id, "<!-- id: begin-otherwise -->").replace(&heading, "### Look at it closely\n"), steps)
}

#[test]
fn a_run_moves_to_the_newer_text_and_keeps_what_was_recorded() {
    let own = Own::new();
    own.test.open_key();
    let (text, steps) = newer(&own);
    own.test
        .app
        .set_step(SetStep { value: Some("seen".to_owned()), ..set_step(&steps[0].id, StepState::Done) })
        .unwrap();
    own.test
        .app
        .set_step(SetStep { value: Some("seen".to_owned()), ..set_step(&steps[1].id, StepState::Verified) })
        .unwrap();
    // A link to the heading follows it, so that the text has no error.
    let anchor = firebreak_core::playbook::slug(&steps[1].title);
    own.write("key.md", text.replace(&format!("(#{anchor})"), "(#look-at-it-closely)"));
    let found = compare(&own, with_run());
    assert!(found.newer, "{found:?}");
    let kinds: Vec<_> = found.steps.iter().map(|step| (step.change, step.state)).collect();
    assert!(kinds.contains(&(StepChangeKind::Added, None)), "{kinds:?}");
    assert!(kinds.contains(&(StepChangeKind::Changed, Some(StepState::Verified))), "{kinds:?}");
    assert!(kinds.contains(&(StepChangeKind::Removed, Some(StepState::Done))), "{kinds:?}");
    assert!(found.meta.iter().any(|change| change.key == "version" && change.after == "7.0.0"));
    let stale = own.test.app.move_run(move_run(Some("0".repeat(64)))).unwrap_err();
    assert_eq!(stale.code(), Code::Refused);
    let moved = own.test.app.move_run(move_run(Some(found.after.sha256))).unwrap();
    assert_eq!(moved.entries.len(), 1);
    let run = &moved.incident.runs[0];
    assert_eq!((run.playbook.version.as_str(), &run.playbook.newer), ("7.0.0", &None));
    assert_eq!((run.steps[0].id.as_str(), run.steps[0].state), ("begin-otherwise", StepState::Open));
    assert_eq!(
        (run.steps[1].title.as_str(), run.steps[1].state),
        ("Look at it closely", StepState::Verified)
    );
    let [left] = &run.left[..] else { panic!("{:?}", run.left) };
    assert_eq!((&left.id, left.state, left.value.as_deref()), (&steps[0].id, StepState::Done, Some("seen")));
    let said = own.test.texts().into_iter().find(|text| text.starts_with("Moved the playbook")).unwrap();
    assert!(said.contains("to 7.0.0: 1 step added, 1 removed"), "{said}");
    assert!(said.contains(&format!("no longer in it: {} (done)", steps[0].title)), "{said}");
    let text =
        own.test.app.show_run_text(ShowRunText { incident: "INC-0001".to_owned(), run: "1".to_owned() });
    assert_eq!(text.unwrap().text_version, run.text_version);
    let again = own.test.another().show_incident(one("INC-0001")).unwrap();
    assert_eq!(again.runs[0].playbook.version, "7.0.0", "it is in the record");
    assert_eq!(again.runs[0].left.len(), 1);
    assert!(own.test.app.move_run(move_run(None)).unwrap().entries.is_empty(), "it is so already");
}

#[test]
fn a_run_stays_where_nothing_is_newer() {
    let own = Own::new();
    own.write("key.md", own.bundled_as(KEY, "7.0.0"));
    own.test.open_key();
    std::fs::remove_file(own.folder.join("key.md")).unwrap();
    own.pass();
    let found = compare(&own, with_run());
    assert!(!found.newer);
    let error = own.test.app.move_run(move_run(None)).unwrap_err();
    assert!(error.to_string().contains("is not newer"), "{error}");
    assert_eq!(own.test.app.show_incident(one("INC-0001")).unwrap().runs[0].playbook.version, "7.0.0");
}

#[test]
fn an_own_playbook_is_compared_with_the_bundled_one() {
    let own = Own::new();
    assert_eq!(compare(&own, CompareWith::Bundled).summary, "nothing changed");
    own.write("key.md", own.bundled_as(KEY, "7.0.0").replacen("### ", "### Quickly ", 1));
    let found = compare(&own, CompareWith::Bundled);
    assert_eq!(found.before.origin, Some(PlaybookOrigin::Bundled));
    assert!(matches!(found.after.origin, Some(PlaybookOrigin::Own { .. })));
    assert_eq!((found.steps.len(), found.summary.as_str()), (1, "1 step changed"));
    let added: Vec<_> = found.steps[0].lines.iter().filter(|line| line.kind == DiffKind::Added).collect();
    assert!(added.len() == 1 && added[0].text.starts_with("### Quickly "), "{added:?}");
    let unknown = ComparePlaybook { id: "nothing-of-it".to_owned(), with: CompareWith::Bundled, text: None };
    assert_eq!(own.test.app.compare_playbook(unknown).unwrap_err().code(), Code::NotFound);
}
