use super::{in_words, with};
use crate::event::{Escalate, RequestChanged, RequestDrafted, RequestMark, RequestMoved, RequestReverted};
use crate::incident::{Incident, Request};
use crate::playbook::Reference;
use crate::vocabulary::Phase;
use crate::words::length;

/// What the timeline says of a request that was drafted: all its words, so that a search finds them.
pub(super) fn drafted(drafted: &RequestDrafted, reference: &Reference) -> String {
    let provider = reference.provider_name(&drafted.provider);
    let follows = drafted.follows.as_ref().map(|follows| format!(", after request {follows}"));
    let head = format!("Request {} to {provider} drafted{}", drafted.request, follows.unwrap_or_default());
    format!("{head}: {}\n{}", drafted.subject, drafted.text)
}

/// What the timeline says of a request that was changed.
pub(super) fn changed(changed: &RequestChanged, reference: &Reference) -> String {
    let mut parts = Vec::new();
    let mut say = |what: &str, value: Option<&str>| match value {
        Some("") => parts.push(format!("no {what} any more")),
        Some(value) => parts.push(format!("{what} {value}")),
        None => {}
    };
    say("to", changed.provider.as_deref().map(|id| reference.provider_name(id)));
    say("subject", changed.subject.as_deref());
    say("channel", changed.channel.as_deref());
    say("ticket", changed.ticket.as_deref());
    if let Some(escalate) = &changed.escalate {
        parts.push(escalate.in_words());
    }
    if let Some(text) = &changed.text {
        parts.push(format!("text\n{text}"));
    }
    format!("Request {} changed: {}", changed.request, parts.join("; "))
}

/// What the timeline says of what happened to a request.
pub(super) fn moved(before: Option<&Incident>, moved: &RequestMoved, reference: &Reference) -> String {
    let request = before.and_then(|incident| incident.request(&moved.request));
    let head = name(request, &moved.request, reference);
    let again = request.is_some_and(|request| request.mark(moved.mark).is_some());
    let again = if again { ", corrected" } else { "" };
    let by = moved.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    let how = match (moved.mark, request) {
        (RequestMark::Sent, Some(request)) => {
            let channel = request.channel.as_ref().map(|channel| format!(" through {channel}"));
            let ticket = request.ticket.as_ref().map(|ticket| format!(", ticket {ticket}"));
            format!("{}{}", channel.unwrap_or_default(), ticket.unwrap_or_default())
        }
        (
            RequestMark::Sent | RequestMark::Acknowledged | RequestMark::Answered | RequestMark::Withdrawn,
            _,
        ) => String::new(),
    };
    let said = moved.note.as_deref().or_else(|| request.map(|request| request.subject.as_str()));
    with(&head, &format!(" {}{by}{how}{again}", moved.mark), said)
}

/// What the timeline says of what did not happen to a request after all.
pub(super) fn reverted(
    before: Option<&Incident>,
    reverted: &RequestReverted,
    reference: &Reference,
) -> String {
    let request = before.and_then(|incident| incident.request(&reverted.request));
    let head = name(request, &reverted.request, reference);
    with(&head, &format!(" was not {} after all", reverted.mark), reverted.reason.as_deref())
}

/// The phase of the step that a request comes from.
pub(super) fn phase(before: Option<&Incident>, request: &str) -> Option<Phase> {
    let incident = before?;
    let request = incident.request(request)?;
    let (_, phase, _) = incident.run(request.run.as_deref()?)?.step(request.step.as_deref()?)?;
    Some(phase)
}

fn name(request: Option<&Request>, id: &str, reference: &Reference) -> String {
    match request {
        Some(request) => format!("Request {id} to {}", reference.provider_name(&request.provider)),
        None => format!("Request {id}"),
    }
}

impl Escalate {
    /// When it is to be escalated, in words.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::After(seconds) => {
                format!("escalated after {}", length(i64::try_from(*seconds).unwrap_or(i64::MAX)))
            }
            Self::At(when) => format!("escalated at {}", in_words(when)),
            Self::Never => "not escalated by itself".to_owned(),
        }
    }
}
