use firebreak_core::vocabulary::{Class, Severity};
use serde::Serialize;
use ts_rs::TS;

use super::{Clock, DeadlineView, NextUpdate};

/// The answer to `incident.sitrep`: the situation, from facts of the record alone, at the time it was made.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Sitrep {
    /// When it was made, UTC.
    pub made_at: String,
    /// Who made it; `null` where the responder has no name.
    pub made_by: Option<String>,
    /// The code.
    pub code: String,
    /// What happened, in a line.
    pub title: String,
    /// Live or exercise.
    pub class: Class,
    /// How bad it is.
    pub severity: Severity,
    /// The name of the type.
    pub incident_type: String,
    /// Open, contained, closed, in words.
    pub status: String,
    /// When it was detected, in words; `null` where nobody said.
    pub since: Option<String>,
    /// Who leads; `null` where nobody was said to.
    pub lead: Option<String>,
    /// What is affected, in words.
    pub affected: Vec<String>,
    /// The four clocks with their definitions.
    pub clocks: Vec<Clock>,
    /// How many steps are settled, and how many there are.
    pub settled: u32,
    /// How many steps there are.
    pub steps: u32,
    /// The steps done last, latest first.
    pub done: Vec<SitrepLine>,
    /// Where work goes on, and what is blocked.
    pub in_progress: Vec<SitrepLine>,
    /// What comes after it, and what was deferred.
    pub next: Vec<SitrepLine>,
    /// Requests to providers that are not answered.
    pub requests: Vec<SitrepLine>,
    /// Deadlines that run, the least time left first.
    pub deadlines: Vec<DeadlineView>,
    /// When updates are due.
    pub updates: Vec<NextUpdate>,
    /// How many indicators count, and of which kinds, in words; `null` where there are none.
    pub indicators: Option<String>,
    /// What was decided and is in force, latest first: with its reasons where they were recorded, else the branch.
    pub decisions: Vec<SitrepLine>,
    /// What is not known.
    pub unknown: Vec<String>,
    /// How many events the record has.
    #[ts(type = "number")]
    pub events: u64,
    /// The head of its chain.
    pub head: String,
    /// All of it as Markdown, one page.
    pub markdown: String,
}

/// A line of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SitrepLine {
    /// What.
    pub text: String,
    /// More about it: a state, a reason, a name.
    pub about: Option<String>,
    /// When, UTC; `null` where no time belongs to it.
    pub at: Option<String>,
}
