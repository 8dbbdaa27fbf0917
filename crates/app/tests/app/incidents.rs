use firebreak_app::api::*;
use firebreak_app::{COMMANDS, Error};
use firebreak_core::times::ClockId;
use firebreak_core::vocabulary::{Milestone, Resolution, ServiceModel, Severity, StepState};
use serde_json::{Value, json};

use crate::harness::{AppTest, key_incident, one, set_step};

fn clock(incident: &IncidentView, id: ClockId) -> &Clock {
    incident.clocks.iter().find(|clock| clock.id == id).unwrap()
}

#[test]
fn a_milestone_comes_with_its_time_as_it_can_be_typed_again() {
    let test = AppTest::new();
    test.open_key();
    for (at, until, precision) in [
        ("0210z", None, Some("hour")),
        ("0210z", None, Some("minute")),
        ("~0210z", None, None),
        ("<0210z", None, None),
        ("0100z", Some("0130z"), None),
        ("2026-11-20 America/New_York", None, None),
    ] {
        let set = |at: String, until: Option<&str>, precision: Option<String>| {
            let request = SetMilestone {
                incident: "INC-0001".to_owned(),
                milestone: Milestone::Occurred,
                at,
                until: until.map(str::to_owned),
                precision,
                note: None,
            };
            let milestones = test.app.set_milestone(request).unwrap().incident.milestones;
            milestones.into_iter().find(|view| view.milestone == Milestone::Occurred).unwrap()
        };
        let first = set(at.to_owned(), until, precision.map(str::to_owned));
        let again = set(first.typed.clone(), None, first.typed_precision.map(|one| one.word().to_owned()));
        assert_eq!(
            (again.when.earliest, again.when.latest, again.when.precision),
            (first.when.earliest, first.when.latest, first.when.precision),
            "{at}"
        );
    }
}

#[test]
fn an_incident_and_the_draft_it_was_typed_as_go_over_in_one_step() {
    let test = AppTest::new();
    let save = || {
        let text = Some("Access key".to_owned());
        test.app.save_draft(SaveDraft { key: "open".to_owned(), text }).unwrap();
    };
    let kept = || test.app.load_draft(LoadDraft { key: "open".to_owned() }).unwrap().text;
    let typed = OpenIncident { draft: Some("open".to_owned()), ..key_incident() };
    save();
    let refused = OpenIncident { title: " ".to_owned(), ..typed.clone() };
    test.app.open_incident(refused).unwrap_err();
    assert_eq!(kept().as_deref(), Some("Access key"), "nothing was recorded");
    test.app.open_incident(typed).unwrap();
    assert_eq!(kept(), None);
}

#[test]
fn opening_starts_the_playbook_that_fits_and_the_clocks() {
    let test = AppTest::new();
    let opened = test.app.open_incident(key_incident()).unwrap();
    assert_eq!(opened.code, "INC-0001");
    assert_eq!(opened.playbook.as_deref(), Some("iaas-exposed-access-key"));
    let incident = opened.incident;
    assert_eq!(incident.status, Status::Open);
    assert_eq!(incident.targets.contain, Some(3600));
    assert_eq!(incident.runs[0].steps[0].number, 1);
    let contain = clock(&incident, ClockId::ToContain);
    assert_eq!(contain.running_since.as_deref(), Some("2026-11-21T02:10:00Z"));
    assert_eq!(contain.value, None);
    assert_eq!(contain.definition, "detected → contained");
    assert_eq!(clock(&incident, ClockId::ToDetect).missing.as_deref(), Some("occurred is not set"));
    assert_eq!(incident.head.hash.len(), 64);
    assert_eq!(incident.head.events, 3);
}

#[test]
fn an_incident_is_found_by_id_code_and_the_beginning_of_its_id() {
    let test = AppTest::new();
    let id = test.open_key().id;
    test.app.open_incident(key_incident()).unwrap();
    for name in [id.as_str(), "INC-0001", "inc-1", "1", id.get(..6).unwrap()] {
        assert_eq!(test.app.show_incident(one(name)).unwrap().id, id, "{name}");
    }
    let error = test.app.show_incident(one("INC-0999")).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
}

#[test]
fn what_is_not_known_is_refused_and_nothing_is_opened() {
    let test = AppTest::new();
    let refused = |request: OpenIncident| test.app.open_incident(request).unwrap_err().to_string();
    let unknown = refused(OpenIncident { incident_type: "fire".to_owned(), ..key_incident() });
    assert!(
        unknown.starts_with("\"fire\" is not a type of incident; write one of: credential-compromise"),
        "{unknown}"
    );
    let unknown = refused(OpenIncident { providers: vec!["ibm".to_owned()], ..key_incident() });
    assert!(unknown.starts_with("\"ibm\" is not a provider"), "{unknown}");
    let empty = refused(OpenIncident { title: " \n ".to_owned(), ..key_incident() });
    assert_eq!(empty, "The title is empty. Nothing was recorded");
    let nobody = refused(OpenIncident { service_models: Vec::new(), ..key_incident() });
    assert!(nobody.starts_with("No service model is given"), "{nobody}");
    let never = refused(OpenIncident { detected: Some("2026-02-30".to_owned()), ..key_incident() });
    assert!(never.contains("does not exist"), "{never}");
    assert_eq!(test.app.list_incidents(ListIncidents::default()).unwrap().total, 0);
}

#[test]
fn several_models_show_both_owners_on_a_step() {
    let test = AppTest::new();
    let request = OpenIncident {
        incident_type: "app-exploitation".to_owned(),
        service_models: vec![ServiceModel::Paas, ServiceModel::Iaas],
        ..key_incident()
    };
    let incident = test.app.open_incident(request).unwrap().incident;
    assert!(incident.runs[0].steps.iter().all(|step| step.acts.by_model.len() == 2));
    assert!(incident.runs[0].steps.iter().all(|step| !step.acts.why.is_empty()));
}

#[test]
fn closing_makes_it_read_only_until_it_is_reopened() {
    let test = AppTest::new();
    test.open_key();
    let close = CloseIncident {
        incident: "INC-0001".to_owned(),
        resolution: Some(Resolution::Resolved),
        summary: Some("Key rotated".to_owned()),
        draft: None,
    };
    let closed = test.app.close_incident(close).unwrap().incident;
    assert_eq!((closed.status, closed.summary.as_deref()), (Status::Closed, Some("Key rotated")));
    let error = test.step("1", StepState::Done).unwrap_err();
    assert_eq!(error.code(), Code::Closed);
    assert_eq!(error.view().message, "INC-0001 is closed and read-only. Nothing was recorded.");
    assert_eq!(error.view().hint.as_deref(), Some("Reopen it first; that is recorded."));
    let reopen = ReopenIncident { incident: "INC-0001".to_owned(), reason: Some("seen again".to_owned()) };
    let reopened = test.app.reopen_incident(reopen).unwrap().incident;
    assert_eq!((reopened.status, reopened.reopened), (Status::Open, 1));
    assert_eq!(test.texts()[0], "Reopened: seen again");
}

#[test]
fn the_list_finds_titles_codes_entries_and_notes() {
    let test = AppTest::new();
    test.open_key();
    test.note("the actor used 198.51.100.7 and a café token");
    test.later(5);
    let other = OpenIncident { title: "Mailbox rules".to_owned(), ..key_incident() };
    test.app.open_incident(other).unwrap();
    let found = |text: &str| -> Vec<String> {
        let list = ListIncidents { text: Some(text.to_owned()), ..ListIncidents::default() };
        test.app.list_incidents(list).unwrap().rows.into_iter().map(|row| row.code).collect()
    };
    assert_eq!(found("mailbox"), ["INC-0002"]);
    assert_eq!(found("198.51.100.7"), ["INC-0001"]);
    assert_eq!(found("cafe"), ["INC-0001"]);
    assert_eq!(found("inc-0001"), ["INC-0001"]);
    assert_eq!(found("\"' OR * NEAR("), [""; 0]);
    let all = test.app.list_incidents(ListIncidents::default()).unwrap();
    assert_eq!(all.rows.iter().map(|row| row.code.as_str()).collect::<Vec<_>>(), ["INC-0002", "INC-0001"]);
    assert_eq!((all.total, all.open), (2, 2));
    assert_eq!(all.rows[1].entries, 4);
    assert!(all.rows[0].current_step.as_deref().unwrap().starts_with("1 "));
}

#[test]
fn changing_the_severity_brings_its_targets() {
    let test = AppTest::new();
    test.open_key();
    let change = ChangeIncident {
        incident: "INC-0001".to_owned(),
        severity: Some(Severity::Critical),
        ..ChangeIncident::default()
    };
    let changed = test.app.change_incident(change.clone()).unwrap();
    assert_eq!(changed.incident.targets.contain, Some(1800));
    assert_eq!(test.texts()[0], "Severity: High → Critical");
    assert_eq!(test.app.change_incident(change).unwrap().entries, [""; 0], "nothing had to change");
}

#[test]
fn a_milestone_is_offered_when_a_step_marks_it_and_never_set_by_itself() {
    let test = AppTest::new();
    let incident = test.open_key();
    let marking =
        incident.runs[0].steps.iter().find(|step| step.marks.contains(&Milestone::Acknowledged)).unwrap();
    test.later(3);
    let changed = test.step(&marking.id, StepState::Done).unwrap().incident;
    assert!(changed.milestones.iter().all(|set| set.milestone != Milestone::Acknowledged));
    let offer = changed.offers.iter().find(|offer| offer.milestone == Milestone::Acknowledged).unwrap();
    assert_eq!((offer.at.as_str(), offer.step.as_str()), ("2026-11-21T02:20:00Z", marking.id.as_str()));
    let set = SetMilestone {
        incident: "INC-0001".to_owned(),
        milestone: Milestone::Acknowledged,
        at: offer.at.clone(),
        until: None,
        precision: None,
        note: None,
    };
    let set = test.app.set_milestone(set).unwrap().incident;
    assert!(set.offers.iter().all(|offer| offer.milestone != Milestone::Acknowledged));
    assert_eq!(
        clock(&set, ClockId::ToAcknowledge).value,
        Some(Duration { seconds_min: 600, seconds_max: 600 })
    );
    let shown = set.milestones.iter().find(|shown| shown.milestone == Milestone::Acknowledged).unwrap();
    assert_eq!(shown.author, "Ana");
    assert_eq!(test.timeline()[0].entry, shown.entry, "it shows the entry that set it");
}

#[test]
fn an_offered_milestone_keeps_how_precisely_the_step_was_said() {
    for (said, precision) in [
        ("2026-11-20", "day"),
        ("2026-11-20 America/New_York", "day"),
        ("2026-11", "month"),
        ("0205z/0215z", "range"),
        ("~0205z", "estimate"),
        ("~2026-11-19", "estimate"),
        ("<0215z", "at-latest"),
        ("-5m", "minute"),
        ("02:12:30.5Z", "exact"),
    ] {
        let test = AppTest::new();
        let incident = test.open_key();
        let marking =
            incident.runs[0].steps.iter().find(|step| step.marks.contains(&Milestone::Acknowledged)).unwrap();
        let done = SetStep { at: Some(said.to_owned()), ..set_step(&marking.id, StepState::Done) };
        let changed = test.app.set_step(done).unwrap().incident;
        let step = changed.runs[0].steps.iter().find(|step| step.id == marking.id).unwrap();
        let offer = changed.offers.iter().find(|offer| offer.milestone == Milestone::Acknowledged).unwrap();
        let offer = serde_json::to_value(offer).unwrap();
        let confirm = json!({
            "incident": "INC-0001", "milestone": "acknowledged", "at": offer["at"], "precision": offer["precision"],
        });
        let confirmed = test.call("milestone.set", confirm).unwrap();
        let milestones = confirmed["incident"]["milestones"].as_array().unwrap();
        let set = milestones.iter().find(|set| set["milestone"] == "acknowledged").unwrap();
        let when = serde_json::to_value(step.changed_at.as_ref().unwrap()).unwrap();
        for key in ["earliest", "latest", "precision"] {
            assert_eq!(set["when"][key], when[key], "{said}: {offer}");
        }
        assert_eq!(when["precision"], precision, "{said}");
    }
}

#[test]
fn times_carry_ranges_and_missing_is_null() {
    let test = AppTest::new();
    test.open_key();
    let set = |milestone, at: &str, until: Option<&str>| {
        let request = SetMilestone {
            incident: "INC-0001".to_owned(),
            milestone,
            at: at.to_owned(),
            until: until.map(str::to_owned),
            precision: None,
            note: None,
        };
        test.app.set_milestone(request).unwrap()
    };
    set(Milestone::Occurred, "2026-11-19", None);
    set(Milestone::Contained, "0215z", Some("0216z"));
    let times = serde_json::to_value(test.app.show_times(one("INC-0001")).unwrap()).unwrap();
    assert_eq!(times["to_recover"], json!(null));
    assert_eq!(
        times["to_contain"],
        json!({
            "seconds_min": 300, "seconds_max": 360,
            "from": "2026-11-21T02:10:00Z", "to": "2026-11-21T02:15:00Z/2026-11-21T02:16:00Z",
        })
    );
    assert_eq!(
        times["to_detect"]["seconds_max"].as_i64().unwrap()
            - times["to_detect"]["seconds_min"].as_i64().unwrap(),
        86_400
    );
    let problem = set(Milestone::Contained, "0201z", None).incident;
    assert!(clock(&problem, ClockId::ToContain).problem.as_deref().unwrap().contains("lies before"));
    assert_eq!(clock(&problem, ClockId::ToContain).value, None);
}

#[test]
fn what_is_known_to_be_no_later_never_gives_an_exact_time() {
    let test = AppTest::new();
    test.open_key();
    let set = |milestone: &str, at: &str, precision: Option<&str>| {
        let request =
            json!({"incident": "INC-0001", "milestone": milestone, "at": at, "precision": precision});
        test.call("milestone.set", request)
    };
    set("contained", "<0215z", None).unwrap();
    set("occurred", "<0200z", None).unwrap();
    let times = serde_json::to_value(test.app.show_times(one("INC-0001")).unwrap()).unwrap();
    let seconds = |key: &str| (times[key]["seconds_min"].as_i64(), times[key]["seconds_max"].as_i64());
    assert_eq!(seconds("to_contain"), (Some(0), Some(300)));
    assert_eq!(times["to_contain"].get("at_least"), None);
    assert_eq!(seconds("to_detect"), (Some(600), Some(600)));
    assert_eq!(times["to_detect"]["at_least"], true);
    assert_eq!(times["dwell"]["at_least"], true);
    let between = json!({"incident": "INC-0001", "from": "occurred", "to": "detected"});
    assert_eq!(test.call("times.between", between).unwrap()["at_least"], true);
    for precision in ["minute", "exact", "hour", "day", "estimate"] {
        let error = set("contained", "<0215z", Some(precision)).unwrap_err();
        assert_eq!(
            error.message,
            format!("\"<0215z\" cannot be known as \"{precision}\". Nothing was recorded.")
        );
    }
}

#[test]
fn a_milestone_without_a_time_is_refused_and_is_never_now() {
    let test = AppTest::new();
    test.open_key();
    for (at, until) in [("", None), (" ", None), ("0212z", Some(""))] {
        let request = json!({"incident": "INC-0001", "milestone": "contained", "at": at, "until": until});
        let error = test.call("milestone.set", request).unwrap_err();
        assert_eq!(error.code, Code::Refused);
        assert_eq!(error.message, "The time is empty. Nothing was recorded.");
    }
    let times = test.app.show_times(one("INC-0001")).unwrap();
    assert!(times.to_contain.is_none());
}

#[test]
fn a_custom_interval_runs_between_any_two_entries() {
    let test = AppTest::new();
    test.open_key();
    let note = AddNote {
        incident: "INC-0001".to_owned(),
        text: "the attack begins".to_owned(),
        at: Some("0157z".to_owned()),
        precision: None,
        phase: None,
        draft: None,
    };
    let entry = test.app.add_note(note).unwrap().entries.remove(0);
    let between = |from: &str, to: &str| {
        let request =
            TimesBetween { incident: "INC-0001".to_owned(), from: from.to_owned(), to: to.to_owned() };
        test.app.times_between(request)
    };
    assert_eq!(between(&entry, "detected").unwrap().unwrap().seconds_min, 13 * 60);
    assert!(between(&entry, "contained").unwrap().is_none(), "no value, never now");
    assert!(matches!(between("99", "detected"), Err(Error::NotFound { .. })));
}

#[test]
fn every_command_of_the_list_is_dispatched_and_a_wrong_request_says_what_does_not_fit() {
    let test = AppTest::new();
    for command in COMMANDS {
        let answer = test.call(command.name, json!({"no such field": 1}));
        let error = answer.unwrap_err();
        assert_eq!(error.code, Code::BadRequest, "{}", command.name);
        assert!(error.message.contains(command.name), "{}", error.message);
    }
    assert_eq!(
        test.call("incident.burn", json!({})).unwrap_err().message,
        "There is no command \"incident.burn\"."
    );
}

#[test]
fn resources_that_are_known_when_an_incident_is_opened_choose_its_playbook_too() {
    let test = AppTest::new();
    let open = |change: Value| {
        let mut request = serde_json::to_value(key_incident()).unwrap();
        request.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        test.call("incident.open", request)
    };
    let tenant =
        json!({"name": "acme tenant", "service_model": "saas", "provider": "m365", "identifier": "0f1e"});
    let opened = open(json!({"service_models": [], "providers": [], "resources": [tenant]})).unwrap();
    assert_eq!(opened["playbook"], "saas-account-takeover", "the model of the resource alone chose it");
    let incident = &opened["incident"];
    assert_eq!(incident["resources"][0]["identifier"], "0f1e");
    assert_eq!(incident["declared"]["service_models"], json!(["saas"]));
    assert_eq!(incident["providers"][0]["id"], "m365");
    let kinds: Vec<_> = test.timeline().into_iter().rev().map(|entry| entry.kind).collect();
    assert!(kinds.ends_with(&["resource.added".to_owned(), "run.started".to_owned()]), "{kinds:?}");

    let host = json!({"name": "web-1", "service_model": "iaas", "provider": "aws"});
    let both = open(json!({"resources": [host, tenant]})).unwrap();
    assert_eq!(both["incident"]["declared"]["service_models"], json!(["iaas"]), "what was declared stays");
    assert_eq!(both["incident"]["service_models"], json!(["iaas", "saas"]));

    let entries = |test: &AppTest| test.app.list_incidents(ListIncidents::default()).unwrap().total;
    let before = entries(&test);
    for wrong in [
        json!({"resources": [{"name": " ", "service_model": "iaas"}]}),
        json!({"resources": [{"name": "x", "service_model": "iaas", "provider": "nobody"}]}),
        json!({"resources": [{"name": "x", "service_model": "iaas", "offering": "RDS"}]}),
        json!({"resources": [{"name": "x", "service_model": "iaas"}, {"name": "x", "service_model": "iaas"}]}),
        json!({"resources": [{"name": "x", "service_model": "iaas", "arn": "x"}]}),
        json!({"service_models": []}),
    ] {
        open(wrong.clone()).unwrap_err();
        assert_eq!(entries(&test), before, "nothing is recorded: {wrong}");
    }
}

#[test]
fn a_request_refuses_what_it_does_not_know_beside_and_within_its_words() {
    let test = AppTest::new();
    test.open_key();
    for (command, request) in [
        ("request.draft", json!({"incident": "INC-0001", "text": "Help.", "chanel": "x"})),
        ("request.set", json!({"incident": "INC-0001", "request": "1", "chanel": "x"})),
        ("resource.add", json!({"incident": "INC-0001", "name": "x", "service_model": "iaas", "arn": "x"})),
    ] {
        let refused = test.call(command, request).unwrap_err();
        assert_eq!(refused.code, Code::BadRequest, "{command}: {}", refused.message);
        assert!(refused.message.contains("unknown field"), "{command}: {}", refused.message);
    }
}
