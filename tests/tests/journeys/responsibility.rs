//! Who owns what is affected: over two models, with an own profile, and from a cell to a step.

use firebreak_e2e::{Result, WindowTest, label, role, test_id, text};
use serde_json::{Value, json};

use crate::desk::{data, select};

/// An incident at AWS that is worked by the order of work for any incident, with the record of an own profile.
fn open(window: &WindowTest) -> Result<String> {
    window.call("matrix.copy", json!({ "from": "nsa-2024", "name": "Acme", "reason": "Our contract" }))?;
    let offering = json!({
        "provider": "aws", "name": "RDS Custom", "reason": "We have the shell",
        "cells": [{ "layer": "os", "party": "customer" }],
    });
    window.call("matrix.set", json!({ "profile": "acme", "offerings": [offering] }))?;
    let request = json!({
        "title": "Key in logs", "incident_type": "credential-compromise", "service_models": ["iaas"],
        "providers": ["aws"], "severity": "high", "playbook": "general-incident",
    });
    let opened = window.call("incident.open", request)?;
    let id = opened["id"].as_str().unwrap_or_default().to_owned();
    window.run(&format!("location.hash = '#/incidents/{id}';"))?;
    window.find(test_id("player"))?;
    Ok(id)
}

/// Adds a resource by the form.
fn add(window: &WindowTest, name: &str, model: &str, provider: &str, offering: &str) -> Result<()> {
    window.find(role("button", "Add a resource…"))?.press("Enter")?;
    window.find_focused(label("Name"))?.fill(name)?;
    window.find(text(model).within(test_id("resource-form")))?.press("Enter")?;
    select(window, "Provider", provider)?;
    if !offering.is_empty() {
        window.find(label("Offering"))?.fill(offering)?;
    }
    window.find(label("Name"))?.focus()?;
    window.press("Enter")?;
    window.see(text(name).within(test_id("resources")))?;
    window.wait_until_gone(test_id("resource-form"))
}

#[test]
fn both_owners_an_offering_set_apart_and_the_step_of_a_cell() -> Result<()> {
    let window = data()?.open_window()?;
    let id = open(&window)?;
    window.press("w")?;
    window.see(test_id("responsibility"))?;
    add(&window, "orders", "PaaS", "AWS", "RDS Custom")?;
    window.see(text("Provider").within(test_id("owner-os-1")))?;
    window.check_accessible()?;

    // With the own profile the offering has cells of its own.
    window.find(role("button", "Use another profile…"))?.press("Enter")?;
    select(&window, "Profile", "Acme")?;
    window.find(label("Why"))?.fill("the contract was read")?;
    window.press("Enter")?;
    window.see(text("You").within(test_id("owner-os-1")))?;
    window.see(text("default: Provider").within(test_id("owner-os-1")))?;

    // A second model: a step on the operating system has two owners.
    add(&window, "acme tenant", "SaaS", "Microsoft 365", "")?;
    let shown = window.call("incident.show", json!({ "incident": id }))?;
    let steps = shown["runs"][0]["steps"].as_array().cloned().unwrap_or_default();
    let two = |step: &&Value| step["acts"]["owners"].as_array().is_some_and(|owners| owners.len() == 2);
    assert!(steps.iter().any(|step| two(&step)), "no step has two owners: {steps:?}");

    // From the cell to its step, which names both.
    window.find(test_id("owner-os-1"))?.press("Enter")?;
    window.see(text("We have the shell").within(test_id("owner-cell")))?;
    window.check_accessible()?;
    let step =
        steps.iter().find(|step| two(step) && step["acts"]["layer"] == "os").cloned().unwrap_or_default();
    let title = format!("{} {}", step["number"], step["title"].as_str().unwrap_or_default());
    window.find(role("button", &title).within(test_id("owner-cell")))?.press("Enter")?;
    window.see(text("SaaS acme tenant").within(test_id("owners-of-step")))?;
    window.check_accessible()?;
    window.finish()
}

/// Waits until what is typed is kept as the draft of that name.
fn kept(window: &WindowTest, key: &str, words: &str) -> Result<()> {
    window.eventually(&format!("the draft {key} was kept"), || {
        let draft = window.call("draft.load", json!({ "key": key }))?;
        Ok(draft["text"].as_str().unwrap_or_default().contains(words).then_some(()))
    })
}

#[test]
fn what_is_typed_of_a_resource_a_provider_and_a_profile_survives_a_crash() -> Result<()> {
    let window = data()?.open_window()?;
    let id = open(&window)?;
    window.press("w")?;
    window.find(role("button", "Add a resource…"))?.press("Enter")?;
    window.find_focused(label("Name"))?.fill("half a ho")?;
    kept(&window, "resource:INC-0001/new", "half a ho")?;
    window.run("location.hash = '#/providers/aws';")?;
    window.find(test_id("own-plan"))?.fill("Half a pl")?;
    kept(&window, "provider:aws", "Half a pl")?;
    window.run("location.hash = '#/profiles';")?;
    window.find(role("button", "Edit cells").within(test_id("profile-acme")))?.press("Enter")?;
    window.find(label("Offering"))?.fill("RDS C")?;
    kept(&window, "profile-offering:acme", "RDS C")?;

    let window = window.crash_and_reopen()?;
    window.find(test_id("board-INC-0001"))?;
    window.run("location.hash = '#/profiles';")?;
    window.find(role("button", "Edit cells").within(test_id("profile-acme")))?.press("Enter")?;
    let offering = window.find(label("Offering"))?;
    window.eventually("the offering was back", || Ok((offering.value()? == "RDS C").then_some(())))?;
    window.run("location.hash = '#/providers/aws';")?;
    let plan = window.find(test_id("own-plan"))?;
    window.eventually("the plan was back", || Ok((plan.value()? == "Half a pl").then_some(())))?;
    window.run(&format!("location.hash = '#/incidents/{id}';"))?;
    window.find(test_id("player"))?;
    window.press("w")?;
    window.find(role("button", "Add a resource…"))?.press("Enter")?;
    let name = window.find(label("Name"))?;
    window.eventually("the name was back", || Ok((name.value()? == "half a ho").then_some(())))?;
    window.finish()
}

#[test]
fn an_own_profile_is_removed_and_brought_back() -> Result<()> {
    let window = data()?.open_window()?;
    window.call("matrix.copy", json!({ "from": "cis", "name": "Acme", "reason": "Our contract" }))?;
    window.run("location.hash = '#/profiles';")?;
    window.find(role("button", "Remove Acme"))?.press("Enter")?;
    window
        .see(text("Incidents that were opened with it keep their copy").within(test_id("removed-profile")))?;
    window.wait_until_gone(test_id("profile-acme"))?;
    window.check_accessible()?;
    window.press("Control+z")?;
    window.see(test_id("profile-acme"))?;
    window.wait_until_gone(test_id("removed-profile"))?;
    let back = window.call("matrix.show", json!({ "profile": "acme" }))?;
    assert_eq!(back["name"], "Acme");
    window.finish()
}
