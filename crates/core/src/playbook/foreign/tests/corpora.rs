//! Public playbooks, where a folder of them is at hand. They are other people's text and not part of this repository.

use std::path::{Path, PathBuf};

use super::*;

/// Names the folder with the sets `guardsight`, `counteractive` and `pagerduty`.
const VARIABLE: &str = "FIREBREAK_CORPORA";

/// The folder of a set; none, which is said, where there is none.
fn set(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(VARIABLE).map(|folder| Path::new(&folder).join(name));
    if folder.is_none() {
        eprintln!("Skipped: {VARIABLE} names no folder of public playbooks.");
    }
    folder
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is readable") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                files.push((name, std::fs::read(&path).expect("the file is readable")));
            }
        }
    }
    files.sort();
    assert!(!files.is_empty());
    files
}

fn imports(folder: &Path) -> Vec<(Import, Vec<u8>)> {
    let reference = reference();
    let imports = files(folder).into_iter().map(|(name, bytes)| {
        let import = read(&bytes, &name, Judged::ByContent, &reference);
        check(&import, &bytes);
        let all: BTreeSet<String> = import.guesses.iter().map(|guess| guess.id.clone()).collect();
        for accepted in [BTreeSet::new(), all] {
            let native = to_native(&import, &accepted, &reference);
            let reading = playbook::read(native.as_bytes(), &reference);
            assert!(reading.is_sound(), "{name}: {:?}", reading.findings);
            let playbook = reading.playbook.expect("it is sound");
            assert_eq!(playbook.steps().count(), import.steps.len(), "{name}");
            // Every fence of a step is there, byte for byte.
            let commands: Vec<&str> = playbook
                .steps()
                .flat_map(|(_, step)| step.all_commands())
                .map(|command| command.text.as_str())
                .collect();
            for command in import.steps.iter().flat_map(|step| &step.commands) {
                assert!(commands.contains(&command.text.as_str()), "{name}: {}", command.text);
            }
        }
        (import, bytes)
    });
    imports.collect()
}

#[test]
fn every_card_has_its_six_phases_in_order_with_all_items() {
    let Some(folder) = set("guardsight") else { return };
    for (import, bytes) in imports(&folder) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut expected: Vec<(Phase, usize)> = Vec::new();
        let mut open = false;
        for line in text.lines() {
            let phase = match line.trim_end() {
                "**(P) Preparation**" => Some(Phase::Prepare),
                "**(I) Identification**" => Some(Phase::Analyze),
                "**(C) Containment**" => Some(Phase::Contain),
                "**(E) Eradication**" => Some(Phase::Eradicate),
                "**(R) Recovery**" => Some(Phase::Recover),
                "**(L) Lessons/Opportunities**" => Some(Phase::Review),
                _ => None,
            };
            if let Some(phase) = phase {
                expected.push((phase, 0));
            }
            open = phase.is_some() || (open && !line.starts_with("**"));
            let is_item = line.split_once('.').is_some_and(|(number, _)| {
                !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
            });
            if let Some((_, items)) = expected.last_mut().filter(|_| open && is_item) {
                *items += 1;
            }
        }
        let mut found: Vec<(Phase, usize)> = Vec::new();
        for step in &import.steps {
            match found.last_mut() {
                Some((phase, items)) if *phase == step.phase => *items += 1,
                Some(_) | None => found.push((step.phase, 1)),
            }
        }
        assert_eq!(expected.len(), 6, "{}", import.file);
        assert_eq!(found, expected, "{}", import.file);
    }
}

#[test]
fn headings_are_steps_and_their_items_tasks() {
    let Some(folder) = set("pagerduty") else { return };
    for (import, _) in imports(&folder) {
        assert!(import.is_playbook && import.phases().len() >= 3, "{}", told(&import));
        assert!(import.steps.iter().all(|step| !step.tasks.is_empty()), "{}", told(&import));
    }
}

#[test]
fn three_phases_are_found_in_playbooks_and_no_step_in_other_files() {
    let Some(folder) = set("counteractive") else { return };
    for (import, _) in imports(&folder) {
        let is_playbook = import.file.starts_with("playbook-");
        if is_playbook {
            assert!(import.is_playbook && import.phases().len() >= 3, "{}: {}", import.file, told(&import));
        }
        if import.file == "index.md" {
            assert!(!import.is_playbook);
        }
    }
}
