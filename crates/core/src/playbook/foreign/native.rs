//! A foreign file written anew in the app's own format.

mod effect;
mod mend;
mod seal;
mod text;
mod writer;

use std::collections::BTreeSet;

pub(super) use effect::effect;
pub use seal::{is_untouched, sealed};

use super::{Import, SuggestionKind};
use crate::playbook::{Reference, meta};
use crate::vocabulary::{Milestone, ServiceModel};
use writer::Writer;

/// The most variables that are declared; names beyond them are written so that they stay text.
const MOST_VARIABLES: usize = 200;

/// Writes a foreign file in the app's own format, with what was accepted by the ids of suggestions and guesses.
///
/// The app's own reader takes it without an error. Every block of the source stands in its place; what the format refuses,
/// such as raw HTML, is written so that it is read and not run. A file of the format already is given back as it is.
#[must_use]
pub fn to_native(import: &Import, accepted: &BTreeSet<String>, reference: &Reference) -> String {
    if import.is_native {
        return import.text.clone();
    }
    let front = front_matter(import, accepted, reference);
    let marks = marks(import, accepted);
    let ids: Vec<&str> = import.steps.iter().map(|step| step.id.as_str()).collect();
    let written = Writer::new(import, reference, &marks, false).write();
    if let Some(native) = mend::mended(format!("{front}{written}"), &ids, reference) {
        return native;
    }
    // What cannot be mended piece by piece stands in fences, as plain text.
    let fenced = Writer::new(import, reference, &marks, true).write();
    mend::mended(format!("{front}{fenced}"), &ids, reference)
        .unwrap_or_else(|| format!("{front}# {}\n", import.file))
}

/// The milestones that each step marks, by the number of the step.
fn marks(import: &Import, accepted: &BTreeSet<String>) -> Vec<Vec<Milestone>> {
    let of = |id: &str| {
        let guesses = import.guesses.iter().filter(|guess| accepted.contains(&guess.id));
        let guesses = guesses.filter(|guess| guess.step.as_deref() == Some(id));
        guesses.filter_map(|guess| guess.milestone).collect()
    };
    import.steps.iter().map(|step| of(&step.id)).collect()
}

fn front_matter(import: &Import, accepted: &BTreeSet<String>, reference: &Reference) -> String {
    let values = |kind: SuggestionKind| {
        import
            .suggestions
            .iter()
            .filter(move |suggestion| suggestion.kind == kind && accepted.contains(&suggestion.id))
            .map(|suggestion| suggestion.value.clone())
            .collect::<Vec<String>>()
    };
    let all = |kind: SuggestionKind| {
        let all = import.suggestions.iter().filter(|suggestion| suggestion.kind == kind);
        all.map(|suggestion| suggestion.value.clone()).collect::<Vec<String>>()
    };
    // The format needs a type and a model: what is accepted, else what is suggested, else all.
    let mut types = values(SuggestionKind::IncidentType);
    types.retain(|id| reference.incident_types.contains_key(id));
    if types.is_empty() {
        types = match all(SuggestionKind::IncidentType).into_iter().next() {
            Some(id) => vec![id],
            None => reference.incident_types.keys().cloned().collect(),
        };
    }
    let mut models = values(SuggestionKind::ServiceModel);
    if models.is_empty() {
        models = all(SuggestionKind::ServiceModel);
    }
    if models.is_empty() {
        models = ServiceModel::ALL.iter().map(|model| model.word().to_owned()).collect();
    }
    let mut attack = values(SuggestionKind::Attack);
    attack.retain(|id| reference.techniques.contains_key(id));
    let mut yaml = String::from("---\nplaybook: 1\n");
    let mut line = |key: &str, value: &str| yaml.push_str(&format!("{key}: {value}\n"));
    line("id", &import.id);
    line("title", &quoted(&import.title));
    line("version", "0.1.0");
    line("status", "draft");
    line("summary", &quoted(&format!("Imported from {}. Check it before use.", import.file)));
    line("incident_types", &flow(&types));
    line("service_models", &flow(&models));
    line("providers", &flow(&values(SuggestionKind::Provider)));
    if !attack.is_empty() {
        line("attack", &flow(&attack));
    }
    let roles: Vec<_> = import
        .suggestions
        .iter()
        .filter(|suggestion| suggestion.kind == SuggestionKind::Role && accepted.contains(&suggestion.id))
        .collect();
    if !roles.is_empty() {
        yaml.push_str("roles:\n");
        for role in roles {
            yaml.push_str(&format!("  {}: {}\n", role.value, quoted(&role.name)));
        }
    }
    let variables: Vec<_> = import
        .suggestions
        .iter()
        .filter(|suggestion| suggestion.kind == SuggestionKind::Variable && meta::is_name(&suggestion.value))
        .take(MOST_VARIABLES)
        .collect();
    if !variables.is_empty() {
        yaml.push_str("variables:\n");
        for variable in variables {
            yaml.push_str(&format!(
                "  {}: {{about: \"Placeholder of the source\"}}\n",
                quoted(&variable.value)
            ));
        }
    }
    yaml.push_str("---\n\n");
    yaml
}

fn flow(values: &[String]) -> String {
    format!("[{}]", values.join(", "))
}

/// A text as YAML between double quotes, on one line and without signs that are not seen.
fn quoted(text: &str) -> String {
    let text: String =
        text.chars().filter(|character| !super::is_hidden(*character) || *character == ' ').collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
