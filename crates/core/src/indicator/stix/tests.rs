use std::collections::{BTreeSet, HashSet};

use super::*;
use crate::event::IndicatorSaid;
use crate::incident::tests::{IncidentTest, at, when};
use crate::incident::{Command, IndicatorCommand, NewIndicator};
use crate::indicator::IndicatorKind::*;

/// One indicator of every kind and form, with labels in turn; every second one has been seen.
fn incident() -> IncidentTest {
    let mut test = IncidentTest::open();
    let hash = "d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592";
    let values = [
        (Ipv4, "198.51.100.3".to_owned()),
        (Ipv4, "198.51.100.0/24".to_owned()),
        (Ipv6, "2001:db8::1".to_owned()),
        (Domain, "example.com".to_owned()),
        (Url, "https://example.com/research/index.html?a='b'".to_owned()),
        (Email, "john@example.com".to_owned()),
        (Md5, "9e107d9d372bb6826bd81d3542a419d6".to_owned()),
        (Sha1, "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12".to_owned()),
        (Sha256, hash.to_owned()),
        (Sha512, hash.repeat(2)),
        (Account, "CORP\\jo".to_owned()),
        (Account, "AKIAIOSFODNN7EXAMPLE".to_owned()),
        (Resource, "arn:aws:s3:::a.b/*".to_owned()),
        (UserAgent, "curl/8.0 'x' \\".to_owned()),
        (Process, "powershell.exe -enc SQBFAFgA".to_owned()),
        (Process, "kinsing".to_owned()),
        (Process, "/tmp/kinsing".to_owned()),
        (Path, "/tmp/kinsing".to_owned()),
        (Path, "C:\\Windows\\System32\\x.dll".to_owned()),
        (Path, "C:\\Windows\\System32\\".to_owned()),
        (Path, "/x".to_owned()),
        (Path, "id_rsa".to_owned()),
    ];
    let now = at("2026-11-21T03:00:00Z");
    let said = |n: usize| IndicatorSaid {
        tlp: Tlp::ALL[n % Tlp::ALL.len()],
        first_seen: n.is_multiple_of(2).then(|| when("2026-11-21 01:10Z", now)),
        last_seen: n.is_multiple_of(4).then(|| when("2026-11-21 02:10Z", now)),
        ports: if n == 0 { vec![443, 4444] } else { Vec::new() },
        note: n.is_multiple_of(3).then(|| "seen in the logs".to_owned()),
        entries: Vec::new(),
        steps: Vec::new(),
    };
    let new =
        values.into_iter().enumerate().map(|(n, (kind, value))| NewIndicator { kind, value, said: said(n) });
    test.run(Command::Indicators(IndicatorCommand::Add(new.collect())));
    test
}

fn written(test: &IncidentTest) -> Value {
    serde_json::from_str(&bundle(&test.incident, test.incident.standing_indicators())).unwrap()
}

fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    object[key].as_str().unwrap_or_else(|| panic!("{key} is no text in {object}"))
}

/// What an object must and may have beside `type`, `id`, `spec_version` and `object_marking_refs`.
/// Source: STIX 2.1, sections 3 to 7, as far as it is written here.
fn properties(kind: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        "indicator" => (
            &["created", "modified", "pattern", "pattern_type", "valid_from"],
            &["name", "description", "pattern_version"],
        ),
        "observed-data" => (
            &["created", "modified", "first_observed", "last_observed", "number_observed", "object_refs"],
            &[],
        ),
        "relationship" => (&["created", "modified", "relationship_type", "source_ref", "target_ref"], &[]),
        "grouping" => (&["created", "modified", "context", "object_refs"], &["name", "description"]),
        "marking-definition" => (&["created", "extensions"], &["name"]),
        "ipv4-addr" | "ipv6-addr" | "domain-name" | "url" | "email-addr" => (&["value"], &[]),
        "file" => (&[], &["hashes", "name", "parent_directory_ref"]),
        "directory" => (&["path"], &[]),
        "user-account" => (&[], &["user_id", "account_login"]),
        "process" => (&[], &["command_line", "image_ref"]),
        other => panic!("no object of STIX that is written here: {other}"),
    }
}

fn is_time(text: &str) -> bool {
    text.len() == "2026-11-21T02:10:07.000Z".len()
        && text.ends_with('Z')
        && chrono::DateTime::parse_from_rfc3339(text).is_ok()
}

/// Holds a bundle to the rules of STIX 2.1.
fn validate(bundle: &Value) {
    assert_eq!(text(bundle, "type"), "bundle");
    let keys: BTreeSet<&str> = bundle.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, BTreeSet::from(["id", "objects", "type"]), "a bundle has no spec_version any more");
    let objects = bundle["objects"].as_array().unwrap();
    let ids: HashSet<&str> = objects.iter().map(|object| text(object, "id")).collect();
    assert_eq!(ids.len(), objects.len(), "each object once");
    for object in objects.iter().chain([bundle]) {
        let (kind, uuid) = text(object, "id").split_once("--").unwrap();
        assert_eq!(kind, text(object, "type"));
        assert!(Uuid::parse_str(uuid).is_ok_and(|id| id.to_string() == uuid), "{uuid}");
    }
    for object in objects {
        let kind = text(object, "type");
        assert_eq!(text(object, "spec_version"), "2.1");
        let (must, may) = properties(kind);
        let common = ["type", "id", "spec_version", "object_marking_refs"];
        for key in must {
            assert!(object.get(key).is_some(), "{key} is missing in {object}");
        }
        for (key, value) in object.as_object().unwrap() {
            let known =
                must.contains(&key.as_str()) || may.contains(&key.as_str()) || common.contains(&key.as_str());
            assert!(known, "{key} is none of {kind}");
            let empty =
                value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty);
            assert!(!value.is_null() && !empty, "{key} of {object} says nothing");
            if key.ends_with("_ref") {
                assert!(ids.contains(value.as_str().unwrap()), "{key} leads nowhere: {object}");
            }
            if key.ends_with("_refs") {
                let refs = value.as_array().unwrap();
                assert!(
                    refs.iter().all(|to| ids.contains(to.as_str().unwrap())),
                    "{key} leads nowhere: {object}"
                );
            }
            if ["created", "modified", "valid_from", "first_observed", "last_observed"]
                .contains(&key.as_str())
            {
                assert!(is_time(value.as_str().unwrap()), "{key}: {value}");
            }
        }
        match kind {
            "indicator" => {
                assert!(text(object, "created") <= text(object, "modified"));
                match text(object, "pattern_type") {
                    "stix" => assert_eq!(pattern_rest(text(object, "pattern")), Ok(""), "{object}"),
                    other => assert_eq!(other, "pcre"),
                }
            }
            "observed-data" => {
                assert!(text(object, "first_observed") <= text(object, "last_observed"));
                assert!((1..=999_999_999).contains(&object["number_observed"].as_u64().unwrap()));
            }
            "relationship" => {
                assert!(text(object, "source_ref").starts_with("indicator--"));
                assert!(text(object, "target_ref").starts_with("observed-data--"));
            }
            "marking-definition" => {
                let label = text(object, "name").strip_prefix("TLP:").unwrap().to_lowercase();
                assert_eq!(object["extensions"][TLP_2]["tlp_2_0"], label.as_str());
                assert_eq!(object["extensions"][TLP_2]["extension_type"], "property-extension");
            }
            "process" => {
                assert!(text(object, "id").get(9 + 14..9 + 15) == Some("4"), "a random id: {object}");
            }
            "grouping" => assert_eq!(text(object, "context"), "suspicious-activity"),
            _ => {
                let mut own = object.as_object().unwrap().clone();
                for key in common {
                    own.remove(key);
                }
                assert!(!own.is_empty(), "an observable that says nothing: {object}");
                assert_eq!(text(object, "id"), observable_id(kind, &Value::Object(own)));
            }
        }
    }
}

/// Reads a pattern after the grammar of STIX 2.1, section 9, as far as it is used: comparisons joined by `AND`.
fn pattern_rest(pattern: &str) -> Result<&str, String> {
    let mut rest = pattern.strip_prefix('[').ok_or("no observation")?;
    loop {
        rest = comparison(rest)?;
        match rest.strip_prefix(" AND ") {
            Some(next) => rest = next,
            None => return rest.strip_prefix(']').ok_or_else(|| format!("not closed: {rest}")),
        }
    }
}

fn comparison(text: &str) -> Result<&str, String> {
    let word = |text: &str, more: &str| {
        let end = text.find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && !more.contains(c));
        end.filter(|end| *end > 0).ok_or_else(|| format!("no name: {text}"))
    };
    let (_, mut rest) = text.split_at(word(text, "-")?);
    rest = rest.strip_prefix(':').ok_or("no colon after the object")?;
    loop {
        rest = match rest.strip_prefix('\'') {
            Some(_) => literal(rest)?,
            None => rest.split_at(word(rest, "_MD")?).1,
        };
        match rest.strip_prefix('.') {
            Some(next) => rest = next,
            None => break,
        }
    }
    let operator =
        ["= ", "ISSUBSET "].into_iter().find_map(|each| rest.strip_prefix(' ')?.strip_prefix(each));
    literal(operator.ok_or_else(|| format!("no operator: {rest}"))?)
}

fn literal(text: &str) -> Result<&str, String> {
    let inner = text.strip_prefix('\'').ok_or_else(|| format!("no text: {text}"))?;
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\'' => return Ok(inner.get(at + 1..).unwrap_or_default()),
            _ => {}
        }
    }
    Err(format!("not closed: {text}"))
}

#[test]
fn a_bundle_keeps_the_rules_of_stix() {
    let bundle = written(&incident());
    validate(&bundle);
    let kinds: BTreeSet<&str> =
        bundle["objects"].as_array().unwrap().iter().map(|each| text(each, "type")).collect();
    for kind in [
        "indicator",
        "observed-data",
        "relationship",
        "grouping",
        "marking-definition",
        "process",
        "directory",
    ] {
        assert!(kinds.contains(kind), "{kind}");
    }
}

#[test]
fn observables_have_the_ids_that_stix_says() {
    // As the specification and other implementations have them.
    let id = |kind: &str, value: &str| observable_id(kind, &json!({"value": value}));
    assert_eq!(id("ipv4-addr", "198.51.100.3"), "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4");
    assert_eq!(id("domain-name", "example.com"), "domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7");
    let name = json!({"name": "qwerty.dll", "hashes": {"SHA-256": "ceafbfd424be2ca4a5f0402cae090dda2fb0526cf521b60b60077c0f622b285a"}});
    assert_eq!(observable_id("file", &name), "file--7cdc1fbe-5cfd-5e09-8e87-648a1cf1080c");
}

#[test]
fn the_same_indicators_give_the_same_bundle() {
    let test = incident();
    assert_eq!(written(&test), written(&test));
    let few: Vec<_> = test.incident.standing_indicators().skip(3).take(1).collect();
    let few: Value = serde_json::from_str(&bundle(&test.incident, few)).unwrap();
    validate(&few);
    let all = written(&test);
    let ids: HashSet<&str> = all["objects"].as_array().unwrap().iter().map(|each| text(each, "id")).collect();
    assert!(few["objects"].as_array().unwrap().iter().all(|each| ids.contains(text(each, "id"))));
    assert_ne!(few["id"], all["id"]);
    let none: Value = serde_json::from_str(&bundle(&test.incident, [])).unwrap();
    assert_eq!(none.get("objects"), None);
}

#[test]
fn patterns_say_what_is_looked_for() {
    let said = |kind, value: &str| pattern(kind, value);
    assert_eq!(said(Ipv4, "198.51.100.0/24"), "[ipv4-addr:value ISSUBSET '198.51.100.0/24']");
    assert_eq!(said(Account, "CORP\\o'neil"), "[user-account:account_login = 'CORP\\\\o\\'neil']");
    assert_eq!(
        said(Path, "/tmp/.x/kinsing"),
        "[file:name = 'kinsing' AND file:parent_directory_ref.path = '/tmp/.x']"
    );
    assert_eq!(
        said(Path, "C:\\x.dll"),
        "[file:name = 'x.dll' AND file:parent_directory_ref.path = 'C:\\\\']"
    );
    assert_eq!(said(Resource, "arn:aws:s3:::a.b/*"), "arn:aws:s3:::a\\.b/\\*");
}

#[test]
fn what_two_indicators_share_keeps_the_stricter_label() {
    let test = incident();
    let bundle = written(&test);
    // `/tmp/kinsing` is there as a process and as a path: 16 is AMBER+STRICT, 17 is AMBER.
    let objects = bundle["objects"].as_array().unwrap();
    let file = objects
        .iter()
        .find(|each| {
            each["type"] == "file" && each["parent_directory_ref"].is_string() && each["name"] == "kinsing"
        })
        .unwrap();
    assert_eq!(file["object_marking_refs"], json!([marking_id(Tlp::AmberStrict)]));
    let grouping = objects.iter().find(|each| each["type"] == "grouping").unwrap();
    assert_eq!(grouping["object_marking_refs"], json!([marking_id(Tlp::Red)]));
}

#[test]
fn a_sheet_holds_one_indicator_a_line_and_no_formula() {
    let mut test = IncidentTest::open();
    let said = IndicatorSaid {
        tlp: Tlp::AmberStrict,
        first_seen: Some(when("2026-11-21 01:10Z", test.now)),
        last_seen: None,
        ports: vec![80, 443],
        note: Some("=HYPERLINK(\"http://x\"), two\nlines".to_owned()),
        entries: Vec::new(),
        steps: Vec::new(),
    };
    let new = NewIndicator { kind: Domain, value: "evil-cdn.net".to_owned(), said };
    test.run(Command::Indicators(IndicatorCommand::Add(vec![new])));
    let sheet = crate::indicator::csv(test.incident.standing_indicators());
    let (head, line) = sheet.split_once("\r\n").unwrap();
    assert_eq!(head.split(',').count(), 13);
    assert_eq!(
        line,
        "1,domain,evil-cdn.net,evil-cdn[.]net,TLP:AMBER+STRICT,2026-11-21T01:10:00Z,,\"'=HYPERLINK(\"\"http://x\"\"), two\nlines\",,,2026-11-21T02:18:00Z,Ana,80 443\r\n"
    );
}

#[test]
fn ports_are_told_in_words_beside_the_note() {
    let bundle = written(&incident());
    let objects = bundle["objects"].as_array().unwrap();
    let of = |name: &str| {
        let found = objects.iter().find(|each| each["type"] == "indicator" && each["name"] == name).unwrap();
        (text(found, "pattern").to_owned(), found["description"].as_str().map(str::to_owned))
    };
    let (pattern, description) = of("198.51.100.3");
    assert_eq!(pattern, "[ipv4-addr:value = '198.51.100.3']", "it is the address, whatever the port");
    assert_eq!(description.unwrap(), "seen in the logs\nSeen with ports 443, 4444.");
    assert_eq!(of("198.51.100.0/24").1, None);
}
