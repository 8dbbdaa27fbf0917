use std::fs::write;

use super::*;

fn names(listed: &Listed) -> Vec<String> {
    listed.files.iter().map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

fn rules(listed: &Listed) -> Vec<&str> {
    listed.notices.iter().map(|notice| notice.rule).collect()
}

#[test]
fn markdown_below_a_folder_is_listed_and_hidden_folders_are_not() {
    let dir = tempfile::tempdir().unwrap();
    for folder in ["deeper/still", ".git"] {
        fs::create_dir_all(dir.path().join(folder)).unwrap();
    }
    for file in ["b.md", "deeper/still/a.MD", ".git/c.md", "notes.txt"] {
        write(dir.path().join(file), "x").unwrap();
    }
    let listed = list(dir.path());
    assert_eq!(names(&listed), ["b.md", "a.MD"]);
    assert_eq!((listed.notices, listed.problem), (Vec::new(), None));
}

#[test]
fn what_is_no_readable_folder_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.md");
    write(&file, "x").unwrap();
    let problem = |path: &Path| list(path).problem.unwrap();
    assert!(problem(&dir.path().join("gone")).contains("There is no such folder"));
    assert!(problem(&file).contains("This is a file and no folder"));
    assert!(problem(&dir.path().join("a".repeat(300))).contains("The folder cannot be read"));
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed_and_said_where_it_leaves_the_folder_or_goes_in_a_circle() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    let (own, outside) = (dir.path().join("own"), dir.path().join("outside"));
    for folder in [&own, &outside, &own.join("deeper")] {
        fs::create_dir(folder).unwrap();
    }
    for file in [own.join("inside.md"), outside.join("secret.md"), outside.join("secret.txt")] {
        write(file, "x").unwrap();
    }
    symlink(outside.join("secret.md"), own.join("out.md")).unwrap();
    symlink(&outside, own.join("out")).unwrap();
    symlink(outside.join("secret.txt"), own.join("harmless")).unwrap();
    symlink(&own, own.join("deeper/up")).unwrap();
    symlink(own.join("turn.md"), own.join("turn.md")).unwrap();
    symlink(own.join("inside.md"), own.join("same.md")).unwrap();
    let listed = list(&own);
    assert_eq!(names(&listed), ["inside.md"]);
    let mut found: Vec<(&str, String)> = listed
        .notices
        .iter()
        .map(|notice| (notice.rule, notice.path.file_name().unwrap().to_string_lossy().into_owned()))
        .collect();
    found.sort();
    let expected =
        [("dead-link", "turn.md"), ("link-loop", "up"), ("link-out", "out"), ("link-out", "out.md")];
    assert_eq!(found, expected.map(|(rule, name)| (rule, name.to_owned())));
    let link = list(&{
        symlink(&own, dir.path().join("linked")).unwrap();
        dir.path().join("linked")
    });
    assert_eq!(names(&link), ["inside.md"], "the folder that was named may be a link itself");
}

#[test]
fn names_that_differ_only_in_case_are_said() {
    let dir = tempfile::tempdir().unwrap();
    for file in ["key.md", "Key.md", "other.md"] {
        write(dir.path().join(file), "x").unwrap();
    }
    let listed = list(dir.path());
    // Where the file system keeps one of the two, there is nothing to say.
    let expected: &[&str] = if names(&listed).len() == 3 { &["alike-in-case", "alike-in-case"] } else { &[] };
    assert_eq!(rules(&listed), expected);
}

#[test]
fn ten_thousand_files_are_read_and_of_more_the_rest_is_said() {
    let dir = tempfile::tempdir().unwrap();
    for number in 0..10_000 {
        write(dir.path().join(format!("{number:05}.md")), "").unwrap();
    }
    let listed = list(dir.path());
    assert_eq!((listed.files.len(), rules(&listed).len()), (10_000, 0));
    write(dir.path().join("one-more.md"), "").unwrap();
    let listed = list(dir.path());
    assert_eq!(listed.files.len(), MOST_FILES);
    assert_eq!(names(&listed).last().unwrap(), &format!("{:05}.md", MOST_FILES - 1));
    assert_eq!(rules(&listed), ["too-many-files"]);
    assert!(listed.notices[0].message.contains("10001 Markdown files"), "{}", listed.notices[0].message);
}

#[test]
fn folders_within_folders_end_somewhere() {
    let dir = tempfile::tempdir().unwrap();
    let mut deep = dir.path().to_owned();
    for _ in 0..DEEPEST + 3 {
        deep.push("d");
    }
    fs::create_dir_all(&deep).unwrap();
    write(deep.join("lost.md"), "x").unwrap();
    let listed = list(dir.path());
    assert_eq!((names(&listed).len(), rules(&listed)), (0, vec!["too-deep"]));
}
