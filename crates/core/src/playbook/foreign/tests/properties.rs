//! What holds for every text.

use proptest::prelude::*;

use super::*;

/// Lines that make up foreign playbooks, well and badly.
fn soup() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "---",
        "+++",
        "title: X",
        "# Title",
        "## Contain",
        "## 2. Detection",
        "### Recover",
        "#### AWS",
        "### Do it",
        "## Containment, eradication and recovery",
        "**(E) Eradication**",
        "**References:**",
        "Recovery:",
        "Lessons learned",
        "Contain\n===",
        "Detect\n---",
        "- item",
        "  - inner",
        "    - deeper",
        "* [ ] box",
        "1. one",
        "2) two",
        "- - both",
        "   ```sh",
        "```",
        "~~~",
        "  ls {{key}} \u{df}",
        "\tcode",
        "| Phase | Action |",
        "|---|---|",
        "| Contain | x |",
        "> quote",
        "> - quoted",
        "> ```",
        "<details><summary>Contain</summary>",
        "<h2>Detect</h2><ul><li>a</li>",
        "<ol><li>b <li>c",
        "\u{2022} sign",
        "a) letter",
        "3.1 dotted",
        "**Step 2.** more",
        "**Recovery:** words",
        "**Eindämmung:** Wörter",
        "* **Steps:**",
        "## Recover {#r}",
        "| Detect | a<br>b |",
        "</details>",
        "<script>",
        "![i](https://x)",
        "[l](javascript:x)",
        "[a](#b)",
        "{{a}}",
        "",
        "",
        "  ",
        "text **strong** _em_ \u{65e5}\u{672c}",
        "- **Role:** x",
        "[^1]: note",
        "[r]: http://x",
        "\u{feff}",
        "\u{202e}",
        "\u{0}",
        "&#x41;",
        "\\",
        "* * *",
        "a. letter  ",
        "#### Decide",
        "<!-- id: x -->",
        "1. **Containment**: y",
        "- T1114",
        "+ plus",
        "-",
        "1.",
        "#",
        "####",
    ]);
    (
        prop::collection::vec(line, 0..40),
        prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n"]),
        any::<bool>(),
    )
        .prop_map(|(lines, end, has_end)| format!("{}{}", lines.join(end), if has_end { end } else { "" }))
}

fn holds(bytes: &[u8]) {
    let reference = reference();
    for judged in [Judged::ByContent, Judged::AsPlaybook] {
        let import = read(bytes, "x.md", judged, &reference);
        check(&import, bytes);
        assert_eq!(read(bytes, "x.md", judged, &reference), import);
        let all: BTreeSet<String> = import.guesses.iter().map(|guess| guess.id.clone()).collect();
        for accepted in [BTreeSet::new(), all] {
            let native = to_native(&import, &accepted, &reference);
            let reading = playbook::read(native.as_bytes(), &reference);
            assert!(
                reading.is_sound(),
                "{:?}\n{native}\n----\n{}",
                reading.findings,
                String::from_utf8_lossy(bytes)
            );
            if import.is_native {
                continue;
            }
            let playbook = reading.playbook.expect("it is sound");
            let ids: Vec<&str> = playbook.steps().map(|(_, step)| step.id.as_str()).collect();
            let expected: Vec<&str> = import.steps.iter().map(|step| step.id.as_str()).collect();
            assert_eq!(ids, expected, "{native}\n----\n{}", String::from_utf8_lossy(bytes));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_soup_of_markdown_is_read(source in soup()) {
        holds(source.as_bytes());
    }

    #[test]
    fn any_soup_below_phases_is_read(source in soup()) {
        holds(format!("# P\n## Detect\n- Look\n## Contain\n{source}\n## Recover\n- Replace\n").as_bytes());
    }

    #[test]
    fn any_text_is_read(source in any::<String>()) {
        holds(source.as_bytes());
        holds(format!("\u{feff}## Contain\n- {source}").as_bytes());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        holds(&bytes);
    }

    #[test]
    fn commands_are_untouched(lines in prop::collection::vec("[^\r\n\0]{0,30}", 1..8), nested in any::<bool>(), end in prop::sample::select(vec!["\n", "\r\n"])) {
        let text = lines.join(end);
        prop_assume!(!text.contains("````"));
        prop_assume!(!nested || lines.iter().all(|line| !line.is_empty()));
        let indent = if nested { "  " } else { "" };
        let fenced: String = text.split(end).map(|line| format!("{indent}{line}{end}")).collect();
        let source = format!("# P{end}## Detect{end}- Look{end}## Contain{end}- Block{end}{end}{indent}````sh{end}{fenced}{indent}````{end}## Recover{end}- Replace{end}");
        let import = import(&source);
        let step = import.steps.iter().find(|step| step.id == "contain-block").expect("the step");
        prop_assert_eq!(step.commands.len(), 1);
        prop_assert_eq!(&step.commands[0].text, &text);
    }
}

#[test]
fn bytes_that_are_no_text_are_kept() {
    for bytes in [
        &b"\xef\xbb\xbf# P\r\n## Detect\r- Look\r\n## Contain\n- Bl\xff\xfeock\n## Recover\n- Repl\xc3"[..],
        b"\xff\xfe#\0 \0P\0",
        b"---\ntitle: x\n---",
        b"---\ntitle: x\n---\n## Contain\n- a\n## Recover\n- b\n## Detect\n- c",
        b"\xef\xbb\xbf---\ntitle: x\n---\n",
    ] {
        holds(bytes);
    }
    let import = read(
        b"\xef\xbb\xbf# P\n## Detect\n- Look\n## Contain\n- Bl\xffock\n## Recover\n- a\n",
        "x.md",
        Judged::ByContent,
        &reference(),
    );
    assert_eq!(told(&import), "detect Look\ncontain Bl?ock\nrecover a\n");
}

#[test]
fn a_large_file_is_read_without_waiting_for_long() {
    let mut text = String::from("# P\n## Detect\n- Look\n## Recover\n- Replace\n## Contain\n");
    for number in 0..20_000 {
        text.push_str(&format!("- Block {number} [x](#y{number}) <b>\n\n### Head {number}\n"));
    }
    let import = read(text.as_bytes(), "x.md", Judged::ByContent, &reference());
    check(&import, text.as_bytes());
    assert!(import.steps.len() >= 1_500);
    let deep = format!("# P\n## Contain\n{}x\n", "- ".repeat(20_000));
    holds(deep.as_bytes());
}
