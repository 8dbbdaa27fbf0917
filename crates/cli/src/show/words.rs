//! Times, lengths of time and vocabulary in words.

use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz;
use firebreak_app::api::{Acts, Clock, Duration, MarkView, Named, StepView};
use firebreak_core::vocabulary::{Mode, Party, ServiceModel, StepState};
use firebreak_core::when::{Precision, When};
pub(crate) use firebreak_core::words::length;

/// What stands where there is no value.
pub(crate) const NONE: &str = "—";

/// An instant: `2026-11-21 02:41:07Z  04:41 CEST`, UTC first and local beside it.
pub(crate) fn instant(at: DateTime<Utc>, zone: Tz) -> String {
    beside(&at.format("%Y-%m-%d %H:%M:%SZ").to_string(), at, zone)
}

/// An instant that the application wrote, in words.
pub(crate) fn stamp(at: &str, zone: Tz) -> String {
    at.parse::<DateTime<Utc>>().map_or_else(|_| at.to_owned(), |at| instant(at, zone))
}

/// A row on one thing that happened: what, when, who recorded it, and what is said of it.
pub(crate) fn mark<M>(mark: &MarkView<M>, reference: Option<&String>, zone: Tz) -> Vec<String> {
    let by = mark.by.as_ref().map(|by| format!("by {by}"));
    let reference = reference.map(|reference| format!("reference {reference}"));
    let said: Vec<String> = [by, reference, mark.note.clone()].into_iter().flatten().collect();
    vec![mark.label.clone(), when(&mark.when, zone), mark.author.clone(), said.join(", ")]
}

/// A time as said, as precisely as it is known.
pub(crate) fn when(when: &When, zone: Tz) -> String {
    let to_the_minute = |at: DateTime<Utc>| at.format("%Y-%m-%d %H:%MZ").to_string();
    let ends = || format!("{} to {}", to_the_minute(when.earliest), to_the_minute(when.latest));
    match when.precision {
        Precision::Exact => instant(when.earliest, zone),
        Precision::Minute => beside(&to_the_minute(when.earliest), when.earliest, zone),
        Precision::AtLatest => {
            format!("no later than {}", beside(&to_the_minute(when.earliest), when.earliest, zone))
        }
        Precision::Hour => format!("{}, to the hour", ends()),
        Precision::Day => format!("{}, to the day", calendar(when, "%Y-%m-%d")),
        Precision::Month => format!("{}, to the month", calendar(when, "%Y-%m")),
        Precision::Estimate => format!("about {}", ends()),
        Precision::Range => ends(),
    }
}

/// A UTC time with the local one beside it; with its date where that is another day.
fn beside(utc: &str, at: DateTime<Utc>, zone: Tz) -> String {
    if zone == Tz::UTC {
        return utc.to_owned();
    }
    let local = zone.from_utc_datetime(&at.naive_utc());
    let format = if local.date_naive() == at.date_naive() { "%H:%M %Z" } else { "%Y-%m-%d %H:%M %Z" };
    format!("{utc}  {}", local.format(format))
}

/// The day or month with the zone in which it was said, as a day begins where it was said.
fn calendar(when: &When, format: &str) -> String {
    format!("{} {}", when.date().format(format), when.zone)
}

/// That a deferred step is due, and since when or why; `None` where it is not.
pub(crate) fn due(step: &StepView, zone: Tz) -> Option<String> {
    step.due.then(|| match (&step.due_at, &step.until) {
        (Some(at), _) => format!("due since {}", stamp(at, zone)),
        (None, Some(phase)) => format!("due, as {phase} is reached"),
        (None, None) => "due".to_owned(),
    })
}

/// A length of time that may be known only as a range: `12 d to 14 d`.
pub(crate) fn duration(duration: &Duration) -> String {
    between(duration.seconds_min, duration.seconds_max)
}

/// A length of time from its shortest to its longest.
pub(crate) fn between(min: i64, max: i64) -> String {
    let (min, max) = (length(min), length(max));
    if min == max { min } else { format!("{min} to {max}") }
}

/// What a clock shows: its value, how long it has been running, or `—`.
pub(crate) fn reading(clock: &Clock, now: DateTime<Utc>) -> String {
    let at_least = if clock.at_least { "≥ " } else { "" };
    match &clock.value {
        // Nothing bounds how much longer it was.
        Some(value) if clock.at_least => return format!("≥ {}", length(value.seconds_min)),
        Some(value) => return duration(value),
        None => {}
    }
    match clock.running_since.as_deref().and_then(|since| since.parse::<DateTime<Utc>>().ok()) {
        Some(since) => {
            let so_far = (now - since).num_seconds().max(0);
            format!("{NONE} running {at_least}{}", length(so_far))
        }
        None => NONE.to_owned(),
    }
}

/// Why a clock shows no value, or what else is to be said of it.
pub(crate) fn remark(clock: &Clock) -> String {
    let mut remarks = Vec::new();
    remarks.extend(clock.problem.as_ref().map(|problem| format!("data problem: {problem}")));
    remarks.extend(clock.missing.clone());
    remarks.extend(clock.first.as_ref().map(|first| format!("before it was reopened: {}", duration(first))));
    remarks.join("; ")
}

/// A target: `of 1 h`.
pub(crate) fn target(clock: &Clock) -> String {
    let seconds = clock.target.and_then(|target| i64::try_from(target).ok());
    seconds.map(|seconds| format!("of {}", length(seconds))).unwrap_or_default()
}

/// Names in a row: `AWS, Azure`.
pub(crate) fn names(named: &[Named]) -> String {
    named.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Service models in a row: `IaaS, PaaS`.
pub(crate) fn models(models: &[ServiceModel]) -> String {
    models.iter().map(|model| model.label()).collect::<Vec<_>>().join(", ")
}

/// Who acts on a step: `You · Accounts and access`; where that differs, each party with what it acts for; by service
/// model where it is not said for each.
pub(crate) fn acts(acts: &Acts) -> String {
    let parties = parties(acts);
    let who = if !acts.owners.is_empty() {
        let each =
            acts.owners.iter().map(|owner| format!("{}: {}", owner.party.label(), owner.acts_for.join(", ")));
        each.collect::<Vec<_>>().join("; ")
    } else if parties.len() > 1 || (acts.party.is_none() && !parties.is_empty()) {
        let each = parties.iter().map(|party| {
            let under = acts.by_model.iter().filter(|one| one.party == *party);
            let under: Vec<ServiceModel> = under.map(|one| one.service_model).collect();
            format!("{} under {}", party.label(), models(&under))
        });
        each.collect::<Vec<_>>().join("; ")
    } else {
        party(acts)
    };
    match acts.layer {
        Some(layer) => format!("{who} · {}", layer.label()),
        None => who,
    }
}

/// Who acts, for a column: `You`, or `You, Shared` where it differs by service model, or `You, —` where nothing says who
/// acts under another one.
pub(crate) fn party(acts: &Acts) -> String {
    let nobody = acts.party.is_none().then_some(NONE);
    parties(acts).iter().map(|party| party.label()).chain(nobody).collect::<Vec<_>>().join(", ")
}

/// Every party that acts under one of the service models.
fn parties(acts: &Acts) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for one in &acts.by_model {
        if !parties.contains(&one.party) {
            parties.push(one.party);
        }
    }
    if parties.is_empty() { acts.party.into_iter().collect() } else { parties }
}

/// The mark of a state. It always stands beside the word.
pub(crate) const fn glyph(state: StepState) -> &'static str {
    match state {
        StepState::Open => "○",
        StepState::Done => "✓",
        StepState::Verified => "✔",
        StepState::Deferred => "◷",
        StepState::NotApplicable => "–",
        StepState::Overridden => "⊘",
        StepState::Blocked => "■",
    }
}

/// How a step is worked, where that is not the usual way.
pub(crate) const fn mode(mode: Mode) -> Option<&'static str> {
    match mode {
        Mode::Do => None,
        Mode::Confirm => Some("confirm: needs the value that was seen"),
        Mode::Watch => Some("watch: stays open until it is ended"),
        Mode::Hold => Some("hold: needs the name of who released it"),
        Mode::Memory => Some("first minute"),
    }
}

/// `1 step`, `2 steps`.
pub(crate) fn count(number: u64, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

#[cfg(test)]
mod tests;
