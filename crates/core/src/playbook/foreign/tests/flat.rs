//! Lists and tables that name no phase: their verbs tell it.

use super::*;

fn gives(file: &str, text: &str, steps: &str) {
    let import = import_as(text, file);
    assert!(import.is_playbook, "{:?} in {text}", import.guesses[0]);
    assert_eq!(told(&import).trim(), steps.trim(), "{text}");
}

#[test]
fn what_is_done_stands_behind_a_verb_that_says_nothing() {
    gives(
        "a.md",
        "# Runbook: lost badge\n\n1. Perform a check of the doors\n2. Immediately block the badge\n3. Create a ticket and rotate the code\n4. Open a postmortem\n",
        "analyze Perform a check of the doors\ncontain Immediately block the badge\neradicate Create a ticket and rotate the code\nreview Open a postmortem\n",
    );
}

#[test]
fn what_is_checked_after_the_repair_is_that_all_works_again() {
    gives(
        "a.md",
        "# Runbook: lost badge\n\n1. Record who saw it last\n2. Check the doors\n3. Block the badge\n4. Rotate the code\n5. Verify the doors\n6. Document the costs\n",
        "analyze Record who saw it last\nanalyze Check the doors\ncontain Block the badge\neradicate Rotate the code\nrecover Verify the doors\nreview Document the costs\n",
    );
}

#[test]
fn verbs_of_other_languages_tell_the_phase() {
    gives(
        "a.md",
        "# Plan de respuesta: tarjeta perdida\n\n## Acciones\n\n1. Revisar las puertas\n2. Bloquear la tarjeta\n3. Restaurar el acceso\n\n## Evidencias necesarias\n\n- Foto\n",
        "analyze Revisar las puertas\ncontain Bloquear la tarjeta\nrecover Restaurar el acceso\n",
    );
    gives(
        "a.md",
        "# Notfallplan Ausweis\n\n1. T\u{fc}ren pr\u{fc}fen\n2. Ausweis sperren\n3. Zugang wiederherstellen\n",
        "analyze T\u{fc}ren pr\u{fc}fen\ncontain Ausweis sperren\nrecover Zugang wiederherstellen\n",
    );
}

#[test]
fn only_what_stands_below_a_heading_of_the_work_is_work() {
    gives(
        "a.md",
        "# Lost badge runbook\n\n## Severity guidance\n\n1. High\n2. Middle\n3. Low\n\n## Runbook\n\n1. Check the doors\n2. Block the badge\n3. Restore access\n",
        "analyze Check the doors\ncontain Block the badge\nrecover Restore access\n",
    );
}

#[test]
fn the_rows_of_a_numbered_table_are_steps_and_rows_without_a_number_go_on() {
    let text = "# Lost badge response procedure\n\n## Procedure\n\n| **Step** | **Who** | **What** |\n|---|---|---|\n| **1** | Guard | Checks the doors |\n| **2** | Guard | Blocks the badge: |\n| | | - at the gate |\n| | | - at the lift |\n| **3** | Desk | Restores access |\n\n## Artifacts\n\n- A photo\n";
    gives(
        "a.md",
        text,
        "analyze Checks the doors\ncontain Blocks the badge [2 t]\nrecover Restores access\n",
    );
    let import = import(text);
    let tasks: Vec<&str> = import.steps[1].tasks.iter().map(|task| task.text.as_str()).collect();
    assert_eq!(tasks, ["at the gate", "at the lift"]);
    let taken = import.bytes.get(import.steps[1].tasks[1].span.clone()).expect("in the file");
    assert_eq!(std::str::from_utf8(taken).expect("a text").trim(), "| | | - at the lift |");
}

#[test]
fn columns_of_other_languages_say_what_is_done() {
    gives(
        "a.md",
        "# Notfallplan Ausweis\n\n## Erkennungsphase\n\n- T\u{fc}ren\n\n## Eind\u{e4}mmungsma\u{df}nahmen\n\n| Lage | Ma\u{df}nahme |\n|---|---|\n| Ausweis weg | Ausweis sperren |\n\n## Wiederherstellung\n\n| Schritt | Ma\u{df}nahme |\n|---|---|\n| 1 | Zugang \u{f6}ffnen |\n| 2 | Kennwort \u{e4}ndern |\n",
        "detect T\u{fc}ren\ncontain Ausweis sperren\nrecover Zugang \u{f6}ffnen\nrecover Kennwort \u{e4}ndern\n",
    );
}

#[test]
fn what_a_converter_escaped_is_read_as_it_was_meant() {
    gives(
        "a.md",
        "\\# Lost badge playbook\n\n\\## High\n\n1\\. Block the badge\n\n2\\. Check the doors\n\n\\## Low\n\n1\\. Inform the guard\n",
        "contain Block the badge\nanalyze Check the doors\ncommunicate Inform the guard\n",
    );
}

#[test]
fn counted_lines_are_steps_where_hardly_one_is_a_phase() {
    gives(
        "a.md",
        "# Runbook\n\nStep 1. Check the doors\n\n```\nls /doors\n```\n\nStep 2. Block the badge\n\nStep 3. Health checks\n\n```\nls /badges\n```\n",
        "analyze Check the doors [1 c]\ncontain Block the badge\nrecover Health checks [1 c]\n",
    );
}

#[test]
fn a_runbook_of_one_phase_is_one_and_gets_no_other() {
    gives(
        "a.md",
        "# Runbook: open the doors again\n\n1. Restore the plan\n2. Restart the gate\n3. Redeploy the badges\n",
        "recover Restore the plan\nrecover Restart the gate\nrecover Redeploy the badges\n",
    );
    let import = import("# Runbook: index of doors\n\n1. North\n2. South\n3. West\n");
    assert!(!import.is_playbook, "{}", told(&import));
}

#[test]
fn a_title_that_ends_with_response_tells_what_a_list_is_for() {
    let list = "1. Record the doors\n2. Contain the visitors\n3. Determine who came in\n4. Rotate the code\n";
    assert!(import(&format!("# Badge response\n\n{list}")).is_playbook);
    assert!(import(&format!("# Stolen badges\n\n{list}")).is_playbook, "it names an incident");
    assert!(!import(&format!("# Our badges\n\n{list}")).is_playbook);
}

#[test]
fn the_first_line_is_the_title_where_it_says_what_the_text_is() {
    let list = "- [ ] Check the doors\n- [ ] Block the badge\n- [ ] Restore access\n";
    let named = import(&format!("Response checklist for lost badges\n### Activity\n{list}"));
    assert_eq!((named.title.as_str(), named.is_playbook), ("Response checklist for lost badges", true));
    let unnamed = import(&format!("All about badges\n### Activity\n{list}"));
    assert_eq!(unnamed.title, "Activity");
}

#[test]
fn who_is_involved_is_told() {
    let import = import(
        "# When a badge is exposed\n\nAn attacker may use it: that is a breach.\n\n1. Delete the badge\n2. Identify who came in\n3. Identify what was taken\n4. Involve the guards\n",
    );
    assert_eq!(
        told(&import),
        "eradicate Delete the badge\nanalyze Identify who came in\nanalyze Identify what was taken\ncommunicate Involve the guards\n"
    );
}
