//! `firebreak watch` and `firebreak reconstruct`: who watches what, and what was worked on paper.

use std::path::PathBuf;

use clap::Args;
use firebreak_app::api::{PaperRow, ReconstructSteps, WatchStep};
use firebreak_core::vocabulary::StepState;

use super::typed_or_piped;
use crate::desk::Desk;
use crate::failure::{Exit, Failure};

/// How a line of a paper is written, for who wrote it otherwise.
const LINE: &str =
    "Write `STEP TIME STATE` and then what was seen or why, for example: 3 0241z verified AccessDenied";

/// `watch`.
#[derive(Debug, Args)]
pub(crate) struct Watch {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// The step: its number or its id
    step: String,
    /// The run, where several have such a step
    #[arg(long, value_name = "RUN")]
    run: Option<String>,
    /// Who watches; you where left out
    #[arg(long, value_name = "NAME", conflicts_with = "stop")]
    by: Option<String>,
    /// Nobody watches it after all; it is ended with `firebreak step --state done --value TEXT`
    #[arg(long)]
    stop: bool,
    /// Since when; now where left out
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

/// `reconstruct`.
#[derive(Debug, Args)]
pub(crate) struct Reconstruct {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// A file with a line for each step, `STEP TIME STATE` and then what was seen or why; `-` for standard input
    file: PathBuf,
    /// The run, where several have such steps
    #[arg(long, value_name = "RUN")]
    run: Option<String>,
}

impl Watch {
    /// Says who watches a step.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let Self { incident, step, run, by, stop, at } = self;
        let request = WatchStep { incident, run, step, by, stop, at };
        let changed = desk.app_to_record()?.watch_step(request)?;
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }
}

impl Reconstruct {
    /// Records what was worked on paper, marked as reconstructed.
    pub(crate) fn perform(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        let text = if self.file.as_os_str() == "-" {
            typed_or_piped("-".to_owned())?
        } else {
            std::fs::read_to_string(&self.file).map_err(|error| Failure::Usage {
                message: format!("{} cannot be read: {error}", self.file.display()),
                hint: "Name a text file, or `-` for standard input".to_owned(),
            })?
        };
        let mut rows = Vec::new();
        for (number, line) in (1_usize..).zip(text.lines()) {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                rows.push(row(line).ok_or_else(|| Failure::Usage {
                    message: format!("Line {number} is not understood: {line}"),
                    hint: LINE.to_owned(),
                })?);
            }
        }
        let request = ReconstructSteps { incident: self.incident, run: self.run, rows, draft: None };
        let changed = desk.app_to_record()?.reconstruct_steps(request)?;
        desk.say_recorded(&changed)?;
        Ok(Exit::Done)
    }
}

/// A line of a paper; none where a part is missing or the state is not known.
fn row(line: &str) -> Option<PaperRow> {
    let (step, rest) = line.split_once(char::is_whitespace)?;
    let (at, rest) = rest.trim_start().split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let (state, words) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let state: StepState = state.to_lowercase().parse().ok()?;
    let words = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    let (reason, value) = if state.needs_reason() { (words, None) } else { (None, words) };
    Some(PaperRow { step: step.to_owned(), state, at: at.to_owned(), value, reason })
}
