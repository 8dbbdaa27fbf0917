use std::fs;
use std::path::Path;

use firebreak_core::vocabulary::{Layer, Milestone, Mode, Party};

use super::*;

#[test]
fn the_reference_data_is_whole() {
    let library = Library::load().unwrap();
    assert_eq!(library.incident_types.len(), 16);
    assert_eq!(library.severities.len(), Severity::ALL.len());
    assert!(library.reference.techniques.len() > 160);
    assert!(library.reference.techniques.contains_key("T1552.001"));
    assert_eq!(
        library.reference.techniques.get("AML.T0024").map(String::as_str),
        Some("Exfiltration via AI Inference API")
    );
    for profile in &library.profiles {
        for layer in Layer::ALL {
            for model in ServiceModel::ALL {
                assert!(profile.party(*layer, *model).is_some(), "{} {layer} {model}", profile.id);
            }
        }
    }
}

#[test]
fn the_default_profile_says_what_the_nsa_says() {
    let library = Library::load().unwrap();
    let party = |layer, model| library.profiles[0].party(layer, model).unwrap();
    assert_eq!(party(Layer::Os, ServiceModel::Iaas), Party::Customer);
    assert_eq!(party(Layer::Os, ServiceModel::Paas), Party::Provider);
    assert_eq!(party(Layer::Application, ServiceModel::Saas), Party::Shared);
    assert_eq!(party(Layer::Network, ServiceModel::Iaas), Party::Shared);
    assert_eq!(party(Layer::Accounts, ServiceModel::Saas), Party::Customer);
    assert_eq!(party(Layer::Physical, ServiceModel::OnPremises), Party::Customer);
}

#[test]
fn every_playbook_of_the_folder_is_bundled_and_has_no_finding() {
    let library = Library::load().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../playbooks");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    let bundled: Vec<&str> = BUNDLED.iter().map(|(id, _)| *id).collect();
    assert_eq!(files, bundled);
    for bundled in library.bundled().iter() {
        assert_eq!(bundled.findings, [], "{}", bundled.playbook.meta.id);
    }
    let ids: Vec<&str> = library.bundled().iter().map(|bundled| bundled.playbook.meta.id.as_str()).collect();
    assert_eq!(files, ids, "every file reads, and its id is its name");
}

#[test]
fn every_playbook_is_complete() {
    let library = Library::load().unwrap();
    for bundled in library.bundled().iter() {
        let playbook = &bundled.playbook;
        let id = &playbook.meta.id;
        let steps: Vec<_> = playbook.steps().collect();
        assert!((10..=25).contains(&steps.len()), "{id} has {} steps", steps.len());
        for phase in Phase::ALL.iter().filter(|phase| **phase != Phase::Prepare) {
            assert!(steps.iter().any(|(of, _)| of == phase), "{id} has nothing to {phase}");
        }
        for milestone in Milestone::ALL {
            let marked =
                steps.iter().any(|(_, step)| step.facts.marks.iter().any(|mark| mark.value == *milestone));
            assert!(marked, "{id} never marks {milestone}");
        }
        let of_mode = |mode| {
            steps
                .iter()
                .filter(|(_, step)| step.facts.mode.as_ref().is_some_and(|of| of.value == mode))
                .count()
        };
        assert!(
            (2..=5).contains(&of_mode(Mode::Memory)),
            "{id} has {} first-minute steps",
            of_mode(Mode::Memory)
        );
        assert!(of_mode(Mode::Confirm) > 0, "{id} confirms nothing");
        assert!(of_mode(Mode::Hold) > 0, "{id} waits for nobody's word");
        assert!(steps.iter().any(|(_, step)| !step.facts.starts_clock.is_empty()), "{id} starts no deadline");
        assert!(steps.iter().any(|(_, step)| !step.collect.is_empty()), "{id} collects no evidence");
        assert!(steps.iter().any(|(_, step)| step.decide.is_some()), "{id} decides nothing");
    }
}

#[test]
fn every_playbook_asks_the_provider_for_something_by_some_time() {
    let library = Library::load().unwrap();
    for bundled in library.bundled().iter() {
        let id = bundled.id();
        let asked: Vec<&str> =
            bundled.playbook.steps().flat_map(|(_, step)| &step.ask).map(|item| item.text.as_str()).collect();
        let said = |word: &str| asked.iter().any(|text| text.to_lowercase().contains(word));
        for word in ["{{case_id}}", "{{from_utc}}", "utc", "preserve", "within"] {
            assert!(said(word), "{id} asks the provider without a word of {word}");
        }
    }
}

#[test]
fn every_step_says_who_acts_and_every_change_what_it_risks_and_shows() {
    let library = Library::load().unwrap();
    for bundled in library.bundled().iter() {
        let playbook = &bundled.playbook;
        let id = &playbook.meta.id;
        for (phase, step) in playbook.steps() {
            assert!(step.facts.layer.is_some(), "{id} {}", step.id);
            assert!(step.facts.role.is_some(), "{id} {}", step.id);
            assert!(step.facts.time.is_some(), "{id} {}", step.id);
            let changes = step.all_commands().any(|command| command.effect == Some(playbook::Effect::Change));
            if changes {
                assert!(step.facts.risk.is_some() && step.facts.undo.is_some(), "{id} {}", step.id);
            }
            if changes || matches!(phase, Phase::Contain | Phase::Eradicate | Phase::Recover) {
                assert!(step.facts.expect.is_some(), "{id} {} says not what is to be seen", step.id);
            }
        }
    }
}

#[test]
fn only_another_text_of_a_known_playbook_is_another_version() {
    let library = Library::load().unwrap();
    let bundled = library.bundled().iter().find(|bundled| bundled.id() == "general-incident").unwrap();
    let other = |id: &str, source: &str| library.other_version(id, source);
    assert_eq!(other("general-incident", &bundled.source), None);
    assert_eq!(other("general-incident", "an earlier text"), Some(bundled.playbook.meta.version.clone()));
    assert_eq!(other("of-their-own", "a text"), None);
}
