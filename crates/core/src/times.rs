//! The clocks: lengths of time between milestones. Milestones are stored, durations never are.
//!
//! Every definition is in [`ClockId::ends`]. Sources disagree on where these clocks start (NIST, AWS and others
//! differ), so `detected` is the common origin and the definition is shown beside every number.

mod waiting;

pub use waiting::{Split, split, split_within};

use chrono::{DateTime, Utc};

use crate::incident::{Assertion, Incident};
use crate::vocabulary::{Milestone, Resolution, vocabulary};
use crate::when::{When, iso};

vocabulary! {
    /// One of the times that are tracked.
    pub enum ClockId ("clock") {
        /// From the first action of the attacker to the first alert.
        ToDetect = "to_detect", "To detect";
        /// From the first alert until a named person took it.
        ToAcknowledge = "to_acknowledge", "To acknowledge";
        /// From the first alert until the attacker could do no further damage.
        ToContain = "to_contain", "To contain";
        /// From the first alert until service and data were back.
        ToRecover = "to_recover", "To recover";
        /// From the first alert until cause and footholds were removed.
        ToEradicate = "to_eradicate", "To eradicate";
        /// From the first action of the attacker until containment.
        Dwell = "dwell", "Dwell";
    }
}

/// A length of time in whole seconds, known as a range; both ends are included and `min <= max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The shortest it can have been, in seconds.
    pub min: i64,
    /// The longest it can have been, in seconds.
    pub max: i64,
}

/// One clock of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Which clock.
    pub id: ClockId,
    /// The target in seconds.
    pub target: Option<u64>,
    /// What it shows.
    pub reading: Reading,
    /// Whether the start is only known to be no later than said, so that the time is at least what is shown.
    pub at_least: bool,
    /// The value by the assertions that counted before the first reopening, where it differs.
    pub first: Option<Interval>,
}

/// What a clock shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Both ends are set.
    Value {
        /// How long it took.
        interval: Interval,
        /// The start as said.
        from: When,
        /// The end as said.
        to: When,
    },
    /// It runs: the start is set, the end is not, and the incident is open.
    Running {
        /// The earliest start.
        since: DateTime<Utc>,
    },
    /// There is no value.
    Missing {
        /// Why, in words for people.
        why: String,
    },
    /// The ends are out of order: a problem of the data, shown and not used.
    Problem {
        /// What is wrong, naming both ends.
        what: String,
    },
}

impl ClockId {
    /// Where the clock starts and where it ends.
    #[must_use]
    pub const fn ends(self) -> (Milestone, Milestone) {
        match self {
            Self::ToDetect => (Milestone::Occurred, Milestone::Detected),
            Self::ToAcknowledge => (Milestone::Detected, Milestone::Acknowledged),
            Self::ToContain => (Milestone::Detected, Milestone::Contained),
            Self::ToRecover => (Milestone::Detected, Milestone::Recovered),
            Self::ToEradicate => (Milestone::Detected, Milestone::Eradicated),
            Self::Dwell => (Milestone::Occurred, Milestone::Contained),
        }
    }

    /// Whether the time is left out where the incident turned out not to be one.
    const fn needs_an_incident(self) -> bool {
        match self {
            Self::ToContain | Self::ToRecover | Self::ToEradicate | Self::Dwell => true,
            Self::ToDetect | Self::ToAcknowledge => false,
        }
    }
}

impl Interval {
    /// The time from one moment to another, each known as said.
    ///
    /// The shortest is from the latest start to the earliest end, the longest from the earliest start to the
    /// latest end. Where the two overlap, the start still came first, so the shortest is 0; so it is where the end
    /// is only known to be no later than said. A start that is only known so gives what it took at the least, and
    /// can lie before any end. `None` where the end lies before the start whatever they mean exactly.
    #[must_use]
    pub fn between(from: &When, to: &When) -> Option<Self> {
        if to.latest < from.earliest && !from.may_be_earlier() {
            return None;
        }
        let max = (to.latest - from.earliest).num_seconds().max(0);
        let min = if to.may_be_earlier() { 0 } else { (to.earliest - from.latest).num_seconds().max(0) };
        Some(Self { min: min.min(max), max })
    }

    /// Whether it is known exactly.
    #[must_use]
    pub const fn is_exact(self) -> bool {
        self.min == self.max
    }
}

/// Reads every clock of an incident.
#[must_use]
pub fn clocks(incident: &Incident) -> Vec<Clock> {
    ClockId::ALL.iter().map(|id| clock(incident, *id)).collect()
}

/// Reads one clock of an incident.
#[must_use]
pub fn clock(incident: &Incident, id: ClockId) -> Clock {
    let (from, to) = id.ends();
    let ends = (incident.milestone(from), incident.milestone(to));
    let reading = not_an_incident(incident, id).unwrap_or_else(|| match ends {
        (Some(start), Some(end)) => reading(from, &start.stamp.when, to, &end.stamp.when),
        (Some(start), None) if incident.is_open() => Reading::Running { since: start.stamp.when.earliest },
        (None, _) => Reading::Missing { why: format!("{} is not set", from.label().to_lowercase()) },
        (Some(_), None) => Reading::Missing { why: format!("closed without {}", to.label().to_lowercase()) },
    });
    let at_least = ends.0.is_some_and(|start| start.stamp.when.may_be_earlier());
    Clock { id, target: target(incident, id), first: first_value(incident, id, &reading), reading, at_least }
}

fn reading(from: Milestone, start: &When, to: Milestone, end: &When) -> Reading {
    match Interval::between(start, end) {
        Some(interval) => Reading::Value { interval, from: start.clone(), to: end.clone() },
        None => Reading::Problem {
            what: format!(
                "{} ({}) lies before {} ({})",
                to.label(),
                iso(end.latest),
                from.label().to_lowercase(),
                iso(start.earliest)
            ),
        },
    }
}

fn not_an_incident(incident: &Incident, id: ClockId) -> Option<Reading> {
    let closing = incident.closed.as_ref()?;
    match closing.resolution {
        Resolution::Resolved => None,
        Resolution::FalsePositive | Resolution::Benign | Resolution::Duplicate => {
            id.needs_an_incident().then(|| Reading::Missing {
                why: format!("not counted: closed as {}", closing.resolution.label().to_lowercase()),
            })
        }
    }
}

const fn target(incident: &Incident, id: ClockId) -> Option<u64> {
    match id {
        ClockId::ToAcknowledge => incident.targets.acknowledge,
        ClockId::ToContain => incident.targets.contain,
        ClockId::ToRecover => incident.targets.recover,
        ClockId::ToDetect | ClockId::ToEradicate | ClockId::Dwell => None,
    }
}

/// The value by what was asserted before the first reopening, where that differs from the value now.
fn first_value(incident: &Incident, id: ClockId, reading: &Reading) -> Option<Interval> {
    let reopened = incident.reopenings.first()?;
    let (from, to) = id.ends();
    let before = |milestone: Milestone| -> Option<&Assertion> {
        let assertions = incident.assertions.get(&milestone)?;
        assertions
            .iter()
            .rev()
            .find(|assertion| !assertion.withdrawn && assertion.stamp.order < reopened.order)
    };
    let first = Interval::between(&before(from)?.stamp.when, &before(to)?.stamp.when)?;
    match reading {
        Reading::Value { interval, .. } if *interval == first => None,
        Reading::Value { .. }
        | Reading::Running { .. }
        | Reading::Missing { .. }
        | Reading::Problem { .. } => Some(first),
    }
}

#[cfg(test)]
mod tests;
