//! The linter: rules that a playbook must keep, over the typed model and its source.

mod front_matter;
mod graph;
mod steps;
mod wording;

use super::findings::Findings;
use super::{Finding, Playbook, Reference};
use front_matter::Places;

/// Checks a playbook that was read from `source`.
///
/// What reading itself finds, such as an unknown layer or a dead link, is not found again here; see [`super::read`].
#[must_use]
pub fn lint(playbook: &Playbook, source: &str, reference: &Reference) -> Vec<Finding> {
    let mut findings = Findings::default();
    let places = Places::of(source);
    front_matter::check(playbook, &places, reference, &mut findings);
    for (_, step) in playbook.steps() {
        steps::check(step, playbook, source, reference, &mut findings);
    }
    steps::check_duplicates(playbook, source, &mut findings);
    graph::check(playbook, &mut findings);
    wording::check(playbook, source, &places, &mut findings);
    findings.into_sorted()
}

#[cfg(test)]
mod tests;
