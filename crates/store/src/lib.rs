//! The record in SQLite: events that cannot be changed, and the projections made from them.
//!
//! This is the only crate that knows SQL. [`Store`] opens the file and writes; [`Record`] reads, and both
//! [`Store`] and [`Writing`] dereference to it. Every write is one IMMEDIATE transaction that is durable when
//! [`Store::write`] returns; other processes may have the same file open.
//!
//! The tables `events` and its triggers are the record. Everything else is a projection that
//! [`Writing::rebuild_entries`] and [`Writing::put_incident`] make again from the events, or is kept on this
//! machine only: drafts and places.

mod backup;
mod check;
mod error;
mod event;
mod incident;
mod local;
mod open;
mod presence;
mod query;
mod record;
mod restore;
mod schema;
mod search;
mod timeline;
mod writing;

pub use backup::*;
pub use check::*;
pub use error::StoreError;
pub use event::Known;
pub use incident::*;
pub use local::*;
pub use open::{OpenOptions, Store};
pub use record::Record;
pub use restore::*;
pub use search::*;
pub use timeline::*;
pub use writing::Writing;
