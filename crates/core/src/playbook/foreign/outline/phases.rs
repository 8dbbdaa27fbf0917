//! The plan for files whose headings name phases.

use std::collections::BTreeSet;

use super::order::{self, Order};
use super::other::numbered_rows;
use super::{Maker, Material, Plan, Way};
use crate::playbook::foreign::Role;
use crate::playbook::foreign::blocks::{Block, Item, Kind, PLAIN_LEVEL, STRONG_LEVEL};
use crate::playbook::foreign::heading::{self, Saying};
use crate::playbook::foreign::steps::{Draft, Ground, Shape, is_numbered};
use crate::playbook::foreign::tree::Head;
use crate::playbook::foreign::words;
use crate::vocabulary::Phase;

/// How far the number of a heading may reach, in characters.
const LONGEST_NUMBER: usize = 40;

/// Makes the plan; `swallows` says whether what stands below a heading such as `Overview` is boilerplate too.
pub(super) fn plan(material: &Material<'_>, swallows: bool) -> Plan {
    walked(material, Way::Phases, swallows, None)
}

/// Makes the same plan with the lists of commands below headings that name no phase.
pub(super) fn gathered(material: &Material<'_>, swallows: bool, way: Way) -> Plan {
    walked(material, way, swallows, Some(Order::default()))
}

fn walked(material: &Material<'_>, way: Way, swallows: bool, order: Option<Order>) -> Plan {
    let mut named = vec![0; usize::from(PLAIN_LEVEL) + 1];
    for head in material.tree.heads.iter().filter(|head| is_named(head) && !head.is_title) {
        if let Some(count) = named.get_mut(usize::from(head.level)) {
            *count += 1;
        }
    }
    let mut walker = Walker { maker: Maker::new(material, way), swallows, named, order };
    walker.maker.note(0, Role::Text);
    let roots = walker.maker.tree().roots.clone();
    for root in roots {
        walker.walk(root);
    }
    walker.maker.finish()
}

struct Walker<'a> {
    maker: Maker<'a>,
    swallows: bool,
    /// How many headings of each level name a phase.
    named: Vec<usize>,
    /// The phases of the lists of commands that are gathered, where they are.
    order: Option<Order>,
}

impl Walker<'_> {
    fn walk(&mut self, index: usize) {
        let tree = self.maker.tree();
        let Some(head) = tree.head(index) else { return };
        let named_below = self.named_below(head);
        match &head.saying {
            _ if head.is_title => self.pass(head),
            Saying::Boilerplate if self.swallows => {
                self.maker.note(self.maker.start(head.block), Role::Boilerplate);
            }
            Saying::Names { is_weak: true, .. } if !named_below.is_empty() => self.pass(head),
            Saying::Names { phases, .. } => {
                let phase = phases.first().copied().unwrap_or(Phase::Analyze);
                self.section(head, phase, phases, Ground::Named);
            }
            Saying::Tells { phase, word } => {
                let is_sibling =
                    head.level < STRONG_LEVEL && self.named_beside(head) >= 2 && named_below.len() < 2;
                if is_sibling {
                    self.section(head, *phase, &[], Ground::Word(word.clone()));
                } else {
                    self.pass(head);
                }
            }
            Saying::Nothing if self.named_beside(head) >= 2 && self.is_work(head) => {
                match heading::by_first_verb(&head.text).or_else(|| self.first_verb_below(head)) {
                    Some((word, phase)) => self.section(head, phase, &[], Ground::Verb(word)),
                    None => self.pass(head),
                }
            }
            Saying::Boilerplate | Saying::Container | Saying::Nothing => self.pass(head),
        }
    }

    /// Whether a heading stands directly over a list or a command, and names no phase below.
    fn is_work(&self, head: &Head) -> bool {
        let own = self.maker.tree().own_blocks(head);
        let blocks = self.maker.material.blocks.get(own).unwrap_or(&[]);
        let is_list = |block: &Block| matches!(&block.kind, Kind::List(_) | Kind::Fence(_));
        head.level < STRONG_LEVEL && blocks.iter().any(is_list) && self.named_below(head).is_empty()
    }

    /// The phase that the first step of a numbered or ticked list directly below a heading tells.
    fn first_verb_below(&self, head: &Head) -> Option<(String, Phase)> {
        let own = self.maker.tree().own_blocks(head);
        let mut blocks = self.maker.material.blocks.get(own).unwrap_or(&[]).iter();
        blocks.find_map(|block| match &block.kind {
            Kind::List(items) => {
                let first = items.first().filter(|item| item.is_ordered || item.has_box)?;
                heading::by_first_verb(first.line())
            }
            Kind::Heading(_)
            | Kind::Paragraph(_)
            | Kind::Fence(_)
            | Kind::Table(_)
            | Kind::Quote(_)
            | Kind::Other => None,
        })
    }

    /// Notes a heading that is no phase, and goes on below it.
    fn pass(&mut self, head: &Head) {
        self.maker.note_head(head);
        if let Some(order) = self.order.as_mut().filter(|_| !head.is_title) {
            gather(&mut self.maker, head, order);
        }
        for child in &head.children {
            self.walk(*child);
        }
    }

    /// How many headings of the same level name a phase.
    fn named_beside(&self, head: &Head) -> usize {
        self.named.get(usize::from(head.level)).copied().unwrap_or(0)
    }

    /// The phases that headings directly below name, boilerplate aside.
    fn named_below(&self, head: &Head) -> BTreeSet<Phase> {
        self.maker.tree().children(head).filter_map(first_named).collect()
    }

    /// Takes a heading that stands for a phase; `all` are the phases that it names, where it names them.
    fn section(&mut self, head: &Head, phase: Phase, all: &[Phase], ground: Ground) {
        let tree = self.maker.tree();
        let children: Vec<&Head> = tree.children(head).collect();
        let named = self.named_below(head);
        let others =
            children.iter().filter(|child| !is_named(child) && child.saying != Saying::Boilerplate).count();
        let names_other = named.iter().any(|other| *other != phase);
        let phases_below = names_other && (all.len() > 1 || named.len() >= 2 || others == 0);
        let first_step = self.maker.plan.steps.len();
        let start = self.maker.start(head.block);
        self.maker.note(start, Role::Phase { phase, heading: head.content.clone() });
        let own = tree.own_blocks(head);
        self.maker.section_blocks(own.clone(), phase, &ground, None);
        for child in children {
            match first_named(child) {
                _ if child.saying == Saying::Boilerplate => {
                    self.maker.note(self.maker.start(child.block), Role::Boilerplate);
                }
                Some(other) if phases_below => self.section(child, other, named_by(child), Ground::Named),
                _ => match told_of(child, all) {
                    Some((other, word)) => self.part(child, other, &Ground::Word(word), &head.text),
                    None => self.part(child, phase, &ground, &head.text),
                },
            }
        }
        self.name_commands(head, first_step);
        if self.maker.plan.steps.len() == first_step {
            self.whole_section(head, own, phase, ground, start);
        }
    }

    /// A command that stands alone below a heading which says more than its phase is named by it.
    fn name_commands(&mut self, head: &Head, first_step: usize) {
        let normal = heading::normal(&head.text);
        let name = heading::unnumbered(&normal);
        let steps = self.maker.plan.steps.get_mut(first_step..).unwrap_or(&mut []);
        if let [step] = steps
            && step.shape == Shape::Prose
            && step.title.starts_with(super::COMMAND_TITLE)
            && (name.contains(' ') || heading::alias(name, self.maker.material.reference).is_none())
        {
            step.title = title_of(&head.text);
        }
    }

    /// Makes one step of a phase that has only text.
    fn whole_section(
        &mut self,
        head: &Head,
        own: std::ops::Range<usize>,
        phase: Phase,
        ground: Ground,
        start: usize,
    ) {
        let blocks = self.maker.material.blocks.get(own).unwrap_or(&[]);
        let has_text = blocks.iter().any(|block| match &block.kind {
            Kind::Paragraph(paragraph) => !paragraph.text.is_empty(),
            Kind::Table(_) | Kind::Quote(_) | Kind::Fence(_) | Kind::List(_) => true,
            Kind::Heading(_) | Kind::Other => false,
        });
        if !has_text {
            return;
        }
        let after = self.maker.plan.marks.iter().rposition(|(at, _)| *at == start);
        if let Some(mark) = after {
            self.maker.plan.marks.remove(mark);
        }
        let title = title_of(&head.text);
        self.maker.step(
            start,
            Draft {
                title,
                phase,
                ground,
                shape: Shape::Prose,
                name: head.content.clone(),
                tasks: Vec::new(),
                commands: Vec::new(),
                provider: None,
                header: None,
            },
        );
    }

    /// Takes a heading below a phase: a step, or a group of steps for one provider or of several phases.
    fn part(&mut self, head: &Head, phase: Phase, ground: &Ground, section: &str) {
        let tree = self.maker.tree();
        let provider = provider_of(&head.text, self.maker.material.reference);
        let real: Vec<&Head> = tree.children(head).filter(|child| child.level < STRONG_LEVEL).collect();
        // What stands below "Procedure" or "Checklist" is the work itself.
        let is_group = self.named_below(head).len() >= 2 || head.saying == Saying::Container;
        if !is_group && (provider.is_none() || real.is_empty()) {
            let title = match &provider {
                Some(_) => format!("{}: {}", title_of(section), title_of(&head.text)),
                None => title_of(&head.text),
            };
            self.maker.heading_step(head, phase, ground.clone(), provider.as_deref(), title);
            return;
        }
        self.maker.note_head(head);
        self.maker.section_blocks(tree.own_blocks(head), phase, ground, provider.as_deref());
        for child in tree.children(head) {
            match first_named(child) {
                Some(other) if is_group => self.section(child, other, &[], Ground::Named),
                _ if child.saying == Saying::Boilerplate => {
                    self.maker.note(self.maker.start(child.block), Role::Boilerplate);
                }
                _ => {
                    let title = title_of(&child.text);
                    self.maker.heading_step(child, phase, ground.clone(), provider.as_deref(), title);
                }
            }
        }
    }
}

/// Makes steps of the lists of commands that stand directly below a heading.
pub(super) fn gather(maker: &mut Maker<'_>, head: &Head, order: &mut Order) {
    let name = heading::normal(&head.text);
    if name.split_whitespace().next_back().is_some_and(|last| words::WISHES.contains(&last)) {
        return;
    }
    let told = match &head.saying {
        Saying::Tells { phase, .. } => Some(*phase),
        Saying::Names { .. } | Saying::Boilerplate | Saying::Container | Saying::Nothing => None,
    };
    if let Some(phase) = told.or(maker.plan.steps.last().map(|step| step.phase)) {
        order.behind(phase);
    }
    let all = maker.material.blocks;
    for block in all.get(maker.tree().own_blocks(head)).unwrap_or(&[]) {
        let is_counted = |items: &[Item]| {
            items.iter().all(|item| item.is_ordered) || items.iter().all(|item| item.has_box)
        };
        // "**Block:** the sender" orders as well as a number does.
        let is_ordered = |items: &[Item]| {
            let verb = |item: &Item| item.label.as_deref().and_then(heading::by_first_verb);
            items.len() >= 3 && items.iter().all(|item| verb(item).is_some())
        };
        match &block.kind {
            // What is counted below "After recovery" is work, whatever it begins with.
            Kind::List(items)
                if (order::is_work(items)
                    && (head.saying == Saying::Container || is_counted(items) || is_ordered(items)))
                    || (told.is_some() && is_counted(items)) =>
            {
                order.begin(items.len());
                for item in items {
                    let (phase, ground) = order.next(item);
                    maker.item_step(item, phase, ground, None, None);
                }
            }
            Kind::Table(table) if is_numbered(table) => {
                order.begin(table.rows.len());
                numbered_rows(maker, table, block.span.start, order);
            }
            Kind::Fence(command) => maker.belongs_to_last(command, block.span.start),
            Kind::Heading(_)
            | Kind::Paragraph(_)
            | Kind::List(_)
            | Kind::Table(_)
            | Kind::Quote(_)
            | Kind::Other => maker.note(block.span.start, Role::Text),
        }
    }
}

/// The text of a heading as a title: without its number and the signs before it, in the spelling of the file.
pub(in crate::playbook::foreign) fn title_of(text: &str) -> String {
    let normal = heading::normal(text);
    let bare = heading::unnumbered(&normal);
    let text = text.trim().trim_end_matches(':');
    // The number is where the text begins to say the same as without it.
    let mut ends = text.char_indices().take(LONGEST_NUMBER).map(|(at, _)| at);
    let at = ends.find(|at| {
        let rest = text.get(*at..).unwrap_or("");
        is_start(rest) && heading::normal(rest) == bare
    });
    let title = at.and_then(|at| text.get(at..)).unwrap_or(text);
    let title = super::steps::shortened(title);
    if title.is_empty() { "Untitled step".to_owned() } else { title }
}

/// Whether a title may begin here: with a letter, a digit, or a sign that stands before them.
fn is_start(text: &str) -> bool {
    let mut signs = text.chars();
    let Some(sign) = signs.next() else { return false };
    let quotes = ['\u{ab}', '\u{201c}', '\u{201e}', '\u{2018}', '\u{bf}', '\u{a1}', '\u{300c}'];
    let is_opening = quotes.contains(&sign) || "(['\"`$/@<{&.".contains(sign);
    sign.is_alphanumeric() || (is_opening && signs.next().is_some_and(char::is_alphanumeric))
}

/// The phase among several that a heading tells, with the word that tells it.
fn told_of(head: &Head, phases: &[Phase]) -> Option<(Phase, String)> {
    match &head.saying {
        Saying::Tells { phase, word } if phases.len() > 1 && phases.contains(phase) => {
            Some((*phase, word.clone()))
        }
        Saying::Names { .. }
        | Saying::Tells { .. }
        | Saying::Boilerplate
        | Saying::Container
        | Saying::Nothing => None,
    }
}

/// The phases that a heading names.
fn named_by(head: &Head) -> &[Phase] {
    match &head.saying {
        Saying::Names { phases, .. } => phases,
        Saying::Tells { .. } | Saying::Boilerplate | Saying::Container | Saying::Nothing => &[],
    }
}

fn is_named(head: &Head) -> bool {
    first_named(head).is_some()
}

fn first_named(head: &Head) -> Option<Phase> {
    match &head.saying {
        Saying::Names { phases, is_weak: false } => phases.first().copied(),
        Saying::Names { is_weak: true, .. }
        | Saying::Tells { .. }
        | Saying::Boilerplate
        | Saying::Container
        | Saying::Nothing => None,
    }
}

/// The provider that a heading names.
pub(super) fn provider_of(text: &str, reference: &crate::playbook::Reference) -> Option<String> {
    let normal = heading::normal(text);
    let name = heading::unnumbered(&normal);
    let mut providers = reference.providers.iter();
    let (id, _) =
        providers.find(|(_, headings)| headings.iter().any(|known| known.to_lowercase() == name))?;
    Some(id.clone())
}
