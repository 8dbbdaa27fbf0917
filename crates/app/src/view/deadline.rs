use std::collections::HashSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz;
use firebreak_core::deadline::{Due, Rule};
use firebreak_core::event::DeadlineMark;
use firebreak_core::incident::{Deadline, DeadlineMarked, Incident, Run};
use firebreak_core::playbook::Step;
use firebreak_core::vocabulary::StepState;
use firebreak_core::when::iso;

use super::{mark_view, step_title};
use crate::api::{DeadlineMarkView, DeadlineOffer, DeadlineView, DueView, RuleView, RunningDeadline};

/// What stands beside every deadline.
pub(crate) const ADVICE: &str = "Not legal advice. Firebreak never decides that a duty applies: a person starts each clock, and every rule \
                                 names its source and when that was read.";

/// The deadlines that run, as the standing panel shows them.
pub(crate) fn running_deadlines(incident: &Incident) -> Vec<RunningDeadline> {
    let row = |(deadline, due): (&Deadline, Option<Due>)| RunningDeadline {
        id: deadline.id.clone(),
        name: deadline.rule.name.clone(),
        due_at: due.map(|due| iso(due.at)),
        due_until: due.filter(|due| due.until > due.at).map(|due| iso(due.until)),
    };
    incident.running_deadlines().into_iter().map(row).collect()
}

/// Every deadline: those that run by the time left, then the others.
pub(crate) fn deadline_views(incident: &Incident) -> Vec<DeadlineView> {
    let running = incident.running_deadlines().into_iter().map(|(deadline, _)| deadline);
    let others = incident.deadlines.iter().filter(|deadline| !deadline.is_running());
    running.chain(others).map(|deadline| deadline_view(incident, deadline)).collect()
}

/// A rule as it crosses the seam.
pub(crate) fn rule_view(rule: &Rule, file: Option<&Path>) -> RuleView {
    RuleView {
        id: rule.id.clone(),
        name: rule.name.clone(),
        who: rule.who.clone(),
        region: rule.region.clone(),
        trigger: rule.trigger_detail.clone().unwrap_or_else(|| rule.trigger.label().to_owned()),
        limit: rule.limit.map(|limit| limit.to_string()),
        in_words: rule.in_words(),
        cap_trigger: rule.cap.as_ref().map(|cap| cap.trigger.label().to_owned()),
        after: rule.after.clone(),
        holidays: rule.holidays.clone(),
        zone: rule.zone.clone(),
        since: rule.since.map(|since| since.to_string()),
        in_force: rule.in_force,
        exception: rule.exception.clone(),
        note: rule.note.clone(),
        source: rule.source.clone(),
        as_of: rule.as_of.to_string(),
        file: file.map(|file| file.display().to_string()),
    }
}

/// When something is due, as it crosses the seam.
pub(crate) fn due_view(due: Due) -> DueView {
    DueView {
        at: iso(due.at),
        until: iso(due.until),
        may_be_earlier: due.may_be_earlier,
        capped: due.capped,
        holidays_unknown: due.holidays_unknown,
    }
}

/// When something is due in words, with the local time of the zone whose days count.
pub(crate) fn due_in_words(due: Due, zone: &str) -> String {
    let utc = |at: DateTime<Utc>| at.format("%Y-%m-%d %H:%M:%SZ").to_string();
    let mut text = utc(due.at);
    if let Ok(zone) = zone.parse::<Tz>()
        && zone != Tz::UTC
    {
        let local = zone.from_utc_datetime(&due.at.naive_utc());
        text.push_str(&format!(" · {}", local.format("%a %Y-%m-%d %H:%M %Z")));
    }
    if due.until > due.at {
        text.push_str(&format!(" · {} at the latest; the earliest counts", utc(due.until)));
    }
    if due.may_be_earlier {
        text.push_str(" · or earlier: the trigger is only known to be no later than said");
    }
    if due.capped {
        text.push_str(" · ended by its cap");
    }
    if due.holidays_unknown {
        text.push_str(" · holidays may be missing: no list reaches as far");
    }
    text
}

/// The clocks to offer: those that follow a notice that was submitted, then those that steps name and that were not
/// started.
pub(crate) fn deadline_offers(incident: &Incident, rules: &[(Rule, Option<PathBuf>)]) -> Vec<DeadlineOffer> {
    let plain: Vec<Rule> = rules.iter().map(|(rule, _)| rule.clone()).collect();
    let offered = |rule: &Rule| {
        let file = rules.iter().find(|(known, _)| known.id == rule.id).and_then(|(_, file)| file.as_deref());
        offer(rule_view(rule, file))
    };
    let after_notices = incident.chained(&plain).map(|(met, rule)| {
        let typed = met.mark(DeadlineMark::Met).map(|met| met.marked.stamp.when.typed());
        DeadlineOffer {
            follows: Some(met.id.clone()),
            follows_name: Some(met.rule.name.clone()),
            at: typed.as_ref().map(|typed| typed.text.clone()),
            precision: typed.and_then(|typed| typed.precision),
            ..offered(rule)
        }
    });
    let mut offers: Vec<DeadlineOffer> = after_notices.collect();
    let mut named = HashSet::new();
    for (id, run, number, step) in clocks_of_steps(incident) {
        let is_started = incident
            .deadlines
            .iter()
            .any(|known| known.rule.id == id && known.last() != Some(DeadlineMark::Withdrawn));
        let Some(rule) = plain.iter().find(|rule| rule.id == id) else { continue };
        if !is_started && named.insert(id) {
            offers.push(DeadlineOffer {
                run: Some(run.id.clone()),
                step: Some(step.id.clone()),
                step_title: Some(format!("{number} {}", step.title.value)),
                ..offered(rule)
            });
        }
    }
    offers
}

/// The rules that steps name, each with its run, the number of the step and the step. Steps on a branch that was not
/// taken, and steps that do not apply, name none.
fn clocks_of_steps(incident: &Incident) -> impl Iterator<Item = (&str, &Run, u32, &Step)> {
    incident.runs.iter().flat_map(|run| {
        let steps = (1_u32..).zip(run.steps()).zip(run.off_branch());
        let counting = steps.filter(|((_, (_, _, record)), off)| {
            !off && !matches!(record.state, StepState::NotApplicable | StepState::Overridden)
        });
        counting.flat_map(move |((number, (_, step, _)), _)| {
            step.facts.starts_clock.iter().map(move |rule| (rule.value.as_str(), run, number, step))
        })
    })
}

/// An offer of a rule that comes of no step and follows nothing.
const fn offer(rule: RuleView) -> DeadlineOffer {
    DeadlineOffer {
        rule,
        run: None,
        step: None,
        step_title: None,
        follows: None,
        follows_name: None,
        at: None,
        precision: None,
    }
}

fn deadline_view(incident: &Incident, deadline: &Deadline) -> DeadlineView {
    let due = deadline.due();
    let trigger = deadline.started.trigger.typed();
    let met = deadline.mark(DeadlineMark::Met).map(|met| met.marked.stamp.when.latest);
    DeadlineView {
        id: deadline.id.clone(),
        rule: rule_view(&deadline.rule, None),
        trigger: deadline.started.trigger.clone(),
        trigger_typed: trigger.text,
        trigger_precision: trigger.precision,
        cap_from: deadline.started.cap_from.clone(),
        cap_typed: deadline.started.cap_from.as_ref().map(|from| from.typed().text),
        zone: deadline.started.calendar.zone.clone(),
        holidays: deadline.started.calendar.holidays.as_ref().map(|list| list.name.clone()),
        due: due.map(due_view),
        state: deadline.last(),
        met_before: due.zip(met).map(|(due, met)| (due.at - met).num_seconds()),
        follows: deadline.follows.clone(),
        step_title: step_title(incident, deadline.run.as_deref(), deadline.step.as_deref()),
        run: deadline.run.clone(),
        step: deadline.step.clone(),
        note: deadline.note.clone(),
        started_at: iso(deadline.stamp.recorded_at),
        started_by: deadline.stamp.author.clone(),
        entry: deadline.stamp.entry.to_string(),
        marks: deadline
            .marks
            .iter()
            .map(|(mark, DeadlineMarked { marked, reference })| DeadlineMarkView {
                marked: mark_view(*mark, mark.label(), marked),
                reference: reference.clone(),
            })
            .collect(),
    }
}
