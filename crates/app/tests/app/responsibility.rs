use std::fs;

use firebreak_app::api::*;
use firebreak_core::vocabulary::{Layer, Party, ServiceModel};
use serde_json::{Value, json};

use crate::harness::{AppTest, key_incident, one};

fn add(
    name: &str,
    service_model: ServiceModel,
    provider: Option<&str>,
    offering: Option<&str>,
) -> AddResource {
    let words = ResourceWords {
        name: name.to_owned(),
        service_model,
        provider: provider.map(str::to_owned),
        offering: offering.map(str::to_owned),
        identifier: None,
    };
    AddResource { incident: "INC-0001".to_owned(), words, draft: None }
}

/// An incident at AWS, worked by the order of work for any incident, with a host there and a tenant of Microsoft 365.
fn over_two_models() -> AppTest {
    let test = AppTest::new();
    let general = OpenIncident { playbook: Some("general-incident".to_owned()), ..key_incident() };
    test.app.open_incident(general).unwrap();
    test.app.add_resource(add("web-1", ServiceModel::Iaas, Some("aws"), Some("EC2"))).unwrap();
    test.app.add_resource(add("tenant", ServiceModel::Saas, Some("m365"), None)).unwrap();
    test
}

fn shown(test: &AppTest) -> IncidentView {
    test.app.show_incident(one("INC-0001")).unwrap()
}

fn responsibility(test: &AppTest) -> Responsibility {
    test.app.show_responsibility(one("INC-0001")).unwrap()
}

fn row(view: &Responsibility, layer: Layer) -> &AffectedRow {
    view.rows.iter().find(|row| row.layer == layer).unwrap()
}

fn own_copy(test: &AppTest) -> Matrix {
    let copy = CopyMatrix {
        from: "nsa-2024".to_owned(),
        name: "Acme".to_owned(),
        reason: "Our contract".to_owned(),
        draft: None,
    };
    test.app.copy_matrix(copy).unwrap()
}

fn set(test: &AppTest, request: Value) -> Result<Value, ErrorView> {
    test.call("matrix.set", request)
}

fn party(matrix: &Matrix, layer: Layer, model: ServiceModel) -> (Party, bool) {
    let row = matrix.rows.iter().find(|row| row.layer == layer).unwrap();
    let cell = row.cells.iter().find(|cell| cell.service_model == model).unwrap();
    (cell.party, cell.differs)
}

#[test]
fn an_incident_over_two_models_shows_both_owners_on_a_step() {
    let test = over_two_models();
    let view = shown(&test);
    assert_eq!(view.service_models, [ServiceModel::Iaas, ServiceModel::Saas]);
    let providers: Vec<&str> = view.providers.iter().map(|named| named.name.as_str()).collect();
    assert_eq!(providers, ["AWS", "Microsoft 365"]);
    assert_eq!(view.declared.service_models, [ServiceModel::Iaas]);
    let os = responsibility(&test);
    let os = row(&os, Layer::Os);
    let parties: Vec<_> = os.cells.iter().map(|cell| cell.party).collect();
    assert_eq!(parties, [Some(Party::Customer), Some(Party::Provider)]);
    assert_eq!(os.cells[1].why, "Operating system under SaaS: the provider's, by NSA 2024, FaaS after CIS.");
    let by_the_matrix: Vec<&LayerStep> = os.steps.iter().filter(|step| step.parties == parties).collect();
    assert!(
        !by_the_matrix.is_empty(),
        "the playbook has steps on the operating system for which it names no party"
    );
    for step in by_the_matrix {
        let acts = &view.runs[0].steps.iter().find(|shown| shown.id == step.step).unwrap().acts;
        assert_eq!(acts.party, Some(Party::Shared), "{}", step.title);
        let owners: Vec<(Party, &str)> =
            acts.owners.iter().map(|owner| (owner.party, owner.acts_for[0].as_str())).collect();
        assert_eq!(owners, [(Party::Customer, "IaaS web-1"), (Party::Provider, "SaaS tenant")]);
    }
}

#[test]
fn every_step_is_found_from_its_layer_exactly_once() {
    let test = over_two_models();
    let view = responsibility(&test);
    let found = view.rows.iter().flat_map(|row| &row.steps).chain(&view.without_layer);
    let mut found: Vec<u32> = found.map(|step| step.number).collect();
    found.sort_unstable();
    let steps = shown(&test).runs[0].steps.len();
    assert_eq!(found, (1..=u32::try_from(steps).unwrap()).collect::<Vec<_>>());
    assert!(view.rows.iter().flat_map(|row| &row.steps).all(|step| step.parties.len() == view.columns.len()));
}

#[test]
fn resources_are_found_by_name_and_identifier_and_stay_after_a_rebuild() {
    let test = over_two_models();
    let mut bucket = add("invoices", ServiceModel::Paas, Some("aws"), Some("S3"));
    bucket.words.identifier = Some("arn:aws:s3:::acme-invoices".to_owned());
    test.app.add_resource(bucket).unwrap();
    let hits = |text: &str| {
        let found = test.app.search(serde_json::from_value(json!({ "text": text })).unwrap()).unwrap();
        found.hits.len()
    };
    assert_eq!((hits("invoices"), hits("arn:aws:s3:::acme-invoices"), hits("EC2")), (1, 1, 1));
    assert_eq!(test.texts()[0], "Affected: invoices: PaaS, AWS, S3, arn:aws:s3:::acme-invoices");
    let before = test.texts();
    test.app.rebuild_record(Nothing {}).unwrap();
    assert_eq!(test.texts(), before);
    let test = test.restarted();
    assert_eq!(shown(&test).resources.len(), 3);
    let list = test.app.list_incidents(ListIncidents::default()).unwrap();
    assert!(list.rows[0].service_models.contains(&ServiceModel::Paas), "a list knows what resources add");
}

#[test]
fn what_is_not_known_or_missing_is_refused_with_words() {
    let test = over_two_models();
    let entries = test.timeline().len();
    let unknown = test.app.add_resource(add("x", ServiceModel::Saas, Some("nobody"), None)).unwrap_err();
    assert!(unknown.to_string().contains("\"nobody\" is not a provider"), "{unknown}");
    let homeless = test.app.add_resource(add("x", ServiceModel::Paas, None, Some("RDS"))).unwrap_err();
    assert!(homeless.view().hint.unwrap().contains("provider"));
    let again = test.app.add_resource(add("tenant", ServiceModel::Saas, Some("m365"), None)).unwrap_err();
    assert!(again.to_string().contains("is listed already, as number 2"), "{again}");
    let withdraw =
        WithdrawResource { incident: "INC-0001".to_owned(), resource: "9".to_owned(), reason: None };
    assert_eq!(test.app.withdraw_resource(withdraw).unwrap_err().code(), Code::Refused);
    assert_eq!(test.timeline().len(), entries);
}

#[test]
fn a_second_model_calls_for_a_further_playbook() {
    let test = AppTest::new();
    let view = test.open_key();
    assert!(!view.further);
    let ids = |test: &AppTest| -> Vec<String> {
        let further = test.app.further_playbooks(one("INC-0001")).unwrap();
        further.playbooks.into_iter().map(|found| found.id).collect()
    };
    assert!(ids(&test).is_empty());
    let changed = test.app.add_resource(add("tenant", ServiceModel::Saas, Some("m365"), None)).unwrap();
    assert!(changed.incident.further);
    let found = ids(&test);
    assert!(found.contains(&"saas-account-takeover".to_owned()), "{found:?}");
    assert!(!found.contains(&"iaas-exposed-access-key".to_owned()), "it is being worked already");
    for id in found {
        test.app.start_run(StartRun { incident: "INC-0001".to_owned(), playbook: id, from: None }).unwrap();
    }
    assert!(!shown(&test).further, "both can be worked at once, and all is covered");
}

#[test]
fn every_bundled_profile_has_its_source_and_differences_are_computed() {
    let test = AppTest::new();
    let list = test.app.list_matrices(Nothing {}).unwrap();
    let ids: Vec<&str> = list.profiles.iter().map(|profile| profile.id.as_str()).collect();
    assert_eq!(ids, ["nsa-2024", "cis", "azure-2026", "fidelis"]);
    assert_eq!((list.default.as_str(), list.profiles[0].differences), ("nsa-2024", 0));
    let [_, cis, azure, fidelis] = list.profiles.as_slice() else { panic!("four profiles") };
    assert_eq!(party(cis, Layer::Accounts, ServiceModel::Saas), (Party::Shared, true));
    assert_eq!(party(azure, Layer::Network, ServiceModel::Iaas), (Party::Customer, true));
    assert_eq!(party(azure, Layer::Endpoints, ServiceModel::Saas), (Party::Shared, true));
    assert_eq!(party(fidelis, Layer::Os, ServiceModel::Iaas), (Party::Customer, false));
    assert!(cis.source.contains("second-hand") && fidelis.source.contains("reconstructed"));
    let os = &azure.rows.iter().find(|row| row.layer == Layer::Os).unwrap().cells;
    let faas = os.iter().find(|cell| cell.service_model == ServiceModel::Faas).unwrap();
    assert!(
        !faas.differs && faas.remarks[0].contains("does not say; taken from NSA 2024"),
        "{:?}",
        faas.remarks
    );
    let shared = fidelis.rows.iter().flat_map(|row| &row.cells);
    let own_cells = shared.filter(|cell| cell.remarks.iter().all(|remark| !remark.contains("does not say")));
    assert!(own_cells.clone().count() > 15 && own_cells.clone().all(|cell| cell.party != Party::Shared));
}

#[test]
fn an_own_copy_with_an_offering_changes_who_acts() {
    let test = AppTest::new();
    let copy = own_copy(&test);
    assert_eq!((copy.id.as_str(), copy.differences), ("acme", 0));
    let edited = json!({
        "profile": "acme",
        "cells": [{"layer": "network", "service_model": "iaas", "party": "customer"}],
        "offerings": [{
            "provider": "aws", "name": "RDS Custom", "reason": "We have the shell",
            "cells": [{"layer": "os", "party": "shared"}],
        }],
    });
    set(&test, edited).unwrap();
    let list = test.app.choose_matrix(ChooseMatrix { profile: "acme".to_owned() }).unwrap();
    assert_eq!((list.default.as_str(), list.problem), ("acme", None));
    let view = test.open_key();
    assert_eq!(view.profile.name, "Acme");
    test.app.add_resource(add("orders", ServiceModel::Paas, Some("aws"), Some("rds custom"))).unwrap();
    test.app.add_resource(add("carts", ServiceModel::Paas, Some("aws"), Some("RDS"))).unwrap();
    let view = responsibility(&test);
    let apart: Vec<bool> = view.columns.iter().map(|column| column.set_apart).collect();
    assert_eq!(apart, [false, true, false]);
    let os = row(&view, Layer::Os);
    let parties: Vec<_> = os.cells.iter().map(|cell| (cell.party, cell.usual)).collect();
    assert_eq!(
        parties,
        [
            (Some(Party::Customer), None),
            (Some(Party::Shared), Some(Party::Provider)),
            (Some(Party::Provider), None)
        ]
    );
    assert!(
        os.cells[1].why.ends_with("Acme sets this offering apart: We have the shell."),
        "{}",
        os.cells[1].why
    );
    assert!(os.cells[2].why.contains("no cells of its own for RDS"), "{}", os.cells[2].why);
    assert_eq!(row(&view, Layer::Network).cells[0].usual, Some(Party::Shared));
    // The file changes; the incident keeps what it was opened with, until that is changed with a reason.
    set(&test, json!({"profile": "acme", "offerings": []})).unwrap();
    assert!(responsibility(&test).columns[1].set_apart);
    let use_it = |reason: &str| UseMatrix {
        incident: "INC-0001".to_owned(),
        profile: "acme".to_owned(),
        reason: reason.to_owned(),
        draft: None,
    };
    assert!(test.app.use_matrix(use_it(" ")).is_err(), "a reason is needed");
    test.app.use_matrix(use_it("the contract was read again")).unwrap();
    assert_eq!(test.texts()[0], "Who acts: Acme, as it is now: the contract was read again");
    let view = responsibility(&test);
    assert!(!view.columns[1].set_apart);
    assert_eq!(row(&view, Layer::Os).cells[1].party, Some(Party::Provider));
}

#[test]
fn a_broken_own_profile_hides_nothing_and_keeps_no_incident_from_being_opened() {
    let test = AppTest::new();
    own_copy(&test);
    test.app.choose_matrix(ChooseMatrix { profile: "acme".to_owned() }).unwrap();
    let file = test.data().join("matrix-profiles/acme.json");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("\"reason\": \"Our contract\""), "people can read it: {text}");
    fs::write(&file, text.replacen("\"shared\"", "\"both\"", 1)).unwrap();
    let list = test.app.list_matrices(Nothing {}).unwrap();
    assert_eq!(list.profiles.len(), 4, "the bundled ones are there");
    assert!(list.broken[0].path.ends_with("acme.json"));
    assert!(
        list.broken[0].message.contains("unknown variant `both`") && list.broken[0].message.contains("line ")
    );
    assert!(list.problem.unwrap().ends_with("New incidents get NSA 2024, FaaS after CIS."));
    assert_eq!(test.open_key().profile.id, "nsa-2024");
    let edit = set(&test, json!({"profile": "acme", "name": "New"})).unwrap_err();
    assert_eq!(edit.code, Code::Storage);
    assert!(fs::read_to_string(&file).unwrap().contains("\"both\""), "it is left as it is");
    fs::remove_file(&file).unwrap();
    let list = test.app.list_matrices(Nothing {}).unwrap();
    assert!(list.problem.unwrap().contains("There is no matrix profile \"acme\""));
}

#[test]
fn bundled_profiles_are_copied_and_not_edited() {
    let test = AppTest::new();
    let refused = set(&test, json!({"profile": "cis", "name": "Mine"})).unwrap_err();
    assert!(refused.message.contains("is bundled"), "{}", refused.message);
    own_copy(&test);
    for name in ["acme", "ACME", "NSA 2024, FaaS after CIS", "cis"] {
        let copy = json!({"from": "cis", "name": name, "reason": "why"});
        assert_eq!(test.call("matrix.copy", copy).unwrap_err().code, Code::Refused, "{name}");
    }
    for (name, reason) in [(" ", "why"), ("Other", " ")] {
        let copy = json!({"from": "cis", "name": name, "reason": reason});
        assert_eq!(test.call("matrix.copy", copy).unwrap_err().code, Code::BadRequest, "{name}");
    }
    let unknown = test.call("matrix.default", json!({"profile": "nowhere"})).unwrap_err();
    assert_eq!(unknown.code, Code::NotFound);
    assert_eq!(test.app.list_matrices(Nothing {}).unwrap().profiles.len(), 5);
}

#[test]
fn an_own_profile_is_removed_and_brought_back_and_incidents_keep_their_copy() {
    let test = AppTest::new();
    own_copy(&test);
    let cell = json!({"layer": "network", "service_model": "iaas", "party": "customer"});
    set(&test, json!({"profile": "acme", "cells": [cell]})).unwrap();
    test.app.choose_matrix(ChooseMatrix { profile: "acme".to_owned() }).unwrap();
    test.open_key();
    let owner = |test: &AppTest| row(&responsibility(test), Layer::Network).cells[0].party;
    let remove = |id: &str| test.call("matrix.remove", json!({ "profile": id }));
    let file = test.data().join("matrix-profiles/acme.json");
    let text = fs::read_to_string(&file).unwrap();

    let chosen = remove("acme").unwrap_err();
    assert_eq!(chosen.code, Code::Refused);
    assert_eq!(chosen.hint.as_deref(), Some("Choose another profile for new incidents first."));
    assert!(file.exists());
    test.app.choose_matrix(ChooseMatrix { profile: "nsa-2024".to_owned() }).unwrap();
    let removed = remove("acme").unwrap();
    assert_eq!((&removed["id"], &removed["name"]), (&json!("acme"), &json!("Acme")));
    let kept = removed["path"].as_str().unwrap();
    assert_eq!(fs::read_to_string(kept).unwrap(), text, "nothing is deleted");
    let list = test.app.list_matrices(Nothing {}).unwrap();
    assert_eq!((list.profiles.len(), list.broken.len(), list.problem), (4, 0, None));
    assert_eq!(owner(&test), Some(Party::Customer), "the incident carries its own copy");
    assert_eq!(shown(&test).profile.name, "Acme");
    assert_eq!(remove("acme").unwrap_err().code, Code::NotFound);

    let restore = || test.call("matrix.restore", json!({ "profile": "acme" }));
    own_copy(&test);
    assert_eq!(restore().unwrap_err().code, Code::Refused, "another one has its id now");
    assert_ne!(remove("acme").unwrap()["path"], kept, "both are kept");
    assert_eq!(restore().unwrap()["differences"], 0, "the one removed last comes first");
    assert_eq!(fs::read_to_string(kept).unwrap(), text);
    remove("acme").unwrap();
    let test = test.restarted();
    test.call("matrix.restore", json!({ "profile": "acme" })).unwrap();
    assert_eq!(test.call("matrix.show", json!({ "profile": "acme" })).unwrap()["differences"], 0);
    test.call("matrix.remove", json!({ "profile": "cis" })).unwrap_err();
    for id in ["../settings", "", "nowhere"] {
        let refused = test.call("matrix.remove", json!({ "profile": id })).unwrap_err();
        assert_eq!(refused.code, Code::NotFound, "{id}");
        let refused = test.call("matrix.restore", json!({ "profile": id })).unwrap_err();
        assert_eq!(refused.code, Code::NotFound, "{id}");
    }
}

#[test]
fn what_is_typed_survives_until_it_is_written_and_is_forgotten_then() {
    let test = AppTest::new();
    test.open_key();
    own_copy(&test);
    let keys = ["resource:INC-0001/new", "provider:aws", "profile-copy:cis", "profile-offering:acme"];
    for key in keys {
        test.call("draft.save", json!({"key": key, "text": "half a sent"})).unwrap();
    }
    let test = test.restarted();
    let typed = |key: &str| test.call("draft.load", json!({ "key": key })).unwrap()["text"].clone();
    let write = |key: &str, valid: bool| {
        let blank = |text: &str| if valid { text.to_owned() } else { " ".to_owned() };
        let (command, request) = match key {
            "resource:INC-0001/new" => (
                "resource.add",
                json!({
                    "incident": "INC-0001", "name": blank("web-1"), "service_model": "iaas", "draft": key,
                }),
            ),
            "provider:aws" => (
                "provider.set",
                json!({
                    "provider": if valid { "aws" } else { "nobody" }, "own": {"in_use": true}, "draft": key,
                }),
            ),
            "profile-copy:cis" => (
                "matrix.copy",
                json!({
                    "from": "cis", "name": blank("Other"), "reason": "why", "draft": key,
                }),
            ),
            _ => (
                "matrix.set",
                json!({
                    "profile": "acme", "draft": key, "offerings": [{
                        "provider": "aws", "name": blank("RDS Custom"), "cells": [{"layer": "os", "party": "shared"}],
                    }],
                }),
            ),
        };
        test.call(command, request)
    };
    for key in keys {
        write(key, false).unwrap_err();
        assert_eq!(typed(key), "half a sent", "{key}: what was refused is still there");
        write(key, true).unwrap();
        assert_eq!(typed(key), Value::Null, "{key}");
    }
}
