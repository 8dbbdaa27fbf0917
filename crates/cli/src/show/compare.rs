use firebreak_app::api::{ComparedText, ComparisonView, PlaybookOrigin, StepChangeKind};
use firebreak_core::playbook::{DiffKind, DiffLine};

use super::Page;

/// What differs between the text of a run and the one in the library.
pub(crate) fn comparison(page: &mut Page, code: &str, run: &str, found: &ComparisonView) {
    page.say(&format!("{}: {} → {}", found.title, found.before.version, found.after.version));
    page.say(&format!("{} → {}", lies(&found.before), lies(&found.after)));
    page.say(&format!("{}.", capital(&found.summary)));
    if !found.meta.is_empty() {
        page.gap();
        for change in &found.meta {
            let or_nothing =
                |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
            let (before, after) = (or_nothing(&change.before), or_nothing(&change.after));
            page.indented("", "    ", &format!("{}: {before} → {after}", change.key));
        }
    }
    for step in &found.steps {
        page.gap();
        let number = match (step.before, step.after) {
            (Some(before), Some(after)) if before != after => format!("{before} → {after}"),
            (_, Some(number)) | (Some(number), None) => number.to_string(),
            (None, None) => String::new(),
        };
        let recorded = step.state.map(|state| format!(" · {} here", state.label().to_lowercase()));
        page.say(&format!("{number} {}{}", step.title, recorded.unwrap_or_default()));
        let how = match step.change {
            StepChangeKind::Added => format!("added, {}", step.phase.label()),
            StepChangeKind::Removed => format!("removed, {}", step.phase.label()),
            StepChangeKind::Moved | StepChangeKind::Changed => step.how.join(", "),
        };
        page.indented("    ", "    ", &how);
        lines(page, &step.lines);
    }
    if !found.around.is_empty() {
        page.gap();
        page.say("Outside the steps");
        lines(page, &found.around);
    }
    page.gap();
    if found.newer {
        page.say(&format!(
            "`firebreak run move {code} {run}` moves the run over; what was recorded stays by step."
        ));
    } else {
        page.say("The library has nothing newer than what this run is worked by.");
    }
}

fn lies(text: &ComparedText) -> String {
    match &text.origin {
        None => "as the run has it".to_owned(),
        Some(PlaybookOrigin::Bundled) => "bundled".to_owned(),
        Some(PlaybookOrigin::Own { path, .. }) => path.clone(),
    }
}

fn lines(page: &mut Page, lines: &[DiffLine]) {
    for line in lines {
        let mark = match line.kind {
            DiffKind::Same => "  ",
            DiffKind::Added => "+ ",
            DiffKind::Removed => "- ",
            DiffKind::Gap => "  …",
        };
        page.verbatim(&format!("    {mark}"), &line.text);
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
