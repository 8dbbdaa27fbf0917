//! Milestones that are asserted more than once, and the clocks they stop.

use super::*;
use crate::times::{ClockId, Interval, Reading, clock};

impl IncidentTest {
    fn value(&self, id: ClockId) -> Option<(i64, i64)> {
        match clock(&self.incident, id).reading {
            Reading::Value { interval: Interval { min, max }, .. } => Some((min, max)),
            Reading::Running { .. } | Reading::Missing { .. } | Reading::Problem { .. } => None,
        }
    }
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
