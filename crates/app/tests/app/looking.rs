//! Somebody else is looking at own folders just now: who waits for it, and who does not.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use firebreak_app::api::*;
use firebreak_app::{App, Clock, Options};
use tempfile::TempDir;
use uuid::Uuid;

use crate::harness::TestClock;

const ID: &str = "general-incident";
/// So much is read before a look is over that whoever does not wait for it is done long before.
const FILES: usize = 60;
/// How long each file is, in bytes.
const LENGTH: usize = 100_000;
/// The thread that looks.
const LOOKER: &str = "looker";

/// A clock that holds the one who looks in the middle of it, until it is let go.
#[derive(Clone)]
struct HeldClock {
    clock: TestClock,
    armed: Arc<AtomicBool>,
    looking: Arc<Barrier>,
    let_go: Arc<Barrier>,
}

impl Clock for HeldClock {
    fn now(&self) -> DateTime<Utc> {
        if thread::current().name() == Some(LOOKER) && self.armed.swap(false, Ordering::SeqCst) {
            self.looking.wait();
            self.let_go.wait();
        }
        self.clock.now()
    }

    fn new_id(&self) -> Uuid {
        self.clock.new_id()
    }
}

struct Looking {
    app: App,
    clock: HeldClock,
    folder: TempDir,
}

impl Looking {
    /// An application on a folder with many own files, all of them looked at.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = HeldClock {
            clock: TestClock::at("2026-11-21T02:17:00Z"),
            armed: Arc::default(),
            looking: Arc::new(Barrier::new(2)),
            let_go: Arc::new(Barrier::new(2)),
        };
        let own = folder.path().join("own");
        fs::create_dir(&own).unwrap();
        let app = App::open(Options {
            data: Some(folder.path().join("data")),
            clock: Some(Box::new(clock.clone())),
            responder: Some("Ana".to_owned()),
            zone: Some("UTC".to_owned()),
            playbooks: vec![own],
        })
        .unwrap();
        let looking = Self { app, clock, folder };
        for number in 0..FILES {
            let path = looking.own().join(format!("notes-{number}.md"));
            fs::write(&path, "x".repeat(LENGTH)).unwrap();
            // What was changed a moment ago, by the clock of the files, is read again at every look.
            let later = SystemTime::from(looking.clock.now() + chrono::TimeDelta::days(1));
            File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
        }
        looking.pass();
        looking.app.show_library(Nothing {}).unwrap();
        looking
    }

    fn own(&self) -> PathBuf {
        self.folder.path().join("own")
    }

    fn pass(&self) {
        self.clock.clock.advance(chrono::TimeDelta::seconds(1));
    }

    /// The beginning of an own version of the bundled playbook.
    fn adapted(&self) -> String {
        self.app.edit_playbook(EditPlaybook { id: Some(ID.to_owned()), path: None }).unwrap().text
    }

    /// Changes what lies on the disk, then does something the moment somebody else's look at it goes on.
    fn meanwhile<T>(&self, change: impl FnOnce(), act: impl FnOnce(&App) -> T) -> T {
        change();
        self.pass();
        self.clock.armed.store(true, Ordering::SeqCst);
        thread::scope(|scope| {
            let look = || self.app.list_playbooks(Nothing {}).unwrap();
            thread::Builder::new().name(LOOKER.to_owned()).spawn_scoped(scope, look).unwrap();
            self.clock.looking.wait();
            let rows = self.app.list_playbooks(Nothing {}).unwrap();
            let row = rows.into_iter().find(|row| row.id == ID).unwrap();
            assert_eq!(row.origin, PlaybookOrigin::Bundled, "whoever works an incident does not wait");
            self.clock.let_go.wait();
            act(&self.app)
        })
    }
}

#[test]
fn a_file_that_just_appeared_is_edited_and_not_adapted_once_more() {
    let looking = Looking::new();
    let (text, path) = (looking.adapted(), looking.own().join("mine.md"));
    let opened = looking.meanwhile(
        || fs::write(&path, &text).unwrap(),
        |app| app.edit_playbook(EditPlaybook { id: Some(ID.to_owned()), path: None }).unwrap(),
    );
    assert_eq!(opened.path, Some(path.display().to_string()));
}

#[test]
fn an_id_that_just_appeared_is_taken() {
    let looking = Looking::new();
    let text = looking.adapted().replacen(&format!("\nid: {ID}\n"), "\nid: just-now\n", 1);
    let path = looking.own().join("other-name.md");
    let begun = looking.meanwhile(
        || fs::write(&path, &text).unwrap(),
        |app| {
            app.new_playbook(NewPlaybook {
                id: "just-now".to_owned(),
                title: "Just now".to_owned(),
                incident_types: vec!["data-exposure".to_owned()],
                service_models: vec![firebreak_core::vocabulary::ServiceModel::Saas],
                providers: Vec::new(),
                folder: None,
                own: true,
            })
        },
    );
    assert!(begun.unwrap_err().to_string().contains("is taken"), "one file of an id is enough");
}

#[test]
fn a_file_in_a_folder_that_was_just_named_is_saved() {
    let looking = Looking::new();
    let folder = looking.folder.path().join("named");
    fs::create_dir(&folder).unwrap();
    let path = folder.join("mine.md");
    fs::write(&path, "old").unwrap();
    let text = looking.adapted();
    // SHA-256 of "old".
    let sha256 = "cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4";
    let name = || {
        let mut settings = looking.app.about(Nothing {}).unwrap().settings;
        settings.playbooks = vec![folder.display().to_string()];
        looking.app.set_settings(SetSettings { settings }).unwrap();
    };
    let saved = looking.meanwhile(name, |app| {
        app.save_playbook(SavePlaybook {
            text: text.clone(),
            path: Some(path.display().to_string()),
            sha256: Some(sha256.to_owned()),
            draft: None,
        })
    });
    assert_eq!(saved.unwrap().aside, None);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn the_library_shows_what_just_appeared() {
    let looking = Looking::new();
    let (text, path) = (looking.adapted(), looking.own().join("mine.md"));
    let shown =
        looking.meanwhile(|| fs::write(&path, &text).unwrap(), |app| app.show_library(Nothing {}).unwrap());
    assert_eq!(shown.folders[0].playbooks, 1);
}
