//! The fenced commands of a playbook, with the examples of its variables filled in.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use firebreak_app::Library;
use firebreak_core::playbook::{self, LineIndex, Playbook};

/// One fence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fence {
    /// The file, for people.
    pub(crate) file: String,
    /// The line of the first command, from 1.
    pub(crate) line: usize,
    /// The language.
    pub(crate) language: String,
    /// The commands, the variables' examples filled in as the window would.
    pub(crate) text: String,
    /// Whether the playbook says that it could not be checked.
    pub(crate) unverified: bool,
}

/// Reads the fences of a playbook.
pub(crate) fn read(file: &Path) -> Result<Vec<Fence>> {
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let library = Library::load()?;
    let reading = playbook::read(&bytes, &library.reference);
    let Some(playbook) = &reading.playbook else {
        bail!("{} is not read as a playbook; check it with `firebreak playbook check`", file.display());
    };
    let name = file
        .file_name()
        .map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
    fences(playbook, &reading.source, &name)
}

fn fences(playbook: &Playbook, source: &str, file: &str) -> Result<Vec<Fence>> {
    let index = LineIndex::new(source);
    let declared = &playbook.meta.variables;
    // A variable without an example says nothing of its form; neither does `x`.
    let examples: BTreeMap<String, String> = declared
        .iter()
        .map(|(name, variable)| (name.clone(), variable.example.clone().unwrap_or_else(|| "x".to_owned())))
        .collect();
    let mut fences = Vec::new();
    for (_, step) in playbook.steps() {
        for command in step.all_commands() {
            let line = index.place(command.span.start).line;
            let filled = playbook::command_text(command, &examples, declared).with_context(|| {
                format!("{file}:{line}: an example does not fit where its variable stands")
            })?;
            fences.push(Fence {
                file: file.to_owned(),
                line: line + 1,
                language: command.language.to_ascii_lowercase(),
                text: filled.text,
                unverified: command.unverified,
            });
        }
    }
    Ok(fences)
}
