use super::*;
use crate::playbook::parse;
use crate::playbook::tests::{SOUND, reference};

fn compared(newer: &str) -> Comparison {
    let read = |source: &str| parse(source, &reference()).playbook.unwrap();
    compare((&read(SOUND), SOUND), (&read(newer), newer))
}

fn with(changes: &[(&str, &str)]) -> String {
    let mut text = SOUND.to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    text
}

/// The lines of a difference as people write them.
fn told(lines: &[DiffLine]) -> Vec<String> {
    let mark = |kind| match kind {
        DiffKind::Same => " ",
        DiffKind::Added => "+",
        DiffKind::Removed => "-",
        DiffKind::Gap => "…",
    };
    lines.iter().map(|line| format!("{}{}", mark(line.kind), line.text)).collect()
}

#[test]
fn the_same_text_differs_in_nothing() {
    let comparison = compared(SOUND);
    assert!(comparison.is_empty());
    assert_eq!(comparison.in_words(), "nothing changed");
}

#[test]
fn the_front_matter_is_compared_by_what_it_says() {
    let comparison = compared(&with(&[
        ("version: 1.0.0", "version: 1.1.0"),
        ("providers: [aws, gcp]", "providers: [\"aws\", gcp]"),
        ("attack: [T1580]", "attack: [T1580, T1078.004]"),
        ("updated: 2026-11-21\n", ""),
    ]));
    let changed: Vec<_> = comparison
        .meta
        .iter()
        .map(|change| (change.key, change.before.as_str(), change.after.as_str()))
        .collect();
    assert_eq!(
        changed,
        [
            ("version", "1.0.0", "1.1.0"),
            ("updated", "2026-11-21", ""),
            ("attack", "T1580", "T1580, T1078.004")
        ]
    );
    assert_eq!(comparison.in_words(), "no step changed");
    assert!(!comparison.is_empty());
}

#[test]
fn steps_are_the_same_by_their_id_whatever_their_title_and_place() {
    let older = "---\nplaybook: 1\nid: a\n---\n\n# A\n\n## Detect\n\n### Look\n<!-- id: look -->\n\n## Contain\n\n### Stop it\n<!-- id: stop -->\n\nAt once.\n\n### Leave\n<!-- id: leave -->\n";
    let newer = "---\nplaybook: 1\nid: a\n---\n\n# A\n\n## Detect\n\n### Stop it now\n<!-- id: stop -->\n\nAt once.\n\n### Look\n<!-- id: look -->\n\n## Contain\n\n### Stay\n<!-- id: stay -->\n";
    let read = |source: &str| parse(source, &reference()).playbook.unwrap();
    let comparison = compare((&read(older), older), (&read(newer), newer));
    let steps: Vec<_> = comparison
        .steps
        .iter()
        .map(|step| (step.id.as_str(), step.before, step.after, step.how.clone()))
        .collect();
    assert_eq!(
        steps,
        [
            (
                "stop",
                Some(2),
                Some(1),
                vec![How::Moved { from: Phase::Contain }, How::Title { from: "Stop it".to_owned() }]
            ),
            ("stay", None, Some(3), vec![How::Added]),
            ("leave", Some(3), None, vec![How::Removed]),
        ]
    );
    assert_eq!(comparison.in_words(), "1 step added, 1 removed, 1 moved to another phase");
    assert_eq!(
        told(&comparison.steps[0].lines),
        ["-### Stop it", "+### Stop it now", " <!-- id: stop -->", " ", "…"]
    );
    assert_eq!(told(&comparison.steps[2].lines), ["-### Leave", "-<!-- id: leave -->"]);
}

#[test]
fn each_part_of_a_step_is_told_apart() {
    let older = "---\nplaybook: 1\nid: a\n---\n\n# A\n\nRead me.\n\n## Detect\n\n### Look\n<!-- id: look -->\n\n- **Layer:** data\n- **Time:** 5 min\n\nLook well.\n\n- [ ] Seen\n\n```bash read\nls\n```\n\n#### Collect\n\n- The log\n\n#### Ask the provider\n\n- The account\n";
    for (old, new, how) in [
        ("data\n", "accounts\n", How::Fact("Layer")),
        ("5 min", "6 min", How::Fact("Time")),
        ("Look well", "Look closely", How::Text),
        ("- [ ] Seen", "- [ ] Noted", How::Tasks),
        ("bash read\nls", "bash read\nls -l", How::Commands),
        ("bash read", "bash change", How::Commands),
        ("The log", "The whole log", How::Collect),
        ("The account", "The tenant", How::Ask),
    ] {
        let newer = older.replacen(old, new, 1);
        let read = |source: &str| parse(source, &reference()).playbook.unwrap();
        let comparison = compare((&read(older), older), (&read(&newer), &newer));
        let found: Vec<_> = comparison.steps.iter().flat_map(|step| step.how.clone()).collect();
        assert_eq!(found, [how], "{new}");
        assert_eq!(comparison.around, [], "{new}");
        assert!(comparison.steps[0].lines.iter().any(|line| line.kind == DiffKind::Added), "{new}");
    }
    let newer = older.replacen("Read me.", "Read this.", 1);
    let read = |source: &str| parse(source, &reference()).playbook.unwrap();
    let comparison = compare((&read(older), older), (&read(&newer), &newer));
    assert_eq!(comparison.steps, []);
    assert_eq!(told(&comparison.around), ["-Read me.", "+Read this.", " ## Detect"]);
}

#[test]
fn long_texts_are_not_compared_line_by_line() {
    let text = |word: &str| (0..3_000).map(|number| format!("{word} {number}\n")).collect::<String>();
    let lines = diff_lines(&text("a"), &text("b"));
    assert_eq!(lines.len(), 6_000);
    assert_eq!((lines[0].kind, lines[5_999].kind), (DiffKind::Removed, DiffKind::Added));
}

#[test]
fn lines_far_from_a_change_are_left_out() {
    let text = |word: &str| format!("1\n2\n3\n4\n{word}\n6\n7\n8\n9\n");
    assert_eq!(
        told(&diff_lines(&text("five"), &text("5"))),
        ["…", " 3", " 4", "-five", "+5", " 6", " 7", "…"]
    );
}
