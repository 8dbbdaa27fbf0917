use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::due::begins;
use super::{Incident, Marked, Stamp};
use crate::event::{
    Escalate, RequestChanged, RequestDrafted, RequestId, RequestMark, RequestMoved, RequestReverted, RunId,
};
use crate::when::When;

/// What was asked of a provider, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The number: unique in the incident.
    pub id: RequestId,
    /// The run of the step it comes from.
    pub run: Option<RunId>,
    /// The step it comes from.
    pub step: Option<String>,
    /// The request it follows up.
    pub follows: Option<RequestId>,
    /// Who is asked: the id of a provider, or a name as typed.
    pub provider: String,
    /// What it is about, in a line.
    pub subject: String,
    /// The words to send, or that were sent.
    pub text: String,
    /// How it is sent.
    pub channel: Option<String>,
    /// The provider's own number for it.
    pub ticket: Option<String>,
    /// When it is to be escalated.
    pub escalate: Escalate,
    /// Who drafted it and when.
    pub drafted: Stamp,
    /// What happened to it.
    pub marks: BTreeMap<RequestMark, Marked>,
}

impl Request {
    pub(super) fn new(drafted: RequestDrafted, stamp: Stamp) -> Self {
        Self {
            id: drafted.request,
            run: drafted.run,
            step: drafted.step,
            follows: drafted.follows,
            provider: drafted.provider,
            subject: drafted.subject,
            text: drafted.text,
            channel: drafted.channel,
            ticket: drafted.ticket,
            escalate: drafted.escalate,
            drafted: stamp,
            marks: BTreeMap::new(),
        }
    }

    /// The last thing that happened to it; none while it is a draft.
    #[must_use]
    pub fn last(&self) -> Option<RequestMark> {
        self.marks.keys().next_back().copied()
    }

    /// What is said of one thing that happened to it.
    #[must_use]
    pub fn mark(&self, mark: RequestMark) -> Option<&Marked> {
        self.marks.get(&mark)
    }

    /// When it was sent.
    #[must_use]
    pub fn sent(&self) -> Option<&When> {
        self.mark(RequestMark::Sent).map(|marked| &marked.stamp.when)
    }

    /// When nothing more was to be waited for: it was answered or withdrawn.
    #[must_use]
    pub fn ended(&self) -> Option<&When> {
        let end = self.mark(RequestMark::Answered).or_else(|| self.mark(RequestMark::Withdrawn))?;
        Some(&end.stamp.when)
    }

    /// Whether it was sent and neither answered nor withdrawn.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.sent().is_some() && self.ended().is_none()
    }

    /// The instant from which it is to be escalated; none where it waits for no answer, or is never to be.
    #[must_use]
    pub fn due_at(&self) -> Option<DateTime<Utc>> {
        let sent = self.sent().filter(|_| self.is_waiting())?;
        match &self.escalate {
            Escalate::After(seconds) => {
                begins(sent).checked_add_signed(TimeDelta::try_seconds(i64::try_from(*seconds).ok()?)?)
            }
            Escalate::At(when) => Some(begins(when)),
            Escalate::Never => None,
        }
    }

    fn change(&mut self, changed: RequestChanged) {
        let or_none = |text: String| Some(text).filter(|text| !text.is_empty());
        if let Some(provider) = changed.provider {
            self.provider = provider;
        }
        if let Some(subject) = changed.subject {
            self.subject = subject;
        }
        if let Some(text) = changed.text {
            self.text = text;
        }
        if let Some(channel) = changed.channel {
            self.channel = or_none(channel);
        }
        if let Some(ticket) = changed.ticket {
            self.ticket = or_none(ticket);
        }
        if let Some(escalate) = changed.escalate {
            self.escalate = escalate;
        }
    }
}

impl Incident {
    /// The provider request with a number.
    #[must_use]
    pub fn request(&self, id: &str) -> Option<&Request> {
        self.requests.iter().find(|request| request.id == id)
    }

    pub(super) fn change_request(&mut self, changed: RequestChanged) {
        if let Some(request) = self.request_mut(&changed.request) {
            request.change(changed);
        }
    }

    pub(super) fn move_request(&mut self, moved: RequestMoved, stamp: Stamp) {
        if let Some(request) = self.request_mut(&moved.request) {
            request.marks.insert(moved.mark, Marked { stamp, by: moved.by, note: moved.note });
        }
    }

    pub(super) fn revert_request(&mut self, reverted: &RequestReverted) {
        if let Some(request) = self.request_mut(&reverted.request) {
            request.marks.remove(&reverted.mark);
        }
    }

    fn request_mut(&mut self, id: &str) -> Option<&mut Request> {
        self.requests.iter_mut().find(|request| request.id == id)
    }
}

#[cfg(test)]
pub(crate) mod tests;
