use super::super::tests::{IncidentTest, PLAYBOOK, when};
use super::super::*;
use super::{CustodyAct, EvidenceFacts, Finding, Found, Hash, Kept};
use crate::event::Answers;
use crate::vocabulary::{StepState, Tlp};

const COLLECT: &str = "\n#### Collect\n\n- The key's **last** calls\n- Memory of `{{key_id}}`\n";

/// What is said of an item of evidence that was copied in, collected at two o'clock.
pub(crate) fn new_evidence(name: &str) -> NewEvidence {
    let collected = when("2026-11-21 02:00Z", super::super::tests::at("2026-11-21T02:17:00Z"));
    NewEvidence {
        facts: EvidenceFacts {
            name: name.to_owned(),
            collected,
            collected_by: "Ana".to_owned(),
            source: None,
            clock_offset: None,
            method: None,
            tool: None,
            tool_version: None,
            authority: None,
            tlp: None,
            retention: None,
        },
        sha256: Hash([1; 32]),
        size: 1500,
        kept: Kept::Copied,
        file: "log.json".to_owned(),
        path: Some("/srv/log.json".to_owned()),
        answers: None,
    }
}

fn add(new: NewEvidence) -> Command {
    Command::Evidence(EvidenceCommand::Add(Box::new(new)))
}

fn custody(act: CustodyAct, by: &str, to: Option<&str>, at: Option<&str>) -> Command {
    let now = super::super::tests::at("2026-11-21T03:00:00Z");
    Command::Evidence(EvidenceCommand::Custody {
        evidence: "E-1".to_owned(),
        act,
        by: by.to_owned(),
        to: to.map(str::to_owned),
        note: None,
        when: at.map(|at| when(at, now)),
    })
}

fn refusal(refused: Result<Vec<String>, Refusal>) -> EvidenceRefusal {
    let refused = refused.unwrap_err();
    let Refusal::Evidence(refusal) = refused else { panic!("{refused}") };
    refusal
}

/// A run of the playbook whose first step asks for two items.
fn collecting() -> IncidentTest {
    let mut test = IncidentTest::open();
    let source = PLAYBOOK.replace("\n#### Decide\n", &format!("{COLLECT}\n#### Decide\n"));
    test.run(Command::StartRun {
        playbook: "key".to_owned(),
        title: "Exposed key".to_owned(),
        version: "1.0.0".to_owned(),
        sha256: Hash::ZERO,
        source,
        from: None,
    });
    test
}

#[test]
fn an_item_is_added_with_what_a_court_asks_for() {
    let mut test = IncidentTest::open();
    let mut new = new_evidence(" Console\nlog ");
    new.facts.source = Some("web-1".to_owned());
    new.facts.clock_offset = Some(-90);
    new.facts.method = Some("export".to_owned());
    new.facts.tool = Some("aws".to_owned());
    new.facts.tool_version = Some("2.31".to_owned());
    new.facts.authority = Some(" ".to_owned());
    new.facts.tlp = Some(Tlp::Amber);
    let said = test.run(add(new));
    let hash = "01".repeat(32);
    assert_eq!(
        said,
        [format!("Evidence E-1: Console log from web-1, collected by Ana, 1.5 kB\nSHA-256 {hash}")]
    );
    let item = test.incident.evidence_item("E-1").unwrap();
    assert_eq!(item.facts.authority, None, "nothing but white space is nothing");
    assert_eq!(item.added.when, item.facts.collected, "it stands in the timeline where it was collected");
    assert_eq!(item.holder(), "Ana");
    assert_eq!(test.folded_anew().evidence, test.incident.evidence);
    test.run(add(new_evidence("Second")));
    assert_eq!(test.incident.evidence.last().unwrap().id, "E-2");
}

#[test]
fn what_an_item_is_said_to_be_changes_and_its_bytes_do_not() {
    let mut test = IncidentTest::open();
    test.run(add(new_evidence("Log")));
    let mut facts = new_evidence("Audit log").facts;
    facts.clock_offset = Some(90);
    facts.tlp = Some(Tlp::Red);
    let change = |facts: &EvidenceFacts| {
        let (evidence, facts) = ("E-1".to_owned(), Box::new(facts.clone()));
        Command::Evidence(EvidenceCommand::Change { evidence, facts })
    };
    assert_eq!(
        test.run(change(&facts)),
        [
            "Evidence E-1 changed: name Log → Audit log; clock of the source none → +90 s; sharing none → TLP:RED"
        ]
    );
    assert_eq!(test.run(change(&facts)), [""; 0]);
    assert_eq!(test.incident.evidence[0].sha256, Hash([1; 32]));
    let nobody = EvidenceFacts { collected_by: "\n".to_owned(), ..facts };
    assert_eq!(test.try_run(change(&nobody)), Err(Refusal::Empty("name of who collected it")));
}

#[test]
fn custody_says_who_had_it_when() {
    let mut test = IncidentTest::open();
    test.run(add(new_evidence("Log")));
    assert_eq!(
        test.run(custody(CustodyAct::Transferred, "Ana", Some("Bo"), Some("2026-11-21 02:10Z"))),
        ["Evidence E-1 (Log) transferred by Ana to Bo"]
    );
    test.run(custody(CustodyAct::Transferred, "Bo", Some("Cy"), Some("2026-11-21 02:15Z")));
    assert_eq!(test.incident.evidence[0].holder(), "Cy");
    // Recorded last and earlier: who has it now stays.
    test.run(custody(CustodyAct::Transferred, "Di", Some("Ana"), Some("2026-11-21 02:05Z")));
    assert_eq!(test.incident.evidence[0].holder(), "Cy");
    let take_back = |number| {
        let (evidence, reason) = ("E-1".to_owned(), Some("a slip".to_owned()));
        Command::Evidence(EvidenceCommand::WithdrawCustody { evidence, custody: number, reason })
    };
    assert_eq!(test.run(take_back(2)), ["Evidence E-1 (Log), taken back: transferred by Bo to Cy: a slip"]);
    assert_eq!(test.incident.evidence[0].holder(), "Bo");
    let unknown = |custody| EvidenceRefusal::UnknownCustody { evidence: "E-1".to_owned(), custody };
    assert_eq!(refusal(test.try_run(take_back(2))), unknown(2));
    assert_eq!(refusal(test.try_run(take_back(9))), unknown(9));
    let restore =
        Command::Evidence(EvidenceCommand::RestoreCustody { evidence: "E-1".to_owned(), custody: 2 });
    assert_eq!(test.run(restore), ["Evidence E-1 (Log), after all: transferred by Bo to Cy"]);
    assert_eq!(test.incident.evidence[0].holder(), "Cy");
}

#[test]
fn custody_that_cannot_have_been_is_refused() {
    let mut test = IncidentTest::open();
    test.run(add(new_evidence("Log")));
    let transfer = |by: &str, to: Option<&str>| custody(CustodyAct::Transferred, by, to, None);
    assert_eq!(
        refusal(test.try_run(transfer("Ana", Some(" ")))),
        EvidenceRefusal::NoRecipient("E-1".to_owned())
    );
    assert!(matches!(
        refusal(test.try_run(transfer("Ana", Some(" Ana ")))),
        EvidenceRefusal::SameHands { .. }
    ));
    assert_eq!(test.try_run(transfer("", Some("Bo"))).unwrap_err(), Refusal::Empty("name of who did it"));
    let early = custody(CustodyAct::Viewed, "Ana", None, Some("2026-11-21 01:59Z"));
    assert!(matches!(refusal(test.try_run(early)), EvidenceRefusal::BeforeCollected { .. }));
    test.run(custody(CustodyAct::Destroyed, "Ana", None, Some("2026-11-21 02:10Z")));
    assert!(test.incident.evidence[0].is_gone());
    let late = custody(CustodyAct::Viewed, "Ana", None, Some("2026-11-21 02:11Z"));
    assert!(matches!(refusal(test.try_run(late)), EvidenceRefusal::Ended { .. }));
    test.run(custody(CustodyAct::Viewed, "Ana", None, Some("2026-11-21 02:05Z")));
    let mut facts = new_evidence("Log").facts;
    facts.collected = when("2026-11-21 02:06Z", test.now);
    let change =
        Command::Evidence(EvidenceCommand::Change { evidence: "E-1".to_owned(), facts: Box::new(facts) });
    assert_eq!(
        test.try_run(change).unwrap_err().to_string(),
        "E-1 was collected at 2026-11-21T02:06:00Z, so it cannot have been viewed at 2026-11-21T02:05:00Z. Nothing \
         was recorded"
    );
}

#[test]
fn nothing_is_done_with_an_item_after_it_ended() {
    let mut test = IncidentTest::open();
    test.run(add(new_evidence("Log")));
    let at = |act, minute| custody(act, "Ana", None, Some(minute));
    let said =
        |test: &mut IncidentTest, command| test.try_run(command).map_err(|refused| refused.to_string());
    test.run(custody(CustodyAct::Released, "Ana", Some("The owner"), Some("2026-11-21 02:10Z")));
    let item = &test.incident.evidence[0];
    assert_eq!((item.holder(), item.end().map(|end| end.act)), ("The owner", Some(CustodyAct::Released)));
    assert!(!item.is_gone(), "the copy stays, and is hashed again");
    assert_eq!(
        said(&mut test, at(CustodyAct::Exported, "2026-11-21 02:11Z")),
        Err("E-1 was released at 2026-11-21T02:10:00Z, so it cannot have been exported at 2026-11-21T02:11:00Z. \
             Nothing was recorded"
            .to_owned())
    );
    // An item ends once, whenever it is said to have been.
    assert!(said(&mut test, at(CustodyAct::Destroyed, "2026-11-21 02:05Z")).is_err());
    assert!(said(&mut test, at(CustodyAct::Viewed, "2026-11-21 02:10Z")).is_ok(), "it may have been before");
    let take_back = |custody| {
        let evidence = "E-1".to_owned();
        Command::Evidence(EvidenceCommand::WithdrawCustody { evidence, custody, reason: None })
    };
    let restore =
        |custody| Command::Evidence(EvidenceCommand::RestoreCustody { evidence: "E-1".to_owned(), custody });
    test.run(take_back(1));
    test.run(at(CustodyAct::Viewed, "2026-11-21 02:12Z"));
    assert_eq!(
        said(&mut test, restore(1)),
        Err("E-1 was viewed at 2026-11-21T02:12:00Z, so it cannot have been released before that, at \
             2026-11-21T02:10:00Z. Nothing was recorded"
            .to_owned())
    );
    assert!(said(&mut test, at(CustodyAct::Destroyed, "2026-11-21 02:09Z")).is_err());
    test.run(take_back(3));
    test.run(restore(1));
    assert!(said(&mut test, restore(3)).is_err(), "it was released before that");
}

#[test]
fn what_lay_elsewhere_and_was_released_is_not_looked_for() {
    let mut test = IncidentTest::open();
    test.run(add(NewEvidence { kept: Kept::Referenced, ..new_evidence("Disk") }));
    test.run(custody(CustodyAct::Released, "Ana", None, Some("2026-11-21 02:10Z")));
    assert!(test.incident.evidence[0].is_gone());
}

#[test]
fn a_withdrawn_item_counts_for_nothing_and_comes_back() {
    let mut test = IncidentTest::open();
    test.run(add(new_evidence("Log")));
    let evidence = || "E-1".to_owned();
    let withdraw = || {
        let reason = Some("another case".to_owned());
        Command::Evidence(EvidenceCommand::Withdraw { evidence: evidence(), reason })
    };
    assert_eq!(test.run(withdraw()), ["Evidence E-1 (Log) is no evidence: another case"]);
    assert_eq!(refusal(test.try_run(withdraw())), EvidenceRefusal::Unknown(evidence()));
    assert_eq!(test.incident.standing_evidence().count(), 0);
    test.run(add(new_evidence("Other")));
    assert_eq!(test.incident.evidence[1].id, "E-2", "a name is never given twice");
    let restore = || Command::Evidence(EvidenceCommand::Restore { evidence: evidence() });
    let withdrawn = test.incident.evidence[0].withdrawn.as_ref();
    assert_eq!(withdrawn.and_then(|withdrawn| withdrawn.reason.as_deref()), Some("another case"));
    assert_eq!(test.run(restore()), ["Evidence E-1 (Log) is evidence after all"]);
    assert_eq!(test.run(restore()), [""; 0]);
}

#[test]
fn what_is_changed_or_missing_is_said() {
    let mut test = IncidentTest::open();
    test.run(add(new_evidence("Log")));
    test.run(add(new_evidence("Image")));
    let found =
        |evidence: &str, finding, sha256| Found { evidence: evidence.to_owned(), finding, sha256, why: None };
    let verify = |found| Command::Evidence(EvidenceCommand::Verify { found });
    let said = test.run(verify(vec![
        found("E-1", Finding::Intact, None),
        found("E-2", Finding::Changed, Some(Hash([2; 32]))),
    ]));
    let hash = "02".repeat(32);
    assert_eq!(
        said,
        [format!("Evidence verified, 1 of 2 items intact: E-2 is changed, SHA-256 is now {hash}")]
    );
    let doubts = |test: &IncidentTest| {
        test.incident
            .evidence
            .iter()
            .filter(|item| item.is_in_doubt())
            .map(|item| item.id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(doubts(&test), ["E-2"]);
    test.run(verify(vec![found("E-2", Finding::Missing, None)]));
    assert_eq!(doubts(&test), ["E-2"]);
    test.run(verify(vec![found("E-2", Finding::Intact, None)]));
    assert_eq!(doubts(&test), [""; 0]);
    assert_eq!(test.run(verify(Vec::new())), [""; 0]);
    assert_eq!(
        refusal(test.try_run(verify(vec![found("E-9", Finding::Intact, None)]))),
        EvidenceRefusal::Unknown("E-9".to_owned())
    );
}

#[test]
fn what_a_step_asks_for_is_open_until_evidence_answers_it() {
    let mut test = collecting();
    let texts = |test: &IncidentTest| {
        let asked = test.incident.to_collect();
        asked.iter().map(|one| (one.text.to_owned(), one.answered.len())).collect::<Vec<_>>()
    };
    let (calls, memory) = ("The key's **last** calls".to_owned(), "Memory of `{{key_id}}`".to_owned());
    assert_eq!(texts(&test), [(calls.clone(), 0), (memory.clone(), 0)]);
    let answers = |item: Option<&str>| {
        let (run, step) = ("1".to_owned(), "record".to_owned());
        NewEvidence {
            answers: Some(Answers { run, step, item: item.map(str::to_owned) }),
            ..new_evidence("Log")
        }
    };
    test.run(add(answers(None)));
    assert_eq!(texts(&test), [(calls.clone(), 0), (memory.clone(), 0)], "it belongs to no item");
    test.run(add(answers(Some(&calls))));
    assert_eq!(texts(&test), [(calls.clone(), 1), (memory.clone(), 0)]);
    assert_eq!(
        refusal(test.try_run(add(answers(Some("something else"))))),
        EvidenceRefusal::NotAsked { step: "record".to_owned() }
    );
    test.run(Command::Evidence(EvidenceCommand::Withdraw { evidence: "E-2".to_owned(), reason: None }));
    assert_eq!(texts(&test), [(calls, 0), (memory, 0)]);
    test.set_with("record", StepState::NotApplicable, Some("no key"), None);
    assert_eq!(texts(&test), [], "a step that was left out asks for nothing");
}

#[test]
fn what_an_item_answers_is_changed_later() {
    let mut test = collecting();
    test.run(add(new_evidence("Log")));
    let calls = "The key's **last** calls";
    let answers = |item: Option<&str>| {
        let (run, step) = ("1".to_owned(), "record".to_owned());
        Some(Answers { run, step, item: item.map(str::to_owned) })
    };
    let answer = |answers| Command::Evidence(EvidenceCommand::Answer { evidence: "E-1".to_owned(), answers });
    let open =
        |test: &IncidentTest| test.incident.to_collect().iter().filter(|one| one.answered.is_empty()).count();
    assert_eq!(
        test.run(answer(answers(Some(calls)))),
        [format!("Evidence E-1 (Log) answers step 1 Record how you learned of it: {calls}")]
    );
    assert_eq!(open(&test), 1);
    assert_eq!(test.folded_anew().evidence, test.incident.evidence);
    assert_eq!(test.run(answer(answers(Some(calls)))), [""; 0]);
    assert_eq!(
        refusal(test.try_run(answer(answers(Some("something else"))))),
        EvidenceRefusal::NotAsked { step: "record".to_owned() }
    );
    assert_eq!(
        test.run(answer(None)),
        [format!(
            "Evidence E-1 (Log) answers nothing that a step asks for, not step 1 Record how you learned of it: {calls}"
        )]
    );
    assert_eq!(open(&test), 2);
    test.run(Command::Evidence(EvidenceCommand::Withdraw { evidence: "E-1".to_owned(), reason: None }));
    assert_eq!(refusal(test.try_run(answer(answers(None)))), EvidenceRefusal::Unknown("E-1".to_owned()));
}

#[test]
fn what_stays_in_place_needs_the_place() {
    let mut test = IncidentTest::open();
    let new = NewEvidence { kept: Kept::Referenced, path: None, ..new_evidence("Disk") };
    assert_eq!(refusal(test.try_run(add(new))), EvidenceRefusal::NoPlace);
    let new = NewEvidence { kept: Kept::Referenced, ..new_evidence("Disk") };
    assert!(test.run(add(new))[0].contains(", stays at /srv/log.json\n"));
}
