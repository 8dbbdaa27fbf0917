use std::borrow::Cow;

use firebreak_core::playbook;

use super::*;
use crate::Library;
use crate::library::Origin;

const KEY: &str = "---\nplaybook: 1\nid: key\ntitle: Exposed access key\nversion: 1.0.0\nsummary: A key is out.\nincident_types: [credential-compromise]\nservice_models: [iaas]\nattack: [T1078.004]\n---\n\n# Exposed access key\n\n## Contain\n\n### Deactivate the key\n<!-- id: deactivate -->\n\n- **ATT&CK:** T1552.001\n\nDo it before anything else.\n\n```bash change\naws iam update-access-key --status Inactive\n```\n\n### Tell the owner\n<!-- id: tell -->\n\nThe owner of the key hears it from you, in words and not by mail, with the time at which it was found and by whom, and with what has been done since it was found, and nothing more than what is known.\n";
const MAIL: &str = "---\nplaybook: 1\nid: mail\ntitle: Mailbox rules\nversion: 1.0.0\nsummary: Somebody reads along.\nincident_types: [business-email-compromise]\nservice_models: [saas]\n---\n\n# Mailbox rules\n\n## Contain\n\n### Remove the rule\n<!-- id: remove -->\n\nA key of the tenant may be out too.\n\n### Sign everybody out\n<!-- id: out -->\n\n- [ ] Sessions revoked\n";

struct Shelves {
    library: Library,
    playbooks: Vec<Arc<Shelved>>,
    index: Index,
}

impl Shelves {
    fn new(sources: &[&'static str]) -> Self {
        let library = Library::load().unwrap();
        let read = |source: &&'static str| {
            let reading = playbook::parse(source, &library.reference);
            Arc::new(Shelved::new(
                reading.playbook.unwrap(),
                Cow::Borrowed(*source),
                Vec::new(),
                Origin::Bundled,
            ))
        };
        let playbooks: Vec<_> = sources.iter().map(read).collect();
        let index = Index::of(&playbooks, &library.reference);
        Self { library, playbooks, index }
    }

    /// The places found, as `playbook/step part`.
    fn found(&self, text: &str) -> Vec<String> {
        let places = self.index.search(&self.playbooks, text, 50).places;
        let name = |place: &Place<'_>| {
            let step = place.step.map_or("", |(_, step)| step.id.as_str());
            format!("{}/{step} {:?}", place.shelved.id(), place.part)
        };
        places.iter().map(name).collect()
    }

    /// The words around the best place, those found between square brackets.
    fn excerpt(&self, text: &str) -> String {
        let hits = self.index.search(&self.playbooks, text, 1);
        let (mut told, marks) = hits.places[0].excerpt(text, &self.library.reference);
        for mark in marks.iter().rev() {
            told.insert(mark.end, ']');
            told.insert(mark.start, '[');
        }
        told
    }
}

#[test]
fn words_are_found_in_titles_steps_commands_and_techniques() {
    let shelves = Shelves::new(&[KEY, MAIL]);
    for (text, best) in [
        ("exposed", "key/ Title"),
        ("deactivate", "key/deactivate Title"),
        ("update-access-key", "key/deactivate Command"),
        ("iam inactive", "key/deactivate Command"),
        ("T1552.001", "key/deactivate Technique"),
        ("t1078.004", "key/ Technique"),
        ("cloud accounts", "key/ Technique"),
        ("sessions revoked", "mail/out Text"),
        ("SESS rev", "mail/out Text"),
        ("reads along", "mail/ Text"),
    ] {
        assert_eq!(shelves.found(text).first().map(String::as_str), Some(best), "{text}");
    }
    for text in ["nowhere", "deactivate mailbox nowhere", "", " - ", "xposed"] {
        assert_eq!(shelves.found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn titles_come_before_text_and_whole_words_before_beginnings() {
    let shelves = Shelves::new(&[KEY, MAIL]);
    let found = shelves.found("key");
    assert_eq!(found[..2], ["key/ Title", "key/deactivate Title"]);
    assert!(found.contains(&"mail/remove Text".to_owned()) && found.contains(&"key/tell Text".to_owned()));
    let found = shelves.found("out");
    assert_eq!(found[0], "mail/out Title", "{found:?}");
    assert_eq!(shelves.found("k").len(), 0, "a single letter is no beginning");
}

#[test]
fn words_in_several_places_of_a_playbook_are_found_where_no_place_has_them_all() {
    let shelves = Shelves::new(&[KEY, MAIL]);
    let found = shelves.found("tenant sessions");
    assert_eq!(found, ["mail/remove Text", "mail/out Text"]);
    assert_eq!(shelves.found("tenant inactive"), Vec::<String>::new(), "those are two playbooks");
    assert_eq!(shelves.found("key inactive")[0], "key/deactivate Command");
}

#[test]
fn the_words_around_are_shown_and_those_found_are_marked() {
    let shelves = Shelves::new(&[KEY, MAIL]);
    assert_eq!(shelves.excerpt("update inactive"), "aws iam [update]-access-key --status [Inactive]");
    assert_eq!(shelves.excerpt("revoked"), "Sessions [revoked]");
    let long = shelves.excerpt("mail time");
    assert!(long.contains("not by [mail], with the [time] at which"), "{long}");
    assert!(long.ends_with(" …"), "{long}");
    let late = shelves.excerpt("since");
    assert!(late.starts_with("… ") && late.contains("done [since] it was found, and"), "{late}");
}

#[test]
fn any_text_can_be_searched_for() {
    let shelves = Shelves::new(&[KEY, MAIL]);
    let many = "key ".repeat(100);
    for text in ["İ", "ß 東京", "\u{301}\u{301}", "[(*", many.as_str(), "a\u{0}b"] {
        let hits = shelves.index.search(&shelves.playbooks, text, 50);
        for place in &hits.places {
            let (shown, marks) = place.excerpt(text, &shelves.library.reference);
            assert!(marks.iter().all(|mark| shown.get(mark.clone()).is_some()), "{text}");
        }
        assert!(hits.places.len() <= hits.total);
    }
    assert_eq!(shelves.index.search(&shelves.playbooks, "key", 1).places.len(), 1);
    assert!(shelves.index.search(&shelves.playbooks, "key", 1).total > 1);
}

#[test]
fn every_bundled_playbook_is_found_by_its_title_and_each_of_its_steps() {
    let library = Library::load().unwrap();
    let index = Index::of(library.bundled(), &library.reference);
    for shelved in library.bundled().iter() {
        let best = index.search(library.bundled(), &shelved.playbook.meta.title, 1).places.pop().unwrap();
        assert!(best.shelved.id() == shelved.id() && best.step.is_none());
        for (number, (_, step)) in (1..).zip(shelved.playbook.steps()) {
            let places = index.search(library.bundled(), &step.title.value, 1_000).places;
            let is_found = |place: &Place<'_>| {
                place.shelved.id() == shelved.id() && place.step.is_some_and(|(found, _)| found == number)
            };
            assert!(places.iter().any(is_found), "{} {}", shelved.id(), step.title.value);
        }
    }
}
