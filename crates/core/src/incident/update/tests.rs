use super::*;
use crate::incident::tests::{IncidentTest, at, when};
use crate::incident::{Command, Refusal, UpdateCommand, UpdateRefusal};

pub(crate) fn words(audience: &str, text: &str) -> UpdateWords {
    UpdateWords {
        audience: audience.to_owned(),
        to: None,
        subject: "Key in logs".to_owned(),
        text: text.to_owned(),
        channel: None,
        next: None,
    }
}

pub(crate) fn mark(update: &str, mark: UpdateMark, by: Option<&str>) -> UpdateCommand {
    let moved = UpdateMoved { update: update.to_owned(), mark, by: by.map(str::to_owned), note: None };
    UpdateCommand::Move { moved, when: None }
}

struct Updates(IncidentTest);

impl Updates {
    fn run(&mut self, command: UpdateCommand) -> Vec<String> {
        self.0.run(Command::Update(command))
    }

    fn refused(&mut self, command: UpdateCommand) -> UpdateRefusal {
        let refused = self.0.try_run(Command::Update(command)).unwrap_err();
        let Refusal::Update(refusal) = refused else { panic!("{refused}") };
        refusal
    }
}

#[test]
fn an_update_is_drafted_approved_and_sent() {
    let mut updates = Updates(IncidentTest::open());
    let now = updates.0.now;
    let draft = UpdateWords {
        to: Some("The board".to_owned()),
        channel: Some("telephone".to_owned()),
        next: Some(when("0600z", at("2026-11-21T08:00:00Z"))),
        ..words("executives", "A key is out.")
    };
    let said = updates.run(UpdateCommand::Draft(draft.clone()));
    assert_eq!(said, ["Update 1 for executives drafted: Key in logs\nA key is out."]);
    assert!(updates.0.incident.updates_due().is_empty(), "what was not sent sets no time for the next");
    assert_eq!(updates.refused(mark("1", UpdateMark::Approved, None)), UpdateRefusal::NeedsName);
    let said = updates.run(mark("1", UpdateMark::Approved, Some("Jo")));
    assert_eq!(said, ["Update 1 for executives approved by Jo: Key in logs"]);
    let other = UpdateWords { text: "Two keys are out.".to_owned(), ..draft.clone() };
    let change = |words| UpdateCommand::Change(UpdateChanged { update: "1".to_owned(), words });
    assert!(matches!(
        updates.refused(change(other)),
        UpdateRefusal::Fixed { mark: UpdateMark::Approved, .. }
    ));
    let said = updates.run(mark("1", UpdateMark::Sent, None));
    assert_eq!(
        said,
        [
            "Update 1 for executives sent to The board through telephone, the next by 2026-11-21 06:00Z: Key in logs"
        ]
    );
    assert_eq!(updates.0.incident.updates_due()[0].1, at("2026-11-21T06:00:00Z"));
    let later = UpdateWords { next: Some(when("0700z", at("2026-11-21T08:00:00Z"))), ..draft };
    assert_eq!(updates.run(change(later)), ["Update 1 changed: next update 2026-11-21 07:00Z"]);
    assert!(matches!(updates.refused(mark("1", UpdateMark::Withdrawn, None)), UpdateRefusal::Ended { .. }));
    assert_eq!(updates.0.folded_anew().updates, updates.0.incident.updates);
    assert!(updates.0.now > now);
}

#[test]
fn the_update_sent_last_says_when_the_next_is_due() {
    let mut updates = Updates(IncidentTest::open());
    let ahead = at("2026-11-21T09:00:00Z");
    let due = |updates: &Updates| -> Vec<String> {
        let due = updates.0.incident.updates_due();
        due.iter().map(|(update, at)| format!("{} {}", update.id, at.format("%H:%M"))).collect()
    };
    for (audience, next) in
        [("executives", Some("0600z")), ("customers", Some("0500z")), ("executives", None)]
    {
        let next = next.map(|next| when(next, ahead));
        updates.run(UpdateCommand::Draft(UpdateWords { next, ..words(audience, "news") }));
    }
    updates.run(mark("1", UpdateMark::Sent, None));
    updates.run(mark("2", UpdateMark::Sent, None));
    assert_eq!(due(&updates), ["2 05:00", "1 06:00"]);
    updates.run(mark("3", UpdateMark::Sent, None));
    assert_eq!(due(&updates), ["2 05:00"], "the last one to executives names no next");
    let taken_back = UpdateReverted { update: "3".to_owned(), mark: UpdateMark::Sent, reason: None };
    updates.run(UpdateCommand::Revert(taken_back));
    assert_eq!(due(&updates), ["2 05:00", "1 06:00"]);
}

#[test]
fn an_approval_does_not_come_after_what_it_approves() {
    let mut updates = Updates(IncidentTest::open());
    updates.run(UpdateCommand::Draft(words("legal", "news")));
    let moved = |mark, by: Option<&str>| UpdateMoved {
        update: "1".to_owned(),
        mark,
        by: by.map(str::to_owned),
        note: None,
    };
    let at = |text: &str| Some(when(text, at("2026-11-21T03:00:00Z")));
    let sent = UpdateCommand::Move { moved: moved(UpdateMark::Sent, None), when: at("0215z") };
    assert_eq!(updates.run(sent), ["Update 1 for legal sent without an approval: Key in logs"]);
    let approved = UpdateCommand::Move { moved: moved(UpdateMark::Approved, Some("Jo")), when: at("0216z") };
    assert!(matches!(updates.refused(approved), UpdateRefusal::OutOfOrder { .. }));
    let approved = UpdateCommand::Move { moved: moved(UpdateMark::Approved, Some("Jo")), when: at("0214z") };
    assert_eq!(updates.run(approved).len(), 1);
}
