use crate::event::{Body, EntryRef};
use crate::incident::tests::IncidentTest;
use crate::incident::{Command, NoteCommand, NoteNow, Opposite, Refusal};
use crate::when::When;

fn note(test: &mut IncidentTest) -> EntryRef {
    let when = When::exact(test.now);
    test.run(Command::AddNote { text: "The wrong host".to_owned(), when, phase: None });
    test.events.last().unwrap().entry()
}

fn withdraw(note: EntryRef, reason: Option<&str>) -> Command {
    Command::Note(NoteCommand::Withdraw { note, reason: reason.map(str::to_owned) })
}

#[test]
fn a_note_that_is_taken_back_stays_in_the_record_and_counts_again_when_restored() {
    let mut test = IncidentTest::with_run();
    let note = note(&mut test);
    let events = test.events.len();
    test.run(withdraw(note, Some(" another incident ")));
    let withdrawal = test.incident.withdrawal(note).unwrap();
    assert_eq!(withdrawal.reason.as_deref(), Some("another incident"));
    assert_eq!(test.events.len(), events + 1, "nothing is removed");
    assert!(matches!(test.events[events - 1].decode().unwrap(), Body::NoteAdded(_)));
    assert_eq!(test.folded_anew().withdrawn_notes, test.incident.withdrawn_notes);
    assert!(matches!(test.try_run(withdraw(note, None)), Err(Refusal::Note(_))), "it is taken back already");
    test.run(Command::Note(NoteCommand::Restore { note }));
    assert_eq!(test.incident.withdrawal(note), None);
    assert!(matches!(test.try_run(Command::Note(NoteCommand::Restore { note })), Err(Refusal::Note(_))));
}

#[test]
fn what_was_taken_back_is_not_corrected() {
    let mut test = IncidentTest::with_run();
    let note = note(&mut test);
    test.run(withdraw(note, None));
    let now = NoteNow { entry: note, text: "The wrong host".to_owned(), when: When::exact(test.now) };
    let correct = Command::CorrectNote { note: now, text: Some("db-1".to_owned()), when: None, reason: None };
    assert!(matches!(test.try_run(correct), Err(Refusal::Note(_))));
}

#[test]
fn writing_a_note_is_taken_back_by_withdrawing_it_and_that_by_restoring_it() {
    let mut test = IncidentTest::with_run();
    let note = note(&mut test);
    let back = Opposite::of_note(note);
    assert_eq!(back.commands, [withdraw(note, None)]);
    let again = test.incident.opposite(&back.commands[0]).unwrap();
    test.run(back.commands[0].clone());
    assert_eq!(again.commands, [Command::Note(NoteCommand::Restore { note })]);
    let last = test.incident.opposite(&again.commands[0]).unwrap();
    assert_eq!((last.label, last.commands), (back.label, back.commands));
}
