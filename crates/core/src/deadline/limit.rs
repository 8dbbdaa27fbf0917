use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How long a clock runs, and in what it counts. Written as in ISO 8601, with `BD` for business days: `PT72H`, `P60D`,
/// `P1M`, `P4BD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Limit {
    /// So many hours, each of sixty minutes whatever the clocks of a zone do; weekends count.
    Hours(u16),
    /// So many calendar days, to the end of the last one.
    Days(u16),
    /// So many days that are neither a Saturday, a Sunday nor a holiday, to the end of the last one.
    BusinessDays(u16),
    /// So many calendar months, to the end of the day of the same number, or of the last one of a shorter month.
    Months(u16),
}

/// Says that a text is no length of time a clock can run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not how long a clock runs; write for example 72h, 30d, 4bd (business days) or 1mo")]
pub struct NotALimit(pub String);

impl Limit {
    /// The length in words: `72 h`, `4 business days`, `1 month`.
    #[must_use]
    pub fn in_words(self) -> String {
        let (count, one, many) = match self {
            Self::Hours(hours) => return format!("{hours} h"),
            Self::Days(count) => (count, "calendar day", "calendar days"),
            Self::BusinessDays(count) => (count, "business day", "business days"),
            Self::Months(count) => (count, "month", "months"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }

    const fn count(self) -> u16 {
        match self {
            Self::Hours(count) | Self::Days(count) | Self::BusinessDays(count) | Self::Months(count) => count,
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hours(count) => write!(f, "PT{count}H"),
            Self::Days(count) => write!(f, "P{count}D"),
            Self::BusinessDays(count) => write!(f, "P{count}BD"),
            Self::Months(count) => write!(f, "P{count}M"),
        }
    }
}

impl From<Limit> for String {
    fn from(limit: Limit) -> Self {
        limit.to_string()
    }
}

impl TryFrom<String> for Limit {
    type Error = NotALimit;

    fn try_from(text: String) -> Result<Self, NotALimit> {
        text.parse()
    }
}

impl FromStr for Limit {
    type Err = NotALimit;

    /// Reads it as ISO 8601 has it, or as people type it: `72h`, `30 days`, `4 business days`, `2 weeks`, `1 month`.
    fn from_str(text: &str) -> Result<Self, NotALimit> {
        let wrong = || NotALimit(text.trim().to_owned());
        let lower = text.trim().to_lowercase();
        let (digits, unit) = match lower.strip_prefix("pt") {
            Some(rest) => rest.strip_suffix('h').map(|digits| (digits, "h")).ok_or_else(wrong)?,
            None => {
                let (rest, is_iso) =
                    lower.strip_prefix('p').map_or((lower.as_str(), false), |rest| (rest, true));
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                let (digits, unit) = rest.split_at_checked(digits).ok_or_else(wrong)?;
                match unit.trim() {
                    // Outside ISO 8601, `m` could as well be minutes.
                    "m" if is_iso => (digits, "months"),
                    "m" => return Err(wrong()),
                    unit => (digits, unit),
                }
            }
        };
        let count: u16 = digits.parse().map_err(|_| wrong())?;
        let limit = match unit {
            "h" | "hour" | "hours" => Self::Hours(count),
            "d" | "day" | "days" | "calendar day" | "calendar days" => Self::Days(count),
            "w" | "week" | "weeks" => Self::Days(count.checked_mul(7).ok_or_else(wrong)?),
            "bd" | "business day" | "business days" | "working days" => Self::BusinessDays(count),
            "mo" | "month" | "months" => Self::Months(count),
            _ => return Err(wrong()),
        };
        if limit.count() == 0 { Err(wrong()) } else { Ok(limit) }
    }
}
