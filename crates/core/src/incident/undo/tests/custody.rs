//! Custody that makes sense, whatever is said, taken back and done again, here and on another device.

use proptest::prelude::*;

use super::Acts;
use crate::event::CustodyAct;
use crate::incident::evidence::tests::new_evidence;
use crate::incident::tests::{at, when};
use crate::incident::{Command, Evidence, EvidenceCommand};
use crate::when::When;

/// One act of the test.
#[derive(Debug, Clone)]
enum Turn {
    Do(Command),
    /// The same, by somebody whose acts are not taken back here.
    Elsewhere(Command),
    Undo,
    Redo,
}

fn minute(minute: u32) -> When {
    when(&format!("2026-11-21 01:{minute:02}Z"), at("2026-11-21T03:00:00Z"))
}

fn any_custody() -> impl Strategy<Value = Command> {
    let evidence = || "E-1".to_owned();
    let number = || 1..6_u32;
    let command = prop_oneof![
        4 => (prop::sample::select(CustodyAct::ALL.to_vec()), 0..8_u32).prop_map(move |(act, when)| {
            let (by, to, note) = ("Ana".to_owned(), Some("Bo".to_owned()), None);
            EvidenceCommand::Custody { evidence: evidence(), act, by, to, note, when: Some(minute(when)) }
        }),
        3 => number().prop_map(move |custody| {
            EvidenceCommand::WithdrawCustody { evidence: evidence(), custody, reason: None }
        }),
        3 => number()
            .prop_map(move |custody| EvidenceCommand::RestoreCustody { evidence: evidence(), custody }),
        1 => (0..8_u32).prop_map(move |collected| {
            let mut facts = Box::new(new_evidence("Log").facts);
            facts.collected = minute(collected);
            EvidenceCommand::Change { evidence: evidence(), facts }
        }),
        1 => Just(EvidenceCommand::Withdraw { evidence: evidence(), reason: None }),
        2 => Just(EvidenceCommand::Restore { evidence: evidence() }),
    ];
    command.prop_map(Command::Evidence)
}

fn any_turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        6 => any_custody().prop_map(Turn::Do),
        3 => any_custody().prop_map(Turn::Elsewhere),
        3 => Just(Turn::Undo),
        2 => Just(Turn::Redo),
    ]
}

/// Nothing was done with an item before it was collected or after it ended, and it ended once.
fn makes_sense(item: &Evidence) -> bool {
    let collected = &item.facts.collected;
    let ends = item.held().filter(|held| held.act.is_end());
    let last = ends.map(|end| end.stamp.when.latest).min();
    item.held().filter(|held| held.act.is_end()).count() <= 1
        && item.held().all(|held| {
            let done = &held.stamp.when;
            done.latest >= collected.earliest && last.is_none_or(|last| done.earliest <= last)
        })
}

impl Acts {
    fn turn(&mut self, turn: Turn) {
        match turn {
            Turn::Do(command) => _ = self.act(command),
            Turn::Elsewhere(command) => _ = self.test.try_run(command),
            Turn::Undo => {
                let Some(act) = self.done.pop() else { return };
                let again = self.try_take_back(&act);
                self.undone.extend(again);
            }
            Turn::Redo => {
                let Some(act) = self.undone.pop() else { return };
                let again = self.try_take_back(&act);
                self.done.extend(again);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn custody_makes_sense_whatever_is_said_and_taken_back(turns in prop::collection::vec(any_turn(), 1..40)) {
        let mut acts = Acts::new();
        let mut new = new_evidence("Log");
        new.facts.collected = minute(0);
        acts.test.run(Command::Evidence(EvidenceCommand::Add(Box::new(new))));
        for turn in turns {
            let (said, before) = (format!("{turn:?}"), acts.test.incident.evidence.clone());
            acts.turn(turn);
            let item = &acts.test.incident.evidence[0];
            prop_assert!(makes_sense(item), "{}: {:?} of {:?}", said, item, before);
        }
    }
}
