use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::event::{Hash, IncidentChanged, Kind, Tip, Until};
use crate::times::{ClockId, Interval, Reading, clock, split_within};
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
    events: Vec<Event>,
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
            when: When::exact(self.now + TimeDelta::minutes(1)),
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

    fn value(&self, id: ClockId) -> Option<(i64, i64)> {
        match clock(&self.incident, id).reading {
            Reading::Value { interval: Interval { min, max }, .. } => Some((min, max)),
            Reading::Running { .. } | Reading::Missing { .. } | Reading::Problem { .. } => None,
        }
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
fn steps_write_themselves_into_the_timeline() {
    let mut test = IncidentTest::with_run();
    assert_eq!(test.set("deactivate", StepState::Done).unwrap(), ["Done: 2 Deactivate the key"]);
    assert_eq!(
        test.set_with("check", StepState::Verified, None, Some("AccessDenied")),
        ["Verified: 3 Check that the key is refused · observed: AccessDenied"]
    );
    assert_eq!(test.incident.runs[0].progress(), (2, 5));
    assert_eq!(test.incident.runs[0].next_open(test.now).unwrap().0, 1);
}

#[test]
fn leaving_a_step_out_needs_a_reason() {
    let mut test = IncidentTest::with_run();
    for state in [StepState::Deferred, StepState::NotApplicable, StepState::Overridden, StepState::Blocked] {
        assert_eq!(test.set("deactivate", state), Err(Refusal::NeedsReason { state }));
    }
    let Command::SetStep { run, step, state, when, .. } = test.step("deactivate", StepState::Deferred) else {
        unreachable!()
    };
    let said = test.run(Command::SetStep {
        run,
        step,
        state,
        reason: Some("owner is asked".to_owned()),
        value: None,
        until: Some(Until::Phase(Phase::Recover)),
        when,
    });
    assert_eq!(said, ["Deferred: 2 Deactivate the key · owner is asked · until Recover"]);
}

#[test]
fn verifying_checks_and_holds_need_what_was_seen_or_who_released() {
    let mut test = IncidentTest::with_run();
    assert!(matches!(test.set("deactivate", StepState::Verified), Err(Refusal::NeedsValue { .. })));
    assert!(matches!(test.set("check", StepState::Done), Err(Refusal::NeedsValue { .. })));
    assert_eq!(
        test.set("release", StepState::Done),
        Err(Refusal::NeedsRelease { role: ", in the role lead".to_owned() })
    );
    assert_eq!(
        test.set_with("release", StepState::Done, None, Some("Bea")),
        ["Done: 4 Release the workload · observed: Bea"]
    );
}

#[test]
fn the_same_again_records_nothing_and_every_state_can_be_taken_back() {
    let mut test = IncidentTest::with_run();
    test.set("deactivate", StepState::Done).unwrap();
    assert_eq!(test.set("deactivate", StepState::Done).unwrap(), [""; 0]);
    assert_eq!(test.set("deactivate", StepState::Open).unwrap(), ["Open: 2 Deactivate the key"]);
    assert_eq!(test.incident.runs[0].state("deactivate"), StepState::Open);
}

#[test]
fn tasks_are_ticked_by_their_index() {
    let mut test = IncidentTest::with_run();
    let tick =
        |task, ticked| Command::SetTask { run: "1".to_owned(), step: "record".to_owned(), task, ticked };
    assert_eq!(test.run(tick(0, true)), ["Step 1, ticked: Alert linked"]);
    assert_eq!(test.run(tick(0, true)), [""; 0]);
    assert_eq!(test.run(tick(0, false)), ["Step 1, tick taken back: Alert linked"]);
    assert!(matches!(test.try_run(tick(2, true)), Err(Refusal::UnknownTask { tasks: 2, .. })));
}

#[test]
fn a_choice_leaves_out_what_lies_between_and_can_be_changed() {
    let mut test = IncidentTest::with_run();
    let choose = |choice| Command::ChooseBranch {
        run: "1".to_owned(),
        step: "record".to_owned(),
        choice,
        reason: None,
    };
    assert_eq!(test.run(choose(Some(0))), ["Step 1, decided: it is ours → 5 Close and record"]);
    assert_eq!(test.incident.runs[0].off_branch(), [false, true, true, true, false]);
    assert_eq!(test.incident.runs[0].progress(), (0, 2));
    assert_eq!(test.run(choose(Some(1))), ["Step 1, decided: otherwise → 2 Deactivate the key"]);
    assert_eq!(test.incident.runs[0].off_branch(), [false; 5]);
    assert_eq!(test.run(choose(None)), ["Step 1, answer taken back"]);
    assert!(matches!(test.try_run(choose(Some(2))), Err(Refusal::UnknownChoice { choices: 2, .. })));
}

#[test]
fn the_end_says_what_is_left() {
    let mut test = IncidentTest::with_run();
    assert_eq!(test.incident.runs[0].ending(), Ending::Open { open: 5 });
    for step in ["record", "deactivate", "close"] {
        test.set(step, StepState::Done).unwrap();
    }
    test.set_with("check", StepState::Deferred, Some("waiting"), None);
    assert_eq!(test.incident.runs[0].ending(), Ending::Open { open: 2 });
    test.set_with("release", StepState::Overridden, Some("no workload"), None);
    assert_eq!(test.incident.runs[0].ending(), Ending::Deferred { deferred: 1 });
    test.set_with("check", StepState::Done, None, Some("denied"));
    assert_eq!(test.incident.runs[0].ending(), Ending::Complete);
}

#[test]
fn variables_are_those_the_playbook_declares() {
    let mut test = IncidentTest::with_run();
    let set = |name: &str, value: Option<&str>| Command::SetVariable {
        run: "1".to_owned(),
        name: name.to_owned(),
        value: value.map(str::to_owned),
    };
    assert_eq!(test.run(set("key_id", Some("AKIA1"))), ["key_id is AKIA1"]);
    assert_eq!(test.run(set("key_id", Some("AKIA1"))), [""; 0]);
    assert_eq!(test.run(set("key_id", None)), ["key_id cleared"]);
    assert_eq!(test.try_run(set("other", None)), Err(Refusal::UnknownVariable("other".to_owned())));
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
fn a_later_assertion_counts_and_the_earlier_stays_visible() {
    let mut test = IncidentTest::open();
    assert_eq!(test.milestone(Milestone::Contained, "0215z"), ["Contained"]);
    assert_eq!(test.milestone(Milestone::Contained, "0216z"), ["Contained corrected"]);
    assert_eq!(test.value(ClockId::ToContain), Some((360, 360)));
    assert_eq!(test.incident.assertions[&Milestone::Contained].len(), 2);
    let withdraw = Command::WithdrawMilestone { milestone: Milestone::Contained, reason: None };
    assert_eq!(test.run(withdraw.clone()), ["Taken back: contained"]);
    assert_eq!(test.value(ClockId::ToContain), Some((300, 300)), "the one before counts again");
    test.run(withdraw.clone());
    assert_eq!(test.try_run(withdraw), Err(Refusal::NotSet("Contained")));
}

#[test]
fn after_reopening_the_last_time_counts_and_the_first_is_kept() {
    let mut test = IncidentTest::open();
    test.milestone(Milestone::Contained, "0215z");
    test.run(Command::Close { resolution: Resolution::Resolved, summary: None });
    test.run(Command::Reopen { reason: None });
    assert_eq!(clock(&test.incident, ClockId::ToContain).first, None, "nothing differs yet");
    test.milestone(Milestone::Contained, "0219z");
    assert_eq!(test.value(ClockId::ToContain), Some((540, 540)));
    assert_eq!(clock(&test.incident, ClockId::ToContain).first, Some(Interval { min: 300, max: 300 }));
}

#[test]
fn what_was_no_incident_has_no_time_to_contain() {
    let mut test = IncidentTest::open();
    test.milestone(Milestone::Acknowledged, "0212z");
    test.milestone(Milestone::Contained, "0215z");
    test.run(Command::Close { resolution: Resolution::FalsePositive, summary: None });
    assert_eq!(test.value(ClockId::ToContain), None);
    assert_eq!(test.value(ClockId::ToAcknowledge), Some((120, 120)));
    assert_eq!(
        clock(&test.incident, ClockId::ToContain).reading,
        Reading::Missing { why: "not counted: closed as false positive".to_owned() }
    );
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

#[test]
fn what_cannot_be_folded_is_said() {
    let test = IncidentTest::with_run();
    let fold = |events: &[Event]| Incident::fold(events, &test.reference).unwrap_err();
    assert_eq!(fold(&[]), FoldError::Empty);
    assert_eq!(fold(&test.events[1..]), FoldError::NotOpened);
    let mut events = test.events.clone();
    events.swap(1, 2);
    assert_eq!(fold(&events), FoldError::OutOfOrder);
    let mut unknown = test.events.clone();
    unknown[1].kind = "inject.shown".to_owned();
    assert!(matches!(fold(&unknown), FoldError::Unreadable { .. }));
}

#[test]
fn notes_do_not_change_the_state() {
    for kind in Kind::ALL {
        let is_note = matches!(kind, Kind::NoteAdded | Kind::EntryCorrected);
        assert_eq!(kind.changes_state(), !is_note);
    }
}

fn any_command(now: DateTime<Utc>) -> impl Strategy<Value = Command> {
    let step = prop::sample::select(vec!["record", "deactivate", "check", "release", "close", "nowhere"]);
    let state = prop::sample::select(StepState::ALL.to_vec());
    let milestone = prop::sample::select(Milestone::ALL.to_vec());
    let words = || prop::option::of(prop::sample::select(vec!["why".to_owned(), " ".to_owned()]));
    prop_oneof![
        (step.clone(), state, words(), words()).prop_map(move |(step, state, reason, value)| {
            Command::SetStep {
                run: "1".to_owned(),
                step: step.to_owned(),
                state,
                reason,
                value,
                until: None,
                when: When::exact(now),
            }
        }),
        (step.clone(), 0_u32..4, any::<bool>()).prop_map(|(step, task, ticked)| Command::SetTask {
            run: "1".to_owned(),
            step: step.to_owned(),
            task,
            ticked,
        }),
        (step, prop::option::of(0_u32..3)).prop_map(|(step, choice)| Command::ChooseBranch {
            run: "1".to_owned(),
            step: step.to_owned(),
            choice,
            reason: None,
        }),
        (milestone.clone(), -600_i64..600).prop_map(move |(milestone, minutes)| Command::SetMilestone {
            milestone,
            when: When::exact(now + TimeDelta::minutes(minutes)),
            note: None,
        }),
        milestone.prop_map(|milestone| Command::WithdrawMilestone { milestone, reason: None }),
        Just(Command::Request(RequestCommand::Draft(super::request::tests::new_request()))),
        (any::<prop::sample::Index>(), -30i64..30, 1..4u32).prop_map(move |(mark, minutes, request)| {
            let mark = *mark.get(crate::event::RequestMark::ALL);
            let when = When::exact(now + TimeDelta::minutes(minutes));
            let request = request.to_string();
            Command::Request(RequestCommand::Move { request, mark, when, by: None, note: None, ticket: None })
        }),
        (any::<prop::sample::Index>(), 1..4u32).prop_map(|(mark, request)| {
            let mark = *mark.get(crate::event::RequestMark::ALL);
            Command::Request(RequestCommand::Revert { request: request.to_string(), mark, reason: None })
        }),
        Just(Command::Close { resolution: Resolution::Resolved, summary: None }),
        Just(Command::Reopen { reason: None }),
    ]
}

proptest! {
    #[test]
    fn folding_one_by_one_is_folding_at_once(
        commands in prop::collection::vec(any_command(at("2026-11-21T02:17:00Z")), 0..40)
    ) {
        let mut test = IncidentTest::with_run();
        for command in commands {
            let before = test.events.len();
            if test.try_run(command).is_err() {
                prop_assert_eq!(test.events.len(), before, "a refusal records nothing");
            }
        }
        let again = Incident::fold(&test.events, &test.reference).unwrap();
        prop_assert_eq!(format!("{again:?}"), format!("{:?}", test.incident));
        let (settled, total) = again.runs[0].progress();
        prop_assert!(settled <= total);
        for id in ClockId::ALL {
            if let Reading::Value { interval, .. } = clock(&again, *id).reading {
                prop_assert!(0 <= interval.min && interval.min <= interval.max);
                if let Some(split) = split_within(&again, *id, test.now) {
                    for part in [split.provider, split.own] {
                        prop_assert!(0 <= part.min && part.min <= part.max && part.max <= interval.max);
                    }
                    prop_assert_eq!(split.provider.min + split.own.max, interval.max, "exact times add up");
                }
            }
        }
    }
}
