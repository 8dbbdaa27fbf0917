//! What the linter found, for people and for the programs that read it.

use firebreak_app::api::FindingView;
use firebreak_core::playbook::Gravity;
use serde_json::{Value, json};

use super::Page;
use super::words::count;

/// The findings, one line each, as compilers write it.
pub(crate) fn findings(page: &mut Page, findings: &[FindingView]) {
    for found in findings {
        page.indented("", "    ", &finding(found));
    }
    let errors = findings.iter().filter(|found| found.severity == Gravity::Error).count() as u64;
    let warnings = findings.len() as u64 - errors;
    page.say(&format!("{}, {}.", count(errors, "error"), count(warnings, "warning")));
}

/// One finding as compilers write it.
pub(crate) fn finding(found: &FindingView) -> String {
    let severity = match found.severity {
        Gravity::Error => "error",
        Gravity::Warning => "warning",
    };
    let FindingView { file, line, column, message, rule, .. } = found;
    format!("{file}:{line}:{column}: {severity}: {message} [{rule}]")
}

/// The findings as a SARIF 2.1.0 log, for code scanning and editors.
///
/// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", sections 3.13 to 3.30.
pub(crate) fn sarif(findings: &[FindingView]) -> Value {
    let level = |gravity| match gravity {
        Gravity::Error => "error",
        Gravity::Warning => "warning",
    };
    let mut rules: Vec<&str> = findings.iter().map(|found| found.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    let results: Vec<Value> = findings
        .iter()
        .map(|found| {
            json!({
                "ruleId": found.rule,
                "ruleIndex": rules.binary_search(&found.rule.as_str()).ok(),
                "level": level(found.severity),
                "message": { "text": found.message },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": uri(&found.file) },
                    "region": {
                        "startLine": found.line,
                        "startColumn": found.column,
                        "endLine": found.end_line,
                        "endColumn": found.end_column,
                    },
                } }],
            })
        })
        .collect();
    let rules: Vec<Value> = rules.into_iter().map(|id| json!({ "id": id })).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "Firebreak", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// The findings as workflow commands, which GitHub shows beside the lines.
pub(crate) fn github(findings: &[FindingView]) -> String {
    let command = |gravity| match gravity {
        Gravity::Error => "error",
        Gravity::Warning => "warning",
    };
    let text = |text: &str| {
        let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
        text.replace(|c: char| c.is_control(), "\u{fffd}")
    };
    let property = |value: &str| text(value).replace(':', "%3A").replace(',', "%2C");
    findings
        .iter()
        .map(|found| {
            format!(
                "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}\n",
                command(found.severity),
                property(&found.file.replace('\\', "/")),
                found.line,
                found.column,
                found.end_line,
                found.end_column,
                property(&found.rule),
                text(&found.message),
            )
        })
        .collect()
}

/// A path as a URI reference: slashes forward, everything that means something in a URI written with `%`.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::with_capacity(path.len());
    for byte in path.strip_prefix("./").unwrap_or(&path).bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    if uri.starts_with('/') { format!("file://{uri}") } else { uri }
}
