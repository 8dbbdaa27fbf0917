use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use firebreak_core::when::{Precision, When};
use firebreak_core::words::length;

/// A time in words, UTC first: `2026-11-21 02:10:00Z · 04:10 CEST · 7 min ago`.
pub(crate) fn when_in_words(when: &When, now: DateTime<Utc>, zone: Tz) -> String {
    let utc = |at: DateTime<Utc>| at.format("%Y-%m-%d %H:%M:%SZ").to_string();
    let local = |at: DateTime<Utc>| zone.from_utc_datetime(&at.naive_utc());
    let mut parts = Vec::new();
    match when.precision {
        Precision::Day | Precision::Month => {
            let format = if when.precision == Precision::Day { "%Y-%m-%d" } else { "%Y-%m" };
            parts.push(format!("{}, {}", when.date().format(format), when.precision.label()));
            parts.push(format!("{} to {}", utc(when.earliest), utc(when.latest)));
        }
        Precision::Hour | Precision::Estimate | Precision::Range => {
            parts.push(format!("{} to {}", utc(when.earliest), utc(when.latest)));
            parts.push(when.precision.label().to_owned());
        }
        Precision::Exact | Precision::Minute | Precision::AtLatest => {
            let prefix = if when.precision == Precision::AtLatest { "no later than " } else { "" };
            parts.push(format!("{prefix}{}", utc(when.earliest)));
            if zone != Tz::UTC {
                parts.push(local(when.earliest).format("%H:%M %Z").to_string());
            }
        }
    }
    parts.push(distance(now - when.latest));
    parts.join(" · ")
}

/// How long it is until something is due, or since: `2 h 10 min left`, `5 min overdue`.
pub(crate) fn time_left(due: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let seconds = (due - now).num_seconds();
    let length = length(seconds.abs());
    if seconds < 0 { format!("{length} overdue") } else { format!("{length} left") }
}

fn distance(since: TimeDelta) -> String {
    let seconds = since.num_seconds();
    match seconds {
        -59..=59 => "now".to_owned(),
        60.. => format!("{} ago", length(seconds)),
        _ => format!("in {}", length(-seconds)),
    }
}

#[cfg(test)]
mod tests;
