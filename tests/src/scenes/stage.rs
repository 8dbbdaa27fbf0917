//! The records and moments that scenes play at.

use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};

use anyhow::{Context, Result};
use chrono::TimeDelta;
use firebreak_app::{Clock, SystemClock};
use serde_json::json;

use super::record::{Record, millis};
use super::{evidence, found, others, people, shelf, timehop};
use crate::{Data, WindowTest};

/// A record and a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Nothing was ever started.
    Fresh,
    /// The responder has a name; no incident was opened.
    Empty,
    /// Timehop's incident, four minutes after the first alert.
    Start,
    /// Timehop's incident among others, after the lock-out.
    Midway,
    /// Timehop's incident, closed.
    Over,
    /// An incident that was opened half an hour ago; the clocks run.
    Live,
    /// Folders of own playbooks; an incident runs on a text that has a newer version by now.
    Own,
    /// Titles and notes longer than any screen, in several scripts.
    Long,
    /// The file of the record is damaged; a backup is there.
    Damaged,
    /// The record was written by a newer version.
    Newer,
}

/// The colours of a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// Shows the window in these colours, whatever the settings say.
    ///
    /// # Errors
    ///
    /// If the page does not answer.
    pub fn show(self, window: &WindowTest) -> Result<()> {
        window.run_with(SHOW, vec![json!(self.word())]).map(|_| ())
    }

    /// Returns the word for it, as in the settings.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Makes the page's clock stand still at the moment of its argument, and answers once it has ticked: at the full second.
const STAND_STILL: &str = "const [now, done] = arguments; const Running = Date; \
    globalThis.Date = class Date extends Running { \
        constructor(...given) { if (given.length === 0) super(now); else super(...given); } \
        static now() { return now; } \
    }; \
    setTimeout(() => requestAnimationFrame(() => done(true)), 1000 - (Running.now() % 1000));";

/// Shows a theme.
const SHOW: &str = "document.documentElement.dataset.theme = arguments[0];";

impl Stage {
    /// Makes the record and opens the window on it; its page's clock stands still.
    ///
    /// # Errors
    ///
    /// If the record cannot be made or the window does not appear.
    pub fn open(self, theme: Theme) -> Result<WindowTest> {
        let data = Data::new()?;
        self.prepare(&data, theme.word())?;
        let window = data.open_window()?;
        if let Some(moment) = self.moment() {
            window.run_async(STAND_STILL, vec![json!(millis(moment)?)])?;
        }
        // Where nobody has a name yet, no settings say it.
        theme.show(&window)?;
        Ok(window)
    }

    /// Returns the moment at which the page's clock stands still; none where it runs.
    const fn moment(self) -> Option<&'static str> {
        match self {
            Self::Fresh | Self::Empty | Self::Start | Self::Own => Some("2018-07-04T18:47:10Z"),
            Self::Midway | Self::Long | Self::Damaged | Self::Newer => Some("2018-07-04T20:31:07Z"),
            Self::Over => Some("2018-07-05T09:12:40Z"),
            Self::Live => None,
        }
    }

    fn prepare(self, data: &Data, theme: &str) -> Result<()> {
        if self == Self::Fresh {
            return Ok(());
        }
        let record = Record::open(&data.folder(), "2018-06-01T08:00:00Z", theme)?;
        match self {
            Self::Fresh | Self::Empty => {}
            Self::Start => _ = timehop::open(&record)?,
            Self::Midway => {
                others::past(&record)?;
                others::own_use(&record)?;
                others::key(&record, "2018-07-04T18:02:00Z")?;
                others::requests(&record)?;
                found::recorded(&record)?;
                let id = timehop::open(&record)?;
                timehop::midway(&record, &id)?;
            }
            Self::Over => {
                let id = timehop::open(&record)?;
                timehop::midway(&record, &id)?;
                timehop::over(&record, &id)?;
            }
            Self::Live => {
                let opened = SystemClock.now() - TimeDelta::minutes(31);
                let id = others::key(&record, &opened.to_rfc3339())?;
                people::handed_over(&record, &id)?;
                evidence::collected(&record, &id, &data.folder().join("collected"))?;
            }
            Self::Own => shelf::prepare(&record, data)?,
            Self::Long => {
                let id = others::long(&record)?;
                evidence::long(&record, &id, &data.folder().join("collected"))?;
            }
            Self::Damaged | Self::Newer => {
                timehop::open(&record)?;
                record.back_up()?;
            }
        }
        drop(record);
        match self {
            Self::Damaged => damage(data),
            Self::Newer => make_newer(data),
            Self::Fresh
            | Self::Empty
            | Self::Start
            | Self::Midway
            | Self::Over
            | Self::Live
            | Self::Own
            | Self::Long => Ok(()),
        }
    }
}

/// Overwrites the beginning of the database, as a failing disk may.
///
/// # Errors
///
/// If the file cannot be written.
pub(crate) fn damage(data: &Data) -> Result<()> {
    overwrite(data, 0, &[0x5a; 512])
}

/// Says in the database that a much newer version wrote it (SQLite's file format: four bytes at 60, "user version").
///
/// # Errors
///
/// If the file cannot be written.
pub(crate) fn make_newer(data: &Data) -> Result<()> {
    overwrite(data, 60, &900_u32.to_be_bytes())
}

fn overwrite(data: &Data, place: u64, bytes: &[u8]) -> Result<()> {
    let path = data.folder().join("firebreak.db");
    let mut file = OpenOptions::new().write(true).open(path).context("there is no database")?;
    file.seek(SeekFrom::Start(place))?;
    file.write_all(bytes).context("the database cannot be written")
}
