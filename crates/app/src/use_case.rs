//! The commands, one method each.

#![allow(
    clippy::needless_pass_by_value,
    reason = "every command takes its request whole, so that the list calls them all alike"
)]

mod about;
mod authoring;
mod compare;
mod deadlines;
mod decisions;
mod evidence;
mod handovers;
mod imports;
mod incidents;
mod indicators;
mod library;
mod matrix;
mod moving;
mod packs;
mod people;
mod playbooks;
mod playing;
mod providers;
mod record;
mod requests;
mod resources;
mod runs;
mod sitreps;
mod timeline;
mod timers;
mod times;
mod undo;
mod updates;
mod working;

pub(crate) use about::zone_named;
pub(crate) use incidents::code;

use std::sync::atomic::Ordering;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use firebreak_core::incident::{Command, Context, Incident, Refusal};
use firebreak_core::when::{Precision, When, parse};
use firebreak_store::Record;

use crate::api::{Changed, Settings};
use crate::opened::{Along, Opened, Recorded};
use crate::{App, Error, settings};

impl App {
    /// The zone for times that name none.
    fn zone(&self) -> Result<Tz, Error> {
        if let Some(zone) = self.zone {
            return Ok(zone);
        }
        match self.settings()?.zone {
            Some(name) => zone_named(&name),
            None => Ok(about::system_zone()),
        }
    }

    fn settings(&self) -> Result<Settings, Error> {
        settings::load(&self.folders.settings())
    }

    /// The name that entries are written under; empty where none is set, which the domain refuses.
    fn author(&self) -> Result<String, Error> {
        match &self.responder {
            Some(name) => Ok(name.clone()),
            None => Ok(self.settings()?.responder.unwrap_or_default()),
        }
    }

    /// Reads a time as typed; now where none is given. One that is given and empty is none: it may be a variable of a
    /// script that was never set.
    fn when(&self, typed: Option<&str>, now: DateTime<Utc>) -> Result<When, Error> {
        match typed {
            Some(typed) if typed.trim().is_empty() => Err(Refusal::Empty("time").into()),
            Some(typed) => Ok(parse(typed, now, self.zone()?)?),
            None => Ok(When::exact(now)),
        }
    }

    /// Reads a time as typed, known no better than a precision.
    fn when_known(
        &self,
        typed: Option<&str>,
        precision: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<When, Error> {
        let when = self.when(typed, now)?;
        let Some(word) = precision else { return Ok(when) };
        let precision: Precision = word.parse()?;
        when.with_precision(precision).ok_or_else(|| Error::Precision {
            text: typed.unwrap_or("now").to_owned(),
            precision: word.to_owned(),
        })
    }

    /// Does a command to an incident and answers with what it became.
    fn change(
        &self,
        incident: &str,
        command: impl FnOnce(&Record, &Incident, DateTime<Utc>) -> Result<Command, Error>,
    ) -> Result<Changed, Error> {
        self.change_typed(incident, None, command)
    }

    /// Does a command that was typed as the draft of that name, and forgets the draft in the same step.
    fn change_typed(
        &self,
        incident: &str,
        draft: Option<&str>,
        command: impl FnOnce(&Record, &Incident, DateTime<Utc>) -> Result<Command, Error>,
    ) -> Result<Changed, Error> {
        self.change_along(incident, Along { draft, place: None }, command)
    }

    /// Does a command, and keeps and forgets what goes with it on this machine in the same step.
    fn change_along(
        &self,
        incident: &str,
        along: Along<'_>,
        command: impl FnOnce(&Record, &Incident, DateTime<Utc>) -> Result<Command, Error>,
    ) -> Result<Changed, Error> {
        let author = self.author()?;
        let now = self.clock.now();
        let context = Context { now, author: &author };
        self.with_record(|opened| {
            let listed = opened.find(incident)?;
            let recorded =
                opened.change(&listed, context, &self.library.reference, along, |record, incident| {
                    command(record, incident, now)
                })?;
            self.changed(opened, recorded, now)
        })
    }

    /// Saves a text in the folder of exports where that is asked for; gives its path.
    fn handed_on(
        &self,
        is_asked: bool,
        what: &'static str,
        file_name: &str,
        text: &str,
    ) -> Result<Option<String>, Error> {
        if !is_asked {
            return Ok(None);
        }
        let path = self.folders.exports().join(file_name);
        settings::write_whole(&path, text).map_err(|error| Error::file(what, &path, &error))?;
        Ok(Some(path.display().to_string()))
    }

    /// Forgets the draft of what was typed and is kept in a file now. A record that cannot be opened keeps an old draft,
    /// which is no reason to say that the file was not written.
    fn forget_draft(&self, draft: Option<&str>) {
        if let Some(draft) = draft {
            let now = self.clock.now();
            let _ = self.with_record(|opened| Ok(opened.store().put_draft(draft, None, now)?));
        }
    }

    /// The answer to a change: the incident as it was when that was recorded.
    fn changed(&self, opened: &mut Opened, recorded: Recorded, now: DateTime<Utc>) -> Result<Changed, Error> {
        self.recorded.fetch_or(!recorded.entries.is_empty(), Ordering::Relaxed);
        Ok(Changed {
            entries: recorded.entries.iter().map(ToString::to_string).collect(),
            incident: opened.last_view(recorded.incident, recorded.beside, &self.library, now)?,
        })
    }
}

/// What stands in a field that may be left empty, without blanks around it.
fn filled(field: Option<&str>) -> Option<&str> {
    field.map(str::trim).filter(|text| !text.is_empty())
}
