use firebreak_core::vocabulary::Layer::Os;
use firebreak_core::vocabulary::Party::{Customer, Shared};
use firebreak_core::vocabulary::ServiceModel::{Faas, Iaas};

use super::*;

fn own(library: &Library) -> Own {
    let mut own = Own::copy(&library.profiles[0], " Ours ", "The contract");
    own.cells.get_mut(&Os).unwrap().insert(Iaas, Shared);
    own
}

fn text(own: &Own) -> String {
    serde_json::to_string_pretty(own).unwrap()
}

#[test]
fn a_profile_is_written_and_read_again() {
    let library = Library::load().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("matrix-profiles");
    assert!(OwnProfiles::read(&there, &library).readable.is_empty(), "there is no folder yet");
    write(&there, "ours", &own(&library), &library).unwrap();
    let read = OwnProfiles::read(&there, &library);
    assert_eq!(read.broken, []);
    let profile = read.get("ours").unwrap().profile("ours", &library);
    assert_eq!((profile.name.as_str(), profile.party(Os, Iaas)), ("Ours", Some(Shared)));
    assert_eq!(profile.source, "Own copy of NSA 2024, FaaS after CIS: The contract");
}

#[test]
fn cells_that_a_file_leaves_out_are_those_of_the_default() {
    let library = Library::load().unwrap();
    let mut own = own(&library);
    own.cells.remove(&Os);
    let profile = own.profile("ours", &library);
    assert_eq!(profile.party(Os, Iaas), Some(Customer));
    assert!(
        profile.cell_remarks(Os, Faas).next().unwrap().contains("Ours does not say; taken from NSA 2024")
    );
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_place_and_hides_nothing() {
    let library = Library::load().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let good = text(&own(&library));
    let big = format!("{good}{}", " ".repeat(2 * 1024 * 1024));
    let bad_offering =
        |offering: &str| good.replace("\"offerings\": []", &format!("\"offerings\": [{offering}]"));
    for (name, content, why) in [
        ("good", good.clone(), ""),
        ("half", good.chars().take(60).collect(), "line 4"),
        ("party", good.replacen("\"customer\"", "\"us\"", 1), "unknown variant `us`"),
        ("field", good.replace("\"reason\"", "\"why\""), "unknown field `why`, expected"),
        ("later", good.replace("\"matrix_profile\": 1", "\"matrix_profile\": 2"), "reads 1"),
        ("nameless", good.replace("\"Ours\"", "\" \""), "the name is empty"),
        ("big", big, "more than 1048576 bytes"),
        ("cis", good.clone(), "is the id of a bundled profile"),
        (
            "nobody",
            bad_offering(r#"{"provider": "nobody", "name": "X", "cells": {"os": "shared"}}"#),
            "offering 1 (\"X\"): \"nobody\" is not a provider; write one of: aws",
        ),
        ("empty", bad_offering(r#"{"provider": "aws", "name": "X", "cells": {}}"#), "no cell of its own"),
        (
            "twice",
            bad_offering(
                r#"{"provider": "aws", "name": "X", "cells": {"os": "shared"}}, {"provider": "aws", "name": "x ", "cells": {"os": "provider"}}"#,
            ),
            "set apart twice",
        ),
    ] {
        fs::write(folder.path().join(format!("{name}.json")), content).unwrap();
        let read = OwnProfiles::read(folder.path(), &library);
        if why.is_empty() {
            assert_eq!(read.broken, []);
        } else {
            let (_, told) = read.problem(name).unwrap_or_else(|| panic!("{name} is read"));
            assert!(told.contains(why), "{name}: {told}");
        }
        assert!(read.get("good").is_some(), "{name} hides the good one");
    }
    fs::write(folder.path().join("binary.json"), [0xff, 0xfe]).unwrap();
    fs::create_dir(folder.path().join("folder.json")).unwrap();
    let read = OwnProfiles::read(folder.path(), &library);
    assert!(read.problem("binary").is_some() && read.problem("folder").is_some());
}

#[test]
fn an_id_follows_from_the_name() {
    assert_eq!(id_of("Acme: our own, 2026"), "acme-our-own-2026");
    assert_eq!(id_of("../../etc"), "etc");
    assert_eq!(id_of("我们"), "own");
    assert_eq!(id_of(&"a".repeat(100)).len(), 60);
}
