//! What differs between two texts of a playbook, step by step.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};

use super::text::slice;
use super::{Alert, Facts, Item, Meta, Playbook, Spanned, Step, Variant};
use crate::vocabulary::{Layer, Mode, Phase};

/// How many unchanged lines are shown on either side of a change.
const CONTEXT: usize = 2;
/// Texts whose lines, multiplied, are more than this are shown as removed and added whole: comparing them line by line
/// would take longer than anybody waits.
const MOST_PAIRS: usize = 4_000_000;

/// What differs between two texts of a playbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// What the front matter says otherwise.
    pub meta: Vec<MetaChange>,
    /// The steps that differ: those of the newer text in its order, then those that are no longer there.
    pub steps: Vec<StepChange>,
    /// What differs outside the steps: the text before the first phase, of phases and of notes.
    pub around: Vec<DiffLine>,
}

/// A key of the front matter that says otherwise; both as text for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetaChange {
    /// The key.
    pub key: &'static str,
    /// What it said; empty where it was missing.
    pub before: String,
    /// What it says; empty where it is missing.
    pub after: String,
}

/// A step that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepChange {
    /// The id, which is the same in both.
    pub id: String,
    /// The title in the newer text; in the older one where it is no longer there.
    pub title: String,
    /// The phase in the newer text; in the older one where it is no longer there.
    pub phase: Phase,
    /// The number in the older text, from 1.
    pub before: Option<u32>,
    /// The number in the newer text, from 1.
    pub after: Option<u32>,
    /// How it differs; never empty.
    pub how: Vec<How>,
    /// Its text, line by line, with what lies between changes left out.
    pub lines: Vec<DiffLine>,
}

/// How a step differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// It is new.
    Added,
    /// It is no longer there.
    Removed,
    /// It stands in another phase.
    Moved {
        /// The phase it stood in.
        from: Phase,
    },
    /// It has another title.
    Title {
        /// The title it had.
        from: String,
    },
    /// A fact says otherwise; the fact's key.
    Fact(&'static str),
    /// Its prose or its warnings differ.
    Text,
    /// Its tasks differ.
    Tasks,
    /// Its commands differ.
    Commands,
    /// The evidence to collect differs.
    Collect,
    /// What to ask the provider differs.
    Ask,
    /// Its decision differs.
    Decision,
}

/// A line of a text that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DiffLine {
    /// Whether it is in both, in one, or stands for lines that are left out.
    pub kind: DiffKind,
    /// The line, without its end.
    pub text: String,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum DiffKind {
    /// In both.
    Same,
    /// In the newer text only.
    Added,
    /// In the older text only.
    Removed,
    /// Lines that are the same are left out here.
    Gap,
}

/// A playbook with the source it was read from.
type Text<'a> = (&'a Playbook, &'a str);

/// Compares two texts of a playbook, the older one first. Steps are the same by their id.
#[must_use]
pub fn compare(older: Text<'_>, newer: Text<'_>) -> Comparison {
    let (before, after) = (numbered(older.0), numbered(newer.0));
    let mut steps = Vec::new();
    for (_, step) in newer.0.steps() {
        let Some((number, phase, _)) = after.get(step.id.as_str()).copied() else { continue };
        let old = before.get(step.id.as_str()).copied();
        let how = old.map_or_else(
            || vec![How::Added],
            |(_, from, old)| differences((from, old, older.1), (phase, step, newer.1)),
        );
        if how.is_empty() {
            continue;
        }
        let old_text = old.map_or("", |(_, _, old)| slice(older.1, &old.span));
        steps.push(StepChange {
            id: step.id.clone(),
            title: step.title.value.clone(),
            phase,
            before: old.map(|(number, ..)| number),
            after: Some(number),
            how,
            lines: diff_lines(old_text, slice(newer.1, &step.span)),
        });
    }
    for (_, step) in older.0.steps().filter(|(_, step)| !after.contains_key(step.id.as_str())) {
        let Some((number, phase, _)) = before.get(step.id.as_str()).copied() else { continue };
        steps.push(StepChange {
            id: step.id.clone(),
            title: step.title.value.clone(),
            phase,
            before: Some(number),
            after: None,
            how: vec![How::Removed],
            lines: diff_lines(slice(older.1, &step.span), ""),
        });
    }
    let around = diff_lines(&outside_steps(older), &outside_steps(newer));
    Comparison { meta: meta_changes(&older.0.meta, &newer.0.meta), steps, around }
}

impl Comparison {
    /// Whether both say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.meta.is_empty() && self.steps.is_empty() && self.around.is_empty()
    }

    /// What differs, in a few words: `1 step added, 2 changed`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let is = |step: &StepChange, how: &How| step.how.contains(how);
        let moved = |step: &&StepChange| step.how.iter().any(|how| matches!(how, How::Moved { .. }));
        let added = self.steps.iter().filter(|step| is(step, &How::Added)).count();
        let removed = self.steps.iter().filter(|step| is(step, &How::Removed)).count();
        let moved = self.steps.iter().filter(moved).count();
        let changed = self.steps.len() - added - removed - moved;
        let counts =
            [(added, "added"), (removed, "removed"), (moved, "moved to another phase"), (changed, "changed")];
        let mut parts: Vec<String> = Vec::new();
        for (number, what) in counts.into_iter().filter(|(number, _)| *number > 0) {
            let noun = match (parts.is_empty(), number) {
                (true, 1) => " step",
                (true, _) => " steps",
                (false, _) => "",
            };
            parts.push(format!("{number}{noun} {what}"));
        }
        match (parts.is_empty(), self.is_empty()) {
            (false, _) => parts.join(", "),
            (true, false) => "no step changed".to_owned(),
            (true, true) => "nothing changed".to_owned(),
        }
    }
}

impl How {
    /// How it differs, in words.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Added => "added".to_owned(),
            Self::Removed => "removed".to_owned(),
            Self::Moved { from } => format!("moved here from {}", from.label()),
            Self::Title { from } => format!("title, before: {from}"),
            Self::Fact(key) => (*key).to_owned(),
            Self::Text => "text".to_owned(),
            Self::Tasks => "tasks".to_owned(),
            Self::Commands => "commands".to_owned(),
            Self::Collect => "evidence to collect".to_owned(),
            Self::Ask => "what to ask the provider".to_owned(),
            Self::Decision => "decision".to_owned(),
        }
    }
}

/// The lines of two texts that differ, with a little of what lies around them; empty where the texts are the same.
#[must_use]
pub fn diff_lines(before: &str, after: &str) -> Vec<DiffLine> {
    let (before, after) = (before.trim_end(), after.trim_end());
    if before == after {
        return Vec::new();
    }
    let whole = |text: &str, kind| -> Vec<DiffLine> {
        text.lines().map(|line| DiffLine { kind, text: line.to_owned() }).collect()
    };
    if before.lines().count().saturating_mul(after.lines().count()) > MOST_PAIRS {
        return [whole(before, DiffKind::Removed), whole(after, DiffKind::Added)].concat();
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let diff = TextDiff::from_slices(&old, &new);
    let mut lines = Vec::new();
    let mut upto = 0;
    for group in diff.grouped_ops(CONTEXT) {
        let start = group.first().map_or(upto, |op| op.old_range().start);
        if start > upto {
            lines.push(DiffLine { kind: DiffKind::Gap, text: String::new() });
        }
        for op in &group {
            upto = op.old_range().end;
            lines.extend(diff.iter_changes(op).map(|change| DiffLine {
                kind: match change.tag() {
                    ChangeTag::Equal => DiffKind::Same,
                    ChangeTag::Delete => DiffKind::Removed,
                    ChangeTag::Insert => DiffKind::Added,
                },
                text: change.value().to_owned(),
            }));
        }
    }
    if upto < old.len() {
        lines.push(DiffLine { kind: DiffKind::Gap, text: String::new() });
    }
    lines
}

fn numbered(playbook: &Playbook) -> BTreeMap<&str, (u32, Phase, &Step)> {
    let mut steps = BTreeMap::new();
    for (number, (phase, step)) in (1..).zip(playbook.steps()) {
        // Of an id that comes twice, which is an error, the first counts, as it does in a run.
        steps.entry(step.id.as_str()).or_insert((number, phase, step));
    }
    steps
}

fn differences(
    (from, old, old_source): (Phase, &Step, &str),
    (phase, new, new_source): (Phase, &Step, &str),
) -> Vec<How> {
    let mut how = Vec::new();
    if from != phase {
        how.push(How::Moved { from });
    }
    if old.title.value != new.title.value {
        how.push(How::Title { from: old.title.value.clone() });
    }
    how.extend(facts(&old.facts, &new.facts).into_iter().map(How::Fact));
    let prose = |step: &Step, source: &str| -> Vec<String> {
        let of = |spans: &[super::Span]| -> Vec<String> {
            spans.iter().map(|span| slice(source, span).trim().to_owned()).collect()
        };
        let alerts = |alerts: &[Alert]| -> Vec<String> {
            alerts.iter().map(|alert| format!("{:?} {}", alert.kind, alert.text)).collect()
        };
        let variant = |variant: &Variant| {
            [vec![variant.provider.clone()], of(&variant.prose), alerts(&variant.alerts)].concat()
        };
        let variants: Vec<Vec<String>> = step.variants.iter().map(variant).collect();
        [of(&step.prose), alerts(&step.alerts), variants.concat()].concat()
    };
    let items = |items: &[Item]| -> Vec<String> { items.iter().map(|item| item.text.clone()).collect() };
    let tasks = |step: &Step| -> Vec<String> { step.all_tasks().map(|task| task.text.clone()).collect() };
    let commands = |step: &Step| -> Vec<_> {
        step.all_commands()
            .map(|command| (command.language.clone(), command.effect, command.text.clone()))
            .collect()
    };
    let decision = |step: &Step| -> Option<Vec<_>> {
        let choices = &step.decide.as_ref()?.choices;
        Some(choices.iter().map(|choice| (choice.condition.clone(), choice.target.clone())).collect())
    };
    let parts = [
        (prose(old, old_source) != prose(new, new_source), How::Text),
        (tasks(old) != tasks(new), How::Tasks),
        (commands(old) != commands(new), How::Commands),
        (items(&old.collect) != items(&new.collect), How::Collect),
        (items(&old.ask) != items(&new.ask), How::Ask),
        (decision(old) != decision(new), How::Decision),
    ];
    how.extend(parts.into_iter().filter(|(differs, _)| *differs).map(|(_, part)| part));
    how
}

/// The keys of the facts that say otherwise.
fn facts(old: &Facts, new: &Facts) -> Vec<&'static str> {
    let mut keys = Vec::new();
    let mut is = |key: &'static str, same: bool| {
        if !same {
            keys.push(key);
        }
    };
    is("Layer", one::<Layer>(&old.layer) == one(&new.layer));
    is("Responsible", one(&old.responsible) == one(&new.responsible));
    is("Role", one(&old.role) == one(&new.role));
    is("Time", one(&old.time) == one(&new.time));
    is("Mode", one::<Mode>(&old.mode) == one(&new.mode));
    is("Expect", one(&old.expect) == one(&new.expect));
    is("Marks", all(&old.marks) == all(&new.marks));
    is("Starts clock", all(&old.starts_clock) == all(&new.starts_clock));
    is("Needs", all(&old.needs) == all(&new.needs));
    is("When", one(&old.when) == one(&new.when));
    is("Risk", one(&old.risk) == one(&new.risk));
    is("Undo", one(&old.undo) == one(&new.undo));
    is("ATT&CK", all(&old.attack) == all(&new.attack));
    is("D3FEND", all(&old.d3fend) == all(&new.d3fend));
    keys
}

fn one<T>(fact: &Option<Spanned<T>>) -> Option<&T> {
    fact.as_ref().map(|fact| &fact.value)
}

fn all<T>(facts: &[Spanned<T>]) -> Vec<&T> {
    facts.iter().map(|fact| &fact.value).collect()
}

fn meta_changes(old: &Meta, new: &Meta) -> Vec<MetaChange> {
    let listed = |values: &[String]| values.join(", ");
    let words = |values: &[crate::vocabulary::ServiceModel]| {
        values.iter().map(|value| value.label()).collect::<Vec<_>>().join(", ")
    };
    let pairs = |values: &BTreeMap<String, String>| {
        values.iter().map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>().join("; ")
    };
    let variables = |meta: &Meta| {
        let said = |(name, variable): (&String, &super::Variable)| {
            let mut said = format!("{name}: {}", variable.about);
            if let Some(example) = &variable.example {
                said.push_str(&format!(" ({example})"));
            }
            if !variable.providers.is_empty() {
                said.push_str(&format!(" for {}", variable.providers.join(", ")));
            }
            said
        };
        meta.variables.iter().map(said).collect::<Vec<_>>().join("; ")
    };
    let targets = |meta: &Meta| {
        meta.targets.iter().map(|(key, value)| format!("{key}: {value} s")).collect::<Vec<_>>().join("; ")
    };
    let severity =
        |meta: &Meta| meta.severity.map(|severity| severity.label().to_owned()).unwrap_or_default();
    let maybe = |value: &Option<String>| value.clone().unwrap_or_default();
    let values = [
        ("title", old.title.clone(), new.title.clone()),
        ("version", old.version.clone(), new.version.clone()),
        ("updated", maybe(&old.updated), maybe(&new.updated)),
        ("status", maybe(&old.status), maybe(&new.status)),
        ("summary", old.summary.clone(), new.summary.clone()),
        ("incident_types", listed(&old.incident_types), listed(&new.incident_types)),
        ("service_models", words(&old.service_models), words(&new.service_models)),
        ("providers", listed(&old.providers), listed(&new.providers)),
        ("severity", severity(old), severity(new)),
        ("attack", listed(&old.attack), listed(&new.attack)),
        ("rsit", listed(&old.rsit), listed(&new.rsit)),
        ("tlp", maybe(&old.tlp), maybe(&new.tlp)),
        ("license", maybe(&old.license), maybe(&new.license)),
        ("roles", pairs(&old.roles), pairs(&new.roles)),
        ("variables", variables(old), variables(new)),
        ("targets", targets(old), targets(new)),
        ("clocks", listed(&old.clocks), listed(&new.clocks)),
        ("related", listed(&old.related), listed(&new.related)),
    ];
    let changed = values.into_iter().filter(|(_, before, after)| before != after);
    changed.map(|(key, before, after)| MetaChange { key, before, after }).collect()
}

/// The text outside the front matter and the steps.
fn outside_steps((playbook, source): Text<'_>) -> String {
    let text = |span: &super::Span| slice(source, span).trim().to_owned();
    let mut parts: Vec<String> = playbook.preamble.iter().map(text).collect();
    for section in &playbook.sections {
        parts.push(format!("## {}", section.heading.value));
        parts.extend(section.intro.iter().map(text));
    }
    for note in &playbook.notes {
        parts.push(format!("## {}", note.heading.value));
        parts.push(text(&note.body));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

#[cfg(test)]
mod tests;
