//! The program as it is used: started anew for every command, on a folder of its own.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of tests fail by panicking"
)]

mod authoring;
mod deadlines;
mod evidence;
mod harness;
mod heads;
mod imports;
mod incidents;
mod indicators;
mod machine;
mod many;
mod odd;
mod people;
mod playbooks;
mod playing;
mod real;
mod record;
mod requests;
mod responsibility;
mod runs;
mod timeline;
mod times;
