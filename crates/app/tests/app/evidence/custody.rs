//! What is said of an item later: custody to its end, what it answers, and that it is evidence after all.

use super::*;

fn custody(act: CustodyAct, to: Option<&str>, at: Option<&str>) -> RecordCustody {
    RecordCustody {
        incident: INCIDENT.to_owned(),
        evidence: "E-1".to_owned(),
        act,
        by: None,
        to: to.map(str::to_owned),
        note: None,
        at: at.map(str::to_owned),
        draft: None,
    }
}

fn answer(asked: Option<&AskedView>) -> AnswerEvidence {
    AnswerEvidence {
        incident: INCIDENT.to_owned(),
        evidence: "1".to_owned(),
        run: asked.map(|asked| asked.run.clone()),
        step: asked.map(|asked| asked.step.clone()),
        item: asked.map(|asked| asked.item),
        draft: None,
    }
}

#[test]
fn a_copy_that_was_handed_out_by_other_means_is_recorded() {
    let test = AppTest::with_incident();
    test.add_file("a.log", b"a");
    let drive = RecordCustody {
        note: Some("on drive 7".to_owned()),
        ..custody(CustodyAct::Exported, Some("The court"), None)
    };
    let earlier = RecordCustody { at: Some("0200z".to_owned()), ..drive.clone() };
    let refused = test.app.record_custody(earlier).unwrap_err().view();
    assert!(refused.message.contains("so it cannot have been exported at"), "{refused:?}");
    test.app.record_custody(drive).unwrap();
    let item = test.evidence().pop().unwrap();
    let last = item.custody.last().unwrap();
    assert_eq!((last.act, last.to.as_deref()), (Some(CustodyAct::Exported), Some("The court")));
    assert_eq!((last.note.as_deref(), item.holder.as_str()), (Some("on drive 7"), "Ana"));
    assert!(!test.data().join("exports").exists(), "nothing is copied");
    assert!(
        test.texts().contains(&"Evidence E-1 (a.log) exported by Ana to The court: on drive 7".to_owned())
    );
}

#[test]
fn what_ended_is_not_copied_out_and_says_what_to_do() {
    let test = AppTest::with_incident();
    test.add_file("a.log", b"a");
    let export = || {
        let (incident, evidence) = (INCIDENT.to_owned(), "E-1".to_owned());
        test.app.export_evidence(ExportEvidence { incident, evidence, to: None, recipient: None, note: None })
    };
    // A copy that waits while the item ends is not left behind.
    export().unwrap();
    test.app.record_custody(custody(CustodyAct::Released, Some("The owner"), None)).unwrap();
    test.later(1);
    let failed = test.work().pop().unwrap();
    assert!(failure(&failed).message.starts_with("E-1 was released at "), "{failed:?}");
    let copies = fs::read_dir(test.data().join("exports")).unwrap().count();
    assert_eq!((copies, test.evidence()[0].custody.len()), (0, 2));
    let refused = export().unwrap_err().view();
    assert_eq!(refused.hint.as_deref(), Some("Check the time, or take back how it ended."));
    let item = test.evidence().pop().unwrap();
    assert_eq!(
        (item.ended, item.gone, item.holder.as_str()),
        (Some(CustodyAct::Released), false, "The owner")
    );
    assert_eq!(test.verify().said.as_deref(), Some("It is what was collected."), "the copy is here");
    let refused = test.app.record_custody(custody(CustodyAct::Destroyed, None, None)).unwrap_err().view();
    assert!(refused.message.contains("so it cannot have been destroyed at"), "{refused:?}");
}

#[test]
fn an_end_that_was_taken_back_counts_again_only_where_nothing_followed() {
    let test = AppTest::with_incident();
    test.add_file("a.log", b"a");
    test.app.record_custody(custody(CustodyAct::Destroyed, None, None)).unwrap();
    test.later(1);
    let refused = test.app.record_custody(custody(CustodyAct::Viewed, None, None)).unwrap_err().view();
    assert!(refused.message.starts_with("E-1 was destroyed at "), "{refused:?}");
    assert_eq!(test.app.undo(one(INCIDENT)).unwrap().said, "E-1 was not destroyed");
    // Another process does this.
    test.another().record_custody(custody(CustodyAct::Viewed, None, None)).unwrap();
    assert!(test.app.redo(one(INCIDENT)).is_err(), "it was viewed since");
    let before = RecordCustody { at: Some("0217z".to_owned()), ..custody(CustodyAct::Destroyed, None, None) };
    let refused = test.app.record_custody(before).unwrap_err().view();
    assert_eq!(refused.hint.as_deref(), Some("Check the time, or take back what was done with it later."));
    assert_eq!(test.evidence()[0].ended, None);
    assert_eq!(test.app.undo(one(INCIDENT)).unwrap().said, "E-1 was not viewed");
    assert_eq!(test.app.redo(one(INCIDENT)).unwrap().said, "E-1 was viewed after all");
}

#[test]
fn what_an_item_answers_is_changed_counted_and_taken_back() {
    let test = AppTest::with_incident();
    test.add_file("a.log", b"a");
    let list = test.app.list_evidence(one(INCIDENT)).unwrap();
    let [first, second] = [&list.asked[0], &list.asked[1]];
    let key = || "d".to_owned();
    test.app.save_draft(SaveDraft { key: key(), text: Some("typed".to_owned()) }).unwrap();
    let changed = test.app.answer_evidence(AnswerEvidence { draft: Some(key()), ..answer(Some(first)) });
    assert_eq!(changed.unwrap().incident.evidence.collected, 1);
    assert_eq!(
        test.app.load_draft(LoadDraft { key: key() }).unwrap().text,
        None,
        "what was typed is recorded"
    );
    let item = test.evidence().pop().unwrap();
    assert_eq!((item.step_title.as_ref(), item.item.as_ref()), (Some(&first.step_title), Some(&first.text)));
    assert!(test.texts().iter().any(|text| text.starts_with("Evidence E-1 (a.log) answers step ")));
    test.app.answer_evidence(answer(Some(second))).unwrap();
    assert_eq!(test.app.list_evidence(one(INCIDENT)).unwrap().asked[1].evidence, ["E-1"]);
    test.app.answer_evidence(answer(None)).unwrap();
    assert_eq!((test.count().collected, test.evidence()[0].step.clone()), (0, None));
    assert_eq!(test.app.undo(one(INCIDENT)).unwrap().said, "E-1 answers again what it did");
    assert_eq!(test.app.list_evidence(one(INCIDENT)).unwrap().asked[1].evidence, ["E-1"]);
    assert_eq!(test.app.redo(one(INCIDENT)).unwrap().said, "E-1 answers nothing that a step asks for");
    assert_eq!(test.count().collected, 0);
    let wrong = AnswerEvidence { item: Some(99), ..answer(Some(first)) };
    assert!(test.app.answer_evidence(wrong).unwrap_err().view().message.contains("asks for no such item"));
}

#[test]
fn a_withdrawn_item_is_brought_back_by_an_act_of_its_own() {
    let test = AppTest::with_incident();
    test.add_file("a.log", b"a");
    let (incident, evidence) = (INCIDENT.to_owned(), "E-1".to_owned());
    let reason = Some("another case".to_owned());
    test.app.withdraw_evidence(WithdrawEvidence { incident, evidence, reason }).unwrap();
    let withdrawn = test.evidence().pop().unwrap().withdrawn.unwrap();
    assert_eq!((withdrawn.by.as_str(), withdrawn.reason.as_deref()), ("Ana", Some("another case")));
    let restore = |evidence: &str| {
        let (incident, evidence) = (INCIDENT.to_owned(), evidence.to_owned());
        test.app.restore_evidence(RestoreEvidence { incident, evidence })
    };
    assert_eq!(restore("e-1").unwrap().incident.evidence.items, 1);
    assert!(test.evidence()[0].withdrawn.is_none());
    assert!(test.texts().contains(&"Evidence E-1 (a.log) is evidence after all".to_owned()));
    assert_eq!(restore("E-9").unwrap_err().view().code, Code::Refused);
    assert_eq!(test.app.undo(one(INCIDENT)).unwrap().said, "E-1 is no evidence");
    assert_eq!(test.count().items, 0);
}
