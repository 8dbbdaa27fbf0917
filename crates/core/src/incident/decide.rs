//! What a command does to an incident: the events it becomes, or why it is refused.

use chrono::TimeDelta;

use super::{Command, Context, Incident, Opening, Refusal, Run, StepRecord};
use crate::event::{
    Body, BranchChosen, Draft, IncidentChanged, IncidentClosed, IncidentOpened, IncidentReopened,
    MilestoneSet, MilestoneWithdrawn, NoteAdded, ProfileChanged, ResourceAdded, ResourceChanged,
    ResourceFacts, ResourceRestored, ResourceWithdrawn, RunId, RunMoved, RunStarted, StepSet, TaskSet,
    VariableSet,
};
use crate::playbook::{Step, compare_versions};
use crate::vocabulary::{Milestone, Mode, StepState};
use crate::when::When;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 200;
/// The longest identifier of a resource, in characters: ARNs and resource ids of Azure have a thousand and more.
const LONGEST_IDENTIFIER: usize = 4096;
/// The longest text of a note, in bytes.
const LONGEST_TEXT: usize = 4 * 1024 * 1024;
/// How far ahead of this machine's clock a time may lie: clocks are wrong, and by more than minutes.
const AHEAD: TimeDelta = TimeDelta::days(1);

/// Decides what opening an incident becomes: the event that opens it, and when it was detected.
///
/// # Errors
///
/// Says what is missing or wrong.
pub fn open(opening: Opening, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
    has_author(context)?;
    let title = title(&opening.title, "title")?;
    if opening.service_models.is_empty() {
        return Err(Refusal::NoServiceModel);
    }
    not_in_the_future(&opening.detected, context)?;
    let opened = IncidentOpened {
        code: opening.code,
        title,
        class: opening.class,
        incident_type: opening.incident_type,
        severity: opening.severity,
        service_models: without_repeats(opening.service_models),
        providers: without_repeats(opening.providers),
        targets: opening.targets,
        profile: opening.profile,
    };
    let detected = MilestoneSet { milestone: Milestone::Detected, note: None, supersedes: None };
    Ok(vec![
        now(Body::IncidentOpened(opened), context),
        at(opening.detected, Body::MilestoneSet(detected), context),
    ])
}

impl Incident {
    /// Decides what a command becomes. An empty answer means that everything is already so.
    ///
    /// # Errors
    ///
    /// Says why the command is refused.
    pub fn decide(&self, command: Command, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
        has_author(context)?;
        match command {
            Command::Reopen { reason } => {
                if self.is_open() {
                    return Err(Refusal::AlreadyOpen(self.code.clone()));
                }
                let reason = worded(reason, "reason")?;
                Ok(vec![now(Body::IncidentReopened(IncidentReopened { reason }), context)])
            }
            Command::Change(_)
            | Command::Close { .. }
            | Command::StartRun { .. }
            | Command::MoveRun { .. }
            | Command::SetVariable { .. }
            | Command::SetStep { .. }
            | Command::SetTask { .. }
            | Command::ChooseBranch { .. }
            | Command::SetMilestone { .. }
            | Command::WithdrawMilestone { .. }
            | Command::Play(_)
            | Command::Request(_)
            | Command::Deadline(_)
            | Command::Update(_)
            | Command::Evidence(_)
            | Command::Indicators(_)
            | Command::Decision(_)
            | Command::AddResource(_)
            | Command::ChangeResource { .. }
            | Command::WithdrawResource { .. }
            | Command::RestoreResource { .. }
            | Command::ChangeProfile { .. }
            | Command::Role(_)
            | Command::Handover(_)
            | Command::AddNote { .. }
            | Command::CorrectNote { .. }
            | Command::Note(_)
                if !self.is_open() =>
            {
                Err(Refusal::Closed(self.code.clone()))
            }
            Command::Change(change) => self.change(change, context),
            Command::Close { resolution, summary } => {
                let summary = worded(summary, "summary")?;
                Ok(vec![now(Body::IncidentClosed(IncidentClosed { resolution, summary }), context)])
            }
            Command::StartRun { playbook, title, version, sha256, source, from } => {
                if let Some(run) = self.runs.iter().find(|run| run.pinned.playbook.meta.id == playbook) {
                    return Err(Refusal::AlreadyRunning { playbook, run: run.id.clone() });
                }
                if let Some(from) = &from {
                    self.find_step(&from.run, &from.step)?;
                }
                let run = (self.runs.len() + 1).to_string();
                let started = RunStarted { run, playbook, title, version, sha256, source, from };
                Ok(vec![now(Body::RunStarted(started), context)])
            }
            Command::MoveRun { run, version, sha256, source } => {
                self.move_run(RunMoved { run, version, sha256, source }, context)
            }
            Command::SetVariable { run, name, value } => self.set_variable(run, name, value, context),
            Command::SetStep { run, step, state, reason, value, until, when } => {
                let set = StepSet {
                    run,
                    step,
                    state,
                    reason: worded(reason, "reason")?,
                    value: worded(value, "value")?,
                    until,
                };
                self.set_step(set, when.unwrap_or_else(|| When::exact(context.now)), context)
            }
            Command::SetTask { run, step, task, ticked } => self.set_task(run, step, task, ticked, context),
            Command::ChooseBranch { run, step, choice, reason } => {
                self.choose_branch(run, step, choice, worded(reason, "reason")?, context)
            }
            Command::SetMilestone { milestone, when, note } => {
                self.set_milestone(milestone, when, worded(note, "note")?, context)
            }
            Command::WithdrawMilestone { milestone, reason } => {
                let valid = self.milestone(milestone).ok_or(Refusal::NotSet(milestone.label()))?;
                let reason = worded(reason, "reason")?;
                let withdrawn = MilestoneWithdrawn { milestone, withdraws: valid.stamp.entry, reason };
                Ok(vec![now(Body::MilestoneWithdrawn(withdrawn), context)])
            }
            Command::Play(command) => self.decide_play(command, context),
            Command::Request(command) => self.decide_request(command, context),
            Command::Deadline(command) => self.decide_deadline(command, context),
            Command::Update(command) => self.decide_update(command, context),
            Command::Evidence(command) => self.decide_evidence(command, context),
            Command::Indicators(command) => self.decide_indicators(command, context),
            Command::Decision(command) => self.decide_decision(command, context),
            Command::AddResource(facts) => self.add_resource(facts, context),
            Command::ChangeResource { resource, facts } => self.change_resource(resource, facts, context),
            Command::WithdrawResource { resource, reason } => {
                self.affected_resource(&resource)?;
                let reason = worded(reason, "reason")?;
                Ok(vec![now(Body::ResourceWithdrawn(ResourceWithdrawn { resource, reason }), context)])
            }
            Command::RestoreResource { resource } => self.restore_resource(resource, context),
            Command::ChangeProfile { profile, reason } => {
                let reason = worded(Some(reason), "reason")?.ok_or(Refusal::Empty("reason"))?;
                if *profile == self.profile {
                    return Ok(Vec::new());
                }
                let changed = ProfileChanged { profile: *profile, reason };
                Ok(vec![now(Body::ProfileChanged(changed), context)])
            }
            Command::Role(command) => self.decide_role(command, context),
            Command::Handover(command) => self.decide_handover(command, context),
            Command::AddNote { text, when, phase } => {
                let text = note_text(text)?;
                not_in_the_future(&when, context)?;
                Ok(vec![at(when, Body::NoteAdded(NoteAdded { text, phase }), context)])
            }
            Command::CorrectNote { note, text, when, reason } => {
                self.correct_note(&note, text, when, reason, context)
            }
            Command::Note(command) => self.decide_note(command, context),
        }
    }

    fn change(&self, change: IncidentChanged, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
        let severity = change.severity.filter(|new| *new != self.severity);
        let changed = IncidentChanged {
            title: change.title.map(|new| title(&new, "title")).transpose()?.filter(|new| *new != self.title),
            incident_type: change.incident_type.filter(|new| *new != self.incident_type),
            severity,
            service_models: change
                .service_models
                .map(without_repeats)
                .filter(|new| *new != self.service_models),
            providers: change.providers.map(without_repeats).filter(|new| *new != self.providers),
            targets: change.targets.filter(|new| severity.is_some() && *new != self.targets),
        };
        if changed.service_models.as_ref().is_some_and(Vec::is_empty) {
            return Err(Refusal::NoServiceModel);
        }
        Ok(if changed == IncidentChanged::default() {
            Vec::new()
        } else {
            vec![now(Body::IncidentChanged(changed), context)]
        })
    }

    fn move_run(&self, moved: RunMoved, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
        let run = self.run(&moved.run).ok_or_else(|| Refusal::UnknownRun(moved.run.clone()))?;
        if run.pinned.sha256 == moved.sha256 {
            return Ok(Vec::new());
        }
        let has = &run.pinned.playbook.meta.version;
        if compare_versions(&moved.version, has).is_le() {
            return Err(Refusal::NotNewer { run: moved.run, has: has.clone(), given: moved.version });
        }
        Ok(vec![now(Body::RunMoved(moved), context)])
    }

    fn add_resource(&self, facts: ResourceFacts, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
        let facts = resource_facts(facts)?;
        if let Some(listed) = self.affected_resources().find(|resource| resource.facts == facts) {
            return Err(Refusal::ResourceListed { name: facts.name, id: listed.id.clone() });
        }
        let resource = (self.resources.len() + 1).to_string();
        Ok(vec![now(Body::ResourceAdded(ResourceAdded { resource, facts }), context)])
    }

    fn change_resource(
        &self,
        resource: String,
        facts: ResourceFacts,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        let known = self.affected_resource(&resource)?;
        let facts = resource_facts(facts)?;
        if known.facts == facts {
            return Ok(Vec::new());
        }
        if let Some(listed) = self.affected_resources().find(|other| other.facts == facts) {
            return Err(Refusal::ResourceListed { name: facts.name, id: listed.id.clone() });
        }
        Ok(vec![now(Body::ResourceChanged(ResourceChanged { resource, facts }), context)])
    }

    fn restore_resource(&self, resource: String, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
        let known = self.resource(&resource).ok_or_else(|| Refusal::UnknownResource(resource.clone()))?;
        if known.withdrawn.is_none() {
            return Ok(Vec::new());
        }
        if let Some(listed) = self.affected_resources().find(|other| other.facts == known.facts) {
            return Err(Refusal::ResourceListed { name: known.facts.name.clone(), id: listed.id.clone() });
        }
        Ok(vec![now(Body::ResourceRestored(ResourceRestored { resource }), context)])
    }

    fn set_variable(
        &self,
        run: RunId,
        name: String,
        value: Option<String>,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        let known = self.run(&run).ok_or_else(|| Refusal::UnknownRun(run.clone()))?;
        if !known.pinned.playbook.meta.variables.contains_key(&name) {
            return Err(Refusal::UnknownVariable(name));
        }
        let value = worded(value, "value")?;
        if known.variables.get(&name) == value.as_ref() {
            return Ok(Vec::new());
        }
        Ok(vec![now(Body::VariableSet(VariableSet { run, name, value }), context)])
    }

    pub(super) fn set_step(
        &self,
        set: StepSet,
        when: When,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        let (run, step) = self.find_step(&set.run, &set.step)?;
        not_in_the_future(&when, context)?;
        if set.state.needs_reason() && set.reason.is_none() {
            return Err(Refusal::NeedsReason { state: set.state });
        }
        if set.value.is_none() {
            needs_value(step, set.state)?;
        }
        let record = run.steps.get(&set.step).cloned().unwrap_or_default();
        let same = StepRecord {
            state: set.state,
            reason: set.reason.clone(),
            value: set.value.clone(),
            until: set.until.clone(),
            ..record.clone()
        };
        let same_time = record
            .changed
            .as_ref()
            .is_none_or(|stamp| when == When::exact(context.now) || stamp.when == when);
        if record == same && same_time {
            return Ok(Vec::new());
        }
        Ok(vec![at(when, Body::StepSet(set), context)])
    }

    fn set_task(
        &self,
        run: RunId,
        step: String,
        task: u32,
        ticked: bool,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        let (known, known_step) = self.find_step(&run, &step)?;
        let tasks = known_step.all_tasks().count();
        if usize::try_from(task).map_or(true, |task| task >= tasks) {
            return Err(Refusal::UnknownTask { step, task, tasks });
        }
        let is_ticked = known.steps.get(&step).is_some_and(|record| record.ticked.contains(&task));
        if is_ticked == ticked {
            return Ok(Vec::new());
        }
        Ok(vec![now(Body::TaskSet(TaskSet { run, step, task, ticked }), context)])
    }

    fn choose_branch(
        &self,
        run: RunId,
        step: String,
        choice: Option<u32>,
        reason: Option<String>,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        let (known, known_step) = self.find_step(&run, &step)?;
        let choices = known_step.decide.as_ref().map_or(0, |decide| decide.choices.len());
        if let Some(choice) = choice
            && usize::try_from(choice).map_or(true, |choice| choice >= choices)
        {
            return Err(Refusal::UnknownChoice { step, choice, choices });
        }
        if known.steps.get(&step).and_then(|record| record.choice) == choice {
            return Ok(Vec::new());
        }
        Ok(vec![now(Body::BranchChosen(BranchChosen { run, step, choice, reason }), context)])
    }

    fn set_milestone(
        &self,
        milestone: Milestone,
        when: When,
        note: Option<String>,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        not_in_the_future(&when, context)?;
        let valid = self.milestone(milestone);
        if valid.is_some_and(|valid| valid.stamp.when == when && valid.note == note) {
            return Ok(Vec::new());
        }
        let supersedes = valid.map(|valid| valid.stamp.entry);
        Ok(vec![at(when, Body::MilestoneSet(MilestoneSet { milestone, note, supersedes }), context)])
    }

    pub(super) fn find_step(&self, run: &str, step: &str) -> Result<(&Run, &Step), Refusal> {
        let run = self.run(run).ok_or_else(|| Refusal::UnknownRun(run.to_owned()))?;
        let (_, _, found) = run.step(step).ok_or_else(|| Refusal::UnknownStep(step.to_owned()))?;
        Ok((run, found))
    }
}

fn needs_value(step: &Step, state: StepState) -> Result<(), Refusal> {
    match (state, step.mode()) {
        (StepState::Verified, _) => Err(Refusal::NeedsValue { what: "A verified step" }),
        (StepState::Done, Mode::Watch) => Err(Refusal::NeedsValue { what: "The end of a watch" }),
        (StepState::Done, Mode::Confirm) => Err(Refusal::NeedsValue { what: "This step is a check: it" }),
        (StepState::Done, Mode::Hold) => {
            let role = step.facts.role.as_ref();
            let role = role.map_or_else(String::new, |role| format!(", in the role {}", role.value));
            Err(Refusal::NeedsRelease { role })
        }
        (StepState::Done, Mode::Do | Mode::Memory)
        | (
            StepState::Open
            | StepState::Deferred
            | StepState::NotApplicable
            | StepState::Overridden
            | StepState::Blocked,
            _,
        ) => Ok(()),
    }
}

pub(super) fn now(body: Body, context: Context<'_>) -> Draft {
    at(When::exact(context.now), body, context)
}

pub(super) fn at(when: When, body: Body, context: Context<'_>) -> Draft {
    Draft { when, recorded_at: context.now, author: one_line(context.author), body }
}

fn has_author(context: Context<'_>) -> Result<(), Refusal> {
    if one_line(context.author).is_empty() { Err(Refusal::NoAuthor) } else { Ok(()) }
}

pub(super) fn not_in_the_future(when: &When, context: Context<'_>) -> Result<(), Refusal> {
    if when.earliest > context.now + AHEAD {
        return Err(Refusal::Future {
            time: crate::when::iso(when.earliest),
            now: crate::when::iso(crate::when::whole_millis(context.now)),
        });
    }
    Ok(())
}

/// The text in one line: white space and control characters, line breaks among them, become single spaces.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A text that stands as one line: a title, a subject.
pub(super) fn title(text: &str, what: &'static str) -> Result<String, Refusal> {
    line(text, what, LONGEST_TITLE)
}

/// The name of a person, a channel or a ticket, in one line, where there is one.
pub(super) fn named(text: Option<String>, what: &'static str) -> Result<Option<String>, Refusal> {
    optional_line(text, what, LONGEST_TITLE)
}

/// A text in one line that may be left out: one of nothing but white space is none.
pub(super) fn optional_line(
    text: Option<String>,
    what: &'static str,
    most: usize,
) -> Result<Option<String>, Refusal> {
    text.filter(|text| !one_line(text).is_empty()).map(|text| line(&text, what, most)).transpose()
}

/// A text that must not be empty, in one line.
pub(super) fn line(text: &str, what: &'static str, most: usize) -> Result<String, Refusal> {
    let line = one_line(text);
    match line.chars().count() {
        0 => Err(Refusal::Empty(what)),
        length if length > most => Err(Refusal::TooLong { what, length, unit: "characters", most }),
        _ => Ok(line),
    }
}

/// What a resource is said to be, each text in one line; one of nothing but white space is none.
fn resource_facts(facts: ResourceFacts) -> Result<ResourceFacts, Refusal> {
    let optional = |text, what| optional_line(text, what, LONGEST_IDENTIFIER);
    let facts = ResourceFacts {
        name: line(&facts.name, "name of the resource", LONGEST_TITLE)?,
        service_model: facts.service_model,
        provider: optional(facts.provider, "provider")?,
        offering: optional(facts.offering, "offering")?,
        identifier: optional(facts.identifier, "identifier")?,
    };
    if facts.offering.is_some() && facts.provider.is_none() {
        return Err(Refusal::OfferingOfNobody);
    }
    Ok(facts)
}

pub(super) fn note_text(text: String) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Empty("note"));
    }
    within(text, "note")
}

/// A text that may be left out: one of nothing but white space is none.
pub(super) fn worded(text: Option<String>, what: &'static str) -> Result<Option<String>, Refusal> {
    text.filter(|text| !text.trim().is_empty()).map(|text| within(text.trim().to_owned(), what)).transpose()
}

pub(super) fn within(text: String, what: &'static str) -> Result<String, Refusal> {
    if text.len() > LONGEST_TEXT {
        return Err(Refusal::TooLong { what, length: text.len(), unit: "bytes", most: LONGEST_TEXT });
    }
    Ok(text)
}

fn without_repeats<T: PartialEq>(values: Vec<T>) -> Vec<T> {
    let mut seen = Vec::with_capacity(values.len());
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen
}
