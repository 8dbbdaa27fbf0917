use std::fs;
use std::path::{Path, PathBuf};

use firebreak_app::api::*;
use firebreak_core::playbook::Gravity;
use firebreak_core::vocabulary::StepState;

use crate::harness::{AppTest, one};

pub(crate) const KEY: &str = "iaas-exposed-access-key";

/// A folder of own playbooks beside the record, named in the settings.
pub(crate) struct Own {
    pub(crate) test: AppTest,
    pub(crate) folder: PathBuf,
}

impl Own {
    pub(crate) fn new() -> Self {
        let test = AppTest::new();
        let folder = test.folder.path().join("own");
        fs::create_dir(&folder).unwrap();
        let own = Self { test, folder };
        own.name(&[&own.folder]);
        own
    }

    fn name(&self, folders: &[&Path]) {
        let mut settings = self.test.app.about(Nothing {}).unwrap().settings;
        settings.playbooks = folders.iter().map(|folder| folder.display().to_string()).collect();
        self.test.app.set_settings(SetSettings { settings }).unwrap();
    }

    /// Writes a file and lets the second pass after which it is looked for.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder.join(name);
        fs::write(&path, content).unwrap();
        self.pass();
        path.display().to_string()
    }

    pub(crate) fn pass(&self) {
        self.test.clock.advance(chrono::TimeDelta::seconds(1));
    }

    fn row(&self, id: &str) -> Option<PlaybookRow> {
        self.test.app.list_playbooks(Nothing {}).unwrap().into_iter().find(|row| row.id == id)
    }

    fn library(&self) -> LibraryView {
        self.test.app.show_library(Nothing {}).unwrap()
    }

    fn bundled(&self, id: &str) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../playbooks/{id}.md"));
        fs::read_to_string(path).unwrap()
    }

    /// A bundled playbook under another version.
    pub(crate) fn bundled_as(&self, id: &str, version: &str) -> String {
        let source = self.bundled(id);
        let current = self.row(id).unwrap();
        let is = current.overrides.unwrap_or(current.version);
        source.replacen(&format!("version: {is}"), &format!("version: {version}"), 1)
    }
}

fn playbook(id: &str, version: &str, related: &str) -> String {
    format!(
        "---\nplaybook: 1\nid: {id}\ntitle: Own {id}\nversion: {version}\nsummary: Ours.\nincident_types: [data-exposure]\n\
         service_models: [saas]\nrelated: [{related}]\n---\n\n# Own {id}\n\n## Contain\n\n### Stop the leak\n<!-- id: stop -->\n\n\
         - **Layer:** accounts\n- **Marks:** contained, recovered\n"
    )
}

/// The file of an own playbook; empty for a bundled one.
fn own_path(row: &PlaybookRow) -> String {
    match &row.origin {
        PlaybookOrigin::Own { path, .. } => path.clone(),
        PlaybookOrigin::Bundled => String::new(),
    }
}

#[test]
fn a_higher_version_counts_in_place_of_the_bundled_one_and_says_so() {
    let own = Own::new();
    let bundled = own.row(KEY).unwrap();
    assert_eq!((&bundled.origin, &bundled.overrides), (&PlaybookOrigin::Bundled, &None));
    let text = own.bundled_as(KEY, "7.0.0");
    let path = own.write("key.md", &text);
    let row = own.row(KEY).unwrap();
    assert_eq!(row.version, "7.0.0");
    assert_eq!(own_path(&row), path);
    assert_eq!(row.overrides, Some(bundled.version));
    let shown = ShowPlaybook { id: KEY.to_owned(), service_models: None };
    assert_eq!(own.test.app.show_playbook(shown).unwrap().source, text);
    let run = &own.test.open_key().runs[0];
    assert_eq!((run.playbook.id.as_str(), run.playbook.version.as_str()), (KEY, "7.0.0"));
    let [folder] = &own.library().folders[..] else { panic!() };
    assert_eq!((folder.playbooks, folder.faulty, folder.behind, &folder.problem), (1, 0, 0, &None));
}

#[test]
fn an_equal_or_lower_version_does_not_count_and_says_why() {
    let own = Own::new();
    let version = own.row(KEY).unwrap().version;
    for (named, word) in [("0.1.0", "lower than"), (version.as_str(), "is also that of")] {
        let path = own.write("key.md", own.bundled_as(KEY, named));
        let row = own.row(KEY).unwrap();
        assert_eq!(row.origin, PlaybookOrigin::Bundled);
        let [beside] = &row.beside[..] else { panic!("{:?}", row.beside) };
        assert_eq!((&beside.path, beside.faulty), (&path, false));
        assert!(beside.why.contains(word) && beside.why.contains("the bundled playbook"), "{}", beside.why);
        assert_eq!(own.library().folders[0].behind, 1);
    }
}

#[test]
fn a_file_with_errors_hides_nothing_and_is_listed_with_them() {
    let own = Own::new();
    let broken = own.bundled_as(KEY, "7.0.0").replacen("**Layer:** accounts", "**Layer:** clouds", 1);
    let unparsed = "---\nplaybook: 1\nid: iaas-exposed-access-key\nid: again\n---\n";
    for (content, knows_id) in [(broken.as_str(), true), (unparsed, false)] {
        let path = own.write("key.md", content);
        let row = own.row(KEY).unwrap();
        assert_eq!((row.origin, row.findings), (PlaybookOrigin::Bundled, 0));
        assert_eq!(row.beside.iter().any(|aside| aside.path == path), knows_id);
        let library = own.library();
        let [aside] = &library.aside[..] else { panic!("{:?}", library.aside) };
        assert_eq!((&aside.path, aside.faulty), (&path, true));
        let error = aside.findings.iter().find(|finding| finding.severity == Gravity::Error).unwrap();
        assert!(error.file == path && error.line > 1, "{error:?}");
        assert_eq!((library.folders[0].faulty, library.folders[0].playbooks), (1, 0));
    }
    own.write("key.md", own.bundled_as(KEY, "7.0.0"));
    assert_eq!(own.row(KEY).unwrap().version, "7.0.0", "mended, it counts at once");
    assert!(own.library().aside.is_empty());
}

#[test]
fn of_two_own_files_the_higher_version_counts_and_equal_ones_are_errors_at_both() {
    let own = Own::new();
    let one = own.write("one.md", playbook("ours", "1.0.0", ""));
    let two = own.write("two.md", playbook("ours", "1.10.0", ""));
    let row = own.row("ours").unwrap();
    assert_eq!((row.version.as_str(), own_path(&row), row.overrides.clone()), ("1.10.0", two.clone(), None));
    let [beside] = &row.beside[..] else { panic!("{:?}", row.beside) };
    assert!(beside.path == one && beside.why.contains(&two), "{beside:?}");
    let three = own.write("three.md", playbook("ours", "1.10.0", ""));
    let row = own.row("ours").unwrap();
    assert_eq!(own_path(&row), one, "nobody can say which of the two is meant");
    for (path, other) in [(&two, &three), (&three, &two)] {
        let aside = row.beside.iter().find(|aside| aside.path == *path).unwrap();
        let error = aside.findings.iter().find(|finding| finding.rule == "same-version").unwrap();
        assert!(error.message.contains(other.as_str()) && error.line == 5, "{error:?}");
    }
    assert_eq!(own.library().folders[0].faulty, 2);
}

#[test]
fn related_may_name_own_playbooks_as_long_as_they_are_there() {
    let own = Own::new();
    own.write("a.md", playbook("a", "1.0.0", "b, general-incident"));
    assert!(own.row("a").is_none());
    own.write("b.md", playbook("b", "1.0.0", ""));
    let view = own.test.app.show_playbook(ShowPlaybook { id: "a".to_owned(), service_models: None }).unwrap();
    let related: Vec<&str> = view.related.iter().map(|named| named.id.as_str()).collect();
    assert_eq!(related, ["b", "general-incident"]);
    let checked =
        own.test.app.check_playbooks(CheckPlaybooks { paths: vec![own.folder.display().to_string()] });
    assert!(checked.unwrap().iter().all(|finding| finding.severity == Gravity::Warning));
    fs::remove_file(own.folder.join("b.md")).unwrap();
    own.pass();
    assert!(own.row("a").is_none());
    assert_eq!(own.library().aside[0].findings[0].rule, "unknown-playbook");
}

#[test]
fn changes_are_picked_up_within_a_second_and_told_once() {
    let own = Own::new();
    assert!(own.test.app.library_changed(), "a folder was named");
    assert!(!own.test.app.library_changed());
    fs::write(own.folder.join("a.md"), playbook("a", "1.0.0", "")).unwrap();
    assert!(own.row("a").is_none(), "looked at a moment ago");
    own.pass();
    assert!(own.test.app.library_changed());
    assert!(!own.test.app.library_changed());
    assert!(own.row("a").is_some());
    own.write("a.md", playbook("a", "1.0.1", ""));
    assert_eq!(own.row("a").unwrap().version, "1.0.1");
    assert!(own.test.app.library_changed());
    fs::remove_file(own.folder.join("a.md")).unwrap();
    own.pass();
    assert!(own.row("a").is_none());
    own.name(&[]);
    assert_eq!(own.library().folders.len(), 0);
}

#[test]
fn a_run_goes_on_where_its_file_is_deleted() {
    let own = Own::new();
    own.write("key.md", own.bundled_as(KEY, "7.0.0"));
    let incident = own.test.open_key();
    fs::remove_file(own.folder.join("key.md")).unwrap();
    own.pass();
    assert_ne!(own.row(KEY).unwrap().version, "7.0.0");
    let first = incident.runs[0].steps[0].id.clone();
    own.test.step(&first, StepState::Done).unwrap();
    let own = Own { test: own.test.restarted(), folder: own.folder };
    let incident = own.test.app.show_incident(one("INC-0001")).unwrap();
    assert_eq!(incident.runs[0].playbook.version, "7.0.0");
    assert_eq!(incident.runs[0].playbook.newer, None, "an older text is no newer version");
    assert_eq!(incident.runs[0].steps[0].state, StepState::Done);
    let text = ShowRunText { incident: incident.id, run: "1".to_owned() };
    assert_eq!(own.test.app.show_run_text(text).unwrap().steps.len(), incident.runs[0].steps.len());
}

#[test]
fn an_open_incident_learns_of_a_newer_version_while_it_is_shown() {
    let own = Own::new();
    let incident = own.test.open_key();
    let newer = || own.test.app.show_incident(one(&incident.id)).unwrap().runs[0].playbook.newer.clone();
    assert_eq!(newer(), None);
    own.write("key.md", own.bundled_as(KEY, "7.0.0"));
    assert!(own.test.app.library_changed());
    assert_eq!(newer(), Some("7.0.0".to_owned()));
    let another = own.test.another();
    let seen = another.show_incident(one(&incident.id)).unwrap();
    assert_eq!(seen.runs[0].playbook.newer, Some("7.0.0".to_owned()), "another process sees it too");
}

#[test]
fn a_folder_that_cannot_be_read_says_why_and_keeps_nothing_else_back() {
    let own = Own::new();
    own.write("a.md", playbook("a", "1.0.0", ""));
    let file = own.folder.join("a.md");
    let gone = own.folder.join("gone");
    own.name(&[&gone, &file, &own.folder]);
    let library = own.library();
    let problems: Vec<bool> = library.folders.iter().map(|folder| folder.problem.is_some()).collect();
    assert_eq!(problems, [true, true, false]);
    assert!(own.row("a").is_some());
    fs::create_dir(&gone).unwrap();
    own.pass();
    assert_eq!(own.library().folders[0].problem, None);
}

#[test]
fn files_that_are_too_large_or_no_text_are_said_and_a_readme_is_left_alone() {
    let own = Own::new();
    own.write("README.md", "# Our playbooks\n");
    own.write("jekyll.md", "---\nlayout: page\n---\n\n# A page\n");
    assert!(own.library().aside.is_empty());
    let large = own.write("large.md", vec![b'x'; 3 * 1024 * 1024]);
    let latin = own.write("latin.md", b"---\nplaybook: 1\nid: a\ntitle: \xe4\n---\n");
    let library = own.library();
    let rule = |path: &str| {
        let aside = library.aside.iter().find(|aside| aside.path == path).unwrap();
        aside.findings[0].rule.clone()
    };
    assert_eq!((rule(&large), rule(&latin)), ("too-large".to_owned(), "not-utf8".to_owned()));
    assert_eq!(library.aside.len(), 2);
}

#[test]
fn folders_named_on_the_start_stand_beside_those_of_the_settings() {
    let own = Own::new();
    own.write("a.md", playbook("a", "1.0.0", ""));
    let other = own.test.folder.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("b.md"), playbook("b", "1.0.0", "a")).unwrap();
    let app = firebreak_app::App::open(firebreak_app::Options {
        data: Some(own.test.data()),
        playbooks: vec![other.clone(), own.folder.clone()],
        ..firebreak_app::Options::default()
    })
    .unwrap();
    let library = app.show_library(Nothing {}).unwrap();
    let named: Vec<(&str, bool)> =
        library.folders.iter().map(|folder| (folder.path.as_str(), folder.on_start)).collect();
    assert_eq!(named, [(own.folder.to_str().unwrap(), false), (other.to_str().unwrap(), true)]);
    let ids: Vec<String> = app.list_playbooks(Nothing {}).unwrap().into_iter().map(|row| row.id).collect();
    assert!(ids.contains(&"a".to_owned()) && ids.contains(&"b".to_owned()));
    assert_eq!(library.bundled + 2, library.playbooks);
}

#[test]
fn a_folder_is_kept_by_its_whole_path_and_once() {
    let own = Own::new();
    let twice = format!(" {}/ ", own.folder.display());
    let mut settings = own.test.app.about(Nothing {}).unwrap().settings;
    settings.playbooks.push(twice);
    let about = own.test.app.set_settings(SetSettings { settings }).unwrap();
    assert_eq!(about.settings.playbooks, [own.folder.display().to_string()]);
    let mut settings = about.settings;
    settings.playbooks.push("  ".to_owned());
    assert!(own.test.app.set_settings(SetSettings { settings }).is_err());
}
