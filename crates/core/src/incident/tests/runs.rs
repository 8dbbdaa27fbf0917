//! Steps, tasks, choices and variables of a run.

use super::*;
use crate::event::Until;

#[test]
fn steps_write_themselves_into_the_timeline() {
    let mut test = IncidentTest::with_run();
    assert_eq!(test.set("deactivate", StepState::Done).unwrap(), ["Done: 2 Deactivate the key"]);
    assert_eq!(
        test.set_with("check", StepState::Verified, None, Some("AccessDenied")),
        ["Verified: 3 Check that the key is refused · observed: AccessDenied"]
    );
    assert_eq!(test.incident.runs[0].progress(), (2, 5));
    assert_eq!(test.incident.runs[0].next_open(test.now).unwrap().0, 1);
}

#[test]
fn leaving_a_step_out_needs_a_reason() {
    let mut test = IncidentTest::with_run();
    for state in [StepState::Deferred, StepState::NotApplicable, StepState::Overridden, StepState::Blocked] {
        assert_eq!(test.set("deactivate", state), Err(Refusal::NeedsReason { state }));
    }
    let Command::SetStep { run, step, state, when, .. } = test.step("deactivate", StepState::Deferred) else {
        unreachable!()
    };
    let said = test.run(Command::SetStep {
        run,
        step,
        state,
        reason: Some("owner is asked".to_owned()),
        value: None,
        until: Some(Until::Phase(Phase::Recover)),
        when,
    });
    assert_eq!(said, ["Deferred: 2 Deactivate the key · owner is asked · until Recover"]);
}

#[test]
fn verifying_checks_and_holds_need_what_was_seen_or_who_released() {
    let mut test = IncidentTest::with_run();
    assert!(matches!(test.set("deactivate", StepState::Verified), Err(Refusal::NeedsValue { .. })));
    assert!(matches!(test.set("check", StepState::Done), Err(Refusal::NeedsValue { .. })));
    assert_eq!(
        test.set("release", StepState::Done),
        Err(Refusal::NeedsRelease { role: ", in the role lead".to_owned() })
    );
    assert_eq!(
        test.set_with("release", StepState::Done, None, Some("Bea")),
        ["Done: 4 Release the workload · released by Bea"]
    );
}

#[test]
fn the_same_again_records_nothing_and_every_state_can_be_taken_back() {
    let mut test = IncidentTest::with_run();
    test.set("deactivate", StepState::Done).unwrap();
    assert_eq!(test.set("deactivate", StepState::Done).unwrap(), [""; 0]);
    assert_eq!(test.set("deactivate", StepState::Open).unwrap(), ["Open: 2 Deactivate the key"]);
    assert_eq!(test.incident.runs[0].state("deactivate"), StepState::Open);
}

#[test]
fn tasks_are_ticked_by_their_index() {
    let mut test = IncidentTest::with_run();
    let tick =
        |task, ticked| Command::SetTask { run: "1".to_owned(), step: "record".to_owned(), task, ticked };
    assert_eq!(test.run(tick(0, true)), ["Step 1, ticked: Alert linked"]);
    assert_eq!(test.run(tick(0, true)), [""; 0]);
    assert_eq!(test.run(tick(0, false)), ["Step 1, tick taken back: Alert linked"]);
    assert!(matches!(test.try_run(tick(2, true)), Err(Refusal::UnknownTask { tasks: 2, .. })));
}

#[test]
fn a_choice_leaves_out_what_lies_between_and_can_be_changed() {
    let mut test = IncidentTest::with_run();
    let choose = |choice| Command::ChooseBranch {
        run: "1".to_owned(),
        step: "record".to_owned(),
        choice,
        reason: None,
    };
    assert_eq!(test.run(choose(Some(0))), ["Step 1, decided: it is ours → 5 Close and record"]);
    assert_eq!(test.incident.runs[0].off_branch(), [false, true, true, true, false]);
    assert_eq!(test.incident.runs[0].progress(), (0, 2));
    assert_eq!(test.run(choose(Some(1))), ["Step 1, decided: otherwise → 2 Deactivate the key"]);
    assert_eq!(test.incident.runs[0].off_branch(), [false; 5]);
    assert_eq!(test.run(choose(None)), ["Step 1, answer taken back"]);
    assert!(matches!(test.try_run(choose(Some(2))), Err(Refusal::UnknownChoice { choices: 2, .. })));
}

#[test]
fn the_end_says_what_is_left() {
    let mut test = IncidentTest::with_run();
    assert_eq!(test.incident.runs[0].ending(), Ending::Open { open: 5 });
    for step in ["record", "deactivate", "close"] {
        test.set(step, StepState::Done).unwrap();
    }
    test.set_with("check", StepState::Deferred, Some("waiting"), None);
    assert_eq!(test.incident.runs[0].ending(), Ending::Open { open: 2 });
    test.set_with("release", StepState::Overridden, Some("no workload"), None);
    assert_eq!(test.incident.runs[0].ending(), Ending::Deferred { deferred: 1 });
    test.set_with("check", StepState::Done, None, Some("denied"));
    assert_eq!(test.incident.runs[0].ending(), Ending::Complete);
}

#[test]
fn variables_are_those_the_playbook_declares() {
    let mut test = IncidentTest::with_run();
    let set = |name: &str, value: Option<&str>| Command::SetVariable {
        run: "1".to_owned(),
        name: name.to_owned(),
        value: value.map(str::to_owned),
    };
    assert_eq!(test.run(set("key_id", Some("AKIA1"))), ["key_id is AKIA1"]);
    assert_eq!(test.run(set("key_id", Some("AKIA1"))), [""; 0]);
    assert_eq!(test.run(set("key_id", None)), ["key_id cleared"]);
    assert_eq!(test.try_run(set("other", None)), Err(Refusal::UnknownVariable("other".to_owned())));
}
