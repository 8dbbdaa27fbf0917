use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use firebreak_core::matching::{self, FALLBACK, Wanted, rank};
use firebreak_core::playbook::{self, Finding, LineIndex};
use firebreak_core::vocabulary::{Mode, ServiceModel, StepState};

use super::library::{aside_view, origin_view};
use crate::api::{
    CheckPlaybooks, FindingView, Fit, MatchPlaybooks, MatchView, Named, Nothing, PlaybookRow, PlaybookView,
    ShowPlaybook, SuggestPlaybooks, SuggestionView,
};
use crate::library::{Origin, Shelf, Shelved, Suggestion, read_at_most};
use crate::view::{
    Given, named_provider, named_providers, named_type, phase_counts, playbook_steps, run_text,
};
use crate::{App, Error};

/// How many playbooks a title suggests where nothing is asked.
const SUGGESTIONS: u32 = 3;

impl App {
    /// `playbook.list`.
    ///
    /// # Errors
    ///
    /// None today: what cannot be read is in `library.show`.
    pub fn list_playbooks(&self, _: Nothing) -> Result<Vec<PlaybookRow>, Error> {
        let shelf = self.shelf();
        Ok(shelf.playbooks().iter().map(|shelved| self.row(shelved, &shelf)).collect())
    }

    /// `playbook.show`.
    ///
    /// # Errors
    ///
    /// Says that there is no such playbook.
    pub fn show_playbook(&self, request: ShowPlaybook) -> Result<PlaybookView, Error> {
        let shelf = self.shelf();
        let shelved = on(&shelf, &request.id)?;
        self.playbook_view(shelved, &shelf, request.service_models.as_deref())
    }

    /// A playbook for reading. `models` are those to compute who acts for; all it covers where missing.
    pub(super) fn playbook_view(
        &self,
        shelved: &Shelved,
        shelf: &Shelf,
        models: Option<&[ServiceModel]>,
    ) -> Result<PlaybookView, Error> {
        let playbook = &shelved.playbook;
        let models = models.unwrap_or(&playbook.meta.service_models);
        let none = std::collections::BTreeMap::new();
        let own_clocks = self.own_clocks(playbook);
        let given = Given {
            source: &shelved.source,
            values: &none,
            providers: &[],
            own_clocks: &own_clocks,
            text_version: 0,
        };
        let first_minute = playbook.steps().filter(|(_, step)| step.mode() == Mode::Memory);
        let techniques = &self.library.reference.techniques;
        Ok(PlaybookView {
            row: self.row(shelved, shelf),
            steps: playbook_steps(playbook, &self.profile_for_new()?, models),
            phases: phase_counts(playbook.steps().map(|(phase, _)| (phase, StepState::Open))),
            text: run_text(playbook, given, &self.library),
            first_minute: first_minute.map(|(_, step)| step.title.value.clone()).collect(),
            attack: playbook
                .meta
                .attack
                .iter()
                .map(|id| Named { id: id.clone(), name: techniques.get(id).unwrap_or(id).clone() })
                .collect(),
            related: playbook
                .meta
                .related
                .iter()
                .filter_map(|id| shelf.playbook(id))
                .map(|other| Named {
                    id: other.playbook.meta.id.clone(),
                    name: other.playbook.meta.title.clone(),
                })
                .collect(),
            findings: finding_views(&file_name(shelved), &shelved.source, &shelved.findings),
            source: shelved.source.clone().into_owned(),
            sha256: shelved.sha256.to_string(),
        })
    }

    /// `playbook.match`.
    ///
    /// # Errors
    ///
    /// Says which type or provider is not known.
    pub fn match_playbooks(&self, request: MatchPlaybooks) -> Result<Vec<MatchView>, Error> {
        self.known_type(&request.incident_type)?;
        self.known_providers(&request.providers)?;
        let wanted = Wanted {
            incident_type: &request.incident_type,
            service_models: &request.service_models,
            providers: &request.providers,
        };
        let shelf = self.shelf();
        let metas = shelf.playbooks().iter().map(|shelved| &shelved.playbook.meta);
        Ok(match_views(rank(metas, wanted, &self.library.reference), &shelf))
    }

    /// `playbook.suggest`.
    ///
    /// # Errors
    ///
    /// None today.
    pub fn suggest_playbooks(&self, request: SuggestPlaybooks) -> Result<Vec<SuggestionView>, Error> {
        let shelf = self.shelf();
        let library = &self.library;
        let most = usize::try_from(request.limit.unwrap_or(SUGGESTIONS)).unwrap_or(usize::MAX);
        let titles = shelf.titles(&library.clues);
        let found =
            titles.suggest(shelf.playbooks(), &library.clues, &library.providers, &request.title, most);
        let view = |found: Suggestion<'_>| SuggestionView {
            id: found.shelved.id().to_owned(),
            title: found.shelved.playbook.meta.title.clone(),
            incident_type: named_type(found.incident_type, library),
            providers: found.providers.iter().map(|id| named_provider(id, library)).collect(),
            service_models: found.service_models,
            words: found.words,
        };
        Ok(found.into_iter().map(view).collect())
    }

    /// `playbook.check`.
    ///
    /// # Errors
    ///
    /// Says which file or folder cannot be read.
    pub fn check_playbooks(&self, request: CheckPlaybooks) -> Result<Vec<FindingView>, Error> {
        let reference = self.known(&self.shelf());
        let mut findings = Vec::new();
        for path in &request.paths {
            for file in markdown_files(Path::new(path))? {
                let bytes =
                    read_at_most(&file).map_err(|error| Error::file("read the playbook", &file, &error))?;
                let reading = playbook::read(&bytes, &reference);
                findings.extend(finding_views(
                    &file.display().to_string(),
                    &reading.source,
                    &reading.findings,
                ));
            }
        }
        Ok(findings)
    }

    fn row(&self, shelved: &Shelved, shelf: &Shelf) -> PlaybookRow {
        let meta = &shelved.playbook.meta;
        PlaybookRow {
            id: meta.id.clone(),
            title: meta.title.clone(),
            version: meta.version.clone(),
            summary: meta.summary.clone(),
            incident_types: meta.incident_types.iter().map(|id| named_type(id, &self.library)).collect(),
            service_models: meta.service_models.clone(),
            providers: named_providers(&meta.providers, &self.library),
            severity: meta.severity,
            steps: count(shelved.playbook.steps().count()),
            seconds: shelved
                .playbook
                .steps()
                .filter_map(|(_, step)| step.facts.time.as_ref())
                .map(|time| time.value)
                .sum(),
            fallback: meta.id == FALLBACK,
            findings: count(shelved.findings.len()),
            origin: origin_view(&shelved.origin),
            overrides: shelf.overrides(shelved).map(str::to_owned),
            beside: shelf.beside(&meta.id).map(aside_view).collect(),
        }
    }
}

/// Matches as they cross the seam.
pub(super) fn match_views(matches: Vec<matching::Match>, shelf: &Shelf) -> Vec<MatchView> {
    matches
        .into_iter()
        .filter_map(|found| {
            let playbook = &shelf.playbook(&found.id)?.playbook;
            let memory = playbook.steps().filter(|(_, step)| step.mode() == Mode::Memory).count();
            Some(MatchView {
                id: found.id,
                title: playbook.meta.title.clone(),
                fit: match found.fit {
                    matching::Fit::Exact => Fit::Exact,
                    matching::Fit::Partly => Fit::Partly,
                    matching::Fit::SameType => Fit::SameType,
                    matching::Fit::Fallback => Fit::Fallback,
                },
                reason: found.reason,
                steps: count(playbook.steps().count()),
                first_minute: count(memory),
            })
        })
        .collect()
}

/// Findings with their places for people.
pub(super) fn finding_views(file: &str, source: &str, findings: &[Finding]) -> Vec<FindingView> {
    let index = LineIndex::new(source);
    findings
        .iter()
        .map(|finding| {
            let place = index.place(finding.span.start);
            let end = index.place(finding.span.end);
            FindingView {
                file: file.to_owned(),
                line: count(place.line),
                column: count(place.column),
                end_line: count(end.line),
                end_column: count(end.column),
                severity: finding.severity,
                rule: finding.rule.to_owned(),
                message: finding.message.clone(),
            }
        })
        .collect()
}

/// The Markdown files a path names: itself, or those below it in order of their names. Links are not followed.
fn markdown_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |path: &Path, error: &std::io::Error| Error::file("read the playbook", path, error);
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| failed(&folder, &error))? {
            let entry = entry.map_err(|error| failed(&folder, &error))?;
            let kind = entry.file_type().map_err(|error| failed(&folder, &error))?;
            let path = entry.path();
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "md") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The playbook with an id.
pub(super) fn on<'a>(shelf: &'a Shelf, id: &str) -> Result<&'a Arc<Shelved>, Error> {
    shelf.playbook(id).ok_or_else(|| Error::not_found("playbook", id))
}

/// What a playbook is called in findings: its file, or what the file would be called.
fn file_name(shelved: &Shelved) -> String {
    match &shelved.origin {
        Origin::Bundled => format!("{}.md", shelved.id()),
        Origin::Own { path, .. } => path.display().to_string(),
    }
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
