//! Several processes: killed at any moment, or writing at once.
//!
//! The child is this test binary itself, running the same test; a variable tells it that it is the child.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use firebreak_core::when::When;
use firebreak_store::{OpenOptions, Store, StoreError, TimelineFilter};
use rusqlite::Connection;

use crate::harness::*;

const PATH: &str = "FIREBREAK_STORE_TEST_PATH";
const NAME: &str = "FIREBREAK_STORE_TEST_NAME";
const COUNT: &str = "FIREBREAK_STORE_TEST_COUNT";

/// Starts this test binary as a writer: `count` notes named `name 0`, `name 1`, …
fn start_child(test: &str, path: &Path, name: &str, count: usize) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env(PATH, path)
        .env(NAME, name)
        .env(COUNT, count.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    (child, output)
}

/// Where this process is the child: writes as told, says each note that is durable, and gives true.
fn wrote_as_child() -> bool {
    let Ok(path) = std::env::var(PATH) else { return false };
    let (name, count) =
        (std::env::var(NAME).unwrap(), std::env::var(COUNT).unwrap().parse::<usize>().unwrap());
    let path = Path::new(&path);
    let options = OpenOptions::new(DEVICE, start(), path.with_file_name("backups"));
    let mut store = Store::open(path, &options).unwrap();
    for at in 0..count {
        let body = note(&format!("{name} {at}"));
        store.write(|tx| append(tx, incident(1), start(), When::exact(start()), &name, body)).unwrap();
        let mut output = std::io::stdout().lock();
        writeln!(output, "durable {name} {at}").unwrap();
        output.flush().unwrap();
    }
    true
}

/// The note in a line of a child, where the line acknowledges one.
fn acknowledged(line: &str) -> Option<String> {
    line.split_once("durable ").map(|(_, note)| note.trim_end().to_owned())
}

/// Every note in the record, oldest first, after everything was checked that must hold.
fn notes_of_sound_record(path: &Path) -> Vec<String> {
    let options = OpenOptions::new(DEVICE, start(), path.with_file_name("backups"));
    let store = Store::open(path, &options).unwrap();
    let verification = store.verify(None).unwrap();
    assert!(verification.holds(), "{verification:?}");
    assert_eq!(verification.wrong_entries, 0);
    let page = firebreak_store::Page { newest_first: false, ..page(0, 1_000_000) };
    let timeline = store.timeline(incident(1), &TimelineFilter::default(), page).unwrap();
    assert_eq!(timeline.total, verification.events);
    let check: String =
        Connection::open(path).unwrap().query_row("PRAGMA quick_check", (), |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    timeline.rows.into_iter().map(|row| row.text).collect()
}

/// A number from 0 to `below`, which follows from the seed.
fn random(seed: &mut u64, below: u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed % below
}

#[test]
fn everything_acknowledged_survives_a_kill_at_any_moment() {
    if wrote_as_child() {
        return;
    }
    let test = StoreTest::with_incident();
    let path = test.path();
    let mut seed = 0x9E37_79B9_7F4A_7C15;
    let mut all = Vec::new();
    for round in 0..100 {
        let name = format!("round{round}");
        let this = "processes::everything_acknowledged_survives_a_kill_at_any_moment";
        let (mut child, mut output) = start_child(this, &path, &name, 1_000_000);
        // Wait for some notes, then for an uneven moment inside of the next transaction.
        let wanted = random(&mut seed, 12);
        let mut promised = Vec::new();
        let mut line = String::new();
        while (promised.len() as u64) < wanted {
            line.clear();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "the child ended by itself");
            promised.extend(acknowledged(&line));
        }
        for turn in 0..random(&mut seed, 300_000) {
            std::hint::black_box(turn);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        promised.extend(output.lines().map_while(Result::ok).filter_map(|line| acknowledged(&line)));

        let notes = notes_of_sound_record(&path);
        let (before, new) = notes.split_at(all.len());
        assert_eq!(before, all, "nothing of an earlier round changed");
        let expected: Vec<String> = (0..new.len()).map(|at| format!("{name} {at}")).collect();
        assert_eq!(new, expected, "a clean prefix");
        assert_eq!(promised, expected.get(..promised.len()).unwrap(), "everything acknowledged is there");
        assert!(new.len() - promised.len() <= 1, "at most the note whose answer was cut off");
        all = notes;
    }
    assert!(all.len() > 300, "{} notes", all.len());
}

#[test]
fn two_processes_that_write_at_once_lose_nothing_and_break_no_chain() {
    if wrote_as_child() {
        return;
    }
    let mut test = StoreTest::with_incident();
    let path = test.path();
    let this = "processes::two_processes_that_write_at_once_lose_nothing_and_break_no_chain";
    let mut children = ["window", "terminal"].map(|name| start_child(this, &path, name, 150));
    // This process writes as well, while both have begun and neither has ended.
    for (_, output) in &mut children {
        let mut line = String::new();
        while acknowledged(&line).is_none() {
            line.clear();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "a child ended by itself");
        }
    }
    test.store.record_with_patience(50);
    for (mut child, output) in children {
        assert!(output.lines().map_while(Result::ok).filter_map(|line| acknowledged(&line)).count() > 0);
        assert!(child.wait().unwrap().success());
    }
    let notes = notes_of_sound_record(&path);
    let expected: BTreeSet<String> = (0..150)
        .flat_map(|at| [format!("window {at}"), format!("terminal {at}")])
        .chain((0..50).map(|at| format!("parent {at}")))
        .collect();
    assert_eq!(notes.len(), expected.len());
    assert_eq!(notes.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn a_record_that_was_killed_while_it_was_begun_can_be_opened() {
    if wrote_as_child() {
        return;
    }
    let mut seed = 0xD1B5_4A32_D192_ED03;
    let mut begun = 0;
    for _ in 0..20 {
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join("record.db");
        let this = "processes::a_record_that_was_killed_while_it_was_begun_can_be_opened";
        let (mut child, _output) = start_child(this, &path, "killed", 1);
        while !path.exists() && child.try_wait().unwrap().is_none() {}
        for turn in 0..random(&mut seed, 3_000_000) {
            std::hint::black_box(turn);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        begun += u32::from(path.exists());
        let notes = notes_of_sound_record(&path);
        assert!(notes.len() <= 1);
    }
    assert!(begun > 10, "{begun} of 20 had begun");
}

#[test]
fn processes_that_begin_a_record_at_once_share_it() {
    if wrote_as_child() {
        return;
    }
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join("record.db");
    let this = "processes::processes_that_begin_a_record_at_once_share_it";
    let children = ["a", "b", "c", "d"].map(|name| start_child(this, &path, name, 5));
    for (mut child, output) in children {
        assert_eq!(output.lines().map_while(Result::ok).filter_map(|line| acknowledged(&line)).count(), 5);
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(notes_of_sound_record(&path).len(), 20);
}

trait Patience {
    fn record_with_patience(&mut self, count: usize);
}

impl Patience for Store {
    /// Notes named `parent 0`, `parent 1`, …; tries again where the others are faster for longer than the wait.
    fn record_with_patience(&mut self, count: usize) {
        for at in 0..count {
            loop {
                let body = note(&format!("parent {at}"));
                match self.write(|tx| append(tx, incident(1), start(), When::exact(start()), "parent", body))
                {
                    Ok(_) => break,
                    Err(StoreError::Locked { .. }) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        }
    }
}
