use firebreak_core::when::When;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Somebody who holds a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RoleHolder {
    /// The role: the word of a usual one, an own one as it was typed.
    pub role: String,
    /// Its name on screen.
    pub label: String,
    /// Who holds it.
    pub person: String,
    /// Since when, as said.
    pub since: When,
    /// Who said so.
    pub author: String,
    /// The entry that did.
    pub entry: String,
}

/// A time in which somebody held a role, which has ended.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EarlierHolder {
    /// The name of the role on screen.
    pub label: String,
    /// Who held it.
    pub person: String,
    /// Since when.
    pub since: When,
    /// Until when.
    pub until: When,
}

/// A role of the incident: a usual one, one that a playbook names, or an own one that somebody holds or held.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RoleView {
    /// The role.
    pub role: String,
    /// Its name on screen.
    pub label: String,
    /// What it does, as a playbook says; `null` where none does.
    pub about: Option<String>,
    /// Whether one person holds it at a time.
    pub held_by_one: bool,
    /// Who holds it.
    pub holders: Vec<RoleHolder>,
    /// How many steps of this role are not settled, over all runs.
    pub steps: u32,
}

/// Somebody who works the incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonView {
    /// The name.
    pub name: String,
    /// The names of the roles that they hold.
    pub roles: Vec<String>,
    /// Whether entries of this machine are written under this name.
    pub acting: bool,
}

/// The answer to `people.show`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PeopleView {
    /// The roles: the usual ones, then those of the playbooks, then own ones.
    pub roles: Vec<RoleView>,
    /// Who held a role before, in the order in which that began.
    pub earlier: Vec<EarlierHolder>,
    /// Who works the incident: whoever holds a role, wrote an entry, or is to lead.
    pub people: Vec<PersonView>,
}

/// `role.give`: gives a role to somebody. A role that one person holds ends for whoever held it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct GiveRole {
    /// Which incident.
    pub incident: String,
    /// The role: `lead`, `deputy`, `scribe`, `liaison`, or an own name.
    pub role: String,
    /// To whom.
    pub person: String,
    /// From when on, as typed; now where missing.
    #[serde(default)]
    pub at: Option<String>,
    /// The name of the draft it was typed as, which is forgotten in the same step; none where missing.
    #[serde(default)]
    pub draft: Option<String>,
}

/// `role.end`: says that somebody does not hold a role any more.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EndRole {
    /// Which incident.
    pub incident: String,
    /// The role.
    pub role: String,
    /// Who held it.
    pub person: String,
    /// From when on, as typed; now where missing.
    #[serde(default)]
    pub at: Option<String>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `acting.list`: names that entries can be written under.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ListActing {
    /// Those of this incident; whoever wrote anywhere in the record where missing.
    #[serde(default)]
    pub incident: Option<String>,
}

/// `acting.set`: writes entries under another name from now on. Kept on this machine.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActAs {
    /// The name.
    pub name: String,
}
