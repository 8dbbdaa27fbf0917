//! Rules of how steps lead to each other: by `Needs`, by decisions, and from one to the next.

use std::collections::HashMap;

use crate::playbook::findings::Findings;
use crate::playbook::{Playbook, Step};
use crate::vocabulary::{Mode, Phase};

/// Checks that every step can be reached and left, and that no step waits for itself.
pub(super) fn check(playbook: &Playbook, findings: &mut Findings) {
    let steps: Vec<(Phase, &Step)> = playbook.steps().collect();
    let mut index = HashMap::new();
    for (at, (_, step)) in steps.iter().enumerate() {
        index.entry(step.id.as_str()).or_insert(at);
    }
    let needs: Vec<Vec<usize>> = steps
        .iter()
        .map(|(_, step)| {
            step.facts.needs.iter().filter_map(|need| index.get(need.value.as_str()).copied()).collect()
        })
        .collect();
    unknown_needs(&steps, &index, findings);
    targets(&steps, findings);
    if !needs_cycle(&steps, &index, findings) {
        later_needs(&steps, &index, findings);
    }
    let flow = Flow::new(&steps, &index);
    let reached = flow.reached(&steps, &needs);
    unreachable(&steps, &reached, findings);
    endless(&steps, &flow, &reached, findings);
    late_memory(&steps, findings);
}

fn unknown_needs(steps: &[(Phase, &Step)], index: &HashMap<&str, usize>, findings: &mut Findings) {
    for need in steps.iter().flat_map(|(_, step)| &step.facts.needs) {
        if !index.contains_key(need.value.as_str()) {
            let id = &need.value;
            let message = format!(
                "`{id}` is the id of no step of this playbook; write the id in the comment under its heading."
            );
            findings.error("unknown-step", need.span.clone(), message);
        }
    }
}

fn targets(steps: &[(Phase, &Step)], findings: &mut Findings) {
    for (_, step) in steps {
        for choice in step.decide.iter().flat_map(|decision| &decision.choices) {
            if choice.target.is_none() && !choice.anchor.is_empty() {
                let anchor = &choice.anchor;
                findings.error(
                    "choice-to-no-step",
                    choice.span.clone(),
                    format!("`#{anchor}` is the heading of no step; link to the H3 of a step."),
                );
            }
        }
    }
}

/// Finds steps that wait for themselves; says whether there are any.
fn needs_cycle(steps: &[(Phase, &Step)], index: &HashMap<&str, usize>, findings: &mut Findings) -> bool {
    #[derive(Clone, Copy, PartialEq)]
    enum Visit {
        New,
        Open,
        Done,
    }
    let mut visits = vec![Visit::New; steps.len()];
    let mut found = false;
    for root in 0..steps.len() {
        // A path of steps, each with the number of its next need to follow.
        let mut path = vec![(root, 0)];
        while let Some((at, next)) = path.last_mut() {
            let Some((_, step)) = steps.get(*at) else { break };
            if *next == 0 && visits.get(*at) == Some(&Visit::Done) {
                path.pop();
                continue;
            }
            if let Some(visit) = visits.get_mut(*at) {
                *visit = Visit::Open;
            }
            let Some(need) = step.facts.needs.get(*next) else {
                if let Some(visit) = visits.get_mut(*at) {
                    *visit = Visit::Done;
                }
                path.pop();
                continue;
            };
            *next += 1;
            let Some(target) = index.get(need.value.as_str()).copied() else { continue };
            match visits.get(target) {
                Some(Visit::New) => path.push((target, 0)),
                Some(Visit::Open) => {
                    found = true;
                    let (id, own) = (&need.value, &step.id);
                    let message = format!(
                        "`{own}` needs `{id}`, which in turn needs `{own}`, so neither can begin; remove one of the needs."
                    );
                    findings.error("needs-cycle", need.span.clone(), message);
                }
                Some(Visit::Done) | None => {}
            }
        }
    }
    found
}

fn later_needs(steps: &[(Phase, &Step)], index: &HashMap<&str, usize>, findings: &mut Findings) {
    for (at, (_, step)) in steps.iter().enumerate() {
        for need in &step.facts.needs {
            if index.get(need.value.as_str()).is_some_and(|target| *target > at) {
                let id = &need.value;
                let message = format!("The step needs `{id}`, which comes after it; move one of the two.");
                findings.warning("needs-later", need.span.clone(), message);
            }
        }
    }
}

/// Where each step leads: to its choices, else to the next step; the number of steps stands for the end.
struct Flow {
    next: Vec<Vec<usize>>,
}

impl Flow {
    fn new(steps: &[(Phase, &Step)], index: &HashMap<&str, usize>) -> Self {
        let next = steps.iter().enumerate().map(|(at, (_, step))| {
            let Some(decision) = &step.decide else { return vec![at + 1] };
            let targets = decision.choices.iter().map(|choice| choice.target.as_deref());
            let mut next: Vec<usize> =
                targets.map(|id| id.and_then(|id| index.get(id).copied()).unwrap_or(at + 1)).collect();
            let has_default = decision.choices.iter().any(|choice| choice.condition.is_none());
            if !has_default {
                next.push(at + 1);
            }
            next
        });
        Self { next: next.collect() }
    }

    /// Which steps can be reached: from the first one, from what is always there, and because another needs them.
    fn reached(&self, steps: &[(Phase, &Step)], needs: &[Vec<usize>]) -> Vec<bool> {
        let always = steps.iter().enumerate().filter(|(at, (phase, step))| {
            let stands_beside = match step.mode() {
                Mode::Watch | Mode::Memory => true,
                Mode::Do | Mode::Confirm | Mode::Hold => false,
            };
            *at == 0 || *phase == Phase::Communicate || stands_beside
        });
        let mut reached = vec![false; steps.len()];
        let mut open: Vec<usize> = always.map(|(at, _)| at).collect();
        while let Some(at) = open.pop() {
            match reached.get_mut(at) {
                Some(is_reached) if !*is_reached => *is_reached = true,
                Some(_) | None => continue,
            }
            open.extend(self.next.get(at).into_iter().flatten());
            open.extend(needs.get(at).into_iter().flatten());
        }
        reached
    }

    /// From which steps the end can be reached.
    fn ending(&self) -> Vec<bool> {
        let end = self.next.len();
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); end + 1];
        for (at, next) in self.next.iter().enumerate() {
            for target in next {
                if let Some(before) = before.get_mut(*target) {
                    before.push(at);
                }
            }
        }
        let mut ending = vec![false; end + 1];
        let mut open = vec![end];
        while let Some(at) = open.pop() {
            match ending.get_mut(at) {
                Some(is_ending) if !*is_ending => *is_ending = true,
                Some(_) | None => continue,
            }
            open.extend(before.get(at).into_iter().flatten());
        }
        ending
    }
}

fn unreachable(steps: &[(Phase, &Step)], reached: &[bool], findings: &mut Findings) {
    for ((_, step), _) in steps.iter().zip(reached).filter(|(_, is_reached)| !**is_reached) {
        findings.error(
            "unreachable-step",
            step.title.span.clone(),
            "No choice and no step leads here; add a choice that links to this step, or remove it.",
        );
    }
}

fn endless(steps: &[(Phase, &Step)], flow: &Flow, reached: &[bool], findings: &mut Findings) {
    let ending = flow.ending();
    for ((_, step), (is_reached, is_ending)) in steps.iter().zip(reached.iter().zip(&ending)) {
        if let (Some(decision), true, false) = (&step.decide, is_reached, is_ending) {
            findings.error(
                "endless-decision",
                decision.span.start..decision.span.start,
                "Every choice leads back here in the end; let one of them lead on to a later step.",
            );
        }
    }
}

fn late_memory(steps: &[(Phase, &Step)], findings: &mut Findings) {
    let first_late = (steps.len() * 2).div_ceil(3);
    if steps.len() < 3 {
        return;
    }
    for (_, step) in steps.iter().skip(first_late).filter(|(_, step)| step.mode() == Mode::Memory) {
        let place = step.facts.mode.as_ref().map_or(&step.title.span, |mode| &mode.span).clone();
        let message =
            "A step of the first minute stands in the last third; move it up, or give it another mode.";
        findings.warning("critical-late", place, message);
    }
}
