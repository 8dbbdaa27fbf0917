use firebreak_app::api::{IncidentView, TimeSpan};

use super::{Page, request, timeline, words};
use crate::desk::Here;

/// The times of an incident, each with its definition, then the milestones they are made of.
pub(crate) fn times(page: &mut Page, here: &Here, incident: &IncidentView) {
    page.say(&format!("{}  {}", incident.code, incident.title));
    page.gap();
    clocks(page, incident);
    if let Some(waiting) = &incident.waiting {
        page.gap();
        request::waiting(page, waiting);
    }
    page.gap();
    milestones(page, here, incident);
}

/// The clocks: value, target, definition, and why there is no value.
pub(super) fn clocks(page: &mut Page, incident: &IncidentView) {
    let now = page.now();
    let rows: Vec<Vec<String>> = incident
        .clocks
        .iter()
        .map(|clock| {
            vec![
                clock.label.clone(),
                words::reading(clock, now),
                words::target(clock),
                clock.definition.clone(),
                words::remark(clock),
            ]
        })
        .collect();
    page.table("", &rows);
}

/// The milestones with the entries that set them, earlier assertions below the one that counts.
pub(super) fn milestones(page: &mut Page, here: &Here, incident: &IncidentView) {
    let mut rows = Vec::new();
    for milestone in &incident.milestones {
        rows.push(vec![
            milestone.label.clone(),
            words::when(&milestone.when, page.zone()),
            timeline::name(here, &milestone.entry),
            milestone.author.clone(),
            milestone.note.clone().unwrap_or_default(),
        ]);
        for earlier in milestone.earlier.iter().rev() {
            rows.push(vec![
                "  before".to_owned(),
                words::when(&earlier.when, page.zone()),
                timeline::name(here, &earlier.entry),
                earlier.author.clone(),
                String::new(),
            ]);
        }
    }
    page.table("", &rows);
}

/// The time between two moments that were chosen.
pub(crate) fn span(page: &mut Page, from: &str, to: &str, span: Option<&TimeSpan>) {
    match span {
        Some(span) => {
            let took = if span.at_least {
                format!("≥ {}", words::between(span.seconds_min, span.seconds_min))
            } else {
                words::between(span.seconds_min, span.seconds_max)
            };
            page.say(&format!("{took}  {from} → {to}"));
            page.say(&format!("from {} to {}", span.from.replace('/', " – "), span.to.replace('/', " – ")));
        }
        None => page.say(&format!(
            "{}  {from} → {to}  an end is not set, or the second lies before the first",
            words::NONE
        )),
    }
}
