use chrono::{DateTime, Utc};

use super::{ClockId, Interval, Reading, clock};
use crate::incident::Incident;
use crate::when::When;

/// The time of an incident, or within one of its clocks, split: what was spent waiting for a provider, and the rest.
///
/// Waiting is the union of the intervals in which a provider request was sent and neither answered nor withdrawn, so
/// two requests that wait at once count once. It is shown as "of which" beside a clock and never taken off it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// Time in which at least one provider request waited for its answer.
    pub provider: Interval,
    /// The rest of the time.
    pub own: Interval,
    /// Whether the start is only known to be no later than said, so that both are at least what is shown.
    pub at_least: bool,
    /// Whether the time still runs, so that this is how it stands now.
    pub running: bool,
    /// Whether a request waits now: then it is the provider's time that runs.
    pub waiting: bool,
}

/// Splits the time from detection, or from opening where that is not set, until the incident was closed, or until
/// now. `None` where no request was sent.
#[must_use]
pub fn split(incident: &Incident, now: DateTime<Utc>) -> Option<Split> {
    let detected = incident.milestone(ClockId::ToContain.ends().0);
    let from = detected.map_or(&incident.opened.when, |assertion| &assertion.stamp.when);
    let to = incident.closed.as_ref().map(|closing| &closing.stamp.when);
    between(incident, from, to, now)
}

/// Splits the time of a clock; until now where it runs. `None` where the clock has no time or no request was sent.
#[must_use]
pub fn split_within(incident: &Incident, id: ClockId, now: DateTime<Utc>) -> Option<Split> {
    match clock(incident, id).reading {
        Reading::Value { from, to, .. } => between(incident, &from, Some(&to), now),
        Reading::Running { .. } => between(incident, &incident.milestone(id.ends().0)?.stamp.when, None, now),
        Reading::Missing { .. } | Reading::Problem { .. } => None,
    }
}

/// A half-open stretch of time, in milliseconds.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: i64,
    to: i64,
}

/// Where a time lies for certain and where at most, from a start and an end that are known as said.
struct Known {
    certain: Stretch,
    possible: Stretch,
}

fn between(incident: &Incident, from: &When, to: Option<&When>, now: DateTime<Utc>) -> Option<Split> {
    let waits: Vec<Known> = incident
        .requests
        .iter()
        .filter_map(|request| {
            let mut known = Known::of(request.sent()?, request.ended(), now);
            if request.sent()?.may_be_earlier() {
                known.possible.from = i64::MIN;
            }
            Some(known)
        })
        .collect();
    if waits.is_empty() {
        return None;
    }
    let certain: Vec<Stretch> = waits.iter().map(|known| known.certain).collect();
    let possible: Vec<Stretch> = waits.iter().map(|known| known.possible).collect();
    let all = Known::of(from, to, now);
    let provider = interval(covered(&certain, all.certain), covered(&possible, all.possible));
    let own = interval(
        all.certain.length() - covered(&possible, all.certain),
        all.possible.length() - covered(&certain, all.possible),
    );
    let running = to.is_none();
    let waits_now = |request: &crate::incident::Request| {
        request.is_waiting() && request.sent().is_some_and(|sent| sent.earliest <= now)
    };
    Some(Split {
        provider,
        own,
        at_least: from.may_be_earlier(),
        running,
        waiting: running && incident.requests.iter().any(waits_now),
    })
}

impl Known {
    /// The stretch between two times; until now where there is no end yet.
    fn of(from: &When, to: Option<&When>, now: DateTime<Utc>) -> Self {
        let surely_from = from.latest;
        let (surely_to, at_most_to) = match to {
            Some(to) if to.may_be_earlier() => (surely_from, to.latest),
            Some(to) => (to.earliest, to.latest),
            None => (now, now),
        };
        Self {
            certain: Stretch { from: surely_from.timestamp_millis(), to: surely_to.timestamp_millis() },
            possible: Stretch { from: from.earliest.timestamp_millis(), to: at_most_to.timestamp_millis() },
        }
    }
}

impl Stretch {
    fn length(self) -> i64 {
        self.to.saturating_sub(self.from).max(0)
    }
}

/// How much of a stretch is covered by at least one of several, in milliseconds.
fn covered(stretches: &[Stretch], within: Stretch) -> i64 {
    let mut clipped: Vec<Stretch> = stretches
        .iter()
        .map(|each| Stretch { from: each.from.max(within.from), to: each.to.min(within.to) })
        .filter(|each| each.from < each.to)
        .collect();
    clipped.sort_by_key(|each| each.from);
    let (total, _) = clipped.iter().fold((0, i64::MIN), |(total, reached), each| {
        let fresh = Stretch { from: each.from.max(reached), to: each.to };
        (total + fresh.length(), reached.max(each.to))
    });
    total
}

fn interval(min: i64, max: i64) -> Interval {
    let (min, max) = (min.max(0) / 1000, max.max(0) / 1000);
    Interval { min: min.min(max), max }
}

#[cfg(test)]
mod tests;
