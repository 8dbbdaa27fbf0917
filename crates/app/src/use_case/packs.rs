use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use firebreak_core::vocabulary::Party;

use crate::api::{
    MakePack, OneIncident, OneProvider, Pack, PlaybookView, ProviderView, RunView, SavedPack, ShowPlaybook,
    ShowRunText,
};
use crate::pack::{Paper, PaperPlaybook, PaperStep, body, file, who};
use crate::{App, Error, files};

impl App {
    /// `pack.make`.
    ///
    /// # Errors
    ///
    /// Says that there is no such incident or playbook.
    pub fn make_pack(&self, request: MakePack) -> Result<Pack, Error> {
        let brief = request.brief;
        let (file_name, body) = match request.incident {
            Some(incident) => self.pack_of_incident(incident, brief)?,
            None => self.pack_of_playbooks(request.playbooks, brief)?,
        };
        Ok(Pack { file_name, body })
    }

    /// `pack.save`.
    ///
    /// # Errors
    ///
    /// Says that there is no such incident or playbook, or that the file cannot be written.
    pub fn save_pack(&self, request: MakePack) -> Result<SavedPack, Error> {
        let folder = request.folder.as_ref().map_or_else(|| self.folders.exports(), PathBuf::from);
        let pack = self.make_pack(request)?;
        fs::create_dir_all(&folder).map_err(|error| Error::file("make the folder", &folder, &error))?;
        let path = folder.join(&pack.file_name);
        let whole = file(&pack.file_name, &pack.body);
        files::replace(&path, whole.as_bytes())
            .map_err(|error| Error::file("save the pack", &path, &error))?;
        Ok(SavedPack { path: path.display().to_string() })
    }

    fn pack_of_incident(&self, incident: String, brief: bool) -> Result<(String, String), Error> {
        let view = self.show_incident(OneIncident { incident })?;
        let mut runs: Vec<&RunView> = view.runs.iter().collect();
        runs.sort_by_key(|run| run.place);
        let mut texts = Vec::with_capacity(runs.len());
        for run in &runs {
            texts.push(self.show_run_text(ShowRunText { incident: view.id.clone(), run: run.id.clone() })?);
        }
        let playbooks = runs.iter().zip(&texts).map(|(run, text)| PaperPlaybook {
            title: format!("{} {}", run.playbook.title, run.playbook.version),
            facts: Vec::new(),
            steps: run.steps.iter().map(PaperStep::of).zip(&text.steps).collect(),
        });
        let paper = Paper {
            title: format!("{} {}", view.code, view.title),
            facts: vec![
                format!(
                    "{} · {} · printed {}",
                    view.severity.label(),
                    view.incident_type.name,
                    self.printed()
                ),
                format!("{} events, head {}", view.head.events, view.head.hash),
            ],
            playbooks: playbooks.collect(),
            providers: self.providers_on_paper(view.providers.iter().map(|named| &named.id), brief)?,
            whole: !brief,
        };
        Ok((format!("{}-{}.html", view.code, kind(brief)), body(&paper)))
    }

    fn pack_of_playbooks(&self, ids: Vec<String>, brief: bool) -> Result<(String, String), Error> {
        let mut views = Vec::with_capacity(ids.len());
        for id in each_once(ids) {
            views.push(self.show_playbook(ShowPlaybook { id, service_models: None })?);
        }
        let Some((first, more)) = views.split_first() else {
            let why = "it names neither an incident nor a playbook".to_owned();
            return Err(Error::Request { command: "pack.make", why });
        };
        let providers =
            each_once(views.iter().flat_map(|view| &view.row.providers).map(|named| named.id.clone()));
        let title = if more.is_empty() { titled(first) } else { format!("{} playbooks", views.len()) };
        let paper = Paper {
            title,
            facts: vec![format!("Printed {}", self.printed())],
            playbooks: views.iter().map(paper_playbook).collect(),
            providers: self.providers_on_paper(providers.iter(), brief)?,
            whole: !brief,
        };
        let name = match more.len() {
            0 => first.row.id.clone(),
            others => format!("{}-and-{others}-more", first.row.id),
        };
        Ok((format!("{name}-{}.html", kind(brief)), body(&paper)))
    }

    fn printed(&self) -> String {
        self.clock.now().format("%Y-%m-%d %H:%M:%SZ").to_string()
    }

    fn providers_on_paper<'a>(
        &self,
        ids: impl Iterator<Item = &'a String>,
        brief: bool,
    ) -> Result<Vec<ProviderView>, Error> {
        let mut found = Vec::new();
        for id in ids.filter(|_| !brief) {
            match self.show_provider(OneProvider { provider: id.clone() }) {
                Ok(view) => found.push(view),
                // A provider of one's own, of which nothing is kept.
                Err(Error::NotFound { .. } | Error::Word(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }
}

fn titled(view: &PlaybookView) -> String {
    format!("{} {}", view.row.title, view.row.version)
}

/// A playbook of the library on paper.
fn paper_playbook(view: &PlaybookView) -> PaperPlaybook<'_> {
    let steps = view.steps.iter().map(|step| PaperStep {
        number: step.number,
        phase: step.phase.label(),
        title: step.title.clone(),
        mode: step.mode,
        who: who(step.acts.party.map(Party::label), step.role.as_deref(), step.seconds),
        recorded: None,
        off_branch: false,
    });
    PaperPlaybook {
        title: titled(view),
        facts: vec![format!("{}, SHA-256 of the text {}", view.row.id, view.sha256)],
        steps: steps.zip(&view.text.steps).collect(),
    }
}

/// Names in their order, without those that were there before.
fn each_once(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().filter(|name| seen.insert(name.clone())).collect()
}

const fn kind(brief: bool) -> &'static str {
    if brief { "run-sheet" } else { "pack" }
}
