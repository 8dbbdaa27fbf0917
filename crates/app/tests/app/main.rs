//! The application through its commands, on real folders and with a clock of its own.

mod harness;
mod incidents;
mod playbooks;
mod record;
mod runs;
mod timeline;
