//! Providers: public facts about how to reach them, an organisation's own entries, and what is still missing before an
//! incident.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

mod account;

pub use account::Account;

/// How long the last test of a way to a provider counts.
const TEST_LASTS: TimeDelta = TimeDelta::days(365);

/// Public facts about a provider, each with its source and the day it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ProviderFacts {
    /// What it knows a customer by.
    pub identifiers: Vec<IdentifierFact>,
    /// Where to turn to, and for what.
    pub contacts: Vec<ContactFact>,
    /// Its support plans, with the times it states for a first reply.
    pub plans: Vec<PlanFact>,
    /// What it needs or does not do, to be known before asking.
    pub needs: Vec<Fact>,
}

/// An identifier that a provider knows a customer by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct IdentifierFact {
    /// Its name, for example `Account ID`.
    pub name: String,
    /// Its form in words, for example `12 digits`.
    pub form: String,
    /// Its form to check by: `9` a digit, `x` a hexadecimal digit, `*` at the end anything more, all else itself.
    #[serde(default)]
    pub shape: Option<String>,
    /// Where it is found.
    pub find: String,
    /// The address of the page that says so.
    pub source: String,
    /// The day it was read, `2026-11-22`.
    pub read: String,
}

/// Where to turn to for what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ContactFact {
    /// What for, for example `Security incident in your own account`.
    pub purpose: String,
    /// How: an address, a portal, a form.
    pub how: String,
    /// The address of the page that says so.
    pub source: String,
    /// The day it was read.
    pub read: String,
}

/// A support plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlanFact {
    /// Its name.
    pub name: String,
    /// The times the provider states for a first reply, gravest first; none where none could be read.
    pub replies: Vec<ReplyFact>,
    /// What to know about them: how old the page is, whom they are for, what another page says.
    #[serde(default)]
    pub note: Option<String>,
    /// The address of the page that says so.
    pub source: String,
    /// The day it was read.
    pub read: String,
}

/// The time a plan states for a first reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReplyFact {
    /// The provider's own word for how grave it is.
    pub severity: String,
    /// The time in words, for example `1 hour`.
    pub within: String,
}

/// One sentence with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Fact {
    /// The sentence.
    pub text: String,
    /// The address of the page that says so.
    pub source: String,
    /// The day it was read.
    pub read: String,
}

/// What an organisation keeps about one provider.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OwnProvider {
    /// Whether the organisation uses it: only then something can be missing.
    pub in_use: bool,
    /// What the provider knows it by.
    pub identifiers: Vec<OwnIdentifier>,
    /// The support plan.
    pub plan: Option<String>,
    /// The time the contract gives for a first reply, in seconds.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub reply_seconds: Option<u64>,
    /// People and addresses at the provider.
    pub contacts: Vec<OwnContact>,
    /// Where a case is opened: a portal or a telephone number that works without the own sign-in.
    pub portal: Option<String>,
    /// The day on which the way to the provider was last tried.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub tested_on: Option<NaiveDate>,
    /// What was tried, and what came of it.
    pub tested: Option<String>,
}

/// An identifier that the provider knows the organisation by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OwnIdentifier {
    /// What it is or what for, for example `production`.
    pub label: String,
    /// The identifier.
    pub value: String,
}

/// Somebody at a provider.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OwnContact {
    /// Who.
    pub name: String,
    /// How they are reached.
    pub how: String,
}

/// Every own entry, by the id of the provider.
pub type OwnProviders = BTreeMap<String, OwnProvider>;

/// Something that is missing before an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Gap {
    /// What is missing.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl OwnProvider {
    /// What is missing before an incident with this provider; nothing where it is not in use.
    #[must_use]
    pub fn gaps(&self, name: &str, facts: &ProviderFacts, today: NaiveDate) -> Vec<Gap> {
        if !self.in_use {
            return Vec::new();
        }
        let mut gaps = Vec::new();
        let mut miss = |what: String, remedy: &str| gaps.push(Gap { what, remedy: remedy.to_owned() });
        if self.identifiers.is_empty() {
            let wanted = facts.identifiers.first().map_or("identifier", |fact| fact.name.as_str());
            miss(
                format!("No {wanted} is kept for {name}"),
                "Write it down here: without it the provider's first answer is a question.",
            );
        }
        for own in &self.identifiers {
            if let Some(forms) = unlike_all(&own.value, &facts.identifiers) {
                let label = if own.label.is_empty() { "An identifier" } else { own.label.as_str() };
                miss(
                    format!("{label} at {name} does not look like {forms}"),
                    "Compare it with the provider's console.",
                );
            }
        }
        if self.plan.is_none() {
            miss(
                format!("The support plan with {name} is not known"),
                "Ask who pays the bill: the plan decides who answers at night, and how soon.",
            );
        }
        if self.reply_seconds.is_none() {
            let stated = self.plan.as_deref().and_then(|plan| facts.stated(plan));
            miss(
                format!("No reply time is known for {name}"),
                &stated.map_or_else(
                    || "Take it from the contract or the plan: requests are escalated by it.".to_owned(),
                    |times| format!("Take it from the contract: requests are escalated by it. The plan states {times}."),
                ),
            );
        }
        if self.contacts.is_empty() {
            miss(
                format!("Nobody at {name} is known by name"),
                "Keep the account manager, the technical account manager or the duty number.",
            );
        }
        if self.portal.is_none() {
            miss(
                format!("No way into a case with {name} is kept"),
                "Keep the portal or a telephone number that works when your own sign-in does not.",
            );
        }
        match self.tested_on {
            None => miss(
                format!("The way to {name} was never tried"),
                "Open a case of the lowest severity and write down the day and how long the answer took.",
            ),
            Some(day) if today.signed_duration_since(day) > TEST_LASTS => miss(
                format!("The way to {name} was last tried on {day}, more than a year ago"),
                "Try it again: people, numbers and portals change.",
            ),
            Some(_) => {}
        }
        gaps
    }
}

impl ProviderFacts {
    /// The times that a plan states for a first reply, in words; nothing where it is not known or states none.
    fn stated(&self, plan: &str) -> Option<String> {
        let known = self.plans.iter().find(|known| known.name.eq_ignore_ascii_case(plan.trim()))?;
        let times: Vec<String> =
            known.replies.iter().map(|reply| format!("{}: {}", reply.severity, reply.within)).collect();
        (!times.is_empty()).then(|| times.join("; "))
    }
}

impl IdentifierFact {
    /// Whether an identifier has this form; so has each where no form to check by is known.
    #[must_use]
    pub fn fits(&self, value: &str) -> bool {
        self.shape.as_deref().is_none_or(|shape| has_shape(value, shape))
    }
}

/// The forms that an identifier should have one of and has none of.
fn unlike_all(value: &str, forms: &[IdentifierFact]) -> Option<String> {
    if forms.is_empty() || forms.iter().any(|form| form.fits(value)) {
        return None;
    }
    let names: Vec<String> = forms.iter().map(|form| format!("{} ({})", form.name, form.form)).collect();
    Some(names.join(" or "))
}

fn has_shape(value: &str, shape: &str) -> bool {
    let mut value = value.chars();
    for wanted in shape.chars() {
        if wanted == '*' {
            return value.next().is_some();
        }
        let Some(found) = value.next() else { return false };
        let fits = match wanted {
            '9' => found.is_ascii_digit(),
            'x' => found.is_ascii_hexdigit(),
            literal => found == literal,
        };
        if !fits {
            return false;
        }
    }
    value.next().is_none()
}

#[cfg(test)]
mod tests;
