//! What a foreign command does, as far as its words tell: only what is known to read is said to read.

use crate::playbook::Effect;
use crate::playbook::foreign::ForeignCommand;
use crate::playbook::foreign::suggestions::program;
use crate::playbook::foreign::words;

/// Languages that hold data or ask for it.
const DATA: &[&str] = &[
    "json", "jsonc", "yaml", "yml", "xml", "csv", "toml", "ini", "kql", "kusto", "spl", "splunk", "esql",
    "eql", "lucene", "sigma", "yara", "regex", "diff", "log", "output", "markdown", "md", "mermaid", "http",
];

/// Programs whose third word or so says what they do.
const BY_VERB: &[&str] =
    &["aws", "az", "gcloud", "oci", "kubectl", "gh", "docker", "git", "helm", "terraform"];

/// Beginnings of words of such a program that only read.
const READS: &[&str] = &[
    "describe", "get", "list", "show", "lookup", "search", "query", "head", "ls", "logs", "simulate",
    "status", "inspect", "diff", "log", "ps",
];

/// Says what a command does.
pub(in crate::playbook::foreign) fn effect(command: &ForeignCommand) -> Effect {
    let language = command.language.to_ascii_lowercase();
    if DATA.contains(&language.as_str()) {
        return Effect::Read;
    }
    let joined = command.text.replace("\\\r\n", " ").replace("\\\n", " ");
    let mut lines =
        joined.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '/']));
    let first = lines.clone().next().unwrap_or("").to_ascii_lowercase();
    if language == "sql" {
        let reads =
            ["select", "with", "show", "describe", "explain"].iter().any(|word| first.starts_with(word));
        return if reads { Effect::Read } else { Effect::Change };
    }
    if !first.is_empty() && lines.all(reads) { Effect::Read } else { Effect::Change }
}

fn reads(line: &str) -> bool {
    // What stands in quotes or is put in place by the shell is not followed.
    let is_plain = !line.contains(['`', '(', '{', '>']) || !line.contains("$(") && !line.contains(['`', '>']);
    is_plain && line.split(['|', ';', '&']).map(str::trim).filter(|part| !part.is_empty()).all(part_reads)
}

fn part_reads(part: &str) -> bool {
    let part = part.trim_start_matches(['$', '>', ' ']);
    let part = part.strip_prefix("sudo ").unwrap_or(part);
    let mut words = part.split_whitespace();
    let Some(program) = words.next() else { return true };
    let program = program.to_ascii_lowercase();
    if BY_VERB.contains(&program.as_str()) {
        let verbs: Vec<&str> = words.take_while(|word| !word.starts_with('-')).collect();
        let is_reading = |word: &&&str| READS.iter().any(|verb| word.starts_with(verb));
        // The verb is the last word before names and options: `aws iam list-users`, `kubectl get pods`.
        return verbs.iter().take(4).any(|word| is_reading(&word))
            && !verbs.iter().take(4).any(|word| changes(word));
    }
    if program == "curl" {
        return !part.contains(" -X")
            && !part.contains(" -d")
            && !part.contains(" --data")
            && !part.contains(" --request");
    }
    let is_cmdlet =
        ["get-", "search-", "find-", "test-", "measure-", "select-", "where-", "format-", "sort-"];
    words_of_reading(&program) || is_cmdlet.iter().any(|verb| program.starts_with(verb))
}

fn words_of_reading(program: &str) -> bool {
    // `find` and `ip` can change, and say so by further words; they are left to the careful side.
    words::READING.contains(&program)
        && !matches!(
            program,
            "find" | "ip" | "ifconfig" | "file" | "host" | "query" | "log" | "list" | "view"
        )
}

fn changes(word: &str) -> bool {
    const CHANGES: &[&str] = &[
        "add",
        "apply",
        "attach",
        "cancel",
        "cp",
        "create",
        "delete",
        "deny",
        "detach",
        "disable",
        "drain",
        "enable",
        "exec",
        "modify",
        "mv",
        "patch",
        "put",
        "reboot",
        "remove",
        "replace",
        "reset",
        "revoke",
        "rm",
        "run",
        "scale",
        "send",
        "set",
        "start",
        "stop",
        "sync",
        "tag",
        "terminate",
        "update",
        "write",
    ];
    CHANGES.iter().any(|verb| word == *verb || word.starts_with(&format!("{verb}-")))
}

/// The language of a fence, for one that names none.
pub(super) fn language(command: &ForeignCommand) -> &str {
    if !command.language.is_empty() {
        return &command.language;
    }
    let Some(program) = program(command) else { return "text" };
    let lower = program.to_ascii_lowercase();
    let is_known = BY_VERB.contains(&lower.as_str())
        || words::PROGRAMS.iter().any(|(known, _)| *known == lower)
        || words_of_reading(&lower)
        || matches!(
            lower.as_str(),
            "curl" | "find" | "ip" | "sh" | "bash" | "systemctl" | "iptables" | "kill" | "dd" | "tar" | "ssh"
        );
    let is_cmdlet = program.split_once('-').is_some_and(|(verb, noun)| {
        [verb, noun].iter().all(|part| {
            part.starts_with(|first: char| first.is_ascii_uppercase())
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    });
    match (is_known, is_cmdlet) {
        (true, _) => "sh",
        (false, true) => "powershell",
        (false, false) => "text",
    }
}
