use std::collections::BTreeSet;

use super::*;
use crate::playbook;

mod corpora;
mod documents;
mod flat;
mod languages;
mod mixed;
mod native;
mod others;
mod properties;
mod sections;
mod shapes;

/// What the program itself knows, so that the aliases are those of the reference data.
pub(super) fn reference() -> Reference {
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("reference data is JSON");
    let types = json(include_str!("../../../../../playbooks/reference/incident-types.json"));
    let providers = json(include_str!("../../../../../playbooks/reference/providers.json"));
    let phases = json(include_str!("../../../../../playbooks/reference/phases.json"));
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let texts =
        |value: &serde_json::Value| value.as_array().expect("a list").iter().map(text).collect::<Vec<_>>();
    let rows = |value: &serde_json::Value| value.as_array().expect("a list").clone();
    Reference {
        incident_types: rows(&types["incident_types"])
            .iter()
            .map(|row| (text(&row["id"]), text(&row["name"])))
            .collect(),
        providers: rows(&providers["providers"])
            .iter()
            .map(|row| (text(&row["id"]), texts(&row["headings"])))
            .collect(),
        techniques: [("T1114".to_owned(), "Email Collection".to_owned())].into(),
        phase_aliases: phases["aliases"]
            .as_object()
            .expect("a map")
            .iter()
            .flat_map(|(phase, aliases)| {
                let phase: Phase = phase.parse().expect("a phase");
                texts(aliases).into_iter().map(move |alias| (alias, phase))
            })
            .collect(),
        ..Reference::default()
    }
}

/// Reads a text as a file of a name that says nothing.
pub(super) fn import(text: &str) -> Import {
    import_as(text, "stolen-laptop.md")
}

pub(super) fn import_as(text: &str, file: &str) -> Import {
    let import = read(text.as_bytes(), file, Judged::ByContent, &reference());
    check(&import, text.as_bytes());
    import
}

/// What holds for every file: the ranges are the file, and the file written anew is sound and has the same steps.
pub(super) fn check(import: &Import, bytes: &[u8]) {
    assert_eq!(import.to_source(), bytes, "the bytes come back");
    let steps = import.steps.iter().map(|step| step.span.clone());
    let mut spans: Vec<Span> = steps.chain(import.notes.iter().cloned()).collect();
    spans.sort_by_key(|span| span.start);
    let mut at = 0;
    for span in &spans {
        assert_eq!(span.start, at, "every byte belongs to one step or note: {spans:?}");
        assert!(span.end > span.start);
        at = span.end;
    }
    assert_eq!(at, bytes.len());
    let ids: BTreeSet<&str> = import.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids.len(), import.steps.len(), "ids are told apart");
    for step in &import.steps {
        assert!(playbook::meta::is_id(&step.id), "{}", step.id);
        assert!(!step.title.trim().is_empty());
        for span in
            step.tasks.iter().map(|task| &task.span).chain(step.commands.iter().map(|command| &command.span))
        {
            assert!(
                step.span.start <= span.start && span.end <= step.span.end,
                "{span:?} lies in {:?}",
                step.span
            );
        }
    }
    assert!(import.is_playbook || import.steps.is_empty());
}

/// The phases and titles of the steps, one a line: `contain Block the account [2 tasks, 1 command, aws]`.
pub(super) fn told(import: &Import) -> String {
    let lines = import.steps.iter().map(|step| {
        let mut more = Vec::new();
        if !step.tasks.is_empty() {
            more.push(format!("{} t", step.tasks.len()));
        }
        if !step.commands.is_empty() {
            more.push(format!("{} c", step.commands.len()));
        }
        more.extend(step.provider.clone());
        let more = if more.is_empty() { String::new() } else { format!(" [{}]", more.join(", ")) };
        format!("{} {}{more}\n", step.phase.word(), step.title)
    });
    lines.collect()
}
