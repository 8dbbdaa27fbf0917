//! Where each part of a foreign file belongs: every byte to one step or one note.
//!
//! Playbooks are written in several ways, so several plans are made and the first one that finds enough phases is taken;
//! see [`best`].

mod order;
mod other;
mod phases;
mod sections;

pub(super) use phases::title_of;

use super::blocks::{Block, Item, Kind, Row, Table};
use super::heading::{self, Saying};
use super::steps::{self, Draft, Ground, Shape};
use super::tree::{self, Head, Tree};
use super::{ForeignCommand, Role};
use crate::playbook::{Reference, Span};
use crate::vocabulary::Phase;

/// How the title of a step begins that has only a command.
const COMMAND_TITLE: &str = "Run the command";

/// The most steps that are made of one file; what comes after the last is a note.
const MOST_STEPS: usize = 1_500;

/// How a plan looked for steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Headings name phases.
    Phases,
    /// Headings name some phases, and the verbs of lists below others tell more.
    Mixed,
    /// Items of lists name phases.
    Tagged,
    /// Rows of tables name phases.
    Tables,
    /// Headings are steps and tell their phase.
    Headings,
    /// Items of lists are steps and tell their phase.
    Flat,
    /// Sections are steps, of the phase that most of their words tell.
    Sections,
}

/// Whom the bytes from one mark to the next belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    Note(Role),
    Step(usize),
}

/// One way to divide a file.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) way: Way,
    /// Where each part starts; a part ends where the next one starts.
    pub(super) marks: Vec<(usize, Owner)>,
    pub(super) steps: Vec<Draft>,
}

impl Plan {
    /// The phases that have steps.
    pub(super) fn phases(&self) -> Vec<Phase> {
        let mut phases: Vec<Phase> = self.steps.iter().map(|step| step.phase).collect();
        phases.sort_unstable();
        phases.dedup();
        phases
    }

    /// Whether enough phases are found, one of them of the response proper.
    pub(super) fn is_enough(&self) -> bool {
        let phases = self.phases();
        phases.len() >= 3 && phases.iter().any(|phase| is_core(*phase))
    }
}

/// Whether a phase is of the response proper, which files about other things rarely name.
pub(super) const fn is_core(phase: Phase) -> bool {
    match phase {
        Phase::Contain | Phase::Eradicate | Phase::Recover => true,
        Phase::Prepare | Phase::Detect | Phase::Analyze | Phase::Communicate | Phase::Review => false,
    }
}

/// What a plan is made of.
pub(super) struct Material<'a> {
    pub(super) source: &'a str,
    pub(super) blocks: &'a [Block],
    pub(super) tree: &'a Tree,
    pub(super) reference: &'a Reference,
}

/// The first plan that finds enough phases, else the one that finds most.
///
/// Where headings name enough phases, lists of commands below the other headings are steps as well. Where they name two,
/// those lists are looked for before headings are taken for steps.
pub(super) fn best(material: &Material<'_>) -> Plan {
    let named = phases::plan(material, true);
    if named.is_enough() {
        return phases::gathered(material, true, Way::Phases);
    }
    let names_two = named.phases().len() >= 2;
    let unswallowed = || {
        let plan = phases::plan(material, false);
        if plan.is_enough() { phases::gathered(material, false, Way::Phases) } else { plan }
    };
    let mixed = || phases::gathered(material, true, Way::Mixed);
    let headings = || other::headings(material);
    let plans: [&dyn Fn() -> Plan; 8] = [
        &|| other::tagged(material),
        &|| other::tables(material),
        &unswallowed,
        if names_two { &mixed } else { &headings },
        if names_two { &headings } else { &mixed },
        &|| other::flat(material, true),
        &|| other::flat(material, false),
        &|| sections::plan(material),
    ];
    let mut best = named;
    for plan in plans {
        let plan = plan();
        if plan.is_enough() {
            return plan;
        }
        let weight = |plan: &Plan| (plan.phases().len(), plan.steps.len().min(1));
        if weight(&plan) > weight(&best) {
            best = plan;
        }
    }
    best
}

/// A plan while it is made.
pub(super) struct Maker<'a> {
    pub(super) material: &'a Material<'a>,
    pub(super) plan: Plan,
}

impl<'a> Maker<'a> {
    fn new(material: &'a Material<'a>, way: Way) -> Self {
        Self { material, plan: Plan { way, marks: Vec::new(), steps: Vec::new() } }
    }

    fn tree(&self) -> &'a Tree {
        self.material.tree
    }

    fn start(&self, block: usize) -> usize {
        self.material.blocks.get(block).map_or(self.material.source.len(), |block| block.span.start)
    }

    fn note(&mut self, at: usize, role: Role) {
        self.plan.marks.push((at, Owner::Note(role)));
    }

    /// Notes the heading and the blocks that stand directly below it.
    fn note_head(&mut self, head: &Head) {
        let role = if head.is_title { Role::Title(head.content.clone()) } else { Role::Heading };
        self.note(self.start(head.block), role);
    }

    fn step(&mut self, at: usize, draft: Draft) {
        if self.plan.steps.len() >= MOST_STEPS {
            self.note(at, Role::Text);
            return;
        }
        self.plan.marks.push((at, Owner::Step(self.plan.steps.len())));
        self.plan.steps.push(draft);
    }

    /// Makes a step of an item; an item without text belongs to what is before it.
    fn item_step(
        &mut self,
        item: &Item,
        phase: Phase,
        ground: Ground,
        provider: Option<&str>,
        tag: Option<&str>,
    ) {
        let commands = item.all_commands();
        let title = steps::item_title(item, tag);
        let title = match (title.is_empty(), commands.first()) {
            (false, _) => title,
            (true, Some(_)) => format!("{COMMAND_TITLE} ({})", phase.label().to_lowercase()),
            (true, None) => return,
        };
        self.step(
            item.span.start,
            Draft {
                title,
                phase,
                ground,
                shape: Shape::Item,
                name: item.first.clone().unwrap_or(item.span.start..item.span.start),
                tasks: steps::item_tasks(item, self.material.source),
                provider: provider.map(str::to_owned),
                commands,
                header: None,
            },
        );
    }

    /// Makes steps of items, of the phases they name where at least three do.
    fn item_steps(&mut self, items: &[Item], phase: Phase, ground: &Ground, provider: Option<&str>) {
        let tags: Vec<_> = items.iter().map(|item| steps::tag(item, self.material.reference)).collect();
        let named: std::collections::BTreeSet<Phase> =
            tags.iter().flatten().map(|(phase, _)| *phase).collect();
        for (item, tag) in items.iter().zip(tags) {
            match steps::meta_label(item) {
                // What stands below "**Steps:**" is the work, and "**Owner:** IT" is none.
                Some(true) if tag.is_none() && !item.children.is_empty() => {
                    self.note(item.span.start, Role::Text);
                    self.item_steps(&item.children, phase, ground, provider);
                    continue;
                }
                Some(false) if tag.is_none() && item.children.is_empty() && item.commands.is_empty() => {
                    self.note(item.span.start, Role::Text);
                    continue;
                }
                Some(_) | None => {}
            }
            match tag.filter(|_| named.len() >= 3) {
                Some((named, words)) if !steps::item_title(item, Some(&words)).is_empty() => {
                    self.item_step(item, named, Ground::Named, provider, Some(&words));
                }
                Some(_) | None => self.item_step(item, phase, ground.clone(), provider, None),
            }
        }
    }

    /// Makes steps of the rows of a table, where a column says what is done.
    fn row_steps(&mut self, table: &Table, start: usize, phase: Phase, provider: Option<&str>) -> bool {
        let (_, Some(action)) = steps::columns(table) else { return false };
        let Some(first) = table.rows.first() else { return false };
        let header = start..first.span.start;
        self.note(start, Role::Text);
        // Beside what is looked at, a column may say how it is repaired.
        let repairs =
            table.header.get(action).and_then(|name| match heading::read(name, self.material.reference) {
                Saying::Names { phases, .. } => phases.first().copied().filter(|named| is_core(*named)),
                Saying::Tells { .. } | Saying::Boilerplate | Saying::Container | Saying::Nothing => None,
            });
        let phase = repairs.filter(|_| !is_core(phase)).unwrap_or(phase);
        for row in &table.rows {
            let (title, tasks) = steps::row_title(row, action, None);
            if title.is_empty() {
                continue;
            }
            self.row_step(row.span.clone(), (title, tasks), phase, Ground::Named, provider, &header);
        }
        true
    }

    /// Makes a row a task of the step of the row before it, and says whether there is one.
    fn add_row_task(&mut self, row: &Row, action: usize) -> bool {
        let Some((_, Owner::Step(_))) = self.plan.marks.last() else { return false };
        let Some(step) = self.plan.steps.last_mut().filter(|step| step.shape == Shape::Row) else {
            return false;
        };
        let text = row.cells.get(action).map_or("", String::as_str);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.trim_start_matches(['-', ' ']).to_owned();
        step.tasks.push(super::ForeignTask { text, span: row.span.clone(), box_at: None });
        true
    }

    fn row_step(
        &mut self,
        span: Span,
        (title, tasks): (String, Vec<super::ForeignTask>),
        phase: Phase,
        ground: Ground,
        provider: Option<&str>,
        header: &Span,
    ) {
        self.step(
            span.start,
            Draft {
                title,
                phase,
                ground,
                shape: Shape::Row,
                name: span,
                tasks,
                commands: Vec::new(),
                provider: provider.map(str::to_owned),
                header: Some(header.clone()),
            },
        );
    }

    /// Makes a step of a heading and everything below it, but for boilerplate at its end.
    fn heading_step(
        &mut self,
        head: &Head,
        phase: Phase,
        ground: Ground,
        provider: Option<&str>,
        title: String,
    ) {
        let end = self.trailing_boilerplate(head);
        let blocks = self.material.blocks.get(head.block + 1..end).unwrap_or(&[]);
        let mut tasks = Vec::new();
        let mut commands = Vec::new();
        for block in blocks {
            match &block.kind {
                Kind::List(items) => {
                    for item in items {
                        tasks.extend(steps::tasks_of(item));
                        commands.extend(item.all_commands());
                    }
                }
                Kind::Fence(command) => commands.push(command.clone()),
                Kind::Quote(quoted) => commands.extend(quoted.iter().cloned()),
                Kind::Table(table) => tasks.extend(self.row_tasks(table)),
                Kind::Heading(_) | Kind::Paragraph(_) | Kind::Other => {}
            }
        }
        self.step(
            self.start(head.block),
            Draft {
                title,
                phase,
                ground,
                shape: Shape::Heading,
                name: head.content.clone(),
                tasks,
                commands,
                provider: provider.map(str::to_owned),
                header: None,
            },
        );
        if end < head.end {
            self.note(self.start(end), Role::Boilerplate);
        }
    }

    fn row_tasks(&self, table: &Table) -> Vec<super::ForeignTask> {
        let (_, Some(action)) = steps::columns(table) else { return Vec::new() };
        let rows = table.rows.iter().filter_map(|row| {
            let text = row.cells.get(action).filter(|cell| !cell.is_empty())?;
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(super::ForeignTask { text, span: row.span.clone(), box_at: None })
        });
        rows.collect()
    }

    /// The block at which the boilerplate at the end of a heading's text begins.
    fn trailing_boilerplate(&self, head: &Head) -> usize {
        let children: Vec<&Head> = self.tree().children(head).collect();
        let mut end = head.end;
        for child in children.iter().rev() {
            let is_real = child.level < super::blocks::STRONG_LEVEL;
            if !is_real || child.saying != Saying::Boilerplate {
                break;
            }
            end = child.block;
        }
        end
    }

    /// Makes steps of the blocks that stand directly below a heading of a phase.
    fn section_blocks(
        &mut self,
        blocks: std::ops::Range<usize>,
        phase: Phase,
        ground: &Ground,
        provider: Option<&str>,
    ) {
        let first_step = self.plan.steps.len();
        // Where the text since the last step starts, which may belong to it or be a note.
        let mut waiting: Option<usize> = None;
        let all = self.material.blocks;
        for number in blocks {
            let Some(block) = all.get(number) else { break };
            let has_step = self.plan.steps.len() > first_step;
            match &block.kind {
                Kind::List(items) => {
                    self.flush(&mut waiting, has_step);
                    self.item_steps(items, phase, ground, provider);
                }
                Kind::Table(table) => {
                    self.flush(&mut waiting, has_step);
                    if !self.row_steps(table, block.span.start, phase, provider) {
                        waiting = waiting.or(Some(block.span.start));
                        self.flush(&mut waiting, self.plan.steps.len() > first_step);
                    }
                }
                Kind::Fence(command) => {
                    self.belongs_before(
                        std::slice::from_ref(command),
                        block,
                        &mut waiting,
                        (phase, ground, provider),
                        first_step,
                    );
                }
                Kind::Quote(commands) if !commands.is_empty() => {
                    self.belongs_before(commands, block, &mut waiting, (phase, ground, provider), first_step);
                }
                Kind::Heading(_) | Kind::Paragraph(_) | Kind::Quote(_) | Kind::Other => {
                    waiting = waiting.or(Some(block.span.start));
                }
            }
        }
        let has_step = self.plan.steps.len() > first_step;
        self.flush(&mut waiting, has_step);
    }

    fn flush(&mut self, waiting: &mut Option<usize>, has_step: bool) {
        if let Some(start) = waiting.take()
            && has_step
        {
            self.note(start, Role::Text);
        }
    }

    /// Gives fences that stand in no item to the step before; where there is none, they and the text before them are one.
    fn belongs_before(
        &mut self,
        commands: &[ForeignCommand],
        block: &Block,
        waiting: &mut Option<usize>,
        (phase, ground, provider): (Phase, &Ground, Option<&str>),
        first_step: usize,
    ) {
        if self.plan.steps.len() > first_step
            && matches!(self.plan.marks.last(), Some((_, Owner::Step(_))))
            && let Some(step) = self.plan.steps.last_mut()
        {
            step.commands.extend(commands.iter().cloned());
            *waiting = None;
            return;
        }
        let start = waiting.take().unwrap_or(block.span.start);
        let before = super::super::text::slice(self.material.source, &(start..block.span.start));
        let line = before.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("");
        let title = steps::shortened(&super::plain_line(line));
        let title = if title.is_empty() {
            format!("{COMMAND_TITLE} ({})", phase.label().to_lowercase())
        } else {
            title
        };
        self.step(
            start,
            Draft {
                title,
                phase,
                ground: ground.clone(),
                shape: Shape::Prose,
                name: start..start,
                tasks: Vec::new(),
                commands: commands.to_vec(),
                provider: provider.map(str::to_owned),
                header: None,
            },
        );
    }

    /// Gives a fence to the last step, with the text between them; a heading between them keeps them apart.
    fn belongs_to_last(&mut self, command: &ForeignCommand, start: usize) {
        let marks = &mut self.plan.marks;
        let last = marks.iter().rposition(|(_, owner)| *owner != Owner::Note(Role::Text));
        match (last.and_then(|last| marks.get(last)), self.plan.steps.last_mut()) {
            (Some((_, Owner::Step(_))), Some(step)) => {
                step.commands.push(command.clone());
                marks.truncate(last.map_or(0, |last| last + 1));
            }
            _ => self.note(start, Role::Text),
        }
    }

    fn finish(mut self) -> Plan {
        self.plan.marks.sort_by_key(|(at, _)| *at);
        self.plan
    }
}

/// Reads the outline of a text from its blocks.
pub(super) fn tree(blocks: &mut Vec<Block>, source: &str, reference: &Reference) -> Tree {
    tree::settle(blocks, source, reference);
    tree::build(blocks, reference)
}
