//! The providers' own parsers: awscli, azure-cli and oci-cli, asked whether they take a command.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::thread;

use anyhow::{Context, Error, Result, ensure};
use serde::Serialize;

use crate::report::Verdict;
use crate::shell::{self, Command, Word};

const SCRIPT: &str = include_str!("../python/check.py");

/// A tool whose own parser is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    Aws,
    Azure,
    Oci,
}

impl Tool {
    const ALL: [Self; 3] = [Self::Aws, Self::Azure, Self::Oci];

    /// The tool that a command calls.
    pub(crate) fn of(command: &Command) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| !command.is_cmdlet && tool.program() == command.name())
    }

    const fn program(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::Azure => "az",
            Self::Oci => "oci",
        }
    }

    /// Commands of which it is known whether they are taken: a parser that says otherwise was not asked rightly.
    const fn known(self) -> &'static [(&'static str, bool)] {
        match self {
            Self::Aws => &[
                ("aws s3api list-object-versions --bucket b --max-items 20", true),
                ("aws ec2 modify-instance-attribute --instance-id i-1 --groups \"$g\"", true),
                ("aws cloudwatch put-metric-alarm --cli-input-json file://alarm.json", true),
                ("aws events put-targets --rule r --targets file://targets.json", true),
                ("aws iam get-user --user-name a --all", false),
                ("aws iam get-users", false),
            ],
            Self::Azure => &[
                ("az vm show --name a --resource-group b", true),
                ("az vm show --name a --resource-group b --force", false),
                ("az ad user revoke-sign-in-sessions --id a", false),
            ],
            Self::Oci => &[
                ("oci os bucket get --bucket-name b", true),
                ("oci audit event list --compartment-id c --start-time \"$t\" --end-time \"$t\"", true),
                ("oci audit event list --compartment-id c --start-time soon --end-time \"$t\"", false),
                ("oci os bucket get --bucket b", false),
                ("oci os bucket get", false),
                ("oci iam group remove-user --group-id g --user-id u --force", true),
                ("oci iam group remove-user --group-id g --force", false),
            ],
        }
    }

    const fn package(self) -> &'static str {
        match self {
            Self::Aws => "awscli",
            Self::Azure => "azure-cli",
            Self::Oci => "oci-cli",
        }
    }
}

#[derive(Serialize)]
struct Asked<'a> {
    tool: &'static str,
    commands: Vec<&'a [Word]>,
}

/// Asks the parsers; one verdict for each command, in their order.
pub(crate) fn check(commands: &[&Command], python: &Path) -> Result<Vec<Verdict>> {
    let answers = thread::scope(|scope| {
        let asking = Tool::ALL.map(|tool| (tool, scope.spawn(move || ask(tool, commands, python))));
        asking
            .into_iter()
            .map(|(tool, thread)| {
                let answers =
                    thread.join().map_err(|_| anyhow::anyhow!("asking {} failed", tool.package()))?;
                Ok((tool, answers?))
            })
            .collect::<Result<Vec<_>>>()
    })?;
    let mut answers: Vec<_> =
        answers.into_iter().map(|(tool, answers)| (tool, answers.into_iter())).collect();
    commands
        .iter()
        .map(|command| {
            let tool = Tool::of(command).context("a command of another tool")?;
            let own = answers.iter_mut().find(|(other, _)| *other == tool);
            let answer = own.and_then(|(_, answers)| answers.next()).context("an answer is missing")?;
            Ok(match answer {
                None => Verdict::Passed(tool.package().to_owned()),
                Some(why) => Verdict::Failed(why),
            })
        })
        .collect()
}

fn ask(tool: Tool, commands: &[&Command], python: &Path) -> Result<Vec<Option<String>>> {
    let mut own: Vec<_> = commands
        .iter()
        .filter(|command| Tool::of(command) == Some(tool))
        .map(|command| command.arguments())
        .collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let known = known(tool)?;
    own.extend(known.iter().map(|(command, _)| command.arguments()));
    let count = own.len();
    let asked = serde_json::to_vec(&Asked { tool: tool.program(), commands: own })?;
    let mut process = Process::new(python)
        .args(["-I", "-W", "ignore", "-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting {}", python.display()))?;
    process.stdin.take().context("the parser takes no input")?.write_all(&asked)?;
    let output = process.wait_with_output()?;
    ensure!(output.status.success(), "{} could not be asked: {}", tool.package(), output.status);
    let mut answers: Vec<Option<String>> = serde_json::from_slice(&output.stdout)
        .with_context(|| format!("reading what {} answered", tool.package()))?;
    ensure!(answers.len() == count, "{} answered {} of {count} questions", tool.package(), answers.len());
    for ((command, is_taken), answer) in known.iter().zip(answers.split_off(count - known.len())) {
        let line = command.told();
        ensure!(
            answer.is_none() == *is_taken,
            "{} was not asked rightly: `{line}` {}",
            tool.package(),
            answer.map_or("was taken".to_owned(), |why| format!("was refused: {why}"))
        );
    }
    Ok(answers)
}

fn known(tool: Tool) -> Result<Vec<(Command, bool)>> {
    tool.known()
        .iter()
        .map(|(line, is_taken)| {
            let command = shell::commands(line).map_err(Error::msg)?.pop().context("no command")?;
            Ok((command, *is_taken))
        })
        .collect()
}
