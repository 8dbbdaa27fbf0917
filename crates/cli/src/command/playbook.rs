//! `firebreak playbook`.

use clap::{Args, Subcommand};
use firebreak_app::api::{CheckPlaybooks, MatchPlaybooks, Nothing, ShowPlaybook};
use firebreak_core::playbook::Gravity;
use firebreak_core::vocabulary::ServiceModel;

use crate::arguments::word_of;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// What can be done with playbooks.
#[derive(Debug, Subcommand)]
pub(crate) enum PlaybookCommand {
    /// List the playbooks
    List(List),
    /// Show a playbook: its steps and who acts on each
    Show(Show),
    /// Check Markdown files and name what is wrong with its line and column
    Check(Check),
    /// Rank the playbooks that fit, best first, and say why
    Match(Match),
}

/// `playbook list`.
#[derive(Debug, Args)]
pub(crate) struct List {}

/// `playbook show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The id of the playbook
    id: String,
    /// Say who acts under these service models only
    #[arg(long, value_name = "MODEL", value_delimiter = ',', ignore_case = true, value_parser = word_of(ServiceModel::ALL, ServiceModel::word))]
    model: Vec<ServiceModel>,
    /// Show every step whole
    #[arg(long, conflicts_with = "source")]
    full: bool,
    /// Print the Markdown source
    #[arg(long)]
    source: bool,
}

/// `playbook check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files, and folders that are searched for .md files
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,
}

/// `playbook match`.
#[derive(Debug, Args)]
pub(crate) struct Match {
    /// The type of incident, for example credential-compromise
    #[arg(long = "type", value_name = "TYPE")]
    incident_type: String,
    /// What is affected; may be given several times or with commas
    #[arg(long, value_name = "MODEL", required = true, value_delimiter = ',', ignore_case = true, value_parser = word_of(ServiceModel::ALL, ServiceModel::word))]
    model: Vec<ServiceModel>,
    /// A provider, for example aws; may be given several times or with commas
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',')]
    provider: Vec<String>,
}

/// Lists the playbooks.
pub(crate) fn list(_: &List, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
    let rows = desk.app().list_playbooks(Nothing {})?;
    let library = desk.app().show_library(Nothing {})?;
    desk.say(&rows, |page| show::playbook_list(page, &rows, &library))?;
    Ok(Exit::Done)
}

impl Show {
    /// Shows one playbook.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let service_models = (!self.model.is_empty()).then_some(self.model);
        let view = desk.app().show_playbook(ShowPlaybook { id: self.id, service_models })?;
        if self.source && !desk.json() {
            desk.say_text(&show::as_file(&view.source))?;
            return Ok(Exit::Done);
        }
        desk.say(&view, |page| show::playbook(page, &view, self.full))?;
        Ok(Exit::Done)
    }
}

impl Check {
    /// Checks files. An error among the findings makes the command fail; warnings do not.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let findings = desk.app().check_playbooks(CheckPlaybooks { paths: self.paths })?;
        desk.say(&findings, |page| show::findings(page, &findings))?;
        let is_error = |gravity| match gravity {
            Gravity::Error => true,
            Gravity::Warning => false,
        };
        let wrong = findings.iter().any(|finding| is_error(finding.severity));
        Ok(if wrong { Exit::Refused } else { Exit::Done })
    }
}

impl Match {
    /// Ranks the playbooks.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let found = desk.app().match_playbooks(MatchPlaybooks {
            incident_type: self.incident_type,
            service_models: self.model,
            providers: self.provider,
        })?;
        desk.say(&found, |page| show::matches(page, &found))?;
        Ok(Exit::Done)
    }
}
