use firebreak_app::api::*;
use serde_json::{Value, json};

use crate::harness::{AppTest, one};

impl AppTest {
    fn role(&self, role: &str, person: &str, at: &str) -> IncidentView {
        let asked = json!({"incident": "INC-0001", "role": role, "person": person, "at": at});
        self.app.give_role(serde_json::from_value(asked).unwrap()).unwrap().incident
    }

    fn people(&self) -> PeopleView {
        self.app.show_people(one("INC-0001")).unwrap()
    }

    fn handover(&self, name: &str, mut asked: Value) -> Result<Value, ErrorView> {
        asked.as_object_mut().unwrap().insert("incident".to_owned(), json!("INC-0001"));
        self.call(&format!("handover.{name}"), asked)
    }

    fn brief(&self) -> Vec<(String, Vec<String>)> {
        let asked = BriefHandover { incident: "INC-0001".to_owned(), ..BriefHandover::default() };
        let briefing = self.app.brief_handover(asked).unwrap();
        briefing.sections.into_iter().map(|section| (section.title, section.lines)).collect()
    }

    fn section(&self, title: &str) -> Vec<String> {
        self.brief().into_iter().find(|(found, _)| found == title).unwrap().1
    }
}

#[test]
fn the_standing_panel_knows_who_holds_which_role_since_when() {
    let test = AppTest::new();
    assert_eq!(test.open_key().roles, []);
    test.later(60);
    test.role("scribe", "Cy", "0230z");
    let view = test.role("lead", "Ana", "0215z");
    let held: Vec<(&str, &str, String)> = view
        .roles
        .iter()
        .map(|held| (held.label.as_str(), held.person.as_str(), held.since.to_iso()))
        .collect();
    let row = |label, person, at: &str| (label, person, at.to_owned());
    assert_eq!(
        held,
        [row("Lead", "Ana", "2026-11-21T02:15:00Z"), row("Scribe", "Cy", "2026-11-21T02:30:00Z")]
    );
    let taken = test.app.undo(one("INC-0001")).unwrap();
    assert_eq!(taken.said, "Ana is not lead");
    assert_eq!(taken.changed.incident.roles.len(), 1);
    assert_eq!(test.app.redo(one("INC-0001")).unwrap().changed.incident.roles.len(), 2);
}

#[test]
fn roles_of_the_playbook_stand_beside_the_usual_ones() {
    let test = AppTest::new();
    test.open_key();
    let people = test.people();
    let roles: Vec<&str> = people.roles.iter().map(|role| role.role.as_str()).collect();
    assert!(roles.starts_with(&["lead", "deputy", "scribe", "liaison"]), "{roles:?}");
    assert!(roles.contains(&"cloud"), "{roles:?}");
    let cloud = people.roles.iter().find(|role| role.role == "cloud").unwrap();
    assert!(cloud.steps > 0 && cloud.about.is_some() && !cloud.held_by_one);
    test.role("Cloud", "Dee", "now");
    let cloud = test.people().roles.into_iter().find(|role| role.role == "cloud").unwrap();
    assert_eq!(cloud.holders[0].person, "Dee", "the same role, whatever its case");
}

#[test]
fn people_are_who_writes_who_holds_a_role_and_who_is_to_lead() {
    let test = AppTest::new();
    test.open_key();
    test.role("lead", "Bo", "now");
    test.handover("begin", json!({"to": "Eve", "summary": "All is quiet."})).unwrap();
    let people = test.people().people;
    let names: Vec<(&str, bool)> =
        people.iter().map(|person| (person.name.as_str(), person.acting)).collect();
    assert_eq!(names, [("Bo", false), ("Ana", true), ("Eve", false)]);
}

#[test]
fn entries_are_written_under_the_name_that_was_switched_to_and_it_is_kept() {
    let test = AppTest::new();
    test.open_key();
    let folder = test.data();
    let app = crate::harness::open_without_responder(folder.clone(), &test.clock);
    let switch = |app: &firebreak_app::App, name: &str| {
        app.act_as(ActAs { name: name.to_owned() }).map(|about| about.responder)
    };
    assert_eq!(switch(&app, " Bo ").unwrap().as_deref(), Some("Bo"));
    let note = |app: &firebreak_app::App| {
        app.call("note.add", json!({"incident": "INC-0001", "text": "seen"})).unwrap();
    };
    note(&app);
    assert!(switch(&app, "  ").is_err(), "a name is needed");
    drop(app);
    let app = crate::harness::open_without_responder(folder, &test.clock);
    note(&app);
    let authors: Vec<String> = test.timeline().into_iter().map(|entry| entry.author).take(2).collect();
    assert_eq!(authors, ["Bo", "Bo"]);
    let acting = app.list_acting(ListActing::default()).unwrap();
    let names: Vec<(&str, bool)> = acting.iter().map(|one| (one.name.as_str(), one.acting)).collect();
    assert_eq!(names, [("Ana", false), ("Bo", true)], "whoever wrote anywhere can be switched to");
}

#[test]
fn a_briefing_says_how_it_stands() {
    let test = AppTest::new();
    test.open_key();
    assert_eq!(test.section("Severity and trend"), ["High at 2026-11-21 02:17Z, unchanged"]);
    test.later(63);
    test.call("incident.change", json!({"incident": "INC-0001", "severity": "critical"})).unwrap();
    test.call("incident.change", json!({"incident": "INC-0001", "severity": "medium"})).unwrap();
    assert_eq!(
        test.section("Severity and trend"),
        [
            "Medium, lowered at 2026-11-21 03:20Z by Ana",
            "Since it was opened: High at 2026-11-21 02:17Z, Critical at 2026-11-21 03:20Z, Medium at 2026-11-21 03:20Z"
        ]
    );
    test.role("lead", "Bo", "now");
    test.note("The build host\nwas rebuilt.");
    let deferred = json!({
        "incident": "INC-0001", "step": "2", "state": "deferred", "reason": "no rights", "until": "0500z",
    });
    test.call("step.set", deferred).unwrap();
    test.call(
        "request.draft",
        json!({"incident": "INC-0001", "subject": "Calls", "text": "Give us the calls."}),
    )
    .unwrap();
    test.call(
        "request.move",
        json!({"incident": "INC-0001", "request": "1", "mark": "sent", "ticket": "47"}),
    )
    .unwrap();
    test.later(25);
    let work = test.section("Where the work stands");
    assert!(work[0].starts_with("Exposed or stolen cloud access key: 0 of "), "{work:?}");
    assert!(work.iter().any(|line| line.starts_with("Next: 1 ")), "{work:?}");
    assert!(
        work.iter().any(|line| line.starts_with("Deferred until") && line.ends_with(": no rights")),
        "{work:?}"
    );
    assert!(work.last().unwrap().ends_with(" more"), "what does not fit is counted: {work:?}");
    let clocks = test.section("Clocks");
    assert!(clocks.iter().any(|line| line.starts_with("To contain: runs, 1 h 35 min so far")), "{clocks:?}");
    assert_eq!(
        test.section("Requests to providers"),
        ["1 to AWS: Calls (waits 25 min, sent 2026-11-21 03:20Z, ticket 47)"]
    );
    let notes = test.section("Notes");
    assert_eq!(notes.last().unwrap(), "2026-11-21 03:20Z Ana: The build host was rebuilt.");
    assert_eq!(test.section("Roles"), ["Lead: Bo, since 2026-11-21 03:20Z"]);
    let evidence = test.section("Volatile evidence not yet collected");
    assert!(!evidence.is_empty() && evidence.iter().all(|line| !line.is_empty()), "{evidence:?}");
}

#[test]
fn a_briefing_says_what_is_due_and_who_was_told() {
    let test = AppTest::new();
    test.open_key();
    assert_eq!((test.section("Deadlines"), test.section("Updates")), (vec![], vec![]));
    let start = |rule: &str, at: &str| {
        test.call("deadline.start", json!({"incident": "INC-0001", "rule": rule, "at": at})).unwrap();
    };
    start("gdpr-33", "0210z");
    start("nis2-early-warning", "0200z/0215z");
    start("uk-gdpr", "0210z");
    let met = json!({"incident": "INC-0001", "deadline": "3", "mark": "met"});
    test.call("deadline.move", met).unwrap();
    let update = |name: &str, mut asked: Value| {
        asked.as_object_mut().unwrap().insert("incident".to_owned(), json!("INC-0001"));
        test.call(name, asked).unwrap();
    };
    update("update.draft", json!({"template": "executives", "to": "The board"}));
    update("update.move", json!({"update": "1", "mark": "sent"}));
    update("update.draft", json!({"audience": "works council", "subject": "A key", "text": "Words"}));
    update("update.move", json!({"update": "2", "mark": "approved", "by": "Jo"}));
    test.later(25 * 60);
    assert_eq!(
        test.section("Deadlines"),
        [
            "NIS2 Art. 23 early warning to CSIRT/authority: due 2026-11-22 02:00Z, 1 h 17 min overdue, or by 2026-11-22 \
             02:14Z if it began later",
            "GDPR Art. 33 to the supervisory authority: due 2026-11-24 02:10Z, 1 d 22 h left",
        ],
        "what was met is not due"
    );
    assert_eq!(
        test.section("Updates"),
        [
            "executives: 1 sent 2026-11-21 02:17Z to The board, next due 2026-11-21 06:17Z, 21 h overdue",
            "works council: 2 is drafted, approved by Jo, not sent: A key",
        ]
    );
}

#[test]
fn what_was_collected_or_ended_leaves_the_briefing() {
    let test = AppTest::new();
    test.open_key();
    let before = test.section("Volatile evidence not yet collected");
    let step = before[0].strip_prefix("Step ").unwrap().split(':').next().unwrap().to_owned();
    let path = test.folder.path().join("memory.raw");
    std::fs::write(&path, b"what was in memory").unwrap();
    let add = json!({"incident": "INC-0001", "paths": [path], "step": step, "item": 0});
    test.call("evidence.add", add).unwrap();
    assert!(test.app.work_on_evidence(std::time::Duration::ZERO));
    let collected = test.section("Volatile evidence not yet collected");
    assert!(!collected.contains(&before[0]) && collected.contains(&before[1]), "{collected:?}");
    let done = json!({
        "incident": "INC-0001", "step": step, "state": "overridden", "reason": "no time",
    });
    test.call("step.set", done).unwrap();
    let after = test.section("Volatile evidence not yet collected");
    assert!(!after.iter().any(|line| line.starts_with(&format!("Step {step}:"))), "{after:?}");
}

#[test]
fn the_lead_moves_with_the_read_back_and_the_briefing_stays_as_it_was_given() {
    let test = AppTest::new();
    test.open_key();
    test.role("lead", "Ana", "now");
    let head = test.app.show_incident(one("INC-0001")).unwrap().head.hash;
    let words = json!({
        "to": "Bo", "summary": "The key is off.", "objectives": "Find who used it.\nTell the owner.",
        "contingencies": [{"when": "it is used again", "then": "close the account"}],
    });
    let begun = test.handover("begin", words).unwrap();
    assert_eq!(begun["incident"]["handover"]["to"], "Bo");
    assert_eq!(begun["incident"]["roles"][0]["person"], "Ana", "the lead has not moved");
    test.note("later");
    let refused = test.handover("accept", json!({"handover": "1", "by": "Bo"})).unwrap_err();
    assert_eq!(
        refused.hint.as_deref(),
        Some("Type what you understood, or tick every section once it is read.")
    );
    let accepted =
        json!({"handover": "1", "by": "Bo", "read_back": "The key is off, the owner is to be told."});
    let accepted = test.handover("accept", accepted).unwrap();
    assert_eq!(accepted["incident"]["roles"][0]["person"], "Bo");
    assert_eq!(accepted["incident"]["handover"], Value::Null);
    assert_eq!(accepted["entries"].as_array().unwrap().len(), 2, "both in one step");

    let list = test.app.list_handovers(one("INC-0001")).unwrap();
    let given = &list[0];
    assert_eq!((given.state, given.from.as_str(), given.to.as_str()), (HandoverState::Accepted, "Ana", "Bo"));
    assert_eq!(given.head, head, "the head that the briefing was made from");
    let lines = |title: &str| &given.sections.iter().find(|section| section.title == title).unwrap().lines;
    assert_eq!(*lines("Objectives"), ["Find who used it.", "Tell the owner."]);
    assert_eq!(*lines("If, then"), ["If it is used again: close the account"]);
    assert!(!lines("Notes").iter().any(|line| line.contains("later")), "what came after it is not in it");
    assert_eq!(given.read_back.as_deref(), Some("The key is off, the owner is to be told."));
    let exported = test.handover("export", json!({"handover": "1", "save": true})).unwrap();
    let text = std::fs::read_to_string(exported["path"].as_str().unwrap()).unwrap();
    assert!(text.starts_with("# INC-0001: handover 1, Ana to Bo\n"), "{text}");
    assert!(text.contains(&format!("`{head}`")), "{text}");
    let test = test.restarted();
    assert_eq!(test.app.show_incident(one("INC-0001")).unwrap().roles[0].person, "Bo");
}

#[test]
fn a_briefing_that_is_looked_at_records_nothing() {
    let test = AppTest::new();
    let before = test.open_key().entries;
    assert_eq!(test.brief().len(), 13);
    let exported = test.handover("export", json!({})).unwrap();
    assert_eq!(exported["file_name"], "INC-0001-briefing.md");
    assert_eq!(test.app.show_incident(one("INC-0001")).unwrap().entries, before);
}

#[test]
fn a_cancelled_handover_keeps_what_was_typed() {
    let test = AppTest::new();
    test.open_key();
    test.handover("begin", json!({"to": "Bo", "summary": "The key is off."})).unwrap();
    let refused = test.handover("begin", json!({"to": "Cy", "summary": "Again."})).unwrap_err();
    assert_eq!(refused.message, "Handover 1 to Bo is not accepted yet. Nothing was recorded.");
    let cancelled = test.handover("cancel", json!({"handover": "1", "reason": "Bo is ill"})).unwrap();
    assert_eq!(cancelled["incident"]["handover"], Value::Null);
    let list = test.app.list_handovers(one("INC-0001")).unwrap();
    assert_eq!((list[0].state, list[0].summary.as_str()), (HandoverState::Cancelled, "The key is off."));
    assert_eq!(test.texts()[0], "Handover 1 to Bo cancelled: Bo is ill");
}
