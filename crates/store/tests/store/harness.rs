use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use firebreak_core::entry::{Correction, Entry, Standing};
use firebreak_core::event::{
    Body, DeviceId, Draft, EntryCorrected, EntryRef, Event, IncidentClosed, IncidentId, Kind, NoteAdded,
    NoteRestored, NoteWithdrawn, Tip,
};
use firebreak_core::vocabulary::{Class, Phase, Resolution};
use firebreak_core::when::When;
use firebreak_store::{
    IncidentRow, OpenOptions, Page, Status, Store, StoreError, Timeline, TimelineFilter, Writing,
};
use rusqlite::Connection;
use tempfile::TempDir;
use uuid::Uuid;

/// A record in a folder of its own, with a clock that moves by a second for each event.
pub(crate) struct StoreTest {
    pub(crate) dir: TempDir,
    pub(crate) store: Store,
    pub(crate) now: DateTime<Utc>,
}

pub(crate) const DEVICE: DeviceId = DeviceId(Uuid::from_u128(0xD1));

pub(crate) fn start() -> DateTime<Utc> {
    "2026-11-21T02:41:07.123Z".parse().unwrap()
}

pub(crate) fn options(dir: &Path) -> OpenOptions {
    OpenOptions { wait: Duration::from_millis(100), ..OpenOptions::new(DEVICE, start(), dir.join("backups")) }
}

pub(crate) fn incident(number: u64) -> IncidentId {
    IncidentId(Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000 + u128::from(number)))
}

pub(crate) fn row(number: u64, title: &str) -> IncidentRow {
    IncidentRow {
        id: incident(number),
        code: format!("INC-{number:04}"),
        number,
        title: title.to_owned(),
        status: Status::Open,
        class: Class::Live,
        opened_at: start() + TimeDelta::minutes(i64::try_from(number).unwrap()),
        summary: "{}".to_owned(),
    }
}

pub(crate) fn note(text: &str) -> Body {
    Body::NoteAdded(NoteAdded { text: text.to_owned(), phase: None })
}

pub(crate) fn closed() -> Body {
    Body::IncidentClosed(IncidentClosed { resolution: Resolution::Resolved, summary: None })
}

/// What the application would show of an event.
pub(crate) fn describe(event: &Event) -> Entry {
    let entry = |kind, phase, text, corrects| Entry { kind, phase, text, corrects, standing: None };
    let body = event.decode().unwrap();
    let kind = body.kind();
    if let Body::NoteAdded(note) = body {
        entry(Kind::NoteAdded, note.phase, note.text, None)
    } else if let Body::EntryCorrected(it) = body {
        let text = format!("Correction: {}", it.text.clone().unwrap_or_default());
        let correction = Correction { entry: it.corrects, text: it.text, when: it.when };
        entry(Kind::EntryCorrected, None, text, Some(correction))
    } else if let Body::NoteWithdrawn(NoteWithdrawn { note, .. })
    | Body::NoteRestored(NoteRestored { note }) = body
    {
        let standing = Some(Standing { note, counts: kind == Kind::NoteRestored });
        Entry { standing, ..entry(kind, None, kind.label().to_owned(), None) }
    } else {
        entry(body.kind(), Some(Phase::Contain), body.kind().label().to_owned(), None)
    }
}

/// Records one event at the end of the chain of this device.
pub(crate) fn append(
    writing: &mut Writing<'_>,
    incident: IncidentId,
    now: DateTime<Utc>,
    when: When,
    author: &str,
    body: Body,
) -> Result<Event, StoreError> {
    let tip = writing.tip(incident)?;
    let last = writing.last_hlc(incident)?;
    let event = Draft { when, recorded_at: now, author: author.to_owned(), body }.seal(
        incident,
        writing.device(),
        tip,
        last,
    );
    writing.append(&event, &describe(&event))?;
    Ok(event)
}

impl StoreTest {
    pub(crate) fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let store = Store::open(&dir.path().join("record.db"), &options(dir.path())).unwrap();
        Self { dir, store, now: start() }
    }

    /// A record with one open incident, number 1.
    pub(crate) fn with_incident() -> Self {
        let mut test = Self::new();
        test.put(&row(1, "Access key seen in CI logs"));
        test
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.store.path().to_owned()
    }

    /// A connection that goes around the store, as any program can make one.
    pub(crate) fn raw(&self) -> Connection {
        let raw = Connection::open(self.path()).unwrap();
        raw.busy_timeout(Duration::from_secs(5)).unwrap();
        raw
    }

    pub(crate) fn put(&mut self, row: &IncidentRow) {
        self.store.write(|tx| tx.put_incident(row)).unwrap();
    }

    pub(crate) fn add(&mut self, incident: IncidentId, body: Body) -> Event {
        let now = self.tick();
        self.add_at(incident, When::exact(now), "Ana", body)
    }

    pub(crate) fn note(&mut self, text: &str) -> Event {
        self.add(incident(1), note(text))
    }

    pub(crate) fn add_at(&mut self, incident: IncidentId, when: When, author: &str, body: Body) -> Event {
        let now = self.now;
        self.store.write(|tx| append(tx, incident, now, when, author, body)).unwrap()
    }

    pub(crate) fn correct(&mut self, corrects: EntryRef, text: Option<&str>, when: Option<When>) -> Event {
        let text = text.map(str::to_owned);
        self.add(incident(1), Body::EntryCorrected(EntryCorrected { corrects, text, when, reason: None }))
    }

    /// Many notes in one transaction.
    pub(crate) fn notes(&mut self, incident: IncidentId, count: usize, text: impl Fn(usize) -> String) {
        let mut now = self.now;
        self.store
            .write(|tx| {
                for at in 0..count {
                    now += TimeDelta::seconds(1);
                    append(tx, incident, now, When::exact(now), "Ana", note(&text(at)))?;
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
        self.now = now;
    }

    pub(crate) fn tick(&mut self) -> DateTime<Utc> {
        self.now += TimeDelta::seconds(1);
        self.now
    }

    pub(crate) fn timeline(&self, filter: &TimelineFilter) -> Timeline {
        self.store.timeline(incident(1), filter, page(0, 1_000)).unwrap()
    }

    pub(crate) fn texts(&self, filter: &TimelineFilter) -> Vec<String> {
        self.timeline(filter).rows.into_iter().map(|row| row.text).collect()
    }

    /// An event that would follow the last one of a chain, and is not recorded.
    pub(crate) fn next_event(&self, text: &str) -> Event {
        let tip: Tip = self.store.tip(incident(1)).unwrap();
        let last = self.store.last_hlc(incident(1)).unwrap();
        Draft {
            when: When::exact(self.now),
            recorded_at: self.now,
            author: "Ana".to_owned(),
            body: note(text),
        }
        .seal(incident(1), self.store.device(), tip, last)
    }

    /// Closes the store and opens it again.
    pub(crate) fn reopen(self) -> Self {
        let Self { dir, store, now } = self;
        let path = store.path().to_owned();
        drop(store);
        let store = Store::open(&path, &options(dir.path())).unwrap();
        Self { dir, store, now }
    }
}

/// A page, what happened last first, with texts of up to 2,000 characters.
pub(crate) fn page(offset: u64, limit: u64) -> Page {
    Page { newest_first: true, offset, limit, cut: 2_000 }
}

/// Every file in a folder with its content, in order of names; but for the lock, which holds nothing and stays.
pub(crate) fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|file| file.unwrap())
        .filter(|file| file.file_type().unwrap().is_file())
        .filter(|file| !file.file_name().to_string_lossy().ends_with("-lock"))
        .map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()))
        .collect();
    files.sort();
    files
}
