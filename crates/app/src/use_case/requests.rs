use chrono::{DateTime, Utc};
use firebreak_core::event::{Escalate, RequestChanged};
use firebreak_core::incident::{Command, Incident, NewRequest, RequestCommand, RequestRefusal};
use firebreak_core::when::parse_ahead;
use firebreak_core::words::seconds;

use super::runs::step_of;
use crate::api::{
    Changed, ComposeRequest, Composed, DraftRequest, ExportRequest, ExportedRequest, ListIncidents,
    ListRequests, MoveRequest, OneIncident, OpenRequest, RequestFormat, RequestView, RevertRequest,
    SetRequest, Status,
};
use crate::view::{Sources, compose, markdown, plain, typed_escalate};
use crate::{App, Error};

/// How many incidents are read at once.
const ROWS: u64 = 1000;

impl App {
    /// `request.list`.
    ///
    /// # Errors
    ///
    /// Says that there is no such incident, or that the record cannot be read.
    pub fn list_requests(&self, request: ListRequests) -> Result<Vec<OpenRequest>, Error> {
        let mut found = match request.incident {
            Some(incident) => self.requests_of(incident)?,
            None => self.requests_of_all()?,
        };
        // Due ones first, then those that wait longest, then drafts. Times in UTC are in order as texts.
        found.sort_by_key(|request| {
            let since = request.waiting_since.clone();
            (!request.due, since.is_none(), since, request.code.clone())
        });
        Ok(found)
    }

    /// `request.compose`.
    ///
    /// # Errors
    ///
    /// Says that there is no such step or request.
    pub fn compose_request(&self, request: ComposeRequest) -> Result<Composed, Error> {
        let now = self.clock.now();
        self.with_incident(&request.incident, |incident| self.composed(incident, &request, now))
    }

    /// `request.draft`.
    ///
    /// # Errors
    ///
    /// Says what is missing, or that there is no such step or request.
    pub fn draft_request(&self, request: DraftRequest) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |_, incident, now| {
            let from = match &request.step {
                Some(step) => Some(step_of(incident, request.run.as_deref(), step)?),
                None => None,
            };
            let composed = self.composed(
                incident,
                &ComposeRequest {
                    incident: request.incident.clone(),
                    run: request.run.clone(),
                    step: request.step.clone(),
                    provider: request.words.provider.clone(),
                    follows: request.follows.clone(),
                },
                now,
            )?;
            let words = request.words;
            let asks_nothing = request.step.is_none();
            let text = words.text.unwrap_or_else(|| if asks_nothing { String::new() } else { composed.text });
            Ok(Command::Request(RequestCommand::Draft(NewRequest {
                from,
                follows: request.follows,
                provider: composed.provider,
                subject: words.subject.unwrap_or(composed.subject),
                text,
                channel: words.channel,
                ticket: words.ticket,
                escalate: self.escalate(&words.escalate.unwrap_or(composed.escalate), now)?,
            })))
        })
    }

    /// `request.set`.
    ///
    /// # Errors
    ///
    /// Says that there is no such request, or that its words were sent.
    pub fn set_request(&self, request: SetRequest) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |_, _, now| {
            let words = request.words;
            Ok(Command::Request(RequestCommand::Change(RequestChanged {
                request: request.request,
                provider: words.provider.map(|name| self.provider_id(&name)),
                subject: words.subject,
                text: words.text,
                channel: words.channel,
                ticket: words.ticket,
                escalate: words.escalate.map(|typed| self.escalate(&typed, now)).transpose()?,
            })))
        })
    }

    /// `request.move`.
    ///
    /// # Errors
    ///
    /// Says what makes no sense: an answer to what was not sent, or before it was.
    pub fn move_request(&self, request: MoveRequest) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |_, _, now| {
            Ok(Command::Request(RequestCommand::Move {
                request: request.request,
                mark: request.mark,
                when: Some(self.when_known(request.at.as_deref(), request.precision.as_deref(), now)?),
                by: request.by,
                note: request.note,
                ticket: request.ticket,
            }))
        })
    }

    /// `request.revert`.
    ///
    /// # Errors
    ///
    /// Says that there is nothing to take back, or that something else happened after it.
    pub fn revert_request(&self, request: RevertRequest) -> Result<Changed, Error> {
        let RevertRequest { incident, request, mark, reason } = request;
        self.change(&incident, |_, _, _| {
            Ok(Command::Request(RequestCommand::Revert { request, mark, reason }))
        })
    }

    /// `request.export`.
    ///
    /// # Errors
    ///
    /// Says that there is no such request, or that the file cannot be written.
    pub fn export_request(&self, request: ExportRequest) -> Result<ExportedRequest, Error> {
        let view = self.show_incident(OneIncident { incident: request.incident })?;
        let found = view.requests.iter().find(|known| known.id == request.request);
        let found = found.ok_or_else(|| Error::not_found("request", request.request))?;
        let (text, ending) = match request.format {
            RequestFormat::Txt => (plain(found), "txt"),
            RequestFormat::Md => (markdown(&view.code, found), "md"),
        };
        let file_name = format!("{}-request-{}.{ending}", view.code, found.id);
        let path = self.handed_on(request.save, "save the request", &file_name, &text)?;
        Ok(ExportedRequest { file_name, text, path })
    }

    fn requests_of(&self, incident: String) -> Result<Vec<OpenRequest>, Error> {
        let view = self.show_incident(OneIncident { incident })?;
        let is_unanswered =
            |request: &&RequestView| request.state.is_none() || request.waiting_since.is_some();
        let row = |request: &RequestView| OpenRequest {
            incident: view.id.clone(),
            code: view.code.clone(),
            title: view.title.clone(),
            id: request.id.clone(),
            provider: request.provider.clone(),
            subject: request.subject.clone(),
            state: request.state,
            waiting_since: request.waiting_since.clone(),
            due_at: request.due_at.clone(),
            due: request.due,
        };
        Ok(view.requests.iter().filter(is_unanswered).map(row).collect())
    }

    fn requests_of_all(&self) -> Result<Vec<OpenRequest>, Error> {
        let mut found = Vec::new();
        let mut offset = 0;
        loop {
            let list = self.list_incidents(ListIncidents {
                text: None,
                status: Some(Status::Open),
                offset: Some(offset),
                limit: Some(ROWS),
            })?;
            offset += list.rows.len() as u64;
            let is_last = list.rows.is_empty() || offset >= list.total;
            found.extend(list.rows.into_iter().flat_map(|row| row.requests));
            if is_last {
                return Ok(found);
            }
        }
    }

    /// Puts the words of a request together.
    fn composed(
        &self,
        incident: &Incident,
        asked: &ComposeRequest,
        now: DateTime<Utc>,
    ) -> Result<Composed, Error> {
        let step = match &asked.step {
            Some(step) => {
                let (run, step) = step_of(incident, asked.run.as_deref(), step)?;
                incident.run(&run).and_then(|run| Some((run, run.step(&step)?.2)))
            }
            None => None,
        };
        let follows = match &asked.follows {
            Some(id) => {
                let found = incident.request(id);
                Some(found.ok_or_else(|| Error::from(RequestRefusal::Unknown(id.clone())))?)
            }
            None => None,
        };
        let named = asked.provider.as_deref().filter(|name| !name.trim().is_empty());
        let provider = match (named, follows) {
            (Some(name), _) => self.provider_id(name),
            (None, Some(follows)) => follows.provider.clone(),
            (None, None) => incident.affected_providers().into_iter().next().unwrap_or_default(),
        };
        let own = self.own_providers()?.remove(&provider);
        let author = self.author()?;
        let words = compose(&Sources {
            incident,
            step,
            follows,
            provider: &provider,
            name: self.library.reference.provider_name(&provider),
            facts: self.provider(&provider).ok().map(|data| &data.facts),
            own: own.as_ref(),
            author: author.trim(),
            now,
        });
        let reply = words.within.or_else(|| own.as_ref().and_then(|own| own.reply_seconds));
        Ok(Composed {
            provider,
            subject: words.subject,
            text: words.text,
            escalate: typed_escalate(&reply.map_or(Escalate::Never, Escalate::After)),
            missing: words.missing,
        })
    }

    /// When to escalate, as typed: a length of time after sending, a time that lies ahead, or nothing.
    fn escalate(&self, typed: &str, now: DateTime<Utc>) -> Result<Escalate, Error> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(Escalate::Never);
        }
        match seconds(typed) {
            Some(seconds) => Ok(Escalate::After(seconds)),
            None => Ok(Escalate::At(parse_ahead(typed, now, self.zone()?)?)),
        }
    }
}
