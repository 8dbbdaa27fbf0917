use super::super::tests::IncidentTest;
use super::super::*;
use crate::event::ResourceFacts;
use crate::vocabulary::ServiceModel::{Iaas, Paas, Saas};

fn facts(name: &str, service_model: ServiceModel) -> ResourceFacts {
    ResourceFacts { name: name.to_owned(), service_model, provider: None, offering: None, identifier: None }
}

#[test]
fn resources_are_added_changed_and_withdrawn() {
    let mut test = IncidentTest::open();
    let host = ResourceFacts {
        provider: Some("aws".to_owned()),
        offering: Some(" EC2\n".to_owned()),
        identifier: Some("i-0abc".to_owned()),
        ..facts(" web-1 ", Iaas)
    };
    let before = test.incident.text_version;
    assert_eq!(test.run(Command::AddResource(host.clone())), ["Affected: web-1: IaaS, AWS, EC2, i-0abc"]);
    assert!(test.incident.text_version > before, "the text of a run may differ");
    let refused = test.try_run(Command::AddResource(host.clone())).unwrap_err();
    assert_eq!(refused, Refusal::ResourceListed { name: "web-1".to_owned(), id: "1".to_owned() });
    let change = |facts| Command::ChangeResource { resource: "1".to_owned(), facts };
    let elsewhere = ResourceFacts { identifier: None, service_model: Paas, ..host.clone() };
    assert_eq!(
        test.run(change(elsewhere.clone())),
        ["web-1: service model IaaS → PaaS; identifier i-0abc → none"]
    );
    assert_eq!(test.run(change(elsewhere)), [""; 0]);
    assert_eq!(test.run(Command::AddResource(facts("tenant", Saas))), ["Affected: tenant: SaaS"]);
    let withdraw = |reason: Option<&str>| Command::WithdrawResource {
        resource: "1".to_owned(),
        reason: reason.map(str::to_owned),
    };
    assert_eq!(test.run(withdraw(Some("another host"))), ["Not affected after all: web-1: another host"]);
    assert_eq!(test.try_run(withdraw(None)), Err(Refusal::UnknownResource("1".to_owned())));
    assert_eq!(test.try_run(change(host.clone())), Err(Refusal::UnknownResource("1".to_owned())));
    test.run(Command::AddResource(host));
    let ids: Vec<&str> = test.incident.affected_resources().map(|resource| resource.id.as_str()).collect();
    assert_eq!(ids, ["2", "3"], "a number is never given twice");
    assert!(test.incident.resource("1").unwrap().withdrawn.is_some(), "it stays in the record");
}

#[test]
fn a_resource_has_a_name_and_an_offering_a_provider() {
    let mut test = IncidentTest::open();
    let mut refused = |facts| test.try_run(Command::AddResource(facts)).unwrap_err();
    assert_eq!(refused(facts(" \n", Iaas)), Refusal::Empty("name of the resource"));
    let offering = ResourceFacts { offering: Some("RDS".to_owned()), ..facts("orders", Paas) };
    assert_eq!(refused(offering), Refusal::OfferingOfNobody);
    let long = ResourceFacts { identifier: Some("x".repeat(5000)), ..facts("orders", Paas) };
    assert!(matches!(refused(long), Refusal::TooLong { what: "identifier", .. }));
}

#[test]
fn models_and_providers_are_those_declared_and_those_of_the_resources() {
    let mut test = IncidentTest::open();
    let okta = ResourceFacts { provider: Some("okta".to_owned()), ..facts("tenant", Saas) };
    test.run(Command::AddResource(okta.clone()));
    test.run(Command::AddResource(facts("web-1", Iaas)));
    assert_eq!(test.incident.affected_models(), [Iaas, Saas]);
    assert_eq!(test.incident.affected_providers(), ["aws", "okta"]);
    assert_eq!(test.incident.service_models, [Iaas], "what was declared stays what was declared");
    test.run(Command::AddResource(ResourceFacts { name: "second tenant".to_owned(), ..okta }));
    let affected = |test: &IncidentTest| -> Vec<String> {
        test.incident.affected().iter().map(crate::responsibility::Affected::in_words).collect()
    };
    assert_eq!(affected(&test), ["IaaS web-1", "SaaS tenant and second tenant"]);
    test.run(Command::WithdrawResource { resource: "2".to_owned(), reason: None });
    assert_eq!(affected(&test), ["IaaS", "SaaS tenant and second tenant"], "IaaS was declared");
    for id in ["1", "3"] {
        test.run(Command::WithdrawResource { resource: id.to_owned(), reason: None });
    }
    assert_eq!(affected(&test), ["IaaS"]);
    assert_eq!(test.incident.affected_providers(), ["aws"]);
}

#[test]
fn another_profile_is_put_in_force_with_a_reason() {
    let mut test = IncidentTest::open();
    let ours = Profile { name: "Ours".to_owned(), ..test.incident.profile.clone() };
    let change = |profile: &Profile, reason: &str| Command::ChangeProfile {
        profile: Box::new(profile.clone()),
        reason: reason.to_owned(),
    };
    assert_eq!(test.try_run(change(&ours, " ")), Err(Refusal::Empty("reason")));
    assert_eq!(test.run(change(&ours, "the contract")), ["Who acts: NSA → Ours: the contract"]);
    assert_eq!(test.incident.profile.name, "Ours");
    assert_eq!(test.run(change(&ours, "again")), [""; 0]);
    let edited = Profile { source: "s".to_owned(), ..ours };
    assert_eq!(test.run(change(&edited, "mended")), ["Who acts: Ours, as it is now: mended"]);
}

#[test]
fn an_incident_opened_in_the_first_version_is_still_read() {
    let body = r#"{"code":"INC-0001","title":"Key","class":"live","incident_type":"t","severity":"high",
        "service_models":["iaas"],"providers":[],"targets":{"acknowledge":null,"contain":null,"recover":null},
        "profile":{"id":"nsa","name":"NSA","source":"s","cells":{"os":{"iaas":"customer"}},"offerings":"then unknown"}}"#;
    let Body::IncidentOpened(opened) = Body::decode("incident.opened", 1, body).unwrap() else {
        panic!("another kind");
    };
    assert_eq!(
        opened.profile.party(crate::vocabulary::Layer::Os, Iaas),
        Some(crate::vocabulary::Party::Customer)
    );
    assert_eq!(opened.profile.offerings, []);
    let again = Body::IncidentOpened(opened);
    assert_eq!(again.version(), 2);
    assert_eq!(Body::decode("incident.opened", 2, &again.encode()).unwrap(), again);
    assert!(matches!(Body::decode("incident.opened", 3, body), Err(Unreadable::Version { version: 3, .. })));
}
