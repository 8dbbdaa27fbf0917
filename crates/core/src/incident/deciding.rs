//! What a command does to the decisions of an incident.

use serde::{Deserialize, Serialize};

use super::decide::{at, line, not_in_the_future, now, optional_line, worded};
use super::{Command, Context, Decision, Incident, Opposite, Refusal, Subject};
use crate::event::{
    Body, DecisionFacts, DecisionId, DecisionRecorded, DecisionRestored, DecisionWithdrawn, Draft,
};
use crate::when::When;

/// The longest question, option or name, in characters.
const LONGEST_LINE: usize = 1000;
/// How many options may be named.
const MOST_OPTIONS: usize = 50;

/// What can be done with decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionCommand {
    /// Records one.
    Record {
        /// What was decided; the choice is put among the options where it is not.
        facts: Box<DecisionFacts>,
        /// When; the time of recording where it is missing.
        when: Option<When>,
    },
    /// Says that one was never taken.
    Withdraw {
        /// Which.
        decision: DecisionId,
        /// Why.
        reason: Option<String>,
    },
    /// Says that one that was withdrawn was taken after all.
    Restore {
        /// Which.
        decision: DecisionId,
    },
}

/// Why a command about a decision is refused. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecisionRefusal {
    /// There is no such decision, or it was withdrawn.
    #[error("No decision {0} of this incident stands. Nothing was recorded")]
    Unknown(DecisionId),
    /// It was superseded already.
    #[error("Decision {decision} was superseded by decision {by} already. Nothing was recorded")]
    Superseded {
        /// The decision.
        decision: DecisionId,
        /// What took its place.
        by: DecisionId,
    },
}

impl Incident {
    pub(super) fn decide_decision(
        &self,
        command: DecisionCommand,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        match command {
            DecisionCommand::Record { facts, when } => {
                let facts = self.decided(*facts)?;
                let when = when.unwrap_or_else(|| When::exact(context.now));
                not_in_the_future(&when, context)?;
                let recorded = DecisionRecorded { decision: (self.decisions.len() + 1).to_string(), facts };
                Ok(vec![at(when, Body::DecisionRecorded(recorded), context)])
            }
            DecisionCommand::Withdraw { decision, reason } => {
                self.standing_decision(&decision)?;
                let withdrawn = DecisionWithdrawn { decision, reason: worded(reason, "reason")? };
                Ok(vec![now(Body::DecisionWithdrawn(withdrawn), context)])
            }
            DecisionCommand::Restore { decision } => {
                let known =
                    self.decision(&decision).ok_or_else(|| DecisionRefusal::Unknown(decision.clone()))?;
                if known.withdrawn.is_none() {
                    return Ok(Vec::new());
                }
                if let Some(earlier) = &known.facts.supersedes {
                    self.not_superseded(earlier)?;
                }
                Ok(vec![now(Body::DecisionRestored(DecisionRestored { decision }), context)])
            }
        }
    }

    /// What takes a command back, seen from before it is done.
    pub(super) fn decision_opposite(&self, command: &DecisionCommand) -> Option<Opposite> {
        let (label, decision, back) = match command {
            DecisionCommand::Record { .. } => {
                let decision = (self.decisions.len() + 1).to_string();
                let back = DecisionCommand::Withdraw { decision: decision.clone(), reason: None };
                (format!("decision {decision} was not taken"), decision, back)
            }
            DecisionCommand::Withdraw { decision, .. } => {
                self.decision(decision)?;
                let back = DecisionCommand::Restore { decision: decision.clone() };
                (format!("decision {decision} stands again"), decision.clone(), back)
            }
            DecisionCommand::Restore { decision } => {
                self.decision(decision)?;
                let back = DecisionCommand::Withdraw { decision: decision.clone(), reason: None };
                (format!("decision {decision} was not taken"), decision.clone(), back)
            }
        };
        Some(Opposite { label, subject: Subject::Ruling(decision), commands: vec![Command::Decision(back)] })
    }

    fn decided(&self, facts: DecisionFacts) -> Result<DecisionFacts, Refusal> {
        let choice = line(&facts.choice, "choice", LONGEST_LINE)?;
        let mut options: Vec<String> = Vec::new();
        for option in facts.options {
            if let Some(option) = optional_line(Some(option), "option", LONGEST_LINE)?
                && !options.contains(&option)
            {
                options.push(option);
            }
        }
        if !options.contains(&choice) {
            options.push(choice.clone());
        }
        if options.len() > MOST_OPTIONS {
            let (length, most) = (options.len(), MOST_OPTIONS);
            return Err(Refusal::TooLong { what: "list", length, unit: "options", most });
        }
        if let Some(link) = &facts.step {
            self.find_step(&link.run, &link.step)?;
        }
        if let Some(earlier) = &facts.supersedes {
            self.standing_decision(earlier)?;
            self.not_superseded(earlier)?;
        }
        Ok(DecisionFacts {
            question: line(&facts.question, "question", LONGEST_LINE)?,
            options,
            choice,
            rationale: worded(facts.rationale, "rationale")?,
            decided_by: line(&facts.decided_by, "name of who decided", LONGEST_LINE)?,
            reversible: facts.reversible,
            step: facts.step,
            supersedes: facts.supersedes,
        })
    }

    fn standing_decision(&self, id: &str) -> Result<&Decision, DecisionRefusal> {
        let known = self.decision(id).filter(|known| known.withdrawn.is_none());
        known.ok_or_else(|| DecisionRefusal::Unknown(id.to_owned()))
    }

    fn not_superseded(&self, id: &str) -> Result<(), DecisionRefusal> {
        match self.superseding(id) {
            Some(by) => Err(DecisionRefusal::Superseded { decision: id.to_owned(), by: by.id.clone() }),
            None => Ok(()),
        }
    }
}
