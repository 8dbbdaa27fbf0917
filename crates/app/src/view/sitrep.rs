//! The situation report: facts of the record alone, and what is not known.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use firebreak_core::incident::{Incident, Run, StepRecord};
use firebreak_core::playbook::Step;
use firebreak_core::vocabulary::{Milestone, StepState};
use firebreak_core::when::{When, iso};

use super::sitrep_text::markdown;
use super::{deadline_views, indicators_in_words, when_in_words};
use crate::api::{Clock, IncidentView, Sitrep, SitrepLine};
use crate::library::Library;

/// How many steps that were done are told; the timeline has all.
const DONE: usize = 6;
/// How many steps that come next are told.
const NEXT: usize = 5;
/// How many decisions are told.
const DECISIONS: usize = 4;
/// The longest reason of a decision that is told, in characters; the desk has all of it.
const LONGEST_REASON: usize = 160;
/// How many clocks stand at the top.
const CLOCKS: usize = 4;

/// The situation at an instant.
pub(crate) fn sitrep_of(
    incident: &Incident,
    view: &IncidentView,
    library: &Library,
    author: &str,
    now: DateTime<Utc>,
) -> Sitrep {
    let steps = Steps::of(incident, now);
    let detected = incident.milestone(Milestone::Detected);
    let (settled, total) =
        incident.runs.iter().map(Run::progress).fold((0, 0), |(settled, all), (s, a)| (settled + s, all + a));
    let mut sitrep = Sitrep {
        made_at: iso(firebreak_core::when::whole_millis(now)),
        made_by: Some(author.to_owned()).filter(|author| !author.is_empty()),
        code: view.code.clone(),
        title: view.title.clone(),
        class: view.class,
        severity: view.severity,
        incident_type: view.incident_type.name.clone(),
        status: status(incident),
        since: detected.map(|detected| in_utc(&detected.stamp.when, now)),
        lead: incident.lead().map(str::to_owned),
        affected: affected(view),
        clocks: view.clocks.iter().take(CLOCKS).cloned().collect(),
        settled,
        steps: total,
        done: steps.done,
        in_progress: steps.in_progress,
        next: steps.next,
        requests: requests(view),
        deadlines: deadline_views(incident).into_iter().filter(|deadline| deadline.state.is_none()).collect(),
        updates: view.updates.next.clone(),
        indicators: indicators_in_words(incident),
        decisions: decisions(incident),
        unknown: Vec::new(),
        events: view.head.events,
        head: view.head.hash.clone(),
        markdown: String::new(),
    };
    sitrep.unknown = unknown(incident, view, &sitrep, library);
    sitrep.markdown = markdown(&sitrep);
    sitrep
}

/// A time in words, in UTC: people of several zones read the same page.
pub(crate) fn in_utc(when: &When, now: DateTime<Utc>) -> String {
    when_in_words(when, now, chrono_tz::Tz::UTC)
}

/// Whether it is open, and how far it is.
fn status(incident: &Incident) -> String {
    if let Some(closed) = &incident.closed {
        return format!("Closed as {}", closed.resolution.label().to_lowercase());
    }
    let reached = [
        (Milestone::Recovered, "recovered"),
        (Milestone::Eradicated, "eradicated, not recovered"),
        (Milestone::Contained, "contained, not eradicated"),
    ];
    let far = reached.iter().find(|(milestone, _)| incident.milestone(*milestone).is_some());
    let again = if incident.reopenings.is_empty() { "" } else { ", reopened" };
    format!("Open{again}, {}", far.map_or("not contained", |(_, words)| words))
}

fn affected(view: &IncidentView) -> Vec<String> {
    let models: Vec<&str> = view.service_models.iter().map(|model| model.label()).collect();
    let providers: Vec<&str> = view.providers.iter().map(|provider| provider.name.as_str()).collect();
    let mut said = vec![models.join(", ")];
    if !providers.is_empty() {
        said.push(providers.join(", "));
    }
    said.extend(view.resources.iter().map(|resource| match &resource.identifier {
        Some(identifier) if *identifier != resource.name => format!("{} ({identifier})", resource.name),
        Some(_) | None => resource.name.clone(),
    }));
    said
}

fn requests(view: &IncidentView) -> Vec<SitrepLine> {
    let waiting = view.requests.iter().filter(|request| request.waiting_since.is_some());
    waiting
        .map(|request| SitrepLine {
            text: format!("Request {} to {}: {}", request.id, request.provider.name, request.subject),
            about: Some(if request.due { "to be escalated".to_owned() } else { "no answer yet".to_owned() }),
            at: request.waiting_since.clone(),
        })
        .collect()
}

/// What was decided and is in force, latest first: what was recorded with its reasons, and the branches that were chosen
/// without.
fn decisions(incident: &Incident) -> Vec<SitrepLine> {
    let mut found: Vec<(Option<DateTime<Utc>>, SitrepLine)> = Vec::new();
    let mut told = HashSet::new();
    for known in incident.decisions_in_force() {
        let facts = &known.facts;
        told.extend(facts.step.as_ref().map(|link| (link.run.as_str(), link.step.as_str())));
        let at = known.stamp.when.earliest;
        let by = format!("by {}", facts.decided_by);
        let final_words = (facts.reversible == Some(false)).then(|| "cannot be taken back".to_owned());
        let why = facts.rationale.as_deref().map(within_a_line);
        let about: Vec<String> = [Some(by), final_words, why].into_iter().flatten().collect();
        let line = SitrepLine { text: facts.in_words(), about: Some(about.join(", ")), at: Some(iso(at)) };
        found.push((Some(at), line));
    }
    for run in &incident.runs {
        for (number, (_, step, record)) in (1_u32..).zip(run.steps()) {
            let Some(choice) = run.choice(step) else { continue };
            if told.contains(&(run.id.as_str(), step.id.as_str())) {
                continue;
            }
            let condition = choice.condition.as_deref().unwrap_or("otherwise");
            let at = record.changed.as_ref().map(|stamp| stamp.when.earliest);
            let line = SitrepLine {
                text: format!("{number} {}: {condition}", step.title.value),
                about: None,
                at: at.map(iso),
            };
            found.push((at, line));
        }
    }
    found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    found.into_iter().map(|(_, line)| line).take(DECISIONS).collect()
}

/// A text in one line, cut where it is long.
fn within_a_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST_REASON {
        return line;
    }
    let cut: String = line.chars().take(LONGEST_REASON - 1).collect();
    format!("{}…", cut.trim_end())
}

/// The steps of all runs as the report tells them.
struct Steps {
    done: Vec<SitrepLine>,
    in_progress: Vec<SitrepLine>,
    next: Vec<SitrepLine>,
}

impl Steps {
    fn of(incident: &Incident, now: DateTime<Utc>) -> Self {
        let (mut done, mut in_progress, mut next, mut later) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for run in &incident.runs {
            let current = run.next_open(now).map(|(_, _, step)| step.id.as_str());
            for ((number, (_, step, record)), off) in (1_u32..).zip(run.steps()).zip(run.off_branch()) {
                if off {
                    continue;
                }
                match record.state {
                    StepState::Done | StepState::Verified => done.push(line(number, step, record)),
                    StepState::Blocked => in_progress.push(line(number, step, record)),
                    StepState::Deferred if current != Some(step.id.as_str()) => {
                        later.push(line(number, step, record));
                    }
                    StepState::Open | StepState::Deferred
                        if current == Some(step.id.as_str()) || !record.ticked.is_empty() =>
                    {
                        in_progress.push(line(number, step, record));
                    }
                    StepState::Open | StepState::Deferred => next.push(line(number, step, record)),
                    StepState::NotApplicable | StepState::Overridden => {}
                }
            }
        }
        // Times in UTC are in order as texts.
        done.sort_by(|a, b| b.at.cmp(&a.at));
        done.truncate(DONE);
        next.truncate(NEXT);
        next.extend(later);
        Self { done, in_progress, next }
    }
}

fn line(number: u32, step: &Step, record: &StepRecord) -> SitrepLine {
    let state = match record.state {
        StepState::Open => None,
        StepState::Deferred
        | StepState::Blocked
        | StepState::Done
        | StepState::Verified
        | StepState::NotApplicable
        | StepState::Overridden => Some(record.state.label().to_lowercase()),
    };
    let until = record.until.as_ref().map(|until| format!("until {}", until.in_words()));
    let more: Vec<String> =
        [state, record.value.clone(), record.reason.clone(), until].into_iter().flatten().collect();
    SitrepLine {
        text: format!("{number} {}", step.title.value),
        about: (!more.is_empty()).then(|| more.join(", ")),
        at: record
            .changed
            .as_ref()
            .filter(|_| record.state != StepState::Open)
            .map(|stamp| iso(stamp.when.earliest)),
    }
}

/// What is not known: what nobody said, and what the record would need to say.
fn unknown(incident: &Incident, view: &IncidentView, sitrep: &Sitrep, library: &Library) -> Vec<String> {
    let mut found = Vec::new();
    if sitrep.lead.is_none() {
        found.push("Who leads: nobody was said to".to_owned());
    }
    match incident.milestone(Milestone::Occurred) {
        None => found.push("When it began".to_owned()),
        Some(said) if said.stamp.when.may_be_earlier() => {
            found.push("When it began: only no later than said".to_owned());
        }
        Some(_) => {}
    }
    for clock in &view.clocks {
        if let Some(problem) = &clock.problem {
            found.push(format!("{}: {problem}", clock.label));
        }
    }
    if view.resources.is_empty() {
        found.push("Which resources are affected: none is listed".to_owned());
    }
    for resource in view.resources.iter().filter(|resource| resource.identifier.is_none()) {
        found.push(format!("The identifier of {}", resource.name));
    }
    for run in &incident.runs {
        let providers = incident.affected_providers();
        let empty: Vec<&str> = crate::library::variables_for(&run.pinned.playbook, &providers)
            .map(|(name, _)| name.as_str())
            .filter(|name| !run.variables.contains_key(*name))
            .collect();
        if !empty.is_empty() {
            found.push(format!("Not filled in for {}: {}", run.pinned.playbook.meta.title, empty.join(", ")));
        }
    }
    for deadline in &sitrep.deadlines {
        if deadline.rule.cap_trigger.is_some() && deadline.cap_from.is_none() {
            found.push(format!("The time that caps deadline {}, {}", deadline.id, deadline.rule.name));
        }
        if deadline.due.as_ref().is_some_and(|due| due.holidays_unknown) {
            found.push(format!("Holidays before deadline {}, {}", deadline.id, deadline.rule.name));
        }
    }
    if !library.reference.incident_types.contains_key(&incident.incident_type) {
        found.push(format!("What the type {} means: this version does not know it", incident.incident_type));
    }
    found
}

/// A clock in a few words: its value, what runs, or why there is none.
pub(crate) fn clock_words(clock: &Clock, now: DateTime<Utc>) -> String {
    let length = firebreak_core::words::length;
    let target =
        clock.target.map(|target| format!(", target {}", length(i64::try_from(target).unwrap_or(i64::MAX))));
    let target = target.unwrap_or_default();
    if let Some(value) = &clock.value {
        let at_least = if clock.at_least { "≥ " } else { "" };
        let range = if value.seconds_min == value.seconds_max {
            length(value.seconds_min)
        } else {
            format!("{} to {}", length(value.seconds_min), length(value.seconds_max))
        };
        return format!("{at_least}{range}{target}");
    }
    let since = clock.running_since.as_deref().and_then(|since| DateTime::parse_from_rfc3339(since).ok());
    if let Some(since) = since {
        return format!("running for {}{target}", length((now - since.to_utc()).num_seconds()));
    }
    match clock.problem.as_ref().or(clock.missing.as_ref()) {
        Some(why) => format!("— ({why})"),
        None => "—".to_owned(),
    }
}
