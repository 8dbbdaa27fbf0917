//! The words that foreign playbooks use, beside the aliases of the reference data.

mod files;
mod headings;
mod joins;
mod languages;
mod names;
mod phases;
mod verbs;

pub(super) use files::*;
pub(super) use headings::*;
pub(super) use joins::*;
pub(super) use languages::*;
pub(super) use names::*;
pub(super) use phases::*;
pub(super) use verbs::*;
