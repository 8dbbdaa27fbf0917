//! Work below headings that name no phase: verbs and their order tell it.

use super::*;

fn gives(text: &str, steps: &str) {
    let import = import(text);
    assert!(import.is_playbook, "{:?} in {text}", import.guesses[0]);
    assert_eq!(told(&import).trim(), steps.trim(), "{text}");
}

const BADGE: &str = "# Lost badge runbook\n\n## Symptoms\n\n- A gate stays shut\n\n## Initial assessment\n\n1. Look at the gate\n\n";

#[test]
fn lists_of_commands_beside_named_phases_are_steps_by_their_verbs() {
    let text = format!(
        "{BADGE}## Response procedures\n\n### The north gate\n\n1. **Check the badge**\n2. **Block the badge**\n\n   ```sh\n   badge --block\n   ```\n\n3. **Restore the access**\n\n### What is known\n\n- Badges are blue\n- Gates are red\n"
    );
    gives(
        &text,
        "detect A gate stays shut\nanalyze Look at the gate\nanalyze Check the badge\ncontain Block the badge [1 c]\nrecover Restore the access\n",
    );
    let guessed = import(&text).guesses.into_iter().filter(|guess| guess.kind == GuessKind::Phase);
    let grounds: Vec<String> = guessed.map(|guess| guess.grounds).collect();
    assert_eq!(
        grounds,
        ["It begins with \"check\".", "It begins with \"block\".", "It begins with \"restore\"."],
        "what verbs tell is a guess"
    );
}

#[test]
fn lists_beside_enough_named_phases_are_not_lost() {
    gives(
        "# Lost badge runbook\n\n## First 30 minutes\n\n- Preserve the log\n- Call the guard\n\n## Containment\n\n- Block it\n\n## Eradication\n\n- Cut it up\n\n## Recovery\n\n- Print a new one\n\n## Severity\n\n- High: a gate is open\n- Low: all gates are shut\n",
        "analyze Preserve the log\ncommunicate Call the guard\ncontain Block it\neradicate Cut it up\nrecover Print a new one\n",
    );
}

#[test]
fn headings_that_say_when_the_work_is_done_hold_it() {
    for time in [
        "3. First hour",
        "24 hours",
        "0-15 minutes: look around",
        "Hour 1-4 (guards)",
        "Within 24 hours",
        "Day 2",
    ] {
        gives(
            &format!("{BADGE}## {time}\n\n- Block the badge\n- Tell the guards\n"),
            "detect A gate stays shut\nanalyze Look at the gate\ncontain Block the badge\ncommunicate Tell the guards\n",
        );
    }
    for name in ["Days of the guards", "Minutes", "The hours"] {
        let import = import(&format!(
            "{BADGE}## Recovery\n\n- Open it\n\n## {name}\n\n- Block the badge\n- Tell the guards\n"
        ));
        assert!(!told(&import).contains("Block"), "{name}: {}", told(&import));
    }
}

#[test]
fn headings_that_command_are_steps_over_text_alone() {
    gives(
        "# Responding to a lost badge\n\n## Identify the badge\n\nIt has a number.\n\n## Isolate the gate\n\nA gate that is shut lets nobody in.\n\n## Revoke what the badge may open\n\nThat is more than gates.\n\n## Reprint the badge\n\nWhen all is over.\n\n## Restore the access\n\nAt the desk.\n",
        "analyze Identify the badge\ncontain Isolate the gate\ncontain Revoke what the badge may open\nrecover Restore the access\n",
    );
}

#[test]
fn an_item_that_names_its_work_without_a_verb_is_told_by_what_stands_below() {
    gives(
        "# Lost badge\n\nAn incident that an attacker may use.\n\n## What to do at once\n\n1. **The guards**\n   - Tell them\n2. **From afar**\n   - Block the badge\n3. **The code**\n   - Rotate it\n4. **The gate**\n   - Reactivate it\n",
        "communicate The guards [1 t]\ncontain From afar [1 t]\neradicate The code [1 t]\nrecover The gate [1 t]\n",
    );
}

#[test]
fn what_is_ticked_may_say_what_it_is_then() {
    gives(
        "# Lost badge response checklist\n\n- [ ] Collected the log\n- [ ] Blocked the badge\n- [ ] Rotated the code\n- [ ] Restored access\n",
        "analyze Collected the log\ncontain Blocked the badge\neradicate Rotated the code\nrecover Restored access\n",
    );
}

#[test]
fn where_a_step_begins_with_the_case_the_verb_stands_behind_it() {
    gives(
        "# Lost badge response steps\n\n1. In the log, check the gate\n2. If it is open, block the badge\n3. Once it is found, reactivate it\n",
        "analyze In the log, check the gate\ncontain If it is open, block the badge\nrecover Once it is found, reactivate it\n",
    );
}

#[test]
fn verbs_that_command_in_other_languages_tell_the_phase() {
    gives(
        "# Plan de respuesta: tarjeta perdida\n\n1. Identifiquen la puerta\n2. Bloqueen la tarjeta\n3. Restauren el acceso\n",
        "analyze Identifiquen la puerta\ncontain Bloqueen la tarjeta\nrecover Restauren el acceso\n",
    );
    gives(
        "# Plan de r\u{e9}ponse : badge perdu\n\n1. Examinez la porte\n2. Bloquez le badge\n3. Pr\u{e9}venez le gardien\n",
        "analyze Examinez la porte\ncontain Bloquez le badge\ncommunicate Pr\u{e9}venez le gardien\n",
    );
    gives(
        "# Reagowanie na incydenty\n\nIncydent i z\u{142}o\u{15b}liwe oprogramowanie.\n\n## Procedura reagowania\n\n1. **Zg\u{142}oszenie incydentu**\n2. **Wst\u{119}pna analiza**\n3. **Dzia\u{142}ania**\n   - Od\u{142}\u{105}czenie bramki\n4. **Dokumentacja**\n",
        "communicate Zg\u{142}oszenie incydentu\nanalyze Wst\u{119}pna analiza\ncontain Dzia\u{142}ania [1 t]\nreview Dokumentacja\n",
    );
}

#[test]
fn what_is_going_on_tells_the_phase_and_privileges_that_escalate_do_not() {
    gives(
        "# Lost badge response\n\n1. Examining the gate\n2. Blocking the badge\n3. Stopping the lift\n4. Rotating the code\n5. Privilege escalation\n",
        "analyze Examining the gate\ncontain Blocking the badge\ncontain Stopping the lift\neradicate Rotating the code\neradicate Privilege escalation\n",
    );
}

#[test]
fn a_runbook_for_an_alert_is_known_by_two_of_its_headings() {
    let text = "# Badges run out\n\n## Symptoms\n- Gates stay shut\n\n## Investigation steps\n\n### 1. Count the badges\n- In the drawer\n\n## Escalation\n- Call the printer\n";
    gives(text, "detect Gates stay shut\nanalyze Count the badges [1 t]\ncommunicate Call the printer\n");
    let import = import(&text.replace("Symptoms", "Detection").replace("Investigation steps", "Analysis"));
    assert!(!import.is_playbook, "{}", told(&import));
}

#[test]
fn a_title_of_a_policy_is_no_reason_where_the_phases_order_enough_work() {
    let phase = |name: &str, verb: &str| {
        format!("## {name}\n\n- {verb} the gate\n- {verb} the lift\n- {verb} the door\n\n")
    };
    let work =
        [("Detection", "Check"), ("Containment", "Block"), ("Eradication", "Clean"), ("Recovery", "Restore")];
    let many: String = work.iter().map(|(name, verb)| phase(name, verb)).collect();
    assert_eq!(import(&format!("# Badge policy\n\n{many}")).steps.len(), 12);
    let few = many.replace("- Check the lift\n- Check the door\n", "").replace("- Block the door\n", "");
    assert_eq!(import(&format!("# Badge policy\n\n{few}")).steps, []);
    let told = many.replace("- ", "- All of ");
    assert_eq!(import(&format!("# Badge policy\n\n{told}")).steps, []);
}

#[test]
fn validation_in_other_languages_is_recovery_after_the_response() {
    gives(
        "# Qu\u{e9} hacer en caso de tarjeta perdida\n\n## Validaci\u{f3}n\n- la alerta\n\n## Contenci\u{f3}n\n- la tarjeta\n\n## Verificaci\u{f3}n\n- la puerta\n",
        "analyze la alerta\ncontain la tarjeta\nrecover la puerta\n",
    );
}

#[test]
fn counted_lines_of_other_languages_are_steps() {
    gives(
        "# Notfallplan Ausweis\n\nSchritt 1: T\u{fc}ren pr\u{fc}fen\n\nSchritt 2: Ausweis sperren\n\nSchritt 3: Zugang wiederherstellen\n",
        "analyze T\u{fc}ren pr\u{fc}fen\ncontain Ausweis sperren\nrecover Zugang wiederherstellen\n",
    );
    gives(
        "# Plan de respuesta: tarjeta\n\nPaso 1: Revisar las puertas\nPaso 2: Bloquear la tarjeta\nPaso 3: Restaurar el acceso\n",
        "analyze Revisar las puertas\ncontain Bloquear la tarjeta\nrecover Restaurar el acceso\n",
    );
}

#[test]
fn headings_stay_steps_with_their_items_as_tasks_where_hardly_one_names_a_phase() {
    gives(
        "# Responding to a lost badge\n\n## Stop the attack\n1. Block the badge\n2. Shut the gate\n\n## Check the log\n1. Read it\n\n## Reset the codes\n1. Print them\n\n## Inform the guards\n1. Call them\n",
        "contain Stop the attack [2 t]\nanalyze Check the log [1 t]\neradicate Reset the codes [1 t]\ncommunicate Inform the guards [1 t]\n",
    );
}

#[test]
fn strong_beginnings_name_phases_beside_lines_that_do() {
    gives(
        "# Lost badge plan\n\n**Detection**: a guard sees at one of the gates:\n- nobody\n\n**Containment**: what is done at once:\n- Block the badge\n\n**Recovery**: Open it:\n- Restore access\n",
        "detect nobody\ncontain Block the badge\nrecover Restore access\n",
    );
}

#[test]
fn work_below_a_procedure_beside_a_list_that_names_the_phases_is_not_lost() {
    gives(
        "# Runbook of badges\n\n- Detection: gates\n- Containment: badges\n- Recovery: doors\n\n## Procedure\n\n- Step 1: Check the gate\n- Step 2: Block the badge\n",
        "detect gates\ncontain badges\nrecover doors\nanalyze Step 1: Check the gate\ncontain Step 2: Block the badge\n",
    );
}

#[test]
fn what_is_counted_below_a_heading_that_hints_at_a_phase_is_of_that_phase() {
    gives(
        &format!(
            "{BADGE}## Actions\n\n### At once\n\n1. **Block the badge**\n2. Upon a call, shut the gate\n\n### After recovery of access\n\n1. **Warm the lift**\n"
        ),
        "detect A gate stays shut\nanalyze Look at the gate\ncontain Block the badge\ncontain Upon a call, shut the gate\nrecover Warm the lift\n",
    );
}
