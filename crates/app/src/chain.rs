//! One chain of one incident while it grows, and the acts that can be taken back.

use chrono::{DateTime, Utc};
use firebreak_core::event::{Body, Draft, EntryRef, Hlc, IncidentId, Tip};
use firebreak_core::incident::{Act, Command, Context, FoldError, Incident, Opposite, describe};
use firebreak_core::playbook::Reference;
use firebreak_store::{KeptPlace, Record, Side, Writing};

use crate::error::Error;

/// One chain while it grows, inside the transaction that makes it durable.
pub(crate) struct Chain<'a, 'b> {
    writing: &'a mut Writing<'b>,
    id: IncidentId,
    incident: Option<Incident>,
    tip: Tip,
    last: Option<Hlc>,
    entries: Vec<EntryRef>,
    touches_state: bool,
    reference: &'a Reference,
}

/// A chain that has grown.
pub(crate) struct Grown {
    /// The incident with what was recorded.
    pub incident: Incident,
    /// The end of the chain.
    pub tip: Tip,
    /// The greatest clock of the incident.
    pub last: Option<Hlc>,
    /// What was recorded, in order.
    pub entries: Vec<EntryRef>,
    /// Whether that changes what the incident holds.
    pub touches_state: bool,
}

impl<'a, 'b> Chain<'a, 'b> {
    /// The chain of an incident that begins.
    pub(crate) fn new(writing: &'a mut Writing<'b>, id: IncidentId, reference: &'a Reference) -> Self {
        Self {
            writing,
            id,
            incident: None,
            tip: Tip::START,
            last: None,
            entries: Vec::new(),
            touches_state: false,
            reference,
        }
    }

    /// The chain of this device in an incident: where it ends, and the greatest clock over all chains.
    pub(crate) fn going_on(
        writing: &'a mut Writing<'b>,
        incident: Incident,
        (tip, last): (Tip, Option<Hlc>),
        reference: &'a Reference,
    ) -> Self {
        Self {
            writing,
            id: incident.id,
            incident: Some(incident),
            tip,
            last,
            entries: Vec::new(),
            touches_state: false,
            reference,
        }
    }

    /// The record, with what was written here.
    pub(crate) fn record(&self) -> &Record {
        self.writing
    }

    /// The incident as it stands now.
    pub(crate) fn incident(&self) -> Result<&Incident, Error> {
        self.incident.as_ref().ok_or_else(|| FoldError::NotOpened.into())
    }

    /// Does a command; gives the act where it became something that can be taken back.
    pub(crate) fn act(&mut self, command: Command, context: Context<'_>) -> Result<Option<Act>, Error> {
        let incident = self.incident()?;
        let back = incident.opposite(&command);
        let is_note = matches!(command, Command::AddNote { .. });
        let drafts = incident.decide(command, context)?;
        let changes = !drafts.is_empty();
        for draft in drafts {
            self.append(draft)?;
        }
        let written = self.entries.last().copied().filter(|_| is_note);
        let back = back.or_else(|| written.map(Opposite::of_note));
        let incident = self.incident()?;
        Ok(back.filter(|_| changes).map(|back| Act::new(back, incident)))
    }

    /// Seals a draft, appends it with its entry, and folds it into the incident.
    pub(crate) fn append(&mut self, draft: Draft) -> Result<(), Error> {
        let entry = describe(self.incident.as_ref(), &draft.body, self.reference);
        self.touches_state |= draft.body.kind().changes_state();
        let opening = match (&draft.body, self.incident.is_none()) {
            (Body::IncidentOpened(opened), true) => Some(opened.clone()),
            (_, _) => None,
        };
        let event = draft.seal(self.id, self.writing.device(), self.tip, self.last);
        self.writing.append(&event, &entry)?;
        self.tip = Tip { seq: event.seq, hash: event.hash };
        self.last = Some(event.hlc);
        self.entries.push(event.entry());
        match (opening, self.incident.as_mut()) {
            (Some(opened), _) => self.incident = Some(Incident::opened(opened, &event)),
            (None, Some(incident)) => incident.apply(&event, self.reference)?,
            (None, None) => return Err(FoldError::NotOpened.into()),
        }
        Ok(())
    }

    /// The last act of a side.
    pub(crate) fn last_act(&self, side: Side) -> Result<Option<Act>, Error> {
        last_act(self.writing, self.id, side)
    }

    /// Keeps an act on top of its side.
    pub(crate) fn keep_act(&mut self, side: Side, act: &Act) -> Result<(), Error> {
        let written =
            serde_json::to_string(act).map_err(|error| Error::BuiltIn { why: error.to_string() })?;
        Ok(self.writing.push_act(self.id, side, &written)?)
    }

    /// Forgets the last act of a side.
    pub(crate) fn forget_act(&mut self, side: Side) -> Result<(), Error> {
        Ok(self.writing.pop_act(self.id, side)?)
    }

    /// Forgets every act of a side.
    pub(crate) fn clear_acts(&mut self, side: Side) -> Result<(), Error> {
        Ok(self.writing.clear_acts(self.id, side)?)
    }

    /// Forgets what was typed and is recorded now.
    pub(crate) fn forget_draft(&mut self, name: &str, now: DateTime<Utc>) -> Result<(), Error> {
        Ok(self.writing.put_draft(name, None, now)?)
    }

    /// Keeps where the responder goes on.
    pub(crate) fn keep_place(
        &mut self,
        run: String,
        step: String,
        saved_at: DateTime<Utc>,
    ) -> Result<(), Error> {
        has_step(self.incident()?, &run, &step)?;
        Ok(self.writing.put_place(self.id, &KeptPlace { run, step, saved_at })?)
    }

    /// Ends growing.
    pub(crate) fn end(self) -> Result<Grown, Error> {
        let Self { incident, tip, last, entries, touches_state, .. } = self;
        let incident = incident.ok_or(FoldError::NotOpened)?;
        Ok(Grown { incident, tip, last, entries, touches_state })
    }
}

/// Says so where an incident has no such step in a run.
pub(crate) fn has_step(incident: &Incident, run: &str, step: &str) -> Result<(), Error> {
    let found = incident.run(run).ok_or_else(|| Error::not_found("run", run))?;
    if found.step(step).is_none() {
        return Err(Error::not_found("step", step));
    }
    Ok(())
}

/// The last act of a side of an incident. One that another version of the program kept in a form that this one does
/// not read is none: what it would take back stays.
pub(crate) fn last_act(record: &Record, id: IncidentId, side: Side) -> Result<Option<Act>, Error> {
    let kept = record.last_act(id, side)?;
    Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
}
