use std::fs;

use serde_json::{Value, json};

use crate::harness::CliTest;

/// The source of a bundled playbook.
fn bundled(id: &str) -> String {
    fs::read_to_string(format!("{}/../../playbooks/{id}.md", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn lists_every_bundled_playbook() {
    let test = CliTest::new();
    let rows = test.json(&["playbook", "list"]);
    let ids: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    for id in
        ["general-incident", "iaas-exposed-access-key", "paas-web-app-exploitation", "saas-account-takeover"]
    {
        assert!(ids.contains(&id), "{ids:?}");
    }
    let out = test.ok(&["playbook", "list"]);
    for row in rows.as_array().unwrap() {
        assert!(out.contains(row["title"].as_str().unwrap()), "{out}");
    }
    assert!(out.contains("everything else · On-premises, IaaS, PaaS, FaaS, SaaS"), "{out}");
}

#[test]
fn shows_a_playbook_with_who_acts_on_each_step() {
    let test = CliTest::new();
    let view = test.json(&["playbook", "show", "iaas-exposed-access-key"]);
    let steps = view["steps"].as_array().unwrap();
    assert!(steps.len() > 10, "{}", steps.len());
    let out = test.ok(&["playbook", "show", "iaas-exposed-access-key"]);
    for step in steps {
        let title = step["title"].as_str().unwrap();
        let mut lines = out.lines().filter(|line| line.contains(title));
        let parties = ["You", "Shared", "Provider"];
        assert!(lines.any(|line| parties.iter().any(|party| line.contains(party))), "{title}\n{out}");
    }
    let full = test.ok(&["playbook", "show", "iaas-exposed-access-key", "--full", "--model", "iaas"]);
    assert!(full.contains("aws iam update-access-key"), "{full}");
    assert!(!full.contains("<p>") && !full.contains("&lt;"), "{full}");
    let source = test.ok(&["playbook", "show", "iaas-exposed-access-key", "--source"]);
    assert_eq!(source, bundled("iaas-exposed-access-key"));
    let error = test.fails(1, "not-found", &["playbook", "show", "nothing-like-it"]);
    assert_eq!(error["hint"], "`firebreak playbook list` shows every playbook.");
}

#[test]
fn ranks_the_playbooks_that_fit_best_first() {
    let test = CliTest::new();
    let find = |arguments: &[&str]| -> Vec<(String, String)> {
        let found = test.json(&[&["playbook", "match"], arguments].concat());
        let read = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
        found.as_array().unwrap().iter().map(|one| (read(one, "id"), read(one, "fit"))).collect()
    };
    let exact = find(&["--type", "credential-compromise", "--model", "iaas", "--provider", "aws"]);
    assert_eq!(exact.first().unwrap(), &("iaas-exposed-access-key".to_owned(), "exact".to_owned()));
    assert!(exact.contains(&("general-incident".to_owned(), "fallback".to_owned())));
    let fallback = find(&["--type", "malicious-app-consent", "--model", "onprem"]);
    let of_other_models = ("saas-malicious-app-consent".to_owned(), "same-type".to_owned());
    assert_eq!(fallback, [("general-incident".to_owned(), "fallback".to_owned()), of_other_models]);
    let found = test.json(&["playbook", "match", "--type", "credential-compromise", "--model", "saas"]);
    assert!(!found[0]["reason"].as_str().unwrap().is_empty());
    let out = test.ok(&["playbook", "match", "--type", "credential-compromise", "--model", "saas"]);
    assert!(out.starts_with("saas-account-takeover"), "{out}");
    test.fails(2, "bad-request", &["playbook", "match", "--type", "bad-luck", "--model", "saas"]);
    test.fails(2, "bad-request", &["playbook", "match", "--type", "insider-misuse"]);
}

#[test]
fn passes_what_is_sound() {
    let test = CliTest::new();
    let folder = format!("{}/../../playbooks", env!("CARGO_MANIFEST_DIR"));
    assert_eq!(test.json(&["playbook", "check", &folder]), json!([]));
    assert_eq!(test.ok(&["playbook", "check", &folder]), "0 errors, 0 warnings.\n");
}

#[test]
fn names_the_place_of_what_is_wrong_and_fails_for_errors() {
    let test = CliTest::new();
    let broken = bundled("general-incident").replacen("- **Layer:** data", "- **Layer:** date", 1);
    let line = broken.lines().position(|line| line == "- **Layer:** date").unwrap() + 1;
    let path = test.write("broken.md", &broken);
    let ran = test.run(&["playbook", "check", &path, "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    let findings: Value = serde_json::from_str(&ran.out).unwrap();
    let found = findings.as_array().unwrap().iter().find(|one| one["severity"] == "error").unwrap();
    assert_eq!((found["file"].as_str(), found["line"].as_u64()), (Some(path.as_str()), Some(line as u64)));
    for key in ["column", "rule", "message"] {
        assert!(!found[key].is_null(), "{key}: {found}");
    }
    let ran = test.run(&["playbook", "check", &path]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.lines().any(|found| found.starts_with(&format!("{path}:{line}:"))), "{}", ran.out);
}

#[test]
fn lets_warnings_pass() {
    let test = CliTest::new();
    let path =
        test.write("warned.md", bundled("general-incident").replacen("<!-- id: take-charge -->\n", "", 1));
    let findings = test.json(&["playbook", "check", &path]);
    let gravities: Vec<&str> =
        findings.as_array().unwrap().iter().map(|one| one["severity"].as_str().unwrap()).collect();
    assert!(!gravities.is_empty() && gravities.iter().all(|gravity| *gravity == "warning"), "{findings}");
}

#[test]
fn survives_files_that_are_no_playbooks() {
    let test = CliTest::new();
    let deep = format!("---\nplaybook: 1\n---\n\n{}x\n", "> ".repeat(1000));
    let bomb = "---\nplaybook: 1\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n# x\n";
    let headings = format!("---\nplaybook: 1\n---\n\n# x\n\n## Detect\n\n{}", "### y\n\n".repeat(100_000));
    let huge = format!("---\nplaybook: 1\n---\n\n{}", "words ".repeat(2_000_000));
    for (name, content) in [
        ("empty.md", &b""[..]),
        ("headings.md", headings.as_bytes()),
        ("huge.md", huge.as_bytes()),
        ("binary.md", b"\xff\xfe\x00\x01"),
        ("deep.md", deep.as_bytes()),
        ("bomb.md", bomb.as_bytes()),
    ] {
        let path = test.write(name, content);
        let ran = test.run(&["playbook", "check", &path, "--json"]);
        assert_eq!(ran.code, Some(1), "{name}: {ran:?}");
        let findings: Value = serde_json::from_str(&ran.out).unwrap();
        assert!(findings[0]["line"].as_u64().unwrap() >= 1, "{name}: {findings}");
    }
    let error = test.fails(1, "storage", &["playbook", "check", "no/such/file.md"]);
    assert!(error["message"].as_str().unwrap().contains("no/such/file.md"), "{error}");
}

#[test]
fn own_playbooks_are_read_from_folders_that_are_named_and_kept() {
    let test = CliTest::new();
    let source = bundled("iaas-exposed-access-key");
    let version = source.lines().find(|line| line.starts_with("version: ")).unwrap();
    test.write("key.md", source.replacen(version, "version: 9.1.0", 1));
    test.write("broken.md", "---\nplaybook: 1\nid: broken\nid: again\n---\n");
    let folder = test.folder().display().to_string();
    let version_of = |arguments: &[&str]| {
        let rows = test.json(&[&["playbook", "list"], arguments].concat());
        let row = rows
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["id"] == "iaas-exposed-access-key")
            .unwrap()
            .clone();
        row["version"].as_str().unwrap().to_owned()
    };
    assert_ne!(version_of(&[]), "9.1.0");
    assert_eq!(version_of(&["--playbooks", &folder]), "9.1.0");
    assert_ne!(version_of(&[]), "9.1.0", "named for one call alone");
    let kept = test.json(&["settings", "--playbooks", &folder]);
    assert_eq!(kept["settings"]["playbooks"], json!([folder]));
    assert_eq!(version_of(&[]), "9.1.0");
    let out = test.ok(&["playbook", "list"]);
    assert!(out.contains("your own, in place of the bundled"), "{out}");
    assert!(out.contains("broken.md does not count. It has an error"), "{out}");
    assert!(out.contains("broken.md:4:"), "{out}");
    assert!(out.contains("1 of them your own"), "{out}");
    assert!(test.ok(&["playbook", "show", "iaas-exposed-access-key"]).contains("key.md"));
    test.fails(1, "not-found", &["settings", "--without-playbooks", "/nowhere"]);
    test.json(&["settings", "--without-playbooks", &folder]);
    assert_ne!(version_of(&[]), "9.1.0");
    let gone = test.folder().join("gone").display().to_string();
    let out = test.ok(&["playbook", "list", "--playbooks", &gone]);
    assert!(out.contains("There is no such folder."), "{out}");
}

#[test]
fn words_are_found_in_all_playbooks() {
    let test = CliTest::new();
    let out = test.ok(&["playbook", "search", "update-access-key", "inactive"]);
    assert!(out.starts_with("iaas-exposed-access-key  "), "{out}");
    assert!(out.contains("aws iam update-access-key"), "{out}");
    let found = test.json(&["playbook", "search", "key", "--limit", "2"]);
    assert_eq!(found["hits"].as_array().unwrap().len(), 2);
    assert!(found["total"].as_u64().unwrap() > 2, "{found}");
    assert!(test.ok(&["playbook", "search", "key", "--limit", "2"]).contains("the best 2 of them shown"));
    assert!(test.ok(&["playbook", "search", "zebra"]).contains("No playbook has these words."));
    test.fails(2, "bad-request", &["playbook", "search"]);
}
