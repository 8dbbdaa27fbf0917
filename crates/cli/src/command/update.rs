//! `firebreak update` and `firebreak sitrep`: what people who are not working the incident are told.

use clap::{ArgGroup, Args, Subcommand};
use firebreak_app::Error;
use firebreak_app::api::{
    ComposeUpdate, DraftUpdate, MoveUpdate, Nothing, OneIncident, RevertUpdate, SetUpdate, UpdateText,
};
use firebreak_core::event::UpdateMark;

use super::typed_or_piped;
use crate::arguments::word_of;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// What can be done with updates.
#[derive(Debug, Subcommand)]
pub(crate) enum UpdateCommand {
    /// List the templates, bundled and own ones
    Templates,
    /// List the updates of an incident
    List(List),
    /// Show an update with what happened to it
    Show(Place),
    /// Draft an update, from a template or with words of your own
    New(Box<New>),
    /// Change an update: its words until it was approved or sent; channel and next one at any time
    Edit(Box<Edit>),
    /// Say who approved its words
    Approved(Approved),
    /// Say that it was sent, and when
    Sent(Said),
    /// Say that it is not wanted any more
    Withdraw(Said),
    /// Take back the last thing that was said to have happened to it
    TakeBack(TakeBack),
}

/// `update list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
}

/// An update of an incident.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The number of the update
    #[arg(value_name = "NUMBER")]
    update: String,
}

/// What an update says, and to whom.
#[derive(Debug, Args)]
pub(crate) struct Words {
    /// Whom it is for; the template's id where left out
    #[arg(long, value_name = "WHO")]
    audience: Option<String>,
    /// Who gets it; empty for nobody named
    #[arg(long, value_name = "WHO")]
    to: Option<String>,
    /// What it is about, in a line
    #[arg(long, allow_hyphen_values = true)]
    subject: Option<String>,
    /// The words; `-` reads standard input
    #[arg(long, allow_hyphen_values = true)]
    text: Option<String>,
    /// How it is sent, for example telephone; empty for none
    #[arg(long)]
    channel: Option<String>,
    /// When the next one is due: so long from now (4h), a time; empty for never
    #[arg(long, value_name = "WHEN")]
    next: Option<String>,
}

/// `update new`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true).args(["template", "text"])))]
pub(crate) struct New {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The template, for example executives
    #[arg(long)]
    template: Option<String>,
    #[command(flatten)]
    words: Words,
    /// Show the words and record nothing
    #[arg(long, conflicts_with = "text")]
    preview: bool,
}

/// `update edit`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true)
    .args(["audience", "to", "subject", "text", "channel", "next"])))]
pub(crate) struct Edit {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    words: Words,
}

/// `update approved`.
#[derive(Debug, Args)]
pub(crate) struct Approved {
    /// Who approved it
    #[arg(long, value_name = "NAME")]
    by: String,
    #[command(flatten)]
    place: Place,
    /// When; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// What is to be said of it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// `update sent` and `update withdraw`.
#[derive(Debug, Args)]
pub(crate) struct Said {
    #[command(flatten)]
    place: Place,
    /// When; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// Who sent it, or who decided
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// What is to be said of it, or why
    #[arg(long, visible_alias = "reason", value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// `update take-back`.
#[derive(Debug, Args)]
pub(crate) struct TakeBack {
    #[command(flatten)]
    place: Place,
    /// What did not happen
    #[arg(ignore_case = true, value_parser = word_of(UpdateMark::ALL, UpdateMark::word))]
    mark: UpdateMark,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// `sitrep`.
#[derive(Debug, Args)]
pub(crate) struct Sitrep {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
}

impl Sitrep {
    /// Prints the situation as Markdown.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let report = desk.app().sitrep(OneIncident { incident: self.incident })?;
        desk.say(&report, |page| show::text(page, &report.markdown))?;
        Ok(Exit::Done)
    }
}

impl UpdateCommand {
    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self {
            Self::Templates => {
                let templates = desk.app().update_templates(Nothing {})?;
                desk.say(&templates, |page| show::templates(page, &templates))?;
            }
            Self::List(List { incident }) => {
                let updates = desk.app().list_updates(OneIncident { incident })?;
                desk.say(&updates, |page| show::update_list(page, &updates))?;
            }
            Self::Show(Place { incident, update }) => {
                let updates = desk.app().list_updates(OneIncident { incident })?;
                let found = updates.updates.iter().find(|known| known.id == update);
                let found = found.ok_or(Error::NotFound { what: "update", name: update })?;
                desk.say(found, |page| show::update(page, found))?;
            }
            Self::New(arguments) => arguments.perform(desk)?,
            Self::Edit(arguments) => {
                let Edit { place: Place { incident, update }, words } = *arguments;
                let asked = SetUpdate { incident, update, words: words.given()?, draft: None };
                let changed = desk.app_to_record()?.set_update(asked)?;
                desk.say_recorded(&changed)?;
            }
            Self::Approved(Approved { by, place, at, note }) => {
                Said { place, at, by: Some(by), note }.perform(UpdateMark::Approved, desk)?;
            }
            Self::Sent(said) => said.perform(UpdateMark::Sent, desk)?,
            Self::Withdraw(said) => said.perform(UpdateMark::Withdrawn, desk)?,
            Self::TakeBack(TakeBack { place: Place { incident, update }, mark, reason }) => {
                let asked = RevertUpdate { incident, update, mark, reason };
                let changed = desk.app_to_record()?.revert_update(asked)?;
                desk.say_recorded(&changed)?;
            }
        }
        Ok(Exit::Done)
    }
}

impl Words {
    fn given(self) -> Result<UpdateText, Failure> {
        let Self { audience, to, subject, text, channel, next } = self;
        let text = text.map(typed_or_piped).transpose()?;
        Ok(UpdateText { audience, to, subject, text, channel, next })
    }
}

impl New {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Self { incident, template, words, preview } = self;
        if let (true, Some(template)) = (preview, &template) {
            let asked = ComposeUpdate { incident, template: template.clone() };
            let composed = desk.app().compose_update(asked)?;
            return desk.say(&composed, |page| show::composed_update(page, &composed));
        }
        let asked = DraftUpdate { incident, template, words: words.given()?, draft: None };
        let changed = desk.app_to_record()?.draft_update(asked)?;
        desk.say_recorded(&changed)
    }
}

impl Said {
    fn perform(self, mark: UpdateMark, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Self { place: Place { incident, update }, at, by, note } = self;
        let asked = MoveUpdate { incident, update, mark, at, precision: None, by, note, draft: None };
        let changed = desk.app_to_record()?.move_update(asked)?;
        desk.say_recorded(&changed)
    }
}
