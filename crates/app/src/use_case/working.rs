use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use firebreak_core::event::{EvidenceId, Finding, Found, Hash};
use firebreak_core::incident::{Command, EvidenceCommand, NewEvidence};
use firebreak_core::words::and;

use super::evidence::handed_out;
use crate::api::OneIncident;
use crate::jobs::{Ended, Task, What};
use crate::locker::{EvidenceError, Hashed, Work, copy_out, hash_in_place};
use crate::{App, Error};

impl App {
    /// Lends the calling thread to evidence that waits to be hashed, copied or verified: does the next job, or waits so
    /// long for one. Whether there was one.
    pub fn work_on_evidence(&self, wait: Duration) -> bool {
        let Some((id, task, work)) = self.jobs.take(wait) else { return false };
        self.jobs.end(id, self.done(&task, &work));
        true
    }

    fn done(&self, task: &Task, work: &Work) -> Result<Ended, Error> {
        let incident = task.incident.as_str();
        match &task.what {
            What::Add { source, new, draft } => {
                self.add_hashed(incident, source, new, draft.as_deref(), work)
            }
            What::Verify { items } => self.verify_files(incident, items, work),
            What::Export { evidence, source, sha256, to, recipient, note } => {
                copy_out(source, to, *sha256, work)?;
                let note = match note {
                    Some(note) => format!("{note}, as {}", to.display()),
                    None => format!("as {}", to.display()),
                };
                let recorded = self.author().and_then(|author| {
                    let command = handed_out(evidence, &author, recipient.clone(), Some(note));
                    self.change(incident, |_, _, _| Ok(command))
                });
                // A copy that custody says nothing of is not left behind.
                if let Err(Error::Refused(_)) = &recorded {
                    let _ = std::fs::remove_file(to);
                }
                recorded?;
                let said = format!("A copy of {evidence} lies at {}, with the same hash.", to.display());
                Ok(Ended { evidence: Some(evidence.clone()), said: Some(said), ..Ended::default() })
            }
        }
    }

    fn add_hashed(
        &self,
        incident: &str,
        source: &Path,
        new: &NewEvidence,
        draft: Option<&str>,
        work: &Work,
    ) -> Result<Ended, Error> {
        self.locker.sweep();
        let Hashed { sha256, size } = match new.kept {
            firebreak_core::event::Kept::Copied => self.locker.copy_in(source, self.clock.new_id(), work)?,
            firebreak_core::event::Kept::Referenced => hash_in_place(source, work)?,
        };
        let new = NewEvidence { sha256, size, ..new.clone() };
        let mut name = String::new();
        let changed = self.change_typed(incident, draft, |_, incident, _| {
            name = incident.next_evidence();
            Ok(Command::Evidence(EvidenceCommand::Add(Box::new(new))))
        });
        changed?;
        let said = format!("{name} is recorded, SHA-256 {sha256}.");
        Ok(Ended { evidence: Some(name), said: Some(said), ..Ended::default() })
    }

    fn verify_files(
        &self,
        incident: &str,
        items: &[(EvidenceId, PathBuf, Hash)],
        work: &Work,
    ) -> Result<Ended, Error> {
        // The same bytes are kept once, and hashed once.
        let mut hashed: BTreeMap<&Path, Result<Hash, EvidenceError>> = BTreeMap::new();
        let mut all = Vec::new();
        for (evidence, path, should) in items {
            let now = match hashed.get(path.as_path()) {
                Some(now) => now.clone(),
                None => hash_in_place(path, work).map(|hashed| hashed.sha256),
            };
            if now == Err(EvidenceError::Stopped) {
                return Err(EvidenceError::Stopped.into());
            }
            all.push(found(evidence, &now, *should));
            hashed.insert(path, now);
        }
        let doubts: Vec<String> = all
            .iter()
            .filter(|found| found.finding != Finding::Intact)
            .map(|found| format!("{} is {}", found.evidence, found.finding))
            .collect();
        let doubts: Vec<&str> = doubts.iter().map(String::as_str).collect();
        let result = if doubts.is_empty() {
            match all.len() {
                1 => "It is what was collected".to_owned(),
                several => format!("All {several} items are what was collected"),
            }
        } else {
            and(&doubts)
        };
        let evidence = items.first().filter(|_| items.len() == 1).map(|(evidence, ..)| evidence.clone());
        let is_open = {
            let shown = self.show_incident(OneIncident { incident: incident.to_owned() })?;
            shown.resolution.is_none()
        };
        let warns = !doubts.is_empty();
        let said = if is_open {
            let command = EvidenceCommand::Verify { found: all };
            self.change(incident, |_, _, _| Ok(Command::Evidence(command)))?;
            format!("{result}.")
        } else {
            format!("{result}. The incident is closed, so nothing was recorded.")
        };
        Ok(Ended { evidence, said: Some(said), warns, error: None })
    }
}

fn found(evidence: &EvidenceId, now: &Result<Hash, EvidenceError>, should: Hash) -> Found {
    let (finding, sha256, why) = match now {
        Ok(hash) if *hash == should => (Finding::Intact, None, None),
        Ok(hash) => (Finding::Changed, Some(*hash), None),
        Err(EvidenceError::Gone { .. }) => (Finding::Missing, None, None),
        Err(EvidenceError::Written { .. }) => {
            (Finding::Unreadable, None, Some("it was written to meanwhile".to_owned()))
        }
        Err(EvidenceError::Read { why, .. }) => (Finding::Unreadable, None, Some(why.clone())),
        Err(EvidenceError::NotAFile { .. }) => (Finding::Missing, None, Some("it is no file".to_owned())),
        Err(
            other @ (EvidenceError::Full { .. }
            | EvidenceError::Write { .. }
            | EvidenceError::Exists { .. }
            | EvidenceError::NotTheSame { .. }
            | EvidenceError::NotShown { .. }
            | EvidenceError::NotAPath { .. }
            | EvidenceError::ClockOffset { .. }
            | EvidenceError::Pasted { .. }
            | EvidenceError::Stopped),
        ) => (Finding::Unreadable, None, Some(other.to_string())),
    };
    Found { evidence: evidence.clone(), finding, sha256, why }
}
