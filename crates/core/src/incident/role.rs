//! Who holds which role, since when.

use super::{Incident, Stamp};
use crate::event::{EntryRef, RoleEnded, RoleGiven, UsualRole};

/// What was said of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleChange {
    /// Somebody holds it.
    Given,
    /// Somebody does not hold it any more.
    Ended,
}

/// One thing that was said of a role; the time is that of the stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleAct {
    /// The role.
    pub role: String,
    /// Of whom.
    pub person: String,
    /// What.
    pub change: RoleChange,
    /// Who said so, and from when on.
    pub stamp: Stamp,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// A time in which somebody held a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding<'a> {
    /// The role.
    pub role: &'a str,
    /// Who held it.
    pub person: &'a str,
    /// Since when, and who said so.
    pub since: &'a Stamp,
    /// Until when, and who said so; none where it is held.
    pub until: Option<&'a Stamp>,
}

/// The name of a role for people: the label of a usual one, an own one as it was typed.
#[must_use]
pub fn role_label(role: &str) -> &str {
    usual_role(role).map_or(role, |usual| usual.label())
}

/// The usual role that a name means, whatever its case.
#[must_use]
pub fn usual_role(name: &str) -> Option<UsualRole> {
    UsualRole::ALL.iter().copied().find(|role| is_same(role.word(), name))
}

/// Whether one person holds a role at a time.
#[must_use]
pub fn is_held_by_one(role: &str) -> bool {
    usual_role(role).is_some_and(UsualRole::is_held_by_one)
}

/// Whether two names mean the same role or person: case does not tell them apart.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one == other || one.to_lowercase() == other.to_lowercase()
}

impl Incident {
    /// Every time in which somebody held a role, in the order in which they were said to begin.
    #[must_use]
    pub fn holdings(&self) -> Vec<Holding<'_>> {
        let mut held: Vec<Holding<'_>> = Vec::new();
        for act in self.role_acts.iter().filter(|act| !act.withdrawn) {
            let ends_all = act.change == RoleChange::Given && is_held_by_one(&act.role);
            let ends = |one: &&mut Holding<'_>| {
                one.until.is_none()
                    && is_same(one.role, &act.role)
                    && (ends_all || (act.change == RoleChange::Ended && is_same(one.person, &act.person)))
            };
            held.iter_mut().filter(ends).for_each(|one| one.until = Some(&act.stamp));
            match act.change {
                RoleChange::Given => held.push(Holding {
                    role: &act.role,
                    person: &act.person,
                    since: &act.stamp,
                    until: None,
                }),
                RoleChange::Ended => {}
            }
        }
        held
    }

    /// Who holds a role, in the order in which it was given to them.
    #[must_use]
    pub fn holders(&self, role: &str) -> Vec<Holding<'_>> {
        let is_held = |one: &Holding<'_>| one.until.is_none() && is_same(one.role, role);
        self.holdings().into_iter().filter(is_held).collect()
    }

    /// Who leads the response; none where nobody was said to.
    #[must_use]
    pub fn lead(&self) -> Option<&str> {
        self.holders(UsualRole::Lead.word()).first().map(|holding| holding.person)
    }

    pub(super) fn give_role(&mut self, given: RoleGiven, stamp: Stamp) {
        let RoleGiven { role, person } = given;
        self.role_acts.push(RoleAct { role, person, change: RoleChange::Given, stamp, withdrawn: false });
    }

    pub(super) fn end_role(&mut self, ended: RoleEnded, stamp: Stamp) {
        let RoleEnded { role, person, reason: _ } = ended;
        self.role_acts.push(RoleAct { role, person, change: RoleChange::Ended, stamp, withdrawn: false });
    }

    pub(super) fn count_role_act(&mut self, entry: EntryRef, counts: bool) {
        for act in self.role_acts.iter_mut().filter(|act| act.stamp.entry == entry) {
            act.withdrawn = !counts;
        }
    }
}

#[cfg(test)]
mod tests;
