//! The one place that reads the clock and makes ids.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Where the time and new ids come from; tests bring their own.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> DateTime<Utc>;

    /// A new id: a UUID, version 7.
    fn new_id(&self) -> Uuid;
}

/// The clock of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "this is the shell that hands the time in")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    #[allow(clippy::disallowed_methods, reason = "this is the shell that hands ids in")]
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}
