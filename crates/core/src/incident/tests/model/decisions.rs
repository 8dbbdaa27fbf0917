//! Decisions: taken, taken in the place of earlier ones, withdrawn and standing again.

use super::*;
use crate::event::DecisionFacts;
use crate::incident::DecisionCommand;

/// What somebody does to decisions; a place is that in the order they were recorded.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum DecisionDeed {
    /// Chooses, in the place of an earlier decision where one is named.
    Decide(&'static str, Option<usize>),
    Disown(usize),
    Uphold(usize),
}

/// A decision as the model derives it.
#[derive(Debug, PartialEq)]
pub(super) struct Decided {
    choice: &'static str,
    instead_of: Option<usize>,
    stands: bool,
}

use DecisionDeed::{Decide, Disown, Uphold};

impl Known<'_> {
    pub(super) fn decisions(&self) -> Vec<Decided> {
        let taken = self.all(|deed| match deed {
            Deed::Decision(Decide(choice, instead_of)) => Some((*choice, *instead_of)),
            _ => None,
        });
        let now = |(at, (choice, instead_of)): (usize, (&'static str, Option<usize>))| {
            let stands = self.last(|deed| match deed {
                Deed::Decision(Disown(of)) if *of == at => Some(false),
                Deed::Decision(Uphold(of)) if *of == at => Some(true),
                _ => None,
            });
            Decided { choice, instead_of, stands: stands.unwrap_or(true) }
        };
        taken.into_iter().enumerate().map(now).collect()
    }
}

fn is_replaced(decisions: &[Decided], at: usize) -> bool {
    decisions.iter().any(|each| each.stands && each.instead_of == Some(at))
}

impl DecisionDeed {
    /// Whether it is refused, and whether all stays as it is.
    pub(super) fn outcome(&self, known: &Known<'_>) -> (bool, bool) {
        let taken = known.decisions();
        let stands = |at: usize| taken.get(at).is_some_and(|each| each.stands);
        match self {
            Decide(_, instead_of) => {
                (instead_of.is_some_and(|at| !stands(at) || is_replaced(&taken, at)), false)
            }
            Disown(at) => (!stands(*at), false),
            Uphold(at) => match taken.get(*at) {
                Some(each) if each.stands => (false, true),
                Some(each) => (each.instead_of.is_some_and(|at| is_replaced(&taken, at)), false),
                None => (true, false),
            },
        }
    }

    pub(super) fn back(&self, known: &Known<'_>) -> Self {
        match self {
            Decide(..) => Disown(known.decisions().len()),
            Disown(at) => Uphold(*at),
            Uphold(at) => Disown(*at),
        }
    }

    pub(super) fn standing(&self, known: &Known<'_>) -> String {
        match self {
            Decide(..) => String::new(),
            Disown(at) | Uphold(at) => shown(&known.decisions().get(*at)),
        }
    }

    pub(super) fn command(&self) -> Command {
        let id = |at: &usize| (at + 1).to_string();
        Command::Decision(match self {
            Decide(choice, instead_of) => DecisionCommand::Record {
                facts: Box::new(DecisionFacts {
                    question: "Which?".to_owned(),
                    options: Vec::new(),
                    choice: (*choice).to_owned(),
                    rationale: None,
                    decided_by: "Ana".to_owned(),
                    reversible: None,
                    step: None,
                    supersedes: instead_of.as_ref().map(id),
                }),
                when: None,
            },
            Disown(at) => DecisionCommand::Withdraw { decision: id(at), reason: None },
            Uphold(at) => DecisionCommand::Restore { decision: id(at) },
        })
    }

    pub(super) fn any() -> impl Strategy<Value = Deed> {
        let deed = prop_oneof![
            2 => (select(WORDS.to_vec()), prop::option::weighted(0.7, 0..3_usize))
                .prop_map(|(choice, instead_of)| Decide(choice, instead_of)),
            1 => (0..3_usize).prop_map(Disown),
            1 => (0..3_usize).prop_map(Uphold),
        ];
        deed.prop_map(Deed::Decision)
    }
}

/// The incident says of decisions what the model says.
pub(super) fn compare(known: &Known<'_>, incident: &Incident) {
    let taken = known.decisions();
    let decisions: Vec<_> = incident
        .decisions
        .iter()
        .map(|each| (each.facts.choice.as_str(), each.facts.supersedes.clone(), each.withdrawn.is_none()))
        .collect();
    let wanted: Vec<_> = taken
        .iter()
        .map(|each| (each.choice, each.instead_of.map(|at| (at + 1).to_string()), each.stands))
        .collect();
    assert_eq!(decisions, wanted);
    let in_force: Vec<_> = incident.decisions_in_force().map(|each| each.id.clone()).collect();
    let wanted = taken.iter().enumerate().filter(|(at, each)| each.stands && !is_replaced(&taken, *at));
    assert_eq!(in_force, wanted.map(|(at, _)| (at + 1).to_string()).collect::<Vec<_>>());
}
