//! Evidence: added, said to be something else, withdrawn and restored, with its custody.

use super::*;
use crate::event::{Answers, CustodyAct};
use crate::incident::EvidenceCommand;
use crate::incident::evidence::tests::new_evidence;

/// What somebody does to evidence; a place is that in the order it was added, or its custody recorded.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ItemDeed {
    Collect(&'static str),
    Call(usize, &'static str),
    /// Which step the item answers.
    Point(usize, Option<&'static str>),
    Discard(usize),
    Keep(usize),
    Handle(usize, CustodyAct, Option<&'static str>),
    Unhandle(usize, usize),
    Rehandle(usize, usize),
}

/// What was done with an item, who got it, and whether that counts.
type Handled = (CustodyAct, Option<&'static str>, bool);

/// An item of evidence as the model derives it.
#[derive(Debug)]
pub(super) struct Item {
    name: &'static str,
    answers: Option<&'static str>,
    counts: bool,
    custody: Vec<Handled>,
}

use ItemDeed::{Call, Collect, Discard, Handle, Keep, Point, Rehandle, Unhandle};

impl Known<'_> {
    fn last_of_items<T>(&self, find: impl Fn(&ItemDeed) -> Option<T>) -> Option<T> {
        self.last(|deed| if let Deed::Item(deed) = deed { find(deed) } else { None })
    }

    pub(super) fn items(&self) -> Vec<Item> {
        let added = self.all(|deed| if let Deed::Item(Collect(name)) = deed { Some(*name) } else { None });
        let now = |(at, name): (usize, &'static str)| {
            let called = self.last_of_items(|deed| match deed {
                Call(of, name) if *of == at => Some(*name),
                _ => None,
            });
            let counts = self.last_of_items(|deed| match deed {
                Discard(of) if *of == at => Some(false),
                Keep(of) if *of == at => Some(true),
                _ => None,
            });
            let answers = self.last_of_items(|deed| match deed {
                Point(of, step) if *of == at => Some(*step),
                _ => None,
            });
            let (name, counts) = (called.unwrap_or(name), counts.unwrap_or(true));
            Item { name, answers: answers.flatten(), counts, custody: self.custody(at) }
        };
        added.into_iter().enumerate().map(now).collect()
    }

    fn custody(&self, item: usize) -> Vec<Handled> {
        let recorded = self.all(|deed| match deed {
            Deed::Item(Handle(of, act, to)) if *of == item => Some((*act, *to)),
            _ => None,
        });
        let now = |(at, (act, to)): (usize, (CustodyAct, Option<&'static str>))| {
            let counts = self.last_of_items(|deed| match deed {
                Unhandle(of, number) if (*of, *number) == (item, at) => Some(false),
                Rehandle(of, number) if (*of, *number) == (item, at) => Some(true),
                _ => None,
            });
            (act, to, counts.unwrap_or(true))
        };
        recorded.into_iter().enumerate().map(now).collect()
    }
}

impl Item {
    fn has_ended(&self) -> bool {
        self.custody.iter().any(|(act, _, counts)| *counts && act.is_end())
    }

    /// Whether the entry at a place cannot count beside those that do: custody is recorded in the order of time.
    fn clashes(&self, number: usize) -> bool {
        let is_end = self.custody.get(number).is_some_and(|(act, ..)| act.is_end());
        let counting = self.custody.iter().enumerate().filter(|(_, (.., counts))| *counts);
        counting.into_iter().any(|(other, (act, ..))| {
            (act.is_end() && (is_end || other < number)) || (is_end && other > number)
        })
    }

    fn holder(&self) -> &'static str {
        let mut handed = self.custody.iter().filter(|(act, to, counts)| {
            *counts && to.is_some() && matches!(act, CustodyAct::Transferred | CustodyAct::Released)
        });
        handed.next_back().and_then(|(_, to, _)| *to).unwrap_or("Ana")
    }
}

impl ItemDeed {
    /// Whether it is refused, and whether all stays as it is.
    pub(super) fn outcome(&self, known: &Known<'_>) -> (bool, bool) {
        let items = known.items();
        let counting = |at: &usize| items.get(*at).filter(|item| item.counts);
        let handled = |at: &usize, number: &usize| counting(at).and_then(|item| item.custody.get(*number));
        match self {
            Collect(_) => (false, false),
            Call(at, name) => match counting(at) {
                Some(item) => (false, item.name == *name),
                None => (true, false),
            },
            Point(at, step) => match counting(at) {
                Some(item) => (false, item.answers == *step),
                None => (true, false),
            },
            Discard(at) => (counting(at).is_none(), false),
            Keep(at) => (items.get(*at).is_none(), counting(at).is_some()),
            Handle(at, act, to) => {
                let to_nobody = *act == CustodyAct::Transferred && to.is_none();
                (counting(at).is_none_or(Item::has_ended) || to_nobody, false)
            }
            Unhandle(at, number) => (!handled(at, number).is_some_and(|(.., counts)| *counts), false),
            Rehandle(at, number) => match handled(at, number) {
                Some((.., true)) => (false, true),
                Some((.., false)) => (counting(at).is_some_and(|item| item.clashes(*number)), false),
                None => (true, false),
            },
        }
    }

    pub(super) fn back(&self, known: &Known<'_>) -> Option<Self> {
        let items = known.items();
        Some(match self {
            Collect(_) => Discard(items.len()),
            Call(at, _) => Call(*at, items.get(*at)?.name),
            Point(at, _) => Point(*at, items.get(*at)?.answers),
            Discard(at) => Keep(*at),
            Keep(at) => Discard(*at),
            Handle(at, ..) => Unhandle(*at, items.get(*at)?.custody.len()),
            Unhandle(at, number) => Rehandle(*at, *number),
            Rehandle(at, number) => Unhandle(*at, *number),
        })
    }

    pub(super) fn standing(&self, known: &Known<'_>) -> String {
        let items = known.items();
        match self {
            Collect(_) | Handle(..) => String::new(),
            Call(at, _) | Point(at, _) | Discard(at) | Keep(at) => {
                shown(&items.get(*at).map(|item| (item.name, item.answers, item.counts)))
            }
            Unhandle(at, number) | Rehandle(at, number) => {
                shown(&items.get(*at).and_then(|item| item.custody.get(*number)))
            }
        }
    }

    pub(super) fn command(&self) -> Command {
        let id = |at: &usize| format!("E-{}", at + 1);
        let custody = |number: &usize| u32::try_from(number + 1).unwrap();
        Command::Evidence(match self {
            Collect(name) => EvidenceCommand::Add(Box::new(new_evidence(name))),
            Call(at, name) => {
                EvidenceCommand::Change { evidence: id(at), facts: Box::new(new_evidence(name).facts) }
            }
            Point(at, step) => EvidenceCommand::Answer { evidence: id(at), answers: step.map(answers) },
            Discard(at) => EvidenceCommand::Withdraw { evidence: id(at), reason: None },
            Keep(at) => EvidenceCommand::Restore { evidence: id(at) },
            Handle(at, act, to) => EvidenceCommand::Custody {
                evidence: id(at),
                act: *act,
                by: "Ana".to_owned(),
                to: to.map(str::to_owned),
                note: None,
                when: None,
            },
            Unhandle(at, number) => {
                EvidenceCommand::WithdrawCustody { evidence: id(at), custody: custody(number), reason: None }
            }
            Rehandle(at, number) => {
                EvidenceCommand::RestoreCustody { evidence: id(at), custody: custody(number) }
            }
        })
    }

    pub(super) fn any() -> impl Strategy<Value = Deed> {
        let at = || 0..2_usize;
        let handled = (at(), select(CustodyAct::ALL.to_vec()), prop::option::of(select(WORDS.to_vec())));
        let deed = prop_oneof![
            2 => select(WORDS.to_vec()).prop_map(Collect),
            1 => (at(), select(WORDS.to_vec())).prop_map(|(at, name)| Call(at, name)),
            1 => (at(), prop::option::of(select(STEPS.to_vec()))).prop_map(|(at, step)| Point(at, step)),
            1 => at().prop_map(Discard),
            2 => at().prop_map(Keep),
            3 => handled.prop_map(|(at, act, to)| Handle(at, act, to)),
            1 => (at(), 0..3_usize).prop_map(|(at, number)| Unhandle(at, number)),
            1 => (at(), 0..3_usize).prop_map(|(at, number)| Rehandle(at, number)),
        ];
        deed.prop_map(Deed::Item)
    }
}

/// A step as a whole.
fn answers(step: &str) -> Answers {
    Answers { run: "1".to_owned(), step: step.to_owned(), item: None }
}

/// The incident says of evidence what the model says.
pub(super) fn compare(known: &Known<'_>, incident: &Incident) {
    let items = known.items();
    assert_eq!(incident.evidence.len(), items.len());
    for (at, (item, evidence)) in items.iter().zip(&incident.evidence).enumerate() {
        assert_eq!(evidence.id, format!("E-{}", at + 1));
        assert_eq!((evidence.facts.name.as_str(), evidence.withdrawn.is_none()), (item.name, item.counts));
        let custody = evidence.custody.iter();
        let custody: Vec<_> = custody.map(|each| (each.act, each.to.as_deref(), !each.withdrawn)).collect();
        assert_eq!(custody, item.custody);
        assert_eq!(evidence.answers, item.answers.map(answers));
        assert_eq!((evidence.holder(), evidence.end().is_some()), (item.holder(), item.has_ended()));
    }
}
