//! The application through its commands, on real folders and with a clock of its own.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod authoring;
mod comparing;
mod deadlines;
mod decisions;
mod evidence;
mod exports;
mod harness;
mod heads;
mod imports;
mod incidents;
mod indicators;
mod looking;
mod moved;
mod moving;
mod packs;
mod people;
mod playbooks;
mod playing;
mod record;
mod requests;
mod responsibility;
mod runs;
mod shelf;
mod timeline;
mod undo;
mod updates;
