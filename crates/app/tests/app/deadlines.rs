use firebreak_app::api::*;
use firebreak_core::event::DeadlineMark;
use serde_json::{Value, json};

use crate::harness::{AppTest, one};

impl AppTest {
    fn clock(&self, request: &Value) -> Result<Value, ErrorView> {
        let mut asked = json!({"incident": "INC-0001"});
        asked.as_object_mut().unwrap().extend(request.as_object().unwrap().clone());
        self.call("deadline.start", asked)
    }

    fn deadlines(&self) -> Deadlines {
        self.app.list_deadlines(one("INC-0001")).unwrap()
    }

    fn met(&self, deadline: &str, at: &str) -> IncidentView {
        let asked = json!({"incident": "INC-0001", "deadline": deadline, "mark": "met", "at": at, "by": "Jo", "reference": "A-1"});
        self.app.move_deadline(serde_json::from_value(asked).unwrap()).unwrap().incident
    }
}

fn ids(offers: &[DeadlineOffer]) -> Vec<&str> {
    offers.iter().map(|offer| offer.rule.id.as_str()).collect()
}

#[test]
fn a_step_offers_its_clocks_and_a_person_starts_one() {
    let test = AppTest::new();
    test.open_key();
    let offered = test.deadlines();
    assert!(offered.deadlines.is_empty() && offered.advice.starts_with("Not legal advice"));
    assert!(ids(&offered.offers).contains(&"gdpr-33"), "{:?}", ids(&offered.offers));
    let offer = offered.offers.iter().find(|offer| offer.rule.id == "gdpr-33").unwrap();
    let (run, step) = (offer.run.clone().unwrap(), offer.step.clone().unwrap());
    let refused = test.clock(&json!({"rule": "gdpr-33", "at": " "})).unwrap_err();
    assert_eq!(refused.message, "The time of the trigger is empty. Nothing was recorded.");
    let started = test.clock(&json!({"rule": "gdpr-33", "at": "0210z", "run": run, "step": step})).unwrap();
    let running = &started["incident"]["deadlines"][0];
    assert_eq!(running["due_at"], "2026-11-24T02:10:00Z");
    let after = test.deadlines();
    assert!(!ids(&after.offers).contains(&"gdpr-33"), "a clock that runs is not offered");
    assert!(after.deadlines[0].step_title.is_some());
    let entry = &test.timeline()[0];
    assert!(
        entry.phase.is_some() && entry.text.starts_with("Deadline 1 started: GDPR Art. 33"),
        "{}",
        entry.text
    );
}

#[test]
fn the_standing_panel_has_deadlines_by_the_time_left() {
    let test = AppTest::new();
    test.open_key();
    test.clock(&json!({"rule": "gdpr-33", "at": "0210z"})).unwrap();
    test.clock(&json!({"rule": "nis2-early-warning", "at": "0200z/0215z"})).unwrap();
    test.clock(&json!({"name": "Our customer's contract", "limit": "2 business days", "at": "0210z"}))
        .unwrap();
    let view = test.app.show_incident(one("INC-0001")).unwrap();
    let due: Vec<_> =
        view.deadlines.iter().map(|row| (row.name.as_str(), row.due_at.as_deref().unwrap())).collect();
    assert_eq!(
        due,
        [
            ("NIS2 Art. 23 early warning to CSIRT/authority", "2026-11-22T02:00:00Z"),
            ("GDPR Art. 33 to the supervisory authority", "2026-11-24T02:10:00Z"),
            ("Our customer's contract", "2026-11-24T23:59:59Z"),
        ]
    );
    assert_eq!(view.deadlines[0].due_until.as_deref(), Some("2026-11-22T02:14:59Z"), "the earliest counts");
    let contract = test.deadlines().deadlines.pop().unwrap();
    assert!(contract.due.unwrap().holidays_unknown, "no list of holidays was named");
    assert!(contract.rule.source.starts_with("Length as given"), "{}", contract.rule.source);
}

#[test]
fn a_notice_that_was_submitted_offers_the_next_clock_from_then_on() {
    let test = AppTest::new();
    test.open_key();
    test.clock(&json!({"rule": "nis2-notification", "at": "0200z"})).unwrap();
    assert!(!ids(&test.deadlines().offers).contains(&"nis2-final"));
    let after = test.met("1", "0215z");
    assert!(after.deadlines.is_empty());
    let list = test.deadlines();
    let (met, offer) = (&list.deadlines[0], &list.offers[0]);
    assert_eq!((met.state, met.met_before), (Some(DeadlineMark::Met), Some(72 * 3600 - 15 * 60)));
    assert_eq!((offer.rule.id.as_str(), offer.follows.as_deref()), ("nis2-final", Some("1")));
    let at = offer.at.clone().unwrap();
    let started = test.clock(&json!({"rule": "nis2-final", "at": at, "follows": "1"})).unwrap();
    assert_eq!(started["incident"]["deadlines"][0]["due_at"], "2026-12-21T23:59:59Z");
    assert!(!ids(&test.deadlines().offers).contains(&"nis2-final"));
}

#[test]
fn a_cap_counts_once_its_time_is_known() {
    let test = AppTest::new();
    test.open_key();
    test.later(24 * 60);
    let asked = json!({"rule": "dora-initial", "at": "2026-11-22T01:00Z"});
    test.clock(&asked).unwrap();
    assert_eq!(test.deadlines().deadlines[0].due.as_ref().unwrap().at, "2026-11-22T05:00:00Z");
    let change = json!({"incident": "INC-0001", "deadline": "1", "cap_at": "2026-11-21T02:10Z", "reason": "the first call"});
    test.call("deadline.change", change).unwrap();
    let due = test.deadlines().deadlines[0].due.clone().unwrap();
    assert_eq!((due.at.as_str(), due.capped), ("2026-11-22T02:10:00Z", true));
    let text = test.texts().remove(0);
    assert_eq!(
        text,
        "Deadline 1, DORA major ICT incident, initial notification, runs from 2026-11-22 01:00Z, capped from \
         2026-11-21 02:10Z, in UTC, due 2026-11-22 02:10Z: the first call"
    );
}

#[test]
fn a_correction_of_the_trigger_says_first_when_it_would_be_due() {
    let test = AppTest::new();
    test.open_key();
    test.clock(&json!({"rule": "gdpr-33", "at": "0210z"})).unwrap();
    let asked = json!({"incident": "INC-0001", "deadline": "1", "at": "0110z"});
    let counted = test.call("deadline.recount", asked.clone()).unwrap();
    assert_eq!(counted["due"]["at"], "2026-11-24T01:10:00Z");
    let is = |test: &AppTest| test.deadlines().deadlines[0].due.clone().unwrap().at;
    assert_eq!(is(&test), "2026-11-24T02:10:00Z", "counting records nothing");
    test.call("deadline.change", asked).unwrap();
    assert_eq!(is(&test), "2026-11-24T01:10:00Z");
    let unknown = json!({"incident": "INC-0001", "deadline": "7", "at": "0110z"});
    assert_eq!(test.call("deadline.recount", unknown).unwrap_err().code, Code::Refused);
}

#[test]
fn lists_of_incidents_have_the_deadline_with_the_least_time_left() {
    let test = AppTest::new();
    test.open_key();
    let row = |test: &AppTest| test.app.list_incidents(ListIncidents::default()).unwrap().rows.remove(0);
    assert!(row(&test).deadline.is_none());
    test.clock(&json!({"rule": "gdpr-33", "at": "0210z"})).unwrap();
    test.clock(&json!({"rule": "nis2-early-warning", "at": "0210z"})).unwrap();
    let next = row(&test).deadline.unwrap();
    assert_eq!((next.id.as_str(), next.due_at.as_deref()), ("2", Some("2026-11-22T02:10:00Z")));
    test.met("2", "0215z");
    assert_eq!(row(&test.restarted()).deadline.unwrap().id, "1");
}

#[test]
fn days_end_in_the_zone_of_the_rule() {
    let test = AppTest::new();
    test.open_key();
    // Friday evening in New York; Thanksgiving lies within the four business days.
    let preview = test
        .call("deadline.preview", json!({"incident": "INC-0001", "rule": "sec-8k-105", "at": "0210z"}))
        .unwrap();
    assert_eq!(preview["due"]["at"], "2026-11-28T04:59:59Z");
    assert_eq!(preview["in_words"], "2026-11-28 04:59:59Z · Fri 2026-11-27 23:59 EST");
    assert!(test.deadlines().deadlines.is_empty(), "a preview records nothing");
    let wrong = test.clock(&json!({"rule": "contract", "limit": "soon", "at": "0210z"})).unwrap_err();
    assert!(wrong.message.contains("4bd (business days)"), "{}", wrong.message);
    let missing = test.clock(&json!({"rule": "gdpr-34", "at": "0210z"})).unwrap_err();
    assert_eq!(missing.hint.as_deref(), Some("Give the length that applies, for example 72h."));
    assert_eq!(test.clock(&json!({"rule": "gdpr-99", "at": "0210z"})).unwrap_err().code, Code::NotFound);
}

#[test]
fn a_deadline_is_taken_back_with_one_act() {
    let test = AppTest::new();
    test.open_key();
    test.clock(&json!({"rule": "gdpr-33", "at": "0210z"})).unwrap();
    test.met("1", "0215z");
    let undone = test.app.undo(one("INC-0001")).unwrap();
    assert_eq!((undone.said.as_str(), undone.changed.incident.deadlines.len()), ("deadline 1 is not met", 1));
    let undone = test.app.undo(one("INC-0001")).unwrap();
    assert_eq!(
        (undone.said.as_str(), undone.changed.incident.deadlines.len()),
        ("deadline 1 is withdrawn", 0)
    );
    let redone = test.app.redo(one("INC-0001")).unwrap();
    assert_eq!(redone.changed.incident.deadlines.len(), 1);
    let revert = json!({"incident": "INC-0001", "deadline": "1", "mark": "withdrawn"});
    assert_eq!(test.call("deadline.revert", revert).unwrap_err().code, Code::Refused);
    let waive = json!({"incident": "INC-0001", "deadline": "1", "mark": "waived"});
    assert_eq!(
        test.call("deadline.move", waive).unwrap_err().hint.unwrap(),
        "Say in a few words why, and who decided."
    );
}

#[test]
fn own_rules_are_files_beside_the_settings() {
    let test = AppTest::new();
    test.open_key();
    let owned = test.call("deadline.own", json!({"rule": "gdpr-33"})).unwrap();
    let file = owned["file"].as_str().unwrap();
    let text = std::fs::read_to_string(file).unwrap().replace("PT72H", "PT96H");
    std::fs::write(file, text).unwrap();
    let rules = test.call("deadline.rules", json!({})).unwrap();
    let own = rules["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == "gdpr-33").unwrap();
    assert_eq!((&own["limit"], &own["file"]), (&json!("PT96H"), &json!(file)));
    test.clock(&json!({"rule": "gdpr-33", "at": "0210z"})).unwrap();
    std::fs::remove_file(file).unwrap();
    let running = test.deadlines().deadlines.remove(0);
    assert_eq!(running.rule.limit.as_deref(), Some("PT96H"), "a clock that runs keeps its rule");
}

#[test]
fn what_is_due_goes_into_a_calendar() {
    let test = AppTest::new();
    test.open_key();
    test.clock(&json!({"rule": "gdpr-33", "at": "0210z"})).unwrap();
    test.clock(&json!({"rule": "uk-gdpr", "at": "0210z"})).unwrap();
    test.met("2", "0215z");
    let draft = json!({"incident": "INC-0001", "template": "executives"});
    test.call("update.draft", draft).unwrap();
    test.call("update.move", json!({"incident": "INC-0001", "update": "1", "mark": "sent"})).unwrap();
    let asked = json!({"incident": "INC-0001", "save": true});
    let exported = test.call("deadline.calendar", asked).unwrap();
    let text = exported["text"].as_str().unwrap().replace("\r\n ", "");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "what was met is not due: {text}");
    assert!(text.contains("DTSTART:20261124T021000Z\r\nSUMMARY:INC-0001: GDPR Art. 33"), "{text}");
    assert!(
        text.contains("DTSTART:20261121T061700Z\r\nSUMMARY:INC-0001: next update\\, executives"),
        "{text}"
    );
    let saved = std::fs::read_to_string(exported["path"].as_str().unwrap()).unwrap();
    assert_eq!(saved, exported["text"]);
}
