//! The domain of Firebreak: what an incident is, what may happen to it, and what follows from it.
//!
//! Nothing in this crate does input or output, reads the clock, or draws a random number: times, ids and
//! bytes come in as arguments and values go out. One loop runs through it:
//!
//! ```text
//! command → decide → events → (store) → fold → view
//! ```
//!
//! - [`event`] is what the record is made of, with its hash chain.
//! - [`incident`] folds events to the state of an incident and decides what a command does to it.
//! - [`indicator`] finds indicators of compromise in text and writes them.
//! - [`playbook`] reads Markdown to the typed model with the place of everything, and checks it.
//! - [`deadline`] holds rules of regulatory and contractual clocks, and computes when they are due.
//! - [`provider`] holds facts about providers, own entries, and what is missing before an incident.
//! - [`responsibility`] says who acts on a layer under a service model.
//! - [`when`] holds times as people say them: exact, to the day, or a range, in a zone.
//! - [`sheet`] writes tables that spreadsheets read.
//! - [`times`] computes the clocks from milestones.
//! - [`matching`] ranks playbooks for an incident.
//! - [`words`] says lengths of time and lists.

pub mod deadline;
pub mod entry;
pub mod event;
pub mod incident;
pub mod indicator;
pub mod matching;
pub mod playbook;
pub mod provider;
pub mod responsibility;
pub mod sheet;
pub mod times;
pub mod vocabulary;
pub mod when;
pub mod words;
