//! One pass over the Markdown events, which collects the blocks.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::{Block, DEEPEST, Heading, Item, Kind, Paragraph, Row, STRONG_LEVEL, Table, html};
use crate::playbook::foreign::ForeignCommand;
use crate::playbook::text::slice;
use crate::playbook::{Span, markdown_options};

/// The longest paragraph that can stand for a heading, in characters.
const LONGEST_HEADING: usize = 100;

/// Reads the blocks of a text from byte `from` on.
pub(in crate::playbook::foreign) fn read(text: &str, from: usize) -> Vec<Block> {
    let mut reader = Reader::new(text);
    let markdown = text.get(from..).unwrap_or("");
    for (event, range) in Parser::new_ext(markdown, markdown_options()).into_offset_iter() {
        reader.event(event, range.start + from..range.end + from);
    }
    reader.blocks
}

/// Text of inlines while it is read.
#[derive(Default)]
struct Inline {
    text: String,
    content: Option<Span>,
    /// How much of the text is strong.
    strong: usize,
    linked: usize,
    breaks: usize,
    /// Strong text at the very start.
    label: Option<(String, Span)>,
}

impl Inline {
    fn push(&mut self, piece: &str, span: &Span) {
        self.text.push_str(piece);
        match &mut self.content {
            Some(content) => content.end = content.end.max(span.end),
            None => self.content = Some(span.clone()),
        }
    }
}

struct Reader<'a> {
    source: &'a str,
    blocks: Vec<Block>,
    depth: usize,
    /// What the open block is.
    inline: Inline,
    in_strong: usize,
    in_link: usize,
    in_quote: usize,
    heading: Option<u8>,
    fence: Option<(String, String)>,
    indented: bool,
    items: Vec<Item>,
    /// Whether each open item still takes text.
    takes_text: Vec<bool>,
    lists: Vec<bool>,
    /// The items of the open list of each depth, outermost first.
    done: Vec<Vec<Item>>,
    table: Table,
    cell: Option<String>,
    in_head: bool,
    quoted: Vec<ForeignCommand>,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            blocks: Vec::new(),
            depth: 0,
            inline: Inline::default(),
            in_strong: 0,
            in_link: 0,
            in_quote: 0,
            heading: None,
            fence: None,
            indented: false,
            items: Vec::new(),
            takes_text: Vec::new(),
            lists: Vec::new(),
            done: Vec::new(),
            table: Table::default(),
            cell: None,
            in_head: false,
            quoted: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => match &mut self.fence {
                Some((_, code)) => code.push_str(&text),
                None => self.text(&text, &span),
            },
            Event::Code(text) => self.text(&text, &span),
            Event::SoftBreak => {
                self.inline.breaks += 1;
                self.text(" ", &span);
            }
            Event::HardBreak => {
                self.inline.breaks += 1;
                self.text("\n", &span);
            }
            Event::TaskListMarker(_) => {
                if let Some(item) = self.items.last_mut() {
                    item.has_box = true;
                }
            }
            Event::Rule => {
                if self.depth == 0 {
                    self.push(&span, Kind::Other);
                }
            }
            Event::InlineHtml(tag) if self.cell.is_some() => {
                // What stands on lines of its own in the cell is told apart by line feeds.
                let is_break = ["<br", "<li", "<p", "<div"].iter().any(|start| tag.starts_with(start));
                self.text(if is_break { "\n" } else { "" }, &span);
            }
            Event::InlineHtml(_)
            | Event::Html(_)
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {
                if self.fence.is_none() {
                    self.text("", &span);
                }
            }
        }
    }

    fn text(&mut self, text: &str, span: &Span) {
        if let Some(cell) = &mut self.cell {
            cell.push_str(text);
            return;
        }
        let is_open = self.takes_text.last().copied();
        match (self.items.last_mut(), is_open) {
            (Some(item), Some(true)) => {
                item.text.push_str(text);
                match &mut item.first {
                    Some(first) => first.end = first.end.max(span.end),
                    None => item.first = Some(span.clone()),
                }
                if self.in_strong > 0
                    && let Some(label) = &mut item.label
                {
                    label.push_str(text);
                }
                if self.in_link > 0 {
                    item.linked += text.len();
                }
            }
            (Some(_), _) => {}
            (None, _) => {
                self.inline.push(text, span);
                if self.in_strong > 0 {
                    self.inline.strong += length_without_spaces(text);
                }
                if self.in_link > 0 {
                    self.inline.linked += text.len();
                }
            }
        }
    }

    fn closes_text(&mut self) {
        if let (Some(open), Some(item)) = (self.takes_text.last_mut(), self.items.last())
            && !item.text.trim().is_empty()
        {
            *open = false;
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        if self.depth == 0 {
            self.inline = Inline::default();
        }
        self.depth += 1;
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(*level as u8),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.indented = matches!(kind, CodeBlockKind::Indented);
                self.fence = Some((info, String::new()));
                self.stop_text();
            }
            Tag::List(first) => {
                self.stop_text();
                self.lists.push(first.is_some());
                self.done.push(Vec::new());
            }
            Tag::Item => {
                let start = self.item_start(span.start);
                let is_ordered = self.lists.last().copied().unwrap_or(false);
                self.items.push(Item { span: start..span.end, is_ordered, ..Item::default() });
                self.takes_text.push(true);
            }
            Tag::BlockQuote(_) => {
                self.stop_text();
                self.in_quote += 1;
            }
            Tag::Strong => {
                self.in_strong += 1;
                if let Some(item) = self.items.last_mut()
                    && item.text.trim().trim_start_matches('[').is_empty()
                    && item.label.is_none()
                {
                    item.label = Some(String::new());
                    if item.first.is_none() {
                        item.first = Some(span.start..span.start);
                    }
                }
                self.inline.push("", &span);
            }
            Tag::Link { .. } => {
                self.in_link += 1;
                self.text("", &span);
            }
            Tag::Table(_) => self.table = Table::default(),
            Tag::TableHead => self.in_head = true,
            Tag::TableRow => {
                let span = self.line_start(span.start)..span.end;
                self.table.rows.push(Row { span, cells: Vec::new() });
            }
            Tag::TableCell => self.cell = Some(String::new()),
            Tag::Image { .. } | Tag::Emphasis | Tag::Strikethrough => self.text("", &span),
            Tag::HtmlBlock | Tag::FootnoteDefinition(_) => self.stop_text(),
            Tag::Paragraph
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn stop_text(&mut self) {
        if let Some(open) = self.takes_text.last_mut() {
            *open = false;
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        self.depth = self.depth.saturating_sub(1);
        let is_top = self.depth == 0;
        match tag {
            TagEnd::Heading(_) => {
                let level = self.heading.take().unwrap_or(1);
                if is_top {
                    let heading = self.heading_of(level, &span);
                    self.push(&span, Kind::Heading(heading));
                } else {
                    self.closes_text();
                }
            }
            TagEnd::CodeBlock => self.end_fence(&span, is_top),
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => {
                self.lists.pop();
                let items = self.done.pop().unwrap_or_default();
                if is_top {
                    self.push(&span, Kind::List(items));
                } else if let Some(item) = self.items.last_mut()
                    && self.lists.len() < DEEPEST
                    && self.in_quote == 0
                {
                    item.children.extend(items);
                }
            }
            TagEnd::BlockQuote(_) => {
                self.in_quote = self.in_quote.saturating_sub(1);
                if is_top {
                    let commands = std::mem::take(&mut self.quoted);
                    self.push(&span, Kind::Quote(commands));
                }
            }
            TagEnd::Strong => {
                self.in_strong = self.in_strong.saturating_sub(1);
                let text = self.inline.text.trim();
                let is_first =
                    self.inline.content.as_ref().is_some_and(|content| content.start == span.start);
                if is_first && self.inline.label.is_none() && !text.is_empty() {
                    self.inline.label = Some((text.to_owned(), span));
                }
            }
            TagEnd::Link => self.in_link = self.in_link.saturating_sub(1),
            TagEnd::TableHead => self.in_head = false,
            TagEnd::TableCell => {
                let cell = self.cell.take().unwrap_or_default().trim().to_owned();
                match self.table.rows.last_mut() {
                    Some(row) if !self.in_head => row.cells.push(cell),
                    Some(_) | None => self.table.header.push(cell),
                }
            }
            TagEnd::Table => {
                let table = std::mem::take(&mut self.table);
                if is_top {
                    self.push(&span, Kind::Table(table));
                }
            }
            TagEnd::Paragraph => {
                if is_top {
                    let kind = self.paragraph();
                    self.push(&span, kind);
                } else {
                    self.closes_text();
                }
            }
            TagEnd::HtmlBlock => {
                if is_top {
                    let whole = self.line_start(span.start)..span.end;
                    let blocks = html::blocks(self.source, &whole, LONGEST_HEADING).into_iter();
                    self.blocks.extend(blocks.map(|(span, kind)| Block { span, kind }));
                }
            }
            TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::TableRow
            | TagEnd::Emphasis
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {
                if is_top {
                    self.push(&span, Kind::Other);
                }
            }
        }
    }

    fn end_item(&mut self) {
        self.takes_text.pop();
        let Some(mut item) = self.items.pop() else { return };
        item.text = item.text.trim().to_owned();
        if item.label.as_ref().is_some_and(|label| label.trim().is_empty()) {
            item.label = None;
        }
        // What is in a quote is text of the quote.
        if self.in_quote == 0
            && let Some(items) = self.done.last_mut()
        {
            items.push(item);
        }
    }

    fn end_fence(&mut self, span: &Span, is_top: bool) {
        let Some((info, code)) = self.fence.take() else { return };
        if self.indented {
            if is_top {
                self.push(span, Kind::Other);
            }
            return;
        }
        let language = info.split_whitespace().next().unwrap_or("").to_owned();
        let text = self.raw_code(span).unwrap_or_else(|| {
            let code = code.strip_suffix('\n').unwrap_or(&code);
            code.strip_suffix('\r').unwrap_or(code).to_owned()
        });
        let end = span.start + slice(self.source, span).trim_end().len();
        let command = ForeignCommand { language, text, span: span.start..end };
        if is_top {
            self.push(span, Kind::Fence(command));
        } else if self.in_quote > 0 {
            match self.items.first_mut() {
                Some(item) => item.commands.push(command),
                None => self.quoted.push(command),
            }
        } else if let Some(item) = self.items.last_mut() {
            item.commands.push(command);
        }
    }

    /// The code as it stands in the file, its line ends too; none where a quote or a tab makes its lines begin elsewhere.
    fn raw_code(&self, span: &Span) -> Option<String> {
        if self.in_quote > 0 {
            return None;
        }
        let source = slice(self.source, span);
        let column = span.start - self.line_start(span.start);
        let indent = self.source.get(self.line_start(span.start)..span.start)?;
        if indent.contains('\t') {
            return None;
        }
        let mark = source.chars().next()?;
        let length = source.chars().take_while(|character| *character == mark).count();
        let (_, body) = source.split_once('\n')?;
        let mut lines: Vec<&str> = body.split_inclusive('\n').collect();
        let is_close = |line: &str| {
            let line = line.trim();
            line.len() >= length && line.chars().all(|character| character == mark)
        };
        if lines.last().is_some_and(|line| is_close(line)) {
            lines.pop();
        }
        let mut code = String::with_capacity(body.len());
        for line in lines {
            let spaces = line.bytes().take(column).take_while(|byte| *byte == b' ').count();
            if spaces < column && line.get(spaces..)?.starts_with('\t') {
                return None;
            }
            code.push_str(line.get(spaces..)?);
        }
        if code.ends_with('\n') {
            code.pop();
            if code.ends_with('\r') {
                code.pop();
            }
        }
        Some(code)
    }

    fn paragraph(&mut self) -> Kind {
        let inline = std::mem::take(&mut self.inline);
        let text = inline.text.trim();
        let bare = text.trim_end_matches(':').trim();
        let is_sentence = bare.ends_with(['.', '!', '?', ',']);
        let length = text.replace(' ', "").len();
        let strong = slice(self.source, &inline.content.clone().unwrap_or(0..0)).starts_with(['*', '_']);
        // The colon after the strong text is not strong.
        let is_strong = strong && inline.strong > 0 && length_without_spaces(text) <= inline.strong + 1;
        if is_strong
            && inline.breaks == 0
            && !is_sentence
            && length > 0
            && text.chars().count() <= LONGEST_HEADING
        {
            let content = inline.content.unwrap_or(0..0);
            return Kind::Heading(Heading { level: STRONG_LEVEL, text: bare.to_owned(), content });
        }
        let label = inline.label.filter(|(label, _)| label.len() < text.len());
        Kind::Paragraph(Paragraph {
            text: text.to_owned(),
            is_line: inline.breaks == 0,
            is_link: !text.is_empty() && inline.linked >= text.len(),
            label,
        })
    }

    fn heading_of(&mut self, level: u8, span: &Span) -> Heading {
        let inline = std::mem::take(&mut self.inline);
        let content = inline.content.unwrap_or(span.start..span.start);
        Heading { level, text: without_attributes(inline.text.trim()).to_owned(), content }
    }

    fn push(&mut self, span: &Span, kind: Kind) {
        self.blocks.push(Block { span: self.line_start(span.start)..span.end, kind });
    }

    fn line_start(&self, at: usize) -> usize {
        self.source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
    }

    /// Where an item begins: with its line, where only white space stands before it.
    fn item_start(&self, at: usize) -> usize {
        let start = self.line_start(at);
        let is_first = self.source.get(start..at).is_some_and(|before| before.trim().is_empty());
        if is_first { start } else { at }
    }
}

fn length_without_spaces(text: &str) -> usize {
    text.split_whitespace().map(str::len).sum()
}

/// The text of a heading without what names its anchor: `Detection {#detection}`.
fn without_attributes(text: &str) -> &str {
    let bare = text.strip_suffix('}').and_then(|text| text.rsplit_once('{'));
    match bare {
        Some((before, attributes)) if attributes.starts_with(['#', '.']) => before.trim_end(),
        Some(_) | None => text,
    }
}
