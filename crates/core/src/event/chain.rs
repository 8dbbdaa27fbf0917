use sha2::{Digest, Sha256};

use super::{DeviceId, Draft, Event, Hash, Hlc, IncidentId};
use crate::when::whole_millis;

/// The first field of every hash: says what is hashed and how.
const DOMAIN: &str = "firebreak event 1";

/// The end of one device's chain for one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tip {
    /// The number of the last event, 0 where there is none.
    pub seq: u64,
    /// The hash of the last event, [`Hash::ZERO`] where there is none.
    pub hash: Hash,
}

/// Why an event does not follow the one before it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Its fields do not give its hash.
    #[error("its content does not give its hash: it was altered after it was written")]
    Altered,
    /// A number is missing or comes twice.
    #[error("number {expected} should follow here: an event is missing or comes twice")]
    Gap {
        /// The number that should follow.
        expected: u64,
    },
    /// It follows another event than the one before it.
    #[error("it does not follow the event before it: that event was replaced")]
    Unlinked,
}

impl Tip {
    /// The end of a chain that has no event yet.
    pub const START: Self = Self { seq: 0, hash: Hash::ZERO };

    /// Checks that an event is whole and follows here, and gives the end of the chain with it.
    ///
    /// # Errors
    ///
    /// Says what does not hold.
    pub fn follow(self, event: &Event) -> Result<Self, Broken> {
        if event.seq != self.seq + 1 {
            return Err(Broken::Gap { expected: self.seq + 1 });
        }
        if event.prev != self.hash {
            return Err(Broken::Unlinked);
        }
        if event.compute_hash() != event.hash {
            return Err(Broken::Altered);
        }
        Ok(Self { seq: event.seq, hash: event.hash })
    }
}

impl Draft {
    /// Makes the event that follows `tip`. `last` is the greatest clock seen in the incident, over all devices.
    #[must_use]
    pub fn seal(self, incident: IncidentId, device: DeviceId, tip: Tip, last: Option<Hlc>) -> Event {
        let recorded_at = whole_millis(self.recorded_at);
        let mut event = Event {
            incident,
            device,
            seq: tip.seq + 1,
            hlc: Hlc::after(last, recorded_at),
            when: self.when,
            recorded_at,
            author: self.author,
            kind: self.body.kind().word().to_owned(),
            version: self.body.version(),
            body: self.body.encode(),
            prev: tip.hash,
            hash: Hash::ZERO,
        };
        event.hash = event.compute_hash();
        event
    }
}

impl Event {
    /// Computes the hash of this event from its fields.
    ///
    /// SHA-256 over each field preceded by its length in bytes (64 bits, big-endian): the text
    /// `firebreak event 1`, incident, device (16 bytes each), seq, hlc, earliest and latest (milliseconds since
    /// 1970), recorded-at (64 bits each, big-endian), precision, zone, author, kind, version (16 bits), body,
    /// prev (32 bytes).
    #[must_use]
    pub fn compute_hash(&self) -> Hash {
        let mut hasher = Sha256::new();
        let mut field = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };
        field(DOMAIN.as_bytes());
        field(self.incident.0.as_bytes());
        field(self.device.0.as_bytes());
        field(&self.seq.to_be_bytes());
        field(&self.hlc.0.to_be_bytes());
        field(&self.when.earliest.timestamp_millis().to_be_bytes());
        field(&self.when.latest.timestamp_millis().to_be_bytes());
        field(&self.recorded_at.timestamp_millis().to_be_bytes());
        field(self.when.precision.word().as_bytes());
        field(self.when.zone.as_bytes());
        field(self.author.as_bytes());
        field(self.kind.as_bytes());
        field(&self.version.to_be_bytes());
        field(self.body.as_bytes());
        field(&self.prev.0);
        Hash(hasher.finalize().into())
    }
}
