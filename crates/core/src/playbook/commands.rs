//! The text of a command to copy, with values that cannot break out of their place.

use std::collections::BTreeMap;

use super::quoting::{Dialect, Posix, Powershell, Quoter, Raw, WordsOnly};
use super::variables::placeholders;
use super::{Command, Variable};

/// A command with its variables filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The text to copy; a variable without a value still stands in it as `{{name}}`.
    pub text: String,
    /// The declared variables that have no value yet, in the order they come, each once.
    pub missing: Vec<String>,
}

/// Says why a value cannot stand in a command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The value of {variable} {reason}, so the command was not filled in. Change the value.")]
pub struct Refusal {
    /// The variable whose value is refused.
    pub variable: String,
    /// What is wrong with it, to follow the name.
    pub reason: &'static str,
}

/// Fills the declared variables of a command, each value quoted for the fence's language and for the quotes it stands in.
///
/// Shells (`bash`, `sh`, `zsh`, `console`, …) and PowerShell get quoted values. Data and query languages (`json`, `kql`,
/// `sql`, …), which no shell reads, get the value as it is. `cmd` and every language that is not known take only values
/// that need no quotes.
///
/// What a command does with its arguments is not followed: a program that reads one of them as a text of its own, such
/// as JSON, a filter or a script for another machine, reads the value as a part of that text.
///
/// # Errors
///
/// A value with a line break or another control character is refused in shells, because pasting it would run what
/// follows; so is a value that no quotes are sure to hold where it stands, such as in a here-document.
pub fn command_text(
    command: &Command,
    values: &BTreeMap<String, String>,
    declared: &BTreeMap<String, Variable>,
) -> Result<Filled, Refusal> {
    let text = command.text.as_str();
    match command.language.to_ascii_lowercase().as_str() {
        "bash" | "ksh" | "mksh" => fill_with(Posix::new(Dialect::Bash), text, values, declared),
        "zsh" => fill_with(Posix::new(Dialect::Zsh), text, values, declared),
        "sh" | "dash" | "ash" => fill_with(Posix::new(Dialect::Plain), text, values, declared),
        "shell" | "console" | "shell-session" | "shellsession" | "sh-session" | "terminal" => {
            fill_with(Posix::new(Dialect::Any), text, values, declared)
        }
        "powershell" | "pwsh" | "ps1" | "posh" => fill_with(Powershell::default(), text, values, declared),
        "json" | "jsonc" | "yaml" | "yml" | "xml" | "csv" | "http" | "kql" | "kusto" | "sql" | "spl"
        | "esql" | "text" | "txt" | "plaintext" => fill_with(Raw, text, values, declared),
        "cmd" | "bat" | "batch" | "dos" => {
            fill_with(WordsOnly { special: &['%', ',', '='] }, text, values, declared)
        }
        _ => fill_with(WordsOnly { special: &['%'] }, text, values, declared),
    }
}

fn fill_with(
    mut quoter: impl Quoter,
    text: &str,
    values: &BTreeMap<String, String>,
    declared: &BTreeMap<String, Variable>,
) -> Result<Filled, Refusal> {
    let mut filled = String::with_capacity(text.len());
    let mut missing: Vec<String> = Vec::new();
    let mut at = 0;
    for placeholder in placeholders(text).filter(|placeholder| declared.contains_key(placeholder.name)) {
        let before = text.get(at..placeholder.span.start).unwrap_or("");
        quoter.pass(before);
        filled.push_str(before);
        at = placeholder.span.end;
        match values.get(placeholder.name).filter(|value| !value.is_empty()) {
            Some(value) => {
                let quoted = quoter
                    .quote(value)
                    .map_err(|reason| Refusal { variable: placeholder.name.to_owned(), reason })?;
                filled.push_str(&quoted);
            }
            None => {
                filled.push_str(text.get(placeholder.span).unwrap_or(""));
                if !missing.iter().any(|name| name == placeholder.name) {
                    missing.push(placeholder.name.to_owned());
                }
            }
        }
    }
    filled.push_str(text.get(at..).unwrap_or(""));
    Ok(Filled { text: filled, missing })
}

#[cfg(test)]
mod tests;
