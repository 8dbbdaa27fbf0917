//! The plans for files whose headings name no phases: their lists, tables or headings tell them.

use std::collections::BTreeSet;

use super::order::{self, Order};
use super::phases::{gather, provider_of, title_of};
use super::{Maker, Material, Plan, Way};
use crate::playbook::Span;
use crate::playbook::foreign::Role;
use crate::playbook::foreign::blocks::{Item, Kind, STRONG_LEVEL, Table};
use crate::playbook::foreign::heading::{self, Saying};
use crate::playbook::foreign::steps::{self, Ground};
use crate::playbook::foreign::tree::Head;
use crate::vocabulary::Phase;

/// Steps are the items of lists that name phases.
pub(super) fn tagged(material: &Material<'_>) -> Plan {
    let held = held_ranges(material);
    let mut maker = Maker::new(material, Way::Tagged);
    maker.note(0, Role::Text);
    each_block(&mut maker, |maker, kind, start| {
        let Kind::List(items) = kind else { return };
        let reference = maker.material.reference;
        let by_tag: Vec<_> = items.iter().map(|item| steps::tag(item, reference)).collect();
        let by_word: Vec<_> = items.iter().map(|item| steps::first_word(item, reference)).collect();
        let distinct = |tags: &[Option<(Phase, String)>]| {
            tags.iter().flatten().map(|(phase, _)| *phase).collect::<BTreeSet<_>>().len()
        };
        let (tags, is_tagged) = if distinct(&by_tag) >= 3 { (by_tag, true) } else { (by_word, false) };
        // Beside the list that names them, work may stand below a heading such as `Procedure`.
        let is_held = || held.iter().any(|range| range.contains(&start)) && order::is_work(items);
        if distinct(&tags) < 3 && is_held() {
            let mut order = Order::default();
            for item in items {
                let (phase, ground) = order.next(item);
                maker.item_step(item, phase, ground, None, None);
            }
            return;
        }
        if distinct(&tags) < 3 {
            maker.note(start, Role::Text);
            return;
        }
        let mut phase = tags.iter().flatten().next().map_or(Phase::Detect, |(phase, _)| *phase);
        for (item, tag) in items.iter().zip(&tags) {
            // Beside items that name their phase, the label of a counted one may tell it.
            let label = item.label.as_deref().filter(|_| item.is_ordered && tag.is_none());
            let told = label.and_then(heading::by_label);
            let ground = match (tag, &told) {
                (Some(_), _) => Ground::Named,
                (None, Some((word, _))) => Ground::Word(word.clone()),
                (None, None) => Ground::Before,
            };
            let found = tag.as_ref().map(|(phase, _)| *phase).or(told.map(|(_, phase)| phase));
            phase = found.unwrap_or(phase);
            let words = tag.as_ref().map(|(_, words)| words.as_str()).filter(|_| is_tagged);
            tagged_item(maker, item, phase, &ground, words);
        }
    });
    let plan = maker.finish();
    let names = plan.steps.iter().any(|step| step.ground == Ground::Named);
    if names { plan } else { Plan { way: Way::Tagged, marks: Vec::new(), steps: Vec::new() } }
}

/// An item that only names a phase holds its steps; one that says more is a step.
fn tagged_item(maker: &mut Maker<'_>, item: &Item, phase: Phase, ground: &Ground, tag: Option<&str>) {
    let says_more = tag.is_none() || !steps::item_title(item, tag).is_empty();
    if says_more {
        maker.item_step(item, phase, ground.clone(), None, tag);
        return;
    }
    let heading = item.first.clone().unwrap_or(item.span.start..item.span.start);
    maker.note(item.span.start, Role::Phase { phase, heading });
    for child in &item.children {
        maker.item_step(child, phase, ground.clone(), None, None);
    }
}

/// Steps are the rows of tables that name phases.
pub(super) fn tables(material: &Material<'_>) -> Plan {
    let mut maker = Maker::new(material, Way::Tables);
    maker.note(0, Role::Text);
    each_block(&mut maker, |maker, kind, start| {
        let Kind::Table(table) = kind else { return };
        maker.note(start, Role::Text);
        if steps::is_record(table) {
            return;
        }
        let (column, action) = steps::columns(table);
        let column = column.unwrap_or(0);
        let reference = maker.material.reference;
        let phases: Vec<_> = table.rows.iter().map(|row| steps::cell_phase(row, column, reference)).collect();
        if phases.iter().flatten().collect::<BTreeSet<_>>().len() < 3 {
            return;
        }
        let Some(first) = table.rows.first() else { return };
        let header = start..first.span.start;
        let width = table.header.len();
        let action = action.filter(|action| *action != column);
        let action = action.or_else(|| (0..width).find(|other| *other != column)).unwrap_or(column);
        let mut last = None;
        for (row, phase) in table.rows.iter().zip(phases) {
            let is_blank = row.cells.get(column).is_none_or(|cell| cell.is_empty());
            let ground = if phase.is_some() { Ground::Named } else { Ground::Before };
            let phase = phase.or(if is_blank { last } else { None });
            last = phase.or(last);
            let (title, tasks) = steps::row_title(row, action, Some(column));
            match phase {
                Some(phase) if !title.is_empty() => {
                    maker.row_step(row.span.clone(), (title, tasks), phase, ground, None, &header);
                }
                Some(_) | None => maker.note(row.span.start, Role::Text),
            }
        }
    });
    maker.finish()
}

/// Steps are the headings of the level whose headings tell most phases.
pub(super) fn headings(material: &Material<'_>) -> Plan {
    let told = |head: &Head| told_by(head, material);
    let level = (1..=STRONG_LEVEL).max_by_key(|level| {
        let heads = material.tree.heads.iter().filter(|head| head.level == *level && !head.is_title);
        let phases: BTreeSet<Phase> = heads.filter_map(|head| told(head).map(|(phase, _)| phase)).collect();
        // Of equal levels, the higher one.
        (phases.len(), STRONG_LEVEL - level)
    });
    let mut maker = Maker::new(material, Way::Headings);
    maker.note(0, Role::Text);
    let mut last = None;
    for root in &material.tree.roots {
        walk(&mut maker, *root, level.unwrap_or(2), &mut last);
    }
    maker.finish()
}

fn told_by(head: &Head, material: &Material<'_>) -> Option<(Phase, Ground)> {
    match &head.saying {
        Saying::Names { phases, .. } => phases.first().map(|phase| (*phase, Ground::Named)),
        Saying::Tells { phase, word } => Some((*phase, Ground::Word(word.clone()))),
        Saying::Nothing if has_work(head, material) => {
            heading::by_verb(&head.text).map(|(word, phase)| (phase, Ground::Verb(word)))
        }
        // A heading that commands is a step, also over text alone.
        Saying::Nothing if head.end > head.block + 1 && heading::is_order(&head.text) => {
            heading::by_first_verb(&head.text).map(|(word, phase)| (phase, Ground::Verb(word)))
        }
        Saying::Boilerplate | Saying::Container | Saying::Nothing => None,
    }
}

fn has_work(head: &Head, material: &Material<'_>) -> bool {
    let blocks = material.blocks.get(head.block + 1..head.end).unwrap_or(&[]);
    blocks.iter().any(|block| match &block.kind {
        Kind::List(_) | Kind::Fence(_) | Kind::Table(_) => true,
        Kind::Heading(_) | Kind::Paragraph(_) | Kind::Quote(_) | Kind::Other => false,
    })
}

fn walk(maker: &mut Maker<'_>, index: usize, level: u8, last: &mut Option<Phase>) {
    let Some(head) = maker.tree().head(index) else { return };
    let start = maker.start(head.block);
    match &head.saying {
        _ if head.is_title => {}
        Saying::Boilerplate => {
            maker.note(start, Role::Boilerplate);
            return;
        }
        Saying::Container if head.children.is_empty() && !heading::is_time_box(&head.text) => {
            maker.note(start, Role::Boilerplate);
            return;
        }
        Saying::Container if head.children.is_empty() => {
            maker.note(start, Role::Heading);
            let mut order = Order::default();
            if let Some(phase) = *last {
                order.behind(phase);
            }
            gather(maker, head, &mut order);
            return;
        }
        Saying::Names { .. } | Saying::Tells { .. } | Saying::Nothing if head.level == level => {
            let told = told_by(head, maker.material);
            let is_work = told.is_some() || has_work(head, maker.material);
            let found = told.or_else(|| last.map(|phase| (phase, Ground::Before)));
            if let Some((phase, ground)) = found.filter(|_| is_work && head.end > head.block + 1) {
                *last = Some(phase);
                let provider = provider_of(&head.text, maker.material.reference);
                maker.heading_step(head, phase, ground, provider.as_deref(), title_of(&head.text));
                return;
            }
        }
        Saying::Container | Saying::Names { .. } | Saying::Tells { .. } | Saying::Nothing => {}
    }
    maker.note_head(head);
    for child in &head.children {
        walk(maker, *child, level, last);
    }
}

/// Steps are the items of ordered lists, else of lists with tick boxes, else of any list, and the rows of numbered tables.
///
/// `is_held` says whether only what stands below a heading such as `Procedure` is looked at.
pub(super) fn flat(material: &Material<'_>, is_held: bool) -> Plan {
    let held = held_ranges(material);
    let is_inside = |at: usize| !is_held || held.iter().any(|range| range.contains(&at));
    let is_any = |kind: fn(&Item) -> bool| {
        material.blocks.iter().filter(|block| is_inside(block.span.start)).any(|block| match &block.kind {
            Kind::List(items) => items.len() >= 3 && items.iter().all(kind),
            Kind::Heading(_)
            | Kind::Paragraph(_)
            | Kind::Fence(_)
            | Kind::Table(_)
            | Kind::Quote(_)
            | Kind::Other => false,
        })
    };
    let wanted: fn(&Item) -> bool = if is_any(|item| item.is_ordered) {
        |item| item.is_ordered
    } else if is_any(|item| item.has_box) {
        |item| item.has_box
    } else {
        |_| true
    };
    let mut maker = Maker::new(material, Way::Flat);
    maker.note(0, Role::Text);
    let mut order = Order::default();
    each_block(&mut maker, |maker, kind, start| match kind {
        Kind::List(items) if is_inside(start) && items.iter().all(wanted) => {
            order.begin(items.len());
            for item in items {
                let (phase, ground) = order.next(item);
                maker.item_step(item, phase, ground, None, None);
            }
        }
        Kind::Table(table) if is_inside(start) && steps::is_numbered(table) => {
            order.begin(table.rows.len());
            numbered_rows(maker, table, start, &mut order);
        }
        Kind::Fence(command) if is_inside(start) => maker.belongs_to_last(command, start),
        Kind::Fence(_)
        | Kind::List(_)
        | Kind::Heading(_)
        | Kind::Paragraph(_)
        | Kind::Table(_)
        | Kind::Quote(_)
        | Kind::Other => {
            maker.note(start, Role::Text);
        }
    });
    maker.finish()
}

/// Where the text below headings such as `Procedure` stands.
fn held_ranges(material: &Material<'_>) -> Vec<Span> {
    let start =
        |block: usize| material.blocks.get(block).map_or(material.source.len(), |block| block.span.start);
    let heads = material.tree.heads.iter().filter(|head| head.saying == Saying::Container && !head.is_title);
    heads.map(|head| start(head.block)..start(head.end)).collect()
}

/// Makes steps of the rows of a table; a row without a number goes on with the row before it.
pub(super) fn numbered_rows(maker: &mut Maker<'_>, table: &Table, start: usize, order: &mut Order) {
    let (_, Some(action)) = steps::columns(table) else { return maker.note(start, Role::Text) };
    let Some(first) = table.rows.first() else { return maker.note(start, Role::Text) };
    let header = start..first.span.start;
    maker.note(start, Role::Text);
    for row in &table.rows {
        let (title, tasks) = steps::row_title(row, action, None);
        let is_more = row.cells.first().is_none_or(|cell| cell.is_empty());
        if is_more && !title.is_empty() && maker.add_row_task(row, action) {
            continue;
        }
        if !title.is_empty() {
            let (phase, ground) = order.next_line(row.cells.get(action).map_or("", String::as_str));
            maker.row_step(row.span.clone(), (title, tasks), phase, ground, None, &header);
        }
    }
}

/// Goes through the blocks; headings and what stands below boilerplate become notes.
fn each_block(maker: &mut Maker<'_>, mut take: impl FnMut(&mut Maker<'_>, &Kind, usize)) {
    let blocks = maker.material.blocks;
    let tree = maker.tree();
    let mut number = 0;
    while let Some(block) = blocks.get(number) {
        let head = tree.at_block(number);
        match head {
            Some(head) if head.saying == Saying::Boilerplate && !head.is_title => {
                maker.note(block.span.start, Role::Boilerplate);
                // What is left of a file whose every list stands below "Overview" is not nothing.
                number = head.end.max(number + 1);
                continue;
            }
            Some(head) => maker.note_head(head),
            None => match &block.kind {
                Kind::List(_) | Kind::Table(_) | Kind::Fence(_) => take(maker, &block.kind, block.span.start),
                Kind::Heading(_) | Kind::Paragraph(_) | Kind::Quote(_) | Kind::Other => {
                    maker.note(block.span.start, Role::Text);
                }
            },
        }
        number += 1;
    }
}
