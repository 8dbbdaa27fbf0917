//! Making timeline entries again from events that are read in order.

use std::collections::BTreeMap;

use firebreak_core::entry::Entry;
use firebreak_core::event::{Body, Event, IncidentId, Kind};
use firebreak_core::incident::{Incident, describe};
use firebreak_core::playbook::Reference;

/// The version of what the timeline says of events: raised whenever the same event is told in other words than before,
/// be it by `describe`, by a label or by a name in the reference data. A record that was told in another version is
/// told again when it is opened.
pub(crate) const WORDING: u32 = 3;

/// Tells again what the timeline says, event by event. Events of an incident must come in their total order.
pub(crate) struct Retelling<'a> {
    reference: &'a Reference,
    incidents: BTreeMap<IncidentId, Incident>,
}

impl<'a> Retelling<'a> {
    /// Begins with no incident known.
    pub(crate) const fn new(reference: &'a Reference) -> Self {
        Self { reference, incidents: BTreeMap::new() }
    }

    /// The entry of an event. One that this program cannot read is told by its kind alone.
    pub(crate) fn entry(&mut self, event: &Event) -> Entry {
        let Ok(body) = event.decode() else {
            // The store keeps the event's own word for the kind.
            let text = event.kind.clone();
            return Entry { kind: Kind::NoteAdded, phase: None, text, corrects: None, standing: None };
        };
        let entry = describe(self.incidents.get(&event.incident), &body, self.reference);
        if let Body::IncidentOpened(opened) = body {
            self.incidents.insert(event.incident, Incident::opened(opened, event));
        } else if body.kind().changes_state()
            && let Some(incident) = self.incidents.get_mut(&event.incident)
            && incident.apply(event, self.reference).is_err()
        {
            // What follows is told without the state that is missing, rather than not at all.
            self.incidents.remove(&event.incident);
        }
        entry
    }

    /// The incidents as they stand after all events that were told.
    pub(crate) fn into_incidents(self) -> impl Iterator<Item = Incident> {
        self.incidents.into_values()
    }
}

#[cfg(test)]
mod tests;
