//! What was measured, for people and for programs.

use anyhow::Result;
use serde::Serialize;

/// One measurement against its limit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Measured {
    /// What was measured.
    pub name: &'static str,
    /// How many times the other half it takes.
    pub ratio: f64,
    /// How much that may be.
    pub limit: f64,
    /// The two halves in absolute numbers, for information.
    #[serde(skip)]
    pub halves: String,
}

impl Measured {
    /// Compares two numbers of the same unit; the ratio is rounded to a thousandth.
    pub(crate) fn new(name: &'static str, one: f64, other: f64, limit: f64, halves: String) -> Self {
        Self { name, ratio: (one / other * 1000.0).round() / 1000.0, limit, halves }
    }

    /// Whether the limit is kept.
    pub(crate) fn is_kept(&self) -> bool {
        self.ratio <= self.limit
    }
}

/// One measurement in a line.
pub(crate) fn line(measured: &Measured) -> String {
    let Measured { ratio, limit, halves, .. } = measured;
    format!("{ratio:.3} of {limit:.2}, {}: {halves}", verdict(measured))
}

/// All measurements as a table.
pub(crate) fn table(all: &[Measured]) -> String {
    let widest = all.iter().map(|measured| measured.name.len()).max().unwrap_or(0).max("what".len());
    let head = format!("{:widest$}  {:>7}  {:>6}  {:6}  halves", "what", "ratio", "limit", "");
    let rows = all.iter().map(|measured| {
        let Measured { name, ratio, limit, halves } = measured;
        format!("{name:widest$}  {ratio:>7.3}  {limit:>6.2}  {:6}  {halves}", verdict(measured))
    });
    [head].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// All measurements as an array of `{"name", "ratio", "limit"}`.
///
/// # Errors
///
/// If a ratio is no number.
pub(crate) fn json(all: &[Measured]) -> Result<String> {
    Ok(serde_json::to_string_pretty(all)?)
}

fn verdict(measured: &Measured) -> &'static str {
    if measured.is_kept() { "ok" } else { "MISSED" }
}

#[cfg(test)]
mod tests;
