//! The table of verified commands: what no parser here knows, each with the source it was read in.

use anyhow::{Result, bail};

use crate::report::Verdict;
use crate::shell::Command;

/// Programs that every responder's machine has, and PowerShell's own cmdlets: they act on files, text and the terminal.
const LOCAL: &[&str] = &[
    "[",
    "awk",
    "base64",
    "basename",
    "break",
    "cat",
    "cd",
    "chmod",
    "cksum",
    "column",
    "comm",
    "continue",
    "cp",
    "cut",
    "date",
    "df",
    "diff",
    "dirname",
    "echo",
    "env",
    "exec",
    "exit",
    "export",
    "false",
    "file",
    "find",
    "grep",
    "gunzip",
    "gzip",
    "head",
    "jq",
    "ls",
    "mkdir",
    "mv",
    "printf",
    "pwd",
    "read",
    "sed",
    "set",
    "sha256sum",
    "sleep",
    "sort",
    "split",
    "stat",
    "tail",
    "tar",
    "tee",
    "test",
    "touch",
    "tr",
    "true",
    "uniq",
    "unset",
    "unzip",
    "wc",
    "xargs",
    "zip",
    "ConvertFrom-Json",
    "ConvertTo-Csv",
    "ConvertTo-Json",
    "Export-Clixml",
    "Export-Csv",
    "ForEach-Object",
    "Format-List",
    "Format-Table",
    "Get-Acl",
    "Get-ChildItem",
    "Get-Content",
    "Get-Credential",
    "Get-Date",
    "Get-FileHash",
    "Group-Object",
    "Import-Csv",
    "Measure-Object",
    "New-Item",
    "Out-File",
    "Out-Null",
    "Read-Host",
    "Select-Object",
    "Select-String",
    "Set-Content",
    "Set-Variable",
    "Sort-Object",
    "Tee-Object",
    "Where-Object",
    "Write-Host",
    "Write-Output",
];

/// One verified command.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    tool: String,
    /// The words after the tool's name, or method and address; `*` stands for anything but `/`.
    command: String,
    options: Vec<String>,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    entries: Vec<Entry>,
}

impl Table {
    /// Reads rows of tool, command, options and source, with tabs between them; lines that begin with `#` are left out.
    pub(crate) fn read(text: &str) -> Result<Self> {
        let mut entries = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fields: Vec<&str> = line.split('\t').collect();
            let [tool, command, options, source] = fields.as_slice() else {
                bail!(
                    "line {number} has {} fields instead of tool, command, options and source",
                    fields.len()
                );
            };
            if !source.starts_with("https://") {
                bail!("line {number} has no source; write the address it was read at");
            }
            entries.push(Entry {
                tool: (*tool).to_owned(),
                command: (*command).to_owned(),
                options: options.split_whitespace().map(str::to_owned).collect(),
            });
        }
        Ok(Self { entries })
    }

    /// Looks a command up.
    pub(crate) fn check(&self, command: &Command) -> Verdict {
        let name = command.program();
        if LOCAL.contains(&name) {
            return Verdict::Passed("a program of the responder's machine".to_owned());
        }
        let address = self.check_address(command);
        self.check_options(command, address.unwrap_or_else(|| Verdict::Passed("the table".to_owned())))
    }

    fn check_options(&self, command: &Command, found: Verdict) -> Verdict {
        let name = command.program();
        let words: Vec<&str> = command
            .arguments()
            .iter()
            .map(|word| word.text.as_str())
            .take_while(|word| *word != "--")
            .collect();
        // A program that is called from PowerShell is no cmdlet: those have a verb and a noun.
        let is_cmdlet = command.is_cmdlet && name.contains('-');
        let (tool, verb) = if is_cmdlet {
            ("powershell", name.to_owned())
        } else {
            (name, verb(name, &words, command.is_cmdlet))
        };
        let own: Vec<&Entry> = self
            .entries
            .iter()
            .filter(|entry| entry.tool.eq_ignore_ascii_case(tool))
            .filter(|entry| begins_with(&verb, &entry.command))
            .collect();
        let Some(longest) = own.iter().map(|entry| entry.command.len()).max() else {
            return Verdict::Unchecked(format!(
                "{} is not in the table",
                format!("{tool} {verb}").trim_end()
            ));
        };
        let everywhere = self.entries.iter().filter(|entry| entry.tool == tool && entry.command == "*");
        let known: Vec<&str> = own
            .iter()
            .filter(|entry| entry.command.len() == longest)
            .copied()
            .chain(everywhere)
            .flat_map(|entry| entry.options.iter().map(String::as_str))
            .collect();
        for word in &words {
            let Some(option) = option(word, is_cmdlet) else { continue };
            let is_known = |known: &&str| {
                if is_cmdlet {
                    known.eq_ignore_ascii_case(option.trim_start_matches('-'))
                } else {
                    *known == option
                }
            };
            if !known.iter().any(is_known) {
                return Verdict::Unchecked(format!(
                    "{} stands in the table without {option}",
                    format!("{tool} {verb}").trim_end()
                ));
            }
        }
        found
    }

    /// Looks up the address that a command sends a request to; none where it sends none.
    pub(crate) fn check_address(&self, command: &Command) -> Option<Verdict> {
        let (method, address) = request(command)?;
        let plain = address.split(['?', '#']).next().unwrap_or_default();
        if is_own(plain) {
            return Some(Verdict::Passed("an address of the reader's own".to_owned()));
        }
        let asked = format!("{method} {plain}");
        let is_known = self.entries.iter().any(|entry| entry.tool == "http" && fits(&asked, &entry.command));
        Some(if is_known {
            Verdict::Passed("the table".to_owned())
        } else {
            Verdict::Unchecked(format!("{asked} is not in the table"))
        })
    }
}

/// The words of a call that say what is to be done: those before its options, paths and assignments.
fn verb(program: &str, words: &[&str], is_on_windows: bool) -> String {
    // Git takes the folder it works in first.
    let words = match words {
        ["-C", _, rest @ ..] if program == "git" => rest,
        words => words,
    };
    let is_operand =
        |word: &str| word.contains("://") || !is_on_windows && (word.starts_with('/') || word.contains('='));
    words
        .iter()
        .take_while(|word| !word.starts_with('-') && !is_operand(word))
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether the words of a command begin with those of an entry.
fn begins_with(words: &str, entry: &str) -> bool {
    words.len() >= entry.len()
        && words.get(..entry.len()).is_some_and(|start| start.eq_ignore_ascii_case(entry))
        && words.get(entry.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The name of an option, without its value.
fn option(word: &str, is_cmdlet: bool) -> Option<&str> {
    let is_negative_number = word.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
    if !word.starts_with('-') || word == "-" || is_negative_number {
        return None;
    }
    word.split(if is_cmdlet { ':' } else { '=' }).next()
}

/// Method and address of the request that a command sends.
fn request(command: &Command) -> Option<(String, String)> {
    let words: Vec<&str> = command.arguments().iter().map(|word| word.text.as_str()).collect();
    let value = |names: &[&str]| {
        words.iter().enumerate().find_map(|(at, word)| {
            let (name, given) =
                word.split_once('=').map_or((*word, None), |(name, given)| (name, Some(given)));
            let is_it = names.iter().any(|known| known.eq_ignore_ascii_case(name));
            is_it.then(|| given.or_else(|| words.get(at + 1).copied())).flatten()
        })
    };
    let method = |given: Option<&str>| given.unwrap_or("GET").to_ascii_uppercase();
    match (command.name(), words.first().copied()) {
        ("curl", _) => {
            let address = words.iter().find(|word| word.starts_with("https://"))?;
            let asks = words.iter().any(|word| *word == "--get" || is_short(word, 'G'));
            let sends = words.iter().any(|word| {
                word.starts_with("--data") || *word == "-d" || *word == "-F" || *word == "--json"
            });
            let heads = words.iter().any(|word| *word == "--head" || is_short(word, 'I'));
            let given = value(&["-X", "--request"])
                .or(heads.then_some("HEAD"))
                .or((sends && !asks).then_some("POST"));
            Some((method(given), (*address).to_owned()))
        }
        ("az", Some("rest")) => {
            Some((method(value(&["--method", "-m"])), value(&["--url", "--uri", "-u"])?.to_owned()))
        }
        ("oci", Some("raw-request")) => {
            Some((method(value(&["--http-method"])), value(&["--target-uri"])?.to_owned()))
        }
        ("gh", Some("api")) => {
            let given = value(&["-X", "--method"]);
            let sends =
                words.iter().any(|word| ["-f", "-F", "--field", "--raw-field", "--input"].contains(word));
            let path = gh_path(&words)?;
            Some((
                method(given.or(sends.then_some("POST"))),
                format!("https://api.github.com/{}", path.trim_start_matches('/')),
            ))
        }
        (name, _)
            if command.is_cmdlet
                && ["Invoke-MgGraphRequest", "Invoke-RestMethod", "Invoke-WebRequest"].contains(&name) =>
        {
            Some((method(value(&["-Method"])), value(&["-Uri"])?.to_owned()))
        }
        _ => None,
    }
}

/// Whether an address is an example of one that the reader serves; no documentation knows those.
fn is_own(address: &str) -> bool {
    let host = address.trim_start_matches("https://").split('/').next().unwrap_or_default();
    host.ends_with(".example.com") || host.ends_with(".example.org")
}

/// Whether a word is a flag of one letter, or several of them put together of which it is one.
fn is_short(word: &str, flag: char) -> bool {
    word.strip_prefix('-')
        .is_some_and(|letters| letters.contains(flag) && letters.chars().all(|c| "sSfLGIkg".contains(c)))
}

/// The path that `gh api` asks for: the first word that is neither an option nor the value of one.
fn gh_path<'a>(words: &[&'a str]) -> Option<&'a str> {
    const FLAGS: [&str; 5] = ["--paginate", "--slurp", "--silent", "--include", "-i"];
    let mut rest = words.iter().skip(1);
    while let Some(word) = rest.next() {
        if !word.starts_with('-') {
            return Some(word);
        }
        if !FLAGS.contains(word) && !word.contains('=') {
            rest.next();
        }
    }
    None
}

/// Whether a text fits a pattern in which `*` stands for one or more characters other than `/` and white space.
fn fits(text: &str, pattern: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else { return text == pattern };
    let Some(rest) = text.strip_prefix(before) else { return false };
    let reach = rest.find(['/', ' ']).unwrap_or(rest.len());
    rest.char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take_while(|end| *end <= reach)
        .any(|end| rest.get(end..).is_some_and(|rest| fits(rest, after)))
}
