//! The record: events, and the chain that proves that nothing inside it was altered.
//!
//! Every device keeps one chain for each incident. An event holds the hash of the event before it, so a change to
//! any event changes every hash after it. What a chain cannot prove is that its end was not cut off or rewritten
//! as a whole: for that, the head hash must be known outside, printed or read back.
//!
//! A new meaning is a new [`Kind`] or a new version of one. Events are never changed or removed.

mod body;
mod chain;
mod deadline;
mod decision;
mod evidence;
mod handover;
mod ids;
mod indicator;
mod note;
mod playing;
mod request;
mod resource;
mod role;
mod step;
mod update;
mod v1;

pub use body::*;
pub use chain::*;
pub use deadline::*;
pub use decision::*;
pub use evidence::*;
pub use handover::*;
pub use ids::*;
pub use indicator::*;
pub use note::*;
pub use playing::*;
pub use request::*;
pub use resource::*;
pub use role::*;
pub use step::*;
pub use update::*;

use chrono::{DateTime, Utc};

use crate::when::When;

/// One event of the record, with the exact bytes that were hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The incident it belongs to.
    pub incident: IncidentId,
    /// The device that wrote it.
    pub device: DeviceId,
    /// Its number in that device's chain for that incident, from 1, without gaps.
    pub seq: u64,
    /// The hybrid logical clock: orders events over devices, and never runs backwards on one.
    pub hlc: Hlc,
    /// When it happened, as the responder says.
    pub when: When,
    /// When it was written, by the clock of the device; whole milliseconds.
    pub recorded_at: DateTime<Utc>,
    /// Who wrote it.
    pub author: String,
    /// The word of its [`Kind`]; a text, so that an event of a later version can still be verified.
    pub kind: String,
    /// The version of the body.
    pub version: u16,
    /// The body: the exact JSON bytes.
    pub body: String,
    /// The hash of the event before it, [`Hash::ZERO`] for the first.
    pub prev: Hash,
    /// The hash of this event.
    pub hash: Hash,
}

/// What an event is made from: everything that the chain does not add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// When it happened.
    pub when: When,
    /// When it is written.
    pub recorded_at: DateTime<Utc>,
    /// Who writes it.
    pub author: String,
    /// What happened.
    pub body: Body,
}

/// Names one event of an incident: the device and its number there. Written `device/seq`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryRef {
    /// The device that wrote it.
    pub device: DeviceId,
    /// Its number in that device's chain.
    pub seq: u64,
}

impl Event {
    /// What names this event inside its incident.
    #[must_use]
    pub const fn entry(&self) -> EntryRef {
        EntryRef { device: self.device, seq: self.seq }
    }

    /// The place of this event in the total order of its incident, the same on every device.
    #[must_use]
    pub const fn order(&self) -> (Hlc, DeviceId, u64) {
        (self.hlc, self.device, self.seq)
    }

    /// Reads the body.
    ///
    /// # Errors
    ///
    /// Says so where the kind or version is not known to this program, or the bytes do not fit the kind.
    pub fn decode(&self) -> Result<Body, Unreadable> {
        Body::decode(&self.kind, self.version, &self.body)
    }
}

#[cfg(test)]
mod tests;
