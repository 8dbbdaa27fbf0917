use firebreak_app::api::{ProviderRow, ProviderView};

use super::Page;
use super::words::{self, NONE, count};

/// The providers with what is missing.
pub(crate) fn provider_list(page: &mut Page, list: &[ProviderRow]) {
    let rows: Vec<Vec<String>> = list
        .iter()
        .map(|row| {
            let missing = if !row.in_use {
                NONE.to_owned()
            } else if row.gaps.is_empty() {
                "ready".to_owned()
            } else {
                format!("{} missing", row.gaps.len())
            };
            let used = if row.in_use { "in use" } else { "not in use" };
            vec![row.id.clone(), row.name.clone(), used.to_owned(), missing]
        })
        .collect();
    page.table("", &rows);
    page.gap();
    let gaps: usize = list.iter().map(|row| row.gaps.len()).sum();
    if list.iter().all(|row| !row.in_use) {
        page.say("None is said to be in use. `firebreak provider set ID --used` says so, and what is missing is counted.");
    } else {
        page.say(&format!("{} missing before an incident.", count(gaps as u64, "thing")));
    }
}

/// A provider: what is missing, own entries, public facts.
pub(crate) fn provider(page: &mut Page, view: &ProviderView) {
    let used = if view.row.in_use { "in use" } else { "not in use" };
    page.say(&format!("{}  {used}", view.row.name));
    if !view.row.gaps.is_empty() {
        page.gap();
        page.say("Missing before an incident");
        for gap in &view.row.gaps {
            page.say(&format!("  {}. {}", gap.what, gap.remedy));
        }
    }
    page.gap();
    page.say("Your own entries");
    let own = &view.own;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = |what: &str, value: Option<String>| {
        rows.push(vec![what.to_owned(), value.unwrap_or_else(|| NONE.to_owned())]);
    };
    for identifier in &own.identifiers {
        let label = if identifier.label.is_empty() { "Identifier" } else { identifier.label.as_str() };
        row(label, Some(identifier.value.clone()));
    }
    row("Support plan", own.plan.clone());
    let reply = own.reply_seconds.and_then(|seconds| i64::try_from(seconds).ok());
    row("Reply time", reply.map(words::length));
    row("Opening a case", own.portal.clone());
    for contact in &own.contacts {
        row(&contact.name, Some(contact.how.clone()));
    }
    row("Last tried", own.tested_on.map(|day| day.to_string()));
    row("What was tried", own.tested.clone());
    page.table("  ", &rows);
    page.say(&format!("Kept in {}", view.file));
    page.gap();
    page.say("Public facts");
    let facts = &view.facts;
    for fact in &facts.identifiers {
        page.say(&format!(
            "  {}: {}. {} ({}, read {})",
            fact.name, fact.form, fact.find, fact.source, fact.read
        ));
    }
    for fact in &facts.contacts {
        page.say(&format!("  {}: {} ({}, read {})", fact.purpose, fact.how, fact.source, fact.read));
    }
    for plan in &facts.plans {
        let replies: Vec<String> =
            plan.replies.iter().map(|reply| format!("{}: {}", reply.severity, reply.within)).collect();
        let stated =
            if replies.is_empty() { "no reply time could be read".to_owned() } else { replies.join("; ") };
        let note = plan.note.as_ref().map(|note| format!(" {note}")).unwrap_or_default();
        page.say(&format!("  {}: {stated}.{note} ({}, read {})", plan.name, plan.source, plan.read));
    }
    for fact in &facts.needs {
        page.say(&format!("  {} ({}, read {})", fact.text, fact.source, fact.read));
    }
}
