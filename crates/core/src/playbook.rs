//! Playbooks: Markdown read to a typed model that knows the place of everything, and the rules it is checked by.
//!
//! [`read`] is the way in: bytes of a file to a [`Reading`]. What makes a playbook is told in the format's
//! document; every rule that is broken becomes a [`Finding`] with its place, which [`LineIndex`] turns into a line
//! and a column. Nothing here follows a link, fetches an image or runs a command.

mod adapt;
mod body;
mod commands;
mod compare;
mod facts;
mod findings;
pub mod foreign;
mod front;
mod lint;
mod lists;
mod meta;
mod model;
mod outline;
mod place;
mod quoting;
mod skeleton;
mod slug;
mod text;
mod unsafe_parts;
mod variables;
mod version;

pub use adapt::adapted;
pub use body::{DEEPEST, markdown_options};
pub use commands::{Filled, Refusal, command_text};
pub use compare::{Comparison, DiffKind, DiffLine, How, MetaChange, StepChange, compare, diff_lines};
pub use facts::{KEYS as FACT_KEYS, duration};
pub use findings::MOST_FINDINGS;
pub use lint::lint;
pub use meta::{KEYS as META_KEYS, STATUSES, TLP, bad_id, is_id};
pub use model::*;
pub use outline::MOST_STEPS;
pub use place::LineIndex;
pub use skeleton::Skeleton;
pub use slug::{Anchors, slug};
pub use variables::{Segment, fill};
pub use version::compare_versions;

use findings::Findings;
use front::{Front, Value};

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 2 * 1024 * 1024;

/// The version of the format that is read.
const VERSION: &str = "1";

/// What came of reading a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The text of the file; where it is not UTF-8, with `U+FFFD` for what could not be read. Empty where it is too large.
    pub source: String,
    /// The playbook; none where nothing usable could be read.
    pub playbook: Option<Playbook>,
    /// What was found, in the order of the file.
    pub findings: Vec<Finding>,
    /// Whether the file says that it is a playbook of this format: front matter with `playbook: 1`.
    pub native: bool,
}

impl Reading {
    /// Whether the playbook may be used: it was read and no finding is an error.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.playbook.is_some() && self.findings.iter().all(|finding| finding.severity != Gravity::Error)
    }
}

/// Reads and checks the bytes of a file.
#[must_use]
pub fn read(bytes: &[u8], reference: &Reference) -> Reading {
    let mut reading = read_unchecked(bytes, reference);
    if let Some(playbook) = &reading.playbook {
        reading.findings =
            checked(playbook, &reading.source, std::mem::take(&mut reading.findings), reference);
    }
    reading
}

/// Reads the bytes of a file without checking what it says; [`checked`] does that.
#[must_use]
pub fn read_unchecked(bytes: &[u8], reference: &Reference) -> Reading {
    if bytes.len() > LARGEST {
        return Reading {
            source: String::new(),
            playbook: None,
            findings: vec![too_large(bytes.len())],
            native: false,
        };
    }
    match str::from_utf8(bytes) {
        Ok(source) => parse(source, reference),
        Err(error) => {
            let at = error.valid_up_to();
            let message = "The file is not UTF-8 from here on; save it as UTF-8.".to_owned();
            let finding = Finding { span: at..at, severity: Gravity::Error, rule: "not-utf8", message };
            let source = String::from_utf8_lossy(bytes).into_owned();
            Reading { source, playbook: None, findings: vec![finding], native: false }
        }
    }
}

/// Checks a playbook that was read from `source`: what was `found` while reading and what the linter finds, in the
/// order of the file.
#[must_use]
pub fn checked(
    playbook: &Playbook,
    source: &str,
    found: Vec<Finding>,
    reference: &Reference,
) -> Vec<Finding> {
    let mut findings = Findings::default();
    findings.extend(found);
    findings.extend(lint(playbook, source, reference));
    findings.into_sorted()
}

/// Reads a playbook without checking what it says; the findings are those of reading alone.
#[must_use]
pub fn parse(source: &str, reference: &Reference) -> Reading {
    if source.len() > LARGEST {
        return Reading {
            source: String::new(),
            playbook: None,
            findings: vec![too_large(source.len())],
            native: false,
        };
    }
    let mut findings = Findings::default();
    let (playbook, native) = parse_into(source, reference, &mut findings);
    Reading { source: source.to_owned(), playbook, findings: findings.into_sorted(), native }
}

fn parse_into(source: &str, reference: &Reference, findings: &mut Findings) -> (Option<Playbook>, bool) {
    let (opening, yaml, from) = match front::find(source) {
        Front::Present { opening, yaml, body } => (opening, yaml, body),
        Front::Absent { body } => {
            findings.error(
                "not-native",
                body..body,
                "This is no playbook of the app's own format; begin the file with front matter between two lines `---` that says `playbook: 1`.",
            );
            return (None, false);
        }
        Front::Unclosed { opening } => {
            findings.error(
                "front-matter",
                opening,
                "The front matter is never closed; end it with a line `---`.",
            );
            return (None, false);
        }
    };
    let front_text = text::slice(source, &yaml);
    let entries = match front::read(front_text, yaml.start) {
        Ok(entries) => entries,
        Err(finding) => {
            findings.extend(vec![finding]);
            let native = front_text.lines().any(|line| line.starts_with("playbook:"));
            return (None, native);
        }
    };
    match entries.iter().find(|entry| entry.key == "playbook") {
        Some(marker) if matches!(&marker.node.value, Value::Text(version) if version == VERSION) => {}
        Some(marker) => {
            findings.error(
                "unknown-version",
                marker.node.span.clone(),
                format!("This app reads version {VERSION} of the format; write `playbook: {VERSION}`, or use a newer app."),
            );
        }
        None => {
            findings.error(
                "not-native",
                opening,
                "This is no playbook of the app's own format; add a line `playbook: 1` to its front matter.",
            );
            return (None, false);
        }
    }
    let meta = meta::read(&entries, &opening, findings);
    let body = body::read(source, from, reference, findings);
    let playbook = Playbook {
        meta,
        preamble: body.preamble,
        standing: body.standing,
        sections: body.sections,
        notes: body.notes,
    };
    (Some(playbook), true)
}

fn too_large(bytes: usize) -> Finding {
    let largest = LARGEST / 1024 / 1024;
    Finding {
        span: 0..0,
        severity: Gravity::Error,
        rule: "too-large",
        message: format!("The file has {bytes} bytes and more than {largest} MiB are not read; split it."),
    }
}

#[cfg(test)]
mod tests;
