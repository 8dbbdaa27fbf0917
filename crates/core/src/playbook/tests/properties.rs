//! What holds for every text.

use proptest::prelude::*;

use super::*;

/// Lines that make up playbooks, well and badly.
fn soup() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "---",
        "playbook: 1",
        "id: a",
        "title: Ünïcode “x”",
        "variables:",
        "  key: {about: x}",
        "# Title",
        "## Contain",
        "## Detect",
        "## Other",
        "### Do it",
        "### Ünï 😀 `code`",
        "<!-- id: do-it -->",
        "<!-- id: ä -->",
        "<!-- note",
        "-->",
        "- **Layer:** data",
        "- **Layer:** ä",
        "- **Needs:** do-it, x",
        "- **Responsible:** customer; provider for saas",
        "- [ ] task {{key}}",
        "  - [ ] inner",
        "1. one",
        "   ```sh read",
        "```bash change",
        "```",
        "~~~",
        "  ls {{key}} ß",
        "\tcode",
        "#### AWS",
        "#### Collect",
        "#### Decide",
        "#### Ask the provider",
        "#### Ünknown",
        "- **If** ä → [Do it](#do-it)",
        "- **Otherwise** → [x](#y)",
        "> [!WARNING]",
        "> ä text",
        ">> deep",
        "| a | b |",
        "|---|---|",
        "",
        "",
        "text **strong** _em_ 日本",
        "[l](javascript:x)",
        "![i](https://x)",
        "<script>",
        "<br>",
        "=====",
        "[^1]: note",
        "[r]: http://x",
        "\u{feff}",
        "\u{202e}",
        "&#x41;",
        "\\",
        "  ",
        "#### ",
        "###",
        "- ",
        "* * *",
    ]);
    (
        prop::collection::vec(line, 0..40),
        prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n"]),
        any::<bool>(),
    )
        .prop_map(|(lines, end, native)| {
            let front =
                "---\nplaybook: 1\nid: a\ntitle: A\nversion: 1.0.0\nvariables:\n  key: {about: x}\n---\n";
            format!("{}{}", if native { front } else { "" }, lines.join(end))
        })
}

fn spans_of(playbook: &Playbook) -> Vec<Span> {
    let mut spans = playbook.preamble.clone();
    for note in &playbook.notes {
        spans.extend([note.heading.span.clone(), note.body.clone()]);
    }
    for section in &playbook.sections {
        spans.push(section.heading.span.clone());
        spans.extend(section.intro.clone());
        for step in &section.steps {
            spans.extend([step.span.clone(), step.title.span.clone()]);
            spans.extend(step.prose.clone());
            spans.extend(step.all_tasks().map(|task| task.span.clone()));
            spans.extend(step.all_commands().map(|command| command.span.clone()));
            spans.extend(step.alerts.iter().map(|alert| alert.span.clone()));
            spans.extend(step.collect.iter().chain(&step.ask).map(|item| item.span.clone()));
            spans.extend(step.facts.needs.iter().map(|need| need.span.clone()));
            spans.extend(step.facts.layer.iter().map(|layer| layer.span.clone()));
            if let Some(decision) = &step.decide {
                spans.push(decision.span.clone());
                spans.extend(decision.choices.iter().map(|choice| choice.span.clone()));
            }
            for variant in &step.variants {
                spans.push(variant.heading.span.clone());
                spans.extend(variant.prose.clone());
                spans.extend(variant.alerts.iter().map(|alert| alert.span.clone()));
            }
        }
    }
    spans
}

fn check(source: &str) -> Result<(), TestCaseError> {
    let reading = read(source.as_bytes(), &reference());
    let index = LineIndex::new(source);
    prop_assert_eq!(&reading.source, source);
    for finding in &reading.findings {
        prop_assert!(source.get(finding.span.clone()).is_some(), "{:?}", finding);
        let place = index.place(finding.span.start);
        prop_assert!(place.line >= 1 && place.column >= 1);
        prop_assert!(
            finding
                .rule
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit())
        );
        prop_assert!(
            !finding.message.is_empty() && finding.message.ends_with('.') || finding.message.ends_with('`')
        );
    }
    let starts: Vec<usize> = reading.findings.iter().map(|finding| finding.span.start).collect();
    prop_assert!(starts.is_sorted());
    if let Some(playbook) = &reading.playbook {
        for span in spans_of(playbook) {
            prop_assert!(source.get(span.clone()).is_some(), "{:?} of {:?}", span, source);
        }
        for (_, step) in playbook.steps() {
            prop_assert_eq!(slice(source, &step.title.span), &step.title.value);
        }
        prop_assert_eq!(&read(source.as_bytes(), &reference()), &reading);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn any_soup_of_markdown_is_read(source in soup()) {
        check(&source)?;
    }

    #[test]
    fn any_text_is_read(source in any::<String>()) {
        check(&source)?;
        check(&format!("---\nplaybook: 1\n---\n## Contain\n### A\n{source}"))?;
        check(&format!("---\nplaybook: 1\n{source}\n---\n"))?;
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let reading = read(&bytes, &reference());
        for finding in &reading.findings {
            prop_assert!(reading.source.get(finding.span.clone()).is_some());
        }
    }

    #[test]
    fn commands_are_untouched(lines in prop::collection::vec("[^\r\n\0]{0,30}", 1..8), nested in any::<bool>()) {
        let text = lines.join("\n");
        prop_assume!(!text.contains("````"));
        let indent = if nested { "  " } else { "" };
        let fenced: String = text.split('\n').map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") }).collect();
        let lead = if nested { "- item\n\n" } else { "" };
        let (source, step) = step_with(&format!("{lead}{indent}````bash read\n{fenced}{indent}````\n"));
        prop_assert_eq!(step.commands.len(), 1);
        prop_assert_eq!(&step.commands[0].text, &text);
        prop_assert!(slice(&source, &step.commands[0].span).starts_with("````bash read"));
        if !nested {
            prop_assert!(slice(&source, &step.commands[0].span).contains(&text));
        }
    }

    #[test]
    fn times_are_written_and_read(hours in 0u64..1_000, minutes in 0u64..1_000) {
        prop_assert_eq!(duration(&format!("{hours} h {minutes} min")), Some(hours * 3_600 + minutes * 60));
    }
}
