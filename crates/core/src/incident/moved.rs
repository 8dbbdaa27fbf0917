//! Moving a run to a newer text of its playbook: what was recorded stays by step id.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Pinned, Run, StepRecord};
use crate::event::RunMoved;
use crate::playbook::{Comparison, Reference, Step, compare};
use crate::vocabulary::Phase;

/// What of the records of steps fits a newer text.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// The records by step id, those of steps that are no longer there among them.
    pub steps: BTreeMap<String, StepRecord>,
    /// How many ticks were of tasks that are no longer there.
    pub ticks: usize,
    /// How many answers were of choices that are no longer there.
    pub answers: usize,
}

/// A step that is no longer in the text of a run, and of which something was recorded.
#[derive(Debug)]
pub struct LeftStep<'a> {
    /// The last text that had it.
    pub pinned: &'a Arc<Pinned>,
    /// The phase it stood in.
    pub phase: Phase,
    /// The step.
    pub step: &'a Step,
    /// What was recorded of it.
    pub record: &'a StepRecord,
}

impl Run {
    /// What was recorded, as it fits a newer text: a task is the same by its words and its provider, a choice by its
    /// condition and where it leads. A state stays whatever else changed; what does not fit is not shown as if it did.
    pub(super) fn carried(&self, newer: &Pinned) -> Carried {
        let mut carried = Carried::default();
        for (id, record) in &self.steps {
            let old = self.last_seen(id).map(|(_, _, step)| step);
            let new = newer.playbook.steps().map(|(_, step)| step).find(|step| step.id == *id);
            let mut record = record.clone();
            if let (Some(old), Some(new)) = (old, new) {
                let ticked = same_tasks(&record.ticked, old, new);
                carried.ticks += record.ticked.len() - ticked.len();
                record.ticked = ticked;
                let choice = record.choice.and_then(|choice| same_choice(choice, old, new));
                carried.answers += usize::from(choice.is_none() && record.choice.is_some());
                record.choice = choice;
            }
            carried.steps.insert(id.clone(), record);
        }
        carried
    }

    pub(super) fn move_to(&mut self, newer: Arc<Pinned>) {
        self.steps = self.carried(&newer).steps;
        self.earlier.push(std::mem::replace(&mut self.pinned, newer));
    }

    /// Steps of which something was recorded and that are no longer in the text, by id.
    pub fn left(&self) -> impl Iterator<Item = LeftStep<'_>> {
        self.steps
            .iter()
            .filter(|(id, record)| **record != StepRecord::default() && self.step(id).is_none())
            .filter_map(|(id, record)| {
                let (pinned, phase, step) = self.last_seen(id)?;
                Some(LeftStep { pinned, phase, step, record })
            })
    }

    /// What differs between the text of the run and another.
    #[must_use]
    pub fn compared_with(&self, newer: &Pinned) -> Comparison {
        compare((&self.pinned.playbook, &self.pinned.source), (&newer.playbook, &newer.source))
    }

    /// The step with an id in the last text that has it.
    fn last_seen(&self, id: &str) -> Option<(&Arc<Pinned>, Phase, &Step)> {
        std::iter::once(&self.pinned).chain(self.earlier.iter().rev()).find_map(|pinned| {
            let (phase, step) = pinned.playbook.steps().find(|(_, step)| step.id == id)?;
            Some((pinned, phase, step))
        })
    }
}

/// What the timeline says of a run that was moved. `before` is the run as it was.
pub(super) fn describe_move(before: Option<&Run>, moved: &RunMoved, reference: &Reference) -> String {
    let newer = Pinned::read(&moved.source, moved.sha256, reference);
    let (Some(run), Ok(newer)) = (before, newer) else {
        return format!("Moved run {} to version {} of its playbook", moved.run, moved.version);
    };
    let meta = &run.pinned.playbook.meta;
    let what = run.compared_with(&newer).in_words();
    let mut text =
        format!("Moved the playbook {} from {} to {}: {what}", meta.title, meta.version, moved.version);
    let gone = |step: &&Step| newer.playbook.steps().all(|(_, new)| new.id != step.id);
    let left: Vec<String> = run
        .steps()
        .filter(|(_, step, record)| **record != StepRecord::default() && gone(step))
        .map(|(_, step, record)| format!("{} ({})", step.title.value, record.state.label().to_lowercase()))
        .collect();
    if !left.is_empty() {
        text.push_str(&format!(" · no longer in it: {}", left.join(", ")));
    }
    let carried = run.carried(&newer);
    let mut lost = |number: usize, one: &str, several: &str| {
        if number > 0 {
            let what = if number == 1 { one } else { several };
            text.push_str(&format!(" · {number} {what}"));
        }
    };
    lost(carried.ticks, "tick of a task that changed taken back", "ticks of tasks that changed taken back");
    lost(
        carried.answers,
        "answer to a decision that changed taken back",
        "answers to decisions that changed taken back",
    );
    text
}

/// The ticks that are of the same tasks: the same words for the same provider, the first of them for the first.
fn same_tasks(ticked: &BTreeSet<u32>, old: &Step, new: &Step) -> BTreeSet<u32> {
    let (old, mut new): (Vec<_>, Vec<_>) = (tasks(old), tasks(new).into_iter().map(Some).collect());
    let mut same = BTreeSet::new();
    for (at, task) in (0..).zip(old) {
        let found = new.iter().position(|other| *other == Some(task));
        // Taken, so that the second of two tasks with the same words is not the first again.
        if let Some(other) = found.and_then(|at| new.get_mut(at)) {
            *other = None;
        }
        if let Some(found) = found.and_then(|found| u32::try_from(found).ok())
            && ticked.contains(&at)
        {
            same.insert(found);
        }
    }
    same
}

/// Every task with its provider, in the order in which they are counted.
fn tasks(step: &Step) -> Vec<(&str, &str)> {
    let own = step.tasks.iter().map(|task| ("", task.text.as_str()));
    let variants = step
        .variants
        .iter()
        .flat_map(|variant| variant.tasks.iter().map(|task| (variant.provider.as_str(), task.text.as_str())));
    own.chain(variants).collect()
}

fn same_choice(choice: u32, old: &Step, new: &Step) -> Option<u32> {
    let old = old.decide.as_ref()?.choices.get(usize::try_from(choice).ok()?)?;
    let is_same = |new: &crate::playbook::Choice| new.condition == old.condition && new.target == old.target;
    u32::try_from(new.decide.as_ref()?.choices.iter().position(is_same)?).ok()
}

#[cfg(test)]
mod tests;
