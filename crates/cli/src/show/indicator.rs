use firebreak_app::api::{DecisionView, FoundIndicators, IndicatorView, SaidTime};

use firebreak_core::indicator::in_words;

use super::Page;
use super::words::{self, NONE, count};

/// The indicators of an incident.
pub(crate) fn indicator_list(page: &mut Page, list: &[IndicatorView], fanged: bool) {
    if list.is_empty() {
        page.say("No indicator is listed. `firebreak indicator find` reads a text, `firebreak indicator add` adds one.");
        return;
    }
    let zone = page.zone();
    let seen =
        |at: &Option<SaidTime>| at.as_ref().map_or_else(|| NONE.to_owned(), |at| words::when(&at.when, zone));
    let head = ["#", "Kind", "Value", "TLP", "First seen", "Last seen", "Note"];
    let rows = list.iter().map(|known| {
        let value = if fanged { &known.value } else { &known.defanged };
        vec![
            known.id.clone(),
            known.kind_label.clone(),
            value.clone(),
            known.tlp.label().to_owned(),
            seen(&known.first_seen),
            seen(&known.last_seen),
            about(known),
        ]
    });
    let rows: Vec<Vec<String>> = [head.map(str::to_owned).to_vec()].into_iter().chain(rows).collect();
    page.table("", &rows);
    page.gap();
    page.say(&format!("{}.", count(list.len() as u64, "indicator")));
}

/// Whether an indicator was withdrawn, its ports, the entries that it comes from, and what is known of it.
fn about(known: &IndicatorView) -> String {
    let withdrawn = known.withdrawn.then(|| "withdrawn".to_owned());
    let entries = known.entries.iter().map(|entry| format!("from #{}", entry.seq));
    let parts = withdrawn.into_iter().chain(in_words(&known.ports)).chain(entries).chain(known.note.clone());
    parts.collect::<Vec<_>>().join(" · ")
}

/// What was found in a text.
pub(crate) fn found_indicators(page: &mut Page, found: &FoundIndicators) {
    if found.found.is_empty() {
        page.say(&format!("No indicator was found in {}.", count(found.lines.into(), "line")));
        return;
    }
    let rows: Vec<Vec<String>> = found
        .found
        .iter()
        .map(|each| {
            let chosen = each.doubt.is_none() && each.listed.is_none();
            let listed = each.listed.as_ref().map(|id| format!("listed as {id}"));
            vec![
                if chosen { "+" } else { " " }.to_owned(),
                each.kind_label.clone(),
                each.defanged.clone(),
                in_words(&each.ports).unwrap_or_default(),
                format!("line {}", each.line),
                if each.times > 1 { format!("{} times", each.times) } else { String::new() },
                listed.or_else(|| each.doubt_label.clone()).unwrap_or_default(),
            ]
        })
        .collect();
    page.table("", &rows);
    page.gap();
    let chosen = found.found.iter().filter(|each| each.doubt.is_none() && each.listed.is_none()).count();
    page.say(&format!(
        "{} in {}. --add records the {chosen} with a +.",
        count(found.found.len() as u64, "indicator"),
        count(found.lines.into(), "line"),
    ));
}

/// The decisions of an incident.
pub(crate) fn decision_list(page: &mut Page, list: &[DecisionView]) {
    if list.is_empty() {
        page.say("No decision is recorded. `firebreak decision record` records one.");
        return;
    }
    for known in list {
        page.gap();
        let state = match (&known.superseded_by, known.withdrawn) {
            (_, true) => " (withdrawn)".to_owned(),
            (Some(by), false) => format!(" (superseded by {by})"),
            (None, false) => String::new(),
        };
        page.say(&format!("{}. {} {}{state}", known.id, known.question, known.choice));
        let zone = page.zone();
        let mut facts =
            vec![format!("decided by {}", known.decided_by), words::when(&known.decided.when, zone)];
        match known.reversible {
            Some(true) => facts.push("can be taken back".to_owned()),
            Some(false) => facts.push("cannot be taken back".to_owned()),
            None => {}
        }
        facts.extend(
            known.step.as_ref().and_then(|step| step.title.clone()).map(|step| format!("at step {step}")),
        );
        facts.extend(known.supersedes.as_ref().map(|id| format!("instead of decision {id}")));
        page.indented("   ", "   ", &facts.join(" · "));
        let others: Vec<&str> =
            known.options.iter().filter(|option| **option != known.choice).map(String::as_str).collect();
        if !others.is_empty() {
            page.indented("   not ", "   ", &others.join("; "));
        }
        if let Some(rationale) = &known.rationale {
            page.indented("   because ", "   ", rationale);
        }
    }
}
