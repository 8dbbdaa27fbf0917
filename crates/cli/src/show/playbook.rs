use firebreak_app::api::{FindingView, Fit, MatchView, PlaybookRow, PlaybookView};
use firebreak_core::playbook::Gravity;

use super::words::{self, count};
use super::{Page, step};

/// The playbooks.
pub(crate) fn playbook_list(page: &mut Page, rows: &[PlaybookRow]) {
    for row in rows {
        page.gap();
        page.say(&format!("{}  {} {}", row.id, row.title, row.version));
        page.indented("    ", "    ", row.summary.trim());
        page.indented("    ", "    ", &covers(row));
    }
    page.gap();
    page.say(&format!("{}.", count(rows.len() as u64, "playbook")));
}

fn covers(row: &PlaybookRow) -> String {
    let types = if row.fallback { "everything else".to_owned() } else { words::names(&row.incident_types) };
    let mut facts = vec![types, words::models(&row.service_models)];
    if !row.providers.is_empty() {
        facts.push(words::names(&row.providers));
    }
    facts.push(count(row.steps.into(), "step"));
    if row.seconds > 0 {
        facts.push(words::length(i64::try_from(row.seconds).unwrap_or(i64::MAX)));
    }
    if row.findings > 0 {
        facts.push(count(row.findings.into(), "finding"));
    }
    facts.join(" · ")
}

/// One playbook: its steps with who acts, or every step whole.
pub(crate) fn playbook(page: &mut Page, view: &PlaybookView, full: bool) {
    page.say(&format!("{} {}", view.row.title, view.row.version));
    page.say(view.row.summary.trim());
    page.say(&covers(&view.row));
    if !view.first_minute.is_empty() {
        page.gap();
        page.say("In the first minute");
        for title in &view.first_minute {
            page.indented("  - ", "    ", title);
        }
    }
    page.gap();
    if full {
        for (shown, text) in view.steps.iter().zip(&view.text.steps) {
            page.gap();
            page.say(&format!("{} {}", shown.number, shown.title));
            page.say(&format!("{} · {}", shown.phase.label(), words::acts(&shown.acts)));
            step::body(page, text, &[], None);
        }
    } else {
        let mut phase = None;
        let rows = view.steps.iter().map(|step| {
            let new_phase = phase.replace(step.phase) != Some(step.phase);
            let seconds = step.seconds.and_then(|seconds| i64::try_from(seconds).ok());
            vec![
                if new_phase { step.phase.label().to_owned() } else { String::new() },
                format!("{:>2}", step.number),
                seconds.map(words::length).unwrap_or_default(),
                step.title.clone(),
                words::acts(&step.acts),
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        page.table("", &rows);
    }
    page.gap();
    if !view.related.is_empty() {
        page.say(&format!("Related: {}", words::names(&view.related)));
    }
    if !view.findings.is_empty() {
        page.gap();
        findings(page, &view.findings);
    }
    page.say(&format!("SHA-256 of the source {}", view.sha256));
}

/// The playbooks that fit, best first.
pub(crate) fn matches(page: &mut Page, found: &[MatchView]) {
    if found.is_empty() {
        page.say("No playbook fits.");
        return;
    }
    let fit = |fit| match fit {
        Fit::Exact => "exact",
        Fit::Partly => "partly",
        Fit::SameType => "same type",
        Fit::Fallback => "fallback",
    };
    let rows: Vec<Vec<String>> = found
        .iter()
        .map(|one| {
            vec![one.id.clone(), fit(one.fit).to_owned(), count(one.steps.into(), "step"), one.reason.clone()]
        })
        .collect();
    page.table("", &rows);
}

/// What the linter found, one line each, as compilers write it.
pub(crate) fn findings(page: &mut Page, findings: &[FindingView]) {
    let gravity = |gravity| match gravity {
        Gravity::Error => "error",
        Gravity::Warning => "warning",
    };
    for found in findings {
        let place = format!("{}:{}:{}", found.file, found.line, found.column);
        let severity = gravity(found.severity);
        page.indented("", "    ", &format!("{place}: {severity}: {} [{}]", found.message, found.rule));
    }
    let errors = findings.iter().filter(|found| found.severity == Gravity::Error).count() as u64;
    let warnings = findings.len() as u64 - errors;
    page.say(&format!("{}, {}.", count(errors, "error"), count(warnings, "warning")));
}

/// The commands that can be called.
pub(crate) fn command_list(page: &mut Page, commands: impl Iterator<Item = (&'static str, &'static str)>) {
    let rows: Vec<Vec<String>> =
        commands.map(|(name, about)| vec![name.to_owned(), about.to_owned()]).collect();
    page.table("", &rows);
}
