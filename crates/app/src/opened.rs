//! The open record, with the incidents that are folded already.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;

use chrono::{DateTime, TimeDelta, Utc};
use firebreak_core::event::{Body, Draft, EntryRef, Event, IncidentId, Tip};
use firebreak_core::incident::{Command, Context, Incident, describe};
use firebreak_core::playbook::Reference;
use firebreak_store::{IncidentRow, Known, ListedIncident, OpenOptions, Record, Status, Store, Writing};

use crate::clock::Clock;
use crate::error::Error;
use crate::folders::Folders;
use crate::retell::Retelling;
use crate::view::Summary;

/// How many folded incidents are kept.
const MOST_FOLDED: usize = 16;
/// How old the last backup may be.
const BACKUP_AGE: TimeDelta = TimeDelta::days(1);
/// How many backups are kept.
const MOST_BACKUPS: usize = 7;

/// The open record.
pub(crate) struct Opened {
    store: Store,
    folded: HashMap<IncidentId, Folded>,
    data_version: i64,
}

/// An incident folded up to some events.
struct Folded {
    incident: Incident,
    known: Known,
}

/// What a change recorded.
pub(crate) struct Recorded {
    /// The entries, in order.
    pub entries: Vec<EntryRef>,
    /// The incident.
    pub incident: IncidentId,
}

impl Opened {
    /// Opens the record and makes the folder where it is missing and the one above it is there.
    pub(crate) fn open(folders: &Folders, clock: &dyn Clock) -> Result<Self, Error> {
        make_folder(folders)?;
        let device = firebreak_core::event::DeviceId(clock.new_id());
        let options = OpenOptions::new(device, clock.now(), folders.backups());
        let store = Store::open(&folders.database(), &options)?;
        let data_version = store.data_version()?;
        Ok(Self { store, folded: HashMap::new(), data_version })
    }

    /// The record, to read from.
    pub(crate) fn record(&self) -> &Record {
        &self.store
    }

    /// The store, to keep drafts and places.
    pub(crate) fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Whether another process wrote since the last call.
    pub(crate) fn changed_by_others(&mut self) -> Result<bool, Error> {
        let now = self.store.data_version()?;
        Ok(std::mem::replace(&mut self.data_version, now) != now)
    }

    /// The one incident that a name fits: an id, a code, or the beginning of an id.
    pub(crate) fn find(&self, name: &str) -> Result<ListedIncident, Error> {
        let mut found = self.store.find_incidents(name)?;
        if found.is_empty()
            && let Some(code) = code_of(name)
        {
            found = self.store.find_incidents(&code)?;
        }
        match (found.pop(), found.as_slice()) {
            (Some(one), []) => Ok(one),
            (None, _) => Err(Error::not_found("incident", name)),
            (Some(last), others) => {
                let codes = others.iter().chain([&last]).map(|listed| listed.row.code.as_str());
                Err(Error::Ambiguous {
                    what: "incident",
                    name: name.to_owned(),
                    found: codes.collect::<Vec<_>>().join(", "),
                })
            }
        }
    }

    /// The incident as it stands, with what other processes wrote.
    pub(crate) fn incident(&mut self, id: IncidentId, reference: &Reference) -> Result<&Incident, Error> {
        self.catch_up(id, reference)?;
        self.folded
            .get(&id)
            .map(|folded| &folded.incident)
            .ok_or_else(|| Error::not_found("incident", id.to_string()))
    }

    /// Opens a new incident: `first` makes the drafts from its number, then each of `then` is decided on top.
    pub(crate) fn open_incident(
        &mut self,
        id: IncidentId,
        first: impl FnOnce(u64) -> Result<Vec<Draft>, Error>,
        then: Vec<Command>,
        context: Context<'_>,
        reference: &Reference,
    ) -> Result<Recorded, Error> {
        let (recorded, folded) = self.store.write(|writing| {
            let number = writing.next_number()?;
            let mut chain = Chain::new(writing, id, Tip::START);
            let mut incident: Option<Incident> = None;
            for draft in first(number)? {
                chain.append(draft, &mut incident, reference)?;
            }
            for command in then {
                let current =
                    incident.as_ref().ok_or_else(|| Error::not_found("incident", id.to_string()))?;
                for draft in current.decide(command, context)? {
                    chain.append(draft, &mut incident, reference)?;
                }
            }
            let incident = incident.ok_or_else(|| Error::not_found("incident", id.to_string()))?;
            let (entries, known) = chain.end();
            put_row(writing, &incident, number)?;
            Ok::<_, Error>((Recorded { entries, incident: id }, Folded { incident, known }))
        })?;
        self.keep(id, folded);
        Ok(recorded)
    }

    /// Decides a command on the incident as it stands, inside the transaction that records what it becomes.
    pub(crate) fn change(
        &mut self,
        listed: &ListedIncident,
        context: Context<'_>,
        reference: &Reference,
        command: impl FnOnce(&Record, &Incident) -> Result<Command, Error>,
    ) -> Result<Recorded, Error> {
        let id = listed.row.id;
        // Out of the map while it is worked on: what fails half-way is folded anew.
        let folded = self.folded.remove(&id);
        let (recorded, folded) = self.store.write(|writing| {
            let Folded { incident, known: _ } = caught_up(writing, id, folded, reference)?;
            let drafts = incident.decide(command(writing, &incident)?, context)?;
            let tip = writing.tip(id)?;
            let mut incident = Some(incident);
            let changes = !drafts.is_empty();
            let touches_state = drafts.iter().any(|draft| draft.body.kind().changes_state());
            let mut chain = Chain::new(writing, id, tip);
            for draft in drafts {
                chain.append(draft, &mut incident, reference)?;
            }
            let (entries, _) = chain.end();
            let incident = incident.ok_or_else(|| Error::not_found("incident", id.to_string()))?;
            if changes && touches_state {
                put_row(writing, &incident, listed.row.number)?;
            }
            let known = tips(writing, id)?;
            Ok::<_, Error>((Recorded { entries, incident: id }, Folded { incident, known }))
        })?;
        self.keep(id, folded);
        Ok(recorded)
    }

    /// Makes every timeline entry and every row of a list again from the events; gives how many entries there are.
    pub(crate) fn rebuild(&mut self, reference: &Reference) -> Result<u64, Error> {
        self.store.write(|writing| {
            let mut retelling = Retelling::new(reference);
            let mut entries = 0;
            writing.rebuild_entries(|event| {
                entries += 1;
                retelling.entry(event)
            })?;
            for incident in retelling.into_incidents() {
                let number = writing.incident(incident.id)?.map(|listed| listed.row.number);
                let number = match number {
                    Some(number) => number,
                    None => writing.next_number()?,
                };
                put_row(writing, &incident, number)?;
            }
            Ok(entries)
        })
    }

    fn catch_up(&mut self, id: IncidentId, reference: &Reference) -> Result<(), Error> {
        let folded = self.folded.remove(&id);
        let folded = self.store.at_one_moment(|record| caught_up(record, id, folded, reference))?;
        self.keep(id, folded);
        Ok(())
    }

    fn keep(&mut self, id: IncidentId, folded: Folded) {
        if self.folded.len() >= MOST_FOLDED {
            self.folded.clear();
        }
        self.folded.insert(id, folded);
    }
}

/// The code that is meant by its number alone, or by its letters in another case: `7` and `inc-7` are `INC-0007`.
fn code_of(name: &str) -> Option<String> {
    let name = name.trim().to_ascii_uppercase();
    let number: u64 = name.strip_prefix("INC-").unwrap_or(&name).parse().ok()?;
    Some(crate::use_case::code(number))
}

/// Takes a backup where one is due.
pub(crate) fn keep_backups(folders: &Folders, now: DateTime<Utc>) -> Result<(), Error> {
    firebreak_store::backup_if_due(&folders.database(), &folders.backups(), now, BACKUP_AGE, MOST_BACKUPS)?;
    Ok(())
}

/// One chain while it grows.
struct Chain<'a, 'b> {
    writing: &'a mut Writing<'b>,
    incident: IncidentId,
    tip: Tip,
    entries: Vec<EntryRef>,
}

impl<'a, 'b> Chain<'a, 'b> {
    const fn new(writing: &'a mut Writing<'b>, incident: IncidentId, tip: Tip) -> Self {
        Self { writing, incident, tip, entries: Vec::new() }
    }

    /// Seals a draft, appends it with its entry, and folds it into the incident.
    fn append(
        &mut self,
        draft: Draft,
        incident: &mut Option<Incident>,
        reference: &Reference,
    ) -> Result<(), Error> {
        let entry = describe(incident.as_ref(), &draft.body, reference);
        let opening = match (&draft.body, incident.is_none()) {
            (Body::IncidentOpened(opened), true) => Some(opened.clone()),
            (_, _) => None,
        };
        let last = self.writing.last_hlc(self.incident)?;
        let event = draft.seal(self.incident, self.writing.device(), self.tip, last);
        self.writing.append(&event, &entry)?;
        self.tip = Tip { seq: event.seq, hash: event.hash };
        self.entries.push(event.entry());
        match (opening, incident.as_mut()) {
            (Some(opened), _) => *incident = Some(Incident::opened(opened, &event)),
            (None, Some(incident)) => incident.apply(&event, reference)?,
            (None, None) => return Err(firebreak_core::incident::FoldError::NotOpened.into()),
        }
        Ok(())
    }

    fn end(self) -> (Vec<EntryRef>, Known) {
        (self.entries, Known::from([(self.writing.device(), self.tip.seq)]))
    }
}

fn put_row(writing: &mut Writing<'_>, incident: &Incident, number: u64) -> Result<(), Error> {
    let summary = serde_json::to_string(&Summary::of(incident))
        .map_err(|error| Error::BuiltIn { why: error.to_string() })?;
    writing.put_incident(&IncidentRow {
        id: incident.id,
        code: incident.code.clone(),
        number,
        title: incident.title.clone(),
        status: if incident.is_open() { Status::Open } else { Status::Closed },
        class: incident.class,
        opened_at: incident.opened.recorded_at,
        summary,
    })?;
    Ok(())
}

/// Folds what is not folded yet; everything where an event came in between.
fn caught_up(
    record: &Record,
    id: IncidentId,
    folded: Option<Folded>,
    reference: &Reference,
) -> Result<Folded, Error> {
    let known = tips(record, id)?;
    if let Some(mut folded) = folded {
        if folded.known == known {
            return Ok(folded);
        }
        let news = record.events_after(id, &folded.known, true)?;
        if apply_all(&mut folded.incident, &news, reference) {
            return Ok(Folded { known, ..folded });
        }
    }
    let events = record.state_events(id)?;
    Ok(Folded { incident: Incident::fold(&events, reference)?, known })
}

fn apply_all(incident: &mut Incident, events: &[Event], reference: &Reference) -> bool {
    events.iter().all(|event| incident.apply(event, reference).is_ok())
}

fn tips(record: &Record, id: IncidentId) -> Result<Known, Error> {
    Ok(record.tips(id)?.into_iter().map(|(device, tip)| (device, tip.seq)).collect())
}

fn make_folder(folders: &Folders) -> Result<(), Error> {
    match fs::create_dir(&folders.data) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        // The platform's own place may miss several folders; a folder that was named must have its parent, so
        // that a slip of the pen or a disk that is not mounted does not begin a record somewhere else.
        Err(error)
            if error.kind() == ErrorKind::NotFound && Folders::of_this_user().as_ref() == Some(folders) =>
        {
            fs::create_dir_all(&folders.data)
                .map_err(|error| Error::file("make the folder", &folders.data, &error))
        }
        Err(error) => Err(Error::file("make the folder", &folders.data, &error)),
    }
}
