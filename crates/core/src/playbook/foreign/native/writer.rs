//! Writes the parts of a foreign file in their order, under the headings of the app's own format.

use super::text::{
    Edit, dedented, fence_edits, fenced, has_facts, heading_text, is_real, item_content, one_line, plain,
};
use crate::playbook::foreign::blocks::{self, Block, Heading, Item, Kind, STRONG_LEVEL};
use crate::playbook::foreign::outline::{Owner, title_of};
use crate::playbook::foreign::steps::Shape;
use crate::playbook::foreign::{ForeignStep, Import, Part, Role};
use crate::playbook::text::slice;
use crate::playbook::{Reference, Span};
use crate::vocabulary::{Milestone, Phase};

/// What stands between the facts of a step and its text, so that a list of the text is a list of its own.
const BREAK: &str = "<!-- The text of the source -->\n\n";

/// Names of parts of a step that the format reads; a heading of the source means none of them.
const RESERVED: &[&str] = &["collect", "decide", "ask the provider"];

pub(super) struct Writer<'a> {
    import: &'a Import,
    reference: &'a Reference,
    marks: &'a [Vec<Milestone>],
    /// Whether texts are put in fences.
    fenced: bool,
    blocks: Vec<Block>,
    edits: Vec<Edit>,
    out: String,
    phase: Option<Phase>,
    in_step: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        import: &'a Import,
        reference: &'a Reference,
        marks: &'a [Vec<Milestone>],
        fenced: bool,
    ) -> Self {
        let from = match import.parts.first() {
            Some(Part { owner: Owner::Note(Role::Front), span }) => span.end,
            Some(_) | None => crate::playbook::foreign::decode::mark_length(&import.text),
        };
        let blocks = blocks::read(&import.text, from);
        let mut edits = Vec::new();
        for block in &blocks {
            match &block.kind {
                Kind::Fence(command) => edits.extend(fence_edits(&import.text, command)),
                Kind::Quote(commands) => {
                    edits.extend(commands.iter().flat_map(|command| fence_edits(&import.text, command)));
                }
                Kind::List(items) => {
                    let commands = items.iter().flat_map(Item::all_commands);
                    edits.extend(commands.flat_map(|command| fence_edits(&import.text, &command)));
                }
                Kind::Heading(_) | Kind::Paragraph(_) | Kind::Table(_) | Kind::Other => {}
            }
        }
        for task in import.steps.iter().flat_map(|step| &step.tasks) {
            if let Some(at) = task.box_at {
                edits.push(Edit { span: at..at, text: "[ ] ".to_owned(), is_fence: false });
            }
        }
        edits.sort_by_key(|edit| edit.span.start);
        edits.dedup_by_key(|edit| (edit.span.start, edit.is_fence));
        Self {
            import,
            reference,
            marks,
            fenced,
            blocks,
            edits,
            out: String::new(),
            phase: None,
            in_step: false,
        }
    }

    pub(super) fn write(mut self) -> String {
        let title = heading_text(&self.import.title);
        self.out.push_str(&format!("# {title}\n\n"));
        for part in &self.import.parts {
            let mut part = part.clone();
            if part.span.start == 0 {
                part.span.start = crate::playbook::foreign::decode::mark_length(&self.import.text);
            }
            match &part.owner {
                Owner::Note(role) => self.note(role, &part.span),
                Owner::Step(number) => {
                    if let Some(step) = self.import.steps.get(*number) {
                        let marks = self.marks.get(*number).map_or(&[][..], Vec::as_slice);
                        self.step(step, &part.span, marks);
                    }
                }
            }
            self.end_block();
        }
        self.out.truncate(self.out.trim_end().len());
        self.out.push('\n');
        self.out
    }

    fn note(&mut self, role: &Role, span: &Span) {
        match role {
            Role::Front => self.fence(span, "yaml"),
            Role::Phase { phase, heading } => {
                let raw = slice(&self.import.text, heading);
                let plain = plain(raw);
                let rest = self.after_heading(heading, span);
                let bare = title_of(&plain);
                let is_said = self.names(&bare) == Some(*phase);
                self.open_phase(*phase, Some(&bare));
                match (is_said, rest == *span || self.fenced) {
                    (true, _) => self.body(&rest, None),
                    (false, true) => self.body(span, None),
                    (false, false) => {
                        self.paragraph(&format!("**{plain}**"));
                        self.body(&rest, None);
                    }
                }
            }
            Role::Title(title) => {
                let rest = self.after_heading(title, span);
                let raw = slice(&self.import.text, title);
                if plain(raw) != self.import.title {
                    let raw = raw.to_owned();
                    self.paragraph(&raw);
                }
                self.body(&rest, None);
            }
            Role::Heading | Role::Boilerplate => {
                let rest = self.strong_note(span);
                self.body(&rest, None);
            }
            Role::Text => self.body(span, None),
        }
    }

    /// Opens a note where strong text stands for its heading; gives what comes after it.
    fn strong_note(&mut self, span: &Span) -> Span {
        let heading = self.block_at(span.start).and_then(|block| match &block.kind {
            Kind::Heading(heading)
                if heading.level == STRONG_LEVEL && heading.content.start >= span.start =>
            {
                Some((heading.text.clone(), block.span.end))
            }
            Kind::Heading(_)
            | Kind::Paragraph(_)
            | Kind::List(_)
            | Kind::Fence(_)
            | Kind::Table(_)
            | Kind::Quote(_)
            | Kind::Other => None,
        });
        let Some((text, end)) = heading.filter(|(text, _)| !self.fenced && self.names(text).is_none()) else {
            return span.clone();
        };
        self.out.push_str(&format!("## {}\n\n", heading_text(&text)));
        self.phase = None;
        self.in_step = false;
        end.min(span.end)..span.end
    }

    /// Where the text after a heading begins; the whole, where no heading stands there.
    fn after_heading(&self, content: &Span, span: &Span) -> Span {
        let block = self.block_at(span.start).filter(|block| {
            matches!(&block.kind, Kind::Heading(_) | Kind::Paragraph(_))
                && content.end <= block.span.end
                && content.start >= block.span.start
        });
        // The strong beginning of a paragraph may be its heading; what follows it is text.
        let end = block.map(|block| match &block.kind {
            Kind::Paragraph(_) => content.end,
            Kind::Heading(_)
            | Kind::List(_)
            | Kind::Fence(_)
            | Kind::Table(_)
            | Kind::Quote(_)
            | Kind::Other => block.span.end,
        });
        end.map_or(span.clone(), |end| end.min(span.end)..span.end)
    }

    fn block_at(&self, at: usize) -> Option<&Block> {
        let number = self.blocks.partition_point(|block| block.span.end <= at);
        self.blocks.get(number)
    }

    fn step(&mut self, step: &ForeignStep, span: &Span, marks: &[Milestone]) {
        self.open_phase(step.phase, None);
        let (title, body) = match step.shape {
            Shape::Heading | Shape::Prose if !step.name.is_empty() => {
                let raw = slice(&self.import.text, &step.name).trim().to_owned();
                let rest = self.after_heading(&step.name, span);
                let is_same = !raw.contains(['\n', '<'])
                    && raw.chars().count() <= 110
                    && plain(&raw).contains(&step.title);
                let mut body = String::new();
                if !is_same {
                    body.push_str(&format!("{raw}\n\n"));
                }
                body.push_str(&self.text(&rest, Some(step)));
                (if is_same { raw } else { heading_text(&step.title) }, body)
            }
            Shape::Heading | Shape::Prose => (heading_text(&step.title), self.text(span, Some(step))),
            Shape::Item => (heading_text(&step.title), self.item(step, span)),
            Shape::Row => {
                let header = step.header.as_ref().map_or("", |header| slice(&self.import.text, header));
                let row = self.text(span, Some(step));
                (heading_text(&step.title), format!("{}\n{row}", header.trim_end()))
            }
        };
        self.end_block();
        self.out.push_str(&format!("### {title}\n<!-- id: {} -->\n\n", step.id));
        self.in_step = true;
        let body = if self.fenced { fenced(&body, "text read") } else { body };
        let marked: Vec<&str> = marks.iter().map(|milestone| milestone.word()).collect();
        if !marked.is_empty() {
            self.out.push_str(&format!("- **Marks:** {}\n\n{BREAK}", marked.join(", ")));
        } else if has_facts(&body) {
            self.out.push_str(&format!("- **Mode:** do\n\n{BREAK}"));
        }
        self.out.push_str(body.trim_start_matches(['\n', '\r']));
    }

    /// The text of an item, without what its marker indents it by.
    fn item(&self, step: &ForeignStep, span: &Span) -> String {
        let text = &self.import.text;
        let list_end = self.block_at(span.start).map_or(span.end, |block| block.span.end.min(span.end));
        let (content, column) = item_content(text, span, step.name.start);
        let own = self.edited(&(content.min(list_end)..list_end), true, Some(step));
        let own = dedented(&own, column);
        let (first, rest) = own.split_once('\n').unwrap_or((&own, ""));
        let is_title = first.trim().trim_end_matches([':', '.']) == step.title;
        let mut body = if is_title { rest.to_owned() } else { own };
        if list_end < span.end {
            body.truncate(body.trim_end().len());
            body.push_str("\n\n");
            body.push_str(&self.text(&(list_end..span.end), Some(step)));
        }
        body
    }

    /// Opens a phase, under the heading of the source where the format reads that as the phase.
    fn open_phase(&mut self, phase: Phase, named: Option<&str>) {
        if self.phase == Some(phase) && named.is_none() {
            return;
        }
        self.end_block();
        let heading = named.filter(|name| self.names(name) == Some(phase)).unwrap_or(phase.label());
        self.out.push_str(&format!("## {heading}\n\n"));
        self.phase = Some(phase);
        self.in_step = false;
    }

    /// The phase that the format reads a heading as.
    fn names(&self, plain: &str) -> Option<Phase> {
        let name = plain.trim().to_lowercase();
        let own = Phase::ALL.iter().copied().find(|phase| phase.word() == name);
        own.or_else(|| self.reference.phase_aliases.get(&name).copied())
    }

    fn body(&mut self, span: &Span, step: Option<&ForeignStep>) {
        if self.fenced {
            let info = if self.in_step { "text read" } else { "text" };
            self.fence(span, info);
            return;
        }
        let written = self.note_text(span, step);
        self.out.push_str(written.trim_start_matches(['\n', '\r']));
    }

    fn fence(&mut self, span: &Span, info: &str) {
        let text = slice(&self.import.text, span);
        if !text.trim().is_empty() {
            self.out.push_str(&fenced(text, info));
        }
    }

    fn paragraph(&mut self, raw: &str) {
        self.end_block();
        let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        self.out.push_str(&format!("{text}\n\n"));
    }

    /// The text of a note; its headings become notes of the format, or text where they would be phases.
    fn note_text(&mut self, span: &Span, step: Option<&ForeignStep>) -> String {
        let mut written = String::new();
        let mut at = span.start;
        let numbers = self.block_range(span);
        let mut is_first = true;
        for number in numbers {
            let Some(block) = self.blocks.get(number) else { break };
            let Kind::Heading(heading) = &block.kind else { continue };
            if !is_real(heading, &self.import.text) || block.span.start < span.start {
                continue;
            }
            let (heading, block_span) = (heading.clone(), block.span.clone());
            written.push_str(&self.edited(&(at..block_span.start), self.in_step, step));
            let raw = one_line(slice(&self.import.text, &heading.content));
            let is_note = is_first && self.names(&heading.text).is_none();
            if is_note {
                self.phase = None;
                self.in_step = false;
            }
            is_first = false;
            written.push_str(&format!(
                "{} {raw}\n\n",
                if is_note {
                    "##"
                } else if self.in_step {
                    "#####"
                } else {
                    "####"
                }
            ));
            at = block_span.end;
        }
        written.push_str(&self.edited(&(at..span.end), self.in_step, step));
        written
    }

    /// The text of a step; its headings become parts of the step.
    fn text(&self, span: &Span, step: Option<&ForeignStep>) -> String {
        let mut written = String::new();
        let mut at = span.start;
        let inner: Vec<&Block> = self.blocks.get(self.block_range(span)).unwrap_or(&[]).iter().collect();
        let is_provider = |heading: &Heading| {
            self.reference
                .providers
                .values()
                .flatten()
                .any(|name| name.eq_ignore_ascii_case(heading.text.trim()))
        };
        let providers = inner.iter().filter_map(|block| match &block.kind {
            Kind::Heading(heading) if is_real(heading, &self.import.text) && is_provider(heading) => {
                Some(heading.level)
            }
            Kind::Heading(_)
            | Kind::Paragraph(_)
            | Kind::List(_)
            | Kind::Fence(_)
            | Kind::Table(_)
            | Kind::Quote(_)
            | Kind::Other => None,
        });
        let level_of_providers = providers.min();
        for block in inner {
            let Kind::Heading(heading) = &block.kind else { continue };
            if !is_real(heading, &self.import.text) || block.span.start < span.start {
                continue;
            }
            written.push_str(&self.edited(&(at..block.span.start), true, step));
            let is_reserved = RESERVED.iter().any(|name| name.eq_ignore_ascii_case(heading.text.trim()));
            let is_part = level_of_providers.is_some_and(|level| heading.level <= level) && !is_reserved;
            let marker = if is_part { "####" } else { "#####" };
            let raw = one_line(slice(&self.import.text, &heading.content));
            let raw = if is_provider(heading) { heading.text.clone() } else { raw };
            written.push_str(&format!("{marker} {raw}\n\n"));
            at = block.span.end;
        }
        written.push_str(&self.edited(&(at..span.end), true, step));
        written
    }

    /// The blocks that begin or lie in a span.
    fn block_range(&self, span: &Span) -> std::ops::Range<usize> {
        let first = self.blocks.partition_point(|block| block.span.end <= span.start);
        let last = self.blocks.partition_point(|block| block.span.start < span.end);
        first..last.max(first)
    }

    /// The source of a span with its edits.
    fn edited(&self, span: &Span, in_step: bool, step: Option<&ForeignStep>) -> String {
        let mut text = String::with_capacity(span.len());
        let mut at = span.start;
        let first = self.edits.partition_point(|edit| edit.span.start < span.start);
        for edit in self.edits.iter().skip(first).take_while(|edit| edit.span.end <= span.end) {
            if edit.span.start >= span.end && !edit.span.is_empty() {
                break;
            }
            let applies = if edit.is_fence { in_step } else { step.is_some() };
            if !applies || edit.span.start < at {
                continue;
            }
            text.push_str(slice(&self.import.text, &(at..edit.span.start)));
            text.push_str(&edit.text);
            at = edit.span.end;
        }
        text.push_str(slice(&self.import.text, &(at..span.end.max(at))));
        text
    }

    fn end_block(&mut self) {
        self.out.truncate(self.out.trim_end_matches(['\n', '\r', ' ']).len());
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }
}
