use std::time::Duration;

use super::{Outcome, Part, checks, table};
use crate::workspace::Workspace;

#[track_caller]
fn names(only: Option<Part>) -> Vec<&'static str> {
    let workspace = Workspace::find().unwrap();
    checks(&workspace, only).iter().map(|check| check.name).collect()
}

#[test]
fn everything_runs_unless_a_part_is_named() {
    let all = names(None);
    for part in [Part::Rust, Part::Ui, Part::E2e] {
        for name in names(Some(part)) {
            assert!(all.contains(&name), "{name} of {part:?} is left out of the whole");
        }
    }
}

#[test]
fn whatever_compiles_the_window_builds_the_front_end_first() {
    for part in [None, Some(Part::Rust), Some(Part::E2e)] {
        let names = names(part);
        let build = names.iter().position(|name| *name == "Front end: build").unwrap();
        for name in ["Lints", "Rust tests", "Journeys in the real window"] {
            assert!(names.iter().position(|n| *n == name).is_none_or(|at| at > build), "{name}: {names:?}");
        }
    }
}

#[test]
fn the_table_says_what_passed_failed_and_did_not_run() {
    let rows = [
        ("Formatting", Outcome::Passed(Duration::from_millis(900))),
        ("Lints", Outcome::Failed(Duration::from_secs(61))),
        ("Rust tests", Outcome::NotRun),
    ];
    assert_eq!(
        table(&rows, Duration::from_secs(62)),
        "  Formatting  passed   0.9 s\n  Lints       FAILED   1 min 01 s\n  Rust tests  not run\n1 of 3 checks passed in 1 min 02 s."
    );
}
