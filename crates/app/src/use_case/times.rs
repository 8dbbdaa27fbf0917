use firebreak_core::event::EntryRef;
use firebreak_core::incident::{Command, Incident, Refusal};
use firebreak_core::times::{ClockId, Interval, Reading, clock};
use firebreak_core::vocabulary::Milestone;
use firebreak_core::when::{When, parse};
use firebreak_store::Record;

use super::timeline::entry_named;
use crate::api::{Changed, OneIncident, SetMilestone, TimeSpan, Times, TimesBetween, WithdrawMilestone};
use crate::view::waiting;
use crate::{App, Error};

impl App {
    /// `milestone.set`.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the time. A time that is empty is refused: a milestone is never now unless somebody
    /// says so.
    pub fn set_milestone(&self, request: SetMilestone) -> Result<Changed, Error> {
        let milestone = request.milestone;
        self.change(&request.incident, |_, _, now| {
            let ends = [Some(&request.at), request.until.as_ref()];
            if ends.into_iter().flatten().any(|end| end.trim().is_empty()) {
                return Err(Refusal::Empty("time").into());
            }
            let when = match &request.until {
                None => self.when_known(Some(&request.at), request.precision.as_deref(), now)?,
                Some(until) => self.range(&request.at, until, request.precision.as_deref(), now)?,
            };
            Ok(Command::SetMilestone { milestone, when, note: request.note })
        })
    }

    /// `milestone.withdraw`.
    ///
    /// # Errors
    ///
    /// Says that the milestone is not set.
    pub fn withdraw_milestone(&self, request: WithdrawMilestone) -> Result<Changed, Error> {
        let milestone = request.milestone;
        self.change(&request.incident, |_, _, _| {
            Ok(Command::WithdrawMilestone { milestone, reason: request.reason })
        })
    }

    /// `times.show`.
    ///
    /// # Errors
    ///
    /// Says that there is no such incident.
    pub fn show_times(&self, request: OneIncident) -> Result<Times, Error> {
        self.with_incident(&request.incident, |incident| {
            Ok(Times {
                to_detect: span(incident, ClockId::ToDetect),
                to_acknowledge: span(incident, ClockId::ToAcknowledge),
                to_contain: span(incident, ClockId::ToContain),
                to_eradicate: span(incident, ClockId::ToEradicate),
                to_recover: span(incident, ClockId::ToRecover),
                dwell: span(incident, ClockId::Dwell),
                waiting_for_provider: waiting(incident, self.clock.now()),
            })
        })
    }

    /// `times.between`.
    ///
    /// # Errors
    ///
    /// Says which end is not there.
    pub fn times_between(&self, request: TimesBetween) -> Result<Option<TimeSpan>, Error> {
        self.with_record(|opened| {
            let id = opened.find(&request.incident)?.row.id;
            opened.incident(id, &self.library.reference)?;
            let moment = |opened: &mut crate::opened::Opened, name: &str| -> Result<Option<When>, Error> {
                match name.parse::<Milestone>() {
                    Ok(milestone) => {
                        let incident = opened.incident(id, &self.library.reference)?;
                        Ok(incident.milestone(milestone).map(|assertion| assertion.stamp.when.clone()))
                    }
                    Err(_) => entry_time(opened.record(), id, entry_named(opened.record(), name)?).map(Some),
                }
            };
            let ends = moment(opened, &request.from)?.zip(moment(opened, &request.to)?);
            Ok(ends.and_then(|(from, to)| {
                Interval::between(&from, &to).map(|interval| time_span(interval, &from, &to))
            }))
        })
    }

    /// A range of two times as typed.
    pub(super) fn range(
        &self,
        from: &str,
        to: &str,
        precision: Option<&str>,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Result<When, Error> {
        let both = format!("{from}/{to}");
        // Between two times is a range whatever its ends are known to; a precision widens the ends.
        let zone = self.zone()?;
        let end = |text: &str| -> Result<When, Error> {
            match precision {
                Some("range") | None => Ok(parse(text, now, zone)?),
                Some(_) => self.when_known(Some(text), precision, now),
            }
        };
        let range = When::between(&end(from)?, &end(to)?);
        Ok(range.ok_or(firebreak_core::when::TimeError::Backwards(both))?)
    }
}

fn span(incident: &Incident, id: ClockId) -> Option<TimeSpan> {
    match clock(incident, id).reading {
        Reading::Value { interval, from, to } => Some(time_span(interval, &from, &to)),
        Reading::Running { .. } | Reading::Missing { .. } | Reading::Problem { .. } => None,
    }
}

fn time_span(interval: Interval, from: &When, to: &When) -> TimeSpan {
    TimeSpan {
        seconds_min: interval.min,
        seconds_max: interval.max,
        at_least: from.may_be_earlier(),
        from: from.to_iso(),
        to: to.to_iso(),
    }
}

fn entry_time(
    record: &Record,
    incident: firebreak_core::event::IncidentId,
    entry: EntryRef,
) -> Result<When, Error> {
    let row = record.entry(incident, entry)?.ok_or_else(|| Error::not_found("entry", entry.to_string()))?;
    Ok(row.when)
}
