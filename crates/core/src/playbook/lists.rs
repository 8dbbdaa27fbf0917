//! Lists of a step: facts, tasks, evidence, requests and choices, from the items as the events gave them.

use super::body::DEEPEST;
use super::findings::Findings;
use super::text::{dedented, one_line, pieces, slice, trimmed};
use super::{Choice, Decision, Item, Span, Step, Task, facts};

/// One list item as the events gave it.
#[derive(Debug, Clone)]
pub(super) struct RawItem {
    span: Span,
    /// How many lists it lies in, from 1.
    level: usize,
    is_ordered: bool,
    has_box: bool,
    /// Where its first content starts, after the tick box.
    content: Option<usize>,
    /// Strong text at its very start.
    label: Option<Span>,
    /// The last link to a heading of the same file.
    link: Option<(Span, String)>,
    /// The playbook that the link names.
    calls: Option<String>,
}

/// The lists of one block while they are read.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Whether each open list is ordered.
    open_lists: Vec<bool>,
    /// The open items, as indexes.
    open_items: Vec<usize>,
    items: Vec<RawItem>,
    /// What the text of the block leaves out because it became something of its own, in order.
    excluded: Vec<Span>,
}

impl Lists {
    /// Starts over for a new block.
    pub(super) fn clear(&mut self) {
        self.items.clear();
        self.excluded.clear();
    }

    pub(super) fn open_list(&mut self, is_ordered: bool) {
        self.open_lists.push(is_ordered);
    }

    pub(super) fn close_list(&mut self) {
        self.open_lists.pop();
    }

    /// Starts an item; one that lies too deep is not kept, so that the work for deep nesting stays bounded.
    pub(super) fn open_item(&mut self, span: Span) {
        if self.open_items.len() >= DEEPEST {
            self.open_items.push(usize::MAX);
            return;
        }
        self.open_items.push(self.items.len());
        self.items.push(RawItem {
            span,
            level: self.open_lists.len(),
            is_ordered: self.open_lists.last().copied().unwrap_or(false),
            has_box: false,
            content: None,
            label: None,
            link: None,
            calls: None,
        });
    }

    pub(super) fn close_item(&mut self) {
        self.open_items.pop();
    }

    fn open(&mut self) -> Option<&mut RawItem> {
        let index = self.open_items.last().copied()?;
        self.items.get_mut(index)
    }

    /// Notes that content of the innermost item stands here.
    pub(super) fn touch(&mut self, span: &Span) {
        if let Some(item) = self.open()
            && item.content.is_none()
        {
            item.content = Some(span.start);
        }
    }

    pub(super) fn task_marker(&mut self, span: &Span) {
        if let Some(item) = self.open() {
            item.has_box = true;
            item.content = Some(span.end);
        }
    }

    /// Notes strong text, which labels the item it starts.
    pub(super) fn label(&mut self, span: &Span) {
        if let Some(item) = self.open()
            && item.content == Some(span.start)
        {
            item.label = Some(span.clone());
        }
    }

    pub(super) fn link(&mut self, span: &Span, anchor: &str) {
        if let Some(item) = self.open() {
            item.link = Some((span.clone(), anchor.to_owned()));
        }
    }

    /// Notes a link to another playbook.
    pub(super) fn call(&mut self, span: &Span, playbook: &str) {
        if let Some(item) = self.open() {
            item.link = Some((span.clone(), String::new()));
            item.calls = Some(playbook.to_owned());
        }
    }

    /// Leaves a part of the block out of its text.
    pub(super) fn exclude(&mut self, span: Span) {
        self.excluded.push(span);
    }

    /// What the text of the block leaves out.
    pub(super) fn excluded(&self) -> &[Span] {
        &self.excluded
    }

    pub(super) fn take_items(&mut self) -> Vec<RawItem> {
        std::mem::take(&mut self.items)
    }

    /// Gives the list of items back, so that its room is used again.
    pub(super) fn restore_items(&mut self, items: Vec<RawItem>) {
        self.items = items;
    }

    /// Makes tasks of the items with a tick box or a number, and leaves them out of the text.
    pub(super) fn tasks(&mut self, source: &str, items: &[RawItem]) -> Vec<Task> {
        let mut tasks = Vec::new();
        let mut spans = Vec::new();
        for (index, item) in items.iter().enumerate() {
            if !item.is_task() {
                continue;
            }
            let inner = items.iter().skip(index + 1).take_while(|other| other.span.start < item.span.end);
            let inner: Vec<Span> =
                inner.filter(|other| other.is_task()).map(|other| other.span.clone()).collect();
            let text = if inner.is_empty() {
                item.text(source, &self.excluded)
            } else {
                let first = self.excluded.partition_point(|hole| hole.start < item.span.start);
                let fences = self.excluded.iter().skip(first).take_while(|hole| hole.start < item.span.end);
                let mut holes: Vec<Span> = fences.cloned().chain(inner).collect();
                holes.sort_by_key(|hole| hole.start);
                item.text(source, &holes)
            };
            let span = trimmed(source, &item.span);
            spans.push(item.span.clone());
            tasks.push(Task { text, span });
        }
        self.excluded.extend(spans);
        self.excluded.sort_by_key(|hole| hole.start);
        tasks
    }
}

impl RawItem {
    fn is_task(&self) -> bool {
        self.has_box || self.is_ordered
    }

    fn text(&self, source: &str, excluded: &[Span]) -> String {
        let content = trimmed(source, &(self.content.unwrap_or(self.span.end)..self.span.end));
        let has_hole = excluded
            .get(excluded.partition_point(|hole| hole.start < content.start))
            .is_some_and(|hole| hole.start < content.end);
        if !has_hole {
            return dedented(source, &content);
        }
        let pieces = pieces(source, &content, excluded);
        pieces.iter().map(|piece| dedented(source, piece)).collect::<Vec<_>>().join("\n\n")
    }

    /// The words of the label without emphasis and colon, and where the text after it starts.
    fn key<'s>(&self, source: &'s str) -> Option<(&'s str, usize)> {
        let label = self.label.as_ref()?;
        let words = slice(source, label).trim_matches(['*', '_']).trim();
        let after = source.get(label.end..self.span.end).unwrap_or("");
        match words.strip_suffix(':') {
            Some(key) => Some((key.trim_end(), label.end)),
            None => after.starts_with(':').then_some((words, label.end + 1)),
        }
    }
}

/// Splits the first list of a step after its facts; none where it holds no facts.
///
/// A list of tasks right below the facts is the same list to Markdown, so the facts end at the first item that has a
/// tick box or no key.
pub(super) fn split_facts<'i>(source: &str, items: &'i [RawItem]) -> Option<(&'i [RawItem], &'i [RawItem])> {
    let is_fact = |item: &RawItem| item.level > 1 || (!item.is_task() && item.key(source).is_some());
    let end = items.iter().position(|item| !is_fact(item)).unwrap_or(items.len());
    let (facts, rest) = items.split_at_checked(end)?;
    let is_known = |item: &RawItem| item.key(source).is_some_and(|(key, _)| facts::is_key(key));
    facts.iter().any(is_known).then_some((facts, rest))
}

/// Where the first of the items starts.
pub(super) fn start_of(items: &[RawItem]) -> Option<usize> {
    items.first().map(|item| item.span.start)
}

/// Reads the facts of a step.
pub(super) fn read_facts(source: &str, items: &[RawItem], step: &mut Step, findings: &mut Findings) {
    for item in items.iter().filter(|item| item.level == 1) {
        if let (Some(label), Some((key, after))) = (&item.label, item.key(source)) {
            facts::read(&mut step.facts, source, key, label, &(after..item.span.end), findings);
        }
    }
}

/// The items of `Collect` and `Ask the provider`; nested lists belong to the item they stand in.
pub(super) fn plain_items(source: &str, items: &[RawItem], excluded: &[Span]) -> Vec<Item> {
    let top = items.iter().filter(|item| item.level == 1);
    top.map(|item| Item { text: item.text(source, excluded), span: trimmed(source, &item.span) }).collect()
}

/// Reads the choices of a decision: `- **If** … → [Step](#step)` and `- **Otherwise** → [Step](#step)`.
pub(super) fn read_choices(
    source: &str,
    items: &[RawItem],
    decision: &mut Decision,
    findings: &mut Findings,
) {
    for item in items.iter().filter(|item| item.level == 1) {
        let span = trimmed(source, &item.span);
        let label = item.label.as_ref();
        let word = label.map_or("", |label| slice(source, label).trim_matches(['*', '_', ':', ' ']));
        let is_default = word.eq_ignore_ascii_case("otherwise");
        let after = label.map_or(span.end, |label| label.end);
        let is_choice = is_default || word.eq_ignore_ascii_case("if");
        if !is_choice {
            findings.error(
                "bad-choice",
                span.clone(),
                "This is no choice; write `- **If** the condition → [Step title](#anchor)` or `- **Otherwise** → [Step title](#anchor)`.",
            );
        }
        let (end, anchor) = match &item.link {
            Some((link, anchor)) => (link.start, anchor.clone()),
            None if !is_choice => continue,
            None => {
                let message = "The choice leads nowhere; end it with `→ [Step title](#anchor)`.";
                findings.error("choice-without-link", span.clone(), message);
                (span.end, String::new())
            }
        };
        let after = if is_choice { after } else { item.content.unwrap_or(span.start) };
        let condition = before_arrow(source, &(after..end.max(after)));
        if is_choice && !is_default && condition.is_empty() {
            let message = "The choice has no condition; write it between **If** and the arrow.";
            findings.error("bad-choice", span.clone(), message);
        }
        let condition = (!is_default).then(|| one_line(source, &condition));
        let calls = item.calls.clone();
        decision.choices.push(Choice { condition, anchor, target: None, calls, span });
    }
}

/// The text before the arrow.
fn before_arrow(source: &str, span: &Span) -> Span {
    let text = slice(source, span);
    let arrow = text.rfind('→').into_iter().chain(text.rfind("->")).max();
    trimmed(source, &(span.start..arrow.map_or(span.end, |at| span.start + at)))
}

/// The text of a quote without the marker line and the quote marks.
pub(super) fn quoted_text(quote: &str) -> String {
    let mut text = String::with_capacity(quote.len());
    for line in quote.split_inclusive('\n').skip(1) {
        let unindented = line.trim_start_matches(' ');
        match unindented.strip_prefix('>') {
            Some(rest) => text.push_str(rest.strip_prefix(' ').unwrap_or(rest)),
            None => text.push_str(line),
        }
    }
    text.truncate(text.trim_end().len());
    text
}
