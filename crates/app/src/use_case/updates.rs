use chrono::{DateTime, TimeDelta, Utc};
use firebreak_core::event::{UpdateChanged, UpdateMoved, UpdateReverted, UpdateWords};
use firebreak_core::incident::{Command, Incident, UpdateCommand, UpdateRefusal};
use firebreak_core::when::{When, iso, parse_ahead};
use firebreak_core::words::seconds;

use crate::api::{
    Changed, ComposeUpdate, ComposedUpdate, DraftUpdate, MoveUpdate, Nothing, OneIncident, RevertUpdate,
    SetUpdate, TemplateView, Templates, UpdateText, Updates,
};
use crate::templates::{Template, read_all};
use crate::view::{out_of_band, sitrep_of, update_views, variable};
use crate::{App, Error};

impl App {
    /// `update.templates`.
    ///
    /// # Errors
    ///
    /// None: what does not fit is told beside the templates.
    pub fn update_templates(&self, _: Nothing) -> Result<Templates, Error> {
        let folder = self.folders.templates();
        let (templates, problems) = read_all(&folder);
        Ok(Templates {
            templates: templates
                .into_iter()
                .map(|template| TemplateView {
                    id: template.id,
                    name: template.name,
                    about: template.about,
                    every: template.every,
                    file: template.file.map(|file| file.display().to_string()),
                })
                .collect(),
            folder: folder.display().to_string(),
            problems,
        })
    }

    /// `update.list`.
    ///
    /// # Errors
    ///
    /// Says that there is no such incident.
    pub fn list_updates(&self, request: OneIncident) -> Result<Updates, Error> {
        let (templates, _) = read_all(&self.folders.templates());
        self.with_incident(&request.incident, |incident| {
            Ok(Updates {
                out_of_band: out_of_band(incident, &self.library),
                updates: update_views(incident, &templates),
            })
        })
    }

    /// `update.compose`.
    ///
    /// # Errors
    ///
    /// Says that there is no such template or incident.
    pub fn compose_update(&self, request: ComposeUpdate) -> Result<ComposedUpdate, Error> {
        let template = self.template(&request.template)?;
        let author = self.author()?;
        let now = self.clock.now();
        self.with_record(|opened| {
            let id = opened.find(&request.incident)?.row.id;
            let view = opened.view(id, &self.library, now)?;
            let incident = opened.incident(id, &self.library.reference)?;
            let sitrep = sitrep_of(incident, &view, &self.library, author.trim(), now);
            let next = template.every.and_then(|every| {
                now.checked_add_signed(TimeDelta::try_seconds(i64::try_from(every).ok()?)?)
            });
            let next = next.map(to_the_minute);
            let filled = template.fill(|name| variable(name, incident, &sitrep, next, &self.library));
            let last = incident.updates.iter().rev().find(|update| update.words.audience == template.id);
            Ok(ComposedUpdate {
                subject: filled.subject,
                text: filled.text,
                missing: filled.missing,
                to: last.and_then(|update| update.words.to.clone()),
                channel: last.and_then(|update| update.words.channel.clone()),
                next: next.map(iso).unwrap_or_default(),
                out_of_band: out_of_band(incident, &self.library),
                audience: template.id,
            })
        })
    }

    /// `update.draft`.
    ///
    /// # Errors
    ///
    /// Says what is missing, or that there is no such template.
    pub fn draft_update(&self, request: DraftUpdate) -> Result<Changed, Error> {
        let composed = match &request.template {
            Some(template) => Some(self.compose_update(ComposeUpdate {
                incident: request.incident.clone(),
                template: template.clone(),
            })?),
            None => None,
        };
        self.change_typed(&request.incident, request.draft.as_deref(), |_, _, now| {
            let words = request.words;
            let (audience, subject, text, to, channel, next) = match composed {
                Some(made) => (made.audience, made.subject, made.text, made.to, made.channel, made.next),
                None => Default::default(),
            };
            Ok(Command::Update(UpdateCommand::Draft(UpdateWords {
                audience: words.audience.unwrap_or(audience),
                to: words.to.or(to),
                subject: words.subject.unwrap_or(subject),
                text: words.text.unwrap_or(text),
                channel: words.channel.or(channel),
                next: self.next(&words.next.unwrap_or(next), now)?,
            })))
        })
    }

    /// `update.set`.
    ///
    /// # Errors
    ///
    /// Says that there is no such update, or that its words were approved or sent.
    pub fn set_update(&self, request: SetUpdate) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |_, incident, now| {
            let words = self.changed_words(incident, &request.update, request.words, now)?;
            Ok(Command::Update(UpdateCommand::Change(UpdateChanged { update: request.update, words })))
        })
    }

    /// `update.move`.
    ///
    /// # Errors
    ///
    /// Says what makes no sense: an approval by nobody, or sending what was withdrawn.
    pub fn move_update(&self, request: MoveUpdate) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |_, _, now| {
            let when = self.when_known(request.at.as_deref(), request.precision.as_deref(), now)?;
            let moved = UpdateMoved {
                update: request.update,
                mark: request.mark,
                by: request.by,
                note: request.note,
            };
            Ok(Command::Update(UpdateCommand::Move { moved, when: Some(when) }))
        })
    }

    /// `update.revert`.
    ///
    /// # Errors
    ///
    /// Says that there is nothing to take back.
    pub fn revert_update(&self, request: RevertUpdate) -> Result<Changed, Error> {
        let RevertUpdate { incident, update, mark, reason } = request;
        self.change(&incident, |_, _, _| {
            Ok(Command::Update(UpdateCommand::Revert(UpdateReverted { update, mark, reason })))
        })
    }

    fn template(&self, id: &str) -> Result<Template, Error> {
        let (templates, _) = read_all(&self.folders.templates());
        let is_meant = |template: &Template| template.id == id || template.name.eq_ignore_ascii_case(id);
        templates.into_iter().find(is_meant).ok_or_else(|| Error::not_found("template", id))
    }

    fn changed_words(
        &self,
        incident: &Incident,
        update: &str,
        given: UpdateText,
        now: DateTime<Utc>,
    ) -> Result<UpdateWords, Error> {
        let known = incident.update(update).ok_or_else(|| UpdateRefusal::Unknown(update.to_owned()))?;
        let old = known.words.clone();
        Ok(UpdateWords {
            audience: given.audience.unwrap_or(old.audience),
            to: given.to.or(old.to),
            subject: given.subject.unwrap_or(old.subject),
            text: given.text.unwrap_or(old.text),
            channel: given.channel.or(old.channel),
            next: match given.next {
                Some(typed) => self.next(&typed, now)?,
                None => old.next,
            },
        })
    }

    /// When the next update is due, as typed: a length of time from now, a time that lies ahead, or nothing.
    fn next(&self, typed: &str, now: DateTime<Utc>) -> Result<Option<When>, Error> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        if let Some(seconds) =
            seconds(typed).and_then(|seconds| TimeDelta::try_seconds(i64::try_from(seconds).ok()?))
        {
            return Ok(now.checked_add_signed(seconds).map(|at| When::exact(to_the_minute(at))));
        }
        Ok(Some(parse_ahead(typed, now, self.zone()?)?))
    }
}

/// Whole minutes: nobody is promised a second.
fn to_the_minute(at: DateTime<Utc>) -> DateTime<Utc> {
    at - TimeDelta::seconds(at.timestamp().rem_euclid(60))
        - TimeDelta::nanoseconds(i64::from(at.timestamp_subsec_nanos()))
}
