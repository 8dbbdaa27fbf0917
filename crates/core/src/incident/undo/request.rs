use serde::Serialize;

use super::{Opposite, Subject, marked_words};
use crate::event::{RequestChanged, RequestMark};
use crate::incident::{Command, Incident, Request, RequestCommand};

impl Incident {
    pub(super) fn request_opposite(&self, command: &RequestCommand) -> Option<Opposite> {
        let (label, request, commands) = match command {
            RequestCommand::Draft(_) => {
                let request = (self.requests.len() + 1).to_string();
                let back = RequestCommand::Move {
                    request: request.clone(),
                    mark: RequestMark::Withdrawn,
                    when: None,
                    by: None,
                    note: None,
                    ticket: None,
                };
                (format!("request {request} is withdrawn"), request, vec![back])
            }
            RequestCommand::Change(change) => {
                let known = self.request(&change.request)?;
                let back = RequestCommand::Change(request_as_it_is(known, change));
                (format!("request {} is what it was", known.id), known.id.clone(), vec![back])
            }
            RequestCommand::Move { request, mark, ticket, .. } => {
                let known = self.request(request)?;
                let mut back = vec![mark_as_it_is(known, *mark)];
                if ticket.is_some() {
                    let change = RequestChanged { ticket: ticket.clone(), ..RequestChanged::default() };
                    back.push(RequestCommand::Change(request_as_it_is(known, &change)));
                }
                (mark_words(known, *mark), request.clone(), back)
            }
            RequestCommand::Revert { request, mark, .. } => {
                let known = self.request(request)?;
                (mark_words(known, *mark), request.clone(), vec![mark_as_it_is(known, *mark)])
            }
        };
        let commands = commands.into_iter().map(Command::Request).collect();
        Some(Opposite { label, subject: Subject::Request(request), commands })
    }
}

/// The same fields of a request as a change has, as they are.
fn request_as_it_is(known: &Request, change: &RequestChanged) -> RequestChanged {
    let kept = |asked: &Option<String>, was: &Option<String>| {
        asked.as_ref().map(|_| was.clone().unwrap_or_default())
    };
    RequestChanged {
        request: known.id.clone(),
        provider: change.provider.as_ref().map(|_| known.provider.clone()),
        subject: change.subject.as_ref().map(|_| known.subject.clone()),
        text: change.text.as_ref().map(|_| known.text.clone()),
        channel: kept(&change.channel, &known.channel),
        ticket: kept(&change.ticket, &known.ticket),
        escalate: change.escalate.as_ref().map(|_| known.escalate.clone()),
    }
}

/// The command that says again what was said of a mark; takes it back where nothing was.
fn mark_as_it_is(known: &Request, mark: RequestMark) -> RequestCommand {
    let request = known.id.clone();
    match known.mark(mark) {
        Some(said) => RequestCommand::Move {
            request,
            mark,
            when: Some(said.stamp.when.clone()),
            by: said.by.clone(),
            note: said.note.clone(),
            ticket: None,
        },
        None => RequestCommand::Revert { request, mark, reason: None },
    }
}

fn mark_words(known: &Request, mark: RequestMark) -> String {
    marked_words(&format!("request {}", known.id), mark.label(), known.mark(mark).is_some())
}

/// What of a request can be taken back.
pub(super) fn request_standing(request: &Request) -> impl Serialize {
    let marks: Vec<_> = request
        .marks
        .iter()
        .map(|(mark, said)| (*mark, said.stamp.when.clone(), said.by.clone(), said.note.clone()))
        .collect();
    let words = (request.provider.clone(), request.subject.clone(), request.text.clone());
    (words, request.channel.clone(), request.ticket.clone(), request.escalate.clone(), marks)
}
