use std::collections::BTreeSet;

use super::*;

fn template(front: &str, body: &str) -> Result<Template, String> {
    read("t", &format!("---\n{front}---\n{body}"))
}

#[test]
fn every_bundled_template_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let (templates, problems) = read_all(&folder.path().join("none"));
    assert_eq!(problems, []);
    let ids: Vec<&str> = templates.iter().map(|template| template.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "first-notice",
            "executives",
            "customers",
            "provider",
            "legal",
            "insurer",
            "law-enforcement",
            "regulator",
            "holding-line"
        ]
    );
    for template in &templates {
        assert!(!template.about.is_empty() && template.file.is_none(), "{}", template.id);
    }
}

#[test]
fn every_variable_is_one_that_some_template_or_the_guide_names() {
    let guide = include_str!("../../../../templates/README.md");
    for name in VARIABLES {
        assert!(guide.contains(&format!("`{name}`")), "{name} is not in the guide");
    }
    let named: BTreeSet<&str> = guide
        .lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    assert_eq!(named, VARIABLES.iter().copied().collect());
}

#[test]
fn what_nobody_said_is_named_in_its_place() {
    let read = template(
        "update: 1\nname: N\nevery: 4h\n",
        "\n# About {{title}}\n\n{{ lead }} leads, {{lead}} writes: {{now}}.\n",
    );
    let template = read.unwrap();
    assert_eq!(template.every, Some(14_400));
    let filled = template.fill(|name| (name != "lead").then(|| format!("<{name}>")));
    assert_eq!(filled.subject, "About <title>");
    assert_eq!(filled.text, "[not known: lead] leads, [not known: lead] writes: <now>.");
    assert_eq!(filled.missing, ["lead"]);
    // What is filled in is not read for variables again.
    let filled = template.fill(|_| Some("{{title}}".to_owned()));
    assert_eq!(filled.subject, "About {{title}}");
}

#[test]
fn a_template_that_does_not_fit_is_told() {
    let why = |front: &str, body: &str| template(front, body).unwrap_err();
    assert!(why("name: N\n", "# S\n\nW").contains("update: 1"));
    assert!(why("update: 2\nname: N\n", "# S\n\nW").contains("reads 1"));
    assert!(why("update: 1\n", "# S\n\nW").contains("name"));
    assert!(why("update: 1\nname: N\nevery: often\n", "# S\n\nW").contains("often"));
    assert!(why("update: 1\nname: N\nto: X\n", "# S\n\nW").contains("\"to\""));
    assert!(why("update: 1\nname: N\n", "S\n\nW").contains("subject"));
    assert!(why("update: 1\nname: N\n", "# S\n").contains("no words"));
    assert!(why("update: 1\nname: N\n", "# S\n\n{{mood}}").contains("mood"));
    assert!(read("t", "no front matter").is_err());
}

#[test]
fn own_files_stand_in_place_of_bundled_ones_and_broken_ones_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("executives.md", "---\nupdate: 1\nname: Our board\n---\n# S\n\nW");
    write("works-council.md", "---\r\nupdate: 1\r\nname: Works council\r\n---\r\n# S\r\n\r\nW");
    write("legal.md", "broken");
    write("notes.txt", "no template");
    let (templates, problems) = read_all(folder.path());
    assert_eq!(templates.len(), BUNDLED.len() + 1);
    let named = |id: &str| templates.iter().find(|template| template.id == id).unwrap();
    assert_eq!((named("executives").name.as_str(), named("executives").file.is_some()), ("Our board", true));
    assert_eq!(named("works-council").name, "Works council");
    assert_eq!(named("legal").name, "Legal", "a broken file hides no bundled template");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].file.ends_with("legal.md"));
}
