//! The desk a command works at: the application, who writes, and where the answer goes.

use std::io::Write;
use std::path::PathBuf;

use chrono_tz::Tz;
use firebreak_app::api::{About, Changed, EntryView, Nothing, OneEntry};
use firebreak_app::{App, Clock, Options, SystemClock};
use serde::Serialize;

use crate::arguments::Global;
use crate::failure::Failure;
use crate::show::{self, Page};

/// The application, who writes, and where the answer goes.
pub(crate) struct Desk<'a> {
    app: App,
    json: bool,
    kept: Kept,
    /// Whether it is settled who writes.
    author_known: bool,
    /// The system's name for who is logged in, where entries are written under it.
    stand_in: Option<String>,
    out: &'a mut dyn Write,
    /// What is said beside the answer.
    notices: Vec<String>,
}

/// What the application was opened with.
struct Kept {
    data: Option<PathBuf>,
    author: Option<String>,
    zone: Option<String>,
    playbooks: Vec<PathBuf>,
}

/// Where and when an answer is read.
#[derive(Debug, Clone)]
pub(crate) struct Here {
    /// The zone of the local times.
    pub(crate) zone: Tz,
    /// This device, whose entries are named by their number alone.
    pub(crate) device: String,
}

impl<'a> Desk<'a> {
    /// Opens the application. Where the record cannot be opened, the first command that needs it says why.
    pub(crate) fn open(
        global: &Global,
        keeps_settings: bool,
        out: &'a mut dyn Write,
    ) -> Result<Self, Failure> {
        let kept = Kept {
            // An empty variable of the environment is one that is not set.
            data: global.data.clone().filter(|folder| !folder.as_os_str().is_empty()),
            author: global.author.clone().filter(|name| !name.trim().is_empty()),
            zone: global.zone.clone(),
            playbooks: global.playbooks.clone(),
        };
        let app = App::open(Options {
            data: kept.data.clone(),
            responder: kept.author.clone(),
            zone: kept.zone.clone().filter(|_| !keeps_settings),
            playbooks: if keeps_settings { Vec::new() } else { kept.playbooks.clone() },
            ..Options::default()
        })?;
        let author_known = kept.author.is_some();
        Ok(Self { app, json: global.json, kept, author_known, stand_in: None, out, notices: Vec::new() })
    }

    /// The application, to read.
    pub(crate) const fn app(&self) -> &App {
        &self.app
    }

    /// The application, to record. Where no name is set, entries are written under the system's name for who is
    /// logged in, so that the first entry of the first night does not wait for a setting.
    pub(crate) fn app_to_record(&mut self) -> Result<&App, Failure> {
        if !self.author_known {
            let about = self.app.about(Nothing {})?;
            let name = about.suggested_responder.trim();
            if about.responder.is_none() && !name.is_empty() {
                self.app = App::open(Options {
                    data: self.kept.data.clone(),
                    responder: Some(name.to_owned()),
                    zone: self.kept.zone.clone(),
                    playbooks: self.kept.playbooks.clone(),
                    ..Options::default()
                })?;
                self.stand_in = Some(name.to_owned());
            }
            self.author_known = true;
        }
        Ok(&self.app)
    }

    /// Whether JSON is asked for.
    pub(crate) const fn json(&self) -> bool {
        self.json
    }

    /// The zone that was named on the command line.
    pub(crate) fn named_zone(&self) -> Option<&str> {
        self.kept.zone.as_deref()
    }

    /// The folders of own playbooks named on the command line.
    pub(crate) fn named_playbooks(&self) -> &[PathBuf] {
        &self.kept.playbooks
    }

    /// Says something: as JSON, or laid out for people.
    pub(crate) fn say<T: Serialize>(
        &mut self,
        answer: &T,
        people: impl FnOnce(&mut Page),
    ) -> Result<(), Failure> {
        if self.json {
            return self.say_text(&format!("{}\n", show::json_pretty(answer)));
        }
        let mut page = self.page();
        people(&mut page);
        self.say_text(&page.into_text())
    }

    /// Writes a text as it is.
    pub(crate) fn say_text(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush()).map_err(Failure::Output)
    }

    /// Says what was recorded and what comes next.
    pub(crate) fn say_recorded(&mut self, changed: &Changed) -> Result<(), Failure> {
        if self.json {
            return self.say(changed, |_| {});
        }
        let entries = self.entries_of(changed);
        let here = self.here();
        self.say(changed, |page| show::recorded(page, &here, changed, &entries))
    }

    /// The entries that a change recorded, as they are shown in a list. One that cannot be read back is left out: it
    /// is recorded all the same.
    pub(crate) fn entries_of(&self, changed: &Changed) -> Vec<EntryView> {
        let read = |entry: &String| {
            let asked = OneEntry { incident: changed.incident.id.clone(), entry: entry.clone() };
            let mut entry = self.app.show_entry(asked).ok()?;
            show::cut(&mut entry);
            Some(entry)
        };
        changed.entries.iter().filter_map(read).collect()
    }

    /// Where the answer is read. Falls back to UTC, so that no answer is lost to settings that cannot be read.
    pub(crate) fn here(&self) -> Here {
        match self.about() {
            Some(about) => Here { zone: about.zone.parse().unwrap_or(Tz::UTC), device: about.device },
            None => Here { zone: Tz::UTC, device: String::new() },
        }
    }

    /// A page for people.
    fn page(&self) -> Page {
        Page::new(show::width(), self.here().zone, SystemClock.now())
    }

    fn about(&self) -> Option<About> {
        self.app.about(Nothing {}).ok()
    }

    /// Keeps something to be said beside the answer.
    pub(crate) fn notice(&mut self, text: &str) {
        self.notices.push(show::one_line(text));
    }

    /// Ends the work: takes the backup that is due, and gives what is left to be said.
    pub(crate) fn leave(self) -> Vec<String> {
        let mut notices = self.notices;
        if !self.app.has_recorded() {
            return notices;
        }
        if let Some(name) = &self.stand_in {
            notices.push(show::one_line(&format!(
                "Recorded under the name \"{name}\", taken from the system. `firebreak settings --name NAME` sets yours."
            )));
        }
        if let Err(error) = self.app.keep_backups() {
            notices.push(show::one_line(&format!(
                "Everything is recorded, but no backup could be taken: {error}"
            )));
        }
        notices
    }
}
