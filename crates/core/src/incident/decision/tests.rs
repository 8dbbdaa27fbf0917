use super::super::tests::{IncidentTest, at, when};
use super::super::*;
use crate::event::{DecisionFacts, StepLink};

fn facts() -> DecisionFacts {
    DecisionFacts {
        question: "Pull the network?\n".to_owned(),
        options: vec!["Isolate the host".to_owned(), " ".to_owned(), "Isolate the host".to_owned()],
        choice: "Pull it".to_owned(),
        rationale: Some("Encryption is spreading".to_owned()),
        decided_by: "Ana".to_owned(),
        reversible: Some(false),
        step: None,
        supersedes: None,
    }
}

fn record(facts: DecisionFacts) -> Command {
    Command::Decision(DecisionCommand::Record { facts: Box::new(facts), when: None })
}

fn instead(of: &str) -> DecisionFacts {
    DecisionFacts { choice: "Isolate the host".to_owned(), supersedes: Some(of.to_owned()), ..facts() }
}

fn withdraw(id: &str) -> Command {
    Command::Decision(DecisionCommand::Withdraw {
        decision: id.to_owned(),
        reason: Some("a slip".to_owned()),
    })
}

fn restore(id: &str) -> Command {
    Command::Decision(DecisionCommand::Restore { decision: id.to_owned() })
}

fn in_force(test: &IncidentTest) -> Vec<&str> {
    test.incident.decisions_in_force().map(|decision| decision.id.as_str()).collect()
}

#[test]
fn a_decision_is_recorded_with_all_that_was_weighed() {
    let mut test = IncidentTest::with_run();
    let step = Some(StepLink { run: "1".to_owned(), step: "record".to_owned() });
    let decided_at = when("2026-11-21 02:15Z", test.now);
    let command = DecisionCommand::Record {
        facts: Box::new(DecisionFacts { step, ..facts() }),
        when: Some(decided_at.clone()),
    };
    assert_eq!(
        test.run(Command::Decision(command)),
        [
            "Decision 1: Pull the network? Pull it (not Isolate the host), decided by Ana, cannot be taken back, at step 1 Record how you learned of it: Encryption is spreading"
        ]
    );
    let known = test.incident.decision("1").unwrap();
    assert_eq!(known.stamp.when, decided_at);
    assert_eq!(known.facts.options, ["Isolate the host", "Pull it"]);
    assert_eq!(known.facts.question, "Pull the network?");
}

#[test]
fn a_later_decision_takes_the_place_of_an_earlier_one() {
    let mut test = IncidentTest::open();
    test.run(record(facts()));
    let told = test.run(record(instead("1")));
    assert!(told[0].contains(", instead of decision 1"), "{told:?}");
    assert_eq!(in_force(&test), ["2"]);
    let twice = DecisionRefusal::Superseded { decision: "1".to_owned(), by: "2".to_owned() };
    assert_eq!(test.try_run(record(instead("1"))), Err(twice.into()));
    assert_eq!(
        test.run(withdraw("2")),
        ["Decision 2 (Pull the network? Isolate the host) was not taken: a slip"]
    );
    assert_eq!(in_force(&test), ["1"], "the earlier one is in force again");
    test.run(record(instead("1")));
    let taken = DecisionRefusal::Superseded { decision: "1".to_owned(), by: "3".to_owned() };
    assert_eq!(test.try_run(restore("2")), Err(taken.into()));
    test.run(withdraw("3"));
    assert_eq!(
        test.run(restore("2")),
        ["Decision 2 (Pull the network? Isolate the host) was taken after all"]
    );
    assert_eq!(test.run(restore("2")), [""; 0]);
    assert_eq!(in_force(&test), ["2"]);
}

#[test]
fn what_is_missing_or_not_there_is_refused() {
    let mut test = IncidentTest::open();
    let mut refused = |facts| test.try_run(record(facts)).unwrap_err();
    assert_eq!(refused(DecisionFacts { question: " ".to_owned(), ..facts() }), Refusal::Empty("question"));
    assert_eq!(refused(DecisionFacts { choice: String::new(), ..facts() }), Refusal::Empty("choice"));
    assert_eq!(
        refused(DecisionFacts { decided_by: String::new(), ..facts() }),
        Refusal::Empty("name of who decided")
    );
    assert_eq!(refused(instead("1")), DecisionRefusal::Unknown("1".to_owned()).into());
    let step = Some(StepLink { run: "1".to_owned(), step: "record".to_owned() });
    assert_eq!(refused(DecisionFacts { step, ..facts() }), Refusal::UnknownRun("1".to_owned()));
    let many = DecisionFacts { options: (0..60).map(|n| n.to_string()).collect(), ..facts() };
    assert!(matches!(refused(many), Refusal::TooLong { unit: "options", .. }));
    let ahead = when("2027-01-01 00:00Z", at("2027-01-02T00:00:00Z"));
    let later = Command::Decision(DecisionCommand::Record { facts: Box::new(facts()), when: Some(ahead) });
    assert!(matches!(test.try_run(later), Err(Refusal::Future { .. })));
    for command in [withdraw("1"), restore("1")] {
        assert_eq!(test.try_run(command), Err(DecisionRefusal::Unknown("1".to_owned()).into()));
    }
}
