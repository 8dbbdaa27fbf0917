//! Checks that every command of the playbooks exists with exactly those options.
//!
//! Commands of AWS, Azure and OCI go to the parsers of the providers' own command-line tools, offline; nothing is run.
//! Other commands are looked up in a table of verified ones, which names the source of each. What neither can check
//! has to be marked in the playbook with `<!-- unverified -->`.
#![allow(clippy::print_stdout, reason = "it reports to a person in a terminal")]

mod fences;
mod parsers;
mod powershell;
mod report;
mod shell;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use anyhow::{Context, Result};
use clap::Parser;

use crate::fences::Fence;
use crate::report::{Line, Report, Verdict};
use crate::table::Table;

/// Checks every command of the playbooks against the providers' own parsers and the table of verified commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask check-commands --")]
struct Arguments {
    /// Playbooks to check; every bundled one where none is named
    playbooks: Vec<PathBuf>,
    /// The Python that has awscli, azure-cli and oci-cli
    #[arg(long)]
    python: PathBuf,
    /// Also name every command that passed, with what it was checked against
    #[arg(long)]
    all: bool,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    // Cargo says at run time which checkout is meant; several may share one folder of built programs.
    let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let root = PathBuf::from(manifest).join("../..");
    let table_file = root.join("playbooks/reference/verified-commands.tsv");
    let table =
        Table::read(&fs::read_to_string(&table_file).context("reading the table of verified commands")?)
            .with_context(|| format!("in {}", table_file.display()))?;
    let files = if arguments.playbooks.is_empty() { bundled(&root)? } else { arguments.playbooks };
    let mut fences = Vec::new();
    for file in &files {
        fences.extend(fences::read(file)?);
    }
    let report = check(&fences, &table, &arguments.python)?;
    print!("{}", report.told(arguments.all));
    Ok(if report.failures() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn bundled(root: &std::path::Path) -> Result<Vec<PathBuf>> {
    let folder = root.join("playbooks");
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Checks every fence: the commands in it one by one, those for the providers' parsers all together.
fn check(fences: &[Fence], table: &Table, python: &std::path::Path) -> Result<Report> {
    let mut report = Report::default();
    let mut parsed = Vec::new();
    for fence in fences {
        let commands = match fence.language.as_str() {
            "bash" | "sh" | "shell" | "zsh" => shell::commands(&fence.text),
            "powershell" | "pwsh" => powershell::commands(&fence.text),
            _ => {
                report.add(
                    fence,
                    Line::of(fence, &fence.language),
                    Verdict::Unchecked("no parser and no table for this language".to_owned()),
                );
                continue;
            }
        };
        let commands = match commands {
            Ok(commands) => commands,
            Err(why) => {
                report.add(fence, Line::of(fence, &fence.language), Verdict::Failed(why));
                continue;
            }
        };
        for command in commands {
            if parsers::Tool::of(&command).is_some() {
                parsed.push((fence, command));
            } else {
                let verdict = table.check(&command);
                report.add(fence, Line::at(fence, &command), verdict);
            }
        }
    }
    let commands: Vec<_> = parsed.iter().map(|(_, command)| command).collect();
    let verdicts = parsers::check(&commands, python)?;
    for ((fence, command), verdict) in parsed.iter().zip(verdicts) {
        // The address that a raw request goes to is not the parser's business.
        let verdict = match (verdict, table.check_address(command)) {
            (Verdict::Passed(by), Some(address)) => address.beside(&by),
            (verdict, _) => verdict,
        };
        report.add(fence, Line::at(fence, command), verdict);
    }
    Ok(report)
}

#[cfg(test)]
mod tests;
