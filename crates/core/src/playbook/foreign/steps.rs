//! What becomes a step: drafts of steps and notes while the outline is made, and the text they take from blocks.

use super::blocks::{Item, Row, Table};
use super::heading;
use super::{ForeignCommand, ForeignTask};
use crate::playbook::{Reference, Span};
use crate::vocabulary::Phase;

/// The longest title of a step, in characters.
const LONGEST_TITLE: usize = 110;

/// Labels of items that stress what follows and are no title.
const STRESSES: &[&str] =
    &["note", "important", "warning", "tip", "caution", "optional", "todo", "example", "if"];

/// Columns that say what is done.
const ACTION_COLUMNS: &[&str] = &[
    "action",
    "actions",
    "activity",
    "activities",
    "details",
    "instruction",
    "instructions",
    "procedure",
    "response",
    "response action",
    "step",
    "steps",
    "task",
    "tasks",
    "what to do",
    "what to document",
    "to do",
    "description",
    "what",
    "measure",
    "measures",
    "mitigation",
    "containment",
    "remediation",
    "fix",
    "resolution",
    "solution",
];

/// Columns that say what is done in other languages, without the marks of their letters.
const MORE_ACTION_COLUMNS: &[&str] = &[
    "accion",
    "acciones",
    "acao",
    "acoes",
    "actie",
    "acties",
    "actividad",
    "actividades",
    "aktion",
    "aktionen",
    "atividade",
    "atividades",
    "attivita",
    "aufgabe",
    "aufgaben",
    "azione",
    "azioni",
    "czynnosc",
    "czynnosci",
    "dzialanie",
    "dzialania",
    "etape",
    "krok",
    "maatregel",
    "maatregelen",
    "masnahme",
    "masnahmen",
    "massnahme",
    "massnahmen",
    "medida",
    "medidas",
    "mesure",
    "mesures",
    "paso",
    "passo",
    "losung",
    "o que fazer",
    "oplossing",
    "que faire",
    "que hacer",
    "resolucao",
    "resolucion",
    "schritt",
    "schritte",
    "solucao",
    "solucion",
    "soluzione",
    "stap",
    "tache",
    "taches",
    "tarea",
    "tareas",
    "tarefa",
    "tarefas",
    "tatigkeit",
    "vorgehen",
    "was tun",
    "wat te doen",
];

/// Words at the end of the name of a column that says what is done.
const ACTION_ENDS: &[&str] = &[" action", " actions", " step", " steps", " task", " tasks"];

/// Columns that say the phase.
const PHASE_COLUMNS: &[&str] = &[
    "phase",
    "stage",
    "ir phase",
    "nist phase",
    "phase name",
    "lifecycle",
    "lifecycle phase",
    "etapa",
    "fase",
    "faza",
];

/// What a step is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A heading and what stands below it.
    Heading,
    /// A list item.
    Item,
    /// A row of a table.
    Row,
    /// The text of a phase that has neither headings nor items.
    Prose,
}

/// How the phase of a step is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ground {
    /// A heading or label names it.
    Named,
    /// A word tells it.
    Word(String),
    /// The verb it begins with.
    Verb(String),
    /// The verbs of what it holds.
    Held(String),
    /// It stands after one of that phase.
    Before,
}

/// A step while the outline is made.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) phase: Phase,
    pub(super) ground: Ground,
    pub(super) shape: Shape,
    /// Where what names it stands: the heading, or the first text of the item.
    pub(super) name: Span,
    pub(super) tasks: Vec<ForeignTask>,
    pub(super) commands: Vec<ForeignCommand>,
    pub(super) provider: Option<String>,
    /// The header of the table whose row it is.
    pub(super) header: Option<Span>,
}

/// The title of an item, and whether it says more than that.
pub(super) fn item_title(item: &Item, tag: Option<&str>) -> String {
    let line = item.line();
    let label = item.label.as_deref().map(|label| label.trim().trim_end_matches([':', '.', '-']).trim());
    let is_title = |label: &&str| {
        let normal = heading::normal(label);
        label.chars().count() >= 3 && !STRESSES.contains(&normal.as_str()) && tag.is_none()
    };
    let text = match label.filter(is_title) {
        Some(label) if starts_with_label(line, label) => label,
        Some(_) | None => after_tag(line, tag),
    };
    shortened(first_sentence(text))
}

/// The first sentence of a text, where it is long enough to say something.
fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(". ").map(|(at, _)| at);
    let mut ends = ends.filter(|at| {
        let before = text.get(..*at).unwrap_or("");
        let word = before.rsplit(' ').next().unwrap_or("");
        let after = text.get(at + 2..).and_then(|after| after.trim_start().chars().next());
        before.chars().count() >= 15
            && word.chars().count() > 3
            && !word.contains('.')
            && after.is_some_and(char::is_uppercase)
    });
    ends.next().and_then(|at| text.get(..at)).unwrap_or(text)
}

fn starts_with_label(line: &str, label: &str) -> bool {
    let Some(rest) = line.strip_prefix(label) else { return false };
    // A label in the middle of a sentence is only stress.
    let rest = rest.trim_start();
    rest.is_empty()
        || rest.starts_with([':', '.', '-', '\u{2013}', '\u{2014}', '('])
        || rest.starts_with(char::is_uppercase)
}

fn after_tag<'t>(line: &'t str, tag: Option<&str>) -> &'t str {
    let Some(tag) = tag else { return line };
    let rest = line.trim_start_matches(['[', '(']);
    let rest = rest.strip_prefix(tag).unwrap_or(line);
    rest.trim_start_matches([']', ')', ':', '-', '\u{2013}', '\u{2014}', '.', ' ', '|'])
}

/// A text as a title: one line, not too long, without what only ends it.
pub(super) fn shortened(text: &str) -> String {
    let text: String = text.chars().filter(|sign| sign.is_whitespace() || !super::is_hidden(*sign)).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches([':', ';', ',']).trim();
    let one = text.trim_end_matches('.');
    if one.chars().count() <= LONGEST_TITLE {
        return one.to_owned();
    }
    for end in [". ", "; ", ": ", " - ", " (", ", "] {
        let first = one.split(end).next().unwrap_or(one);
        if (15..=LONGEST_TITLE).contains(&first.chars().count()) {
            return first.trim_end_matches([':', ';', ',', '.']).to_owned();
        }
    }
    let cut: String = one.chars().take(LONGEST_TITLE - 1).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before);
    format!("{}\u{2026}", cut.trim_end_matches([',', ';', ':']))
}

/// The tasks of an item: its inner items, and lettered lines of its own text.
pub(super) fn item_tasks(item: &Item, source: &str) -> Vec<ForeignTask> {
    let mut tasks = lettered(item, source);
    tasks.extend(item.children.iter().filter(|child| !child.text.is_empty()).map(task));
    tasks
}

/// Labels of items that say something of the step and are no work of their own.
const META_LABELS: &[&str] = &[
    "audience",
    "but",
    "duration",
    "estimated time",
    "expected outcome",
    "expected result",
    "frequency",
    "goal",
    "objectif",
    "objective",
    "objetivo",
    "outcome",
    "owner",
    "priority",
    "purpose",
    "rationale",
    "responsible",
    "sla",
    "time",
    "timeframe",
    "timeline",
    "ziel",
];

/// Labels of items that hold the work.
const WORK_LABELS: &[&str] =
    &["action", "actions", "instructions", "procedure", "process", "steps", "tasks", "what to do"];

/// Whether the label of an item holds the work (`**Steps:**`) or tells of it (`**Owner:** IT`); none for any other item.
pub(super) fn meta_label(item: &Item) -> Option<bool> {
    let label = heading::normal(item.label.as_deref()?);
    if WORK_LABELS.contains(&label.as_str()) {
        return Some(true);
    }
    META_LABELS.contains(&label.as_str()).then_some(false)
}

/// What is ticked of an item of a step: itself, or what stands below it where it only says "Steps".
pub(super) fn tasks_of(item: &Item) -> Vec<ForeignTask> {
    if meta_label(item) == Some(true) && !item.children.is_empty() {
        return item.children.iter().filter(|child| !child.text.is_empty()).map(task).collect();
    }
    if item.text.is_empty() { Vec::new() } else { vec![task(item)] }
}

/// The title of a row and its tasks: a cell of several lines is named by the cell that names its phase, or by its first
/// line, and its lines are the tasks.
pub(super) fn row_title(row: &Row, action: usize, phase: Option<usize>) -> (String, Vec<ForeignTask>) {
    let cell = row.cells.get(action).map_or("", String::as_str);
    let lines: Vec<&str> = cell.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let named = phase.and_then(|column| row.cells.get(column)).map(|cell| shortened(cell));
    match (lines.as_slice(), named.filter(|named| !named.is_empty())) {
        ([] | [_], _) => (shortened(cell), Vec::new()),
        (_, Some(named)) => (named, lines.iter().map(|line| row_task(row, line)).collect()),
        ([first, rest @ ..], None) => {
            (shortened(first), rest.iter().map(|line| row_task(row, line)).collect())
        }
    }
}

fn row_task(row: &Row, line: &str) -> ForeignTask {
    ForeignTask { text: line.to_owned(), span: row.span.clone(), box_at: None }
}

/// An item as a task.
pub(super) fn task(item: &Item) -> ForeignTask {
    ForeignTask {
        text: item.text.replace('\n', " "),
        span: item.span.clone(),
        box_at: (!item.has_box && !item.is_ordered)
            .then(|| item.first.as_ref().map(|first| first.start))
            .flatten(),
    }
}

/// Lines such as `a. …` and `b. …`, which Markdown takes for text.
fn lettered(item: &Item, source: &str) -> Vec<ForeignTask> {
    let lines: Vec<&str> = item.text.lines().skip(1).map(str::trim).collect();
    let is_lettered = |line: &&str| {
        let mut characters = line.chars();
        let is_letter = characters.next().is_some_and(|letter| letter.is_ascii_lowercase());
        is_letter && matches!(characters.next(), Some('.' | ')')) && characters.next() == Some(' ')
    };
    let Some(span) = item.first.clone() else { return Vec::new() };
    if lines.iter().filter(|line| is_lettered(line)).count() < 2 {
        return Vec::new();
    }
    let mut from = span.start;
    let mut tasks = Vec::new();
    for line in lines.iter().filter(|line| is_lettered(line)) {
        // Markup in the line makes its text another than the source; then the paragraph is its place.
        let place = source.get(from..span.end).and_then(|rest| rest.find(line)).map(|at| from + at);
        let place = place.map_or(span.clone(), |start| start..start + line.len());
        from = if place == span { from } else { place.end };
        tasks.push(ForeignTask { text: (*line).to_owned(), span: place, box_at: None });
    }
    tasks
}

/// The columns of a table that are of use: the phase and what is done.
pub(super) fn columns(table: &Table) -> (Option<usize>, Option<usize>) {
    let names: Vec<String> = table.header.iter().map(|cell| heading::normal(cell)).collect();
    let phase = names.iter().position(|name| PHASE_COLUMNS.contains(&name.as_str()));
    // A column "Step" that only counts is not what is done.
    let is_counting = |column: usize| {
        table.rows.iter().all(|row| {
            let cell = row.cells.get(column).map(|cell| cell.replace('*', ""));
            cell.is_none_or(|cell| {
                cell.is_empty() || cell.trim_end_matches(['.', ')']).parse::<u32>().is_ok()
            })
        })
    };
    let position = |is_wanted: &dyn Fn(&str) -> bool| {
        let mut all = names.iter().enumerate();
        all.position(|(number, name)| is_wanted(name) && Some(number) != phase && !is_counting(number))
    };
    let known = |columns: &[&str]| columns.iter().find_map(|column| position(&|name| name == *column));
    let action = known(ACTION_COLUMNS)
        .or_else(|| position(&|name| MORE_ACTION_COLUMNS.contains(&heading::folded(name).as_ref())))
        .or_else(|| position(&|name| ACTION_ENDS.iter().any(|end| name.ends_with(end))));
    let counted = names.iter().any(|name| ["step", "steps"].contains(&name.as_str()));
    let action = action.or_else(|| {
        let next = (0..names.len()).find(|next| Some(*next) != phase && !is_counting(*next));
        next.filter(|_| counted)
    });
    (phase, action)
}

/// Whether a table is a record of what was done: a column says when, and its cells are dates or times of day.
pub(super) fn is_record(table: &Table) -> bool {
    let names = table.header.iter().map(|cell| heading::normal(cell));
    let is_time = |name: &str| {
        name.starts_with("timestamp")
            || name.starts_with("time")
            || name == "date"
            || name.starts_with("date ")
    };
    let dated = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        let is_dated = |cell: &&String| {
            let digits = cell.chars().filter(char::is_ascii_digit).count();
            digits >= 8 || (digits == 4 && cell.contains(':'))
        };
        cells.filter(is_dated).count() * 2 > table.rows.len()
    };
    names.enumerate().any(|(column, name)| is_time(&name) && dated(column))
}

/// Whether a table counts what is done: its first column is a number, or is headed by one.
pub(super) fn is_numbered(table: &Table) -> bool {
    let is_number = |cell: &String| {
        let cell = cell.replace('*', "");
        !cell.is_empty() && cell.trim_end_matches(['.', ')']).parse::<u32>().is_ok()
    };
    let numbers = table.rows.iter().filter(|row| row.cells.first().is_some_and(is_number)).count();
    let blanks = table.rows.iter().filter(|row| row.cells.first().is_none_or(String::is_empty)).count();
    numbers >= 3 && numbers + blanks == table.rows.len() && columns(table).1.is_some()
}

/// The phase that a cell names.
pub(super) fn cell_phase(row: &Row, column: usize, reference: &Reference) -> Option<Phase> {
    let cell = row.cells.get(column)?;
    match heading::read(cell, reference) {
        heading::Saying::Names { phases, .. } => phases.first().copied(),
        heading::Saying::Tells { .. }
        | heading::Saying::Boilerplate
        | heading::Saying::Container
        | heading::Saying::Nothing => None,
    }
}

/// The phase that an item names at its beginning, and the words that name it: `[CONTAINMENT] …`, `**Contain:** …`,
/// `Contain by …`.
pub(super) fn tag(item: &Item, reference: &Reference) -> Option<(Phase, String)> {
    let line = item.line();
    let inner = line.strip_prefix('[').or_else(|| line.strip_prefix('('));
    let bracketed = inner.and_then(|inner| inner.split_once([']', ')'])).map(|(tag, _)| tag);
    let label = item.label.as_deref().map(|label| label.trim().trim_end_matches(':'));
    let before = line.split_once([':', '\u{2013}', '\u{2014}']).map(|(before, _)| before.trim());
    let dashed = line.split_once(" - ").map(|(before, _)| before.trim());
    let whole = Some(line).filter(|line| line.split_whitespace().count() <= 5);
    for candidate in [bracketed, label, before, dashed, whole].into_iter().flatten() {
        if candidate.chars().count() > 60 {
            continue;
        }
        if let heading::Saying::Names { phases, .. } = heading::read(candidate, reference)
            && let Some(phase) = phases.first()
        {
            return Some((*phase, candidate.to_owned()));
        }
    }
    None
}

/// The phase that the first word of an item names.
pub(super) fn first_word(item: &Item, reference: &Reference) -> Option<(Phase, String)> {
    let word = item.line().split([' ', ',', ':', '/']).next()?;
    let phase = heading::alias(&heading::normal(word), reference)?;
    Some((phase, word.to_owned()))
}
