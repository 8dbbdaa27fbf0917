//! What came of the check, told for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::fences::Fence;
use crate::shell::Command;

/// What came of checking a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It exists with these options; by what that was checked.
    Passed(String),
    /// It does not.
    Failed(String),
    /// Nothing here knows.
    Unchecked(String),
}

impl Verdict {
    /// This one, beside another check that passed.
    pub(crate) fn beside(self, by: &str) -> Self {
        match self {
            Self::Passed(own) => Self::Passed(format!("{by}, {own}")),
            Self::Failed(why) => Self::Failed(why),
            Self::Unchecked(why) => Self::Unchecked(why),
        }
    }
}

/// A command and its place.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    line: usize,
    told: String,
    tool: String,
}

impl Line {
    /// The place of a command in its fence.
    pub(crate) fn at(fence: &Fence, command: &Command) -> Self {
        let tool = if command.is_cmdlet { "PowerShell" } else { command.program() };
        Self { line: fence.line + command.line, told: command.told(), tool: tool.to_owned() }
    }

    /// A fence as a whole.
    pub(crate) fn of(fence: &Fence, language: &str) -> Self {
        let first = fence.text.lines().next().unwrap_or_default();
        Self { line: fence.line, told: first.to_owned(), tool: language.to_owned() }
    }
}

/// Everything that was checked.
#[derive(Debug, Default)]
pub(crate) struct Report {
    passed: Vec<(String, Line, String)>,
    failed: Vec<(String, Line, String)>,
    unverified: Vec<(String, Line, String)>,
    /// The marked fences, each with whether something in it could not be checked.
    marked: BTreeMap<(String, usize), bool>,
}

impl Report {
    pub(crate) fn add(&mut self, fence: &Fence, line: Line, verdict: Verdict) {
        let file = fence.file.clone();
        if fence.unverified {
            let needed = self.marked.entry((file.clone(), fence.line)).or_default();
            *needed |= matches!(verdict, Verdict::Unchecked(_));
        }
        match verdict {
            Verdict::Passed(by) => self.passed.push((file, line, by)),
            Verdict::Failed(why) => self.failed.push((file, line, why)),
            Verdict::Unchecked(why) if fence.unverified => self.unverified.push((file, line, why)),
            Verdict::Unchecked(why) => {
                let why = format!(
                    "{why}; verify it and add it to the table, or put <!-- unverified --> on the line before its fence"
                );
                self.failed.push((file, line, why));
            }
        }
    }

    /// How many commands do not hold, and how many marks stand where none is needed.
    pub(crate) fn failures(&self) -> usize {
        self.failed.len() + self.idle_marks().count()
    }

    fn idle_marks(&self) -> impl Iterator<Item = &(String, usize)> {
        self.marked.iter().filter(|(_, needed)| !**needed).map(|(place, _)| place)
    }

    /// The report; `all` also names what passed.
    pub(crate) fn told(&self, all: bool) -> String {
        let mut out = String::new();
        let mut list = |title: &str, rows: &[(String, Line, String)]| {
            if rows.is_empty() {
                return;
            }
            let _ = writeln!(out, "{title}:");
            for (file, line, why) in rows {
                let _ = writeln!(out, "  {file}:{}: {}\n      {why}", line.line, line.told);
            }
            out.push('\n');
        };
        if all {
            list("Checked", &self.passed);
        }
        list("Unverified, and marked so in the playbook", &self.unverified);
        list("Failed", &self.failed);
        for (file, line) in self.idle_marks() {
            let _ = writeln!(
                out,
                "{file}:{line}: everything in this fence is checked; take the mark <!-- unverified --> away"
            );
        }
        let mut tools: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, line, _) in &self.passed {
            *tools.entry(line.tool.as_str()).or_default() += 1;
        }
        let counts: Vec<_> = tools.iter().map(|(tool, count)| format!("{tool} {count}")).collect();
        let _ = writeln!(
            out,
            "Checked: {}.",
            if counts.is_empty() { "nothing".to_owned() } else { counts.join(", ") }
        );
        let _ = writeln!(
            out,
            "{} passed, {} unverified, {} failed.",
            self.passed.len(),
            self.unverified.len(),
            self.failures()
        );
        out
    }
}
