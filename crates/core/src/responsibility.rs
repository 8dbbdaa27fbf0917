//! Who acts: the shared responsibility model as a table, layer × service model → party.
//!
//! Sources disagree on single cells, so the table is data that can be switched and edited, never a constant. An
//! incident carries the profile it was opened with, until it is changed for that incident.

mod acts;
mod profile;

pub use acts::{Acts, Affected, Basis, Share};
pub use profile::{Offering, Profile, Remark};

#[cfg(test)]
mod tests;
