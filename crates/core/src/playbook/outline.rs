//! The outline of a playbook while it is read: which phase, step and part each block belongs to.

use std::collections::HashMap;

use pulldown_cmark::HeadingLevel;

use super::body::Body;
use super::findings::Findings;
use super::lists::Lists;
use super::text::{pieces, slice, trimmed};
use super::{
    Alert, AlertKind, Command, Decision, Effect, Facts, Note, Reference, Section, Span, Spanned, Step,
    Variant, lists, meta, unsafe_parts,
};
use crate::vocabulary::Phase;

/// The most steps that are read.
pub const MOST_STEPS: usize = 2_000;

/// A heading of the body.
pub(super) struct Heading {
    pub(super) level: HeadingLevel,
    /// The text without markup.
    pub(super) plain: String,
    /// The anchor that links point to.
    pub(super) anchor: String,
    /// Where the text stands.
    pub(super) content: Span,
    /// Where the whole heading stands.
    pub(super) span: Span,
}

/// Where the blocks that come next belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Area {
    Preamble,
    Section,
    Note,
    /// After the last step that is read.
    Beyond,
    Step(Part),
}

/// The part of a step that its blocks belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Main,
    /// The last variant of the step.
    Variant,
    Collect,
    Ask,
    Decide,
    /// Under an H4 that names nothing known.
    Unknown,
}

/// The outline so far.
pub(super) struct Outline<'a> {
    source: &'a str,
    reference: &'a Reference,
    pub(super) findings: &'a mut Findings,
    body: Body,
    area: Area,
    step: Option<Step>,
    steps: usize,
    /// Whether an H3 was the last block, so that its id comment may come.
    expects_id: bool,
    /// Whether the step has had its first list.
    had_list: bool,
    had_title: bool,
}

impl<'a> Outline<'a> {
    pub(super) fn new(source: &'a str, reference: &'a Reference, findings: &'a mut Findings) -> Self {
        Self {
            source,
            reference,
            findings,
            body: Body::default(),
            area: Area::Preamble,
            step: None,
            steps: 0,
            expects_id: false,
            had_list: false,
            had_title: false,
        }
    }

    /// Takes a heading, which may start a phase, a note, a step or a part of one.
    pub(super) fn heading(&mut self, heading: Heading) {
        self.expects_id = false;
        match heading.level {
            HeadingLevel::H1 if !self.had_title && self.area == Area::Preamble => self.had_title = true,
            HeadingLevel::H1 => self.open_note(&heading),
            HeadingLevel::H2 => match self.phase(&heading.plain) {
                Some(phase) => self.open_section(phase, &heading),
                None => self.open_note(&heading),
            },
            HeadingLevel::H3 => match self.area {
                Area::Section | Area::Beyond | Area::Step(_) => self.open_step(heading),
                Area::Preamble | Area::Note => {
                    self.prose(&heading.span, &[]);
                    self.expects_id = true;
                }
            },
            HeadingLevel::H4 if self.step.is_some() => self.open_part(&heading),
            HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => self.prose(&heading.span, &[]),
        }
    }

    /// Takes a thematic break, which belongs nowhere.
    pub(super) fn rule(&mut self) {
        self.expects_id = false;
    }

    /// Puts a block where the prose of the area belongs, without the parts that became something of their own.
    pub(super) fn prose(&mut self, span: &Span, excluded: &[Span]) {
        self.expects_id = false;
        let span = trimmed(self.source, span);
        match self.area {
            Area::Preamble => self.body.preamble.push(span),
            Area::Section => {
                if let Some(section) = self.body.sections.last_mut() {
                    section.intro.push(span);
                }
            }
            Area::Note | Area::Beyond => {}
            Area::Step(part) => {
                let Some(step) = &mut self.step else { return };
                let prose = match variant(step, part) {
                    Some(variant) => &mut variant.prose,
                    None => &mut step.prose,
                };
                if excluded.is_empty() {
                    prose.push(span);
                } else {
                    prose.extend(pieces(self.source, &span, excluded));
                }
            }
        }
    }

    /// Takes the id of a step; says whether the block was an id comment.
    pub(super) fn id_comment(&mut self, span: &Span) -> bool {
        let Some((id, place)) = unsafe_parts::id_comment(self.source, span) else { return false };
        let is_expected = std::mem::replace(&mut self.expects_id, false);
        match (&mut self.step, is_expected) {
            (Some(step), true) => {
                if !meta::is_id(&id) {
                    self.findings.error("bad-id", place, meta::bad_id(&id));
                }
                step.id = id;
            }
            (None, true) if self.area != Area::Beyond => self.findings.error(
                "step-without-phase",
                trimmed(self.source, span),
                "This step stands in no phase; put it under an H2 that names one, such as `## Contain`.",
            ),
            (Some(_), false) => self.findings.warning(
                "misplaced-id",
                trimmed(self.source, span),
                "An id stands on the line after the heading of its step; move it there.",
            ),
            (None, _) => {}
        }
        true
    }

    /// Takes a fence; says whether it became a command.
    pub(super) fn fence(&mut self, info: &str, mut text: String, span: &Span) -> bool {
        let Area::Step(part) = self.area else { return false };
        let Some(step) = &mut self.step else { return false };
        self.expects_id = false;
        let mut words = info.split_whitespace();
        let language = words.next().unwrap_or("").to_owned();
        let effect = match words.next() {
            Some("read") => Some(Effect::Read),
            Some("change") => Some(Effect::Change),
            Some(_) | None => None,
        };
        // Without its last line end, so that pasting a copied command does not run it.
        if text.ends_with('\n') {
            text.pop();
            if text.ends_with('\r') {
                text.pop();
            }
        }
        let span = trimmed(self.source, span);
        let unverified = unsafe_parts::is_marked_unverified(self.source, span.start);
        let command = Command { language, effect, text, unverified, span };
        match variant(step, part) {
            Some(variant) => variant.commands.push(command),
            None => step.commands.push(command),
        }
        true
    }

    /// Takes a GitHub alert.
    pub(super) fn alert(&mut self, kind: AlertKind, span: &Span) {
        let trimmed = trimmed(self.source, span);
        let alert = Alert { kind, text: lists::quoted_text(slice(self.source, &trimmed)), span: trimmed };
        if self.area == Area::Preamble {
            self.expects_id = false;
            self.body.standing.push(alert);
            return;
        }
        let (Area::Step(part), Some(step)) = (self.area, &mut self.step) else {
            self.prose(span, &[]);
            return;
        };
        self.expects_id = false;
        match variant(step, part) {
            Some(variant) => variant.alerts.push(alert),
            None => step.alerts.push(alert),
        }
    }

    /// Takes a list: the facts, the items of a part, or tasks and prose.
    pub(super) fn list(&mut self, lists: &mut Lists, span: &Span) {
        let (Area::Step(part), Some(step)) = (self.area, &mut self.step) else {
            self.prose(span, &[]);
            return;
        };
        self.expects_id = false;
        let all = lists.take_items();
        let mut items = all.as_slice();
        let mut span = span.clone();
        if part == Part::Main
            && !std::mem::replace(&mut self.had_list, true)
            && let Some((facts, rest)) = lists::split_facts(self.source, items)
        {
            lists::read_facts(self.source, facts, step, self.findings);
            span.start = lists::start_of(rest).unwrap_or(span.end);
            items = rest;
        }
        match part {
            Part::Collect => step.collect.extend(lists::plain_items(self.source, items, lists.excluded())),
            Part::Ask => step.ask.extend(lists::plain_items(self.source, items, lists.excluded())),
            Part::Decide => {
                if let Some(decision) = &mut step.decide {
                    lists::read_choices(self.source, items, decision, self.findings);
                }
            }
            Part::Main | Part::Variant | Part::Unknown if items.is_empty() => {}
            Part::Main | Part::Variant | Part::Unknown => {
                let tasks = lists.tasks(self.source, items);
                match variant(step, part) {
                    Some(variant) => variant.tasks.extend(tasks),
                    None => step.tasks.extend(tasks),
                }
                self.prose(&span, lists.excluded());
            }
        }
        lists.restore_items(all);
    }

    /// Closes everything that is open and says where the choices lead.
    pub(super) fn finish(mut self, has_links: bool) -> Body {
        self.close_area(self.source.len());
        if has_links {
            let mut ids: HashMap<String, String> = HashMap::new();
            for step in self.body.sections.iter().flat_map(|section| &section.steps) {
                ids.insert(step.anchor.clone(), step.id.clone());
            }
            for step in self.body.sections.iter_mut().flat_map(|section| &mut section.steps) {
                for choice in step.decide.iter_mut().flat_map(|decision| &mut decision.choices) {
                    choice.target = ids.get(&choice.anchor).cloned();
                }
            }
        }
        self.body
    }

    /// The phase that a heading names.
    fn phase(&self, heading: &str) -> Option<Phase> {
        let name = heading.trim().to_lowercase();
        let own = Phase::ALL.iter().copied().find(|phase| phase.word() == name);
        own.or_else(|| self.reference.phase_aliases.get(&name).copied())
    }

    fn title(&self, heading: &Heading) -> Spanned<String> {
        let span = trimmed(self.source, &heading.content);
        Spanned { value: slice(self.source, &span).to_owned(), span }
    }

    fn open_section(&mut self, phase: Phase, heading: &Heading) {
        self.close_area(heading.span.start);
        self.area = Area::Section;
        let heading = self.title(heading);
        self.body.sections.push(Section { phase, heading, intro: Vec::new(), steps: Vec::new() });
    }

    fn open_note(&mut self, heading: &Heading) {
        self.close_area(heading.span.start);
        self.area = Area::Note;
        let body = heading.span.end..heading.span.end;
        self.body.notes.push(Note { heading: self.title(heading), body });
    }

    fn open_step(&mut self, heading: Heading) {
        self.close_step(heading.span.start);
        self.steps += 1;
        if self.steps > MOST_STEPS {
            if self.steps == MOST_STEPS + 1 {
                let message = format!(
                    "The playbook has more than {MOST_STEPS} steps and the rest is not read; split it."
                );
                self.findings.error("too-many-steps", heading.content, message);
            }
            self.area = Area::Beyond;
            return;
        }
        self.area = Area::Step(Part::Main);
        self.expects_id = true;
        self.had_list = false;
        self.step = Some(Step {
            id: String::new(),
            title: self.title(&heading),
            anchor: heading.anchor,
            span: heading.span,
            facts: Facts::default(),
            alerts: Vec::new(),
            prose: Vec::new(),
            tasks: Vec::new(),
            commands: Vec::new(),
            variants: Vec::new(),
            collect: Vec::new(),
            ask: Vec::new(),
            decide: None,
        });
    }

    /// Starts what an H4 names: a provider's variant or one of the fixed parts.
    fn open_part(&mut self, heading: &Heading) {
        self.close_decision(heading.span.start);
        let title = self.title(heading);
        let Some(step) = &mut self.step else { return };
        let name = heading.plain.trim();
        let part = if name.eq_ignore_ascii_case("collect") {
            Part::Collect
        } else if name.eq_ignore_ascii_case("ask the provider") {
            Part::Ask
        } else if name.eq_ignore_ascii_case("decide") {
            if step.decide.is_some() {
                let message = "A step has one `Decide`; move the second one to a step of its own.";
                self.findings.error("duplicate-part", title.span, message);
            } else {
                step.decide = Some(Decision { choices: Vec::new(), span: heading.span.clone() });
            }
            Part::Decide
        } else if let Some(provider) = provider(self.reference, name) {
            step.variants.push(Variant {
                provider: provider.to_owned(),
                heading: title,
                prose: Vec::new(),
                alerts: Vec::new(),
                tasks: Vec::new(),
                commands: Vec::new(),
            });
            Part::Variant
        } else {
            let message = format!(
                "\"{name}\" names no provider and no part, so its text is shown with the step; write a provider's name, `Collect`, `Ask the provider` or `Decide`."
            );
            self.findings.warning("unknown-part", title.span, message);
            step.prose.push(trimmed(self.source, &heading.span));
            Part::Unknown
        };
        self.area = Area::Step(part);
    }

    fn close_decision(&mut self, end: usize) {
        if self.area == Area::Step(Part::Decide)
            && let Some(decision) = self.step.as_mut().and_then(|step| step.decide.as_mut())
        {
            decision.span = trimmed(self.source, &(decision.span.start..end));
        }
    }

    fn close_step(&mut self, end: usize) {
        self.close_decision(end);
        let Some(mut step) = self.step.take() else { return };
        step.span.end = trimmed(self.source, &(step.span.start..end)).end;
        if step.id.is_empty() {
            step.id.clone_from(&step.anchor);
            let message = format!(
                "The step has no id of its own, so a new title would lose its history; write `<!-- id: {} -->` on the line after the heading.",
                step.anchor
            );
            self.findings.warning("missing-id", step.title.span.clone(), message);
        }
        if let Some(section) = self.body.sections.last_mut() {
            section.steps.push(step);
        }
    }

    fn close_area(&mut self, end: usize) {
        self.close_step(end);
        if self.area == Area::Note
            && let Some(note) = self.body.notes.last_mut()
        {
            note.body = trimmed(self.source, &(note.body.start..end));
        }
    }
}

/// The variant that blocks of a part belong to; none where they belong to the step itself.
fn variant(step: &mut Step, part: Part) -> Option<&mut Variant> {
    match part {
        Part::Variant => step.variants.last_mut(),
        Part::Main | Part::Collect | Part::Ask | Part::Decide | Part::Unknown => None,
    }
}

/// The provider that a heading names.
fn provider<'r>(reference: &'r Reference, heading: &str) -> Option<&'r str> {
    let mut providers = reference.providers.iter();
    let (id, _) =
        providers.find(|(_, headings)| headings.iter().any(|name| name.eq_ignore_ascii_case(heading)))?;
    Some(id)
}
