use chrono::{DateTime, Utc};
use firebreak_app::api::{
    DeadlineMarkView, DeadlinePreview, DeadlineRules, DeadlineView, Deadlines, DueView, FileProblem,
    RuleView, RunningDeadline,
};

use super::Page;
use super::words::{self, NONE, count};

/// The rules, the lists of holidays, and what does not fit in own files.
pub(crate) fn deadline_rules(page: &mut Page, rules: &DeadlineRules) {
    let rows: Vec<Vec<String>> = rules
        .rules
        .iter()
        .map(|rule| {
            let mut remarks = vec![rule.in_words.clone()];
            remarks.extend((!rule.in_force).then(|| "not in force".to_owned()));
            remarks.extend(rule.since.as_ref().map(|since| format!("in force since {since}")));
            remarks.extend(rule.file.as_ref().map(|_| "own".to_owned()));
            vec![rule.id.clone(), rule.region.clone(), rule.name.clone(), remarks.join(" · ")]
        })
        .collect();
    page.table("", &rows);
    page.gap();
    for list in &rules.holidays {
        page.say(&format!(
            "Holidays {}: {}, known until {}. {}",
            list.id, list.name, list.until, list.source
        ));
    }
    problems(page, &rules.problems);
    page.say(&format!("Own rules and lists: {}", rules.folder));
    page.say(&rules.advice);
}

/// How long it is until a deadline is due, or since.
pub(super) fn left(running: &RunningDeadline, now: DateTime<Utc>) -> String {
    let due = running.due_at.as_ref().and_then(|due| due.parse().ok());
    due.map_or_else(|| format!("{} runs", count(1, "clock")), |due| time_left(due, now))
}

/// What does not fit in own files.
pub(super) fn problems(page: &mut Page, problems: &[FileProblem]) {
    for problem in problems {
        page.say(&format!("Not read: {}: {}", problem.file, problem.why));
    }
}

/// The deadlines of an incident, and the clocks to offer.
pub(crate) fn deadline_list(page: &mut Page, list: &Deadlines) {
    let now = page.now();
    if list.deadlines.is_empty() {
        page.say("No clock was started. `firebreak deadline start` starts one.");
    } else {
        let rows: Vec<Vec<String>> = list
            .deadlines
            .iter()
            .map(|deadline| {
                let due = deadline.due.as_ref().map_or_else(|| NONE.to_owned(), |due| short(&due.at));
                vec![deadline.id.clone(), state(deadline, now), due, deadline.rule.name.clone()]
            })
            .collect();
        page.table("", &rows);
    }
    if !list.offers.is_empty() {
        page.gap();
        page.say("Offered, and started by nobody yet:");
        let rows: Vec<Vec<String>> = list
            .offers
            .iter()
            .map(|offer| {
                let step = offer.step_title.as_ref().map(|step| format!("step {step}"));
                let after = offer.follows.as_ref().map(|follows| format!("after deadline {follows}"));
                vec![offer.rule.id.clone(), offer.rule.name.clone(), step.or(after).unwrap_or_default()]
            })
            .collect();
        page.table("  ", &rows);
    }
    page.gap();
    page.say(&list.advice);
}

/// A deadline with its rule and what happened to it.
pub(crate) fn deadline(page: &mut Page, deadline: &DeadlineView, advice: &str) {
    let (now, zone) = (page.now(), page.zone());
    page.say(&format!("Deadline {}: {}", deadline.id, deadline.rule.name));
    page.say(&state(deadline, now));
    if let Some(due) = &deadline.due {
        page.say(&format!("Due {}", due_words(due)));
    }
    page.say(&format!("Trigger {}, days counted in {}", words::when(&deadline.trigger, zone), deadline.zone));
    if let Some(from) = &deadline.cap_from {
        page.say(&format!("Cap from {}", words::when(from, zone)));
    }
    let facts = [
        deadline.holidays.as_ref().map(|list| format!("Without {list}")),
        deadline.step_title.as_ref().map(|step| format!("From step {step}")),
        deadline.follows.as_ref().map(|follows| format!("After deadline {follows}")),
        deadline.note.clone(),
    ];
    for fact in facts.into_iter().flatten() {
        page.say(&fact);
    }
    rule(page, &deadline.rule);
    page.gap();
    let mut rows = vec![vec![
        "Started".to_owned(),
        words::stamp(&deadline.started_at, zone),
        deadline.started_by.clone(),
    ]];
    let mark = |said: &DeadlineMarkView| words::mark(&said.marked, said.reference.as_ref(), zone);
    rows.extend(deadline.marks.iter().map(mark));
    page.table("", &rows);
    page.gap();
    page.say(advice);
}

/// When a clock would be due.
pub(crate) fn deadline_preview(page: &mut Page, preview: &DeadlinePreview) {
    page.say(&preview.rule.name);
    page.say(&format!("Would be due {}", preview.in_words));
    rule(page, &preview.rule);
}

fn rule(page: &mut Page, rule: &RuleView) {
    page.gap();
    page.say(&format!("Rule: {}", rule.in_words));
    for fact in [&rule.exception, &rule.note].into_iter().flatten() {
        page.say(fact);
    }
    page.say(&format!("Source, read {}: {}", rule.as_of, rule.source));
}

fn due_words(due: &DueView) -> String {
    let mut text = short(&due.at);
    if due.until != due.at {
        text.push_str(&format!(" at the earliest, which counts; {} at the latest", short(&due.until)));
    }
    for (is, words) in [
        (due.may_be_earlier, "or earlier: the trigger is only known to be no later than said"),
        (due.capped, "ended by its cap"),
        (due.holidays_unknown, "holidays may be missing: no list reaches as far"),
    ] {
        if is {
            text.push_str(&format!("; {words}"));
        }
    }
    text
}

fn short(at: &str) -> String {
    let at = at.parse::<DateTime<Utc>>();
    at.map_or_else(|_| NONE.to_owned(), |at| at.format("%Y-%m-%d %H:%MZ").to_string())
}

fn time_left(due: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let seconds = (due - now).num_seconds();
    let length = words::length(seconds.abs());
    if seconds < 0 { format!("{length} overdue") } else { format!("{length} left") }
}

fn state(deadline: &DeadlineView, now: DateTime<Utc>) -> String {
    if let Some(mark) = deadline.state {
        let margin = deadline.met_before.map(|seconds| {
            let length = words::length(seconds.abs());
            if seconds < 0 { format!(", {length} late") } else { format!(", {length} before it was due") }
        });
        return format!("{}{}", mark.label(), margin.unwrap_or_default());
    }
    let due = deadline.due.as_ref().and_then(|due| due.at.parse::<DateTime<Utc>>().ok());
    due.map_or_else(|| format!("{} runs", count(1, "clock")), |due| time_left(due, now))
}
