//! What a command does to who holds which role.

use serde::{Deserialize, Serialize};

use super::decide::{at, not_in_the_future, now, one_line, title, worded};
use super::role::is_same;
use super::{
    Command, Context, Incident, Opposite, Refusal, RoleAct, RoleChange, Subject, is_held_by_one, role_label,
    usual_role,
};
use crate::event::{Body, Draft, EntryRef, RoleEnded, RoleGiven, RoleRestored, RoleReverted, UsualRole};
use crate::times::Interval;
use crate::when::{When, iso};

/// What can be done with roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoleCommand {
    /// Gives a role to somebody.
    Give {
        /// The role.
        role: String,
        /// To whom.
        person: String,
        /// From when on; the time of recording where it is missing.
        when: Option<When>,
    },
    /// Says that somebody does not hold a role any more.
    End {
        /// The role.
        role: String,
        /// Who held it.
        person: String,
        /// From when on; the time of recording where it is missing.
        when: Option<When>,
        /// Why.
        reason: Option<String>,
    },
    /// Takes back what was said of a role last.
    TakeBack {
        /// The role.
        role: String,
    },
    /// Says that what was taken back counts after all.
    Restore {
        /// The role.
        role: String,
        /// The entry that said it.
        entry: EntryRef,
    },
}

/// Why a command about a role is refused. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoleRefusal {
    /// The person does not hold the role.
    #[error("{person} does not hold the role {role}. Nothing was recorded")]
    NotHeld {
        /// The role.
        role: String,
        /// The person.
        person: String,
    },
    /// It would end before it began.
    #[error(
        "{person} has held the role {role} only since {since}, which is after {at}. Nothing was recorded"
    )]
    BeforeIt {
        /// The role.
        role: String,
        /// Who holds it.
        person: String,
        /// Since when.
        since: String,
        /// When it would end.
        at: String,
    },
    /// The lead is being handed over.
    #[error(
        "Handover {handover} to {to} is not accepted yet, and the lead moves with it. Nothing was recorded"
    )]
    HandedOver {
        /// The handover.
        handover: String,
        /// Who is to lead.
        to: String,
    },
    /// Nothing that was said of the role can be taken back, or counts after all.
    #[error("There is nothing to take back of the role {0}. Nothing was recorded")]
    NothingSaid(String),
}

impl Incident {
    pub(super) fn decide_role(
        &self,
        command: RoleCommand,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        match command {
            RoleCommand::Give { role, person, when } => {
                let role = self.role_name(&role)?;
                let person = person_name(&person)?;
                self.give(role, person, when.unwrap_or_else(|| When::exact(context.now)), context)
            }
            RoleCommand::End { role, person, when, reason } => {
                let role = self.role_name(&role)?;
                let person = person_name(&person)?;
                self.not_handed_over(&role)?;
                let when = when.unwrap_or_else(|| When::exact(context.now));
                not_in_the_future(&when, context)?;
                let holders = self.holders(&role);
                let Some(held) = holders.iter().find(|one| is_same(one.person, &person)) else {
                    let role = role_label(&role).to_owned();
                    return Err(RoleRefusal::NotHeld { role, person }.into());
                };
                after(&role, held.person, &held.since.when, &when)?;
                let person = held.person.to_owned();
                let ended = RoleEnded { role, person, reason: worded(reason, "reason")? };
                Ok(vec![at(when, Body::RoleEnded(ended), context)])
            }
            RoleCommand::TakeBack { role } => {
                let role = self.role_name(&role)?;
                self.not_handed_over(&role)?;
                let said = self.last_said(&role);
                let said = said.ok_or_else(|| RoleRefusal::NothingSaid(role_label(&role).to_owned()))?;
                let reverted = RoleReverted { role, reverts: said.stamp.entry };
                Ok(vec![now(Body::RoleReverted(reverted), context)])
            }
            RoleCommand::Restore { role, entry } => {
                let role = self.role_name(&role)?;
                self.not_handed_over(&role)?;
                let said = self.said(entry).filter(|said| is_same(&said.role, &role));
                let said = said.ok_or_else(|| RoleRefusal::NothingSaid(role_label(&role).to_owned()))?;
                if !said.withdrawn {
                    return Ok(Vec::new());
                }
                Ok(vec![now(Body::RoleRestored(RoleRestored { role, restores: entry }), context)])
            }
        }
    }

    fn give(
        &self,
        role: String,
        person: String,
        when: When,
        context: Context<'_>,
    ) -> Result<Vec<Draft>, Refusal> {
        self.not_handed_over(&role)?;
        not_in_the_future(&when, context)?;
        let holders = self.holders(&role);
        if holders.iter().any(|held| is_same(held.person, &person)) {
            return Ok(Vec::new());
        }
        if is_held_by_one(&role) {
            for held in &holders {
                after(&role, held.person, &held.since.when, &when)?;
            }
        }
        Ok(vec![at(when, Body::RoleGiven(RoleGiven { role, person }), context)])
    }

    /// What takes a command about a role back.
    pub(super) fn role_opposite(&self, command: &RoleCommand) -> Option<Opposite> {
        let opposite = |label: String, role: &str, command: RoleCommand| {
            let subject = Subject::Role(role.to_owned());
            Some(Opposite { label, subject, commands: vec![Command::Role(command)] })
        };
        match command {
            RoleCommand::Give { role, person, .. } => {
                let role = self.role_name(role).ok()?;
                let label = self.without(&role, &one_line(person));
                opposite(label, &role, RoleCommand::TakeBack { role: role.clone() })
            }
            RoleCommand::End { role, person, .. } => {
                let role = self.role_name(role).ok()?;
                let label = again(&role, &one_line(person));
                opposite(label, &role, RoleCommand::TakeBack { role: role.clone() })
            }
            RoleCommand::TakeBack { role } => {
                let said = self.last_said(&self.role_name(role).ok()?)?;
                let label = match said.change {
                    RoleChange::Given => again(&said.role, &said.person),
                    RoleChange::Ended => format!("{} is not {} any more", said.person, named(&said.role)),
                };
                let back = RoleCommand::Restore { role: said.role.clone(), entry: said.stamp.entry };
                opposite(label, &said.role, back)
            }
            RoleCommand::Restore { role, entry } => {
                let said = self.said(*entry)?;
                let label = match said.change {
                    RoleChange::Given => self.without(&said.role, &said.person),
                    RoleChange::Ended => again(&said.role, &said.person),
                };
                let role = self.role_name(role).ok()?;
                opposite(label, &role, RoleCommand::TakeBack { role: role.clone() })
            }
        }
    }

    /// What of a role can be taken back: who holds it since when, and the last entry that counts.
    pub(super) fn role_standing(&self, role: &str) -> impl Serialize {
        let holders = self.holders(role);
        let held = holders.into_iter().map(|held| (held.person.to_owned(), held.since.when.clone()));
        (held.collect::<Vec<_>>(), self.last_said(role).map(|said| said.stamp.entry))
    }

    /// What holds without the one who is given a role.
    fn without(&self, role: &str, person: &str) -> String {
        let before = self.holders(role);
        match before.first().filter(|_| is_held_by_one(role)) {
            Some(held) => again(role, held.person),
            None => format!("{person} is not {}", named(role)),
        }
    }

    /// A role by its name: the word of a usual one, an own one as it was written before.
    fn role_name(&self, role: &str) -> Result<String, Refusal> {
        let role = title(role, "role")?;
        if let Some(usual) = usual_role(&role) {
            return Ok(usual.word().to_owned());
        }
        let known = self.role_acts.iter().map(|act| &act.role).find(|known| is_same(known, &role));
        Ok(known.cloned().unwrap_or(role))
    }

    fn not_handed_over(&self, role: &str) -> Result<(), Refusal> {
        match self.open_handover().filter(|_| usual_role(role) == Some(UsualRole::Lead)) {
            Some(open) => {
                Err(RoleRefusal::HandedOver { handover: open.id.clone(), to: open.to.clone() }.into())
            }
            None => Ok(()),
        }
    }

    /// The last thing that was said of a role and counts.
    fn last_said(&self, role: &str) -> Option<&RoleAct> {
        self.role_acts.iter().rev().find(|act| !act.withdrawn && is_same(&act.role, role))
    }

    fn said(&self, entry: EntryRef) -> Option<&RoleAct> {
        self.role_acts.iter().find(|act| act.stamp.entry == entry)
    }
}

/// Refuses that somebody's time in a role ends before it begins.
fn after(role: &str, person: &str, since: &When, when: &When) -> Result<(), RoleRefusal> {
    if Interval::between(since, when).is_some() {
        return Ok(());
    }
    Err(RoleRefusal::BeforeIt {
        role: role_label(role).to_owned(),
        person: person.to_owned(),
        since: iso(since.earliest),
        at: iso(when.latest),
    })
}

/// The name of a person, in one line.
pub(super) fn person_name(person: &str) -> Result<String, Refusal> {
    title(person, "name")
}

fn again(role: &str, person: &str) -> String {
    format!("{person} is {} again", named(role))
}

/// A role inside a sentence.
fn named(role: &str) -> &str {
    usual_role(role).map_or(role, |usual| usual.word())
}
