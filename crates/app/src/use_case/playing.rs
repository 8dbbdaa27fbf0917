use chrono::{DateTime, Utc};
use firebreak_core::incident::{Command, Incident, PlayCommand, SetAt};

use super::runs::step_of;
use crate::api::{Changed, PaperRow, RankRun, ReconstructSteps, WatchStep};
use crate::{App, Error};

impl App {
    /// `run.rank`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such run.
    pub fn rank_run(&self, request: RankRun) -> Result<Changed, Error> {
        self.change(&request.incident, |_, _, _| {
            let place = request.place.saturating_sub(1);
            Ok(Command::Play(PlayCommand::Rank { run: request.run, place }))
        })
    }

    /// `step.watch`.
    ///
    /// # Errors
    ///
    /// Says that the step is no watch, or is settled.
    pub fn watch_step(&self, request: WatchStep) -> Result<Changed, Error> {
        let me = self.author()?;
        self.change(&request.incident, |_, incident, now| {
            let (run, step) = step_of(incident, request.run.as_deref(), &request.step)?;
            let when = Some(self.when(request.at.as_deref(), now)?);
            let by = (!request.stop).then(|| request.by.filter(|by| !by.trim().is_empty()).unwrap_or(me));
            Ok(Command::Play(PlayCommand::Watch { run, step, by, when }))
        })
    }

    /// `steps.reconstruct`.
    ///
    /// # Errors
    ///
    /// Says which row cannot be recorded, and why; nothing is recorded then.
    pub fn reconstruct_steps(&self, request: ReconstructSteps) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |_, incident, now| {
            let mut steps = Vec::with_capacity(request.rows.len());
            let mut run = request.run;
            for row in request.rows {
                let (of, step) = step_of(incident, run.as_deref(), &row.step)?;
                steps.push(self.set_at(incident, step, row, now)?);
                run = Some(of);
            }
            let run = run.ok_or(firebreak_core::incident::Refusal::Empty("list of steps"))?;
            Ok(Command::Play(PlayCommand::SetSteps { run, steps }))
        })
    }

    fn set_at(
        &self,
        incident: &Incident,
        step: String,
        row: PaperRow,
        now: DateTime<Utc>,
    ) -> Result<SetAt, Error> {
        let when = self.when(Some(&row.at), now);
        let when = when.map_err(|why| of_row(incident, &row.step, why))?;
        Ok(SetAt {
            step,
            state: row.state,
            reason: row.reason,
            value: row.value,
            until: None,
            when: Some(when),
            reconstructed: true,
        })
    }
}

/// Why a time cannot be read, with the step it was written beside.
fn of_row(incident: &Incident, step: &str, why: Error) -> Error {
    Error::OfRow { incident: incident.code.clone(), step: step.to_owned(), why: Box::new(why) }
}
