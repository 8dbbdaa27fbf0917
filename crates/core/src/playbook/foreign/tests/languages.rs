//! Headings in other languages than English.

use super::*;

fn phases(text: &str) -> Vec<Phase> {
    let import = import(text);
    assert!(import.is_playbook, "{text}");
    import.phases()
}

const ALL_BUT_DETECT: [Phase; 6] =
    [Phase::Prepare, Phase::Analyze, Phase::Contain, Phase::Eradicate, Phase::Recover, Phase::Review];

#[test]
fn phases_are_named_in_many_languages() {
    for names in [
        ["Vorbereitung", "Untersuchung", "Eindämmung", "Beseitigung", "Wiederherstellung", "Nachbereitung"],
        ["Préparation", "Analyse", "Endiguement", "Remédiation", "Rétablissement", "Retour d’expérience"],
        ["Preparación", "Análisis", "Contención", "Erradicación", "Recuperación", "Lecciones aprendidas"],
        ["PREPARACION", "ANALISIS", "CONTENCION", "ERRADICACION", "RECUPERACION", "LECCIONES APRENDIDAS"],
        ["Preparação", "Análise", "Contenção", "Erradicação", "Recuperação", "Lições aprendidas"],
        ["Preparazione", "Analisi", "Contenimento", "Eradicazione", "Ripristino", "Lezioni apprese"],
        ["Voorbereiding", "Onderzoek", "Inperking", "Verwijdering", "Herstel", "Evaluatie"],
        ["Przygotowanie", "Analiza", "Powstrzymanie", "Usunięcie", "Przywrócenie", "Wnioski"],
        ["Подготовка", "Анализ", "Сдерживание", "Устранение", "Восстановление", "Выводы"],
        ["準備", "分析", "封じ込め", "根絶", "復旧", "教訓"],
        ["准备", "分析", "遏制", "根除", "恢复", "经验教训"],
    ] {
        let text: String = names.iter().map(|name| format!("## {name}\n\n- a\n\n")).collect();
        assert_eq!(phases(&format!("# X\n\n{text}")), ALL_BUT_DETECT, "{names:?}");
        let numbered: String =
            names.iter().enumerate().map(|(at, name)| format!("{}. **{name}**: a b\n", at + 1)).collect();
        assert_eq!(phases(&format!("# X\n\n{numbered}")), ALL_BUT_DETECT, "{names:?}");
    }
}

#[test]
fn words_around_a_name_are_left_aside_in_other_languages_too() {
    for (heading, phase) in [
        ("Schritt 2: Eindämmung des Vorfalls", Phase::Contain),
        ("Erkennung und Analyse", Phase::Detect),
        ("Étape 3 – Confinement de l'incident", Phase::Contain),
        ("Détection et analyse", Phase::Detect),
        ("Paso 4. Erradicación y recuperación", Phase::Eradicate),
        ("Detección del incidente", Phase::Detect),
        ("Etapa 5: Recuperação do incidente", Phase::Recover),
        ("Krok 1: Wykrycie i analiza incydentu", Phase::Detect),
        ("Rilevamento e analisi", Phase::Detect),
    ] {
        let text = format!(
            "# X\n\n## {heading}\n\n- a\n\n## Lessons learned\n\n- b\n\n## Containment\n\n- c\n\n## Recovery\n\n- d\n"
        );
        let import = import(&text);
        assert_eq!(import.steps[0].phase, phase, "{heading}: {}", told(&import));
        assert_eq!(import.steps[0].title, "a");
    }
}

#[test]
fn aims_and_contacts_are_notes_in_other_languages_too() {
    let text = "# X\n\n## Ansprechpartner\n- a\n## Objectifs\n### Récupérer\n- b\n## Alcance\n- c\n## Erkennung\n- Schauen\n## Contención\n- Bloquear\n## Rétablissement\n- Rendre\n";
    assert_eq!(told(&import(text)), "detect Schauen\ncontain Bloquear\nrecover Rendre\n");
}

#[test]
fn a_title_in_another_language_says_what_a_file_is() {
    let body = "## Communication\n- a\n## Confinement\n- b\n";
    assert!(import(&format!("# Procédure de réponse : perte d'un portable\n{body}")).is_playbook);
    assert!(!import(&format!("# Perte d'un portable\n{body}")).is_playbook);
    let phases = "## Erkennung\n- a\n## Eindämmung\n- b\n## Wiederherstellung\n- c\n";
    assert!(import(&format!("# Laptop weg\n{phases}")).is_playbook);
    assert!(!import(&format!("# Erstellung von Playbooks\n{phases}")).is_playbook);
    assert!(!import(&format!("# Abschlussbericht zum Vorfall\n{phases}")).is_playbook);
}

#[test]
fn titles_lose_their_number_in_any_script() {
    let import = import(
        "# X\n## Detection\n### 🔍 1.2 Prüfen, was geschah\n- a\n## Contención\n### 3.1 ¿Quién bloquea?\n- b\n## Recovery\n### ② \u{30d6}\u{30ed}\u{30c3}\u{30af}\n- c\n### .env is replaced\n- d\n",
    );
    let titles: Vec<&str> = import.steps.iter().map(|step| step.title.as_str()).collect();
    assert_eq!(titles[..2], ["Prüfen, was geschah", "¿Quién bloquea?"]);
    assert!(titles[2].ends_with("\u{30d6}\u{30ed}\u{30c3}\u{30af}"));
    assert_eq!(titles[3], ".env is replaced");
}

#[test]
fn a_french_procedure_of_recovery_over_text_alone_is_one() {
    let import = import(
        "# Procédure de reprise\n\n## 1. Isoler la porte\n\nFermez-la.\n\n## 2. Restaurer la serrure\n\nPrenez la copie.\n\n## 3. Documenter l'incident\n\nÉcrivez-le.\n",
    );
    assert_eq!(
        told(&import),
        "contain Isoler la porte\nrecover Restaurer la serrure\nreview Documenter l'incident\n"
    );
}
