//! The open record, with the incidents that are folded already.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::ErrorKind;

use chrono::{DateTime, TimeDelta, Utc};
use firebreak_core::event::{DeviceId, Draft, EntryRef, Event, Hash, Hlc, IncidentId, Tip};
use firebreak_core::incident::{Act, Command, Context, Incident, Opposite, Refusal};
use firebreak_core::playbook::Reference;
use firebreak_store::{IncidentRow, ListedIncident, OpenOptions, Record, Side, Status, Store, Writing};

use crate::api::IncidentView;
use crate::chain::{Chain, Grown, last_act};
use crate::clock::Clock;
use crate::error::Error;
use crate::folders::Folders;
use crate::head::head_of;
use crate::library::Library;
use crate::retell::{Retelling, WORDING};
use crate::view::{Beside, SavedPlace, Summary, state_view};

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
    tips: Tips,
    /// The greatest clock over all chains.
    last: Option<Hlc>,
    /// What [`Record::data_version`] was. Where it is that still, nobody else wrote, and whatever this process
    /// wrote to the incident is folded: nothing needs to be read.
    as_of: i64,
    /// The incident as it is shown, until its state changes: most entries are notes, which do not change it. What
    /// depends on the time now is put in anew whenever it is handed out.
    shown: Option<Box<IncidentView>>,
    /// What [`Library::generation`] was for that: it says which runs have a newer version.
    shown_of: u64,
}

/// The end of each device's chain.
type Tips = BTreeMap<DeviceId, Tip>;

/// What changes on this machine together with what a command becomes.
pub(crate) struct Along<'a> {
    /// The draft that it was typed as, which is forgotten.
    pub draft: Option<&'a str>,
    /// The run and the step at which the responder goes on, kept as their place.
    pub place: Option<(String, String)>,
}

/// What a change recorded.
pub(crate) struct Recorded {
    /// The entries, in order.
    pub entries: Vec<EntryRef>,
    /// The incident.
    pub incident: IncidentId,
    /// What is shown beside its state, as it was when this was recorded.
    pub beside: Beside,
}

impl Opened {
    /// Opens the record and makes the folder where it is missing and the one above it is there. A timeline in the
    /// words of another version is made again.
    pub(crate) fn open(folders: &Folders, clock: &dyn Clock, reference: &Reference) -> Result<Self, Error> {
        make_folder(folders)?;
        let device = firebreak_core::event::DeviceId(clock.new_id());
        let options = OpenOptions::new(device, clock.now(), folders.backups());
        let store = Store::open(&folders.database(), &options)?;
        let data_version = store.data_version()?;
        let mut opened = Self { store, folded: HashMap::new(), data_version };
        if opened.store.wording()? != Some(WORDING) {
            // Earlier words are true as well: a full disk or an event that cannot be read must not keep the record
            // shut for them. It is tried again next time.
            let _ = opened.rebuild(reference);
        }
        Ok(opened)
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
        let folded = self.folded.remove(&id);
        let folded = self.store.at_one_moment(|record| caught_up(record, id, folded, reference))?;
        self.keep(id, folded);
        Ok(&self.folded_mut(id)?.incident)
    }

    /// The incident as it is shown, all of one moment.
    pub(crate) fn view(
        &mut self,
        id: IncidentId,
        library: &Library,
        now: DateTime<Utc>,
    ) -> Result<IncidentView, Error> {
        self.view_with(id, library, now, |_| Ok(())).map(|(view, ())| view)
    }

    /// The incident as it is shown, with what else is read of the same moment.
    pub(crate) fn view_with<T>(
        &mut self,
        id: IncidentId,
        library: &Library,
        now: DateTime<Utc>,
        read: impl FnOnce(&Record) -> Result<T, Error>,
    ) -> Result<(IncidentView, T), Error> {
        let folded = self.folded.remove(&id);
        let (folded, beside, read) = self.store.at_one_moment(|record| {
            let folded = caught_up(record, id, folded, &library.reference)?;
            let beside = beside(record, id, &folded.tips)?;
            Ok::<_, Error>((folded, beside, read(record)?))
        })?;
        self.keep(id, folded);
        Ok((self.last_view(id, beside, library, now)?, read))
    }

    /// The incident as it was shown when it was last read or changed here.
    pub(crate) fn last_view(
        &mut self,
        id: IncidentId,
        beside: Beside,
        library: &Library,
        now: DateTime<Utc>,
    ) -> Result<IncidentView, Error> {
        let Folded { incident, shown, shown_of, .. } = self.folded_mut(id)?;
        let generation = library.generation();
        if std::mem::replace(shown_of, generation) != generation {
            *shown = None;
        }
        let view = shown.get_or_insert_with(|| Box::new(state_view(incident, library)));
        Ok(beside.shown_with(IncidentView::clone(view), incident, now))
    }

    /// The incident as it was when it was last read or changed here.
    pub(crate) fn last_incident(&self, id: IncidentId) -> Result<&Incident, Error> {
        let folded = self.folded.get(&id).ok_or_else(|| Error::not_found("incident", id.to_string()))?;
        Ok(&folded.incident)
    }

    fn folded_mut(&mut self, id: IncidentId) -> Result<&mut Folded, Error> {
        self.folded.get_mut(&id).ok_or_else(|| Error::not_found("incident", id.to_string()))
    }

    /// Opens a new incident: `first` makes the events from its number, then each of `then` is decided on top.
    /// Forgets the draft that it was typed as.
    pub(crate) fn open_incident(
        &mut self,
        id: IncidentId,
        first: impl FnOnce(u64) -> Result<Vec<Draft>, Error>,
        then: Vec<Command>,
        context: Context<'_>,
        reference: &Reference,
        typed: Option<&str>,
    ) -> Result<Recorded, Error> {
        let (recorded, folded) = self.store.write(|writing| {
            let number = writing.next_number()?;
            let mut chain = Chain::new(writing, id, reference);
            for draft in first(number)? {
                chain.append(draft)?;
            }
            for command in then {
                chain.act(command, context)?;
            }
            let Grown { incident, tip, last, entries, .. } = chain.end()?;
            put_row(writing, &incident, number)?;
            if let Some(name) = typed {
                writing.put_draft(name, None, context.now)?;
            }
            let tips = Tips::from([(writing.device(), tip)]);
            let beside = beside(writing, id, &tips)?;
            let as_of = writing.data_version()?;
            Ok::<_, Error>((
                Recorded { entries, incident: id, beside },
                Folded { incident, tips, last, as_of, shown: None, shown_of: 0 },
            ))
        })?;
        self.keep(id, folded);
        Ok(recorded)
    }

    /// Decides a command on the incident as it stands, inside the transaction that records what it becomes, keeps what
    /// takes it back, and what goes along with it.
    pub(crate) fn change(
        &mut self,
        listed: &ListedIncident,
        context: Context<'_>,
        reference: &Reference,
        along: Along<'_>,
        command: impl FnOnce(&Record, &Incident) -> Result<Command, Error>,
    ) -> Result<Recorded, Error> {
        let recorded = self.grow(listed, reference, |chain| {
            let command = command(chain.record(), chain.incident()?)?;
            if let Some(act) = chain.act(command, context)? {
                chain.keep_act(Side::Done, &act)?;
                chain.clear_acts(Side::Undone)?;
            }
            if let Some(draft) = along.draft {
                chain.forget_draft(draft, context.now)?;
            }
            if let Some((run, step)) = along.place {
                chain.keep_place(run, step, context.now)?;
            }
            Ok(())
        })?;
        Ok(recorded.0)
    }

    /// Takes back the last act of a side, which is [`Side::Done`] to undo and [`Side::Undone`] to do again; gives what
    /// took it back.
    pub(crate) fn take_back(
        &mut self,
        listed: &ListedIncident,
        context: Context<'_>,
        reference: &Reference,
        side: Side,
    ) -> Result<(Recorded, Opposite), Error> {
        self.grow(listed, reference, |chain| {
            let act = chain.last_act(side)?.ok_or(match side {
                Side::Done => Refusal::NoAct { what: "was done that can be taken back" },
                Side::Undone => Refusal::NoAct { what: "was taken back that can be done again" },
            })?;
            act.check(chain.incident()?)?;
            let mut again: Option<Opposite> = None;
            for command in &act.back.commands {
                if let Some(part) = chain.act(command.clone(), context)? {
                    again = Some(part.back.before(again));
                }
            }
            chain.forget_act(side)?;
            if let Some(again) = again {
                let again = Act::new(again, chain.incident()?);
                chain.keep_act(other(side), &again)?;
            }
            Ok(act.back)
        })
    }

    /// Lets the chain of this device grow in one transaction.
    fn grow<T>(
        &mut self,
        listed: &ListedIncident,
        reference: &Reference,
        acting: impl FnOnce(&mut Chain<'_, '_>) -> Result<T, Error>,
    ) -> Result<(Recorded, T), Error> {
        let id = listed.row.id;
        // Out of the map while it is worked on: what fails half-way is folded anew.
        let folded = self.folded.remove(&id);
        let (recorded, folded, value) = self.store.write(|writing| {
            let Folded { incident, mut tips, last, as_of, shown, shown_of } =
                caught_up(writing, id, folded, reference)?;
            let device = writing.device();
            let tip = tips.get(&device).copied().unwrap_or(Tip::START);
            let mut chain = Chain::going_on(writing, incident, (tip, last), reference);
            let value = acting(&mut chain)?;
            let Grown { incident, tip, last, entries, touches_state } = chain.end()?;
            if !entries.is_empty() {
                tips.insert(device, tip);
            }
            if touches_state {
                put_row(writing, &incident, listed.row.number)?;
            }
            let beside = beside(writing, id, &tips)?;
            let shown = shown.filter(|_| !touches_state);
            Ok::<_, Error>((
                Recorded { entries, incident: id, beside },
                Folded { incident, tips, last, as_of, shown, shown_of },
                value,
            ))
        })?;
        self.keep(id, folded);
        Ok((recorded, value))
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
            writing.put_wording(WORDING)?;
            Ok(entries)
        })
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

const fn other(side: Side) -> Side {
    match side {
        Side::Done => Side::Undone,
        Side::Undone => Side::Done,
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
    mut folded: Option<Folded>,
    reference: &Reference,
) -> Result<Folded, Error> {
    let as_of = record.data_version()?;
    if let Some(folded) = folded.take_if(|folded| folded.as_of == as_of) {
        return Ok(folded);
    }
    let tips = record.tips(id)?;
    let last = record.last_hlc(id)?;
    if let Some(mut folded) = folded {
        if folded.tips == tips {
            return Ok(Folded { as_of, ..folded });
        }
        let known = folded.tips.iter().map(|(device, tip)| (*device, tip.seq)).collect();
        let news = record.events_after(id, &known, true)?;
        if apply_all(&mut folded.incident, &news, reference) {
            return Ok(Folded { incident: folded.incident, tips, last, as_of, shown: None, shown_of: 0 });
        }
    }
    let events = record.state_events(id)?;
    Ok(Folded { incident: Incident::fold(&events, reference)?, tips, last, as_of, shown: None, shown_of: 0 })
}

fn apply_all(incident: &mut Incident, events: &[Event], reference: &Reference) -> bool {
    events.iter().all(|event| incident.apply(event, reference).is_ok())
}

/// What is shown of an incident beside its state, whose chains end at `tips`.
fn beside(record: &Record, id: IncidentId, tips: &Tips) -> Result<Beside, Error> {
    let listed = record.incident(id)?.ok_or_else(|| Error::not_found("incident", id.to_string()))?;
    let head = head_of(tips.iter().map(|(device, tip)| (id, *device, tip.hash)));
    let place = record.place(id)?;
    let label = |side| last_act(record, id, side).map(|act| act.map(|act| act.back.label));
    Ok(Beside {
        entries: listed.entries,
        events: listed.events,
        head: head.unwrap_or(Hash::ZERO),
        undo: label(Side::Done)?,
        redo: label(Side::Undone)?,
        cursors: record.cursors(id)?.into_iter().collect(),
        place: place.map(|place| SavedPlace { run: place.run, step: place.step, saved_at: place.saved_at }),
    })
}

/// An incident that is worked with inside a transaction, as it is shown.
pub(crate) fn view_of(
    record: &Record,
    incident: &Incident,
    library: &Library,
    now: DateTime<Utc>,
) -> Result<IncidentView, Error> {
    let beside = beside(record, incident.id, &record.tips(incident.id)?)?;
    Ok(beside.shown_with(state_view(incident, library), incident, now))
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
