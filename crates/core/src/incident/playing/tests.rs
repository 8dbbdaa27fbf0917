use super::*;
use crate::event::Hash;
use crate::incident::tests::{IncidentTest, PLAYBOOK, when};

/// A second playbook, called from step 2 of the first, whose last step is a watch.
fn with_call() -> IncidentTest {
    let mut test = IncidentTest::with_run();
    let said = test.run(start("leak", Some(("1", "deactivate"))));
    assert_eq!(said, ["Started the playbook Exposed key 1.0.0, called from step 2 Deactivate the key"]);
    test
}

fn start(id: &str, from: Option<(&str, &str)>) -> Command {
    Command::StartRun {
        playbook: id.to_owned(),
        title: "Exposed key".to_owned(),
        version: "1.0.0".to_owned(),
        sha256: Hash::ZERO,
        source: PLAYBOOK
            .replace("id: key", &format!("id: {id}"))
            .replace("- **Marks:** closed", "- **Mode:** watch"),
        from: from.map(|(run, step)| CallSite { run: run.to_owned(), step: step.to_owned() }),
    }
}

fn watch(by: Option<&str>) -> Command {
    Command::Play(PlayCommand::Watch {
        run: "2".to_owned(),
        step: "close".to_owned(),
        by: by.map(str::to_owned),
        when: None,
    })
}

fn set(step: &str, state: StepState, value: Option<&str>, typed: &str, test: &IncidentTest) -> SetAt {
    SetAt {
        step: step.to_owned(),
        state,
        reason: None,
        value: value.map(str::to_owned),
        until: None,
        when: Some(when(typed, test.now)),
        reconstructed: true,
    }
}

fn end(value: Option<&str>) -> Command {
    Command::SetStep {
        run: "2".to_owned(),
        step: "close".to_owned(),
        state: StepState::Done,
        reason: None,
        value: value.map(str::to_owned),
        until: None,
        when: None,
    }
}

#[test]
fn a_called_playbook_comes_before_its_caller_and_knows_where_work_goes_back_to() {
    let mut test = with_call();
    test.run(start("third", None));
    assert_eq!(test.incident.queue, ["2", "1", "3"]);
    let from = test.incident.run("2").unwrap().from.clone().unwrap();
    assert_eq!((from.run.as_str(), from.step.as_str()), ("1", "deactivate"));
    assert_eq!(
        test.try_run(start("fourth", Some(("1", "nowhere")))),
        Err(Refusal::UnknownStep("nowhere".to_owned()))
    );
    assert_eq!(test.folded_anew().queue, test.incident.queue);
}

#[test]
fn runs_are_queued_by_hand() {
    let mut test = with_call();
    let rank = |place| Command::Play(PlayCommand::Rank { run: "2".to_owned(), place });
    assert_eq!(test.run(rank(7)), ["Exposed key is number 2 of the playbooks"]);
    assert_eq!(test.incident.queue, ["1", "2"]);
    assert_eq!(test.run(rank(9)), [""; 0], "it is last already");
    let back = test.incident.opposite(&rank(0)).unwrap();
    test.run(rank(0));
    assert_eq!(test.incident.queue, ["2", "1"]);
    assert_eq!(back.label, "Exposed key is number 2 of the playbooks again");
    let unknown = Command::Play(PlayCommand::Rank { run: "9".to_owned(), place: 0 });
    assert_eq!(test.try_run(unknown), Err(Refusal::UnknownRun("9".to_owned())));
}

#[test]
fn a_watch_is_in_good_hands_until_it_is_ended_with_what_was_seen() {
    let mut test = with_call();
    for step in ["record", "deactivate"] {
        let Command::SetStep { state, reason, value, until, when, .. } = end(None) else { unreachable!() };
        let (run, step) = ("2".to_owned(), step.to_owned());
        test.run(Command::SetStep { run, step, state, reason, value, until, when });
    }
    assert_eq!(test.run(watch(Some(" Bea "))), ["Watched by Bea: 5 Close and record"]);
    let since = test.now;
    assert_eq!(test.run(watch(Some("Cem"))), ["Watched by Cem: 5 Close and record"]);
    let record = &test.incident.run("2").unwrap().steps["close"];
    let watched = record.watch.as_ref().unwrap();
    assert_eq!(
        (watched.by.as_str(), watched.since.recorded_at),
        ("Cem", since),
        "handing it over is no beginning"
    );
    assert!(record.is_watched());
    assert_ne!(test.incident.run("2").unwrap().next_open(test.now).unwrap().2.id, "close");
    assert!(matches!(test.try_run(end(None)), Err(Refusal::NeedsValue { .. })));
    assert_eq!(
        test.run(end(Some("quiet for a day"))),
        ["Done: 5 Close and record · observed: quiet for a day"]
    );
    assert!(!test.incident.run("2").unwrap().steps["close"].is_watched());
    assert_eq!(test.try_run(watch(Some("Ana"))), Err(Refusal::NothingToWatch("close".to_owned())));
}

#[test]
fn only_what_asks_to_be_watched_can_be() {
    let mut test = with_call();
    let other = Command::Play(PlayCommand::Watch {
        run: "1".to_owned(),
        step: "close".to_owned(),
        by: Some("Ana".to_owned()),
        when: None,
    });
    assert_eq!(test.try_run(other), Err(Refusal::NothingToWatch("close".to_owned())));
    assert_eq!(test.run(watch(None)), [""; 0], "it is not watched");
}

#[test]
fn who_did_a_step_stays_when_somebody_else_verifies_it() {
    let mut test = IncidentTest::with_run();
    test.set("deactivate", StepState::Done).unwrap();
    let done = test.now;
    test.set_with("deactivate", StepState::Verified, None, Some("AccessDenied"));
    let record = test.incident.runs[0].steps["deactivate"].clone();
    assert_eq!(record.done.as_ref().unwrap().recorded_at, done);
    assert_ne!(record.changed.unwrap().recorded_at, done);
    test.set("deactivate", StepState::Open).unwrap();
    assert_eq!(test.incident.runs[0].steps["deactivate"].done, None);
    test.set_with("deactivate", StepState::Verified, None, Some("AccessDenied"));
    assert_eq!(test.incident.runs[0].steps["deactivate"].done, None, "nobody said who did it");
}

#[test]
fn what_was_worked_on_paper_is_typed_in_at_once_and_says_so() {
    let mut test = IncidentTest::with_run();
    let steps = vec![
        set("record", StepState::Done, None, "0220z", &test),
        set("check", StepState::Verified, Some("denied"), "0230z", &test),
    ];
    let command = Command::Play(PlayCommand::SetSteps { run: "1".to_owned(), steps });
    let back = test.incident.opposite(&command).unwrap();
    assert_eq!(
        test.run(command.clone()),
        [
            "Done: 1 Record how you learned of it",
            "Verified: 3 Check that the key is refused · observed: denied"
        ]
    );
    let record = &test.incident.runs[0].steps["check"];
    assert!(record.reconstructed);
    assert_eq!(record.changed.as_ref().unwrap().when, when("0230z", test.now));
    assert_eq!(test.run(command), [""; 0], "typed in twice it is one");
    assert_eq!(back.label, "2 steps are what they were");
    for command in back.commands {
        test.run(command);
    }
    assert_eq!(test.incident.runs[0].progress().0, 0);
}

#[test]
fn one_wrong_row_keeps_all_rows_out_and_is_named() {
    let mut test = IncidentTest::with_run();
    let steps = vec![
        set("record", StepState::Done, None, "0220z", &test),
        set("check", StepState::Verified, None, "0230z", &test),
    ];
    let refused =
        test.try_run(Command::Play(PlayCommand::SetSteps { run: "1".to_owned(), steps })).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Step 3: A verified step needs the value that was observed. Nothing was recorded"
    );
    assert_eq!(test.incident.runs[0].progress().0, 0);
}
