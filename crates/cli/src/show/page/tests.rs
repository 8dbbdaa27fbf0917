use chrono::DateTime;
use proptest::prelude::*;

use super::*;

fn page(width: usize) -> Page {
    Page::new(width, Tz::UTC, DateTime::UNIX_EPOCH)
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn columns_are_aligned_by_what_is_seen() {
    let mut page = page(80);
    page.table("  ", &[row(&["🔑", "x", "", "one"]), row(&["日本", "longer", "", "two"])]);
    assert_eq!(page.into_text(), "  🔑    x       one\n  日本  longer  two\n");
}

#[test]
fn the_last_column_is_wrapped_below_itself() {
    let mut page = page(34);
    page.table("", &[row(&["INC-1", "some words that do not fit at all"])]);
    assert_eq!(page.into_text(), "INC-1  some words that do not fit\n       at all\n");
}

#[test]
fn a_long_word_stays_whole_to_be_copied() {
    let mut page = page(30);
    let word = "x".repeat(64);
    page.indented("  - ", "    ", &format!("hash {word} end"));
    assert_eq!(page.into_text(), format!("  - hash\n    {word}\n    end\n"));
}

#[test]
fn lines_of_a_text_stay_lines() {
    let mut page = page(80);
    page.indented("> ", "  ", "one\r\n\n  two");
    assert_eq!(page.into_text(), "> one\n\n    two\n");
}

#[test]
fn what_steers_a_terminal_is_spelled_out() {
    assert_eq!(
        one_line("a\u{1b}[31m\u{9b}\u{202e}\u{2066}\u{7f}\0\n\tb"),
        "a\\u{1b}[31m\\u{9b}\\u{202e}\\u{2066}\\u{7f}\\u{0}\\u{a}    b"
    );
    assert_eq!(one_line("مرحبا\u{200f} 🧑‍🚒"), "مرحبا\u{200f} 🧑‍🚒");
}

proptest! {
    #[test]
    fn no_text_breaks_a_page(text in "\\PC{0,200}|.{0,200}", width in 0_usize..120) {
        let mut page = page(width);
        page.indented("  ", "    ", &text);
        page.table(" ", &[vec![text.clone(), text.clone()], vec![text.clone()], Vec::new()]);
        let made = page.into_text();
        prop_assert!(!made.chars().any(|c| c.is_control() && c != '\n'));
        let words = |text: &str| one_line(text).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let lines: Vec<String> = text.split('\n').flat_map(|line| words(line.trim_end_matches('\r'))).collect();
        prop_assert!(made.split_whitespace().map(str::to_owned).collect::<Vec<_>>().starts_with(&lines));
    }
}
