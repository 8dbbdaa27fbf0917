use firebreak_core::when::{Precision, When};
use serde::Serialize;
use ts_rs::TS;

/// One thing that happened to a request, a deadline or an update.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MarkView<M> {
    /// What.
    pub mark: M,
    /// The name on screen.
    pub label: String,
    /// When, as said.
    pub when: When,
    /// The same as text that says it again, whatever the time and the zone.
    pub typed: String,
    /// The precision to send with that text, where it does not say it itself.
    pub typed_precision: Option<Precision>,
    /// Who did it, or who decided.
    pub by: Option<String>,
    /// What came of it, or why.
    pub note: Option<String>,
    /// Who recorded it.
    pub author: String,
    /// The entry that did.
    pub entry: String,
}
