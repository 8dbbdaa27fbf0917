//! What a command does to a provider request.

use serde::{Deserialize, Serialize};

use super::decide::{at, named, not_in_the_future, now, title, within, worded};
use super::{Context, Incident, Refusal, Request};
use crate::event::{
    Body, Draft, Escalate, RequestChanged, RequestDrafted, RequestId, RequestMark, RequestMoved,
    RequestReverted, RunId,
};
use crate::times::Interval;
use crate::when::{When, iso};

/// What can be done with provider requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestCommand {
    /// Drafts one.
    Draft(NewRequest),
    /// Changes one: its words before it is sent; ticket, channel and when to escalate at any time.
    Change(RequestChanged),
    /// Says what happened to one, and when.
    Move {
        /// Which.
        request: RequestId,
        /// What happened.
        mark: RequestMark,
        /// When; the time of recording where it is missing.
        when: Option<When>,
        /// Who at the provider did it.
        by: Option<String>,
        /// What came of it, or why.
        note: Option<String>,
        /// The provider's own number for it, where it is known from now on.
        ticket: Option<String>,
    },
    /// Takes back the last thing that was said to have happened to one.
    Revert {
        /// Which.
        request: RequestId,
        /// What is taken back.
        mark: RequestMark,
        /// Why.
        reason: Option<String>,
    },
}

/// What is needed to draft a request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRequest {
    /// The run and the step it comes from.
    pub from: Option<(RunId, String)>,
    /// The request it follows up.
    pub follows: Option<RequestId>,
    /// Who is asked.
    pub provider: String,
    /// What it is about, in a line.
    pub subject: String,
    /// The words to send.
    pub text: String,
    /// How it is sent.
    pub channel: Option<String>,
    /// The provider's own number for it.
    pub ticket: Option<String>,
    /// When it is to be escalated.
    pub escalate: Escalate,
}

/// Why a command about a request is refused. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestRefusal {
    /// There is no such request.
    #[error("There is no request {0} in this incident. Nothing was recorded")]
    Unknown(RequestId),
    /// Its words are to be changed after it was sent.
    #[error("Request {0} was sent, so its words stay as the provider read them. Nothing was recorded")]
    WasSent(RequestId),
    /// It was withdrawn before it was sent, and is to be changed.
    #[error("Request {0} was withdrawn, so its words stay as they are. Nothing was recorded")]
    WasWithdrawn(RequestId),
    /// It was not sent.
    #[error("Request {request} was not sent, so it cannot have been {mark}. Nothing was recorded")]
    NotSent {
        /// The request.
        request: RequestId,
        /// What it was to be.
        mark: RequestMark,
    },
    /// It ended otherwise.
    #[error("Request {request} was {ended} already, so it cannot be {mark}. Nothing was recorded")]
    Ended {
        /// The request.
        request: RequestId,
        /// How it ended.
        ended: RequestMark,
        /// What it was to be.
        mark: RequestMark,
    },
    /// Two marks are out of order.
    #[error(
        "Request {request} would be {second} at {second_at}, before it was {first} at {first_at}. Nothing was recorded"
    )]
    OutOfOrder {
        /// The request.
        request: RequestId,
        /// What comes first.
        first: RequestMark,
        /// When that was.
        first_at: String,
        /// What comes after it.
        second: RequestMark,
        /// When that was.
        second_at: String,
    },
    /// What is to be taken back was not said.
    #[error("Request {request} was not {mark}, so there is nothing to take back. Nothing was recorded")]
    NotMarked {
        /// The request.
        request: RequestId,
        /// What is to be taken back.
        mark: RequestMark,
    },
    /// What is to be taken back is not the last that happened.
    #[error(
        "Request {request} was {later} after it was {mark}, which stays until that is taken back. Nothing was recorded"
    )]
    NotLast {
        /// The request.
        request: RequestId,
        /// What is to be taken back.
        mark: RequestMark,
        /// What happened after it.
        later: RequestMark,
    },
}

impl Incident {
    pub(super) fn decide_request(
        &self,
        command: RequestCommand,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        match command {
            RequestCommand::Draft(new) => self.draft(new, context),
            RequestCommand::Change(change) => self.change_words(change, context),
            RequestCommand::Move { request, mark, when, by, note, ticket } => {
                let moved =
                    RequestMoved { request, mark, by: named(by, "name")?, note: worded(note, "note")? };
                let ticket = named(ticket, "ticket")?;
                let change =
                    RequestChanged { request: moved.request.clone(), ticket, ..RequestChanged::default() };
                let mut drafts = self.change_words(change, context)?;
                drafts.extend(self.mark(moved, when.unwrap_or_else(|| When::exact(context.now)), context)?);
                Ok(drafts)
            }
            RequestCommand::Revert { request, mark, reason } => {
                let found = self.known(&request)?;
                if found.mark(mark).is_none() {
                    return Err(RequestRefusal::NotMarked { request, mark }.into());
                }
                if let Some(later) = found.last().filter(|last| *last != mark) {
                    return Err(RequestRefusal::NotLast { request, mark, later }.into());
                }
                let reverted = RequestReverted { request, mark, reason: worded(reason, "reason")? };
                Ok(vec![now(Body::RequestReverted(reverted), context)])
            }
        }
    }

    fn draft(&self, new: NewRequest, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
        let (run, step) = match new.from {
            Some((run, step)) => {
                self.find_step(&run, &step)?;
                (Some(run), Some(step))
            }
            None => (None, None),
        };
        if let Some(follows) = &new.follows {
            self.known(follows)?;
        }
        let drafted = RequestDrafted {
            request: (self.requests.len() + 1).to_string(),
            run,
            step,
            follows: new.follows,
            provider: provider(new.provider)?,
            subject: subject(&new.subject)?,
            text: request_text(&new.text)?,
            channel: named(new.channel, "channel")?,
            ticket: named(new.ticket, "ticket")?,
            escalate: new.escalate,
        };
        Ok(vec![now(Body::RequestDrafted(drafted), context)])
    }

    fn change_words(&self, change: RequestChanged, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
        let request = self.known(&change.request)?;
        let again = |old: &Option<String>, new: &String| old.as_deref().unwrap_or_default() == new;
        let changed = RequestChanged {
            provider: change.provider.map(provider).transpose()?.filter(|new| *new != request.provider),
            subject: change
                .subject
                .map(|new| subject(&new))
                .transpose()?
                .filter(|new| *new != request.subject),
            text: change.text.map(|new| request_text(&new)).transpose()?.filter(|new| *new != request.text),
            channel: or_empty(change.channel, "channel")?.filter(|new| !again(&request.channel, new)),
            ticket: or_empty(change.ticket, "ticket")?.filter(|new| !again(&request.ticket, new)),
            escalate: change.escalate.filter(|new| *new != request.escalate),
            request: change.request,
        };
        let words = changed.provider.is_some() || changed.subject.is_some() || changed.text.is_some();
        if words && request.sent().is_some() {
            return Err(RequestRefusal::WasSent(changed.request).into());
        }
        if words && request.ended().is_some() {
            return Err(RequestRefusal::WasWithdrawn(changed.request).into());
        }
        let nothing = RequestChanged { request: changed.request.clone(), ..RequestChanged::default() };
        Ok(if changed == nothing { Vec::new() } else { vec![now(Body::RequestChanged(changed), context)] })
    }

    fn mark(&self, moved: RequestMoved, when: When, context: Context<'_>) -> Result<Vec<Draft>, Refusal> {
        let request = self.known(&moved.request)?;
        not_in_the_future(&when, context)?;
        let mark = moved.mark;
        match mark {
            RequestMark::Sent => {}
            RequestMark::Acknowledged | RequestMark::Answered if request.sent().is_none() => {
                return Err(RequestRefusal::NotSent { request: moved.request, mark }.into());
            }
            RequestMark::Acknowledged | RequestMark::Answered => {}
            RequestMark::Withdrawn => {
                if request.mark(RequestMark::Answered).is_some() {
                    let ended = RequestMark::Answered;
                    return Err(RequestRefusal::Ended { request: moved.request, ended, mark }.into());
                }
            }
        }
        if mark != RequestMark::Withdrawn && request.mark(RequestMark::Withdrawn).is_some() {
            let ended = RequestMark::Withdrawn;
            return Err(RequestRefusal::Ended { request: moved.request, ended, mark }.into());
        }
        in_order(request, mark, &when)?;
        let is_same =
            request.mark(mark).is_some_and(|said| said.says(&when, moved.by.as_ref(), moved.note.as_ref()));
        Ok(if is_same { Vec::new() } else { vec![at(when, Body::RequestMoved(moved), context)] })
    }

    fn known(&self, request: &str) -> Result<&Request, Refusal> {
        self.request(request).ok_or_else(|| RequestRefusal::Unknown(request.to_owned()).into())
    }
}

/// Refuses a time that lies before what comes first, or after what comes later.
fn in_order(request: &Request, mark: RequestMark, when: &When) -> Result<(), RequestRefusal> {
    for (other, marked) in &request.marks {
        let other_when = &marked.stamp.when;
        let (first, first_when, second, second_when) = match other.cmp(&mark) {
            std::cmp::Ordering::Less => (*other, other_when, mark, when),
            std::cmp::Ordering::Equal => continue,
            std::cmp::Ordering::Greater => (mark, when, *other, other_when),
        };
        if Interval::between(first_when, second_when).is_none() {
            return Err(RequestRefusal::OutOfOrder {
                request: request.id.clone(),
                first,
                first_at: iso(first_when.earliest),
                second,
                second_at: iso(second_when.latest),
            });
        }
    }
    Ok(())
}

fn provider(text: String) -> Result<String, Refusal> {
    named(Some(text), "provider")?.ok_or(Refusal::Empty("provider"))
}

fn subject(text: &str) -> Result<String, Refusal> {
    title(text, "subject")
}

fn request_text(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::Empty("request"));
    }
    within(text.to_owned(), "request")
}

/// A name that is changed: empty where there is none any more.
fn or_empty(text: Option<String>, what: &'static str) -> Result<Option<String>, Refusal> {
    match text {
        Some(text) => Ok(Some(named(Some(text), what)?.unwrap_or_default())),
        None => Ok(None),
    }
}
