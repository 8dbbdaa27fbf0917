//! A device: its copy of the incident, and what is done to it there.

use super::*;

/// A deed that can be taken back: the act as the application keeps it, and what the model says of it.
pub(super) struct Done {
    pub(super) act: crate::incident::Act,
    pub(super) back: Deed,
    pub(super) left: String,
}

/// One device with its copy of the incident.
pub(super) struct Device {
    pub(super) id: DeviceId,
    pub(super) test: IncidentTest,
    pub(super) known: BTreeSet<Order>,
    pub(super) done: Vec<Done>,
    pub(super) undone: Vec<Done>,
}

impl Device {
    pub(super) fn new(id: u128) -> Self {
        let test = IncidentTest::with_run();
        Self {
            id: DeviceId(Uuid::from_u128(id)),
            test,
            known: BTreeSet::new(),
            done: Vec::new(),
            undone: Vec::new(),
        }
    }

    /// Decides a command and records what it becomes; where nothing, there is no order.
    pub(super) fn record(&mut self, command: Command) -> Result<Option<Order>, Refusal> {
        self.test.now += TimeDelta::minutes(1);
        let drafts = self.test.incident.decide(command, Context { now: self.test.now, author: "Ana" })?;
        assert!(drafts.len() <= 1, "each deed is one event");
        let Some(draft) = drafts.into_iter().next() else { return Ok(None) };
        let events = &mut self.test.events;
        let own = events.iter().rev().find(|event| event.device == self.id);
        let tip = own.map_or(Tip::START, |event| Tip { seq: event.seq, hash: event.hash });
        let last = events.iter().map(|event| event.hlc).max();
        let event = draft.seal(self.test.incident.id, self.id, tip, last);
        self.test.incident.apply(&event, &self.test.reference).unwrap();
        let order = event.order();
        events.push(event);
        Ok(Some(order))
    }

    /// Gets what this device has not yet, and folds everything anew in the total order.
    pub(super) fn get(&mut self, other: &Self) {
        for event in &other.test.events {
            if !self.test.events.iter().any(|known| known.order() == event.order()) {
                self.test.events.push(event.clone());
            }
        }
        self.test.events.sort_by_key(Event::order);
        self.test.incident = self.test.folded_anew();
        self.known.extend(&other.known);
    }

    pub(super) fn command(&self, deed: &Deed, note: Option<Note>) -> Option<Command> {
        let entry = |(_, device, seq): Order| EntryRef { device, seq };
        let run = || "1".to_owned();
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Some(match deed {
            Deed::Title(title) => Command::Change(IncidentChanged {
                title: Some((*title).to_owned()),
                ..IncidentChanged::default()
            }),
            Deed::Rate(severity) => {
                Command::Change(IncidentChanged { severity: Some(*severity), ..IncidentChanged::default() })
            }
            Deed::Close => Command::Close { resolution: Resolution::Resolved, summary: None },
            Deed::Reopen => Command::Reopen { reason: None },
            Deed::Step(step, (state, reason, value)) => Command::SetStep {
                run: run(),
                step: (*step).to_owned(),
                state: *state,
                reason: owned(*reason),
                value: owned(*value),
                until: None,
                when: None,
            },
            Deed::Tick(task, ticked) => {
                Command::SetTask { run: run(), step: "record".to_owned(), task: *task, ticked: *ticked }
            }
            Deed::Choose(choice) => {
                Command::ChooseBranch { run: run(), step: "record".to_owned(), choice: *choice, reason: None }
            }
            Deed::Fill(value) => {
                Command::SetVariable { run: run(), name: "key_id".to_owned(), value: owned(*value) }
            }
            Deed::Assert(milestone, minute) => {
                Command::SetMilestone { milestone: *milestone, when: minute_of(*minute), note: None }
            }
            Deed::Withdraw(milestone) => Command::WithdrawMilestone { milestone: *milestone, reason: None },
            Deed::Add(name) => Command::AddResource(facts(name)),
            Deed::Rename(at, name) => {
                Command::ChangeResource { resource: (at + 1).to_string(), facts: facts(name) }
            }
            Deed::Affect(at, true) => Command::RestoreResource { resource: (at + 1).to_string() },
            Deed::Affect(at, false) => {
                Command::WithdrawResource { resource: (at + 1).to_string(), reason: None }
            }
            Deed::Note(text) => {
                Command::AddNote { text: (*text).to_owned(), when: When::exact(self.test.now), phase: None }
            }
            Deed::Correct(_, text) => {
                let note = note?;
                let event = self.test.events.iter().find(|event| event.order() == note.order);
                let when = event.unwrap().when.clone();
                let note = NoteNow { entry: entry(note.order), text: note.text.to_owned(), when };
                Command::CorrectNote { note, text: Some((*text).to_owned()), when: None, reason: None }
            }
            Deed::Count(_, false) => {
                Command::Note(NoteCommand::Withdraw { note: entry(note?.order), reason: None })
            }
            Deed::Count(_, true) => Command::Note(NoteCommand::Restore { note: entry(note?.order) }),
            Deed::Indicator(deed) => deed.command(),
            Deed::Decision(deed) => deed.command(),
            Deed::Item(deed) => deed.command(),
            Deed::Clock(deed) => deed.command(),
        })
    }
}
