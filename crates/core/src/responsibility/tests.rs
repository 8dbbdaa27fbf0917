use chrono::DateTime;
use uuid::Uuid;

use super::*;
use crate::event::{DeviceId, EntryRef, Hlc, ResourceFacts};
use crate::incident::{Resource, Stamp};
use crate::playbook::{Facts, Responsible, Spanned};
use crate::vocabulary::Layer::{Accounts, Network, Os};
use crate::vocabulary::Party::{Customer, Provider, Shared};
use crate::vocabulary::ServiceModel::{Faas, Iaas, OnPremises, Paas, Saas};
use crate::vocabulary::{Layer, Party, ServiceModel};
use crate::when::When;

fn table() -> Profile {
    let row = |parties: [Party; 4]| [OnPremises, Iaas, Paas, Saas].into_iter().zip(parties).collect();
    Profile {
        id: "t".to_owned(),
        name: "T".to_owned(),
        source: String::new(),
        remarks: Vec::new(),
        offerings: Vec::new(),
        cells: [
            (Accounts, row([Customer, Customer, Customer, Customer])),
            (Os, row([Customer, Customer, Provider, Provider])),
            (Network, row([Customer, Shared, Shared, Provider])),
        ]
        .into(),
    }
}

fn facts(layer: Option<Layer>, responsible: Option<Responsible>) -> Facts {
    let spanned = |value| Spanned { value, span: 0..0 };
    Facts {
        layer: layer.map(|value| Spanned { value, span: 0..0 }),
        responsible: responsible.map(spanned),
        ..Facts::default()
    }
}

fn bases<'a>(acts: &Acts<'a>) -> Vec<(ServiceModel, Basis<'a>)> {
    acts.shares.iter().map(|share| (share.affected.model, share.basis)).collect()
}

fn resource(name: &str, service_model: ServiceModel, of: Option<(&str, &str)>) -> Resource {
    let now = DateTime::UNIX_EPOCH;
    let device = DeviceId(Uuid::nil());
    Resource {
        id: name.to_owned(),
        facts: ResourceFacts {
            name: name.to_owned(),
            service_model,
            provider: of.map(|(provider, _)| provider.to_owned()),
            offering: of.map(|(_, offering)| offering.to_owned()),
            identifier: None,
        },
        added: Stamp {
            entry: EntryRef { device, seq: 1 },
            order: (Hlc(0), device, 1),
            when: When::exact(now),
            recorded_at: now,
            author: "Ana".to_owned(),
        },
        changed: None,
        withdrawn: None,
    }
}

#[test]
fn the_layer_and_the_model_decide() {
    let (profile, affected) = (table(), Affected::models(&[Iaas]));
    let acts = profile.acts(&facts(Some(Os), None), &affected);
    assert_eq!(acts.party, Some(Customer));
    assert_eq!(acts.why("NSA"), "Operating system under IaaS: you act (NSA).");
    let (profile, affected) = (table(), Affected::models(&[Paas]));
    let acts = profile.acts(&facts(Some(Os), None), &affected);
    assert_eq!(acts.party, Some(Provider));
}

#[test]
fn models_that_disagree_make_a_step_shared_and_both_owners_are_named() {
    let (profile, affected) = (table(), Affected::models(&[Iaas, Saas]));
    let acts = profile.acts(&facts(Some(Os), None), &affected);
    assert_eq!(acts.party, Some(Shared));
    assert_eq!(acts.by_model, [(Iaas, Customer), (Saas, Provider)]);
    assert_eq!(acts.why("NSA"), "Operating system: you act under IaaS, the provider acts under SaaS (NSA).");
}

#[test]
fn the_playbook_overrides_the_matrix_also_for_one_model() {
    let responsible = Responsible { default: Some(Customer), by_model: [(Saas, Provider)].into() };
    let (profile, affected) = (table(), Affected::models(&[Iaas, Saas]));
    let acts = profile.acts(&facts(Some(Network), Some(responsible)), &affected);
    assert_eq!(acts.by_model, [(Iaas, Customer), (Saas, Provider)]);
    assert_eq!(bases(&acts), [(Iaas, Basis::Playbook), (Saas, Basis::Playbook)]);
    assert_eq!(acts.why("NSA"), "The playbook says so: you act under IaaS, the provider acts under SaaS.");
}

#[test]
fn an_exception_alone_leaves_the_other_models_without_a_party() {
    let responsible = Responsible { default: None, by_model: [(Saas, Provider)].into() };
    let (profile, affected) = (table(), Affected::models(&[Iaas, Saas, Paas]));
    let acts = profile.acts(&facts(None, Some(responsible)), &affected);
    assert_eq!(acts.party, None, "nothing says who acts under IaaS and PaaS");
    assert_eq!(acts.by_model, [(Saas, Provider)]);
    assert_eq!(
        acts.why("NSA"),
        "The playbook says so: the provider acts under SaaS; nothing says who acts under IaaS and PaaS."
    );
}

#[test]
fn what_the_matrix_says_is_not_put_in_the_mouth_of_the_playbook() {
    let responsible = Responsible { default: None, by_model: [(Saas, Customer)].into() };
    let (profile, affected) = (table(), Affected::models(&[Iaas, Saas]));
    let acts = profile.acts(&facts(Some(Network), Some(responsible)), &affected);
    assert_eq!(acts.party, Some(Shared));
    assert_eq!(bases(&acts), [(Iaas, Basis::Matrix), (Saas, Basis::Playbook)]);
    assert_eq!(
        acts.why("NSA"),
        "The playbook says so: you act under SaaS; Network under IaaS: you and the provider act (NSA)."
    );
}

#[test]
fn a_cell_that_a_profile_lacks_is_no_party() {
    let (profile, affected) = (table(), Affected::models(&[Iaas, Faas]));
    let acts = profile.acts(&facts(Some(Os), None), &affected);
    assert_eq!(acts.party, None);
    assert_eq!(
        profile.acts(&facts(Some(Os), None), &Affected::models(&[Faas])).why("NSA"),
        "NSA names no party for Operating system under FaaS."
    );
    assert_eq!(
        acts.why("NSA"),
        "Operating system under IaaS: you act (NSA); nothing says who acts under FaaS."
    );
}

#[test]
fn without_a_service_model_nothing_follows() {
    let (profile, affected) = (table(), Affected::models(&[]));
    let acts = profile.acts(&facts(Some(Os), None), &affected);
    assert_eq!(acts.party, None);
    assert_eq!(acts.why("NSA"), "No service model is named, so nothing says who acts.");
    let responsible = Responsible { default: Some(Customer), by_model: [(Saas, Provider)].into() };
    let (profile, affected) = (table(), Affected::models(&[]));
    let acts = profile.acts(&facts(Some(Os), Some(responsible)), &affected);
    assert_eq!(acts.party, Some(Customer));
    assert_eq!(acts.why("NSA"), "The playbook says so: you act.");
}

#[test]
fn nothing_given_is_said_and_not_guessed() {
    let (profile, affected) = (table(), Affected::models(&[Iaas]));
    let acts = profile.acts(&facts(None, None), &affected);
    assert_eq!(acts.party, None);
    assert_eq!(bases(&acts), [(Iaas, Basis::Nothing)]);
    assert_eq!(acts.why("NSA"), "The playbook names neither a layer nor a party for this step.");
}

#[test]
fn an_incident_over_two_models_names_both_owners_by_their_resources() {
    let (host, tenant) = (resource("web-1", Iaas, None), resource("the tenant", Saas, None));
    let affected = [
        Affected { model: Iaas, resources: vec![&host] },
        Affected { model: Saas, resources: vec![&tenant] },
    ];
    let profile = table();
    let acts = profile.acts(&facts(Some(Os), None), &affected);
    assert_eq!(acts.party, Some(Shared));
    assert_eq!(
        acts.owners(),
        [(Customer, vec!["IaaS web-1".to_owned()]), (Provider, vec!["SaaS the tenant".to_owned()])]
    );
    assert_eq!(
        acts.why("NSA"),
        "Operating system: you act for IaaS web-1, the provider acts for SaaS the tenant (NSA)."
    );
    let alike = profile.acts(&facts(Some(Accounts), None), &affected);
    assert_eq!(alike.owners(), [], "one party owns it all, and there is nobody to tell apart");
    assert_eq!(alike.why("NSA"), "Accounts and access for IaaS web-1 and SaaS the tenant: you act (NSA).");
}

#[test]
fn of_many_resources_the_first_are_named() {
    let hosts: Vec<Resource> = (1..=5).map(|number| resource(&format!("web-{number}"), Iaas, None)).collect();
    let named =
        |many: usize| Affected { model: Iaas, resources: hosts.iter().take(many).collect() }.in_words();
    assert_eq!(named(0), "IaaS");
    assert_eq!(named(2), "IaaS web-1 and web-2");
    assert_eq!(named(3), "IaaS web-1, web-2 and web-3");
    assert_eq!(named(5), "IaaS web-1, web-2 and 3 more");
}

#[test]
fn an_offering_set_apart_has_its_own_cells_and_follows_its_model_in_the_others() {
    let mut profile = table();
    profile.offerings.push(Offering {
        provider: "aws".to_owned(),
        name: "RDS Custom".to_owned(),
        reason: "The contract".to_owned(),
        cells: [(Os, Shared)].into(),
    });
    let apart = resource("orders", Paas, Some(("aws", "rds  custom")));
    let usual = resource("carts", Paas, Some(("aws", "RDS")));
    let elsewhere = resource("users", Paas, Some(("azure", "RDS Custom")));
    let affected =
        [&apart, &usual, &elsewhere].map(|resource| Affected { model: Paas, resources: vec![resource] });
    let acts = profile.acts(&facts(Some(Os), None), &affected);
    let parties: Vec<_> = acts.shares.iter().map(|share| share.party).collect();
    assert_eq!(parties, [Some(Shared), Some(Provider), Some(Provider)]);
    assert_eq!(acts.by_model, [(Paas, Shared)]);
    assert_eq!(
        acts.why("Ours"),
        "Operating system for PaaS carts and users: the provider acts (Ours); Operating system: you and the provider act \
         for RDS Custom orders (Ours, its own cells for this offering)."
    );
    let network = profile.acts(&facts(Some(Network), None), &affected);
    assert!(
        network.shares.iter().all(|share| share.basis == Basis::Matrix),
        "it says nothing of the network"
    );
    let responsible = Responsible { default: Some(Customer), by_model: [].into() };
    let told = profile.acts(&facts(Some(Os), Some(responsible)), &affected);
    assert_eq!(told.party, Some(Customer), "the playbook overrides an offering too");
}

#[test]
fn a_profile_is_completed_from_another_and_says_so() {
    let full = Profile { name: "Full".to_owned(), ..table() };
    let mut partial = table();
    partial.cells.get_mut(&Os).unwrap().remove(&Saas);
    partial.cells.get_mut(&Network).unwrap().insert(Saas, Shared);
    let completed = partial.completed(&full);
    assert_eq!(completed.party(Os, Saas), Some(Provider));
    assert_eq!(completed.party(Network, Saas), Some(Shared), "what it says stays");
    assert!(completed.differs(&full, Network, Saas) && !completed.differs(&full, Os, Saas));
    let remarks = |layer, model| completed.cell_remarks(layer, model).collect::<Vec<_>>();
    assert_eq!(remarks(Os, Saas), ["T does not say; taken from Full."]);
    assert_eq!(remarks(Os, Iaas), [""; 0]);
    assert_eq!(completed.party(Os, Faas), None, "what neither says stays open");
}
