//! The words that foreign playbooks use, beside the aliases of the reference data.

mod commands;
mod files;
mod headings;
mod joins;
mod languages;
mod more_verbs;
mod names;
mod phases;
mod texts;
mod verbs;

pub(super) use commands::*;
pub(super) use files::*;
pub(super) use headings::*;
pub(super) use joins::*;
pub(super) use languages::*;
pub(super) use more_verbs::*;
pub(super) use names::*;
pub(super) use phases::*;
pub(super) use texts::*;
pub(super) use verbs::*;
