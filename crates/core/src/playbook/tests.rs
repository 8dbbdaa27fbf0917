use super::text::slice;
use super::*;
use crate::vocabulary::Phase;

mod hostile;
mod properties;
mod structure;

/// A playbook without any finding, which the tests break in one place each.
pub(super) const SOUND: &str = "\
---
playbook: 1
id: stolen-key
title: Stolen key
version: 1.0.0
updated: 2026-11-21
status: draft
summary: A key is out.
incident_types: [credential-compromise]
service_models: [iaas, faas]
providers: [aws, gcp]
severity: high
attack: [T1580]
tlp: CLEAR
roles:
  lead: Runs the response
  cloud: Holds the role
variables:
  key_id: {about: The key, example: AKIA, providers: [aws]}
targets:
  contain: 1 h
clocks: [gdpr-33]
related: [general-incident]
---

# Stolen key

Use this when a key is out.

## Detect

### Record the alert
<!-- id: record -->

- **Layer:** accounts
- **Role:** lead
- **Time:** 5 min
- **Marks:** detected, acknowledged

- [ ] Note `{{key_id}}`

#### Decide

- **If** it is public → [Deactivate the key](#deactivate-the-key)
- **Otherwise** → [Bring it back](#bring-it-back)

## Contain

### Deactivate the key
<!-- id: deactivate -->

- **Responsible:** customer; provider for saas
- **Needs:** record
- **Marks:** contained
- **Risk:** work stops
- **Undo:** activate it
- **ATT&CK:** T1580

#### AWS

```bash change
aws iam update-access-key --access-key-id {{key_id}}
```

## Recover

### Bring it back
<!-- id: restore -->

- **Layer:** application
- **Mode:** confirm
- **Expect:** the service answers
- **Marks:** recovered
- **Starts clock:** gdpr-33
";

/// What the tests know of the world.
pub(super) fn reference() -> Reference {
    let names = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), (*word).to_owned())).collect();
    let headings = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Reference {
        incident_types: names(&["credential-compromise", "data-exposure"]),
        providers: [
            ("aws", headings(&["AWS", "Amazon Web Services"])),
            ("gcp", headings(&["Google Cloud"])),
            ("m365", headings(&["Microsoft 365"])),
        ]
        .into_iter()
        .map(|(id, headings)| (id.to_owned(), headings))
        .collect(),
        deadlines: names(&["gdpr-33"]),
        techniques: names(&["T1580", "T1078.004"]),
        phase_aliases: [("containment", Phase::Contain), ("lessons learned", Phase::Review)]
            .into_iter()
            .map(|(alias, phase)| (alias.to_owned(), phase))
            .collect(),
        playbooks: ["general-incident".to_owned(), "stolen-key".to_owned()].into(),
    }
}

/// The rules that a file breaks, each with line and column.
pub(super) fn found(bytes: impl AsRef<[u8]>) -> Vec<(&'static str, usize, usize)> {
    let reading = read(bytes.as_ref(), &reference());
    let index = LineIndex::new(&reading.source);
    let places = reading.findings.iter().map(|finding| {
        let place = index.place(finding.span.start);
        (finding.rule, place.line, place.column)
    });
    places.collect()
}

/// The sound playbook with one part of its text put in the place of another.
pub(super) fn with(old: &str, new: &str) -> String {
    assert_eq!(SOUND.matches(old).count(), 1, "{old:?} must stand exactly once in the sound playbook");
    SOUND.replace(old, new)
}

/// The playbook of a source that can be read.
pub(super) fn playbook(source: &str) -> Playbook {
    parse(source, &reference()).playbook.expect("readable")
}

/// A playbook with these blocks as the body of its only step, from the line after the id.
pub(super) fn step_with(blocks: &str) -> (String, Step) {
    let source = format!(
        "---\nplaybook: 1\nid: a\ntitle: A\nversion: 1.0.0\nsummary: A\nincident_types: [data-exposure]\nservice_models: [iaas]\n---\n## Contain\n\n### Do it\n<!-- id: do-it -->\n\n{blocks}"
    );
    let step = playbook(&source).sections[0].steps[0].clone();
    (source, step)
}

#[test]
fn the_sound_playbook_has_no_findings() {
    assert_eq!(found(SOUND), []);
    assert!(read(SOUND.as_bytes(), &reference()).is_sound());
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let plain = playbook(SOUND);
    for source in [
        SOUND.replace('\n', "\r\n"),
        format!("\u{feff}{SOUND}"),
        format!("\u{feff}{}", SOUND.replace('\n', "\r\n")),
    ] {
        assert_eq!(found(&source), []);
        let other = playbook(&source);
        assert_eq!(other.meta, plain.meta);
        let texts = |playbook: &Playbook| -> Vec<_> {
            playbook
                .steps()
                .map(|(phase, step)| {
                    (
                        phase,
                        step.id.clone(),
                        step.title.value.clone(),
                        step.anchor.clone(),
                        step.tasks.iter().map(|task| task.text.clone()).collect::<Vec<_>>(),
                        step.decide.as_ref().map(|decision| decision.choices.len()),
                    )
                })
                .collect()
        };
        assert_eq!(texts(&other), texts(&plain));
        for (_, step) in other.steps() {
            assert!(slice(&source, &step.title.span).starts_with(&step.title.value));
            assert!(slice(&source, &step.span).starts_with("### "));
        }
    }
}

#[test]
fn what_is_no_playbook_says_what_is_missing() {
    assert_eq!(found("# A runbook\n\n## Contain\n"), [("not-native", 1, 1)]);
    assert_eq!(found("---\ntitle: x\n---\n# A\n"), [("not-native", 1, 1)]);
    assert_eq!(found(""), [("not-native", 1, 1)]);
    let foreign = read(b"---\ntitle: x\n---\n", &reference());
    assert!(!foreign.native && foreign.playbook.is_none() && !foreign.is_sound());
    assert!(foreign.findings[0].message.contains("playbook: 1"));
}

#[test]
fn front_matter_that_cannot_be_read_is_found_at_its_place() {
    assert_eq!(found(with("title: Stolen key", "title: [Stolen")), [("front-matter", 5, 8)]);
    assert_eq!(found(with("severity: high", "id: other")), [("front-matter", 12, 1)]);
    assert_eq!(found("---\nplaybook: 1\n# no end\n"), [("front-matter", 1, 1)]);
    let broken = read(with("title: Stolen key", "title: [Stolen").as_bytes(), &reference());
    assert!(broken.native && broken.playbook.is_none());
}

#[test]
fn another_version_is_told_apart() {
    let source = with("playbook: 1", "playbook: 2");
    assert_eq!(found(&source), [("unknown-version", 2, 11)]);
    assert!(read(source.as_bytes(), &reference()).native);
}

#[test]
fn the_metadata_is_read() {
    let meta = playbook(SOUND).meta;
    assert_eq!(
        (meta.id.as_str(), meta.title.as_str(), meta.version.as_str()),
        ("stolen-key", "Stolen key", "1.0.0")
    );
    assert_eq!(
        (meta.updated.as_deref(), meta.status.as_deref(), meta.tlp.as_deref()),
        (Some("2026-11-21"), Some("draft"), Some("CLEAR"))
    );
    assert_eq!(
        meta.service_models,
        [crate::vocabulary::ServiceModel::Iaas, crate::vocabulary::ServiceModel::Faas]
    );
    assert_eq!(meta.severity, Some(crate::vocabulary::Severity::High));
    assert_eq!(meta.providers, ["aws", "gcp"]);
    assert_eq!(meta.roles["cloud"], "Holds the role");
    let key = &meta.variables["key_id"];
    assert_eq!(
        (key.about.as_str(), key.example.as_deref(), key.providers.as_slice()),
        ("The key", Some("AKIA"), &["aws".to_owned()][..])
    );
    assert_eq!(meta.targets["contain"], 3_600);
    assert_eq!(meta.related, ["general-incident"]);
}

#[test]
fn each_rule_of_the_front_matter_is_found_at_its_place() {
    for (old, new, expected) in [
        ("id: stolen-key\n", "", ("missing-key", 1, 1)),
        ("title: Stolen key", "title:", ("missing-key", 4, 1)),
        ("incident_types: [credential-compromise]", "incident_types: []", ("missing-key", 9, 1)),
        ("id: stolen-key", "id: Stolen Key", ("bad-id", 3, 5)),
        ("version: 1.0.0", "version: 1.0", ("bad-version", 5, 10)),
        ("version: 1.0.0", "version: 1.0.x", ("bad-version", 5, 10)),
        ("updated: 2026-11-21", "updated: 2026-13-21", ("bad-date", 6, 10)),
        ("updated: 2026-11-21", "updated: today", ("bad-date", 6, 10)),
        ("status: draft", "status: done", ("unknown-status", 7, 9)),
        ("[credential-compromise]", "[credential-compromise, theft]", ("unknown-type", 9, 41)),
        ("[iaas, faas]", "[iaas, cloud]", ("unknown-model", 10, 24)),
        ("providers: [aws, gcp]\n", "providers: [aws, gcp, ibm]\n", ("unknown-provider", 11, 23)),
        ("severity: high", "severity: bad", ("unknown-severity", 12, 11)),
        ("attack: [T1580]", "attack: [T1580, T9999]", ("unknown-technique", 13, 17)),
        ("tlp: CLEAR", "tlp: WHITE", ("unknown-tlp", 14, 6)),
        ("providers: [aws]}", "providers: [nix]}", ("unknown-provider", 19, 55)),
        ("example: AKIA,", "sample: AKIA,", ("unknown-key", 19, 28)),
        ("contain: 1 h", "contain: soon", ("bad-time", 21, 12)),
        ("contain: 1 h", "finish: 1 h", ("unknown-key", 21, 3)),
        ("clocks: [gdpr-33]", "clocks: [gdpr-99]", ("unknown-deadline", 22, 10)),
        ("related: [general-incident]", "related: [nothing]", ("unknown-playbook", 23, 11)),
        ("tlp: CLEAR", "colour: red", ("unknown-key", 14, 1)),
        ("[iaas, faas]", "iaas", ("wrong-shape", 10, 17)),
        ("title: Stolen key", "title: {a: b}", ("wrong-shape", 4, 8)),
        (
            "  lead: Runs the response\n  cloud: Holds the role\n",
            "  lead: Runs\n  cloud: [a]\n",
            ("wrong-shape", 17, 10),
        ),
    ] {
        let source = with(old, new);
        assert!(found(&source).contains(&expected), "{new:?} gave {:?}", found(&source));
        let others: Vec<_> = found(&source).into_iter().filter(|finding| *finding != expected).collect();
        let implied = matches!(expected.0, "missing-key" | "wrong-shape");
        assert!(others.is_empty() || implied, "{new:?} also gave {others:?}");
    }
}

#[test]
fn findings_come_in_the_order_of_the_file() {
    let source = with("status: draft", "status: done")
        .replace("- **Layer:** accounts", "- **Layer:** cloud")
        .replace("severity: high", "severity: bad");
    let places: Vec<usize> = found(&source).into_iter().map(|(_, line, _)| line).collect();
    assert!(places.len() >= 3);
    assert!(places.is_sorted());
}

#[test]
fn more_findings_than_can_be_shown_are_counted_out() {
    let source = SOUND.to_owned() + &"\n[a](javascript:x)\n".repeat(MOST_FINDINGS + 50);
    let found = found(&source);
    assert_eq!(found.len(), MOST_FINDINGS / 2 + 1);
    assert_eq!(found.last().map(|finding| finding.0), Some("too-many-findings"));
}

#[test]
fn bundled_playbooks_have_no_errors() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../playbooks");
    let mut read_any = false;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        read_any = true;
        // The vocabularies of the bundled data are checked where they are loaded; here it is the form.
        let reading = parse(&std::fs::read_to_string(&path).unwrap(), &reference());
        let errors: Vec<_> =
            reading.findings.iter().filter(|finding| finding.severity == Gravity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        assert!(reading.playbook.is_some_and(|playbook| playbook.steps().count() > 5), "{}", path.display());
    }
    assert!(read_any);
}
