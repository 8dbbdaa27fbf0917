//! `firebreak run`, `step`, `task`, `choose` and `variable`: working a playbook.

use clap::{Args, Subcommand};
use firebreak_app::App;
use firebreak_app::api::{
    ChooseBranch, ComparePlaybook, CompareWith, IncidentView, MoveRun, OneIncident, RankRun, RunView,
    SetStep, SetTask, SetVariable, ShowRunText, StepPlace, StepText, StepView,
};
use firebreak_core::vocabulary::StepState;
use serde::Serialize;

use crate::arguments::word_of;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};
use crate::show;

/// `run`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Run {
    /// Which incident
    #[arg(value_name = "ID", required = true)]
    incident: Option<String>,
    /// The id of the playbook
    #[arg(required = true)]
    playbook: Option<String>,
    /// The step that calls it, by number or id: where work goes back to at its end
    #[arg(long, value_name = "STEP")]
    from: Option<String>,
    /// The run of that step, where several have such a step
    #[arg(long, value_name = "RUN", requires = "from")]
    from_run: Option<String>,
    #[command(subcommand)]
    command: Option<RunCommand>,
}

/// What can be done with a run beside starting it.
#[derive(Debug, Subcommand)]
enum RunCommand {
    /// Show what differs between the text of a run and the newer one in the library
    Compare(OneRun),
    /// Move a run to the newer text in the library; what was recorded stays by step
    Move(OneRun),
    /// Move a run to another place in the queue
    Rank(Rank),
}

/// `run rank`.
#[derive(Debug, Args)]
struct Rank {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The run
    run: String,
    /// Its place from 1, the most urgent first
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    place: u32,
}

/// A run of an incident, as it is named on the command line.
#[derive(Debug, Args)]
struct OneRun {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The run; the only one that the library has a newer text for where left out
    run: Option<String>,
}

/// A step of an incident, as it is named on the command line.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The step: its number or its id
    step: String,
    /// The run, where several have such a step
    #[arg(long, value_name = "RUN")]
    run: Option<String>,
}

/// `step`.
#[derive(Debug, Args)]
pub(crate) struct Step {
    #[command(flatten)]
    place: Place,
    /// The new state; shows the step where left out
    #[arg(long, ignore_case = true, value_parser = word_of(StepState::ALL, StepState::word))]
    state: Option<StepState>,
    /// Why; needed for deferred, not-applicable, overridden and blocked
    #[arg(long, value_name = "TEXT", requires = "state", allow_hyphen_values = true)]
    reason: Option<String>,
    /// What was observed; needed for verified and where the step confirms something. Who released it, for a hold
    #[arg(long, value_name = "TEXT", requires = "state", allow_hyphen_values = true)]
    value: Option<String>,
    /// Until when it is deferred: a phase or a time, at which it is due again, or what it waits for in words
    #[arg(long, value_name = "WHEN", requires = "state", allow_hyphen_values = true)]
    until: Option<String>,
    /// When it happened; now where left out
    #[arg(long, value_name = "TIME", requires = "state", allow_hyphen_values = true)]
    at: Option<String>,
}

/// `task`.
#[derive(Debug, Args)]
pub(crate) struct Task {
    #[command(flatten)]
    place: Place,
    /// The number of the task in the step, from 1
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    number: u32,
    /// Take the tick back
    #[arg(long)]
    undo: bool,
}

/// `choose`.
#[derive(Debug, Args)]
pub(crate) struct Choose {
    #[command(flatten)]
    place: Place,
    /// The number of the choice, from 1
    #[arg(value_parser = clap::value_parser!(u32).range(1..), required_unless_present = "undo", conflicts_with = "undo")]
    choice: Option<u32>,
    /// Take the answer back
    #[arg(long)]
    undo: bool,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: Option<String>,
}

/// `variable`.
#[derive(Debug, Args)]
pub(crate) struct Variable {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The name of the variable
    name: String,
    /// The value
    #[arg(required_unless_present = "clear", conflicts_with = "clear", allow_hyphen_values = true)]
    value: Option<String>,
    /// Empty it
    #[arg(long)]
    clear: bool,
    /// The run, where several have such a variable
    #[arg(long, value_name = "RUN")]
    run: Option<String>,
}

/// A step as it stands and what it says.
#[derive(Debug, Serialize)]
struct WholeStep {
    /// The run.
    run: String,
    /// As it stands.
    step: StepView,
    /// What it says.
    text: StepText,
}

impl Run {
    /// Starts a playbook, or does something with a run.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        match self.command {
            Some(RunCommand::Compare(run)) => return run.compare(desk),
            Some(RunCommand::Move(run)) => return run.take_over(desk),
            Some(RunCommand::Rank(Rank { incident, run, place })) => {
                let changed = desk.app_to_record()?.rank_run(RankRun { incident, run, place })?;
                desk.say_recorded(&changed)?;
                return Ok(Exit::Done);
            }
            None => {}
        }
        // Both are required where there is no subcommand.
        let (incident, playbook) = (self.incident.unwrap_or_default(), self.playbook.unwrap_or_default());
        let from = match &self.from {
            Some(step) => {
                let (run, step) = desk.app().find_step(&incident, self.from_run.as_deref(), step)?;
                Some(StepPlace { run, step })
            }
            None => None,
        };
        let request = firebreak_app::api::StartRun { incident, playbook, from };
        let changed = desk.app_to_record()?.start_run(request)?;
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }
}

impl OneRun {
    /// Shows what differs between the text of a run and the one in the library.
    fn compare(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let (incident, run) = self.found(desk.app())?;
        let id = run.playbook.id.clone();
        let with = CompareWith::Run { incident: incident.id, run: run.id.clone() };
        let found = desk.app().compare_playbook(ComparePlaybook { id, with, text: None })?;
        desk.say(&found, |page| show::comparison(page, &incident.code, &run.id, &found))?;
        Ok(Exit::Done)
    }

    /// Moves a run to the text in the library.
    fn take_over(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let (incident, run) = self.found(desk.app())?;
        let moved =
            desk.app_to_record()?.move_run(MoveRun { incident: incident.id, run: run.id, sha256: None })?;
        desk.say_recorded(&moved)?;
        Ok(Exit::Done)
    }

    fn found(&self, app: &App) -> Result<(IncidentView, RunView), Failure> {
        let incident = app.show_incident(OneIncident { incident: self.incident.clone() })?;
        let newer = || incident.runs.iter().filter(|run| run.playbook.newer.is_some());
        let found = match (&self.run, incident.runs.as_slice()) {
            (Some(name), runs) => runs.iter().find(|run| run.id == *name),
            (None, [only]) => Some(only),
            (None, _) => match (newer().next(), newer().nth(1)) {
                (Some(first), Some(second)) => {
                    return Err(several_runs("newer", &first.id, &second.id));
                }
                (found, _) => found,
            },
        };
        let name = || self.run.clone().unwrap_or_else(|| "with a newer text".to_owned());
        let run =
            found.cloned().ok_or_else(|| firebreak_app::Error::NotFound { what: "run", name: name() })?;
        Ok((incident, run))
    }
}

impl Step {
    /// Sets the state of a step, or shows the step.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let Some(state) = self.state else { return self.place.show(desk) };
        let Place { incident, step, run } = self.place;
        let changed = desk.app_to_record()?.set_step(SetStep {
            incident,
            run,
            step,
            state,
            reason: self.reason,
            value: self.value,
            until: self.until,
            at: self.at,
            draft: None,
            next: None,
        })?;
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }
}

impl Task {
    /// Ticks a task, or takes the tick back.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let Place { incident, step, run } = self.place;
        let task = self.number.saturating_sub(1);
        let changed =
            desk.app_to_record()?.set_task(SetTask { incident, run, step, task, ticked: !self.undo })?;
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }
}

impl Choose {
    /// Answers a decision, or takes the answer back.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let Place { incident, step, run } = self.place;
        let choice = self.choice.map(|number| number.saturating_sub(1));
        let request = ChooseBranch { incident, run, step, choice, reason: self.reason };
        let changed = desk.app_to_record()?.choose_branch(request)?;
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }
}

impl Variable {
    /// Fills in a variable, or empties it.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let Self { incident, name, value, clear: _, run } = self;
        let run = match run {
            Some(run) => run,
            None => run_with_variable(desk.app(), &incident, &name)?,
        };
        let changed = desk.app_to_record()?.set_variable(SetVariable { incident, run, name, value })?;
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }
}

impl Place {
    fn show(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let (run, step) = desk.app().find_step(&self.incident, self.run.as_deref(), &self.step)?;
        let incident = desk.app().show_incident(OneIncident { incident: self.incident })?;
        let asked = ShowRunText { incident: incident.id.clone(), run: run.clone() };
        let text = desk.app().show_run_text(asked)?.steps.into_iter().find(|text| text.id == step);
        let steps = incident.runs.iter().filter(|known| known.id == run).flat_map(|run| run.steps.iter());
        let view = steps.into_iter().find(|known| known.id == step).cloned();
        let (Some(view), Some(text)) = (view, text) else {
            return Err(firebreak_app::Error::NotFound { what: "step", name: step }.into());
        };
        let whole = WholeStep { run, step: view, text };
        desk.say(&whole, |page| show::step(page, &incident, &whole.step, &whole.text))?;
        Ok(Exit::Done)
    }
}

/// The run whose playbook declares a variable.
fn run_with_variable(app: &App, incident: &str, name: &str) -> Result<String, Failure> {
    let view = app.show_incident(OneIncident { incident: incident.to_owned() })?;
    if let [only] = view.runs.as_slice() {
        return Ok(only.id.clone());
    }
    let mut having = Vec::new();
    for run in &view.runs {
        let text = app.show_run_text(ShowRunText { incident: view.id.clone(), run: run.id.clone() })?;
        if text.variables.iter().any(|variable| variable.name == name) {
            having.push(run.id.clone());
        }
    }
    match having.as_slice() {
        [one] => Ok(one.clone()),
        [first, second, ..] => Err(several_runs(name, first, second)),
        [] => Err(firebreak_app::Error::NotFound { what: "variable", name: name.to_owned() }.into()),
    }
}

fn several_runs(name: &str, first: &str, second: &str) -> Failure {
    let found = format!("run {first}, run {second}");
    firebreak_app::Error::Ambiguous { what: "run", name: name.to_owned(), found }.into()
}
