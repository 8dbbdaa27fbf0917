use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Limit;
use crate::vocabulary::vocabulary;

/// The longest name of a rule, in characters.
const LONGEST_NAME: usize = 200;

vocabulary! {
    /// What starts a clock.
    pub enum Trigger ("trigger") {
        /// Somebody became aware, with reasonable certainty.
        Aware = "aware", "became aware";
        /// An internal determination was made.
        Determined = "determined", "determined";
        /// It was classified as major or significant.
        Classified = "classified", "classified as major";
        /// It was discovered, or should have been.
        Discovered = "discovered", "discovered";
        /// It was suspected.
        Suspected = "suspected", "suspected";
        /// It was identified by the team that is named.
        Identified = "identified", "identified";
        /// A ransom was paid.
        Paid = "paid", "paid";
        /// An earlier notice was submitted.
        Submitted = "submitted", "submitted";
        /// A corrective measure became available.
        Corrected = "corrected", "corrective measure available";
        /// Whatever the contract says.
        Agreed = "agreed", "as agreed";
    }
}

/// One rule: dated, sourced data that a user can change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The id, as playbooks name it.
    pub id: String,
    /// What is to be done, for example `GDPR Art. 33 to the supervisory authority`.
    pub name: String,
    /// Whom it concerns.
    #[serde(default)]
    pub who: String,
    /// Where it is in force.
    #[serde(default)]
    pub region: String,
    /// What starts it.
    pub trigger: Trigger,
    /// The same more exactly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger_detail: Option<String>,
    /// How long it runs; none where its source names no length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// What the source says where it names no length, for example `without undue delay`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_text: Option<String>,
    /// What ends it sooner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Cap>,
    /// The rule whose notice starts this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The list of holidays that business days leave out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holidays: Option<String>,
    /// The zone whose days count; that of whoever starts it where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Since when it is in force, where that is recent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// Whether it is in force.
    #[serde(default = "in_force", skip_serializing_if = "is_in_force")]
    pub in_force: bool,
    /// What excuses from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<String>,
    /// What else is to be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where it was read.
    #[serde(default)]
    pub source: String,
    /// When that was.
    pub as_of: NaiveDate,
}

/// A second clock that ends the first sooner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// How long it runs.
    pub limit: Limit,
    /// What starts it.
    pub trigger: Trigger,
    /// Whether it counts no more once the first clock starts after it has ended.
    #[serde(default)]
    pub lapses: bool,
}

const fn in_force() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_in_force(in_force: &bool) -> bool {
    *in_force
}

impl Rule {
    /// Says what is wrong with it.
    ///
    /// # Errors
    ///
    /// Says what does not fit, in words for whoever wrote it.
    pub fn check(&self) -> Result<(), String> {
        let is_id = |text: &str| {
            !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        if !is_id(&self.id) {
            return Err(format!("the id \"{}\" is not made of a-z, 0-9 and hyphens", self.id));
        }
        match self.name.trim().chars().count() {
            0 => return Err(format!("\"{}\" has no name", self.id)),
            length if length > LONGEST_NAME => {
                return Err(format!(
                    "the name of \"{}\" has {length} characters; at most {LONGEST_NAME} can be shown",
                    self.id
                ));
            }
            _ => {}
        }
        if self.limit.is_none() && self.limit_text.is_none() {
            return Err(format!("\"{}\" says neither \"limit\" nor \"limit_text\"", self.id));
        }
        if self.source.trim().is_empty() {
            return Err(format!("\"{}\" names no source", self.id));
        }
        if let Some(zone) = &self.zone
            && crate::when::last_second(self.as_of, zone).is_none()
        {
            return Err(format!("\"{zone}\", the zone of \"{}\", is not known", self.id));
        }
        Ok(())
    }

    /// How long it runs, in words: `4 h from: classified as major; at most 24 h from: became aware`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let length = match (self.limit, &self.limit_text) {
            (Some(limit), _) => limit.in_words(),
            (None, Some(text)) => text.clone(),
            (None, None) => "no length given".to_owned(),
        };
        let from = self.trigger_detail.as_deref().unwrap_or_else(|| self.trigger.label());
        let cap = self.cap.as_ref().map_or_else(String::new, |cap| {
            format!("; at most {} from: {}", cap.limit.in_words(), cap.trigger.label())
        });
        format!("{length} from: {from}{cap}")
    }
}

/// What does not fit between rules: one that follows a rule that is not there, or itself over others.
#[must_use]
pub fn problems(rules: &[Rule]) -> Vec<String> {
    let mut found = Vec::new();
    let find = |id: &str| rules.iter().find(|rule| rule.id == id);
    for rule in rules {
        let mut seen = BTreeSet::from([rule.id.as_str()]);
        let mut at = rule;
        while let Some(after) = at.after.as_deref() {
            let Some(next) = find(after) else {
                found.push(format!("\"{}\" follows \"{after}\", which is not there", at.id));
                break;
            };
            if !seen.insert(after) {
                found.push(format!("\"{}\" follows itself", rule.id));
                break;
            }
            at = next;
        }
    }
    found.sort();
    found.dedup();
    found
}
