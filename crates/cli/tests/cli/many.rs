//! Several processes at once, and processes that are killed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::Value;

use crate::harness::{CliTest, finished};

/// How often a writing process is killed.
const KILLS: u32 = 100;
/// How many notes each process has to write.
const LINES: u32 = 40;

#[test]
fn two_processes_that_write_at_once_lose_nothing() {
    let test = CliTest::with_incident();
    let mut writers: Vec<_> = ["window", "terminal"]
        .iter()
        .map(|name| {
            let child = test.spawn(&["note", "INC-0001", "--each-line", "--author", name]);
            (name, child)
        })
        .collect();
    for (name, child) in &mut writers {
        let mut stdin = child.stdin.take().unwrap();
        for line in 0..50 {
            writeln!(stdin, "{name} {line}").unwrap();
        }
    }
    // And a few that come and go meanwhile.
    std::thread::scope(|scope| {
        for name in ["left", "right"] {
            let test = &test;
            scope.spawn(move || {
                for line in 0..10 {
                    let ran = finished(test.command(&["note", "INC-0001", &format!("{name} {line}")]), &[]);
                    assert_eq!(ran.code, Some(0), "{ran:?}");
                }
            });
        }
    });
    for (name, child) in writers {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.stdout.split(|byte| *byte == b'\n').count(), 51, "{name}");
    }
    let texts: BTreeSet<String> = test.texts("INC-0001").into_iter().collect();
    for (name, lines) in [("window", 50), ("terminal", 50), ("left", 10), ("right", 10)] {
        for line in 0..lines {
            assert!(texts.contains(&format!("{name} {line}")), "{name} {line}");
        }
    }
    let found = test.json(&["verify"]);
    assert_eq!((&found["ok"], found["events"].as_u64()), (&Value::Bool(true), Some(3 + 120)), "{found}");
}

#[test]
fn two_processes_that_open_the_first_incident_at_once_get_two() {
    let test = CliTest::new();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let ran = finished(test.command(&crate::harness::OPEN), &[]);
                assert_eq!(ran.code, Some(0), "{ran:?}");
            });
        }
    });
    let list = test.json(&["incident", "list"]);
    let codes: BTreeSet<&str> =
        list["rows"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect();
    assert_eq!(codes, BTreeSet::from(["INC-0001", "INC-0002", "INC-0003", "INC-0004"]));
    assert_eq!(test.json(&["verify"])["ok"], true);
}

/// Kills a writing process at a hundred points, from its first instant to the middle of its work, and finds the
/// record a clean prefix of what was sent that holds everything that was acknowledged.
#[test]
fn what_was_acknowledged_survives_a_kill_at_any_moment() {
    let test = CliTest::with_incident();
    let mut acknowledged = BTreeSet::new();
    let mut seed: u64 = 0x5eed;
    let mut random = |most: u64| {
        // Knuth's generator: the points are all over the place and the same in every run.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    for round in 0..KILLS {
        let mut command = test.command(&["note", "INC-0001", "--each-line"]);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines: String = (0..LINES).map(|line| format!("round {round} line {line}\n")).collect();
        // All of it fits into the pipe, so the process is never waiting for more.
        child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        for _ in 0..random(8) {
            acknowledged.insert(said.next().unwrap().unwrap());
        }
        for _ in 0..random(200_000) {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it said in its last moments counts too; a line without its end is no word given.
        acknowledged
            .extend(said.map_while(Result::ok).filter(|line| line.rsplit('/').next().is_some_and(is_whole)));
    }
    let entries = test.timeline("INC-0001");
    let recorded: BTreeSet<String> =
        entries.iter().map(|entry| entry["entry"].as_str().unwrap().to_owned()).collect();
    let lost: Vec<&String> = acknowledged.difference(&recorded).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(acknowledged.len() >= 100, "{}", acknowledged.len());

    // Of every round, the first lines up to some point, without a hole and without a repetition.
    let mut rounds: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry["kind"] == "note.added") {
        let words: Vec<&str> = entry["text"].as_str().unwrap().split(' ').collect();
        rounds.entry(words[1].parse().unwrap()).or_default().push(words[3].parse().unwrap());
    }
    for (round, mut lines) in rounds {
        lines.sort_unstable();
        let wanted: Vec<u32> = (0..u32::try_from(lines.len()).unwrap()).collect();
        assert_eq!(lines, wanted, "round {round}");
    }
    let found = test.json(&["verify"]);
    assert_eq!((&found["ok"], found["wrong_entries"].as_u64()), (&Value::Bool(true), Some(0)), "{found}");
    assert_eq!(found["events"].as_u64(), Some(entries.len() as u64));
    test.ok(&["note", "INC-0001", "and on it goes"]);
}

/// Whether a word is a number that was written to its end: the first one after the device id.
fn is_whole(number: &str) -> bool {
    number.parse::<u64>().is_ok()
}
