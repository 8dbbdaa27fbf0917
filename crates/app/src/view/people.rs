use std::collections::BTreeMap;

use firebreak_core::event::UsualRole;
use firebreak_core::incident::{Holding, Incident, is_held_by_one, role_label, usual_role};
use firebreak_core::when::iso;

use crate::api::{EarlierHolder, OpenHandover, PeopleView, PersonView, RoleHolder, RoleView};

/// Who holds a role, by role: the usual ones first, then in the order in which they were given.
pub(crate) fn role_holders(incident: &Incident) -> Vec<RoleHolder> {
    let mut held: Vec<RoleHolder> = incident
        .holdings()
        .iter()
        .filter(|holding| holding.until.is_none())
        .map(|holding| RoleHolder {
            role: holding.role.to_owned(),
            label: role_label(holding.role).to_owned(),
            person: holding.person.to_owned(),
            since: holding.since.when.clone(),
            author: holding.since.author.clone(),
            entry: holding.since.entry.to_string(),
        })
        .collect();
    held.sort_by_key(|one| usual_role(&one.role).map_or(UsualRole::ALL.len(), |usual| usual as usize));
    held
}

/// The handover that waits for its receiver.
pub(crate) fn open_handover(incident: &Incident) -> Option<OpenHandover> {
    let open = incident.open_handover()?;
    Some(OpenHandover {
        id: open.id.clone(),
        from: open.from.clone(),
        to: open.to.clone(),
        begun_at: iso(open.begun.recorded_at),
    })
}

/// Roles and people of an incident. `authors` are those who wrote an entry, `acting` is who writes on this machine.
pub(crate) fn people_view(incident: &Incident, authors: Vec<String>, acting: &str) -> PeopleView {
    let holders = role_holders(incident);
    let holdings = incident.holdings();
    PeopleView {
        roles: roles(incident, &holdings, &holders),
        earlier: holdings
            .iter()
            .filter_map(|holding| {
                Some(EarlierHolder {
                    label: role_label(holding.role).to_owned(),
                    person: holding.person.to_owned(),
                    since: holding.since.when.clone(),
                    until: holding.until?.when.clone(),
                })
            })
            .collect(),
        people: people(incident, &holders, authors, acting),
    }
}

fn roles(incident: &Incident, holdings: &[Holding<'_>], holders: &[RoleHolder]) -> Vec<RoleView> {
    let mut about: BTreeMap<String, &str> = BTreeMap::new();
    let mut steps: BTreeMap<String, u32> = BTreeMap::new();
    let mut names: Vec<&str> = UsualRole::ALL.iter().map(|role| role.word()).collect();
    for run in &incident.runs {
        let meta = &run.pinned.playbook.meta;
        names.extend(meta.roles.keys().map(String::as_str));
        about.extend(meta.roles.iter().map(|(id, text)| (id.to_lowercase(), text.as_str())));
        for ((_, step, record), off) in run.steps().zip(run.off_branch()) {
            if let Some(role) = &step.facts.role
                && !off
                && !record.state.is_settled()
            {
                *steps.entry(role.value.to_lowercase()).or_default() += 1;
            }
        }
    }
    names.extend(holdings.iter().map(|holding| holding.role));
    let mut roles: Vec<RoleView> = Vec::new();
    for name in names {
        let key = name.to_lowercase();
        if roles.iter().any(|known| known.role.to_lowercase() == key) {
            continue;
        }
        roles.push(RoleView {
            role: name.to_owned(),
            label: role_label(name).to_owned(),
            about: about.get(&key).map(|text| (*text).to_owned()),
            held_by_one: is_held_by_one(name),
            holders: holders.iter().filter(|holder| holder.role.to_lowercase() == key).cloned().collect(),
            steps: steps.get(&key).copied().unwrap_or(0),
        });
    }
    roles
}

/// Everybody once, by name; whoever holds a role first.
fn people(
    incident: &Incident,
    holders: &[RoleHolder],
    authors: Vec<String>,
    acting: &str,
) -> Vec<PersonView> {
    let to = incident.handovers.iter().flat_map(|handover| [handover.from.clone(), handover.to.clone()]);
    let held = incident.holdings().into_iter().map(|holding| holding.person.to_owned());
    let mut names: Vec<String> =
        held.chain(authors).chain(to).chain([acting.to_owned()]).filter(|name| !name.is_empty()).collect();
    names.sort_by_key(|name| name.to_lowercase());
    names.dedup_by_key(|name| name.to_lowercase());
    let mut people: Vec<PersonView> = names
        .into_iter()
        .map(|name| PersonView {
            roles: holders
                .iter()
                .filter(|holder| holder.person.to_lowercase() == name.to_lowercase())
                .map(|holder| holder.label.clone())
                .collect(),
            acting: name.to_lowercase() == acting.to_lowercase(),
            name,
        })
        .collect();
    people.sort_by_key(|person| person.roles.is_empty());
    people
}
