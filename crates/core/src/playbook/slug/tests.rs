use super::*;

#[test]
fn headings_give_the_anchors_of_forges() {
    for (heading, anchor) in [
        ("Deactivate the key", "deactivate-the-key"),
        ("  Deactivate  the key ", "deactivate--the-key"),
        ("What's new? (v2.0)", "whats-new-v20"),
        ("Ask — then act", "ask--then-act"),
        ("snake_case and kebab-case", "snake_case-and-kebab-case"),
        ("Über Größe", "über-größe"),
        ("日本語 見出し", "日本語-見出し"),
        ("Party 🎉 time", "party--time"),
        ("cafe\u{301}", "cafe\u{301}"),
        ("AT&T / C++", "att--c"),
        ("", ""),
    ] {
        assert_eq!(slug(heading), anchor, "{heading:?}");
    }
}

#[test]
fn a_second_heading_of_the_same_text_gets_a_number() {
    let mut anchors = Anchors::default();
    let made: Vec<String> =
        ["A", "a", "A!", "A 1", "a-1", "A"].iter().map(|heading| anchors.next(heading)).collect();
    assert_eq!(made, ["a", "a-1", "a-2", "a-1-1", "a-1-2", "a-3"]);
    assert!(anchors.contains("a-2"));
    assert!(!anchors.contains("a-9"));
}

#[test]
fn numbers_taken_by_headings_are_left_out() {
    let mut anchors = Anchors::default();
    let made: Vec<String> = ["a 1", "a", "a"].iter().map(|heading| anchors.next(heading)).collect();
    assert_eq!(made, ["a-1", "a", "a-2"]);
}
