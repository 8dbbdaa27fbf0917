//! What was concluded about a foreign file and may be wrong, each with its grounds.

use super::classify::Verdict;
use super::steps::Ground;
use super::{Confidence, ForeignCommand, Guess, GuessKind, Import, native};
use crate::playbook::Effect;
use crate::vocabulary::{Milestone, Phase};

/// Lists the guesses: of the file, then of each step, then the milestones.
pub(super) fn of(import: &Import, verdict: &Verdict) -> Vec<Guess> {
    let mut guesses = vec![Guess {
        id: "file".to_owned(),
        kind: GuessKind::File,
        value: if import.is_playbook { "playbook" } else { "no playbook" }.to_owned(),
        grounds: format!("{}.", verdict.grounds),
        confidence: verdict.confidence,
        step: None,
        milestone: None,
    }];
    for step in &import.steps {
        let (grounds, confidence) = match &step.ground {
            Ground::Named => continue,
            Ground::Word(word) => (format!("The word \"{word}\" tells it."), Confidence::Medium),
            Ground::Verb(word) => (format!("It begins with \"{word}\"."), Confidence::Low),
            Ground::Held(words) => (format!("What it holds tells it: {words}."), Confidence::Low),
            Ground::Before => ("The step before it is of this phase.".to_owned(), Confidence::Low),
        };
        guesses.push(Guess {
            id: format!("phase:{}", step.id),
            kind: GuessKind::Phase,
            value: step.phase.word().to_owned(),
            grounds,
            confidence,
            step: Some(step.id.clone()),
            milestone: None,
        });
    }
    for step in &import.steps {
        for (number, command) in step.commands.iter().enumerate() {
            guesses.push(effect(&step.id, number + 1, command));
        }
    }
    guesses.extend(milestones(import));
    guesses
}

fn effect(step: &str, number: usize, command: &ForeignCommand) -> Guess {
    let (value, grounds) = match native::effect(command) {
        Effect::Read => ("read", "Every line of it begins as one that only reads."),
        Effect::Change => ("change", "It is not known to only read, so copying it asks first."),
    };
    Guess {
        id: format!("command:{step}:{number}"),
        kind: GuessKind::Command,
        value: value.to_owned(),
        grounds: grounds.to_owned(),
        confidence: if value == "read" { Confidence::Medium } else { Confidence::Low },
        step: Some(step.to_owned()),
        milestone: None,
    }
}

/// The milestone that the end of a phase may reach; detection is reached by its first step.
fn milestones(import: &Import) -> Vec<Guess> {
    let mut guesses = Vec::new();
    for phase in Phase::ALL.iter().copied() {
        let milestone = match phase {
            Phase::Detect => Milestone::Detected,
            Phase::Analyze => Milestone::Declared,
            Phase::Contain => Milestone::Contained,
            Phase::Eradicate => Milestone::Eradicated,
            Phase::Recover => Milestone::Recovered,
            Phase::Review => Milestone::Closed,
            Phase::Prepare | Phase::Communicate => continue,
        };
        let mut steps = import.steps.iter().filter(|step| step.phase == phase);
        let (step, place) = match phase {
            Phase::Detect => (steps.next(), "first"),
            Phase::Prepare
            | Phase::Analyze
            | Phase::Contain
            | Phase::Eradicate
            | Phase::Recover
            | Phase::Communicate
            | Phase::Review => (steps.next_back(), "last"),
        };
        let Some(step) = step else { continue };
        let is_named = step.ground == Ground::Named;
        guesses.push(Guess {
            id: format!("milestone:{}", milestone.word()),
            kind: GuessKind::Milestone,
            value: milestone.word().to_owned(),
            grounds: format!("It is the {place} step of the phase \"{}\".", phase.label()),
            confidence: if is_named { Confidence::Medium } else { Confidence::Low },
            step: Some(step.id.clone()),
            milestone: Some(milestone),
        });
    }
    guesses
}
