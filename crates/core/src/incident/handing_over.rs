//! What a command does to a handover.

use serde::{Deserialize, Serialize};

use super::decide::{now, within, worded};
use super::giving::person_name;
use super::role::is_same;
use super::{Context, Handover, HandoverEnd, Incident, Refusal};
use crate::event::{
    Body, BriefingSection, Contingency, Draft, HandoverAccepted, HandoverBegun, HandoverCancelled,
    HandoverId, Hash, RoleGiven, UsualRole,
};

/// What can be done with handovers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HandoverCommand {
    /// Begins one: the briefing is given.
    Begin(Box<NewHandover>),
    /// Says that the receiver read back and accepts; the lead moves.
    Accept {
        /// Which.
        handover: HandoverId,
        /// Who accepts; who writes where it is missing.
        by: Option<String>,
        /// What the receiver understood.
        read_back: Option<String>,
        /// The titles of the sections that the receiver ticked.
        sections: Vec<String>,
    },
    /// Ends one without the lead moving.
    Cancel {
        /// Which.
        handover: HandoverId,
        /// Why.
        reason: Option<String>,
    },
}

/// What is needed to begin a handover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewHandover {
    /// Who is to lead.
    pub to: String,
    /// What happened and where it stands.
    pub summary: String,
    /// What is wanted next.
    pub objectives: Option<String>,
    /// What to do where something happens.
    pub contingencies: Vec<Contingency>,
    /// The briefing, what was typed among it.
    pub briefing: Vec<BriefingSection>,
    /// The head of the record that it was made from.
    pub head: Hash,
}

/// Why a command about a handover is refused. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HandoverRefusal {
    /// There is no such handover.
    #[error("There is no handover {0} in this incident. Nothing was recorded")]
    Unknown(HandoverId),
    /// Another one waits for its receiver.
    #[error("Handover {handover} to {to} is not accepted yet. Nothing was recorded")]
    Waiting {
        /// The handover.
        handover: HandoverId,
        /// Who is to lead.
        to: String,
    },
    /// It ended already.
    #[error("Handover {handover} was {how} already. Nothing was recorded")]
    Ended {
        /// The handover.
        handover: HandoverId,
        /// How it ended.
        how: &'static str,
    },
    /// Who leads is to take over from themselves.
    #[error("{0} leads already, so there is nothing to hand over. Nothing was recorded")]
    LeadsAlready(String),
    /// Somebody else is to accept it.
    #[error("Handover {handover} is for {to}, so {by} cannot accept it. Nothing was recorded")]
    ForAnother {
        /// The handover.
        handover: HandoverId,
        /// Who is to lead.
        to: String,
        /// Who wanted to accept.
        by: String,
    },
    /// The receiver has not read back.
    #[error(
        "Handover {handover} was not read back: nothing is typed, and {missing} of {sections} sections are not ticked. Nothing was recorded"
    )]
    NotReadBack {
        /// The handover.
        handover: HandoverId,
        /// How many sections are not ticked.
        missing: usize,
        /// How many there are.
        sections: usize,
    },
}

impl Incident {
    pub(super) fn decide_handover(
        &self,
        command: HandoverCommand,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        match command {
            HandoverCommand::Begin(new) => self.begin(*new, context),
            HandoverCommand::Accept { handover, by, read_back, sections } => {
                let by = person_name(by.as_deref().unwrap_or(context.author))?;
                let read_back = worded(read_back, "read-back")?;
                self.accept(handover, &by, read_back, &sections, context)
            }
            HandoverCommand::Cancel { handover, reason } => {
                self.waiting(&handover)?;
                let cancelled = HandoverCancelled { handover, reason: worded(reason, "reason")? };
                Ok(vec![now(Body::HandoverCancelled(cancelled), context)])
            }
        }
    }

    fn begin(&self, new: NewHandover, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
        if let Some(open) = self.open_handover() {
            let (handover, to) = (open.id.clone(), open.to.clone());
            return Err(HandoverRefusal::Waiting { handover, to }.into());
        }
        let to = person_name(&new.to)?;
        let from = person_name(self.lead().unwrap_or(context.author))?;
        if is_same(&to, &from) {
            return Err(HandoverRefusal::LeadsAlready(from).into());
        }
        let begun = HandoverBegun {
            handover: (self.handovers.len() + 1).to_string(),
            from,
            to,
            summary: worded(Some(new.summary), "summary")?.ok_or(Refusal::Empty("summary"))?,
            objectives: worded(new.objectives, "objectives")?,
            contingencies: contingencies(new.contingencies)?,
            briefing: new.briefing,
            head: new.head,
        };
        Ok(vec![now(Body::HandoverBegun(begun), context)])
    }

    fn accept(
        &self,
        id: HandoverId,
        by: &str,
        read_back: Option<String>,
        ticked: &[String],
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        let handover = self.waiting(&id)?;
        if !is_same(by, &handover.to) {
            let (to, by) = (handover.to.clone(), by.to_owned());
            return Err(HandoverRefusal::ForAnother { handover: id, to, by }.into());
        }
        let all = handover.briefing.iter().map(|section| &section.title);
        let sections: Vec<String> = all.filter(|title| ticked.contains(title)).cloned().collect();
        let missing = handover.briefing.len() - sections.len();
        if read_back.is_none() && (missing > 0 || sections.is_empty()) {
            let sections = handover.briefing.len();
            return Err(HandoverRefusal::NotReadBack { handover: id, missing, sections }.into());
        }
        let by = handover.to.clone();
        let accepted = HandoverAccepted { handover: id, by: by.clone(), read_back, sections };
        let mut drafts = vec![now(Body::HandoverAccepted(accepted), context)];
        if !self.lead().is_some_and(|lead| is_same(lead, &by)) {
            let role = UsualRole::Lead.word().to_owned();
            drafts.push(now(Body::RoleGiven(RoleGiven { role, person: by }), context));
        }
        Ok(drafts)
    }

    fn waiting(&self, id: &str) -> Result<&Handover, HandoverRefusal> {
        let handover = self.handover(id).ok_or_else(|| HandoverRefusal::Unknown(id.to_owned()))?;
        let how = match &handover.ended {
            None => return Ok(handover),
            Some(HandoverEnd::Accepted { .. }) => "accepted",
            Some(HandoverEnd::Cancelled { .. }) => "cancelled",
        };
        Err(HandoverRefusal::Ended { handover: id.to_owned(), how })
    }
}

/// What to do where something happens, without lines of which nothing is filled in.
fn contingencies(typed: Vec<Contingency>) -> Result<Vec<Contingency>, Refusal> {
    let typed = typed.into_iter().map(|one| (one.when.trim().to_owned(), one.then.trim().to_owned()));
    typed
        .filter(|(when, then)| !when.is_empty() || !then.is_empty())
        .map(|(when, then)| {
            if when.is_empty() || then.is_empty() {
                return Err(Refusal::Empty(if when.is_empty() {
                    "if of a contingency"
                } else {
                    "then of a contingency"
                }));
            }
            Ok(Contingency { when: within(when, "contingency")?, then: within(then, "contingency")? })
        })
        .collect()
}
