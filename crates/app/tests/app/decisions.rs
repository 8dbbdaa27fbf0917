use firebreak_app::api::*;
use serde_json::{Value, json};

use crate::harness::{AppTest, one};

fn list(test: &AppTest) -> Vec<DecisionView> {
    test.app.list_decisions(one("INC-0001")).unwrap()
}

fn record(test: &AppTest, more: &Value) -> Result<Changed, ErrorView> {
    let mut asked = json!({"incident": "INC-0001", "question": "Pull the network?", "choice": "Pull it"});
    asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    test.app.record_decision(serde_json::from_value(asked).unwrap()).map_err(|error| error.view())
}

/// The first step that has branches.
fn with_branches(test: &AppTest, view: &IncidentView) -> (String, String) {
    let run = view.runs.first().unwrap().id.clone();
    let text = test
        .app
        .show_run_text(serde_json::from_value(json!({"incident": "INC-0001", "run": run})).unwrap())
        .unwrap();
    (run, text.steps.iter().find(|step| !step.decide.is_empty()).unwrap().id.clone())
}

#[test]
fn a_decision_keeps_who_when_why_and_what_else_there_was() {
    let test = AppTest::new();
    test.open_key();
    let changed = record(
        &test,
        &json!({"options": ["Isolate the host"], "rationale": "It spreads", "decided_by": "Bo", "at": "0212z", "reversible": false}),
    )
    .unwrap();
    assert_eq!((changed.incident.decisions, changed.entries.len()), (1, 1));
    let test = test.restarted();
    let known = list(&test).remove(0);
    assert_eq!(known.options, ["Isolate the host", "Pull it"]);
    assert_eq!((known.decided_by.as_str(), known.recorded_by.as_str()), ("Bo", "Ana"));
    assert_eq!((known.decided.typed.as_str(), known.reversible), ("2026-11-21T02:12:00Z", Some(false)));
    record(&test, &json!({"question": "Whom to tell?", "choice": "Nobody yet"})).unwrap();
    let second = list(&test).remove(1);
    assert_eq!((second.decided_by.as_str(), second.reversible, second.options.len()), ("Ana", None, 1));
}

#[test]
fn a_branch_that_was_chosen_becomes_a_decision_with_its_options() {
    let test = AppTest::new();
    let view = test.open_key();
    let (run, step) = with_branches(&test, &view);
    let compose = || {
        let asked = json!({"incident": "INC-0001", "run": run, "step": step});
        test.app.compose_decision(serde_json::from_value(asked).unwrap()).unwrap()
    };
    let before = compose();
    assert!(before.options.len() >= 2 && before.choice.is_none() && before.supersedes.is_none());
    let choose = json!({"incident": "INC-0001", "run": run, "step": step, "choice": 1});
    test.call("branch.choose", choose).unwrap();
    let composed = compose();
    assert_eq!(composed.choice.as_ref(), composed.options.get(1));
    let words = json!({
        "question": composed.question, "options": composed.options, "choice": composed.choice, "run": run, "step": step,
    });
    record(&test, &words).unwrap();
    let known = list(&test).remove(0);
    assert_eq!(known.step.as_ref().unwrap().step, step);
    assert_eq!(compose().supersedes.as_deref(), Some("1"), "a change of mind takes its place");
    let mut again = words;
    again["supersedes"] = json!("1");
    assert_eq!(record(&test, &again).unwrap().incident.decisions, 1);
    assert_eq!(list(&test)[0].superseded_by.as_deref(), Some("2"));
}

#[test]
fn a_decision_is_withdrawn_and_restored_and_undone() {
    let test = AppTest::new();
    test.open_key();
    record(&test, &json!({})).unwrap();
    let one_of = json!({"incident": "INC-0001", "decision": "1"});
    test.call("decision.withdraw", one_of.clone()).unwrap();
    assert!(list(&test)[0].withdrawn);
    let refused = record(&test, &json!({"supersedes": "1"})).unwrap_err();
    assert_eq!(refused.hint.as_deref(), Some("`firebreak decision list` shows every decision."));
    test.call("decision.restore", one_of).unwrap();
    let taken = test.app.undo(one("INC-0001")).unwrap();
    assert_eq!((taken.said.as_str(), taken.changed.incident.decisions), ("decision 1 was not taken", 0));
    assert_eq!(test.app.redo(one("INC-0001")).unwrap().changed.incident.decisions, 1);
    assert!(record(&test, &json!({"choice": " "})).unwrap_err().message.starts_with("The choice is empty"));
}

#[test]
fn the_report_and_the_briefing_say_what_was_decided_and_found() {
    let test = AppTest::new();
    let view = test.open_key();
    let (run, step) = with_branches(&test, &view);
    test.call("branch.choose", json!({"incident": "INC-0001", "run": run, "step": step, "choice": 1}))
        .unwrap();
    let sitrep = |test: &AppTest| test.app.sitrep(one("INC-0001")).unwrap();
    let before = sitrep(&test);
    assert_eq!((before.decisions.len(), before.indicators), (1, None), "the branch, without reasons");
    assert!(before.markdown.contains("- **Indicators:** none recorded\n"), "{}", before.markdown);

    let why = "It spreads. ".repeat(40);
    let about = json!({"run": run, "step": step, "rationale": why, "reversible": false, "decided_by": "Bo"});
    record(&test, &about).unwrap();
    let found = json!({"incident": "INC-0001", "indicators": [{"value": "185.220.101.4"}, {"value": "evil-cdn[.]net"}, {"value": "45.9.148.1"}]});
    test.call("indicator.add", found).unwrap();
    let report = sitrep(&test);
    let told: Vec<&str> = report.decisions.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(told, ["Pull the network? Pull it"], "in place of the branch it belongs to");
    let said = report.decisions[0].about.as_deref().unwrap();
    assert!(said.starts_with("by Bo, cannot be taken back, It spreads."), "{said}");
    assert!(said.ends_with('…') && said.chars().count() < 220, "one line: {said}");
    assert_eq!(report.indicators.as_deref(), Some("3 (IPv4 2, Domain 1)"));
    assert!(report.markdown.contains("- **Indicators:** 3 (IPv4 2, Domain 1)\n"), "{}", report.markdown);

    let briefing = test.call("handover.brief", json!({"incident": "INC-0001"})).unwrap();
    let lines = briefing.pointer("/sections/3/lines").unwrap().to_string();
    assert!(lines.contains("Indicators: 3 (IPv4 2, Domain 1)"), "{lines}");
    assert!(
        lines.contains("Decisions in force: 1; cannot be taken back: Pull the network? Pull it"),
        "{lines}"
    );

    let withdrawn = json!({"incident": "INC-0001", "decision": "1"});
    test.call("decision.withdraw", withdrawn).unwrap();
    assert_eq!(sitrep(&test).decisions, before.decisions, "the branch stands alone again");
}
