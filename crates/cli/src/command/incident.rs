//! `firebreak incident`, `close` and `reopen`.

use clap::builder::PossibleValuesParser;
use clap::{ArgGroup, Args};
use firebreak_app::api::{
    ChangeIncident, CloseIncident, ListIncidents, OneIncident, OpenIncident, ReopenIncident, Status,
    SuggestPlaybooks,
};
use firebreak_core::vocabulary::{Resolution, ServiceModel, Severity};

use super::resource::given_resource;
use crate::arguments::word_of;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// `incident open`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("affected").multiple(true).args(["model", "resource"])))]
pub(crate) struct Open {
    /// What happened, in a line
    #[arg(long, allow_hyphen_values = true)]
    title: String,
    /// The type of incident, for example credential-compromise; where it is left out, nothing is opened and the playbooks
    /// that the title suggests are listed
    #[arg(long = "type", value_name = "TYPE", requires_all = ["severity", "affected"])]
    incident_type: Option<String>,
    /// What is affected; may be given several times or with commas
    #[arg(long, value_name = "MODEL", value_delimiter = ',', ignore_case = true, value_parser = word_of(ServiceModel::ALL, ServiceModel::word))]
    model: Vec<ServiceModel>,
    /// A provider, for example aws; may be given several times or with commas
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',')]
    provider: Vec<String>,
    /// An affected resource, as "NAME,model=MODEL,provider=ID,offering=NAME,identifier=TEXT": all but the name may be left
    /// out, the identifier stands last; model and provider are then the first of --model and --provider; may be given
    /// several times
    #[arg(long, value_name = "RESOURCE", allow_hyphen_values = true)]
    resource: Vec<String>,
    /// How bad it is
    #[arg(long, ignore_case = true, value_parser = word_of(Severity::ALL, Severity::word))]
    severity: Option<Severity>,
    /// When it was detected; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    detected: Option<String>,
    /// Start this playbook instead of the one that fits best
    #[arg(long, value_name = "ID", conflicts_with = "no_playbook")]
    playbook: Option<String>,
    /// Start no playbook
    #[arg(long)]
    no_playbook: bool,
}

/// `incident list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Words to find in titles, codes, entries and notes
    text: Option<String>,
    /// Only those that are open, or closed
    #[arg(long, value_parser = PossibleValuesParser::new(["open", "closed"]))]
    status: Option<String>,
    /// How many at most
    #[arg(long, value_name = "NUMBER")]
    limit: Option<u64>,
    /// How many to pass over
    #[arg(long, value_name = "NUMBER")]
    offset: Option<u64>,
}

/// `incident show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
}

/// `incident change`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true)
    .args(["title", "incident_type", "severity", "model", "provider", "no_provider"])))]
pub(crate) struct Change {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// A new title
    #[arg(long, allow_hyphen_values = true)]
    title: Option<String>,
    /// A new type
    #[arg(long = "type", value_name = "TYPE")]
    incident_type: Option<String>,
    /// A new severity; its targets come with it
    #[arg(long, ignore_case = true, value_parser = word_of(Severity::ALL, Severity::word))]
    severity: Option<Severity>,
    /// What is affected now, all of it
    #[arg(long, value_name = "MODEL", value_delimiter = ',', ignore_case = true, value_parser = word_of(ServiceModel::ALL, ServiceModel::word))]
    model: Option<Vec<ServiceModel>>,
    /// The providers now, all of them
    #[arg(long, value_name = "PROVIDER", value_delimiter = ',', conflicts_with = "no_provider")]
    provider: Option<Vec<String>>,
    /// There is no provider after all
    #[arg(long)]
    no_provider: bool,
}

/// `close`.
#[derive(Debug, Args)]
pub(crate) struct Close {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// What it turned out to be; resolved where left out
    #[arg(long = "as", value_name = "RESOLUTION", ignore_case = true, value_parser = word_of(Resolution::ALL, Resolution::word))]
    resolution: Option<Resolution>,
    /// What came of it, in a few words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    summary: Option<String>,
}

/// `reopen`.
#[derive(Debug, Args)]
pub(crate) struct Reopen {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

impl Open {
    /// Opens an incident; where no type is given, says which playbooks the title suggests.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let (Some(incident_type), Some(severity)) = (self.incident_type, self.severity) else {
            let request = SuggestPlaybooks { title: self.title, limit: None };
            let found = desk.app().suggest_playbooks(request)?;
            desk.say(&found, |page| show::suggestions(page, &found))?;
            let message = "The incident has no type: --type is left out".to_owned();
            let hint = if found.is_empty() {
                "`firebreak playbook list` shows the types that playbooks are made for"
            } else {
                "Add the words of the playbook that fits, and --severity"
            };
            return Err(Failure::Usage { message, hint: hint.to_owned() });
        };
        let (model, provider) = (self.model.first().copied(), self.provider.first());
        let resources = self.resource.iter().map(|text| given_resource(text, model, provider));
        let resources = resources.collect::<Result<_, _>>()?;
        let opened = desk.app_to_record()?.open_incident(OpenIncident {
            title: self.title,
            incident_type,
            service_models: self.model,
            providers: self.provider,
            resources,
            severity,
            detected: self.detected,
            playbook: self.playbook,
            without_playbook: self.no_playbook,
            draft: None,
        })?;
        desk.say(&opened, |page| show::opened(page, &opened))?;
        Ok(Exit::Done)
    }
}

impl List {
    /// Lists incidents.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let status = self.status.map(|word| if word == "open" { Status::Open } else { Status::Closed });
        let (offset, limit) = (self.offset, self.limit);
        let list = desk.app().list_incidents(ListIncidents { text: self.text, status, offset, limit })?;
        desk.say(&list, |page| show::incident_list(page, &list, offset.unwrap_or(0)))?;
        Ok(Exit::Done)
    }
}

impl Show {
    /// Shows one incident.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let view = desk.app().show_incident(OneIncident { incident: self.incident })?;
        let here = desk.here();
        desk.say(&view, |page| show::incident(page, &here, &view))?;
        Ok(Exit::Done)
    }
}

impl Change {
    /// Changes what an incident is said to be.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let changed = desk.app_to_record()?.change_incident(ChangeIncident {
            incident: self.incident,
            title: self.title,
            incident_type: self.incident_type,
            severity: self.severity,
            service_models: self.model,
            providers: if self.no_provider { Some(Vec::new()) } else { self.provider },
        })?;
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }
}

impl Close {
    /// Closes an incident.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let Self { incident, resolution, summary } = self;
        let request = CloseIncident { incident, resolution, summary, draft: None };
        let changed = desk.app_to_record()?.close_incident(request)?;
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }
}

impl Reopen {
    /// Opens a closed incident again.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let request = ReopenIncident { incident: self.incident, reason: self.reason };
        let changed = desk.app_to_record()?.reopen_incident(request)?;
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }
}
