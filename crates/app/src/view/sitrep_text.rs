//! The situation report as Markdown, and what the variables of an update say.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use firebreak_core::incident::Incident;
use firebreak_core::vocabulary::Milestone;

use super::sitrep::{clock_words, in_utc};
use super::time_left;
use crate::api::{DeadlineView, Sitrep, SitrepLine};
use crate::export::escaped;
use crate::library::Library;

/// All of a report as Markdown, about a page.
pub(crate) fn markdown(sitrep: &Sitrep) -> String {
    let now = made_at(sitrep);
    let mut text = format!("# Situation report: {} {}\n\n", sitrep.code, escaped(&sitrep.title));
    let by = sitrep.made_by.as_ref().map(|by| format!(" by {}", escaped(by))).unwrap_or_default();
    let _ = writeln!(text, "Made {}{by}. Facts of the record at that time; nothing else.\n", sitrep.made_at);
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(text, "- **{name}:** {}", escaped(value));
    };
    fact("What", &format!("{}, {}, {}", sitrep.incident_type, sitrep.severity.label(), sitrep.class.label()));
    fact("State", &sitrep.status);
    fact("Since", sitrep.since.as_deref().unwrap_or("— (nobody said when it was detected)"));
    fact("Lead", sitrep.lead.as_deref().unwrap_or("— (nobody was said to lead)"));
    fact("Affected", &sitrep.affected.join("; "));
    fact("Indicators", sitrep.indicators.as_deref().unwrap_or("none recorded"));
    text.push_str("\n| clock | from → to | |\n|---|---|---|\n");
    for clock in &sitrep.clocks {
        let _ = writeln!(text, "| {} | {} | {} |", clock.label, clock.definition, clock_words(clock, now));
    }
    let mut section = |title: &str, lines: &[String], none: &str| {
        let _ = writeln!(text, "\n## {title}\n");
        if lines.is_empty() {
            let _ = writeln!(text, "{none}");
        }
        for line in lines {
            let _ = writeln!(text, "- {}", escaped(line));
        }
    };
    let done = format!("Done ({} of {} steps settled)", sitrep.settled, sitrep.steps);
    section(&done, &lines(&sitrep.done), "No step is done.");
    section("In progress", &lines(&sitrep.in_progress), "No step is in progress.");
    section("Next", &lines(&sitrep.next), "No step is open.");
    section("Requests to providers", &lines(&sitrep.requests), "None is open.");
    section("Deadlines", &deadline_lines(&sitrep.deadlines, now), "None runs.");
    let updates: Vec<String> =
        sitrep.updates.iter().map(|next| format!("{}, due {}", next.audience, next.at)).collect();
    section("Next updates", &updates, "None is due.");
    section("Decisions", &lines(&sitrep.decisions), "None is recorded.");
    section("Not known", &sitrep.unknown, "Nothing that the record asks for is missing.");
    let _ = writeln!(text, "\nRecord head after {} events: `{}`", sitrep.events, sitrep.head);
    text
}

/// What a variable of a template says; none where nobody said it.
pub(crate) fn variable(
    name: &str,
    incident: &Incident,
    sitrep: &Sitrep,
    next: Option<DateTime<Utc>>,
    library: &Library,
) -> Option<String> {
    let now = made_at(sitrep);
    let milestone =
        |milestone: Milestone| incident.milestone(milestone).map(|said| in_utc(&said.stamp.when, now));
    let minute = |at: DateTime<Utc>| at.format("%Y-%m-%d %H:%M UTC").to_string();
    let listed = |lines: Vec<String>, none: &str| {
        Some(if lines.is_empty() { none.to_owned() } else { format!("- {}", lines.join("\n- ")) })
    };
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    match name {
        "code" => Some(sitrep.code.clone()),
        "title" => Some(sitrep.title.clone()),
        "severity" => Some(sitrep.severity.label().to_owned()),
        "type" => Some(sitrep.incident_type.clone()),
        "class" => Some(sitrep.class.label().to_owned()),
        "status" => Some(sitrep.status.clone()),
        "affected" => some(sitrep.affected.join("; ")),
        "providers" => {
            let providers = incident.affected_providers();
            let names: Vec<&str> = providers.iter().map(|id| library.reference.provider_name(id)).collect();
            some(names.join(", "))
        }
        "resources" => {
            let resources: Vec<String> = incident
                .affected_resources()
                .map(|resource| {
                    let facts = &resource.facts;
                    let identifier = facts.identifier.as_deref().unwrap_or("[not known: identifier]");
                    format!("{}, {}, {identifier}", facts.name, facts.service_model.label())
                })
                .collect();
            some(resources.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n"))
        }
        "detected" => milestone(Milestone::Detected),
        "occurred" => milestone(Milestone::Occurred),
        "contained" => milestone(Milestone::Contained).or_else(|| Some("not yet".to_owned())),
        "recovered" => milestone(Milestone::Recovered).or_else(|| Some("not yet".to_owned())),
        "lead" => sitrep.lead.clone(),
        "author" => sitrep.made_by.clone(),
        "done" => listed(lines(&sitrep.done), "Nothing is recorded as done yet."),
        "in_progress" => listed(lines(&sitrep.in_progress), "No step is in progress."),
        "next_steps" => listed(lines(&sitrep.next), "No further step is planned."),
        "requests" => listed(lines(&sitrep.requests), "No request waits for an answer."),
        "deadlines" => listed(deadline_lines(&sitrep.deadlines, now), "No clock was started."),
        "unknown" => listed(sitrep.unknown.clone(), "Nothing that the record asks for is missing."),
        "now" => Some(minute(now)),
        "next_update" => next.map(minute),
        "head" => Some(sitrep.head.clone()),
        _ => None,
    }
}

fn lines(lines: &[SitrepLine]) -> Vec<String> {
    lines
        .iter()
        .map(|line| {
            let at = line.at.as_ref().map(|at| format!(" ({at})")).unwrap_or_default();
            let about = line.about.as_ref().map(|about| format!(": {about}")).unwrap_or_default();
            format!("{}{about}{at}", line.text)
        })
        .collect()
}

fn deadline_lines(deadlines: &[DeadlineView], now: DateTime<Utc>) -> Vec<String> {
    deadlines
        .iter()
        .map(|deadline| {
            let due = deadline.due.as_ref().map(|due| due.at.as_str());
            let left = due.and_then(|due| DateTime::parse_from_rfc3339(due).ok());
            let left = left.map(|due| time_left(due.to_utc(), now));
            let due = due.map_or_else(|| "no due time".to_owned(), |due| format!("due {due}"));
            let left = left.map(|left| format!(", {left}")).unwrap_or_default();
            format!("{}: {due}{left} ({})", deadline.rule.name, deadline.rule.in_words)
        })
        .collect()
}

fn made_at(sitrep: &Sitrep) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&sitrep.made_at).map(|at| at.to_utc()).unwrap_or_default()
}
