use super::*;

fn check(parts: &[&str], snippet: &[&str]) {
    let parts = parts.iter().map(|part| (*part).to_owned()).collect();
    assert_eq!(around_first_hit(parts), snippet);
}

#[test]
fn a_short_text_is_shown_whole() {
    check(&[""], &[""]);
    check(&["no hit"], &["no hit"]);
    check(&["", "hit", " and ", "hit", ""], &["", "hit", " and ", "hit", ""]);
}

#[test]
fn a_long_text_is_cut_around_the_first_hit() {
    let long = "word ".repeat(100);
    let short = |count: usize| "word ".repeat(count);
    check(&[&long, "hit", " end"], &[&format!("…{}", short(12)), "hit", " end"]);
    check(&["", "hit", &long], &["", "hit", &format!("{}wo…", short(39))]);
    check(&[&long], &[&format!("{}…", short(40))]);
    let one_word = "é".repeat(500);
    check(&[&one_word, &one_word], &[&format!("…{}", "é".repeat(61)), &format!("{}…", "é".repeat(138))]);
}
