use super::*;
use crate::vocabulary::{Layer, Milestone, Mode};

#[test]
fn times_are_read_to_seconds() {
    for (text, seconds) in [
        ("5 min", Some(300)),
        ("2 h", Some(7_200)),
        ("1 h 30 min", Some(5_400)),
        ("1h30min", Some(5_400)),
        ("1 d", Some(86_400)),
        ("45 s", Some(45)),
        ("0 min", Some(0)),
        (" 5 min ", Some(300)),
        ("", None),
        ("5", None),
        ("min", None),
        ("5 minutes", None),
        ("five min", None),
        ("-5 min", None),
        ("1.5 h", None),
        ("5 MIN", None),
        ("99999999999999999999 h", None),
        ("999999999999999999 d", None),
    ] {
        assert_eq!(duration(text), seconds, "{text:?}");
    }
}

/// Reads one fact and gives the facts with the rules that were broken and the text each finding points to.
fn read_one(key: &str, value: &str) -> (Facts, Vec<(&'static str, String)>) {
    let source = format!("{key}: {value}");
    let mut facts = Facts::default();
    let mut findings = Findings::default();
    read(&mut facts, &source, key, &(0..key.len()), &(key.len() + 1..source.len()), &mut findings);
    let found = findings
        .into_sorted()
        .into_iter()
        .map(|finding| (finding.rule, slice(&source, &finding.span).to_owned()));
    (facts, found.collect())
}

#[track_caller]
fn read_sound(key: &str, value: &str) -> Facts {
    let (facts, found) = read_one(key, value);
    assert_eq!(found, []);
    facts
}

#[test]
fn every_fact_is_read_with_its_place() {
    let layer = read_sound("layer", "Accounts").layer.unwrap();
    assert_eq!((layer.value, layer.span), (Layer::Accounts, 7..15));
    assert_eq!(read_sound("ROLE", "cloud").role.unwrap().value, "cloud");
    assert_eq!(read_sound("Time", "1 h").time.unwrap().value, 3_600);
    assert_eq!(read_sound("mode", "hold").mode.unwrap().value, Mode::Hold);
    assert_eq!(
        read_sound("Expect", "`Inactive`\n  in the list").expect.unwrap().value,
        "`Inactive` in the list"
    );
    assert_eq!(read_sound("When", "it is public").when.unwrap().value, "it is public");
    assert_eq!(read_sound("Risk", "work stops").risk.unwrap().value, "work stops");
    assert_eq!(read_sound("Undo", "start it").undo.unwrap().value, "start it");
    let marks = read_sound("Marks", "detected, acknowledged").marks;
    assert_eq!(
        marks.iter().map(|mark| mark.value).collect::<Vec<_>>(),
        [Milestone::Detected, Milestone::Acknowledged]
    );
    assert_eq!(marks[1].span, 17..29);
    assert_eq!(read_sound("starts clock", "gdpr-33").starts_clock[0].value, "gdpr-33");
    assert_eq!(
        read_sound("Needs", "`a`, b").needs.iter().map(|need| need.value.as_str()).collect::<Vec<_>>(),
        ["a", "b"]
    );
    assert_eq!(read_sound("att&ck", "T1580,T1098.001").attack.len(), 2);
    assert_eq!(read_sound("D3FEND", "D3-CR").d3fend[0].value, "D3-CR");
}

#[test]
fn responsibility_has_exceptions_by_model() {
    let responsible = read_sound("Responsible", "customer; provider for saas, faas; shared for paas")
        .responsible
        .unwrap()
        .value;
    assert_eq!(responsible.default, Some(Party::Customer));
    assert_eq!(
        responsible.by_model.into_iter().collect::<Vec<_>>(),
        [
            (ServiceModel::Paas, Party::Shared),
            (ServiceModel::Faas, Party::Provider),
            (ServiceModel::Saas, Party::Provider)
        ]
    );
    let only_some = read_sound("Responsible", "provider for saas").responsible.unwrap().value;
    assert_eq!(only_some.default, None);
}

#[test]
fn what_is_wrong_is_found_at_its_place() {
    for (key, value, rule, at) in [
        ("Layer", "cloud", "unknown-layer", "cloud"),
        ("Responsible", "you", "unknown-party", "you"),
        ("Responsible", "customer; provider for sass", "unknown-model", "sass"),
        ("Responsible", "customer; provider", "duplicate-party", "provider"),
        ("Mode", "later", "unknown-mode", "later"),
        ("Marks", "detected, done", "unknown-milestone", "done"),
        ("Time", "soon", "bad-time", "soon"),
        ("Owner", "me", "unknown-fact", "Owner"),
        ("Risk", "  ", "empty-fact", "Risk"),
    ] {
        let (_, found) = read_one(key, value);
        assert_eq!(found, [(rule, at.to_owned())], "{key}: {value}");
    }
}

#[test]
fn an_unknown_word_is_answered_with_the_known_ones() {
    let source = "Layer: cloud";
    let mut findings = Findings::default();
    read(&mut Facts::default(), source, "Layer", &(0..5), &(6..12), &mut findings);
    let message = &findings.into_sorted()[0].message;
    assert_eq!(
        message,
        "\"cloud\" is not a layer; write one of: data, endpoints, accounts, application, os, network, physical."
    );
}

#[test]
fn a_fact_comes_once() {
    let source = "Layer: data, os";
    let mut facts = Facts::default();
    let mut findings = Findings::default();
    read(&mut facts, source, "Layer", &(0..5), &(7..11), &mut findings);
    read(&mut facts, source, "layer", &(0..5), &(13..15), &mut findings);
    assert_eq!(facts.layer.unwrap().value, Layer::Data);
    assert_eq!(findings.into_sorted()[0].rule, "duplicate-fact");
}
