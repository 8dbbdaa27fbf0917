//! The headings of a foreign file as a tree, with what each says.

use super::blocks::{Block, Heading, Kind, PLAIN_LEVEL, STRONG_LEVEL};
use super::heading::{self, Saying};
use crate::playbook::{Reference, Span};

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
pub(super) fn settle(blocks: &mut [Block], reference: &Reference) {
    for block in blocks {
        match &block.kind {
            Kind::Heading(head) if head.level == STRONG_LEVEL => {
                let normal = heading::normal(&head.text);
                if STRESSES.contains(&heading::unnumbered(&normal)) {
                    block.kind = Kind::Other;
                }
            }
            Kind::Paragraph(paragraph)
                if paragraph.is_line && paragraph.text.split_whitespace().count() <= 5 =>
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
