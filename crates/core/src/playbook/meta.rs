//! The front matter read to the metadata of a playbook.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::findings::Findings;
use super::front::{Entry, Node, Value};
use super::{Meta, Span, Variable, facts};

/// The keys that front matter may have.
pub const KEYS: &[&str] = &[
    "playbook",
    "id",
    "title",
    "version",
    "updated",
    "status",
    "summary",
    "incident_types",
    "service_models",
    "providers",
    "severity",
    "attack",
    "rsit",
    "tlp",
    "license",
    "roles",
    "variables",
    "targets",
    "clocks",
    "related",
];

/// The keys that front matter must have.
const REQUIRED: &[&str] = &["id", "title", "version", "summary", "incident_types", "service_models"];

/// What `status` may say.
pub const STATUSES: &[&str] = &["draft", "stable", "retired"];

/// The labels of the Traffic Light Protocol, version 2.0.
pub const TLP: &[&str] = &["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"];

/// What `targets` may set.
const TARGETS: &[&str] = &["acknowledge", "contain", "recover"];

/// Reads the metadata; what cannot be read is left empty and found.
pub(super) fn read(entries: &[Entry<'_>], opening: &Span, findings: &mut Findings) -> Meta {
    let mut meta = Meta::default();
    for entry in entries {
        let node = &entry.node;
        match entry.key.as_ref() {
            "playbook" => {}
            "id" => {
                meta.id = text(node, findings).unwrap_or_default();
                if !meta.id.is_empty() && !is_id(&meta.id) {
                    findings.error("bad-id", node.span.clone(), bad_id(&meta.id));
                }
            }
            "title" => meta.title = text(node, findings).unwrap_or_default(),
            "version" => meta.version = version(node, findings),
            "updated" => meta.updated = date(node, findings),
            "status" => meta.status = one_of(node, "unknown-status", "status", STATUSES, findings),
            "summary" => meta.summary = text(node, findings).unwrap_or_default(),
            "incident_types" => meta.incident_types = list(node, findings),
            "service_models" => meta.service_models = words(node, "unknown-model", findings),
            "providers" => meta.providers = list(node, findings),
            "severity" => {
                meta.severity = text(node, findings)
                    .and_then(|severity| word(&severity, node, "unknown-severity", findings));
            }
            "attack" => meta.attack = list(node, findings),
            "rsit" => meta.rsit = list(node, findings),
            "tlp" => meta.tlp = one_of(node, "unknown-tlp", "TLP label", TLP, findings),
            "license" => meta.license = text(node, findings),
            "roles" => meta.roles = roles(node, findings),
            "variables" => meta.variables = variables(node, findings),
            "targets" => meta.targets = targets(node, findings),
            "clocks" => meta.clocks = list(node, findings),
            "related" => meta.related = list(node, findings),
            key => unknown_key(key, &entry.place, KEYS, findings),
        }
    }
    for required in REQUIRED {
        let written = entries.iter().find(|entry| entry.key == *required);
        let message = format!("The front matter lacks `{required}`; add a line `{required}: …`.");
        match written {
            None => findings.error("missing-key", opening.clone(), message),
            Some(entry) if is_empty(&entry.node) => {
                findings.error("missing-key", entry.place.clone(), message);
            }
            Some(_) => {}
        }
    }
    meta
}

/// Whether a text can be the id of a playbook or step: lower-case letters, digits and single dashes between them.
#[must_use]
pub fn is_id(id: &str) -> bool {
    id.split('-').all(|part| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

/// Says what an id must look like.
#[must_use]
pub fn bad_id(id: &str) -> String {
    format!("`{id}` is no id; write lower-case letters, digits and single dashes, such as `deactivate-key`.")
}

/// Whether a text can be the name of a variable: a letter or `_`, then letters, digits, `_` or `-`.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

fn is_empty(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Nothing => true,
        Value::Text(text) => text.trim().is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
    }
}

fn unknown_key(key: &str, place: &Span, known: &[&str], findings: &mut Findings) {
    let known = known.join(", ");
    findings.warning(
        "unknown-key",
        place.clone(),
        format!("`{key}` is not a known key and is not used; the known ones are: {known}."),
    );
}

fn wrong_shape(node: &Node<'_>, wanted: &str, findings: &mut Findings) {
    findings.error("wrong-shape", node.span.clone(), format!("This is not {wanted}."));
}

fn text(node: &Node<'_>, findings: &mut Findings) -> Option<String> {
    match &node.value {
        Value::Nothing => None,
        Value::Text(text) => Some(text.trim_end().to_owned()),
        Value::List(_) | Value::Map(_) => {
            wrong_shape(node, "a plain text; write `key: text`", findings);
            None
        }
    }
}

/// The items of a list that are text, with their nodes.
fn items<'n, 's>(node: &'n Node<'s>, findings: &mut Findings) -> Vec<(&'n str, &'n Node<'s>)> {
    match &node.value {
        Value::Nothing => Vec::new(),
        Value::List(items) => {
            let mut texts = Vec::with_capacity(items.len());
            for item in items {
                match &item.value {
                    Value::Text(text) => texts.push((text.as_ref(), item)),
                    Value::Nothing | Value::List(_) | Value::Map(_) => {
                        wrong_shape(item, "a plain text; write `[one, two]`", findings);
                    }
                }
            }
            texts
        }
        Value::Text(_) | Value::Map(_) => {
            wrong_shape(node, "a list; write `[one, two]`", findings);
            Vec::new()
        }
    }
}

fn list(node: &Node<'_>, findings: &mut Findings) -> Vec<String> {
    items(node, findings).into_iter().map(|(text, _)| text.to_owned()).collect()
}

fn entries<'n, 's>(node: &'n Node<'s>, wanted: &str, findings: &mut Findings) -> &'n [Entry<'s>] {
    match &node.value {
        Value::Nothing => &[],
        Value::Map(entries) => entries,
        Value::Text(_) | Value::List(_) => {
            wrong_shape(node, wanted, findings);
            &[]
        }
    }
}

fn word<T>(text: &str, node: &Node<'_>, rule: &'static str, findings: &mut Findings) -> Option<T>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    match text.parse() {
        Ok(value) => Some(value),
        Err(error) => {
            findings.error(rule, node.span.clone(), format!("{error}."));
            None
        }
    }
}

fn words<T>(node: &Node<'_>, rule: &'static str, findings: &mut Findings) -> Vec<T>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    items(node, findings).into_iter().filter_map(|(text, item)| word(text, item, rule, findings)).collect()
}

fn one_of(
    node: &Node<'_>,
    rule: &'static str,
    what: &str,
    known: &[&str],
    findings: &mut Findings,
) -> Option<String> {
    let text = text(node, findings)?;
    if known.contains(&text.as_str()) {
        return Some(text);
    }
    let known = known.join(", ");
    findings.error(rule, node.span.clone(), format!("\"{text}\" is not a {what}; write one of: {known}."));
    None
}

fn version(node: &Node<'_>, findings: &mut Findings) -> String {
    let Some(version) = text(node, findings) else { return String::new() };
    let core = version.split(['-', '+']).next().unwrap_or("");
    let numbers: Vec<_> = core.split('.').collect();
    let is_number = |part: &&str| part.parse::<u64>().is_ok_and(|number| number.to_string() == **part);
    if numbers.len() != 3 || !numbers.iter().all(is_number) {
        findings.error(
            "bad-version",
            node.span.clone(),
            format!("`{version}` is not a semantic version; write three numbers, such as 1.0.0."),
        );
    }
    version
}

fn date(node: &Node<'_>, findings: &mut Findings) -> Option<String> {
    let date = text(node, findings)?;
    if date.len() == 10 && chrono::NaiveDate::parse_from_str(&date, "%Y-%m-%d").is_ok() {
        return Some(date);
    }
    findings.error(
        "bad-date",
        node.span.clone(),
        format!("`{date}` is not a date; write the year, month and day, such as 2026-11-21."),
    );
    None
}

fn roles(node: &Node<'_>, findings: &mut Findings) -> BTreeMap<String, String> {
    entries(node, "a list of roles; write `lead: Runs the response` on lines of their own", findings)
        .iter()
        .map(|entry| (entry.key.clone().into_owned(), text(&entry.node, findings).unwrap_or_default()))
        .collect()
}

fn variables(node: &Node<'_>, findings: &mut Findings) -> BTreeMap<String, Variable> {
    let wanted = "a list of variables; write `key_id: {about: Identifier of the key}` on lines of their own";
    let mut variables = BTreeMap::new();
    for entry in entries(node, wanted, findings) {
        if !is_name(&entry.key) {
            let name = &entry.key;
            findings.error(
                "bad-variable-name",
                entry.place.clone(),
                format!(
                    "`{name}` is not a name of a variable; write letters, digits and `_`, such as key_id."
                ),
            );
        }
        let mut variable = Variable::default();
        for part in entries(&entry.node, "a variable; write `{about: what to fill in}`", findings) {
            match part.key.as_ref() {
                "about" => variable.about = text(&part.node, findings).unwrap_or_default(),
                "example" => variable.example = text(&part.node, findings),
                "providers" => variable.providers = list(&part.node, findings),
                key => unknown_key(key, &part.place, &["about", "example", "providers"], findings),
            }
        }
        variables.insert(entry.key.clone().into_owned(), variable);
    }
    variables
}

fn targets(node: &Node<'_>, findings: &mut Findings) -> BTreeMap<String, u64> {
    let mut targets = BTreeMap::new();
    for entry in entries(node, "a list of targets; write `contain: 1 h` on lines of their own", findings) {
        if !TARGETS.contains(&entry.key.as_ref()) {
            unknown_key(&entry.key, &entry.place, TARGETS, findings);
            continue;
        }
        let Some(written) = text(&entry.node, findings) else { continue };
        match facts::duration(&written) {
            Some(seconds) => {
                targets.insert(entry.key.clone().into_owned(), seconds);
            }
            None => findings.error("bad-time", entry.node.span.clone(), facts::bad_time(&written)),
        }
    }
    targets
}
