//! Files that mean harm, or are merely broken: nothing runs, nothing hangs, and the place is told.

use super::*;

/// The sound playbook with a paragraph more, and where it starts.
fn with_paragraph(text: &str) -> (String, usize) {
    (with("Use this when a key is out.", text), 28)
}

#[test]
fn what_would_run_or_fetch_is_found_at_its_place() {
    for (text, rule, column) in [
        ("<script>alert(1)</script>", "raw-html", 1),
        ("a <script>alert(1)</script>", "raw-html", 3),
        ("<img src=x onerror=alert(1)>", "raw-html", 1),
        ("<svg onload=alert(1)></svg>", "raw-html", 1),
        ("<iframe src=\"https://a.example\"></iframe>", "raw-html", 1),
        ("<a href=\"javascript:alert(1)\">x</a>", "raw-html", 1),
        ("[x](javascript:alert(1))", "unsafe-link", 1),
        ("see [x](JaVaScRiPt:alert(1))", "unsafe-link", 5),
        ("[x](java&#115;cript:alert(1))", "unsafe-link", 1),
        ("[x](&#1;javascript:alert(1))", "unsafe-link", 1),
        ("[x](data:text/html;base64,PHNjcmlwdD4=)", "unsafe-link", 1),
        ("[x](vbscript:msgbox)", "unsafe-link", 1),
        ("<javascript:alert(1)>", "unsafe-link", 1),
        ("[x][y]\n\n[y]: javascript:alert(1)", "unsafe-link", 1),
        ("![x](https://tracker.example/p.png)", "remote-image", 1),
        ("![x](//tracker.example/p.png)", "remote-image", 1),
        ("![x](data:image/svg+xml,<svg/onload=alert(1)>)", "unsafe-link", 1),
    ] {
        let (source, line) = with_paragraph(text);
        let found = found(&source);
        assert_eq!(found.first(), Some(&(rule, line, column)), "{text}: {found:?}");
        assert!(found.iter().all(|finding| finding.0 == rule), "{text}: {found:?}");
        assert!(!read(source.as_bytes(), &reference()).is_sound(), "{text}");
    }
}

#[test]
fn a_name_in_angle_brackets_is_a_warning_sign_and_in_backticks_it_is_text() {
    assert_eq!(found(with_paragraph("Write to <your-account-id>.").0), [("raw-html", 28, 10)]);
    assert_eq!(found(with_paragraph("Write to `<your-account-id>`.").0), []);
}

#[test]
fn characters_that_deceive_are_found() {
    for (text, column) in [
        ("a\u{202e}b", 2),
        ("\u{200b}", 1),
        ("ab\0c", 3),
        ("a\u{1b}[31m", 2),
        ("x\u{feff}", 2),
        ("\u{2066}a", 1),
    ] {
        assert_eq!(found(with_paragraph(text).0), [("hidden-character", 28, column)], "{text:?}");
    }
    assert_eq!(found(with_paragraph("عربى 👩‍🚒 emoji").0), []);
}

#[test]
fn nul_bytes_in_front_matter_are_refused() {
    let reading = read(with("title: Stolen key", "title: Sto\0len").as_bytes(), &reference());
    assert_eq!(reading.findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["front-matter"]);
}

#[test]
fn bytes_that_are_not_utf8_are_told_to_the_byte() {
    let mut bytes = "---\nplaybook: 1\ntitle: Z\u{fc}rich".as_bytes().to_vec();
    bytes.extend([b' ', 0xff, b'\n']);
    let reading = read(&bytes, &reference());
    assert_eq!(reading.findings.len(), 1);
    assert_eq!((reading.findings[0].rule, reading.findings[0].span.start), ("not-utf8", bytes.len() - 2));
    assert_eq!(
        LineIndex::new(&reading.source).place(reading.findings[0].span.start),
        Place { line: 3, column: 15 }
    );
    assert!(reading.source.ends_with("\u{fffd}\n") && reading.playbook.is_none());
    assert_eq!(found([0xff, 0xfe, b'a', 0]), [("not-utf8", 1, 1)]);
}

#[test]
fn a_file_of_ten_megabytes_is_not_read() {
    let source = SOUND.to_owned() + &"word ".repeat(2_000_000);
    assert_eq!(found(&source), [("too-large", 1, 1)]);
    let parsed = parse(&source, &reference());
    assert!(parsed.playbook.is_none() && parsed.source.is_empty());
}

#[test]
fn a_hundred_thousand_headings_are_read_once() {
    let steps = SOUND.to_owned() + &"\n### Do it\n".repeat(100_000);
    let found_in_steps = found(&steps);
    assert!(found_in_steps.iter().any(|finding| finding.0 == "too-many-steps"));
    let playbook = playbook(&steps);
    assert_eq!(playbook.steps().count(), MOST_STEPS);
    let last = playbook.sections.last().unwrap().steps.last().unwrap();
    assert_eq!(last.anchor, format!("do-it-{}", MOST_STEPS - 4));

    let notes = SOUND.to_owned() + &"\n## Same\n".repeat(100_000);
    assert_eq!(found(&notes), []);
    assert_eq!(super::playbook(&notes).notes.len(), 100_000);

    let numbered: String = (0..100_000).map(|number| format!("\n# a-{number}\n")).collect();
    let parts = SOUND.to_owned() + &numbered + &"\n# a\n".repeat(50_000);
    assert_eq!(found(&parts), []);
}

#[test]
fn nesting_a_thousand_deep_is_found_and_read() {
    let quotes = with_paragraph(&format!("{} x", ">".repeat(1_000))).0;
    assert_eq!(found(&quotes), [("too-deep", 28, 65)]);
    let list: String = (0..1_000).map(|level| format!("{}- [ ] x\n", "  ".repeat(level))).collect();
    let in_step = with("- [ ] Note `{{key_id}}`\n", &format!("Now:\n\n{list}"))
        .replace("--access-key-id ", "--access-key-id {{key_id}} ");
    assert!(found(&in_step).iter().any(|finding| finding.0 == "too-deep"));
    let one_line = with_paragraph(&format!("{}x", "- ".repeat(100_000))).0;
    assert!(found(&one_line).iter().any(|finding| finding.0 == "too-deep"));
    let emphasis = with_paragraph(&format!("{}x{}", "*a **b ".repeat(1_000), "** *".repeat(1_000))).0;
    assert!(read(emphasis.as_bytes(), &reference()).playbook.is_some());
}

#[test]
fn one_item_after_another_on_a_line_inside_a_step_is_bounded() {
    let (_, step) = step_with(&format!("{}x\n", "1. ".repeat(200_000)));
    assert!(step.tasks.len() <= DEEPEST);
}

#[test]
fn soups_of_marks_come_to_an_end() {
    for soup in [
        "[", "![", "`", "*", "<", "&", "|", "\\", "{{", "[a](", "<!--", "> ", "1. ", "- ", "~", "_*", "]",
        "[^a]: ", "\u{0}", "#", "---\n",
    ] {
        let source = SOUND.to_owned() + "\n" + &soup.repeat(300_000 / soup.len());
        assert!(read(source.as_bytes(), &reference()).playbook.is_some(), "{soup:?}");
    }
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut bomb = "---\nplaybook: 1\na: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, before) in "bcdefghij".chars().zip("abcdefghi".chars()) {
        bomb.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 9].join(", ")));
    }
    bomb.push_str("---\n");
    assert_eq!(found(&bomb), [("front-matter", 4, 8)]);
}

#[test]
fn a_thousand_choices_and_needs_are_followed_once() {
    let mut source = SOUND.to_owned();
    for number in 0..1_500_usize {
        source.push_str(&format!(
            "\n### Go on {number}\n<!-- id: go-{number} -->\n\n- **Layer:** data\n- **Needs:** {}\n",
            (0..40)
                .map(|back: usize| format!("go-{}", number.saturating_sub(back + 1)))
                .collect::<Vec<_>>()
                .join(", ")
        ));
    }
    assert_eq!(found(&source).iter().map(|finding| finding.0).collect::<Vec<_>>(), ["needs-cycle"; 40]);
}
