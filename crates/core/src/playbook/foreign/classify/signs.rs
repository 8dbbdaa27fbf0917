//! What a file says of itself and what was found in it, as far as it tells whether it is a playbook.

use std::borrow::Cow;

use super::Case;
use crate::playbook::foreign::blocks::{Item, Kind};
use crate::playbook::foreign::heading;
use crate::playbook::foreign::outline::{Material, Owner, Plan, Way, is_core};
use crate::playbook::foreign::steps::{Draft, Ground, Shape};
use crate::playbook::foreign::{front, words};
use crate::vocabulary::Phase;

/// How many tasks a file has at least that orders what is to be done, whatever its title says.
const DETAILED: usize = 10;

/// From which letter on scripts write no spaces between words.
const FIRST_UNSPACED: char = '\u{3040}';

/// How many of the steps of a file that orders something begin with a verb, in percent.
const COMMANDED: usize = 60;

/// What tells whether a file is a playbook.
pub(super) struct Signs<'a> {
    pub(super) case: &'a Case<'a>,
    /// The file name without its ending, in lower case and with hyphens.
    pub(super) stem: String,
    /// The title in lower case, without the marks of its letters.
    pub(super) title: String,
    pub(super) phases: Vec<Phase>,
    /// Whether the name or the title says that it is to be worked through.
    pub(super) says_playbook: bool,
    /// Whether it says so, or that it is a procedure for an incident, or its headings are those of a runbook for an alert.
    pub(super) is_runbook: bool,
    /// Whether the name or the title is about responding to incidents.
    pub(super) is_topic: bool,
    /// Whether the title names an incident.
    pub(super) names_incident: bool,
    /// Whether most steps begin with a verb that orders them.
    pub(super) is_commanded: bool,
    /// Whether the phases are concluded from words.
    pub(super) is_guessed: bool,
    /// How many tasks there are, and steps without tasks.
    pub(super) tasks: usize,
    /// How many steps hold more than text.
    pub(super) worked: usize,
}

impl<'a> Signs<'a> {
    pub(super) fn read(case: &'a Case<'a>) -> Self {
        let stem = heading::normal(front::stem(case.file)).replace([' ', '_'], "-");
        let title = heading::normal(case.title).replace(['-', '_'], " ");
        let title = heading::folded(&title).into_owned();
        let is_worked = |step: &&Draft| step.shape != Shape::Prose || !step.commands.is_empty();
        let mut signs = Self {
            case,
            phases: case.plan.phases(),
            says_playbook: false,
            is_runbook: false,
            is_topic: false,
            names_incident: names_incident(&title),
            is_commanded: share(case.plan, heading::is_command) >= COMMANDED,
            is_guessed: is_guessed(case.plan.way),
            tasks: case.plan.steps.iter().map(|step| step.tasks.len().max(1)).sum(),
            worked: case.plan.steps.iter().filter(is_worked).count(),
            stem,
            title,
        };
        let mut playbooks = words::PLAYBOOK_WORDS.iter().chain(words::MORE_PLAYBOOK_WORDS);
        let is_collection = words::COLLECTIONS.contains(&signs.title.as_str()) && !has_order(case.material);
        signs.says_playbook = !is_collection && playbooks.any(|word| signs.says(word));
        let is_procedure =
            signs.names_incident && words::PROCEDURES.iter().any(|word| has_words(&signs.title, word));
        signs.is_runbook = signs.says_playbook || is_procedure || is_service_runbook(case.material);
        let mut topics = words::TOPIC_WORDS.iter().chain(words::MORE_TOPIC_WORDS);
        signs.is_topic = topics.any(|word| signs.says(word));
        signs
    }

    /// Whether the name or the title has a word.
    pub(super) fn says(&self, word: &str) -> bool {
        let word = if word.contains('-') { Cow::Owned(word.replace('-', " ")) } else { Cow::Borrowed(word) };
        has_words(&self.title, &word) || has_words(&self.stem.replace(['-', '.'], " "), &word)
    }

    /// Whether it is a playbook whatever soft words its title has: it says so, or it orders enough work in named phases.
    pub(super) fn is_clear(&self) -> bool {
        self.is_runbook
            || (self.phases.len() >= 4 && !self.is_guessed && self.is_commanded && self.tasks >= DETAILED)
    }

    /// Whether the whole file is one playbook: its phases are named, and are hardly less than all of it.
    pub(super) fn is_whole(&self) -> bool {
        let is_divided = match self.case.plan.way {
            Way::Phases | Way::Tables => true,
            // A list of the phases among other text tells what a collection is made of.
            Way::Tagged => !has_words(&self.title, "playbooks") && self.is_mostly_steps(),
            Way::Mixed | Way::Headings | Way::Flat | Way::Sections => false,
        };
        let cores = self.phases.iter().filter(|phase| is_core(**phase)).count();
        is_divided && self.phases.len() >= 4 && cores >= 2 && self.heads_among(words::REPOSITORY) < 2
    }

    /// Whether the whole file orders what is done about one incident.
    pub(super) fn is_one_incident(&self) -> bool {
        self.names_incident
            && self.is_commanded
            && self.tasks >= DETAILED
            && self.case.plan.is_enough()
            && self.heads_among(words::REPOSITORY) == 0
            && self.is_mostly_steps()
    }

    /// Whether the text is about an incident.
    pub(super) fn is_about(&self) -> bool {
        self.is_topic
            || self.names_incident
            || self.title.ends_with(" response")
            || is_security(self.case.material)
    }

    /// Whether something is contained, repaired or recovered from, three phases are told, or the text is about an incident
    /// or an alert.
    pub(super) fn is_response(&self) -> bool {
        let has_core = self.phases.iter().any(|phase| is_core(*phase));
        has_core || self.phases.len() >= 3 || self.is_about() || is_service_runbook(self.case.material)
    }

    /// Whether hardly a step is of a phase only because the one before it is: at least half of them tell theirs.
    pub(super) fn is_mostly_told(&self) -> bool {
        self.told() * 2 >= self.case.plan.steps.len()
    }

    /// How many steps are of a phase for more than that the one before them is.
    pub(super) fn told(&self) -> usize {
        self.case.plan.steps.iter().filter(|step| step.ground != Ground::Before).count()
    }

    /// How many headings are among some words.
    pub(super) fn heads_among(&self, words: &[&str]) -> usize {
        heads_among(self.case.material, words)
    }

    fn is_mostly_steps(&self) -> bool {
        is_mostly_steps(self.case.plan, self.case.material)
    }
}

/// Whether a plan concludes the phases from words.
const fn is_guessed(way: Way) -> bool {
    match way {
        Way::Phases | Way::Tagged | Way::Tables => false,
        Way::Mixed | Way::Headings | Way::Flat | Way::Sections => true,
    }
}

/// Whether the headings are those of a runbook for an alert: two of what is seen, what is looked at, and what is done.
fn is_service_runbook(material: &Material<'_>) -> bool {
    let kinds = [words::SYMPTOMS, words::DIAGNOSES, words::REPAIRS];
    kinds.iter().filter(|words| heads_among(material, words) > 0).count() >= 2
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

/// Whether most of the text, headings aside, belongs to steps.
fn is_mostly_steps(plan: &Plan, material: &Material<'_>) -> bool {
    let ends = plan.marks.iter().skip(1).map(|(at, _)| *at).chain([material.source.len()]);
    let steps = plan.marks.iter().zip(ends).filter(|((_, owner), _)| matches!(owner, Owner::Step(_)));
    let steps: usize = steps.map(|((at, _), end)| end.saturating_sub(*at)).sum();
    let heads = material.tree.heads.iter().filter_map(|head| material.blocks.get(head.block));
    let heads: usize = heads.map(|block| block.span.len()).sum();
    steps * 2 > material.source.len().saturating_sub(heads)
}

fn names_incident(title: &str) -> bool {
    words::INCIDENTS.iter().chain(words::MORE_INCIDENTS).any(|word| has_words(title, word))
}

/// Whether a text has words as whole words; Japanese and Chinese write no spaces between them.
fn has_words(text: &str, words: &str) -> bool {
    if words.starts_with(|first| first >= FIRST_UNSPACED) {
        return text.contains(words);
    }
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Whether a file name begins with a date, as those of articles do.
pub(super) fn is_dated(stem: &str) -> bool {
    let mut parts = stem.splitn(4, '-');
    let mut is_number = |length: usize| {
        parts
            .next()
            .is_some_and(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    is_number(4) && is_number(2) && is_number(2)
}

/// How much of the text of lists is that of links, in percent.
pub(super) fn linked_share(material: &Material<'_>) -> usize {
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

/// Whether a list is numbered or ticked, as work is that has an order.
fn has_order(material: &Material<'_>) -> bool {
    material.blocks.iter().any(|block| match &block.kind {
        Kind::List(items) => items.iter().any(|item| item.is_ordered || item.has_box),
        Kind::Heading(_)
        | Kind::Paragraph(_)
        | Kind::Fence(_)
        | Kind::Table(_)
        | Kind::Quote(_)
        | Kind::Other => false,
    })
}

/// Whether a text is about an attack.
fn is_security(material: &Material<'_>) -> bool {
    let text = material.source.to_lowercase();
    let text = heading::folded(&text);
    words::ATTACKS.iter().filter(|word| text.contains(*word)).count() >= 2
}

/// Whether most items of a list tell their phase, one of them a phase of the response proper.
pub(super) fn is_told(plan: &Plan) -> bool {
    let told = plan.steps.iter().filter(|step| matches!(step.ground, Ground::Verb(_))).count();
    plan.way == Way::Flat && told * 2 >= plan.steps.len() && plan.phases().iter().any(|phase| is_core(*phase))
}

/// How many of the tasks, and of the steps without tasks, are of a kind, in percent.
pub(super) fn share(plan: &Plan, is_kind: fn(&str) -> bool) -> usize {
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
