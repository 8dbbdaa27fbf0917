//! Deadlines: regulatory and contractual clocks as rules, and when what they ask for is due.
//!
//! A rule is data: what starts it, how long it runs, in which days it counts, what caps it, and which notice it follows.
//! Nothing here decides that a duty applies; a person starts a clock, and none of it is legal advice.

mod calendar;
mod ics;
mod limit;
mod rule;

pub use calendar::{Calendar, Due, Holidays, due};
pub use ics::{Appointment, calendar};
pub use limit::{Limit, NotALimit};
pub use rule::{Cap, Rule, Trigger, problems};

#[cfg(test)]
pub(crate) mod tests;
