//! Hashing evidence.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Effort, Halves};
use crate::fixture::{self, Fixtures};
use crate::sample::{Sample, timed};

/// How large the file is, in bytes.
const SIZE: usize = 1 << 30;
/// How much of it is made at once, in bytes.
const CHUNK: usize = 1 << 20;
/// How many entries the incident has.
const ENTRIES: u64 = 100;

/// A file of a gigabyte hashed where it lies and recorded as evidence (`evidence.add`, from the command to the durable
/// entry), against `sha256sum` on the same file, turn by turn.
pub(super) fn against_sha256sum(fixtures: &Fixtures, effort: Effort) -> Result<Halves> {
    let record = fixtures.copy(&fixtures.incident(ENTRIES)?)?;
    let app = fixture::open_app(record.path())?;
    let folder = TempDir::with_prefix("firebreak-bench-")?;
    let file = folder.path().join("disk.img");
    write(&file)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // The first turn of each reads the file from the disk, the others from memory.
    for turn in 0..=effort.times(12) {
        let request = json!({ "incident": fixture::FIRST_CODE, "paths": [file], "in_place": true });
        let one = timed(|| {
            app.call("evidence.add", request)?;
            ensure!(app.work_on_evidence(Duration::ZERO), "nothing waited to be hashed");
            Ok(())
        })?;
        let mut said = String::new();
        let other = timed(|| {
            said = sha256sum(&file)?;
            Ok(())
        })?;
        ensure!(last_hash(&app)? == said, "the two hashes differ");
        ours.extend((turn > 0).then_some(one));
        theirs.extend((turn > 0).then_some(other));
    }
    let (ours, theirs) = (Sample::of_durations(ours)?, Sample::of_durations(theirs)?);
    let of = format!("1 GiB, median of {}", ours.len());
    Ok(Halves::of_milliseconds(("evidence", ours.median()), ("sha256sum", theirs.median()), &of))
}

/// Writes bytes that no chunk has twice.
fn write(path: &Path) -> Result<()> {
    let mut file = File::create(path)?;
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut chunk = vec![0_u8; CHUNK];
    for _ in 0..SIZE / CHUNK {
        for bytes in chunk.chunks_mut(8) {
            // xorshift64 (Marsaglia 2003).
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes.copy_from_slice(&state.to_le_bytes());
        }
        file.write_all(&chunk)?;
    }
    file.sync_all().context("the file is not on the disk")
}

fn sha256sum(path: &Path) -> Result<String> {
    let output = Command::new("sha256sum").arg(path).output().context("sha256sum is not there")?;
    let said = String::from_utf8(output.stdout)?;
    Ok(said.split(' ').next().unwrap_or_default().to_owned())
}

/// The hash of the item that was added last.
fn last_hash(app: &firebreak_app::App) -> Result<String> {
    let list = app.call("evidence.list", json!({ "incident": fixture::FIRST_CODE }))?;
    let last = list.pointer("/items").and_then(Value::as_array).and_then(|items| items.last());
    let hash = last.and_then(|item| item.get("sha256")).and_then(Value::as_str);
    Ok(hash.context("nothing was recorded")?.to_owned())
}
