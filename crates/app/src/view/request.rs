use chrono::{DateTime, Utc};
use firebreak_core::event::{Escalate, RequestMark};
use firebreak_core::incident::{Incident, Request};
use firebreak_core::times::{ClockId, Split, split, split_within};
use firebreak_core::when::iso;
use serde::{Deserialize, Serialize};

use super::{Listed, duration, mark_view, named_provider, step_title};
use crate::api::{OpenRequest, RequestView, SplitView, Waiting};
use crate::library::Library;

/// A request that is not answered, as it is kept beside an incident for lists.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Unanswered {
    id: String,
    provider: String,
    subject: String,
    state: Option<RequestMark>,
    waiting_since: Option<DateTime<Utc>>,
    due_at: Option<DateTime<Utc>>,
}

/// The requests of an incident that are neither answered nor withdrawn.
pub(crate) fn unanswered(incident: &Incident) -> Vec<Unanswered> {
    let open = incident.requests.iter().filter(|request| request.ended().is_none());
    open.map(|request| Unanswered {
        id: request.id.clone(),
        provider: request.provider.clone(),
        subject: request.subject.clone(),
        state: request.last(),
        waiting_since: waiting_since(request),
        due_at: request.due_at(),
    })
    .collect()
}

impl Unanswered {
    /// The request in a list at an instant.
    pub(crate) fn row(self, listed: &Listed, now: DateTime<Utc>, library: &Library) -> OpenRequest {
        OpenRequest {
            incident: listed.id.clone(),
            code: listed.code.clone(),
            title: listed.title.clone(),
            id: self.id,
            provider: named_provider(&self.provider, library),
            subject: self.subject,
            state: self.state,
            waiting_since: self.waiting_since.map(iso),
            due_at: self.due_at.map(iso),
            due: self.due_at.is_some_and(|due| due <= now),
        }
    }
}

/// Every request of an incident, whatever the time: [`requests_at`] adds what depends on it.
pub(crate) fn request_views(incident: &Incident, library: &Library) -> Vec<RequestView> {
    incident.requests.iter().map(|request| request_view(incident, request, library)).collect()
}

/// The requests of an incident at an instant: which are due.
pub(crate) fn requests_at(
    views: Vec<RequestView>,
    incident: &Incident,
    now: DateTime<Utc>,
) -> Vec<RequestView> {
    let open = incident.is_open();
    let due = |request: &Request| open && request.due_at().is_some_and(|due| due <= now);
    views
        .into_iter()
        .zip(&incident.requests)
        .map(|(view, request)| RequestView { due: due(request), ..view })
        .collect()
}

/// The time spent waiting for providers, at an instant; none where nothing was sent.
pub(crate) fn waiting(incident: &Incident, now: DateTime<Utc>) -> Option<Waiting> {
    let within = |id| split_within(incident, id, now).map(split_view);
    Some(Waiting {
        incident: split_view(split(incident, now)?),
        to_contain: within(ClockId::ToContain),
        to_recover: within(ClockId::ToRecover),
        as_of: iso(now),
    })
}

/// When a request is escalated, as it can be typed again.
pub(crate) fn typed_escalate(escalate: &Escalate) -> String {
    match escalate {
        Escalate::After(seconds) if seconds % 3600 == 0 => format!("{}h", seconds / 3600),
        Escalate::After(seconds) => format!("{}m", seconds / 60),
        Escalate::At(when) => when.typed().text,
        Escalate::Never => String::new(),
    }
}

fn request_view(incident: &Incident, request: &Request, library: &Library) -> RequestView {
    RequestView {
        id: request.id.clone(),
        run: request.run.clone(),
        step: request.step.clone(),
        step_title: step_title(incident, request.run.as_deref(), request.step.as_deref()),
        follows: request.follows.clone(),
        provider: named_provider(&request.provider, library),
        subject: request.subject.clone(),
        text: request.text.clone(),
        channel: request.channel.clone(),
        ticket: request.ticket.clone(),
        escalate: typed_escalate(&request.escalate),
        escalate_in_words: request.escalate.in_words(),
        state: request.last(),
        drafted_at: iso(request.drafted.recorded_at),
        drafted_by: request.drafted.author.clone(),
        entry: request.drafted.entry.to_string(),
        marks: request.marks.iter().map(|(mark, marked)| mark_view(*mark, mark.label(), marked)).collect(),
        waiting_since: waiting_since(request).map(iso),
        due_at: request.due_at().map(iso),
        due: false,
    }
}

fn waiting_since(request: &Request) -> Option<DateTime<Utc>> {
    request.sent().filter(|_| request.is_waiting()).map(|sent| sent.earliest)
}

const fn split_view(split: Split) -> SplitView {
    SplitView {
        provider: duration(split.provider),
        own: duration(split.own),
        at_least: split.at_least,
        running: split.running,
        waiting: split.waiting,
    }
}
