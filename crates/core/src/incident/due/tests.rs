use chrono::TimeDelta;

use super::*;
use crate::event::Hash;
use crate::incident::tests::{IncidentTest, PLAYBOOK, at, when};
use crate::incident::{Command, Ending};

impl IncidentTest {
    fn defer(&mut self, step: &str, until: Option<Until>) {
        self.run(Command::SetStep {
            run: "1".to_owned(),
            step: step.to_owned(),
            state: StepState::Deferred,
            reason: Some("owner asleep".to_owned()),
            value: None,
            until,
            when: Some(When::exact(self.now + TimeDelta::minutes(1))),
        });
    }

    fn of_the_run(&self) -> &Run {
        &self.incident.runs[0]
    }

    fn next(&self, now: &str) -> Option<u32> {
        self.of_the_run().next_open(at(now)).map(|(number, ..)| number)
    }
}

fn until_time(typed: &str) -> Option<Until> {
    Some(Until::Time(when(typed, at("2026-11-21T02:17:00Z"))))
}

#[test]
fn a_time_brings_a_step_back_from_that_instant_on() {
    let mut test = IncidentTest::with_run();
    test.defer("record", until_time("2026-11-21 02:40Z"));
    assert_eq!(test.of_the_run().due("record"), Some(Due::From(at("2026-11-21T02:40:00Z"))));
    assert_eq!(test.next("2026-11-21T02:39:59Z"), Some(2));
    assert_eq!(test.next("2026-11-21T02:40:00Z"), Some(1));
    assert_eq!(test.of_the_run().ending(), Ending::Open { open: 5 });
}

#[test]
fn a_time_known_roughly_brings_it_back_when_it_begins() {
    let mut test = IncidentTest::with_run();
    for (typed, from) in [
        ("2026-11-23", "2026-11-23T00:00:00Z"),
        ("2026-11-21 04:00Z/2026-11-21 05:00Z", "2026-11-21T04:00:00Z"),
        ("~2026-11-21 04:00Z", "2026-11-21T04:00:00Z"),
        ("<2026-11-21 04:00Z", "2026-11-21T04:00:00Z"),
    ] {
        test.defer("record", until_time(typed));
        assert_eq!(test.of_the_run().due("record"), Some(Due::From(at(from))), "{typed}");
    }
}

#[test]
fn words_and_nothing_said_never_bring_it_back() {
    let mut test = IncidentTest::with_run();
    for until in [Some(Until::Trigger("the owner calls".to_owned())), None] {
        test.defer("record", until);
        assert_eq!(test.of_the_run().due("record"), None);
        assert_eq!(test.next("2036-01-01T00:00:00Z"), Some(2));
    }
}

#[test]
fn a_phase_is_reached_once_nothing_before_it_is_open() {
    let mut test = IncidentTest::with_run();
    test.defer("record", Some(Until::Phase(Phase::Recover)));
    test.set("deactivate", StepState::Done).unwrap();
    assert_eq!(test.of_the_run().due("record"), None, "a step to contain is open");
    test.set_with("check", StepState::Blocked, Some("no access"), None);
    assert_eq!(test.of_the_run().due("record"), Some(Due::Reached), "what is blocked is not worked");
    assert_eq!(test.next("2026-11-21T02:17:00Z"), Some(1));
    test.set("check", StepState::Open).unwrap();
    assert_eq!(test.of_the_run().due("record"), None, "set open again");
}

#[test]
fn a_phase_is_reached_once_a_step_of_it_is_worked_but_not_where_one_is_left_out() {
    let mut test = IncidentTest::with_run();
    test.defer("record", Some(Until::Phase(Phase::Recover)));
    test.set_with("release", StepState::NotApplicable, Some("no workload"), None);
    assert_eq!(test.of_the_run().due("record"), None);
    test.set_with("release", StepState::Done, None, Some("Bea"));
    assert_eq!(test.of_the_run().due("record"), Some(Due::Reached));
}

#[test]
fn a_phase_that_the_playbook_does_not_have_begins_with_the_next_one() {
    let mut test = IncidentTest::with_run();
    test.defer("record", Some(Until::Phase(Phase::Eradicate)));
    assert_eq!(test.of_the_run().due("record"), None);
    test.set("deactivate", StepState::Done).unwrap();
    test.set_with("check", StepState::Done, None, Some("denied"));
    assert_eq!(test.of_the_run().due("record"), Some(Due::Reached));
    test.defer("record", Some(Until::Phase(Phase::Communicate)));
    assert_eq!(test.of_the_run().due("record"), None, "the review comes after it and is not begun");
}

#[test]
fn open_steps_of_the_lane_beside_the_phases_hold_back_the_lane_alone() {
    let lane = "## Communicate\n\n### Tell the owner\n<!-- id: tell -->\n\n- **Layer:** data\n\n## Recover";
    let mut test = IncidentTest::open();
    test.run(Command::StartRun {
        playbook: "key".to_owned(),
        title: "Exposed key".to_owned(),
        version: "1.0.0".to_owned(),
        sha256: Hash::ZERO,
        source: PLAYBOOK.replace("## Recover", lane),
        from: None,
    });
    test.defer("record", Some(Until::Phase(Phase::Recover)));
    test.set("deactivate", StepState::Done).unwrap();
    assert!(!test.of_the_run().has_reached(Phase::Communicate), "a step to contain is open");
    test.set_with("check", StepState::Done, None, Some("denied"));
    assert!(test.of_the_run().step("tell").is_some());
    assert_eq!(test.of_the_run().state("tell"), StepState::Open);
    assert_eq!(test.of_the_run().due("record"), Some(Due::Reached));
    assert!(test.of_the_run().has_reached(Phase::Communicate));
}

#[test]
fn a_branch_not_taken_brings_nothing_back() {
    let mut test = IncidentTest::with_run();
    test.defer("deactivate", until_time("2026-11-21 02:40Z"));
    let choose = Command::ChooseBranch {
        run: "1".to_owned(),
        step: "record".to_owned(),
        choice: Some(0),
        reason: None,
    };
    test.run(choose);
    assert_eq!(test.of_the_run().due("deactivate"), None);
}

#[test]
fn the_end_stays_what_it_is_when_a_step_is_due() {
    let mut test = IncidentTest::with_run();
    for step in ["deactivate", "close"] {
        test.set(step, StepState::Done).unwrap();
    }
    test.set_with("release", StepState::Overridden, Some("no workload"), None);
    test.defer("record", until_time("2026-11-21 02:40Z"));
    test.defer("check", Some(Until::Trigger("the owner calls".to_owned())));
    assert_eq!(test.of_the_run().ending(), Ending::Deferred { deferred: 2 });
    assert_eq!(test.next("2026-11-21T02:00:00Z"), None);
    assert_eq!(test.next("2026-11-21T03:00:00Z"), Some(1));
    assert_eq!(test.of_the_run().ending(), Ending::Deferred { deferred: 2 });
}
