use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::playbook::text::slice;
use crate::playbook::{LineIndex, Place};

/// Front matter as it is really written.
const REAL: &str = "playbook: 1\nid: a-b\ntitle: Exposed key (IaaS)\nsummary: >-\n  One line and\n  a second – with “quotes”.\nincident_types: [credential-compromise]\nroles:\n  lead: Runs the response, decides\n  cloud: Holds the role\nvariables:\n  key_id: {about: Identifier of the key, example: AKIA}\n  from_utc: {about: Start, example: \"2026-11-20T00:00:00Z\", providers: [aws, gcp]}\ntargets:\n  contain: 1 h 30 min\nclocks:\n  - one\n  - two words\nempty: []\nlink: https://example.com/a#b\n";

#[test]
fn plain_and_yaml_agree_on_real_front_matter() {
    let quick = plain::read(REAL, 7).expect("plain enough");
    assert_eq!(read_yaml(REAL, 7), Ok(quick));
}

#[test]
fn spans_are_places_of_the_file() {
    let source = format!("\u{feff}---\n{REAL}---\n");
    let Front::Present { yaml, .. } = find(&source) else { panic!("front matter") };
    let entries = read(slice(&source, &yaml), yaml.start).unwrap();
    assert_eq!(slice(&source, &entries[2].place), "title");
    assert_eq!(slice(&source, &entries[2].node.span), "Exposed key (IaaS)");
    assert_eq!(slice(&source, &entries[4].node.span), "[credential-compromise]");
}

#[test]
fn front_matter_is_found_with_any_line_end() {
    for (source, body) in [
        ("---\na: 1\n---\nx", 13),
        ("---\r\na: 1\r\n---\r\nx", 16),
        ("\u{feff}---\na: 1\n---", 15),
        ("--- \na: 1\n...\nx", 14),
    ] {
        let Front::Present { body: found, .. } = find(source) else { panic!("{source:?}") };
        assert_eq!(found, body, "{source:?}");
    }
    assert_eq!(find("# Title\n"), Front::Absent { body: 0 });
    assert_eq!(find("\u{feff}text"), Front::Absent { body: 3 });
    assert_eq!(find(""), Front::Absent { body: 0 });
    assert_eq!(find("---\na: 1\n"), Front::Unclosed { opening: 0..3 });
}

#[track_caller]
fn check_fault(yaml: &str, line: usize, column: usize, message: &str) {
    let fault = read(yaml, 0).expect_err(yaml);
    assert_eq!(fault.rule, "front-matter");
    assert_eq!(
        LineIndex::new(yaml).place(fault.span.start),
        Place { line, column },
        "{yaml:?}: {}",
        fault.message
    );
    assert!(fault.message.contains(message), "{}", fault.message);
}

#[test]
fn what_is_no_front_matter_is_refused_with_its_place() {
    check_fault("id: a\nid: b\n", 2, 1, "`id` comes twice");
    check_fault("roles:\n  lead: a\n  lead: b\n", 3, 3, "`lead` comes twice");
    check_fault("roles: {lead: a, lead: b}\n", 1, 18, "`lead` comes twice");
    check_fault("id: &a x\ntitle: *a\n", 2, 8, "aliases");
    check_fault("id: [a\ntitle: b\n", 2, 6, "not valid YAML");
    check_fault("id: a\n\tb: c\n", 1, 5, "not valid YAML");
    check_fault("just text\n", 1, 1, "not a list of keys");
    check_fault("- a\n- b\n", 1, 1, "not a list of keys");
    check_fault("[a]: b\n", 1, 1, "not a word");
    check_fault("a: [[[[[[[[[b]]]]]]]]]\n", 1, 11, "more than 8 deep");
    check_fault(&format!("a: {}\n", "x".repeat(70_000)), 1, 1, "larger than 64 KiB");
}

#[test]
fn an_alias_bomb_is_refused_at_its_first_alias() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        let before = format!("*a{}", level - 1);
        let items = vec![before; 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    check_fault(&bomb, 2, 10, "aliases");
}

#[test]
fn what_looks_plain_and_is_not_goes_to_the_yaml_parser() {
    for yaml in [
        "a: b # comment\n",
        "a: b: c\n",
        "a: 'b'\n",
        "a: \"b\\n\"\n",
        "a: |\n  b\n",
        "a: b\n  c\n",
        "a:\n- b\n",
        "a: \n",
        "a: &b c\n",
        "a: !!str b\n",
        "a: {b}\n",
        "a: {b: }\n",
        "a: [b, ]\n",
        "a: >\n  b\n",
        "# c\na: b\n",
        "a: b\r\n",
        "a:\n    b: c\n  d: e\n",
        "a: >-\n  b\n   c\n",
        "a: >-\n\n  b\n",
        "null: b\n",
        "a: - b\n",
        "a: [{b: c}]\n",
    ] {
        assert_eq!(plain::read(yaml, 0), None, "{yaml:?}");
    }
}

/// Lines that come close to everything the quick reading takes, and to what it must leave alone.
fn soup() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        Just("text"),
        Just("two words"),
        Just("a, b"),
        Just("1.0.0"),
        Just("~"),
        Just("null"),
        Just("true"),
        Just("[a, b]"),
        Just("[a,b ]"),
        Just("[ ]"),
        Just("[\"a\", b c]"),
        Just("{about: a b, example: \"x: y\"}"),
        Just("{about: a, in words}"),
        Just("{ about: x:y , providers: [aws] }"),
        Just("\"quoted\""),
        Just("\"\""),
        Just("a:b"),
        Just("a: b"),
        Just("a #b"),
        Just("a#b"),
        Just("x  y"),
        Just("(x)"),
        Just("-x"),
        Just("- x"),
        Just("?x"),
        Just("é ü"),
        Just("naïve – x"),
        Just("x\""),
        Just("it's"),
        Just("a]"),
        Just("a}"),
        Just("{a: b}}"),
        Just("[a]]"),
        Just("12:30"),
        Just("http://a/b"),
        Just(">-"),
        Just(">-\n  folded\n  text"),
        Just(">-\n  one"),
        Just(""),
        Just("x: "),
        Just("% x"),
        Just("a\tb"),
        Just("@x"),
        Just("{about: 12:30, b: c}"),
        Just("{a: http://x/y}"),
        Just("[a:b, c]"),
        Just("[a: b]"),
        Just("{a: \"b\"c}"),
        Just("[a b, c  d]"),
        Just("\n  - one\n  - two words"),
        Just("\n  - a\n    - b"),
        Just("\n - x: y"),
        Just("/x"),
        Just(".x"),
        Just("(a, b)"),
    ];
    let key = prop_oneof![
        Just("a"),
        Just("key_id"),
        Just("B1"),
        Just("1"),
        Just("true"),
        Just("null"),
        Just("k-e"),
        Just("é")
    ];
    let line = (
        prop_oneof![5 => Just(""), 2 => Just("  "), 1 => Just("   ")],
        key,
        prop_oneof![8 => Just(": "), 1 => Just(":  "), 2 => Just(":"), 1 => Just(" : ")],
        value,
    )
        .prop_map(|(indent, key, colon, value)| format!("{indent}{key}{colon}{value}"));
    let other = prop_oneof![
        Just(String::new()),
        Just("# c".to_owned()),
        Just("  more".to_owned()),
        Just("  - x".to_owned())
    ];
    (proptest::collection::vec(prop_oneof![9 => line, 1 => other], 1..6), any::<bool>())
        .prop_map(|(lines, ends)| lines.join("\n") + if ends { "\n" } else { "" })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn plain_reads_what_yaml_reads(yaml in soup()) {
        if let Some(quick) = plain::read(&yaml, 3) {
            match read_yaml(&yaml, 3) {
                Ok(entries) => prop_assert_eq!(quick, entries),
                Err(fault) => prop_assert!(fault.message.contains("comes twice"), "{}", fault.message),
            }
        }
    }

    #[test]
    fn flat_texts_are_those_that_serde_reads(values in proptest::collection::btree_map("[a-z]{1,5}", "[ -~]{0,12}", 1..5)) {
        let yaml: String = values.iter().map(|(key, value)| format!("x{key}: {value}\n")).collect();
        let by_serde: Result<BTreeMap<String, Option<String>>, _> = serde_saphyr::from_str(&yaml);
        if let (Ok(entries), Ok(by_serde)) = (read(&yaml, 0), by_serde) {
            for entry in entries {
                if let Value::Text(text) = &entry.node.value {
                    let expected = by_serde.get(entry.key.as_ref()).cloned().flatten();
                    prop_assert_eq!(expected.as_deref(), Some(text.as_ref()));
                }
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused_inside_its_bounds(yaml in any::<String>()) {
        match read(&yaml, 5) {
            Ok(entries) => {
                for entry in entries {
                    prop_assert!(entry.node.span.end <= yaml.len() + 5);
                }
            }
            Err(fault) => prop_assert!(fault.span.start >= 5 && fault.span.end <= yaml.len() + 5),
        }
    }
}
