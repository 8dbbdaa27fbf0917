//! What axe finds wrong in the page.

use std::fmt;

use serde::Deserialize;

/// One rule of axe that the page breaks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Violation {
    /// The rule's id, such as `color-contrast`.
    pub rule: String,
    /// How bad it is, by axe: `minor`, `moderate`, `serious`, `critical` or `unknown`.
    pub impact: String,
    /// The rule in words.
    pub help: String,
    /// The elements that break it, each with what to do.
    pub elements: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.rule, self.impact, self.help)?;
        self.elements.iter().try_for_each(|element| write!(f, "\n  {element}"))
    }
}
