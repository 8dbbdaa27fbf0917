//! The words of a request to a provider.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use firebreak_core::incident::{Incident, Request, Run};
use firebreak_core::playbook::{Segment, Step, fill};
use firebreak_core::provider::{OwnProvider, ProviderFacts};
use firebreak_core::vocabulary::Milestone;
use firebreak_core::words::within;

use crate::api::RequestView;
use crate::html::{self, Filling};

/// The longest subject that is put together, in characters: what most portals take.
const LONGEST_SUBJECT: usize = 120;

/// What the words of a request are put together from.
pub(crate) struct Sources<'a> {
    /// The incident.
    pub incident: &'a Incident,
    /// The step whose items are asked, with its run.
    pub step: Option<(&'a Run, &'a Step)>,
    /// The request it follows up.
    pub follows: Option<&'a Request>,
    /// The id of the provider, or a name as typed; empty where none is known.
    pub provider: &'a str,
    /// The name of the provider.
    pub name: &'a str,
    /// What is publicly known of the provider, where that is one of the bundled ones.
    pub facts: Option<&'a ProviderFacts>,
    /// What is kept about the provider.
    pub own: Option<&'a OwnProvider>,
    /// Who asks.
    pub author: &'a str,
    /// The time now.
    pub now: DateTime<Utc>,
}

/// The words that were put together.
pub(crate) struct Words {
    /// What it is about.
    pub subject: String,
    /// The words.
    pub text: String,
    /// The shortest time that they ask for, in seconds.
    pub within: Option<u64>,
    /// The variables that they need and that are not filled in.
    pub missing: Vec<String>,
}

/// Puts the words of a request together.
pub(crate) fn compose(sources: &Sources<'_>) -> Words {
    let incident = sources.incident;
    let mut text = String::new();
    let to = if sources.name.is_empty() { "the provider" } else { sources.name };
    let _ = writeln!(text, "To {to}: security incident, your help is needed.\n");
    let _ = writeln!(text, "Our reference: {}", incident.code);
    let _ = writeln!(text, "Severity for us: {}", incident.severity.label().to_lowercase());
    let _ = writeln!(text, "Time window (UTC): {}", window(incident, sources.now));
    identify(&mut text, sources);
    if let Some(follows) = sources.follows {
        let ticket = follows.ticket.as_ref().map(|ticket| format!(", ticket {ticket}")).unwrap_or_default();
        let _ = writeln!(text, "Follows up: our request {}{ticket}, \"{}\"", follows.id, follows.subject);
    }
    let mut missing = BTreeSet::new();
    let mut shortest: Option<u64> = None;
    if let Some((run, step)) = sources.step {
        let declared = &run.pinned.playbook.meta.variables;
        let filling = Filling { values: &run.variables, declared };
        text.push_str("\nWe ask you for:\n\n");
        for (number, item) in (1..).zip(&step.ask) {
            let empty: BTreeSet<String> = fill(&item.text, &run.variables, declared)
                .into_iter()
                .filter_map(|segment| match segment {
                    Segment::Missing { name } => Some(name),
                    Segment::Text(_) | Segment::Value { .. } => None,
                })
                .collect();
            let words = html::plain(&item.text, filling);
            shortest = [shortest, within(&words)].into_iter().flatten().min();
            let _ = write!(text, "{number}. {words}");
            if !empty.is_empty() {
                let names: Vec<&str> = empty.iter().map(String::as_str).collect();
                let _ = write!(text, " [not filled in: {}]", names.join(", "));
            }
            text.push('\n');
            missing.extend(empty);
        }
    } else {
        text.push_str("\nWe ask you for:\n\n1. ");
    }
    if let Some(seconds) = shortest {
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
        let _ = write!(text, "\nFirst answer needed within {}.\n", firebreak_core::words::length(seconds));
    }
    if !sources.author.is_empty() {
        let _ = write!(text, "\nAnswer to {}, quoting {}.\n", sources.author, incident.code);
    }
    Words {
        subject: subject(incident),
        text: text.trim_end().to_owned(),
        within: shortest,
        missing: missing.into_iter().collect(),
    }
}

/// Writes what the provider knows the organisation by, the support plan, and what is affected at this provider: the
/// accounts that its resources lie in, each once, then the resources.
fn identify(text: &mut String, sources: &Sources<'_>) {
    let own = sources.own.map(|own| own.identifiers.as_slice()).unwrap_or_default();
    for identifier in own {
        let label = if identifier.label.is_empty() { "Identifier" } else { identifier.label.as_str() };
        let _ = writeln!(text, "{label}: {}", identifier.value);
    }
    let mut said: BTreeSet<&str> = own.iter().map(|identifier| identifier.value.as_str()).collect();
    let resources = || sources.incident.resources_at(sources.provider).map(|resource| &resource.facts);
    for identifier in resources().filter_map(|facts| facts.identifier.as_deref()) {
        let account = sources.facts.and_then(|facts| facts.account_of(identifier));
        if let Some(account) = account.filter(|account| said.insert(account.value)) {
            let _ = writeln!(text, "{}: {}", capitalized(account.name), account.value);
        }
    }
    if let Some(plan) = sources.own.and_then(|own| own.plan.as_ref()) {
        let _ = writeln!(text, "Support plan: {plan}");
    }
    for resource in resources() {
        let offering = resource.offering.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        let identifier = resource.identifier.as_ref().map(|identifier| format!(", {identifier}"));
        let identifier = identifier.unwrap_or_else(|| " [identifier not known yet]".to_owned());
        let _ = writeln!(text, "Affected: {}{offering}{identifier}", resource.name);
    }
}

fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The words to send, with the subject above them.
pub(crate) fn plain(request: &RequestView) -> String {
    format!("Subject: {}\n\n{}\n", request.subject, request.text)
}

/// A request as Markdown, with what happened to it.
pub(crate) fn markdown(code: &str, request: &RequestView) -> String {
    let mut text = format!("# {code}, request {}: {}\n\n", request.id, request.subject);
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(text, "- **{name}:** {value}");
    };
    fact("To", &request.provider.name);
    for (name, value) in [
        ("From step", &request.step_title),
        ("Follows request", &request.follows),
        ("Channel", &request.channel),
        ("Ticket", &request.ticket),
    ] {
        if let Some(value) = value {
            fact(name, value);
        }
    }
    fact("Escalation", &request.escalate_in_words);
    fact("Drafted", &format!("{} by {}", request.drafted_at, request.drafted_by));
    for mark in &request.marks {
        let by = mark.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        let note = mark.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
        fact(&mark.label, &format!("{}{by}{note} (recorded by {})", mark.when.to_iso(), mark.author));
    }
    // A fence longer than any in the words keeps them as they are.
    let longest = request.text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    let _ = write!(text, "\n{fence}text\n{}\n{fence}\n", request.text);
    text
}

fn subject(incident: &Incident) -> String {
    let whole = format!("Security incident {}: {}", incident.code, incident.title);
    if whole.chars().count() <= LONGEST_SUBJECT {
        return whole;
    }
    let cut: String = whole.chars().take(LONGEST_SUBJECT - 1).collect();
    format!("{}…", cut.trim_end())
}

/// From when it occurred, else was detected, else was opened, until now.
fn window(incident: &Incident, now: DateTime<Utc>) -> String {
    let from = incident.milestone(Milestone::Occurred).or_else(|| incident.milestone(Milestone::Detected));
    let from = from.map_or(incident.opened.recorded_at, |assertion| assertion.stamp.when.earliest);
    let instant = |at: DateTime<Utc>| at.format("%Y-%m-%d %H:%M").to_string();
    format!("{} to {}", instant(from), instant(now))
}
