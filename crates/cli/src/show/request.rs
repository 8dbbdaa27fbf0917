use chrono::{DateTime, Utc};
use firebreak_app::api::{OpenRequest, RequestView, SplitView, Waiting};
use firebreak_core::event::RequestMark;

use super::Page;
use super::words::{self, NONE, count};

/// A list of requests that are not answered.
pub(crate) fn request_list(page: &mut Page, list: &[OpenRequest]) {
    if list.is_empty() {
        page.say("No request waits. `firebreak request new` drafts one.");
        return;
    }
    let now = page.now();
    let rows: Vec<Vec<String>> = list
        .iter()
        .map(|request| {
            vec![
                request.code.clone(),
                request.id.clone(),
                request.provider.name.clone(),
                state(request.state).to_owned(),
                waits(request.waiting_since.as_deref(), now),
                due(request.due_at.as_deref(), now),
                request.subject.clone(),
            ]
        })
        .collect();
    page.table("", &rows);
    page.gap();
    let due = list.iter().filter(|request| request.due).count() as u64;
    page.say(&format!("{}, {due} to escalate.", count(list.len() as u64, "request")));
}

/// A request with what happened to it.
pub(crate) fn request(page: &mut Page, request: &RequestView) {
    page.say(&format!("Request {} to {}: {}", request.id, request.provider.name, request.subject));
    let now = page.now();
    let mut facts = vec![state(request.state).to_owned()];
    if request.waiting_since.is_some() {
        facts.push(format!("waits {}", waits(request.waiting_since.as_deref(), now)));
    }
    facts.push(match &request.due_at {
        Some(_) => due(request.due_at.as_deref(), now),
        None => request.escalate_in_words.clone(),
    });
    page.say(&facts.join(" · "));
    let from = request.step_title.as_ref().map(|step| format!("From step {step}"));
    let channel = request.channel.as_ref().map(|channel| format!("Channel {channel}"));
    let ticket = request.ticket.as_ref().map(|ticket| format!("Ticket {ticket}"));
    let follows = request.follows.as_ref().map(|follows| format!("Follows request {follows}"));
    for fact in [from, channel, ticket, follows].into_iter().flatten() {
        page.say(&fact);
    }
    page.gap();
    let zone = page.zone();
    let mut rows =
        vec![vec!["Drafted".to_owned(), words::stamp(&request.drafted_at, zone), request.drafted_by.clone()]];
    rows.extend(request.marks.iter().map(|mark| {
        let by = mark.by.as_ref().map(|by| format!("by {by}")).unwrap_or_default();
        let note = mark.note.clone().unwrap_or_default();
        let said = [by, note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        vec![mark.label.clone(), words::when(&mark.when, zone), mark.author.clone(), said]
    }));
    page.table("", &rows);
    page.gap();
    text(page, &request.text);
}

/// A text as it is, to be copied.
pub(crate) fn text(page: &mut Page, text: &str) {
    for line in text.lines() {
        page.verbatim("", line);
    }
}

/// The time spent waiting for providers, beside the clocks.
pub(super) fn waiting(page: &mut Page, waiting: &Waiting) {
    let row = |what: &str, split: &SplitView| {
        vec![what.to_owned(), length(&split.provider, split), format!("own {}", length(&split.own, split))]
    };
    let mut rows = vec![row("Waiting for the provider", &waiting.incident)];
    rows.extend(waiting.to_contain.as_ref().map(|split| row("  within to contain", split)));
    rows.extend(waiting.to_recover.as_ref().map(|split| row("  within to recover", split)));
    page.table("", &rows);
    page.say("Of which: from sent to answered, requests that wait at once count once; the times above keep all of it.");
}

fn length(duration: &firebreak_app::api::Duration, split: &SplitView) -> String {
    let so_far = if split.running { " so far" } else { "" };
    if split.at_least {
        format!("≥ {}{so_far}", words::length(duration.seconds_min))
    } else {
        format!("{}{so_far}", words::duration(duration))
    }
}

const fn state(state: Option<RequestMark>) -> &'static str {
    match state {
        Some(mark) => mark.label(),
        None => "Draft",
    }
}

fn waits(since: Option<&str>, now: DateTime<Utc>) -> String {
    let since = since.and_then(|since| since.parse::<DateTime<Utc>>().ok());
    since.map_or_else(|| NONE.to_owned(), |since| words::length((now - since).num_seconds().max(0)))
}

fn due(at: Option<&str>, now: DateTime<Utc>) -> String {
    let Some(at) = at.and_then(|at| at.parse::<DateTime<Utc>>().ok()) else { return String::new() };
    let seconds = (at - now).num_seconds();
    if seconds <= 0 {
        format!("escalate, due since {}", words::length(-seconds))
    } else {
        format!("escalate in {}", words::length(seconds))
    }
}
