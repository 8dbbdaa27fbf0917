use super::super::tests::{IncidentTest, at, when};
use super::super::*;
use crate::event::{IndicatorSaid, StepLink};
use crate::indicator::IndicatorKind::{self, Domain, Ipv4, Md5};
use crate::vocabulary::Tlp;

fn said() -> IndicatorSaid {
    IndicatorSaid {
        tlp: Tlp::Amber,
        first_seen: None,
        last_seen: None,
        ports: Vec::new(),
        note: None,
        entries: Vec::new(),
        steps: Vec::new(),
    }
}

fn new(kind: IndicatorKind, value: &str) -> NewIndicator {
    NewIndicator { kind, value: value.to_owned(), said: said() }
}

fn add(indicators: &[(IndicatorKind, &str)]) -> Command {
    let new = indicators.iter().map(|(kind, value)| new(*kind, value)).collect();
    Command::Indicators(IndicatorCommand::Add(new))
}

fn withdraw(ids: &[&str], reason: Option<&str>) -> Command {
    let indicators = ids.iter().map(|id| (*id).to_owned()).collect();
    Command::Indicators(IndicatorCommand::Withdraw { indicators, reason: reason.map(str::to_owned) })
}

fn restore(ids: &[&str]) -> Command {
    let indicators = ids.iter().map(|id| (*id).to_owned()).collect();
    Command::Indicators(IndicatorCommand::Restore { indicators })
}

fn change(id: &str, said: IndicatorSaid) -> Command {
    Command::Indicators(IndicatorCommand::Change { indicator: id.to_owned(), said })
}

fn standing(test: &IncidentTest) -> Vec<String> {
    test.incident.standing_indicators().map(|known| format!("{} {}", known.id, known.value)).collect()
}

#[test]
fn indicators_are_added_at_once_and_each_counts_once() {
    let mut test = IncidentTest::open();
    let told =
        test.run(add(&[(Ipv4, "185[.]220[.]101[.]4"), (Domain, "EVIL-cdn.net"), (Ipv4, "185.220.101.4")]));
    assert_eq!(told, ["2 indicators: IPv4 185.220.101.4, Domain evil-cdn.net"]);
    assert_eq!(test.run(add(&[(Domain, "evil-cdn[.]net.")])), [""; 0], "it is listed already");
    let told = test.run(add(&[(Domain, "evil-cdn.net"), (Domain, "c2.evil-cdn.net")]));
    assert_eq!(told, ["Indicator 3: Domain c2.evil-cdn.net, TLP:AMBER"]);
    assert_eq!(standing(&test), ["1 185.220.101.4", "2 evil-cdn.net", "3 c2.evil-cdn.net"]);
    let refused = test.try_run(add(&[(Ipv4, "185.220.101.5"), (Md5, "abc")])).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "\"abc\" is not an MD5 hash of 32 hexadecimal digits. Nothing was recorded"
    );
    assert_eq!(standing(&test).len(), 3, "not one of them");
    assert_eq!(test.try_run(add(&[])), Err(IndicatorRefusal::None.into()));
}

#[test]
fn indicators_are_withdrawn_and_restored_and_stay_in_the_record() {
    let mut test = IncidentTest::open();
    test.run(add(&[(Ipv4, "185.220.101.4"), (Domain, "evil-cdn.net")]));
    let told = test.run(withdraw(&["1", "2", "1"], Some("ours")));
    assert_eq!(told, ["No indicator after all: 185.220.101.4, evil-cdn.net: ours"]);
    assert_eq!(standing(&test), [""; 0]);
    assert_eq!(test.incident.indicators.len(), 2);
    let unknown = |id: &str| Err(IndicatorRefusal::Unknown(id.to_owned()).into());
    assert_eq!(test.try_run(withdraw(&["1"], None)), unknown("1"));
    assert_eq!(test.try_run(withdraw(&["9"], None)), unknown("9"));
    assert_eq!(test.try_run(change("1", said())), unknown("1"));
    assert_eq!(test.try_run(restore(&["9"])), unknown("9"));
    assert_eq!(test.run(restore(&["2"])), ["Indicator after all: evil-cdn.net"]);
    assert_eq!(test.run(restore(&["2"])), [""; 0]);
    test.run(add(&[(Ipv4, "185.220.101.4")]));
    let listed = IndicatorRefusal::Listed { value: "185.220.101.4".to_owned(), id: "3".to_owned() };
    assert_eq!(test.try_run(restore(&["1"])), Err(listed.into()), "the same counts again, as number 3");
}

#[test]
fn what_is_said_of_an_indicator_changes_with_its_links_checked() {
    let mut test = IncidentTest::with_run();
    test.run(add(&[(Ipv4, "185.220.101.4")]));
    let now = at("2026-11-21T03:00:00Z");
    let link = StepLink { run: "1".to_owned(), step: "record".to_owned() };
    let seen = IndicatorSaid {
        tlp: Tlp::Red,
        first_seen: Some(when("2026-11-21 01:10Z", now)),
        last_seen: Some(when("2026-11-21 02:10Z", now)),
        ports: Vec::new(),
        note: Some(" The exit node ".to_owned()),
        entries: vec![test.incident.opened.entry, test.incident.opened.entry],
        steps: vec![link.clone(), link],
    };
    assert_eq!(
        test.run(change("1", seen.clone())),
        [
            "Indicator 185.220.101.4 changed: TLP:RED; first seen 2026-11-21 01:10Z; last seen 2026-11-21 02:10Z; linked to 1 entry and 1 step; The exit node"
        ]
    );
    assert_eq!(test.run(change("1", seen.clone())), [""; 0]);
    let turned = IndicatorSaid { first_seen: seen.last_seen, last_seen: seen.first_seen, ..said() };
    assert_eq!(test.try_run(change("1", turned)), Err(IndicatorRefusal::OutOfOrder.into()));
    let nowhere = StepLink { run: "1".to_owned(), step: "nowhere".to_owned() };
    let refused = test.try_run(change("1", IndicatorSaid { steps: vec![nowhere], ..said() }));
    assert_eq!(refused, Err(Refusal::UnknownStep("nowhere".to_owned())));
    let ahead =
        IndicatorSaid { last_seen: Some(when("2027-01-01 00:00Z", at("2027-01-02T00:00:00Z"))), ..said() };
    assert!(matches!(test.try_run(change("1", ahead)), Err(Refusal::Future { .. })));
}

#[test]
fn a_closed_incident_takes_no_indicator() {
    let mut test = IncidentTest::open();
    test.run(Command::Close { resolution: Resolution::Resolved, summary: None });
    assert_eq!(test.try_run(add(&[(Ipv4, "185.220.101.4")])), Err(Refusal::Closed("INC-0001".to_owned())));
}

#[test]
fn more_than_one_act_holds_is_refused_whole() {
    let mut test = IncidentTest::open();
    let values: Vec<String> = (0..5001).map(|n| format!("45.9.{}.{}", n / 250, n % 250)).collect();
    let named: Vec<_> = values.iter().map(|value| (Ipv4, value.as_str())).collect();
    let refusal = test.try_run(add(&named)).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "5001 indicators are named, and at most 5000 are recorded at once. Nothing was recorded"
    );
    test.run(add(&named[1..]));
    assert_eq!(test.incident.standing_indicators().count(), 5000);
}

#[test]
fn the_same_number_of_two_devices_hides_no_indicator() {
    let mut test = IncidentTest::open();
    test.run(add(&[(Ipv4, "45.9.0.1"), (Ipv4, "45.9.0.2")]));
    // What another device numbered without knowing of these comes in between.
    let mut other = test.incident.indicators[0].clone();
    other.value = "45.9.0.9".to_owned();
    test.incident.indicators.insert(1, other);
    assert_eq!(test.incident.indicator("2").map(|known| known.value.as_str()), Some("45.9.0.2"));
    assert_eq!(test.incident.indicator("3"), None);
}

#[test]
fn a_port_is_kept_and_is_no_part_of_what_it_stands_after() {
    let mut test = IncidentTest::open();
    let told = test.run(add(&[
        (Ipv4, "203.0.113.5:4444"),
        (Ipv4, "203[.]0[.]113[.]5:443"),
        (Domain, "evil-cdn.net:8080"),
        (Md5, "9e107d9d372bb6826bd81d3542a419d6"),
    ]));
    assert_eq!(
        told,
        [
            "3 indicators: IPv4 203.0.113.5 (ports 443, 4444), Domain evil-cdn.net (port 8080), MD5 9e107d9d372bb6826bd81d3542a419d6"
        ]
    );
    assert_eq!(standing(&test), ["1 203.0.113.5", "2 evil-cdn.net", "3 9e107d9d372bb6826bd81d3542a419d6"]);
    let ports = |id: &str| test.incident.indicator(id).unwrap().said.ports.clone();
    assert_eq!((ports("1"), ports("2"), ports("3")), (vec![443, 4444], vec![8080], vec![]));
    let more = IndicatorSaid { ports: vec![80, 443, 0, 80], ..said() };
    assert_eq!(test.run(change("1", more)), ["Indicator 203.0.113.5 changed: ports 80, 443"]);
    assert_eq!(test.run(change("1", said())), ["Indicator 203.0.113.5 changed: no port"]);
}
