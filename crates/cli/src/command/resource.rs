//! `firebreak resource`: what is affected, and who owns which layer of it.

use clap::{ArgGroup, Args, Subcommand};
use firebreak_app::api::{
    AddResource, ChangeResource, OneIncident, ResourceView, ResourceWords, WithdrawResource,
};
use firebreak_core::vocabulary::{ServiceModel, UnknownWord};

use crate::arguments::word_of;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// What can be done with the resources of an incident.
#[derive(Debug, Subcommand)]
pub(crate) enum ResourceCommand {
    /// List what is affected, and who owns which layer of it
    List(List),
    /// Say that a resource is affected
    Add(Add),
    /// Change what a resource is said to be
    Change(Change),
    /// Say that a resource is not affected after all; it stays in the record
    Withdraw(Withdraw),
}

/// `resource list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
}

/// `resource add`.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// What responders call it
    name: String,
    /// How it is run
    #[arg(long, value_name = "MODEL", ignore_case = true, value_parser = word_of(ServiceModel::ALL, ServiceModel::word))]
    model: ServiceModel,
    /// Its provider, for example aws
    #[arg(long, value_name = "PROVIDER")]
    provider: Option<String>,
    /// What the provider calls the offering, for example "RDS"
    #[arg(long, value_name = "NAME", requires = "provider")]
    offering: Option<String>,
    /// What identifies it at the provider: an ARN, a resource id, a tenant
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    identifier: Option<String>,
}

/// `resource change`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true)
    .args(["name", "model", "provider", "offering", "identifier"])))]
pub(crate) struct Change {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The number of the resource
    resource: String,
    /// What responders call it
    #[arg(long)]
    name: Option<String>,
    /// How it is run
    #[arg(long, value_name = "MODEL", ignore_case = true, value_parser = word_of(ServiceModel::ALL, ServiceModel::word))]
    model: Option<ServiceModel>,
    /// Its provider; empty for none
    #[arg(long, value_name = "PROVIDER")]
    provider: Option<String>,
    /// What the provider calls the offering; empty for none
    #[arg(long, value_name = "NAME")]
    offering: Option<String>,
    /// What identifies it at the provider; empty for nothing
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    identifier: Option<String>,
}

/// `resource withdraw`.
#[derive(Debug, Args)]
pub(crate) struct Withdraw {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The number of the resource
    resource: String,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

impl ResourceCommand {
    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self {
            Self::List(List { incident }) => {
                let asked = OneIncident { incident };
                let shown = desk.app().show_incident(asked.clone())?;
                let responsibility = desk.app().show_responsibility(asked)?;
                if desk.json() {
                    desk.say(&shown.resources, |_| {})?;
                } else {
                    desk.say(&(), |page| show::resources(page, &shown.resources, &responsibility))?;
                }
            }
            Self::Add(add) => {
                let Add { incident, name, model, provider, offering, identifier } = add;
                let words = ResourceWords { name, service_model: model, provider, offering, identifier };
                let request = AddResource { incident, words, draft: None };
                let changed = desk.app_to_record()?.add_resource(request)?;
                desk.say_recorded(&changed)?;
            }
            Self::Change(change) => change.perform(desk)?,
            Self::Withdraw(Withdraw { incident, resource, reason }) => {
                let request = WithdrawResource { incident, resource, reason };
                let changed = desk.app_to_record()?.withdraw_resource(request)?;
                desk.say_recorded(&changed)?;
            }
        }
        Ok(Exit::Done)
    }
}

impl Change {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let shown = desk.app().show_incident(OneIncident { incident: self.incident.clone() })?;
        let known = shown.resources.into_iter().find(|resource| resource.id == self.resource);
        let (incident, resource) = (self.incident.clone(), self.resource.clone());
        let words = match known {
            Some(known) => self.over(known),
            // The application refuses it with its own words.
            None => ResourceWords {
                name: self.name.unwrap_or_default(),
                service_model: self.model.unwrap_or(ServiceModel::OnPremises),
                provider: None,
                offering: None,
                identifier: None,
            },
        };
        let request = ChangeResource { incident, resource, words, draft: None };
        let changed = desk.app_to_record()?.change_resource(request)?;
        desk.say_recorded(&changed)
    }

    /// What was typed over what is known; an empty text takes away.
    fn over(self, known: ResourceView) -> ResourceWords {
        let new = |typed: Option<String>, known: Option<String>| {
            typed.map_or(known, |typed| Some(typed).filter(|typed| !typed.trim().is_empty()))
        };
        ResourceWords {
            name: self.name.unwrap_or(known.name),
            service_model: self.model.unwrap_or(known.service_model),
            provider: new(self.provider, known.provider.map(|provider| provider.id)),
            offering: new(self.offering, known.offering),
            identifier: new(self.identifier, known.identifier),
        }
    }
}

/// Reads `web-1,model=iaas,provider=aws,offering=EC2,identifier=i-0abc`: the identifier is all that follows, commas and
/// all; `provider=` alone is no provider. Model and provider are those handed in where left out.
pub(super) fn given_resource(
    text: &str,
    model: Option<ServiceModel>,
    provider: Option<&String>,
) -> Result<ResourceWords, Failure> {
    let (text, identifier) = match text.split_once(",identifier=") {
        Some((text, identifier)) => (text, Some(identifier.to_owned())),
        None => (text, None),
    };
    let wrong = |message: String| Failure::Usage {
        message,
        hint: "Write NAME,model=MODEL,provider=ID,offering=NAME,identifier=TEXT, for example \
               \"web-1,model=iaas,provider=aws,identifier=i-0abc\""
            .to_owned(),
    };
    let mut parts = text.split(',');
    let name = parts.next().unwrap_or_default().to_owned();
    let (mut model, mut provider, mut offering) = (model, provider.cloned(), None);
    for part in parts {
        let filled = |value: &str| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        match part.split_once('=').map(|(key, value)| (key.trim(), value)) {
            Some(("model", value)) => {
                let word = value.trim().to_lowercase();
                model = Some(word.parse().map_err(|error: UnknownWord| wrong(error.to_string()))?);
            }
            Some(("provider", value)) => provider = filled(value),
            Some(("offering", value)) => offering = filled(value),
            Some(_) | None => return Err(wrong(format!("\"{part}\" says nothing about a resource"))),
        }
    }
    let service_model =
        model.ok_or_else(|| wrong(format!("The resource \"{name}\" has no service model")))?;
    Ok(ResourceWords { name, service_model, provider, offering, identifier })
}
