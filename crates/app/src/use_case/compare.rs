use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use firebreak_core::incident::{Command, Pinned, Run};
use firebreak_core::playbook::{
    self, Comparison, DiffKind, DiffLine, How, Playbook, StepChange, compare, compare_versions, diff_lines,
};

use super::authoring::{digest, in_utf8, read, within};
use super::library::origin_view;
use super::playbooks::on;
use crate::api::{
    Changed, ComparePlaybook, CompareWith, ComparedText, ComparisonView, MetaChangeView, MoveRun,
    PlaybookOrigin, StepChangeKind, StepChangeView,
};
use crate::library::{Origin, Shelf, Shelved};
use crate::{App, Error};

/// One of two texts that are compared.
struct Side<'a> {
    /// The playbook; none where the text cannot be read as one.
    playbook: Option<Cow<'a, Playbook>>,
    /// What the ranges of the playbook point into.
    source: Cow<'a, str>,
    said: ComparedText,
}

impl App {
    /// `playbook.compare`.
    ///
    /// # Errors
    ///
    /// Says that there is no such playbook, incident or run, or that the file cannot be read or is none of one's own.
    pub fn compare_playbook(&self, request: ComparePlaybook) -> Result<ComparisonView, Error> {
        let shelf = self.settled_shelf();
        let newer = match &request.text {
            Some(text) => written(text, &shelf),
            None => shelved(on(&shelf, &request.id)?, &shelf),
        };
        match request.with {
            CompareWith::Bundled => {
                let older = shelf
                    .bundled(&request.id)
                    .ok_or_else(|| Error::not_found("bundled playbook", request.id.as_str()))?;
                Ok(comparison_view(&request.id, shelved(older, &shelf), newer, None))
            }
            CompareWith::File { path } => {
                let older = on_disk(Path::new(&path), &shelf)?;
                Ok(comparison_view(&request.id, older, newer, None))
            }
            CompareWith::Run { incident, run } => {
                let (pinned, run) = self.run_of(&incident, &run)?;
                let older = Side {
                    playbook: Some(Cow::Borrowed(&pinned.playbook)),
                    source: Cow::Borrowed(&pinned.source),
                    said: ComparedText {
                        version: pinned.playbook.meta.version.clone(),
                        sha256: pinned.sha256.to_string(),
                        origin: None,
                    },
                };
                Ok(comparison_view(&request.id, older, newer, Some(&run)))
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
        self.with_incident(incident, |incident| {
            let run = incident.run(run).ok_or_else(|| Error::not_found("run", run))?;
            Ok((Arc::clone(&run.pinned), run.clone()))
        })
    }
}

/// A playbook of the library.
fn shelved<'a>(shelved: &'a Shelved, shelf: &Shelf) -> Side<'a> {
    let said = ComparedText {
        version: shelved.playbook.meta.version.clone(),
        sha256: shelved.sha256.to_string(),
        origin: Some(origin_view(&shelved.origin)),
    };
    if shelved.source.contains('\r') {
        return Side { said, ..side(&shelved.source, None, String::new(), shelf) };
    }
    Side { playbook: Some(Cow::Borrowed(&shelved.playbook)), source: Cow::Borrowed(&shelved.source), said }
}

/// A text that is being written.
fn written(text: &str, shelf: &Shelf) -> Side<'static> {
    side(text, None, digest(text.as_bytes()), shelf)
}

/// A file of one's own, as it is on the disk now.
fn on_disk(path: &Path, shelf: &Shelf) -> Result<Side<'static>, Error> {
    let folder = within(shelf, path)?;
    let origin = Origin::Own { folder: folder.to_owned(), path: path.to_owned() };
    let bytes = read(path)?;
    let sha256 = digest(&bytes);
    let text = in_utf8(path, bytes)?;
    Ok(side(&text, Some(origin_view(&origin)), sha256, shelf))
}

/// Reads a text. Line ends are made the same: a file from another system differs in what it says, not in them.
fn side(text: &str, origin: Option<PlaybookOrigin>, sha256: String, shelf: &Shelf) -> Side<'static> {
    let source = text.replace("\r\n", "\n");
    let playbook = playbook::parse(&source, &shelf.reference).playbook;
    let version = playbook.as_ref().map(|playbook| playbook.meta.version.clone()).unwrap_or_default();
    Side {
        playbook: playbook.map(Cow::Owned),
        source: Cow::Owned(source),
        said: ComparedText { version, sha256, origin },
    }
}

/// What differs, step by step where both are playbooks; where they are not, and where they differ in nothing that a
/// playbook says, line by line.
fn comparison_view(id: &str, older: Side<'_>, newer: Side<'_>, run: Option<&Run>) -> ComparisonView {
    let both = older.playbook.as_deref().zip(newer.playbook.as_deref());
    let mut found = both.map_or_else(Comparison::default, |(before, after)| {
        compare((before, &older.source), (after, &newer.source))
    });
    let mut summary = found.in_words();
    let readable = both.is_some();
    if found.is_empty() {
        found.around = diff_lines(&older.source, &newer.source);
        summary = lines_in_words(&found.around);
    }
    let meta = newer.playbook.as_deref().or(older.playbook.as_deref()).map(|playbook| &playbook.meta);
    ComparisonView {
        id: meta.map_or(id, |meta| &meta.id).to_owned(),
        title: meta.map(|meta| meta.title.clone()).unwrap_or_default(),
        newer: readable && compare_versions(&newer.said.version, &older.said.version).is_gt(),
        summary,
        before: older.said,
        after: newer.said,
        readable,
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

/// How many lines differ, in words.
fn lines_in_words(lines: &[DiffLine]) -> String {
    let count = |kind| lines.iter().filter(|line| line.kind == kind).count();
    let noun = |number| if number == 1 { "line" } else { "lines" };
    match (count(DiffKind::Added), count(DiffKind::Removed)) {
        (0, 0) => "nothing changed".to_owned(),
        (added, 0) => format!("{added} {} added", noun(added)),
        (0, removed) => format!("{removed} {} removed", noun(removed)),
        (added, removed) => format!("{added} {} added, {removed} removed", noun(added)),
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
