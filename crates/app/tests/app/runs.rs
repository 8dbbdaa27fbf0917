use firebreak_app::api::*;
use firebreak_core::playbook::Effect;
use firebreak_core::vocabulary::{Mode, Phase, StepState};

use crate::harness::{AppTest, key_incident, set_step};

fn text_of(test: &AppTest) -> RunText {
    let request = ShowRunText { incident: "INC-0001".to_owned(), run: "1".to_owned() };
    test.app.show_run_text(request).unwrap()
}

fn fill(test: &AppTest, name: &str, value: Option<&str>) -> Changed {
    let request = SetVariable {
        incident: "INC-0001".to_owned(),
        run: "1".to_owned(),
        name: name.to_owned(),
        value: value.map(str::to_owned),
    };
    test.app.set_variable(request).unwrap()
}

fn commands(text: &RunText) -> impl Iterator<Item = &CommandText> {
    text.steps.iter().flat_map(|step| {
        step.commands.iter().chain(step.variants.iter().flat_map(|variant| variant.commands.iter()))
    })
}

#[test]
fn commands_are_filled_in_quoted_and_only_then_to_copy() {
    let test = AppTest::new();
    test.open_key();
    let before = text_of(&test);
    assert!(
        commands(&before)
            .any(|command| command.missing.contains(&"key_id".to_owned()) && command.copy.is_none())
    );
    let version = fill(&test, "key_id", Some("AKIA'; rm -rf /")).incident.runs[0].text_version;
    let text = text_of(&test);
    assert_eq!(text.text_version, version);
    assert_ne!(text.text_version, before.text_version);
    let filled = commands(&text)
        .find(|command| {
            command.missing.is_empty()
                && command.segments.iter().any(|part| part.variable.as_deref() == Some("key_id"))
        })
        .unwrap();
    let copy = filled.copy.as_deref().unwrap();
    assert!(copy.contains(r"'AKIA'\''; rm -rf /'"), "{copy}");
    let shown: String = filled.segments.iter().map(|part| part.text.as_str()).collect();
    assert!(shown.contains("AKIA'; rm -rf /"), "shown as it is, quoted when copied");
}

#[test]
fn a_value_that_would_run_what_follows_is_refused() {
    let test = AppTest::new();
    test.open_key();
    fill(&test, "key_id", Some("AKIA1\nrm -rf /"));
    let text = text_of(&test);
    let refused = commands(&text).find(|command| command.refused.is_some()).unwrap();
    assert_eq!(refused.copy, None);
    assert!(refused.refused.as_deref().unwrap().contains("key_id"));
}

#[test]
fn the_variants_of_the_incidents_providers_come_first_and_all_have_an_effect() {
    let test = AppTest::new();
    test.open_key();
    let text = text_of(&test);
    for step in text.steps.iter().filter(|step| step.variants.len() > 1) {
        assert_eq!(step.variants[0].provider.id, "aws", "{}", step.id);
        assert!(step.variants.iter().all(|variant| variant.relevant == (variant.provider.id == "aws")));
    }
    assert!(commands(&text).all(|command| command.effect.is_some()));
    assert!(commands(&text).any(|command| command.effect == Some(Effect::Change)));
    assert!(text.variables.iter().all(|variable| variable.name != "tenancy_id"), "only what matters for AWS");
    assert!(text.steps.iter().any(|step| step.ask_copy.is_some()));
}

#[test]
fn a_check_needs_what_was_seen_and_a_hold_who_released_it() {
    let test = AppTest::new();
    let incident = test.open_key();
    let step = |mode| incident.runs[0].steps.iter().find(|step| step.mode == mode).unwrap().id.clone();
    for mode in [Mode::Confirm, Mode::Hold] {
        let error = test.step(&step(mode), StepState::Done).unwrap_err();
        assert_eq!(error.code(), Code::Refused);
        assert!(error.hint().is_some());
        let request =
            SetStep { value: Some("seen by Bea".to_owned()), ..set_step(&step(mode), StepState::Done) };
        assert_eq!(test.app.set_step(request).unwrap().entries.len(), 1);
    }
}

#[test]
fn a_deferred_step_waits_for_a_phase_a_time_or_words() {
    let test = AppTest::new();
    test.open_key();
    let until = |typed: &str| {
        let request = SetStep {
            reason: Some("later".to_owned()),
            until: Some(typed.to_owned()),
            ..set_step("3", StepState::Deferred)
        };
        test.app.set_step(request).unwrap().incident.runs[0].steps[2].until.clone()
    };
    assert_eq!(until("recover").as_deref(), Some("Recover"));
    assert_eq!(until("0300z").as_deref(), Some("2026-11-21 03:00Z"));
    assert_eq!(until("0200z").as_deref(), Some("2026-11-22 02:00Z"), "a deferral lies ahead");
    let long = "the owner answers ".repeat(20);
    for words in ["the owner answers", "before the board meets", "1200 users have a new key", long.trim()] {
        assert_eq!(until(words).as_deref(), Some(words));
    }
}

fn third(view: &IncidentView) -> StepView {
    view.runs.first().unwrap().steps.get(2).unwrap().clone()
}

/// Whether the third step is due, and where work goes on: in the run and in the list.
fn due(test: &AppTest) -> (bool, Option<u32>, Option<String>) {
    let view = test.app.show_incident(crate::harness::one("INC-0001")).unwrap();
    let row = test.app.list_incidents(ListIncidents::default()).unwrap().rows.remove(0);
    (third(&view).due, view.runs.first().unwrap().next, row.current_step)
}

fn defer(test: &AppTest, until: &str) -> StepView {
    let request = SetStep {
        reason: Some("later".to_owned()),
        until: Some(until.to_owned()),
        ..set_step("3", StepState::Deferred)
    };
    third(&test.app.set_step(request).unwrap().incident)
}

#[test]
fn a_deferred_step_comes_back_when_its_time_has_passed() {
    let test = AppTest::new();
    test.open_key();
    for step in ["1", "2"] {
        test.step(step, StepState::Done).unwrap();
    }
    let step = defer(&test, "0240z");
    assert_eq!((step.due, step.due_at.as_deref()), (false, Some("2026-11-21T02:40:00Z")));
    let (is_due, next, row) = due(&test);
    assert_eq!((is_due, next), (false, Some(4)));
    assert!(row.unwrap().starts_with("4 "));
    test.later(23);
    let (is_due, next, row) = due(&test);
    assert_eq!((is_due, next), (true, Some(3)), "nothing was recorded since, only time has passed");
    assert!(row.unwrap().starts_with("3 "));
    let noted = test.note("still asleep").incident;
    assert!(noted.runs[0].steps[2].due, "what a change answers says it too");
    test.step("3", StepState::Done).unwrap();
    let back = defer(&test, "2026-11-21 02:40Z");
    assert!(back.due, "an act that is taken back may defer until a time that has passed");
}

#[test]
fn a_deferred_step_comes_back_when_its_phase_is_reached_and_never_by_words() {
    let test = AppTest::new();
    let view = test.open_key();
    defer(&test, "recover");
    assert!(!due(&test).0);
    let recover = view.runs[0].steps.iter().find(|step| step.phase == Phase::Recover).unwrap();
    let request = SetStep { value: Some("seen by Bea".to_owned()), ..set_step(&recover.id, StepState::Done) };
    let after = test.app.set_step(request).unwrap().incident;
    assert_eq!((after.runs[0].steps[2].due, after.runs[0].steps[2].due_at.as_deref()), (true, None));
    let words = defer(&test, "the owner answers");
    test.later(100_000);
    assert_eq!((words.due, words.due_at, due(&test).0), (false, None, false));
}

#[test]
fn a_mistyped_time_is_no_reason_to_wait() {
    let test = AppTest::new();
    test.open_key();
    for typed in ["25:99", "2026-02-30", "14:00 Mars/Olympus", "16:00/15:00"] {
        let request = SetStep {
            reason: Some("later".to_owned()),
            until: Some(typed.to_owned()),
            ..set_step("3", StepState::Deferred)
        };
        let error = test.app.set_step(request).unwrap_err();
        assert_eq!(error.code(), Code::BadRequest, "{typed}: {error}");
    }
    assert!(test.texts()[0].starts_with("Started the playbook"), "nothing was recorded");
}

#[test]
fn a_run_keeps_its_own_copy_of_the_playbook() {
    let test = AppTest::new();
    let incident = test.open_key();
    let pinned = &incident.runs[0].playbook;
    let library =
        test.app.show_playbook(ShowPlaybook { id: pinned.id.clone(), service_models: None }).unwrap();
    assert_eq!(pinned.sha256, library.sha256);
    assert_eq!(pinned.newer, None);
    let again = StartRun { incident: "INC-0001".to_owned(), playbook: pinned.id.clone(), from: None };
    assert!(test.app.start_run(again).unwrap_err().to_string().contains("being worked already, as run 1"));
    let second =
        StartRun { incident: "INC-0001".to_owned(), playbook: "general-incident".to_owned(), from: None };
    assert_eq!(test.app.start_run(second).unwrap().incident.runs.len(), 2);
    assert_eq!(test.step("1", StepState::Done).unwrap_err().code(), Code::NotFound, "which run is not clear");
}

#[test]
fn the_place_and_the_draft_survive_a_restart() {
    let test = AppTest::new();
    let incident = test.open_key();
    test.step("1", StepState::Done).unwrap();
    let step = incident.runs[0].steps[1].id.clone();
    let place = SavePlace { incident: "INC-0001".to_owned(), run: "1".to_owned(), step: step.clone() };
    test.app.save_place(place).unwrap();
    let draft = SaveDraft { key: "note:INC-0001".to_owned(), text: Some("half a sent".to_owned()) };
    test.app.save_draft(draft).unwrap();
    let test = test.restarted();
    let shown = test.app.show_incident(crate::harness::one("INC-0001")).unwrap();
    let place = shown.place.unwrap();
    assert_eq!(place.step, step);
    assert!(place.last_settled.unwrap().starts_with("1 "));
    let load = || LoadDraft { key: "note:INC-0001".to_owned() };
    assert_eq!(test.app.load_draft(load()).unwrap().text.as_deref(), Some("half a sent"));
    test.app.save_draft(SaveDraft { key: "note:INC-0001".to_owned(), text: None }).unwrap();
    assert_eq!(test.app.load_draft(load()).unwrap().text, None);
}

#[test]
fn where_the_responder_goes_on_is_kept_with_the_step_or_neither_is() {
    let test = AppTest::new();
    let incident = test.open_key();
    let [first, second] = [0, 1].map(|at| incident.runs[0].steps[at].id.clone());
    let settled = |next: &str| SetStep {
        run: Some("1".to_owned()),
        next: Some(next.to_owned()),
        ..set_step(&first, StepState::Done)
    };
    assert_eq!(test.app.set_step(settled("nowhere")).unwrap_err().code(), Code::NotFound);
    let shown = test.app.show_incident(crate::harness::one("INC-0001")).unwrap();
    assert!(shown.place.is_none(), "the place was kept alone");
    assert_eq!(shown.runs[0].steps[0].state, StepState::Open);
    test.app.set_step(settled(&second)).unwrap();
    let test = test.restarted();
    let shown = test.app.show_incident(crate::harness::one("INC-0001")).unwrap();
    assert_eq!(shown.place.unwrap().step, second);
    assert_eq!(shown.runs[0].steps[0].state, StepState::Done);
}

#[test]
fn an_incident_without_a_playbook_can_start_one_later() {
    let test = AppTest::new();
    let opened = test.app.open_incident(OpenIncident { without_playbook: true, ..key_incident() }).unwrap();
    assert_eq!((opened.playbook, opened.incident.runs.len()), (None, 0));
    assert_eq!(test.step("1", StepState::Done).unwrap_err().code(), Code::NotFound);
}
