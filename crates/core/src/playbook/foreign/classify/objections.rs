//! What speaks against a file: its name, its headings, the way it is written.

use super::Case;
use super::signs::{self, Signs};
use crate::playbook::foreign::blocks::{Item, Kind};
use crate::playbook::foreign::heading::{self, Saying};
use crate::playbook::foreign::outline::{Material, Plan, Way};
use crate::playbook::foreign::words;

/// How many of the steps are of the past where they are a record, in percent.
const PAST: usize = 50;

/// How many of the steps name a doing and order none where they describe it, in percent.
const DESCRIBED: usize = 80;

/// How many of the steps order something at most where they only name what a text is about, in percent.
const NAMED: usize = 15;

/// How many tasks a file has less than that says it is still to be written, and is.
const LONGEST_UNWRITTEN: usize = 8;

/// How many steps an outline of names has at least.
const OUTLINED: usize = 8;

/// How many of the steps have a word of English alone where the text is English, in percent.
const ENGLISH: usize = 15;

/// How many of the steps say what has to be where they are a policy, in percent.
const RULED: usize = 40;

/// How long an article before a word may be, with its space.
const LONGEST_ARTICLE: usize = 4;

/// Among how many words at its beginning a step says that it has to be.
const RULING_WITHIN: usize = 6;

/// How many of the steps are questions where they are to be talked about, in percent.
const ASKED: usize = 60;

/// How many items a list of fields to be filled in has at least.
const FIELDS: usize = 5;

/// How many of the steps are blank in a form, in percent.
const BLANK: usize = 40;

/// How much of the lists is links where they are an index, in percent.
const LINKED: usize = 60;

/// The first objection against a file, one sentence without its full stop; none where nothing speaks against it.
pub(super) fn of(signs: &Signs<'_>) -> Option<String> {
    by_name(signs).or_else(|| by_headings(signs).or_else(|| by_steps(signs)).map(str::to_owned))
}

fn by_name(signs: &Signs<'_>) -> Option<String> {
    let is_clear = signs.is_clear();
    let others = words::OTHER_TITLES.iter().chain(words::MORE_OTHER_TITLES);
    let soft = words::SOFT_OTHER_TITLES.iter().chain(words::STANDARDS).filter(|_| !is_clear);
    if let Some(word) = others.chain(soft).find(|word| signs.says(word)) {
        return Some(format!("Its name or title says \"{word}\""));
    }
    let is_response = signs.is_runbook || signs.is_topic || signs.names_incident;
    if let Some(word) = words::PREVENTING.iter().find(|word| !is_response && signs.says(word)) {
        return Some(format!("Its name or title says \"{word}\""));
    }
    let is_beginning =
        |word: &&str| words::MAKING.contains(word) || (!is_clear && words::PARTS.contains(word));
    if let Some(word) = signs.title.split_whitespace().next().filter(is_beginning) {
        return Some(format!("Its title begins with \"{word}\""));
    }
    if let Some(start) = words::PHASE_TITLES.iter().find(|start| signs.title.starts_with(**start)) {
        return Some(format!("Its title begins with \"{}\"", start.trim_end()));
    }
    if signs.title.split_whitespace().next_back() == Some("index") {
        return Some("Its title ends with \"index\"".to_owned());
    }
    let is_one_playbook = signs.is_whole() && (signs.is_runbook || signs.is_topic);
    (is_other_file(&signs.stem) && !is_one_playbook && !signs.is_one_incident())
        .then(|| "A file of this name is about others".to_owned())
}

fn is_other_file(stem: &str) -> bool {
    let mut others = words::OTHER_FILES.iter();
    let is_known = others.any(|other| stem == *other || stem.starts_with(&format!("{other}.")));
    is_known || stem.starts_with("readme") || stem.ends_with("-readme")
}

fn by_headings(signs: &Signs<'_>) -> Option<&'static str> {
    if signs.heads_among(words::AUTOMATION) >= 4 {
        return Some("Its headings are those of a playbook that a product runs by itself");
    }
    if signs.heads_among(words::REPOSITORY) >= 2 && !signs.is_runbook {
        return Some("Its headings are those of a program's documentation");
    }
    if signs.heads_among(words::INDEXES) > 0 && !signs.is_whole() {
        return Some("Its headings are those of a list of playbooks");
    }
    if signs.heads_among(words::DELIVERY) >= 2 {
        return Some("Its headings are those of a check before a delivery");
    }
    if is_unwritten(signs) {
        return Some("It says that it is still to be written");
    }
    if is_glossed(signs.case.material) {
        return Some("Its lists explain words");
    }
    if is_later_section(signs.case) {
        return Some("It is a section of a longer text");
    }
    if signs.says_playbook {
        return None;
    }
    if signs.is_guessed && signs.heads_among(words::THREAT) >= 2 {
        return Some("Its headings are those of a report of a threat");
    }
    if signs.heads_among(words::REPORT) >= 2 {
        return Some("Its headings are those of a report of an incident");
    }
    if signs.heads_among(words::RULE) >= 2 {
        return Some("Its headings are those of a rule that notices attacks");
    }
    let case = signs.case;
    if has_fields(case.material) {
        return Some("Its lists are the fields of a record");
    }
    let explains = !signs.is_commanded && is_defined(&signs.title, case.material);
    (explains || is_explanation(case.plan, case.material))
        .then_some("Its sections explain what the phases are")
}

fn by_steps(signs: &Signs<'_>) -> Option<&'static str> {
    let case = signs.case;
    let is_past = !signs.says_playbook && signs::share(case.plan, is_past) >= PAST;
    if is_past || is_narrative(case.plan) {
        return Some("Its steps tell what somebody has done");
    }
    let is_post = case.front.is_some_and(|front| front.layout.as_deref() == Some("post") || front.is_article);
    if (is_post || signs::is_dated(&signs.stem)) && !(signs.is_runbook && case.plan.is_enough()) {
        return Some("It is laid out as an article");
    }
    if signs.says_playbook {
        return None;
    }
    if signs::share(case.plan, is_question) >= ASKED {
        return Some("Its lists are questions");
    }
    if signs::share(case.plan, is_blank) >= BLANK {
        return Some("Its lists are to be filled in");
    }
    let is_tagged = case.plan.way == Way::Tagged;
    if is_tagged && signs::share(case.plan, is_described) >= DESCRIBED {
        return Some("Its steps describe what the phases are");
    }
    if is_persona(case.material) {
        return Some("It tells its reader who they are");
    }
    let is_listed = signs.worked >= OUTLINED && (signs.is_topic || !signs.is_runbook);
    let is_english = is_listed && signs::share(case.plan, is_english) >= ENGLISH;
    if is_english && signs::share(case.plan, is_verb) < NAMED {
        return Some("Its lists name subjects, and hardly one orders something");
    }
    if !signs.is_commanded && signs::share(case.plan, is_rule) >= RULED {
        return Some("Its steps rule what has to be");
    }
    (!signs.is_runbook && signs::linked_share(case.material) > LINKED)
        .then_some("Most of its lists are links")
}

/// Whether items of lists are labelled as fields of a record: `Incident ID: 4`, `Detected by: a guard`, or are nothing but
/// labels.
fn has_fields(material: &Material<'_>) -> bool {
    let is_label =
        |item: &Item| item.text.ends_with(':') && item.children.is_empty() && item.commands.is_empty();
    lists(material).any(|items| items.len() >= FIELDS && items.iter().all(is_label))
        || labelled(material, words::FIELDS) >= 2
}

/// Whether items of lists are labelled as what explains a word: `Definition: the act of …`.
fn is_glossed(material: &Material<'_>) -> bool {
    labelled(material, words::GLOSSES) >= 2
}

/// How many items of lists have one of some labels.
fn labelled(material: &Material<'_>, words: &[&str]) -> usize {
    let labels = lists(material).flatten().filter_map(|item| item.line().split_once(':'));
    labels.filter(|(label, _)| words.contains(&heading::normal(label).as_str())).count()
}

fn lists<'m>(material: &'m Material<'_>) -> impl Iterator<Item = &'m Vec<Item>> {
    material.blocks.iter().filter_map(|block| match &block.kind {
        Kind::List(items) => Some(items),
        Kind::Heading(_)
        | Kind::Paragraph(_)
        | Kind::Fence(_)
        | Kind::Table(_)
        | Kind::Quote(_)
        | Kind::Other => None,
    })
}

/// Whether a file is a form without a title, or says that it is still to be written.
fn is_unwritten(signs: &Signs<'_>) -> bool {
    let is_untitled = signs.case.title.trim_end().ends_with(':');
    let begins = |text: &str| {
        let normal = heading::normal(text);
        words::UNWRITTEN.iter().any(|start| normal.starts_with(start))
    };
    let heads = &signs.case.material.tree.heads;
    let is_said = || {
        first_paragraph(signs.case.material).is_some_and(begins)
            || heads.iter().any(|head| begins(&head.text))
    };
    let is_form = is_untitled && words::FORMS.iter().any(|word| signs.says(word));
    is_form || (signs.tasks < LONGEST_UNWRITTEN && is_said())
}

fn is_question(text: &str) -> bool {
    text.trim_end().ends_with(['?', '\u{ff1f}'])
}

/// Whether a text, or what stands behind a label that tells no work, is only a place to be filled in: `[date]`, `…`.
fn is_blank(text: &str) -> bool {
    let (label, text) = text.split_once(':').unwrap_or(("", text));
    let text = text.trim().trim_end_matches('.');
    let is_bracketed = text.starts_with(['[', '<', '{']) && text.ends_with([']', '>', '}']);
    let is_open = !text.is_empty() && text.chars().all(|sign| "._-\u{2026} ".contains(sign));
    let is_place = is_bracketed || is_open || text.ends_with(" \u{2026}") || text.starts_with("TBD");
    is_place && heading::by_verb(label).is_none()
}

/// Whether a text begins with a verb of the past, as a record of what was done does.
fn is_past(text: &str) -> bool {
    let normal = heading::normal(text);
    let word = heading::unnumbered(&normal).split_whitespace().next().unwrap_or("");
    let is_past = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    is_past && !heading::is_command(text)
}

/// Whether a text begins with the name of a doing, as a description does: "Restoring systems to normal operations".
fn is_described(text: &str) -> bool {
    let normal = heading::normal(text);
    let word = heading::unnumbered(&normal).split_whitespace().next().unwrap_or("");
    word.len() > 5 && word.ends_with("ing") && !heading::is_command(text)
}

/// Whether a text begins with a verb that orders, or says what is done then, and does not begin with the name of a doing:
/// "Containment tools".
fn is_verb(text: &str) -> bool {
    let normal = heading::normal(text);
    let word = heading::unnumbered(&normal).split_whitespace().next().unwrap_or("");
    let is_order = heading::is_command(text) && !words::DOINGS.iter().any(|end| word.ends_with(end));
    is_order || heading::by_passive(text).is_some()
}

/// Whether a text has a word that only English has among the languages whose phases are known.
fn is_english(text: &str) -> bool {
    heading::normal(text).split_whitespace().any(|word| words::ENGLISH.contains(&word))
}

/// Whether the title is that of a section with a number above one, and lists stand before it: a piece of a longer text.
fn is_later_section(case: &Case<'_>) -> bool {
    let number = case.title.split_once(['.', ')']).and_then(|(number, _)| number.trim().parse::<u32>().ok());
    let head = case
        .material
        .tree
        .heads
        .iter()
        .find(|head| heading::normal(&head.text) == heading::normal(case.title));
    number.is_some_and(|number| number > 1)
        && head.is_some_and(|head| {
            let mut before = case.material.blocks.iter().take(head.block);
            before.any(|block| matches!(block.kind, Kind::List(_)))
        })
}

/// Whether a text rules what has to be: "Records must be kept".
fn is_rule(text: &str) -> bool {
    let normal = heading::normal(text);
    let folded = heading::folded(&normal);
    folded.split_whitespace().take(RULING_WITHIN).any(|word| words::RULING.contains(&word))
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

/// Whether a text begins by explaining its title: "Containment is the act of …".
fn is_defined(title: &str, material: &Material<'_>) -> bool {
    let Some(first) = first_paragraph(material) else { return false };
    let normal = heading::normal(first);
    let first = heading::folded(&normal);
    // "The containment is …" as well.
    let rest = first.split_once(title).filter(|(before, _)| before.len() <= LONGEST_ARTICLE);
    rest.is_some_and(|(_, rest)| words::DEFINING.iter().any(|start| rest.trim_start().starts_with(start)))
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

/// Whether a text begins by telling its reader who they are, as the prompts of language models do.
fn is_persona(material: &Material<'_>) -> bool {
    first_paragraph(material).is_some_and(|first| first.starts_with("You are "))
}

fn first_paragraph<'m>(material: &'m Material<'_>) -> Option<&'m str> {
    material.blocks.iter().find_map(|block| match &block.kind {
        Kind::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Kind::Heading(_) | Kind::List(_) | Kind::Fence(_) | Kind::Table(_) | Kind::Quote(_) | Kind::Other => {
            None
        }
    })
}
