use super::*;
use crate::playbook::read;
use crate::playbook::tests::reference;

fn skeleton(title: &str, providers: &[&str]) -> Skeleton {
    Skeleton {
        id: "mail-flood".to_owned(),
        title: title.to_owned(),
        updated: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        incident_types: vec!["credential-compromise".to_owned()],
        service_models: vec![ServiceModel::Saas, ServiceModel::Iaas],
        providers: providers.iter().map(|id| (*id).to_owned()).collect(),
    }
}

#[test]
fn a_new_playbook_has_nothing_to_find() {
    for providers in [&[][..], &["aws"], &["aws", "gcp"]] {
        for title in ["Mail flood", "A \"quoted\" title: with # and \\ in it"] {
            let markdown = skeleton(title, providers).markdown(&reference());
            let reading = read(markdown.as_bytes(), &reference());
            assert_eq!(reading.findings, [], "{providers:?}");
            let playbook = reading.playbook.unwrap();
            assert_eq!((playbook.meta.id.as_str(), playbook.meta.title.as_str()), ("mail-flood", title));
            let variants = playbook.steps().map(|(_, step)| step.variants.len()).max();
            assert_eq!(variants, Some(providers.len()));
            assert_eq!(playbook.meta.service_models, [ServiceModel::Saas, ServiceModel::Iaas]);
        }
    }
}
