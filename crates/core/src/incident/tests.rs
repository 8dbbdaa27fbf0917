mod folding;
mod milestones;
mod model;
mod runs;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::*;
use crate::event::{Hash, IncidentChanged, Tip};
use crate::vocabulary::{Phase, StepState};
use crate::when::parse;

pub(crate) const PLAYBOOK: &str = "---
playbook: 1
id: key
title: Exposed key
version: 1.0.0
summary: A key is out.
incident_types: [credential-compromise]
service_models: [iaas]
roles:
  lead: Leads
variables:
  key_id: {about: The key}
---

# Exposed key

> [!NOTE]
> Do not log in to the build host.

## Detect

### Record how you learned of it
<!-- id: record -->

- **Layer:** accounts
- **Marks:** detected, acknowledged

- [ ] Alert linked
- [ ] `{{key_id}}` filled in

#### Decide

- **If** it is ours → [Close and record](#close-and-record)
- **Otherwise** → [Deactivate the key](#deactivate-the-key)

## Contain

### Deactivate the key
<!-- id: deactivate -->

- **Layer:** accounts
- **Needs:** record

### Check that the key is refused
<!-- id: check -->

- **Layer:** accounts
- **Mode:** confirm
- **Expect:** access denied
- **Marks:** contained

## Recover

### Release the workload
<!-- id: release -->

- **Layer:** application
- **Mode:** hold
- **Role:** lead
- **Marks:** recovered

## Review

### Close and record
<!-- id: close -->

- **Layer:** data
- **Marks:** closed
";

/// An incident that is driven by commands, with a clock of its own.
pub(crate) struct IncidentTest {
    pub(crate) incident: Incident,
    pub(super) events: Vec<Event>,
    reference: Reference,
    pub(crate) now: DateTime<Utc>,
}

impl IncidentTest {
    pub(crate) fn open() -> Self {
        let now = at("2026-11-21T02:17:00Z");
        let reference = reference();
        let opening = Opening {
            code: "INC-0001".to_owned(),
            title: "Key\nin\tlogs ".to_owned(),
            class: Class::Live,
            incident_type: "credential-compromise".to_owned(),
            severity: Severity::High,
            service_models: vec![ServiceModel::Iaas],
            providers: vec!["aws".to_owned()],
            targets: Targets { acknowledge: Some(900), contain: Some(3600), recover: Some(28800) },
            profile: Profile {
                id: "nsa".to_owned(),
                name: "NSA".to_owned(),
                source: String::new(),
                remarks: Vec::new(),
                cells: BTreeMap::new(),
                offerings: Vec::new(),
            },
            detected: when("0210z", now),
        };
        let drafts = open(opening, Context { now, author: "Ana" }).unwrap();
        let mut events: Vec<Event> = Vec::new();
        for draft in drafts {
            events.push(seal(draft, &events));
        }
        let incident = Incident::fold(&events, &reference).unwrap();
        Self { incident, events, reference, now }
    }

    pub(crate) fn with_run() -> Self {
        let mut test = Self::open();
        test.run(Command::StartRun {
            playbook: "key".to_owned(),
            title: "Exposed key".to_owned(),
            version: "1.0.0".to_owned(),
            sha256: Hash::ZERO,
            source: PLAYBOOK.to_owned(),
            from: None,
        });
        test
    }

    /// Runs a command that must hold; gives what the timeline says of it.
    pub(crate) fn run(&mut self, command: Command) -> Vec<String> {
        self.try_run(command).unwrap()
    }

    pub(crate) fn try_run(&mut self, command: Command) -> Result<Vec<String>, Refusal> {
        self.now += TimeDelta::minutes(1);
        let drafts = self.incident.decide(command, Context { now: self.now, author: " Ana " })?;
        let mut said = Vec::new();
        for draft in drafts {
            said.push(describe(Some(&self.incident), &draft.body, &self.reference).text);
            let event = seal(draft, &self.events);
            self.incident.apply(&event, &self.reference).unwrap();
            self.events.push(event);
        }
        Ok(said)
    }

    /// The incident folded again from all its events.
    pub(super) fn folded_anew(&self) -> Incident {
        Incident::fold(&self.events, &self.reference).unwrap()
    }

    pub(crate) fn set(&mut self, step: &str, state: StepState) -> Result<Vec<String>, Refusal> {
        self.try_run(self.step(step, state))
    }

    fn step(&self, step: &str, state: StepState) -> Command {
        Command::SetStep {
            run: "1".to_owned(),
            step: step.to_owned(),
            state,
            reason: None,
            value: None,
            until: None,
            when: Some(When::exact(self.now + TimeDelta::minutes(1))),
        }
    }

    pub(crate) fn set_with(
        &mut self,
        step: &str,
        state: StepState,
        reason: Option<&str>,
        value: Option<&str>,
    ) -> Vec<String> {
        let Command::SetStep { run, step, state, until, when, .. } = self.step(step, state) else {
            unreachable!()
        };
        let (reason, value) = (reason.map(str::to_owned), value.map(str::to_owned));
        self.run(Command::SetStep { run, step, state, reason, value, until, when })
    }

    pub(crate) fn milestone(&mut self, milestone: Milestone, typed: &str) -> Vec<String> {
        let when = when(typed, self.now);
        self.run(Command::SetMilestone { milestone, when, note: None })
    }
}

fn reference() -> Reference {
    Reference {
        incident_types: [("credential-compromise".to_owned(), "Credential compromise".to_owned())].into(),
        providers: [("aws".to_owned(), vec!["AWS".to_owned()])].into(),
        phase_aliases: Phase::ALL.iter().map(|phase| (phase.word().to_owned(), *phase)).collect(),
        ..Reference::default()
    }
}

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

pub(crate) fn when(typed: &str, now: DateTime<Utc>) -> When {
    parse(typed, now, chrono_tz::Tz::UTC).unwrap()
}

fn seal(draft: crate::event::Draft, events: &[Event]) -> Event {
    let tip = events.last().map_or(Tip::START, |event| Tip { seq: event.seq, hash: event.hash });
    let last = events.last().map(|event| event.hlc);
    draft.seal(IncidentId(Uuid::from_u128(1)), DeviceId(Uuid::from_u128(2)), tip, last)
}

#[test]
fn opening_says_what_it_is_and_when_it_was_detected() {
    let test = IncidentTest::open();
    assert_eq!(test.incident.title, "Key in logs");
    assert_eq!(
        test.incident.milestone(Milestone::Detected).unwrap().stamp.when.earliest,
        at("2026-11-21T02:10:00Z")
    );
    let body = test.events[0].decode().unwrap();
    assert_eq!(
        describe(None, &body, &test.reference).text,
        "Opened INC-0001: Key in logs. High, Credential compromise, IaaS · AWS"
    );
}

#[test]
fn a_closed_incident_is_read_only_until_reopened() {
    let mut test = IncidentTest::with_run();
    let close = Command::Close { resolution: Resolution::Resolved, summary: Some("rotated".to_owned()) };
    assert_eq!(test.run(close), ["Closed as resolved: rotated"]);
    assert_eq!(test.set("record", StepState::Done), Err(Refusal::Closed("INC-0001".to_owned())));
    let note = |now| Command::AddNote { text: "x".to_owned(), when: When::exact(now), phase: None };
    assert!(test.try_run(note(test.now)).is_err());
    assert_eq!(test.run(Command::Reopen { reason: Some("seen again".to_owned()) }), ["Reopened: seen again"]);
    assert!(matches!(test.try_run(Command::Reopen { reason: None }), Err(Refusal::AlreadyOpen(_))));
    assert_eq!(test.run(note(test.now)), ["x"]);
}

#[test]
fn changing_says_the_old_and_the_new() {
    let mut test = IncidentTest::open();
    let change = IncidentChanged {
        severity: Some(Severity::Critical),
        targets: Some(Targets::default()),
        service_models: Some(vec![ServiceModel::Iaas, ServiceModel::Saas]),
        ..IncidentChanged::default()
    };
    assert_eq!(
        test.run(Command::Change(change.clone())),
        ["Severity: High → Critical; Affected: IaaS → IaaS, SaaS"]
    );
    assert_eq!(test.run(Command::Change(change)), [""; 0]);
    let none = IncidentChanged { service_models: Some(Vec::new()), ..IncidentChanged::default() };
    assert_eq!(test.try_run(Command::Change(none)), Err(Refusal::NoServiceModel));
}

#[test]
fn texts_that_cannot_be_recorded_are_refused() {
    let mut test = IncidentTest::open();
    let note =
        |text: &str, now| Command::AddNote { text: text.to_owned(), when: When::exact(now), phase: None };
    assert_eq!(test.try_run(note(" \n", test.now)), Err(Refusal::Empty("note")));
    let long = "x".repeat(4 * 1024 * 1024 + 1);
    assert!(matches!(test.try_run(note(&long, test.now)), Err(Refusal::TooLong { what: "note", .. })));
    let megabyte = "y".repeat(1024 * 1024);
    assert_eq!(test.run(note(&megabyte, test.now)), [megabyte]);
    let ahead = test.now + TimeDelta::days(2);
    assert!(matches!(test.try_run(note("x", ahead)), Err(Refusal::Future { .. })));
    let nameless = Context { now: test.now, author: "  " };
    assert!(matches!(test.incident.decide(note("x", test.now), nameless), Err(Refusal::NoAuthor)));
}

#[test]
fn a_correction_says_only_what_changes() {
    let mut test = IncidentTest::open();
    let note = NoteNow { entry: test.events[1].entry(), text: "old".to_owned(), when: When::exact(test.now) };
    let correct = |text: Option<&str>, when| Command::CorrectNote {
        note: note.clone(),
        text: text.map(str::to_owned),
        when,
        reason: None,
    };
    assert_eq!(test.run(correct(Some("old"), None)), [""; 0]);
    assert_eq!(test.run(correct(Some("new"), None)), ["new"]);
    let earlier = when("0201z", test.now);
    assert_eq!(test.run(correct(None, Some(earlier))), ["Time corrected to 2026-11-21 02:01Z"]);
}
