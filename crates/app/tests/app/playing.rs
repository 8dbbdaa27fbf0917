use firebreak_app::App;
use firebreak_app::api::*;
use firebreak_core::vocabulary::{Mode, StepState};
use serde_json::json;

use crate::harness::{AppTest, one, set_step};

const INCIDENT: &str = "INC-0001";

/// The second playbook, called from a step of the first.
fn call_second(test: &AppTest) -> IncidentView {
    let from = StepPlace { run: "1".to_owned(), step: first(&view(&test.app)).id.clone() };
    let start =
        StartRun { incident: INCIDENT.to_owned(), playbook: "general-incident".to_owned(), from: Some(from) };
    test.app.start_run(start).unwrap().incident
}

fn view(app: &App) -> IncidentView {
    app.show_incident(one(INCIDENT)).unwrap()
}

fn first(view: &IncidentView) -> &StepView {
    view.runs.first().and_then(|run| run.steps.first()).unwrap()
}

fn watch_of(view: &IncidentView) -> &StepView {
    view.runs.iter().flat_map(|run| run.steps.iter()).find(|step| step.mode == Mode::Watch).unwrap()
}

fn watch(test: &AppTest, by: Option<&str>) -> Changed {
    let step = watch_of(&view(&test.app)).id.clone();
    let request = WatchStep {
        incident: INCIDENT.to_owned(),
        run: Some("1".to_owned()),
        step,
        by: by.map(str::to_owned),
        stop: false,
        at: None,
    };
    test.app.watch_step(request).unwrap()
}

fn row(step: &str, state: StepState, at: &str, value: Option<&str>) -> PaperRow {
    PaperRow {
        step: step.to_owned(),
        state,
        at: at.to_owned(),
        value: value.map(str::to_owned),
        reason: None,
    }
}

fn reconstruct(test: &AppTest, rows: Vec<PaperRow>) -> Result<Changed, firebreak_app::Error> {
    let request = ReconstructSteps { incident: INCIDENT.to_owned(), run: None, rows, draft: None };
    test.app.reconstruct_steps(request)
}

#[test]
fn runs_stand_in_a_queue_that_is_ordered_by_hand_and_a_called_one_knows_the_way_back() {
    let test = AppTest::new();
    test.open_key();
    let view = call_second(&test);
    assert_eq!(view.runs.iter().map(|run| run.place).collect::<Vec<_>>(), [2, 1]);
    let back = view.runs[1].called_from.clone().unwrap();
    assert_eq!((back.run.as_str(), back.step.as_str()), ("1", first(&view).id.as_str()));
    assert_eq!(back.title, format!("1 {}", first(&view).title));
    assert_eq!(back.playbook, view.runs[0].playbook.title);

    let rank = RankRun { incident: INCIDENT.to_owned(), run: "1".to_owned(), place: 1 };
    let view = test.app.rank_run(rank).unwrap().incident;
    assert_eq!(view.runs.iter().map(|run| run.place).collect::<Vec<_>>(), [1, 2]);
    let row = test.app.list_incidents(ListIncidents::default()).unwrap().rows.remove(0);
    assert_eq!(row.current_step, Some(format!("1 {}", first(&view).title)), "work goes on in the first one");
    let undone = test.app.undo(one(INCIDENT)).unwrap();
    assert!(undone.said.ends_with("is number 2 of the playbooks again"), "{}", undone.said);
    assert_eq!(undone.changed.incident.runs[0].place, 2);
}

#[test]
fn each_run_keeps_its_own_cursor_across_a_restart() {
    let test = AppTest::new();
    test.open_key();
    let view = call_second(&test);
    let place = |run: usize, step: usize| SavePlace {
        incident: INCIDENT.to_owned(),
        run: view.runs[run].id.clone(),
        step: view.runs[run].steps[step].id.clone(),
    };
    test.app.save_place(place(0, 2)).unwrap();
    test.app.save_place(place(1, 4)).unwrap();
    test.app.save_place(place(1, 3)).unwrap();
    let shown = self::view(&test.restarted().app);
    assert_eq!(shown.runs[0].cursor.as_ref(), Some(&view.runs[0].steps[2].id));
    assert_eq!(shown.runs[1].cursor.as_ref(), Some(&view.runs[1].steps[3].id));
}

#[test]
fn a_watch_stays_until_it_is_ended_with_what_was_seen() {
    let test = AppTest::new();
    test.open_key();
    let step = watch_of(&view(&test.app)).id.clone();
    let changed = watch(&test, None);
    assert_eq!(watch_of(&changed.incident).watch.as_ref().unwrap().by, "Ana", "the responder watches");
    test.later(30);
    let changed = watch(&test, Some("Bea"));
    let watching = watch_of(&changed.incident).watch.clone().unwrap();
    assert_eq!(watching.by, "Bea");
    assert_eq!(watching.since.to_iso(), "2026-11-21T02:17:00Z");
    assert!(test.step(&step, StepState::Done).unwrap_err().to_string().contains("The end of a watch needs"));
    let end = SetStep { value: Some("quiet".to_owned()), ..set_step(&step, StepState::Done) };
    let ended = test.app.set_step(end).unwrap().incident;
    assert_eq!(watch_of(&ended).value.as_deref(), Some("quiet"));
    test.app.undo(one(INCIDENT)).unwrap();
    let undone = test.app.undo(one(INCIDENT)).unwrap();
    assert!(undone.said.ends_with("is watched by Ana again"), "{}", undone.said);
    assert_eq!(
        watch_of(&undone.changed.incident).watch.as_ref().unwrap().since.to_iso(),
        "2026-11-21T02:17:00Z"
    );
}

#[test]
fn a_verified_step_names_both_who_did_it_and_who_looked() {
    let test = AppTest::new();
    test.open_key();
    let step = first(&view(&test.app)).id.clone();
    test.step(&step, StepState::Done).unwrap();
    test.later(5);
    let other = App::open(firebreak_app::Options {
        data: Some(test.data()),
        clock: Some(Box::new(test.clock)),
        responder: Some("Bea".to_owned()),
        zone: Some("UTC".to_owned()),
        playbooks: Vec::new(),
    });
    let seen = SetStep { value: Some("seen".to_owned()), ..set_step(&step, StepState::Verified) };
    let view = other.unwrap().set_step(seen).unwrap().incident;
    let verified = first(&view);
    assert_eq!(verified.changed_by.as_deref(), Some("Bea"));
    assert_eq!(verified.done.as_ref().unwrap().author, "Ana");
    assert_eq!(verified.done.as_ref().unwrap().when.to_iso(), "2026-11-21T02:17:00Z");
}

#[test]
fn a_paper_is_typed_in_whole_or_not_at_all_and_marked_as_reconstructed() {
    let test = AppTest::new();
    let incident = test.open_key();
    let before = test.timeline().len();
    let wrong = reconstruct(
        &test,
        vec![row("1", StepState::Done, "0212z", None), row("2", StepState::Done, "soon", None)],
    );
    let error = wrong.unwrap_err();
    assert!(error.to_string().starts_with("Step 2 of INC-0001: "), "{error}");
    assert_eq!(error.code(), Code::BadRequest);
    let unseen = reconstruct(
        &test,
        vec![row("1", StepState::Done, "0212z", None), row("2", StepState::Verified, "0213z", None)],
    );
    assert_eq!(
        unseen.unwrap_err().to_string(),
        "Step 2: A verified step needs the value that was observed. Nothing was recorded"
    );
    assert!(reconstruct(&test, Vec::new()).is_err());
    assert_eq!(test.timeline().len(), before, "nothing was recorded");

    let rows =
        vec![row("1", StepState::Done, "0212z", None), row("2", StepState::Verified, "0213z", Some("seen"))];
    let changed = reconstruct(&test, rows).unwrap();
    assert_eq!(changed.entries.len(), 2);
    let steps = &changed.incident.runs[0].steps;
    assert!(steps[0].reconstructed && steps[1].reconstructed && !steps[2].reconstructed);
    let entries = test.timeline();
    let typed_in: Vec<_> = entries.iter().filter(|entry| entry.kind == "step.reconstructed").collect();
    assert_eq!(typed_in.len(), 2);
    assert!(typed_in.iter().all(|entry| entry.reconstructed), "however soon it was typed in");
    assert!(typed_in.iter().any(|entry| entry.occurred_at.starts_with("2026-11-21T02:13")));
    let undone = test.app.undo(one(INCIDENT)).unwrap();
    assert_eq!(undone.said, "2 steps are what they were");
    assert_eq!(undone.changed.incident.runs[0].progress.settled, 0);
    let redone = test.app.redo(one(INCIDENT)).unwrap().changed.incident;
    assert!(redone.runs[0].steps[1].reconstructed);
    assert_eq!(redone.runs[0].steps[1].id, incident.runs[0].steps[1].id);
}

#[test]
fn a_run_names_the_playbooks_that_its_steps_may_call() {
    let test = AppTest::new();
    test.open_key();
    let text =
        test.app.show_run_text(ShowRunText { incident: INCIDENT.to_owned(), run: "1".to_owned() }).unwrap();
    assert!(!text.related.is_empty());
    for related in &text.related {
        let shown = ShowPlaybook { id: related.id.clone(), service_models: None };
        assert_eq!(test.app.show_playbook(shown).unwrap().row.title, related.name);
    }
}

#[test]
fn a_timer_is_kept_on_this_machine_as_the_window_keeps_it() {
    let test = AppTest::new();
    let view = test.open_key();
    let start = |more: serde_json::Value| {
        let mut asked = json!({"incident": "INC-0001"});
        asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        test.call("timer.start", asked)
    };
    start(json!({"length": "20m", "label": "Look again"})).unwrap();
    let timers = start(json!({"length": "5m", "step": "1"})).unwrap();
    assert_eq!(timers[0]["label"], json!(format!("1 {}", view.runs[0].steps[0].title)), "the soonest first");
    assert_eq!(
        start(json!({"length": "6m", "step": "1"})).unwrap().as_array().unwrap().len(),
        2,
        "it begins anew"
    );
    assert!(
        start(json!({"length": "soon", "label": "x"})).is_err() && start(json!({"length": "5m"})).is_err()
    );
    let key = json!({"key": format!("timers:{}", view.id)});
    let kept = test.call("draft.load", key.clone()).unwrap();
    let kept: serde_json::Value = serde_json::from_str(kept["text"].as_str().unwrap()).unwrap();
    let now = chrono::DateTime::parse_from_rfc3339("2026-11-21T02:17:00Z").unwrap().timestamp_millis();
    assert_eq!((&kept[0]["from"], &kept[0]["to"]), (&json!(now), &json!(now + 360_000)));
    assert_eq!(kept[0]["step"], json!({"run": "1", "id": view.runs[0].steps[0].id}));
    test.later(10);
    let test = test.restarted();
    let list = || test.call("timer.list", json!({"incident": "INC-0001"})).unwrap();
    assert_eq!((&list()[0]["over"], &list()[1]["over"]), (&json!(true), &json!(false)));
    let end = |timer: u32| test.call("timer.end", json!({"incident": "INC-0001", "timer": timer}));
    assert_eq!(end(9).unwrap_err().code, Code::NotFound);
    let first = u32::try_from(list()[0]["id"].as_u64().unwrap()).unwrap();
    end(first).unwrap();
    end(1).unwrap();
    assert_eq!(test.call("draft.load", key).unwrap()["text"], json!(null), "none is left");
    assert_eq!(test.app.show_incident(one("INC-0001")).unwrap().entries, view.entries, "nothing is recorded");
}
