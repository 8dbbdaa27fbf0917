//! The head: one hash that stands for chains of events.

use firebreak_core::event::{DeviceId, Hash, IncidentId};
use sha2::{Digest, Sha256};

/// What the head of an incident covers, what it proves, and what it does not.
pub(crate) const PROVES: &str = "The head covers every event of this incident from every device; drafts and settings \
                                 are no part of it. Whoever knows this hash can tell whether anything recorded \
                                 before it was altered or removed; it cannot show that nothing was recorded after \
                                 it.";

/// The head over chains, each with the hash of its last event, in order of incident and device.
///
/// Of one chain it is that hash. Of several, as a record has them that was restored, it is the SHA-256 over incident,
/// device and hash of each. `None` where there is no chain.
pub(crate) fn head_of(chains: impl IntoIterator<Item = (IncidentId, DeviceId, Hash)>) -> Option<Hash> {
    let mut chains = chains.into_iter().peekable();
    let (.., first) = *chains.peek()?;
    let mut hasher = Sha256::new();
    let mut count = 0_usize;
    for (incident, device, hash) in chains {
        hasher.update(incident.0.as_bytes());
        hasher.update(device.0.as_bytes());
        hasher.update(hash.0);
        count += 1;
    }
    Some(if count == 1 { first } else { Hash(hasher.finalize().into()) })
}
