use super::*;
use crate::incident::tests::{IncidentTest, at, when};
use crate::incident::{Command, NewRequest, Refusal, RequestCommand, RequestRefusal};
use crate::vocabulary::Resolution;

pub(crate) fn new_request() -> NewRequest {
    NewRequest {
        provider: "aws".to_owned(),
        subject: "Key misused".to_owned(),
        text: "Give us the calls.".to_owned(),
        ..NewRequest::default()
    }
}

impl IncidentTest {
    pub(crate) fn draft_request(&mut self) -> RequestId {
        self.run(Command::Request(RequestCommand::Draft(new_request())));
        self.incident.requests.last().unwrap().id.clone()
    }

    pub(crate) fn mark(&mut self, request: &str, mark: RequestMark, typed: &str) -> Vec<String> {
        self.try_mark(request, mark, typed).unwrap()
    }

    fn try_mark(&mut self, request: &str, mark: RequestMark, typed: &str) -> Result<Vec<String>, Refusal> {
        let when = when(typed, self.now);
        let request = request.to_owned();
        self.try_run(Command::Request(RequestCommand::Move {
            request,
            mark,
            when: Some(when),
            by: None,
            note: None,
            ticket: None,
        }))
    }

    fn revert(&mut self, request: &str, mark: RequestMark) -> Result<Vec<String>, Refusal> {
        let request = request.to_owned();
        self.try_run(Command::Request(RequestCommand::Revert { request, mark, reason: None }))
    }

    fn change(&mut self, change: RequestChanged) -> Result<Vec<String>, Refusal> {
        self.try_run(Command::Request(RequestCommand::Change(change)))
    }

    fn first(&self) -> &Request {
        &self.incident.requests[0]
    }
}

fn changed() -> RequestChanged {
    RequestChanged { request: "1".to_owned(), ..RequestChanged::default() }
}

/// An incident at noon, when every time of the night has passed.
fn at_noon() -> IncidentTest {
    let mut test = IncidentTest::open();
    test.now = at("2026-11-21T12:00:00Z");
    test
}

#[test]
fn a_request_goes_from_draft_to_its_answer() {
    let mut test = at_noon();
    assert_eq!(test.draft_request(), "1");
    assert_eq!((test.first().last(), test.first().is_waiting()), (None, false));
    let sent = test.mark("1", RequestMark::Sent, "0230z");
    assert_eq!(sent, ["Request 1 to AWS sent: Key misused"]);
    assert!(test.first().is_waiting());
    test.mark("1", RequestMark::Acknowledged, "0240z");
    assert_eq!(test.first().last(), Some(RequestMark::Acknowledged));
    assert!(test.first().is_waiting(), "an acknowledgement is no answer");
    let said = test.run(Command::Request(RequestCommand::Move {
        request: "1".to_owned(),
        mark: RequestMark::Answered,
        when: Some(when("0310z", test.now)),
        by: Some("Jo  of\nAWS".to_owned()),
        note: Some("No other key was used".to_owned()),
        ticket: Some("4711".to_owned()),
    }));
    assert_eq!(
        said,
        ["Request 1 changed: ticket 4711", "Request 1 to AWS answered by Jo of AWS: No other key was used"]
    );
    assert_eq!(test.first().ended(), Some(&when("2026-11-21T03:10Z", test.now)));
    assert!(!test.first().is_waiting());
}

#[test]
fn the_timeline_tells_every_word_of_a_draft() {
    let mut test = at_noon();
    let said = test.run(Command::Request(RequestCommand::Draft(new_request())));
    assert_eq!(said, ["Request 1 to AWS drafted: Key misused\nGive us the calls."]);
    let follows = NewRequest { follows: Some("1".to_owned()), ..new_request() };
    let said = test.run(Command::Request(RequestCommand::Draft(follows)));
    assert_eq!(said, ["Request 2 to AWS drafted, after request 1: Key misused\nGive us the calls."]);
}

#[test]
fn a_draft_needs_somebody_to_ask_a_subject_and_words() {
    let mut test = at_noon();
    let mut refused =
        |new: NewRequest| test.try_run(Command::Request(RequestCommand::Draft(new))).unwrap_err();
    let blank = || " \n".to_owned();
    assert_eq!(refused(NewRequest { provider: blank(), ..new_request() }), Refusal::Empty("provider"));
    assert_eq!(refused(NewRequest { subject: blank(), ..new_request() }), Refusal::Empty("subject"));
    assert_eq!(refused(NewRequest { text: blank(), ..new_request() }), Refusal::Empty("request"));
    let from = Some(("1".to_owned(), "nowhere".to_owned()));
    assert_eq!(refused(NewRequest { from, ..new_request() }), Refusal::UnknownRun("1".to_owned()));
    let follows = Some("7".to_owned());
    let unknown = Refusal::Request(RequestRefusal::Unknown("7".to_owned()));
    assert_eq!(refused(NewRequest { follows, ..new_request() }), unknown);
}

#[test]
fn a_draft_from_a_step_lies_in_its_phase() {
    let mut test = IncidentTest::with_run();
    let from = Some(("1".to_owned(), "deactivate".to_owned()));
    test.run(Command::Request(RequestCommand::Draft(NewRequest { from, ..new_request() })));
    assert_eq!((test.first().run.as_deref(), test.first().step.as_deref()), (Some("1"), Some("deactivate")));
}

#[test]
fn what_was_not_sent_cannot_be_answered() {
    let mut test = at_noon();
    test.draft_request();
    for mark in [RequestMark::Acknowledged, RequestMark::Answered] {
        let refusal = test.try_mark("1", mark, "0230z").unwrap_err();
        assert_eq!(refusal, RequestRefusal::NotSent { request: "1".to_owned(), mark }.into());
    }
}

#[test]
fn an_answer_does_not_come_before_the_question() {
    let mut test = at_noon();
    test.draft_request();
    test.mark("1", RequestMark::Sent, "0230z");
    let refusal = test.try_mark("1", RequestMark::Answered, "0220z").unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "Request 1 would be answered at 2026-11-21T02:20:00Z, before it was sent at 2026-11-21T02:30:00Z. \
         Nothing was recorded"
    );
    test.mark("1", RequestMark::Answered, "0240z");
    let refusal = test.try_mark("1", RequestMark::Sent, "0250z").unwrap_err();
    assert!(matches!(refusal, Refusal::Request(RequestRefusal::OutOfOrder { .. })), "{refusal}");
    test.mark("1", RequestMark::Sent, "~0300z");
    assert_eq!(
        test.first().sent().unwrap().earliest,
        at("2026-11-21T02:00:00Z"),
        "an estimate reaches before it"
    );
}

#[test]
fn a_time_is_corrected_by_saying_it_again() {
    let mut test = at_noon();
    test.draft_request();
    test.mark("1", RequestMark::Sent, "0230z");
    assert_eq!(test.mark("1", RequestMark::Sent, "0230z"), [""; 0], "it is so already");
    let said = test.mark("1", RequestMark::Sent, "0225z");
    assert_eq!(said, ["Request 1 to AWS sent, corrected: Key misused"]);
    assert_eq!(test.first().sent().unwrap().earliest, at("2026-11-21T02:25:00Z"));
}

#[test]
fn the_words_of_a_request_stay_once_it_was_sent() {
    let mut test = at_noon();
    test.draft_request();
    let words = || RequestChanged { text: Some("More.".to_owned()), ..changed() };
    assert_eq!(test.change(words()).unwrap(), ["Request 1 changed: text\nMore."]);
    assert_eq!(test.first().text, "More.");
    assert_eq!(test.change(words()).unwrap(), [""; 0], "it is so already");
    test.mark("1", RequestMark::Sent, "now");
    let other = RequestChanged { text: Some("Less.".to_owned()), ..changed() };
    assert_eq!(test.change(other).unwrap_err(), RequestRefusal::WasSent("1".to_owned()).into());
    let ticket = |ticket: &str| RequestChanged {
        ticket: Some(ticket.to_owned()),
        escalate: Some(Escalate::After(4 * 3600)),
        ..changed()
    };
    assert_eq!(test.change(ticket("4711")).unwrap(), ["Request 1 changed: ticket 4711; escalated after 4 h"]);
    assert_eq!(test.first().ticket.as_deref(), Some("4711"));
    assert_eq!(test.change(ticket(" ")).unwrap(), ["Request 1 changed: no ticket any more"]);
    assert_eq!(test.first().ticket, None);
}

#[test]
fn a_request_is_due_once_the_time_to_escalate_has_passed() {
    let mut test = at_noon();
    let escalate = Escalate::After(3600);
    test.run(Command::Request(RequestCommand::Draft(NewRequest { escalate, ..new_request() })));
    assert_eq!(test.first().due_at(), None, "a draft waits for nobody");
    test.mark("1", RequestMark::Sent, "0230z");
    assert_eq!(test.first().due_at(), Some(at("2026-11-21T03:30:00Z")));
    let escalate = Some(Escalate::At(when("2026-11-21T03:00Z", test.now)));
    test.change(RequestChanged { escalate, ..changed() }).unwrap();
    assert_eq!(test.first().due_at(), Some(at("2026-11-21T03:00:00Z")));
    test.mark("1", RequestMark::Answered, "0245z");
    assert_eq!(test.first().due_at(), None, "it was answered");
}

#[test]
fn a_mark_is_taken_back_from_the_last_on() {
    let mut test = at_noon();
    test.draft_request();
    test.mark("1", RequestMark::Sent, "0220z");
    test.mark("1", RequestMark::Answered, "0221z");
    let refusal = test.revert("1", RequestMark::Sent).unwrap_err();
    let (mark, later) = (RequestMark::Sent, RequestMark::Answered);
    assert_eq!(refusal, RequestRefusal::NotLast { request: "1".to_owned(), mark, later }.into());
    let said = test.revert("1", RequestMark::Answered).unwrap();
    assert_eq!(said, ["Request 1 to AWS was not answered after all"]);
    assert!(test.first().is_waiting());
    test.revert("1", RequestMark::Sent).unwrap();
    assert_eq!(test.first().last(), None);
    let refusal = test.revert("1", RequestMark::Sent).unwrap_err();
    assert_eq!(
        refusal,
        RequestRefusal::NotMarked { request: "1".to_owned(), mark: RequestMark::Sent }.into()
    );
}

#[test]
fn what_was_answered_is_not_withdrawn_nor_the_other_way() {
    let mut test = at_noon();
    test.draft_request();
    test.mark("1", RequestMark::Sent, "0220z");
    test.mark("1", RequestMark::Withdrawn, "0230z");
    assert_eq!(test.first().ended(), Some(&when("2026-11-21T02:30Z", test.now)));
    let refusal = test.try_mark("1", RequestMark::Answered, "0240z").unwrap_err();
    assert!(matches!(refusal, Refusal::Request(RequestRefusal::Ended { .. })), "{refusal}");
    test.draft_request();
    test.mark("2", RequestMark::Sent, "0220z");
    test.mark("2", RequestMark::Answered, "0230z");
    let refusal = test.try_mark("2", RequestMark::Withdrawn, "0240z").unwrap_err();
    assert!(matches!(refusal, Refusal::Request(RequestRefusal::Ended { .. })), "{refusal}");
}

#[test]
fn a_closed_incident_records_no_answer() {
    let mut test = at_noon();
    test.draft_request();
    test.run(Command::Close { resolution: Resolution::Resolved, summary: None });
    let refusal = test.try_mark("1", RequestMark::Sent, "now").unwrap_err();
    assert_eq!(refusal, Refusal::Closed("INC-0001".to_owned()));
}
