//! Ten thousand random acts on two devices that meet now and then, against a model that knows no events.
//!
//! The model remembers what was said, by whom last, and derives everything by searching backwards in that; the incident is
//! folded forwards from events. Both must agree after every act, on each device, and after every exchange. What is
//! numbered (resources) is added on the first device only: numbers are given by what a device knows.

#![allow(clippy::wildcard_enum_match_arm, reason = "the model looks for one kind of fact at a time")]

use std::collections::BTreeSet;
use std::fmt::Debug;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::event::{EntryRef, ResourceFacts};

type Order = (Hlc, DeviceId, u64);
/// State, reason and observed value of a step.
type Said = (StepState, Option<&'static str>, Option<&'static str>);

const STEPS: [&str; 3] = ["record", "deactivate", "check"];
const STATES: [StepState; 6] = [
    StepState::Open,
    StepState::Done,
    StepState::Verified,
    StepState::NotApplicable,
    StepState::Overridden,
    StepState::Blocked,
];
const WORDS: [&str; 3] = ["a", "b", "c"];

/// What somebody does.
#[derive(Debug, Clone, PartialEq)]
enum Deed {
    Title(&'static str),
    Rate(Severity),
    Close,
    Reopen,
    Step(&'static str, Said),
    Tick(u32, bool),
    Choose(Option<u32>),
    Fill(Option<&'static str>),
    Assert(Milestone, u32),
    Withdraw(Milestone),
    Add(&'static str),
    Rename(usize, &'static str),
    Affect(usize, bool),
    Note(&'static str),
    Correct(usize, &'static str),
}

/// One act of the test.
#[derive(Debug, Clone)]
enum Act {
    Do(usize, Deed),
    Undo(usize),
    Redo(usize),
    /// One device gets what it has not yet from the other.
    Get(usize),
}

/// What the model says must become of a deed.
#[derive(Debug, PartialEq)]
enum Outcome {
    Refused,
    Nothing,
    Recorded(Fact),
}

/// What was said, as the model remembers it.
#[derive(Debug, Clone, PartialEq)]
enum Fact {
    Is(Deed),
    /// The assertion of a milestone that no longer counts.
    Not(Order),
    /// The words of the note that was written at a place of the order.
    Reads(Order, &'static str),
}

/// Everything that was said on both devices.
#[derive(Default)]
struct Model(BTreeMap<Order, Fact>);

/// What one device knows of it.
struct Known<'a> {
    model: &'a Model,
    known: &'a BTreeSet<Order>,
}

impl<'a> Known<'a> {
    fn latest_first(&self) -> impl Iterator<Item = (Order, &'a Fact)> {
        let (facts, known) = (&self.model.0, self.known);
        facts.iter().rev().filter(|(order, _)| known.contains(*order)).map(|(order, fact)| (*order, fact))
    }

    fn last<T>(&self, find: impl Fn(&'a Deed) -> Option<T>) -> Option<T> {
        self.latest_first().find_map(|(_, fact)| match fact {
            Fact::Is(deed) => find(deed),
            Fact::Not(_) | Fact::Reads(..) => None,
        })
    }

    fn title(&self) -> &'static str {
        self.last(|deed| if let Deed::Title(title) = deed { Some(*title) } else { None })
            .unwrap_or("Key in logs")
    }

    fn severity(&self) -> Severity {
        self.last(|deed| if let Deed::Rate(severity) = deed { Some(*severity) } else { None })
            .unwrap_or(Severity::High)
    }

    fn is_open(&self) -> bool {
        self.last(|deed| match deed {
            Deed::Close => Some(false),
            Deed::Reopen => Some(true),
            _ => None,
        })
        .unwrap_or(true)
    }

    fn step(&self, id: &str) -> Said {
        self.last(|deed| match deed {
            Deed::Step(step, said) if *step == id => Some(*said),
            _ => None,
        })
        .unwrap_or((StepState::Open, None, None))
    }

    fn ticked(&self, task: u32) -> bool {
        self.last(|deed| match deed {
            Deed::Tick(of, ticked) if *of == task => Some(*ticked),
            _ => None,
        })
        .unwrap_or(false)
    }

    fn choice(&self) -> Option<u32> {
        self.last(|deed| if let Deed::Choose(choice) = deed { Some(*choice) } else { None }).flatten()
    }

    fn filled(&self) -> Option<&'static str> {
        self.last(|deed| if let Deed::Fill(value) = deed { Some(*value) } else { None }).flatten()
    }

    /// The assertion that counts, and its minute.
    fn milestone(&self, wanted: Milestone) -> Option<(Order, u32)> {
        let gone: BTreeSet<Order> = self
            .latest_first()
            .filter_map(|(_, fact)| if let Fact::Not(order) = fact { Some(*order) } else { None })
            .collect();
        self.latest_first().find_map(|(order, fact)| match fact {
            Fact::Is(Deed::Assert(milestone, minute)) if *milestone == wanted && !gone.contains(&order) => {
                Some((order, *minute))
            }
            _ => None,
        })
    }

    /// Every resource by name, and whether it is affected.
    fn resources(&self) -> Vec<(&'static str, bool)> {
        let added = self.latest_first().filter_map(|(_, fact)| match fact {
            Fact::Is(Deed::Add(name)) => Some(*name),
            _ => None,
        });
        let mut names: Vec<_> = added.collect();
        names.reverse();
        let latest = |(at, name): (usize, &'static str)| {
            let name = self
                .last(|deed| match deed {
                    Deed::Rename(of, name) if *of == at => Some(*name),
                    _ => None,
                })
                .unwrap_or(name);
            let affected = self.last(|deed| match deed {
                Deed::Affect(of, affected) if *of == at => Some(*affected),
                _ => None,
            });
            (name, affected.unwrap_or(true))
        };
        names.into_iter().enumerate().map(latest).collect()
    }

    /// Every note as it reads now.
    fn notes(&self) -> Vec<(Order, &'static str)> {
        let mut notes: Vec<(Order, &'static str)> = self
            .latest_first()
            .filter_map(
                |(order, fact)| {
                    if let Fact::Is(Deed::Note(text)) = fact { Some((order, *text)) } else { None }
                },
            )
            .collect();
        notes.reverse();
        for (order, text) in &mut notes {
            let corrected = self.latest_first().find_map(|(_, fact)| match fact {
                Fact::Reads(of, text) if of == order => Some(*text),
                _ => None,
            });
            *text = corrected.unwrap_or(text);
        }
        notes
    }

    /// What must become of a deed.
    fn outcome(&self, deed: &Deed) -> Outcome {
        if self.is_open() == (*deed == Deed::Reopen) {
            return Outcome::Refused;
        }
        let resources = self.resources();
        let is_listed = |name: &str| resources.iter().any(|(other, affected)| *affected && *other == name);
        let (is_refused, is_same) = match deed {
            Deed::Title(title) => (false, self.title() == *title),
            Deed::Rate(severity) => (false, self.severity() == *severity),
            Deed::Close | Deed::Reopen | Deed::Note(_) => (false, false),
            Deed::Step(step, said) => {
                let (state, reason, value) = *said;
                let left_out =
                    matches!(state, StepState::NotApplicable | StepState::Overridden | StepState::Blocked);
                let seen = state == StepState::Verified || (state == StepState::Done && *step == "check");
                ((left_out && reason.is_none()) || (seen && value.is_none()), self.step(step) == *said)
            }
            Deed::Tick(task, ticked) => (false, self.ticked(*task) == *ticked),
            Deed::Choose(choice) => (false, self.choice() == *choice),
            Deed::Fill(value) => (false, self.filled() == *value),
            Deed::Assert(milestone, minute) => {
                (false, self.milestone(*milestone).is_some_and(|(_, said)| said == *minute))
            }
            Deed::Withdraw(milestone) => match self.milestone(*milestone) {
                Some((order, _)) => return Outcome::Recorded(Fact::Not(order)),
                None => (true, false),
            },
            Deed::Add(name) => (is_listed(name), false),
            Deed::Rename(at, name) => match resources.get(*at) {
                Some((old, true)) => (old != name && is_listed(name), old == name),
                Some((_, false)) | None => (true, false),
            },
            Deed::Affect(at, true) => match resources.get(*at) {
                Some((name, affected)) => (!affected && is_listed(name), *affected),
                None => (true, false),
            },
            Deed::Affect(at, false) => (!resources.get(*at).is_some_and(|(_, affected)| *affected), false),
            Deed::Correct(at, text) => match self.notes().get(*at) {
                Some((_, old)) if old == text => (false, true),
                Some((order, _)) => return Outcome::Recorded(Fact::Reads(*order, text)),
                None => (true, false),
            },
        };
        match (is_refused, is_same) {
            (true, _) => Outcome::Refused,
            (false, true) => Outcome::Nothing,
            (false, false) => Outcome::Recorded(Fact::Is(deed.clone())),
        }
    }

    /// What takes a deed back, seen from before it; none for what stays.
    fn back(&self, deed: &Deed) -> Option<Deed> {
        let resources = self.resources();
        Some(match deed {
            Deed::Title(_) => Deed::Title(self.title()),
            Deed::Rate(_) => Deed::Rate(self.severity()),
            Deed::Step(step, _) => Deed::Step(step, self.step(step)),
            Deed::Tick(task, _) => Deed::Tick(*task, self.ticked(*task)),
            Deed::Choose(_) => Deed::Choose(self.choice()),
            Deed::Fill(_) => Deed::Fill(self.filled()),
            Deed::Assert(milestone, _) => Deed::Withdraw(*milestone),
            Deed::Withdraw(milestone) => Deed::Assert(*milestone, self.milestone(*milestone)?.1),
            Deed::Add(_) => Deed::Affect(resources.len(), false),
            Deed::Rename(at, _) => Deed::Rename(*at, resources.get(*at)?.0),
            Deed::Affect(at, affected) => Deed::Affect(*at, !affected),
            Deed::Close | Deed::Reopen | Deed::Note(_) | Deed::Correct(..) => return None,
        })
    }

    /// How what a deed is about stands.
    fn standing(&self, deed: &Deed) -> String {
        match deed {
            Deed::Title(_) | Deed::Rate(_) => shown(&(self.title(), self.severity())),
            Deed::Step(step, _) => shown(&self.step(step)),
            Deed::Tick(task, _) => shown(&self.ticked(*task)),
            Deed::Choose(_) => shown(&self.choice()),
            Deed::Fill(_) => shown(&self.filled()),
            Deed::Assert(milestone, _) | Deed::Withdraw(milestone) => {
                shown(&self.milestone(*milestone).map(|(_, minute)| minute))
            }
            Deed::Rename(at, _) | Deed::Affect(at, _) => shown(&self.resources().get(*at)),
            Deed::Add(_) => shown(&self.resources().last()),
            Deed::Close | Deed::Reopen | Deed::Note(_) | Deed::Correct(..) => String::new(),
        }
    }
}

fn shown(value: &impl Debug) -> String {
    format!("{value:?}")
}

/// A deed that can be taken back: the act as the application keeps it, and what the model says of it.
struct Done {
    act: crate::incident::Act,
    back: Deed,
    left: String,
}

/// One device with its copy of the incident.
struct Device {
    id: DeviceId,
    test: IncidentTest,
    known: BTreeSet<Order>,
    done: Vec<Done>,
    undone: Vec<Done>,
}

impl Device {
    fn new(id: u128) -> Self {
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
    fn record(&mut self, command: Command) -> Result<Option<Order>, Refusal> {
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
    fn get(&mut self, other: &Self) {
        for event in &other.test.events {
            if !self.test.events.iter().any(|known| known.order() == event.order()) {
                self.test.events.push(event.clone());
            }
        }
        self.test.events.sort_by_key(Event::order);
        self.test.incident = self.test.folded_anew();
        self.known.extend(&other.known);
    }

    fn command(&self, deed: &Deed, note: Option<(Order, &str)>) -> Option<Command> {
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
                let ((_, device, seq), now) = note?;
                let event = self.test.events.iter().find(|event| event.entry() == EntryRef { device, seq });
                let when = event.unwrap().when.clone();
                let note = NoteNow { entry: EntryRef { device, seq }, text: now.to_owned(), when };
                Command::CorrectNote { note, text: Some((*text).to_owned()), when: None, reason: None }
            }
        })
    }
}

fn minute_of(minute: u32) -> When {
    when(&format!("2026-11-21 01:{minute:02}Z"), at("2026-11-21T03:00:00Z"))
}

fn facts(name: &str) -> ResourceFacts {
    ResourceFacts {
        name: name.to_owned(),
        service_model: ServiceModel::Iaas,
        provider: None,
        offering: None,
        identifier: None,
    }
}

mod play;
