//! Journeys in the real window.

mod limits;
mod response;
mod terminal;
