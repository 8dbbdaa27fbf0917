//! Timers of this machine. They lie beside the record, where the window keeps them too; see docs/adr/0083.

use chrono::DateTime;
use firebreak_core::when::iso;
use firebreak_core::words::seconds;
use firebreak_store::Record;
use serde::{Deserialize, Serialize};

use super::filled;
use super::runs::step_of;
use crate::api::{EndTimer, OneIncident, StartTimer, TimerView};
use crate::{App, Error};

/// A timer as it is kept: the window writes the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Timer {
    id: u32,
    label: String,
    /// In milliseconds since 1970.
    from: i64,
    /// In milliseconds since 1970.
    to: i64,
    #[serde(default)]
    step: Option<OfStep>,
}

/// The step that a timer is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct OfStep {
    run: String,
    id: String,
}

impl App {
    /// `timer.list`.
    ///
    /// # Errors
    ///
    /// Says that there is no such incident.
    pub fn list_timers(&self, request: OneIncident) -> Result<Vec<TimerView>, Error> {
        self.timers(&request.incident, |_, _| Ok(()))
    }

    /// `timer.start`.
    ///
    /// # Errors
    ///
    /// Says that there is no such step, or that no length is known.
    pub fn start_timer(&self, request: StartTimer) -> Result<Vec<TimerView>, Error> {
        let incident = request.incident.clone();
        let of_step = match &request.step {
            Some(step) => Some(self.step_to_time(&request, step)?),
            None => None,
        };
        let typed = filled(request.length.as_deref());
        let usual = of_step.as_ref().and_then(|(_, _, usual)| *usual);
        let refused = |why: &str| Error::Request { command: "timer.start", why: why.to_owned() };
        let length = match typed {
            Some(typed) => seconds(typed).ok_or_else(|| refused("the length is none; write 15m or 1h"))?,
            None => usual.ok_or_else(|| refused("no length is known; give one, such as 15m"))?,
        };
        let length = i64::try_from(length).ok().and_then(|seconds| seconds.checked_mul(1000));
        let now = self.clock.now().timestamp_millis();
        let to = length.and_then(|length| now.checked_add(length));
        let to = to.ok_or_else(|| refused("the length is too great"))?;
        let named = request.label.filter(|label| !label.trim().is_empty());
        let (step, title) = of_step.map(|(step, title, _)| (step, title)).unzip();
        let label = named.or(title).ok_or_else(|| refused("it needs a step or a name"))?;
        self.timers(&incident, |timers, _| {
            timers.retain(|known| step.is_none() || known.step != step);
            let id = timers.iter().map(|known| known.id).max().unwrap_or_default().saturating_add(1);
            timers.push(Timer { id, label: label.trim().to_owned(), from: now, to, step });
            timers.sort_by_key(|known| known.to);
            Ok(())
        })
    }

    /// `timer.end`.
    ///
    /// # Errors
    ///
    /// Says that there is no such timer.
    pub fn end_timer(&self, request: EndTimer) -> Result<Vec<TimerView>, Error> {
        self.timers(&request.incident, |timers, code| {
            let before = timers.len();
            timers.retain(|known| known.id != request.timer);
            if timers.len() < before {
                return Ok(());
            }
            Err(Error::not_found("timer", format!("{} of {code}", request.timer)))
        })
    }

    /// Changes the timers of an incident, and gives them as they are then.
    fn timers(
        &self,
        incident: &str,
        change: impl FnOnce(&mut Vec<Timer>, &str) -> Result<(), Error>,
    ) -> Result<Vec<TimerView>, Error> {
        let now = self.clock.now();
        self.with_record(|opened| {
            let listed = opened.find(incident)?;
            let key = format!("timers:{}", listed.row.id);
            let mut timers = kept(opened.record(), &key)?;
            let before = timers.clone();
            change(&mut timers, &listed.row.code)?;
            if timers != before {
                let text = serde_json::to_string(&timers)
                    .map_err(|error| Error::BuiltIn { why: error.to_string() })?;
                let text = Some(text.as_str()).filter(|_| !timers.is_empty());
                opened.store().put_draft(&key, text, now)?;
            }
            let at = |millis| DateTime::from_timestamp_millis(millis).unwrap_or(now);
            let view = |timer: Timer| TimerView {
                id: timer.id,
                label: timer.label,
                from: iso(at(timer.from)),
                to: iso(at(timer.to)),
                over: timer.to <= now.timestamp_millis(),
            };
            Ok(timers.into_iter().map(view).collect())
        })
    }

    /// The step that a timer is about, its number and title, and its usual time in seconds.
    fn step_to_time(&self, request: &StartTimer, step: &str) -> Result<(OfStep, String, Option<u64>), Error> {
        self.with_incident(&request.incident, |incident| {
            let (run, step) = step_of(incident, request.run.as_deref(), step)?;
            let found = incident.run(&run).and_then(|known| known.step(&step));
            let (number, _, known) = found.ok_or_else(|| Error::not_found("step", step.as_str()))?;
            let title = format!("{number} {}", known.title.value);
            let usual = known.facts.time.as_ref().map(|time| time.value);
            Ok((OfStep { run, id: step }, title, usual))
        })
    }
}

/// The timers under a name; none where another version kept them in a form that this one does not read.
fn kept(record: &Record, key: &str) -> Result<Vec<Timer>, Error> {
    let draft = record.draft(key)?;
    Ok(draft.and_then(|draft| serde_json::from_str(&draft.text).ok()).unwrap_or_default())
}
