//! From Markdown to phases, steps and their parts.

use super::*;
use crate::vocabulary::{Layer, Mode};

#[test]
fn phases_are_named_by_word_or_alias() {
    let source = with("## Contain\n", "## Containment\n").replace("## Recover\n", "## LESSONS learned\n");
    let phases: Vec<Phase> = playbook(&source).sections.iter().map(|section| section.phase).collect();
    assert_eq!(phases, [Phase::Detect, Phase::Contain, Phase::Review]);
}

#[test]
fn steps_have_ids_titles_anchors_and_spans() {
    let playbook = playbook(SOUND);
    let (phase, step) = playbook.step("deactivate").unwrap();
    assert_eq!(phase, Phase::Contain);
    assert_eq!(step.title.value, "Deactivate the key");
    assert_eq!(slice(SOUND, &step.title.span), "Deactivate the key");
    assert_eq!(step.anchor, "deactivate-the-key");
    assert!(slice(SOUND, &step.span).starts_with("### Deactivate the key\n"));
    assert!(slice(SOUND, &step.span).ends_with("```"));
    assert_eq!(step.facts.needs[0].value, "record");
    assert_eq!(slice(SOUND, &step.facts.needs[0].span), "record");
    assert_eq!(playbook.step("restore").unwrap().1.mode(), Mode::Confirm);
    assert_eq!(playbook.step("record").unwrap().1.facts.layer.as_ref().unwrap().value, Layer::Accounts);
}

#[test]
fn a_step_without_an_id_takes_its_anchor() {
    let source = with("<!-- id: restore -->\n", "");
    assert_eq!(found(&source), [("missing-id", 67, 5)]);
    assert!(playbook(&source).step("bring-it-back").is_some());
}

#[test]
fn headings_of_the_same_text_get_their_own_anchors() {
    let source =
        with("### Bring it back\n<!-- id: restore -->", "### Deactivate the key\n<!-- id: restore -->")
            .replace("#bring-it-back", "#deactivate-the-key-1");
    assert_eq!(found(&source), []);
    let playbook = playbook(&source);
    assert_eq!(playbook.step("restore").unwrap().1.anchor, "deactivate-the-key-1");
    let choices = &playbook.step("record").unwrap().1.decide.as_ref().unwrap().choices;
    assert_eq!(choices[1].target.as_deref(), Some("restore"));
}

#[test]
fn tasks_below_the_facts_are_no_facts() {
    let (_, step) = step_with("- **Layer:** data\n\n- [ ] one\n- [x] two\n- three\n");
    assert_eq!(step.facts.layer.as_ref().unwrap().value, Layer::Data);
    assert_eq!(step.tasks.iter().map(|task| task.text.as_str()).collect::<Vec<_>>(), ["one", "two"]);
}

#[test]
fn tasks_are_ticked_boxes_and_numbered_items() {
    let (source, step) = step_with(
        "1. one\n2. two\n   more\n   - [ ] inner\n   - plain\n\n- [ ] three\n\n  ```sh read\n  ls\n  ```\n\n  after\n",
    );
    let texts: Vec<&str> = step.tasks.iter().map(|task| task.text.as_str()).collect();
    assert_eq!(texts, ["one", "two\nmore\n\n- plain", "inner", "three\n\nafter"]);
    assert_eq!(slice(&source, &step.tasks[0].span), "1. one");
    assert_eq!(step.commands[0].text, "ls");
}

#[test]
fn a_first_list_that_names_no_fact_is_prose() {
    let (source, step) = step_with("- **Note:** be quick\n- other\n");
    assert_eq!(step.facts, Facts::default());
    assert_eq!(
        step.prose.iter().map(|span| slice(&source, span)).collect::<Vec<_>>(),
        ["- **Note:** be quick\n- other"]
    );
}

#[test]
fn facts_may_have_the_colon_outside_and_follow_a_sentence() {
    let (_, step) = step_with("First this.\n\n- **Layer**: data\n- __Mode:__ watch\n");
    assert_eq!(step.facts.layer.as_ref().unwrap().value, Layer::Data);
    assert_eq!(step.mode(), Mode::Watch);
    assert_eq!(step.prose.len(), 1);
}

#[test]
fn prose_keeps_what_became_nothing_else() {
    let (source, step) = step_with(
        "One.\n\n> quoted\n\n| a |\n|---|\n| b |\n\n- plain\n\n    code\n\n##### Deep\n\n<!-- a note -->\n\nLast.\n",
    );
    let prose: Vec<&str> = step.prose.iter().map(|span| slice(&source, span)).collect();
    assert_eq!(
        prose,
        ["One.", "> quoted", "| a |\n|---|\n| b |", "- plain\n\n    code", "##### Deep", "Last."]
    );
}

#[test]
fn alerts_lose_their_marks() {
    let (source, step) =
        step_with("> [!WARNING]\n> Do **not** reboot.\n>\n> - memory is lost\n\n> [!note]\n> x\n");
    assert_eq!(step.alerts[0].kind, AlertKind::Warning);
    assert_eq!(step.alerts[0].text, "Do **not** reboot.\n\n- memory is lost");
    assert!(slice(&source, &step.alerts[0].span).starts_with("> [!WARNING]"));
    assert_eq!((step.alerts[1].kind, step.alerts[1].text.as_str()), (AlertKind::Note, "x"));
}

#[test]
fn commands_are_the_text_between_the_fences() {
    let (source, step) = step_with(
        "```bash read\na \\\n  b\n\n\tc\n```\n\n~~~powershell CHANGE\nx\n~~~\n\n```http change now\nGET /\n```\n\n```\n```\n",
    );
    let commands: Vec<_> = step
        .commands
        .iter()
        .map(|command| (command.language.as_str(), command.effect, command.text.as_str()))
        .collect();
    assert_eq!(
        commands,
        [
            ("bash", Some(Effect::Read), "a \\\n  b\n\n\tc"),
            ("powershell", None, "x"),
            ("http", Some(Effect::Change), "GET /"),
            ("", None, ""),
        ]
    );
    assert_eq!(slice(&source, &step.commands[0].span), "```bash read\na \\\n  b\n\n\tc\n```");
}

#[test]
fn a_fence_may_be_marked_as_unverified() {
    let (_, step) = step_with(
        "Read the help first.\n<!-- unverified -->\n```bash read\na\n```\n\n```bash read\nb\n```\n\n<!-- unverified -->\n\n```sql read\nc\n```\n\n- [ ] task\n\n  <!-- unverified -->\n  ```sh read\n  d\n  ```\n\n<!-- verified -->\n```sh read\ne\n```\n",
    );
    let marked: Vec<_> =
        step.commands.iter().map(|command| (command.text.as_str(), command.unverified)).collect();
    assert_eq!(marked, [("a", true), ("b", false), ("c", true), ("d", true), ("e", false)]);
}

#[test]
fn variants_belong_to_providers() {
    let (source, step) = step_with(
        "Before.\n\n#### amazon web services\n\nText.\n\n- [ ] task\n\n> [!TIP]\n> t\n\n```sh read\nls\n```\n\n#### Google Cloud\n\n```sh read\ngc\n```\n",
    );
    assert_eq!(
        step.variants.iter().map(|variant| variant.provider.as_str()).collect::<Vec<_>>(),
        ["aws", "gcp"]
    );
    let aws = &step.variants[0];
    assert_eq!((aws.tasks.len(), aws.alerts.len(), aws.commands.len(), aws.prose.len()), (1, 1, 1, 1));
    assert_eq!(slice(&source, &aws.heading.span), "amazon web services");
    assert_eq!(step.commands, []);
    assert_eq!(step.all_commands().count(), 2);
    assert_eq!(step.prose.len(), 1);
}

#[test]
fn evidence_and_requests_are_items() {
    let (source, step) = step_with(
        "#### Collect\n\n- Logs of\n  the key\n- Disk\n  - image\n\n#### Ask the provider\n\n1. Case number\n\nPlease.\n",
    );
    assert_eq!(
        step.collect.iter().map(|item| item.text.as_str()).collect::<Vec<_>>(),
        ["Logs of\nthe key", "Disk\n- image"]
    );
    assert_eq!(step.ask[0].text, "Case number");
    assert_eq!(slice(&source, &step.collect[0].span), "- Logs of\n  the key");
    assert_eq!(step.prose.len(), 1);
}

#[test]
fn decisions_lead_to_steps() {
    let playbook = playbook(&with("→ [Deactivate the key]", "-> [Deactivate the key]"));
    let decision = playbook.step("record").unwrap().1.decide.clone().unwrap();
    assert_eq!(decision.choices[0].condition.as_deref(), Some("it is public"));
    assert_eq!(decision.choices[0].anchor, "deactivate-the-key");
    assert_eq!(decision.choices[0].target.as_deref(), Some("deactivate"));
    assert_eq!(decision.choices[1].condition, None);
    assert_eq!(decision.choices[1].target.as_deref(), Some("restore"));
}

#[test]
fn other_sections_are_notes_and_the_start_is_the_preamble() {
    let source = with("## Detect\n", "## Who to call\n\nText.\n\n### Names\n\n- a\n\n## Detect\n\nIntro.\n");
    assert_eq!(found(&source), []);
    let playbook = playbook(&source);
    assert_eq!(playbook.notes[0].heading.value, "Who to call");
    assert_eq!(slice(&source, &playbook.notes[0].body), "Text.\n\n### Names\n\n- a");
    assert_eq!(
        playbook.preamble.iter().map(|span| slice(&source, span)).collect::<Vec<_>>(),
        ["Use this when a key is out."]
    );
    assert_eq!(slice(&source, &playbook.sections[0].intro[0]), "Intro.");
}

#[test]
fn underlined_headings_and_markup_in_headings_are_read() {
    let source = with("### Bring it back\n", "### Bring `it` **back** ###\n")
        .replace("## Detect\n", "Detect\n------\n");
    let playbook = playbook(&source);
    let (_, step) = playbook.step("restore").unwrap();
    assert_eq!(step.title.value, "Bring `it` **back**");
    assert_eq!(step.anchor, "bring-it-back");
    assert_eq!(playbook.sections[0].phase, Phase::Detect);
}

#[test]
fn each_rule_of_reading_is_found_at_its_place() {
    for (old, new, expected) in [
        ("- **Layer:** accounts", "- **Layer:** cloud", vec![("no-owner", 32, 5), ("unknown-layer", 35, 14)]),
        ("- **Time:** 5 min", "- **Time:** a while", vec![("bad-time", 37, 13)]),
        ("- **Time:** 5 min", "- **Clock:** 5 min", vec![("unknown-fact", 37, 3)]),
        (
            "customer; provider for saas",
            "customer; provider for all",
            vec![("no-owner", 49, 5), ("unknown-model", 52, 43)],
        ),
        (
            "- **Marks:** detected, acknowledged",
            "- **Marks:** detected, seen",
            vec![("unknown-milestone", 38, 24)],
        ),
        ("- **Mode:** confirm", "- **Mode:** maybe", vec![("unknown-mode", 71, 13)]),
        ("#### AWS", "#### Atari", vec![("unknown-part", 59, 6)]),
        ("<!-- id: restore -->", "<!-- id: Restore it -->", vec![("bad-id", 68, 10)]),
        ("- **If** it is public →", "- **Maybe** it is public →", vec![("bad-choice", 44, 1)]),
        ("- **If** it is public →", "- **If** →", vec![("bad-choice", 44, 1)]),
        ("→ [Bring it back](#bring-it-back)", "→ end", vec![("choice-without-link", 45, 1)]),
        ("(#bring-it-back)", "(#bring-it)", vec![("choice-to-no-step", 45, 1), ("dead-link", 45, 19)]),
        ("Use this when a key is out.", "See [there](#nowhere).", vec![("dead-link", 28, 5)]),
        (
            "Use this when a key is out.",
            "### Too early\n<!-- id: early -->",
            vec![("step-without-phase", 29, 1)],
        ),
        (
            "- [ ] Note `{{key_id}}`",
            "- [ ] Note `{{key_id}}`\n\n<!-- id: late -->",
            vec![("misplaced-id", 42, 1)],
        ),
        ("#### Decide\n", "#### Decide\n\n#### Decide\n", vec![("duplicate-part", 44, 6)]),
    ] {
        assert_eq!(found(with(old, new)), expected, "{new:?}");
    }
}
