//! Whether a file is to be worked through, or tells of something else.

use super::Confidence;
use super::blocks::{Item, Kind};
use super::front::{self, Front};
use super::heading::{self, Saying};
use super::outline::{Material, Owner, Plan, Way, is_core};
use super::steps::{Draft, Ground, Shape};
use super::words;

/// How many tasks a file has at least that orders what is to be done, whatever its title says.
const DETAILED: usize = 10;

/// Whether a file is a playbook, and why.
#[derive(Debug)]
pub(super) struct Verdict {
    pub(super) is_playbook: bool,
    pub(super) grounds: String,
    pub(super) confidence: Confidence,
}

/// What is judged.
pub(super) struct Case<'a> {
    pub(super) file: &'a str,
    pub(super) title: &'a str,
    pub(super) front: Option<&'a Front>,
    pub(super) plan: &'a Plan,
    pub(super) material: &'a Material<'a>,
}

/// Judges a file by its name, its title, and what was found in it.
pub(super) fn judge(case: &Case<'_>) -> Verdict {
    let phases = case.plan.phases();
    let cores = phases.iter().filter(|phase| is_core(**phase)).count();
    let stem = heading::normal(front::stem(case.file)).replace([' ', '_'], "-");
    let words_of_file = stem.replace(['-', '.'], " ");
    let title = heading::normal(case.title).replace(['-', '_'], " ");
    let title = heading::folded(&title);
    let is_said = |word: &&str| {
        let word = word.replace('-', " ");
        has_words(&title, &word) || has_words(&words_of_file, &word)
    };
    let says_playbook = words::PLAYBOOK_WORDS.iter().chain(words::MORE_PLAYBOOK_WORDS).any(&is_said)
        || is_service_runbook(case.material);
    let is_topic = words::TOPIC_WORDS.iter().chain(words::MORE_TOPIC_WORDS).any(&is_said);
    if case.plan.steps.is_empty() {
        return no("Nothing in it was recognised as a step");
    }
    if case.front.is_some_and(|front| front.is_native) {
        return yes(Confidence::High, "Its front matter says so".to_owned());
    }
    let others = words::OTHER_TITLES.iter().chain(words::MORE_OTHER_TITLES);
    let is_commanded = share(case.plan, heading::is_command) >= 60;
    let tasks: usize = case.plan.steps.iter().map(|step| step.tasks.len().max(1)).sum();
    let is_clear = says_playbook
        || (phases.len() >= 4 && !is_guessed(case.plan.way) && is_commanded && tasks >= DETAILED);
    let soft = words::SOFT_OTHER_TITLES.iter().filter(|_| !is_clear);
    if let Some(word) = others.chain(soft).find(|word| is_said(word)) {
        return no(&format!("Its name or title says \"{word}\""));
    }
    let is_beginning =
        |word: &&str| words::MAKING.contains(word) || (!is_clear && words::PARTS.contains(word));
    if let Some(word) = title.split_whitespace().next().filter(is_beginning) {
        return no(&format!("Its title begins with \"{word}\""));
    }
    let is_other_file =
        words::OTHER_FILES.iter().any(|other| stem == *other || stem.starts_with(&format!("{other}.")))
            || stem.starts_with("readme")
            || stem.ends_with("-readme");
    let repository = heads_among(case.material, words::REPOSITORY);
    let is_divided = match case.plan.way {
        Way::Phases | Way::Tables => true,
        // A list of the phases among other text tells what a collection is made of.
        Way::Tagged => !has_words(&title, "playbooks") && is_mostly_steps(case.plan, case.material),
        Way::Mixed | Way::Headings | Way::Flat => false,
    };
    let is_whole = phases.len() >= 4 && cores >= 2 && is_divided && repository < 2;
    let names_incident = words::INCIDENTS.iter().any(|word| has_words(&title, word));
    let is_only =
        names_incident && is_commanded && repository == 0 && is_mostly_steps(case.plan, case.material);
    let is_only = is_only && case.plan.is_enough() && tasks >= DETAILED;
    if is_other_file && !((says_playbook || is_topic) && is_whole) && !is_only {
        return no("A file of this name is about others");
    }
    if repository >= 2 && !says_playbook {
        return no("Its headings are those of a program's documentation");
    }
    if heads_among(case.material, words::AUTOMATION) >= 4 {
        return no("Its headings are those of a playbook that a product runs by itself");
    }
    if title.split_whitespace().next_back() == Some("index") {
        return no("Its title ends with \"index\"");
    }
    if !says_playbook && is_explanation(case.plan, case.material) {
        return no("Its sections explain what the phases are");
    }
    if heads_among(case.material, words::REPORT) >= 2 && !says_playbook {
        return no("Its headings are those of a report of an incident");
    }
    if heads_among(case.material, words::RULE) >= 2 && !says_playbook {
        return no("Its headings are those of a rule that notices attacks");
    }
    if is_persona(case.material) && !says_playbook {
        return no("It tells somebody who they are");
    }
    if is_narrative(case.plan) || (!says_playbook && share(case.plan, is_past) >= 50) {
        return no("Its steps tell what somebody has done");
    }
    let is_post = case.front.is_some_and(|front| front.layout.as_deref() == Some("post") || front.is_article)
        || is_dated(&stem);
    let is_guessed = is_guessed(case.plan.way);
    if is_post && !(says_playbook && case.plan.is_enough()) {
        return no("It is laid out as an article");
    }
    if linked_share(case.material) > 60 && !says_playbook {
        return no("Most of its lists are links");
    }
    let names: Vec<&str> = phases.iter().map(|phase| phase.label()).collect();
    let names = names.join(", ").to_lowercase();
    let is_worked = |step: &&Draft| step.shape != Shape::Prose || !step.commands.is_empty();
    let worked = case.plan.steps.iter().filter(is_worked).count();
    if case.plan.is_enough() && (says_playbook || (!is_guessed && worked >= 3)) {
        let confidence = if says_playbook && !is_guessed { Confidence::High } else { Confidence::Medium };
        return yes(confidence, format!("It has steps of these phases: {names}"));
    }
    let names_incident = words::INCIDENTS.iter().any(|word| has_words(&title, word));
    let is_about = is_topic || title.ends_with(" response") || names_incident || is_security(case.material);
    if case.plan.is_enough() && is_guessed && is_about && worked >= 4 {
        return yes(Confidence::Low, format!("Its words tell these phases: {names}"));
    }
    if says_playbook && (phases.len() >= 2 || (worked >= 3 && (is_told(case.plan) || is_commanded))) {
        return yes(Confidence::Low, "Its name or title says so".to_owned());
    }
    let known = case.plan.steps.iter().filter(|step| step.ground == Ground::Named).count();
    if known > 0 && phases.len() >= 2 {
        return no(&format!("Only these phases are found: {names}"));
    }
    no("Too few phases of a response are found")
}

/// Whether the headings are those of a runbook for an alert: two of what is seen, what is looked at, and what is done.
fn is_service_runbook(material: &Material<'_>) -> bool {
    let kinds = [words::SYMPTOMS, words::DIAGNOSES, words::REPAIRS];
    kinds.iter().filter(|words| heads_among(material, words) > 0).count() >= 2
}

/// Whether a plan concludes the phases from words.
const fn is_guessed(way: Way) -> bool {
    match way {
        Way::Phases | Way::Tagged | Way::Tables => false,
        Way::Mixed | Way::Headings | Way::Flat => true,
    }
}

/// How many of the tasks, and of the steps without tasks, are of a kind, in percent.
fn share(plan: &Plan, is_kind: fn(&str) -> bool) -> usize {
    let (mut kind, mut all) = (0, 0);
    for step in &plan.steps {
        let tasks = step.tasks.iter().map(|task| task.text.as_str());
        let title = step.tasks.is_empty().then_some(step.title.as_str());
        for text in tasks.chain(title) {
            all += 1;
            kind += usize::from(is_kind(text));
        }
    }
    (kind * 100).checked_div(all).unwrap_or(0)
}

/// Whether a text begins with a verb of the past, as a record of what was done does.
fn is_past(text: &str) -> bool {
    let normal = heading::normal(text);
    let word = heading::unnumbered(&normal).split_whitespace().next().unwrap_or("");
    let is_past = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    is_past && !heading::is_command(text)
}

/// How many headings are among some words.
fn heads_among(material: &Material<'_>, words: &[&str]) -> usize {
    let heads = material.tree.heads.iter().filter(|head| {
        let normal = heading::normal(&head.text);
        let name = heading::unnumbered(&normal);
        words.contains(&name) || name.split_once(" (").is_some_and(|(name, _)| words.contains(&name))
    });
    heads.count()
}

/// Whether most items of a list tell their phase, one of them a phase of the response proper.
fn is_told(plan: &Plan) -> bool {
    let told = plan.steps.iter().filter(|step| matches!(step.ground, Ground::Verb(_))).count();
    plan.way == Way::Flat && told * 2 >= plan.steps.len() && plan.phases().iter().any(|phase| is_core(*phase))
}

/// Whether most of the text, headings aside, belongs to steps.
fn is_mostly_steps(plan: &Plan, material: &Material<'_>) -> bool {
    let ends = plan.marks.iter().skip(1).map(|(at, _)| *at).chain([material.source.len()]);
    let steps = plan.marks.iter().zip(ends).filter(|((_, owner), _)| matches!(owner, Owner::Step(_)));
    let steps: usize = steps.map(|((at, _), end)| end.saturating_sub(*at)).sum();
    let heads = material.tree.heads.iter().filter_map(|head| material.blocks.get(head.block));
    let heads: usize = heads.map(|block| block.span.len()).sum();
    steps * 2 > material.source.len().saturating_sub(heads)
}

/// Whether at least two of three headings that name a phase stand over a sentence that explains the word.
fn is_explanation(plan: &Plan, material: &Material<'_>) -> bool {
    if plan.way != Way::Phases {
        return false;
    }
    let named = material.tree.heads.iter().filter(|head| matches!(head.saying, Saying::Names { .. }));
    let explains: Vec<bool> = named
        .map(|head| {
            let first = material
                .blocks
                .get(head.block + 1)
                .map_or("", |block| crate::playbook::text::slice(material.source, &block.span).trim_start());
            let first: String = first.chars().take(60).collect();
            let first = heading::normal(&first);
            let first = heading::folded(&first);
            // "Containment is the act of …" as well as "Is the act of …".
            let said = heading::normal(&head.text);
            let rest = first.strip_prefix(heading::folded(&said).as_ref()).unwrap_or(&first).trim_start();
            words::DEFINING.iter().any(|start| rest.starts_with(start) || first.starts_with(start))
        })
        .collect();
    let count = explains.iter().filter(|explains| **explains).count();
    count >= 2 && count * 3 >= explains.len() * 2
}

/// Whether many steps begin with "I" or "We", as those who tell what they did begin.
fn is_narrative(plan: &Plan) -> bool {
    let told = plan.steps.iter().filter(|step| {
        let mut words = step.title.split_whitespace();
        matches!((words.next(), words.next()), (Some("I" | "We"), Some(verb)) if verb != "need")
    });
    let told = told.count();
    told >= 3 && told * 3 >= plan.steps.len()
}

fn yes(confidence: Confidence, grounds: String) -> Verdict {
    Verdict { is_playbook: true, grounds, confidence }
}

fn no(grounds: &str) -> Verdict {
    Verdict { is_playbook: false, grounds: grounds.to_owned(), confidence: Confidence::Medium }
}

/// Whether a text has words as whole words.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Whether a file name begins with a date, as those of articles do.
fn is_dated(stem: &str) -> bool {
    let mut parts = stem.splitn(4, '-');
    let mut is_number = |length: usize| {
        parts
            .next()
            .is_some_and(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    is_number(4) && is_number(2) && is_number(2)
}

/// How much of the text of lists is that of links, in percent.
fn linked_share(material: &Material<'_>) -> usize {
    fn add(items: &[Item], linked: &mut usize, all: &mut usize) {
        for item in items {
            *linked += item.linked;
            *all += item.text.len();
            add(&item.children, linked, all);
        }
    }
    let (mut linked, mut all) = (0, 0);
    for block in material.blocks {
        if let Kind::List(items) = &block.kind {
            add(items, &mut linked, &mut all);
        }
    }
    (linked * 100).checked_div(all).unwrap_or(0)
}

/// Whether a text begins by telling its reader who they are, as the prompts of language models do.
fn is_persona(material: &Material<'_>) -> bool {
    let mut paragraphs = material.blocks.iter().filter_map(|block| match &block.kind {
        Kind::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Kind::Heading(_) | Kind::List(_) | Kind::Fence(_) | Kind::Table(_) | Kind::Quote(_) | Kind::Other => {
            None
        }
    });
    paragraphs.next().is_some_and(|first| first.starts_with("You are "))
}

/// Whether a text is about an attack.
fn is_security(material: &Material<'_>) -> bool {
    let text = material.source.to_lowercase();
    let text = heading::folded(&text);
    words::ATTACKS.iter().filter(|word| text.contains(*word)).count() >= 2
}
