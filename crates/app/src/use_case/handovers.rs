use chrono::{DateTime, Utc};
use firebreak_core::event::{BriefingSection, Contingency, Hash, Kind};
use firebreak_core::incident::{Command, HandoverCommand, HandoverRefusal, Incident, NewHandover};
use firebreak_core::when::iso;
use firebreak_store::{Page, Record, TimelineFilter};

use super::timeline::entry_view;
use crate::api::{
    AcceptHandover, BeginHandover, BriefHandover, Briefing, CancelHandover, Changed, ExportHandover,
    ExportedHandover, HandoverView, HandoverWords, IncidentView, OneIncident,
};
use crate::opened::view_of;
use crate::view::{briefing, briefing_markdown, handover_view, section_views};
use crate::{App, Error};

/// How many of the last notes a briefing has.
const NOTES: u64 = 5;
/// How many characters of a note are read for it.
const CUT: usize = 400;

/// A briefing and the incident as it was shown when it was made.
struct Made {
    sections: Vec<BriefingSection>,
    incident: IncidentView,
}

impl App {
    /// `handover.brief`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such incident.
    pub fn brief_handover(&self, request: BriefHandover) -> Result<Briefing, Error> {
        let now = self.clock.now();
        let made = self.with_record(|opened| {
            let id = opened.find(&request.incident)?.row.id;
            // Of its own, as the record beside it is read while it is used.
            let incident = opened.incident(id, &self.library.reference)?.clone();
            opened.record().at_one_moment(|record| self.made(record, &incident, &request.words, now))
        })?;
        let sections = section_views(&made.sections);
        let head = made.incident.head.hash.clone();
        let heading = format!("handover briefing of {}", iso(now));
        let markdown = briefing_markdown(&made.incident, &heading, &sections, &head);
        Ok(Briefing { sections, head, made_at: iso(now), markdown })
    }

    /// `handover.begin`.
    ///
    /// # Errors
    ///
    /// Says what is missing, or that another handover waits.
    pub fn begin_handover(&self, request: BeginHandover) -> Result<Changed, Error> {
        let BeginHandover { incident, to, words, draft } = request;
        self.change_typed(&incident, draft.as_deref(), |record, incident, now| {
            let made = self.made(record, incident, &words, now)?;
            let head: Hash = made.incident.head.hash.parse()?;
            let contingencies = words.contingencies.into_iter();
            Ok(Command::Handover(HandoverCommand::Begin(Box::new(NewHandover {
                to,
                summary: words.summary.unwrap_or_default(),
                objectives: words.objectives,
                contingencies: contingencies
                    .map(|one| Contingency { when: one.when, then: one.then })
                    .collect(),
                briefing: made.sections,
                head,
            }))))
        })
    }

    /// `handover.accept`.
    ///
    /// # Errors
    ///
    /// Says that it was not read back, is for somebody else, or ended.
    pub fn accept_handover(&self, request: AcceptHandover) -> Result<Changed, Error> {
        let AcceptHandover { incident, handover, by, read_back, sections, draft } = request;
        self.change_typed(&incident, draft.as_deref(), |_, _, _| {
            Ok(Command::Handover(HandoverCommand::Accept { handover, by, read_back, sections }))
        })
    }

    /// `handover.cancel`.
    ///
    /// # Errors
    ///
    /// Says that there is no such handover, or that it ended.
    pub fn cancel_handover(&self, request: CancelHandover) -> Result<Changed, Error> {
        let CancelHandover { incident, handover, reason } = request;
        self.change(&incident, |_, _, _| Ok(Command::Handover(HandoverCommand::Cancel { handover, reason })))
    }

    /// `handover.list`.
    ///
    /// # Errors
    ///
    /// Says so where there is no such incident.
    pub fn list_handovers(&self, request: OneIncident) -> Result<Vec<HandoverView>, Error> {
        self.with_incident(&request.incident, |incident| {
            Ok(incident.handovers.iter().map(handover_view).collect())
        })
    }

    /// `handover.export`.
    ///
    /// # Errors
    ///
    /// Says that there is no such handover, or that the file cannot be written.
    pub fn export_handover(&self, request: ExportHandover) -> Result<ExportedHandover, Error> {
        let incident = self.show_incident(OneIncident { incident: request.incident.clone() })?;
        let (text, name) = match request.handover {
            Some(number) => {
                let listed = self.list_handovers(OneIncident { incident: request.incident })?;
                let found = listed.into_iter().find(|known| known.id == number);
                let found = found.ok_or_else(|| Error::from(HandoverRefusal::Unknown(number)))?;
                let heading = format!("handover {}, {} to {}", found.id, found.from, found.to);
                let text = briefing_markdown(&incident, &heading, &found.sections, &found.head);
                (text, format!("handover-{}", found.id))
            }
            None => {
                let brief = BriefHandover { incident: request.incident, words: HandoverWords::default() };
                (self.brief_handover(brief)?.markdown, "briefing".to_owned())
            }
        };
        let file_name = format!("{}-{name}.md", incident.code);
        let path = self.handed_on(request.save, "save the briefing", &file_name, &text)?;
        Ok(ExportedHandover { file_name, text, path })
    }

    /// Makes a briefing from the incident and from what the record has beside it.
    fn made(
        &self,
        record: &Record,
        incident: &Incident,
        words: &HandoverWords,
        now: DateTime<Utc>,
    ) -> Result<Made, Error> {
        let view = view_of(record, incident, &self.library, now)?;
        let filter = TimelineFilter { kinds: vec![Kind::NoteAdded], author: None, phase: None, text: None };
        let withdrawn = u64::try_from(incident.withdrawn_notes.len()).unwrap_or_default();
        let page = Page { newest_first: true, offset: 0, limit: NOTES + withdrawn, cut: CUT };
        let rows = record.timeline(incident.id, &filter, page)?.rows.into_iter();
        let counting = rows.filter(|row| incident.withdrawal(row.entry).is_none());
        let notes = counting.take(NOTES as usize).map(|row| entry_view(row, incident));
        let sections = briefing(incident, &view, &notes.collect::<Vec<_>>(), words, now);
        Ok(Made { sections, incident: view })
    }
}
