//! Whether a file is to be worked through, or tells of something else.

use super::Confidence;
use super::blocks::{Item, Kind};
use super::front::{self, Front};
use super::heading;
use super::outline::{Material, Plan, Way, is_core};
use super::steps::{Draft, Ground, Shape};
use super::words;

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
    let is_topic = words::TOPIC_WORDS.iter().any(&is_said);
    if case.plan.steps.is_empty() {
        return no("Nothing in it was recognised as a step");
    }
    if case.front.is_some_and(|front| front.is_native) {
        return yes(Confidence::High, "Its front matter says so".to_owned());
    }
    let others = words::OTHER_TITLES.iter().chain(words::MORE_OTHER_TITLES);
    let soft = words::SOFT_OTHER_TITLES.iter().filter(|_| !says_playbook);
    if let Some(word) = others.chain(soft).find(|word| is_said(word)) {
        return no(&format!("Its name or title says \"{word}\""));
    }
    if let Some(word) = title.split_whitespace().next().filter(|word| words::MAKING.contains(word)) {
        return no(&format!("Its title begins with \"{word}\""));
    }
    let is_other_file = words::OTHER_FILES
        .iter()
        .any(|other| stem == *other || stem.starts_with(&format!("{other}.")) || stem.starts_with("readme"));
    let repository = heads_among(case.material, words::REPOSITORY);
    let is_divided = matches!(case.plan.way, Way::Phases | Way::Tables);
    let is_whole = phases.len() >= 4 && cores >= 2 && is_divided && repository < 2;
    if is_other_file && !((says_playbook || is_topic) && is_whole) {
        return no("A file of this name is about others");
    }
    if repository >= 2 && !says_playbook {
        return no("Its headings are those of a program's documentation");
    }
    if heads_among(case.material, words::REPORT) >= 2 && !says_playbook {
        return no("Its headings are those of a report of an incident");
    }
    if is_narrative(case.plan) {
        return no("Its steps tell what somebody has done");
    }
    let is_post = case.front.is_some_and(|front| front.layout.as_deref() == Some("post") || front.is_article)
        || is_dated(&stem);
    if is_post && !says_playbook {
        return no("It is laid out as an article");
    }
    if linked_share(case.material) > 60 && !says_playbook {
        return no("Most of its lists are links");
    }
    let names: Vec<&str> = phases.iter().map(|phase| phase.label()).collect();
    let names = names.join(", ").to_lowercase();
    let is_worked = |step: &&Draft| step.shape != Shape::Prose || !step.commands.is_empty();
    let worked = case.plan.steps.iter().filter(is_worked).count();
    let is_guessed = match case.plan.way {
        Way::Phases | Way::Tagged | Way::Tables => false,
        Way::Headings | Way::Flat => true,
    };
    if case.plan.is_enough() && (says_playbook || (!is_guessed && worked >= 3)) {
        let confidence = if says_playbook && !is_guessed { Confidence::High } else { Confidence::Medium };
        return yes(confidence, format!("It has steps of these phases: {names}"));
    }
    if case.plan.is_enough() && is_guessed && (is_topic || is_security(case.material)) && worked >= 4 {
        return yes(Confidence::Low, format!("Its words tell these phases: {names}"));
    }
    if says_playbook && phases.len() >= 2 {
        return yes(Confidence::Low, "Its name or title says so".to_owned());
    }
    let known = case.plan.steps.iter().filter(|step| step.ground == Ground::Named).count();
    if known > 0 && phases.len() >= 2 {
        return no(&format!("Only these phases are found: {names}"));
    }
    no("Too few phases of a response are found")
}

/// Whether the headings are those of a runbook for an alert: what is looked at, and what is done about it.
fn is_service_runbook(material: &Material<'_>) -> bool {
    heads_among(material, words::DIAGNOSES) > 0 && heads_among(material, words::REPAIRS) > 0
}

/// How many headings are among some words.
fn heads_among(material: &Material<'_>, words: &[&str]) -> usize {
    let heads = material.tree.heads.iter().filter(|head| {
        let normal = heading::normal(&head.text);
        words.contains(&heading::unnumbered(&normal))
    });
    heads.count()
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

/// Whether a text is about an attack.
fn is_security(material: &Material<'_>) -> bool {
    let text = material.source.to_lowercase();
    ["attacker", "compromis", "malicious", "adversary", "breach", "incident"]
        .iter()
        .filter(|word| text.contains(*word))
        .count()
        >= 2
}
