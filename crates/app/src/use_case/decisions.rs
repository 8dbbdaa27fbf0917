use firebreak_core::event::DecisionFacts;
use firebreak_core::incident::{Command, DecisionCommand};

use super::indicators::link;
use super::runs::step_of;
use crate::api::{
    Changed, ComposeDecision, ComposedDecision, DecisionView, OneIncident, RecordDecision, RestoreDecision,
    WithdrawDecision,
};
use crate::view::decision_view;
use crate::{App, Error};

impl App {
    /// `decision.list`.
    ///
    /// # Errors
    ///
    /// Says that there is no such incident.
    pub fn list_decisions(&self, request: OneIncident) -> Result<Vec<DecisionView>, Error> {
        self.with_incident(&request.incident, |incident| {
            Ok(incident.decisions.iter().map(|known| decision_view(incident, known)).collect())
        })
    }

    /// `decision.compose`.
    ///
    /// # Errors
    ///
    /// Says that there is no such step.
    pub fn compose_decision(&self, request: ComposeDecision) -> Result<ComposedDecision, Error> {
        self.with_incident(&request.incident, |incident| {
            let (run, step) = step_of(incident, request.run.as_deref(), &request.step)?;
            let run = incident.run(&run).ok_or_else(|| Error::not_found("run", run.clone()))?;
            let (_, _, found) = run.step(&step).ok_or_else(|| Error::not_found("step", step.clone()))?;
            let choices = found.decide.iter().flat_map(|decide| &decide.choices);
            let options: Vec<String> = choices
                .map(|choice| {
                    let leads = choice.target.as_deref().and_then(|target| run.step(target));
                    let leads = leads.map_or_else(String::new, |(number, _, step)| {
                        format!(" → {number} {}", step.title.value)
                    });
                    format!("{}{leads}", choice.condition.as_deref().unwrap_or("otherwise"))
                })
                .collect();
            let chosen = run.steps.get(&step).and_then(|record| record.choice);
            let chosen = chosen.and_then(|choice| usize::try_from(choice).ok());
            let about = |link: &firebreak_core::event::StepLink| link.run == run.id && link.step == step;
            let earlier =
                incident.decisions_in_force().find(|known| known.facts.step.as_ref().is_some_and(about));
            Ok(ComposedDecision {
                question: found.title.value.clone(),
                choice: chosen.and_then(|at| options.get(at)).cloned(),
                options,
                supersedes: earlier.map(|known| known.id.clone()),
            })
        })
    }

    /// `decision.record`.
    ///
    /// # Errors
    ///
    /// Says what is missing, or that there is no such step or decision.
    pub fn record_decision(&self, request: RecordDecision) -> Result<Changed, Error> {
        let author = self.author()?;
        self.change_typed(&request.incident, request.draft.as_deref(), |_, incident, now| {
            let when = self.when_known(request.at.as_deref(), request.precision.as_deref(), now)?;
            let step = request.step.as_deref().map(|step| link(incident, request.run.as_deref(), step));
            let decided_by = request.decided_by.filter(|name| !name.trim().is_empty());
            let facts = DecisionFacts {
                question: request.question,
                options: request.options,
                choice: request.choice,
                rationale: request.rationale,
                decided_by: decided_by.unwrap_or(author),
                reversible: request.reversible,
                step: step.transpose()?,
                supersedes: request.supersedes,
            };
            Ok(Command::Decision(DecisionCommand::Record { facts: Box::new(facts), when: Some(when) }))
        })
    }

    /// `decision.withdraw`.
    ///
    /// # Errors
    ///
    /// Says that no such decision stands.
    pub fn withdraw_decision(&self, request: WithdrawDecision) -> Result<Changed, Error> {
        let WithdrawDecision { incident, decision, reason } = request;
        self.change(&incident, |_, _, _| {
            Ok(Command::Decision(DecisionCommand::Withdraw { decision, reason }))
        })
    }

    /// `decision.restore`.
    ///
    /// # Errors
    ///
    /// Says that there is no such decision, or that another took its place.
    pub fn restore_decision(&self, request: RestoreDecision) -> Result<Changed, Error> {
        let RestoreDecision { incident, decision } = request;
        self.change(&incident, |_, _, _| Ok(Command::Decision(DecisionCommand::Restore { decision })))
    }
}
