//! The words that foreign playbooks use, beside the aliases of the reference data.

mod commands;
mod files;
mod further_verbs;
mod headings;
mod joins;
mod languages;
mod more_languages;
mod more_verbs;
mod names;
mod phases;
mod sections;
mod texts;
mod titles;
mod verbs;

pub(super) use commands::*;
pub(super) use files::*;
pub(super) use further_verbs::*;
pub(super) use headings::*;
pub(super) use joins::*;
pub(super) use languages::*;
pub(super) use more_languages::*;
pub(super) use more_verbs::*;
pub(super) use names::*;
pub(super) use phases::*;
pub(super) use sections::*;
pub(super) use texts::*;
pub(super) use titles::*;
pub(super) use verbs::*;
