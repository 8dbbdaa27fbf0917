use super::Stamp;
use crate::when::When;

/// What is said of one thing that happened to a request, a deadline or an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Who recorded it, and when it happened.
    pub stamp: Stamp,
    /// Who did it, or who decided.
    pub by: Option<String>,
    /// What came of it, or why.
    pub note: Option<String>,
}

impl Marked {
    /// Whether it says just that: then saying it again records nothing.
    pub(super) fn says(&self, when: &When, by: Option<&String>, note: Option<&String>) -> bool {
        self.stamp.when == *when && self.by.as_ref() == by && self.note.as_ref() == note
    }
}
