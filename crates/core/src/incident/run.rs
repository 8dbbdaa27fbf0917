use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Stamp, Watch};
use crate::event::{CallSite, Hash, RunId, Until, Variables};
use crate::playbook::{self, Choice, Playbook, Reference, Step};
use crate::vocabulary::{Phase, StepState};

/// One playbook being worked in an incident.
#[derive(Debug, Clone)]
pub struct Run {
    /// The id: a small number, unique in the incident.
    pub id: RunId,
    /// The playbook as it was when the run started, or when it was last moved to a newer text.
    pub pinned: Arc<Pinned>,
    /// The texts it was worked by before, oldest first.
    pub earlier: Vec<Arc<Pinned>>,
    /// Who started it and when.
    pub started: Stamp,
    /// The step from which it was called: where work goes back to at its end.
    pub from: Option<CallSite>,
    /// The variables that are filled in.
    pub variables: Variables,
    /// What was recorded of each step, by its id; a step without a record is open.
    pub steps: BTreeMap<String, StepRecord>,
}

/// A playbook as a run works it, whatever becomes of its file.
#[derive(Debug)]
pub struct Pinned {
    /// The typed model.
    pub playbook: Playbook,
    /// The source it was read from.
    pub source: String,
    /// SHA-256 of the source.
    pub sha256: Hash,
}

/// What was recorded of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRecord {
    /// The state.
    pub state: StepState,
    /// Why.
    pub reason: Option<String>,
    /// What was observed, or who released a hold.
    pub value: Option<String>,
    /// Until when it is deferred.
    pub until: Option<Until>,
    /// Who set the state, and when.
    pub changed: Option<Stamp>,
    /// Who did it and when, where it is done, or was before it was verified.
    pub done: Option<Stamp>,
    /// Who watches it, or watched it before it was ended.
    pub watch: Option<Watch>,
    /// Whether its state was typed in later, from paper.
    pub reconstructed: bool,
    /// The tasks that are ticked, by index.
    pub ticked: BTreeSet<u32>,
    /// The choice made at its decision, by index.
    pub choice: Option<u32>,
}

/// What the end of a run says. Nothing pretends to be complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Steps are not settled, and at least one of them is open or blocked.
    Open {
        /// How many are open, deferred or blocked.
        open: u32,
    },
    /// All is settled but for deferred steps.
    Deferred {
        /// How many are deferred.
        deferred: u32,
    },
    /// Everything is settled.
    Complete,
}

impl Pinned {
    /// Reads the playbook that an event pinned.
    pub(super) fn read(source: &str, sha256: Hash, reference: &Reference) -> Result<Arc<Self>, String> {
        let reading = playbook::parse(source, reference);
        let playbook = reading.playbook.ok_or_else(|| {
            reading
                .findings
                .into_iter()
                .next()
                .map_or_else(|| "it is empty".to_owned(), |finding| finding.message)
        })?;
        Ok(Arc::new(Self { playbook, source: source.to_owned(), sha256 }))
    }
}

impl Default for StepRecord {
    fn default() -> Self {
        UNTOUCHED.clone()
    }
}

/// A step of which nothing was recorded.
static UNTOUCHED: StepRecord = StepRecord {
    state: StepState::Open,
    reason: None,
    value: None,
    until: None,
    changed: None,
    done: None,
    watch: None,
    reconstructed: false,
    ticked: BTreeSet::new(),
    choice: None,
};

impl Run {
    pub(super) const fn new(id: RunId, pinned: Arc<Pinned>, started: Stamp, from: Option<CallSite>) -> Self {
        Self {
            id,
            pinned,
            earlier: Vec::new(),
            started,
            from,
            variables: BTreeMap::new(),
            steps: BTreeMap::new(),
        }
    }

    /// The steps in the order of the playbook, with phase and record.
    pub fn steps(&self) -> impl Iterator<Item = (Phase, &Step, &StepRecord)> {
        self.pinned
            .playbook
            .steps()
            .map(|(phase, step)| (phase, step, self.steps.get(&step.id).unwrap_or(&UNTOUCHED)))
    }

    /// The number, phase and step with an id. Numbers count from 1.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<(u32, Phase, &Step)> {
        (1..)
            .zip(self.pinned.playbook.steps())
            .find_map(|(number, (phase, step))| (step.id == id).then_some((number, phase, step)))
    }

    /// The state of a step.
    #[must_use]
    pub fn state(&self, id: &str) -> StepState {
        self.steps.get(id).map_or(StepState::Open, |record| record.state)
    }

    /// The choice made at a step.
    #[must_use]
    pub fn choice<'a>(&self, step: &'a Step) -> Option<&'a Choice> {
        let index = usize::try_from(self.steps.get(&step.id)?.choice?).ok()?;
        step.decide.as_ref()?.choices.get(index)
    }

    /// Which steps lie on a branch that was not taken, in the order of the playbook.
    ///
    /// A choice leads to a step further on; the steps between the decision and that step are left out. A decision
    /// that is itself left out decides nothing.
    #[must_use]
    pub fn off_branch(&self) -> Vec<bool> {
        let steps: Vec<&Step> = self.pinned.playbook.steps().map(|(_, step)| step).collect();
        let mut resume = 0;
        steps
            .iter()
            .enumerate()
            .map(|(at, step)| {
                if at < resume {
                    return true;
                }
                let target = self.choice(step).and_then(|choice| choice.target.as_deref());
                if let Some(to) = target.and_then(|id| steps.iter().position(|step| step.id == id)) {
                    resume = to;
                }
                false
            })
            .collect()
    }

    /// Steps settled and in all, without those left out by a decision.
    #[must_use]
    pub fn progress(&self) -> (u32, u32) {
        let counted = self.steps().zip(self.off_branch()).filter(|(_, off)| !off);
        counted.fold((0, 0), |(settled, total), ((_, _, record), _)| {
            (settled + u32::from(record.state.is_settled()), total + 1)
        })
    }

    /// What the end says.
    #[must_use]
    pub fn ending(&self) -> Ending {
        let (mut open, mut deferred) = (0, 0);
        for ((_, _, record), off) in self.steps().zip(self.off_branch()) {
            if off || record.state.is_settled() {
                continue;
            }
            open += 1;
            deferred += u32::from(record.state == StepState::Deferred);
        }
        match (open, deferred) {
            (0, _) => Ending::Complete,
            (open, deferred) if open == deferred => Ending::Deferred { deferred },
            (open, _) => Ending::Open { open },
        }
    }
}
