//! Indicators: listed, labelled, taken off the list and put on it again.

use super::*;
use crate::event::IndicatorSaid;
use crate::incident::{IndicatorCommand, NewIndicator};
use crate::indicator::IndicatorKind;
use crate::vocabulary::Tlp;

/// What somebody does to indicators; a place is that in the order they were listed.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum IndicatorDeed {
    List(&'static str, Tlp),
    Label(usize, Tlp),
    Strike(usize),
    Relist(usize),
}

/// An indicator as the model derives it.
#[derive(Debug, PartialEq)]
pub(super) struct Listed {
    value: &'static str,
    tlp: Tlp,
    counts: bool,
}

use IndicatorDeed::{Label, List, Relist, Strike};

impl Known<'_> {
    fn last_of_indicators<T>(&self, find: impl Fn(&IndicatorDeed) -> Option<T>) -> Option<T> {
        self.last(|deed| if let Deed::Indicator(deed) = deed { find(deed) } else { None })
    }

    pub(super) fn indicators(&self) -> Vec<Listed> {
        let listed = self.all(|deed| match deed {
            Deed::Indicator(List(value, tlp)) => Some((*value, *tlp)),
            _ => None,
        });
        let now = |(at, (value, tlp)): (usize, (&'static str, Tlp))| {
            let label = self.last_of_indicators(|deed| match deed {
                Label(of, tlp) if *of == at => Some(*tlp),
                _ => None,
            });
            let counts = self.last_of_indicators(|deed| match deed {
                Strike(of) if *of == at => Some(false),
                Relist(of) if *of == at => Some(true),
                _ => None,
            });
            Listed { value, tlp: label.unwrap_or(tlp), counts: counts.unwrap_or(true) }
        };
        listed.into_iter().enumerate().map(now).collect()
    }
}

impl IndicatorDeed {
    /// Whether it is refused, and whether all stays as it is.
    pub(super) fn outcome(&self, known: &Known<'_>) -> (bool, bool) {
        let listed = known.indicators();
        let counts = |value: &str| listed.iter().any(|each| each.counts && each.value == value);
        match self {
            List(value, _) => (false, counts(value)),
            Label(at, tlp) => match listed.get(*at).filter(|each| each.counts) {
                Some(each) => (false, each.tlp == *tlp),
                None => (true, false),
            },
            Strike(at) => (!listed.get(*at).is_some_and(|each| each.counts), false),
            Relist(at) => match listed.get(*at) {
                Some(each) => (!each.counts && counts(each.value), each.counts),
                None => (true, false),
            },
        }
    }

    pub(super) fn back(&self, known: &Known<'_>) -> Option<Self> {
        let listed = known.indicators();
        Some(match self {
            List(..) => Strike(listed.len()),
            Label(at, _) => Label(*at, listed.get(*at)?.tlp),
            Strike(at) => Relist(*at),
            Relist(at) => Strike(*at),
        })
    }

    pub(super) fn standing(&self, known: &Known<'_>) -> String {
        match self {
            List(..) => String::new(),
            Label(at, _) | Strike(at) | Relist(at) => shown(&known.indicators().get(*at)),
        }
    }

    pub(super) fn command(&self) -> Command {
        let id = |at: &usize| (at + 1).to_string();
        let said = |tlp: &Tlp| IndicatorSaid {
            tlp: *tlp,
            first_seen: None,
            last_seen: None,
            ports: Vec::new(),
            note: None,
            entries: Vec::new(),
            steps: Vec::new(),
        };
        Command::Indicators(match self {
            List(value, tlp) => IndicatorCommand::Add(vec![NewIndicator {
                kind: IndicatorKind::Account,
                value: (*value).to_owned(),
                said: said(tlp),
            }]),
            Label(at, tlp) => IndicatorCommand::Change { indicator: id(at), said: said(tlp) },
            Strike(at) => IndicatorCommand::Withdraw { indicators: vec![id(at)], reason: None },
            Relist(at) => IndicatorCommand::Restore { indicators: vec![id(at)] },
        })
    }

    pub(super) fn any() -> impl Strategy<Value = Deed> {
        let tlp = || select(Tlp::ALL.to_vec());
        let deed = prop_oneof![
            2 => (select(WORDS.to_vec()), tlp()).prop_map(|(value, tlp)| List(value, tlp)),
            1 => (0..3_usize, tlp()).prop_map(|(at, tlp)| Label(at, tlp)),
            1 => (0..3_usize).prop_map(Strike),
            1 => (0..3_usize).prop_map(Relist),
        ];
        deed.prop_map(Deed::Indicator)
    }
}

/// The incident says of indicators what the model says.
pub(super) fn compare(known: &Known<'_>, incident: &Incident) {
    let said = known.indicators();
    let indicators: Vec<_> = incident
        .indicators
        .iter()
        .map(|each| (each.value.as_str(), each.said.tlp, each.withdrawn.is_none()))
        .collect();
    let wanted: Vec<_> = said.iter().map(|each| (each.value, each.tlp, each.counts)).collect();
    assert_eq!(indicators, wanted);
}
