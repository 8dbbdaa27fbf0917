use firebreak_app::api::{ModelParty, Owner};
use firebreak_core::vocabulary::Layer;
use firebreak_core::when::{When, parse};

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn read(text: &str, zone: Tz) -> When {
    parse(text, at("2026-11-21T12:00:00Z"), zone).unwrap()
}

#[test]
fn a_length_that_is_a_range_is_said_with_both_ends() {
    assert_eq!(between(1_036_800, 1_209_600), "12 d to 14 d");
    assert_eq!(between(6000, 6000), "1 h 40 min");
}

#[test]
fn a_time_is_said_as_precisely_as_it_is_known() {
    let new_york: Tz = "America/New_York".parse().unwrap();
    for (typed, words) in [
        ("2018-07-04T14:43:07-04:00", "2018-07-04 18:43:07Z  14:43 EDT"),
        ("2018-07-04T14:43-04:00", "2018-07-04 18:43Z  14:43 EDT"),
        ("2018-07-04T22:43-04:00", "2018-07-05 02:43Z  2018-07-04 22:43 EDT"),
        ("2017-12-19", "2017-12-19 America/New_York, to the day"),
        ("2017-12-19 +14:00", "2017-12-19 +14:00, to the day"),
        ("2018-03", "2018-03 America/New_York, to the month"),
        ("~2018-07-04T14:43Z", "about 2018-07-04 13:43Z to 2018-07-04 15:43Z"),
        ("<2018-07-04T14:43Z", "no later than 2018-07-04 14:43Z  10:43 EDT"),
        ("2018-07-04T14:00Z/2018-07-04T15:00Z", "2018-07-04 14:00Z to 2018-07-04 15:00Z"),
    ] {
        assert_eq!(when(&read(typed, new_york), new_york), words, "{typed}");
    }
    assert_eq!(when(&read("2018-07-04T14:43Z", Tz::UTC), Tz::UTC), "2018-07-04 14:43Z");
}

#[test]
fn a_party_of_one_model_is_not_said_of_all() {
    let under = |service_model, party| ModelParty { service_model, party };
    let said = |party, by_model: &[ModelParty]| {
        let by_model = by_model.to_vec();
        let shown = Acts { party, layer: None, by_model, owners: Vec::new(), why: String::new() };
        (acts(&shown), super::party(&shown))
    };
    let saas = under(ServiceModel::Saas, Party::Provider);
    let iaas = under(ServiceModel::Iaas, Party::Customer);
    let words = |who: &str, column: &str| (who.to_owned(), column.to_owned());
    assert_eq!(said(None, &[]), words("—", "—"));
    assert_eq!(said(None, std::slice::from_ref(&saas)), words("Provider under SaaS", "Provider, —"));
    assert_eq!(said(Some(Party::Provider), std::slice::from_ref(&saas)), words("Provider", "Provider"));
    assert_eq!(
        said(Some(Party::Shared), &[iaas, saas]),
        words("You under IaaS; Provider under SaaS", "You, Provider")
    );
}

#[test]
fn who_acts_names_each_owner_with_its_resources() {
    let owner = |party, name: &str| Owner { party, acts_for: vec![name.to_owned()] };
    let shown = Acts {
        party: Some(Party::Shared),
        layer: Some(Layer::Os),
        by_model: vec![
            ModelParty { service_model: ServiceModel::Iaas, party: Party::Customer },
            ModelParty { service_model: ServiceModel::Saas, party: Party::Provider },
        ],
        owners: vec![owner(Party::Customer, "IaaS web-1"), owner(Party::Provider, "SaaS tenant")],
        why: String::new(),
    };
    assert_eq!(acts(&shown), "You: IaaS web-1; Provider: SaaS tenant · Operating system");
}
