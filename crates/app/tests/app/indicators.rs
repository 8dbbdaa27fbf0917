use std::collections::BTreeSet;

use firebreak_app::api::*;
use firebreak_core::indicator::IndicatorKind;
use firebreak_core::vocabulary::Tlp;
use serde_json::{Value, json};

use crate::harness::{AppTest, one};

const PASTED: &str = "2026-11-21T02:12:00Z GET hxxps://files.evil-cdn[.]net/a from 10.0.0.5\n2026-11-21T02:14:00Z 185.220.101.4 again 185[.]220[.]101[.]4";

fn list(test: &AppTest) -> Vec<IndicatorView> {
    test.app.list_indicators(one("INC-0001")).unwrap()
}

fn find(test: &AppTest, request: &Value) -> FoundIndicators {
    let mut asked = json!({"incident": "INC-0001"});
    asked.as_object_mut().unwrap().extend(request.as_object().unwrap().clone());
    test.app.find_indicators(serde_json::from_value(asked).unwrap()).unwrap()
}

fn add(test: &AppTest, more: &Value) -> Result<Changed, firebreak_app::Error> {
    let mut asked = json!({"incident": "INC-0001"});
    asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    test.app.add_indicators(serde_json::from_value(asked).unwrap())
}

fn export(test: &AppTest, more: &Value) -> Result<ExportedIndicators, firebreak_app::Error> {
    let mut asked = json!({"incident": "INC-0001"});
    asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    test.app.export_indicators(serde_json::from_value(asked).unwrap())
}

#[test]
fn what_is_pasted_is_reviewed_before_it_is_recorded() {
    let test = AppTest::new();
    test.open_key();
    let found = find(&test, &json!({"text": PASTED}));
    let told: Vec<(&str, Option<&str>)> =
        found.found.iter().map(|each| (each.value.as_str(), each.doubt_label.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("https://files.evil-cdn.net/a", None),
            ("files.evil-cdn.net", None),
            ("10.0.0.5", Some("Private address")),
            ("185.220.101.4", None),
        ]
    );
    assert_eq!((found.lines, found.found[3].times, found.found[3].line), (2, 2, 2));
    assert_eq!(found.found[0].defanged, "hxxps://files[.]evil-cdn[.]net/a");
    assert_eq!(found.found[0].first_seen.as_deref(), Some("2026-11-21T02:12:00Z"));
    assert!(list(&test).is_empty(), "looking records nothing");

    let ticked: Vec<Value> = found
        .found
        .iter()
        .filter(|each| each.doubt.is_none())
        .map(|each| json!({"kind": each.kind, "value": each.value, "first_seen": each.first_seen}))
        .collect();
    let changed =
        add(&test, &json!({"indicators": ticked, "tlp": "green", "note": "from the proxy"})).unwrap();
    assert_eq!(changed.entries.len(), 1, "one act, one entry");
    assert_eq!(changed.incident.indicators, 3);
    assert_eq!(changed.incident.undo.as_deref(), Some("3 indicators are not listed"));
    let listed = find(&test, &json!({"text": PASTED})).found;
    assert_eq!(
        listed.iter().map(|each| each.listed.as_deref()).collect::<Vec<_>>(),
        [Some("1"), Some("2"), None, Some("3")]
    );
    let test = test.restarted();
    let known = list(&test).remove(0);
    assert_eq!(
        (known.kind, known.tlp, known.note.as_deref()),
        (IndicatorKind::Url, Tlp::Green, Some("from the proxy"))
    );
    assert_eq!(known.first_seen.unwrap().typed, "2026-11-21T02:12:00Z");
    assert_eq!(
        test.app.search(serde_json::from_value(json!({"text": "evil-cdn.net"})).unwrap()).unwrap().hits.len(),
        1
    );
}

#[test]
fn indicators_of_a_note_are_linked_to_it_and_to_the_step() {
    let test = AppTest::new();
    let view = test.open_key();
    let entry = test.note(PASTED).entries.remove(0);
    assert_eq!(find(&test, &json!({"entry": entry})).found.len(), 4);
    let step = view.runs[0].steps[0].id.clone();
    add(&test, &json!({"indicators": [{"value": "185[.]220[.]101[.]4"}], "entry": entry, "step": step}))
        .unwrap();
    let known = list(&test).remove(0);
    assert_eq!(
        (known.kind, known.value.as_str(), known.tlp),
        (IndicatorKind::Ipv4, "185.220.101.4", Tlp::Amber)
    );
    let number = entry.rsplit('/').next().unwrap().parse().unwrap();
    let linked = &known.entries[0];
    assert_eq!((linked.entry.as_str(), linked.seq, known.entries.len()), (entry.as_str(), number, 1));
    let beginning: String =
        PASTED.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(40).collect();
    assert!(linked.text.starts_with(&beginning), "{}", linked.text);
    let corrected = json!({"incident": "INC-0001", "entry": entry, "text": "what the proxy said"});
    test.call("entry.correct", corrected).unwrap();
    assert_eq!(list(&test)[0].entries[0].text, "what the proxy said", "the words that count");
    assert!(known.steps[0].title.as_deref().unwrap().starts_with("1 "), "{:?}", known.steps);
    assert_eq!(known.steps[0].step, step);
    let nowhere = add(&test, &json!({"indicators": [{"value": "1.2.3.4"}], "entry": "999"})).unwrap_err();
    assert_eq!(nowhere.view().code, Code::NotFound);
    assert_eq!(list(&test).len(), 1, "nothing was recorded");
    let untold = add(&test, &json!({"indicators": [{"value": "jo"}]})).unwrap_err().view();
    assert_eq!(
        untold.message,
        "\"jo\" does not tell by its form what kind of indicator it is. Nothing was recorded."
    );
    assert_eq!(untold.hint.as_deref(), Some("Name its kind, for example account or process."));
}

#[test]
fn what_is_known_of_an_indicator_changes_and_is_taken_back() {
    let test = AppTest::new();
    test.open_key();
    add(&test, &json!({"indicators": [{"value": "185.220.101.4"}, {"value": "jo", "kind": "account"}]}))
        .unwrap();
    let entry = test.note("seen").entries.remove(0);
    let change = json!({
        "incident": "INC-0001", "indicator": "1", "tlp": "red", "first_seen": "0200z", "last_seen": "0215z",
        "note": "exit node", "ports": [9001, 443], "entries": [entry], "steps": ["1"],
    });
    test.call("indicator.change", change).unwrap();
    let known = list(&test).remove(0);
    assert_eq!(
        (known.tlp, known.note.as_deref(), known.steps.len(), known.ports),
        (Tlp::Red, Some("exit node"), 1, vec![443, 9001])
    );
    assert_eq!(known.entries.iter().map(|linked| &linked.entry).collect::<Vec<_>>(), [&entry]);
    let cleared =
        json!({"incident": "INC-0001", "indicator": "1", "first_seen": "", "note": "", "entries": []});
    test.call("indicator.change", cleared).unwrap();
    let known = list(&test).remove(0);
    assert!(known.first_seen.is_none() && known.note.is_none() && known.entries.is_empty());
    assert_eq!(
        (known.last_seen.is_some(), known.tlp, known.steps.len()),
        (true, Tlp::Red, 1),
        "what is not named stays"
    );
    test.app.undo(one("INC-0001")).unwrap();
    assert_eq!(list(&test)[0].note.as_deref(), Some("exit node"));

    let numbers = json!({"incident": "INC-0001", "indicators": ["1", "2"]});
    test.call("indicator.withdraw", numbers.clone()).unwrap();
    assert!(list(&test).iter().all(|known| known.withdrawn));
    assert_eq!(test.app.show_incident(one("INC-0001")).unwrap().indicators, 0);
    test.call("indicator.restore", numbers).unwrap();
    let taken = test.app.undo(one("INC-0001")).unwrap();
    assert_eq!((taken.said.as_str(), taken.changed.incident.indicators), ("2 indicators are not listed", 0));
    assert_eq!(test.app.redo(one("INC-0001")).unwrap().changed.incident.indicators, 2);
}

#[test]
fn what_may_be_shared_is_exported() {
    let test = AppTest::new();
    test.open_key();
    assert!(
        export(&test, &json!({}))
            .unwrap_err()
            .view()
            .message
            .starts_with("No indicator counts and may be shared")
    );
    for (value, tlp) in [("185.220.101.4", "clear"), ("evil-cdn.net", "amber"), ("c2.evil-cdn.net", "red")] {
        add(&test, &json!({"indicators": [{"value": value}], "tlp": tlp})).unwrap();
    }
    test.call("indicator.withdraw", json!({"incident": "INC-0001", "indicators": ["1"]})).unwrap();
    let csv = export(&test, &json!({"save": true})).unwrap();
    assert_eq!((csv.file_name.as_str(), csv.written, csv.left_out), ("INC-0001-indicators.csv", 2, 0));
    assert_eq!(std::fs::read_to_string(csv.path.unwrap()).unwrap(), csv.text);
    assert!(!csv.text.contains("185.220.101.4"), "what was withdrawn is not written");
    let stix = export(&test, &json!({"format": "stix", "share": "amber"})).unwrap();
    assert_eq!(
        (stix.file_name.as_str(), stix.written, stix.left_out),
        ("INC-0001-indicators.stix.json", 1, 1)
    );
    assert!(!stix.text.contains("c2.evil-cdn.net"), "what is stricter stays here");
    let bundle: Value = serde_json::from_str(&stix.text).unwrap();
    let kinds: BTreeSet<&str> =
        bundle["objects"].as_array().unwrap().iter().map(|each| each["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, BTreeSet::from(["domain-name", "grouping", "indicator", "marking-definition"]));
    let none = export(&test, &json!({"share": "clear"})).unwrap_err().view();
    assert!(none.message.contains("2 with a stricter label stay here"), "{}", none.message);
}

#[test]
fn a_port_is_found_recorded_and_exported() {
    let test = AppTest::new();
    test.open_key();
    let found =
        find(&test, &json!({"text": "203.0.113.5:4444 and [2001:db8::1]:443, 203.0.113.5:443"})).found;
    let told: Vec<_> = found.iter().map(|each| (each.value.as_str(), each.ports.as_slice())).collect();
    assert_eq!(told, [("203.0.113.5", [443, 4444].as_slice()), ("2001:db8::1", [443].as_slice())]);
    let words: Vec<_> = found.iter().map(|each| json!({"value": each.value, "ports": each.ports})).collect();
    add(&test, &json!({"indicators": words})).unwrap();
    add(&test, &json!({"indicators": [{"value": "c2.evil-cdn.net:8443"}]})).unwrap();
    let ports: Vec<_> = list(&test).into_iter().map(|known| known.ports).collect();
    assert_eq!(ports, [vec![443, 4444], vec![443], vec![8443]]);
    let written = |format: &str| {
        let request = json!({"incident": "INC-0001", "format": format});
        test.call("indicator.export", request).unwrap()["text"].as_str().unwrap().to_owned()
    };
    let csv = written("csv");
    assert!(csv.lines().next().unwrap().ends_with(",ports"), "{csv}");
    assert!(csv.contains(",443 4444\r\n") && csv.contains(",8443\r\n"), "{csv}");
    assert!(written("stix").contains("\"description\": \"Seen with ports 443, 4444.\""));
}
