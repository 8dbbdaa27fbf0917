//! `firebreak playbook`.

use clap::{Args, Subcommand, ValueEnum};
use firebreak_app::api::{CheckPlaybooks, MatchPlaybooks, NewPlaybook, Nothing, SearchLibrary, ShowPlaybook};
use firebreak_core::playbook::Gravity;
use firebreak_core::vocabulary::ServiceModel;

use super::import::Import;
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
    /// Find words in titles, steps, commands and techniques of all playbooks
    Search(Search),
    /// Rank the playbooks that fit, best first, and say why
    Match(Match),
    /// Begin a playbook: a file with every part once and a comment on what belongs there
    New(New),
    /// Read Markdown of any kind for the steps it holds, and take it over as own playbooks
    Import(Import),
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
    /// How the findings are written; goes before --json
    #[arg(long, value_enum, default_value_t = FindingFormat::Text)]
    format: FindingFormat,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FindingFormat {
    /// One line each, as compilers write it
    Text,
    /// JSON, as with --json
    Json,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines
    Github,
}

/// `playbook search`.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// The words, or their beginnings
    #[arg(required = true)]
    words: Vec<String>,
    /// How many places at most
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    limit: u32,
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

/// `playbook new`.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// The id: lower-case letters, digits and dashes; also the name of the file
    id: String,
    /// The title
    #[arg(long)]
    title: String,
    /// An incident type it is for; may be given several times or with commas
    #[arg(long = "type", value_name = "TYPE", required = true, value_delimiter = ',')]
    incident_type: Vec<String>,
    /// A service model it is for; may be given several times or with commas
    #[arg(long, value_name = "MODEL", required = true, value_delimiter = ',', ignore_case = true, value_parser = word_of(ServiceModel::ALL, ServiceModel::word))]
    model: Vec<ServiceModel>,
    /// A provider it has commands for; may be given several times or with commas
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',')]
    provider: Vec<String>,
    /// The folder the file is written to
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    to: String,
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
        match self.format {
            FindingFormat::Text => desk.say(&findings, |page| show::findings(page, &findings))?,
            FindingFormat::Json => desk.say_text(&format!("{}\n", show::json_pretty(&findings)))?,
            FindingFormat::Sarif => {
                desk.say_text(&format!("{}\n", show::json_pretty(&show::sarif(&findings))))?;
            }
            FindingFormat::Github => desk.say_text(&show::github(&findings))?,
        }
        let is_error = |gravity| match gravity {
            Gravity::Error => true,
            Gravity::Warning => false,
        };
        let wrong = findings.iter().any(|finding| is_error(finding.severity));
        Ok(if wrong { Exit::Refused } else { Exit::Done })
    }
}

impl New {
    /// Writes the file.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let begun = desk.app().new_playbook(NewPlaybook {
            id: self.id,
            title: self.title,
            incident_types: self.incident_type,
            service_models: self.model,
            providers: self.provider,
            folder: Some(self.to),
            own: false,
        })?;
        desk.say(&begun, |page| {
            if let Some(path) = &begun.path {
                page.say(&format!("Written to {path}."));
                page.say(&format!("`firebreak playbook check {path}` says what does not hold yet."));
            }
        })?;
        Ok(Exit::Done)
    }
}

impl Search {
    /// Finds words in all playbooks.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let request = SearchLibrary { text: self.words.join(" "), limit: Some(self.limit) };
        let found = desk.app().search_library(request)?;
        desk.say(&found, |page| show::library_found(page, &found))?;
        Ok(Exit::Done)
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
