use super::*;
use crate::vocabulary::ServiceModel::{Faas, Iaas, OnPremises, Paas, Saas};

fn meta(id: &str, types: &[&str], models: &[ServiceModel], providers: &[&str]) -> Meta {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Meta {
        id: id.to_owned(),
        incident_types: owned(types),
        service_models: models.to_vec(),
        providers: owned(providers),
        ..Meta::default()
    }
}

fn library() -> Vec<Meta> {
    vec![
        meta(FALLBACK, &["credential-compromise", "data-exposure"], ServiceModel::ALL, &[]),
        meta("account", &["credential-compromise"], &[Saas], &["okta"]),
        meta("key", &["credential-compromise"], &[Iaas, Paas, Faas], &["aws"]),
        meta("storage", &["data-exposure"], &[Iaas], &["aws"]),
    ]
}

fn reference() -> Reference {
    Reference {
        incident_types: [
            ("credential-compromise".to_owned(), "Credential compromise".to_owned()),
            ("ai-system-abuse".to_owned(), "AI system abuse".to_owned()),
        ]
        .into(),
        providers: [("aws".to_owned(), vec!["AWS".to_owned()]), ("okta".to_owned(), vec!["Okta".to_owned()])]
            .into(),
        ..Reference::default()
    }
}

fn ranked(incident_type: &str, models: &[ServiceModel], providers: &[&str]) -> Vec<(String, String)> {
    let providers: Vec<String> = providers.iter().map(|id| (*id).to_owned()).collect();
    let wanted = Wanted { incident_type, service_models: models, providers: &providers };
    let library = library();
    rank(&library, wanted, &reference()).into_iter().map(|found| (found.id, found.reason)).collect()
}

fn check(found: &[(String, String)], expected: &[(&str, &str)]) {
    let found: Vec<(&str, &str)> = found.iter().map(|(id, reason)| (id.as_str(), reason.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_one_made_for_it_comes_first_and_says_why() {
    check(
        &ranked("credential-compromise", &[Iaas], &["aws"]),
        &[
            ("key", "Made for this: credential compromise on IaaS, with AWS commands."),
            (FALLBACK, "Fallback: the order of work for any incident."),
            ("account", "Same type, written for SaaS."),
        ],
    );
}

#[test]
fn what_is_not_covered_is_said() {
    check(
        &ranked("credential-compromise", &[Iaas, Saas], &["aws", "okta"]),
        &[
            (
                "account",
                "Made for credential compromise on SaaS, with Okta commands, without commands for AWS; IaaS is not covered.",
            ),
            (
                "key",
                "Made for credential compromise on IaaS, with AWS commands, without commands for Okta; SaaS is not covered.",
            ),
            (FALLBACK, "Fallback: the order of work for any incident."),
        ],
    );
}

#[test]
fn the_provider_decides_between_equals() {
    assert_eq!(ranked("credential-compromise", &[Iaas, Saas], &["aws"])[0].0, "key");
    assert_eq!(ranked("credential-compromise", &[Iaas, Saas], &["okta"])[0].0, "account");
}

#[test]
fn an_empty_cell_falls_back_and_says_so() {
    check(
        &ranked("credential-compromise", &[OnPremises], &["okta"]),
        &[
            (FALLBACK, "Fallback: no playbook is made for credential compromise on On-premises."),
            ("account", "Same type, written for SaaS."),
            ("key", "Same type, written for IaaS, PaaS and FaaS."),
        ],
    );
    check(
        &ranked("ai-system-abuse", &[OnPremises], &[]),
        &[(FALLBACK, "Fallback: no playbook is made for AI system abuse on On-premises.")],
    );
}

fn further_ids(running: &[&str], models: &[ServiceModel], providers: &[&str]) -> Vec<String> {
    let providers: Vec<String> = providers.iter().map(|id| (*id).to_owned()).collect();
    let wanted =
        Wanted { incident_type: "credential-compromise", service_models: models, providers: &providers };
    let library = library();
    let running: Vec<&Meta> = library.iter().filter(|meta| running.contains(&meta.id.as_str())).collect();
    further(&library, &running, wanted, &reference()).into_iter().map(|found| found.id).collect()
}

#[test]
fn a_second_model_or_provider_calls_for_a_further_playbook() {
    assert_eq!(further_ids(&["key"], &[Iaas], &["aws"]), [""; 0], "all is covered");
    assert_eq!(further_ids(&["key"], &[Iaas, Saas], &["aws"]), ["account"]);
    assert_eq!(further_ids(&["key", "account"], &[Iaas, Saas], &["aws", "okta"]), [""; 0]);
    assert_eq!(further_ids(&["account"], &[Iaas, Saas], &["okta"]), ["key"]);
    assert_eq!(further_ids(&[FALLBACK], &[Saas], &[]), ["account"], "the fallback is made for nothing");
    assert_eq!(
        further_ids(&["key"], &[Iaas], &["aws", "okta"]),
        [""; 0],
        "made for a model that is not affected"
    );
}
