//! `firebreak request`: what is asked of a provider.

use clap::{ArgGroup, Args, Subcommand};
use firebreak_app::Error;
use firebreak_app::api::{
    ComposeRequest, DraftRequest, ExportRequest, ListRequests, MoveRequest, OneIncident, RequestFormat,
    RequestWords, RevertRequest, SetRequest,
};
use firebreak_core::event::RequestMark;

use super::typed_or_piped;
use crate::arguments::word_of;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// What can be done with requests to providers.
#[derive(Debug, Subcommand)]
pub(crate) enum RequestCommand {
    /// Draft a request, from a step that asks the provider or with words of your own
    New(Box<New>),
    /// List requests that are not answered, over all open incidents or of one
    List(List),
    /// Show a request with what happened to it
    Show(Place),
    /// Change a request: its words before it is sent; channel, ticket and escalation at any time
    Edit(Box<Edit>),
    /// Say that it was sent, and when
    Sent(Sent),
    /// Say that the provider confirmed that it has it
    Acknowledged(Said),
    /// Say that the provider answered it
    Answered(Said),
    /// Say that it is not wanted any more
    Withdraw(Withdraw),
    /// Take back the last thing that was said to have happened to it
    TakeBack(TakeBack),
    /// Print the words to send, or save them as a file
    Text(Text),
}

/// A request of an incident.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The number of the request
    #[arg(value_name = "NUMBER")]
    request: String,
}

/// What a request says and how it is followed.
#[derive(Debug, Args)]
pub(crate) struct Words {
    /// Who is asked, for example aws, or any other name; for a new one the incident's first where left out
    #[arg(long, value_name = "PROVIDER")]
    provider: Option<String>,
    /// What it is about, in a line
    #[arg(long, allow_hyphen_values = true)]
    subject: Option<String>,
    /// The words, instead of those of the step; `-` reads standard input
    #[arg(long, allow_hyphen_values = true)]
    text: Option<String>,
    /// How it is sent, for example a portal or an address; empty for none
    #[arg(long)]
    channel: Option<String>,
    /// The provider's own number for it; empty for none
    #[arg(long)]
    ticket: Option<String>,
    /// When to escalate it: so long after it was sent (4h), a time; empty for never
    #[arg(long, value_name = "WHEN")]
    escalate: Option<String>,
}

/// `request new`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("words").required(true).multiple(true).args(["step", "text"])))]
pub(crate) struct New {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The step that asks the provider: its number or its id
    #[arg(long)]
    step: Option<String>,
    /// The run, where several have such a step
    #[arg(long, value_name = "RUN", requires = "step")]
    run: Option<String>,
    #[command(flatten)]
    words: Words,
    /// The number of the request it follows up
    #[arg(long, value_name = "NUMBER")]
    follows: Option<String>,
    /// Show the words and record nothing
    #[arg(long, conflicts_with = "text")]
    preview: bool,
}

/// `request list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only those of this incident
    #[arg(value_name = "ID")]
    incident: Option<String>,
}

/// `request edit`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true)
    .args(["provider", "subject", "text", "channel", "ticket", "escalate"])))]
pub(crate) struct Edit {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    words: Words,
}

/// When something happened to a request.
#[derive(Debug, Args)]
pub(crate) struct At {
    /// When; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// The provider's own number for it
    #[arg(long)]
    ticket: Option<String>,
}

/// `request sent`.
#[derive(Debug, Args)]
pub(crate) struct Sent {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    at: At,
}

/// `request acknowledged` and `request answered`.
#[derive(Debug, Args)]
pub(crate) struct Said {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    at: At,
    /// Who at the provider
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// What came of it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// `request withdraw`.
#[derive(Debug, Args)]
pub(crate) struct Withdraw {
    #[command(flatten)]
    place: Place,
    /// When; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// `request take-back`.
#[derive(Debug, Args)]
pub(crate) struct TakeBack {
    #[command(flatten)]
    place: Place,
    /// What did not happen
    #[arg(ignore_case = true, value_parser = word_of(RequestMark::ALL, RequestMark::word))]
    mark: RequestMark,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// `request text`.
#[derive(Debug, Args)]
pub(crate) struct Text {
    #[command(flatten)]
    place: Place,
    /// As Markdown, with what happened to it
    #[arg(long)]
    md: bool,
    /// Save it as a file in the folder `exports` of the data folder, and print where
    #[arg(long)]
    save: bool,
}

impl RequestCommand {
    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self {
            Self::New(arguments) => arguments.perform(desk)?,
            Self::List(List { incident }) => {
                let list = desk.app().list_requests(ListRequests { incident })?;
                desk.say(&list, |page| show::request_list(page, &list))?;
            }
            Self::Show(place) => {
                let view = desk.app().show_incident(OneIncident { incident: place.incident })?;
                let found = view.requests.iter().find(|known| known.id == place.request);
                let missing = || Error::NotFound { what: "request", name: place.request.clone() };
                let found = found.ok_or_else(missing)?;
                desk.say(found, |page| show::request(page, found))?;
            }
            Self::Edit(arguments) => arguments.perform(desk)?,
            Self::Sent(Sent { place, at }) => moved(place, RequestMark::Sent, at, None, None, desk)?,
            Self::Acknowledged(Said { place, at, by, note }) => {
                moved(place, RequestMark::Acknowledged, at, by, note, desk)?;
            }
            Self::Answered(Said { place, at, by, note }) => {
                moved(place, RequestMark::Answered, at, by, note, desk)?;
            }
            Self::Withdraw(Withdraw { place, at, reason }) => {
                moved(place, RequestMark::Withdrawn, At { at, ticket: None }, None, reason, desk)?;
            }
            Self::TakeBack(TakeBack { place: Place { incident, request }, mark, reason }) => {
                let asked = RevertRequest { incident, request, mark, reason };
                let changed = desk.app_to_record()?.revert_request(asked)?;
                desk.say_recorded(&changed)?;
            }
            Self::Text(Text { place: Place { incident, request }, md, save }) => {
                let format = if md { RequestFormat::Md } else { RequestFormat::Txt };
                let exported =
                    desk.app().export_request(ExportRequest { incident, request, format, save })?;
                desk.say(&exported, |page| match &exported.path {
                    Some(path) => page.say(path),
                    None => show::text(page, &exported.text),
                })?;
            }
        }
        Ok(Exit::Done)
    }
}

impl Words {
    fn given(self) -> Result<RequestWords, Failure> {
        let Self { provider, subject, text, channel, ticket, escalate } = self;
        let text = text.map(typed_or_piped).transpose()?;
        Ok(RequestWords { provider, subject, text, channel, ticket, escalate })
    }
}

impl New {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Self { incident, step, run, words, follows, preview } = self;
        if preview {
            let asked = ComposeRequest { incident, run, step, provider: words.provider, follows };
            let composed = desk.app().compose_request(asked)?;
            return desk.say(&composed, |page| {
                show::text(page, &format!("Subject: {}\n\n{}", composed.subject, composed.text));
            });
        }
        let words = words.given()?;
        let asked = DraftRequest { incident, run, step, follows, words, draft: None };
        let changed = desk.app_to_record()?.draft_request(asked)?;
        desk.say_recorded(&changed)
    }
}

impl Edit {
    fn perform(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Self { place: Place { incident, request }, words } = self;
        let asked = SetRequest { incident, request, words: words.given()?, draft: None };
        let changed = desk.app_to_record()?.set_request(asked)?;
        desk.say_recorded(&changed)
    }
}

fn moved(
    Place { incident, request }: Place,
    mark: RequestMark,
    At { at, ticket }: At,
    by: Option<String>,
    note: Option<String>,
    desk: &mut Desk<'_>,
) -> Result<(), Failure> {
    let asked = MoveRequest { incident, request, mark, at, precision: None, by, note, ticket, draft: None };
    let changed = desk.app_to_record()?.move_request(asked)?;
    desk.say_recorded(&changed)
}
