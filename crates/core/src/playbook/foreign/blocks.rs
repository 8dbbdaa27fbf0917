//! The blocks of a foreign file in their order, each with its place.

mod html;
mod listed;
mod reader;

use super::ForeignCommand;
use crate::playbook::Span;

pub(super) use listed::items_of;
pub(super) use reader::read;

/// How deep lists may lie in each other before what lies deeper is only text.
pub(super) const DEEPEST: usize = 32;

/// The level of a heading that is a paragraph of strong text or HTML; real ones have 1 to 6.
pub(super) const STRONG_LEVEL: u8 = 7;

/// The level of a heading that is a plain line.
pub(super) const PLAIN_LEVEL: u8 = 8;

/// One block of the file that lies in no other.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// From the start of its first line.
    pub(super) span: Span,
    pub(super) kind: Kind,
}

/// What a block is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Heading(Heading),
    Paragraph(Paragraph),
    List(Vec<Item>),
    Fence(ForeignCommand),
    Table(Table),
    /// A quote, which may hold fences.
    Quote(Vec<ForeignCommand>),
    /// HTML, an indented block, a rule, a footnote.
    Other,
}

/// A heading, or what stands for one.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) level: u8,
    /// The text without markup.
    pub(super) text: String,
    /// Where the text stands, with its markup.
    pub(super) content: Span,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    /// The text without markup.
    pub(super) text: String,
    /// Whether it stands on one line.
    pub(super) is_line: bool,
    /// Whether all of it is the text of links.
    pub(super) is_link: bool,
    /// Strong text at its very start, with its place, where more follows.
    pub(super) label: Option<(String, Span)>,
}

/// A list item.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    /// From the start of its line, or after the item that begins on the same line.
    pub(super) span: Span,
    /// The text of its first paragraph without markup; breaks that are meant are line feeds.
    pub(super) text: String,
    /// Where the first paragraph stands; the place for a tick box.
    pub(super) first: Option<Span>,
    /// Strong text at its very start.
    pub(super) label: Option<String>,
    pub(super) has_box: bool,
    pub(super) is_ordered: bool,
    pub(super) children: Vec<Item>,
    /// Fences of the item itself.
    pub(super) commands: Vec<ForeignCommand>,
    /// How much of the text is that of links.
    pub(super) linked: usize,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) span: Span,
    pub(super) cells: Vec<String>,
}

impl Item {
    /// The fences of the item and of everything in it, in order.
    pub(super) fn all_commands(&self) -> Vec<ForeignCommand> {
        let mut all = self.commands.clone();
        for child in &self.children {
            all.extend(child.all_commands());
        }
        all.sort_by_key(|command| command.span.start);
        all
    }

    /// The first line of the text.
    pub(super) fn line(&self) -> &str {
        self.text.lines().next().unwrap_or("").trim()
    }
}
