use std::collections::HashMap;

use super::{Incident, Stamp};
use crate::event::{
    AddedIndicator, IndicatorChanged, IndicatorId, IndicatorSaid, IndicatorsAdded, IndicatorsRestored,
    IndicatorsWithdrawn,
};
use crate::indicator::IndicatorKind;

/// An indicator of compromise of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// The number: unique in the incident.
    pub id: IndicatorId,
    /// What kind of thing it is.
    pub kind: IndicatorKind,
    /// Its normal form.
    pub value: String,
    /// What is said of it, as it stands.
    pub said: IndicatorSaid,
    /// Who added it and when.
    pub added: Stamp,
    /// Who changed it last, if anybody did.
    pub changed: Option<Stamp>,
    /// Who withdrew it, if it turned out to be none.
    pub withdrawn: Option<Stamp>,
}

impl Indicator {
    /// Who said last what is said of it, and when.
    #[must_use]
    pub fn last(&self) -> &Stamp {
        self.changed.as_ref().unwrap_or(&self.added)
    }
}

impl Incident {
    /// The indicators that count, in the order they were added.
    pub fn standing_indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().filter(|indicator| indicator.withdrawn.is_none())
    }

    /// The indicator with a number, withdrawn or not.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.get(self.index_of_indicator(id)?)
    }

    /// The indicators that count, by what they are.
    #[must_use]
    pub fn listed_indicators(&self) -> HashMap<(IndicatorKind, &str), &Indicator> {
        self.standing_indicators().map(|known| ((known.kind, known.value.as_str()), known)).collect()
    }

    /// The indicator that counts and is this one.
    #[must_use]
    pub fn listed_indicator(&self, kind: IndicatorKind, value: &str) -> Option<&Indicator> {
        self.standing_indicators().find(|indicator| indicator.kind == kind && indicator.value == value)
    }

    pub(super) fn add_indicators(&mut self, added: IndicatorsAdded, stamp: &Stamp) {
        self.indicators.extend(added.indicators.into_iter().map(|added| {
            let AddedIndicator { indicator, kind, value, said } = added;
            Indicator {
                id: indicator,
                kind,
                value,
                said,
                added: stamp.clone(),
                changed: None,
                withdrawn: None,
            }
        }));
    }

    pub(super) fn change_indicator(&mut self, changed: IndicatorChanged, stamp: Stamp) {
        if let Some(indicator) = self.indicator_mut(&changed.indicator) {
            indicator.said = changed.said;
            indicator.changed = Some(stamp);
        }
    }

    pub(super) fn withdraw_indicators(&mut self, withdrawn: &IndicatorsWithdrawn, stamp: &Stamp) {
        for id in &withdrawn.indicators {
            if let Some(indicator) = self.indicator_mut(id) {
                indicator.withdrawn = Some(stamp.clone());
            }
        }
    }

    pub(super) fn restore_indicators(&mut self, restored: &IndicatorsRestored) {
        for id in &restored.indicators {
            if let Some(indicator) = self.indicator_mut(id) {
                indicator.withdrawn = None;
            }
        }
    }

    fn indicator_mut(&mut self, id: &str) -> Option<&mut Indicator> {
        let at = self.index_of_indicator(id)?;
        self.indicators.get_mut(at)
    }

    fn index_of_indicator(&self, id: &str) -> Option<usize> {
        let is = |at: &usize| self.indicators.get(*at).is_some_and(|indicator| indicator.id == id);
        // Numbers are given in order, so that one is found at once among thousands; two devices may have given the same.
        let in_order = id.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(is);
        in_order.or_else(|| self.indicators.iter().position(|indicator| indicator.id == id))
    }
}

#[cfg(test)]
mod tests;
