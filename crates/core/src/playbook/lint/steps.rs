//! Rules of single steps.

use std::collections::BTreeSet;

use super::{front_matter, wording};
use crate::playbook::findings::Findings;
use crate::playbook::text::slice;
use crate::playbook::{Command, Effect, Playbook, Reference, Span, Step, unsafe_parts};
use crate::vocabulary::{Mode, ServiceModel};

/// The most tasks that a step should have.
const MOST_TASKS: usize = 7;

/// The longest heading that a step should have, in characters.
const LONGEST_HEADING: usize = 110;

/// Checks one step.
pub(super) fn check(
    step: &Step,
    playbook: &Playbook,
    source: &str,
    reference: &Reference,
    findings: &mut Findings,
) {
    title(step, findings);
    facts(step, playbook, reference, findings);
    mode(step, findings);
    tasks(step, findings);
    commands(step, source, findings);
    decision(step, findings);
    for variant in &step.variants {
        if !playbook.meta.providers.is_empty() && !playbook.meta.providers.contains(&variant.provider) {
            let provider = &variant.provider;
            let message = format!(
                "The playbook does not list the provider `{provider}`; add it to `providers` in the front matter."
            );
            findings.warning("unlisted-provider", variant.heading.span.clone(), message);
        }
    }
}

/// Finds ids that two steps share.
pub(super) fn check_duplicates(playbook: &Playbook, source: &str, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (_, step) in playbook.steps() {
        if !seen.insert(step.id.as_str()) {
            let id = &step.id;
            findings.error(
                "duplicate-id",
                id_place(step, source),
                format!("Another step has the id `{id}` already; give this one an id of its own."),
            );
        }
    }
}

/// Where the id of a step stands: in its comment, else its title.
fn id_place(step: &Step, source: &str) -> Span {
    let after = step.title.span.end..step.span.end;
    let text = slice(source, &after);
    let comment = text.find("<!--").and_then(|start| {
        let end = start + text.get(start..)?.find("-->")? + "-->".len();
        unsafe_parts::id_comment(source, &(after.start + start..after.start + end))
    });
    match comment {
        Some((id, place)) if id == step.id => place,
        Some(_) | None => step.title.span.clone(),
    }
}

fn title(step: &Step, findings: &mut Findings) {
    let span = step.title.span.clone();
    let length = step.title.value.chars().count();
    if length > LONGEST_HEADING {
        let message = format!(
            "The heading has {length} characters; keep it to {LONGEST_HEADING} and move the rest into the text."
        );
        findings.warning("long-heading", span.clone(), message);
    }
    if step.title.value.is_empty() {
        findings.error(
            "empty-heading",
            step.span.start..step.span.start,
            "The step has no title; write what to do.",
        );
    }
    if let Some((first, second)) = wording::two_verbs(&step.title.value) {
        let message = format!(
            "The step asks for two things, \"{first}\" and \"{second}\"; make two steps, so that each can be ticked."
        );
        findings.warning("two-verbs", span, message);
    }
}

fn facts(step: &Step, playbook: &Playbook, reference: &Reference, findings: &mut Findings) {
    let facts = &step.facts;
    if facts.layer.is_none() && facts.responsible.is_none() {
        findings.warning(
            "no-owner",
            step.title.span.clone(),
            "Nothing says who acts; add `- **Layer:** …`, or `- **Responsible:** …` where the layer does not decide it.",
        );
    }
    if let (None, Some(responsible)) = (&facts.layer, &facts.responsible) {
        let without = ServiceModel::ALL.iter().filter(|model| responsible.value.party(**model).is_none());
        let without: Vec<_> = without.map(|model| model.label()).collect();
        if !without.is_empty() {
            let message = format!(
                "Nothing says who acts under {}; add `- **Layer:** …`, or name a party for every other model first, such as `customer; provider for saas`.",
                without.join(", ")
            );
            findings.warning("no-owner", responsible.span.clone(), message);
        }
    }
    if let Some(role) = &facts.role
        && !playbook.meta.roles.contains_key(&role.value)
    {
        let name = &role.value;
        let known = playbook.meta.roles.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let message = format!(
            "\"{name}\" is not a role of this playbook; declare it in `roles`, or write one of: {known}."
        );
        findings.error("unknown-role", role.span.clone(), message);
    }
    for clock in &facts.starts_clock {
        let table = &reference.deadlines;
        front_matter::unknown(
            "unknown-deadline",
            "deadline",
            &clock.value,
            table,
            || clock.span.clone(),
            findings,
        );
    }
    for technique in &facts.attack {
        front_matter::technique(&technique.value, || technique.span.clone(), reference, findings);
    }
    for technique in &facts.d3fend {
        let is_id = technique.value.strip_prefix("D3-").is_some_and(|name| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
        if !is_id {
            let id = &technique.value;
            let message = format!("`{id}` is no D3FEND technique; write an id such as D3-CR.");
            findings.error("unknown-technique", technique.span.clone(), message);
        }
    }
}

fn mode(step: &Step, findings: &mut Findings) {
    let place = step.facts.mode.as_ref().map_or(&step.title.span, |mode| &mode.span).clone();
    match step.mode() {
        Mode::Confirm => {
            if step.facts.expect.is_none() {
                let message = "A step to confirm says what must be seen; add `- **Expect:** …`.";
                findings.error("confirm-without-expect", place, message);
            }
        }
        Mode::Hold => {
            if step.facts.role.is_none() {
                let message = "A step that holds names who lets pass; add `- **Role:** …`.";
                findings.error("hold-without-role", place, message);
            }
        }
        Mode::Do | Mode::Watch | Mode::Memory => {}
    }
}

fn tasks(step: &Step, findings: &mut Findings) {
    // Nobody sees the variants of all providers at once, so each counts by itself.
    let of_variant = step.variants.iter().map(|variant| variant.tasks.len()).max().unwrap_or(0);
    let count = step.tasks.len() + of_variant;
    if count > MOST_TASKS {
        let message = format!("The step has {count} tasks; make it two steps of at most {MOST_TASKS}.");
        findings.warning("too-many-tasks", step.title.span.clone(), message);
    }
}

fn commands(step: &Step, source: &str, findings: &mut Findings) {
    for command in step.all_commands().filter(|command| command.effect.is_none()) {
        let language = if command.language.is_empty() { "bash" } else { &command.language };
        let message = format!(
            "The fence does not say what its command does; write `read` or `change` after the language, such as ```` ```{language} read ````."
        );
        findings.error("fence-without-effect", first_line(command, source), message);
    }
    let mut changes = step.all_commands().filter(|command| command.effect == Some(Effect::Change));
    let Some(change) = changes.next() else { return };
    let lacking = match (&step.facts.risk, &step.facts.undo) {
        (Some(_), Some(_)) => return,
        (None, None) => "`Risk` and no `Undo`",
        (None, Some(_)) => "`Risk`",
        (Some(_), None) => "`Undo`",
    };
    let message = format!(
        "The command changes something and the step has no {lacking}; say in its facts what may break and how to take it back."
    );
    findings.warning("change-without-risk", first_line(change, source), message);
}

fn first_line(command: &Command, source: &str) -> Span {
    let line = slice(source, &command.span).lines().next().unwrap_or("");
    command.span.start..command.span.start + line.len()
}

fn decision(step: &Step, findings: &mut Findings) {
    let Some(decision) = &step.decide else { return };
    if !decision.choices.iter().any(|choice| choice.condition.is_none()) {
        let heading = decision.span.start..decision.span.start + "#### Decide".len().min(decision.span.len());
        findings.error(
            "decide-without-default",
            heading,
            "The decision has no default; add `- **Otherwise** → [Step title](#anchor)`.",
        );
    }
    let defaults = decision.choices.iter().filter(|choice| choice.condition.is_none());
    for second in defaults.skip(1) {
        findings.error(
            "second-default",
            second.span.clone(),
            "The decision has a default already; write this one as `- **If** …`.",
        );
    }
}
