//! Whether a file is to be worked through, or tells of something else.

mod objections;
mod signs;

use super::Confidence;
use super::front::Front;
use super::outline::{Material, Plan, Way};
use super::steps::Ground;
use signs::Signs;

/// Whether a file is a playbook, and why.
#[derive(Debug)]
pub(super) struct Verdict {
    pub(super) is_playbook: bool,
    pub(super) grounds: String,
    pub(super) confidence: Confidence,
}

/// What is judged.
pub(super) struct Case<'a> {
    pub(super) file: &'a str,
    pub(super) title: &'a str,
    pub(super) front: Option<&'a Front>,
    pub(super) plan: &'a Plan,
    pub(super) material: &'a Material<'a>,
}

/// Judges a file by its name, its title, and what was found in it.
pub(super) fn judge(case: &Case<'_>) -> Verdict {
    if case.plan.steps.is_empty() {
        return no("Nothing in it was recognised as a step".to_owned());
    }
    if case.front.is_some_and(|front| front.is_native) {
        return yes(Confidence::High, "Its front matter says so".to_owned());
    }
    let signs = Signs::read(case);
    if let Some(objection) = objections::of(&signs) {
        return no(objection);
    }
    let names: Vec<&str> = signs.phases.iter().map(|phase| phase.label()).collect();
    let names = names.join(", ").to_lowercase();
    let is_enough = case.plan.is_enough();
    if is_enough && (signs.is_runbook || (!signs.is_guessed && signs.worked >= 3)) {
        let confidence = match case.plan.way {
            Way::Sections => Confidence::Low,
            _ if signs.is_runbook && !signs.is_guessed => Confidence::High,
            Way::Phases | Way::Mixed | Way::Tagged | Way::Tables | Way::Headings | Way::Flat => {
                Confidence::Medium
            }
        };
        return yes(confidence, format!("It has steps of these phases: {names}"));
    }
    let is_last_resort = case.plan.way == Way::Sections;
    if is_enough
        && signs.is_guessed
        && !is_last_resort
        && signs.worked >= 4
        && signs.is_about()
        && signs.is_mostly_told()
    {
        return yes(Confidence::Low, format!("Its words tell these phases: {names}"));
    }
    let is_work = signs.worked >= 3 && (signs.is_commanded || signs::is_told(case.plan));
    let is_told = !signs.is_guessed || signs.told() * 3 >= case.plan.steps.len();
    if signs.is_runbook && signs.is_response() && ((signs.phases.len() >= 2 && is_told) || is_work) {
        return yes(Confidence::Low, "Its name or title says so".to_owned());
    }
    let is_named = case.plan.steps.iter().any(|step| step.ground == Ground::Named);
    if is_named && signs.phases.len() >= 2 {
        return no(format!("Only these phases are found: {names}"));
    }
    no("Too few phases of a response are found".to_owned())
}

fn yes(confidence: Confidence, grounds: String) -> Verdict {
    Verdict { is_playbook: true, grounds, confidence }
}

fn no(grounds: String) -> Verdict {
    Verdict { is_playbook: false, grounds, confidence: Confidence::Medium }
}
