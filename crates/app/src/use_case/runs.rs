use chrono::{DateTime, Utc};
use firebreak_core::event::{RunId, Until};
use firebreak_core::incident::{Command, Incident, Refusal};
use firebreak_core::vocabulary::Phase;
use firebreak_core::when::{TimeError, parse_ahead};

use crate::api::{Changed, ChooseBranch, RunText, SetStep, SetTask, SetVariable, ShowRunText};
use crate::opened::Along;
use crate::view::{Given, run_text};
use crate::{App, Error};

impl App {
    /// `run.text`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such run.
    pub fn show_run_text(&self, request: ShowRunText) -> Result<RunText, Error> {
        self.with_incident(&request.incident, |incident| {
            let run = incident.run(&request.run).ok_or_else(|| Error::not_found("run", request.run))?;
            let own_clocks = self.own_clocks(&run.pinned.playbook);
            let given = Given {
                source: &run.pinned.source,
                values: &run.variables,
                providers: &incident.affected_providers(),
                own_clocks: &own_clocks,
                text_version: incident.text_version,
            };
            Ok(run_text(&run.pinned.playbook, given, &self.library))
        })
    }

    /// The ids of the run and the step that are meant by the id or the number of a step, as every command takes it.
    ///
    /// # Errors
    ///
    /// Says that there is no such step, or that several runs have it.
    pub fn find_step(&self, incident: &str, run: Option<&str>, step: &str) -> Result<(RunId, String), Error> {
        self.with_incident(incident, |incident| step_of(incident, run, step))
    }

    /// `run.variable`.
    ///
    /// # Errors
    ///
    /// Says so where the playbook declares no such variable.
    pub fn set_variable(&self, request: SetVariable) -> Result<Changed, Error> {
        let SetVariable { incident, run, name, value } = request;
        self.change(&incident, |_, _, _| Ok(Command::SetVariable { run, name, value }))
    }

    /// `step.set`.
    ///
    /// # Errors
    ///
    /// Says what the state needs, that there is no such step, or what is wrong with a time.
    pub fn set_step(&self, request: SetStep) -> Result<Changed, Error> {
        let along = Along { draft: request.draft.as_deref(), place: request.run.clone().zip(request.next) };
        self.change_along(&request.incident, along, |_, incident, now| {
            let (run, step) = step_of(incident, request.run.as_deref(), &request.step)?;
            Ok(Command::SetStep {
                run,
                step,
                state: request.state,
                reason: request.reason,
                value: request.value,
                until: request.until.as_deref().map(|until| self.until(until, now)).transpose()?.flatten(),
                when: Some(self.when(request.at.as_deref(), now)?),
            })
        })
    }

    /// `task.set`.
    ///
    /// # Errors
    ///
    /// Says that there is no such task.
    pub fn set_task(&self, request: SetTask) -> Result<Changed, Error> {
        self.change(&request.incident, |_, incident, _| {
            let (run, step) = step_of(incident, request.run.as_deref(), &request.step)?;
            Ok(Command::SetTask { run, step, task: request.task, ticked: request.ticked })
        })
    }

    /// `branch.choose`.
    ///
    /// # Errors
    ///
    /// Says that there is no such choice.
    pub fn choose_branch(&self, request: ChooseBranch) -> Result<Changed, Error> {
        self.change(&request.incident, |_, incident, _| {
            let (run, step) = step_of(incident, request.run.as_deref(), &request.step)?;
            Ok(Command::ChooseBranch { run, step, choice: request.choice, reason: request.reason })
        })
    }

    /// Until when a step is deferred, as typed: a phase, a time that lies ahead, or else what it waits for.
    fn until(&self, typed: &str, now: DateTime<Utc>) -> Result<Option<Until>, Error> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let phase = Phase::ALL.iter().find(|phase| {
            phase.word().eq_ignore_ascii_case(typed) || phase.label().eq_ignore_ascii_case(typed)
        });
        if let Some(phase) = phase {
            return Ok(Some(Until::Phase(*phase)));
        }
        match parse_ahead(typed, now, self.zone()?) {
            Ok(when) => Ok(Some(Until::Time(when))),
            Err(TimeError::Form(_)) => Ok(Some(Until::Trigger(typed.to_owned()))),
            Err(
                error @ (TimeError::Impossible(_)
                | TimeError::Gap { .. }
                | TimeError::Fold { .. }
                | TimeError::Zone(_)
                | TimeError::Backwards(_)),
            ) => Err(error.into()),
        }
    }
}

/// The run and the id of a step that is named by its id or its number.
pub(super) fn step_of(incident: &Incident, run: Option<&str>, step: &str) -> Result<(RunId, String), Error> {
    let number: Option<u32> = step.parse().ok();
    let mut found =
        incident.runs.iter().filter(|known| run.is_none_or(|run| known.id == run)).filter_map(|known| {
            let by_number = || {
                (1_u32..)
                    .zip(known.pinned.playbook.steps())
                    .find(|(at, _)| Some(*at) == number)
                    .map(|(_, (_, step))| step)
            };
            let step = known.step(step).map(|(_, _, step)| step).or_else(by_number)?;
            Some((known.id.clone(), step.id.clone()))
        });
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (Some((first, _)), Some((second, _))) => Err(Error::Ambiguous {
            what: "run",
            name: step.to_owned(),
            found: format!("run {first}, run {second}"),
        }),
        (None, _) => match run {
            Some(run) if incident.run(run).is_none() => Err(Refusal::UnknownRun(run.to_owned()).into()),
            Some(_) | None => Err(Error::not_found("step", step)),
        },
    }
}
