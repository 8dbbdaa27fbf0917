//! Markdown to HTML that is safe to insert: no script, no style, no remote content, no link that leads out.
//!
//! What a playbook may not do is not done quietly: raw HTML is shown as the text it is, an image as its
//! description, and a link to the web as its address, to be read and copied.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use firebreak_core::playbook::{Segment, Variable, fill};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeStream, html};

/// The values and declarations that fill variables in prose.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filling<'a> {
    /// The values that are filled in.
    pub values: &'a BTreeMap<String, String>,
    /// The variables that are declared.
    pub declared: &'a BTreeMap<String, Variable>,
}

/// Renders blocks of Markdown.
pub(crate) fn blocks(markdown: &str, filling: Filling<'_>) -> String {
    let mut unsafe_html = String::with_capacity(markdown.len() * 2);
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    html::push_html(&mut unsafe_html, events(TextMergeStream::new(parser), filling).into_iter());
    CLEANER.clean(&unsafe_html).to_string()
}

/// Renders one line of Markdown, without a paragraph around it.
pub(crate) fn line(markdown: &str, filling: Filling<'_>) -> String {
    let rendered = blocks(markdown, filling);
    let trimmed = rendered.trim();
    trimmed
        .strip_prefix("<p>")
        .and_then(|inner| inner.strip_suffix("</p>"))
        .filter(|inner| !inner.contains("<p>"))
        .unwrap_or(trimmed)
        .to_owned()
}

/// The words of a line of Markdown without its marks, variables filled in.
pub(crate) fn plain(markdown: &str, filling: Filling<'_>) -> String {
    let mut text = String::with_capacity(markdown.len());
    let parser = Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH);
    for event in TextMergeStream::new(parser) {
        match event {
            Event::Text(part) | Event::Code(part) => {
                for segment in fill(&part, filling.values, filling.declared) {
                    match segment {
                        Segment::Text(words) => text.push_str(&words),
                        Segment::Value { value, .. } => text.push_str(&value),
                        Segment::Missing { name } => text.push_str(&format!("<{name}>")),
                    }
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => text.push(' '),
            Event::Start(_)
            | Event::End(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    text.trim().to_owned()
}

fn events<'a>(parser: impl Iterator<Item = Event<'a>>, filling: Filling<'_>) -> Vec<Event<'a>> {
    let mut rendered = Vec::new();
    let mut addresses = Vec::new();
    for event in parser {
        match event {
            Event::Text(text) => filled(&mut rendered, &text, filling, false),
            Event::Code(text) => filled(&mut rendered, &text, filling, true),
            Event::Html(raw) | Event::InlineHtml(raw) => {
                if !raw.trim_start().starts_with("<!--") {
                    rendered.push(Event::Text(raw));
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => addresses.push(dest_url),
            Event::End(TagEnd::Link) => {
                if let Some(address) = addresses.pop().filter(|address| is_worth_reading(address)) {
                    rendered.push(Event::Text(" (".into()));
                    rendered.push(Event::Code(address));
                    rendered.push(Event::Text(")".into()));
                }
            }
            Event::Start(Tag::Image { .. }) => rendered.push(Event::Text("[image: ".into())),
            Event::End(TagEnd::Image) => rendered.push(Event::Text("]".into())),
            Event::Start(_)
            | Event::End(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => rendered.push(event),
        }
    }
    rendered
}

fn is_worth_reading(address: &CowStr<'_>) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}

fn filled(rendered: &mut Vec<Event<'_>>, text: &str, filling: Filling<'_>, code: bool) {
    let plain = |words: String| if code { Event::Code(words.into()) } else { Event::Text(words.into()) };
    for segment in fill(text, filling.values, filling.declared) {
        rendered.push(match segment {
            Segment::Text(words) => plain(words),
            Segment::Value { value, .. } => variable("filled", &value),
            Segment::Missing { name } => variable("missing", &name),
        });
    }
}

fn variable<'a>(class: &str, text: &str) -> Event<'a> {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    Event::InlineHtml(format!("<var class=\"{class}\">{escaped}</var>").into())
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "hr",
            "em",
            "strong",
            "del",
            "code",
            "pre",
            "ul",
            "ol",
            "li",
            "blockquote",
            "h4",
            "h5",
            "h6",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "var",
            "sup",
        ]))
        .allowed_classes(HashMap::from([("var", HashSet::from(["filled", "missing"]))]))
        .tag_attributes(HashMap::from([("ol", HashSet::from(["start"]))]))
        .link_rel(None)
        .strip_comments(true);
    builder
});

#[cfg(test)]
mod tests;
