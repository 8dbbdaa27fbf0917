//! The list of findings while it grows, so that a hostile file cannot fill the memory with them.

use super::{Finding, Gravity, Span};

/// The most findings that one reading reports, half of them errors; one more says that there were others.
pub const MOST_FINDINGS: usize = 1_000;

/// Findings in the order they were made, bounded. Warnings take at most half the room, so that they hide no error.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
    warnings: usize,
    /// Where the first one that found no room stands.
    overflow: Option<Span>,
}

impl Findings {
    /// Notes that something makes the playbook unfit for use until it is mended.
    pub(super) fn error(&mut self, rule: &'static str, span: Span, message: impl Into<String>) {
        self.push(Gravity::Error, rule, span, message);
    }

    /// Notes something worth a look.
    pub(super) fn warning(&mut self, rule: &'static str, span: Span, message: impl Into<String>) {
        self.push(Gravity::Warning, rule, span, message);
    }

    fn push(&mut self, severity: Gravity, rule: &'static str, span: Span, message: impl Into<String>) {
        let has_room = match severity {
            Gravity::Error => self.list.len() - self.warnings < MOST_FINDINGS / 2,
            Gravity::Warning => self.warnings < MOST_FINDINGS / 2,
        };
        if has_room {
            self.warnings += usize::from(severity == Gravity::Warning);
            self.list.push(Finding { span, severity, rule, message: message.into() });
        } else if self.overflow.is_none() {
            self.overflow = Some(span);
        }
    }

    /// Adds findings made elsewhere.
    pub(super) fn extend(&mut self, others: Vec<Finding>) {
        for other in others {
            self.push(other.severity, other.rule, other.span, other.message);
        }
    }

    /// Gives the findings in the order of the file; the last one says so where others were left out.
    pub(super) fn into_sorted(mut self) -> Vec<Finding> {
        self.list.sort_by(|a, b| {
            (a.span.start, a.span.end, a.severity, a.rule).cmp(&(
                b.span.start,
                b.span.end,
                b.severity,
                b.rule,
            ))
        });
        if let Some(span) = self.overflow {
            self.list.push(Finding {
                span,
                severity: Gravity::Error,
                rule: "too-many-findings",
                message: format!(
                    "The file has more findings than the {MOST_FINDINGS} that are shown; mend these first and check again."
                ),
            });
        }
        self.list
    }
}
