//! The headings of a foreign file as a tree, with what each says.

use std::collections::BTreeSet;

use super::blocks::{self, Block, Heading, Kind, PLAIN_LEVEL, Paragraph, STRONG_LEVEL};
use super::heading::{self, Saying};
use super::words;
use crate::playbook::{Reference, Span};
use crate::vocabulary::Phase;

/// Strong lines that only stress what follows.
const STRESSES: &[&str] = &[
    "assumption",
    "assumptions",
    "attention",
    "caution",
    "description",
    "example",
    "examples",
    "goal",
    "goals",
    "help",
    "hint",
    "important",
    "info",
    "information",
    "note",
    "notes",
    "objective",
    "objectives",
    "remember",
    "reminder",
    "summary",
    "tip",
    "tips",
    "tools",
    "warning",
    "warnings",
    "why",
];

/// A heading with its place in the tree.
#[derive(Debug)]
pub(super) struct Head {
    /// The block it is.
    pub(super) block: usize,
    /// After the last block below it.
    pub(super) end: usize,
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) content: Span,
    pub(super) saying: Saying,
    /// Whether it is the title of the file and nothing else.
    pub(super) is_title: bool,
    pub(super) children: Vec<usize>,
}

/// The headings of a file.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) heads: Vec<Head>,
    /// The headings that stand below no other.
    pub(super) roots: Vec<usize>,
}

/// Takes lines that only look like headings for what they are, and lines that are headings without looking so.
pub(super) fn settle(blocks: &mut Vec<Block>, source: &str, reference: &Reference) {
    settle_escaped(blocks, source);
    let counted = counts_steps(blocks, source, reference);
    for block in blocks.iter_mut() {
        match &block.kind {
            Kind::Paragraph(_) if counted && blocks::items_of(source, &block.span).is_some() => {}
            Kind::Heading(head) if head.level == STRONG_LEVEL => {
                let normal = heading::normal(&head.text);
                if STRESSES.contains(&heading::unnumbered(&normal)) {
                    block.kind = Kind::Other;
                }
            }
            Kind::Paragraph(paragraph)
                if paragraph.is_line
                    && !paragraph.is_link
                    && paragraph.text.split_whitespace().count() <= 5 =>
            {
                let has_end = paragraph.text.ends_with(['.', '!', '?', ',']);
                let says = match heading::read(&paragraph.text, reference) {
                    Saying::Names { is_weak, .. } => !is_weak,
                    Saying::Boilerplate => {
                        let normal = heading::normal(&paragraph.text);
                        paragraph.text.ends_with(':') && !STRESSES.contains(&normal.as_str())
                    }
                    Saying::Tells { .. } | Saying::Container | Saying::Nothing => false,
                };
                if says && !has_end {
                    let content = block.span.clone();
                    let text = paragraph.text.clone();
                    block.kind = Kind::Heading(Heading { level: PLAIN_LEVEL, text, content });
                }
            }
            Kind::Heading(_)
            | Kind::Paragraph(_)
            | Kind::List(_)
            | Kind::Fence(_)
            | Kind::Table(_)
            | Kind::Quote(_)
            | Kind::Other => {}
        }
    }
    settle_lines(blocks);
    settle_items(blocks, source);
    settle_labels(blocks, reference);
}

/// Whether lines such as `Step 2. Block it` count steps of which fewer than three are named after a phase.
fn counts_steps(blocks: &[Block], source: &str, reference: &Reference) -> bool {
    let mut named = BTreeSet::new();
    let mut lines = 0;
    for block in blocks {
        let Kind::Paragraph(paragraph) = &block.kind else { continue };
        if paragraph.is_line && blocks::items_of(source, &block.span).is_some() {
            lines += 1;
            named.extend(self::named(&paragraph.text, reference));
        }
    }
    lines >= 3 && named.len() < 3
}

/// Takes lines such as `\## Containment` for headings, as converters write what is none to them.
fn settle_escaped(blocks: &mut [Block], source: &str) {
    for block in blocks {
        let is_line = matches!(&block.kind, Kind::Paragraph(paragraph) if paragraph.is_line);
        let line = crate::playbook::text::slice(source, &block.span).trim_end();
        let Some(rest) = line.strip_prefix('\\').filter(|_| is_line) else { continue };
        let text = rest.trim_start_matches('#');
        let level = u8::try_from(rest.len() - text.len()).unwrap_or(0);
        if (1..=6).contains(&level) && text.starts_with(' ') {
            let start = block.span.start + line.len() - text.trim_start().len();
            let content = start..block.span.start + line.len();
            block.kind = Kind::Heading(Heading { level, text: text.trim().to_owned(), content });
        }
    }
}

/// Takes short lines over lists for headings, where two of them are headings already.
fn settle_lines(blocks: &mut [Block]) {
    let is_plain = |block: &&Block| matches!(&block.kind, Kind::Heading(head) if head.level == PLAIN_LEVEL);
    if blocks.iter().filter(is_plain).count() < 2 {
        return;
    }
    let over_list: Vec<bool> =
        blocks.iter().skip(1).map(|next| matches!(next.kind, Kind::List(_))).chain([false]).collect();
    for (block, is_over_list) in blocks.iter_mut().zip(over_list) {
        let Kind::Paragraph(paragraph) = &block.kind else { continue };
        let is_short = paragraph.is_line
            && !paragraph.is_link
            && paragraph.text.split_whitespace().count() <= 5
            && !paragraph.text.ends_with(['.', '!', '?', ',', ';'])
            && !STRESSES.contains(&heading::normal(&paragraph.text).as_str());
        if is_short && is_over_list {
            let (text, content) = (paragraph.text.clone(), block.span.clone());
            block.kind = Kind::Heading(Heading { level: PLAIN_LEVEL, text, content });
        }
    }
}

/// Takes paragraphs for lists where their lines are items.
fn settle_items(blocks: &mut [Block], source: &str) {
    for block in blocks {
        if matches!(block.kind, Kind::Paragraph(_))
            && let Some(items) = blocks::items_of(source, &block.span)
        {
            block.kind = Kind::List(items);
        }
    }
}

/// Takes the strong beginnings of paragraphs for headings, where they name the phases and no heading does.
fn settle_labels(blocks: &mut Vec<Block>, reference: &Reference) {
    let heads = blocks.iter().filter_map(|block| match &block.kind {
        Kind::Heading(heading) => Some((heading.level, all_named(&heading.text, reference))),
        Kind::Paragraph(_)
        | Kind::List(_)
        | Kind::Fence(_)
        | Kind::Table(_)
        | Kind::Quote(_)
        | Kind::Other => None,
    });
    let heads: Vec<(u8, Vec<Phase>)> = heads.collect();
    // "Recovery: Open the doors:" may be short enough for a line that is a heading already, and "**Causes:**" stands alone.
    let lines = heads.iter().filter(|(level, _)| *level >= STRONG_LEVEL);
    let lines: BTreeSet<Phase> = lines.flat_map(|(_, phases)| phases).copied().collect();
    let labels = blocks.iter().filter_map(|block| Some(label_of(block, reference)?.0));
    let labels: BTreeSet<Phase> = labels.chain(lines).collect();
    let real: BTreeSet<Phase> = heads.iter().filter_map(|(_, phases)| phases.first()).copied().collect();
    if real.len() >= 3 || labels.len() < 3 {
        return;
    }
    let mut settled = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        let Some((_, text, content)) = label_of(&block, reference) else {
            settled.push(block);
            continue;
        };
        let end = content.end;
        let heading = Heading { level: PLAIN_LEVEL, text, content };
        settled.push(Block { span: block.span.start..end, kind: Kind::Heading(heading) });
        settled.push(Block { span: end..block.span.end, kind: block.kind });
    }
    *blocks = settled;
}

/// The phase that the strong beginning of a paragraph names, with its text and place.
fn label_of(block: &Block, reference: &Reference) -> Option<(Phase, String, Span)> {
    let Kind::Paragraph(Paragraph { label: Some((label, span)), .. }) = &block.kind else { return None };
    let phase = named(label, reference)?;
    Some((phase, label.trim_end_matches(':').to_owned(), span.clone()))
}

fn named(text: &str, reference: &Reference) -> Option<Phase> {
    all_named(text, reference).first().copied()
}

fn all_named(text: &str, reference: &Reference) -> Vec<Phase> {
    match heading::read(text, reference) {
        Saying::Names { phases, is_weak: false } => phases,
        Saying::Names { is_weak: true, .. }
        | Saying::Tells { .. }
        | Saying::Boilerplate
        | Saying::Container
        | Saying::Nothing => Vec::new(),
    }
}

/// Builds the tree.
pub(super) fn build(blocks: &[Block], reference: &Reference) -> Tree {
    let mut heads: Vec<Head> = Vec::new();
    let mut roots = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let Kind::Heading(heading) = &block.kind else { continue };
        while let Some(last) = open.last().copied() {
            let Some(head) = heads.get_mut(last) else { break };
            if head.level < heading.level {
                break;
            }
            head.end = number;
            open.pop();
        }
        let index = heads.len();
        match open.last().and_then(|parent| heads.get_mut(*parent)) {
            Some(parent) => parent.children.push(index),
            None => roots.push(index),
        }
        open.push(index);
        heads.push(Head {
            block: number,
            end: blocks.len(),
            level: heading.level,
            text: heading.text.clone(),
            content: heading.content.clone(),
            saying: heading::read(&heading.text, reference),
            is_title: false,
            children: Vec::new(),
        });
    }
    let is_alone =
        heads.first().is_some_and(|first| heads.iter().skip(1).all(|head| head.level > first.level));
    if let Some(first) = heads.first_mut() {
        first.is_title =
            is_alone && (!first.children.is_empty() || !matches!(first.saying, Saying::Names { .. }));
    }
    settle_scope(&mut heads);
    settle_checks(&mut heads);
    Tree { heads, roots }
}

/// "Scope" before the first phase is that of the document, after it that of the incident.
fn settle_scope(heads: &mut [Head]) {
    for head in heads.iter_mut().filter(|head| !head.is_title) {
        let normal = heading::normal(&head.text);
        let is_scope = heading::unnumbered(&normal) == "scope";
        if is_scope {
            head.saying = Saying::Boilerplate;
        } else if matches!(head.saying, Saying::Names { .. }) {
            return;
        }
    }
}

/// "Verification" before the response is that of the report, after it that of the repair.
fn settle_checks(heads: &mut [Head]) {
    let mut is_after = false;
    for head in heads.iter_mut().filter(|head| !head.is_title) {
        let Saying::Names { phases, .. } = &mut head.saying else { continue };
        let normal = heading::normal(&head.text);
        if !words::CHECKS.contains(&heading::folded(heading::unnumbered(&normal)).as_ref()) {
            is_after |= phases.iter().any(|phase| super::outline::is_core(*phase));
        } else if is_after {
            *phases = vec![Phase::Recover];
        }
    }
}

impl Tree {
    pub(super) fn head(&self, index: usize) -> Option<&Head> {
        self.heads.get(index)
    }

    /// The heading that a block is.
    pub(super) fn at_block(&self, block: usize) -> Option<&Head> {
        let index = self.heads.binary_search_by_key(&block, |head| head.block).ok()?;
        self.heads.get(index)
    }

    /// The children of a heading, in order.
    pub(super) fn children<'t>(&'t self, head: &'t Head) -> impl Iterator<Item = &'t Head> {
        head.children.iter().filter_map(|child| self.heads.get(*child))
    }

    /// The blocks that stand below a heading and above the first heading below it.
    pub(super) fn own_blocks(&self, head: &Head) -> std::ops::Range<usize> {
        let first = self.children(head).next().map_or(head.end, |child| child.block);
        head.block + 1..first
    }
}
