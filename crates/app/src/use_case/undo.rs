use firebreak_core::incident::{Context, Subject};
use firebreak_store::Side;

use crate::api::{OneIncident, StepPlace, TakenBack};
use crate::{App, Error};

impl App {
    /// `act.undo`.
    ///
    /// # Errors
    ///
    /// Says that nothing was done on this machine that can be taken back, or that it was changed since.
    pub fn undo(&self, request: OneIncident) -> Result<TakenBack, Error> {
        self.take_back(&request.incident, Side::Done)
    }

    /// `act.redo`.
    ///
    /// # Errors
    ///
    /// Says that nothing was taken back that can be done again, or that it was changed since.
    pub fn redo(&self, request: OneIncident) -> Result<TakenBack, Error> {
        self.take_back(&request.incident, Side::Undone)
    }

    fn take_back(&self, incident: &str, side: Side) -> Result<TakenBack, Error> {
        let author = self.author()?;
        let now = self.clock.now();
        self.with_record(|opened| {
            let listed = opened.find(incident)?;
            let context = Context { now, author: &author };
            let (recorded, back) = opened.take_back(&listed, context, &self.library.reference, side)?;
            let changed = self.changed(opened, recorded, now)?;
            Ok(TakenBack { changed, said: back.label, step: step_of(back.subject) })
        })
    }
}

fn step_of(subject: Subject) -> Option<StepPlace> {
    match subject {
        Subject::Step(run, step)
        | Subject::Task(run, step, _)
        | Subject::Decision(run, step)
        | Subject::Watch(run, step) => Some(StepPlace { run, step }),
        Subject::Incident
        | Subject::Profile
        | Subject::Milestone(_)
        | Subject::Variable(..)
        | Subject::Queue
        | Subject::Steps(..)
        | Subject::Request(_)
        | Subject::Resource(_)
        | Subject::Role(_)
        | Subject::Deadline(_)
        | Subject::Update(_)
        | Subject::Evidence(_)
        | Subject::Custody(..)
        | Subject::Indicators(_)
        | Subject::Note(_)
        | Subject::Ruling(_) => None,
    }
}
