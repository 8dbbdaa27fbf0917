//! `firebreak undo` and `redo`: taking back, and doing again.

use clap::Args;
use firebreak_app::App;
use firebreak_app::api::{OneIncident, TakenBack};
use serde_json::json;

use crate::desk::Desk;
use crate::failure::{Exit, Failure};

/// `undo` and `redo`.
#[derive(Debug, Args)]
pub(crate) struct TakeBack {
    /// Which incident
    #[arg(value_name = "ID")]
    incident: String,
    /// Only say what would hold then; nothing is recorded
    #[arg(long)]
    show: bool,
}

impl TakeBack {
    /// Does `undo`.
    pub(crate) fn undo(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        self.perform(desk, "undo", |app, incident| app.undo(incident))
    }

    /// Does `redo`.
    pub(crate) fn redo(self, desk: &mut Desk<'_>) -> Result<Exit, Failure> {
        self.perform(desk, "redo", |app, incident| app.redo(incident))
    }

    fn perform(
        self,
        desk: &mut Desk<'_>,
        what: &str,
        take_back: impl FnOnce(&App, OneIncident) -> Result<TakenBack, firebreak_app::Error>,
    ) -> Result<Exit, Failure> {
        let incident = OneIncident { incident: self.incident };
        if self.show {
            let shown = desk.app().show_incident(incident)?;
            let would = if what == "undo" { shown.undo } else { shown.redo };
            desk.say(&json!({ what: would }), |page| {
                page.say(&match &would {
                    Some(would) => format!("Would hold then: {would}."),
                    None => format!("There is nothing to {what} here."),
                });
            })?;
        } else {
            let taken = take_back(desk.app_to_record()?, incident)?;
            desk.say_recorded(&taken.changed)?;
        }
        Ok(Exit::Done)
    }
}
