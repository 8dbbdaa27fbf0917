use std::sync::Arc;

use firebreak_core::event::CallSite;
use firebreak_core::event::{IncidentChanged, IncidentId};
use firebreak_core::incident::{Command, Context, Opening, open};
use firebreak_core::matching::{Wanted, rank};
use firebreak_core::vocabulary::{Class, Resolution};
use firebreak_store::IncidentFilter;

use super::playbooks::on;
use crate::api::{
    ChangeIncident, Changed, CloseIncident, IncidentList, IncidentOpened, IncidentView, ListIncidents,
    Nothing, OneIncident, OpenIncident, ReopenIncident, SavePlace, StartRun, Status,
};
use crate::chain::has_step;
use crate::library::Shelved;
use crate::view::{Listed, Summary};
use crate::{App, Error};

/// How many rows a list has where nothing is asked.
const ROWS: u64 = 200;
/// How many rows a list has at most.
const MOST_ROWS: u64 = 1000;

impl App {
    /// `incident.open`.
    ///
    /// # Errors
    ///
    /// Says what is missing or not known; nothing is recorded then.
    pub fn open_incident(&self, request: OpenIncident) -> Result<IncidentOpened, Error> {
        self.known_type(&request.incident_type)?;
        self.known_providers(&request.providers)?;
        let mut resources = Vec::with_capacity(request.resources.len());
        for words in &request.resources {
            resources.push(self.resource(words.clone())?);
        }
        let playbook = self.playbook_to_start(&request)?;
        let playbook = playbook.as_deref();
        let author = self.author()?;
        let now = self.clock.now();
        let context = Context { now, author: &author };
        let detected = self.when(request.detected.as_deref(), now)?;
        let profile = self.profile_for_new()?;
        let id = IncidentId(self.clock.new_id());
        let service_models = if request.service_models.is_empty() {
            resources.iter().map(|resource| resource.service_model).collect()
        } else {
            request.service_models
        };
        let then = resources
            .into_iter()
            .map(Command::AddResource)
            .chain(playbook.map(|playbook| start(playbook, None)))
            .collect();
        let playbook = playbook.map(|shelved| shelved.playbook.meta.id.clone());
        let draft = request.draft.clone();
        let opening = |number| {
            let opening = Opening {
                code: code(number),
                title: request.title,
                class: Class::Live,
                incident_type: request.incident_type,
                severity: request.severity,
                service_models,
                providers: request.providers,
                targets: self.library.targets(request.severity),
                profile,
                detected,
            };
            Ok(open(opening, context)?)
        };
        self.with_record(|opened| {
            let recorded = opened.open_incident(
                id,
                opening,
                then,
                context,
                &self.library.reference,
                draft.as_deref(),
            )?;
            let incident = self.changed(opened, recorded, now)?.incident;
            Ok(IncidentOpened { id: incident.id.clone(), code: incident.code.clone(), playbook, incident })
        })
    }

    /// `incident.list`.
    ///
    /// # Errors
    ///
    /// Says so where the record cannot be read.
    pub fn list_incidents(&self, request: ListIncidents) -> Result<IncidentList, Error> {
        let filter = IncidentFilter {
            status: request.status.map(|status| match status {
                Status::Open => firebreak_store::Status::Open,
                Status::Closed => firebreak_store::Status::Closed,
            }),
            text: request.text.filter(|text| !text.trim().is_empty()),
            offset: request.offset.unwrap_or(0),
            limit: request.limit.unwrap_or(ROWS).min(MOST_ROWS),
        };
        let now = self.clock.now();
        let list = self.with_record(|opened| Ok(opened.record().list_incidents(&filter)?))?;
        let rows = list.rows.into_iter().map(|listed| {
            let summary: Summary = serde_json::from_str(&listed.row.summary)
                .map_err(|error| Error::BuiltIn { why: error.to_string() })?;
            let listed = Listed {
                id: listed.row.id.to_string(),
                code: listed.row.code,
                title: listed.row.title,
                open: listed.row.status == firebreak_store::Status::Open,
                opened_at: listed.row.opened_at,
                last_recorded_at: listed.last_recorded_at,
                entries: listed.entries,
            };
            Ok(summary.row(listed, now, &self.library))
        });
        Ok(IncidentList { total: list.total, open: list.open, rows: rows.collect::<Result<_, Error>>()? })
    }

    /// `incident.show`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such incident.
    pub fn show_incident(&self, request: OneIncident) -> Result<IncidentView, Error> {
        // Own folders are looked at again by whoever asks for the library: an incident waits for them once at most.
        if self.library.generation() == 0 {
            self.look();
        }
        self.with_record(|opened| {
            let id = opened.find(&request.incident)?.row.id;
            opened.view(id, &self.library, self.clock.now())
        })
    }

    /// `incident.change`.
    ///
    /// # Errors
    ///
    /// Says what is not known, or why the change is refused.
    pub fn change_incident(&self, request: ChangeIncident) -> Result<Changed, Error> {
        if let Some(id) = &request.incident_type {
            self.known_type(id)?;
        }
        self.known_providers(request.providers.as_deref().unwrap_or_default())?;
        let change = IncidentChanged {
            title: request.title,
            incident_type: request.incident_type,
            severity: request.severity,
            service_models: request.service_models,
            providers: request.providers,
            targets: request.severity.map(|severity| self.library.targets(severity)),
        };
        self.change(&request.incident, |_, _, _| Ok(Command::Change(change)))
    }

    /// `incident.close`.
    ///
    /// # Errors
    ///
    /// Says so where it is closed already.
    pub fn close_incident(&self, request: CloseIncident) -> Result<Changed, Error> {
        let resolution = request.resolution.unwrap_or(Resolution::Resolved);
        self.change_typed(&request.incident, request.draft.as_deref(), |_, _, _| {
            Ok(Command::Close { resolution, summary: request.summary })
        })
    }

    /// `incident.reopen`.
    ///
    /// # Errors
    ///
    /// Says so where it is open already.
    pub fn reopen_incident(&self, request: ReopenIncident) -> Result<Changed, Error> {
        self.change(&request.incident, |_, _, _| Ok(Command::Reopen { reason: request.reason }))
    }

    /// `run.start`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such playbook, or it is being worked already.
    pub fn start_run(&self, request: StartRun) -> Result<Changed, Error> {
        let from = request.from.map(|from| CallSite { run: from.run, step: from.step });
        let command = start(on(&self.shelf(), &request.playbook)?, from);
        self.change(&request.incident, |_, _, _| Ok(command))
    }

    /// `place.save`.
    ///
    /// # Errors
    ///
    /// Says so where the incident has no such run or step.
    pub fn save_place(&self, request: SavePlace) -> Result<Nothing, Error> {
        let now = self.clock.now();
        self.with_record(|opened| {
            let id = opened.find(&request.incident)?.row.id;
            let incident = opened.incident(id, &self.library.reference)?;
            has_step(incident, &request.run, &request.step)?;
            let place = firebreak_store::KeptPlace { run: request.run, step: request.step, saved_at: now };
            opened.store().put_place(id, &place)?;
            Ok(Nothing {})
        })
    }

    pub(super) fn known_type(&self, id: &str) -> Result<(), Error> {
        if self.library.reference.incident_types.contains_key(id) {
            return Ok(());
        }
        Err(unknown(id, "type of incident", self.library.incident_types.iter().map(|(id, _)| id.as_str())))
    }

    pub(super) fn known_providers(&self, ids: &[String]) -> Result<(), Error> {
        match ids.iter().find(|id| !self.library.reference.providers.contains_key(*id)) {
            Some(id) => Err(unknown(
                id,
                "provider",
                self.library.providers.iter().map(|provider| provider.id.as_str()),
            )),
            None => Ok(()),
        }
    }

    fn playbook_to_start(&self, request: &OpenIncident) -> Result<Option<Arc<Shelved>>, Error> {
        if request.without_playbook {
            return Ok(None);
        }
        if let Some(id) = &request.playbook {
            return Ok(Some(Arc::clone(on(&self.shelf(), id)?)));
        }
        let resources = &request.resources;
        let models = resources.iter().map(|resource| resource.service_model);
        let providers = resources.iter().filter_map(|resource| resource.provider.clone());
        let wanted = Wanted {
            incident_type: &request.incident_type,
            service_models: &with(&request.service_models, models),
            providers: &with(&request.providers, providers),
        };
        let shelf = self.shelf();
        let metas = shelf.playbooks().iter().map(|shelved| &shelved.playbook.meta);
        let best = rank(metas, wanted, &self.library.reference).into_iter().next();
        Ok(best.and_then(|best| shelf.playbook(&best.id).cloned()))
    }
}

/// What was declared, then what the resources add to it.
fn with<T: Clone + PartialEq>(declared: &[T], found: impl Iterator<Item = T>) -> Vec<T> {
    let mut all = declared.to_vec();
    for one in found {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// The code of the incident with a number: `INC-0007`.
pub(crate) fn code(number: u64) -> String {
    format!("INC-{number:04}")
}

/// The command that starts a playbook as it is now.
fn start(shelved: &Shelved, from: Option<CallSite>) -> Command {
    let meta = &shelved.playbook.meta;
    Command::StartRun {
        playbook: meta.id.clone(),
        title: meta.title.clone(),
        version: meta.version.clone(),
        sha256: shelved.sha256,
        source: shelved.source.clone().into_owned(),
        from,
    }
}

fn unknown<'a>(word: &str, what: &'static str, known: impl Iterator<Item = &'a str>) -> Error {
    firebreak_core::vocabulary::UnknownWord {
        word: word.to_owned(),
        what,
        known: known.collect::<Vec<_>>().join(", "),
    }
    .into()
}
