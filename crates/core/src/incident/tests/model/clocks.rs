//! Deadlines: started, their trigger corrected, met, waived, withdrawn, and running again.

use super::*;
use crate::deadline::tests::calendar_in;
use crate::event::{DeadlineMark, DeadlineMoved, DeadlineReverted, Started};
use crate::incident::DeadlineCommand;
use crate::incident::deadline::tests as deadlines;

/// What somebody does to deadlines; a place is that in the order they were started.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ClockDeed {
    Start(&'static str, u32),
    Correct(usize, u32),
    /// At a minute, or when it is recorded: so a start is taken back.
    End(usize, DeadlineMark, Option<u32>),
    RunOn(usize, DeadlineMark),
}

/// A deadline as the model derives it: its rule, the minute it runs from, and how and when it ended.
#[derive(Debug)]
pub(super) struct Clock {
    rule: &'static str,
    from: u32,
    ends: Vec<(DeadlineMark, Option<u32>)>,
}

use ClockDeed::{Correct, End, RunOn, Start};

impl Known<'_> {
    fn last_of_clocks<T>(&self, find: impl Fn(&ClockDeed) -> Option<T>) -> Option<T> {
        self.last(|deed| if let Deed::Clock(deed) = deed { find(deed) } else { None })
    }

    pub(super) fn clocks(&self) -> Vec<Clock> {
        let started = self.all(|deed| match deed {
            Deed::Clock(Start(rule, from)) => Some((*rule, *from)),
            _ => None,
        });
        let now = |(at, (rule, from)): (usize, (&'static str, u32))| {
            let corrected = self.last_of_clocks(|deed| match deed {
                Correct(of, from) if *of == at => Some(*from),
                _ => None,
            });
            let end = |mark: DeadlineMark| {
                let said = self.last_of_clocks(|deed| match deed {
                    End(of, ended, minute) if (*of, *ended) == (at, mark) => Some(Some(*minute)),
                    RunOn(of, ended) if (*of, *ended) == (at, mark) => Some(None),
                    _ => None,
                });
                said.flatten().map(|minute| (mark, minute))
            };
            // What counts most comes last: withdrawn before waived before met.
            let marks = [DeadlineMark::Met, DeadlineMark::Waived, DeadlineMark::Withdrawn];
            let ends = marks.into_iter().filter_map(end).collect();
            Clock { rule, from: corrected.unwrap_or(from), ends }
        };
        started.into_iter().enumerate().map(now).collect()
    }
}

impl Clock {
    fn end(&self) -> Option<DeadlineMark> {
        self.ends.last().map(|(mark, _)| *mark)
    }

    fn minute(&self, mark: DeadlineMark) -> Option<Option<u32>> {
        self.ends.iter().find(|(ended, _)| *ended == mark).map(|(_, minute)| *minute)
    }
}

impl ClockDeed {
    /// Whether it is refused, and whether all stays as it is.
    pub(super) fn outcome(&self, known: &Known<'_>) -> (bool, bool) {
        let clocks = known.clocks();
        match self {
            Start(rule, _) => (clocks.iter().any(|each| each.ends.is_empty() && each.rule == *rule), false),
            Correct(at, from) => match clocks.get(*at) {
                Some(clock) if clock.from == *from => (false, true),
                Some(clock) => (clock.end() == Some(DeadlineMark::Withdrawn), false),
                None => (true, false),
            },
            End(at, mark, minute) => match clocks.get(*at) {
                Some(clock) => {
                    (clock.end().is_some_and(|end| end != *mark), clock.minute(*mark) == Some(*minute))
                }
                None => (true, false),
            },
            RunOn(at, mark) => (clocks.get(*at).and_then(Clock::end) != Some(*mark), false),
        }
    }

    pub(super) fn back(&self, known: &Known<'_>) -> Option<Self> {
        let clocks = known.clocks();
        Some(match self {
            Start(..) => End(clocks.len(), DeadlineMark::Withdrawn, None),
            Correct(at, _) => Correct(*at, clocks.get(*at)?.from),
            End(at, mark, _) | RunOn(at, mark) => match clocks.get(*at)?.minute(*mark) {
                Some(minute) => End(*at, *mark, minute),
                None => RunOn(*at, *mark),
            },
        })
    }

    pub(super) fn standing(&self, known: &Known<'_>) -> String {
        match self {
            Start(..) => String::new(),
            Correct(at, _) | End(at, ..) | RunOn(at, _) => shown(&known.clocks().get(*at)),
        }
    }

    pub(super) fn command(&self) -> Command {
        let id = |at: &usize| (at + 1).to_string();
        Command::Deadline(match self {
            Start(rule, from) => deadlines::start(rule, "72h", minute_of(*from)),
            Correct(at, from) => DeadlineCommand::Change {
                deadline: id(at),
                started: Started { trigger: minute_of(*from), cap_from: None, calendar: calendar_in("UTC") },
                reason: None,
            },
            End(at, mark, minute) => DeadlineCommand::Move {
                moved: DeadlineMoved {
                    deadline: id(at),
                    mark: *mark,
                    by: None,
                    reference: None,
                    note: Some("seen".to_owned()),
                },
                when: minute.map(minute_of),
            },
            RunOn(at, mark) => {
                DeadlineCommand::Revert(DeadlineReverted { deadline: id(at), mark: *mark, reason: None })
            }
        })
    }

    pub(super) fn any() -> impl Strategy<Value = Deed> {
        let (at, minute) = (|| 0..3_usize, || 0..4_u32);
        let mark = || select(DeadlineMark::ALL.to_vec());
        let deed = prop_oneof![
            2 => (select(WORDS.to_vec()), minute()).prop_map(|(rule, from)| Start(rule, from)),
            2 => (at(), minute()).prop_map(|(at, from)| Correct(at, from)),
            1 => (at(), mark(), minute()).prop_map(|(at, mark, minute)| End(at, mark, Some(minute))),
            1 => (at(), mark()).prop_map(|(at, mark)| RunOn(at, mark)),
        ];
        deed.prop_map(Deed::Clock)
    }
}

/// The incident says of deadlines what the model says.
pub(super) fn compare(known: &Known<'_>, incident: &Incident) {
    let clocks = known.clocks();
    assert_eq!(incident.deadlines.len(), clocks.len());
    for (clock, deadline) in clocks.iter().zip(&incident.deadlines) {
        assert_eq!(
            (deadline.rule.id.as_str(), &deadline.started.trigger),
            (clock.rule, &minute_of(clock.from))
        );
        assert_eq!((deadline.last(), deadline.is_running()), (clock.end(), clock.ends.is_empty()));
        for mark in DeadlineMark::ALL.iter().copied() {
            let (said, wanted) = (deadline.mark(mark), clock.minute(mark));
            assert_eq!(said.is_some(), wanted.is_some(), "{mark}");
            if let (Some(said), Some(Some(minute))) = (said, wanted) {
                assert_eq!(said.marked.stamp.when, minute_of(minute));
            }
        }
    }
}
