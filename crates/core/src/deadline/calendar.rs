use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};

use super::{Limit, Rule};
use crate::when::{When, date_in, last_second};

/// A list of holidays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holidays {
    /// The id, as rules name it.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// Where it was read.
    pub source: String,
    /// The last day that it speaks of: after it, holidays are not known.
    pub until: NaiveDate,
    /// The days.
    pub dates: BTreeSet<NaiveDate>,
}

/// The days that a clock counts in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// The zone whose days count: `UTC`, an offset, or an IANA name.
    pub zone: String,
    /// The holidays; none where there is no list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holidays: Option<Holidays>,
}

/// When something is due: somewhere from `at` to `until`, as the trigger may be known only as a range. The earliest
/// counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The earliest instant; what counts.
    pub at: DateTime<Utc>,
    /// The latest instant.
    pub until: DateTime<Utc>,
    /// Whether it can be earlier still, as the trigger is only known to be no later than said.
    pub may_be_earlier: bool,
    /// Whether the cap is what ends it.
    pub capped: bool,
    /// Whether business days are counted beyond what the list of holidays knows, or without a list.
    pub holidays_unknown: bool,
}

/// When a clock is due that was started at `trigger`; none where its rule has no length, or the time lies beyond what a
/// calendar can say.
///
/// Hours are counted as they pass. Days, business days and months end with the last second of their last day in the zone;
/// the day of the trigger is not counted. A month ends on the day of the same number, or the last of a shorter month
/// (Regulation (EEC, Euratom) No 1182/71, Art. 3, without its extension over holidays: the earlier day is the safe one).
#[must_use]
pub fn due(rule: &Rule, trigger: &When, cap_from: Option<&When>, calendar: &Calendar) -> Option<Due> {
    let limit = rule.limit?;
    let (first, last) = ends(trigger);
    let (mut at, mut until) = (end_of(limit, first, calendar)?, end_of(limit, last, calendar)?);
    let mut counted = matches!(limit, Limit::BusinessDays(_));
    let mut may_be_earlier = trigger.may_be_earlier();
    let mut capped = false;
    if let Some((cap, from)) = rule.cap.as_ref().zip(cap_from) {
        let (cap_first, cap_last) = ends(from);
        let (cap_at, cap_until) =
            (end_of(cap.limit, cap_first, calendar)?, end_of(cap.limit, cap_last, calendar)?);
        // Where the first clock may have started before the cap ended, the cap counts: the earlier time is the safe one.
        let has_lapsed = cap.lapses && first > cap_until && !from.may_be_earlier();
        if !has_lapsed && cap_at < at {
            (capped, at) = (true, cap_at);
            counted |= matches!(cap.limit, Limit::BusinessDays(_));
            may_be_earlier |= from.may_be_earlier();
        }
        if !has_lapsed {
            until = until.min(cap_until).max(at);
        }
    }
    let known = calendar.holidays.as_ref().and_then(|list| last_second(list.until, &calendar.zone));
    let holidays_unknown = counted && known.is_none_or(|known| until > known);
    Some(Due { at, until, may_be_earlier, capped, holidays_unknown })
}

/// The first and the last instant of a time as said; a day or a month that is meant ends before the next begins.
fn ends(when: &When) -> (DateTime<Utc>, DateTime<Utc>) {
    let last = if when.is_point() { when.latest } else { when.latest - TimeDelta::seconds(1) };
    (when.earliest, last.max(when.earliest))
}

/// The instant at which a limit that began at another has passed.
fn end_of(limit: Limit, from: DateTime<Utc>, calendar: &Calendar) -> Option<DateTime<Utc>> {
    let date = || date_in(from, &calendar.zone);
    let day = match limit {
        Limit::Hours(hours) => return from.checked_add_signed(TimeDelta::hours(i64::from(hours))),
        Limit::Days(days) => date()?.checked_add_days(Days::new(u64::from(days)))?,
        Limit::Months(months) => date()?.checked_add_months(Months::new(u32::from(months)))?,
        Limit::BusinessDays(days) => {
            let mut day = date()?;
            let mut left = days;
            while left > 0 {
                day = day.succ_opt()?;
                if calendar.is_business_day(day) {
                    left -= 1;
                }
            }
            day
        }
    };
    last_second(day, &calendar.zone)
}

impl Calendar {
    /// Whether a day is neither a Saturday, a Sunday nor a holiday.
    #[must_use]
    pub fn is_business_day(&self, day: NaiveDate) -> bool {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let is_holiday = self.holidays.as_ref().is_some_and(|list| list.dates.contains(&day));
        !is_weekend && !is_holiday
    }
}

impl Holidays {
    /// Says what is wrong with it.
    ///
    /// # Errors
    ///
    /// Says what does not fit, in words for whoever wrote it.
    pub fn check(&self) -> Result<(), String> {
        if self.name.trim().is_empty() {
            return Err(format!("the list of holidays \"{}\" has no name", self.id));
        }
        if self.source.trim().is_empty() {
            return Err(format!("the list of holidays \"{}\" names no source", self.id));
        }
        match self.dates.last() {
            Some(last) if *last > self.until => {
                Err(format!("\"{}\" speaks of days until {} and names {last}", self.id, self.until))
            }
            _ => Ok(()),
        }
    }
}
