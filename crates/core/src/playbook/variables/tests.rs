use super::*;

fn declared(names: &[&str]) -> BTreeMap<String, Variable> {
    names.iter().map(|name| ((*name).to_owned(), Variable::default())).collect()
}

fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn names(text: &str) -> Vec<&str> {
    placeholders(text).map(|placeholder| placeholder.name).collect()
}

#[test]
fn only_plain_names_are_placeholders() {
    for (text, expected) in [
        ("{{a}} and {{b_2}}", vec!["a", "b_2"]),
        ("{{a}}{{b}}", vec!["a", "b"]),
        ("${{ secrets.X }} ${{a}}", vec![]),
        ("{{ a }} {{a.b}} {{a | b}} {{1a}} {{}} {{a}", vec![]),
        ("{{{a}}} {{{b}}", vec!["b"]),
        ("{\"k\":{{a}}}", vec!["a"]),
        ("{{{{a}}", vec!["a"]),
        ("{{a{{b}}", vec!["b"]),
        ("{{é}}", vec![]),
    ] {
        assert_eq!(names(text), expected, "{text:?}");
    }
}

#[test]
fn text_is_split_at_declared_variables() {
    let segments = fill(
        "use {{key}} for {{who}}, not {{item}}",
        &values(&[("key", "AKIA")]),
        &declared(&["key", "who"]),
    );
    assert_eq!(
        segments,
        [
            Segment::Text("use ".to_owned()),
            Segment::Value { name: "key".to_owned(), value: "AKIA".to_owned() },
            Segment::Text(" for ".to_owned()),
            Segment::Missing { name: "who".to_owned() },
            Segment::Text(", not {{item}}".to_owned()),
        ]
    );
}

#[test]
fn an_empty_value_is_missing_and_values_are_not_filled_again() {
    assert_eq!(
        fill("{{a}}", &values(&[("a", "")]), &declared(&["a"])),
        [Segment::Missing { name: "a".to_owned() }]
    );
    assert_eq!(
        fill("{{a}}", &values(&[("a", "{{a}}")]), &declared(&["a"])),
        [Segment::Value { name: "a".to_owned(), value: "{{a}}".to_owned() }]
    );
    assert_eq!(fill("", &values(&[]), &declared(&[])), []);
}

#[test]
fn many_open_braces_are_read_once() {
    assert_eq!(names(&"{".repeat(1_000_000)), Vec::<&str>::new());
    assert_eq!(names(&"{{a".repeat(300_000)), Vec::<&str>::new());
}
