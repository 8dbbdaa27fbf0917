use chrono::{DateTime, Utc};
use firebreak_core::deadline::{Appointment, Calendar, Rule, Trigger, calendar, due};
use firebreak_core::event::{DeadlineMoved, DeadlineReverted, Started};
use firebreak_core::incident::{
    Command, Deadline, DeadlineCommand, DeadlineRefusal, Incident, NewDeadline, Refusal,
};
use firebreak_core::when::{When, date_in};

use super::filled;
use super::runs::step_of;
use crate::api::{
    ChangeDeadline, Changed, DeadlinePreview, DeadlineRules, Deadlines, ExportCalendar, HandedOn,
    HolidaysView, MoveDeadline, Nothing, OneIncident, OwnRule, OwnedRule, RevertDeadline, StartDeadline,
};
use crate::rules::{Rules, write_own};
use crate::view::{ADVICE, deadline_offers, deadline_views, due_in_words, due_view, rule_view};
use crate::{App, Error};

/// The rule of clocks that a contract names.
const CONTRACT: &str = "contract";

impl App {
    /// `deadline.rules`.
    ///
    /// # Errors
    ///
    /// None: what does not fit is told beside the rules.
    pub fn deadline_rules(&self, _: Nothing) -> Result<DeadlineRules, Error> {
        let Rules { rules, holidays, problems } = self.rules();
        Ok(DeadlineRules {
            advice: ADVICE.to_owned(),
            rules: rules.iter().map(|(rule, file)| rule_view(rule, file.as_deref())).collect(),
            holidays: holidays
                .into_iter()
                .map(|list| HolidaysView {
                    days: u32::try_from(list.dates.len()).unwrap_or(u32::MAX),
                    until: list.until.to_string(),
                    id: list.id,
                    name: list.name,
                    source: list.source,
                })
                .collect(),
            folder: self.folders.deadlines().display().to_string(),
            problems,
        })
    }

    /// `deadline.own`.
    ///
    /// # Errors
    ///
    /// Says that there is no such rule, that there is such a file already, or why it cannot be written.
    pub fn own_rule(&self, request: OwnRule) -> Result<OwnedRule, Error> {
        let rules = self.rules();
        let rule = rules.rule(&request.rule).ok_or_else(|| Error::not_found("rule", request.rule))?;
        let file = write_own(&self.folders.deadlines(), rule)?;
        Ok(OwnedRule { file: file.display().to_string() })
    }

    /// `deadline.list`.
    ///
    /// # Errors
    ///
    /// Says that there is no such incident.
    pub fn list_deadlines(&self, request: OneIncident) -> Result<Deadlines, Error> {
        let rules = self.rules();
        self.with_incident(&request.incident, |incident| {
            Ok(Deadlines {
                advice: ADVICE.to_owned(),
                deadlines: deadline_views(incident),
                offers: deadline_offers(incident, &rules.rules),
            })
        })
    }

    /// `deadline.preview`.
    ///
    /// # Errors
    ///
    /// Says what is missing or not known.
    pub fn preview_deadline(&self, request: StartDeadline) -> Result<DeadlinePreview, Error> {
        let now = self.clock.now();
        self.with_incident(&request.incident, |incident| {
            let NewDeadline { rule, started, .. } = self.new_deadline(incident, &request, now)?;
            Ok(preview(&rule, &started))
        })
    }

    /// `deadline.recount`.
    ///
    /// # Errors
    ///
    /// Says that there is no such deadline, or what is wrong with a time.
    pub fn recount_deadline(&self, request: ChangeDeadline) -> Result<DeadlinePreview, Error> {
        let now = self.clock.now();
        self.with_incident(&request.incident, |incident| {
            let (known, started) = self.corrected(incident, &request, now)?;
            Ok(preview(&known.rule, &started))
        })
    }

    /// `deadline.start`.
    ///
    /// # Errors
    ///
    /// Says what is missing or not known, or that the clock runs already.
    pub fn start_deadline(&self, request: StartDeadline) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |_, incident, now| {
            let new = self.new_deadline(incident, &request, now)?;
            Ok(Command::Deadline(DeadlineCommand::Start(Box::new(new))))
        })
    }

    /// `deadline.change`.
    ///
    /// # Errors
    ///
    /// Says that there is no such deadline, or what is wrong with a time.
    pub fn change_deadline(&self, request: ChangeDeadline) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |_, incident, now| {
            let (_, started) = self.corrected(incident, &request, now)?;
            Ok(Command::Deadline(DeadlineCommand::Change {
                deadline: request.deadline.clone(),
                started,
                reason: request.reason.clone(),
            }))
        })
    }

    /// `deadline.move`.
    ///
    /// # Errors
    ///
    /// Says what makes no sense: waiving without a reason, or meeting what was waived.
    pub fn move_deadline(&self, request: MoveDeadline) -> Result<Changed, Error> {
        self.change_typed(&request.incident, request.draft.as_deref(), |_, _, now| {
            let MoveDeadline { deadline, mark, at, precision, by, reference, note, .. } = request;
            let when = self.when_known(at.as_deref(), precision.as_deref(), now)?;
            let moved = DeadlineMoved { deadline, mark, by, reference, note };
            Ok(Command::Deadline(DeadlineCommand::Move { moved, when: Some(when) }))
        })
    }

    /// `deadline.revert`.
    ///
    /// # Errors
    ///
    /// Says that there is nothing to take back.
    pub fn revert_deadline(&self, request: RevertDeadline) -> Result<Changed, Error> {
        let RevertDeadline { incident, deadline, mark, reason } = request;
        self.change(&incident, |_, _, _| {
            Ok(Command::Deadline(DeadlineCommand::Revert(DeadlineReverted { deadline, mark, reason })))
        })
    }

    /// `deadline.calendar`.
    ///
    /// # Errors
    ///
    /// Says that there is no such incident, or that the file cannot be written.
    pub fn export_calendar(&self, request: ExportCalendar) -> Result<HandedOn, Error> {
        let now = self.clock.now();
        let (code, text) = self.with_incident(&request.incident, |incident| {
            Ok((incident.code.clone(), calendar(&appointments(incident), now)))
        })?;
        let file_name = format!("{code}-deadlines.ics");
        let path = self.handed_on(request.save, "save the calendar", &file_name, &text)?;
        Ok(HandedOn { file_name, text, path })
    }

    /// The rules and lists that can be chosen from.
    pub(crate) fn rules(&self) -> Rules {
        Rules::read(&self.library, &self.folders.deadlines())
    }

    /// A deadline with what it runs from once it is corrected.
    fn corrected<'a>(
        &self,
        incident: &'a Incident,
        request: &ChangeDeadline,
        now: DateTime<Utc>,
    ) -> Result<(&'a Deadline, Started), Error> {
        let known = incident.deadline(&request.deadline);
        let known = known.ok_or_else(|| DeadlineRefusal::Unknown(request.deadline.clone()))?;
        let trigger = match &request.at {
            Some(at) => self.when_known(Some(at), request.precision.as_deref(), now)?,
            None => known.started.trigger.clone(),
        };
        let cap_from = match request.cap_at.as_deref().map(str::trim) {
            Some("") => None,
            Some(at) => Some(self.when(Some(at), now)?),
            None => known.started.cap_from.clone(),
        };
        let mut calendar = known.started.calendar.clone();
        if let Some(zone) = &request.zone {
            zone.trim().clone_into(&mut calendar.zone);
        }
        Ok((known, Started { trigger, cap_from, calendar }))
    }

    fn new_deadline(
        &self,
        incident: &Incident,
        request: &StartDeadline,
        now: DateTime<Utc>,
    ) -> Result<NewDeadline, Error> {
        let rules = self.rules();
        let id = filled(request.rule.as_deref()).unwrap_or(CONTRACT);
        let mut rule: Rule = rules.rule(id).ok_or_else(|| Error::not_found("rule", id))?.clone();
        if let Some(name) = filled(request.name.as_deref()) {
            name.clone_into(&mut rule.name);
        }
        if let Some(limit) = filled(request.limit.as_deref()) {
            let limit = limit.parse()?;
            if rule.limit != Some(limit) {
                // What was read in a source is not what somebody typed.
                rule.source =
                    format!("Length as given when the clock was started; the rule: {}", rule.source);
                rule.as_of = date_in(now, "UTC").unwrap_or(rule.as_of);
                rule.limit = Some(limit);
            }
        }
        let zone = match filled(request.zone.as_deref()).or(rule.zone.as_deref()) {
            Some(zone) => zone.to_owned(),
            None => self.zone()?.name().to_owned(),
        };
        let list = request.holidays.clone().or_else(|| rule.holidays.clone());
        let holidays = match filled(list.as_deref()) {
            Some(list) => {
                Some(rules.list(list).ok_or_else(|| Error::not_found("list of holidays", list))?.clone())
            }
            None => None,
        };
        let cap_from = match filled(request.cap_at.as_deref()) {
            Some(at) => Some(self.when(Some(at), now)?),
            None => None,
        };
        let from = match &request.step {
            Some(step) => Some(step_of(incident, request.run.as_deref(), step)?),
            None => None,
        };
        Ok(NewDeadline {
            started: Started {
                trigger: self.trigger(request, now)?,
                cap_from,
                calendar: Calendar { zone, holidays },
            },
            rule,
            follows: request.follows.clone(),
            from,
            note: request.note.clone(),
        })
    }

    /// The time of the trigger: never now unless somebody says so.
    fn trigger(&self, request: &StartDeadline, now: DateTime<Utc>) -> Result<When, Error> {
        if request.at.trim().is_empty() {
            return Err(Refusal::Empty("time of the trigger").into());
        }
        match &request.until {
            None => self.when_known(Some(&request.at), request.precision.as_deref(), now),
            Some(until) => self.range(&request.at, until, request.precision.as_deref(), now),
        }
    }
}

/// When a clock is due that is started with something.
fn preview(rule: &Rule, started: &Started) -> DeadlinePreview {
    let due = due(rule, &started.trigger, started.cap_from.as_ref(), &started.calendar);
    DeadlinePreview {
        in_words: due.map_or_else(|| rule.in_words(), |due| due_in_words(due, &started.calendar.zone)),
        due: due.map(due_view),
        rule: rule_view(rule, None),
    }
}

/// What is due in an incident: its deadlines that run, and the updates that somebody waits for.
fn appointments(incident: &Incident) -> Vec<Appointment> {
    let code = &incident.code;
    let deadlines = incident.running_deadlines().into_iter().filter_map(|(deadline, due)| {
        let rule = &deadline.rule;
        let trigger = match rule.trigger {
            Trigger::Agreed => "trigger",
            Trigger::Aware
            | Trigger::Determined
            | Trigger::Classified
            | Trigger::Discovered
            | Trigger::Suspected
            | Trigger::Identified
            | Trigger::Paid
            | Trigger::Submitted
            | Trigger::Corrected => rule.trigger.label(),
        };
        let due = due?;
        Some(Appointment {
            uid: format!("deadline-{}@{}", deadline.id, incident.id),
            sequence: deadline.changes,
            at: due.at,
            summary: format!("{code}: {}", rule.name),
            description: format!(
                "Due {}.\n{trigger}: {}.\nRule: {}.\nSource, read {}: {}.\n{ADVICE}",
                due_in_words(due, &deadline.started.calendar.zone),
                deadline.started.trigger.to_iso(),
                rule.in_words(),
                rule.as_of,
                rule.source,
            ),
        })
    });
    let updates = incident.updates_due().into_iter().map(|(update, at)| Appointment {
        uid: format!("update-{}@{}", update.words.audience.replace(' ', "-"), incident.id),
        sequence: update.drafted.entry.seq,
        at,
        summary: format!("{code}: next update, {}", update.words.audience),
        description: format!("The last one was update {}: {}", update.id, update.words.subject),
    });
    deadlines.chain(updates).collect()
}
