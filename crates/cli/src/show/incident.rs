use firebreak_app::api::{
    Changed, EntryView, IncidentList, IncidentOpened, IncidentView, RunView, Status, StepView,
};
use firebreak_core::vocabulary::{Mode, StepState};

use super::words::{self, count};
use super::{Page, timeline, times};
use crate::desk::Here;

/// A list of incidents.
pub(crate) fn incident_list(page: &mut Page, list: &IncidentList, offset: u64) {
    if list.rows.is_empty() {
        if list.total > 0 {
            page.say(&format!("{} in all; none from number {} on.", list.total, offset + 1));
        } else {
            page.say("No incident. `firebreak incident open` opens one.");
        }
        return;
    }
    let rows: Vec<Vec<String>> = list
        .rows
        .iter()
        .map(|row| {
            vec![
                row.code.clone(),
                row.severity.label().to_owned(),
                status(row.status).to_owned(),
                words::stamp(&row.opened_at, page.zone()),
                format!("{} of {}", row.steps.settled, count(row.steps.total.into(), "step")),
                row.deadline.as_ref().map(|next| super::deadline::left(next, page.now())).unwrap_or_default(),
                row.title.clone(),
            ]
        })
        .collect();
    page.table("", &rows);
    page.gap();
    let shown = list.rows.len() as u64;
    let part = if shown < list.total { format!("{shown} of ") } else { String::new() };
    page.say(&format!("{part}{}, {} open.", count(list.total, "incident"), list.open));
}

/// One incident as it stands.
pub(crate) fn incident(page: &mut Page, here: &Here, view: &IncidentView) {
    heading(page, view);
    page.gap();
    times::clocks(page, view);
    page.gap();
    times::milestones(page, here, view);
    for run in &view.runs {
        page.gap();
        steps(page, view, run);
    }
    if view.runs.is_empty() {
        page.gap();
        page.say("No playbook is being worked. `firebreak run` starts one.");
    }
    page.gap();
    page.say(&format!(
        "{}. Head after {}: {}",
        entries(view.entries),
        count(view.head.events, "event"),
        view.head.hash
    ));
    page.say(&view.head.proves);
}

/// What was opened, and how to go on.
pub(crate) fn opened(page: &mut Page, opened: &IncidentOpened) {
    let view = &opened.incident;
    heading(page, view);
    page.say(&format!("Recorded under the name {}.", view.opened_by));
    for milestone in &view.milestones {
        page.say(&format!("{} {}", milestone.label, words::when(&milestone.when, page.zone())));
    }
    page.gap();
    match (&opened.playbook, view.runs.first()) {
        (Some(_), Some(run)) => {
            page.say(&format!("Playbook: {} {}", run.playbook.title, run.playbook.version));
            next(page, view, run);
        }
        (Some(_) | None, _) => page.say("No playbook was started. `firebreak run` starts one."),
    }
    page.gap();
    page.say(&format!(
        "`firebreak incident show {0}` shows it, `firebreak note {0} TEXT` records a note.",
        view.code
    ));
}

/// What a change recorded, and what comes next.
pub(crate) fn recorded(page: &mut Page, here: &Here, changed: &Changed, entries: &[EntryView]) {
    let view = &changed.incident;
    if changed.entries.is_empty() {
        page.say("Nothing was recorded, because it is so already.");
        return;
    }
    for entry in &changed.entries {
        match entries.iter().find(|read| read.entry == *entry) {
            Some(read) => timeline::row(page, here, read, Some(&view.code)),
            None => page.say(&format!("{} {entry} recorded.", view.code)),
        }
    }
    if view.status == Status::Closed {
        return;
    }
    let touches_a_step =
        entries.iter().any(|entry| entry.kind.starts_with("step.") || entry.kind.starts_with("run."));
    if !touches_a_step {
        return;
    }
    for offer in &view.offers {
        page.say(&format!("{} is not set, and step {} marks it:", offer.label, offer.step));
        page.verbatim(
            "  ",
            &format!("firebreak milestone {} {} --at {}", view.code, offer.milestone, offer.at),
        );
    }
    for run in &view.runs {
        next(page, view, run);
    }
}

fn heading(page: &mut Page, view: &IncidentView) {
    page.say(&format!("{}  {}", view.code, view.title));
    let mut facts = vec![
        view.severity.label().to_owned(),
        view.incident_type.name.clone(),
        words::models(&view.service_models),
    ];
    if !view.providers.is_empty() {
        facts.push(words::names(&view.providers));
    }
    facts.push(status(view.status).to_owned());
    if let Some(resolution) = view.resolution {
        facts.push(resolution.label().to_lowercase());
    }
    if view.reopened > 0 {
        facts.push(format!("reopened ×{}", view.reopened));
    }
    page.say(&facts.join(" · "));
    page.say(&format!("Opened {} by {}", words::stamp(&view.opened_at, page.zone()), view.opened_by));
    if let Some(summary) = &view.summary {
        page.say(summary);
    }
}

/// The steps of a run, by phase, with the cursor at the next one.
fn steps(page: &mut Page, view: &IncidentView, run: &RunView) {
    let newer = match &run.playbook.newer {
        Some(newer) if *newer == run.playbook.version => {
            "; its text has changed in the library since".to_owned()
        }
        Some(newer) => {
            format!("; the library has {newer}, see `firebreak run compare {} {}`", view.code, run.id)
        }
        None => String::new(),
    };
    page.say(&format!(
        "Run {}  {} {}{newer}  {}",
        run.id, run.playbook.title, run.playbook.version, run.ending
    ));
    if let Some(from) = &run.called_from {
        page.say(&format!("  called from run {}, step {}", from.run, from.title));
    }
    let cursor = current(view, run).map(|step| step.number);
    let mut rows = Vec::new();
    let mut phase = None;
    for step in run.steps.iter() {
        let counts = run.phases.iter().find(|counts| counts.phase == step.phase);
        let new_phase = phase.replace(step.phase) != Some(step.phase);
        let due = words::due(step, page.zone()).filter(|_| view.status == Status::Open);
        rows.push(vec![
            counts
                .filter(|_| new_phase)
                .map(|counts| format!("{} {}/{}", counts.label, counts.settled, counts.total))
                .unwrap_or_default(),
            format!(
                "{} {} {:>2}",
                if cursor == Some(step.number) { "▸" } else { " " },
                words::glyph(step.state),
                step.number
            ),
            step.state.label().to_lowercase(),
            words::party(&step.acts),
            said_of(step, due),
        ]);
    }
    page.table("  ", &rows);
    if !run.left.is_empty() {
        page.indented("  ", "  ", "No longer in the playbook, and kept in the record:");
        for left in &run.left {
            let said = left.value.as_ref().or(left.reason.as_ref());
            let said = said.map(|said| format!(" · {said}")).unwrap_or_default();
            let state = left.state.label().to_lowercase();
            page.indented(
                "    ",
                "      ",
                &format!("{} · {state}{said} (until {})", left.title, left.version),
            );
        }
    }
}

/// The title of a step with what is to be known of it in a list.
fn said_of(step: &StepView, due: Option<String>) -> String {
    let mut text = step.title.clone();
    let mut add = |what: String| text.push_str(&format!(" · {what}"));
    if step.off_branch {
        add("not on the chosen branch".to_owned());
    }
    if step.tasks > 0 {
        add(format!("{} of {}", step.ticked.len(), count(step.tasks.into(), "task")));
    }
    if let Some(reason) = &step.reason {
        add(reason.clone());
    }
    match (due, &step.until) {
        (Some(due), _) => add(due),
        (None, Some(until)) => add(format!("until {until}")),
        (None, None) => {}
    }
    if let Some(value) = &step.value {
        let said = if step.mode == Mode::Hold { "released by" } else { "observed:" };
        add(format!("{said} {value}"));
    }
    if let Some(watch) = step.watch.as_ref().filter(|_| step.state == StepState::Open) {
        add(format!("watched by {}", watch.by));
    }
    text
}

/// What comes next in a run.
fn next(page: &mut Page, view: &IncidentView, run: &RunView) {
    match current(view, run) {
        Some(step) => {
            let acts = words::acts(&step.acts);
            page.say(&format!("Next in run {}: {} {} · {acts}", run.id, step.number, step.title));
            page.say(&format!("`firebreak step {} {}` shows it.", view.code, step_name(view, run, step)));
        }
        None => page.say(&format!("Run {}: {}.", run.id, run.ending)),
    }
}

/// The step that comes next, while the incident is worked.
fn current<'a>(view: &IncidentView, run: &'a RunView) -> Option<&'a StepView> {
    if view.status == Status::Closed {
        return None;
    }
    run.steps.iter().find(|step| Some(step.number) == run.next)
}

/// How a step is typed: its number, with the run where there are several.
fn step_name(view: &IncidentView, run: &RunView, step: &StepView) -> String {
    if view.runs.len() > 1 { format!("{} --run {}", step.number, run.id) } else { step.number.to_string() }
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::Open => "open",
        Status::Closed => "closed",
    }
}

/// `1 entry`, `2 entries`.
pub(super) fn entries(number: u64) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") }
}
