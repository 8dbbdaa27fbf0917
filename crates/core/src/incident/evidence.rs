use super::{Incident, Run, Stamp, Withdrawal};
use crate::event::{
    Answers, CustodyAct, CustodyRecorded, EvidenceAdded, EvidenceAnswered, EvidenceChanged, EvidenceFacts,
    EvidenceId, EvidenceWithdrawn, Finding, Found, Hash, Kept,
};
use crate::playbook::Step;
use crate::vocabulary::StepState;

/// An item of evidence, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its name, unique in the incident.
    pub id: EvidenceId,
    /// What it is said to be.
    pub facts: EvidenceFacts,
    /// SHA-256 over its bytes, when it was collected.
    pub sha256: Hash,
    /// How many bytes it had then.
    pub size: u64,
    /// How it is kept.
    pub kept: Kept,
    /// The name of the file.
    pub file: String,
    /// Where the file lay.
    pub path: Option<String>,
    /// What it answers.
    pub answers: Option<Answers>,
    /// Who added it and when.
    pub added: Stamp,
    /// Who changed what it is said to be or what it answers, if anybody did.
    pub changed: Option<Stamp>,
    /// Who withdrew it and why, if it is no evidence.
    pub withdrawn: Option<Withdrawal>,
    /// What was done with it, in the order it was recorded, withdrawn entries too.
    pub custody: Vec<Custody>,
    /// What was found when it was last hashed again.
    pub verified: Option<(Found, Stamp)>,
}

/// One entry of the custody of an item; the time is that of the stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Custody {
    /// The number among those of the item, from 1.
    pub number: u32,
    /// What was done.
    pub act: CustodyAct,
    /// Who did it.
    pub by: String,
    /// Who got it.
    pub to: Option<String>,
    /// Why, where, under which number.
    pub note: Option<String>,
    /// Who recorded it, and when it happened.
    pub stamp: Stamp,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// One item under `Collect` of a step that counts.
#[derive(Debug, Clone)]
pub struct ToCollect<'a> {
    /// The run.
    pub run: &'a Run,
    /// The number of the step.
    pub number: u32,
    /// The step.
    pub step: &'a Step,
    /// The state of the step.
    pub state: StepState,
    /// The index of the item in the step.
    pub index: usize,
    /// The Markdown of the item.
    pub text: &'a str,
    /// The evidence that answers it, in the order it was added.
    pub answered: Vec<&'a Evidence>,
}

impl Evidence {
    pub(super) fn new(added: EvidenceAdded, stamp: Stamp) -> Self {
        Self {
            id: added.evidence,
            facts: added.facts,
            sha256: added.sha256,
            size: added.size,
            kept: added.kept,
            file: added.file,
            path: added.path,
            answers: added.answers,
            added: stamp,
            changed: None,
            withdrawn: None,
            custody: Vec::new(),
            verified: None,
        }
    }

    /// The entries of custody that count, in the order they were recorded.
    pub fn held(&self) -> impl Iterator<Item = &Custody> {
        self.custody.iter().filter(|custody| !custody.withdrawn)
    }

    /// Who has it: whom it was handed or released to last, else who collected it.
    #[must_use]
    pub fn holder(&self) -> &str {
        let handed = self.held().filter(|custody| match custody.act {
            CustodyAct::Transferred | CustodyAct::Released => custody.to.is_some(),
            CustodyAct::Viewed | CustodyAct::Exported | CustodyAct::Destroyed => false,
        });
        let last = handed.max_by_key(|custody| (custody.stamp.when.latest, custody.number));
        last.and_then(|custody| custody.to.as_deref()).unwrap_or(&self.facts.collected_by)
    }

    /// How it ended, if it did: it was released or destroyed.
    #[must_use]
    pub fn end(&self) -> Option<&Custody> {
        self.held().find(|custody| custody.act.is_end())
    }

    /// Whether nothing is here to be hashed again: it was destroyed, or it lay elsewhere and was released.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.held().any(|custody| match custody.act {
            CustodyAct::Destroyed => true,
            CustodyAct::Released => self.kept == Kept::Referenced,
            CustodyAct::Transferred | CustodyAct::Viewed | CustodyAct::Exported => false,
        })
    }

    /// Whether it was not what was collected when it was last hashed again.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        !self.is_gone()
            && self.verified.as_ref().is_some_and(|(found, _)| match found.finding {
                Finding::Intact => false,
                Finding::Changed | Finding::Missing | Finding::Unreadable => true,
            })
    }

    /// Whether it answers an item of a step, which is named by its Markdown.
    #[must_use]
    pub fn answers_item(&self, run: &str, step: &str, item: &str) -> bool {
        self.answers.as_ref().is_some_and(|answers| {
            answers.run == run && answers.step == step && answers.item.as_deref() == Some(item)
        })
    }
}

impl Custody {
    fn new(recorded: CustodyRecorded, stamp: Stamp) -> Self {
        Self {
            number: recorded.custody,
            act: recorded.act,
            by: recorded.by,
            to: recorded.to,
            note: recorded.note,
            stamp,
            withdrawn: false,
        }
    }
}

impl Incident {
    /// The item of evidence with a name, withdrawn or not.
    #[must_use]
    pub fn evidence_item(&self, id: &str) -> Option<&Evidence> {
        self.evidence.iter().find(|item| item.id == id)
    }

    /// The items that count as evidence, in the order they were added.
    pub fn standing_evidence(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(|item| item.withdrawn.is_none())
    }

    /// Every item under `Collect` of the steps on the branches taken that are to be worked or were worked, in order, with
    /// the evidence that answers it.
    #[must_use]
    pub fn to_collect(&self) -> Vec<ToCollect<'_>> {
        let mut found = Vec::new();
        for run in &self.runs {
            for ((number, (_, step, record)), off) in (1_u32..).zip(run.steps()).zip(run.off_branch()) {
                let counts = match record.state {
                    StepState::NotApplicable | StepState::Overridden => false,
                    StepState::Open
                    | StepState::Done
                    | StepState::Verified
                    | StepState::Deferred
                    | StepState::Blocked => !off,
                };
                if !counts {
                    continue;
                }
                found.extend(step.collect.iter().enumerate().map(|(index, item)| {
                    ToCollect {
                        run,
                        number,
                        step,
                        state: record.state,
                        index,
                        text: &item.text,
                        answered: self
                            .standing_evidence()
                            .filter(|one| one.answers_item(&run.id, &step.id, &item.text))
                            .collect(),
                    }
                }));
            }
        }
        found
    }

    pub(super) fn change_evidence(&mut self, changed: EvidenceChanged, stamp: Stamp) {
        if let Some(item) = self.evidence_mut(&changed.evidence) {
            item.facts = changed.facts;
            item.changed = Some(stamp);
        }
    }

    pub(super) fn set_answers(&mut self, answered: EvidenceAnswered, stamp: Stamp) {
        if let Some(item) = self.evidence_mut(&answered.evidence) {
            item.answers = answered.answers;
            item.changed = Some(stamp);
        }
    }

    pub(super) fn withdraw_evidence(&mut self, withdrawn: EvidenceWithdrawn, stamp: Stamp) {
        if let Some(item) = self.evidence_mut(&withdrawn.evidence) {
            item.withdrawn = Some(Withdrawal { stamp, reason: withdrawn.reason });
        }
    }

    pub(super) fn restore_evidence(&mut self, evidence: &str) {
        if let Some(item) = self.evidence_mut(evidence) {
            item.withdrawn = None;
        }
    }

    pub(super) fn record_custody(&mut self, recorded: CustodyRecorded, stamp: Stamp) {
        if let Some(item) = self.evidence_mut(&recorded.evidence) {
            item.custody.push(Custody::new(recorded, stamp));
        }
    }

    pub(super) fn set_custody_withdrawn(&mut self, evidence: &str, number: u32, withdrawn: bool) {
        let custody = self.evidence_mut(evidence).map(|item| item.custody.iter_mut());
        for custody in custody.into_iter().flatten().filter(|custody| custody.number == number) {
            custody.withdrawn = withdrawn;
        }
    }

    pub(super) fn keep_found(&mut self, found: Vec<Found>, stamp: &Stamp) {
        for found in found {
            if let Some(item) = self.evidence_mut(&found.evidence) {
                item.verified = Some((found, stamp.clone()));
            }
        }
    }

    fn evidence_mut(&mut self, id: &str) -> Option<&mut Evidence> {
        self.evidence.iter_mut().find(|item| item.id == id)
    }
}

#[cfg(test)]
pub(super) mod tests;
