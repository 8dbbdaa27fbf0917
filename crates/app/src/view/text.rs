use std::collections::BTreeMap;

use firebreak_core::playbook::{
    Alert, Choice, Command, Item, Playbook, Segment, Span, Step, Task, Variable, Variant, command_text, fill,
};

use super::named_providers;
use crate::api::{
    AlertText, ChoiceText, CommandSegment, CommandText, Named, RunText, StepText, TaskText, VariableView,
    VariantText,
};
use crate::html::{self, Filling};
use crate::library::{Library, variables_for};

/// What a playbook is shown with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given<'a> {
    /// The source that the spans point into.
    pub source: &'a str,
    /// The variables that are filled in.
    pub values: &'a BTreeMap<String, String>,
    /// Ids of the providers; none for all.
    pub providers: &'a [String],
    /// The names of own rules of deadlines, by their ids.
    pub own_clocks: &'a BTreeMap<String, String>,
    /// The number that tells this text from another.
    pub text_version: u32,
}

/// What a playbook says, variables filled in, for some providers.
pub(crate) fn run_text(playbook: &Playbook, given: Given<'_>, library: &Library) -> RunText {
    let page = Page { playbook, given, library, declared: &playbook.meta.variables };
    RunText {
        text_version: given.text_version,
        preamble: page.blocks(&playbook.preamble),
        standing: playbook.standing.iter().map(|alert| page.alert(alert)).collect(),
        variables: variables_for(playbook, given.providers)
            .map(|(name, variable)| VariableView {
                name: name.clone(),
                about: variable.about.clone(),
                example: variable.example.clone(),
                value: given.values.get(name).cloned(),
            })
            .collect(),
        roles: playbook
            .meta
            .roles
            .iter()
            .map(|(id, about)| Named { id: id.clone(), name: about.clone() })
            .collect(),
        related: playbook.meta.related.iter().filter_map(|id| library.named_playbook(id)).collect(),
        steps: playbook.steps().map(|(_, step)| page.step(step)).collect(),
    }
}

struct Page<'a> {
    playbook: &'a Playbook,
    given: Given<'a>,
    library: &'a Library,
    declared: &'a BTreeMap<String, Variable>,
}

impl<'a> Page<'a> {
    const fn filling(&self) -> Filling<'a> {
        Filling { values: self.given.values, declared: self.declared }
    }

    fn blocks(&self, spans: &[Span]) -> String {
        let parts = spans.iter().filter_map(|span| self.given.source.get(span.clone()));
        parts.map(|markdown| html::blocks(markdown, self.filling())).collect()
    }

    fn line(&self, markdown: &str) -> String {
        html::line(markdown, self.filling())
    }

    fn step(&self, step: &Step) -> StepText {
        let facts = &step.facts;
        let in_words = |text: &Option<firebreak_core::playbook::Spanned<String>>| {
            text.as_ref().map(|text| self.line(&text.value))
        };
        let mut index = u32::try_from(step.tasks.len()).unwrap_or(u32::MAX);
        let mut variants: Vec<VariantText> = step
            .variants
            .iter()
            .map(|variant| {
                let text = self.variant(variant, index);
                index += u32::try_from(variant.tasks.len()).unwrap_or(0);
                text
            })
            .collect();
        variants.sort_by_key(|variant| !variant.relevant);
        StepText {
            id: step.id.clone(),
            cautions: step.alerts.iter().map(|alert| self.alert(alert)).collect(),
            html: self.blocks(&step.prose),
            expect: in_words(&facts.expect),
            when: in_words(&facts.when),
            risk: in_words(&facts.risk),
            undo: in_words(&facts.undo),
            tasks: self.tasks(&step.tasks, 0),
            commands: step.commands.iter().map(|command| self.command(command)).collect(),
            variants,
            collect: step.collect.iter().map(|item| self.line(&item.text)).collect(),
            ask: step.ask.iter().map(|item| self.line(&item.text)).collect(),
            ask_copy: self.ask_copy(&step.ask),
            decide: self.choices(step),
            attack: facts.attack.iter().map(|id| self.technique(&id.value)).collect(),
            d3fend: facts.d3fend.iter().map(|id| id.value.clone()).collect(),
            starts_clock: facts.starts_clock.iter().map(|id| self.clock(&id.value)).collect(),
        }
    }

    fn variant(&self, variant: &Variant, first_task: u32) -> VariantText {
        let mut named = named_providers(std::slice::from_ref(&variant.provider), self.library);
        let provider = named
            .pop()
            .unwrap_or_else(|| Named { id: variant.provider.clone(), name: variant.provider.clone() });
        VariantText {
            relevant: self.given.providers.is_empty() || self.given.providers.contains(&variant.provider),
            provider,
            cautions: variant.alerts.iter().map(|alert| self.alert(alert)).collect(),
            html: self.blocks(&variant.prose),
            tasks: self.tasks(&variant.tasks, first_task),
            commands: variant.commands.iter().map(|command| self.command(command)).collect(),
        }
    }

    fn alert(&self, alert: &Alert) -> AlertText {
        AlertText { kind: alert.kind, html: html::blocks(&alert.text, self.filling()) }
    }

    fn tasks(&self, tasks: &[Task], first: u32) -> Vec<TaskText> {
        (first..).zip(tasks).map(|(index, task)| TaskText { index, html: self.line(&task.text) }).collect()
    }

    fn command(&self, command: &Command) -> CommandText {
        let filled = command_text(command, self.given.values, self.declared);
        let segments =
            fill(&command.text, self.given.values, self.declared).into_iter().map(|part| match part {
                Segment::Text(text) => CommandSegment { text, variable: None, filled: false },
                Segment::Value { name, value } => {
                    CommandSegment { text: value, variable: Some(name), filled: true }
                }
                Segment::Missing { name } => {
                    let example = self.declared.get(&name).and_then(|variable| variable.example.clone());
                    CommandSegment {
                        text: example.unwrap_or_else(|| name.clone()),
                        variable: Some(name),
                        filled: false,
                    }
                }
            });
        let (copy, missing, refused) = match filled {
            Ok(filled) if filled.missing.is_empty() => (Some(filled.text), Vec::new(), None),
            Ok(filled) => (None, filled.missing, None),
            Err(refusal) => (None, Vec::new(), Some(refusal.to_string())),
        };
        CommandText {
            language: command.language.clone(),
            effect: command.effect,
            unverified: command.unverified,
            segments: segments.collect(),
            copy,
            missing,
            refused,
        }
    }

    /// A rule of a deadline by its name: its own where a file has it, else that of the bundle, or its id.
    fn clock(&self, id: &str) -> Named {
        let bundled = &self.library.reference.deadlines;
        let name = self.given.own_clocks.get(id).or_else(|| bundled.get(id));
        Named { id: id.to_owned(), name: name.map_or_else(|| id.to_owned(), Clone::clone) }
    }

    fn ask_copy(&self, ask: &[Item]) -> Option<String> {
        if ask.is_empty() {
            return None;
        }
        let lines = ask.iter().map(|item| format!("- {}\n", html::plain(&item.text, self.filling())));
        Some(lines.collect())
    }

    fn choices(&self, step: &Step) -> Vec<ChoiceText> {
        let Some(decide) = &step.decide else { return Vec::new() };
        decide
            .choices
            .iter()
            .map(|choice| ChoiceText {
                condition: choice.condition.as_ref().map(|condition| self.line(condition)),
                step: choice.target.clone(),
                calls: choice.calls.as_deref().and_then(|id| self.library.named_playbook(id)),
                leads_to: self.leads_to(choice),
            })
            .collect()
    }

    fn leads_to(&self, choice: &Choice) -> String {
        if let Some(id) = &choice.calls {
            let called = self.library.named_playbook(id);
            return called
                .map_or_else(|| format!("the playbook {id}, which is not in the library"), |it| it.name);
        }
        (1..)
            .zip(self.playbook.steps())
            .find(|(_, (_, other))| Some(&other.id) == choice.target.as_ref())
            .map(|(number, (_, other)): (u32, _)| format!("{number} {}", other.title.value))
            .unwrap_or_default()
    }

    fn technique(&self, id: &str) -> Named {
        let name = self.library.reference.techniques.get(id);
        Named { id: id.to_owned(), name: name.map_or(id, String::as_str).to_owned() }
    }
}
