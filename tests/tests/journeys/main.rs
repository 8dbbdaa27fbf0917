//! Journeys in the real window.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing in an answer fails the journey"
)]

mod accessibility;
mod asking;
mod counting;
mod desk;
mod dialogs;
mod editing;
mod ending;
mod everyone;
mod evidence;
mod finding;
mod holding;
mod importing;
mod keys;
mod limits;
mod opening;
mod people;
mod playing;
mod response;
mod responsibility;
mod script;
mod shelf;
mod size;
mod telling;
mod terminal;
mod timeline;
mod walking;
mod writing;
