//! Files that were pasted from documents, or written for a forge or a wiki.

use super::*;

fn gives(text: &str, expected: &str) {
    assert_eq!(told(&import(text)).trim_end(), expected, "{text}");
}

#[test]
fn lines_with_a_sign_a_letter_or_a_dotted_number_are_items() {
    gives(
        "# Loss\n\n## Detection\n\n• Take the call\n• Find the owner\n\n## Containment\n\nA. Lock it\nB. Sign it out\n\n## Eradication\n\n4.1 Wipe it\n\n4.2 Take it off the list\n\n## Recovery\n\n☐ Give back another one\n",
        "detect Take the call\ndetect Find the owner\ncontain Lock it\ncontain Sign it out\neradicate Wipe it\neradicate Take it off the list\nrecover Give back another one",
    );
    gives(
        "# Login runbook\n\n**Step 1.** Check the address.\n\n**Step 2.** Block the session.\n\nStep 3: Restore access.\n",
        "analyze Check the address\ncontain Block the session\nrecover Restore access",
    );
    // A sentence that only begins so is none.
    gives(
        "# Loss\n\n## Detection\n\nA. Miller wrote this.\n\n## Containment\n\n2.5 of them are enough, says (b) below.\nOthers say more.\n\n## Recovery\n\n- Give it back\n- Look\n- Wait\n",
        "detect Detection\ncontain Containment\nrecover Give it back\nrecover Look\nrecover Wait",
    );
}

#[test]
fn strong_beginnings_of_paragraphs_name_phases() {
    let text = "# Zone runbook\n\n**Detection:** Compare the zone.\n\n**Containment:** Lock the zone.\n\n- At the registrar\n- At the host\n\n**Recovery:** Wait for the caches.\n\n```sh\ndig x\n```\n";
    let import = import(text);
    assert_eq!(
        told(&import),
        "detect Detection\ncontain At the registrar\ncontain At the host\nrecover Wait for the caches [1 c]\n"
    );
    let native = to_native(&import, &BTreeSet::new(), &reference());
    for words in ["Compare the zone.", "Lock the zone.", "Wait for the caches."] {
        assert!(native.contains(words), "{words} in {native}");
    }
    // Below headings that name the phases they are only text.
    gives(
        "# X\n## Detection\n### Look\n**Recovery:** not yet.\n\n**Containment:** not yet.\n\n**Analysis:** now.\n- a\n## Containment\n- b\n## Recovery\n- c\n",
        "detect Look [1 t]\ncontain b\nrecover c",
    );
}

#[test]
fn lists_and_headings_in_html_are_read() {
    let text = "# Web runbook\n\n<h2>Detection</h2>\n<ol>\n<li>Look at the <b>log</b></li>\n<li>Find the file</li>\n</ol>\n\n<details><summary>Containment</summary>\n<p>Words first.</p>\n\n- Block it\n\n</details>\n\n<h2>Recovery</h2>\n<ul><li>Deploy again</li></ul>\n";
    let import = import(text);
    assert_eq!(
        told(&import),
        "detect Look at the log\ndetect Find the file\ncontain Block it\nrecover Deploy again\n"
    );
    let native = to_native(&import, &BTreeSet::new(), &reference());
    assert!(native.contains("Words first."), "{native}");
}

#[test]
fn a_cell_of_several_lines_is_a_step_with_tasks() {
    let text = "# Loss\n\n| Phase | Action |\n|---|---|\n| Detection | Look |\n| Containment | <ul><li>Lock it</li><li>Sign it out</li></ul> |\n| Recovery | Give it back<br>Look again |\n";
    let import = import(text);
    assert_eq!(told(&import), "detect Look\ncontain Containment [2 t]\nrecover Recovery [2 t]\n");
    let tasks: Vec<&str> = import.steps[1].tasks.iter().map(|task| task.text.as_str()).collect();
    assert_eq!(tasks, ["Lock it", "Sign it out"]);
}

#[test]
fn anchors_and_lines_of_a_table_of_contents_are_no_names() {
    gives(
        "# 1. Malware playbook {#1.-playbook}\n\n[2.1 Detection 3](#2.1)\n\n[2.2 Recovery 4](#2.2)\n\n## 2.1 Detection {#2.1-detection}\n\n1. Look\n\n## 2.2 Containment {#c .wide}\n\n1. Block\n\n## 2.3 Recovery {#r}\n\n### 2.3.1 Give it back {#x}\n\n- a\n",
        "detect Look\ncontain Block\nrecover Give it back [1 t]",
    );
}

#[test]
fn what_stands_below_steps_is_the_work() {
    gives(
        "# X\n## Detection\n* **Objective:** to know\n* **Actions:**\n  1. Look\n  2. Ask\n* **Owner:** the desk\n## Containment\n### Lock the account\n- **Goal:** no sign-in\n- **Steps:**\n  - Lock it\n  - Sign it out\n## Recovery\n- Give it back\n",
        "detect Look\ndetect Ask\ncontain Lock the account [3 t]\nrecover Give it back",
    );
}

#[test]
fn headings_between_phases_that_hold_work_are_steps_of_what_they_tell() {
    let import = import(
        "# Account SOP\n## Procedure\n### Verification\n1. Ask the owner\n### Disable the account\n1. Lock it\n2. Sign it out\n### Within a day\n1. Remove the rules\n### Update history\n| a | b |\n|---|---|\n| c | d |\n### Recovery\n1. Give it back\n### Verification\n- [ ] It works\n### Notification\n1. Tell the owner\n",
    );
    assert_eq!(
        told(&import),
        "analyze Ask the owner\ncontain Lock it\ncontain Sign it out\neradicate Remove the rules\nrecover Give it back\nrecover It works\ncommunicate Tell the owner\n"
    );
    let grounds: Vec<&str> = import
        .guesses
        .iter()
        .filter(|guess| guess.kind == GuessKind::Phase)
        .map(|guess| guess.grounds.as_str())
        .collect();
    assert_eq!(
        grounds,
        ["It begins with \"disable\".", "It begins with \"disable\".", "It begins with \"remove\"."]
    );
}

#[test]
fn headings_below_several_phases_belong_to_the_one_they_tell() {
    gives(
        "# X\n## Phase 1: Detection & Analysis\n### Look\n- a\n## Phase 2: Eradication & Recovery\n### Threat hunting\n- b\n### System recovery\n- c\n## Phase 3: Containment\n- d\n",
        "detect Look [1 t]\neradicate Threat hunting [1 t]\nrecover System recovery [1 t]\ncontain d",
    );
}

#[test]
fn a_runbook_of_an_alert_is_a_playbook() {
    gives(
        "# QueueIsFull\n\n## Meaning\n\nThe queue takes no more.\n\n## Impact\n\nMail waits.\n\n## Diagnosis\n\nLook:\n\n```console\n$ queue show\n```\n\n## Mitigation\n\nStart another worker.\n",
        "detect Meaning\nanalyze Look [1 c]\ncontain Mitigation",
    );
    gives(
        "# Runbook: mail\n## Symptoms\n- Mail waits\n## Diagnosis\n### Step 1: Look at the queue\n- a\n## Resolution\n- Start it\n## Rollback\n- Stop it\n## Verification\n- [ ] Mail arrives\n",
        "detect Mail waits\nanalyze Look at the queue [1 t]\nrecover Start it\nrecover Stop it\nrecover Mail arrives",
    );
}

#[test]
fn a_command_alone_below_a_heading_has_its_name() {
    gives(
        "# X\n## Detection\n- a\n## Step 2: Contain the host\n\n```sh\nisolate x\n```\n\n## Assess exposure\n\n**Command:**\n\n```sh\nshow x\n```\n\n## Recovery\n- b\n",
        "detect a\ncontain Contain the host [1 c]\nanalyze Assess exposure [1 c]\nrecover b",
    );
}

#[test]
fn short_lines_over_lists_are_headings_where_others_are() {
    let lines = "Loss runbook\n\nContext\n- a\n\nDetection\n- b\n\nWhy it happened\n- c\n\nContainment\n- d\n\nRecovery\n- e\n\nSources of this text\n- f\n";
    gives(lines, "detect b\ncontain d\nrecover e");
    gives(
        "# X\n\n## Detection\n\nLook at these\n\n- a\n\n## Containment\n- b\n## Recovery\n- c\n",
        "detect a\ncontain b\nrecover c",
    );
}

#[test]
fn a_command_after_text_belongs_to_the_step_before_it_in_a_list_too() {
    let import = import(
        "# Pod runbook\n\nStep 1. Check the log\n\n```sh\na\n```\n\nIf there is none:\n\n```sh\nb\n```\n\nStep 2. Cordon the node\n\n## Later\n\n```sh\nc\n```\n\nStep 3. Restore it\n",
    );
    assert_eq!(told(&import), "analyze Check the log [2 c]\ncontain Cordon the node\nrecover Restore it\n");
}
