use firebreak_app::api::{AlertText, CommandText, IncidentView, Status, StepText, StepView, TaskText};
use firebreak_core::playbook::{AlertKind, Effect};

use super::Page;
use super::html::plain;
use super::words;

/// One step of a run, whole: who acts, what to beware of, what to do, what to ask.
pub(crate) fn step(page: &mut Page, incident: &IncidentView, step: &StepView, text: &StepText) {
    page.say(&format!("{}  step {}  {}", incident.code, step.number, step.title));
    let mut facts = vec![
        format!("{} {}", words::glyph(step.state), step.state.label().to_lowercase()),
        step.phase.label().to_owned(),
        words::acts(&step.acts),
    ];
    facts.extend(step.role.clone());
    facts.extend(step.seconds.and_then(|seconds| i64::try_from(seconds).ok()).map(words::length));
    facts.extend(words::mode(step.mode).map(str::to_owned));
    page.say(&facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · "));
    page.say(&step.acts.why);
    if !step.marks.is_empty() {
        let marks = step.marks.iter().map(|mark| mark.label().to_lowercase());
        page.say(&format!("Marks {}", marks.collect::<Vec<_>>().join(", ")));
    }
    if let (Some(at), Some(by)) = (&step.changed_at, &step.changed_by) {
        let state = step.state.label();
        page.say(&format!("{state} since {} by {by}", words::when(at, page.zone())));
    }
    if let Some(done) = &step.done {
        page.say(&format!("Done at {} by {}", words::when(&done.when, page.zone()), done.author));
    }
    if let Some(watch) = &step.watch {
        page.say(&format!("Watched by {} since {}", watch.by, words::when(&watch.since, page.zone())));
    }
    labelled(page, "Because", step.reason.as_deref());
    labelled(page, "Until", step.until.as_deref());
    if let Some(due) = words::due(step, page.zone()).filter(|_| incident.status == Status::Open) {
        page.say(&format!("Deferred, and {due}."));
    }
    labelled(page, "Observed", step.value.as_deref());
    if !step.waits_for.is_empty() {
        page.say(&format!("Comes after: {}", step.waits_for.join(", ")));
    }
    if step.off_branch {
        page.say("Lies on a branch that was not chosen.");
    }
    body(page, text, &step.ticked, step.choice);
}

/// What a step says, cautions first.
pub(super) fn body(page: &mut Page, text: &StepText, ticked: &[u32], choice: Option<u32>) {
    alerts(page, &text.cautions);
    labelled_html(page, "When", text.when.as_deref());
    labelled_html(page, "Risk", text.risk.as_deref());
    labelled_html(page, "Undo", text.undo.as_deref());
    prose(page, &text.html);
    if text.expect.is_some() {
        page.gap();
    }
    labelled_html(page, "Expect", text.expect.as_deref());
    tasks(page, &text.tasks, ticked);
    commands(page, &text.commands);
    for variant in text.variants.iter().filter(|variant| variant.relevant) {
        page.gap();
        page.say(&variant.provider.name);
        alerts(page, &variant.cautions);
        prose(page, &variant.html);
        tasks(page, &variant.tasks, ticked);
        commands(page, &variant.commands);
    }
    list(page, "Collect", &text.collect);
    list(page, "Ask the provider", &text.ask);
    if !text.decide.is_empty() {
        page.gap();
        page.say("Decide");
        for (number, option) in (1_u32..).zip(&text.decide) {
            let mark = if choice == number.checked_sub(1) { "▸" } else { " " };
            let condition = option.condition.as_deref().map_or_else(|| "Otherwise".to_owned(), plain);
            let lead = format!("  {mark} {number}. ");
            page.indented(&lead, "       ", &format!("{condition} → {}", option.leads_to));
        }
    }
    let attack: Vec<String> = text.attack.iter().map(|one| format!("{} {}", one.id, one.name)).collect();
    if !attack.is_empty() || !text.starts_clock.is_empty() {
        page.gap();
    }
    if !attack.is_empty() {
        page.say(&format!("ATT&CK: {}", attack.join(", ")));
    }
    if !text.starts_clock.is_empty() {
        page.say(&format!("May start a deadline: {}", words::names(&text.starts_clock)));
    }
}

fn alerts(page: &mut Page, alerts: &[AlertText]) {
    for alert in alerts {
        page.gap();
        let kind = match alert.kind {
            AlertKind::Note => "Note",
            AlertKind::Tip => "Tip",
            AlertKind::Important => "Important",
            AlertKind::Warning => "Warning",
            AlertKind::Caution => "Caution",
        };
        page.indented(&format!("! {kind}: "), "  ", &plain(&alert.html));
    }
}

fn prose(page: &mut Page, html: &str) {
    let text = plain(html);
    if !text.is_empty() {
        page.gap();
        page.say(&text);
    }
}

fn tasks(page: &mut Page, tasks: &[TaskText], ticked: &[u32]) {
    if tasks.is_empty() {
        return;
    }
    page.gap();
    for task in tasks {
        let mark = if ticked.contains(&task.index) { "x" } else { " " };
        let lead = format!("  {:>2} [{mark}] ", task.index.saturating_add(1));
        page.indented(&lead, "         ", &plain(&task.html));
    }
}

fn commands(page: &mut Page, commands: &[CommandText]) {
    for command in commands {
        page.gap();
        let effect = match command.effect {
            Some(Effect::Read) => "reads",
            Some(Effect::Change) => "changes",
            None => "not said whether it reads or changes",
        };
        let mut head = format!("{} · {effect}", command.language);
        if !command.missing.is_empty() {
            head.push_str(&format!(" · fill in first: {}", command.missing.join(", ")));
        }
        if let Some(refused) = &command.refused {
            head.push_str(&format!(" · {refused}"));
        }
        page.indented("  ", "  ", &head);
        // A value is quoted only in the whole of a command, so one that is not whole holds no value.
        let shown = command.copy.clone().unwrap_or_else(|| {
            let parts = command.segments.iter().map(|part| match &part.variable {
                Some(name) => format!("{{{{{name}}}}}"),
                None => part.text.clone(),
            });
            parts.collect()
        });
        // Never wrapped: it is to be copied.
        for line in shown.trim_end().split('\n') {
            page.verbatim("    ", line);
        }
    }
}

fn list(page: &mut Page, label: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    page.gap();
    page.say(label);
    for item in items {
        page.indented("  - ", "    ", &plain(item));
    }
}

fn labelled(page: &mut Page, label: &str, text: Option<&str>) {
    if let Some(text) = text {
        page.indented(&format!("{label}: "), "  ", text);
    }
}

fn labelled_html(page: &mut Page, label: &str, html: Option<&str>) {
    if let Some(html) = html {
        labelled(page, label, Some(&plain(html)));
    }
}
