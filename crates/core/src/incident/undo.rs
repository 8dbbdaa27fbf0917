//! Taking an act back: the commands that record its opposite.
//!
//! Nothing is removed from the record. An act is taken back by acts of its own, which can be taken back like any other:
//! doing an act again is taking back that it was taken back.

mod deadline;
mod evidence;
mod request;
mod update;

use deadline::deadline_standing;
use request::request_standing;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use update::update_standing;

use super::{Command, Incident, Refusal, Run};
use crate::event::{
    DeadlineId, DecisionId, EntryRef, EvidenceId, Hash, IncidentChanged, IndicatorId, RequestId, RunId,
    UpdateId,
};
use crate::vocabulary::{Milestone, StepState};

/// What takes an act back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opposite {
    /// What holds once it is recorded, for example `step 3 is open again`.
    pub label: String,
    /// What the act is about.
    pub subject: Subject,
    /// The commands, in order.
    pub commands: Vec<Command>,
}

/// An act that can be taken back, and how it left its subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// What takes it back.
    pub back: Opposite,
    /// How the subject stood right after it; see [`Incident::standing`].
    pub left: Hash,
}

/// What an act is about. An act can be taken back as long as its subject stands as the act left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// What the incident is said to be.
    Incident,
    /// The matrix profile.
    Profile,
    /// When a milestone happened.
    Milestone(Milestone),
    /// A variable of a run.
    Variable(RunId, String),
    /// The state of a step.
    Step(RunId, String),
    /// One task of a step.
    Task(RunId, String, u32),
    /// The decision of a step.
    Decision(RunId, String),
    /// The order of the runs.
    Queue,
    /// Who watches a step.
    Watch(RunId, String),
    /// The states of many steps of a run.
    Steps(RunId, Vec<String>),
    /// A provider request.
    Request(RequestId),
    /// A deadline.
    Deadline(DeadlineId),
    /// An update.
    Update(UpdateId),
    /// A resource.
    Resource(String),
    /// Who holds a role.
    Role(String),
    /// A note.
    Note(EntryRef),
    /// An item of evidence.
    Evidence(EvidenceId),
    /// One entry of the custody of an item, by its number.
    Custody(EvidenceId, u32),
    /// Indicators.
    Indicators(Vec<IndicatorId>),
    /// A decision that was recorded with its reasons.
    Ruling(DecisionId),
}

impl Opposite {
    /// The opposite of an act of two parts: `self` takes back the later part, and comes before what takes back the
    /// earlier one, whose words count.
    #[must_use]
    pub fn before(mut self, earlier: Option<Self>) -> Self {
        if let Some(earlier) = earlier {
            self.commands.extend(earlier.commands);
            self.label = earlier.label;
        }
        self
    }
}

impl Act {
    /// The act whose opposite is known, as it left the incident.
    #[must_use]
    pub fn new(back: Opposite, after: &Incident) -> Self {
        let left = after.standing(&back.subject);
        Self { back, left }
    }

    /// Refuses to take the act back where its subject was changed since: that would take back more than the act.
    ///
    /// # Errors
    ///
    /// Says what would be lost.
    pub fn check(&self, incident: &Incident) -> Result<(), Refusal> {
        if incident.standing(&self.back.subject) == self.left {
            Ok(())
        } else {
            Err(Refusal::ChangedSince { would: self.back.label.clone() })
        }
    }
}

impl Incident {
    /// What takes a command back, seen from before it is done; `None` where an act stays: opening, closing, starting
    /// and handing over have acts of their own that end them, and a note gets its number when it is recorded; see
    /// [`Opposite::of_note`].
    #[must_use]
    pub fn opposite(&self, command: &Command) -> Option<Opposite> {
        let one = |label: String, subject: Subject, command: Command| {
            Some(Opposite { label, subject, commands: vec![command] })
        };
        match command {
            Command::Change(change) => one(
                format!("{} as before", changed_words(change)?),
                Subject::Incident,
                Command::Change(self.as_it_is(change)),
            ),
            Command::SetVariable { run, name, .. } => {
                let value = self.run(run)?.variables.get(name).cloned();
                let says = value.as_deref().map_or("not filled in", first_line);
                one(
                    format!("{name} is {says} again"),
                    Subject::Variable(run.clone(), name.clone()),
                    Command::SetVariable { run: run.clone(), name: name.clone(), value },
                )
            }
            Command::SetStep { run, step, .. } => {
                let (number, ..) = self.run(run)?.step(step)?;
                let back = self.step_as_it_is(run, step)?;
                let state = self.run(run)?.state(step).label().to_lowercase();
                one(format!("step {number} is {state} again"), Subject::Step(run.clone(), step.clone()), back)
            }
            Command::SetTask { run, step, task, ticked } => {
                let (number, ..) = self.run(run)?.step(step)?;
                let is = if *ticked { "open" } else { "ticked" };
                one(
                    format!("a task of step {number} is {is} again"),
                    Subject::Task(run.clone(), step.clone(), *task),
                    Command::SetTask { run: run.clone(), step: step.clone(), task: *task, ticked: !ticked },
                )
            }
            Command::ChooseBranch { run, step, .. } => {
                let (number, ..) = self.run(run)?.step(step)?;
                let choice = self.run(run)?.steps.get(step).and_then(|record| record.choice);
                let label = match choice {
                    Some(choice) => format!("step {number} goes on at branch {} again", choice + 1),
                    None => format!("step {number} is not decided"),
                };
                one(
                    label,
                    Subject::Decision(run.clone(), step.clone()),
                    Command::ChooseBranch { run: run.clone(), step: step.clone(), choice, reason: None },
                )
            }
            Command::SetMilestone { milestone, .. } => {
                // What was said before counts again as soon as the later assertion is taken back.
                let name = milestone.label().to_lowercase();
                let is = if self.milestone(*milestone).is_some() { "what it was" } else { "not set" };
                one(
                    format!("{name} is {is}"),
                    Subject::Milestone(*milestone),
                    Command::WithdrawMilestone { milestone: *milestone, reason: None },
                )
            }
            Command::WithdrawMilestone { milestone, .. } => {
                let said = self.milestone(*milestone)?;
                one(
                    format!("{} is what it was", milestone.label().to_lowercase()),
                    Subject::Milestone(*milestone),
                    Command::SetMilestone {
                        milestone: *milestone,
                        when: said.stamp.when.clone(),
                        note: said.note.clone(),
                    },
                )
            }
            Command::Play(command) => self.play_opposite(command),
            Command::Request(command) => self.request_opposite(command),
            Command::Deadline(command) => self.deadline_opposite(command),
            Command::Update(command) => self.update_opposite(command),
            Command::Evidence(command) => self.evidence_opposite(command),
            Command::Indicators(command) => self.indicator_opposite(command),
            Command::Decision(command) => self.decision_opposite(command),
            Command::AddResource(facts) => {
                let resource = (self.resources.len() + 1).to_string();
                one(
                    format!("{} is not affected", facts.name.trim()),
                    Subject::Resource(resource.clone()),
                    Command::WithdrawResource { resource, reason: None },
                )
            }
            Command::ChangeResource { resource, .. } => {
                let facts = self.resource(resource)?.facts.clone();
                one(
                    format!("{} is what it was", facts.name),
                    Subject::Resource(resource.clone()),
                    Command::ChangeResource { resource: resource.clone(), facts },
                )
            }
            Command::WithdrawResource { resource, .. } => one(
                format!("{} is affected again", self.resource(resource)?.facts.name),
                Subject::Resource(resource.clone()),
                Command::RestoreResource { resource: resource.clone() },
            ),
            Command::RestoreResource { resource } => one(
                format!("{} is not affected", self.resource(resource)?.facts.name),
                Subject::Resource(resource.clone()),
                Command::WithdrawResource { resource: resource.clone(), reason: None },
            ),
            Command::ChangeProfile { profile, .. } => one(
                format!("{} says again who acts", self.profile.name),
                Subject::Profile,
                Command::ChangeProfile {
                    profile: Box::new(self.profile.clone()),
                    reason: format!("{} taken back", profile.name),
                },
            ),
            Command::Role(command) => self.role_opposite(command),
            Command::Close { .. }
            | Command::Handover(_)
            | Command::Reopen { .. }
            | Command::StartRun { .. }
            | Command::MoveRun { .. }
            | Command::AddNote { .. }
            | Command::CorrectNote { .. } => None,
            Command::Note(command) => Some(Self::note_opposite(command)),
        }
    }

    /// How a subject stands, as one hash: equal hashes, equal standing. Who said so and when it was recorded is left
    /// out, as that differs between doing an act and doing it again.
    #[must_use]
    pub fn standing(&self, subject: &Subject) -> Hash {
        let text = match subject {
            Subject::Incident => written(&(
                &self.title,
                &self.incident_type,
                self.severity,
                &self.service_models,
                &self.providers,
                self.targets,
            )),
            Subject::Profile => written(&self.profile),
            Subject::Milestone(milestone) => {
                let said = self.milestone(*milestone);
                written(&said.map(|said| (&said.stamp.when, &said.note)))
            }
            Subject::Variable(run, name) => written(&self.run(run).and_then(|run| run.variables.get(name))),
            Subject::Step(run, step) => written(&self.step_standing(run, step)),
            Subject::Steps(run, steps) => {
                written(&steps.iter().map(|step| self.step_standing(run, step)).collect::<Vec<_>>())
            }
            Subject::Watch(run, step) => {
                let record = self.run(run).and_then(|run| run.steps.get(step));
                written(&record.and_then(|record| record.watch.as_ref()).map(|watch| &watch.by))
            }
            Subject::Queue => written(&self.queue),
            Subject::Task(run, step, task) => {
                // Of which text the task is counts too: in a newer one its number may be that of another.
                let run = self.run(run);
                let is_ticked =
                    |run: &Run| run.steps.get(step).is_some_and(|known| known.ticked.contains(task));
                written(&run.map(|run| (run.pinned.sha256, is_ticked(run))))
            }
            Subject::Decision(run, step) => {
                let choice = |run: &Run| run.steps.get(step).and_then(|known| known.choice);
                written(&self.run(run).map(|run| (run.pinned.sha256, choice(run))))
            }
            Subject::Request(request) => written(&self.request(request).map(request_standing)),
            Subject::Deadline(deadline) => written(&self.deadline(deadline).map(deadline_standing)),
            Subject::Update(update) => written(&self.update(update).map(update_standing)),
            Subject::Resource(resource) => {
                let resource = self.resource(resource);
                written(&resource.map(|known| (&known.facts, known.withdrawn.is_some())))
            }
            Subject::Role(role) => written(&self.role_standing(role)),
            Subject::Note(note) => written(&self.withdrawal(*note).is_some()),
            Subject::Evidence(evidence) => written(&self.evidence_standing(evidence)),
            Subject::Custody(evidence, number) => written(&self.custody_standing(evidence, *number)),
            Subject::Indicators(ids) => {
                let known = ids.iter().map(|id| self.indicator(id));
                let standing = known.map(|known| known.map(|known| (&known.said, known.withdrawn.is_some())));
                written(&standing.collect::<Vec<_>>())
            }
            Subject::Ruling(id) => {
                written(&self.decision(id).map(|known| (&known.facts, known.withdrawn.is_some())))
            }
        };
        Hash(Sha256::digest(text).into())
    }

    fn step_standing(&self, run: &str, step: &str) -> Option<impl Serialize> {
        let record = self.run(run)?.steps.get(step).filter(|record| record.state != StepState::Open)?;
        Some((record.state, &record.reason, &record.value, &record.until))
    }

    /// The same fields as a change has, as they are.
    fn as_it_is(&self, change: &IncidentChanged) -> IncidentChanged {
        IncidentChanged {
            title: change.title.as_ref().map(|_| self.title.clone()),
            incident_type: change.incident_type.as_ref().map(|_| self.incident_type.clone()),
            severity: change.severity.map(|_| self.severity),
            service_models: change.service_models.as_ref().map(|_| self.service_models.clone()),
            providers: change.providers.as_ref().map(|_| self.providers.clone()),
            targets: change.severity.map(|_| self.targets),
        }
    }

    /// The command that sets a step to what it is.
    fn step_as_it_is(&self, run: &str, step: &str) -> Option<Command> {
        let record = self.run(run)?.steps.get(step).cloned().unwrap_or_default();
        Some(Command::SetStep {
            run: run.to_owned(),
            step: step.to_owned(),
            state: record.state,
            reason: record.reason,
            value: record.value,
            until: record.until,
            when: record.changed.filter(|_| record.state != StepState::Open).map(|stamp| stamp.when),
        })
    }
}

/// Whether a mark of something is said, in words.
fn marked_words(what: &str, mark: &str, is_said: bool) -> String {
    let not = if is_said { "" } else { "not " };
    format!("{what} is {not}{}", mark.to_lowercase())
}

/// What of an incident is changed, in words; none where nothing is.
fn changed_words(change: &IncidentChanged) -> Option<String> {
    let named = [
        (change.title.is_some(), "title"),
        (change.incident_type.is_some(), "type"),
        (change.severity.is_some(), "severity"),
        (change.service_models.is_some(), "service models"),
        (change.providers.is_some(), "providers"),
    ];
    let words: Vec<&str> = named.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// A value as JSON: text and numbers, which JSON can always say.
fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests;
