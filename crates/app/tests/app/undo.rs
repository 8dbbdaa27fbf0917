use firebreak_app::api::*;
use firebreak_core::vocabulary::{Milestone, StepState};

use crate::harness::{AppTest, one};

fn undo(test: &AppTest) -> TakenBack {
    test.app.undo(one("INC-0001")).unwrap()
}

fn redo(test: &AppTest) -> TakenBack {
    test.app.redo(one("INC-0001")).unwrap()
}

fn view(test: &AppTest) -> IncidentView {
    test.app.show_incident(one("INC-0001")).unwrap()
}

fn steps(view: &IncidentView) -> impl Iterator<Item = &StepView> {
    view.runs.iter().flat_map(|run| run.steps.iter())
}

fn state(view: &IncidentView, step: &str) -> StepState {
    steps(view).find(|each| each.id == step).unwrap().state
}

/// The first two steps of the playbook, by id.
fn two_steps(test: &AppTest) -> [String; 2] {
    let view = view(test);
    let mut steps = steps(&view).map(|step| step.id.clone());
    [steps.next().unwrap(), steps.next().unwrap()]
}

#[test]
fn what_will_be_taken_back_is_said_first_and_survives_a_restart() {
    let test = AppTest::new();
    test.open_key();
    let [first, second] = two_steps(&test);
    test.step(&first, StepState::Done).unwrap();
    test.later(1);
    test.step(&second, StepState::Done).unwrap();
    let test = test.restarted();
    assert_eq!(view(&test).undo.as_deref(), Some("step 2 is open again"));
    assert_eq!(view(&test).redo, None);

    let taken = undo(&test);
    assert_eq!(taken.said, "step 2 is open again");
    assert_eq!(taken.step.unwrap().step, second);
    assert_eq!(taken.changed.entries.len(), 1);
    assert_eq!(state(&taken.changed.incident, &second), StepState::Open);
    assert_eq!(taken.changed.incident.undo.as_deref(), Some("step 1 is open again"));
    assert_eq!(taken.changed.incident.redo.as_deref(), Some("step 2 is done again"));

    let test = test.restarted();
    assert_eq!(state(&undo(&test).changed.incident, &first), StepState::Open);
    assert_eq!(view(&test).undo, None);
    assert_eq!(state(&redo(&test).changed.incident, &first), StepState::Done);
    assert_eq!(state(&redo(&test).changed.incident, &second), StepState::Done);
    assert_eq!(view(&test).redo, None);
    let steps: Vec<String> = test
        .timeline()
        .iter()
        .filter(|entry| entry.kind == "step.set")
        .map(|entry| entry.text.clone())
        .collect();
    assert_eq!(steps.len(), 6, "nothing is removed from the timeline: {steps:?}");
}

#[test]
fn another_act_forgets_what_could_be_done_again() {
    let test = AppTest::new();
    test.open_key();
    let [first, second] = two_steps(&test);
    test.step(&first, StepState::Done).unwrap();
    undo(&test);
    assert!(view(&test).redo.is_some());
    test.step(&second, StepState::Done).unwrap();
    assert_eq!(view(&test).redo, None);
    let refused = test.app.redo(one("INC-0001")).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Nothing was taken back that can be done again here. Nothing was recorded"
    );
}

#[test]
fn what_was_changed_elsewhere_is_not_taken_back() {
    let test = AppTest::new();
    test.open_key();
    let [first, _] = two_steps(&test);
    test.step(&first, StepState::Done).unwrap();
    // The same act is taken back from a terminal, and done there by hand in another way.
    let other = test.another();
    other.undo(one("INC-0001")).unwrap();
    assert_eq!(view(&test).undo, None, "both share what can be taken back");
    redo(&test);
    let before = view(&test).entries;
    let mut blocked = crate::harness::set_step(&first, StepState::Blocked);
    blocked.reason = Some("no rights".to_owned());
    other.set_step(blocked).unwrap();
    assert_eq!(undo(&test).said, "step 1 is done again", "the last act is that of the terminal");
    assert_eq!(view(&test).entries, before + 2);
}

#[test]
fn a_closed_incident_takes_nothing_back() {
    let test = AppTest::new();
    test.open_key();
    let [first, _] = two_steps(&test);
    test.step(&first, StepState::Done).unwrap();
    test.call("incident.close", serde_json::json!({"incident": "INC-0001", "resolution": "resolved"}))
        .unwrap();
    assert_eq!(view(&test).undo, None);
    let refused = test.app.undo(one("INC-0001")).unwrap_err().view();
    assert_eq!(refused.code, Code::Closed);
    test.call("incident.reopen", serde_json::json!({"incident": "INC-0001"})).unwrap();
    assert_eq!(undo(&test).said, "step 1 is open again");
}

#[test]
fn a_milestone_that_was_set_twice_is_what_it_was_before() {
    let test = AppTest::new();
    test.open_key();
    let set = |at: &str| {
        test.call(
            "milestone.set",
            serde_json::json!({"incident": "INC-0001", "milestone": "contained", "at": at}),
        )
        .unwrap();
    };
    let contained = |view: &IncidentView| {
        let found = view.milestones.iter().find(|each| each.milestone == Milestone::Contained);
        found.map(|each| each.typed.clone())
    };
    set("-20m");
    let earlier = contained(&view(&test)).unwrap();
    set("-10m");
    assert_eq!(undo(&test).said, "contained is what it was");
    assert_eq!(contained(&view(&test)), Some(earlier));
    assert_eq!(undo(&test).said, "contained is not set");
    assert_eq!(contained(&view(&test)), None);
}

#[test]
fn a_note_is_taken_back_and_written_again_and_never_gone() {
    let test = AppTest::new();
    test.open_key();
    let [first, _] = two_steps(&test);
    test.step(&first, StepState::Done).unwrap();
    let entry = test.note("The wrong host").entries[0].clone();
    let asked = || OneEntry { incident: "INC-0001".to_owned(), entry: entry.clone() };
    let shown = || test.app.show_entry(asked()).unwrap();
    let hash = shown().hash;
    assert!(view(&test).undo.unwrap().ends_with("is withdrawn"));
    undo(&test);
    let gone = shown();
    assert_eq!((gone.text.as_str(), &gone.hash), ("The wrong host", &hash), "it stays as it was written");
    let withdrawn = gone.withdrawn.unwrap();
    assert_eq!((withdrawn.author.as_str(), withdrawn.reason, gone.correctable), ("Ana", None, false));
    test.app.redo(one("INC-0001")).unwrap();
    assert!(shown().withdrawn.is_none() && shown().correctable);
    undo(&test);
    undo(&test);
    assert_eq!(view(&test).runs[0].steps[0].state, StepState::Open, "the act before it comes next");
    let verified = test.app.verify_record(VerifyRecord { incident: None }).unwrap();
    assert!(verified.ok, "{verified:?}");
}
