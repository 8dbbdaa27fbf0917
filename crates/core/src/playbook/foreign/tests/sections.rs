//! What is read where hardly a phase is named: sections by their words, procedures by their title, and forms not at all.

use super::*;

fn gives(text: &str, steps: &str) {
    let import = import(text);
    assert!(import.is_playbook, "{:?} in {text}", import.guesses[0]);
    assert_eq!(told(&import).trim(), steps.trim(), "{text}");
}

fn refused(text: &str, file: &str) -> String {
    let import = import_as(text, file);
    assert_eq!(import.steps, [], "{}", told(&import));
    import.guesses[0].grounds.clone()
}

const UNTOLD: &str = "# Runbook of the gate\n\n## Somebody calls\n\n- Check the badge\n- Read the log\n- Look at the gate\n\n## The gate hangs\n\n- Block the badge\n- Stop the lift\n\n## It goes on\n\nRestart the gate. Reconnect the lift. It hums then.\n";

const STEPS: &str = "analyze Somebody calls [3 t]\ncontain The gate hangs [2 t]\nrecover It goes on\n";

#[test]
fn a_section_is_of_the_phase_that_most_of_its_words_tell_where_the_title_says_that_it_is_work() {
    gives(UNTOLD, STEPS);
    let import = import(UNTOLD);
    assert_eq!(import.guesses[0].confidence, Confidence::Low);
    let told: Vec<&str> = import.guesses[1..4].iter().map(|guess| guess.grounds.as_str()).collect();
    assert_eq!(
        told,
        [
            "What it holds tells it: \"check\", \"read\".",
            "What it holds tells it: \"block\", \"stop\".",
            "What it holds tells it: \"restart\", \"reconnect\"."
        ]
    );
}

#[test]
fn words_of_sections_are_no_reason_where_the_title_says_nothing() {
    let text = UNTOLD.replace("Runbook of the gate", "The gate and the attacker of an incident");
    assert_eq!(import(&text).steps, []);
}

#[test]
fn one_word_tells_no_section_its_phase() {
    let text = format!("{UNTOLD}\n## Later\n\nTell the guard. It hums.\n");
    gives(&text, &format!("{STEPS}recover Later\n"));
    gives(
        &text.replace("Tell the guard.", "Tell the guard. Call the lift."),
        &format!("{STEPS}communicate Later\n"),
    );
}

#[test]
fn a_procedure_for_an_incident_is_to_be_worked_through() {
    let phases = "## Scoperta\n- a\n\n## Notifica\n- b\n";
    assert!(import(&format!("# Procedura: violazione della porta\n\n{phases}")).is_playbook);
    assert!(!import(&format!("# Procedura della porta\n\n{phases}")).is_playbook);
    assert!(!import(&format!("# Violazione della porta\n\n{phases}")).is_playbook);
    assert!(import(&format!("# ドア障害の手順\n\n{phases}")).is_playbook, "no spaces between the words");
}

#[test]
fn a_breach_of_data_is_handled_in_dutch() {
    gives(
        "# Procedure datalek\n\n1. **Signaleren en bewaren.** Wie zag het?\n2. **Indammen.** Trek de pas in.\n3. **Beoordelen.** Welke deur?\n4. **Melden aan de portier.** Bel hem.\n5. **Registreren.** In het boek.\n",
        "detect Wie zag het?\ncontain Trek de pas in\nanalyze Welke deur?\ncommunicate Melden aan de portier\nreview In het boek\n",
    );
}

#[test]
fn verbs_of_dutch_and_russian_tell_the_phase() {
    gives(
        "# Noodplan pas\n\n1. Controleer de deur\n2. Blokkeer de pas\n3. Vervang de code\n4. Herstel de toegang\n5. Waarschuw de portier\n",
        "analyze Controleer de deur\ncontain Blokkeer de pas\neradicate Vervang de code\nrecover Herstel de toegang\ncommunicate Waarschuw de portier\n",
    );
    gives(
        "# План реагирования: пропуск\n\n1. Проверьте дверь\n2. Заблокируйте пропуск\n3. Восстановите доступ\n",
        "analyze Проверьте дверь\ncontain Заблокируйте пропуск\nrecover Восстановите доступ\n",
    );
}

#[test]
fn cases_and_hours_are_known_in_other_languages() {
    gives(
        "# Plan d'urgence : badge perdu\n\n## Les premi\u{e8}res heures\n\n- Si la porte est ouverte, bloquer le badge\n- V\u{e9}rifier le journal\n- Pr\u{e9}venir le gardien\n",
        "contain Si la porte est ouverte, bloquer le badge\nanalyze V\u{e9}rifier le journal\ncommunicate Pr\u{e9}venir le gardien\n",
    );
}

#[test]
fn a_runbook_of_cases_names_its_phases_where_each_case_begins_its_lines() {
    gives(
        "# Runbook de la puerta\n\n## La puerta no abre\n\n**Se\u{f1}al:** una luz roja.\n\n**Causa:** el cable.\n\n**Soluci\u{f3}n:** otro cable.\n",
        "detect Se\u{f1}al\nanalyze Causa\neradicate Soluci\u{f3}n\n",
    );
    gives(
        "# Runbook da porta\n\n## A porta\n\n**Sintomas:** luz vermelha.\n\n**Causas comuns e solu\u{e7}\u{f5}es:**\n\n| Causa | Solu\u{e7}\u{e3}o |\n|---|---|\n| Cabo | Outro cabo |\n",
        "detect Sintomas\neradicate Outro cabo\n",
    );
}

#[test]
fn what_somebody_will_do_tells_the_phase() {
    gives(
        "# Lost badge runbook\n\n1. The lead will determine which gate is open\n2. The badge must be blocked\n3. A guard shall restore the access\n",
        "analyze The lead will determine which gate is open\ncontain The badge must be blocked\nrecover A guard shall restore the access\n",
    );
}

#[test]
fn what_is_ticked_may_say_it_behind_its_first_word() {
    gives(
        "# Lost badge checklist\n\nAn incident of an attacker.\n\n- [ ] Guards notified of it\n- [ ] Badge number identified\n- [ ] Gate blocked\n- [ ] Access restored\n",
        "communicate Guards notified of it\nanalyze Badge number identified\ncontain Gate blocked\nrecover Access restored\n",
    );
    assert_eq!(heading::by_passive("Lessons learned"), None, "that is a name");
}

#[test]
fn strong_verbs_before_a_colon_order_as_numbers_do() {
    gives(
        "# Lost badge procedure\n\n## Identification\n\n- a gate\n\n## Escalation\n\n- a guard\n\n## Technical work\n\n- **Examine:** the badge\n- **Block:** its number\n- **Purge:** its code\n",
        "analyze a gate\ncommunicate a guard\nanalyze Examine\ncontain Block\neradicate Purge\n",
    );
}

#[test]
fn initiate_assess_remediate_and_retrospect_name_phases() {
    gives(
        "# Badge response checklist\n\n## Initiate\n- a\n\n## Assess\n- b\n\n## Remediate\n- c\n\n## Retrospect\n- d\n",
        "detect a\nanalyze b\neradicate c\nreview d\n",
    );
}

#[test]
fn forms_and_what_is_still_to_be_written_have_no_steps() {
    let phases = "## Detection\n\nWho sees it.\n\n## Containment\n\n1. Do \u{2026}\n\n## Recovery\n\nHow it goes on.\n";
    assert!(
        refused(&format!("# Runbook: <name>\n\n{phases}"), "badge_template.md")
            .contains("still to be written")
    );
    assert!(
        refused(&format!("# Playbook: badge\n\n*Placeholder until June.*\n\n{phases}"), "badge.md")
            .contains("written")
    );
    let blank = "# Letter about an incident\n\n## Detection\n- Day: [day]\n- Hour: [hour]\n\n## Containment\n- Gate: [which]\n- Guard: [who]\n\n## Recovery\n- Open: [day]\n";
    assert!(refused(blank, "letter.md").contains("filled in"));
    assert!(import(&blank.replace("[", "").replace("]", "")).is_playbook);
    assert!(
        refused(&blank.replace("# Letter", "# Plantillas de notificaci\u{f3}n"), "x.md")
            .contains("plantillas")
    );
}

#[test]
fn checks_before_a_delivery_and_records_of_exercises_are_no_playbooks() {
    let text = "# Runbook of the check\n\n## Lint\n\n- [ ] Stop where it fails\n\n## Unit tests\n\n- [ ] Check them\n\n## Detection\n\n- [ ] Remove the rest\n- [ ] Restore the rest\n";
    assert!(refused(text, "verify.md").contains("delivery"));
    assert!(import(&text.replace("Lint", "Gate").replace("Unit tests", "Lift")).is_playbook);
    let phases = "## Detection\n- a\n\n## Containment\n- b\n\n## Recovery\n- c\n";
    assert!(refused(&format!("# Table-top: playbook of the gate\n\n{phases}"), "x.md").contains("table top"));
    assert!(refused(&format!("# Compte rendu : porte\n\n{phases}"), "x.md").contains("compte rendu"));
}

#[test]
fn questions_fields_and_explanations_are_no_work() {
    let phases =
        |item: &str| format!("## Detection\n- {item}\n\n## Containment\n- {item}\n\n## Recovery\n- {item}\n");
    assert!(import(&format!("# Lost badge\n\n{}", phases("Which gate is it"))).is_playbook);
    assert!(
        refused(&format!("# Lost badge\n\n{}", phases("Which gate is it?")), "x.md").contains("questions")
    );
    let fields =
        "# Who does what\n\n- Commander:\n- Investigation:\n- Containment:\n- Recovery:\n- Scribe:\n";
    assert!(refused(fields, "x.md").contains("fields"));
    let text =
        format!("# Runbook of the gate\n\n{}\n## Words\n\n- Definition: a\n- Definition: b\n", phases("a"));
    assert!(refused(&text, "x.md").contains("explain words"));
    assert!(import(&text.replace("Definition:", "Gate:")).is_playbook);
}

#[test]
fn a_playbook_that_answers_nothing_is_none_of_a_response() {
    let text = "# Playbook of new gates\n\n## Steps\n\n1. Check the plan\n2. Confirm the place\n3. Read the number\n";
    assert!(refused(text, "x.md").contains("Too few phases"));
    assert!(import(&text.replace("of new gates", "of an incident at the gate")).is_playbook);
}

#[test]
fn a_preposition_is_no_verb() {
    assert_eq!(heading::by_first_verb("Para revertir"), None);
    assert_eq!(heading::by_first_verb("Note that"), None);
}
