use firebreak_app::api::{HandoverState, HandoverView, PeopleView};

use super::Page;
use super::words::{self, count};

/// Who holds which role, who held it before, and who works the incident.
pub(crate) fn people(page: &mut Page, people: &PeopleView) {
    let zone = page.zone();
    let mut rows = Vec::new();
    for role in &people.roles {
        let about = role.about.clone().unwrap_or_default();
        if role.holders.is_empty() {
            rows.push(vec![role.label.clone(), "nobody".to_owned(), String::new(), about.clone()]);
        }
        rows.extend(role.holders.iter().map(|held| {
            let since = format!("since {}", words::when(&held.since, zone));
            vec![role.label.clone(), held.person.clone(), since, about.clone()]
        }));
    }
    page.table("", &rows);
    if !people.earlier.is_empty() {
        page.gap();
        page.say("Before:");
        let rows: Vec<Vec<String>> = people
            .earlier
            .iter()
            .map(|held| {
                let (since, until) = (words::when(&held.since, zone), words::when(&held.until, zone));
                vec![held.label.clone(), held.person.clone(), format!("{since} to {until}")]
            })
            .collect();
        page.table("  ", &rows);
    }
    page.gap();
    let names: Vec<String> = people
        .people
        .iter()
        .map(
            |person| {
                if person.acting { format!("{} (writes here)", person.name) } else { person.name.clone() }
            },
        )
        .collect();
    page.say(&format!("{}: {}", count(names.len() as u64, "name"), names.join(", ")));
}

/// The handovers of an incident.
pub(crate) fn handover_list(page: &mut Page, list: &[HandoverView]) {
    if list.is_empty() {
        page.say("No handover was begun. `firebreak handover begin` gives the briefing to the next lead.");
        return;
    }
    let zone = page.zone();
    let rows: Vec<Vec<String>> = list
        .iter()
        .map(|handover| {
            vec![
                handover.id.clone(),
                format!("{} to {}", handover.from, handover.to),
                state(handover.state).to_owned(),
                words::stamp(&handover.begun_at, zone),
                handover.summary.clone(),
            ]
        })
        .collect();
    page.table("", &rows);
}

/// A handover with its briefing and its read-back.
pub(crate) fn handover(page: &mut Page, handover: &HandoverView) {
    page.say(&format!("Handover {}, {} to {}", handover.id, handover.from, handover.to));
    let zone = page.zone();
    let begun = words::stamp(&handover.begun_at, zone);
    page.say(&format!("Begun {begun} by {} · {}", handover.begun_by, state(handover.state)));
    if let (Some(at), Some(by)) = (&handover.ended_at, &handover.ended_by) {
        page.say(&format!("{} {} · recorded by {by}", state(handover.state), words::stamp(at, zone)));
    }
    for (what, said) in [("Read back", &handover.read_back), ("Reason", &handover.reason)] {
        if let Some(said) = said {
            page.say(&format!("{what}: {said}"));
        }
    }
    for section in &handover.sections {
        page.gap();
        let tick = if handover.ticked.contains(&section.title) { " (read back)" } else { "" };
        page.say(&format!("{}{tick}", section.title));
        for line in &section.lines {
            page.verbatim("  ", line);
        }
        if section.lines.is_empty() {
            page.verbatim("  ", "None");
        }
    }
    page.gap();
    page.say(&format!("Made from the record with the head {}", handover.head));
}

const fn state(state: HandoverState) -> &'static str {
    match state {
        HandoverState::Waiting => "Waits for the receiver",
        HandoverState::Accepted => "Accepted",
        HandoverState::Cancelled => "Cancelled",
    }
}
