//! Templates of updates: bundled Markdown files, and own ones beside the settings.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use firebreak_core::words::seconds;

use crate::api::FileProblem;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 256 * 1024;
/// How many own files are read.
const MOST_FILES: usize = 200;

/// The variables that a template may name.
pub(crate) const VARIABLES: &[&str] = &[
    "code",
    "title",
    "severity",
    "type",
    "class",
    "status",
    "affected",
    "providers",
    "resources",
    "detected",
    "occurred",
    "contained",
    "recovered",
    "lead",
    "author",
    "done",
    "in_progress",
    "next_steps",
    "requests",
    "deadlines",
    "unknown",
    "now",
    "next_update",
    "head",
];

const BUNDLED: &[(&str, &str)] = &[
    ("first-notice", include_str!("../../../templates/first-notice.md")),
    ("executives", include_str!("../../../templates/executives.md")),
    ("customers", include_str!("../../../templates/customers.md")),
    ("provider", include_str!("../../../templates/provider.md")),
    ("legal", include_str!("../../../templates/legal.md")),
    ("insurer", include_str!("../../../templates/insurer.md")),
    ("law-enforcement", include_str!("../../../templates/law-enforcement.md")),
    ("regulator", include_str!("../../../templates/regulator.md")),
    ("holding-line", include_str!("../../../templates/holding-line.md")),
];

/// A template that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    /// The id: the name of its file.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// For whom it is, and when to send it.
    pub about: String,
    /// How many seconds after one the next is due.
    pub every: Option<u64>,
    /// What it is about, with variables.
    pub subject: String,
    /// The words, with variables.
    pub text: String,
    /// The file of an own one.
    pub file: Option<PathBuf>,
}

/// What a template became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filled {
    /// What it is about.
    pub subject: String,
    /// The words.
    pub text: String,
    /// What the words need and nobody said.
    pub missing: Vec<String>,
}

/// The templates: bundled ones in their order, each with the own one of the same id in its place, then other own ones.
pub(crate) fn read_all(folder: &Path) -> (Vec<Template>, Vec<FileProblem>) {
    let (own, mut problems) = read_own(folder);
    let mut all: Vec<Template> = Vec::new();
    for (id, text) in BUNDLED {
        match read(id, text) {
            Ok(template) => all.push(template),
            Err(why) => problems.push(FileProblem { file: format!("{id}.md"), why }),
        }
    }
    for template in own {
        match all.iter_mut().find(|known| known.id == template.id) {
            Some(known) => *known = template,
            None => all.push(template),
        }
    }
    (all, problems)
}

impl Template {
    /// Fills it in: `value` gives what a variable says, or nothing where nobody said it.
    pub(crate) fn fill(&self, value: impl Fn(&str) -> Option<String>) -> Filled {
        let mut missing: Vec<String> = Vec::new();
        let mut fill = |text: &str| {
            let mut out = String::with_capacity(text.len());
            for part in parts(text) {
                match part {
                    Part::Text(text) => out.push_str(text),
                    Part::Variable(name) => {
                        if let Some(value) = value(name) {
                            out.push_str(&value);
                        } else {
                            let name = name.replace('_', " ");
                            out.push_str(&format!("[not known: {name}]"));
                            if !missing.contains(&name) {
                                missing.push(name);
                            }
                        }
                    }
                }
            }
            out
        };
        let subject = fill(&self.subject);
        let text = fill(&self.text);
        Filled { subject, text, missing }
    }
}

enum Part<'a> {
    Text(&'a str),
    Variable(&'a str),
}

/// The text and the variables of a template, in order.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        match after.split_once("}}") {
            Some((name, after)) => {
                parts.push(Part::Text(before));
                parts.push(Part::Variable(name.trim()));
                rest = after;
            }
            None => break,
        }
    }
    parts.push(Part::Text(rest));
    parts
}

fn read_own(folder: &Path) -> (Vec<Template>, Vec<FileProblem>) {
    let mut problems = Vec::new();
    let mut problem =
        |path: &Path, why: String| problems.push(FileProblem { file: path.display().to_string(), why });
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return (Vec::new(), problems),
        Err(error) => {
            problem(folder, format!("the folder cannot be read: {error}"));
            return (Vec::new(), problems);
        }
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    let mut found = Vec::new();
    for (count, path) in files.into_iter().enumerate() {
        if count >= MOST_FILES {
            problem(
                &path,
                format!(
                    "more than {MOST_FILES} files lie in this folder; this one and the rest are not read"
                ),
            );
            break;
        }
        let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let text = read_at_most(&path, LARGEST);
        match text.and_then(|text| read(&id, &text)) {
            Ok(template) => found.push(Template { file: Some(path), ..template }),
            Err(why) => problem(&path, why),
        }
    }
    (found, problems)
}

/// The text of a file that is not larger than it may be.
pub(crate) fn read_at_most(path: &Path, largest: u64) -> Result<String, String> {
    let mut text = String::new();
    let file = fs::File::open(path).map_err(|error| error.to_string())?;
    let read = file.take(largest + 1).read_to_string(&mut text).map_err(|error| error.to_string())?;
    if read as u64 > largest { Err(format!("the file has more than {largest} bytes")) } else { Ok(text) }
}

/// Reads a template.
fn read(id: &str, text: &str) -> Result<Template, String> {
    let text = text.replace("\r\n", "\n");
    let (front, body) = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .ok_or("it does not begin with front matter between two lines of ---")?;
    let (mut name, mut about, mut every, mut is_template) = (None, None, None, false);
    for line in front.lines().filter(|line| !line.trim().is_empty()) {
        let (key, value) =
            line.split_once(':').ok_or_else(|| format!("\"{line}\" is not a key and its value"))?;
        let value = value.trim().trim_matches('"').to_owned();
        match key.trim() {
            "update" if value == "1" => is_template = true,
            "update" => return Err(format!("\"update\" is {value}; this version of Firebreak reads 1")),
            "name" => name = Some(value),
            "about" => about = Some(value),
            "every" => {
                let length =
                    seconds(&value).ok_or_else(|| format!("\"every\" is {value}; write for example 4h"))?;
                every = Some(length);
            }
            other => {
                return Err(format!(
                    "\"{other}\" is not a key of a template; write update, name, about, every"
                ));
            }
        }
    }
    if !is_template {
        return Err("\"update: 1\" is missing".to_owned());
    }
    let body = body.trim();
    let (heading, words) = body.split_once('\n').unwrap_or((body, ""));
    let subject = heading.strip_prefix("# ").ok_or("the subject is missing: a heading such as # {{code}}")?;
    for part in parts(body) {
        if let Part::Variable(name) = part
            && !VARIABLES.contains(&name)
        {
            return Err(format!("\"{name}\" is not a variable; write one of: {}", VARIABLES.join(", ")));
        }
    }
    let words = words.trim();
    if words.is_empty() {
        return Err("there are no words below the subject".to_owned());
    }
    Ok(Template {
        id: id.to_owned(),
        name: name.filter(|name| !name.is_empty()).ok_or("\"name\" is missing")?,
        about: about.unwrap_or_default(),
        every,
        subject: subject.trim().to_owned(),
        text: words.to_owned(),
        file: None,
    })
}

#[cfg(test)]
mod tests;
