use super::*;

fn check(typed: &str, full_text: Option<&str>) {
    assert_eq!(Query::new(typed).and_then(|query| query.full_text()).as_deref(), full_text, "{typed:?}");
}

#[test]
fn what_is_typed_becomes_phrases_with_the_last_as_a_beginning() {
    check("access key", Some("\"access\" AND \"key\"*"));
    check("  AKIA  ", Some("\"akia\"*"));
    check("10.0.0.1", Some("\"10.0.0.1\"*"));
    check(
        "say \"hello\" OR NOT x*",
        Some("\"say\" AND \"\"\"hello\"\"\" AND \"or\" AND \"not\" AND \"x*\"*"),
    );
    check("a\0b", Some("\"a\" AND \"b\"*"));
}

#[test]
fn what_has_no_letter_or_digit_is_not_in_the_index() {
    check("", None);
    check("🔥", None);
    check("-- \" *", None);
    check("🔥 key", Some("\"key\"*"));
}

#[test]
fn a_line_is_marked_in_parts_of_which_every_second_is_a_hit() {
    let mark = |typed: &str, line: &str| Query::new(typed).unwrap().mark(line);
    assert_eq!(mark("key", "Access KEY seen"), ["Access ", "KEY", " seen"]);
    assert_eq!(mark("key", "nothing"), ["nothing"]);
    assert_eq!(mark("é key", "Éclair key"), ["", "É", "clair ", "key", ""]);
    assert_eq!(mark("ke key", "key"), ["", "key", ""]);
}
