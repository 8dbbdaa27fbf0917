//! The queue of runs, watches, and steps that were worked on paper.

use serde::{Deserialize, Serialize};

use super::decide::{at, not_in_the_future, now, one_line, worded};
use super::{Command, Context, Incident, Opposite, Refusal, Run, Stamp, StepRecord, Subject};
use crate::event::{Body, CallSite, Draft, RunId, RunRanked, StepSet, StepWatched, Until};
use crate::vocabulary::{Mode, StepState};
use crate::when::When;

/// Who watches what a step asks to watch, since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Who watches now.
    pub by: String,
    /// When watching began, and who said so.
    pub since: Stamp,
}

/// What can be done to the way playbooks are worked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlayCommand {
    /// Moves a run to another place in the queue.
    Rank {
        /// The run.
        run: RunId,
        /// Its place from 0.
        place: u32,
    },
    /// Says who watches what a step asks to watch.
    Watch {
        /// The run.
        run: RunId,
        /// The step's id.
        step: String,
        /// Who; none where it is not watched after all.
        by: Option<String>,
        /// Since when; the time of recording where it is missing.
        when: Option<When>,
    },
    /// Sets many steps of one run at once: all of them, or none.
    SetSteps {
        /// The run.
        run: RunId,
        /// The steps, in order.
        steps: Vec<SetAt>,
    },
}

/// What one of many steps is set to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetAt {
    /// The step's id.
    pub step: String,
    /// The new state.
    pub state: StepState,
    /// Why.
    pub reason: Option<String>,
    /// What was observed, or who released a hold.
    pub value: Option<String>,
    /// Until when it is deferred.
    pub until: Option<Until>,
    /// When it happened; the time of recording where it is missing.
    pub when: Option<When>,
    /// Whether it was worked elsewhere, on paper, and is typed in later.
    pub reconstructed: bool,
}

impl StepRecord {
    /// Whether somebody watches it, so that it is in good hands although it is open.
    #[must_use]
    pub fn is_watched(&self) -> bool {
        self.state == StepState::Open && self.watch.is_some()
    }

    /// Takes over a state that was set.
    pub(super) fn set(&mut self, set: StepSet, stamp: Stamp, reconstructed: bool) {
        self.done = match set.state {
            // A second look that is taken back leaves the first one as it was.
            StepState::Done if self.done.as_ref().is_some_and(|done| done.when == stamp.when) => {
                self.done.take()
            }
            StepState::Done => Some(stamp.clone()),
            StepState::Verified => self.done.take(),
            StepState::Open
            | StepState::Deferred
            | StepState::NotApplicable
            | StepState::Overridden
            | StepState::Blocked => None,
        };
        self.state = set.state;
        self.reason = set.reason;
        self.value = set.value;
        self.until = set.until;
        self.changed = Some(stamp);
        self.reconstructed = reconstructed;
    }
}

impl Incident {
    /// The runs in the order of the queue, the most urgent first.
    pub fn queued(&self) -> impl Iterator<Item = &Run> {
        self.queue.iter().filter_map(|id| self.run(id))
    }

    /// The place of a run in the queue, from 0.
    #[must_use]
    pub fn place_of(&self, run: &str) -> Option<u32> {
        u32::try_from(self.queue.iter().position(|id| id == run)?).ok()
    }

    /// Puts a run that begins into the queue: before the one that called it, else last.
    pub(super) fn enqueue(&mut self, run: RunId, from: Option<&CallSite>) {
        let caller = from.and_then(|from| self.queue.iter().position(|id| *id == from.run));
        self.queue.insert(caller.unwrap_or(self.queue.len()), run);
    }

    pub(super) fn rank(&mut self, ranked: RunRanked) {
        let before = self.queue.len();
        self.queue.retain(|id| *id != ranked.run);
        if self.queue.len() < before {
            let place = usize::try_from(ranked.place).unwrap_or(usize::MAX).min(self.queue.len());
            self.queue.insert(place, ranked.run);
        }
    }

    pub(super) fn watch(&mut self, watched: StepWatched, stamp: Stamp) {
        if let Some(step) = self.step_mut(&watched.run, &watched.step) {
            let since = step.watch.take().map_or(stamp, |watch| watch.since);
            step.watch = watched.by.map(|by| Watch { by, since });
        }
    }

    pub(super) fn decide_play(
        &self,
        command: PlayCommand,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        match command {
            PlayCommand::Rank { run, place } => {
                let has = self.place_of(&run).ok_or_else(|| Refusal::UnknownRun(run.clone()))?;
                let last = u32::try_from(self.queue.len()).unwrap_or(u32::MAX).saturating_sub(1);
                let place = place.min(last);
                if has == place {
                    return Ok(Vec::new());
                }
                Ok(vec![now(Body::RunRanked(RunRanked { run, place }), context)])
            }
            PlayCommand::Watch { run, step, by, when } => {
                let (known, known_step) = self.find_step(&run, &step)?;
                let by = worded(by, "name")?.map(|by| one_line(&by));
                let when = when.unwrap_or_else(|| When::exact(context.now));
                not_in_the_future(&when, context)?;
                let record = known.steps.get(&step);
                let watcher = record.and_then(|record| record.watch.as_ref()).map(|watch| &watch.by);
                if watcher == by.as_ref() {
                    return Ok(Vec::new());
                }
                let is_open = record.is_none_or(|record| record.state == StepState::Open);
                if known_step.mode() != Mode::Watch || !is_open {
                    return Err(Refusal::NothingToWatch(step));
                }
                Ok(vec![at(when, Body::StepWatched(StepWatched { run, step, by }), context)])
            }
            PlayCommand::SetSteps { run, steps } => {
                let mut drafts = Vec::with_capacity(steps.len());
                for each in steps {
                    let named = each.step.clone();
                    let draft = self.set_one(&run, each, context);
                    drafts.extend(draft.map_err(|why| self.of_step(&run, named, why))?);
                }
                Ok(drafts)
            }
        }
    }

    fn set_one(&self, run: &str, each: SetAt, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
        let set = StepSet {
            run: run.to_owned(),
            step: each.step,
            state: each.state,
            reason: worded(each.reason, "reason")?,
            value: worded(each.value, "value")?,
            until: each.until,
        };
        let when = each.when.unwrap_or_else(|| When::exact(context.now));
        let mut drafts = self.set_step(set, when, context)?;
        if each.reconstructed {
            for draft in &mut drafts {
                if let Body::StepSet(set) = &draft.body {
                    draft.body = Body::StepReconstructed(set.clone());
                }
            }
        }
        Ok(drafts)
    }

    /// The refusal with the step that it is about, by the number it has on paper.
    fn of_step(&self, run: &str, step: String, why: Refusal) -> Refusal {
        let number = self.run(run).and_then(|run| run.step(&step)).map(|(number, ..)| number.to_string());
        Refusal::OfStep { step: number.unwrap_or(step), why: Box::new(why) }
    }

    pub(super) fn play_opposite(&self, command: &PlayCommand) -> Option<Opposite> {
        let (label, subject, back) = match command {
            PlayCommand::Rank { run, .. } => {
                let place = self.place_of(run)?;
                let title = &self.run(run)?.pinned.playbook.meta.title;
                let back = PlayCommand::Rank { run: run.clone(), place };
                (format!("{title} is number {} of the playbooks again", place + 1), Subject::Queue, back)
            }
            PlayCommand::Watch { run, step, .. } => {
                let (number, ..) = self.run(run)?.step(step)?;
                let watch = self.run(run)?.steps.get(step).and_then(|record| record.watch.clone());
                let label = match &watch {
                    Some(watch) => format!("step {number} is watched by {} again", watch.by),
                    None => format!("step {number} is not watched"),
                };
                let (by, when) = watch.map(|watch| (watch.by, watch.since.when)).unzip();
                let back = PlayCommand::Watch { run: run.clone(), step: step.clone(), by, when };
                (label, Subject::Watch(run.clone(), step.clone()), back)
            }
            PlayCommand::SetSteps { run, steps } => {
                let known = self.run(run)?;
                let was = |each: &SetAt| {
                    let record = known.steps.get(&each.step).cloned().unwrap_or_default();
                    SetAt {
                        step: each.step.clone(),
                        state: record.state,
                        reason: record.reason,
                        value: record.value,
                        until: record.until,
                        when: record
                            .changed
                            .filter(|_| record.state != StepState::Open)
                            .map(|stamp| stamp.when),
                        reconstructed: record.reconstructed,
                    }
                };
                let label = match steps.len() {
                    1 => "a step is what it was".to_owned(),
                    many => format!("{many} steps are what they were"),
                };
                let back = PlayCommand::SetSteps { run: run.clone(), steps: steps.iter().map(was).collect() };
                let ids = steps.iter().map(|each| each.step.clone()).collect();
                (label, Subject::Steps(run.clone(), ids), back)
            }
        };
        Some(Opposite { label, subject, commands: vec![Command::Play(back)] })
    }
}

#[cfg(test)]
mod tests;
