//! What whoever takes the lead over is told: made from the incident as it stands, and from what was typed.

use std::cmp::Ordering;
use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use firebreak_core::deadline::Due;
use firebreak_core::event::{BriefingSection, UpdateMark};
use firebreak_core::incident::{Deadline, Handover, HandoverEnd, Incident, Stamp};
use firebreak_core::vocabulary::{Mode, Severity, StepState};
use firebreak_core::when::iso;
use firebreak_core::words::length;

use super::{indicators_in_words, time_left};
use crate::api::{
    Clock, ContingencyWords, EntryView, HandoverState, HandoverView, HandoverWords, IncidentView,
    RequestView, RunView, SectionView, StepView,
};
use crate::html::{self, Filling};

/// How many lines of one kind a section has at most: the whole briefing is meant for one page.
const MOST: usize = 6;
/// The longest line, in characters.
const LONGEST: usize = 220;

/// Makes a briefing. `view` is the incident as it is shown now, `notes` are the last ones, latest first.
pub(crate) fn briefing(
    incident: &Incident,
    view: &IncidentView,
    notes: &[EntryView],
    words: &HandoverWords,
    now: DateTime<Utc>,
) -> Vec<BriefingSection> {
    let section = |title: &str, lines: Vec<String>| BriefingSection {
        title: title.to_owned(),
        lines: lines.iter().map(|line| one_line(line)).collect(),
    };
    vec![
        section("Severity and trend", severity(incident)),
        section("Summary", typed(words.summary.as_deref())),
        section("Objectives", typed(words.objectives.as_deref())),
        section("Where the work stands", work(incident, view)),
        section("Clocks", view.clocks.iter().take(4).map(|clock| clock_line(clock, now)).collect()),
        section("Deadlines", deadlines(incident, now)),
        section("Updates", updates(incident, now)),
        section("Requests to providers", requests(view, now)),
        section("Watches", watches(view)),
        section("Notes", note_lines(incident, notes)),
        section("Volatile evidence not yet collected", evidence(incident)),
        section("If, then", contingencies(&words.contingencies)),
        section("Roles", roles(view)),
    ]
}

/// A briefing as Markdown, for one page.
pub(crate) fn briefing_markdown(
    incident: &IncidentView,
    heading: &str,
    sections: &[SectionView],
    head: &str,
) -> String {
    let mut text = format!("# {}: {heading}\n\n{}\n", incident.code, markdown_line(&incident.title));
    for section in sections {
        let _ = write!(text, "\n## {}\n\n", section.title);
        if section.lines.is_empty() {
            text.push_str("None.\n");
        }
        for line in &section.lines {
            let _ = writeln!(text, "- {}", markdown_line(line));
        }
    }
    let _ = write!(text, "\nMade from the record with the head `{head}`.\n");
    text
}

/// A handover as it crosses the seam.
pub(crate) fn handover_view(handover: &Handover) -> HandoverView {
    let mut view = HandoverView {
        id: handover.id.clone(),
        state: HandoverState::Waiting,
        from: handover.from.clone(),
        to: handover.to.clone(),
        summary: handover.summary.clone(),
        objectives: handover.objectives.clone(),
        contingencies: handover
            .contingencies
            .iter()
            .map(|one| ContingencyWords { when: one.when.clone(), then: one.then.clone() })
            .collect(),
        sections: section_views(&handover.briefing),
        head: handover.head.to_string(),
        begun_at: iso(handover.begun.recorded_at),
        begun_by: handover.begun.author.clone(),
        entry: handover.begun.entry.to_string(),
        ended_at: None,
        ended_by: None,
        read_back: None,
        ticked: Vec::new(),
        reason: None,
    };
    let stamp = match &handover.ended {
        None => return view,
        Some(HandoverEnd::Accepted { by: _, read_back, sections, stamp }) => {
            view.state = HandoverState::Accepted;
            view.read_back.clone_from(read_back);
            view.ticked.clone_from(sections);
            stamp
        }
        Some(HandoverEnd::Cancelled { reason, stamp }) => {
            view.state = HandoverState::Cancelled;
            view.reason.clone_from(reason);
            stamp
        }
    };
    view.ended_at = Some(iso(stamp.recorded_at));
    view.ended_by = Some(stamp.author.clone());
    view
}

/// The sections of a briefing as they cross the seam.
pub(crate) fn section_views(sections: &[BriefingSection]) -> Vec<SectionView> {
    let view = |one: &BriefingSection| SectionView { title: one.title.clone(), lines: one.lines.clone() };
    sections.iter().map(view).collect()
}

/// How bad it is, and how that changed: the vocabulary goes from the worst to the least.
fn severity(incident: &Incident) -> Vec<String> {
    let said = |(severity, stamp): &(Severity, Stamp)| {
        format!("{} at {}", severity.label(), short(stamp.recorded_at))
    };
    match incident.severities.as_slice() {
        [.., before, last] => {
            let trend = match last.0.cmp(&before.0) {
                Ordering::Less => "raised",
                Ordering::Greater => "lowered",
                Ordering::Equal => "said again",
            };
            let all: Vec<String> = incident.severities.iter().map(said).collect();
            vec![
                format!("{}, {trend} at {} by {}", last.0.label(), short(last.1.recorded_at), last.1.author),
                format!("Since it was opened: {}", all.join(", ")),
            ]
        }
        [first] => vec![format!("{}, unchanged", said(first))],
        [] => Vec::new(),
    }
}

fn typed(text: Option<&str>) -> Vec<String> {
    let lines = text.unwrap_or_default().lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// The cursor, what is deferred or blocked, and what is open, run by run.
fn work(incident: &Incident, view: &IncidentView) -> Vec<String> {
    let mut lines = Vec::new();
    for run in &view.runs {
        let progress = &run.progress;
        let title = &run.playbook.title;
        lines.push(format!(
            "{title}: {} of {} steps settled, {}",
            progress.settled, progress.total, run.ending
        ));
        let place = view.place.as_ref().filter(|place| place.run == run.id);
        let at = place.and_then(|place| run.steps.iter().find(|step| step.id == place.step));
        if let Some(step) = at {
            lines.push(format!("Cursor: {}", step_line(view, step)));
        }
        let next = run.steps.iter().find(|step| Some(step.number) == run.next);
        if let Some(step) = next {
            lines.push(format!("Next: {}", step_line(view, step)));
        }
        lines.extend(at_most(put_off(run)));
        let open = run.steps.iter().filter(|step| {
            step.state == StepState::Open && !step.off_branch && Some(step.number) != run.next
        });
        let open: Vec<String> = open.map(|step| format!("{} {}", step.number, step.title)).collect();
        if !open.is_empty() {
            lines.push(format!("Open after it: {}", at_most(open).join("; ")));
        }
    }
    lines.extend(found_and_decided(incident));
    lines
}

/// How many indicators count, and what was decided and cannot be taken back.
fn found_and_decided(incident: &Incident) -> Vec<String> {
    let mut lines: Vec<String> =
        indicators_in_words(incident).map(|words| format!("Indicators: {words}")).into_iter().collect();
    let many = incident.decisions_in_force().count();
    if many > 0 {
        let for_good = incident.decisions_in_force().filter(|known| known.facts.reversible == Some(false));
        let for_good = at_most(for_good.map(|known| known.facts.in_words()).collect());
        let told = if for_good.is_empty() {
            String::new()
        } else {
            format!("; cannot be taken back: {}", for_good.join("; "))
        };
        lines.push(format!("Decisions in force: {many}{told}"));
    }
    lines
}

/// The steps of a run that are deferred or blocked, due ones first.
fn put_off(run: &RunView) -> Vec<String> {
    let mut steps: Vec<&StepView> = run
        .steps
        .iter()
        .filter(|step| !step.off_branch && matches!(step.state, StepState::Deferred | StepState::Blocked))
        .collect();
    steps.sort_by_key(|step| !step.due);
    let line = |step: &&StepView| {
        let until = step.until.as_ref().map(|until| format!(" until {until}")).unwrap_or_default();
        let due = if step.due { ", due now" } else { "" };
        let why = step.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        format!("{}{until}{due}: {} {}{why}", step.state.label(), step.number, step.title)
    };
    steps.iter().map(line).collect()
}

/// A step with its role and who holds that.
fn step_line(view: &IncidentView, step: &StepView) -> String {
    let holder = |role: &String| {
        let held = view.roles.iter().filter(|held| held.role.to_lowercase() == role.to_lowercase());
        let people: Vec<&str> = held.map(|held| held.person.as_str()).collect();
        if people.is_empty() { String::new() } else { format!(", {}", people.join(", ")) }
    };
    let role = step.role.as_ref().map(|role| format!(" ({role}{})", holder(role))).unwrap_or_default();
    format!("{} {}{role}", step.number, step.title)
}

fn clock_line(clock: &Clock, now: DateTime<Utc>) -> String {
    let target = clock.target.map(|target| i64::try_from(target).unwrap_or(i64::MAX));
    let of = target.map_or_else(|| ", no target".to_owned(), |target| format!(", target {}", length(target)));
    let over = |seconds: i64| match target.map(|target| seconds - target) {
        Some(over) if over > 0 => format!(", over by {}", length(over)),
        Some(_) | None => String::new(),
    };
    let label = &clock.label;
    let at_least = if clock.at_least { "≥ " } else { "" };
    if let Some(value) = &clock.value {
        let (min, max) = (length(value.seconds_min), length(value.seconds_max));
        let value_words = if min == max || clock.at_least { min } else { format!("{min} to {max}") };
        return format!("{label}: {at_least}{value_words}{of}{}", over(value.seconds_min));
    }
    let since = clock.running_since.as_ref().and_then(|since| since.parse::<DateTime<Utc>>().ok());
    if let Some(since) = since {
        let seconds = (now - since).num_seconds().max(0);
        return format!("{label}: runs, {at_least}{} so far{of}{}", length(seconds), over(seconds));
    }
    let why = clock.problem.as_ref().or(clock.missing.as_ref()).cloned().unwrap_or_default();
    format!("{label}: — ({why}){of}")
}

/// The deadlines that run, the least time left first.
fn deadlines(incident: &Incident, now: DateTime<Utc>) -> Vec<String> {
    let line = |(deadline, due): (&Deadline, Option<Due>)| {
        let name = &deadline.rule.name;
        let Some(due) = due else { return format!("{name}: runs, its rule names no length") };
        let left = time_left(due.at, now);
        let until = if due.until > due.at {
            format!(", or by {} if it began later", short(due.until))
        } else {
            String::new()
        };
        let earlier = if due.may_be_earlier { ", or earlier" } else { "" };
        format!("{name}: due {}, {left}{until}{earlier}", short(due.at))
    };
    at_most(incident.running_deadlines().into_iter().map(line).collect())
}

/// What each audience was told last and when it is told again, the soonest first; then what is drafted and not sent.
fn updates(incident: &Incident, now: DateTime<Utc>) -> Vec<String> {
    let mut sent: Vec<_> = incident.last_sent().collect();
    sent.sort_by_key(|(update, at)| (update.next_at().is_none(), update.next_at(), *at));
    let sent = sent.into_iter().map(|(update, at)| {
        let words = &update.words;
        let to = words.to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default();
        let next = update.next_at().map_or_else(
            || ", no next one promised".to_owned(),
            |next| format!(", next due {}, {}", short(next), time_left(next, now)),
        );
        format!("{}: {} sent {}{to}{next}", words.audience, update.id, short(at))
    });
    let drafts = incident.updates.iter().filter(|update| update.is_draft()).map(|update| {
        let approved = update.mark(UpdateMark::Approved).map(|said| {
            let by = said.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
            format!("approved{by}")
        });
        let state = approved.unwrap_or_else(|| "not approved".to_owned());
        format!(
            "{}: {} is drafted, {state}, not sent: {}",
            update.words.audience, update.id, update.words.subject
        )
    });
    at_most(sent.chain(drafts).collect())
}

fn requests(view: &IncidentView, now: DateTime<Utc>) -> Vec<String> {
    let is_unanswered = |request: &&RequestView| request.state.is_none() || request.waiting_since.is_some();
    let line = |request: &RequestView| {
        let since = request.waiting_since.as_ref().and_then(|since| since.parse::<DateTime<Utc>>().ok());
        let waits = since.map_or_else(
            || "draft, not sent".to_owned(),
            |since| format!("waits {}, sent {}", length((now - since).num_seconds().max(0)), short(since)),
        );
        let ticket = request.ticket.as_ref().map(|ticket| format!(", ticket {ticket}")).unwrap_or_default();
        let due = if request.due { ", to escalate now" } else { "" };
        format!("{} to {}: {} ({waits}{ticket}{due})", request.id, request.provider.name, request.subject)
    };
    at_most(view.requests.iter().filter(is_unanswered).map(line).collect())
}

fn watches(view: &IncidentView) -> Vec<String> {
    let is_watch =
        |step: &&StepView| step.mode == Mode::Watch && step.state == StepState::Open && !step.off_branch;
    let steps = view.runs.iter().flat_map(|run| run.steps.iter()).filter(is_watch);
    at_most(steps.map(|step| step_line(view, step)).collect())
}

/// The standing notes of the playbooks, then the last notes of the timeline.
fn note_lines(incident: &Incident, notes: &[EntryView]) -> Vec<String> {
    let standing = incident.runs.iter().flat_map(|run| {
        let filling = Filling { values: &run.variables, declared: &run.pinned.playbook.meta.variables };
        let plain = move |alert: &firebreak_core::playbook::Alert| html::plain(&alert.text, filling);
        run.pinned.playbook.standing.iter().map(plain)
    });
    let mut lines = at_most(standing.collect());
    lines.extend(notes.iter().map(|note| {
        let at = if note.when.is_point() { short(note.when.earliest) } else { note.occurred_at.clone() };
        format!("{at} {}: {}", note.author, note.text)
    }));
    lines
}

/// What steps that are not settled ask to collect, that no evidence answers yet and that is soon gone.
fn evidence(incident: &Incident) -> Vec<String> {
    let mut volatile = Vec::new();
    let mut others = 0_usize;
    for asked in incident.to_collect() {
        if asked.state.is_settled() || !asked.answered.is_empty() {
            continue;
        }
        let declared = &asked.run.pinned.playbook.meta.variables;
        let words = html::plain(asked.text, Filling { values: &asked.run.variables, declared });
        if is_volatile(&words) {
            volatile.push(format!("Step {}: {words}", asked.number));
        } else {
            others += 1;
        }
    }
    let mut lines = at_most(volatile);
    if others > 0 {
        lines.push(format!("{others} more to collect at open steps that last longer"));
    }
    lines
}

/// Whether words about a piece of evidence say that it does not last: what RFC 3227 puts first, and what is said to be
/// gone or lost at some event.
fn is_volatile(words: &str) -> bool {
    const SAY_SO: &[&str] =
        &["gone", "lost", "memory", "volatile", "overwritten", "process", "processes", "live", "ephemeral"];
    let words = words.to_lowercase();
    let mut each = words.split(|c: char| !c.is_alphanumeric());
    each.any(|word| SAY_SO.contains(&word))
}

fn contingencies(typed: &[ContingencyWords]) -> Vec<String> {
    let typed = typed.iter().map(|one| (one.when.trim(), one.then.trim()));
    typed
        .filter(|(when, then)| !when.is_empty() || !then.is_empty())
        .map(|(when, then)| format!("If {when}: {then}"))
        .collect()
}

fn roles(view: &IncidentView) -> Vec<String> {
    let line = |held: &crate::api::RoleHolder| {
        format!("{}: {}, since {}", held.label, held.person, short(held.since.earliest))
    };
    view.roles.iter().map(line).collect()
}

/// The first lines, and how many more there are.
fn at_most(mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines
}

/// A line of the briefing: white space as single spaces, cut where it is long.
fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end())
}

/// A line as Markdown shows it, character by character.
fn markdown_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' => {
                line.push('\\');
                line.push(c);
            }
            '<' => line.push_str("&lt;"),
            '>' => line.push_str("&gt;"),
            '&' => line.push_str("&amp;"),
            c => line.push(c),
        }
    }
    line
}

fn short(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%MZ").to_string()
}
