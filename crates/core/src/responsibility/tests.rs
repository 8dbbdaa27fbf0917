use super::*;
use crate::playbook::Spanned;
use crate::vocabulary::Layer::{Accounts, Network, Os};
use crate::vocabulary::Party::{Customer, Provider, Shared};
use crate::vocabulary::ServiceModel::{Faas, Iaas, OnPremises, Paas, Saas};

fn profile() -> Profile {
    let row = |parties: [Party; 4]| [OnPremises, Iaas, Paas, Saas].into_iter().zip(parties).collect();
    Profile {
        id: "t".to_owned(),
        name: "T".to_owned(),
        source: String::new(),
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

#[test]
fn the_layer_and_the_model_decide() {
    let acts = profile().acts(&facts(Some(Os), None), &[Iaas]);
    assert_eq!(acts.party, Some(Customer));
    assert_eq!(acts.why("NSA"), "Operating system under IaaS: you act (NSA).");
    let acts = profile().acts(&facts(Some(Os), None), &[Paas]);
    assert_eq!(acts.party, Some(Provider));
}

#[test]
fn models_that_disagree_make_a_step_shared_and_both_owners_are_named() {
    let acts = profile().acts(&facts(Some(Os), None), &[Iaas, Saas]);
    assert_eq!(acts.party, Some(Shared));
    assert_eq!(acts.by_model, [(Iaas, Customer), (Saas, Provider)]);
    assert_eq!(acts.why("NSA"), "Operating system: you act under IaaS, the provider acts under SaaS (NSA).");
}

#[test]
fn the_playbook_overrides_the_matrix_also_for_one_model() {
    let responsible = Responsible { default: Some(Customer), by_model: [(Saas, Provider)].into() };
    let acts = profile().acts(&facts(Some(Network), Some(responsible)), &[Iaas, Saas]);
    assert_eq!(acts.by_model, [(Iaas, Customer), (Saas, Provider)]);
    assert_eq!(acts.basis, [(Iaas, Basis::Playbook), (Saas, Basis::Playbook)]);
    assert_eq!(acts.why("NSA"), "The playbook says so: you act under IaaS, the provider acts under SaaS.");
}

#[test]
fn an_exception_alone_leaves_the_other_models_without_a_party() {
    let responsible = Responsible { default: None, by_model: [(Saas, Provider)].into() };
    let acts = profile().acts(&facts(None, Some(responsible)), &[Iaas, Saas, Paas]);
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
    let acts = profile().acts(&facts(Some(Network), Some(responsible)), &[Iaas, Saas]);
    assert_eq!(acts.party, Some(Shared));
    assert_eq!(acts.basis, [(Iaas, Basis::Matrix), (Saas, Basis::Playbook)]);
    assert_eq!(
        acts.why("NSA"),
        "The playbook says so: you act under SaaS; Network under IaaS: you and the provider act (NSA)."
    );
}

#[test]
fn a_cell_that_a_profile_lacks_is_no_party() {
    let acts = profile().acts(&facts(Some(Os), None), &[Iaas, Faas]);
    assert_eq!(acts.party, None);
    assert_eq!(
        profile().acts(&facts(Some(Os), None), &[Faas]).why("NSA"),
        "NSA names no party for Operating system under FaaS."
    );
    assert_eq!(
        acts.why("NSA"),
        "Operating system under IaaS: you act (NSA); nothing says who acts under FaaS."
    );
}

#[test]
fn without_a_service_model_nothing_follows() {
    let acts = profile().acts(&facts(Some(Os), None), &[]);
    assert_eq!(acts.party, None);
    assert_eq!(acts.why("NSA"), "No service model is named, so nothing says who acts.");
    let responsible = Responsible { default: Some(Customer), by_model: [(Saas, Provider)].into() };
    let acts = profile().acts(&facts(Some(Os), Some(responsible)), &[]);
    assert_eq!(acts.party, Some(Customer));
    assert_eq!(acts.why("NSA"), "The playbook says so: you act.");
}

#[test]
fn nothing_given_is_said_and_not_guessed() {
    let acts = profile().acts(&facts(None, None), &[Iaas]);
    assert_eq!(acts.party, None);
    assert_eq!(acts.basis, [(Iaas, Basis::Nothing)]);
    assert_eq!(acts.why("NSA"), "The playbook names neither a layer nor a party for this step.");
}
