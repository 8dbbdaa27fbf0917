//! The zones of typed times: what a local clock shows, skips and shows twice.

use chrono::{
    DateTime, Datelike, FixedOffset, LocalResult, Months, NaiveDateTime, SecondsFormat, TimeDelta, TimeZone,
    Timelike, Utc,
};
use chrono_tz::Tz;

use super::{Precision, TimeError, When};

/// The zone of a typed time.
#[derive(Clone, Copy)]
pub(super) enum Zone {
    Utc,
    Fixed(FixedOffset),
    Named(Tz),
}

impl From<Tz> for Zone {
    fn from(tz: Tz) -> Self {
        if tz == Tz::UTC { Self::Utc } else { Self::Named(tz) }
    }
}

impl Zone {
    /// The zone that a name, an offset, `Z` or `UTC` says.
    pub(super) fn named(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("z") || name.eq_ignore_ascii_case("utc") {
            return Some(Self::Utc);
        }
        if name.starts_with(['+', '-']) {
            return parse_offset(name).map(Self::Fixed);
        }
        name.parse::<Tz>().ok().map(Self::from)
    }

    /// The name it is kept under, which [`Zone::named`] reads.
    pub(super) fn name(self) -> String {
        match self {
            Self::Utc => "UTC".to_owned(),
            Self::Fixed(offset) => offset.to_string(),
            Self::Named(tz) => tz.name().to_owned(),
        }
    }

    /// What the clock of the zone shows at an instant.
    pub(super) fn local(self, at: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Self::Utc => at.naive_utc(),
            Self::Fixed(offset) => at.with_timezone(&offset).naive_local(),
            Self::Named(tz) => at.with_timezone(&tz).naive_local(),
        }
    }

    /// The instant of a local time, which must exist exactly once.
    pub(super) fn instant(self, local: NaiveDateTime, typed: &str) -> Result<DateTime<Utc>, TimeError> {
        match self {
            Self::Utc => Ok(local.and_utc()),
            Self::Fixed(offset) => match offset.from_local_datetime(&local) {
                LocalResult::Single(at) => Ok(at.to_utc()),
                LocalResult::Ambiguous(..) | LocalResult::None => {
                    Err(TimeError::Impossible(typed.to_owned()))
                }
            },
            Self::Named(tz) => match tz.from_local_datetime(&local) {
                LocalResult::Single(at) => Ok(at.to_utc()),
                LocalResult::Ambiguous(first, second) => Err(TimeError::Fold {
                    text: typed.to_owned(),
                    zone: self.name(),
                    first: first.fixed_offset().to_rfc3339_opts(SecondsFormat::Secs, true),
                    second: second.fixed_offset().to_rfc3339_opts(SecondsFormat::Secs, true),
                }),
                LocalResult::None => Err(TimeError::Gap {
                    text: typed.to_owned(),
                    zone: self.name(),
                    utc: super::iso(as_if_not_set_forward(tz, local)),
                }),
            },
        }
    }

    /// The first instant at which the clock of the zone shows a local time: the earlier one where it shows it
    /// twice, the end of the gap where it skips it. A day, month or hour begins there.
    pub(super) fn first(self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        match self {
            Self::Utc => Some(local.and_utc()),
            Self::Fixed(offset) => offset.from_local_datetime(&local).single().map(|at| at.to_utc()),
            Self::Named(tz) => Some(
                tz.from_local_datetime(&local)
                    .earliest()
                    .map_or_else(|| end_of_gap(tz, local), |at| at.to_utc()),
            ),
        }
    }
    /// The last instant at which the clock of the zone shows a local time; the end of the gap where it skips it.
    pub(super) fn last(self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        match self {
            Self::Utc | Self::Fixed(_) => self.first(local),
            Self::Named(tz) => {
                tz.from_local_datetime(&local).latest().map(|at| at.to_utc()).or_else(|| self.first(local))
            }
        }
    }

    /// The instant at which a day, month or hour ends before a local time: the later one where the clock is set
    /// back from behind it to before it, else the first at which it is shown.
    pub(super) fn end(self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        let (first, last) = self.first(local).zip(self.last(local))?;
        Some(if self.local(last - TimeDelta::seconds(1)) < local { last } else { first })
    }
}

/// The instant at which the clock of a zone was set forward over a local time.
fn end_of_gap(tz: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    // No zone was ever as far as 24 h from UTC, so the change lies within a day of the local time taken as UTC.
    let around = local.and_utc();
    let (mut before, mut after) = (around - TimeDelta::days(1), around + TimeDelta::days(1));
    while after - before > TimeDelta::seconds(1) {
        let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
        if middle.with_timezone(&tz).naive_local() > local {
            after = middle;
        } else {
            before = middle;
        }
    }
    after.with_nanosecond(0).unwrap_or(after)
}

/// The instant that a skipped local time would be if the clock had not been set forward.
fn as_if_not_set_forward(tz: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    let before = end_of_gap(tz, local) - TimeDelta::seconds(1);
    let offset = before.with_timezone(&tz).naive_local() - before.naive_utc();
    (local - offset).and_utc()
}

/// Widens a time to the whole hour, day or month of its zone. `None` where it does not fit into one.
pub(super) fn widen(when: &When, precision: Precision) -> Option<When> {
    let zone = Zone::named(&when.zone)?;
    let local = zone.local(when.earliest);
    let (start, end) = match precision {
        Precision::Hour => {
            let start = local.date().and_hms_opt(local.hour(), 0, 0)?;
            (start, start.checked_add_signed(TimeDelta::hours(1))?)
        }
        Precision::Day => (local.date().into(), local.date().succ_opt()?.into()),
        Precision::Month => {
            let first = local.date().with_day(1)?;
            (first.into(), first.checked_add_months(Months::new(1))?.into())
        }
        Precision::Exact
        | Precision::Minute
        | Precision::Estimate
        | Precision::Range
        | Precision::AtLatest => return None,
    };
    let (earliest, latest) = (zone.first(start)?, zone.end(end)?);
    (when.latest <= latest).then(|| When { earliest, latest, precision, zone: when.zone.clone() })
}

fn parse_offset(text: &str) -> Option<FixedOffset> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text.get(1..)?.chars().filter(|c| *c != ':').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, 0),
        4 => (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?),
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))
}
