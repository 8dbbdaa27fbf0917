//! What can be typed: the options that go with every command, and the commands.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Args, Parser, Subcommand};

use crate::command::deadline::DeadlineCommand;
use crate::command::decision::DecisionCommand;
use crate::command::evidence::EvidenceCommand;
use crate::command::incident::{Change, Close, Open, Reopen};
use crate::command::indicator::IndicatorCommand;
use crate::command::machine::{Call, Completions, Man, Settings};
use crate::command::matrix::MatrixCommand;
use crate::command::pack::PackOf;
use crate::command::people::{HandoverCommand, RoleCommand};
use crate::command::playbook::PlaybookCommand;
use crate::command::playing::{Reconstruct, Watch};
use crate::command::provider::ProviderCommand;
use crate::command::record::{BackupCommand, Restore, Verify};
use crate::command::request::RequestCommand;
use crate::command::resource::ResourceCommand;
use crate::command::run::{Choose, Run, Step, Task, Variable};
use crate::command::timeline::{Correct, Note, Search, Timeline};
use crate::command::timer::TimerCommand;
use crate::command::times::{Milestone, Times};
use crate::command::undo::TakeBack;
use crate::command::update::{Sitrep, UpdateCommand};
use crate::command::{incident, playbook, record};
use crate::desk::Desk;
use crate::failure::{Exit, Failure};

/// The heading of the options that go with every command.
const EVERYWHERE: &str = "With every command";
const ABOUT: &str = "Respond to security incidents: playbooks, a timeline that holds, and honest times";
const MORE: &str = "\
Times are typed as they come to mind: now, -10m, 0241z, 02:41, \"yesterday 22:10\", 2026-11-21T02:41Z, \
\"2026-11-21 02:41 Europe/Berlin\", 2026-11-21 (that day), 2026-11 (that month), ~0241z (about), \
0200z/0300z (between).

An incident is named by its code (INC-0007), its id, or the beginning of its id.

Exit codes: 0 done, 1 refused and nothing recorded, 2 wrong usage, 3 damage found.";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "firebreak", version, about = ABOUT, after_long_help = MORE, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The options that go with every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Keep everything in this folder instead of the platform's own
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "DIR", env = "FIREBREAK_DATA")]
    pub(crate) data: Option<PathBuf>,
    /// Print JSON
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(crate) json: bool,
    /// Write entries under this name instead of the one in the settings
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "NAME", env = "FIREBREAK_AUTHOR")]
    pub(crate) author: Option<String>,
    /// The time zone for times that name none, and for the local time beside UTC
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "ZONE")]
    pub(crate) zone: Option<String>,
    /// Read own playbooks from this folder too; may be given several times
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "DIR")]
    pub(crate) playbooks: Vec<PathBuf>,
}

/// Everything that can be typed.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Work(Box<Work>),
    /// Print the completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man(Man),
}

/// Everything that is done with the application.
#[derive(Debug, Subcommand)]
pub(crate) enum Work {
    /// List, read, rank and check playbooks
    #[command(subcommand)]
    Playbook(PlaybookCommand),
    /// Open, list, show and change incidents
    #[command(subcommand)]
    Incident(IncidentCommand),
    /// Say what is affected, and see who owns which layer of it
    #[command(subcommand)]
    Resource(ResourceCommand),
    /// See and choose who acts on which layer under which service model
    #[command(subcommand)]
    Matrix(MatrixCommand),
    /// Show a step of a playbook, or set its state
    Step(Step),
    /// Tick a task of a step, or take the tick back
    Task(Task),
    /// Answer the decision of a step, or take the answer back
    Choose(Choose),
    /// Fill in a variable of a playbook
    Variable(Variable),
    /// Start a playbook in an incident, or move a run to a newer text
    Run(Run),
    /// Say who watches what a step asks to watch
    Watch(Watch),
    /// Type in what was worked on paper: all of it, or nothing
    Reconstruct(Reconstruct),
    /// Start, list and end timers of this machine
    #[command(subcommand)]
    Timer(TimerCommand),
    /// Save an incident or a playbook as one file that prints and needs nothing
    Pack(PackOf),
    /// Draft, send and follow what is asked of a provider
    #[command(subcommand)]
    Request(RequestCommand),
    /// Say who holds which role, and see it
    #[command(subcommand)]
    Role(RoleCommand),
    /// Hand the lead over: a briefing, a read-back, and then another lead
    #[command(subcommand)]
    Handover(HandoverCommand),
    /// Start, meet and follow regulatory and contractual deadlines
    #[command(subcommand)]
    Deadline(DeadlineCommand),
    /// Draft, approve and send what people outside the response are told
    #[command(subcommand)]
    Update(UpdateCommand),
    /// Print the situation as Markdown, from facts of the record
    Sitrep(Sitrep),
    /// Keep evidence with its custody, and verify that it is what was collected
    #[command(subcommand)]
    Evidence(EvidenceCommand),
    /// Find, list and share indicators of compromise
    #[command(subcommand)]
    Indicator(IndicatorCommand),
    /// Record decisions with their reasons
    #[command(subcommand)]
    Decision(DecisionCommand),
    /// Show how to reach a provider and what is missing before an incident
    #[command(subcommand)]
    Provider(ProviderCommand),
    /// Record a note
    Note(Note),
    /// Correct a note, or take it back; the first version stays visible
    Correct(Correct),
    /// Say when a milestone happened, or take it back
    Milestone(Milestone),
    /// Take back the last thing that was done on this machine; what it was stays in the record
    Undo(TakeBack),
    /// Do again what was taken back last
    Redo(TakeBack),
    /// Show the times of an incident with their definitions
    Times(Times),
    /// Show the timeline, or write it as Markdown, CSV or JSON
    Timeline(Timeline),
    /// Close an incident; it is read-only until reopened
    Close(Close),
    /// Open a closed incident again
    Reopen(Reopen),
    /// Find words in titles, entries and notes of every incident
    Search(Search),
    /// Hash every event again and name the first that does not hold
    Verify(Verify),
    /// Make every list and index again from the events
    Rebuild,
    /// Look after copies of the record
    #[command(subcommand)]
    Backup(BackupCommand),
    /// Set the record aside and put a backup in its place
    Restore(Restore),
    /// Do any command of the application by its name, with JSON in and out
    Call(Call),
    /// Show the settings of this machine, or change them
    Settings(Settings),
}

/// What can be done with incidents.
#[derive(Debug, Subcommand)]
pub(crate) enum IncidentCommand {
    /// Open an incident and start the playbook that fits best
    Open(Open),
    /// List incidents, newest first
    List(incident::List),
    /// Show an incident as it stands
    Show(incident::Show),
    /// Change what an incident is said to be
    Change(Change),
}

impl Work {
    /// Whether `--zone` and `--playbooks` are something to keep, not only something to use.
    pub(crate) const fn keeps_settings(&self) -> bool {
        matches!(self, Self::Settings(_))
    }

    /// Does what was typed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self {
            Self::Playbook(command) => match command {
                PlaybookCommand::List(arguments) => playbook::list(&arguments, desk),
                PlaybookCommand::Show(arguments) => arguments.perform(desk),
                PlaybookCommand::Check(arguments) => arguments.perform(desk),
                PlaybookCommand::Search(arguments) => arguments.perform(desk),
                PlaybookCommand::Match(arguments) => arguments.perform(desk),
                PlaybookCommand::New(arguments) => arguments.perform(desk),
                PlaybookCommand::Import(arguments) => arguments.perform(desk),
            },
            Self::Incident(command) => match command {
                IncidentCommand::Open(arguments) => arguments.perform(desk),
                IncidentCommand::List(arguments) => arguments.perform(desk),
                IncidentCommand::Show(arguments) => arguments.perform(desk),
                IncidentCommand::Change(arguments) => arguments.perform(desk),
            },
            Self::Resource(command) => command.perform(desk),
            Self::Matrix(command) => command.perform(desk),
            Self::Step(arguments) => arguments.perform(desk),
            Self::Task(arguments) => arguments.perform(desk),
            Self::Choose(arguments) => arguments.perform(desk),
            Self::Variable(arguments) => arguments.perform(desk),
            Self::Run(arguments) => arguments.perform(desk),
            Self::Watch(arguments) => arguments.perform(desk),
            Self::Reconstruct(arguments) => arguments.perform(desk),
            Self::Timer(command) => command.perform(desk),
            Self::Pack(arguments) => arguments.perform(desk),
            Self::Request(command) => command.perform(desk),
            Self::Role(command) => command.perform(desk),
            Self::Handover(command) => command.perform(desk),
            Self::Deadline(command) => command.perform(desk),
            Self::Update(command) => command.perform(desk),
            Self::Sitrep(arguments) => arguments.perform(desk),
            Self::Evidence(command) => command.perform(desk),
            Self::Indicator(command) => command.perform(desk),
            Self::Decision(command) => command.perform(desk),
            Self::Provider(command) => command.perform(desk),
            Self::Note(arguments) => arguments.perform(desk),
            Self::Correct(arguments) => arguments.perform(desk),
            Self::Milestone(arguments) => arguments.perform(desk),
            Self::Undo(arguments) => arguments.undo(desk),
            Self::Redo(arguments) => arguments.redo(desk),
            Self::Times(arguments) => arguments.perform(desk),
            Self::Timeline(arguments) => arguments.perform(desk),
            Self::Close(arguments) => arguments.perform(desk),
            Self::Reopen(arguments) => arguments.perform(desk),
            Self::Search(arguments) => arguments.perform(desk),
            Self::Verify(arguments) => arguments.perform(desk),
            Self::Rebuild => record::rebuild(desk),
            Self::Backup(BackupCommand::List) => record::list_backups(desk),
            Self::Restore(arguments) => arguments.perform(desk),
            Self::Call(arguments) => arguments.perform(desk),
            Self::Settings(arguments) => arguments.perform(desk),
        }
    }
}

/// Reads a word of a closed vocabulary in any case, and offers every word in the help and in completions.
pub(crate) fn word_of<T>(values: &[T], word: fn(T) -> &'static str) -> ValueParser
where
    T: FromStr + Copy + Send + Sync + 'static,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let words: Vec<&'static str> = values.iter().map(|value| word(*value)).collect();
    PossibleValuesParser::new(words).try_map(|word| word.to_lowercase().parse::<T>()).into()
}
