//! The body of a playbook: one pass over the Markdown events, which says what each block is.
//!
//! Where a block belongs is decided in [`super::outline`].

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::findings::Findings;
use super::lists::Lists;
use super::outline::{Heading, Outline};
use super::slug::Anchors;
use super::text::slice;
use super::{Alert, AlertKind, Note, Reference, Section, Span, unsafe_parts};

/// How deep quotes, lists and emphasis may lie in each other.
pub const DEEPEST: usize = 64;

/// The Markdown that playbooks are written in: `CommonMark` with tables, task lists, alerts, footnotes and strikethrough.
#[must_use]
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
}

/// What the body of a playbook holds.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) preamble: Vec<Span>,
    pub(super) standing: Vec<Alert>,
    pub(super) sections: Vec<Section>,
    pub(super) notes: Vec<Note>,
}

/// Reads the body, which starts at byte `from` of the source.
pub(super) fn read(source: &str, from: usize, reference: &Reference, findings: &mut Findings) -> Body {
    let mut reader = Reader {
        source,
        outline: Outline::new(source, reference, findings),
        anchors: Anchors::default(),
        links: Vec::new(),
        depth: 0,
        is_too_deep: false,
        heading: None,
        fence: None,
        alert: None,
        lists: Lists::default(),
    };
    let markdown = source.get(from..).unwrap_or("");
    for (event, range) in Parser::new_ext(markdown, markdown_options()).into_offset_iter() {
        reader.event(event, range.start + from..range.end + from);
    }
    reader.finish()
}

/// A heading while its text is read.
struct OpenHeading {
    /// The text as a forge makes the anchor from it.
    plain: String,
    /// From the first to the last piece of its content.
    content: Option<Span>,
    /// Whether it stands in the body itself, not in a quote or list.
    is_top: bool,
}

/// A code block while its text is read.
struct OpenFence<'e> {
    /// What stands after the fence; none for an indented block.
    info: Option<CowStr<'e>>,
    text: String,
}

/// A link to a heading of the same file.
struct LocalLink {
    anchor: String,
    span: Span,
}

struct Reader<'a, 'e> {
    source: &'a str,
    outline: Outline<'a>,
    anchors: Anchors,
    links: Vec<LocalLink>,
    /// How deep in open elements the next event lies.
    depth: usize,
    is_too_deep: bool,
    heading: Option<OpenHeading>,
    fence: Option<OpenFence<'e>>,
    alert: Option<AlertKind>,
    lists: Lists,
}

impl<'e> Reader<'_, 'e> {
    fn event(&mut self, event: Event<'e>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => match &mut self.fence {
                Some(fence) => fence.text.push_str(&text),
                None => self.inline(&span, &text),
            },
            Event::Code(text) => self.inline(&span, &text),
            Event::SoftBreak | Event::HardBreak => self.inline(&span, " "),
            Event::InlineHtml(_) => {
                self.inline(&span, "");
                unsafe_parts::check_html(self.source, &span, self.outline.findings);
            }
            Event::TaskListMarker(_) => self.lists.task_marker(&span),
            Event::Rule => {
                if self.depth == 0 {
                    self.outline.rule();
                }
            }
            Event::Html(_) | Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.inline(&span, "");
            }
        }
    }

    /// Takes a piece of text that stands in a heading or in the content of a list item.
    fn inline(&mut self, span: &Span, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.plain.push_str(text);
            match &mut heading.content {
                Some(content) => content.end = content.end.max(span.end),
                None => heading.content = Some(span.clone()),
            }
        } else {
            self.lists.touch(span);
        }
    }

    fn start(&mut self, tag: Tag<'e>, span: Span) {
        if self.depth == 0 {
            self.lists.clear();
            self.alert = None;
        }
        self.depth += 1;
        if self.depth > DEEPEST && !self.is_too_deep {
            self.is_too_deep = true;
            self.outline.findings.error(
                "too-deep",
                span.start..span.start,
                format!("Lists, quotes and emphasis lie more than {DEEPEST} deep in each other here; flatten them."),
            );
        }
        match tag {
            Tag::Item => {
                self.lists.open_item(span);
            }
            Tag::List(first) => {
                self.lists.touch(&span);
                self.lists.open_list(first.is_some());
            }
            Tag::Paragraph => {
                self.lists.touch(&span);
            }
            Tag::Heading { .. } => {
                self.lists.touch(&span);
                self.heading =
                    Some(OpenHeading { plain: String::new(), content: None, is_top: self.depth == 1 });
            }
            Tag::CodeBlock(kind) => {
                self.lists.touch(&span);
                let info = match kind {
                    CodeBlockKind::Fenced(info) => Some(info),
                    CodeBlockKind::Indented => None,
                };
                self.fence = Some(OpenFence { info, text: String::with_capacity(span.len()) });
            }
            Tag::BlockQuote(kind) => {
                self.lists.touch(&span);
                if self.depth == 1 {
                    self.alert = kind.map(alert_kind);
                }
            }
            Tag::Strong => {
                self.inline(&span, "");
                self.lists.label(&span);
            }
            Tag::Link { dest_url, .. } => {
                self.inline(&span, "");
                if let Some(anchor) = unsafe_parts::check_link(&dest_url, &span, self.outline.findings) {
                    self.lists.link(&span, anchor);
                    self.links.push(LocalLink { anchor: anchor.to_owned(), span });
                } else if let Some(playbook) = unsafe_parts::playbook_beside(&dest_url) {
                    self.lists.call(&span, playbook);
                }
            }
            Tag::Image { dest_url, .. } => {
                self.inline(&span, "");
                unsafe_parts::check_image(&dest_url, &span, self.outline.findings);
            }
            Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => self.inline(&span, ""),
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        self.depth = self.depth.saturating_sub(1);
        let is_top = self.depth == 0;
        match tag {
            TagEnd::Item => self.lists.close_item(),
            TagEnd::List(_) => {
                self.lists.close_list();
                if is_top {
                    self.outline.list(&mut self.lists, &span);
                }
            }
            TagEnd::Heading(level) => {
                if let Some(open) = self.heading.take() {
                    let anchor = self.anchors.next(&open.plain);
                    if open.is_top {
                        let content = open.content.unwrap_or(span.start..span.start);
                        self.outline.heading(Heading { level, plain: open.plain, anchor, content, span });
                    }
                }
            }
            TagEnd::CodeBlock => {
                if let Some(OpenFence { info, text }) = self.fence.take() {
                    let is_command = info.is_some_and(|info| self.outline.fence(&info, text, &span));
                    if is_command && !is_top {
                        self.lists.exclude(span);
                    } else if !is_command && is_top {
                        self.outline.prose(&span, &[]);
                    }
                }
            }
            TagEnd::HtmlBlock => {
                if is_top && self.outline.id_comment(&span) {
                    return;
                }
                unsafe_parts::check_html(self.source, &span, self.outline.findings);
                if is_top && !slice(self.source, &span).trim_start().starts_with("<!--") {
                    self.outline.prose(&span, &[]);
                }
            }
            TagEnd::BlockQuote(_) => {
                if is_top {
                    match self.alert.take() {
                        Some(kind) => self.outline.alert(kind, &span),
                        None => self.outline.prose(&span, self.lists.excluded()),
                    }
                }
            }
            TagEnd::Paragraph
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {
                if is_top {
                    self.outline.prose(&span, self.lists.excluded());
                }
            }
        }
    }

    fn finish(self) -> Body {
        for link in &self.links {
            if !self.anchors.contains(&link.anchor) {
                let anchor = &link.anchor;
                self.outline.findings.error(
                    "dead-link",
                    link.span.clone(),
                    format!("`#{anchor}` leads to no heading of this file; link to the anchor of a heading."),
                );
            }
        }
        let has_links = !self.links.is_empty();
        self.outline.finish(has_links)
    }
}

const fn alert_kind(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}
