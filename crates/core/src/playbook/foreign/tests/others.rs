//! Files that are no playbooks: no step is made of them.

use super::*;

fn is_none(file: &str, text: &str) {
    let import = import_as(text, file);
    assert!(!import.is_playbook, "{file}: {}", told(&import));
    assert_eq!(import.steps, []);
}

#[test]
fn files_about_a_collection_are_none() {
    let list = "- [Phishing](phishing.md)\n- [Ransomware](ransomware.md)\n";
    is_none(
        "README.md",
        &format!(
            "# Playbooks\n\n## Prerequisites\n\n- git\n\n## Detection\n\n{list}\n## Recovery\n\n{list}\n## Reporting\n\n- open an issue\n"
        ),
    );
    is_none("readme.de.md", "# Tool\n## Requirements\n- x\n## Detection\n- y\n## Recovery\n- z\n");
    is_none(
        "CONTRIBUTING.md",
        "# Contributing\n## Prerequisites\n1. a\n## Reporting bugs\n1. b\n## Review\n1. c\n## Remove\n1. d\n",
    );
    is_none(
        "CHANGELOG.md",
        "# Changelog\n## 1.2.0\n### Added\n- Detection\n### Removed\n- x\n### Recovery\n- y\n### Containment\n- z\n",
    );
    is_none("LICENSE.md", "# License\n\n1. Permission\n2. Restore\n3. Remove\n");
    is_none(
        "index.md",
        "# Playbooks\n\nThe following capture [investigation](#i), [containment](#r), and [recovery](#c).\n",
    );
    is_none(
        "SUMMARY.md",
        &format!("# Summary\n\n## Containment\n{list}\n## Recovery\n{list}\n## Detection\n{list}"),
    );
}

#[test]
fn files_that_tell_of_incidents_are_none() {
    let phases =
        "## Detection\n- seen\n## Containment\n- done\n## Recovery\n- over\n## Lessons learned\n- many\n";
    for title in [
        "Incident response glossary",
        "Post-mortem of the outage",
        "Meeting minutes",
        "Incident report",
        "Blog: how we answer incidents",
        "How to write an incident response playbook",
        "Playbook creation process",
        "Tabletop exercise",
        "Understanding the lifecycle",
        "Incident report template",
    ] {
        is_none("text.md", &format!("# {title}\n\n{phases}"));
    }
    is_none("2021-03-01-the-attack.md", &format!("# The attack\n\n{phases}"));
    is_none("attack.md", &format!("---\nlayout: post\n---\n# The attack\n\n{phases}"));
}

#[test]
fn files_of_another_kind_are_none() {
    is_none("notes.md", "");
    is_none("notes.md", "\u{feff}");
    is_none("notes.md", "\n\n \n");
    is_none("notes.md", "Just text about containment, eradication and recovery.\n");
    is_none("shopping.md", "# Shopping\n\n- milk\n- bread\n- eggs\n- update the list\n");
    is_none(
        "tool.md",
        "# Tool\n\n## Requirements\n- Linux\n## Alerts\n- mail\n## Reporting\n- PDF\n## Detection\n- on\n",
    );
    is_none(
        "links.md",
        "# Reading\n\n## Containment\n- [a](https://a.example)\n## Eradication\n- [b](https://b.example)\n## Recovery\n- [c](https://c.example)\n",
    );
    is_none(
        "lifecycle.md",
        "# Lifecycle\n\nThe stages are:\n\n* Preparation\n* Detection\n* Containment\n* Recovery\n",
    );
    is_none(
        "lifecycle.md",
        "# Lifecycle\n\n## Containment\n\nThe act of holding.\n\n## Eradication\n\nThe act of removing.\n\n## Recovery\n\nThe act of giving back.\n",
    );
}

#[test]
fn files_that_teach_or_rule_are_none() {
    let phases = "## Preparation\n- a\n- b\n## Detection\n- c\n## Containment\n- d\n## Recovery\n- e\n## Lessons learned\n- f\n";
    for title in [
        "Incident response policy",
        "Incident response life cycle",
        "Basics of incident handling",
        "Framework mapping",
        "Incident response training",
        "Summary of the handling guide",
        "Adding a runbook",
        "Runbook structure",
        "Write a runbook",
    ] {
        is_none("text.md", &format!("# {title}\n\n{phases}"));
    }
    assert!(import(&format!("# Training lab outage playbook\n\n{phases}")).is_playbook);
    is_none(
        "lab.md",
        "# The phishing mail\n\n## Investigation\n* I opened the mail\n* I looked at the link\n## Containment\n* We blocked the sender\n## Recovery\n* It was fun\n",
    );
}

#[test]
fn articles_and_reports_are_none() {
    let phases = "## Detection\n- a\n- b\n## Containment\n- c\n## Recovery\n- d\n";
    for front in ["date: 2024-01-02\ntags: [news]", "date: 2024-01-02\nauthor: Somebody"] {
        is_none("text.md", &format!("---\ntitle: The attack\n{front}\n---\n\n{phases}"));
        let playbook = format!("---\ntitle: The attack, a playbook\n{front}\n---\n\n{phases}");
        assert!(import_as(&playbook, "text.md").is_playbook);
    }
    assert!(
        import_as(&format!("---\ntitle: The attack\ndate: 2024-01-02\n---\n\n{phases}"), "x.md").is_playbook
    );
    let report = "## Incident summary\nAll was down.\n## Incident timeline\n| a | b |\n|---|---|\n";
    is_none("text.md", &format!("# The outage\n\n{report}{phases}"));
}

#[test]
fn files_about_a_program_are_none() {
    is_none(
        "guide.md",
        "# Backup\n## Prerequisites\n- Node\n## Installation\n1. Install it\n## Configuration\n1. Set it\n## Alerts\n- Mail\n## Restore\n1. Run it\n",
    );
    is_none(
        "README.md",
        "# Cloud incident response playbook\n\n## Getting started\n- x\n\n## Principles\n1. **Prepare** before\n2. **Detect** early\n3. **Contain** precisely\n4. **Eradicate** the cause\n5. **Recover** from what is trusted\n\n## License\nMIT\n",
    );
    is_none("steps.md", "# Runbook\n\n1. Fork it\n2. Name it\n3. Send it\n");
}

#[test]
fn a_file_can_be_taken_for_a_playbook_all_the_same() {
    let text = "# Notes\n\n## Containment\n- Block\n- Lock\n";
    let judged = read(text.as_bytes(), "notes.md", Judged::AsPlaybook, &reference());
    check(&judged, text.as_bytes());
    assert_eq!(told(&judged), "contain Block\ncontain Lock\n");
    is_none("notes.md", text);
}

#[test]
fn a_readme_that_is_a_playbook_is_one() {
    let import = import_as(
        "# Phishing incident response playbook\n## Detection\n- a\n## Analysis\n- b\n## Containment\n- c\n## Recovery\n- d\n",
        "README.md",
    );
    assert_eq!(import.steps.len(), 4);
}

#[test]
fn a_readme_is_a_playbook_only_where_the_phases_are_nearly_all_of_it() {
    let phases = "1. **Detection:** look at the alert\n2. **Analysis:** read the logs\n3. **Containment:** block the badge\n4. **Eradication:** rotate the code\n5. **Recovery:** open the doors\n";
    let import = import_as(&format!("# Lost badge playbook\n\n{phases}"), "README.md");
    assert_eq!(import.steps.len(), 5, "{}", told(&import));
    is_none("README.md", &format!("# Our playbooks\n\n{phases}"));
    let about = "This repository holds what we know of doors, badges and guards. ".repeat(12);
    is_none("README.md", &format!("# Lost badge playbook\n\n{about}\n\n{phases}"));
}

#[test]
fn pages_of_automated_playbooks_are_none() {
    is_none(
        "playbook-Block_Badge_README.md",
        "# Badge playbook\n\n## Detection\n\n- a\n\n## Containment\n\n- b\n\n## Recovery\n\n- c\n",
    );
    is_none(
        "Block_Badge.md",
        "# Badge playbook\n\n### Containment\n- a\n\n### Recovery\n- b\n\n### Detection\n- c\n\n## Dependencies\n\n### Sub-playbooks\n\n### Integrations\n* d\n\n### Scripts\n* e\n",
    );
}

#[test]
fn explanations_of_the_phases_are_none() {
    is_none(
        "text.md",
        "## Containment\n\nIt is the act of limiting damage.\n\n- Unplug\n\n## Eradication\n\nEradication involves removing all traces.\n\n- Delete\n\n## Recovery\n\nIs the process of going back.\n\n- Restore\n",
    );
}

#[test]
fn rosters_indexes_and_letters_are_none() {
    is_none(
        "text.md",
        "# Runbooks Index\n\n- Symptoms\n- Mitigations\n- Postmortem\n\n## Runbooks\n\n- `A.md`\n- `B.md`\n",
    );
    is_none(
        "text.md",
        "# Incident response team assignment\n\n### Coordinator\n\n- Detect incidents\n- Contain incidents\n- Restore services\n- Notify customers\n",
    );
    is_none(
        "text.md",
        "# Incident communication templates\n\n## Detection\n- a\n## Containment\n- b\n## Recovery\n- c\n",
    );
}

#[test]
fn records_of_what_was_done_and_models_of_threats_are_none() {
    is_none(
        "text.md",
        "| Phase | Timestamp (UTC) | Action |\n|---|---|---|\n| Detection | 2026-01-04 10:00 | Alert came |\n| Containment | 2026-01-04 10:20 | Badge blocked |\n| Recovery | 2026-01-04 11:00 | Doors opened |\n",
    );
    let planned = import(
        "| Phase | Time | Action |\n|---|---|---|\n| Detection | 0-5 min | Look at it |\n| Containment | 5-10 min | Block it |\n| Recovery | 1 h | Open it |\n",
    );
    assert_eq!(planned.steps.len(), 3, "{}", told(&planned));
    is_none(
        "text.md",
        "# Threat model\n\n## Scope\n- a\n## Mitigations\n- b\n## Validation\n- c\n## Detection\n- d\n",
    );
    is_none(
        "text.md",
        "# Severity levels\n\n1. Detect it at once\n2. Block it\n3. Notify them\n4. Restore it\n",
    );
}

#[test]
fn records_prompts_and_rules_that_notice_are_none() {
    let phases = "## Detection\n- Look\n## Containment\n- Block\n## Recovery\n- Restore\n";
    is_none(
        "text.md",
        "# Badges\n\n## Detection\n- Looked at it\n- Opened it\n## Containment\n- Blocked it\n## Recovery\n- Restored it\n- Closed it\n",
    );
    is_none("text.md", &format!("# Badges\n\nYou are a guard who answers incidents.\n\n{phases}"));
    is_none(
        "text.md",
        &format!("# Badges\n\n{phases}\n## False positives\n\nVisitors.\n\n## Data sources\n\nGates.\n"),
    );
    is_none(
        "text.md",
        &format!(
            "# Badges\n\n{phases}\n## Findings (last week)\n\n- None\n\n## Recommendations\n\n- Paint\n"
        ),
    );
    is_none("text.md", &format!("# Establish a contingency plan\n\n{phases}"));
    is_none(
        "text.md",
        "# Lost badge 7\n\n- Incident ID: 7\n- Date/Time: Monday\n- Containment: the badge\n- Recovery: the gate\n- Root cause: a hole in a pocket\n",
    );
    is_none(
        "text.md",
        "# Badges\n\nIncidents and an attacker.\n\n- Badges must be shown\n- Gates should be shut\n- Check the log\n- Block the badge\n- Restored badges must be new\n- Guards shall know\n",
    );
    let nouns = "## Containment\n- The badge\n## Eradication\n- The code\n## Recovery\n- The gate\n";
    is_none("text.md", &format!("# Lost badge\n\nA lost badge is the end of a day.\n\n{nouns}"));
    let orders = "An attacker and a breach.\n\n1. Check the log\n2. Block badges\n3. Change the code\n4. Restore the gate\n";
    is_none("text.md", &format!("# Badge best practices\n\n{orders}"));
    assert!(import(&format!("# Lost badge best practices\n\n{orders}")).is_playbook, "it names an incident");
    assert!(import(&format!("# Lost badge\n\nA lost badge costs a day.\n\n{nouns}")).is_playbook);
    assert!(import(&format!("# Badges\n\n{phases}")).is_playbook);
}

#[test]
fn an_article_that_says_playbook_needs_the_phases_of_one() {
    let front = "---\ntitle: The badge playbook\ndate: 2024-01-02\ntags: [news]\n---\n\n";
    is_none("text.md", &format!("{front}## Check your gates\n- a\n- b\n\n## Block visitors\n- c\n- d\n"));
}

#[test]
fn a_readme_that_only_says_what_is_done_about_one_incident_is_a_playbook() {
    let list = |verb: &str| {
        format!("1. {verb} the gate\n2. {verb} the lift\n3. {verb} the door\n4. {verb} the cellar\n\n")
    };
    let work = format!(
        "## The gates\n\n{}## The badge\n\n{}## Afterwards we\n\n{}",
        list("Check"),
        list("Block"),
        list("Restore")
    );
    assert_eq!(import_as(&format!("# Stolen badges\n\n{work}"), "README.md").steps.len(), 12);
    is_none("README.md", &format!("# Our badges\n\n{work}"));
    is_none("README.md", &format!("# Stolen badges\n\n{work}## Installation\n\n- print\n"));
}

#[test]
fn lists_of_which_few_items_tell_their_phase_are_none() {
    let told = "1. Check the log\n2. Block the badge\n3. Restore the gate\n";
    let other = "1. Blue\n2. Red\n3. Green\n4. Yellow\n";
    let about = "# Badges\n\nAn attacker may use them, and that is a breach.\n\n";
    assert!(import(&format!("{about}{told}\n## More\n\n1. Rotate the code\n2. Blue\n3. Red\n")).is_playbook);
    is_none("text.md", &format!("{about}{told}\n## More\n\n{other}"));
}

#[test]
fn texts_that_tell_which_phases_there_are_are_none() {
    let phases = "## Detection\n- Look at the gate\n## Containment\n- Block the badge\n## Recovery\n- Restore the gate\n";
    is_none("text.md", &format!("# 🚪 Phases of a badge playbook\n\n{phases}"));
    is_none("text.md", &format!("# Fases de un manual de respuesta\n\n{phases}"));
    assert!(import(&format!("# A badge playbook and its phases\n\n{phases}")).is_playbook);
    let doings = "1. Detection: Watching the gates\n2. Containment: Limiting who comes in\n3. Eradication: Removing stolen badges\n4. Recovery: Opening the gates\n";
    is_none("text.md", &format!("# Incident response protocols\n\n{doings}"));
    assert!(import(&format!("# Badge playbook\n\n{doings}")).is_playbook, "its title says so");
    let standard = "A breach or a compromise.\n\n1. Check the gate\n2. Block the badge\n3. Restore the gate\n4. Document it\n";
    is_none("text.md", &format!("# ISO 27035 at the gates\n\n{standard}"));
    assert!(import(&format!("# The gates\n\n{standard}")).is_playbook);
}

#[test]
fn reports_of_a_threat_and_pieces_of_longer_texts_are_none() {
    let work = "## Defence\n\n- Block the badge\n- Check the log\n- Restore the gate\n- Train the guards\n";
    let threat =
        "## IOCs\n\nA blue badge.\n\n## 🎯 TTPs (at the gates)\n\nAn attacker copies badges: a breach.\n\n";
    is_none("text.md", &format!("# The copied badges attack\n\n{threat}{work}"));
    assert!(import(&format!("# The copied badges attack\n\nA breach.\n\n{work}")).is_playbook);
    assert!(import(&format!("# Copied badges playbook\n\n{threat}{work}")).is_playbook, "its title says so");
    let plan = "* **Detection:** Look at the gate\n* **Containment:** Block the badge\n* **Recovery:** Restore the gate\n";
    is_none("text.md", &format!("* Gates may be open\n\n**6. Incident response plan**\n\n{plan}"));
    assert!(import(&format!("**6. Incident response plan**\n\n{plan}")).is_playbook, "nothing is before it");
}

#[test]
fn lists_of_playbooks_are_none() {
    let work = "## Workflow\n1. Identify the gate\n2. Apply mitigation\n3. Roll back\n4. Escalate it\n5. Restore it\n";
    let linked = "- [Gates](gates.md)\n- [Badges](badges.md)\n\n";
    is_none("text.md", &format!("# Runbooks\n\n## Available runbooks\n{linked}{work}"));
    assert!(import(&format!("# Gate runbook\n\n## Related runbooks\n{linked}{work}")).is_playbook);
    let habits = "## Gates\n- Define who opens them\n- Check them twice\n\n## Badges\n- Restore old ones\n- Notify the guards\n";
    is_none("text.md", &format!("# Runbooks\n\n{habits}"));
    assert!(import(&format!("# Gate runbook\n\n{habits}")).is_playbook);
    assert!(import(&format!("# Runbooks\n\n{}", habits.replace('-', "1."))).is_playbook, "it has an order");
}

#[test]
fn a_title_alone_makes_no_playbook_of_items_of_which_few_tell_their_phase() {
    is_none(
        "text.md",
        "# Disaster recovery plan\n\n* **Spare badges** – forty in the safe\n* **Spare gates** – one in the yard\n* **Restore drills** – each spring\n* **Papers** – with the guards\n",
    );
    let told = "# Disaster recovery plan\n\n* Call the guards\n* Restore the gates\n* Open the doors\n";
    assert!(import(told).is_playbook);
}

#[test]
fn outlines_that_name_subjects_are_none() {
    let outline = "## Stage 1: Preparation\n- Kinds of gates\n- Costs and benefits of guards\n## Stage 2: Containment\n- Containment tools\n- Locks for the gates\n- Badges\n## Stage 3: Recovery\n- The role of the yard\n- New badges and old ones\n- Feedback from the guards\n";
    is_none("text.md", &format!("# Incident response\n\n{outline}"));
    assert!(import(&format!("# Incident response playbook\n\n{outline}")).is_playbook, "its title says so");
    let ordered = outline.replace("- ", "- Check ");
    assert!(import(&format!("# Incident response\n\n{ordered}")).is_playbook);
    let dutch = "## Voorbereiding\n- Soorten poorten\n- Kosten van wachters\n- Lijst van deuren\n## Indamming\n- Poorten dicht\n- Passen weg\n- Deuren op slot\n## Herstel\n- Nieuwe passen\n- Poorten open\n";
    assert!(import(&format!("# Incident response\n\n{dutch}")).is_playbook, "its verbs are not known");
}

#[test]
fn texts_on_looking_back_and_lists_of_core_runbooks_are_none() {
    let work = "1. Check the log\n2. Block the badge\n3. Restore the gate\n";
    is_none("text.md", &format!("# SOP: Postmortems\n\n{work}"));
    is_none("text.md", &format!("# Gate runbooks\n\n## Core runbooks\n\n{work}"));
    assert!(import(&format!("# SOP: Gates\n\n{work}")).is_playbook);
}
