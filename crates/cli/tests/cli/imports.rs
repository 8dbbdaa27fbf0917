use std::fs;

use serde_json::{Value, json};

use crate::harness::CliTest;

const LOSS: &str = "\
# Lost device playbook

## Detection

1. Look at the alert

## Containment

### Block the account

- Block it in Okta

```bash
aws iam list-users
```

## Recovery

1. Give a new device

## References

- Book
";

/// The ranges of steps and notes follow each other from the first byte to the last.
#[track_caller]
fn covers(file: &Value, length: usize) {
    let ranges = ["steps", "notes"].iter().flat_map(|key| file[key].as_array().unwrap());
    let mut ranges: Vec<(u64, u64)> =
        ranges.map(|range| (range["start"].as_u64().unwrap(), range["end"].as_u64().unwrap())).collect();
    ranges.sort_unstable();
    let mut at = 0;
    for (start, end) in ranges {
        assert_eq!(start, at);
        at = end;
    }
    assert_eq!(at, length as u64);
}

#[test]
fn reports_what_a_file_holds_and_writes_nothing() {
    let test = CliTest::new();
    let path = test.folder().join("Lost device.md");
    fs::write(&path, LOSS).unwrap();
    let path = path.display().to_string();
    let report = test.json(&["playbook", "import", &path]);
    let files = report.as_array().unwrap();
    assert_eq!(files.len(), 1, "a single file is an array of one");
    let mut keys: Vec<&String> = files[0].as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["file", "guesses", "is_playbook", "notes", "steps", "suggestions", "title"]);
    assert_eq!(files[0]["file"], path);
    assert_eq!(files[0]["title"], "Lost device playbook");
    assert_eq!(files[0]["is_playbook"], true);
    covers(&files[0], LOSS.len());
    let step = &files[0]["steps"][1];
    let start = LOSS.find("### Block").unwrap();
    let end = LOSS.find("## Recovery").unwrap();
    let code = LOSS.find("```bash").unwrap();
    let task = LOSS.find("- Block it").unwrap();
    assert_eq!(
        step,
        &json!({
            "id": "contain-block-the-account",
            "phase": "contain",
            "title": "Block the account",
            "start": start,
            "end": end,
            "tasks": [{"text": "Block it in Okta", "start": task, "end": task + "- Block it in Okta".len()}],
            "commands": [{"language": "bash", "text": "aws iam list-users", "start": code, "end": code + "```bash\naws iam list-users\n```".len()}],
            "provider": "aws",
        })
    );
    assert_eq!(test.json(&["playbook", "import", &path]), report, "the same on a second import");
    let told = test.ok(&["playbook", "import", &path]);
    for words in
        ["3 steps in Detect, Contain, Recover", "milestone:contained", "provider:okta", "Nothing was written"]
    {
        assert!(told.contains(words), "{told}");
    }
    assert_eq!(
        fs::read_dir(test.folder()).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_file()).count(),
        1
    );
}

#[test]
fn a_folder_goes_on_past_what_cannot_be_read() {
    let test = CliTest::new();
    let folder = test.folder().join("theirs");
    fs::create_dir_all(folder.join("deeper")).unwrap();
    fs::write(folder.join("loss.md"), LOSS).unwrap();
    fs::write(folder.join("README.md"), "# Playbooks\n\n- [Loss](loss.md)\n").unwrap();
    fs::write(folder.join("deeper/large.md"), vec![b'x'; 3 * 1024 * 1024]).unwrap();
    fs::write(folder.join("bytes.md"), b"\xff\xfe\0").unwrap();
    fs::write(folder.join("picture.png"), b"png").unwrap();
    let folder = folder.display().to_string();
    let ran = test.run(&["--json", "playbook", "import", &folder]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.contains("large.md") && ran.err.contains("larger than 2 MiB"), "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let files: Vec<_> = report
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            (
                file["file"].as_str().unwrap().rsplit('/').next().unwrap().to_owned(),
                file["is_playbook"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        files,
        [("README.md".to_owned(), false), ("bytes.md".to_owned(), false), ("loss.md".to_owned(), true)]
    );
    let missing = test.fails(1, "storage", &["playbook", "import", &format!("{folder}/none.md")]);
    assert!(missing["message"].as_str().unwrap().contains("none.md"));
    test.fails(2, "bad-request", &["playbook", "import"]);
    test.fails(2, "bad-request", &["playbook", "import", &folder, "--accept-all"]);
}

#[cfg(unix)]
#[test]
fn links_that_leave_a_folder_or_lead_in_a_circle_are_not_followed() {
    use std::os::unix::fs::symlink;
    let test = CliTest::new();
    let folder = test.folder().join("theirs");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("loss.md"), LOSS).unwrap();
    fs::write(test.folder().join("outside.md"), LOSS).unwrap();
    symlink(test.folder().join("outside.md"), folder.join("out.md")).unwrap();
    symlink(&folder, folder.join("again")).unwrap();
    symlink("self.md", folder.join("self.md")).unwrap();
    let ran = test.run(&["--json", "playbook", "import", &folder.display().to_string()]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report.as_array().unwrap().len(), 1, "{report}");
    for name in ["out.md", "again", "self.md"] {
        assert!(ran.err.contains(name), "{name} is not told: {}", ran.err);
    }
}

#[test]
fn writes_a_playbook_that_the_library_takes_and_replaces_only_its_own() {
    let test = CliTest::new();
    let path = test.folder().join("Lost device.md");
    fs::write(&path, LOSS).unwrap();
    let path = path.display().to_string();
    let to = test.folder().join("own");
    let folder = to.display().to_string();
    let import = |more: &[&str]| test.run(&[&["playbook", "import", &path, "--to", &folder], more].concat());
    let first = import(&["--accept", "milestone:contained,provider:okta"]);
    assert_eq!(first.code, Some(0), "{first:?}");
    let target = to.join("lost-device.md");
    let written = fs::read_to_string(&target).unwrap();
    assert_eq!(
        fs::read(to.join("lost-device.md.source")).unwrap(),
        LOSS.as_bytes(),
        "the source is kept as it is"
    );
    assert!(
        written.contains("- **Marks:** contained") && !written.contains("**Marks:** recovered"),
        "{written}"
    );
    assert!(written.contains("providers: [okta]"), "{written}");
    assert!(test.ok(&["playbook", "check", &folder]).contains("0 errors"));
    let view = test.json(&["playbook", "show", "lost-device", "--playbooks", &folder]);
    assert_eq!(view["steps"].as_array().unwrap().len(), 3);
    // It can be worked at once.
    test.ok(&[
        "incident",
        "open",
        "--title",
        "Lost",
        "--severity",
        "low",
        "--type",
        "credential-compromise",
        "--model",
        "saas",
        "--playbook",
        "lost-device",
        "--playbooks",
        &folder,
    ]);

    assert!(import(&["--accept", "milestone:contained,provider:okta"]).out.contains("the same already"));
    assert!(import(&["--accept-all"]).out.contains("was replaced"));
    let all = fs::read_to_string(&target).unwrap();
    assert!(all.contains("**Marks:** recovered"), "{all}");
    let edited = all.replace("Give a new device", "Give a newer device");
    fs::write(&target, &edited).unwrap();
    let refused = import(&[]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.out.contains("was edited"), "{}", refused.out);
    assert_eq!(fs::read_to_string(&target).unwrap(), edited, "an edited file is left");
    assert_eq!(import(&["--replace"]).code, Some(0));
    assert!(!fs::read_to_string(&target).unwrap().contains("newer"));
}

#[test]
fn a_file_that_looks_like_none_can_be_taken_for_a_playbook() {
    let test = CliTest::new();
    let path = test.folder().join("notes.md");
    fs::write(&path, "# Notes\n\n## Containment\n\n- Block\n- Lock\n").unwrap();
    let path = path.display().to_string();
    let report = test.json(&["playbook", "import", &path]);
    assert_eq!((&report[0]["is_playbook"], &report[0]["steps"]), (&json!(false), &json!([])));
    let report = test.json(&["playbook", "import", &path, "--as-playbook"]);
    assert_eq!(report[0]["steps"].as_array().unwrap().len(), 2);
}

#[test]
fn ten_thousand_files_are_read_and_the_rest_is_told() {
    let test = CliTest::new();
    let folder = test.folder().join("many");
    fs::create_dir_all(&folder).unwrap();
    for number in 0..10_001 {
        fs::write(folder.join(format!("{number}.md")), "text\n").unwrap();
    }
    let ran = test.run(&["--json", "playbook", "import", &folder.display().to_string()]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report.as_array().unwrap().len(), 10_000);
    assert!(ran.err.contains("10001 Markdown files"), "{}", ran.err);
}
