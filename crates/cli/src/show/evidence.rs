use firebreak_app::api::{EvidenceList, EvidenceView, JobView, WithdrawnView};
use firebreak_core::words::bytes;

use super::words::{self, NONE, count};
use super::{Page, one_line};

/// The evidence of an incident, and what is still to be collected.
pub(crate) fn evidence_list(page: &mut Page, list: &EvidenceList) {
    if list.items.is_empty() {
        page.say("There is no evidence yet. `firebreak evidence add` hashes a file and keeps it.");
    } else {
        let zone = page.zone();
        let rows: Vec<Vec<String>> = list
            .items
            .iter()
            .map(|item| {
                vec![
                    item.id.clone(),
                    state(item),
                    item.size_in_words.clone(),
                    item.sha256.chars().take(16).collect(),
                    words::when(&item.collected, zone),
                    item.holder.clone(),
                    item.name.clone(),
                ]
            })
            .collect();
        page.table("", &rows);
    }
    let open: Vec<_> = list.asked.iter().filter(|asked| asked.evidence.is_empty()).collect();
    page.gap();
    page.say(&format!("{}, {} still to collect.", count(list.items.len() as u64, "item"), open.len()));
    for asked in open {
        page.indented("- ", "  ", &format!("{}: {}", asked.step_title, asked.text));
    }
}

/// An item with its custody.
pub(crate) fn evidence(page: &mut Page, item: &EvidenceView) {
    page.say(&format!("{} {}", item.id, item.name));
    page.say(&state(item));
    if let Some(WithdrawnView { by, reason, .. }) = &item.withdrawn {
        let why = reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        page.say(&format!("{by} said that it is no evidence{why}"));
    }
    page.gap();
    let zone = page.zone();
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| NONE.to_owned());
    let tool = [&item.tool, &item.tool_version].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let rows = [
        ("SHA-256", item.sha256.clone()),
        ("Size", item.size_in_words.clone()),
        ("Kept", item.kept.label().to_owned()),
        ("Lies at", or_none(&item.lies_at)),
        ("File", item.path.clone().unwrap_or_else(|| item.file.clone())),
        ("Collected", words::when(&item.collected, zone)),
        ("By", item.collected_by.clone()),
        ("From", or_none(&item.source)),
        ("Its clock was ahead by", or_none(&item.clock_offset)),
        ("Method", or_none(&item.method)),
        ("Tool", if tool.is_empty() { NONE.to_owned() } else { tool }),
        ("Authority", or_none(&item.authority)),
        ("Sharing", item.tlp.map_or(NONE, |tlp| tlp.label()).to_owned()),
        ("Retention", or_none(&item.retention)),
        ("Step", or_none(&item.step_title)),
        ("Asked for", or_none(&item.item)),
    ];
    page.table("", &rows.map(|(what, value)| vec![what.to_owned(), value]));
    page.gap();
    let rows: Vec<Vec<String>> = item
        .custody
        .iter()
        .map(|custody| {
            let to = custody.to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default();
            let gone = if custody.withdrawn { "taken back" } else { "" };
            vec![
                custody.number.to_string(),
                custody.label.clone(),
                words::when(&custody.when, zone),
                format!("{}{to}", custody.by),
                [gone, custody.note.as_deref().unwrap_or_default()].join(" ").trim().to_owned(),
            ]
        })
        .collect();
    page.table("", &rows);
}

/// How jobs ended, one after the other.
pub(crate) fn jobs(page: &mut Page, ended: &[JobView]) {
    for job in ended {
        let said = match (&job.said, &job.error) {
            (Some(said), _) => said.clone(),
            (None, Some(error)) => {
                let hint = error.hint.as_ref().map(|hint| format!(" {hint}")).unwrap_or_default();
                format!("{}{hint}", error.message)
            }
            (None, None) => "It was stopped. Nothing was recorded.".to_owned(),
        };
        page.indented("", "  ", &format!("{}: {said}", job.label));
    }
}

/// How far a job is, in a line.
pub(crate) fn job(job: &JobView) -> String {
    one_line(&format!("{}: {} of {}", job.label, bytes(job.done), bytes(job.total)))
}

fn state(item: &EvidenceView) -> String {
    let found = item.verified.as_ref().map_or("not verified since", |found| found.label.as_str());
    match (&item.withdrawn, item.ended) {
        (Some(_), _) => "Withdrawn".to_owned(),
        (None, Some(end)) => end.label().to_owned(),
        (None, None) => found.to_owned(),
    }
}
