//! Ten thousand random acts on two devices that meet now and then, against a model that knows no events.
//!
//! The model remembers what was said, by whom last, and derives everything by searching backwards in that; the incident is
//! folded forwards from events. Both must agree after every act, on each device, and after every exchange. What is
//! numbered (resources, indicators, decisions, evidence, custody, deadlines) is added on the first device only: numbers are
//! given by what a device knows.

#![allow(clippy::wildcard_enum_match_arm, reason = "the model looks for one kind of fact at a time")]

use std::collections::BTreeSet;
use std::fmt::Debug;

use proptest::prelude::*;
use proptest::sample::select;

use clocks::ClockDeed;
use decisions::DecisionDeed;
use device::{Device, Done};
use indicators::IndicatorDeed;
use items::ItemDeed;

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
    /// Takes a note back, or lets it count again.
    Count(Which, bool),
    Indicator(IndicatorDeed),
    Decision(DecisionDeed),
    Item(ItemDeed),
    Clock(ClockDeed),
}

/// Which note.
#[derive(Debug, Clone, PartialEq)]
enum Which {
    /// The one at a place among those that a device knows.
    At(usize),
    /// The one that was written at a place of the order.
    Written(Order),
}

impl Deed {
    /// Whether it gives a number.
    fn gives_number(&self) -> bool {
        matches!(
            self,
            Self::Add(_)
                | Self::Indicator(IndicatorDeed::List(..))
                | Self::Decision(DecisionDeed::Decide(..))
                | Self::Item(ItemDeed::Collect(_) | ItemDeed::Handle(..))
                | Self::Clock(ClockDeed::Start(..))
        )
    }
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
    /// Whether the note that was written at a place of the order counts.
    Counts(Order, bool),
}

/// Everything that was said on both devices.
#[derive(Default)]
struct Model(BTreeMap<Order, Fact>);

/// A note as it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Note {
    order: Order,
    text: &'static str,
    counts: bool,
}

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
            Fact::Not(_) | Fact::Reads(..) | Fact::Counts(..) => None,
        })
    }

    /// What is found in everything that was done, in order.
    fn all<T>(&self, find: impl Fn(&'a Deed) -> Option<T>) -> Vec<T> {
        let done = self.latest_first().filter_map(|(_, fact)| match fact {
            Fact::Is(deed) => find(deed),
            Fact::Not(_) | Fact::Reads(..) | Fact::Counts(..) => None,
        });
        let mut found: Vec<T> = done.collect();
        found.reverse();
        found
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
        let names = self.all(|deed| if let Deed::Add(name) = deed { Some(*name) } else { None });
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

    /// Every note as it reads now, and whether it counts.
    fn notes(&self) -> Vec<Note> {
        let written = self.latest_first().filter_map(|(order, fact)| match fact {
            Fact::Is(Deed::Note(text)) => Some((order, *text)),
            _ => None,
        });
        let now = |(order, text): (Order, &'static str)| {
            let corrected = self.latest_first().find_map(|(_, fact)| match fact {
                Fact::Reads(of, text) if *of == order => Some(*text),
                _ => None,
            });
            let counts = self.latest_first().find_map(|(_, fact)| match fact {
                Fact::Counts(of, counts) if *of == order => Some(*counts),
                _ => None,
            });
            Note { order, text: corrected.unwrap_or(text), counts: counts.unwrap_or(true) }
        };
        let mut notes: Vec<Note> = written.map(now).collect();
        notes.reverse();
        notes
    }

    fn note(&self, which: &Which) -> Option<Note> {
        let mut notes = self.notes().into_iter();
        match which {
            Which::At(at) => notes.nth(*at),
            Which::Written(order) => notes.find(|note| note.order == *order),
        }
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
            Deed::Correct(at, text) => match self.note(&Which::At(*at)) {
                Some(note) if note.counts && note.text == *text => (false, true),
                Some(note) if note.counts => return Outcome::Recorded(Fact::Reads(note.order, text)),
                Some(_) | None => (true, false),
            },
            Deed::Count(which, counts) => match self.note(which) {
                Some(note) if note.counts != *counts => {
                    return Outcome::Recorded(Fact::Counts(note.order, *counts));
                }
                Some(_) | None => (true, false),
            },
            Deed::Indicator(deed) => deed.outcome(self),
            Deed::Decision(deed) => deed.outcome(self),
            Deed::Item(deed) => deed.outcome(self),
            Deed::Clock(deed) => deed.outcome(self),
        };
        match (is_refused, is_same) {
            (true, _) => Outcome::Refused,
            (false, true) => Outcome::Nothing,
            (false, false) => Outcome::Recorded(Fact::Is(deed.clone())),
        }
    }

    /// What takes a deed back, seen from before it; none for what stays, and for a note, whose place in the order is not
    /// known before it is written.
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
            Deed::Count(which, counts) => Deed::Count(Which::Written(self.note(which)?.order), !counts),
            Deed::Indicator(deed) => Deed::Indicator(deed.back(self)?),
            Deed::Decision(deed) => Deed::Decision(deed.back(self)),
            Deed::Item(deed) => Deed::Item(deed.back(self)?),
            Deed::Clock(deed) => Deed::Clock(deed.back(self)?),
            Deed::Close | Deed::Reopen | Deed::Note(_) | Deed::Correct(..) => return None,
        })
    }

    /// How what a deed is about stands; nothing takes back by adding.
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
            Deed::Count(which, _) => shown(&self.note(which).map(|note| note.counts)),
            Deed::Indicator(deed) => deed.standing(self),
            Deed::Decision(deed) => deed.standing(self),
            Deed::Item(deed) => deed.standing(self),
            Deed::Clock(deed) => deed.standing(self),
            Deed::Add(_) | Deed::Close | Deed::Reopen | Deed::Note(_) | Deed::Correct(..) => String::new(),
        }
    }
}

fn shown(value: &impl Debug) -> String {
    format!("{value:?}")
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

mod clocks;
mod decisions;
mod device;
mod indicators;
mod items;
mod play;
