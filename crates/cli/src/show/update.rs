use firebreak_app::api::{ComposedUpdate, Templates, UpdateView, Updates};
use firebreak_core::event::UpdateMark;

use super::deadline::problems;
use super::words::{self, NONE};
use super::{Page, text};

/// The templates of updates.
pub(crate) fn templates(page: &mut Page, templates: &Templates) {
    let rows: Vec<Vec<String>> = templates
        .templates
        .iter()
        .map(|template| {
            let every = template.every.and_then(|every| i64::try_from(every).ok());
            let every =
                every.map_or_else(|| NONE.to_owned(), |every| format!("every {}", words::length(every)));
            let own = if template.file.is_some() { "own" } else { "" };
            vec![template.id.clone(), every, own.to_owned(), template.about.clone()]
        })
        .collect();
    page.table("", &rows);
    page.gap();
    problems(page, &templates.problems);
    page.say(&format!("Own templates: {}", templates.folder));
}

/// The updates of an incident.
pub(crate) fn update_list(page: &mut Page, updates: &Updates) {
    warning(page, &updates.out_of_band);
    if updates.updates.is_empty() {
        page.say("No update was drafted. `firebreak update new` drafts one.");
        return;
    }
    let zone = page.zone();
    let rows: Vec<Vec<String>> = updates
        .updates
        .iter()
        .map(|update| {
            let next = update.next_at.as_deref().map(|at| format!("next {}", words::stamp(at, zone)));
            vec![
                update.id.clone(),
                state(update.state).to_owned(),
                update.audience_name.clone(),
                next.unwrap_or_default(),
                update.subject.clone(),
            ]
        })
        .collect();
    page.table("", &rows);
}

/// An update with what happened to it.
pub(crate) fn update(page: &mut Page, update: &UpdateView) {
    let zone = page.zone();
    page.say(&format!("Update {} for {}: {}", update.id, update.audience_name, update.subject));
    page.say(state(update.state));
    let facts = [
        update.to.as_ref().map(|to| format!("To {to}")),
        update.channel.as_ref().map(|channel| format!("Through {channel}")),
        update.next_at.as_deref().map(|at| format!("The next is due {}", words::stamp(at, zone))),
    ];
    for fact in facts.into_iter().flatten() {
        page.say(&fact);
    }
    page.gap();
    let mut rows =
        vec![vec!["Drafted".to_owned(), words::stamp(&update.drafted_at, zone), update.drafted_by.clone()]];
    rows.extend(update.marks.iter().map(|mark| words::mark(mark, None, zone)));
    page.table("", &rows);
    page.gap();
    text(page, &update.text);
}

/// The words of an update that is not recorded, and what they miss.
pub(crate) fn composed_update(page: &mut Page, composed: &ComposedUpdate) {
    text(page, &format!("Subject: {}\n\n{}", composed.subject, composed.text));
    page.gap();
    if !composed.missing.is_empty() {
        page.say(&format!("Not known: {}", composed.missing.join(", ")));
    }
    warning(page, &composed.out_of_band);
}

/// Why mail and chat may be read by the attacker.
fn warning(page: &mut Page, out_of_band: &[String]) {
    if out_of_band.is_empty() {
        return;
    }
    page.say("Send this out of band (by telephone, in person, through a service the attacker cannot reach):");
    for why in out_of_band {
        page.indented("  ", "  ", why);
    }
    page.gap();
}

const fn state(state: Option<UpdateMark>) -> &'static str {
    match state {
        Some(mark) => mark.label(),
        None => "Draft",
    }
}
