//! An incident is the fold of its events.

use proptest::prelude::*;

use super::*;
use crate::event::Kind;
use crate::times::{ClockId, Reading, clock, split_within};

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
                when: Some(When::exact(now)),
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
            Command::Request(RequestCommand::Move {
                request,
                mark,
                when: Some(when),
                by: None,
                note: None,
                ticket: None,
            })
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
