use super::*;
use crate::deadline::tests::{calendar_in, rule};
use crate::incident::tests::{IncidentTest, at, when};
use crate::incident::{Command, DeadlineCommand, DeadlineRefusal, NewDeadline, Refusal};
use crate::when::When;

pub(crate) fn start(id: &str, limit: &str, trigger: When) -> DeadlineCommand {
    DeadlineCommand::Start(Box::new(NewDeadline {
        rule: rule(id, limit),
        started: Started { trigger, cap_from: None, calendar: calendar_in("UTC") },
        follows: None,
        from: None,
        note: None,
    }))
}

pub(crate) fn mark(deadline: &str, mark: DeadlineMark, note: Option<&str>) -> DeadlineCommand {
    let note = note.map(str::to_owned);
    let moved = DeadlineMoved { deadline: deadline.to_owned(), mark, by: None, reference: None, note };
    DeadlineCommand::Move { moved, when: None }
}

struct Clocks(IncidentTest);

impl Clocks {
    fn new() -> Self {
        Self(IncidentTest::with_run())
    }

    fn run(&mut self, command: DeadlineCommand) -> Vec<String> {
        self.0.run(Command::Deadline(command))
    }

    fn refused(&mut self, command: DeadlineCommand) -> DeadlineRefusal {
        let refused = self.0.try_run(Command::Deadline(command)).unwrap_err();
        let Refusal::Deadline(refusal) = refused else { panic!("{refused}") };
        refusal
    }

    fn start(&mut self, id: &str, limit: &str, trigger: &str) -> Vec<String> {
        let trigger = when(trigger, self.0.now);
        self.run(start(id, limit, trigger))
    }
}

#[test]
fn a_clock_runs_until_it_is_met_waived_or_withdrawn() {
    let mut clocks = Clocks::new();
    let said = clocks.start("gdpr-33", "72h", "0210z");
    assert_eq!(
        said,
        ["Deadline 1 started: Notice gdpr-33, became aware 2026-11-21 02:10Z, due 2026-11-24 02:10Z"]
    );
    clocks.start("nis2", "24h", "0210z");
    let running = |clocks: &Clocks| -> Vec<String> {
        clocks.0.incident.running_deadlines().iter().map(|(deadline, _)| deadline.id.clone()).collect()
    };
    assert_eq!(running(&clocks), ["2", "1"], "the one with the least time left first");
    let moved = DeadlineMoved {
        deadline: "2".to_owned(),
        mark: DeadlineMark::Met,
        by: Some("Jo".to_owned()),
        reference: Some("CSIRT-77".to_owned()),
        note: None,
    };
    let met_at = when("0215z", clocks.0.now);
    let said = clocks.run(DeadlineCommand::Move { moved, when: Some(met_at.clone()) });
    assert_eq!(said, ["Deadline 2, Notice nis2, met by Jo, reference CSIRT-77"]);
    let met = clocks.0.incident.deadline("2").unwrap();
    assert_eq!(met.mark(DeadlineMark::Met).unwrap().marked.stamp.when, met_at);
    assert_eq!(running(&clocks), ["1"]);
    assert_eq!(clocks.refused(mark("1", DeadlineMark::Waived, None)), DeadlineRefusal::NeedsReason);
    let said = clocks.run(mark("1", DeadlineMark::Waived, Some("no personal data")));
    assert_eq!(said, ["Deadline 1, Notice gdpr-33, waived: no personal data"]);
    assert_eq!(running(&clocks), Vec::<String>::new());
    assert_eq!(clocks.0.folded_anew().deadlines, clocks.0.incident.deadlines);
}

#[test]
fn what_was_said_of_a_clock_can_be_taken_back() {
    let mut clocks = Clocks::new();
    clocks.start("gdpr-33", "72h", "0210z");
    clocks.run(mark("1", DeadlineMark::Withdrawn, Some("another case")));
    assert!(!clocks.0.incident.deadline("1").unwrap().is_running());
    let ended = clocks.refused(mark("1", DeadlineMark::Met, None));
    assert!(matches!(ended, DeadlineRefusal::Ended { ended: DeadlineMark::Withdrawn, .. }));
    let revert =
        |mark| DeadlineCommand::Revert(DeadlineReverted { deadline: "1".to_owned(), mark, reason: None });
    assert!(matches!(clocks.refused(revert(DeadlineMark::Met)), DeadlineRefusal::NotMarked { .. }));
    assert_eq!(clocks.run(revert(DeadlineMark::Withdrawn)), ["Deadline 1, Notice gdpr-33, restored"]);
    assert!(clocks.0.incident.deadline("1").unwrap().is_running());
    assert!(matches!(clocks.refused(mark("9", DeadlineMark::Met, None)), DeadlineRefusal::Unknown(_)));
}

#[test]
fn a_trigger_that_is_corrected_moves_the_due_time() {
    let mut clocks = Clocks::new();
    clocks.start("gdpr-33", "72h", "0210z");
    let trigger = when("2026-11-20 22:00Z", clocks.0.now);
    let started = Started { trigger, cap_from: None, calendar: calendar_in("UTC") };
    let change = DeadlineCommand::Change {
        deadline: "1".to_owned(),
        started,
        reason: Some("the call came first".to_owned()),
    };
    let said = clocks.run(change.clone());
    assert_eq!(
        said,
        [
            "Deadline 1, Notice gdpr-33, runs from 2026-11-20 22:00Z, in UTC, due 2026-11-23 22:00Z: the call came first"
        ]
    );
    assert_eq!(clocks.0.incident.deadline("1").unwrap().due().unwrap().at, at("2026-11-23T22:00:00Z"));
    assert!(clocks.run(change).is_empty(), "what is so already is not recorded");
    clocks.run(mark("1", DeadlineMark::Withdrawn, None));
    let started =
        Started { trigger: when("0210z", clocks.0.now), cap_from: None, calendar: calendar_in("UTC") };
    let change = DeadlineCommand::Change { deadline: "1".to_owned(), started, reason: None };
    assert!(matches!(clocks.refused(change), DeadlineRefusal::WasWithdrawn(_)));
}

#[test]
fn no_clock_starts_that_cannot_run() {
    let mut clocks = Clocks::new();
    let trigger = when("0210z", clocks.0.now);
    let with = |change: &dyn Fn(&mut NewDeadline)| {
        let DeadlineCommand::Start(mut new) = start("r", "72h", trigger.clone()) else { unreachable!() };
        change(&mut new);
        DeadlineCommand::Start(new)
    };
    assert!(matches!(clocks.refused(with(&|new| new.rule.limit = None)), DeadlineRefusal::NoLimit(_)));
    let mars = with(&|new| new.started.calendar.zone = "Mars".to_owned());
    assert!(matches!(clocks.refused(mars), DeadlineRefusal::Zone(_)));
    let tomorrow = start("r", "72h", When::exact(clocks.0.now + chrono::TimeDelta::days(2)));
    assert!(matches!(clocks.0.try_run(Command::Deadline(tomorrow)).unwrap_err(), Refusal::Future { .. }));
    let step = with(&|new| new.from = Some(("1".to_owned(), "nowhere".to_owned())));
    assert!(matches!(clocks.0.try_run(Command::Deadline(step)).unwrap_err(), Refusal::UnknownStep(_)));
    clocks.run(start("r", "72h", trigger.clone()));
    assert!(matches!(clocks.refused(start("r", "72h", trigger)), DeadlineRefusal::Runs { .. }));
}

#[test]
fn a_notice_that_was_submitted_offers_what_follows_it() {
    let mut clocks = Clocks::new();
    let last = Rule { after: Some("first".to_owned()), ..rule("last", "1mo") };
    let rules = [rule("first", "72h"), last];
    let offered = |clocks: &Clocks| -> Vec<String> {
        clocks.0.incident.chained(&rules).map(|(met, rule)| format!("{} after {}", rule.id, met.id)).collect()
    };
    clocks.start("first", "72h", "0210z");
    assert_eq!(offered(&clocks), Vec::<String>::new());
    clocks.run(mark("1", DeadlineMark::Met, None));
    assert_eq!(offered(&clocks), ["last after 1"]);
    let trigger = when("0215z", clocks.0.now);
    let DeadlineCommand::Start(mut new) = start("last", "1mo", trigger) else { unreachable!() };
    new.follows = Some("1".to_owned());
    clocks.run(DeadlineCommand::Start(new));
    assert_eq!(offered(&clocks), Vec::<String>::new(), "a clock that runs is not offered again");
    clocks.run(mark("2", DeadlineMark::Withdrawn, None));
    assert_eq!(offered(&clocks), ["last after 1"]);
}
