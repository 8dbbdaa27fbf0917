//! Reads times as responders type them.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use super::zone::Zone;
use super::{Precision, When, whole_millis};

/// The longest text that is read as a time, in bytes. A mark such as `~` may stand before what it marks, so the
/// length of a text bounds how deep it is read.
const LONGEST: usize = 200;

/// The years that a typed date may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=9998;

/// How far a time without a date may lie ahead of the clock before it is taken as yesterday's.
const AHEAD: TimeDelta = TimeDelta::minutes(5);

/// Why a time could not be read. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// It has no form that is known.
    #[error(
        "\"{0}\" is not a time; write now, -10m, 0241z, 02:41, yesterday 22:10, 2026-11-21T02:41Z, 2026-11-21, \
         2026-11 or two of them with / between"
    )]
    Form(String),
    /// The calendar or the clock has no such time.
    #[error("\"{0}\" does not exist: there is no such day or no such time of day")]
    Impossible(String),
    /// The clock of the zone skips it.
    #[error(
        "\"{text}\" does not exist in {zone}: the clock was set forward over it; write the time in UTC, as in {utc}"
    )]
    Gap {
        /// What was typed.
        text: String,
        /// The zone.
        zone: String,
        /// A nearby instant in UTC, as an example.
        utc: String,
    },
    /// The clock of the zone shows it twice.
    #[error("\"{text}\" happened twice in {zone}, as the clock was set back; write {first} or {second}")]
    Fold {
        /// What was typed.
        text: String,
        /// The zone.
        zone: String,
        /// The first of the two, with its offset.
        first: String,
        /// The second of the two, with its offset.
        second: String,
    },
    /// The named zone is not known.
    #[error("\"{0}\" is not a time zone; write Z, an offset such as +02:00, or a name such as Europe/Berlin")]
    Zone(String),
    /// The ends of a range are in the wrong order.
    #[error("\"{0}\" ends before it begins; write the earlier time first")]
    Backwards(String),
}

/// Which of the days a time of day without a date is of.
#[derive(Clone, Copy)]
enum Undated {
    /// The last such time, as of what has happened.
    Last,
    /// The next such time, as of what is to come.
    Next,
}

/// Reads a time as typed, at `now`, where `zone` holds for times that name none.
///
/// | typed | meaning | precision |
/// |---|---|---|
/// | nothing, `now` | now | exact |
/// | `-10m`, `-1h30m`, `10m ago` | so long before now | minute |
/// | `-2d` | that day | day |
/// | `0241z`, `02:41`, `02:41:07+02:00` | the last such time of day | minute, exact with seconds |
/// | `yesterday 22:10`, `today 0900z` | that day's time | minute |
/// | `2026-11-21T02:41Z`, `2026-11-21 02:41 Europe/Berlin` | that time | minute, exact with seconds |
/// | `yesterday`, `2026-11-21` | that day of the zone | day |
/// | `2026-11` | that month of the zone; a year begins with 1970, so `0241-05` is a time with an offset | month |
/// | `a/b`, `a..b` | from the beginning of `a` to the end of `b` | range |
/// | `~a` | about `a` | estimate |
/// | `<a`, `before a` | no later than `a` | at-latest |
///
/// # Errors
///
/// Says what is wrong with the text and what to write instead, in particular for a time that the zone's clock
/// skipped or showed twice.
pub fn parse(text: &str, now: DateTime<Utc>, zone: Tz) -> Result<When, TimeError> {
    read(text, now, zone, Undated::Last)
}

/// Reads a time that lies ahead: as [`parse`] does, but a time of day without a date is the next such time.
///
/// # Errors
///
/// As [`parse`].
pub fn parse_ahead(text: &str, now: DateTime<Utc>, zone: Tz) -> Result<When, TimeError> {
    read(text, now, zone, Undated::Next)
}

fn read(text: &str, now: DateTime<Utc>, zone: Tz, undated: Undated) -> Result<When, TimeError> {
    let typed = text.trim();
    if typed.len() > LONGEST {
        let start: String = typed.chars().take(40).collect();
        return Err(TimeError::Form(format!("{start}…")));
    }
    if typed.is_empty() || typed.eq_ignore_ascii_case("now") {
        return Ok(When::exact(now));
    }
    if let Some((from, to)) = split_range(typed) {
        let (from, to) = (read(from, now, zone, undated)?, read(to, now, zone, undated)?);
        return When::between(&from, &to).ok_or_else(|| TimeError::Backwards(typed.to_owned()));
    }
    if let Some(rest) = typed.strip_prefix('~').or_else(|| strip_word(typed, "about")) {
        let about = read(rest, now, zone, undated)?;
        return about.with_precision(Precision::Estimate).ok_or_else(|| TimeError::Form(typed.to_owned()));
    }
    if let Some(rest) = typed.strip_prefix('<').or_else(|| strip_word(typed, "before")) {
        let end = read(rest.trim_start_matches('='), now, zone, undated)?;
        let at = end.latest;
        return Ok(When { earliest: at, latest: at, precision: Precision::AtLatest, zone: end.zone });
    }
    if let Some(ago) = parse_relative(typed) {
        return before(typed, &ago, now, zone);
    }
    parse_absolute(typed, now, zone, undated)
}

fn split_range(typed: &str) -> Option<(&str, &str)> {
    if let Some((from, to)) = typed.split_once("..") {
        return Some((from.trim(), to.trim()));
    }
    // A zone name has a slash too: split only where both sides begin like a time.
    typed.char_indices().filter(|(_, c)| *c == '/').find_map(|(at, _)| {
        let (from, to) = (typed.get(..at)?.trim(), typed.get(at + 1..)?.trim());
        (begins_like_a_time(from) && begins_like_a_time(to)).then_some((from, to))
    })
}

fn begins_like_a_time(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '\u{2212}' || c == '~')
        || ["now", "today", "yesterday"].iter().any(|word| strip_word(text, word).is_some())
}

/// The rest of a text after a leading word, where the word stands alone.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = text.get(word.len()..)?;
    (head.eq_ignore_ascii_case(word) && (rest.is_empty() || rest.starts_with(char::is_whitespace)))
        .then(|| rest.trim_start())
}

/// A length of time before now.
struct Ago {
    days: u64,
    seconds: i64,
    by_the_day: bool,
}

fn parse_relative(typed: &str) -> Option<Ago> {
    let text = typed.to_lowercase();
    let spans = match text.strip_suffix("ago") {
        Some(spans) => spans.trim_start_matches(['-', '\u{2212}']),
        None => text.strip_prefix(['-', '\u{2212}'])?,
    };
    let mut ago = Ago { days: 0, seconds: 0, by_the_day: true };
    let mut rest = spans.trim();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: u32 = rest.get(..digits)?.parse().ok()?;
        rest = rest.get(digits..)?.trim_start();
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        match rest.get(..letters)? {
            "s" | "sec" | "seconds" => {
                ago.seconds += i64::from(number);
                ago.by_the_day = false;
            }
            "m" | "min" | "mins" | "minute" | "minutes" => {
                ago.seconds += i64::from(number) * 60;
                ago.by_the_day = false;
            }
            "h" | "hour" | "hours" => {
                ago.seconds += i64::from(number) * 3600;
                ago.by_the_day = false;
            }
            "d" | "day" | "days" => ago.days += u64::from(number),
            "w" | "week" | "weeks" => ago.days += u64::from(number) * 7,
            _ => return None,
        }
        rest = rest.get(letters..)?.trim_start();
    }
    Some(ago)
}

fn before(typed: &str, ago: &Ago, now: DateTime<Utc>, zone: Tz) -> Result<When, TimeError> {
    let impossible = || TimeError::Impossible(typed.to_owned());
    let zone = Zone::from(zone);
    if ago.by_the_day {
        let date = zone.local(now).date().checked_sub_days(Days::new(ago.days)).ok_or_else(impossible)?;
        return whole_day(date, zone).ok_or_else(impossible);
    }
    let at = now
        .checked_sub_days(Days::new(ago.days))
        .zip(TimeDelta::try_seconds(ago.seconds))
        .and_then(|(at, span)| at.checked_sub_signed(span))
        .ok_or_else(impossible)?;
    let at = at.with_nanosecond(0).unwrap_or(at);
    Ok(When { earliest: at, latest: at, precision: Precision::Minute, zone: zone.name() })
}

fn whole_day(date: NaiveDate, zone: Zone) -> Option<When> {
    let earliest = zone.first(date.into())?;
    let latest = zone.end(date.succ_opt()?.into())?;
    // A zone that moved across the date line has no such day.
    (earliest < latest).then(|| When { earliest, latest, precision: Precision::Day, zone: zone.name() })
}

/// The date part of a typed time.
enum Date {
    None,
    Day(NaiveDate),
    Today,
    Yesterday,
}

fn parse_absolute(typed: &str, now: DateTime<Utc>, zone: Tz, undated: Undated) -> Result<When, TimeError> {
    let form = || TimeError::Form(typed.to_owned());
    let impossible = || TimeError::Impossible(typed.to_owned());
    let default = Zone::from(zone);

    let (date, rest) = split_date(typed, form, impossible)?;
    if let Some((first, rest)) = &date.1 {
        // A month: `2018-03`, with nothing but a zone behind it.
        let zone = if rest.is_empty() { default } else { zone_of(rest, typed)? };
        let end = first.checked_add_months(Months::new(1)).ok_or_else(impossible)?;
        let (earliest, latest) =
            zone.first((*first).into()).zip(zone.end(end.into())).ok_or_else(impossible)?;
        return Ok(When { earliest, latest, precision: Precision::Month, zone: zone.name() });
    }
    let (time, zone_text) = split_time(rest, form, impossible)?;
    let zone = if zone_text.is_empty() { default } else { zone_of(zone_text, typed)? };

    let Some((time, precision)) = time else {
        let date = match date.0 {
            Date::Day(date) => date,
            Date::Today => zone.local(now).date(),
            Date::Yesterday => zone.local(now).date().pred_opt().ok_or_else(impossible)?,
            Date::None => return Err(form()),
        };
        return whole_day(date, zone).ok_or_else(impossible);
    };
    let at = match date.0 {
        Date::Day(date) => zone.instant(date.and_time(time), typed)?,
        Date::Today => zone.instant(zone.local(now).date().and_time(time), typed)?,
        Date::Yesterday => {
            let date = zone.local(now).date().pred_opt().ok_or_else(impossible)?;
            zone.instant(date.and_time(time), typed)?
        }
        Date::None => {
            let date = undated_day(time, now, zone, undated).ok_or_else(impossible)?;
            zone.instant(date.and_time(time), typed)?
        }
    };
    let at = whole_millis(at);
    Ok(When { earliest: at, latest: at, precision, zone: zone.name() })
}

/// The day of a time of day that is typed without one.
fn undated_day(time: NaiveTime, now: DateTime<Utc>, zone: Zone, undated: Undated) -> Option<NaiveDate> {
    let today = zone.local(now).date();
    match undated {
        Undated::Last if zone.first(today.and_time(time))? > now + AHEAD => today.pred_opt(),
        Undated::Next if zone.last(today.and_time(time))? <= now => today.succ_opt(),
        Undated::Last | Undated::Next => Some(today),
    }
}

/// The first day of a month, and what stands behind the month.
type Month<'a> = Option<(NaiveDate, &'a str)>;

fn split_date<'a>(
    typed: &'a str,
    form: impl Fn() -> TimeError,
    impossible: impl Fn() -> TimeError,
) -> Result<((Date, Month<'a>), &'a str), TimeError> {
    for (word, date) in [("today", Date::Today), ("yesterday", Date::Yesterday)] {
        if let Some(rest) = strip_word(typed, word) {
            return Ok(((date, None), rest));
        }
    }
    let mut parts = typed.splitn(3, '-');
    let (Some(year), Some(month)) = (parts.next(), parts.next()) else {
        return Ok(((Date::None, None), typed));
    };
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(((Date::None, None), typed));
    }
    let Some(month_digits) = month.get(..2).filter(|m| m.bytes().all(|b| b.is_ascii_digit())) else {
        return Ok(((Date::None, None), typed));
    };
    let year: i32 = year.parse().map_err(|_| form())?;
    let month_number: u32 = month_digits.parse().map_err(|_| form())?;
    let Some(day_text) = parts.next().filter(|_| month.len() == 2) else {
        // `2018-03`; but `0241-05`, `2030-0500` and `2030-05:00` are times with an offset.
        let rest = typed.get(7..).unwrap_or_default();
        if !YEARS.contains(&year) || rest.starts_with(|c: char| c == ':' || c.is_ascii_digit()) {
            return Ok(((Date::None, None), typed));
        }
        let first = NaiveDate::from_ymd_opt(year, month_number, 1).ok_or_else(impossible)?;
        return Ok(((Date::None, Some((first, rest.trim()))), ""));
    };
    let day_digits = day_text.get(..2).filter(|d| d.bytes().all(|b| b.is_ascii_digit())).ok_or_else(&form)?;
    let day: u32 = day_digits.parse().map_err(|_| form())?;
    let date = NaiveDate::from_ymd_opt(year, month_number, day).ok_or_else(&impossible)?;
    if !YEARS.contains(&year) {
        return Err(impossible());
    }
    let rest = day_text.get(2..).unwrap_or_default();
    let rest = rest.strip_prefix(['T', 't']).unwrap_or(rest).trim();
    Ok(((Date::Day(date), None), rest))
}

type TimeOfDay = Option<(NaiveTime, Precision)>;

fn split_time(
    text: &str,
    form: impl Fn() -> TimeError,
    impossible: impl Fn() -> TimeError,
) -> Result<(TimeOfDay, &str), TimeError> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok((None, text));
    }
    // A time and a zone are two words at most; more begin with a number by chance.
    if text.split_whitespace().count() > 2 {
        return Err(form());
    }
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end).ok_or_else(&form)?;
    let number = |part: &str| -> Result<u32, TimeError> {
        if part.len() == 2 { part.parse().map_err(|_| form()) } else { Err(form()) }
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut millis = 0;
    if !fraction.is_empty() {
        let three: String = fraction.chars().chain("000".chars()).take(3).collect();
        millis = three.parse().map_err(|_| form())?;
    }
    let parts: Vec<&str> = if whole.contains(':') {
        whole.split(':').collect()
    } else {
        match whole.len() {
            4 => vec![whole.get(..2).unwrap_or_default(), whole.get(2..).unwrap_or_default()],
            6 => vec![
                whole.get(..2).unwrap_or_default(),
                whole.get(2..4).unwrap_or_default(),
                whole.get(4..).unwrap_or_default(),
            ],
            _ => return Err(form()),
        }
    };
    let (time, precision) = match parts.as_slice() {
        [hour, minute] if fraction.is_empty() => {
            let hour = if hour.len() == 1 { hour.parse().map_err(|_| form())? } else { number(hour)? };
            (NaiveTime::from_hms_opt(hour, number(minute)?, 0), Precision::Minute)
        }
        [hour, minute, second] => (
            NaiveTime::from_hms_milli_opt(number(hour)?, number(minute)?, number(second)?, millis),
            Precision::Exact,
        ),
        _ => return Err(form()),
    };
    Ok((Some((time.ok_or_else(impossible)?, precision)), rest.trim()))
}

fn zone_of(text: &str, typed: &str) -> Result<Zone, TimeError> {
    if text.contains(char::is_whitespace) {
        return Err(TimeError::Form(typed.to_owned()));
    }
    let name = text.trim_start_matches('[').trim_end_matches(']');
    // RFC 9557: an offset may be followed by the zone's name in brackets; the offset decides.
    let name = name.split_once('[').map_or(name, |(offset, _)| offset.trim());
    Zone::named(name).ok_or_else(|| TimeError::Zone(text.to_owned()))
}
