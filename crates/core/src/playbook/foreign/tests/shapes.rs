//! The ways in which playbooks are written.

use super::*;
use crate::playbook::text::slice;

/// Checks which steps a text gives.
fn gives(text: &str, steps: &str) {
    let import = import(text);
    assert!(import.is_playbook, "{:?} in {text}", import.guesses[0]);
    assert_eq!(told(&import).trim(), steps.trim(), "{text}");
}

const STEPS: &str = "\
detect Look at the alert
contain Block the account
contain Lock the device
recover Give a new device
";

#[test]
fn headings_of_any_level_and_style_are_phases() {
    for (detect, contain, recover) in [
        ("# Detection", "# Containment", "# Recovery"),
        ("## Detection", "## Containment", "## Recovery"),
        ("#### Detect", "#### Contain", "#### Recover"),
        ("## 1. Detection", "## 2. Containment", "## 3. Recovery"),
        ("## 3.1 Detection", "## 3.2 Containment", "## 3.3 Recovery"),
        ("## Phase 1: Detection", "## Phase 2: Containment", "## Phase 3: Recovery"),
        ("## Step 1 - Detection", "## Step 2 \u{2013} Containment", "## Step 3 \u{2014} Recovery"),
        ("## I. Detection", "## II. Containment", "## III. Recovery"),
        ("## A) Detection", "## B) Containment", "## C) Recovery"),
        (
            "## Part 2 \u{2014} Detect & Analyze",
            "## Part 3: Contain the Incident",
            "## Part 5: Recover from the Incident",
        ),
        ("## \u{1f50d} Detection", "## \u{1f6d1} Containment", "## \u{2705} Recovery"),
        ("## **Detection**", "## *Containment*", "## __Recovery__"),
        ("## Detection:", "## CONTAINMENT", "## Recovery Phase"),
        ("## Detection Phase", "## Short-Term Containment Steps", "## Recovery Procedures"),
        ("Detection\n---------", "Containment\n---------", "Recovery\n---------"),
        ("**Detection**", "**Containment:**", "**(R) Recovery**"),
        ("__Detection__", "**Containment**:", "***Recovery***"),
        ("Detection:", "Containment:", "Recovery:"),
        ("## Detection / Triage", "## Containment, eradication and recovery", "## Recovery and validation"),
        ("## RS0002: Detection", "## RS0003: Containment", "## RS0005 Recovery"),
        (
            "<details>\n<summary>Detection</summary>",
            "</details>\n<details>\n<summary>Containment</summary>",
            "</details>\n<details>\n<summary><b>Recovery</b></summary>",
        ),
        ("<h2>Detection</h2>", "<h2 id=\"c\">Containment</h2>", "<h2>Recovery</h2>"),
    ] {
        gives(
            &format!(
                "Lost device\n\n{detect}\n\n- Look at the alert\n\n{contain}\n\n1. Block the account\n2. Lock the device\n\n{recover}\n\n* [ ] Give a new device\n"
            ),
            STEPS,
        );
    }
}

#[test]
fn a_heading_below_a_phase_is_a_step_and_its_items_are_tasks() {
    gives(
        "# Lost device\n\n## Overview\n\nText.\n\n## Detection\n\n### 1.1 Look at the alert\n\n- a\n- b\n  - c\n\n## Containment\n\n### Block the account\n\nText.\n\n```sh\naws iam delete-login-profile\n```\n\n#### Inside\n\n1. d\n\n### Tell the owner\n\nText.\n\n## Recovery\n\n- Give a new device\n",
        "detect Look at the alert [2 t]\ncontain Block the account [1 t, 1 c, aws]\ncontain Tell the owner\nrecover Give a new device",
    );
}

#[test]
fn strong_lines_below_a_phase_are_steps_too() {
    gives(
        "## Detection\n- Look\n\n## Containment\n\n**Short-term**\n\n- Block it\n- Lock it\n\n**Long-term**\n\n- Wipe it\n\n## Recovery\n\n**Note:**\n\n- Give a new one\n",
        "detect Look\ncontain Short-term [2 t]\ncontain Long-term [1 t]\nrecover Give a new one",
    );
}

#[test]
fn phases_below_a_phase_are_phases() {
    gives(
        "## Playbook: Loss\n### Investigate\n1. Ask\n### Remediate\n* Plan it\n#### Contain\n* Block\n#### Eradicate\n* Wipe\n#### Reference: more\ntext\n### Recover\n1. Replace\n",
        "analyze Ask\neradicate Plan it\ncontain Block\neradicate Wipe\nrecover Replace",
    );
    gives(
        "# P\n## Detection\n- Look\n## Containment, Eradication, and Recovery\n### Containment\n- Block\n### Eradication\n- Wipe\n### Recovery\n- Replace\n",
        "detect Look\ncontain Block\neradicate Wipe\nrecover Replace",
    );
    gives(
        "# P\n## Response\n### Triage\n- Look\n### Containment\n- Block\n### Recovery\n- Replace\n",
        "detect Look\ncontain Block\nrecover Replace",
    );
}

#[test]
fn a_heading_that_only_sounds_like_a_phase_is_a_step_below_one() {
    gives(
        "# P\n## Prepare\n### 1.1 Configurations\n- [ ] Log\n### 1.2 Communication & Escalation\n- Agree\n### 1.3 Exercises\n- Train\n## Contain\n### Isolate\n- Block\n## Recover\n- Replace\n",
        "prepare Configurations [1 t]\nprepare Communication & Escalation [1 t]\nprepare Exercises [1 t]\ncontain Isolate [1 t]\nrecover Replace",
    );
}

#[test]
fn boilerplate_is_a_note_wherever_it_stands() {
    gives(
        "# P\n## Scope\n- devices\n## Objectives\n### Recover\n- good\n## Detection\n- Look\n## References\n- [a](https://a.example)\n## Containment\n### Block\n- a\n#### References\n- b\n## Contacts\n- c\n## Recovery\n- Replace\n\n**References:**\n\n1. d\n\n## Table of contents\n- e\n## License\n- f\n",
        "detect Look\ncontain Block [1 t]\nrecover Replace",
    );
}

#[test]
fn a_phase_of_text_alone_is_one_step() {
    gives(
        "# Loss playbook\n\n## Detection\n\nLook at the alert.\n\n## Containment\n\nBlock the account. Then lock the device.\n\n## Recovery\n\nReplace it.\n",
        "detect Detection\ncontain Containment\nrecover Recovery",
    );
}

#[test]
fn fences_belong_to_their_item_else_to_the_step_before() {
    let text = "# P\n## Detect\n1. Look\n\n   ```bash\n   aws s3 ls\n     indented\n   ```\n2. See\n## Contain\n- Block\n\nThen run:\n\n~~~powershell\nRevoke-It -All\n~~~\n\nAfter.\n\n- Lock\n## Recover\nRun this:\n\n```\nrestore\n```\n";
    let import = import(text);
    assert_eq!(
        told(&import),
        "detect Look [1 c, aws]\ndetect See\ncontain Block [1 c]\ncontain Lock\nrecover Run this [1 c]\n"
    );
    assert_eq!(import.steps[0].commands[0].text, "aws s3 ls\n  indented");
    assert_eq!(import.steps[0].commands[0].language, "bash");
    assert_eq!(import.steps[2].commands[0].text, "Revoke-It -All");
    assert!(slice(text, &import.steps[2].span).ends_with("~~~\n\n"), "the text after it is a note");
    assert_eq!(import.steps[4].commands[0].language, "");
}

#[test]
fn commands_are_kept_byte_for_byte() {
    let code = "line one  \r\n\ttab \u{fc} `x`\r\n\r\n  {{ jinja }} ${{ y }}\r\nlast";
    let text = format!(
        "# P\r\n## Detect\r\n- Look\r\n\r\n```sh\r\n{code}\r\n```\r\n## Contain\r\n- Block\r\n## Recover\r\n- Replace"
    );
    let import = import(&text);
    assert_eq!(import.steps[0].commands[0].text, code);
    assert_eq!(import.steps.len(), 3);
}

#[test]
fn items_that_name_phases_are_steps_of_them() {
    gives(
        "# Runbook\n\n1. **Detection**: Look at logs\n2. **Containment**: Block it\n3. And lock it\n4. **Recovery** - Replace it\n",
        "detect Look at logs\ncontain Block it\ncontain And lock it\nrecover Replace it",
    );
    gives(
        "# Loss\n\n1. [**PREPARATION**] Take stock\n2. [**DETECTION AND ANALYSIS**] Look\n3. [**CONTAINMENT**] Block\n4. [**RECOVERY**] Replace\n",
        "prepare Take stock\ndetect Look\ncontain Block\nrecover Replace",
    );
    gives(
        "# Loss\n\n1. **Preparation**\n   - Take stock\n2. **Containment**\n   - Block\n   - Lock\n     - how\n3. **Recovery**\n   - Replace\n",
        "prepare Take stock\ncontain Block\ncontain Lock [1 t]\nrecover Replace",
    );
    gives(
        "# Incident runbook\n\n1. Page somebody.\n2. Triage with the dashboards.\n3. Contain by revoking tokens.\n4. Recover with care.\n",
        "detect Page somebody\ndetect Triage with the dashboards\ncontain Contain by revoking tokens\nrecover Recover with care",
    );
}

#[test]
fn a_row_of_a_table_is_a_step() {
    gives(
        "# Loss\n\n| Phase | Owner | Action |\n|---|---|---|\n| Detection | SOC | Look |\n| | SOC | Look again |\n| Containment | IT | Block |\n| Recovery | IT | Replace |\n",
        "detect Look\ndetect Look again\ncontain Block\nrecover Replace",
    );
    gives(
        "# Loss\n\n## Detection\n\n| # | Step | Who |\n|---|---|---|\n| 1 | Look | SOC |\n| 2 | Ask | SOC |\n\n## Containment\n- Block\n## Recovery\n- Replace\n",
        "detect Look\ndetect Ask\ncontain Block\nrecover Replace",
    );
}

#[test]
fn headings_that_tell_a_phase_are_steps_where_none_names_one() {
    let text = "---\ntitle: Lost devices\n---\n\n## Checklist\n\n1. All of it\n\n## Stop The Attack Mitigation\n\nText.\n\n* Block\n* Lock\n\n## The Way In\n\n* Close it\n\n## Identify The Timeline\n\n* Read logs\n\n## Internal Communication\n\n* The attacker may listen, so a compromised chat is not used\n\n## Additional Reading\n\n* [x](https://a.example)\n";
    let import = import_as(text, "security_incident_response.md");
    assert_eq!(import.title, "Lost devices");
    assert_eq!(
        told(&import),
        "contain Stop The Attack Mitigation [2 t]\ncontain The Way In [1 t]\nanalyze Identify The Timeline [1 t]\ncommunicate Internal Communication [1 t]\n"
    );
    let grounds: Vec<_> = import
        .guesses
        .iter()
        .filter(|guess| guess.kind == GuessKind::Phase)
        .map(|guess| guess.grounds.as_str())
        .collect();
    assert_eq!(grounds[0], "The word \"mitigation\" tells it.");
    assert_eq!(grounds[1], "The step before it is of this phase.");
}

#[test]
fn a_provider_below_a_phase_holds_its_steps() {
    gives(
        "# P\n## Detect\n- Look\n## Contain\n### AWS\n#### Block the key\n- a\n#### Lock it\n- b\n### Google Cloud\n- Block\n- Lock\n## Recover\n- Replace\n",
        "detect Look\ncontain Block the key [1 t, aws]\ncontain Lock it [1 t, aws]\ncontain Contain: Google Cloud [2 t, gcp]\nrecover Replace",
    );
}

#[test]
fn a_heading_that_only_holds_the_work_is_no_step() {
    gives(
        "# P\n## Detection\n### Objectives\n#### Recover:\n- good\n### Response Steps\n1. [**PREPARATION**] Take stock\n2. [**DETECTION**] Look\n3. [**CONTAINMENT**] Block\n### Purpose & Scope\n- x\n## Containment\n### Procedure\n- Lock\n#### In the office\n- a\n## Recovery\n- Replace\n",
        "prepare Take stock\ndetect Look\ncontain Block\ncontain Lock\ncontain In the office [1 t]\nrecover Replace",
    );
}

#[test]
fn lettered_lines_are_tasks() {
    let text = "# P\n## Identification\n1.  Monitor for:  \n    a. Odd logins  \n    b. Odd rules\n## Containment\n1. Block\n## Recovery\n1. Replace\n";
    let import = import(text);
    assert_eq!(import.steps[0].title, "Monitor for");
    let tasks: Vec<&str> = import.steps[0].tasks.iter().map(|task| slice(text, &task.span)).collect();
    assert_eq!(tasks, ["a. Odd logins", "b. Odd rules"]);
}

#[test]
fn the_title_is_that_of_the_front_matter_a_table_a_heading_or_the_file() {
    let body = "## Detection\n- Look\n## Containment\n- Block\n## Recovery\n- Replace\n";
    for (lead, title) in [
        ("---\ntitle: Own words\nx: {broken\n---\n# Heading\n", "Own words"),
        ("+++\ntitle = \"Own words\"\n+++\n# Heading\n", "Own words"),
        ("# The *Heading*\n", "The Heading"),
        ("##### Deep **heading**\n", "Deep heading"),
        ("| Title | From a table |\n|---|---|\n| ID | RP1 |\n\n", "From a table"),
        ("# [Linked](https://a.example) heading\n", "Linked heading"),
    ] {
        let body = if lead.starts_with("#####") { body.replace("## ", "###### ") } else { body.to_owned() };
        let import = import(&format!("{lead}{body}"));
        assert_eq!(import.title, title);
        assert_eq!(import.steps.len(), 3, "{lead}");
    }
    assert_eq!(import("Some text\n").title, "Stolen laptop");
}

#[test]
fn ids_stay_on_a_second_import_and_when_another_step_is_added() {
    let text = "# P\n## Detect\n1. Look\n## Contain\n1. Block it\n2. Block it\n3. \u{30d6}\u{30ed}\u{30c3}\u{30af}\n## Recover\n1. Replace\n";
    let before = import(text);
    assert_eq!(import(text), before);
    let ids: Vec<&str> = before.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids[..3], ["detect-look", "contain-block-it", "contain-block-it-2"]);
    assert!(ids[3].starts_with("contain-step-"));
    let after = import(
        &text.replace("1. Look", "1. New and unrelated\n1. Look").replace("# P\n", "# P\n\nMore.\n\n"),
    );
    let kept: Vec<&str> = after
        .steps
        .iter()
        .map(|step| step.id.as_str())
        .filter(|id| *id != "detect-new-and-unrelated")
        .collect();
    assert_eq!(kept, ids);
}

#[test]
fn what_the_text_names_is_suggested() {
    let import = import(
        "# Phishing\n\nT1114 and T1566.001, not T15667 or xT1114.\n\n## Detect\n- Tell the incident commander about {{CASE}} and ${{ x.y }}\n## Contain\n- Block it in Microsoft 365 ({{CASE}})\n## Recover\n- Replace\n",
    );
    let ids: Vec<&str> = import.suggestions.iter().map(|suggestion| suggestion.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "attack:T1114",
            "attack:T1566.001",
            "provider:m365",
            "variable:CASE",
            "role:lead",
            "incident-type:business-email-compromise",
            "service-model:saas"
        ]
    );
    assert_eq!(import.suggestions[0].name, "Email Collection");
    assert_eq!(import.suggestions[3].count, 2);
    let milestones: Vec<_> = import
        .guesses
        .iter()
        .filter(|guess| guess.needs_accepting())
        .map(|guess| guess.id.as_str())
        .collect();
    assert_eq!(milestones, ["milestone:detected", "milestone:contained", "milestone:recovered"]);
}
