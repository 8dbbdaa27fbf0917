mod commands;
mod custody;

use commands::{any_command, facts};
use proptest::prelude::*;

use super::*;
use crate::event::{Body, DeadlineMark, Event, RequestMark, UpdateMark};
use crate::incident::tests::{IncidentTest, PLAYBOOK};
use crate::incident::{NoteCommand, RoleCommand};

/// Acts that were done and can be taken back, and acts that were taken back and can be done again.
struct Acts {
    test: IncidentTest,
    done: Vec<Act>,
    undone: Vec<Act>,
}

impl Acts {
    fn new() -> Self {
        let mut test = IncidentTest::with_run();
        test.run(Command::StartRun {
            playbook: "watch".to_owned(),
            title: "Watch".to_owned(),
            version: "1.0.0".to_owned(),
            sha256: Hash::ZERO,
            source: PLAYBOOK
                .replace("id: key", "id: watch")
                .replace("- **Marks:** closed", "- **Mode:** watch"),
            from: None,
        });
        Self { test, done: Vec::new(), undone: Vec::new() }
    }

    /// Does a command; whether it became anything.
    fn act(&mut self, command: Command) -> bool {
        if let Command::Note(NoteCommand::Withdraw { note, .. } | NoteCommand::Restore { note }) = &command
            && !notes(&self.test).contains(note)
        {
            // A note is found in the timeline before anything is asked of the incident.
            return false;
        }
        let is_note = matches!(command, Command::AddNote { .. });
        let back = self.test.incident.opposite(&command);
        let recorded = self.test.try_run(command).is_ok_and(|said| !said.is_empty());
        if recorded {
            let written = self.test.events.last().filter(|_| is_note);
            let back = written.map(|event| Opposite::of_note(event.entry())).or(back);
            let back = back.expect("every command of these tests can be taken back");
            self.done.push(Act::new(back, &self.test.incident));
            self.undone.clear();
        }
        recorded
    }

    fn undo(&mut self) -> Option<String> {
        let act = self.done.pop()?;
        let again = self.take_back(&act);
        self.undone.push(again);
        Some(act.back.label)
    }

    fn redo(&mut self) -> Option<String> {
        let act = self.undone.pop()?;
        let again = self.take_back(&act);
        self.done.push(again);
        Some(act.back.label)
    }

    fn take_back(&mut self, act: &Act) -> Act {
        self.try_take_back(act).unwrap()
    }

    fn try_take_back(&mut self, act: &Act) -> Result<Act, Refusal> {
        act.check(&self.test.incident)?;
        let mut again: Option<Opposite> = None;
        for command in &act.back.commands {
            let back = self.test.incident.opposite(command).unwrap();
            self.test.try_run(command.clone())?;
            again = Some(back.before(again));
        }
        Ok(Act::new(again.unwrap(), &self.test.incident))
    }
}

/// The entries that are notes.
fn notes(test: &IncidentTest) -> Vec<EntryRef> {
    let is_note = |event: &&Event| matches!(event.decode(), Ok(Body::NoteAdded(_)));
    test.events.iter().filter(is_note).map(Event::entry).collect()
}

/// What counts of an incident: what was withdrawn does not.
fn counts(test: &IncidentTest) -> String {
    let incident = &test.incident;
    let watch = Subject::Watch("2".to_owned(), "close".to_owned());
    let subjects = [Subject::Incident, Subject::Profile, Subject::Queue, watch].into_iter();
    let milestones = Milestone::ALL.iter().map(|milestone| Subject::Milestone(*milestone));
    let step = |id: &str| (String::from("1"), id.to_owned());
    let steps = ["record", "deactivate", "check"].into_iter().flat_map(|id| {
        let ((run, step), (again, same)) = (step(id), step(id));
        [
            Subject::Step(run.clone(), step.clone()),
            Subject::Decision(run, step),
            Subject::Task(again, same, 0),
        ]
    });
    let roles = ["lead", "scribe"].map(|role| Subject::Role(role.to_owned()));
    let variable = Subject::Variable("1".to_owned(), "key_id".to_owned());
    let standing: Vec<_> = subjects
        .chain(milestones)
        .chain(steps)
        .chain([variable])
        .chain(roles)
        .map(|each| incident.standing(&each))
        .collect();
    let requests = incident.requests.iter().filter(|each| each.mark(RequestMark::Withdrawn).is_none());
    let requests: Vec<_> = requests.map(|each| (&each.id, written(&request_standing(each)))).collect();
    let resources: Vec<_> = incident.affected_resources().map(|each| (&each.id, &each.facts)).collect();
    let deadlines = incident.deadlines.iter().filter(|each| each.last() != Some(DeadlineMark::Withdrawn));
    let deadlines: Vec<_> = deadlines.map(|each| (&each.id, written(&deadline_standing(each)))).collect();
    let updates = incident.updates.iter().filter(|each| each.last() != Some(UpdateMark::Withdrawn));
    let updates: Vec<_> = updates.map(|each| (&each.id, written(&update_standing(each)))).collect();
    let evidence: Vec<_> = incident
        .standing_evidence()
        .map(|each| {
            let held: Vec<_> = each.held().map(|held| (held.number, held.act, &held.by, &held.to)).collect();
            (&each.id, &each.facts, &each.answers, held)
        })
        .collect();
    let indicators: Vec<_> =
        incident.standing_indicators().map(|each| (&each.id, &each.value, &each.said)).collect();
    let decisions: Vec<_> = incident.decisions_in_force().map(|each| (&each.id, &each.facts)).collect();
    let notes = notes(test).into_iter().filter(|note| incident.withdrawal(*note).is_none());
    let notes: Vec<_> = notes.collect();
    format!(
        "{standing:?} {requests:?} {resources:?} {deadlines:?} {updates:?} {evidence:?} {indicators:?} {decisions:?} \
         {notes:?}"
    )
}

proptest! {
    #[test]
    fn whatever_was_done_can_be_taken_back_and_done_again(
        commands in prop::collection::vec(any_command(), 1..40)
    ) {
        let mut acts = Acts::new();
        let mut standing = vec![counts(&acts.test)];
        for command in commands {
            if acts.act(command) {
                standing.push(counts(&acts.test));
            }
        }
        for before in standing.iter().rev().skip(1) {
            acts.undo().unwrap();
            prop_assert_eq!(&counts(&acts.test), before);
        }
        for after in standing.iter().skip(1) {
            acts.redo().unwrap();
            prop_assert_eq!(&counts(&acts.test), after);
        }
        for before in standing.iter().rev().skip(1) {
            acts.undo().unwrap();
            prop_assert_eq!(&counts(&acts.test), before);
        }
    }
}

#[test]
fn what_an_act_takes_back_is_said_in_words() {
    let mut acts = Acts::new();
    let done = |step: &str| Command::SetStep {
        run: "1".to_owned(),
        step: step.to_owned(),
        state: StepState::Done,
        reason: None,
        value: None,
        until: None,
        when: None,
    };
    assert!(acts.act(done("deactivate")));
    assert!(
        acts.act(Command::Change(IncidentChanged { title: Some("New".to_owned()), ..Default::default() }))
    );
    assert!(acts.act(Command::AddResource(facts("build host"))));
    assert_eq!(acts.undo().unwrap(), "build host is not affected");
    assert_eq!(acts.undo().unwrap(), "title as before");
    assert_eq!(acts.undo().unwrap(), "step 2 is open again");
    assert_eq!(acts.redo().unwrap(), "step 2 is done again");
    assert_eq!(acts.redo().unwrap(), "title as before");
    assert_eq!(acts.redo().unwrap(), "build host is affected again");
}

#[test]
fn whose_role_it_is_again_is_said() {
    let mut acts = Acts::new();
    let give = |role: &str, person: &str| {
        Command::Role(RoleCommand::Give { role: role.to_owned(), person: person.to_owned(), when: None })
    };
    for (role, person) in [("lead", "Ana"), ("Lead", "Bo"), ("Cloud", "Cy")] {
        assert!(acts.act(give(role, person)));
    }
    assert_eq!(acts.undo().unwrap(), "Cy is not Cloud");
    assert_eq!(acts.undo().unwrap(), "Ana is lead again");
    assert_eq!(acts.undo().unwrap(), "Ana is not lead");
    assert_eq!(acts.redo().unwrap(), "Ana is lead again");
    assert_eq!(acts.redo().unwrap(), "Bo is lead again");
    assert_eq!(acts.test.incident.lead(), Some("Bo"));
}

#[test]
fn an_act_whose_subject_was_changed_since_is_not_taken_back() {
    let mut acts = Acts::new();
    let set = |value: &str| Command::SetVariable {
        run: "1".to_owned(),
        name: "key_id".to_owned(),
        value: Some(value.to_owned()),
    };
    assert!(acts.act(set("AKIA1")));
    // Another device does this, or a terminal beside the window.
    acts.test.run(set("AKIA2"));
    let refused = acts.done[0].check(&acts.test.incident).unwrap_err();
    assert_eq!(refused, Refusal::ChangedSince { would: "key_id is not filled in again".to_owned() });
}

#[test]
fn a_tick_is_not_taken_back_in_a_newer_text() {
    let mut acts = Acts::new();
    assert!(acts.act(Command::SetTask {
        run: "1".to_owned(),
        step: "record".to_owned(),
        task: 0,
        ticked: true
    }));
    let source = PLAYBOOK.replace("version: 1.0.0", "version: 1.1.0");
    acts.test.run(Command::MoveRun {
        run: "1".to_owned(),
        version: "1.1.0".to_owned(),
        sha256: Hash(Sha256::digest(&source).into()),
        source,
    });
    assert!(acts.done[0].check(&acts.test.incident).is_err());
}

#[test]
fn acts_are_kept_as_json() {
    let mut acts = Acts::new();
    assert!(acts.act(Command::AddResource(facts("a"))));
    let kept = serde_json::to_string(&acts.done).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Act>>(&kept).unwrap(), acts.done);
}
