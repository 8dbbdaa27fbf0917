//! The plan for files that neither name their phases nor order them: each section is of the phase that most of its words
//! tell.

use std::cmp::Reverse;

use super::order::Order;
use super::other::numbered_rows;
use super::phases::{provider_of, title_of};
use super::{Maker, Material, Plan, Way};
use crate::playbook::foreign::Role;
use crate::playbook::foreign::blocks::{Item, Kind, Table};
use crate::playbook::foreign::heading::{self, Saying};
use crate::playbook::foreign::steps::{self, Ground};
use crate::playbook::foreign::tree::Head;
use crate::vocabulary::Phase;

/// How many words of a section have to tell its phase where its heading tells none.
const CUES: usize = 2;

/// How many of the words that tell a phase are named as the ground.
const NAMED_CUES: usize = 3;

/// Makes the plan.
pub(super) fn plan(material: &Material<'_>) -> Plan {
    let mut maker = Maker::new(material, Way::Sections);
    maker.note(0, Role::Text);
    let mut last = None;
    for root in &material.tree.roots {
        walk(&mut maker, *root, &mut last);
    }
    maker.finish()
}

fn walk(maker: &mut Maker<'_>, index: usize, last: &mut Option<Phase>) {
    let Some(head) = maker.tree().head(index) else { return };
    if head.saying == Saying::Boilerplate && !head.is_title {
        maker.note(maker.start(head.block), Role::Boilerplate);
        return;
    }
    let own = maker.tree().own_blocks(head);
    let cues = cues(maker.material, own.clone());
    let by_verb = || {
        let told = (head.saying == Saying::Nothing && !head.is_title).then(|| heading::by_verb(&head.text));
        told.flatten().map(|(word, phase)| (phase, Ground::Verb(word)))
    };
    let told = by_heading(head).or_else(|| by_cues(&cues)).or_else(by_verb);
    let is_mixed = by_heading(head).is_none() && cues.iter().any(|(_, phase)| Some(*phase) != first(&cues));
    let found = told.or_else(|| last.map(|phase| (phase, Ground::Before)));
    let is_whole = head.children.is_empty() && !head.is_title && !is_mixed && has_work(maker.material, head);
    match found {
        Some((phase, ground)) if is_whole => {
            *last = Some(phase);
            let provider = provider_of(&head.text, maker.material.reference);
            maker.heading_step(head, phase, ground, provider.as_deref(), title_of(&head.text));
            return;
        }
        Some((phase, _)) if by_heading(head).is_some() => *last = Some(phase),
        Some(_) | None => {}
    }
    maker.note_head(head);
    let mut order = Order::default();
    if let Some(phase) = *last {
        order.behind(phase);
    }
    for block in maker.material.blocks.get(own).unwrap_or(&[]) {
        match &block.kind {
            Kind::List(items) if items.iter().any(tells) => {
                order.begin(items.len());
                for item in items {
                    let (phase, ground) = order.next(item);
                    *last = Some(phase);
                    maker.item_step(item, phase, ground, None, None);
                }
            }
            Kind::Table(table) if row_cues(table).next().is_some() && !steps::is_record(table) => {
                numbered_rows(maker, table, block.span.start, &mut order);
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
    for child in &head.children {
        walk(maker, *child, last);
    }
}

fn tells(item: &Item) -> bool {
    heading::by_verb(item.line()).is_some()
}

/// The phase that a heading names, or that one of its words tells, or the verb it orders with.
fn by_heading(head: &Head) -> Option<(Phase, Ground)> {
    match &head.saying {
        _ if head.is_title => None,
        Saying::Names { phases, .. } => phases.first().map(|phase| (*phase, Ground::Named)),
        Saying::Tells { phase, word } => Some((*phase, Ground::Word(word.clone()))),
        Saying::Nothing if heading::is_order(&head.text) => {
            heading::by_first_verb(&head.text).map(|(word, phase)| (phase, Ground::Verb(word)))
        }
        Saying::Boilerplate | Saying::Container | Saying::Nothing => None,
    }
}

/// The words below a heading that tell a phase: the verbs of items, of rows, and of the beginnings of sentences.
fn cues(material: &Material<'_>, own: std::ops::Range<usize>) -> Vec<(String, Phase)> {
    let mut cues = Vec::new();
    for block in material.blocks.get(own).unwrap_or(&[]) {
        match &block.kind {
            Kind::List(items) => {
                for item in items {
                    let below =
                        || item.children.iter().find_map(|child| heading::by_first_verb(child.line()));
                    cues.extend(heading::by_verb(item.line()).or_else(below));
                }
            }
            Kind::Table(table) => cues.extend(row_cues(table)),
            Kind::Paragraph(paragraph) => {
                cues.extend(paragraph.text.split(['.', '\n', ';', ':']).filter_map(heading::by_first_verb));
            }
            Kind::Heading(_) | Kind::Fence(_) | Kind::Quote(_) | Kind::Other => {}
        }
    }
    cues
}

fn row_cues(table: &Table) -> impl Iterator<Item = (String, Phase)> {
    let action = steps::columns(table).1;
    let cells = table.rows.iter().filter_map(move |row| row.cells.get(action?));
    cells.filter_map(|cell| heading::by_verb(cell))
}

fn first(cues: &[(String, Phase)]) -> Option<Phase> {
    cues.first().map(|(_, phase)| *phase)
}

/// The phase that most words tell, where enough of them do.
fn by_cues(cues: &[(String, Phase)]) -> Option<(Phase, Ground)> {
    let counted = Phase::ALL.iter().map(|phase| {
        let count = cues.iter().filter(|(_, told)| told == phase).count();
        // Of equal phases, the one that is told first.
        let first = cues.iter().position(|(_, told)| told == phase);
        (count, Reverse(first), *phase)
    });
    let (_, _, phase) = counted.max().filter(|(count, _, _)| *count >= CUES)?;
    let mut words: Vec<String> = Vec::new();
    for (word, _) in cues.iter().filter(|(_, told)| *told == phase) {
        let word = format!("\"{word}\"");
        if words.len() < NAMED_CUES && !words.contains(&word) {
            words.push(word);
        }
    }
    Some((phase, Ground::Held(words.join(", "))))
}

fn has_work(material: &Material<'_>, head: &Head) -> bool {
    let blocks = material.blocks.get(head.block + 1..head.end).unwrap_or(&[]);
    blocks.iter().any(|block| match &block.kind {
        Kind::List(_) | Kind::Fence(_) | Kind::Table(_) => true,
        Kind::Paragraph(paragraph) => !paragraph.text.is_empty(),
        Kind::Heading(_) | Kind::Quote(_) | Kind::Other => false,
    })
}
