use std::sync::Arc;

use firebreak_core::incident::{Command, Pinned, Run};
use firebreak_core::playbook::compare_versions;
use firebreak_core::playbook::{Comparison, How, StepChange, compare};

use super::library::origin_view;
use super::playbooks::on;
use crate::api::{
    Changed, ComparePlaybook, CompareWith, ComparedText, ComparisonView, MetaChangeView, MoveRun,
    StepChangeKind, StepChangeView,
};
use crate::library::Shelved;
use crate::{App, Error};

impl App {
    /// `playbook.compare`.
    ///
    /// # Errors
    ///
    /// Says that there is no such playbook, incident or run.
    pub fn compare_playbook(&self, request: ComparePlaybook) -> Result<ComparisonView, Error> {
        let shelf = self.shelf();
        let newer = on(&shelf, &request.id)?;
        match request.with {
            CompareWith::Bundled => {
                let older = shelf
                    .bundled(&request.id)
                    .ok_or_else(|| Error::not_found("bundled playbook", request.id.as_str()))?;
                let found = compare((&older.playbook, &older.source), (&newer.playbook, &newer.source));
                Ok(comparison_view(found, text_of(older), newer, None))
            }
            CompareWith::Run { incident, run } => {
                let (pinned, run) = self.run_of(&incident, &run)?;
                let older = ComparedText {
                    version: pinned.playbook.meta.version.clone(),
                    sha256: pinned.sha256.to_string(),
                    origin: None,
                };
                let found = compare((&pinned.playbook, &pinned.source), (&newer.playbook, &newer.source));
                Ok(comparison_view(found, older, newer, Some(&run)))
            }
        }
    }

    /// `run.move`.
    ///
    /// # Errors
    ///
    /// Says that the library has no newer text, or another one than the one that was looked at.
    pub fn move_run(&self, request: MoveRun) -> Result<Changed, Error> {
        let (pinned, _) = self.run_of(&request.incident, &request.run)?;
        let shelf = self.shelf();
        let newer = on(&shelf, &pinned.playbook.meta.id)?;
        if request.sha256.is_some_and(|seen| seen != newer.sha256.to_string()) {
            return Err(Error::PlaybookChanged { id: newer.id().to_owned() });
        }
        let command = Command::MoveRun {
            run: request.run,
            version: newer.playbook.meta.version.clone(),
            sha256: newer.sha256,
            source: newer.source.clone().into_owned(),
        };
        self.change(&request.incident, |_, _, _| Ok(command))
    }

    fn run_of(&self, incident: &str, run: &str) -> Result<(Arc<Pinned>, Run), Error> {
        self.with_record(|opened| {
            let id = opened.find(incident)?.row.id;
            let incident = opened.incident(id, &self.library.reference)?;
            let run = incident.run(run).ok_or_else(|| Error::not_found("run", run))?;
            Ok((Arc::clone(&run.pinned), run.clone()))
        })
    }
}

fn text_of(shelved: &Shelved) -> ComparedText {
    ComparedText {
        version: shelved.playbook.meta.version.clone(),
        sha256: shelved.sha256.to_string(),
        origin: Some(origin_view(&shelved.origin)),
    }
}

fn comparison_view(
    found: Comparison,
    before: ComparedText,
    newer: &Shelved,
    run: Option<&Run>,
) -> ComparisonView {
    let meta = &newer.playbook.meta;
    ComparisonView {
        id: meta.id.clone(),
        title: meta.title.clone(),
        newer: compare_versions(&meta.version, &before.version).is_gt(),
        summary: found.in_words(),
        before,
        after: text_of(newer),
        meta: found
            .meta
            .into_iter()
            .map(|change| MetaChangeView {
                key: change.key.to_owned(),
                before: change.before,
                after: change.after,
            })
            .collect(),
        steps: found.steps.into_iter().map(|step| step_view(step, run)).collect(),
        around: found.around,
    }
}

fn step_view(step: StepChange, run: Option<&Run>) -> StepChangeView {
    let kind = |how: &How| match how {
        How::Added => StepChangeKind::Added,
        How::Removed => StepChangeKind::Removed,
        How::Moved { .. } => StepChangeKind::Moved,
        How::Title { .. }
        | How::Fact(_)
        | How::Text
        | How::Tasks
        | How::Commands
        | How::Collect
        | How::Ask
        | How::Decision => StepChangeKind::Changed,
    };
    let record = run.and_then(|run| run.steps.get(&step.id));
    StepChangeView {
        change: step.how.first().map_or(StepChangeKind::Changed, kind),
        how: step.how.iter().map(How::in_words).collect(),
        state: record.map(|record| record.state),
        id: step.id,
        title: step.title,
        phase: step.phase,
        before: step.before,
        after: step.after,
        lines: step.lines,
    }
}
