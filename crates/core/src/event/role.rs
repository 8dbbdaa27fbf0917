//! What is recorded of who holds which role.

use serde::{Deserialize, Serialize};

use super::EntryRef;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The roles that every response has; any other name is an own role.
    pub enum UsualRole ("usual role") {
        /// Decides, and answers for the response.
        Lead = "lead", "Lead";
        /// Stands in for the lead.
        Deputy = "deputy", "Deputy";
        /// Keeps the timeline.
        Scribe = "scribe", "Scribe";
        /// Speaks with others: management, providers, authorities.
        Liaison = "liaison", "Liaison";
    }
}

impl UsualRole {
    /// Whether one person holds it at a time.
    #[must_use]
    pub const fn is_held_by_one(self) -> bool {
        match self {
            Self::Lead | Self::Deputy => true,
            Self::Scribe | Self::Liaison => false,
        }
    }
}

/// `role.given`: from the time of the event on. A role that one person holds ends for whoever held it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleGiven {
    /// The role: the word of a [`UsualRole`], or the name of an own one.
    pub role: String,
    /// Who holds it.
    pub person: String,
}

/// `role.ended`: at the time of the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleEnded {
    /// The role.
    pub role: String,
    /// Who held it.
    pub person: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `role.reverted`: what was said of a role does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleReverted {
    /// The role.
    pub role: String,
    /// The entry that gave or ended it.
    pub reverts: EntryRef,
}

/// `role.restored`: what was said of a role and reverted counts after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleRestored {
    /// The role.
    pub role: String,
    /// The entry that gave or ended it.
    pub restores: EntryRef,
}
