use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::benign::{Doubt, doubt};
use super::classify::{Word, url_with_host, word};
use super::normal::{LONGEST, port};
use super::quoted::{kind_by_key, take_bare_user_agent, take_quoted};
use super::{IndicatorKind, normal, paths, refang};

/// The schemes of URLs that count.
const SCHEMES: &[&str] = &[
    "dns",
    "ftp",
    "ftps",
    "http",
    "https",
    "ldap",
    "ldaps",
    "mongodb",
    "mysql",
    "postgresql",
    "rdp",
    "redis",
    "rmi",
    "s3",
    "sftp",
    "smb",
    "ssh",
    "tcp",
    "tftp",
    "udp",
    "ws",
    "wss",
];

/// Something in a text that is an indicator, or looks like one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What kind of thing it is.
    pub kind: IndicatorKind,
    /// Its normal form.
    pub value: String,
    /// The ports that it stands with, in order.
    pub ports: Vec<u16>,
    /// Why it is probably none.
    pub doubt: Option<Doubt>,
    /// How often it stands there.
    pub times: u32,
    /// The first line with it, from 1.
    pub line: u32,
    /// The earliest time that a line with it begins with.
    pub first_seen: Option<DateTime<Utc>>,
    /// The latest time that a line with it begins with.
    pub last_seen: Option<DateTime<Utc>>,
}

/// Finds every indicator in a text, each once, in the order of the lines; in a line, what a key or its form tells comes
/// before URLs, and these before words.
///
/// The time of a line is one with a zone: RFC 3339, or as web servers write it (`21/Nov/2026:02:10:07 +0000`). What was
/// defanged is read as it was, and is taken for what its writer thought it to be. Costs time in proportion to the text.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let mut all = All::default();
    for (number, line) in (1_u32..).zip(text.lines()) {
        all.line(number, line);
    }
    for found in &mut all.found {
        found.ports.sort_unstable();
        found.ports.dedup();
    }
    all.found
}

#[derive(Default)]
struct All {
    found: Vec<Found>,
    places: HashMap<(IndicatorKind, String), usize>,
}

impl All {
    fn line(&mut self, number: u32, written: &str) {
        let text = refang(written);
        let time = time_of(&text);
        let mut take = |mut found: Word| {
            // Nobody defangs the name of a file.
            if found.doubt == Some(Doubt::FileName) && !written.contains(&found.value) {
                found.doubt = None;
            }
            self.add(found, number, time);
        };
        let mut by_kind = |kind: IndicatorKind, value: &str| {
            // `userName` may hold an e-mail address, and `accessKeyId` what is an account without its key.
            let known = word(value).filter(|_| kind == IndicatorKind::Account);
            if let Some(known) = known {
                take(known);
            } else if let Ok(value) = normal(kind, value) {
                take(Word { doubt: doubt(kind, &value), kind, value, port: None });
            }
        };
        let parts = take_quoted(&text, &mut by_kind);
        let parts = parts.into_iter().flat_map(|part| take_bare_user_agent(part, &mut by_kind));
        let parts: Vec<&str> = parts.collect();
        let mut rest = Vec::new();
        for part in parts {
            take_urls(part, &mut rest, &mut take);
        }
        for part in rest {
            let mut path = |kind: IndicatorKind, value: &str| {
                if let Ok(value) = normal(kind, value) {
                    take(Word { kind, value, port: None, doubt: None });
                }
            };
            for part in paths::take_windows(part, &mut path) {
                take_words(part, &mut take);
            }
        }
    }

    fn add(&mut self, word: Word, line: u32, time: Option<DateTime<Utc>>) {
        let Word { kind, value, port, doubt } = word;
        if value.len() > LONGEST {
            return;
        }
        let key = (kind, value);
        if let Some(known) = self.places.get(&key).and_then(|at| self.found.get_mut(*at)) {
            known.times = known.times.saturating_add(1);
            // Where it stands once as what it is, it is that.
            known.doubt = known.doubt.filter(|_| doubt.is_some());
            known.first_seen = known.first_seen.into_iter().chain(time).min();
            known.last_seen = known.last_seen.into_iter().chain(time).max();
            known.ports.extend(port);
            return;
        }
        let value = key.1.clone();
        self.places.insert(key, self.found.len());
        let ports = port.into_iter().collect();
        self.found.push(Found {
            kind,
            value,
            ports,
            doubt,
            times: 1,
            line,
            first_seen: time,
            last_seen: time,
        });
    }
}

/// Takes URLs and the hosts in them; what is left goes to `rest`.
fn take_urls<'a>(text: &'a str, rest: &mut Vec<&'a str>, take: &mut impl FnMut(Word)) {
    let mut left = text;
    let mut from = 0;
    while let Some(at) = left.get(from..).and_then(|tail| tail.find("://")).map(|at| from + at) {
        let (before, after) = left.split_at_checked(at).unwrap_or((left, ""));
        let scheme = before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let known = SCHEMES.contains(&scheme.to_ascii_lowercase().as_str());
        // What is longer is no indicator, and is not looked through to its end for each beginning of a URL in it.
        let near = after.get(..after.floor_char_boundary(LONGEST + 1)).unwrap_or(after);
        let end = near
            .find(|c: char| {
                matches!(c, '"' | '<' | '>' | '`' | '|' | '^' | '\\') || c.is_whitespace() || c.is_control()
            })
            .unwrap_or(near.len());
        let (tail, next) = after.split_at_checked(end).unwrap_or((after, ""));
        let is_cut = end > LONGEST;
        // Of a URL that is too long, the host counts.
        let tail = if is_cut { until_path(tail) } else { without_end(tail) };
        let found = known.then(|| url_with_host(&format!("{scheme}{tail}"))).flatten();
        let Some((url, host)) = found else {
            from = at + "://".len();
            continue;
        };
        if !is_cut {
            take(url);
        }
        take(host);
        rest.push(before.get(..before.len() - scheme.len()).unwrap_or_default());
        left = next;
        from = 0;
    }
    rest.push(left);
}

/// A URL up to its path.
fn until_path(url: &str) -> &str {
    let start = "://".len();
    let end = url.get(start..).and_then(|rest| rest.find(['/', '?', '#'])).map(|end| start + end);
    end.and_then(|end| url.get(..end)).unwrap_or(url)
}

/// A URL without the punctuation that closes the sentence or the bracket around it.
fn without_end(url: &str) -> &str {
    let mut url = url;
    loop {
        let cut = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '…']);
        let cut = [(')', '('), (']', '['), ('}', '{')].iter().fold(cut, |cut, (close, open)| {
            let is_more = cut.matches(*close).count() > cut.matches(*open).count();
            if is_more { cut.strip_suffix(*close).unwrap_or(cut) } else { cut }
        });
        if cut.len() == url.len() {
            return url;
        }
        url = cut;
    }
}

/// Takes each word that is an indicator by itself, or by the key before it.
fn take_words(text: &str, take: &mut impl FnMut(Word)) {
    let mut before = "";
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(is_end).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let mut ends = tail.chars();
        let end = ends.next();
        rest = ends.as_str();
        let trimmed =
            piece.trim_end_matches(['.', '!', '?', '*', '\\']).trim_start_matches(['*', '#', '-', '.']);
        let bare = trimmed.trim_end_matches(':');
        if bare.is_empty() {
            // `user: jo` and `user = jo` keep their key.
            continue;
        }
        let again = || if bare.len() < trimmed.len() { word(bare) } else { None };
        let found = word(trimmed).or_else(again).or_else(|| by_key(before, bare));
        if let Some(mut found) = found {
            // `[2001:db8::7]:443`: the bracket ends the word.
            if end == Some(']') && matches!(found.kind, IndicatorKind::Ipv4 | IndicatorKind::Ipv6) {
                found.port = found.port.or_else(|| rest.strip_prefix(':').and_then(port));
            }
            if found.kind == IndicatorKind::Ipv4 && names_version(before) {
                found.doubt = Some(Doubt::Version);
            }
            take(found);
        }
        let names = end == Some('=') || trimmed.ends_with(':') || names_version(bare);
        before = if names { bare } else { "" };
    }
}

/// Whether a character ends a word.
fn is_end(c: char) -> bool {
    match c {
        '"' | '\'' | '`' | '<' | '>' | '|' | ',' | ';' | '(' | ')' | '{' | '}' | '[' | ']' | '=' => true,
        _ if c.is_ascii() => c.is_ascii_whitespace() || c == '\u{B}',
        '“' | '”' | '‘' | '’' => true,
        _ => c.is_whitespace(),
    }
}

/// Whether a word says that a version follows.
fn names_version(word: &str) -> bool {
    word.eq_ignore_ascii_case("version") || word.eq_ignore_ascii_case("v")
}

fn by_key(key: &str, value: &str) -> Option<Word> {
    let kind = Some(key).filter(|key| !key.is_empty()).and_then(kind_by_key)?;
    let value = normal(kind, value).ok()?;
    let doubt = doubt(kind, &value);
    Some(Word { kind, value, port: None, doubt })
}

/// The time of a line; none where it names no zone.
fn time_of(line: &str) -> Option<DateTime<Utc>> {
    let at = |start: usize, length: usize| line.get(start..start + length);
    for (place, _) in line.match_indices('T').take(40) {
        let Some(start) = place.checked_sub("2026-11-21".len()) else { continue };
        let Some(date) = at(start, "2026-11-21T02:10:07".len()) else { continue };
        if !date.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let tail = line.get(start + date.len()..).unwrap_or_default();
        let zoned = tail
            .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '+' | '-' | ':' | 'Z'))
            .unwrap_or(tail.len());
        let text = at(start, date.len() + zoned)?.trim_end_matches([':', '.']);
        if let Ok(time) = DateTime::parse_from_rfc3339(text) {
            return Some(time.to_utc());
        }
    }
    let (_, after) = line.split_once('[')?;
    let (inside, _) = after.split_once(']')?;
    DateTime::parse_from_str(inside, "%d/%b/%Y:%H:%M:%S %z").ok().map(|time| time.to_utc())
}
