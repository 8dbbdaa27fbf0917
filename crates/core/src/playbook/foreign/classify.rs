//! Whether a file is to be worked through, or tells of something else.

use super::Confidence;
use super::blocks::{Item, Kind};
use super::front::{self, Front};
use super::heading::{self, Saying};
use super::outline::{Material, Owner, Plan, Way, is_core};
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
    let is_other_file =
        words::OTHER_FILES.iter().any(|other| stem == *other || stem.starts_with(&format!("{other}.")))
            || stem.starts_with("readme")
            || stem.ends_with("-readme");
    let repository = heads_among(case.material, words::REPOSITORY);
    let is_divided = match case.plan.way {
        Way::Phases | Way::Tables => true,
        // A list of the phases among other text tells what a collection is made of.
        Way::Tagged => !has_words(&title, "playbooks") && is_mostly_steps(case.plan, case.material),
        Way::Headings | Way::Flat => false,
    };
    let is_whole = phases.len() >= 4 && cores >= 2 && is_divided && repository < 2;
    if is_other_file && !((says_playbook || is_topic) && is_whole) {
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
    let is_about = is_topic || title.ends_with(" response") || is_security(case.material);
    if case.plan.is_enough() && is_guessed && is_about && worked >= 4 {
        return yes(Confidence::Low, format!("Its words tell these phases: {names}"));
    }
    if says_playbook && (phases.len() >= 2 || (worked >= 3 && is_told(case.plan))) {
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

/// Whether a text is about an attack.
fn is_security(material: &Material<'_>) -> bool {
    let text = material.source.to_lowercase();
    ["attacker", "compromis", "malicious", "adversary", "breach", "incident"]
        .iter()
        .filter(|word| text.contains(*word))
        .count()
        >= 2
}
