use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::EntryRef;

/// The id of an incident: a UUID, version 7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IncidentId(pub Uuid);

/// The id of a device: a UUID, made once for each data folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceId(pub Uuid);

/// A SHA-256 hash, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

/// A hybrid logical clock: 48 bits of milliseconds since 1970 and 16 bits of counter.
///
/// It follows the wall clock and never runs backwards, so that order is kept when the wall clock is set back.
/// Source: Kulkarni et al., "Logical Physical Clocks" (2014).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hlc(pub u64);

/// Says that a text does not name what it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is not {what}")]
pub struct NotAnId {
    /// The text.
    pub text: String,
    /// What it should be.
    pub what: &'static str,
}

impl Hash {
    /// The hash before the first event.
    pub const ZERO: Self = Self([0; 32]);

    /// The first eight digits, enough to read aloud.
    #[must_use]
    pub fn short(&self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

impl Hlc {
    const COUNTER_BITS: u32 = 16;

    /// The clock of an event written at `now` after `last`, the greatest clock seen in the incident.
    #[must_use]
    pub fn after(last: Option<Self>, now: DateTime<Utc>) -> Self {
        // Beyond year 10,000 the milliseconds no longer fit: such a clock counts as standing still there.
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0).min(u64::MAX >> Self::COUNTER_BITS);
        let wall = millis << Self::COUNTER_BITS;
        match last {
            Some(Self(last)) if wall <= last => Self(last.saturating_add(1)),
            Some(_) | None => Self(wall),
        }
    }

    /// The milliseconds since 1970 that it carries.
    #[must_use]
    pub const fn millis(self) -> u64 {
        self.0 >> Self::COUNTER_BITS
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let halves = self.0.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
        let digits: String = halves.filter_map(|half| char::from_digit(half.into(), 16)).collect();
        f.write_str(&digits)
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({})", self.short())
    }
}

impl FromStr for Hash {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId { text: text.to_owned(), what: "a hash of 64 hexadecimal digits" };
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err(wrong());
        }
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            let digits = text.get(at..at + 2).ok_or_else(wrong)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for EntryRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.device, self.seq)
    }
}

impl FromStr for EntryRef {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId { text: text.to_owned(), what: "an entry; write device/number" };
        let (device, seq) = text.split_once('/').ok_or_else(wrong)?;
        let device = DeviceId(Uuid::parse_str(device).map_err(|_| wrong())?);
        Ok(Self { device, seq: seq.parse().map_err(|_| wrong())? })
    }
}

/// Writes and reads a type as its text form.
macro_rules! serde_as_text {
    ($name:ty) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

serde_as_text!(Hash);
serde_as_text!(EntryRef);
