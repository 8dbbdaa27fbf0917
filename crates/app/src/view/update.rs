use firebreak_core::incident::{Incident, Update};
use firebreak_core::when::iso;

use super::mark_view;
use crate::api::{NextUpdate, UpdateView, UpdatesDue};
use crate::library::Library;
use crate::templates::Template;

/// What the standing panel shows of updates.
pub(crate) fn updates_due(incident: &Incident) -> UpdatesDue {
    let drafts = incident.updates.iter().filter(|update| update.is_draft()).count();
    UpdatesDue {
        drafts: u32::try_from(drafts).unwrap_or(u32::MAX),
        next: incident
            .updates_due()
            .into_iter()
            .map(|(update, at)| NextUpdate {
                id: update.id.clone(),
                audience: update.words.audience.clone(),
                at: iso(at),
            })
            .collect(),
    }
}

/// Every update, the one drafted last first.
pub(crate) fn update_views(incident: &Incident, templates: &[Template]) -> Vec<UpdateView> {
    incident.updates.iter().rev().map(|update| update_view(update, templates)).collect()
}

/// Why mail and chat may be read by the attacker: the type of the incident, and affected resources that carry them.
pub(crate) fn out_of_band(incident: &Incident, library: &Library) -> Vec<String> {
    let facts = &library.out_of_band;
    let of_type = facts.incident_types.iter().find(|known| known.id == incident.incident_type);
    let mut why: Vec<String> =
        of_type.map(|known| format!("{}: {}", library.type_name(&known.id), known.why)).into_iter().collect();
    for resource in incident.affected_resources() {
        let words = [Some(&resource.facts.name), resource.facts.offering.as_ref()];
        let says = words.into_iter().flatten().any(|text| names_any(text, &facts.words));
        if says {
            why.push(format!(
                "{} is affected, which may carry mail, chat or the sign-in to them",
                resource.facts.name
            ));
        }
    }
    why
}

/// Whether a text has one of some words, whole and in any case.
fn names_any(text: &str, words: &[String]) -> bool {
    let spaced = |text: &str| {
        let lower = text.to_lowercase();
        let parts: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        format!(" {} ", parts.join(" "))
    };
    let text = spaced(text);
    words.iter().any(|word| text.contains(&spaced(word)))
}

fn update_view(update: &Update, templates: &[Template]) -> UpdateView {
    let words = &update.words;
    let template = templates.iter().find(|template| template.id == words.audience);
    UpdateView {
        id: update.id.clone(),
        audience: words.audience.clone(),
        audience_name: template.map_or_else(|| words.audience.clone(), |template| template.name.clone()),
        to: words.to.clone(),
        subject: words.subject.clone(),
        text: words.text.clone(),
        channel: words.channel.clone(),
        next: words.next.as_ref().map(|next| next.typed().text).unwrap_or_default(),
        next_at: update.next_at().map(iso),
        state: update.last(),
        drafted_at: iso(update.drafted.recorded_at),
        drafted_by: update.drafted.author.clone(),
        entry: update.drafted.entry.to_string(),
        marks: update.marks.iter().map(|(mark, marked)| mark_view(*mark, mark.label(), marked)).collect(),
    }
}
