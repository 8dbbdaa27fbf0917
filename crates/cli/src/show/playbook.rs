use firebreak_app::api::{
    Fit, LibraryFound, LibraryView, MatchView, PlaybookOrigin, PlaybookRow, PlaybookView, SuggestionView,
};

use super::findings::{finding, findings};
use super::words::{self, count};
use super::{Page, step};

/// The playbooks.
pub(crate) fn playbook_list(page: &mut Page, rows: &[PlaybookRow], library: &LibraryView) {
    for row in rows {
        page.gap();
        page.say(&format!("{}  {} {}", row.id, row.title, row.version));
        page.indented("    ", "    ", row.summary.trim());
        page.indented("    ", "    ", &covers(row));
        if let Some(origin) = origin(row) {
            page.indented("    ", "    ", &origin);
        }
    }
    page.gap();
    let own = library.playbooks.saturating_sub(library.bundled);
    let of_them = if own == 0 { String::new() } else { format!(", {own} of them your own") };
    page.say(&format!("{}{of_them}.", count(rows.len() as u64, "playbook")));
    not_counting(page, library);
}

/// The playbooks that a title suggests, each with what is written to take it.
pub(crate) fn suggestions(page: &mut Page, found: &[SuggestionView]) {
    if found.is_empty() {
        page.say("The title suggests no playbook.");
        return;
    }
    page.say("The title suggests:");
    for each in found {
        let models: Vec<&str> = each.service_models.iter().map(|model| model.word()).collect();
        let (model, others) = models.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
        let others =
            if others.is_empty() { String::new() } else { format!(", or --model {}", others.join(", ")) };
        let providers: Vec<&str> = each.providers.iter().map(|provider| provider.id.as_str()).collect();
        let provider =
            if providers.is_empty() { String::new() } else { format!(" --provider {}", providers.join(",")) };
        page.gap();
        page.say(&each.title);
        let words = format!("--type {} --model {model}{provider}{others}", each.incident_type.id);
        page.indented("    ", "    ", &words);
    }
}

/// Where a playbook lies, where it is one's own.
fn origin(row: &PlaybookRow) -> Option<String> {
    match (&row.origin, &row.overrides) {
        (PlaybookOrigin::Bundled, _) => None,
        (PlaybookOrigin::Own { path, .. }, None) => Some(format!("your own, {path}")),
        (PlaybookOrigin::Own { path, .. }, Some(version)) => {
            Some(format!("your own, in place of the bundled {version}, {path}"))
        }
    }
}

/// Folders that cannot be read, what is left out of others, and own files that do not count.
fn not_counting(page: &mut Page, library: &LibraryView) {
    for folder in &library.folders {
        if let Some(problem) = &folder.problem {
            page.gap();
            page.say(&format!("{}: {problem}", folder.path));
        }
        if !folder.notices.is_empty() {
            page.gap();
            for notice in &folder.notices {
                page.indented("", "    ", &finding(notice));
            }
        }
    }
    for aside in &library.aside {
        page.gap();
        page.say(&format!("{} does not count. {}", aside.path, aside.why));
        for found in &aside.findings {
            page.indented("    ", "        ", &finding(found));
        }
    }
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
    if let Some(origin) = origin(&view.row) {
        page.say(&origin);
    }
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
    for aside in &view.row.beside {
        page.gap();
        page.say(&format!("{} does not count. {}", aside.path, aside.why));
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

/// The commands that can be called.
pub(crate) fn command_list(page: &mut Page, commands: impl Iterator<Item = (&'static str, &'static str)>) {
    let rows: Vec<Vec<String>> =
        commands.map(|(name, about)| vec![name.to_owned(), about.to_owned()]).collect();
    page.table("", &rows);
}

/// Where words were found, best first.
pub(crate) fn library_found(page: &mut Page, found: &LibraryFound) {
    if found.hits.is_empty() {
        page.say("No playbook has these words.");
        return;
    }
    for hit in &found.hits {
        page.gap();
        match &hit.step {
            Some(step) => page.say(&format!("{}  {} {}", hit.playbook.id, step.number, step.title)),
            None => page.say(&format!("{}  {}", hit.playbook.id, hit.playbook.name)),
        }
        let excerpt: String = hit.excerpt.iter().map(|piece| piece.text.as_str()).collect();
        page.indented("    ", "    ", &excerpt);
    }
    page.gap();
    let shown = found.hits.len() as u64;
    let of_all = if u64::from(found.total) > shown {
        format!(", the best {shown} of them shown")
    } else {
        String::new()
    };
    page.say(&format!("{}{of_all}.", count(found.total.into(), "place")));
}
