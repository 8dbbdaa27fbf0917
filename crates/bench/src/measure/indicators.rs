//! Finding indicators in a pasted log.

use std::collections::HashMap;
use std::fmt::Write;
use std::hint::black_box;

use anyhow::{Result, ensure};
use firebreak_core::indicator::find;
use regex::Regex;

use super::{Effort, Halves};
use crate::sample::{in_turns, timed};

/// How many lines the log has.
const LINES: usize = 10_000;
/// What nearly every line has: addresses, names, URLs, accounts and hashes, as in a log that is pasted whole.
const UNION: &str = r#"(?x)
      (?-u:\b)[a-z][a-z0-9+]{1,10}://[^\s"<>`|^\\]+
    | (?-u:\b)[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,24}(?-u:\b)
    | (?-u:\b)(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?:/[0-9]{1,2})?(?-u:\b)
    | (?-u:\b)(?:[0-9A-Fa-f]{128}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{32})(?-u:\b)
    | (?-u:\b)(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?-u:\b)
    | (?-u:\b)arn:[^\s"]+
    | (?-u:\b)(?:[A-Za-z0-9_-]+\.)+[A-Za-z]{2,24}(?-u:\b)"#;

/// Finds the indicators in a dense log (`indicator.find` without the record), against one pass of the union of such
/// patterns over the same bytes, with each match counted once: what a responder's `grep -o | sort | uniq -c` does.
///
/// The pass knows no defanged writing, public suffix, normal form, time of a line or doubt, so that it is what nobody
/// can be faster than. The minimum counts: the work is the same every time, so whatever is above it was the machine's.
pub(super) fn against_patterns(effort: Effort) -> Result<Halves> {
    let log = dense_log()?;
    let union = Regex::new(UNION)?;
    let (mut ours, mut theirs) = (0, 0);
    let (found, matched) = in_turns(
        effort.times(20),
        || {
            timed(|| {
                ours = black_box(find(black_box(&log))).len();
                Ok(())
            })
        },
        || {
            timed(|| {
                let mut times: HashMap<&str, u32> = HashMap::new();
                for hit in union.find_iter(black_box(&log)) {
                    *times.entry(hit.as_str()).or_default() += 1;
                }
                theirs = black_box(times).len();
                Ok(())
            })
        },
    )?;
    ensure!(ours >= 5 * LINES && theirs >= 5 * LINES, "the log has fewer indicators than it should");
    let of = format!("minimum of {}, {:.1} MB, {ours} found", found.len(), log.len() as f64 / 1e6);
    Ok(Halves::of_milliseconds(("find", found.minimum()), ("one pattern", matched.minimum()), &of))
}

/// A log with eight indicators in each line, none of which is in another.
fn dense_log() -> Result<String> {
    let mut log = String::new();
    for n in 0..LINES {
        let (minute, second, a, b) = (n / 60 % 60, n % 60, n / 250, n % 250);
        writeln!(
            log,
            "2026-11-21T02:{minute:02}:{second:02}Z eu-west-1 sourceIPAddress=45.9.{a}.{b} dst=193.7.{a}.{b}:443 \
             \"userName\": \"svc-{n}\" GET https://files-{n}.evil-cdn.net/a/{n}?x=1 sha256 {:064x} \
             host-{n}.update-cdn.net mail jo{n}@evil-cdn.net action=allow bytes={n} status=200",
            n as u128 * 0x9E37_79B9_7F4A_7C15_F39C
        )?;
    }
    Ok(log)
}
