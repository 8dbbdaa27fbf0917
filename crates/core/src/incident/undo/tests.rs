use proptest::prelude::*;

use super::*;
use crate::deadline::tests::calendar_in;
use crate::event::{
    CustodyAct, DeadlineMark, DeadlineReverted, DecisionFacts, IndicatorSaid, ResourceFacts, Started,
    UpdateChanged, UpdateMark, UpdateReverted,
};
use crate::incident::deadline::tests as deadlines;
use crate::incident::evidence::tests::new_evidence;
use crate::incident::tests::{IncidentTest, PLAYBOOK, when};
use crate::incident::update::tests as updates;
use crate::incident::{
    DeadlineCommand, DecisionCommand, EvidenceCommand, IndicatorCommand, NewIndicator, NewRequest,
    PlayCommand, RoleCommand, SetAt, UpdateCommand,
};
use crate::indicator::IndicatorKind;
use crate::vocabulary::{ServiceModel, Severity, Tlp};

/// Acts that were done and can be taken back, and acts that were taken back and can be done again.
struct Acts {
    test: IncidentTest,
    done: Vec<Act>,
    undone: Vec<Act>,
}

impl Acts {
    fn new() -> Self {
        let mut test = IncidentTest::with_run();
        test.run(Command::StartRun {
            playbook: "watch".to_owned(),
            title: "Watch".to_owned(),
            version: "1.0.0".to_owned(),
            sha256: Hash::ZERO,
            source: PLAYBOOK
                .replace("id: key", "id: watch")
                .replace("- **Marks:** closed", "- **Mode:** watch"),
            from: None,
        });
        Self { test, done: Vec::new(), undone: Vec::new() }
    }

    /// Does a command; whether it became anything.
    fn act(&mut self, command: Command) -> bool {
        let back = self.test.incident.opposite(&command);
        let recorded = self.test.try_run(command).is_ok_and(|said| !said.is_empty());
        if recorded {
            let back = back.expect("every command of these tests can be taken back");
            self.done.push(Act::new(back, &self.test.incident));
            self.undone.clear();
        }
        recorded
    }

    fn undo(&mut self) -> Option<String> {
        let act = self.done.pop()?;
        let again = self.take_back(&act);
        self.undone.push(again);
        Some(act.back.label)
    }

    fn redo(&mut self) -> Option<String> {
        let act = self.undone.pop()?;
        let again = self.take_back(&act);
        self.done.push(again);
        Some(act.back.label)
    }

    fn take_back(&mut self, act: &Act) -> Act {
        act.check(&self.test.incident).unwrap();
        let mut again: Option<Opposite> = None;
        for command in &act.back.commands {
            let back = self.test.incident.opposite(command).unwrap();
            self.test.try_run(command.clone()).unwrap();
            again = Some(back.before(again));
        }
        Act::new(again.unwrap(), &self.test.incident)
    }
}

/// What counts of an incident: what was withdrawn does not.
fn counts(incident: &Incident) -> String {
    let watch = Subject::Watch("2".to_owned(), "close".to_owned());
    let subjects = [Subject::Incident, Subject::Profile, Subject::Queue, watch].into_iter();
    let milestones = Milestone::ALL.iter().map(|milestone| Subject::Milestone(*milestone));
    let step = |id: &str| (String::from("1"), id.to_owned());
    let steps = ["record", "deactivate", "check"].into_iter().flat_map(|id| {
        let ((run, step), (again, same)) = (step(id), step(id));
        [
            Subject::Step(run.clone(), step.clone()),
            Subject::Decision(run, step),
            Subject::Task(again, same, 0),
        ]
    });
    let roles = ["lead", "scribe"].map(|role| Subject::Role(role.to_owned()));
    let variable = Subject::Variable("1".to_owned(), "key_id".to_owned());
    let standing: Vec<_> = subjects
        .chain(milestones)
        .chain(steps)
        .chain([variable])
        .chain(roles)
        .map(|each| incident.standing(&each))
        .collect();
    let requests = incident.requests.iter().filter(|each| each.mark(RequestMark::Withdrawn).is_none());
    let requests: Vec<_> = requests.map(|each| (&each.id, written(&request_standing(each)))).collect();
    let resources: Vec<_> = incident.affected_resources().map(|each| (&each.id, &each.facts)).collect();
    let deadlines = incident.deadlines.iter().filter(|each| each.last() != Some(DeadlineMark::Withdrawn));
    let deadlines: Vec<_> = deadlines.map(|each| (&each.id, written(&deadline_standing(each)))).collect();
    let updates = incident.updates.iter().filter(|each| each.last() != Some(UpdateMark::Withdrawn));
    let updates: Vec<_> = updates.map(|each| (&each.id, written(&update_standing(each)))).collect();
    let evidence: Vec<_> = incident
        .standing_evidence()
        .map(|each| {
            let held: Vec<_> = each.held().map(|held| (held.number, held.act, &held.by, &held.to)).collect();
            (&each.id, &each.facts, held)
        })
        .collect();
    let indicators: Vec<_> =
        incident.standing_indicators().map(|each| (&each.id, &each.value, &each.said)).collect();
    let decisions: Vec<_> = incident.decisions_in_force().map(|each| (&each.id, &each.facts)).collect();
    format!(
        "{standing:?} {requests:?} {resources:?} {deadlines:?} {updates:?} {evidence:?} {indicators:?} {decisions:?}"
    )
}

fn facts(name: &str) -> ResourceFacts {
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
    let trigger = |minute: u32| {
        when(&format!("2026-11-21 01:{minute:02}Z"), crate::incident::tests::at("2026-11-21T03:00:00Z"))
    };
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

fn any_command() -> impl Strategy<Value = Command> {
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
                when: when(
                    &format!("2026-11-21 01:{minute:02}Z"),
                    crate::incident::tests::at("2026-11-21T03:00:00Z")
                ),
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
                let when = when(
                    &format!("2026-11-21 02:{minute:02}Z"),
                    crate::incident::tests::at("2026-11-21T03:00:00Z"),
                );
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
        "E-[1-3]"
            .prop_map(|evidence| { Command::Evidence(EvidenceCommand::Withdraw { evidence, reason: None }) }),
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
        ("[1-3]", prop::sample::select(RequestMark::ALL.to_vec())).prop_map(|(request, mark)| {
            Command::Request(RequestCommand::Revert { request, mark, reason: None })
        }),
        any_deadline_command(),
        any_update_command(),
        any_indicator_command(),
        any_decision_command(),
    ]
}

proptest! {
    #[test]
    fn whatever_was_done_can_be_taken_back_and_done_again(
        commands in prop::collection::vec(any_command(), 1..40)
    ) {
        let mut acts = Acts::new();
        let mut standing = vec![counts(&acts.test.incident)];
        for command in commands {
            if acts.act(command) {
                standing.push(counts(&acts.test.incident));
            }
        }
        for before in standing.iter().rev().skip(1) {
            acts.undo().unwrap();
            prop_assert_eq!(&counts(&acts.test.incident), before);
        }
        for after in standing.iter().skip(1) {
            acts.redo().unwrap();
            prop_assert_eq!(&counts(&acts.test.incident), after);
        }
        for before in standing.iter().rev().skip(1) {
            acts.undo().unwrap();
            prop_assert_eq!(&counts(&acts.test.incident), before);
        }
    }
}

#[test]
fn what_an_act_takes_back_is_said_in_words() {
    let mut acts = Acts::new();
    let done = |step: &str| Command::SetStep {
        run: "1".to_owned(),
        step: step.to_owned(),
        state: StepState::Done,
        reason: None,
        value: None,
        until: None,
        when: None,
    };
    assert!(acts.act(done("deactivate")));
    assert!(
        acts.act(Command::Change(IncidentChanged { title: Some("New".to_owned()), ..Default::default() }))
    );
    assert!(acts.act(Command::AddResource(facts("build host"))));
    assert_eq!(acts.undo().unwrap(), "build host is not affected");
    assert_eq!(acts.undo().unwrap(), "title as before");
    assert_eq!(acts.undo().unwrap(), "step 2 is open again");
    assert_eq!(acts.redo().unwrap(), "step 2 is done again");
    assert_eq!(acts.redo().unwrap(), "title as before");
    assert_eq!(acts.redo().unwrap(), "build host is affected again");
}

#[test]
fn whose_role_it_is_again_is_said() {
    let mut acts = Acts::new();
    let give = |role: &str, person: &str| {
        Command::Role(RoleCommand::Give { role: role.to_owned(), person: person.to_owned(), when: None })
    };
    for (role, person) in [("lead", "Ana"), ("Lead", "Bo"), ("Cloud", "Cy")] {
        assert!(acts.act(give(role, person)));
    }
    assert_eq!(acts.undo().unwrap(), "Cy is not Cloud");
    assert_eq!(acts.undo().unwrap(), "Ana is lead again");
    assert_eq!(acts.undo().unwrap(), "Ana is not lead");
    assert_eq!(acts.redo().unwrap(), "Ana is lead again");
    assert_eq!(acts.redo().unwrap(), "Bo is lead again");
    assert_eq!(acts.test.incident.lead(), Some("Bo"));
}

#[test]
fn an_act_whose_subject_was_changed_since_is_not_taken_back() {
    let mut acts = Acts::new();
    let set = |value: &str| Command::SetVariable {
        run: "1".to_owned(),
        name: "key_id".to_owned(),
        value: Some(value.to_owned()),
    };
    assert!(acts.act(set("AKIA1")));
    // Another device does this, or a terminal beside the window.
    acts.test.run(set("AKIA2"));
    let refused = acts.done[0].check(&acts.test.incident).unwrap_err();
    assert_eq!(refused, Refusal::ChangedSince { would: "key_id is not filled in again".to_owned() });
}

#[test]
fn a_tick_is_not_taken_back_in_a_newer_text() {
    let mut acts = Acts::new();
    assert!(acts.act(Command::SetTask {
        run: "1".to_owned(),
        step: "record".to_owned(),
        task: 0,
        ticked: true
    }));
    let source = PLAYBOOK.replace("version: 1.0.0", "version: 1.1.0");
    acts.test.run(Command::MoveRun {
        run: "1".to_owned(),
        version: "1.1.0".to_owned(),
        sha256: Hash(Sha256::digest(&source).into()),
        source,
    });
    assert!(acts.done[0].check(&acts.test.incident).is_err());
}

#[test]
fn acts_are_kept_as_json() {
    let mut acts = Acts::new();
    assert!(acts.act(Command::AddResource(facts("a"))));
    let kept = serde_json::to_string(&acts.done).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Act>>(&kept).unwrap(), acts.done);
}
