//! The store, through its public face and through raw connections that go around it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod copies;
mod damage;
mod harness;
mod input;
mod merging;
mod processes;
mod properties;
mod reading;
mod refusals;
mod storage;
