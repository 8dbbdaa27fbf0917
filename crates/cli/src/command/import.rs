//! `firebreak playbook import`.

use clap::Args;
use firebreak_app::api::{ImportOutcome, ImportPlaybooks, ImportSaved, SaveImport, SkippedFile};

use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// `playbook import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// A file, or a folder that is searched for .md files; may be given several times
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,
    /// Write the playbooks to this folder, each as ID.md with its source beside it; without it nothing is written
    #[arg(long, value_name = "FOLDER")]
    to: Option<String>,
    /// Accept a suggestion or guess by the name the report gives it; may be given several times or with commas
    #[arg(long, value_name = "NAME", value_delimiter = ',', requires = "to", conflicts_with = "accept_all")]
    accept: Vec<String>,
    /// Accept every suggestion and guess
    #[arg(long, requires = "to")]
    accept_all: bool,
    /// Replace also what was edited since an earlier import
    #[arg(long, requires = "to")]
    replace: bool,
    /// Take files for playbooks that do not look like one
    #[arg(long)]
    as_playbook: bool,
}

impl Import {
    /// Reports what was found in the files, and writes them where a folder is named.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let report = desk
            .app()
            .import_playbooks(ImportPlaybooks { paths: self.paths.clone(), as_playbook: self.as_playbook })?;
        let Some(to) = self.to else {
            let many = report.files.len() > 1;
            desk.say(&report.files, |page| show::import_report(page, &report, many))?;
            return Ok(left_out(desk, &report.skipped, report.files.is_empty()));
        };
        let saved = desk.app().save_import(SaveImport {
            paths: self.paths,
            as_playbook: self.as_playbook,
            accept: self.accept,
            accept_all: self.accept_all,
            to: Some(to),
            replace: self.replace,
            taken: Vec::new(),
        })?;
        // Scripts read the same document whether anything is written or not.
        desk.say(&report.files, |page| show::import_saved(page, &saved))?;
        let exit = left_out(desk, &saved.skipped, saved.files.is_empty());
        Ok(if is_refused(&saved) { Exit::Refused } else { exit })
    }
}

fn is_refused(saved: &ImportSaved) -> bool {
    saved.files.iter().any(|file| match file.outcome {
        ImportOutcome::Kept | ImportOutcome::Failed => true,
        ImportOutcome::Written
        | ImportOutcome::Replaced
        | ImportOutcome::Unchanged
        | ImportOutcome::NoPlaybook => false,
    })
}

/// Tells what could not be read, beside the answer and not in it. That is a failure only where nothing could be read.
fn left_out(desk: &mut Desk<'_>, skipped: &[SkippedFile], is_all: bool) -> Exit {
    for one in skipped {
        desk.notice(&format!("{}: {}", one.file, one.why));
    }
    if is_all && !skipped.is_empty() { Exit::Refused } else { Exit::Done }
}
