//! What a command does to the indicators of an incident.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::decide::{not_in_the_future, now, worded};
use super::{Command, Context, Incident, Indicator, Opposite, Refusal, Subject};
use crate::event::{
    AddedIndicator, Body, Draft, IndicatorChanged, IndicatorId, IndicatorSaid, IndicatorsAdded,
    IndicatorsRestored, IndicatorsWithdrawn,
};
use crate::indicator::{IndicatorKind, NotAnIndicator, normal, port_of};
use crate::times::Interval;

/// How many indicators one act may name.
const MOST_AT_ONCE: usize = 5000;

/// What can be done with indicators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorCommand {
    /// Adds some; one that is listed already is left as it is.
    Add(Vec<NewIndicator>),
    /// Says what is known of one from now on.
    Change {
        /// Which.
        indicator: IndicatorId,
        /// What is said of it.
        said: IndicatorSaid,
    },
    /// Says that some are none after all.
    Withdraw {
        /// Which.
        indicators: Vec<IndicatorId>,
        /// Why.
        reason: Option<String>,
    },
    /// Says that some that were withdrawn count after all.
    Restore {
        /// Which.
        indicators: Vec<IndicatorId>,
    },
}

/// What is needed to add an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewIndicator {
    /// What kind of thing it is.
    pub kind: IndicatorKind,
    /// What it is, in any way of writing it.
    pub value: String,
    /// What is said of it.
    pub said: IndicatorSaid,
}

/// Why a command about indicators is refused. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IndicatorRefusal {
    /// There is no such indicator, or it was withdrawn.
    #[error("No indicator {0} of this incident counts. Nothing was recorded")]
    Unknown(IndicatorId),
    /// None is named.
    #[error("No indicator is named. Nothing was recorded")]
    None,
    /// More are named than one act records.
    #[error("{length} indicators are named, and at most {most} are recorded at once. Nothing was recorded")]
    TooMany {
        /// How many are named.
        length: usize,
        /// How many there may be.
        most: usize,
    },
    /// A text is not an indicator of its kind.
    #[error("{0}. Nothing was recorded")]
    Not(#[from] NotAnIndicator),
    /// Nothing in a text tells what kind of indicator it is.
    #[error("\"{0}\" does not tell by its form what kind of indicator it is. Nothing was recorded")]
    Untold(String),
    /// There is none that may be written.
    #[error(
        "No indicator counts and may be shared so far; {left_out} with a stricter label stay here. Nothing was written"
    )]
    NoneToWrite {
        /// How many are left out for their label.
        left_out: usize,
    },
    /// The same indicator counts already.
    #[error("The indicator {value} is listed already, as number {id}. Nothing was recorded")]
    Listed {
        /// Its normal form.
        value: String,
        /// Its number.
        id: IndicatorId,
    },
    /// It would be last seen before it was first seen.
    #[error("The indicator would be last seen before it was first seen. Nothing was recorded")]
    OutOfOrder,
}

/// An indicator that is not listed yet: its number, what is asked, its normal form, its ports.
type Numbered<'a> = (IndicatorId, &'a NewIndicator, String, Vec<u16>);

impl Incident {
    pub(super) fn decide_indicators(
        &self,
        command: IndicatorCommand,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        match command {
            IndicatorCommand::Add(new) => {
                let indicators = self.new_indicators(&new, context)?;
                let added = IndicatorsAdded { indicators };
                Ok(if added.indicators.is_empty() {
                    Vec::new()
                } else {
                    vec![now(Body::IndicatorsAdded(added), context)]
                })
            }
            IndicatorCommand::Change { indicator, said } => {
                let known = self.counting_indicator(&indicator)?;
                let said = self.checked(said, context)?;
                if known.said == said {
                    return Ok(Vec::new());
                }
                Ok(vec![now(Body::IndicatorChanged(IndicatorChanged { indicator, said }), context)])
            }
            IndicatorCommand::Withdraw { indicators, reason } => {
                let indicators = each_once(indicators)?;
                for indicator in &indicators {
                    self.counting_indicator(indicator)?;
                }
                let withdrawn = IndicatorsWithdrawn { indicators, reason: worded(reason, "reason")? };
                Ok(vec![now(Body::IndicatorsWithdrawn(withdrawn), context)])
            }
            IndicatorCommand::Restore { indicators } => {
                let mut restored = IndicatorsRestored { indicators: Vec::new() };
                for id in each_once(indicators)? {
                    let known = self.indicator(&id).ok_or(IndicatorRefusal::Unknown(id))?;
                    if known.withdrawn.is_none() {
                        continue;
                    }
                    if let Some(listed) = self.listed_indicator(known.kind, &known.value) {
                        let value = known.value.clone();
                        return Err(IndicatorRefusal::Listed { value, id: listed.id.clone() }.into());
                    }
                    restored.indicators.push(known.id.clone());
                }
                Ok(if restored.indicators.is_empty() {
                    Vec::new()
                } else {
                    vec![now(Body::IndicatorsRestored(restored), context)]
                })
            }
        }
    }

    /// What takes a command back, seen from before it is done.
    pub(super) fn indicator_opposite(&self, command: &IndicatorCommand) -> Option<Opposite> {
        let (label, subject, back) = match command {
            IndicatorCommand::Add(new) => {
                let listed = self.listed_indicators();
                let ids = self.numbered(new, &listed).ok()?;
                let indicators: Vec<IndicatorId> = ids.into_iter().map(|(id, ..)| id).collect();
                let first = new.iter().find_map(|new| normal(new.kind, &new.value).ok())?;
                let back = IndicatorCommand::Withdraw { indicators: indicators.clone(), reason: None };
                (not_listed(&first, indicators.len()), indicators, back)
            }
            IndicatorCommand::Change { indicator, .. } => {
                let known = self.indicator(indicator)?;
                let back =
                    IndicatorCommand::Change { indicator: indicator.clone(), said: known.said.clone() };
                (format!("{} is what it was", known.value), vec![indicator.clone()], back)
            }
            IndicatorCommand::Withdraw { indicators, .. } => {
                let first = self.indicator(indicators.first()?)?;
                let back = IndicatorCommand::Restore { indicators: indicators.clone() };
                (listed_again(&first.value, indicators.len()), indicators.clone(), back)
            }
            IndicatorCommand::Restore { indicators } => {
                let withdrawn = indicators.iter().filter_map(|id| self.indicator(id));
                let withdrawn: Vec<&Indicator> =
                    withdrawn.filter(|known| known.withdrawn.is_some()).collect();
                let first = withdrawn.first()?;
                let indicators: Vec<IndicatorId> = withdrawn.iter().map(|known| known.id.clone()).collect();
                let back = IndicatorCommand::Withdraw { indicators: indicators.clone(), reason: None };
                (not_listed(&first.value, indicators.len()), indicators, back)
            }
        };
        Some(Opposite {
            label,
            subject: Subject::Indicators(subject),
            commands: vec![Command::Indicators(back)],
        })
    }

    fn new_indicators(
        &self,
        new: &[NewIndicator],
        context: Context<'_>,
    ) -> Result<Vec<AddedIndicator>, Refusal> {
        if new.is_empty() {
            return Err(IndicatorRefusal::None.into());
        }
        if new.len() > MOST_AT_ONCE {
            return Err(IndicatorRefusal::TooMany { length: new.len(), most: MOST_AT_ONCE }.into());
        }
        let listed = self.listed_indicators();
        let numbered = self.numbered(new, &listed)?;
        numbered
            .into_iter()
            .map(|(indicator, new, value, ports)| {
                let mut said = new.said.clone();
                said.ports.extend(ports);
                let said = self.checked(said, context)?;
                Ok(AddedIndicator { indicator, kind: new.kind, value, said })
            })
            .collect()
    }

    /// The indicators that are not listed yet, each once, with their numbers, normal forms, and the ports that were
    /// written after them.
    fn numbered<'a>(
        &self,
        new: &'a [NewIndicator],
        listed: &HashMap<(IndicatorKind, &str), &Indicator>,
    ) -> Result<Vec<Numbered<'a>>, IndicatorRefusal> {
        let mut places = HashMap::new();
        let mut numbered: Vec<Numbered<'a>> = Vec::new();
        for new in new {
            let value = normal(new.kind, &new.value)?;
            if listed.contains_key(&(new.kind, value.as_str())) {
                continue;
            }
            let at = *places.entry((new.kind, value.clone())).or_insert(numbered.len());
            if at == numbered.len() {
                let id = (self.indicators.len() + numbered.len() + 1).to_string();
                numbered.push((id, new, value, Vec::new()));
            }
            if let Some((.., ports)) = numbered.get_mut(at) {
                ports.extend(new.said.ports.iter().copied().chain(port_of(new.kind, &new.value)));
            }
        }
        Ok(numbered)
    }

    /// What is said of an indicator, with each link once.
    fn checked(&self, mut said: IndicatorSaid, context: Context<'_>) -> Result<IndicatorSaid, Refusal> {
        for seen in [&said.first_seen, &said.last_seen].into_iter().flatten() {
            not_in_the_future(seen, context)?;
        }
        if let (Some(first), Some(last)) = (&said.first_seen, &said.last_seen)
            && Interval::between(first, last).is_none()
        {
            return Err(IndicatorRefusal::OutOfOrder.into());
        }
        for link in &said.steps {
            self.find_step(&link.run, &link.step)?;
        }
        said.steps.sort();
        said.steps.dedup();
        said.entries.sort();
        said.entries.dedup();
        said.ports.retain(|port| *port > 0);
        said.ports.sort_unstable();
        said.ports.dedup();
        said.note = worded(said.note, "note")?;
        Ok(said)
    }

    fn counting_indicator(&self, id: &str) -> Result<&Indicator, IndicatorRefusal> {
        let known = self.indicator(id).filter(|known| known.withdrawn.is_none());
        known.ok_or_else(|| IndicatorRefusal::Unknown(id.to_owned()))
    }
}

fn each_once(ids: Vec<IndicatorId>) -> Result<Vec<IndicatorId>, IndicatorRefusal> {
    if ids.is_empty() {
        return Err(IndicatorRefusal::None);
    }
    let mut seen = HashSet::new();
    Ok(ids.into_iter().filter(|id| seen.insert(id.clone())).collect())
}

fn not_listed(first: &str, many: usize) -> String {
    if many == 1 { format!("{first} is not listed") } else { format!("{many} indicators are not listed") }
}

fn listed_again(first: &str, many: usize) -> String {
    if many == 1 { format!("{first} is listed again") } else { format!("{many} indicators are listed again") }
}
