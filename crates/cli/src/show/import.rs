//! What came of reading foreign Markdown.

use firebreak_app::api::{ImportGuess, ImportOutcome, ImportReport, ImportSaved, ImportedFile};

use super::Page;
use super::words::count;

/// What was found in each file: in short for many, whole for one.
pub(crate) fn import_report(page: &mut Page, report: &ImportReport, many: bool) {
    for file in &report.files {
        page.gap();
        if many {
            page.say(&format!("{}: {}", file.file, in_short(file)));
        } else {
            whole(page, file);
        }
    }
    page.gap();
    let playbooks = report.files.iter().filter(|file| file.is_playbook).count() as u64;
    let others = report.files.len() as u64 - playbooks;
    page.say(&format!(
        "{}, {} of another kind. Nothing was written; --to FOLDER writes.",
        count(playbooks, "playbook"),
        count(others, "file")
    ));
}

fn in_short(file: &ImportedFile) -> String {
    if !file.is_playbook {
        return format!("no playbook. {}", grounds(file));
    }
    let mut phases: Vec<&str> = Vec::new();
    for step in &file.steps {
        if !phases.contains(&step.phase.label()) {
            phases.push(step.phase.label());
        }
    }
    let steps = count(file.steps.len() as u64, "step");
    let guessed = file.guesses.iter().filter(|guess| guess.kind == "phase").count() as u64;
    let guessed = if guessed > 0 { format!("; {} guessed", count(guessed, "phase")) } else { String::new() };
    format!("{steps} in {}{guessed}", phases.join(", "))
}

fn grounds(file: &ImportedFile) -> &str {
    file.guesses.first().map_or("", |guess| guess.grounds.as_str())
}

fn whole(page: &mut Page, file: &ImportedFile) {
    page.say(&file.title);
    page.say(&format!("{}: {}", file.file, in_short(file)));
    if file.is_playbook {
        page.say(grounds(file));
        page.gap();
        let mut phase = None;
        let rows = file.steps.iter().map(|step| {
            let is_new = phase.replace(step.phase) != Some(step.phase);
            let mut holds = Vec::new();
            if !step.tasks.is_empty() {
                holds.push(count(step.tasks.len() as u64, "task"));
            }
            if !step.commands.is_empty() {
                holds.push(count(step.commands.len() as u64, "command"));
            }
            holds.extend(step.provider.clone());
            vec![
                if is_new { step.phase.label().to_owned() } else { String::new() },
                step.title.clone(),
                holds.join(", "),
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        page.table("", &rows);
        guesses(
            page,
            "Guessed, and taken over",
            file.guesses.iter().filter(|guess| guess.kind != "file" && !guess.needs_accepting),
        );
        guesses(
            page,
            "Guessed, and off until accepted",
            file.guesses.iter().filter(|guess| guess.needs_accepting),
        );
    }
    if !file.suggestions.is_empty() {
        page.gap();
        page.say("Named in the text, and taken over where accepted");
        let rows: Vec<Vec<String>> = file
            .suggestions
            .iter()
            .map(|one| vec![one.id.clone(), one.name.clone(), count(one.count.into(), "time")])
            .collect();
        page.table("  ", &rows);
    }
}

fn guesses<'g>(page: &mut Page, heading: &str, guesses: impl Iterator<Item = &'g ImportGuess>) {
    let rows: Vec<Vec<String>> = guesses
        .map(|guess| {
            vec![guess.id.clone(), guess.value.clone(), format!("{} ({})", guess.grounds, guess.confidence)]
        })
        .collect();
    if !rows.is_empty() {
        page.gap();
        page.say(heading);
        page.table("  ", &rows);
    }
}

/// What was written.
pub(crate) fn import_saved(page: &mut Page, saved: &ImportSaved) {
    for file in &saved.files {
        let path = file.path.as_deref().unwrap_or("");
        let why = file.why.as_deref().unwrap_or("");
        let told = match file.outcome {
            ImportOutcome::Written => format!("written to {path}"),
            ImportOutcome::Replaced => format!("{path} was replaced"),
            ImportOutcome::Unchanged => format!("{path} is the same already"),
            ImportOutcome::Kept => format!("{path} is left as it is. {why} --replace replaces it."),
            ImportOutcome::NoPlaybook => format!("no playbook. {why}"),
            ImportOutcome::Failed => format!("not written. {why}"),
        };
        page.say(&format!("{}: {told}", file.file));
    }
    let written = saved.files.iter().filter(|file| match file.outcome {
        ImportOutcome::Written | ImportOutcome::Replaced => true,
        ImportOutcome::Unchanged
        | ImportOutcome::Kept
        | ImportOutcome::NoPlaybook
        | ImportOutcome::Failed => false,
    });
    page.gap();
    page.say(&format!("{} written.", count(written.count() as u64, "playbook")));
}
