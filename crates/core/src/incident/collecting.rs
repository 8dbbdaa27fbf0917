//! What a command does to the evidence of an incident.

use serde::{Deserialize, Serialize};

use super::decide::{at, not_in_the_future, now, optional_line, title, worded};
use super::{Context, Custody, Evidence, Incident, Refusal};
use crate::event::{
    Answers, Body, CustodyAct, CustodyRecorded, CustodyRestored, CustodyWithdrawn, Draft, EvidenceAdded,
    EvidenceAnswered, EvidenceChanged, EvidenceFacts, EvidenceId, EvidenceRestored, EvidenceVerified,
    EvidenceWithdrawn, Found, Hash, Kept,
};
use crate::when::When;

/// The longest of the facts in one line, in characters: paths and resource ids among them.
const LONGEST_FACT: usize = 4096;

/// What can be done with evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceCommand {
    /// Adds an item whose bytes are hashed and, where they are copied, on the disk.
    Add(Box<NewEvidence>),
    /// Says what an item is from now on.
    Change {
        /// Which.
        evidence: EvidenceId,
        /// What it is.
        facts: Box<EvidenceFacts>,
    },
    /// Says what of a step an item answers from now on.
    Answer {
        /// Which.
        evidence: EvidenceId,
        /// What it answers; none where it answers nothing that a step asks for.
        answers: Option<Answers>,
    },
    /// Says that an item is no evidence of this incident.
    Withdraw {
        /// Which.
        evidence: EvidenceId,
        /// Why.
        reason: Option<String>,
    },
    /// Says that an item that was withdrawn is evidence after all.
    Restore {
        /// Which.
        evidence: EvidenceId,
    },
    /// Records what was done with an item.
    Custody {
        /// Which.
        evidence: EvidenceId,
        /// What was done.
        act: CustodyAct,
        /// Who did it; of a transfer, who handed it over.
        by: String,
        /// Who got it.
        to: Option<String>,
        /// Why, where, under which number.
        note: Option<String>,
        /// When; the time of recording where it is missing.
        when: Option<When>,
    },
    /// Says that what was recorded of custody did not happen.
    WithdrawCustody {
        /// Which item.
        evidence: EvidenceId,
        /// Which entry, by its number.
        custody: u32,
        /// Why.
        reason: Option<String>,
    },
    /// Says that what was recorded of custody and withdrawn happened after all.
    RestoreCustody {
        /// Which item.
        evidence: EvidenceId,
        /// Which entry, by its number.
        custody: u32,
    },
    /// Records what was found when items were hashed again.
    Verify {
        /// What was found of each.
        found: Vec<Found>,
    },
}

/// What is needed to add an item of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEvidence {
    /// What it is said to be.
    pub facts: EvidenceFacts,
    /// SHA-256 over its bytes.
    pub sha256: Hash,
    /// How many bytes it has.
    pub size: u64,
    /// How it is kept.
    pub kept: Kept,
    /// The name of the file.
    pub file: String,
    /// Where the file lay.
    pub path: Option<String>,
    /// What it answers.
    pub answers: Option<Answers>,
}

/// Why a command about evidence is refused. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceRefusal {
    /// There is no such item, or it was withdrawn.
    #[error("There is no evidence {0} in this incident. Nothing was recorded")]
    Unknown(EvidenceId),
    /// The step has no such item to collect.
    #[error("Step \"{step}\" asks for no such item. Nothing was recorded")]
    NotAsked {
        /// The step.
        step: String,
    },
    /// Something that stays where it is has no place.
    #[error("Evidence that is referenced in place needs the place. Nothing was recorded")]
    NoPlace,
    /// A transfer is to somebody, and nobody is named.
    #[error("A transfer needs two names: who handed {0} over, and who got it. Nothing was recorded")]
    NoRecipient(EvidenceId),
    /// Who hands it over is who gets it.
    #[error("{name} cannot hand {evidence} over to themselves. Nothing was recorded")]
    SameHands {
        /// The item.
        evidence: EvidenceId,
        /// The name.
        name: String,
    },
    /// It would have happened before the item was collected.
    #[error(
        "{evidence} was collected at {collected}, so it cannot have been {act} at {time}. Nothing was recorded"
    )]
    BeforeCollected {
        /// The item.
        evidence: EvidenceId,
        /// What was done.
        act: CustodyAct,
        /// When, as said.
        time: String,
        /// When it was collected.
        collected: String,
    },
    /// The item was released or destroyed, and nothing is done with it any more.
    #[error("{evidence} was {end} at {ended}, so it cannot have been {act} at {time}. Nothing was recorded")]
    Ended {
        /// The item.
        evidence: EvidenceId,
        /// What was done.
        act: CustodyAct,
        /// When, as said.
        time: String,
        /// How it ended.
        end: CustodyAct,
        /// When it ended.
        ended: String,
    },
    /// The item would have ended before something that was done with it.
    #[error(
        "{evidence} was {later} at {followed}, so it cannot have been {end} before that, at {time}. Nothing was recorded"
    )]
    Followed {
        /// The item.
        evidence: EvidenceId,
        /// How it would have ended.
        end: CustodyAct,
        /// When, as said.
        time: String,
        /// What was done with it later.
        later: CustodyAct,
        /// When that was.
        followed: String,
    },
    /// There is no such entry of custody.
    #[error("{evidence} has no entry {custody} of custody that counts. Nothing was recorded")]
    UnknownCustody {
        /// The item.
        evidence: EvidenceId,
        /// The number.
        custody: u32,
    },
}

impl Incident {
    pub(super) fn decide_evidence(
        &self,
        command: EvidenceCommand,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        match command {
            EvidenceCommand::Add(new) => self.add_evidence(*new, context),
            EvidenceCommand::Change { evidence, facts } => {
                let known = self.counting(&evidence)?;
                let facts = checked(*facts, context)?;
                if known.facts == facts {
                    return Ok(Vec::new());
                }
                for held in known.held() {
                    after_collected(&evidence, held.act, &held.stamp.when, &facts.collected)?;
                }
                Ok(vec![now(Body::EvidenceChanged(EvidenceChanged { evidence, facts }), context)])
            }
            EvidenceCommand::Answer { evidence, answers } => {
                let known = self.counting(&evidence)?;
                if known.answers == answers {
                    return Ok(Vec::new());
                }
                self.is_asked(answers.as_ref())?;
                Ok(vec![now(Body::EvidenceAnswered(EvidenceAnswered { evidence, answers }), context)])
            }
            EvidenceCommand::Withdraw { evidence, reason } => {
                self.counting(&evidence)?;
                let reason = worded(reason, "reason")?;
                Ok(vec![now(Body::EvidenceWithdrawn(EvidenceWithdrawn { evidence, reason }), context)])
            }
            EvidenceCommand::Restore { evidence } => {
                let known = self.evidence_item(&evidence);
                let known = known.ok_or_else(|| EvidenceRefusal::Unknown(evidence.clone()))?;
                if known.withdrawn.is_none() {
                    return Ok(Vec::new());
                }
                Ok(vec![now(Body::EvidenceRestored(EvidenceRestored { evidence }), context)])
            }
            EvidenceCommand::Custody { evidence, act, by, to, note, when } => {
                let recorded = CustodyRecorded {
                    custody: 0,
                    act,
                    by: title(&by, "name of who did it")?,
                    to: fact(to, "name of who got it")?,
                    note: worded(note, "note")?,
                    evidence,
                };
                self.add_custody(recorded, when.unwrap_or_else(|| When::exact(context.now)), context)
            }
            EvidenceCommand::WithdrawCustody { evidence, custody, reason } => {
                let reason = worded(reason, "reason")?;
                if self.custody_entry(&evidence, custody)?.1.withdrawn {
                    return Err(EvidenceRefusal::UnknownCustody { evidence, custody }.into());
                }
                let withdrawn = CustodyWithdrawn { evidence, custody, reason };
                Ok(vec![now(Body::CustodyWithdrawn(withdrawn), context)])
            }
            EvidenceCommand::RestoreCustody { evidence, custody } => {
                let (item, entry) = self.custody_entry(&evidence, custody)?;
                if !entry.withdrawn {
                    return Ok(Vec::new());
                }
                fits(item, entry.act, &entry.stamp.when)?;
                Ok(vec![now(Body::CustodyRestored(CustodyRestored { evidence, custody }), context)])
            }
            EvidenceCommand::Verify { found } => {
                for found in &found {
                    self.counting(&found.evidence)?;
                }
                if found.is_empty() {
                    return Ok(Vec::new());
                }
                Ok(vec![now(Body::EvidenceVerified(EvidenceVerified { found }), context)])
            }
        }
    }

    fn add_evidence(&self, new: NewEvidence, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
        let facts = checked(new.facts, context)?;
        self.is_asked(new.answers.as_ref())?;
        if new.kept == Kept::Referenced && new.path.is_none() {
            return Err(EvidenceRefusal::NoPlace.into());
        }
        let added = EvidenceAdded {
            evidence: self.next_evidence(),
            sha256: new.sha256,
            size: new.size,
            kept: new.kept,
            file: new.file,
            path: new.path,
            answers: new.answers,
            facts,
        };
        Ok(vec![at(added.facts.collected.clone(), Body::EvidenceAdded(added), context)])
    }

    fn add_custody(
        &self,
        recorded: CustodyRecorded,
        when: When,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        let known = self.counting(&recorded.evidence)?;
        not_in_the_future(&when, context)?;
        let (evidence, act) = (recorded.evidence.clone(), recorded.act);
        match (&recorded.act, &recorded.to) {
            (CustodyAct::Transferred, None) => return Err(EvidenceRefusal::NoRecipient(evidence).into()),
            (CustodyAct::Transferred, Some(to)) if *to == recorded.by => {
                return Err(EvidenceRefusal::SameHands { evidence, name: to.clone() }.into());
            }
            (
                CustodyAct::Transferred
                | CustodyAct::Viewed
                | CustodyAct::Exported
                | CustodyAct::Released
                | CustodyAct::Destroyed,
                _,
            ) => {}
        }
        fits(known, act, &when)?;
        let custody = next_custody(known);
        Ok(vec![at(when, Body::CustodyRecorded(CustodyRecorded { custody, ..recorded }), context)])
    }

    /// The name that the next item gets.
    #[must_use]
    pub fn next_evidence(&self) -> EvidenceId {
        format!("E-{}", self.evidence.len() + 1)
    }

    /// The item with a name, as long as it counts as evidence.
    fn counting(&self, evidence: &str) -> Result<&Evidence, EvidenceRefusal> {
        let found = self.standing_evidence().find(|item| item.id == evidence);
        found.ok_or_else(|| EvidenceRefusal::Unknown(evidence.to_owned()))
    }

    /// Refuses what no step asks for.
    fn is_asked(&self, answers: Option<&Answers>) -> Result<(), Refusal> {
        let Some(answers) = answers else { return Ok(()) };
        let (_, step) = self.find_step(&answers.run, &answers.step)?;
        if let Some(item) = &answers.item
            && !step.collect.iter().any(|asked| asked.text == *item)
        {
            return Err(EvidenceRefusal::NotAsked { step: answers.step.clone() }.into());
        }
        Ok(())
    }

    /// An item that counts and the entry of its custody with a number, withdrawn or not.
    fn custody_entry(&self, evidence: &str, custody: u32) -> Result<(&Evidence, &Custody), EvidenceRefusal> {
        let known = self.counting(evidence)?;
        let found = known.custody.iter().find(|known| known.number == custody);
        let missing = || EvidenceRefusal::UnknownCustody { evidence: evidence.to_owned(), custody };
        Ok((known, found.ok_or_else(missing)?))
    }
}

/// Refuses what cannot have been done with an item at a time: before it was collected, after it ended, or an end before
/// what was done with it later. Where two times may be the same, either order is possible.
fn fits(item: &Evidence, act: CustodyAct, when: &When) -> Result<(), EvidenceRefusal> {
    after_collected(&item.id, act, when, &item.facts.collected)?;
    let is_after = |one: &When, other: &When| one.earliest > other.latest;
    for held in item.held() {
        let (evidence, time, known) = (item.id.clone(), when.to_iso(), &held.stamp.when);
        if held.act.is_end() && (act.is_end() || is_after(when, known)) {
            let (end, ended) = (held.act, known.to_iso());
            return Err(EvidenceRefusal::Ended { evidence, act, time, end, ended });
        }
        if act.is_end() && is_after(known, when) {
            let (later, followed) = (held.act, known.to_iso());
            return Err(EvidenceRefusal::Followed { evidence, end: act, time, later, followed });
        }
    }
    Ok(())
}

/// Refuses what would have been done with an item before it was collected.
fn after_collected(
    evidence: &str,
    act: CustodyAct,
    when: &When,
    collected: &When,
) -> Result<(), EvidenceRefusal> {
    if when.latest < collected.earliest {
        let (evidence, time, collected) = (evidence.to_owned(), when.to_iso(), collected.to_iso());
        return Err(EvidenceRefusal::BeforeCollected { evidence, act, time, collected });
    }
    Ok(())
}

/// The number that the next entry of custody of an item gets.
pub(super) fn next_custody(item: &Evidence) -> u32 {
    u32::try_from(item.custody.len() + 1).unwrap_or(u32::MAX)
}

/// What an item is said to be, each text in one line; one of nothing but white space is none.
fn checked(facts: EvidenceFacts, context: Context<'_>) -> Result<EvidenceFacts, Refusal> {
    not_in_the_future(&facts.collected, context)?;
    Ok(EvidenceFacts {
        name: title(&facts.name, "name of the evidence")?,
        collected: facts.collected,
        collected_by: title(&facts.collected_by, "name of who collected it")?,
        source: fact(facts.source, "source")?,
        clock_offset: facts.clock_offset,
        method: fact(facts.method, "method")?,
        tool: fact(facts.tool, "tool")?,
        tool_version: fact(facts.tool_version, "version of the tool")?,
        authority: fact(facts.authority, "authority")?,
        tlp: facts.tlp,
        retention: fact(facts.retention, "retention")?,
    })
}

fn fact(text: Option<String>, what: &'static str) -> Result<Option<String>, Refusal> {
    optional_line(text, what, LONGEST_FACT)
}
