//! Foreign Markdown: any file read for the steps it holds, with every byte of it accounted for.
//!
//! [`read`] is the way in. What it finds keeps its place in the bytes of the file; what it guesses is listed with its
//! grounds, and a guessed milestone is off until somebody accepts it. [`to_native`] writes the file anew in the app's own
//! format. The rules are about how playbooks are written, never about one file.

mod blocks;
mod classify;
mod decode;
mod front;
mod guesses;
mod heading;
mod ids;
mod native;
mod outline;
mod steps;
mod suggestions;
mod tree;
mod words;

pub use native::{is_untouched, sealed, to_native};

use super::{Reference, Span};
use crate::vocabulary::{Milestone, Phase};
use outline::{Material, Owner, Plan};

/// What was found in a foreign file.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The name of the file.
    pub file: String,
    /// The id that the playbook gets, made of the file name.
    pub id: String,
    /// The title: of the front matter, a table of metadata, the first heading, or the file name.
    pub title: String,
    /// Whether the file is to be worked through. One that is not has no steps.
    pub is_playbook: bool,
    /// Whether the file is in the app's own format already.
    pub is_native: bool,
    /// The steps in the order of the file.
    pub steps: Vec<ForeignStep>,
    /// Everything that belongs to no step. The ranges of steps and notes follow each other without a gap and without an
    /// overlap, from the first byte of the file to the last.
    pub notes: Vec<Span>,
    /// What the text names, to be taken over or not.
    pub suggestions: Vec<Suggestion>,
    /// What was concluded and may be wrong.
    pub guesses: Vec<Guess>,
    /// The bytes of the file, as they were.
    bytes: Vec<u8>,
    /// The bytes as text of the same length.
    text: String,
    /// Steps and notes in their order.
    parts: Vec<Part>,
}

/// A step of a foreign file.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignStep {
    /// The stable id, made of the phase and the title.
    pub id: String,
    /// The phase.
    pub phase: Phase,
    /// The title, without markup and number.
    pub title: String,
    /// Where the step stands, in bytes of the file.
    pub span: Span,
    /// What is ticked in it.
    pub tasks: Vec<ForeignTask>,
    /// The fences that belong to it, in order.
    pub commands: Vec<ForeignCommand>,
    /// The provider that a heading above it or its commands name.
    pub provider: Option<String>,
    shape: steps::Shape,
    /// Where its name stands.
    name: Span,
    header: Option<Span>,
    ground: steps::Ground,
}

/// A task of a foreign step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignTask {
    /// The text without markup.
    pub text: String,
    /// Where it stands, in bytes of the file.
    pub span: Span,
    /// Where a tick box would stand, for an item that has neither box nor number.
    box_at: Option<usize>,
}

/// A fence of a foreign file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignCommand {
    /// The first word after the fence; empty where there is none.
    pub language: String,
    /// The text between the fence lines, byte for byte, without the last line end.
    pub text: String,
    /// Where the whole fence stands, in bytes of the file.
    pub span: Span,
}

/// Something that the text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The name by which it is accepted, for example `attack:T1114`.
    pub id: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// The id of what is named.
    pub value: String,
    /// Its name for people.
    pub name: String,
    /// Where it stands first.
    pub span: Span,
    /// How often it is named.
    pub count: usize,
}

/// The kinds of suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SuggestionKind {
    /// An ATT&CK technique.
    Attack,
    /// A provider.
    Provider,
    /// A placeholder `{{name}}`.
    Variable,
    /// Who works.
    Role,
    /// An incident type.
    IncidentType,
    /// A service model.
    ServiceModel,
}

impl SuggestionKind {
    /// The word for it, as it stands in the id.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Attack => "attack",
            Self::Provider => "provider",
            Self::Variable => "variable",
            Self::Role => "role",
            Self::IncidentType => "incident-type",
            Self::ServiceModel => "service-model",
        }
    }
}

/// Something that was concluded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The name by which it is accepted, for example `milestone:contained`.
    pub id: String,
    /// What it is about.
    pub kind: GuessKind,
    /// What was concluded.
    pub value: String,
    /// Why, one sentence.
    pub grounds: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// The id of the step it is about, where it is about one.
    pub step: Option<String>,
    /// The milestone that is marked where it is accepted.
    pub milestone: Option<Milestone>,
}

impl Guess {
    /// Whether it counts for nothing until it is accepted.
    #[must_use]
    pub const fn needs_accepting(&self) -> bool {
        matches!(self.kind, GuessKind::Milestone)
    }
}

/// What a guess is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuessKind {
    /// Whether the file is a playbook.
    File,
    /// The phase of a step.
    Phase,
    /// That a step marks a milestone. Off until accepted.
    Milestone,
    /// What a command does.
    Command,
}

impl GuessKind {
    /// The word for it, as it stands in the id.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Phase => "phase",
            Self::Milestone => "milestone",
            Self::Command => "command",
        }
    }
}

/// How sure a guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Look at it before use.
    Low,
    /// Likely.
    Medium,
    /// As good as said.
    High,
}

impl Confidence {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A run of bytes with what it belongs to.
#[derive(Debug, Clone, PartialEq)]
struct Part {
    span: Span,
    owner: Owner,
}

/// What a note is, for writing the file anew.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Role {
    /// The front matter.
    Front,
    /// The heading that is the title, and the text below it.
    Title(Span),
    /// The heading of a phase, and the text below it.
    Phase { phase: Phase, heading: Span },
    /// Another heading, and the text below it.
    Heading,
    /// What is no work.
    Boilerplate,
    /// Text.
    Text,
}

/// Whether a file is taken for a playbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// By what it says.
    ByContent,
    /// As one, whatever it says.
    AsPlaybook,
}

/// Reads any Markdown file for the steps it holds.
///
/// The file name tells the title where nothing else does, and that a file such as a `README` is about others. A file that
/// is larger than [`super::LARGEST`] is not for this function; the caller says so.
#[must_use]
pub fn read(bytes: &[u8], file: &str, judged: Judged, reference: &Reference) -> Import {
    let text = decode::decode(bytes);
    let mark = decode::mark_length(&text);
    let front = front::read(&text);
    let from = front.as_ref().map_or(mark, |front| front.end);
    let mut blocks = blocks::read(&text, from);
    let tree = outline::tree(&mut blocks, &text, reference);
    let material = Material { source: &text, blocks: &blocks, tree: &tree, reference };
    let plan = outline::best(&material);
    let title = front::title(front.as_ref(), &material, file);
    let verdict = classify::judge(&classify::Case {
        file,
        title: &title,
        front: front.as_ref(),
        plan: &plan,
        material: &material,
    });
    let is_playbook = verdict.is_playbook || (judged == Judged::AsPlaybook && !plan.steps.is_empty());
    let plan = if is_playbook { plan } else { Plan { steps: Vec::new(), marks: Vec::new(), ..plan } };
    let is_native = front.as_ref().is_some_and(|front| front.is_native);
    let mut import = divide(plan, &text, from, bytes);
    import.file = file.to_owned();
    import.id = ids::words(&heading::normal(front::stem(file)));
    import.title = title;
    import.is_playbook = is_playbook;
    import.is_native = is_native;
    import.suggestions = suggestions::find(&text, &import, reference);
    import.guesses = guesses::of(&import, &verdict);
    import.text = text;
    import
}

/// Divides the file at the marks of the plan.
fn divide(plan: Plan, text: &str, from: usize, bytes: &[u8]) -> Import {
    let mut marks = Vec::with_capacity(plan.marks.len() + 2);
    let has_front = from > decode::mark_length(text);
    marks.push((0, Owner::Note(if has_front { Role::Front } else { Role::Text })));
    if has_front {
        marks.push((from, Owner::Note(Role::Text)));
    }
    marks
        .extend(plan.marks.into_iter().map(|(at, owner)| (if at == 0 { from } else { at.max(from) }, owner)));
    // What starts the file starts with its mark of the byte order.
    if !has_front && let Some(first) = marks.iter_mut().rev().find(|(at, _)| *at == from) {
        first.0 = 0;
        let first = first.clone();
        marks.retain(|(at, _)| *at > 0);
        marks.insert(0, first);
    }
    let ends: Vec<usize> = marks.iter().skip(1).map(|(at, _)| *at).chain([text.len()]).collect();
    let mut parts: Vec<Part> = Vec::new();
    for ((start, owner), end) in marks.into_iter().zip(ends) {
        if start < end {
            parts.push(Part { span: start..end, owner });
        }
    }
    let mut steps = Vec::with_capacity(plan.steps.len());
    let mut ids = ids::Ids::default();
    let mut notes = Vec::new();
    let mut drafts: Vec<Option<steps::Draft>> = plan.steps.into_iter().map(Some).collect();
    for part in &mut parts {
        match &mut part.owner {
            Owner::Note(_) => notes.push(part.span.clone()),
            Owner::Step(number) => {
                let Some(mut draft) = drafts.get_mut(*number).and_then(Option::take) else { continue };
                for task in &mut draft.tasks {
                    let end = super::text::slice(text, &task.span).trim_end().len();
                    task.span.end = task.span.start + end;
                }
                *number = steps.len();
                let id = ids.next(draft.phase, &draft.title);
                let provider = draft.provider.or_else(|| suggestions::provider_of_commands(&draft.commands));
                steps.push(ForeignStep {
                    id,
                    phase: draft.phase,
                    title: draft.title,
                    span: part.span.clone(),
                    tasks: draft.tasks,
                    commands: draft.commands,
                    provider,
                    shape: draft.shape,
                    name: draft.name,
                    header: draft.header,
                    ground: draft.ground,
                });
            }
        }
    }
    Import {
        file: String::new(),
        id: String::new(),
        title: String::new(),
        is_playbook: false,
        is_native: false,
        steps,
        notes,
        suggestions: Vec::new(),
        guesses: Vec::new(),
        bytes: bytes.to_owned(),
        text: String::new(),
        parts,
    }
}

impl Import {
    /// The bytes of the file, put together again from the ranges of its steps and notes.
    #[must_use]
    pub fn to_source(&self) -> Vec<u8> {
        let pieces = self.parts.iter().filter_map(|part| self.bytes.get(part.span.clone()));
        pieces.flatten().copied().collect()
    }

    /// The phases that have steps, in their order.
    #[must_use]
    pub fn phases(&self) -> Vec<Phase> {
        Phase::ALL
            .iter()
            .copied()
            .filter(|phase| self.steps.iter().any(|step| step.phase == *phase))
            .collect()
    }
}

/// A line without the signs of Markdown at its ends.
fn plain_line(line: &str) -> String {
    line.trim().trim_start_matches(['#', '>', '*', '-', '+', ' ']).replace(['*', '`'], "").trim().to_owned()
}

/// Whether a character cannot be seen and may hide what a text does.
fn is_hidden(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{ad}'
        | '\u{200b}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => true,
        _ => character.is_control(),
    }
}

#[cfg(test)]
mod tests;
