//! Any command that can be taken back.

use proptest::prelude::*;
use uuid::Uuid;

use crate::deadline::tests::calendar_in;
use crate::event::{
    Answers, CustodyAct, DeadlineMark, DeadlineReverted, DecisionFacts, DeviceId, EntryRef, IncidentChanged,
    IndicatorSaid, RequestChanged, RequestMark, ResourceFacts, Started, UpdateChanged, UpdateMark,
    UpdateReverted,
};
use crate::incident::deadline::tests as deadlines;
use crate::incident::evidence::tests::new_evidence;
use crate::incident::tests::{at, when};
use crate::incident::update::tests as updates;
use crate::incident::{
    Command, DeadlineCommand, DecisionCommand, EvidenceCommand, IndicatorCommand, NewIndicator, NewRequest,
    NoteCommand, PlayCommand, RequestCommand, RoleCommand, SetAt, UpdateCommand,
};
use crate::indicator::IndicatorKind;
use crate::vocabulary::{Milestone, ServiceModel, Severity, StepState, Tlp};

pub(super) fn facts(name: &str) -> ResourceFacts {
    ResourceFacts {
        name: name.to_owned(),
        service_model: ServiceModel::Iaas,
        provider: Some("aws".to_owned()),
        offering: None,
        identifier: None,
    }
}

fn any_deadline_command() -> impl Strategy<Value = Command> {
    let marks = prop::sample::select(DeadlineMark::ALL.to_vec());
    let trigger = |minute: u32| when(&format!("2026-11-21 01:{minute:02}Z"), at("2026-11-21T03:00:00Z"));
    prop_oneof![
        ("[a-c]", 0..60_u32).prop_map(move |(id, minute)| deadlines::start(&id, "72h", trigger(minute))),
        ("[1-3]", 0..60_u32).prop_map(move |(deadline, minute)| DeadlineCommand::Change {
            deadline,
            started: Started { trigger: trigger(minute), cap_from: None, calendar: calendar_in("UTC") },
            reason: None,
        }),
        ("[1-3]", marks.clone(), prop::option::of("[a-c]"))
            .prop_map(|(deadline, mark, note)| deadlines::mark(&deadline, mark, note.as_deref())),
        ("[1-3]", marks).prop_map(|(deadline, mark)| DeadlineCommand::Revert(DeadlineReverted {
            deadline,
            mark,
            reason: None
        })),
    ]
    .prop_map(Command::Deadline)
}

fn any_update_command() -> impl Strategy<Value = Command> {
    let marks = prop::sample::select(UpdateMark::ALL.to_vec());
    prop_oneof![
        ("[a-c]", "[a-c]")
            .prop_map(|(audience, text)| UpdateCommand::Draft(updates::words(&audience, &text))),
        ("[1-3]", "[a-c]", "[a-c]").prop_map(|(update, audience, text)| UpdateCommand::Change(
            UpdateChanged { update, words: updates::words(&audience, &text) }
        )),
        ("[1-3]", marks.clone(), prop::option::of("[a-c]")).prop_map(|(update, mark, by)| updates::mark(
            &update,
            mark,
            by.as_deref()
        )),
        ("[1-3]", marks).prop_map(|(update, mark)| UpdateCommand::Revert(UpdateReverted {
            update,
            mark,
            reason: None
        })),
    ]
    .prop_map(Command::Update)
}

fn any_indicator_command() -> impl Strategy<Value = Command> {
    let ids = prop::collection::vec("[1-4]", 1..3);
    let said = |tlp: Tlp| IndicatorSaid {
        tlp,
        first_seen: None,
        last_seen: None,
        ports: Vec::new(),
        note: None,
        entries: Vec::new(),
        steps: Vec::new(),
    };
    let tlp = prop::sample::select(Tlp::ALL.to_vec());
    let command = prop_oneof![
        (prop::collection::vec("[a-c]", 1..3), tlp.clone()).prop_map(move |(values, tlp)| {
            let new = |value| NewIndicator { kind: IndicatorKind::Account, value, said: said(tlp) };
            IndicatorCommand::Add(values.into_iter().map(new).collect())
        }),
        ("[1-4]", tlp)
            .prop_map(move |(indicator, tlp)| IndicatorCommand::Change { indicator, said: said(tlp) }),
        ids.clone().prop_map(|indicators| IndicatorCommand::Withdraw { indicators, reason: None }),
        ids.prop_map(|indicators| IndicatorCommand::Restore { indicators }),
    ];
    command.prop_map(Command::Indicators)
}

fn any_decision_command() -> impl Strategy<Value = Command> {
    let command = prop_oneof![
        ("[a-c]", prop::option::of("[1-3]")).prop_map(|(choice, supersedes)| DecisionCommand::Record {
            facts: Box::new(DecisionFacts {
                question: "Which?".to_owned(),
                options: Vec::new(),
                choice,
                rationale: None,
                decided_by: "Ana".to_owned(),
                reversible: None,
                step: None,
                supersedes,
            }),
            when: None
        }),
        "[1-3]".prop_map(|decision| DecisionCommand::Withdraw { decision, reason: None }),
        "[1-3]".prop_map(|decision| DecisionCommand::Restore { decision }),
    ];
    command.prop_map(Command::Decision)
}

fn any_note_command() -> impl Strategy<Value = Command> {
    // The entries after those that open the incident and start its runs.
    let note = || (5..12_u64).prop_map(|seq| EntryRef { device: DeviceId(Uuid::from_u128(2)), seq });
    prop_oneof![
        "[a-c]".prop_map(|text| Command::AddNote {
            text,
            when: when("2026-11-21 01:00Z", at("2026-11-21T03:00:00Z")),
            phase: None
        }),
        note().prop_map(|note| Command::Note(NoteCommand::Withdraw { note, reason: None })),
        note().prop_map(|note| Command::Note(NoteCommand::Restore { note })),
    ]
}

pub(super) fn any_command() -> impl Strategy<Value = Command> {
    let step = prop::sample::select(vec!["record", "deactivate", "check"]);
    let words = prop::option::of("[a-c]{1,2}");
    prop_oneof![
        (step.clone(), prop::sample::select(StepState::ALL.to_vec()), words.clone(), words.clone()).prop_map(
            |(step, state, reason, value)| Command::SetStep {
                run: "1".to_owned(),
                step: step.to_owned(),
                state,
                reason,
                value,
                until: None,
                when: None,
            }
        ),
        (0..2_u32, any::<bool>()).prop_map(|(task, ticked)| Command::SetTask {
            run: "1".to_owned(),
            step: "record".to_owned(),
            task,
            ticked
        }),
        prop::option::of(0..2_u32).prop_map(|choice| Command::ChooseBranch {
            run: "1".to_owned(),
            step: "record".to_owned(),
            choice,
            reason: None
        }),
        words.clone().prop_map(|value| Command::SetVariable {
            run: "1".to_owned(),
            name: "key_id".to_owned(),
            value
        }),
        (prop::sample::select(Milestone::ALL.to_vec()), 0..60_u32, words.clone()).prop_map(
            |(milestone, minute, note)| Command::SetMilestone {
                milestone,
                when: when(&format!("2026-11-21 01:{minute:02}Z"), at("2026-11-21T03:00:00Z")),
                note
            }
        ),
        prop::sample::select(Milestone::ALL.to_vec())
            .prop_map(|milestone| Command::WithdrawMilestone { milestone, reason: None }),
        (prop::option::of("[a-c]"), prop::option::of(prop::sample::select(Severity::ALL.to_vec()))).prop_map(
            |(title, severity)| Command::Change(IncidentChanged {
                title,
                severity,
                ..IncidentChanged::default()
            })
        ),
        (prop::sample::select(vec!["1", "2"]), 0..3_u32)
            .prop_map(|(run, place)| { Command::Play(PlayCommand::Rank { run: run.to_owned(), place }) }),
        prop::option::of("[a-c]").prop_map(|by| {
            Command::Play(PlayCommand::Watch {
                run: "2".to_owned(),
                step: "close".to_owned(),
                by,
                when: None,
            })
        }),
        prop::collection::vec((step, prop::sample::select(StepState::ALL.to_vec()), any::<bool>()), 1..3)
            .prop_map(|steps| {
                let words = || Some("seen".to_owned());
                let steps = steps.into_iter().map(|(step, state, reconstructed)| SetAt {
                    step: step.to_owned(),
                    state,
                    reason: words(),
                    value: words(),
                    until: None,
                    when: None,
                    reconstructed,
                });
                Command::Play(PlayCommand::SetSteps { run: "1".to_owned(), steps: steps.collect() })
            }),
        "[a-c]".prop_map(|name| Command::AddResource(facts(&name))),
        ("[1-3]", "[a-e]")
            .prop_map(|(resource, name)| Command::ChangeResource { resource, facts: facts(&name) }),
        "[1-3]".prop_map(|resource| Command::WithdrawResource { resource, reason: None }),
        (prop::sample::select(vec!["lead", "Scribe"]), "[a-c]", 0..10_u32).prop_map(
            |(role, person, minute)| {
                let when = when(&format!("2026-11-21 02:{minute:02}Z"), at("2026-11-21T03:00:00Z"));
                Command::Role(RoleCommand::Give { role: role.to_owned(), person, when: Some(when) })
            }
        ),
        (prop::sample::select(vec!["lead", "scribe"]), "[a-c]").prop_map(|(role, person)| Command::Role(
            RoleCommand::End { role: role.to_owned(), person, when: None, reason: None }
        )),
        prop::sample::select(vec!["lead", "scribe"])
            .prop_map(|role| Command::Role(RoleCommand::TakeBack { role: role.to_owned() })),
        "[a-c]".prop_map(|subject| Command::Request(RequestCommand::Draft(NewRequest {
            provider: "aws".to_owned(),
            text: subject.clone(),
            subject,
            ..NewRequest::default()
        }))),
        ("[1-3]", words.clone(), words.clone()).prop_map(|(request, text, ticket)| Command::Request(
            RequestCommand::Change(RequestChanged { request, text, ticket, ..RequestChanged::default() })
        )),
        ("[1-3]", prop::sample::select(RequestMark::ALL.to_vec()), words.clone(), words.clone()).prop_map(
            |(request, mark, note, ticket)| Command::Request(RequestCommand::Move {
                request,
                mark,
                when: None,
                by: None,
                note,
                ticket
            })
        ),
        "[a-c]".prop_map(|name| Command::Evidence(EvidenceCommand::Add(Box::new(new_evidence(&name))))),
        ("E-[1-3]", "[a-e]").prop_map(|(evidence, name)| {
            let facts = Box::new(new_evidence(&name).facts);
            Command::Evidence(EvidenceCommand::Change { evidence, facts })
        }),
        ("E-[1-3]", prop::option::of(prop::sample::select(vec!["record", "check"]))).prop_map(
            |(evidence, step)| {
                let whole = |step: &str| Answers { run: "1".to_owned(), step: step.to_owned(), item: None };
                Command::Evidence(EvidenceCommand::Answer { evidence, answers: step.map(whole) })
            }
        ),
        "E-[1-3]"
            .prop_map(|evidence| { Command::Evidence(EvidenceCommand::Withdraw { evidence, reason: None }) }),
        "E-[1-3]".prop_map(|evidence| Command::Evidence(EvidenceCommand::Restore { evidence })),
        ("E-[1-3]", prop::sample::select(CustodyAct::ALL.to_vec()), "[a-b]").prop_map(
            |(evidence, act, to)| {
                Command::Evidence(EvidenceCommand::Custody {
                    evidence,
                    act,
                    by: "Ana".to_owned(),
                    to: Some(to),
                    note: None,
                    when: None,
                })
            }
        ),
        ("E-[1-3]", 1..4_u32).prop_map(|(evidence, custody)| {
            Command::Evidence(EvidenceCommand::WithdrawCustody { evidence, custody, reason: None })
        }),
        ("E-[1-3]", 1..4_u32).prop_map(|(evidence, custody)| {
            Command::Evidence(EvidenceCommand::RestoreCustody { evidence, custody })
        }),
        ("[1-3]", prop::sample::select(RequestMark::ALL.to_vec())).prop_map(|(request, mark)| {
            Command::Request(RequestCommand::Revert { request, mark, reason: None })
        }),
        any_deadline_command(),
        any_update_command(),
        any_indicator_command(),
        any_decision_command(),
        any_note_command(),
    ]
}
