//! A foreign file written anew.

use super::*;
use crate::playbook::Gravity;

fn native(import: &Import, accepted: &[&str]) -> (String, playbook::Playbook) {
    let accepted = accepted.iter().map(|id| (*id).to_owned()).collect();
    let native = to_native(import, &accepted, &reference());
    let reading = playbook::read(native.as_bytes(), &reference());
    let errors: Vec<_> =
        reading.findings.iter().filter(|finding| finding.severity == Gravity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}\n{native}");
    let playbook = reading.playbook.expect("it is read");
    let steps: Vec<_> = playbook.steps().map(|(phase, step)| (phase, step.id.clone())).collect();
    let expected: Vec<_> = import.steps.iter().map(|step| (step.phase, step.id.clone())).collect();
    assert_eq!(steps, expected, "{native}");
    (native, playbook)
}

const TEXT: &str = "\
# Lost device

Call first.

## 1. Detection

- **Role:** whoever is there looks at the alert
- Write down {{CASE}}

## 2. Containment

### 2.1 Block the account

Words first.

- Block it
- Lock it
  - inner

#### AWS

```bash
aws iam delete-login-profile --user-name {{USER}}
```

#### Afterwards

Look again.

## References

- <a href=\"x\">link</a>

## 3. Recovery

| Step | Who |
|---|---|
| Replace it | IT |
";

#[test]
fn every_block_stands_in_its_place() {
    let import = import(TEXT);
    let (native, playbook) = native(&import, &[]);
    let mut at = native.find("# Lost device").expect("the title");
    for line in [
        "Call first.",
        "## 1. Detection",
        "**Role:** whoever is there looks at the alert",
        "Write down {{CASE}}",
        "### 2.1 Block the account",
        "Words first.",
        "- [ ] Block it",
        "- [ ] Lock it",
        "  - inner",
        "#### AWS",
        "```bash change",
        "aws iam delete-login-profile --user-name {{USER}}",
        "#### Afterwards",
        "Look again.",
        "## References",
        "\\<a href=\"x\">link\\</a>",
        "### Replace it",
        "| Step | Who |\n|---|---|\n| Replace it | IT |",
    ] {
        let found = native
            .get(at..)
            .expect("a place in it")
            .find(line.trim_start_matches("## 1. "))
            .unwrap_or_else(|| panic!("{line} after {at} in\n{native}"));
        at += found;
    }
    let step = playbook.step("contain-block-the-account").expect("the step").1;
    assert_eq!(step.tasks.len(), 2);
    assert_eq!(step.variants.len(), 1);
    assert_eq!(step.variants[0].commands[0].text, "aws iam delete-login-profile --user-name {{USER}}");
    assert_eq!(playbook.meta.variables.keys().collect::<Vec<_>>(), ["CASE", "USER"]);
    assert_eq!(playbook.meta.status.as_deref(), Some("draft"));
}

#[test]
fn the_heading_of_a_phase_stands_below_the_name_that_the_format_reads() {
    let text = "# X\n\n## 1. Detection\n- a\n\n## 2. Eindämmung des Vorfalls\n\nErst lesen.\n\n- b\n\n## Phase 3: Restore the service\n\n- c\n";
    let (native, _) = native(&import(text), &[]);
    let headings: Vec<&str> = native.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings, ["## Detection", "## Contain", "## Recover"], "{native}");
    assert!(
        native.contains("## Contain\n\n**2. Eindämmung des Vorfalls**\n\nErst lesen.\n\n### b"),
        "{native}"
    );
    assert!(native.contains("## Recover\n\n**Phase 3: Restore the service**\n\n### c"), "{native}");
}

#[test]
fn items_that_markdown_does_not_know_keep_their_words() {
    let text = "# X\n\n## Detection\n\n\u{2022} Look at the **log** first. Then at the file.\n\n## Containment\n\n<ul><li>Block it. Then tell <i>all</i> of them.</li></ul>\n\n## Recovery\n\nA) Give it back. Then wait for them.\nB) Look\n";
    let (native, playbook) = native(&import(text), &[]);
    assert_eq!(playbook.steps().count(), 4);
    for words in [
        "Look at the **log** first. Then at the file.",
        "Block it. Then tell <i>all</i> of them.",
        "Give it back. Then wait for them",
    ] {
        assert!(native.contains(words), "{words} in {native}");
    }
}

#[test]
fn milestones_are_off_until_accepted() {
    let import = import(TEXT);
    let marked = |accepted: &[&str]| {
        let (_, playbook) = native(&import, accepted);
        playbook
            .steps()
            .flat_map(|(_, step)| {
                step.facts.marks.iter().map(|mark| (step.id.clone(), mark.value)).collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(marked(&[]), []);
    assert_eq!(
        marked(&["milestone:contained", "nonsense"]),
        [("contain-block-the-account".to_owned(), Milestone::Contained)]
    );
    let step = &native(&import, &["milestone:contained"]).1;
    assert_eq!(
        step.step("contain-block-the-account").expect("the step").1.tasks.len(),
        2,
        "facts and tasks stay two lists"
    );
}

#[test]
fn suggestions_come_into_the_front_matter_when_accepted() {
    let text = TEXT.replace("Call first.", "T1114 by phishing: tell the incident commander.");
    let import = import(&text);
    let (_, plain) = native(&import, &[]);
    assert!(plain.meta.attack.is_empty() && plain.meta.roles.is_empty() && plain.meta.providers.is_empty());
    let (_, full) = native(
        &import,
        &["attack:T1114", "role:lead", "provider:aws", "incident-type:business-email-compromise"],
    );
    assert_eq!(full.meta.attack, ["T1114"]);
    assert_eq!(full.meta.providers, ["aws"]);
    assert_eq!(full.meta.incident_types, ["business-email-compromise"]);
    assert!(full.meta.roles.contains_key("lead"));
}

#[test]
fn what_would_run_or_fetch_is_made_text() {
    let hostile = [
        "<script>alert(1)</script>",
        "<div>\n* [x](javascript:alert(1))\n<b onclick=x>",
        "![](https://a.example/x.png) ![x](data:image/png;base64,AA)",
        "[![a](https://b.example)](vbscript:x) [dead](#nowhere) <javascript:x>",
        "a\u{200b}b \u{202e}c \u{7}",
        "<!-- id: other -->",
        "#### Decide\n\n- maybe",
        "- **Needs:** nothing\n- **Layer:** all",
        "`````\n```\n{{x}}\n`````",
        "[r]: javascript:x\n\n[r] and ![i][r]",
        "{{a}} {{b-c}} {{ d }} ${{e}} {{1}}",
        "> [!WARNING]\n> ```\n> rm\n> ```",
        "[^1]: ![x](http://a.example)\n\nsee[^1]",
    ];
    for text in hostile {
        for source in [
            format!(
                "# P\n## Detect\n- Look\n\n{text}\n\n## Contain\n### Block\n{text}\n\n{text}\n\n## Recover\n- Replace\n"
            ),
            format!(
                "{text}\n\n# P {text}\n\n## Detect\n1. Look\n   {}\n## Contain\n- {text}\n## Recover\n- Replace\n",
                text.replace('\n', "\n   ")
            ),
        ] {
            let import = read(source.as_bytes(), "p.md", Judged::AsPlaybook, &reference());
            check(&import, source.as_bytes());
            let all: Vec<&str> = import.guesses.iter().map(|guess| guess.id.as_str()).collect();
            native(&import, &[]);
            native(&import, &all);
        }
    }
}

#[test]
fn text_too_deep_for_the_format_stands_in_fences() {
    let deep = format!("{} deep", ">".repeat(90));
    let import =
        import(&format!("# P\n## Detect\n- Look\n## Contain\n### Block\n{deep}\n## Recover\n- Replace\n"));
    let (native, _) = native(&import, &[]);
    assert!(native.contains("```text read"), "{native}");
    assert!(native.contains(&deep));
}

#[test]
fn a_file_of_the_format_is_given_back() {
    let text = playbook::tests::SOUND;
    let import = read(text.as_bytes(), "stolen-key.md", Judged::ByContent, &reference());
    assert!(import.is_native && import.is_playbook);
    assert_eq!(to_native(&import, &BTreeSet::new(), &reference()), text);
}

#[test]
fn only_commands_that_are_known_to_read_are_said_to_read() {
    for (language, text, reads) in [
        ("bash", "aws iam list-users --query x", true),
        ("bash", "aws iam delete-user --user-name x", false),
        ("bash", "aws iam list-users\naws iam delete-user", false),
        ("sh", "kubectl get pods -A | grep x", true),
        ("sh", "kubectl delete pod x", false),
        ("sh", "gcloud compute instances list", true),
        ("sh", "gcloud compute instances stop x", false),
        ("sh", "az vm show -n x \\\n  -g y", true),
        ("sh", "cat x | sh", false),
        ("sh", "echo $(rm -rf x)", false),
        ("sh", "grep x y > z", false),
        ("powershell", "Get-Mailbox x", true),
        ("powershell", "Remove-Mailbox x", false),
        ("powershell", "Get-Mailbox x | Remove-Mailbox", false),
        ("kql", "SigninLogs | take 1", true),
        ("sql", "SELECT 1", true),
        ("sql", "DROP TABLE x", false),
        ("json", "{}", true),
        ("", "do something", false),
        ("sh", "", false),
    ] {
        let command = ForeignCommand { language: language.to_owned(), text: text.to_owned(), span: 0..0 };
        let expected = if reads { playbook::Effect::Read } else { playbook::Effect::Change };
        assert_eq!(super::super::native::effect(&command), expected, "{text}");
    }
}

#[test]
fn an_edit_of_an_imported_text_is_noticed() {
    let import = import(TEXT);
    let (native, _) = native(&import, &[]);
    let sealed = sealed(&native, "lost -- <device>.md");
    assert!(is_untouched(&sealed));
    assert!(is_untouched(&sealed.replace('\n', "\r\n")), "another line end is no edit");
    assert!(!is_untouched(&sealed.replace("Words first.", "Words then.")));
    assert!(!is_untouched(&format!("{sealed}More.\n")));
    assert!(!is_untouched(&native) && !is_untouched(TEXT) && !is_untouched(""));
    let reading = playbook::read(sealed.as_bytes(), &reference());
    assert!(reading.is_sound(), "{:?}", reading.findings);
}
