use std::borrow::Cow;
use std::time::{Duration, Instant};

use firebreak_core::playbook;

use super::*;
use crate::Library;
use crate::library::Origin;

/// Titles in the words of people, each with the playbook that is meant.
const TITLES: &str = include_str!("titles.txt");

fn suggest<'a>(library: &'a Library, playbooks: &'a [Arc<Shelved>], title: &str) -> Vec<Suggestion<'a>> {
    let titles = Titles::of(playbooks, &library.clues);
    titles.suggest(playbooks, &library.clues, &library.providers, title, 3)
}

/// The first suggestion for a title among the bundled playbooks: its type, its first service model and its providers.
fn first(title: &str) -> (String, ServiceModel, Vec<String>) {
    let library = Library::load().unwrap();
    let found = suggest(&library, library.bundled(), title);
    let best = found.first().unwrap_or_else(|| panic!("nothing is suggested for {title:?}"));
    let providers = best.providers.iter().map(|id| (*id).to_owned()).collect();
    (best.incident_type.to_owned(), best.service_models[0], providers)
}

/// A playbook that is made of nothing but what is said of it.
fn written(library: &Library, id: &str, title: &str, incident_type: &str) -> Arc<Shelved> {
    let source = format!(
        "---\nplaybook: 1\nid: {id}\ntitle: {title}\nversion: 1.0.0\nsummary: Stop it.\nincident_types: [{incident_type}]\n\
         service_models: [iaas]\n---\n\n# {title}\n\n## Contain\n\n### Stop it\n<!-- id: stop -->\n\nStop it.\n"
    );
    let reading = playbook::parse(&source, &library.reference);
    Arc::new(Shelved::new(reading.playbook.unwrap(), Cow::Owned(source), Vec::new(), Origin::Bundled))
}

#[test]
fn nine_of_ten_titles_suggest_their_playbook_first_and_all_among_three() {
    let library = Library::load().unwrap();
    let titles = Titles::of(library.bundled(), &library.clues);
    let (mut first, mut all, mut missed) = (0, 0, Vec::new());
    for line in TITLES.lines() {
        let (title, id) = line.split_once('|').unwrap();
        let found = titles.suggest(library.bundled(), &library.clues, &library.providers, title, 3);
        all += 1;
        match found.iter().position(|each| each.shelved.id() == id) {
            Some(0) => first += 1,
            Some(_) => {}
            None => missed.push(title),
        }
    }
    assert!(all >= 180);
    assert!(first * 10 >= all * 9, "{first} of {all}");
    assert_eq!(missed, Vec::<&str>::new());
}

#[test]
fn every_playbook_but_the_fallback_is_meant_by_one_of_these_titles() {
    let library = Library::load().unwrap();
    let meant: BTreeSet<&str> = TITLES.lines().filter_map(|line| line.split('|').nth(1)).collect();
    let bundled = library.bundled().iter().map(|shelved| shelved.id());
    assert_eq!(meant, bundled.filter(|id| *id != FALLBACK).collect());
}

#[test]
fn a_playbook_is_suggested_by_its_own_title() {
    let library = Library::load().unwrap();
    for shelved in library.bundled().iter().filter(|shelved| shelved.id() != FALLBACK) {
        let title = &shelved.playbook.meta.title;
        let ids: Vec<&str> =
            suggest(&library, library.bundled(), title).iter().map(|each| each.shelved.id()).collect();
        assert!(ids.contains(&shelved.id()), "{title}: {ids:?}");
    }
}

#[test]
fn what_says_nothing_suggests_nothing() {
    let library = Library::load().unwrap();
    for title in [
        "",
        " ",
        "?!",
        "asdf jkl qwertz",
        "Incident",
        "Something is wrong",
        "test",
        "General incident",
        "lorem ipsum dolor sit amet",
        "Team lunch on Friday",
        "Meeting with the new colleague",
        "🔥🔥🔥",
    ] {
        let found = suggest(&library, library.bundled(), title);
        assert!(found.is_empty(), "{title:?} suggests {}", found[0].shelved.id());
    }
}

#[test]
fn type_model_and_provider_are_those_that_the_title_speaks_of() {
    let said = |title| {
        let (incident_type, model, providers) = first(title);
        format!("{incident_type} {model} {}", providers.join("+"))
    };
    assert_eq!(said("AWS access key pushed to GitHub"), "credential-compromise iaas aws");
    assert_eq!(said("Access key of a Lambda deployment leaked"), "credential-compromise faas aws");
    assert_eq!(said("Okta and Microsoft 365 accounts stolen"), "credential-compromise saas m365+okta");
    assert_eq!(said("Snowflake account stolen"), "credential-compromise saas snowflake");
    assert_eq!(said("Key in build logs"), "credential-compromise iaas ");
    assert_eq!(said("Postgres database wiped, ransom note"), "ransomware-destruction paas ");
    assert_eq!(said("Customer database copied by a stranger"), "data-exfiltration paas ");
}

#[test]
fn the_words_that_speak_for_it_are_said_as_they_were_typed() {
    let library = Library::load().unwrap();
    let found = suggest(&library, library.bundled(), "The KEYS were leaked, and the KEYS work");
    assert_eq!(found[0].shelved.id(), "iaas-exposed-access-key");
    assert_eq!(found[0].words, ["KEYS", "leaked"]);
}

#[test]
fn an_own_playbook_is_found_by_the_words_of_its_title() {
    let library = Library::load().unwrap();
    let own = written(&library, "terminals", "Skimming at payment terminals", "data-exfiltration");
    let playbooks: Vec<_> = library.bundled().iter().cloned().chain([own]).collect();
    let found = suggest(&library, &playbooks, "Terminals in the Graz branch: skimming suspected");
    assert_eq!(found[0].shelved.id(), "terminals");
    assert_eq!(found[0].incident_type, "data-exfiltration");
}

#[test]
fn a_thousand_playbooks_are_ranked_as_fast_as_one_types_and_always_alike() {
    let library = Library::load().unwrap();
    let own = (0..1000).map(|number| {
        let types = &library.incident_types;
        let (id, name) = &types[number % types.len()];
        written(&library, &format!("own-{number:04}"), &format!("{name} at site {number}"), id)
    });
    let playbooks: Vec<_> = library.bundled().iter().cloned().chain(own).collect();
    let titles = Titles::of(&playbooks, &library.clues);
    let title = "AWS access key of the payment service pushed to a public GitHub repository, used from abroad at night";
    let ids = || -> Vec<String> {
        let found = titles.suggest(&playbooks, &library.clues, &library.providers, title, 3);
        found.iter().map(|each| each.shelved.id().to_owned()).collect()
    };
    let found = ids();
    // The fastest of several: the machine may be busy with something else.
    let fastest = (0..5).map(|_| {
        let began = Instant::now();
        ids();
        began.elapsed()
    });
    let fastest = fastest.min().unwrap();
    assert!(fastest < Duration::from_millis(50), "{fastest:?}");
    assert_eq!(found[0], "iaas-exposed-access-key");
    assert_eq!(ids(), found);
}
