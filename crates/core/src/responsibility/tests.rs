use super::*;
use crate::playbook::Spanned;
use crate::vocabulary::Layer::{Accounts, Network, Os};
use crate::vocabulary::Party::{Customer, Provider, Shared};
use crate::vocabulary::ServiceModel::{Iaas, OnPremises, Paas, Saas};

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
    assert_eq!(acts.basis, Basis::Playbook);
}

#[test]
fn nothing_given_is_said_and_not_guessed() {
    let acts = profile().acts(&facts(None, None), &[Iaas]);
    assert_eq!(acts.party, None);
    assert_eq!(acts.basis, Basis::Nothing);
}
