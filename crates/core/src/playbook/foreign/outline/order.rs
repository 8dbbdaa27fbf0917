//! The phases of work that names none: the verbs tell them, and their order.

use std::collections::BTreeSet;

use crate::playbook::foreign::blocks::Item;
use crate::playbook::foreign::heading;
use crate::playbook::foreign::steps::Ground;
use crate::vocabulary::Phase;

/// The phases of the items of lists one after another.
#[derive(Debug)]
pub(super) struct Order {
    last: Phase,
    before: BTreeSet<Phase>,
}

impl Default for Order {
    fn default() -> Self {
        Self { last: Phase::Detect, before: BTreeSet::new() }
    }
}

impl Order {
    /// Begins a list; a short one may go on with the one before.
    pub(super) fn begin(&mut self, length: usize) {
        if length >= 3 {
            self.before.clear();
        }
    }

    /// Goes on behind work of a known phase.
    pub(super) fn behind(&mut self, phase: Phase) {
        self.last = phase;
    }

    /// The phase of the next item, by the verb that it, its label where it is counted, or the first item below it begins
    /// with, else that of the item before.
    pub(super) fn next(&mut self, item: &Item) -> (Phase, Ground) {
        let told = heading::by_verb(item.line());
        // What is ticked may say what it is then: "Changed the password".
        let done = || heading::by_past(item.line()).or_else(|| heading::by_passive(item.line()));
        let told = told.or_else(|| if item.has_box { done() } else { None });
        let label = item.label.as_deref().filter(|_| item.is_ordered || item.has_box);
        let told = told.or_else(|| label.and_then(heading::by_verb));
        let below = || item.children.iter().find_map(|child| heading::by_first_verb(child.line()));
        self.take(told.or_else(below))
    }

    /// The phase of the next row, by the verb it begins with, else that of the row before it.
    pub(super) fn next_line(&mut self, line: &str) -> (Phase, Ground) {
        self.take(heading::by_verb(line))
    }

    fn take(&mut self, told: Option<(String, Phase)>) -> (Phase, Ground) {
        let ground = told.as_ref().map_or(Ground::Before, |(word, _)| Ground::Verb(word.clone()));
        if let Some((word, phase)) = told {
            self.last = heading::in_order(&word, phase, &self.before);
        }
        self.before.insert(self.last);
        (self.last, ground)
    }
}

/// Whether at least half of the items of a list command something, and one of them tells its phase.
pub(super) fn is_work(items: &[Item]) -> bool {
    let commanding = items.iter().filter(|item| heading::is_command(item.line())).count();
    let tells = items.iter().any(|item| heading::by_verb(item.line()).is_some());
    items.len() >= 2 && commanding * 2 >= items.len() && tells
}
