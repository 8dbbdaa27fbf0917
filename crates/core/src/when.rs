//! Times as people say them: to the second, to the day, as a range, in a zone.
//!
//! A [`When`] keeps what was said: the instants it can mean, how precisely it is known, and the zone it was
//! typed in. Instants are UTC.

mod parse;
mod zone;

pub use parse::{TimeError, parse, parse_ahead};

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How precisely a time is known.
    pub enum Precision ("precision") {
        /// To the second, as a machine wrote it.
        Exact = "exact", "exact";
        /// To the minute. Counted as a point: it is finer than anything that is shown.
        Minute = "minute", "to the minute";
        /// To the hour.
        Hour = "hour", "to the hour";
        /// To the calendar day of its zone.
        Day = "day", "to the day";
        /// To the calendar month of its zone.
        Month = "month", "to the month";
        /// An estimate: about then.
        Estimate = "estimate", "an estimate";
        /// Between two times.
        Range = "range", "a range";
        /// No later than this; how much earlier is not known.
        AtLatest = "at-latest", "no later than";
    }
}

/// A time as said: somewhere from `earliest` to `latest`, both included.
///
/// `earliest <= latest` holds for every value made by [`parse`] or the constructors. They are equal where the
/// precision is [`Precision::Exact`], [`Precision::Minute`] or [`Precision::AtLatest`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct When {
    /// The earliest instant it can have been.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub earliest: DateTime<Utc>,
    /// The latest instant it can have been.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub latest: DateTime<Utc>,
    /// How precisely it is known.
    pub precision: Precision,
    /// The zone it was said in: `UTC`, an offset such as `+02:00`, or an IANA name.
    pub zone: String,
}

/// A time as it can be typed again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The text, which [`parse`] reads whatever the time and the zone in force.
    pub text: String,
    /// How precisely it is known, where the text does not say it.
    pub precision: Option<Precision>,
}

impl When {
    /// An instant known to the second, said in UTC. Anything below a millisecond is dropped, as the record keeps none.
    #[must_use]
    pub fn exact(at: DateTime<Utc>) -> Self {
        let at = whole_millis(at);
        Self { earliest: at, latest: at, precision: Precision::Exact, zone: "UTC".to_owned() }
    }

    /// A range between two times; `None` where the second ends before the first begins. Where the first is itself
    /// only known to be no later than said, so is the whole.
    #[must_use]
    pub fn between(from: &Self, to: &Self) -> Option<Self> {
        if from.may_be_earlier() {
            return (from.latest <= to.latest).then(|| Self {
                earliest: to.latest,
                latest: to.latest,
                precision: Precision::AtLatest,
                zone: from.zone.clone(),
            });
        }
        let in_order = from.earliest < to.latest || (from.earliest == to.latest && to.is_point());
        in_order.then(|| Self {
            earliest: from.earliest,
            latest: to.latest,
            precision: Precision::Range,
            zone: from.zone.clone(),
        })
    }

    /// The same time, known less precisely.
    ///
    /// `exact` and `minute` keep a point a point; `hour`, `day` and `month` widen to the whole hour, day or month
    /// of the zone it was said in; an `estimate` reaches one unit further on both sides: an hour for a time of
    /// day, a day for a day or anything longer. `None` where the time said is already wider than that, or the
    /// precision is `range`, which needs two times. What is known to be no later than said stays that: how much
    /// earlier it was has no bound.
    #[must_use]
    pub fn with_precision(&self, precision: Precision) -> Option<Self> {
        if self.may_be_earlier() {
            return (precision == Precision::AtLatest).then(|| self.clone());
        }
        let is_point = self.earliest == self.latest;
        match precision {
            Precision::Exact | Precision::Minute | Precision::AtLatest => {
                is_point.then(|| Self { precision, ..self.clone() })
            }
            Precision::Hour | Precision::Day | Precision::Month => zone::widen(self, precision),
            Precision::Estimate => {
                let margin = if self.latest - self.earliest < TimeDelta::days(1) {
                    TimeDelta::hours(1)
                } else {
                    TimeDelta::days(1)
                };
                Some(Self {
                    earliest: self.earliest.checked_sub_signed(margin)?,
                    latest: self.latest.checked_add_signed(margin)?,
                    precision,
                    zone: self.zone.clone(),
                })
            }
            Precision::Range => (self.precision == Precision::Range).then(|| self.clone()),
        }
    }

    /// Whether it is one instant.
    #[must_use]
    pub fn is_point(&self) -> bool {
        self.earliest == self.latest
    }

    /// Whether it can have been any time before, as only the latest instant is known.
    #[must_use]
    pub fn may_be_earlier(&self) -> bool {
        self.precision == Precision::AtLatest
    }

    /// The calendar date on which it begins, in the zone it was said in. Days and months begin there.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        zone::Zone::named(&self.zone)
            .map_or_else(|| self.earliest.naive_utc(), |zone| zone.local(self.earliest))
            .date()
    }

    /// The time as it can be typed again: [`parse`] and [`When::with_precision`] give the same instants and the same
    /// precision, except that an hour that is none in UTC comes back as the range it is.
    #[must_use]
    pub fn typed(&self) -> Typed {
        // An hour of a zone that is not whole hours from UTC is none in UTC, which the text is in.
        let is_hour = self.precision == Precision::Hour && self.earliest.timestamp() % 3600 == 0;
        let text = match self.precision {
            Precision::Exact | Precision::Minute => iso(self.earliest),
            Precision::Hour if is_hour => iso(self.earliest),
            Precision::Day => format!("{} {}", self.date(), self.zone),
            Precision::Month => format!("{} {}", self.date().format("%Y-%m"), self.zone),
            Precision::Estimate => self.typed_estimate(),
            Precision::Hour | Precision::Range => self.typed_range(),
            Precision::AtLatest => format!("<{}", iso(self.latest)),
        };
        let is_said = self.precision != Precision::Minute && !is_hour;
        Typed { text, precision: (!is_said).then_some(self.precision) }
    }

    fn typed_range(&self) -> String {
        format!("{}/{}", iso(self.earliest), iso(self.latest))
    }

    /// What was estimated, without the margin on both sides.
    fn typed_estimate(&self) -> String {
        let inner = [TimeDelta::hours(1), TimeDelta::days(1)].into_iter().find_map(|margin| {
            let inner = Self {
                earliest: self.earliest.checked_add_signed(margin)?,
                latest: self.latest.checked_sub_signed(margin)?,
                precision: Precision::Range,
                zone: self.zone.clone(),
            };
            let known = inner.with_precision(Precision::Estimate)?;
            (inner.earliest <= inner.latest && known == *self).then_some(inner)
        });
        match inner {
            Some(inner) if inner.is_point() => format!("~{}", iso(inner.earliest)),
            Some(inner) => format!("about {}", inner.typed_range()),
            None => self.typed_range(),
        }
    }

    /// The time as one string: RFC 3339 in UTC where it is a point, `earliest/latest` where it is not.
    #[must_use]
    pub fn to_iso(&self) -> String {
        if self.is_point() {
            iso(self.earliest)
        } else {
            format!("{}/{}", iso(self.earliest), iso(self.latest))
        }
    }
}

/// An instant as RFC 3339 in UTC, with milliseconds only where there are any.
#[must_use]
pub fn iso(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// The calendar date that the clock of a zone shows at an instant; `None` where no zone is called so.
#[must_use]
pub fn date_in(at: DateTime<Utc>, zone: &str) -> Option<NaiveDate> {
    zone::Zone::named(zone).map(|zone| zone.local(at).date())
}

/// The last whole second of a day in a zone; `None` where no zone is called so.
#[must_use]
pub fn last_second(day: NaiveDate, zone: &str) -> Option<DateTime<Utc>> {
    let midnight = day.succ_opt()?.and_time(NaiveTime::MIN);
    Some(zone::Zone::named(zone)?.end(midnight)? - TimeDelta::seconds(1))
}

/// Drops what is below a millisecond.
#[must_use]
pub fn whole_millis(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.timestamp_millis()).unwrap_or(at)
}

#[cfg(test)]
mod tests;
