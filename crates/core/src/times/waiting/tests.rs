use super::*;
use crate::event::RequestMark::{Answered, Sent, Withdrawn};
use crate::incident::tests::{IncidentTest, at};
use crate::incident::{Command, Incident};
use crate::vocabulary::{Milestone, Resolution};

/// Detected at 02:10Z, with requests sent and answered as typed, and contained as typed.
fn incident(requests: &[(&str, &str)], contained: &str) -> Incident {
    let mut test = IncidentTest::open();
    test.now = at("2026-11-21T12:00:00Z");
    for (sent, answered) in requests {
        let id = test.draft_request();
        test.mark(&id, Sent, sent);
        if !answered.is_empty() {
            test.mark(&id, Answered, answered);
        }
    }
    if !contained.is_empty() {
        test.milestone(Milestone::Contained, contained);
    }
    test.incident
}

/// Minutes of the provider and own minutes within the time to contain, at 04:00Z.
fn minutes(requests: &[(&str, &str)], contained: &str) -> Option<((i64, i64), (i64, i64))> {
    let split = split_within(&incident(requests, contained), ClockId::ToContain, at("2026-11-21T04:00:00Z"))?;
    let minutes = |part: Interval| (part.min / 60, part.max / 60);
    Some((minutes(split.provider), minutes(split.own)))
}

#[test]
fn without_a_request_there_is_nothing_to_split() {
    assert_eq!(minutes(&[], "0310z"), None);
}

#[test]
fn the_time_of_one_request_is_taken_whole() {
    assert_eq!(minutes(&[("0220z", "0250z")], "0310z"), Some(((30, 30), (30, 30))));
}

#[test]
fn two_that_wait_at_once_count_once() {
    let both = [("0220z", "0250z"), ("0240z", "0300z")];
    assert_eq!(minutes(&both, "0310z"), Some(((40, 40), (20, 20))));
    let inside = [("0220z", "0300z"), ("0230z", "0240z")];
    assert_eq!(minutes(&inside, "0310z"), Some(((40, 40), (20, 20))));
    let apart = [("0250z", "0300z"), ("0220z", "0230z")];
    assert_eq!(minutes(&apart, "0310z"), Some(((20, 20), (40, 40))));
}

#[test]
fn what_lies_outside_the_clock_is_not_counted() {
    assert_eq!(minutes(&[("0150z", "0220z")], "0310z"), Some(((10, 10), (50, 50))));
    assert_eq!(minutes(&[("0300z", "0330z")], "0310z"), Some(((10, 10), (50, 50))));
    assert_eq!(minutes(&[("0330z", "0340z")], "0310z"), Some(((0, 0), (60, 60))));
}

#[test]
fn a_request_that_waits_counts_until_now() {
    let waits = incident(&[("0300z", "")], "");
    let split = split_within(&waits, ClockId::ToContain, at("2026-11-21T04:00:00Z")).unwrap();
    assert_eq!((split.provider.min, split.own.min), (3600, 50 * 60));
    assert!(split.running && split.waiting);
    let answered = incident(&[("0300z", "0310z")], "");
    let split = split_within(&answered, ClockId::ToContain, at("2026-11-21T04:00:00Z")).unwrap();
    assert_eq!((split.provider.max, split.own.max), (600, 100 * 60));
    assert!(split.running && !split.waiting);
}

#[test]
fn a_clock_that_stands_waits_for_nobody() {
    let waits = incident(&[("0300z", "")], "0310z");
    let split = split_within(&waits, ClockId::ToContain, at("2026-11-21T04:00:00Z")).unwrap();
    assert_eq!((split.provider.min, split.provider.max), (600, 600));
    assert!(!split.running && !split.waiting);
}

#[test]
fn times_that_are_not_exact_give_ranges() {
    // Sent between 02:20 and 02:30, answered at 02:50: 20 to 30 minutes of the 60.
    assert_eq!(minutes(&[("0220z/0230z", "0250z")], "0310z"), Some(((20, 30), (30, 40))));
    // Answered no later than 02:50: at once, or then.
    assert_eq!(minutes(&[("0220z", "<0250z")], "0310z"), Some(((0, 30), (30, 60))));
    // Sent no later than 02:30: at the earliest when the clock began.
    assert_eq!(minutes(&[("<0230z", "0250z")], "0310z"), Some(((20, 40), (20, 40))));
    // Contained between 02:40 and 03:10: the window is not exact either.
    assert_eq!(minutes(&[("0220z", "0250z")], "0240z/0310z"), Some(((20, 30), (10, 30))));
}

#[test]
fn a_clock_without_a_time_is_not_split() {
    let waits = incident(&[("0220z", "0250z")], "");
    let now = at("2026-11-21T04:00:00Z");
    assert_eq!(split_within(&waits, ClockId::ToDetect, now), None, "occurred is not set");
    let backwards = incident(&[("0220z", "0250z")], "0200z");
    assert_eq!(split_within(&backwards, ClockId::ToContain, now), None, "contained before detected");
}

#[test]
fn the_incident_is_split_from_detection_until_it_was_closed() {
    let mut test = IncidentTest::open();
    test.now = at("2026-11-21T12:00:00Z");
    for sent in ["0200z", "0230z"] {
        let id = test.draft_request();
        test.mark(&id, Sent, sent);
    }
    test.mark("1", Withdrawn, "0220z");
    test.now = at("2026-11-21T03:09:00Z");
    test.run(Command::Close { resolution: Resolution::Resolved, summary: None });
    let split = split(&test.incident, at("2026-11-21T23:00:00Z")).unwrap();
    assert_eq!(
        (split.provider.min, split.provider.max),
        (50 * 60, 50 * 60),
        "10 before 02:20, 40 after 02:30"
    );
    assert_eq!(split.own.max, 10 * 60);
    assert!(!split.running && !split.waiting);
}
