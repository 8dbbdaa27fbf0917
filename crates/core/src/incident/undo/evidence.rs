use serde::Serialize;

use super::{Command, Opposite, Subject};
use crate::event::CustodyAct;
use crate::incident::collecting::next_custody;
use crate::incident::{EvidenceCommand, Incident};

impl Incident {
    pub(super) fn evidence_opposite(&self, command: &EvidenceCommand) -> Option<Opposite> {
        let (label, subject, back) = match command {
            EvidenceCommand::Add(_) => {
                let evidence = self.next_evidence();
                let subject = Subject::Evidence(evidence.clone());
                let label = format!("{evidence} is no evidence");
                (label, subject, EvidenceCommand::Withdraw { evidence, reason: None })
            }
            EvidenceCommand::Change { evidence, .. } => {
                let facts = Box::new(self.evidence_item(evidence)?.facts.clone());
                let subject = Subject::Evidence(evidence.clone());
                let label = format!("{evidence} is said to be what it was");
                (label, subject, EvidenceCommand::Change { evidence: evidence.clone(), facts })
            }
            EvidenceCommand::Answer { evidence, .. } => {
                let answers = self.evidence_item(evidence)?.answers.clone();
                let subject = Subject::Evidence(evidence.clone());
                let label = match answers {
                    Some(_) => format!("{evidence} answers again what it did"),
                    None => format!("{evidence} answers nothing that a step asks for"),
                };
                (label, subject, EvidenceCommand::Answer { evidence: evidence.clone(), answers })
            }
            EvidenceCommand::Withdraw { evidence, .. } => {
                let subject = Subject::Evidence(evidence.clone());
                let label = format!("{evidence} is evidence again");
                (label, subject, EvidenceCommand::Restore { evidence: evidence.clone() })
            }
            EvidenceCommand::Restore { evidence } => {
                let subject = Subject::Evidence(evidence.clone());
                let label = format!("{evidence} is no evidence");
                (label, subject, EvidenceCommand::Withdraw { evidence: evidence.clone(), reason: None })
            }
            EvidenceCommand::Custody { evidence, act, .. } => {
                let custody = next_custody(self.evidence_item(evidence)?);
                let subject = Subject::Custody(evidence.clone(), custody);
                let back =
                    EvidenceCommand::WithdrawCustody { evidence: evidence.clone(), custody, reason: None };
                (format!("{evidence} was not {act}"), subject, back)
            }
            EvidenceCommand::WithdrawCustody { evidence, custody, .. } => {
                let act = self.custody_act(evidence, *custody)?;
                let subject = Subject::Custody(evidence.clone(), *custody);
                let back = EvidenceCommand::RestoreCustody { evidence: evidence.clone(), custody: *custody };
                (format!("{evidence} was {act} after all"), subject, back)
            }
            EvidenceCommand::RestoreCustody { evidence, custody } => {
                let act = self.custody_act(evidence, *custody)?;
                let subject = Subject::Custody(evidence.clone(), *custody);
                let back = EvidenceCommand::WithdrawCustody {
                    evidence: evidence.clone(),
                    custody: *custody,
                    reason: None,
                };
                (format!("{evidence} was not {act}"), subject, back)
            }
            // What was found stays: hashing again says how it is now.
            EvidenceCommand::Verify { .. } => return None,
        };
        Some(Opposite { label, subject, commands: vec![Command::Evidence(back)] })
    }

    fn custody_act(&self, evidence: &str, number: u32) -> Option<CustodyAct> {
        let known = self.evidence_item(evidence)?.custody.iter().find(|known| known.number == number);
        known.map(|known| known.act)
    }

    /// What of an item can be taken back.
    pub(super) fn evidence_standing(&self, evidence: &str) -> impl Serialize {
        let known = self.evidence_item(evidence);
        known.map(|known| (known.facts.clone(), known.answers.clone(), known.withdrawn.is_some()))
    }

    /// What of an entry of custody can be taken back.
    pub(super) fn custody_standing(&self, evidence: &str, number: u32) -> impl Serialize {
        let custody = self.evidence_item(evidence).into_iter().flat_map(|item| &item.custody);
        let mut found = custody.filter(|known| known.number == number);
        found.next().map(|known| known.withdrawn)
    }
}
