use super::{Incident, Stamp};
use crate::event::{DecisionFacts, DecisionId, DecisionRecorded};

/// A decision of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The number: unique in the incident.
    pub id: DecisionId,
    /// What was decided.
    pub facts: DecisionFacts,
    /// Who recorded it, and when it was decided.
    pub stamp: Stamp,
    /// Who withdrew it, if it was never taken.
    pub withdrawn: Option<Stamp>,
}

impl Incident {
    /// The decision with a number, withdrawn or not.
    #[must_use]
    pub fn decision(&self, id: &str) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.id == id)
    }

    /// The decision that took the place of another and was not withdrawn.
    #[must_use]
    pub fn superseding(&self, id: &str) -> Option<&Decision> {
        let standing = self.decisions.iter().filter(|decision| decision.withdrawn.is_none());
        standing.rev().find(|decision| decision.facts.supersedes.as_deref() == Some(id))
    }

    /// The decisions in force: neither withdrawn nor superseded, in the order they were recorded.
    pub fn decisions_in_force(&self) -> impl Iterator<Item = &Decision> {
        let in_force =
            |decision: &&Decision| decision.withdrawn.is_none() && self.superseding(&decision.id).is_none();
        self.decisions.iter().filter(in_force)
    }

    pub(super) fn record_decision(&mut self, recorded: DecisionRecorded, stamp: Stamp) {
        let DecisionRecorded { decision, facts } = recorded;
        self.decisions.push(Decision { id: decision, facts, stamp, withdrawn: None });
    }

    pub(super) fn set_decision_withdrawn(&mut self, id: &str, withdrawn: Option<Stamp>) {
        if let Some(decision) = self.decisions.iter_mut().find(|decision| decision.id == id) {
            decision.withdrawn = withdrawn;
        }
    }
}

#[cfg(test)]
mod tests;
