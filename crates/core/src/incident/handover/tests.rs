use super::*;
use crate::event::Hash;
use crate::incident::tests::IncidentTest;
use crate::incident::{Command, HandoverCommand, HandoverRefusal, NewHandover, Refusal, RoleRefusal};

fn new_handover(to: &str) -> NewHandover {
    let section =
        |title: &str, line: &str| BriefingSection { title: title.to_owned(), lines: vec![line.to_owned()] };
    NewHandover {
        to: to.to_owned(),
        summary: "The key is off.".to_owned(),
        objectives: None,
        contingencies: Vec::new(),
        briefing: vec![section("Summary", "The key is off."), section("Clocks", "To contain: 1 h")],
        head: Hash::ZERO,
    }
}

impl IncidentTest {
    fn begin(&mut self, new: NewHandover) -> Result<Vec<String>, Refusal> {
        self.try_run(Command::Handover(HandoverCommand::Begin(Box::new(new))))
    }

    fn accept(
        &mut self,
        by: Option<&str>,
        said: Option<&str>,
        ticked: &[&str],
    ) -> Result<Vec<String>, Refusal> {
        self.try_run(Command::Handover(HandoverCommand::Accept {
            handover: "1".to_owned(),
            by: by.map(str::to_owned),
            read_back: said.map(str::to_owned),
            sections: ticked.iter().map(|title| (*title).to_owned()).collect(),
        }))
    }

    fn cancel(&mut self) -> Result<Vec<String>, Refusal> {
        let handover = "1".to_owned();
        self.try_run(Command::Handover(HandoverCommand::Cancel { handover, reason: None }))
    }
}

fn refusal<T: std::fmt::Debug>(said: Result<T, Refusal>) -> HandoverRefusal {
    let refused = said.unwrap_err();
    let Refusal::Handover(refusal) = refused else { panic!("{refused:?}") };
    refusal
}

#[test]
fn the_lead_moves_only_when_the_receiver_accepts() {
    let mut test = IncidentTest::open();
    test.give("lead", "Ana", "0210z").unwrap();
    let said = test.begin(new_handover("Bo")).unwrap();
    assert!(
        said[0].starts_with("Handover 1, Ana to Bo: The key is off.\nSummary:\n- The key is off.\n"),
        "{said:?}"
    );
    assert_eq!(test.incident.lead(), Some("Ana"));
    let said = test.accept(Some("bo"), Some("The key is off, we wait for AWS."), &[]).unwrap();
    assert_eq!(said, ["Handover 1 accepted by Bo: The key is off, we wait for AWS.", "Lead: Ana → Bo"]);
    assert_eq!(test.incident.lead(), Some("Bo"));
    let ended = test.incident.handovers[0].ended.as_ref().unwrap();
    assert!(matches!(ended, HandoverEnd::Accepted { by, stamp, .. } if by == "Bo" && stamp.author == "Ana"));
}

#[test]
fn what_is_not_read_back_is_not_accepted() {
    let mut test = IncidentTest::open();
    test.begin(new_handover("Bo")).unwrap();
    let refused = refusal(test.accept(Some("Bo"), Some(" "), &["Summary"]));
    assert_eq!(
        refused.to_string(),
        "Handover 1 was not read back: nothing is typed, and 1 of 2 sections are not ticked. Nothing was recorded"
    );
    assert_eq!(test.incident.lead(), None);
    let other = refusal(test.accept(None, Some("I have it"), &[]));
    assert!(matches!(other, HandoverRefusal::ForAnother { ref by, .. } if by == "Ana"), "{other:?}");
    let said = test.accept(Some("Bo"), None, &["Clocks", "Summary", "made up"]).unwrap();
    assert_eq!(said, ["Handover 1 accepted by Bo, 2 sections read back", "Lead: Bo"]);
    assert!(matches!(refusal(test.cancel()), HandoverRefusal::Ended { how: "accepted", .. }));
}

#[test]
fn a_cancelled_handover_leaves_the_lead_where_it_is() {
    let mut test = IncidentTest::open();
    test.give("lead", "Ana", "0210z").unwrap();
    test.begin(new_handover("Bo")).unwrap();
    assert!(matches!(refusal(test.begin(new_handover("Cy"))), HandoverRefusal::Waiting { .. }));
    let moved = test.give("lead", "Cy", "now").unwrap_err();
    assert!(matches!(moved, Refusal::Role(RoleRefusal::HandedOver { .. })), "{moved:?}");
    assert_eq!(test.cancel().unwrap(), ["Handover 1 to Bo cancelled"]);
    assert!(matches!(refusal(test.accept(Some("Bo"), Some("yes"), &[])), HandoverRefusal::Ended { .. }));
    assert_eq!(test.incident.lead(), Some("Ana"));
    test.give("lead", "Cy", "now").unwrap();
    test.begin(new_handover("Bo")).unwrap();
    assert_eq!(test.incident.handovers[1].id, "2");
}

#[test]
fn a_handover_needs_words_and_another_person() {
    let mut test = IncidentTest::open();
    test.give("lead", "Ana", "0210z").unwrap();
    let blank = NewHandover { summary: " ".to_owned(), ..new_handover("Bo") };
    assert_eq!(test.begin(blank).unwrap_err(), Refusal::Empty("summary"));
    assert_eq!(refusal(test.begin(new_handover("ana"))), HandoverRefusal::LeadsAlready("Ana".to_owned()));
    let half = Contingency { when: "the key is used again".to_owned(), then: " ".to_owned() };
    let blank = Contingency { when: String::new(), then: "\n".to_owned() };
    let new = NewHandover { contingencies: vec![half], ..new_handover("Bo") };
    assert_eq!(test.begin(new).unwrap_err(), Refusal::Empty("then of a contingency"));
    test.begin(NewHandover { contingencies: vec![blank], ..new_handover("Bo") }).unwrap();
    assert_eq!(test.incident.handovers[0].contingencies, []);
}
