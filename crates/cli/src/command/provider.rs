//! `firebreak provider`: how to reach a provider, and what is missing before an incident.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use firebreak_app::api::{Nothing, OneProvider, SetProvider};
use firebreak_core::provider::{OwnContact, OwnIdentifier};
use firebreak_core::words::seconds;

use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// What can be done with providers.
#[derive(Debug, Subcommand)]
pub(crate) enum ProviderCommand {
    /// List the providers with what is missing before an incident
    List,
    /// Show how to reach a provider: public facts, your own entries, and what is missing
    Show(Show),
    /// Keep your own entries about a provider; what is left out stays
    Set(Box<Set>),
}

/// `provider show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Which provider, for example aws
    provider: String,
}

/// `provider set`.
#[derive(Debug, Args)]
pub(crate) struct Set {
    /// Which provider, for example aws
    provider: String,
    /// You use it: what is missing is counted
    #[arg(long, conflicts_with = "unused")]
    used: bool,
    /// You do not use it
    #[arg(long)]
    unused: bool,
    /// What the provider knows you by, as LABEL=VALUE; all of them, may be given several times
    #[arg(long, value_name = "LABEL=VALUE")]
    identifier: Option<Vec<String>>,
    /// The support plan; empty for none
    #[arg(long)]
    plan: Option<String>,
    /// The reply time of the contract, for example 1h; empty for none
    #[arg(long, value_name = "TIME")]
    reply: Option<String>,
    /// Somebody at the provider, as NAME=HOW; all of them, may be given several times
    #[arg(long, value_name = "NAME=HOW")]
    contact: Option<Vec<String>>,
    /// Where a case is opened: a portal or a telephone number; empty for none
    #[arg(long)]
    portal: Option<String>,
    /// The day on which the way to the provider was last tried
    #[arg(long, value_name = "DAY")]
    tested_on: Option<NaiveDate>,
    /// What was tried and what came of it; empty for nothing
    #[arg(long)]
    tested: Option<String>,
}

impl ProviderCommand {
    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self {
            Self::List => {
                let list = desk.app().list_providers(Nothing {})?;
                desk.say(&list, |page| show::provider_list(page, &list))?;
            }
            Self::Show(Show { provider }) => {
                let view = desk.app().show_provider(OneProvider { provider })?;
                desk.say(&view, |page| show::provider(page, &view))?;
            }
            Self::Set(arguments) => arguments.perform(desk)?,
        }
        Ok(Exit::Done)
    }
}

impl Set {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let mut own = desk.app().show_provider(OneProvider { provider: self.provider.clone() })?.own;
        own.in_use = (own.in_use || self.used) && !self.unused;
        if let Some(identifiers) = self.identifier {
            own.identifiers =
                pairs(identifiers).map(|(label, value)| OwnIdentifier { label, value }).collect();
        }
        if let Some(contacts) = self.contact {
            own.contacts = pairs(contacts).map(|(name, how)| OwnContact { name, how }).collect();
        }
        if let Some(reply) = self.reply {
            own.reply_seconds = match reply.trim() {
                "" => None,
                typed => Some(seconds(typed).ok_or_else(|| Failure::Usage {
                    message: format!("\"{typed}\" is no length of time"),
                    hint: "Write it as 30m, 4h or 2d".to_owned(),
                })?),
            };
        }
        own.plan = self.plan.or(own.plan);
        own.portal = self.portal.or(own.portal);
        own.tested_on = self.tested_on.or(own.tested_on);
        own.tested = self.tested.or(own.tested);
        let asked = SetProvider { provider: self.provider, own, draft: None };
        let view = desk.app().set_provider(asked)?;
        desk.say(&view, |page| show::provider(page, &view))
    }
}

/// Texts before and after the first `=`; one without it is all value.
fn pairs(typed: Vec<String>) -> impl Iterator<Item = (String, String)> {
    typed.into_iter().map(|text| match text.split_once('=') {
        Some((label, value)) => (label.to_owned(), value.to_owned()),
        None => (String::new(), text),
    })
}
