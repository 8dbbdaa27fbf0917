use sha2::{Digest, Sha256};

use crate::event::Hash;
use crate::incident::tests::{IncidentTest, PLAYBOOK};
use crate::incident::{Command, Incident, Refusal};
use crate::vocabulary::{Phase, StepState};

fn moved(version: &str, source: &str) -> Command {
    let sha256 = Hash(Sha256::digest(source).into());
    Command::MoveRun { run: "1".to_owned(), version: version.to_owned(), sha256, source: source.to_owned() }
}

/// The playbook under a higher version, with parts in other words.
fn newer(changes: &[(&str, &str)]) -> String {
    let mut text = PLAYBOOK.replacen("version: 1.0.0", "version: 1.1.0", 1);
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    text
}

fn tick(test: &mut IncidentTest, task: u32) {
    test.run(Command::SetTask { run: "1".to_owned(), step: "record".to_owned(), task, ticked: true });
}

fn choose(test: &mut IncidentTest, choice: u32) {
    let (run, step) = ("1".to_owned(), "record".to_owned());
    test.run(Command::ChooseBranch { run, step, choice: Some(choice), reason: None });
}

#[test]
fn states_stay_by_step_id_and_the_timeline_says_what_changed() {
    let mut test = IncidentTest::with_run();
    test.set("record", StepState::Done).unwrap();
    test.set_with("check", StepState::Done, None, Some("access denied"));
    let text_version = test.incident.text_version;
    let source = newer(&[
        ("### Record how you learned of it", "### Write down how you learned of it"),
        (
            "### Check that the key is refused\n<!-- id: check -->",
            "### Prove that the key is refused\n<!-- id: prove -->",
        ),
    ]);
    let said = test.run(moved("1.1.0", &source));
    assert_eq!(
        said,
        [
            "Moved the playbook Exposed key from 1.0.0 to 1.1.0: 1 step added, 1 removed, 1 changed · no longer in it: \
          Check that the key is refused (done)"
        ]
    );
    let run = &test.incident.runs[0];
    assert_eq!(run.state("record"), StepState::Done);
    assert_eq!(run.state("prove"), StepState::Open);
    assert_eq!(run.step("record").unwrap().2.title.value, "Write down how you learned of it");
    let left: Vec<_> = run.left().map(|left| (left.step.id.clone(), left.phase, left.record.state)).collect();
    assert_eq!(left, [("check".to_owned(), Phase::Contain, StepState::Done)]);
    assert_eq!(run.pinned.source, source);
    assert!(test.incident.text_version > text_version, "the text is read again");
}

#[test]
fn a_step_that_comes_back_has_its_state_again() {
    let mut test = IncidentTest::with_run();
    test.set("deactivate", StepState::Done).unwrap();
    let gone = newer(&[("<!-- id: deactivate -->", "<!-- id: switch-off -->")]);
    test.run(moved("1.1.0", &gone));
    assert_eq!(test.incident.runs[0].left().count(), 1);
    let back = PLAYBOOK.replacen("version: 1.0.0", "version: 1.2.0", 1);
    test.run(moved("1.2.0", &back));
    assert_eq!(test.incident.runs[0].left().count(), 0);
    assert_eq!(test.incident.runs[0].state("deactivate"), StepState::Done);
}

#[test]
fn ticks_and_answers_follow_their_words_and_nothing_else() {
    let mut test = IncidentTest::with_run();
    tick(&mut test, 0);
    tick(&mut test, 1);
    choose(&mut test, 1);
    let source = newer(&[
        ("- [ ] Alert linked\n", "- [ ] Ticket opened\n- [ ] Alert linked\n"),
        ("- [ ] `{{key_id}}` filled in\n", "- [ ] Key filled in\n"),
        (
            "- **If** it is ours →",
            "- **If** it is a test → [Close and record](#close-and-record)\n- **If** it is ours →",
        ),
    ]);
    let said = test.run(moved("1.1.0", &source)).remove(0);
    assert!(said.ends_with("1 step changed · 1 tick of a task that changed taken back"), "{said}");
    let record = &test.incident.runs[0].steps["record"];
    assert_eq!(record.ticked, [1].into(), "the alert is the second task now");
    assert_eq!(record.choice, Some(2), "otherwise is the third choice now");
    let other = source.replace("version: 1.1.0", "version: 1.2.0").replace(
        "**Otherwise** → [Deactivate the key](#deactivate-the-key)",
        "**Otherwise** → [Close and record](#close-and-record)",
    );
    let said = test.run(moved("1.2.0", &other)).remove(0);
    assert!(said.ends_with("1 answer to a decision that changed taken back"), "{said}");
    assert_eq!(test.incident.runs[0].steps["record"].choice, None);
}

#[test]
fn only_a_newer_text_is_taken_over() {
    let mut test = IncidentTest::with_run();
    let context = crate::incident::Context { now: test.now, author: "Ana" };
    let refused = |test: &IncidentTest, command| test.incident.decide(command, context).unwrap_err();
    for version in ["1.0.0", "0.9.0", "1.1.0-draft.1"] {
        let decided = test.incident.decide(moved(version, &newer(&[])), context);
        assert_eq!(decided.is_err(), version != "1.1.0-draft.1", "{version}");
    }
    assert!(matches!(refused(&test, moved("1.0.0", "text")), Refusal::NotNewer { .. }));
    let Command::MoveRun { version, sha256, source, .. } = moved("1.1.0", &newer(&[])) else {
        unreachable!()
    };
    let unknown = Command::MoveRun { run: "7".to_owned(), version, sha256, source };
    assert_eq!(refused(&test, unknown), Refusal::UnknownRun("7".to_owned()));
    test.run(moved("1.1.0", &newer(&[])));
    assert_eq!(test.run(moved("1.1.0", &newer(&[]))), Vec::<String>::new(), "it is so already");
    test.run(Command::Close { resolution: crate::vocabulary::Resolution::Resolved, summary: None });
    assert!(matches!(refused(&test, moved("9.0.0", "text")), Refusal::Closed(_)));
}

#[test]
fn what_was_recorded_afterwards_is_of_the_newer_text() {
    let mut test = IncidentTest::with_run();
    let source = newer(&[("### Deactivate the key", "### Deactivate the stolen key")]);
    // The link of the decision follows the heading.
    let source = source.replace("(#deactivate-the-key)", "(#deactivate-the-stolen-key)");
    test.run(moved("1.1.0", &source));
    let said = test.set("deactivate", StepState::Done).unwrap();
    assert_eq!(said, ["Done: 2 Deactivate the stolen key"]);
    let again: Incident = test.folded_anew();
    assert_eq!(again.runs[0].state("deactivate"), StepState::Done);
    assert_eq!(again.runs[0].pinned.playbook.meta.version, "1.1.0");
    assert_eq!(again.runs[0].earlier.len(), 1);
}
