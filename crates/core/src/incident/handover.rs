//! Handing the lead over: a briefing, a read-back, and only then another lead.

use super::{Incident, Stamp};
use crate::event::{
    BriefingSection, Contingency, HandoverAccepted, HandoverBegun, HandoverCancelled, HandoverId, Hash,
};

/// A handover as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The number: unique in the incident.
    pub id: HandoverId,
    /// Who hands over.
    pub from: String,
    /// Who is to lead.
    pub to: String,
    /// What happened and where it stands, as typed.
    pub summary: String,
    /// What is wanted next, as typed.
    pub objectives: Option<String>,
    /// What to do where something happens, as typed.
    pub contingencies: Vec<Contingency>,
    /// The briefing as it was given.
    pub briefing: Vec<BriefingSection>,
    /// The head of the record that it was made from.
    pub head: Hash,
    /// Who began it and when.
    pub begun: Stamp,
    /// How it ended; none while it waits for the receiver.
    pub ended: Option<HandoverEnd>,
}

/// How a handover ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandoverEnd {
    /// The receiver read back and leads.
    Accepted {
        /// Who accepted.
        by: String,
        /// What the receiver understood.
        read_back: Option<String>,
        /// The titles of the sections that were ticked.
        sections: Vec<String>,
        /// Who recorded it and when.
        stamp: Stamp,
    },
    /// The lead stayed where it was.
    Cancelled {
        /// Why.
        reason: Option<String>,
        /// Who cancelled it and when.
        stamp: Stamp,
    },
}

impl Incident {
    /// The handover with a number.
    #[must_use]
    pub fn handover(&self, id: &str) -> Option<&Handover> {
        self.handovers.iter().find(|handover| handover.id == id)
    }

    /// The handover that waits for its receiver.
    #[must_use]
    pub fn open_handover(&self) -> Option<&Handover> {
        self.handovers.iter().find(|handover| handover.ended.is_none())
    }

    pub(super) fn begin_handover(&mut self, begun: HandoverBegun, stamp: Stamp) {
        self.handovers.push(Handover {
            id: begun.handover,
            from: begun.from,
            to: begun.to,
            summary: begun.summary,
            objectives: begun.objectives,
            contingencies: begun.contingencies,
            briefing: begun.briefing,
            head: begun.head,
            begun: stamp,
            ended: None,
        });
    }

    pub(super) fn accept_handover(&mut self, accepted: HandoverAccepted, stamp: Stamp) {
        let HandoverAccepted { handover, by, read_back, sections } = accepted;
        self.end_handover(&handover, HandoverEnd::Accepted { by, read_back, sections, stamp });
    }

    pub(super) fn cancel_handover(&mut self, cancelled: HandoverCancelled, stamp: Stamp) {
        let HandoverCancelled { handover, reason } = cancelled;
        self.end_handover(&handover, HandoverEnd::Cancelled { reason, stamp });
    }

    /// Two devices may end one handover: the first end counts, on every device the same.
    fn end_handover(&mut self, id: &str, end: HandoverEnd) {
        let open = |handover: &&mut Handover| handover.id == id && handover.ended.is_none();
        if let Some(handover) = self.handovers.iter_mut().find(open) {
            handover.ended = Some(end);
        }
    }
}

#[cfg(test)]
mod tests;
